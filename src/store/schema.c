#include "store/schema.h"

#include "store/error.h"
#include "store/format.h"
#include "store/geopackage.h"
#include "store/sql.h"


/* The tables of features, with what their rows have besides id, geometry and since. */
typedef struct
{
  const char *table;
  const char *id;
  const char *geometry;
  const char *title;
  gboolean    labelled; /* has labels, and an area */
} Feature;

static const Feature features[] = {
  { "coverage", "fid", "POLYGON", "Land occupation", TRUE },
  { "territory", "id", "LINESTRING", "Edge of the territory", FALSE },
};

/* What others see of a project: the map, the words of its codes, and what was done and decided. */
static gboolean
add_contents (MlsDatabase *database, gint64 srs_id, GError **error)
{
  return mls_database_run (database, error,
                           "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
                           "VALUES ('coverage', 'features', 'coverage', ?1), "
                           "('territory', 'features', 'territory', ?1), "
                           "('cover', 'attributes', 'cover', 0), "
                           "('use', 'attributes', 'use', 0), "
                           "('pair', 'attributes', 'pair', 0), "
                           "('operation', 'attributes', 'operation', 0), "
                           "('exception', 'attributes', 'exception', 0), "
                           "('decision', 'attributes', 'decision', 0)",
                           "i", srs_id);
}

/* A row that has become something stays as it is. */
#define KEPT "  SELECT RAISE (ABORT, 'this remark is in the queue of corrections: add another one') WHERE OLD.state NOT NULL;\n"

/**
 * mls_schema_create_remarks:
 * @database: a project whose contents tell its system, in a transaction
 * @error: a #MLS_STORE_ERROR
 *
 * Makes the layer that others write remarks to, and what looks at what they write.
 *
 * Returns: whether it could
 */
gboolean
mls_schema_create_remarks (MlsDatabase *database, GError **error)
{
  g_autofree char *insert = mls_sql_expand (mls_sql_remark_trigger, "when", "insert", "event", "INSERT", "kept", "", NULL);
  g_autofree char *update = mls_sql_expand (mls_sql_remark_trigger, "when", "update", "event", "UPDATE", "kept", KEPT, NULL);

  return mls_database_exec (database, mls_sql_remark, error) && mls_database_exec (database, insert, error) &&
         mls_database_exec (database, update, error);
}

/**
 * mls_schema_create:
 * @database: a new GeoPackage, in a transaction
 * @crs: the system of the coverage: WKT, "EPSG:2154", or what else PROJ reads
 * @error: %MLS_STORE_ERROR_ARGUMENT if @crs is none, or not one of metres
 *
 * Makes the tables that do not depend on vintages.
 *
 * Returns: whether it could
 */
gboolean
mls_schema_create (MlsDatabase *database, const char *crs, GError **error)
{
  gint64 srs_id;

  return mls_format_mark (database, error) && mls_geopackage_set_crs (database, crs, &srs_id, error) &&
         mls_database_exec (database, mls_sql_nomenclature, error) &&
         mls_database_exec (database, mls_sql_schema, error) && add_contents (database, srs_id, error) &&
         mls_schema_create_remarks (database, error);
}

static gboolean
create_feature (MlsDatabase     *database,
                const MlsLayout *layout,
                const Feature   *feature,
                GError         **error)
{
  g_autofree char *columns =
    feature->labelled ? mls_layout_columns (layout, ", @column@ TEXT") : NULL;
  g_autofree char *declared =
    g_strconcat (columns != NULL ? columns : "", feature->labelled ? ", surf_m2 REAL" : "", NULL);
  g_autofree char *sql =
    mls_sql_expand (mls_sql_feature, "table", feature->table, "id", feature->id,
                    "geometry", feature->geometry, "declared", declared, NULL);
  g_autofree char *history =
    mls_sql_expand (mls_sql_history, "table", feature->table, "id", feature->id,
                    "declared", declared, NULL);

  return mls_database_exec (database, sql, error) && mls_database_exec (database, history, error);
}

