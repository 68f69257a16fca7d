/* Whether a file is what Millésime wrote, whatever map it holds: what a disk, another program or a copy broke off may have
 * done to it. */

#include "store/integrity.h"

#include "base/text.h"
#include "store/check.h"
#include "store/error.h"
#include "store/reader-private.h"
#include "store/store-private.h"
#include "store/structure.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of one kind no more are told: who has a hundred has them all. */
#define MOST 100

typedef struct
{
  MlsStore            *store;
  GPtrArray           *faults;    /* (element-type utf8) */
  MlsStoreProgressFunc func;      /* (nullable) */
  gpointer             user_data;
  double               done;      /* of all, before this part … */
  double               share;     /* … of this part … */
  double               fraction;  /* … and of that, as was told last */
  gboolean             is_given_up;
} Check;

static gboolean
go_on (double fraction, gpointer user_data)
{
  Check *check = user_data;

  check->fraction = fraction;
  check->is_given_up = check->func != NULL && !check->func (check->done + fraction * check->share, check->user_data);

  return !check->is_given_up;
}

static gboolean
on_watch (gpointer user_data)
{
  const Check *check = user_data;

  return go_on (check->fraction, user_data);
}

static void
add_fault (Check *check, char *text)
{
  g_ptr_array_add (check->faults, text);
}

/* What a row of a query tells; %NULL if nothing is wrong. */
typedef char *(*TellFunc) (sqlite3_stmt *row);

static gboolean
tell_rows (Check *check, const char *sql, TellFunc tell, GError **error)
{
  MlsDatabase *database = check->store->database;
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (database, sql, error);
  gboolean row;

  while (query != NULL && mls_database_step (database, query, &row, error))
    {
      char *text;

      if (!row)
        return TRUE;
      text = tell (query);
      if (text != NULL)
        add_fault (check, text);
    }

  return FALSE;
}

/* The parts */

static char *
tell_page (sqlite3_stmt *row)
{
  g_autofree char *text = mls_statement_dup_text (row, 0);

  return g_strcmp0 (text, "ok") != 0 ? mls_text_line (text != NULL ? text : "", -1) : NULL;
}

/* What SQLite says first of each page. */
#define IN_MAIN "*** in database main *** "

