/* What is handed over into a PostGIS database, as its server has it. */

#include "../store/sample.h"
#include "../team/cluster.h"
#include "program.h"
#include "store/vintage.h"

#include <locale.h>
#include <string.h>
#include <sys/wait.h>

static Cluster cluster;

static const Board board = { 6, 5, 40, 5, 1100 };

typedef struct
{
  Sample sample;
  char  *target;
  char  *database;
} Fixture;

/* A sample whose faces are all below the minimum would not be conform: the board's are not. */
static void
fixture_begin (Fixture *fixture, const char *database)
{
  g_autofree char *address = NULL;

  sample_begin (&fixture->sample, &board);
  for (guint v = 0; v < 2; v++)
    g_assert_true (mls_store_set_vintage_state (fixture->sample.store, v, MLS_VINTAGE_FROZEN, "Noa", NULL));
  mls_store_free (g_steal_pointer (&fixture->sample.store));
  cluster_make (&cluster, database);
  address = cluster_address (&cluster, database, "tester");
  fixture->target = g_strconcat ("PG:", address, NULL);
  fixture->database = g_strdup (database);
}

static void
fixture_end (Fixture *fixture)
{
  g_free (fixture->target);
  g_free (fixture->database);
  sample_end (&fixture->sample);
}

static void
assert_answer (const Fixture *fixture, const char *sql, const char *expected)
{
  g_autofree char *found = cluster_ask (&cluster, fixture->database, sql);

  g_assert_cmpstr (found, ==, expected);
}

#define TABLES "SELECT coalesce (string_agg (f_table_name || ' ' || type || ' ' || srid, ', ' ORDER BY f_table_name), '') FROM geometry_columns"

static void
test_tables (void)
{
  g_autoptr (Answer) answer = NULL;
  Fixture fixture;

  fixture_begin (&fixture, "tables");
  answer = program_run ("deliver", fixture.sample.path, fixture.target, "--product", "multidate", "--product", "cover", "--vintage", "24",
                        "--all-the-same", NULL);
  g_assert_cmpstr (answer->err, ==, "");
  g_assert_cmpint (answer->status, ==, 0);
  assert_answer (&fixture, TABLES, "cs_24 POLYGON 2154, multidate POLYGON 2154");
  assert_answer (&fixture, "SELECT count (*) FROM multidate", "30");
  assert_answer (&fixture, "SELECT sum (area) FROM multidate", "48000");
  assert_answer (&fixture, "SELECT bool_and (ST_IsValid (geom) AND abs (ST_Area (geom) - area) < 1e-6) FROM multidate", "t");
  assert_answer (&fixture, "SELECT sum (area) FROM cs_24", "48000");
  assert_answer (&fixture, "SELECT obj_description ('multidate'::regclass) LIKE 'board, 20%. 2021, 2024. %Fingerprint of the map: %'", "t");
  fixture_end (&fixture);
}

/* Nothing of it is there, nor of what comes with it. */
static void
test_there_already (void)
{
  g_autoptr (Answer) answer = NULL;
  Fixture fixture;

  fixture_begin (&fixture, "already");
  cluster_exec (&cluster, "already", "CREATE TABLE cs_24 (mine text)");
  answer = program_run ("deliver", fixture.sample.path, fixture.target, "--product", "all", "--all-the-same", NULL);
  g_assert_cmpint (answer->status, ==, 2);
  g_assert_nonnull (strstr (answer->err, "“cs_24” is there already"));
  assert_answer (&fixture, TABLES, "");
  assert_answer (&fixture, "SELECT count (*) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'spatial_ref_sys'", "1");
  fixture_end (&fixture);
}

static void
test_schema (void)
{
  g_autoptr (Answer) answer = NULL;
  g_autofree char *target = NULL;
  Fixture fixture;

  fixture_begin (&fixture, "schemas");
  cluster_exec (&cluster, "schemas", "CREATE SCHEMA lot1");
  target = g_strconcat (fixture.target, " active_schema=lot1", NULL);
  answer = program_run ("deliver", fixture.sample.path, target, "--multi", "--all-the-same", NULL);
  g_assert_cmpstr (answer->err, ==, "");
  g_assert_cmpint (answer->status, ==, 0);
  assert_answer (&fixture, "SELECT f_table_schema || '.' || f_table_name || ' ' || type FROM geometry_columns", "lot1.multidate MULTIPOLYGON");
  fixture_end (&fixture);
}

#define COMMENT(column) \
  "SELECT col_description ('multidate'::regclass, attnum) FROM pg_attribute WHERE attrelid = 'multidate'::regclass AND attname = '" column "'"

