/* What is handed over into a PostGIS database, as its server has it. */

#include "../store/sample.h"
#include "../team/cluster.h"
#include "program.h"
#include "store/vintage.h"

#include <locale.h>
#include <string.h>

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
  g_test_add_func ("/cli/deliver-database/no-server", test_no_server);

  result = g_test_run ();
  cluster_end (&cluster);

  return result;
}
