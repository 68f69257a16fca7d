#include "../store/sample.h"
#include "paint/id-tile.h"
#include "store/reader.h"

#include <locale.h>
#include <stdlib.h>

/* What a window costs at 1:2 500 as it is and as it was, after so many edits of faces of 60 vertices; each of the states is
 * looked at as often as the present one, in turn. */

#define N_EDITS  6000
#define N_STATES 40

static const Board board = { .columns = 40, .rows = 40, .side_m = 60, .n_segments = 15, .wiggle_mm = 2000 };

#define WIDTH_PX  1920
#define HEIGHT_PX 1080
#define M_PER_PX  (2500 * 0.0254 / 96)

static void
edit (MlsStore *store)
{
  gint64 id = g_test_rand_int_range (1, 40 * 40 + 1);
  g_autoptr (MlsFace) face = mls_store_face (store, id, NULL);
  g_autoptr (MlsDelta) delta = sample_recode (face, g_test_rand_bit () ? "CS5.0.0" : "CS2.1.0", "US1.1.3");
  g_autoptr (MlsDelta) done = mls_store_apply (store, delta, &sample_facts, NULL, NULL);
}

static double
draw (MlsStoreReader *reader, gint64 operation)
{
  double x = mls_grid_to_metres (BOARD_X) + 1200, y = mls_grid_to_metres (BOARD_Y) + 1200;
  MlsExtent extent = { x - WIDTH_PX * M_PER_PX / 2, y - HEIGHT_PX * M_PER_PX / 2, x + WIDTH_PX * M_PER_PX / 2,
                       y + HEIGHT_PX * M_PER_PX / 2 };
  gint64 start = g_get_monotonic_time ();
  g_autoptr (MlsIdTile) tile = NULL;
  MlsLattice lattice;
  MlsSource source = mls_store_reader_source (reader);

  g_assert_true (mls_lattice_init (&lattice, &extent, WIDTH_PX, HEIGHT_PX));
  g_assert_true (mls_store_reader_begin (reader, operation, NULL, NULL));
  tile = mls_id_tile_read (&lattice, &source, NULL);
  mls_store_reader_end (reader);
  g_assert_nonnull (tile);

  return (double) (g_get_monotonic_time () - start) / 1000;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static double
median (double *times, gsize n)
{
  qsort (times, n, sizeof *times, compare);

  return times[n / 2];
}

int
main (int argc, char *argv[])
{
  double now[N_STATES], then[N_STATES];
  g_autoptr (MlsStoreReader) reader = NULL;
  Sample sample;
  gint64 first, last;
  double present, past;

  setlocale (LC_ALL, "C");
  g_test_init (&argc, &argv, NULL);
  sample_begin (&sample, &board);
  first = mls_store_last_operation (sample.store, NULL);
  for (int i = 0; i < N_EDITS; i++)
    edit (sample.store);
  last = mls_store_last_operation (sample.store, NULL);

  reader = mls_store_reader_new (sample.path, NULL);
  draw (reader, 0);
  for (int i = 0; i < N_STATES; i++)
    {
      now[i] = draw (reader, 0);
      then[i] = draw (reader, first + (last - first) * i / N_STATES);
    }
  present = median (now, N_STATES);
  past = median (then, N_STATES);
  g_print ("%d operations: the present %.1f ms, the past %.1f ms: %.2f times\n", (int) last, present, past, past / present);

  g_clear_pointer (&reader, mls_store_reader_free);
  sample_end (&sample);
  return 0;
}
