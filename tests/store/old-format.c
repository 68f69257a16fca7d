#include "old-format.h"

#include "sample.h"

#define CLASSES_OF_OLD(table)                                                                                            \
  "CREATE TEMP TABLE kept AS SELECT * FROM " table "; DROP TABLE " table ";"                                             \
  "CREATE TABLE " table " (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, code TEXT UNIQUE NOT NULL, parent TEXT, "      \
  "level INTEGER NOT NULL, label_fr TEXT NOT NULL DEFAULT '', label_en TEXT NOT NULL DEFAULT '', colour TEXT NOT NULL, " \
  "minimum REAL, family TEXT, state TEXT NOT NULL DEFAULT 'valid', origin TEXT, since INTEGER NOT NULL, until INTEGER);" \
  "INSERT INTO " table " SELECT * FROM kept; DROP TABLE kept;"
#define NOT_LASTING(table) "ALTER TABLE " table " DROP COLUMN since; ALTER TABLE " table " DROP COLUMN until;"

/* Makes a file of format 10 of one of now, one of format 9 of that, and so on. */
void
old_format_make (const char *path, int format)
{
  sample_execute (path,
                  "DROP TABLE remark; DROP TABLE IF EXISTS layer_styles; DELETE FROM setting WHERE key = 'styles';"
                  "DELETE FROM gpkg_geometry_columns WHERE table_name = 'remark';"
                  "DELETE FROM gpkg_contents WHERE table_name IN ('remark', 'layer_styles');"
                  "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES "
                  "('transition', 'attributes', 'transition', 0), ('symbol', 'attributes', 'symbol', 0), "
                  "('indicator', 'attributes', 'indicator', 0);"
                  "INSERT INTO finding (rule, severity, x, y, message) VALUES ('gap', 'error', 700000, 6600000, '');"
                  CLASSES_OF_OLD ("cover") CLASSES_OF_OLD ("\"use\"")
                  NOT_LASTING ("transition") NOT_LASTING ("symbol") NOT_LASTING ("indicator")
                  "ALTER TABLE indicator DROP COLUMN land; DELETE FROM indicator WHERE code = '';"
                  "DELETE FROM rule WHERE name GLOB 'near.*' OR name GLOB 'follow.*' OR name GLOB 'column.*';"
                  "ALTER TABLE pair ADD COLUMN post4 TEXT; ALTER TABLE pair ADD COLUMN post21 TEXT;"
                  "ALTER TABLE pair ADD COLUMN enaf TEXT;"
                  "PRAGMA user_version = 10310");
  if (format == 10)
    return;

  sample_execute (path,
                  "ALTER TABLE set_aside DROP COLUMN was; ALTER TABLE set_aside DROP COLUMN since;"
                  "ALTER TABLE set_aside DROP COLUMN settler; ALTER TABLE set_aside DROP COLUMN settled_at;"
                  "DROP TABLE folded; DROP TABLE compaction;"
                  "PRAGMA user_version = 10309");
  if (format == 9)
    return;

  sample_execute (path,
                  "DROP INDEX operation_origin; ALTER TABLE operation DROP COLUMN origin;"
                  "ALTER TABLE version DROP COLUMN fingerprint; DROP TABLE package;"
                  "DROP TABLE set_aside_label; DROP TABLE set_aside_face; DROP TABLE set_aside;"
                  "PRAGMA user_version = 10308");
  if (format == 8)
    return;

  sample_execute (path,
                  "ALTER TABLE finding DROP COLUMN figure; ALTER TABLE finding DROP COLUMN length_m;"
                  "ALTER TABLE finding DROP COLUMN found; ALTER TABLE finding DROP COLUMN gone;"
                  "ALTER TABLE finding DROP COLUMN again; ALTER TABLE finding DROP COLUMN reason;"
                  "ALTER TABLE finding DROP COLUMN author;"
                  "ALTER TABLE decision DROP COLUMN draft; ALTER TABLE decision DROP COLUMN source;"
                  "CREATE TABLE review_set (id INTEGER PRIMARY KEY, name TEXT, vintage TEXT);"
                  "CREATE TABLE review (id INTEGER PRIMARY KEY, review_set INTEGER REFERENCES review_set (id));"
                  "CREATE INDEX review_of_set ON review (review_set);"
                  "PRAGMA user_version = 10307");
  if (format == 7)
    return;

  sample_execute (path,
                  "ALTER TABLE finding DROP COLUMN remark; DROP TABLE decision;"
                  "DELETE FROM gpkg_contents WHERE table_name = 'decision';"
                  "PRAGMA user_version = 10306");
  if (format == 6)
    return;

  sample_execute (path,
                  "ALTER TABLE vintage DROP COLUMN copied_from; ALTER TABLE vintage DROP COLUMN imported_from;"
                  "PRAGMA user_version = 10305");
  if (format == 5)
    return;

  sample_execute (path,
                  "DROP TABLE reference_layer;"
                  "PRAGMA user_version = 10304");
  if (format == 4)
    return;

  sample_execute (path,
                  "DROP TABLE symbol; DROP TABLE indicator;"
                  "DELETE FROM gpkg_contents WHERE table_name IN ('symbol', 'indicator');"
                  "PRAGMA user_version = 10303");
  if (format == 3)
    return;

  sample_execute (path,
                  "ALTER TABLE finding DROP COLUMN from_vintage; ALTER TABLE finding DROP COLUMN from_cover;"
                  "ALTER TABLE finding DROP COLUMN from_use; DROP TABLE transition;"
                  "DELETE FROM gpkg_contents WHERE table_name = 'transition';"
                  "PRAGMA user_version = 10302");
  if (format == 2)
    return;

  sample_execute (path,
                  "DROP INDEX finding_since;"
                  "ALTER TABLE finding DROP COLUMN origin; ALTER TABLE finding DROP COLUMN state;"
                  "ALTER TABLE finding DROP COLUMN was; ALTER TABLE finding DROP COLUMN since;"
                  "ALTER TABLE finding DROP COLUMN feature; ALTER TABLE finding DROP COLUMN layer;"
                  "ALTER TABLE finding DROP COLUMN other_feature; ALTER TABLE finding DROP COLUMN other_layer;"
                  "PRAGMA user_version = 10301");
}
