#include "store/format.h"

#include "store/error.h"
#include "store/geopackage.h"
#include "store/sample-file.h"
#include "store/structure.h"

#include <glib/gi18n-lib.h>

/* Codes were unique in the file, and now are so among those of one time. */
#define CLASSES_ANEW(table)                                                                                              \
  "CREATE TEMP TABLE old AS SELECT * FROM main." table "; DROP TABLE main." table ";"                                    \
  "CREATE TABLE " table " (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, code TEXT NOT NULL, parent TEXT, "             \
  "level INTEGER NOT NULL, label_fr TEXT NOT NULL DEFAULT '', label_en TEXT NOT NULL DEFAULT '', colour TEXT NOT NULL, " \
  "minimum REAL, family TEXT, state TEXT NOT NULL DEFAULT 'valid', origin TEXT, since INTEGER NOT NULL, until INTEGER);" \
  "CREATE UNIQUE INDEX " table "_current ON " table " (code) WHERE until IS NULL;"                                       \
  "CREATE INDEX " table "_codes ON " table " (code);"                                                                    \
  "INSERT INTO " table " (id, code, parent, level, label_fr, label_en, colour, minimum, family, state, origin, since, "  \
  "until) SELECT id, code, parent, level, label_fr, label_en, colour, minimum, family, state, origin, since, until "     \
  "FROM temp.old; DROP TABLE temp.old;"

#define LASTING(table) \
  "ALTER TABLE " table " ADD COLUMN since INTEGER NOT NULL DEFAULT 0; ALTER TABLE " table " ADD COLUMN until INTEGER;"

/* What the program knew of three indicators by itself. */
#define KNOWN_LAND \
  "CASE WHEN indicator <> 'enaf' THEN '' WHEN code IN ('A', 'N', 'F') THEN 'open' WHEN code GLOB 'U*' THEN 'urban' ELSE '' END"
#define KNOWN_TITLES                                                                                     \
  "SELECT column1 AS indicator, '' AS code, column2 AS label_fr, column3 AS label_en, '#000000' AS colour, " \
  "'' AS land FROM (VALUES ('post4', '4 postes', '4 classes'), ('post21', '21 postes', '21 classes'), "    \
  "('enaf', 'ENAF', 'ENAF')) WHERE column1 IN (SELECT indicator FROM main.indicator)"
#define KNOWN_RULES                                                                                            \
  "SELECT column1 AS name, column2 AS value, 0 AS since FROM (VALUES ('near.post4', '20 post4:1'), "           \
  "('near.post21', '20 post4:1'), ('near.enaf', '50 post4:1 enaf'), ('follow.enaf', 'post4'), "                \
  "('column.post4', 'p4'), ('column.post21', 'p21')) "                                                            \
  "WHERE EXISTS (SELECT 1 FROM main.pair WHERE post4 NOT NULL)"

