/* bench-matrix COLUMNS ROWS: what it costs to tell what became of what in a project of so many faces, 60 vertices each,
 * the first time and after an edit. Medians, on stdout. */

#include "../store/sample.h"

#include "quality/census.h"
#include "quality/matrix.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#define N_FIRST 5
#define N_EDITS 101

static int
compare_times (gconstpointer left, gconstpointer right)
{
  gint64 a = *(const gint64 *) left;
  gint64 b = *(const gint64 *) right;

  return (a > b) - (a < b);
}

static double
median_ms (gint64 *times, guint n)
{
  qsort (times, n, sizeof *times, compare_times);

  return (double) times[n / 2] / 1e3;
}

static MlsCensus *
take (const char *path, MlsFigures *areas)
{
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (path, NULL);

  mls_store_reader_begin (reader, 0, NULL, NULL);

  return mls_census_take (reader, &(MlsCensusQuery){ .areas = areas }, NULL, NULL, NULL);
}

static void
time_first (const Sample *sample, const MlsMatrixQuery *query, MlsFigures *areas, const char *what)
{
  gint64 times[N_FIRST];

  for (guint i = 0; i < N_FIRST; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (MlsCensus) census = take (sample->path, areas);
      g_autoptr (MlsMatrix) matrix = mls_matrix_new (mls_census_get_whole (census), query);

      times[i] = g_get_monotonic_time () - start;
    }
  printf ("%s: %.0f ms\n", what, median_ms (times, N_FIRST));
}

/* From the delta to the table. */
static void
time_edits (const Sample *sample, const Board *board, const MlsMatrixQuery *query, MlsFigures *areas)
{
  g_autoptr (MlsCensus) census = take (sample->path, areas);
  gint64 times[N_EDITS];

  for (guint i = 0; i < N_EDITS; i++)
    {
      g_autoptr (MlsFace) face = mls_store_face (sample->store, 1 + i * 7 % (board->columns * board->rows), NULL);
      g_autoptr (MlsDelta) delta = sample_recode (face, "CS6.3.0", "US1.1.3");
      g_autoptr (MlsMatrix) matrix = NULL;
      gint64 start = g_get_monotonic_time ();

      mls_census_change (census, delta, mls_store_source (sample->store), NULL);
      matrix = mls_matrix_new (mls_census_get_area (census, 0), query);
      times[i] = g_get_monotonic_time () - start;
    }
  printf ("after an edit: %.2f ms\n", median_ms (times, N_EDITS));
}

int
main (int argc, char *argv[])
{
  Board board = { .side_m = 135, .n_segments = 15, .wiggle_mm = 3000 };
  g_autoptr (MlsNomenclature) nomenclature = sample_nomenclature ();
  const MlsMatrixQuery query = { { nomenclature, MLS_DIMENSION_PAIR, 3, MLS_INDICATOR_NONE }, sample_vintages, 0, 1, MLS_LANGUAGE_ENGLISH };
  g_autoptr (MlsZone) zone = mls_zone_read ("700050,6600050,703000,6602900,700200,6603000");
  g_autoptr (MlsFigures) areas = mls_zone_to_figures (zone);
  Sample sample;

  setlocale (LC_ALL, "");
  board.columns = argc > 1 ? (guint) atoi (argv[1]) : 50;
  board.rows = argc > 2 ? (guint) atoi (argv[2]) : 40;

  sample_begin (&sample, NULL);
  sample_fill (sample.store, &board);
  sample_reopen (&sample);
  printf ("%u faces\n", board.columns * board.rows);

  time_first (&sample, &query, NULL, "first time");
  time_first (&sample, &query, areas, "first time with a zone of some 500 faces");
  time_edits (&sample, &board, &query, areas);

  sample_end (&sample);
  return 0;
}
