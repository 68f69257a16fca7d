#include "store/migration.h"

#include "store/error.h"
#include "store/nomenclature.h"
#include "store/operation.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

/* What a pass over the faces collects. */
typedef struct
{
  const MlsMigration *migration;
  const MlsVintage   *vintages;
  guint               n_vintages;
  GHashTable        **known;  /* [n_vintages] guint64 of codes to 1 + the place of their row */
  GArray             *rows;   /* (element-type MlsMigrationRow) */
} Planning;

static guint
row_of (Planning *planning, guint vintage, MlsPair codes)
{
  guint64 key = (guint64) codes.cover << 32 | codes.use;
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (planning->known[vintage], &key));
  MlsMigrationRow row = { .vintage = vintage, .from = codes };

  if (place > 0)
    return place - 1;

  row.fate = mls_mapping_apply (planning->migration->mapping, planning->migration->into, codes,
                                planning->vintages[vintage].year, &row.to);
  g_array_append_val (planning->rows, row);
  g_hash_table_insert (planning->known[vintage], g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (planning->rows->len));

  return planning->rows->len - 1;
}

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  Planning *planning = user_data;
  MlsArea2 area2 = mls_face_area2 (face);

  for (guint v = 0; v < planning->n_vintages; v++)
    {
      guint place = row_of (planning, v, mls_label_pair (&face->labels[v]));
      MlsMigrationRow *row = &g_array_index (planning->rows, MlsMigrationRow, place);

      row->n_faces++;
      row->area2 += area2;
    }

  return TRUE;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const MlsMigrationRow *first = a;
  const MlsMigrationRow *second = b;

  if (first->fate != second->fate)
    return first->fate > second->fate ? -1 : 1;
  if (first->vintage != second->vintage)
    return first->vintage < second->vintage ? -1 : 1;

  return first->area2 > second->area2 ? -1 : first->area2 < second->area2;
}

/**
 * mls_migration_plan:
 * @store: a project
 * @migration: what is wanted
 * @error: a #MLS_STORE_ERROR
 *
 * Reads all faces, and writes nothing.
 *
 * Returns: (transfer full) (element-type MlsMigrationRow): what becomes of all ground at each date, what is not known
 *   first; or %NULL
 */
GArray *
mls_migration_plan (MlsStore *store, const MlsMigration *migration, GError **error)
{
  Planning planning = { .migration = migration };
  gboolean done;

  planning.vintages = mls_store_get_vintages (store, &planning.n_vintages);
  planning.known = g_new (GHashTable *, planning.n_vintages);
  for (guint v = 0; v < planning.n_vintages; v++)
    planning.known[v] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  planning.rows = g_array_new (FALSE, FALSE, sizeof (MlsMigrationRow));

  done = mls_store_each_face (store, take_face, &planning, error);
  for (guint v = 0; v < planning.n_vintages; v++)
    g_hash_table_unref (planning.known[v]);
  g_free (planning.known);
  if (!done)
    g_clear_pointer (&planning.rows, g_array_unref);
  else
    g_array_sort (planning.rows, compare_rows);

  return planning.rows;
}

/**
 * mls_migration_is_complete:
 * @rows: (element-type MlsMigrationRow): from mls_migration_plan()
 *
 * Returns: whether of all ground it is known what becomes of it
 */
gboolean
mls_migration_is_complete (const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      MlsMapped fate = g_array_index (rows, MlsMigrationRow, i).fate;

      if (fate == MLS_MAPPED_MISSING || fate == MLS_MAPPED_NO_PAIR)
        return FALSE;
    }

  return TRUE;
}

/* Writing */

static const char *
text_or_null (MlsText text)
{
  return text != 0 ? g_quark_to_string (text) : NULL;
}

static gboolean
keep_rows (MlsDatabase *database, const GArray *rows, const MlsVintage *vintages, GError **error)
{
  if (!mls_database_exec (database, "CREATE TEMP TABLE becomes (vintage TEXT, cover TEXT, use TEXT, new_cover TEXT, new_use TEXT);"
                                    "CREATE INDEX temp.becomes_codes ON becomes (vintage, cover, use)", error))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const MlsMigrationRow *row = &g_array_index (rows, MlsMigrationRow, i);

      if (!mls_database_run (database, error, "INSERT INTO temp.becomes VALUES (?, ?, ?, ?, ?)", "sssss",
                             vintages[row->vintage].code, text_or_null (row->from.cover), text_or_null (row->from.use),
                             text_or_null (row->to.cover), text_or_null (row->to.use)))
        return FALSE;
    }

  return TRUE;
}