/* What changes a file of format i into one of format i + 1. */
static const char *const migrations[MLS_STORE_FORMAT] = {
  NULL,
  "ALTER TABLE finding ADD COLUMN origin TEXT NOT NULL DEFAULT 'check';"
  "ALTER TABLE finding ADD COLUMN state TEXT NOT NULL DEFAULT 'open';"
  "ALTER TABLE finding ADD COLUMN was TEXT;"
  "ALTER TABLE finding ADD COLUMN since INTEGER;"
  "ALTER TABLE finding ADD COLUMN feature INTEGER;"
  "ALTER TABLE finding ADD COLUMN layer TEXT;"
  "ALTER TABLE finding ADD COLUMN other_feature INTEGER;"
  "ALTER TABLE finding ADD COLUMN other_layer TEXT;"
  "CREATE INDEX finding_since ON finding (since) WHERE since NOT NULL",
  "ALTER TABLE finding ADD COLUMN from_vintage TEXT;"
  "ALTER TABLE finding ADD COLUMN from_cover TEXT;"
  "ALTER TABLE finding ADD COLUMN from_use TEXT;"
  "CREATE TABLE transition (id INTEGER PRIMARY KEY NOT NULL, dimension TEXT NOT NULL, "
  "from_code TEXT NOT NULL, to_code TEXT NOT NULL, transition TEXT NOT NULL);"
  "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
  "VALUES ('transition', 'attributes', 'transition', 0)",
  "CREATE TABLE symbol (id INTEGER PRIMARY KEY NOT NULL, code TEXT NOT NULL, shape TEXT NOT NULL, "
  "colour TEXT NOT NULL, outline TEXT NOT NULL, size_mm REAL NOT NULL, across_mm REAL NOT NULL, "
  "down_mm REAL NOT NULL, angle REAL NOT NULL);"
  "CREATE TABLE indicator (id INTEGER PRIMARY KEY NOT NULL, indicator TEXT NOT NULL, code TEXT NOT NULL, "
  "label_fr TEXT NOT NULL, label_en TEXT NOT NULL, colour TEXT NOT NULL);"
  "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
  "VALUES ('symbol', 'attributes', 'symbol', 0), ('indicator', 'attributes', 'indicator', 0)",
  "CREATE TABLE reference_layer (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uri TEXT NOT NULL, layer TEXT, "
  "title TEXT NOT NULL, position INTEGER NOT NULL, colour INTEGER NOT NULL, width REAL NOT NULL, fill REAL NOT NULL, "
  "name_field TEXT, over INTEGER NOT NULL, shown INTEGER NOT NULL, snapping INTEGER NOT NULL, "
  "labelled INTEGER NOT NULL, assume_crs INTEGER NOT NULL)",
  "ALTER TABLE vintage ADD COLUMN copied_from TEXT; ALTER TABLE vintage ADD COLUMN imported_from TEXT",
  "ALTER TABLE finding ADD COLUMN remark TEXT;"
  "CREATE TABLE decision (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, origin INTEGER REFERENCES "
  "decision (id), review TEXT NOT NULL, from_vintage TEXT NOT NULL, vintage TEXT NOT NULL, dimension "
  "TEXT NOT NULL, from_cover TEXT, from_use TEXT, cover TEXT, use TEXT, x REAL NOT NULL, y REAL NOT "
  "NULL, area_m2 REAL NOT NULL, remark TEXT, since INTEGER NOT NULL, until INTEGER);"
  "CREATE INDEX decision_since ON decision (since);"
  "CREATE INDEX decision_until ON decision (until);"
  "CREATE INDEX decision_place ON decision (x, y) WHERE until IS NULL;"
  "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
  "VALUES ('decision', 'attributes', 'decision', 0)",
  "ALTER TABLE finding ADD COLUMN figure REAL;"
  "ALTER TABLE finding ADD COLUMN length_m REAL;"
  "ALTER TABLE finding ADD COLUMN found INTEGER;"
  "ALTER TABLE finding ADD COLUMN gone INTEGER;"
  "ALTER TABLE finding ADD COLUMN again INTEGER;"
  "ALTER TABLE finding ADD COLUMN reason TEXT;"
  "ALTER TABLE finding ADD COLUMN author TEXT;"
  "ALTER TABLE decision ADD COLUMN draft TEXT;"
  "ALTER TABLE decision ADD COLUMN source TEXT;"
  "DROP TABLE IF EXISTS review;"
  "DROP TABLE IF EXISTS review_set",
  "ALTER TABLE operation ADD COLUMN origin TEXT;"
  "CREATE UNIQUE INDEX operation_origin ON operation (origin) WHERE origin NOT NULL;"
  "ALTER TABLE version ADD COLUMN fingerprint TEXT;"
  "CREATE TABLE package (id TEXT PRIMARY KEY NOT NULL, author TEXT NOT NULL, at DATETIME NOT NULL DEFAULT "
  "(strftime ('%Y-%m-%dT%H:%M:%fZ', 'now')), base INTEGER NOT NULL REFERENCES operation (id), zone TEXT NOT NULL, "
  "file TEXT, state TEXT NOT NULL DEFAULT 'out');"
  "CREATE TABLE set_aside (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, origin TEXT UNIQUE NOT NULL, at DATETIME NOT "
  "NULL, author TEXT NOT NULL, verb TEXT NOT NULL, kind TEXT, dimension TEXT, scale REAL, summary TEXT, x REAL NOT NULL, "
  "y REAL NOT NULL, reason TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'open');"
  "CREATE TABLE set_aside_face (id INTEGER PRIMARY KEY NOT NULL, set_aside INTEGER NOT NULL REFERENCES set_aside (id), "
  "after INTEGER NOT NULL, fid INTEGER NOT NULL, geom BLOB NOT NULL);"
  "CREATE INDEX set_aside_face_of ON set_aside_face (set_aside);"
  "CREATE TABLE set_aside_label (face INTEGER NOT NULL REFERENCES set_aside_face (id), vintage TEXT NOT NULL, cover TEXT, "
  "use TEXT, doubt TEXT, source TEXT, comment TEXT, photovoltaic TEXT, PRIMARY KEY (face, vintage)) WITHOUT ROWID",
  "ALTER TABLE set_aside ADD COLUMN was TEXT;"
  "ALTER TABLE set_aside ADD COLUMN since INTEGER;"
  "ALTER TABLE set_aside ADD COLUMN settler TEXT;"
  "ALTER TABLE set_aside ADD COLUMN settled_at DATETIME;"
  "CREATE TABLE folded (operation INTEGER NOT NULL REFERENCES operation (id), author TEXT NOT NULL, verb TEXT NOT NULL, "
  "n INTEGER NOT NULL, first INTEGER NOT NULL, from_at DATETIME NOT NULL, until_at DATETIME NOT NULL, "
  "PRIMARY KEY (operation, author, verb)) WITHOUT ROWID;"
  "CREATE TABLE compaction (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, at DATETIME NOT NULL DEFAULT "
  "(strftime ('%Y-%m-%dT%H:%M:%fZ', 'now')), author TEXT NOT NULL, operation INTEGER NOT NULL, n INTEGER NOT NULL)",
  CLASSES_ANEW ("cover") CLASSES_ANEW ("use") LASTING ("transition") LASTING ("symbol") LASTING ("indicator")
  "ALTER TABLE indicator ADD COLUMN land TEXT NOT NULL DEFAULT '';"
  "UPDATE indicator SET land = " KNOWN_LAND ";"
  "INSERT INTO indicator (indicator, code, label_fr, label_en, colour, land) " KNOWN_TITLES ";"
  "INSERT INTO rule (name, value, since) " KNOWN_RULES ";"
  "DELETE FROM gpkg_contents WHERE table_name IN ('transition', 'symbol', 'indicator'); CREATE TABLE remark ( fid "
  "INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, vintage TEXT, cover TEXT, use TEXT, outline BOOLEAN, "
  "comment TEXT, author TEXT, at DATETIME DEFAULT (strftime ('%Y-%m-%dT%H:%M:%fZ', 'now')), state "
  "TEXT, answer TEXT ); INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) SELECT 'remark', "
  "'features', 'remark', srs_id FROM gpkg_contents WHERE table_name = 'coverage'; INSERT INTO gpkg_geometry_columns "
  "SELECT 'remark', 'geom', 'POINT', srs_id, 0, 0 FROM gpkg_contents WHERE table_name = 'coverage'; CREATE TRIGGER "
  "remark_insert BEFORE INSERT ON remark BEGIN SELECT CASE WHEN NEW.geom IS NULL THEN RAISE (ABORT, 'a remark is a "
  "point on the map') WHEN NEW.vintage NOT IN (SELECT code FROM vintage) THEN RAISE (ABORT, 'vintage is no date of "
  "this project') WHEN NEW.cover NOT IN (SELECT code FROM cover) THEN RAISE (ABORT, 'cover is no cover code of this "
  "project') WHEN NEW.use NOT IN (SELECT code FROM use) THEN RAISE (ABORT, 'use is no use code of this project') "
  "END; END; CREATE TRIGGER remark_update BEFORE UPDATE ON remark BEGIN SELECT RAISE (ABORT, 'this remark is in the "
  "queue of corrections: add another one') WHERE OLD.state NOT NULL; SELECT CASE WHEN NEW.geom IS NULL THEN RAISE "
  "(ABORT, 'a remark is a point on the map') WHEN NEW.vintage NOT IN (SELECT code FROM vintage) THEN RAISE (ABORT, "
  "'vintage is no date of this project') WHEN NEW.cover NOT IN (SELECT code FROM cover) THEN RAISE (ABORT, 'cover "
  "is no cover code of this project') WHEN NEW.use NOT IN (SELECT code FROM use) THEN RAISE (ABORT, 'use is no use "
  "code of this project') END; END;",
};