/**
 * mls_schema_create_tables:
 * @database: a file after mls_schema_create() with its vintages, in a transaction
 * @layout: its columns
 * @error: a #MLS_STORE_ERROR
 *
 * Makes the coverage, the territory and their histories, without triggers.
 *
 * Returns: whether it could
 */
gboolean
mls_schema_create_tables (MlsDatabase *database, const MlsLayout *layout, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (features); i++)
    if (!create_feature (database, layout, &features[i], error))
      return FALSE;

  return TRUE;
}

/**
 * mls_schema_add_columns:
 * @database: a project, in a transaction
 * @vintage: a vintage it does not have yet
 * @error: a #MLS_STORE_ERROR
 *
 * Gives the coverage and its history the columns of @vintage, empty. The triggers are to be set
 * again.
 *
 * Returns: whether it could
 */
gboolean
mls_schema_add_columns (MlsDatabase *database, const MlsVintage *vintage, GError **error)
{
  g_autofree char *sql =
    mls_vintage_columns (vintage, "ALTER TABLE coverage ADD COLUMN @column@ TEXT;"
                                  "ALTER TABLE coverage_history ADD COLUMN @column@ TEXT;");

  return mls_database_exec (database, sql, error);
}

/**
 * mls_schema_drop_column:
 * @database: a project without triggers, in a transaction
 * @vintage: one of its vintages
 * @field: one of its columns
 * @error: a #MLS_STORE_ERROR
 *
 * Takes a column out of the coverage and its history, which rewrites them.
 *
 * Returns: whether it could
 */
gboolean
mls_schema_drop_column (MlsDatabase *database, const MlsVintage *vintage, MlsField field, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("ALTER TABLE coverage DROP COLUMN %1$s%2$s;"
                                          "ALTER TABLE coverage_history DROP COLUMN %1$s%2$s",
                                          mls_field_column (field), vintage->code);

  return mls_database_exec (database, sql, error);
}

/**
 * mls_schema_rename_columns:
 * @database: a project without triggers, in a transaction
 * @vintage: one of its vintages
 * @code: what its columns are to end with
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could
 */