/* What cannot be looked at to the end is damaged, too. */
static gboolean
look_through (Check *check, const char *sql, GError **error)
{
  guint n_before = check->faults->len;
  g_autoptr (GError) reason = NULL;

  if (tell_rows (check, sql, tell_page, &reason))
    return TRUE;

  if (!g_error_matches (reason, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  if (check->faults->len == n_before)
    add_fault (check, g_strdup (reason->message));
  return TRUE;
}

/* The pages of one table and its indices. */
static gboolean
check_table (Check *check, const char *table, GError **error)
{
  guint n_before = check->faults->len;
  char *sql = sqlite3_mprintf ("PRAGMA integrity_check (%Q)", table);
  gboolean checked = look_through (check, sql, error);

  sqlite3_free (sql);
  for (guint i = n_before; i < check->faults->len; i++)
    {
      char *text = g_ptr_array_index (check->faults, i);
      const char *said = g_str_has_prefix (text, IN_MAIN) ? text + strlen (IN_MAIN) : text;

      g_ptr_array_index (check->faults, i) = g_strdup_printf ("“%s”: %s", table, said);
      g_free (text);
    }

  return checked;
}

static gboolean
check_tables (Check *check, GError **error)
{
  MlsDatabase *database = check->store->database;
  g_autoptr (sqlite3_stmt) tables = mls_database_prepare (
    database, "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY rootpage", error);
  gboolean row = tables != NULL;

  while (row && mls_database_step (database, tables, &row, error))
    {
      g_autofree char *table = row ? mls_statement_dup_text (tables, 0) : NULL;

      if (!row)
        return TRUE;
      if (!check_table (check, table, error))
        return FALSE;
    }

  return FALSE;
}

/* The first of the parts. Where something is wrong it is looked for once more, table by table, so that each fault says what
 * is damaged; what is of none is told as it is. */
static gboolean
check_pages (Check *check, GError **error)
{
  guint n_faults;

  if (!look_through (check, "PRAGMA integrity_check (" G_STRINGIFY (MOST) ")", error))
    return FALSE;

  n_faults = check->faults->len;
  if (n_faults == 0)
    return TRUE;

  if (!check_tables (check, error))
    return FALSE;
  if (check->faults->len > n_faults)
    g_ptr_array_remove_range (check->faults, 0, n_faults);

  return TRUE;
}

static char *
tell_reference (sqlite3_stmt *row)
{
  g_autofree char *table = mls_statement_dup_text (row, 0);
  g_autofree char *other = mls_statement_dup_text (row, 2);

  /* Translators: a row of a table, and the table that it refers to. */
  return g_strdup_printf (_("Row %d of “%s” refers to none of “%s”"),
                          (int) sqlite3_column_int64 (row, 1), table, other);
}

/* What another program has taken away. */
static gboolean
check_structure (Check *check, GError **error)
{
  MlsStructureState state;

  return mls_structure_look (check->store->database, mls_store_layout (check->store), &state, check->faults, error);
}

static gboolean
check_references (Check *check, GError **error)
{
  return tell_rows (check, "PRAGMA foreign_key_check", tell_reference, error);
}

static gboolean
check_trees (Check *check, GError **error)
{
  return tell_rows (check,
                    "SELECT rtreecheck (name) FROM sqlite_schema "
                    "WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%USING rtree%'",
                    tell_page, error);
}

static char *
tell_box (sqlite3_stmt *row)
{
  g_autofree char *table = mls_statement_dup_text (row, 0);

  return g_strdup_printf (_("Row %d of “%s” is not found where it lies"),
                          (int) sqlite3_column_int64 (row, 1), table);
}

static char *
tell_stray_box (sqlite3_stmt *row)
{
  g_autofree char *table = mls_statement_dup_text (row, 0);

  return g_strdup_printf (_("“%s” finds row %d, which is not there"), table,
                          (int) sqlite3_column_int64 (row, 1));
}

/* Boxes are rounded outwards: whatever lies in a row lies in its box. */
#define LOST(table, id, tree, least_x, most_x, least_y, most_y)                                                       \
  "SELECT '" table "', t." id " FROM " table " t LEFT JOIN " tree " b ON b.id = t." id " WHERE b.id IS NULL OR "       \
  "b." least_x " > ST_MinX (geom) OR b." most_x " < ST_MaxX (geom) OR "                                               \
  "b." least_y " > ST_MinY (geom) OR b." most_y " < ST_MaxY (geom) LIMIT " G_STRINGIFY (MOST)
#define STRAY(table, id, tree)                                                                                        \
  "SELECT '" tree "', id FROM " tree " WHERE id NOT IN (SELECT " id " FROM " table ") LIMIT " G_STRINGIFY (MOST)

static gboolean
check_boxes (Check *check, GError **error)
{
  static const char *const lost[] = {
    LOST ("coverage", "fid", "rtree_coverage_geom", "minx", "maxx", "miny", "maxy"),
    LOST ("territory", "id", "rtree_territory_geom", "minx", "maxx", "miny", "maxy"),
    LOST ("coverage_history", "entry", "rtree_coverage_history", "min_x", "max_x", "min_y", "max_y"),
    LOST ("territory_history", "entry", "rtree_territory_history", "min_x", "max_x", "min_y", "max_y"),
  };
  static const char *const stray[] = {
    STRAY ("coverage", "fid", "rtree_coverage_geom"),
    STRAY ("territory", "id", "rtree_territory_geom"),
    STRAY ("coverage_history", "entry", "rtree_coverage_history"),
    STRAY ("territory_history", "entry", "rtree_territory_history"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lost); i++)
    if (!tell_rows (check, lost[i], tell_box, error) || !tell_rows (check, stray[i], tell_stray_box, error))
      return FALSE;

  return TRUE;
}

static char *
tell_operation (sqlite3_stmt *row)
{
  g_autofree char *table = mls_statement_dup_text (row, 0);

  return g_strdup_printf (_("Row %d of “%s” is of an operation that there is not"),
                          (int) sqlite3_column_int64 (row, 1), table);
}

/* When a row came, and when it went. */
#define TIMELESS(table, id, condition) "SELECT '" table "', " id " FROM " table " WHERE " condition
#define UNKNOWN(column)                "(" column " NOT NULL AND " column " NOT IN (SELECT id FROM operation))"

static gboolean
check_operations (Check *check, GError **error)
{
  static const char sql[] =
    "SELECT * FROM ("
    TIMELESS ("coverage", "fid", UNKNOWN ("since")) " UNION ALL "
    TIMELESS ("territory", "id", UNKNOWN ("since")) " UNION ALL "
    TIMELESS ("coverage_history", "entry", "since >= until OR " UNKNOWN ("since") " OR " UNKNOWN ("until")) " UNION ALL "
    TIMELESS ("territory_history", "entry", "since >= until OR " UNKNOWN ("since") " OR " UNKNOWN ("until")) " UNION ALL "
    TIMELESS ("decision", "id", UNKNOWN ("since") " OR " UNKNOWN ("until")) " UNION ALL "
    TIMELESS ("exception", "id", UNKNOWN ("since") " OR " UNKNOWN ("until"))
    ") LIMIT " G_STRINGIFY (MOST);

  return tell_rows (check, sql, tell_operation, error);
}

static gboolean
check_map (Check *check, GError **error)
{
  MlsStoreReader reader = { check->store->database, check->store->reading };
  g_autoptr (GArray) flaws = mls_store_reader_check_partition (&reader, go_on, check, error);

  for (guint i = 0; flaws != NULL && i < MIN (flaws->len, MOST); i++)
    add_fault (check, mls_flaw_text (&g_array_index (flaws, MlsFlaw, i)));

  return flaws != NULL;
}

/* %FALSE with @error if it cannot be told. */
static gboolean
check_operation (Check *check, gint64 operation, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (MlsDelta) delta = mls_store_operation_delta (check->store, operation, &reason);

  if (delta == NULL && !g_error_matches (reason, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  if (delta == NULL || !mls_delta_prove (delta, &reason))
    add_fault (check, g_strdup_printf (_("Before operation %d there was no partition: %s"), (int) operation,
                                       reason->message));

  return TRUE;
}

/* The map is a partition now; what each operation took away and what it put in its place have one outline: so it was one
 * before each of them. What a barrier replaced is not kept. */
static gboolean
check_past (Check *check, GError **error)
{
  g_autoptr (GPtrArray) operations = mls_store_operations (check->store, 0, error);
  guint n_before = check->faults->len;

  for (guint i = 0; operations != NULL && i < operations->len && check->faults->len < n_before + MOST; i++)
    {
      const MlsOperation *operation = g_ptr_array_index (operations, i);

      if (!go_on ((double) i / operations->len, check) ||
          (!operation->barrier && !check_operation (check, operation->id, error)))
        return FALSE;
    }

  return operations != NULL;
}

typedef gboolean (*PartFunc) (Check *check, GError **error);

static const struct
{
  PartFunc run;
  double   share; /* of the time, about */
} parts[] = {
  { check_pages, 0.24 }, { check_structure, 0.01 }, { check_references, 0.02 }, { check_trees, 0.08 }, { check_boxes, 0.15 },
  { check_operations, 0.05 }, { check_map, 0.25 }, { check_past, 0.2 },
};

/* What cannot be read for what it is, is a fault; the other parts may tell more. */
static gboolean
run_part (Check *check, PartFunc part, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (part (check, &reason))
    return TRUE;

  if (check->is_given_up)
    return mls_store_fail_cancelled (error);

  if (!g_error_matches (reason, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  add_fault (check, g_strdup (reason->message));

  return TRUE;
}

static gboolean
run_parts (Check *check, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      check->share = parts[i].share;
      check->fraction = 0;
      if (!run_part (check, parts[i].run, error))
        return FALSE;
      check->done += parts[i].share;
    }

  return TRUE;
}

/**
 * mls_store_check_integrity:
 * @self: a project
 * @func: (scope call) (nullable): told how far the check is
 * @user_data: for @func
 * @error: %MLS_STORE_ERROR_CANCELLED, or what keeps it from being looked at; that it is damaged is no error here
 *
 * Looks at the file rather than at the map in it: its pages, that rows refer to rows that are there, that each is found
 * where it lies, that the map is a partition, and that it was one after each operation.
 *
 * Returns: (transfer full) (element-type utf8): what is wrong, a line each: nothing, if it is empty; or %NULL
 */
GPtrArray *
mls_store_check_integrity (MlsStore *self, MlsStoreProgressFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  Check check = { .store = self, .faults = faults, .func = func, .user_data = user_data };
  gboolean checked;

  if (!mls_database_exec (self->database, "BEGIN", error))
    return NULL;

  mls_database_watch (self->database, on_watch, &check);
  checked = run_parts (&check, error);
  mls_database_watch (self->database, NULL, NULL);
  mls_database_rollback (self->database);

  return checked ? g_steal_pointer (&faults) : NULL;
}