/* What makes a file of format i, which may not be changed, look like one of ours. */
#define NO_STATES \
  ", NULL AS figure, NULL AS length_m, NULL AS found, NULL AS gone, NULL AS again, NULL AS reason, NULL AS author " \
  "FROM main.finding;"
#define NO_RULES \
  "CREATE TEMP VIEW rule AS SELECT id, name, value, since, until FROM main.rule " \
  "UNION ALL SELECT NULL, name, value, since, NULL FROM (" KNOWN_RULES ");"
#define NO_LANDS \
  "CREATE TEMP VIEW indicator AS SELECT id, indicator, code, label_fr, label_en, colour, " KNOWN_LAND " AS land " \
  "FROM main.indicator UNION ALL SELECT NULL, * FROM (" KNOWN_TITLES ");"
#define NO_BESIDE \
  "CREATE TEMP TABLE remark (fid INTEGER PRIMARY KEY, geom, vintage, cover, use, outline, comment, author, at, state, answer);"
#define NO_COMPACTION \
  NO_RULES \
  "CREATE TEMP TABLE folded (operation, author, verb, n, first, from_at, until_at);" \
  "CREATE TEMP TABLE compaction (id INTEGER PRIMARY KEY, at, author, operation, n);" NO_BESIDE
#define NO_PACKAGE \
  "CREATE TEMP VIEW operation AS SELECT *, NULL AS origin FROM main.operation;" \
  "CREATE TEMP VIEW version AS SELECT *, NULL AS fingerprint FROM main.version;" \
  "CREATE TEMP TABLE package (id TEXT PRIMARY KEY, author, at, base, zone, file, state);" \
  "CREATE TEMP TABLE set_aside (id INTEGER PRIMARY KEY, origin, at, author, verb, kind, dimension, scale, summary, x, y, " \
  "reason, state, was, since, settler, settled_at);" \
  "CREATE TEMP TABLE set_aside_face (id INTEGER PRIMARY KEY, set_aside, after, fid, geom);" \
  "CREATE TEMP TABLE set_aside_label (face, vintage, cover, use, doubt, source, comment, photovoltaic);" NO_COMPACTION
