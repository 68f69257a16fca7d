/* bench-store COLUMNS ROWS: what a project of so many faces, 60 vertices each, costs to make, to read,
 * to edit and to check. Medians, on stdout. */

#include "sample.h"

#include "store/bulk.h"
#include "store/check.h"
#include "store/fingerprint.h"
#include "store/reader.h"
#include "store/undo.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

/* The operation that made the faces. */
#define FILLED 2

static double
ms_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

/* What all threads together worked, which tells more than the clock on a machine that others use. */
static double
cpu_seconds (clock_t start)
{
  return (double) (clock () - start) / CLOCKS_PER_SEC;
}

static int
compare_double (gconstpointer a, gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare_double);

  return values[n / 2];
}

static gboolean
count_face (const MlsFace *face, gpointer user_data)
{
  *(guint *) user_data += 1;

  return TRUE;
}

static MlsBox
window_somewhere (const Board *board, gint32 faces_wide)
{
  gint64 side = (gint64) board->side_m * MLS_MM_PER_M;
  gint64 x = BOARD_X + g_random_int_range (0, MAX ((gint32) board->columns - faces_wide, 1)) * side;
  gint64 y = BOARD_Y + g_random_int_range (0, MAX ((gint32) board->rows - faces_wide, 1)) * side;

  return (MlsBox){ x, y, x + faces_wide * side - 1, y + faces_wide * side - 1 };
}

static void
bench_window (MlsStore *store, const Board *board, gint32 faces_wide)
{
  double times[21];
  guint n_faces = 0;

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      MlsBox box = window_somewhere (board, faces_wide);
      MlsSource source = mls_store_source (store);
      gint64 start = g_get_monotonic_time ();

      n_faces = 0;
      source.funcs->faces (source.self, &box, count_face, &n_faces, NULL);
      times[i] = ms_since (start);
    }

  printf ("window of about %u faces: %.2f ms\n", n_faces, median (times, G_N_ELEMENTS (times)));
}

/* The same window as it was before anything below was done. */
static void
bench_past (const Sample *sample, const Board *board)
{
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (sample->path, NULL);
  MlsBox box = window_somewhere (board, 45);
  double times[21];
  guint n_faces = 0;

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 start = g_get_monotonic_time ();
      MlsSource source;

      n_faces = 0;
      mls_store_reader_begin (reader, FILLED, NULL, NULL);
      source = mls_store_reader_source (reader);
      source.funcs->faces (source.self, &box, count_face, &n_faces, NULL);
      mls_store_reader_end (reader);
      times[i] = ms_since (start);
    }

  printf ("window of the past of %u faces: %.2f ms\n", n_faces, median (times, G_N_ELEMENTS (times)));
}

/* Three faces a time: a split, and the neighbour gets another code with it. */
static void
bench_commit (MlsStore *store, const Board *board)
{
  double commits[101], undos[101];

  for (guint i = 0; i < G_N_ELEMENTS (commits); i++)
    {
      gint64 id = 1 + g_random_int_range (0, (gint32) (board->columns * board->rows - 1));
      g_autoptr (MlsFace) face = mls_store_face (store, id, NULL);
      g_autoptr (MlsFace) neighbour = mls_store_face (store, id + 1, NULL);
      g_autoptr (MlsDelta) delta = sample_split (face, 0, face->n_points / 2);
      MlsLabel labels[2] = { sample_label ("CS2.1.0", "US1.1.3"), sample_label ("CS2.1.0", "US1.1.3") };
      gint64 start;

      mls_delta_add (delta, mls_face_ref (neighbour), mls_face_with (neighbour, neighbour->id, 0, labels, 2));
      start = g_get_monotonic_time ();
      sample_apply (store, delta);
      commits[i] = ms_since (start);

      start = g_get_monotonic_time ();
      mls_delta_unref (mls_store_undo (store, "tester", NULL, NULL));
      undos[i] = ms_since (start);
    }

  printf ("commit of 3 faces: %.2f ms, undo: %.2f ms\n", median (commits, G_N_ELEMENTS (commits)),
          median (undos, G_N_ELEMENTS (undos)));
}

static void
bench_fingerprint (const Sample *sample)
{
  gint64 start = g_get_monotonic_time ();
  clock_t cpu_start = clock ();
  struct rusage usage;
  long before_kb;

  getrusage (RUSAGE_SELF, &usage);
  before_kb = usage.ru_maxrss;
  g_free (mls_fingerprint_take (sample->path, 0, NULL, NULL, NULL));
  getrusage (RUSAGE_SELF, &usage);
  printf ("fingerprint: %.2f s (processors: %.2f s), %.0f MB more at most\n", ms_since (start) / 1000,
          cpu_seconds (cpu_start), (double) (usage.ru_maxrss - before_kb) / 1000);
}

int
main (int argc, char *argv[])
{
  Board board = { .side_m = 135, .n_segments = 15, .wiggle_mm = 3000 };
  Sample sample;
  gint64 start;
  clock_t cpu_start = clock ();
  guint n_faces = 0;
  g_autoptr (GArray) flaws = NULL;
  struct stat status;

  setlocale (LC_ALL, "");
  board.columns = argc > 1 ? (guint) atoi (argv[1]) : 50;
  board.rows = argc > 2 ? (guint) atoi (argv[2]) : 40;

  sample_begin (&sample, NULL);
  start = g_get_monotonic_time ();
  sample_fill (sample.store, &board);
  printf ("%u faces: bulk insert %.1f s (processors: %.1f s)", board.columns * board.rows,
          ms_since (start) / 1000, cpu_seconds (cpu_start));
  sample_reopen (&sample);
  stat (sample.path, &status);
  printf (", %.0f MB\n", (double) status.st_size / 1e6);

  start = g_get_monotonic_time ();
  mls_store_close (g_steal_pointer (&sample.store), NULL);
  printf ("close: %.2f ms, ", ms_since (start));
  start = g_get_monotonic_time ();
  sample_reopen (&sample);
  printf ("open: %.2f ms\n", ms_since (start));

  bench_window (sample.store, &board, 45);
  bench_commit (sample.store, &board);
  bench_past (&sample, &board);

  bench_fingerprint (&sample);
  start = g_get_monotonic_time ();
  mls_store_each_face (sample.store, count_face, &n_faces, NULL);
  printf ("read all: %.2f s\n", ms_since (start) / 1000);

  start = g_get_monotonic_time ();
  cpu_start = clock ();
  flaws = mls_store_check_partition (sample.store, NULL, NULL, NULL);
  printf ("check: %.2f s (processors: %.2f s), %u flaws\n", ms_since (start) / 1000,
          cpu_seconds (cpu_start), flaws->len);

  sample_end (&sample);
  return flaws->len > 0;
}
