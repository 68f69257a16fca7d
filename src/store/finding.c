#include "store/finding.h"

#include "base/format.h"
#include "store/reader-private.h"
#include "store/setting.h"
#include "store/store-private.h"

#include <math.h>

#define CHECKED_OPERATION "checked_operation"

/* Where findings come from. */
#define ORIGIN_CHECK  "check"
#define ORIGIN_IMPORT "import"

/* What texts of findings are made with; they name no class. */
static MlsRules
rules_of (const MlsLayout *layout)
{
  return (MlsRules){ .vintages = (const MlsVintage *) (gpointer) layout->vintages->data,
                     .n_vintages = layout->vintages->len };
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

static void
bind_text_if (sqlite3_stmt *statement, int parameter, const char *text)
{
  if (text != NULL)
    sqlite3_bind_text (statement, parameter, text, -1, SQLITE_STATIC);
}

static void
bind_feature_if (sqlite3_stmt *statement, int parameter, MlsFeature feature)
{
  if (feature.id < 0)
    return;

  sqlite3_bind_int64 (statement, parameter, feature.id);
  bind_text_if (statement, parameter + 1, g_quark_to_string (feature.layer));
}

static gboolean
is_same_row (const MlsFinding *a, const MlsFinding *b)
{
  return a->severity == b->severity && mls_point_equal (a->place, b->place) && a->fid == b->fid &&
         a->other_fid == b->other_fid && a->area2 == b->area2 && a->minimum == b->minimum && a->figure == b->figure &&
         fabs (a->length - b->length) < 1e-6 && a->state == b->state && a->found == b->found && a->gone == b->gone &&
         a->again == b->again && a->reason == b->reason;
}

static gboolean
insert_finding (MlsDatabase      *database,
                sqlite3_stmt     *insert,
                const MlsRules   *rules,
                const MlsFinding *finding,
                GError          **error)
{
  gboolean dated = finding->vintage < rules->n_vintages;
  gboolean repair = mls_finding_is_repair (finding);
  g_autofree char *message = mls_finding_text (finding, rules);
  gboolean written;

  sqlite3_clear_bindings (insert);
  mls_statement_bind (insert, "sssssssdds", repair ? ORIGIN_IMPORT : ORIGIN_CHECK,
                      mls_finding_rule_name (finding->rule), mls_severity_name (finding->severity),
                      dated ? rules->vintages[finding->vintage].code : NULL,
                      dated ? mls_dimension_name (finding->dimension) : NULL,
                      g_quark_to_string (finding->pair.cover), g_quark_to_string (finding->pair.use),
                      mls_grid_to_metres (finding->place.x), mls_grid_to_metres (finding->place.y), message);
  bind_number_if (insert, 11, finding->fid);
  bind_number_if (insert, 12, finding->other_fid);
  bind_area_if (insert, 13, finding->area2);
  bind_area_if (insert, 14, finding->minimum);
  if (repair)
    {
      bind_feature_if (insert, 15, finding->feature);
      bind_feature_if (insert, 17, finding->other);
    }
  if (mls_finding_is_change (finding) && finding->from_vintage < rules->n_vintages)
    {
      bind_text_if (insert, 19, rules->vintages[finding->from_vintage].code);
      bind_text_if (insert, 20, g_quark_to_string (finding->from.cover));
      bind_text_if (insert, 21, g_quark_to_string (finding->from.use));
    }
  bind_text_if (insert, 22, g_quark_to_string (finding->remark));
  if (finding->figure != 0)
    sqlite3_bind_double (insert, 23, finding->figure);
  if (finding->length > 0)
    sqlite3_bind_double (insert, 24, finding->length / MLS_MM_PER_M);
  bind_number_if (insert, 25, finding->id);
  bind_text_if (insert, 26, mls_finding_state_name (finding->state));
  bind_number_if (insert, 27, finding->found);
  bind_number_if (insert, 28, finding->gone);
  bind_number_if (insert, 29, finding->again);
  bind_text_if (insert, 30, g_quark_to_string (finding->reason));
  if (finding->reason != 0)
    bind_text_if (insert, 31, g_quark_to_string (finding->author));

  written = mls_database_step (database, insert, NULL, error);
  sqlite3_reset (insert);

  return written;
}

/* A row that is there is brought up to date; what somebody decided of it counts while it is in the state that was for. */
#define UPSERT                                                                                                            \
  "INSERT INTO finding (origin, rule, severity, vintage, dimension, cover, use, x, y, message, fid, other_fid, "           \
  "area_m2, minimum_m2, feature, layer, other_feature, other_layer, from_vintage, from_cover, from_use, remark, "          \
  "figure, length_m, id, state, found, gone, again, reason, author) "                                                      \
  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "                  \
  "ON CONFLICT (id) DO UPDATE SET severity = excluded.severity, x = excluded.x, y = excluded.y, "                          \
  "message = excluded.message, fid = excluded.fid, other_fid = excluded.other_fid, area_m2 = excluded.area_m2, "           \
  "minimum_m2 = excluded.minimum_m2, figure = excluded.figure, length_m = excluded.length_m, found = excluded.found, "     \
  "gone = excluded.gone, again = excluded.again, reason = excluded.reason, author = excluded.author, "                     \
  "was = iif (state = excluded.state, was, NULL), since = iif (state = excluded.state, since, NULL), "                     \
  "state = excluded.state"

static gboolean
write_rows (MlsDatabase *database, const MlsLayout *layout, const GArray *findings, GHashTable *known, GError **error)
{
  const MlsRules rules = rules_of (layout);
  g_autoptr (sqlite3_stmt) insert = mls_database_prepare (database, UPSERT, error);

  if (insert == NULL)
    return FALSE;

  for (guint i = 0; i < findings->len; i++)
    {
      const MlsFinding *finding = &g_array_index (findings, MlsFinding, i);
      const MlsFinding *row = known != NULL ? g_hash_table_lookup (known, &finding->id) : NULL;

      if ((finding->id == 0 || (row != NULL && !is_same_row (finding, row))) &&
          !insert_finding (database, insert, &rules, finding, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * mls_findings_add:
 * @database: a project, in a transaction
 * @layout: its columns
 * @findings: (element-type MlsFinding): findings; those that have an id are there already, and stay as they are
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether they are written
 */
gboolean
mls_findings_add (MlsDatabase *database, const MlsLayout *layout, const GArray *findings, GError **error)
{
  return write_rows (database, layout, findings, NULL, error);
}

/* One that a check finds no more is verified, whether the check that found that was kept or not; any other stays as it
 * is. */
static gboolean
decide (MlsDatabase *database, const MlsFinding *finding, gint64 operation, GError **error)
{
  if (finding->state == MLS_FINDING_GONE)
    return mls_database_run (database, error,
                             "UPDATE finding SET was = 'corrected', state = 'verified', gone = ?, since = ? WHERE id = ?",
                             "iii", finding->gone, operation, finding->id);

  return mls_database_run (database, error, "UPDATE finding SET was = state, state = 'kept', since = ? WHERE id = ?", "ii",
                           operation, finding->id);
}

/**
 * mls_findings_decide:
 * @database: a project, in a transaction
 * @facts: what an edit says of itself: the findings that somebody decides on
 * @operation: the edit's operation
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether that is written
 */
gboolean
mls_findings_decide (MlsDatabase *database, const MlsOperationFacts *facts, gint64 operation, GError **error)
{
  for (guint i = 0; i < facts->n_kept; i++)
    if (!decide (database, &facts->kept[i], operation, error))
      return FALSE;

  return TRUE;
}

/**
 * mls_findings_take_back:
 * @database: a project, in a transaction
 * @target: an operation that is taken back
 * @operation: the operation that does so
 * @error: a #MLS_STORE_ERROR
 *
 * What @target decided is as it was before, which is all that undoing an undo takes, too.
 *
 * Returns: whether that is written
 */
gboolean
mls_findings_take_back (MlsDatabase *database, gint64 target, gint64 operation, GError **error)
{
  return mls_database_run (database, error,
                           "UPDATE finding SET state = was, was = state, since = ?2 WHERE since = ?1", "ii",
                           target, operation);
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

  return code == NULL || mls_vintage_find (rules->vintages, rules->n_vintages, code, out);
}

static MlsFeature
column_feature (sqlite3_stmt *row, int column)
{
  gboolean is_one = sqlite3_column_type (row, column) != SQLITE_NULL;

  return (MlsFeature){ is_one ? sqlite3_column_int64 (row, column) : -1, column_text (row, column + 1) };
}

/* What somebody has decided to keep is as grave as an exception. FALSE if the row is of no rule, state, vintage
 * or place that there is. */
static gboolean
read_row (sqlite3_stmt *row, const MlsRules *rules, MlsFinding *finding)
{
  const char *dimension = (const char *) sqlite3_column_text (row, 4);
  const char *state = (const char *) sqlite3_column_text (row, 13);

  finding->id = sqlite3_column_int64 (row, 0);
  finding->pair = (MlsPair){ column_text (row, 5), column_text (row, 6) };
  finding->fid = sqlite3_column_int64 (row, 9);
  finding->other_fid = sqlite3_column_int64 (row, 10);
  finding->area2 = mls_area2_from_m2 (sqlite3_column_double (row, 11));
  finding->minimum = mls_area2_from_m2 (sqlite3_column_double (row, 12));
  finding->feature = column_feature (row, 14);
  finding->other = column_feature (row, 16);
  finding->from = (MlsPair){ column_text (row, 19), column_text (row, 20) };
  finding->remark = column_text (row, 21);
  finding->figure = sqlite3_column_double (row, 22);
  finding->length = sqlite3_column_double (row, 23) * MLS_MM_PER_M;
  finding->found = sqlite3_column_int64 (row, 24);
  finding->gone = sqlite3_column_int64 (row, 25);
  finding->again = sqlite3_column_int64 (row, 26);
  finding->reason = column_text (row, 27);
  finding->author = column_text (row, 28);

  if (!mls_finding_rule_from_name ((const char *) sqlite3_column_text (row, 1), &finding->rule) ||
      !mls_severity_from_name ((const char *) sqlite3_column_text (row, 2), &finding->severity) ||
      !find_vintage (rules, (const char *) sqlite3_column_text (row, 3), &finding->vintage) ||
      !find_vintage (rules, (const char *) sqlite3_column_text (row, 18), &finding->from_vintage) ||
      !mls_finding_state_from_name (state, &finding->state) ||
      (dimension != NULL && !mls_dimension_from_name (dimension, &finding->dimension)) ||
      !mls_grid_from_metres (sqlite3_column_double (row, 7), sqlite3_column_double (row, 8), &finding->place))
    return FALSE;

  if (finding->state == MLS_FINDING_KEPT)
    finding->severity = MLS_SEVERITY_EXCEPTION;

  return TRUE;
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

#define FINDINGS                                                                         \
  "SELECT id, rule, severity, vintage, dimension, cover, use, x, y, fid, other_fid, area_m2, " \
  "minimum_m2, state, feature, layer, other_feature, other_layer, from_vintage, from_cover, " \
  "from_use, remark, figure, length_m, found, gone, again, reason, " \
  "coalesce (author, (SELECT author FROM operation WHERE operation.id = finding.since AND state IN ('kept', " \
  "'verified'))) FROM finding "

#define ALL_FINDINGS FINDINGS "ORDER BY id"

static GArray *
read_all (MlsDatabase *database, const MlsLayout *layout, const char *sql, GError **error)
{
  g_autoptr (GArray) findings = g_array_new (FALSE, TRUE, sizeof (MlsFinding));
  const MlsRules rules = rules_of (layout);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (database, sql, error);
  gboolean row;

  if (query == NULL)
    return NULL;

  while (mls_database_step (database, query, &row, error))
    {
      MlsFinding finding = { 0 };

      if (!row)
        return g_steal_pointer (&findings);

      if (read_row (query, &rules, &finding))
        g_array_append_val (findings, finding);
    }

  return NULL;
}

/* The one here that a finding of a work package is, if it waits still: at the same place, or of the same face. */
static gboolean
find_same (MlsStore *to, MlsFinding *finding, GError **error)
{
  const MlsRules rules = rules_of (mls_store_layout (to));
  gboolean dated = finding->vintage < rules.n_vintages;
  gboolean since = mls_finding_is_change (finding) && finding->from_vintage < rules.n_vintages;

  return mls_database_get_integer (
    to->database, &finding->id, error,
    "SELECT id FROM finding WHERE rule = ?1 AND vintage IS ?2 AND dimension IS ?3 AND cover IS ?4 AND use IS ?5 AND "
    "from_vintage IS ?6 AND from_cover IS ?7 AND from_use IS ?8 AND state IN ('open', 'corrected') AND "
    "(x = ?9 AND y = ?10 OR fid = ?11 AND rule <> 'spike') ORDER BY x = ?9 AND y = ?10 DESC",
    "ssssssssddi", mls_finding_rule_name (finding->rule), dated ? rules.vintages[finding->vintage].code : NULL,
    dated ? mls_dimension_name (finding->dimension) : NULL, g_quark_to_string (finding->pair.cover),
    g_quark_to_string (finding->pair.use), since ? rules.vintages[finding->from_vintage].code : NULL,
    g_quark_to_string (finding->from.cover), g_quark_to_string (finding->from.use), mls_grid_to_metres (finding->place.x),
    mls_grid_to_metres (finding->place.y), finding->fid);
}

static gboolean
bring_one (MlsStore *to, MlsFinding *finding, gint64 here, GError **error)
{
  const MlsRules rules = rules_of (mls_store_layout (to));
  g_autoptr (sqlite3_stmt) insert = NULL;

  finding->state = finding->state == MLS_FINDING_VERIFIED ? MLS_FINDING_GONE : MLS_FINDING_OPEN;
  if (!find_same (to, finding, error))
    return FALSE;

  if (finding->id == 0)
    {
      insert = mls_database_prepare (to->database, UPSERT, error);
      if (insert == NULL || !insert_finding (to->database, insert, &rules, finding, error))
        return FALSE;
      finding->id = sqlite3_last_insert_rowid (to->database->handle);
    }

  return decide (to->database, finding, here, error);
}

/**
 * mls_findings_bring:
 * @from: a work package
 * @to: its project, in a transaction
 * @there: an operation of the package
 * @here: what it becomes in the project
 * @func: (scope call): tells which operation here is one of the package
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR
 *
 * What @there decided of findings is decided of the same ones here. One that is not known here comes along.
 *
 * Returns: whether that is written
 */
gboolean
mls_findings_bring (MlsStore            *from,
                    MlsStore            *to,
                    gint64               there,
                    gint64               here,
                    MlsOperationHereFunc func,
                    gpointer             user_data,
                    GError             **error)
{
  g_autofree char *sql = g_strdup_printf (FINDINGS "WHERE state IN ('verified', 'kept') AND since = %" G_GINT64_FORMAT, there);
  g_autoptr (GArray) findings = read_all (from->database, mls_store_layout (from), sql, error);

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      MlsFinding *finding = &g_array_index (findings, MlsFinding, i);

      finding->found = func (finding->found, user_data);
      finding->gone = func (finding->gone, user_data);
      finding->again = func (finding->again, user_data);
      if (!bring_one (to, finding, here, error))
        return FALSE;
    }

  return findings != NULL;
}

static GHashTable *
by_id (GArray *rows)
{
  GHashTable *known = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < rows->len; i++)
    g_hash_table_insert (known, &g_array_index (rows, MlsFinding, i).id, &g_array_index (rows, MlsFinding, i));

  return known;
}

/* What no check knows any more, and what another one would tell anew. */
static gboolean
remove_others (MlsDatabase *database, const GArray *findings, GError **error)
{
  g_autoptr (sqlite3_stmt) insert = NULL;

  if (!mls_database_exec (database, "CREATE TEMP TABLE IF NOT EXISTS living (id INTEGER PRIMARY KEY); DELETE FROM living",
                          error) ||
      (insert = mls_database_prepare (database, "INSERT OR IGNORE INTO living VALUES (?)", error)) == NULL)
    return FALSE;

  for (guint i = 0; i < findings->len; i++)
    {
      gint64 id = g_array_index (findings, MlsFinding, i).id;

      if (id == 0)
        continue;

      mls_statement_bind (insert, "i", id);
      if (!mls_database_step (database, insert, NULL, error))
        return FALSE;
      sqlite3_reset (insert);
    }

  return mls_database_exec (database,
                            "DELETE FROM finding WHERE origin = '" ORIGIN_CHECK "' AND id NOT IN (SELECT id FROM living); "
                            "DELETE FROM living",
                            error);
}

static gboolean
update_checked (MlsStore *self, const GArray *findings, gint64 operation, GError **error)
{
  const MlsLayout *layout = mls_store_layout (self);
  g_autofree char *checked = mls_format_id (operation);
  g_autoptr (GArray) rows = read_all (self->database, layout, ALL_FINDINGS, error);
  g_autoptr (GHashTable) known = rows != NULL ? by_id (rows) : NULL;

  return known != NULL && remove_others (self->database, findings, error) &&
         mls_setting_set (self->database, CHECKED_OPERATION, checked, error) &&
         write_rows (self->database, layout, findings, known, error);
}

/**
 * mls_store_write_findings:
 * @self: a project open for writing
 * @findings: (element-type MlsFinding): all that a check found, and what it says is over
 * @operation: the operation whose state was checked
 * @error: a #MLS_STORE_ERROR
 *
 * Brings what is known up to date: those that have an id are in the file already. What is not among them is removed, but
 * for what no check finds.
 *
 * Returns: whether they are on disk; if not, the last ones still are
 */
gboolean
mls_store_write_findings (MlsStore *self, const GArray *findings, gint64 operation, GError **error)
{
  if (!mls_store_check_writable (self, error) || !mls_database_begin (self->database, error))
    return FALSE;

  return mls_database_end (self->database, update_checked (self, findings, operation, error), error);
}

/**
 * mls_store_list_findings:
 * @self: a project
 * @operation: (out) (optional): the operation whose state was checked, 0 if none ever was
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsFinding): what the last check found and what is known
 *   without one, as mls_finding_compare() orders it, or %NULL
 */
GArray *
mls_store_list_findings (MlsStore *self, gint64 *operation, GError **error)
{
  GArray *findings = NULL;

  if (read_checked (self, operation, error))
    findings = read_all (self->database, mls_store_layout (self), ALL_FINDINGS, error);
  if (findings != NULL)
    mls_finding_sort (findings);

  return findings;
}

/**
 * mls_store_reader_list_findings:
 * @self: a reader between begin and end
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsFinding): what is known, oldest first, or %NULL
 */
GArray *
mls_store_reader_list_findings (MlsStoreReader *self, GError **error)
{
  return read_all (self->database, mls_reading_get_layout (self->reading), ALL_FINDINGS, error);
}
