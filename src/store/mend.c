/* A project from which another program has taken what keeps its map true, as one that writes layers anew does. What was taken
 * away is made again, and the map is proved to be one; if it is none any more, faces are what they were, and what was drawn is
 * brought in. What was done to labels meanwhile nobody can tell, so that nothing before can be taken back. */

#include "store/mend.h"

#include "rules/repair.h"
#include "store/bring-in.h"
#include "store/check.h"
#include "store/error.h"
#include "store/finding.h"
#include "store/format.h"
#include "store/geopackage.h"
#include "store/reader-private.h"
#include "store/schema.h"
#include "store/stand-in.h"
#include "store/store-private.h"
#include "store/structure.h"
#include "store/take-back.h"
#include "store/tolerate.h"
#include "coverage/flaw.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  MlsDatabase         *database;
  MlsLayout           *layout;
  const char          *author;
  MlsMendOutlines      outlines;
  MlsStoreProgressFunc func;      /* (nullable) */
  gpointer             user_data;
  MlsMending          *mending;
} Mend;

/* Triggers go with a table that gets another name, and tell it: so it has its own back. */
static gboolean
name_table (MlsDatabase *database, const char *table, GError **error)
{
  g_autofree char *trigger = g_strconcat (table, "_update", NULL);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    database,
    "SELECT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND name = ?1 AND tbl_name <> ?2 AND "
    "NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?2)",
    error);
  g_autofree char *sql = NULL;
  gboolean row;

  if (query == NULL)
    return FALSE;

  mls_statement_bind (query, "ss", trigger, table);
  if (!mls_database_step (database, query, &row, error) || !row)
    return row == FALSE;

  sql = g_strdup_printf ("ALTER TABLE \"%s\" RENAME TO %s", (const char *) sqlite3_column_text (query, 0), table);
  g_clear_pointer (&query, sqlite3_finalize);

  return mls_database_exec (database, sql, error);
}

/* What the standard and GDAL want to know of a layer. The number of the system is that of any geometry the file has. */
static gboolean
register_layers (MlsDatabase *database, GError **error)
{
  static const char sql[] =
    "DELETE FROM gpkg_geometry_columns WHERE table_name NOT IN (SELECT name FROM sqlite_schema);"
    "DELETE FROM gpkg_extensions WHERE table_name NOT IN (SELECT name FROM sqlite_schema);"
    "DELETE FROM gpkg_contents WHERE table_name NOT IN (SELECT name FROM sqlite_schema);"
    "CREATE TEMP TABLE layer AS SELECT 'coverage' AS name, 'POLYGON' AS geometry UNION ALL SELECT 'territory', 'LINESTRING' "
    "UNION ALL SELECT 'remark', 'POINT';"
    "INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, srs_id) SELECT name, 'features', name, "
    "(SELECT srs_id FROM gpkg_contents JOIN layer ON table_name = name) FROM layer WHERE name IN (SELECT name FROM sqlite_schema);"
    "UPDATE gpkg_contents SET data_type = 'features' WHERE table_name IN (SELECT name FROM layer);"
    "INSERT OR REPLACE INTO gpkg_geometry_columns SELECT name, 'geom', geometry, srs_id, 0, 0 FROM layer JOIN gpkg_contents ON "
    "table_name = name;"
    "INSERT INTO gpkg_extensions SELECT name, 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', "
    "'write-only' FROM layer WHERE name <> 'remark' AND NOT EXISTS (SELECT 1 FROM gpkg_extensions WHERE table_name = name AND "
    "extension_name = 'gpkg_rtree_index');"
    "DROP TABLE layer";

  return mls_database_exec (database, sql, error);
}

#define FILL(tree, table, id) \
  "DELETE FROM " tree "; INSERT INTO " tree " SELECT " id ", ST_MinX (geom), ST_MaxX (geom), ST_MinY (geom), ST_MaxY (geom) " \
  "FROM " table " WHERE geom NOT NULL;"
#define FILL_PAST(tree, table) \
  "DELETE FROM " tree "; INSERT INTO " tree " SELECT entry, ST_MinX (geom), ST_MaxX (geom), ST_MinY (geom), ST_MaxY (geom), " \
  "since, until FROM " table ";"

/* Trees and counts follow from the rows. */
static gboolean
fill_trees (MlsDatabase *database, GError **error)
{
  static const char sql[] =
    FILL ("rtree_coverage_geom", "coverage", "fid") FILL ("rtree_territory_geom", "territory", "id")
    FILL_PAST ("rtree_coverage_history", "coverage_history") FILL_PAST ("rtree_territory_history", "territory_history")
    "INSERT OR REPLACE INTO gpkg_ogr_contents VALUES ('coverage', (SELECT count (*) FROM coverage)), "
    "('territory', (SELECT count (*) FROM territory))";

  return mls_database_exec (database, sql, error);
}