/* Who opens a table sees what its columns hold. */
static void
test_columns (void)
{
  g_autoptr (Answer) answer = NULL;
  Fixture fixture;

  fixture_begin (&fixture, "columns");
  answer = program_run ("deliver", fixture.sample.path, fixture.target, "--all-the-same", "--language", "en", NULL);
  g_assert_cmpstr (answer->err, ==, "");
  g_assert_cmpint (answer->status, ==, 0);
  assert_answer (&fixture, COMMENT ("cs24"), "Cover, 2024");
  assert_answer (&fixture, COMMENT ("photovol21"), "Photovoltaic, 2021");
  assert_answer (&fixture, COMMENT ("evol21_24"), "From 2021 to 2024: 0 the same, 1 another cover, 2 another use, 3 both");
  assert_answer (&fixture, COMMENT ("area"), "Area, m²");
  assert_answer (&fixture,
                 "SELECT count (*) FROM pg_attribute WHERE attrelid = 'multidate'::regclass AND attnum > 0 AND attname NOT IN ('fid', "
                 "'geom') AND col_description (attrelid, attnum) IS NULL",
                 "0");
  fixture_end (&fixture);
}

#define STYLES(what) \
  "SELECT coalesce (string_agg (" what ", ', ' ORDER BY f_table_name, stylename, description), '') FROM public.layer_styles"

/* As QGIS makes the table, which is not asked for a type where it is older. */
#define OLD_TABLE \
  "CREATE TABLE layer_styles (id SERIAL PRIMARY KEY, f_table_catalog varchar, f_table_schema varchar, f_table_name varchar, " \
  "f_geometry_column varchar, stylename text, styleqml xml, stylesld xml, useasdefault boolean, description text, " \
  "owner varchar(63) DEFAULT CURRENT_USER, ui xml, update_time timestamp DEFAULT CURRENT_TIMESTAMP)"

#define ROW(table, name, is_default, description) \
  "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, stylename, styleqml, useasdefault, " \
  "description) VALUES ('stylish', 'public', '" table "', 'geom', '" name "', '<qgis/>', " is_default ", '" description "')"

/* QGIS shows tables as files are shown. */
static void
test_styles (void)
{
  g_autoptr (Answer) answer = NULL;
  Fixture fixture;

  fixture_begin (&fixture, "styles");
  answer = program_run ("deliver", fixture.sample.path, fixture.target, "--product", "multidate", "--product", "use", "--vintage", "24",
                        "--all-the-same", NULL);
  g_assert_cmpstr (answer->err, ==, "");
  g_assert_cmpint (answer->status, ==, 0);
  assert_answer (&fixture, STYLES ("f_table_name || ' ' || stylename") " WHERE useasdefault", "multidate cs24, us_24 code");
  assert_answer (&fixture, "SELECT count (*) FROM layer_styles", "5");
  assert_answer (&fixture,
                 "SELECT count (*) FROM layer_styles WHERE f_table_catalog = 'styles' AND f_table_schema = 'public' AND "
                 "f_geometry_column = 'geom' AND owner = 'tester' AND type IS NULL",
                 "5");
  assert_answer (&fixture,
                 "SELECT bool_and (xpath_exists ('/qgis/renderer-v2[@type=\"categorizedSymbol\"]', styleqml) AND stylesld::text LIKE "
                 "'%UserStyle>%') FROM layer_styles",
                 "t");
  fixture_end (&fixture);
}

/* QGIS itself looks for what is in that table, also of multipolygons and in another schema. */
static void
test_in_qgis (void)
{
  g_autoptr (Answer) answer = NULL;
  g_autofree char *target = NULL;
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "cli", "qgis_table.py", NULL);
  g_autofree char *port = g_strdup_printf ("%u", cluster.port);
  const char *words[] = { "/usr/bin/python3", script, cluster.folder, port, "seen", "lot", "us_24", NULL };
  g_autofree char *told = NULL;
  g_autoptr (GError) error = NULL;
  Fixture fixture;
  int status;

  fixture_begin (&fixture, "seen");
  cluster_exec (&cluster, "seen", "CREATE SCHEMA lot");
  target = g_strconcat (fixture.target, " active_schema=lot", NULL);
  answer = program_run ("deliver", fixture.sample.path, target, "--multi", "--product", "use", "--vintage", "24", "--all-the-same", NULL);
  g_assert_cmpint (answer->status, ==, 0);
  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &told, NULL, &status, &error);
  g_assert_no_error (error);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    g_test_skip ("python3-qgis is not installed");
  else
    g_assert_cmpstr (told, ==, "1 categorizedSymbol code\n");
  fixture_end (&fixture);
}

