#include "rules/rule.h"
#include "store/store-private.h"

/**
 * mls_store_get_rule:
 * @self: a project
 * @name: a rule
 * @operation: as of which operation; 0 for now
 * @value: (out) (transfer full) (nullable): its value then, %NULL if it had none
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_store_get_rule (MlsStore   *self,
                    const char *name,
                    gint64      operation,
                    char      **value,
                    GError    **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    self->database,
    "SELECT value FROM rule WHERE name = ?1 AND "
    "CASE WHEN ?2 = 0 THEN until IS NULL ELSE since <= ?2 AND (until IS NULL OR until > ?2) END",
    error);
  gboolean row;

  if (query == NULL)
    return FALSE;

  mls_statement_bind (query, "si", name, operation);
  if (!mls_database_step (self->database, query, &row, error))
    return FALSE;

  *value = row ? mls_statement_dup_text (query, 0) : NULL;
  return TRUE;
}

/* The rule holds from the next operation on; what was judged before, was judged by the old one. */
static gboolean
replace_rule (MlsDatabase *database, const char *name, const char *value, GError **error)
{
  gint64 last;

  return mls_operation_last (database, &last, error) &&
         mls_database_run (database, error,
                           "DELETE FROM rule WHERE name = ?1 AND until IS NULL AND since = ?2",
                           "si", name, last + 1) &&
         mls_database_run (database, error,
                           "UPDATE rule SET until = ?2 WHERE name = ?1 AND until IS NULL",
                           "si", name, last + 1) &&
         (value == NULL ||
          mls_database_run (database, error,
                            "INSERT INTO rule (name, value, since) VALUES (?, ?, ?)",
                            "ssi", name, value, last + 1));
}

/**
 * mls_store_set_rule:
 * @self: a project open for writing
 * @name: a rule
 * @value: (nullable): its value from the next operation on, %NULL for none
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_set_rule (MlsStore *self, const char *name, const char *value, GError **error)
{
  if (!mls_store_check_writable (self, error) || !mls_database_begin (self->database, error))
    return FALSE;

  return mls_database_end (self->database, replace_rule (self->database, name, value, error), error);
}

static gboolean
read_amount (MlsStore *self, const char *name, double *amount, GError **error)
{
  g_autofree char *text = NULL;

  if (!mls_store_get_rule (self, name, 0, &text, error))
    return FALSE;

  if (text == NULL)
    text = g_strdup (mls_rule_default (name));
  *amount = text != NULL ? CLAMP (g_ascii_strtod (text, NULL), 0, 1e9) : 0;
  return TRUE;
}

/**
 * mls_store_read_limits:
 * @self: a project
 * @limits: (out): what it asks for besides its nomenclature
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_store_read_limits (MlsStore *self, MlsLimits *limits, GError **error)
{
  double change_m2, width_m, sliver_m2, spike_m, spacing_m, offset_m;

  if (!read_amount (self, MLS_RULE_CHANGE_MINIMUM, &change_m2, error) ||
      !read_amount (self, MLS_RULE_MINIMUM_WIDTH, &width_m, error) ||
      !read_amount (self, MLS_RULE_SLIVER_QUOTIENT, &limits->sliver_quotient, error) ||
      !read_amount (self, MLS_RULE_SLIVER_AREA, &sliver_m2, error) ||
      !read_amount (self, MLS_RULE_SPIKE_ANGLE, &limits->spike_angle, error) ||
      !read_amount (self, MLS_RULE_SPIKE_LENGTH, &spike_m, error) ||
      !read_amount (self, MLS_RULE_VERTEX_SPACING, &spacing_m, error) ||
      !read_amount (self, MLS_RULE_VERTEX_OFFSET, &offset_m, error))
    return FALSE;

  limits->change_minimum = mls_area2_from_m2 (change_m2);
  limits->minimum_width = width_m * MLS_MM_PER_M;
  limits->sliver_area = mls_area2_from_m2 (sliver_m2);
  limits->spike_length = spike_m * MLS_MM_PER_M;
  limits->vertex_spacing = spacing_m * MLS_MM_PER_M;
  limits->vertex_offset = offset_m * MLS_MM_PER_M;

  return TRUE;
}

/**
 * mls_store_read_agreed:
 * @self: a project
 * @agreed: (out): what samples of it have to reach
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_store_read_agreed (MlsStore *self, MlsAgreed *agreed, GError **error)
{
  if (!read_amount (self, MLS_RULE_ACCURACY, &agreed->limit, error) ||
      !read_amount (self, MLS_RULE_CLASS_ACCURACY, &agreed->class_limit, error))
    return FALSE;

  agreed->limit = MIN (agreed->limit, 100);
  agreed->class_limit = MIN (agreed->class_limit, 100);

  return TRUE;
}
