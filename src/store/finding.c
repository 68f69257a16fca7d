#include "store/finding.h"

#include "base/format.h"
#include "store/setting.h"
#include "store/store-private.h"

#define CHECKED_OPERATION "checked_operation"

/* What texts of findings are made with; they name no class. */
static MlsRules
rules_of (const MlsStore *self)
{
  MlsRules rules = { .nomenclature = NULL };

  rules.vintages = mls_store_get_vintages (self, &rules.n_vintages);

  return rules;
}

static void
bind_number_if (sqlite3_stmt *statement, int parameter, gint64 number)
{
  if (number != 0)
    sqlite3_bind_int64 (statement, parameter, number);
}

static void
bind_area_if (sqlite3_stmt *statement, int parameter, MlsArea2 area2)
{
  if (area2 != 0)
    sqlite3_bind_double (statement, parameter, mls_area2_to_m2 (area2));
}

static gboolean
write_finding (MlsStore *self, sqlite3_stmt *insert, const MlsFinding *finding, GError **error)
{
  const MlsRules rules = rules_of (self);
  gboolean dated = finding->vintage < rules.n_vintages;
  g_autofree char *message = mls_finding_text (finding, &rules);
  gboolean written;

  sqlite3_clear_bindings (insert);
  mls_statement_bind (insert, "ssssssdds", mls_finding_rule_name (finding->rule),
                      mls_severity_name (finding->severity),
                      dated ? rules.vintages[finding->vintage].code : NULL,
                      dated ? mls_dimension_name (finding->dimension) : NULL,
                      g_quark_to_string (finding->pair.cover),
                      g_quark_to_string (finding->pair.use), mls_grid_to_metres (finding->place.x),
                      mls_grid_to_metres (finding->place.y),
                      message);
  bind_number_if (insert, 10, finding->fid);
  bind_number_if (insert, 11, finding->other_fid);
  bind_area_if (insert, 12, finding->area2);
  bind_area_if (insert, 13, finding->minimum);

  written = mls_database_step (self->database, insert, NULL, error);
  sqlite3_reset (insert);

  return written;
}

static gboolean
write_all (MlsStore *self, const GArray *findings, gint64 operation, GError **error)
{
  g_autofree char *checked = mls_format_id (operation);
  g_autoptr (sqlite3_stmt) insert = NULL;

  if (!mls_database_run (self->database, error, "DELETE FROM finding", NULL) ||
      !mls_setting_set (self->database, CHECKED_OPERATION, checked, error))
    return FALSE;

  insert = mls_database_prepare (
    self->database,
    "INSERT INTO finding (rule, severity, vintage, dimension, cover, use, x, y, message, "
    "fid, other_fid, area_m2, minimum_m2) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    error);
  if (insert == NULL)
    return FALSE;

  for (guint i = 0; i < findings->len; i++)
    if (!write_finding (self, insert, &g_array_index (findings, MlsFinding, i), error))
      return FALSE;

  return TRUE;
}

/**
 * mls_store_write_findings:
 * @self: a project open for writing
 * @findings: (element-type MlsFinding): what a check found, in the order to be kept
 * @operation: the operation whose state was checked
 * @error: a #MLS_STORE_ERROR
 *
 * Puts them in the place of the last check's.
 *
 * Returns: whether they are on disk; if not, the last ones still are
 */
gboolean
mls_store_write_findings (MlsStore *self, const GArray *findings, gint64 operation, GError **error)
{
  if (!mls_store_check_writable (self, error) || !mls_database_begin (self->database, error))
    return FALSE;

  if (write_all (self, findings, operation, error) && mls_database_commit (self->database, error))
    return TRUE;

  mls_database_rollback (self->database);
  return FALSE;
}

static MlsText
column_text (sqlite3_stmt *row, int column)
{
  return g_quark_from_string ((const char *) sqlite3_column_text (row, column));
}

static gboolean
find_vintage (const MlsRules *rules, const char *code, guint *out)
{
  *out = MLS_NO_VINTAGE;
  for (guint i = 0; code != NULL && i < rules->n_vintages; i++)
    if (g_str_equal (rules->vintages[i].code, code))
      *out = i;

  return code == NULL || *out != MLS_NO_VINTAGE;
}

/* FALSE if the row is of no rule, vintage or place that there is. */
static gboolean
read_row (sqlite3_stmt *row, const MlsRules *rules, MlsFinding *finding)
{
  const char *dimension = (const char *) sqlite3_column_text (row, 4);

  finding->id = sqlite3_column_int64 (row, 0);
  finding->pair = (MlsPair){ column_text (row, 5), column_text (row, 6) };
  finding->fid = sqlite3_column_int64 (row, 9);
  finding->other_fid = sqlite3_column_int64 (row, 10);
  finding->area2 = mls_area2_from_m2 (sqlite3_column_double (row, 11));
  finding->minimum = mls_area2_from_m2 (sqlite3_column_double (row, 12));

  return mls_finding_rule_from_name ((const char *) sqlite3_column_text (row, 1), &finding->rule) &&
         mls_severity_from_name ((const char *) sqlite3_column_text (row, 2), &finding->severity) &&
         find_vintage (rules, (const char *) sqlite3_column_text (row, 3), &finding->vintage) &&
         (dimension == NULL || mls_dimension_from_name (dimension, &finding->dimension)) &&
         mls_grid_from_metres (sqlite3_column_double (row, 7), sqlite3_column_double (row, 8),
                               &finding->place);
}

static gboolean
read_checked (MlsStore *self, gint64 *operation, GError **error)
{
  g_autofree char *checked = NULL;

  if (!mls_setting_get (self->database, CHECKED_OPERATION, &checked, error))
    return FALSE;

  if (operation != NULL)
    *operation = checked != NULL ? g_ascii_strtoll (checked, NULL, 10) : 0;
  return TRUE;
}

/**
 * mls_store_list_findings:
 * @self: a project
 * @operation: (out) (optional): the operation whose state was checked, 0 if none ever was
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsFinding): what the last check found, in its order, or
 *   %NULL
 */
GArray *
mls_store_list_findings (MlsStore *self, gint64 *operation, GError **error)
{
  g_autoptr (GArray) findings = g_array_new (FALSE, TRUE, sizeof (MlsFinding));
  const MlsRules rules = rules_of (self);
  g_autoptr (sqlite3_stmt) query = NULL;
  gboolean row;

  if (!read_checked (self, operation, error))
    return NULL;

  query = mls_database_prepare (self->database,
                                "SELECT id, rule, severity, vintage, dimension, cover, use, x, y, "
                                "fid, other_fid, area_m2, minimum_m2 FROM finding ORDER BY id",
                                error);
  if (query == NULL)
    return NULL;

  while (mls_database_step (self->database, query, &row, error))
    {
      MlsFinding finding = { 0 };

      if (!row)
        return g_steal_pointer (&findings);

      if (read_row (query, &rules, &finding))
        g_array_append_val (findings, finding);
    }

  return NULL;
}