/* What others keep there is theirs, their default as well; ours of a table that was dropped are made anew. */
static void
test_styles_of_others (void)
{
  g_autoptr (Answer) first = NULL;
  g_autoptr (Answer) second = NULL;
  Fixture fixture;

  fixture_begin (&fixture, "stylish");
  cluster_exec (&cluster, "stylish",
                OLD_TABLE "; " ROW ("us_24", "mine", "TRUE", "by hand") "; " ROW ("roads", "code", "TRUE", "Millésime") "; "
                          ROW ("us_24", "old", "FALSE", "Millésime"));
  first = program_run ("deliver", fixture.sample.path, fixture.target, "--product", "use", "--vintage", "24", "--all-the-same", NULL);
  g_assert_cmpstr (first->err, ==, "");
  g_assert_cmpint (first->status, ==, 0);
  assert_answer (&fixture, STYLES ("f_table_name || ' ' || stylename || ' ' || useasdefault"),
                 "roads code true, us_24 code false, us_24 mine true");
  assert_answer (&fixture, "SELECT styleqml FROM layer_styles WHERE stylename = 'mine'", "<qgis/>");

  cluster_exec (&cluster, "stylish", "DROP TABLE us_24");
  second = program_run ("deliver", fixture.sample.path, fixture.target, "--product", "use", "--vintage", "24", "--all-the-same", NULL);
  g_assert_cmpint (second->status, ==, 0);
  assert_answer (&fixture, STYLES ("f_table_name || ' ' || stylename || ' ' || useasdefault"),
                 "roads code true, us_24 code false, us_24 mine true");
  fixture_end (&fixture);
}

/* Who may make tables in a schema of their own alone delivers there, and is told. */
static void
test_no_styles (void)
{
  g_autoptr (Answer) answer = NULL;
  g_autofree char *address = NULL;
  g_autofree char *target = NULL;
  Fixture fixture;

  fixture_begin (&fixture, "closed");
  cluster_exec (&cluster, "closed", "REVOKE CREATE ON SCHEMA public FROM PUBLIC; CREATE ROLE guest LOGIN; CREATE SCHEMA lot AUTHORIZATION guest");
  address = cluster_address (&cluster, "closed", "guest");
  target = g_strconcat ("PG:", address, " active_schema=lot", NULL);
  answer = program_run ("deliver", fixture.sample.path, target, "--all-the-same", NULL);
  g_assert_cmpint (answer->status, ==, 0);
  g_assert_nonnull (strstr (answer->err, "The database takes no styles: "));
  g_assert_nonnull (strstr (answer->err, "permission denied for schema public"));
  assert_answer (&fixture, "SELECT count (*) FROM lot.multidate", "30");
  assert_answer (&fixture, "SELECT to_regclass ('public.layer_styles') IS NULL", "t");
  fixture_end (&fixture);
}

/* What nobody answers at, and a password that is nobody's business. */
static void
test_no_server (void)
{
  g_autoptr (Answer) answer = NULL;
  Fixture fixture;

  fixture_begin (&fixture, "none");
  answer = program_run ("deliver", fixture.sample.path, "PG:host=/nowhere dbname=x password=geheim", NULL);
  g_assert_cmpint (answer->status, ==, 3);
  g_assert_nonnull (strstr (answer->err, "the database"));
  g_assert_null (strstr (answer->err, "geheim"));
  fixture_end (&fixture);
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  if (!cluster_begin (&cluster))
    {
      cluster_end (&cluster);
      return cluster_skip ();
    }

  g_test_add_func ("/cli/deliver-database/tables", test_tables);
  g_test_add_func ("/cli/deliver-database/there-already", test_there_already);
  g_test_add_func ("/cli/deliver-database/schema", test_schema);
  g_test_add_func ("/cli/deliver-database/columns", test_columns);
  g_test_add_func ("/cli/deliver-database/styles", test_styles);
  g_test_add_func ("/cli/deliver-database/in-qgis", test_in_qgis);
  g_test_add_func ("/cli/deliver-database/styles-of-others", test_styles_of_others);
  g_test_add_func ("/cli/deliver-database/no-styles", test_no_styles);
  g_test_add_func ("/cli/deliver-database/no-server", test_no_server);

  result = g_test_run ();
  cluster_end (&cluster);

  return result;
}