gboolean
mls_schema_rename_columns (MlsDatabase *database, const MlsVintage *vintage, const char *code, GError **error)
{
  for (int field = 0; field < MLS_N_FIELDS; field++)
    {
      g_autofree char *sql =
        g_strdup_printf ("ALTER TABLE coverage RENAME COLUMN %1$s%2$s TO %1$s%3$s;"
                         "ALTER TABLE coverage_history RENAME COLUMN %1$s%2$s TO %1$s%3$s",
                         mls_field_column ((MlsField) field), vintage->code, code);

      if (!mls_database_exec (database, sql, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
set_feature_triggers (MlsDatabase     *database,
                      const MlsLayout *layout,
                      const Feature   *feature,
                      GError         **error)
{
  g_autofree char *old = mls_layout_columns (layout, ", OLD.@column@");
  g_autofree char *changed = mls_layout_columns (layout, " OR NEW.@column@ IS NOT OLD.@column@");
  g_autofree char *copied = g_strconcat (layout->labels, ", surf_m2", NULL);
  g_autofree char *old_copied = g_strconcat (old, ", OLD.surf_m2", NULL);
  g_autofree char *labels_changed = g_strconcat ("0", changed, NULL);
  gboolean labelled = feature->labelled;
  g_autofree char *standard =
    mls_sql_expand (mls_sql_feature_trigger, "table", feature->table, "id", feature->id, NULL);
  g_autofree char *history =
    mls_sql_expand (mls_sql_history_trigger, "table", feature->table, "id", feature->id,
                    "copied", labelled ? copied : "", "old_copied", labelled ? old_copied : "",
                    "labels_changed", labelled ? labels_changed : "0",
                    "derived_changed", labelled ? "NEW.surf_m2 IS NOT OLD.surf_m2" : "0", NULL);

  return mls_database_exec (database, standard, error) &&
         mls_database_exec (database, history, error);
}

static gboolean
set_label_triggers (MlsDatabase *database, const MlsVintage *vintage, GError **error)
{
  g_autofree char *year = g_strdup_printf ("%d", vintage->year);
  g_autofree char *cover = g_strconcat (mls_field_column (MLS_FIELD_COVER), vintage->code, NULL);
  g_autofree char *use = g_strconcat (mls_field_column (MLS_FIELD_USE), vintage->code, NULL);
  g_autofree char *sql = mls_sql_expand (mls_sql_label_trigger, "code", vintage->code, "year", year,
                                         "cover", cover, "use", use, NULL);
  g_autofree char *insert =
    mls_sql_expand (sql, "when", "insert", "event", "INSERT", "condition", "", NULL);
  g_autofree char *condition = g_strdup_printf (
    "WHEN NEW.%1$s IS NOT OLD.%1$s OR NEW.%2$s IS NOT OLD.%2$s", cover, use);
  g_autofree char *update =
    mls_sql_expand (sql, "when", "update", "event", "UPDATE", "condition", condition, NULL);

  return mls_database_exec (database, insert, error) && mls_database_exec (database, update, error);
}

/* Other programs know nothing of corrections, so that a closed date is as good as frozen to them. */
static gboolean
set_state_trigger (MlsDatabase *database, const MlsVintage *vintage, GError **error)
{
  g_autofree char *changed = mls_vintage_columns (vintage, " OR NEW.@column@ IS NOT OLD.@column@");
  g_autofree char *year = g_strdup_printf ("%d", vintage->year);
  g_autofree char *sql = mls_sql_expand (mls_sql_state_trigger, "code", vintage->code, "year", year,
                                         "changed", changed, NULL);

  return mls_database_exec (database, sql, error);
}

static gboolean
set_vintage_triggers (MlsDatabase *database, const MlsVintage *vintage, GError **error)
{
  return set_label_triggers (database, vintage, error) && set_state_trigger (database, vintage, error);
}

/**
 * mls_schema_set_triggers:
 * @database: a project without triggers, in a transaction
 * @layout: its columns
 * @error: a #MLS_STORE_ERROR
 *
 * Makes the triggers that keep R-trees and history, and those that refuse what must not be.
 *
 * Returns: whether it could
 */
gboolean
mls_schema_set_triggers (MlsDatabase *database, const MlsLayout *layout, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (features); i++)
    if (!set_feature_triggers (database, layout, &features[i], error))
      return FALSE;

  for (guint i = 0; i < layout->vintages->len; i++)
    if (!set_vintage_triggers (database, &g_array_index (layout->vintages, MlsVintage, i), error))
      return FALSE;

  return TRUE;
}

/**
 * mls_schema_drop_triggers:
 * @database: a project, in a transaction
 * @error: a #MLS_STORE_ERROR
 *
 * Takes away the triggers mls_schema_set_triggers() makes, and no others.
 *
 * Returns: whether it could
 */
gboolean
mls_schema_drop_triggers (MlsDatabase *database, GError **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    database,
    "SELECT group_concat (printf ('DROP TRIGGER \"%w\"', name), ';') FROM sqlite_master "
    "WHERE type = 'trigger' AND tbl_name IN ('coverage', 'territory') "
    "AND (name IN (tbl_name || '_insert', tbl_name || '_delete', tbl_name || '_update', "
    "              tbl_name || '_foreign') "
    "     OR name GLOB 'coverage_label*' OR name GLOB 'rtree_' || tbl_name || '_geom_*' "
    "     OR name GLOB 'trigger_*_feature_count_' || tbl_name)",
    error);
  g_autofree char *sql = NULL;
  gboolean row;

  if (query == NULL || !mls_database_step (database, query, &row, error))
    return FALSE;

  sql = mls_statement_dup_text (query, 0);
  g_clear_pointer (&query, sqlite3_finalize);

  return sql == NULL || mls_database_exec (database, sql, error);
}