/* All codes at once, so that of "a becomes b, b becomes c" nothing becomes c that was a, and each face has one row in
 * the history. */
static char *
update_of (const MlsVintage *vintages, guint n_vintages)
{
  GString *set = g_string_new ("UPDATE coverage SET since = ?1");
  GString *where = g_string_new (NULL);

#define NEW(what) "(SELECT new_" what " FROM temp.becomes WHERE vintage = '%1$s' AND cover IS cs%1$s AND use IS us%1$s)"
  for (guint v = 0; v < n_vintages; v++)
    {
      g_string_append_printf (set, ", cs%1$s = " NEW ("cover") ", us%1$s = " NEW ("use"), vintages[v].code);
      g_string_append_printf (where, "%2$scs%1$s IS NOT " NEW ("cover") " OR us%1$s IS NOT " NEW ("use"), vintages[v].code,
                              v > 0 ? " OR " : "");
    }
#undef NEW
  g_string_append_printf (set, " WHERE %s", where->str);
  g_string_free (where, TRUE);

  return g_string_free (set, FALSE);
}

/* What is not known in @into, and stays all the same. */
static MlsNomenclature *
with_tolerated (const MlsMigration *migration, const GArray *rows, const MlsVintage *vintages)
{
  MlsNomenclature *whole = mls_nomenclature_copy (migration->into);

  for (guint i = 0; i < rows->len; i++)
    {
      const MlsMigrationRow *row = &g_array_index (rows, MlsMigrationRow, i);

      if (row->fate == MLS_MAPPED_MISSING || row->fate == MLS_MAPPED_NO_PAIR)
        mls_nomenclature_tolerate (whole, row->to, vintages[row->vintage].year);
    }

  return whole;
}

static gboolean
write_all (MlsStore *store, const MlsMigration *migration, const GArray *rows, gint64 operation, GError **error)
{
  MlsDatabase *database = store->database;
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n_vintages);
  g_autoptr (MlsNomenclature) whole = with_tolerated (migration, rows, vintages);
  g_autofree char *update = update_of (vintages, n_vintages);

  return mls_writing_mark (store->writing, operation, error) && mls_nomenclature_replace (database, whole, operation, error) &&
         (n_vintages == 0 || (keep_rows (database, rows, vintages, error) &&
                              mls_database_run (database, error, update, "i", operation) &&
                              mls_database_exec (database, "DROP TABLE temp.becomes", error))) &&
         mls_writing_mark (store->writing, 0, error);
}

static gint64
append_operation (MlsStore *store, const MlsMigration *migration, GError **error)
{
  const char *name = mls_nomenclature_about (migration->into, "name");
  const MlsOperationFacts facts = { .author = migration->author, .verb = MLS_VERB_MIGRATE, .summary = name };

  return mls_operation_append (store->database, mls_store_layout (store), &facts, NULL, error);
}

/**
 * mls_migration_run:
 * @store: a project open for writing
 * @migration: what is wanted
 * @rows: (element-type MlsMigrationRow): from mls_migration_plan(), and nothing was written since
 * @operation: (out) (optional): the operation that it became, beyond which nothing is undone
 * @error: %MLS_STORE_ERROR_REFUSED if of some ground it is not known what becomes of it, and that is not tolerated; or
 *   another #MLS_STORE_ERROR
 *
 * Gives the project the nomenclature and all ground its codes, in one operation. States before it keep theirs.
 *
 * Returns: whether that is on disk; if not, nothing is
 */
gboolean
mls_migration_run (MlsStore *store, const MlsMigration *migration, const GArray *rows, gint64 *operation, GError **error)
{
  gint64 id;

  if (!migration->tolerate && !mls_migration_is_complete (rows))
    {
      g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED,
                           _("Of some ground it is not known what becomes of it: nothing was written"));
      return FALSE;
    }
  if (!mls_store_check_writable (store, error) || !mls_database_begin (store->database, error))
    return FALSE;

  id = append_operation (store, migration, error);
  if (!mls_database_end (store->database, id != 0 && write_all (store, migration, rows, id, error), error) ||
      !mls_store_reload (store, error))
    return FALSE;

  if (operation != NULL)
    *operation = id;
  return TRUE;
}
