/* bench-check COLUMNS ROWS: what it costs to check a project of so many faces, 60 vertices each, to check it anew after an
 * edit, and to list what changed in it. Seconds and peak memory on stdout. */

#include "../store/sample.h"

#include "quality/check.h"
#include "quality/recheck.h"
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

static MlsStoreReader *
start_reading (const char *path, gint64 *operation)
{
  MlsStoreReader *reader = mls_store_reader_new (path, NULL);

  mls_store_reader_begin (reader, 0, operation, NULL);

  return reader;
}

/* A face in the middle is parted, and what comes of that is looked at. */
static double
check_again (Sample *sample, const Board *board)
{
  g_autoptr (MlsNomenclature) nomenclature = mls_store_read_nomenclature (sample->store, NULL);
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (MlsException));
  g_autoptr (MlsFace) face = mls_store_face (sample->store, (gint64) board->columns * board->rows / 2, NULL);
  g_autoptr (MlsDelta) split = sample_split (face, 1, face->n_points / 2);
  g_autoptr (MlsChecked) before = NULL;
  g_autoptr (MlsChecked) after = NULL;
  MlsStoreReader *reader;
  MlsRules rules = { .nomenclature = nomenclature };
  const MlsCheckRules asked = { &rules, none };
  gint64 operation, start;
  double seconds;

  rules.vintages = mls_store_get_vintages (sample->store, &rules.n_vintages);
  mls_store_read_limits (sample->store, &rules.limits, NULL);
  reader = start_reading (sample->path, &operation);
  before = mls_check_find (reader, &asked, operation, NULL, NULL, NULL);
  mls_store_reader_free (reader);

  sample_apply (sample->store, split);
  reader = start_reading (sample->path, &operation);
  start = g_get_monotonic_time ();
  mls_recheck (reader, &asked, before, operation, &after, NULL);
  seconds = seconds_since (start);
  mls_store_reader_free (reader);

  return after != NULL ? seconds : -1;
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
  findings = mls_check_project (sample.store, NULL, NULL, NULL, NULL);
  printf ("check: %.2f s, %u findings, peak %.0f MB\n", seconds_since (start), findings->len, peak_mb ());

  printf ("after an edit: %.4f s\n", check_again (&sample, &board));

  start = g_get_monotonic_time ();
  n = list_changes (sample.path);
  printf ("changes: %.2f s, %u areas, peak %.0f MB\n", seconds_since (start), n, peak_mb ());

  sample_end (&sample);
  return findings->len > 0;
}