/* Rows that no operation wrote are of the one that mends. */
static gboolean
date_rows (MlsDatabase *database, gint64 operation, GError **error)
{
  static const char *const statements[] = {
    "UPDATE coverage SET since = ?1 WHERE since IS NULL OR since NOT IN (SELECT id FROM operation)",
    "UPDATE territory SET since = ?1 WHERE since IS NULL OR since NOT IN (SELECT id FROM operation)",
    "UPDATE writer SET operation = NULL, foreign_operation = NULL WHERE ?1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!mls_database_run (database, error, statements[i], "i", operation))
      return FALSE;

  return TRUE;
}

/* Where it is no partition; %NULL if that cannot be told. */
static GArray *
find_flaws (const Mend *mend, GError **error)
{
  g_autoptr (MlsReading) reading = mls_reading_new (mend->database, error);
  MlsStoreReader reader = { mend->database, reading };

  return reading != NULL ? mls_store_reader_check_partition (&reader, mend->func, mend->user_data, error) : NULL;
}

/* What cannot be read is none either. */
static gboolean
look_at_map (const Mend *mend, gboolean *good, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GArray) flaws = find_flaws (mend, &reason);

  *good = flaws != NULL && flaws->len == 0;
  if (flaws != NULL || g_error_matches (reason, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
prove (const Mend *mend, GError **error)
{
  g_autoptr (GArray) flaws = find_flaws (mend, error);
  g_autofree char *first = NULL;

  if (flaws == NULL || flaws->len == 0)
    return flaws != NULL;

  first = mls_flaw_text (&g_array_index (flaws, MlsFlaw, 0));
  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED,
               ngettext ("“%s” cannot be mended: its map is no partition any more at %u place: %s",
                         "“%s” cannot be mended: its map is no partition any more at %u places: %s", flaws->len),
               mend->database->name, flaws->len, first);
  return FALSE;
}

static gboolean
find_faults (Mend *mend, GError **error)
{
  MlsStructureState state;

  return mls_structure_look (mend->database, mend->layout, &state, mend->mending->gone, error);
}

static gint64
append_operation (const Mend *mend, GError **error)
{
  const GPtrArray *gone = mend->mending->gone;
  const MlsOperationFacts facts = { .author = mend->author,
                                    .verb = MLS_VERB_MEND,
                                    .summary = gone->len > 0 ? g_ptr_array_index (gone, 0) : NULL };

  return mls_operation_append (mend->database, mend->layout, &facts, NULL, error);
}

static gboolean
bring_in (const Mend *mend, const GPtrArray *outlines, GError **error)
{
  g_autoptr (MlsReading) reading = mls_reading_new (mend->database, error);
  g_autoptr (MlsWriting) writing = mls_writing_new (mend->database, mend->layout);
  MlsStore store = { .database = mend->database, .reading = reading, .writing = writing, .mode = MLS_STORE_READ_WRITE };

  return reading != NULL && mls_bring_in_outlines (&store, outlines, mend->func, mend->user_data, mend->mending, error);
}

/* Ground that nobody knows, and the faces that are there now. */
typedef struct
{
  const MlsFace *ground;
  MlsMending    *mending;
} Lost;

static gboolean
add_lost (const MlsFace *face, gpointer user_data)
{
  static const MlsLabel nothing = { { 0 } };
  const Lost *lost = user_data;
  const MlsFinding finding = { .rule = (MlsFindingRule) (MLS_FINDING_REPAIR + MLS_REPAIR_LOST),
                               .severity = MLS_SEVERITY_NOTE,
                               .vintage = MLS_NO_VINTAGE,
                               .area2 = mls_face_area2 (face),
                               .place = mls_face_inner_point (face),
                               .fid = face->id,
                               .feature = { -1, 0 },
                               .other = { -1, 0 } };

  for (guint v = 0; v < face->n_vintages; v++)
    if (!mls_label_equal (&face->labels[v], &nothing))
      return TRUE;
  if (mls_face_locate (lost->ground, finding.place) != MLS_SIDE_INSIDE)
    return TRUE;

  g_array_append_val (lost->mending->findings, finding);
  lost->mending->n_lost++;
  return TRUE;
}

/* What was drawn there tells it after all. */
static gboolean
find_lost (const Mend *mend, const GPtrArray *grounds, GError **error)
{
  g_autoptr (MlsReading) reading = mls_reading_new (mend->database, error);

  for (guint i = 0; reading != NULL && i < grounds->len; i++)
    {
      Lost lost = { g_ptr_array_index (grounds, i), mend->mending };

      if (!mls_reading_faces (reading, &lost.ground->box, add_lost, &lost, error))
        return FALSE;
    }

  return reading != NULL;
}

/* A map most of which nobody knows is none that anybody wants instead of a backup. */
static gboolean
check_lost (const Mend *mend, GError **error)
{
  const GArray *findings = mend->mending->findings;
  MlsArea2 lost = mend->mending->enclosed2;
  gint64 all_m2;

  for (guint i = 0; i < findings->len; i++)
    if (g_array_index (findings, MlsFinding, i).rule == (MlsFindingRule) (MLS_FINDING_REPAIR + MLS_REPAIR_LOST))
      lost += g_array_index (findings, MlsFinding, i).area2;
  if (!mls_database_get_integer (mend->database, &all_m2, error, "SELECT CAST (sum (surf_m2) AS INTEGER) FROM coverage", ""))
    return FALSE;
  if (2 * mls_area2_to_m2 (lost) <= (double) all_m2)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED,
               _("“%s” cannot be mended: nobody knows any more what most of its map was"), mend->database->name);
  return FALSE;
}

/* While triggers watch, faces cannot be put back behind the history. */
static gboolean
mend_map (const Mend *mend, gint64 operation, GError **error)
{
  MlsDatabase *database = mend->database;
  g_autoptr (GPtrArray) lost = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  g_autoptr (GPtrArray) outlines = NULL;

  if (!mls_schema_drop_triggers (database, error))
    return FALSE;

  outlines = mls_take_back_faces (database, mend->layout, operation, mend->outlines == MLS_MEND_BRING_IN, mend->mending, lost, error);

  return outlines != NULL && mls_structure_renew (database, mend->layout, error) && fill_trees (database, error) &&
         prove (mend, error) && (mend->outlines == MLS_MEND_TAKE_BACK || bring_in (mend, outlines, error)) &&
         find_lost (mend, lost, error) && check_lost (mend, error) &&
         mls_findings_add (database, mend->layout, mend->mending->findings, error);
}

static gboolean
mend_structure (const Mend *mend, gint64 operation, GError **error)
{
  MlsDatabase *database = mend->database;
  const MlsVintage *vintages = (const MlsVintage *) (gpointer) mend->layout->vintages->data;
  guint n_vintages = mend->layout->vintages->len;

  return mls_schema_drop_triggers (database, error) && mls_structure_name_columns (database, mend->layout, error) &&
         date_rows (database, operation, error) && mls_labels_tolerate (database, vintages, n_vintages, operation, error) &&
         mls_structure_renew (database, mend->layout, error) && fill_trees (database, error);
}

static gboolean
mend_all (Mend *mend, GError **error)
{
  MlsDatabase *database = mend->database;
  gboolean good = FALSE;
  gint64 operation;

  if (!name_table (database, "coverage", error) || !name_table (database, "territory", error) ||
      !register_layers (database, error) || (mend->layout = mls_layout_read (database, error)) == NULL ||
      !find_faults (mend, error))
    return FALSE;
  if (mend->mending->gone->len == 0 && (!look_at_map (mend, &good, error) || good))
    return good;

  operation = append_operation (mend, error);

  return operation != 0 && mend_structure (mend, operation, error) && look_at_map (mend, &good, error) &&
         (good || mend_map (mend, operation, error));
}

/* It may lack what the check of a project looks for. */
static MlsDatabase *
open_broken (const char *path, GError **error)
{
  static const char *const tables[] = { "operation", "vintage", "writer", NULL };
  g_autoptr (MlsDatabase) database = mls_database_open (path, MLS_DATABASE_READ_WRITE, error);
  g_autofree char *foreign = NULL;

  if (database == NULL)
    return NULL;

  foreign = g_strdup_printf (_("“%s” is no Millésime project"), database->name);

  return mls_geopackage_check (database, tables, foreign, MLS_STORE_FORMAT, error) ? g_steal_pointer (&database) : NULL;
}

/**
 * mls_store_mend:
 * @path: a project that nobody has open
 * @author: who mends it
 * @outlines: what becomes of those that another program has changed
 * @func: (scope call) (nullable): told how far the proof is, and may give up
 * @user_data: for @func
 * @mending: gets what was done
 * @error: %MLS_STORE_ERROR_DAMAGED if the map is no partition any more and nothing tells what it was, or another #MLS_STORE_ERROR
 *
 * Makes again what %MLS_STORE_ERROR_BROKEN tells to be gone, and the map a partition again, all of it or nothing. It is an operation
 * that nothing before can be taken back beyond; outlines that are brought in are one of its own after that.
 *
 * Returns: whether the project is whole; @mending says nothing if it was
 */
gboolean
mls_store_mend (const char           *path,
                const char           *author,
                MlsMendOutlines       outlines,
                MlsStoreProgressFunc  func,
                gpointer              user_data,
                MlsMending           *mending,
                GError              **error)
{
  g_autofree char *resolved = mls_database_resolve (path);
  g_autofree char *file = mls_stand_in_find (resolved);
  g_autoptr (MlsLock) lock = mls_lock_take (file, error);
  g_autoptr (MlsDatabase) database = lock != NULL ? open_broken (resolved, error) : NULL;
  Mend mend = { database, NULL, author, outlines, func, user_data, mending };
  gboolean done;

  if (database == NULL)
    return FALSE;

  /* There may be no trigger to ask by. */
  sqlite3_db_config (database->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, NULL);
  done = mls_database_begin (database, error) && mls_database_end (database, mend_all (&mend, error), error);
  g_clear_pointer (&mend.layout, mls_layout_free);

  return done;
}