#define NO_REMARK "CREATE TEMP VIEW finding AS SELECT *, NULL AS remark" NO_STATES
#define NO_DECISION \
  "CREATE TEMP TABLE decision (id INTEGER PRIMARY KEY, origin, review, from_vintage, vintage, dimension, from_cover, " \
  "from_use, cover, use, x, y, area_m2, remark, draft, source, since, until);" NO_PACKAGE
#define NO_ORIGIN \
  "CREATE TEMP VIEW vintage AS SELECT *, NULL AS copied_from, NULL AS imported_from FROM main.vintage;" NO_DECISION
#define NO_REFERENCE \
  "CREATE TEMP TABLE reference_layer (id INTEGER PRIMARY KEY, uri, layer, title, position, colour, width, fill, " \
  "name_field, over, shown, snapping, labelled, assume_crs);" NO_ORIGIN
#define NO_LOOK \
  "CREATE TEMP TABLE symbol (id INTEGER PRIMARY KEY, code, shape, colour, outline, size_mm, across_mm, down_mm, angle);" \
  "CREATE TEMP TABLE indicator (id INTEGER PRIMARY KEY, indicator, code, label_fr, label_en, colour);" NO_REFERENCE
#define NO_TRANSITION \
  "CREATE TEMP TABLE transition (id INTEGER PRIMARY KEY, dimension, from_code, to_code, transition);" NO_LOOK

static const char *const disguises[MLS_STORE_FORMAT] = {
  NULL,
  "CREATE TEMP VIEW finding AS SELECT *, 'check' AS origin, 'open' AS state, NULL AS was, NULL AS since, "
  "NULL AS feature, NULL AS layer, NULL AS other_feature, NULL AS other_layer, "
  "NULL AS from_vintage, NULL AS from_cover, NULL AS from_use, NULL AS remark" NO_STATES NO_TRANSITION,
  "CREATE TEMP VIEW finding AS SELECT *, NULL AS from_vintage, NULL AS from_cover, NULL AS from_use, NULL AS remark"
  NO_STATES NO_TRANSITION,
  NO_REMARK NO_LOOK,
  NO_REMARK NO_REFERENCE NO_LANDS,
  NO_REMARK NO_ORIGIN NO_LANDS,
  NO_REMARK NO_DECISION NO_LANDS,
  "CREATE TEMP VIEW finding AS SELECT *" NO_STATES
  "CREATE TEMP VIEW decision AS SELECT *, NULL AS draft, NULL AS source FROM main.decision;" NO_PACKAGE NO_LANDS,
  NO_PACKAGE NO_LANDS,
  "CREATE TEMP VIEW set_aside AS SELECT *, NULL AS was, NULL AS since, NULL AS settler, NULL AS settled_at "
  "FROM main.set_aside;" NO_COMPACTION NO_LANDS,
  NO_BESIDE NO_RULES NO_LANDS,
};

/* A project whose layers were renamed or deleted is one all the same. */
static gboolean
check_map (MlsDatabase *database, GError **error)
{
  static const char *const layers[] = { "coverage", "territory" };

  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      gint64 n;

      if (!mls_database_get_integer (database, &n, error,
                                     "SELECT count (*) FROM sqlite_schema WHERE type = 'table' AND name = ?", "s", layers[i]))
        return FALSE;
      if (n == 0)
        {
          g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_BROKEN,
                       _("Another program has broken “%s”: the table “%s” is gone"), database->name, layers[i]);
          return FALSE;
        }
    }

  return TRUE;
}

