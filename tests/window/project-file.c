/* What a project file holds, read by other eyes than the editor's: SQLite for its tables, GDAL for
 * the map, the store for the whole. */

#include "editor.h"

#include "coverage/flaw.h"
#include "store/check.h"

#include <cpl_error.h>
#include <ogr_api.h>
#include <gdal.h>
#include <sqlite3.h>

/**
 * mls_project_file_read:
 * @path: a project, which may be open
 * @sql: a query
 *
 * Returns: (transfer full) (nullable): the first value of its first row
 */
char *
mls_project_file_read (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  char *value = NULL;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK
      || sqlite3_busy_timeout (db, 5000) != SQLITE_OK
      || sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s: %s", path, sql, sqlite3_errmsg (db));

  if (sqlite3_step (statement) == SQLITE_ROW)
    value = g_strdup ((const char *) sqlite3_column_text (statement, 0));

  sqlite3_finalize (statement);
  sqlite3_close (db);
  return value;
}

/**
 * mls_project_file_execute:
 * @path: a project that nobody has open
 * @sql: what another program does to it
 */
void
mls_project_file_execute (const char *path, const char *sql)
{
  GDALDatasetH file = GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_UPDATE, NULL, NULL, NULL);

  CPLErrorReset ();
  GDALDatasetExecuteSQL (file, sql, NULL, NULL);
  if (CPLGetLastErrorType () >= CE_Failure)
    g_error ("%s: %s", sql, CPLGetLastErrorMsg ());

  GDALClose (file);
}

typedef struct
{
  const char *path;
  const char *sql;
  const char *expected;
} Expectation;

static gboolean
is_as_expected (gpointer user_data)
{
  const Expectation *expectation = user_data;
  g_autofree char *value = mls_project_file_read (expectation->path, expectation->sql);

  return g_strcmp0 (value, expectation->expected) == 0;
}

/**
 * mls_project_file_comes_to:
 * @path: a project
 * @sql: a query of one value
 * @expected: (nullable): a value
 *
 * Returns: whether it gives that before long
 */
gboolean
mls_project_file_comes_to (const char *path, const char *sql, const char *expected)
{
  Expectation expectation = { path, sql, expected };

  return mls_wait_for (MLS_WAIT_SECONDS, is_as_expected, &expectation);
}

/**
 * mls_project_file_points:
 * @path: a demo project
 * @setting: what the demo calls them
 * @points: (out) (array length=n_points): the points
 * @n_points: how many there are
 */
void
mls_project_file_points (const char *path, const char *setting, MlsGround *points, guint n_points)
{
  g_autofree char *sql = g_strdup_printf ("SELECT value FROM setting WHERE key = '%s'", setting);
  g_autofree char *text = mls_project_file_read (path, sql);
  char *rest = text;

  g_assert_nonnull (text);
  for (guint i = 0; i < n_points; i++)
    {
      points[i].east = g_ascii_strtod (rest, &rest);
      points[i].north = g_ascii_strtod (rest, &rest);
    }
}

/**
 * mls_project_file_codes:
 * @path: a project, which may be open
 * @ground: a place
 * @vintage: the code of a vintage
 *
 * Returns: (transfer full) (nullable): "CS6.3.0 US1.1.3", what the face there is
 */
char *
mls_project_file_codes (const char *path, MlsGround ground, const char *vintage)
{
  GDALDatasetH file = GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, NULL, NULL);
  OGRLayerH layer = GDALDatasetGetLayerByName (file, "coverage");
  OGRGeometryH point = OGR_G_CreateGeometry (wkbPoint);
  g_autofree char *cover = g_strconcat ("cs", vintage, NULL);
  g_autofree char *use = g_strconcat ("us", vintage, NULL);
  OGRFeatureH feature;
  char *codes = NULL;

  OGR_G_SetPoint_2D (point, 0, ground.east, ground.north);
  OGR_L_SetSpatialFilter (layer, point);
  while (codes == NULL && (feature = OGR_L_GetNextFeature (layer)) != NULL)
    {
      if (OGR_G_Contains (OGR_F_GetGeometryRef (feature), point))
        codes = g_strdup_printf ("%s %s", OGR_F_GetFieldAsString (feature, OGR_F_GetFieldIndex (feature, cover)),
                                 OGR_F_GetFieldAsString (feature, OGR_F_GetFieldIndex (feature, use)));
      OGR_F_Destroy (feature);
    }

  OGR_G_DestroyGeometry (point);
  GDALClose (file);
  return codes;
}

static GArray *
outer_ring (OGRGeometryH polygon)
{
  OGRGeometryH ring = OGR_G_GetGeometryRef (polygon, 0);
  GArray *points = g_array_new (FALSE, FALSE, sizeof (MlsGround));

  for (int i = 0; i < OGR_G_GetPointCount (ring); i++)
    {
      MlsGround point = { OGR_G_GetX (ring, i), OGR_G_GetY (ring, i) };

      g_array_append_val (points, point);
    }

  return points;
}

/**
 * mls_project_file_rings:
 * @path: a project, which may be open
 * @low: the south-west corner of some ground
 * @high: its north-east corner
 *
 * Returns: (transfer full) (element-type GArray): the outer rings of the faces that meet it, each an
 *   array of #MlsGround that ends where it begins
 */
GPtrArray *
mls_project_file_rings (const char *path, MlsGround low, MlsGround high)
{
  GDALDatasetH file = GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, NULL, NULL);
  OGRLayerH layer = GDALDatasetGetLayerByName (file, "coverage");
  GPtrArray *rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  OGRFeatureH feature;

  OGR_L_SetSpatialFilterRect (layer, low.east, low.north, high.east, high.north);
  while ((feature = OGR_L_GetNextFeature (layer)) != NULL)
    {
      g_ptr_array_add (rings, outer_ring (OGR_F_GetGeometryRef (feature)));
      OGR_F_Destroy (feature);
    }

  GDALClose (file);
  return rings;
}

static gboolean
go_on (double fraction, gpointer user_data)
{
  return TRUE;
}

/**
 * mls_project_file_check:
 * @path: a project that nobody has open
 *
 * It must be one single file, and a partition of its territory.
 */
void
mls_project_file_check (const char *path)
{
  static const char *const companions[] = { "-wal", "-shm", "-lock", "-journal" };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = NULL;
  g_autoptr (GArray) flaws = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *companion = g_strconcat (path, companions[i], NULL);

      g_assert_false (g_file_test (companion, G_FILE_TEST_EXISTS));
    }

  store = mls_store_open (path, MLS_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  flaws = mls_store_check_partition (store, go_on, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (flaws->len, ==, 0);
}
