#include "vector/gdal-watch.h"

#include <cpl_error.h>
#include <locale.h>

static void
assert_noted (const char *said, const char *expected)
{
  MlsGdalWatch watch = { 0 };

  mls_gdal_watch_begin (&watch);
  CPLError (CE_Failure, CPLE_AppDefined, "%s", said);
  mls_gdal_watch_end (&watch);
  g_assert_cmpstr (watch.failure, ==, expected);
  mls_gdal_watch_clear (&watch);
}

/* What SQLite was to do is pages of statements, of which a user understands none. */
static void
test_statement (void)
{
  assert_noted ("sqlite3_exec(CREATE TABLE t (a TEXT);\nINSERT INTO t VALUES ('b failed: c')) failed: database or disk is full",
                "database or disk is full");
  assert_noted ("sqlite3_open(there.gpkg) failed: unable to open database file", "unable to open database file");
  assert_noted ("failed to execute insert : database or disk is full", "failed to execute insert : database or disk is full");
  assert_noted ("Write failed: no room", "Write failed: no room");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vector/gdal-watch/statement", test_statement);

  return g_test_run ();
}
