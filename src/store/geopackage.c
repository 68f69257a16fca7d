#include "store/geopackage.h"

#include "geometry/crs.h"
#include "store/error.h"
#include "store/sql.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define APPLICATION_ID 0x47504B47 /* "GPKG" */

/* GeoPackage reserves user_version for its own version, 103NN for any 1.3: our formats are in NN, so that other
 * programs read the file without a warning. */
#define GPKG_VERSION 10300

/* The file's number for a system without a code of an authority: the first that the standard leaves
 * free. */
#define OWN_SRS_ID 100000

static gboolean
fill_file (MlsDatabase *database, MlsGeopackageFunc fill, gpointer user_data, GError **error)
{
  return mls_database_begin (database, error) && mls_database_exec (database, mls_sql_geopackage, error) &&
         fill (database, user_data, error) && mls_database_commit (database, error);
}

/**
 * mls_geopackage_make:
 * @path: a file that does not exist
 * @fill: (scope call): makes what there is besides the tables of any GeoPackage
 * @user_data: for @fill
 * @error: %MLS_STORE_ERROR_EXISTS, what @fill says, or what the disk says
 *
 * It is made beside, under a name of its own, and only then called @path: whoever is killed half-way leaves no file that
 * is none.
 *
 * Returns: whether it is there
 */
gboolean
mls_geopackage_make (const char *path, MlsGeopackageFunc fill, gpointer user_data, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr (MlsDatabase) database = NULL;
  gboolean made;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS, _("“%s” exists already"), path);
      return FALSE;
    }

  g_unlink (part);
  database = mls_database_open (part, MLS_DATABASE_CREATE, error);
  if (database == NULL)
    return FALSE;

  made = fill_file (database, fill, user_data, error);
  g_clear_pointer (&database, mls_database_free);

  if (made && g_rename (part, path) != 0)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO, "“%s”: %s", path, g_strerror (errno));
      made = FALSE;
    }

  if (!made)
    g_unlink (part);
  return made;
}

static MlsCrs *
read_metric (const char *crs, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (MlsCrs) system = mls_crs_new (crs, &reason);

  if (system == NULL)
    {
      g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, reason->message);
      return NULL;
    }

  if (!mls_crs_is_metric (system))
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
                   _("“%s” is not a projection in metres"), mls_crs_get_name (system));
      return NULL;
    }

  return g_steal_pointer (&system);
}

/**
 * mls_geopackage_set_crs:
 * @database: a new file, in a transaction
 * @crs: WKT, "EPSG:2154", or what else PROJ reads
 * @srs_id: (out): the number that the file has for it
 * @error: %MLS_STORE_ERROR_ARGUMENT if @crs is none, or not one of metres
 *
 * Returns: whether the file knows that system now
 */
gboolean
mls_geopackage_set_crs (MlsDatabase *database, const char *crs, gint64 *srs_id, GError **error)
{
  g_autoptr (MlsCrs) system = read_metric (crs, error);
  g_autofree char *authority = system != NULL ? mls_crs_dup_authority (system) : NULL;
  g_autofree char *wkt = system != NULL ? mls_crs_to_wkt (system) : NULL;
  const char *code = authority != NULL ? strchr (authority, ':') + 1 : "";
  g_autofree char *organization = NULL;

  if (system == NULL)
    return FALSE;

  *srs_id = g_ascii_strtoll (code, NULL, 10);
  if (*srs_id > 0)
    organization = g_strndup (authority, (gsize) (code - 1 - authority));
  else
    *srs_id = OWN_SRS_ID;

  return mls_database_run (database, error, "INSERT INTO gpkg_spatial_ref_sys VALUES (?1, ?2, ?3, ?2, ?4, NULL)",
                           "siss", mls_crs_get_name (system), *srs_id, organization != NULL ? organization : "NONE",
                           wkt);
}

/**
 * mls_geopackage_dup_crs:
 * @database: a file
 * @srs_id: a number it has for a system
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full): the WKT of that coordinate reference system, or %NULL
 */