/* A sample is a GeoPackage as well, and is what a controller has been given. */
static char *
dup_foreign (MlsDatabase *database)
{
  return g_strdup_printf (mls_sample_file_is_one (database->file)
                            ? _("“%s” is a sample: it is judged in the project that it was drawn from")
                            : _("“%s” is a GeoPackage but not a Millésime project; import it into one"),
                          database->name);
}

/**
 * mls_format_check:
 * @database: any file
 * @error: %MLS_STORE_ERROR_FOREIGN, %MLS_STORE_ERROR_NEWER or %MLS_STORE_ERROR_BROKEN, or what SQLite says
 *
 * Returns: whether it is a project this program reads, maybe after mls_format_migrate()
 */
gboolean
mls_format_check (MlsDatabase *database, GError **error)
{
  static const char *const tables[] = { "coverage_history", "operation", "vintage", "writer", NULL };
  g_autofree char *foreign = dup_foreign (database);

  return mls_geopackage_check (database, tables, foreign, MLS_STORE_FORMAT, error) && check_map (database, error);
}

/**
 * mls_format_mark:
 * @database: a new file
 * @error: a #MLS_STORE_ERROR
 *
 * Says in the file's header that it is a GeoPackage, and a project of our format.
 *
 * Returns: whether it could
 */
gboolean
mls_format_mark (MlsDatabase *database, GError **error)
{
  return mls_geopackage_set_format (database, MLS_STORE_FORMAT, error);
}

/* What is broken besides is for whoever opens the file to say. */
static gboolean
renew_structure (MlsDatabase *database, GError **error)
{
  g_autoptr (MlsLayout) layout = mls_layout_read (database, error);
  g_autoptr (GError) broken = NULL;
  MlsStructureState state;

  if (layout == NULL)
    return FALSE;

  if (!mls_structure_check (database, layout, &state, &broken))
    {
      if (g_error_matches (broken, MLS_STORE_ERROR, MLS_STORE_ERROR_BROKEN))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&broken));
      return FALSE;
    }

  return state == MLS_STRUCTURE_WHOLE || mls_structure_renew (database, layout, error);
}

/**
 * mls_format_migrate:
 * @database: a project that passed mls_format_check(), open for writing, without a transaction
 * @error: a #MLS_STORE_ERROR
 *
 * Brings a project of an older format to ours, triggers and trees included, all steps or none.
 *
 * Returns: whether it is of our format now
 */
gboolean
mls_format_migrate (MlsDatabase *database, GError **error)
{
  return mls_format_step_to (database, migrations, MLS_STORE_FORMAT, renew_structure, error);
}

/**
 * mls_format_adapt:
 * @database: a project that passed mls_format_check(), open to be read
 * @error: a #MLS_STORE_ERROR
 *
 * Lets a project of an older format be read as one of ours; the file stays as it is.
 *
 * Returns: whether it can be
 */
gboolean
mls_format_adapt (MlsDatabase *database, GError **error)
{
  gint64 format;

  if (!mls_geopackage_get_format (database, &format, error))
    return FALSE;

  return format == MLS_STORE_FORMAT || mls_database_exec (database, disguises[format], error);
}

static gboolean
run_steps (MlsDatabase       *database,
           const char *const *steps,
           gint64             format,
           gint64             target,
           GError           **error)
{
  for (; format < target; format++)
    if (!mls_database_exec (database, steps[format], error))
      return FALSE;

  return mls_geopackage_set_format (database, target, error);
}

/**
 * mls_format_step_to:
 * @database: a project open for writing, without a transaction
 * @steps: what changes a file of format i into one of format i + 1, for each i below @target
 * @target: the format it is to have
 * @finish: (nullable): done after the last step
 * @error: a #MLS_STORE_ERROR
 *
 * Takes the steps that are left, in order, and finishes, all or none.
 *
 * Returns: whether it is of that format now
 */
gboolean
mls_format_step_to (MlsDatabase       *database,
                    const char *const *steps,
                    gint64             target,
                    MlsFormatFunc      finish,
                    GError           **error)
{
  gint64 format;

  if (!mls_geopackage_get_format (database, &format, error))
    return FALSE;
  if (format == target)
    return TRUE;

  if (!mls_database_begin (database, error))
    return FALSE;

  return mls_database_end (database,
                           run_steps (database, steps, format, target, error) && (finish == NULL || finish (database, error)),
                           error);
}
