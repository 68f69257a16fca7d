/* bench-check-in OPERATIONS: how long it takes to bring back a package in which so many edits were made, while the project
 * went on with 300 of its own. On stdout. */

#include "sample.h"

#include "store/check-in.h"

#include <locale.h>
#include <stdio.h>

#define N_MEANWHILE 300

static const Board board = { .columns = 60, .rows = 60, .side_m = 60, .n_segments = 15, .wiggle_mm = 2000 };

/* Codes, and every third time a border across. */
static void
edit (MlsStore *store)
{
  static const char *const covers[] = { "CS1.1.1", "CS2.1.0", "CS5.0.0", "CS6.3.0" };
  gint64 id = g_random_int_range (1, (gint32) (board.columns * board.rows) + 1);
  g_autoptr (MlsFace) face = mls_store_face (store, id, NULL);
  g_autoptr (MlsDelta) delta = NULL;
  g_autoptr (MlsDelta) applied = NULL;

  if (face != NULL && face->n_rings == 1 && g_random_int_range (0, 3) == 0)
    delta = sample_split (face, 0, face->n_points / 2);
  else if (face != NULL)
    delta = sample_recode (face, covers[g_random_int_range (0, G_N_ELEMENTS (covers))], "US1.1.3");

  if (delta != NULL)
    applied = mls_store_apply (store, delta, &sample_facts, NULL, NULL);
}

static void
edit_until (MlsStore *store, gint64 n)
{
  gint64 last = mls_store_last_operation (store, NULL) + n;

  while (mls_store_last_operation (store, NULL) < last)
    edit (store);
}

int
main (int argc, char *argv[])
{
  gint64 n_operations = argc > 1 ? g_ascii_strtoll (argv[1], NULL, 10) : 1000;
  const MlsBox all = { BOARD_X, BOARD_Y, BOARD_X + G_GINT64_CONSTANT (3600000), BOARD_Y + G_GINT64_CONSTANT (3600000) };
  g_autoptr (MlsZone) zone = mls_zone_new_box (&all);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  MlsStore *package;
  MlsCheckIn outcome;
  Sample sample;
  gint64 start;

  setlocale (LC_ALL, "");
  sample_begin (&sample, &board);
  path = g_build_filename (sample.folder, "package.gpkg", NULL);
  mls_store_check_out (sample.store, path, zone, "Anna", &error);
  g_assert_no_error (error);
  package = mls_store_open (path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  edit_until (package, n_operations);
  g_assert_true (mls_store_close (package, NULL));
  edit_until (sample.store, N_MEANWHILE);

  start = g_get_monotonic_time ();
  mls_store_check_in (sample.store, path, NULL, NULL, &outcome, &error);
  g_assert_no_error (error);
  printf ("%" G_GINT64_FORMAT " operations brought back in %.1f s: %u as they were, %u made anew, %u set aside\n", n_operations,
          (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC, outcome.n_as_is, outcome.n_made_anew,
          outcome.n_set_aside);
  sample_end (&sample);

  return 0;
}