char *
mls_geopackage_dup_crs (MlsDatabase *database, gint64 srs_id, GError **error)
{
  g_autoptr (sqlite3_stmt) query =
    mls_database_prepare (database, "SELECT definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?1", error);
  gboolean row;

  if (query == NULL)
    return NULL;

  mls_statement_bind (query, "i", srs_id);
  if (!mls_database_step (database, query, &row, error))
    return NULL;

  if (!row)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED,
                   _("“%s” does not say its coordinate reference system"), database->name);
      return NULL;
    }

  return mls_statement_dup_text (query, 0);
}

/**
 * mls_geopackage_set_format:
 * @database: a file
 * @format: the number of our format, from 1 to 99
 * @error: a #MLS_STORE_ERROR
 *
 * Says in the file's header that it is a GeoPackage, and of which format of ours.
 *
 * Returns: whether it could
 */
gboolean
mls_geopackage_set_format (MlsDatabase *database, gint64 format, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID,
                                          GPKG_VERSION + (int) format);

  return mls_database_exec (database, sql, error);
}

/**
 * mls_geopackage_get_format:
 * @database: a file that passed mls_geopackage_check()
 * @format: (out): the number of our format
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could be read
 */
gboolean
mls_geopackage_get_format (MlsDatabase *database, gint64 *format, GError **error)
{
  gint64 version;

  if (!mls_database_get_integer (database, &version, error, "PRAGMA user_version", NULL))
    return FALSE;

  *format = version - GPKG_VERSION;
  return TRUE;
}

/* A GeoPackage of version 1.3.1 would have the same number as a format of ours: ours has these tables too. */
static gboolean
has_tables (MlsDatabase *database, const char *const *tables, gboolean *has, GError **error)
{
  for (*has = TRUE; *has && *tables != NULL; tables++)
    {
      gint64 n;

      if (!mls_database_get_integer (database, &n, error,
                                     "SELECT count (*) FROM sqlite_master WHERE type = 'table' AND name = ?", "s",
                                     *tables))
        return FALSE;
      *has = n == 1;
    }

  return TRUE;
}

/**
 * mls_geopackage_check:
 * @database: any file
 * @tables: (array zero-terminated=1): what a file of ours has
 * @foreign: what to say of a GeoPackage that has not
 * @newest: the newest format that this program reads
 * @error: %MLS_STORE_ERROR_FOREIGN or %MLS_STORE_ERROR_NEWER, or what SQLite says
 *
 * Returns: whether it is one that this program reads
 */
gboolean
mls_geopackage_check (MlsDatabase       *database,
                      const char *const *tables,
                      const char        *foreign,
                      gint64             newest,
                      GError           **error)
{
  gint64 application_id, format;
  gboolean ours;

  if (!mls_database_get_integer (database, &application_id, error, "PRAGMA application_id", NULL) ||
      !mls_geopackage_get_format (database, &format, error) || !has_tables (database, tables, &ours, error))
    return FALSE;

  if (application_id != APPLICATION_ID)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN, _("“%s” is not a GeoPackage"),
                   database->name);
      return FALSE;
    }

  if (!ours || format < 1 || format > 99)
    {
      g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN, foreign);
      return FALSE;
    }

  if (format > newest)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NEWER,
                   _("“%s” was made by a newer Millésime (format %d, this one reads up to %d)"),
                   database->name, (int) format, (int) newest);
      return FALSE;
    }

  return TRUE;
}

/**
 * mls_geopackage_admit_triggers:
 * @database: a file open for writing
 * @table: one that has an R-tree
 * @error: %MLS_STORE_ERROR_DAMAGED if its triggers cannot run at all
 *
 * A schema that is not trusted may not use R-trees before SQLite calls them innocuous, which 3.40
 * does not, and then the triggers of any GeoPackage fail. Only then the schema is trusted: there is
 * nothing on a connection of ours that a hostile one could call to do harm.
 *
 * Returns: whether the triggers can run
 */
gboolean
mls_geopackage_admit_triggers (MlsDatabase *database, const char *table, GError **error)
{
  g_autofree char *probe = g_strdup_printf ("DELETE FROM %s", table);
  g_autoptr (sqlite3_stmt) statement = mls_database_prepare (database, probe, NULL);

  if (statement == NULL)
    {
      sqlite3_db_config (database->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, NULL);
      statement = mls_database_prepare (database, probe, error);
    }

  return statement != NULL;
}
