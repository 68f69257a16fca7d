/* bench-check COLUMNS ROWS: what it costs to check a project of so many faces, 60 vertices each, and to
 * list what changed in it. Seconds and peak memory on stdout. */

#include "../store/sample.h"

#include "quality/check.h"
#include "quality/regions.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1e6;
}

static double
peak_mb (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) usage.ru_maxrss / 1024;
}

static guint
list_changes (const char *path)
{
  static const MlsRegionsQuery query = { 1, 0, MLS_DIMENSION_PAIR, MLS_REGIONS_LARGEST };
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (path, NULL);
  g_autoptr (GArray) flags = g_array_new (FALSE, FALSE, sizeof (MlsFlag));
  g_autoptr (GArray) changes = NULL;

  mls_store_reader_begin (reader, 0, NULL, NULL);
  changes = mls_regions_list (reader, &query, flags, NULL, NULL, NULL);
  mls_store_reader_end (reader);

  return changes->len;
}

int
main (int argc, char *argv[])
{
  Board board = { .side_m = 135, .n_segments = 15, .wiggle_mm = 3000 };
  g_autoptr (GArray) findings = NULL;
  Sample sample;
  gint64 start;
  guint n;

  setlocale (LC_ALL, "");
  board.columns = argc > 1 ? (guint) atoi (argv[1]) : 50;
  board.rows = argc > 2 ? (guint) atoi (argv[2]) : 40;

  sample_begin (&sample, NULL);
  sample_fill (sample.store, &board);
  sample_reopen (&sample);
  printf ("%u faces, %.0f MB at the start\n", board.columns * board.rows, peak_mb ());

  start = g_get_monotonic_time ();
  findings = mls_check_project (sample.store, NULL, NULL, NULL);
  printf ("check: %.2f s, %u findings, peak %.0f MB\n", seconds_since (start), findings->len, peak_mb ());

  start = g_get_monotonic_time ();
  n = list_changes (sample.path);
  printf ("changes: %.2f s, %u areas, peak %.0f MB\n", seconds_since (start), n, peak_mb ());

  sample_end (&sample);
  return findings->len > 0;
}
