/* What was done since a state, as it is told before that comes back. */

#include "sample.h"

#include "store/error.h"
#include "store/revert.h"
#include "store/since.h"
#include "store/undo.h"
#include "store/vintage.h"

#include <locale.h>

static const Board board = { 8, 8, 20, 4, 0 };

/* A board of which the first square was given another code, and then the last one. */
static gint64
begin (Sample *sample)
{
  gint64 state;

  sample_begin (sample, &board);
  state = mls_store_last_operation (sample->store, NULL);
  for (gint64 id = 1; id <= 64; id += 63)
    {
      g_autoptr (MlsFace) face = mls_store_face (sample->store, id, NULL);
      g_autoptr (MlsDelta) delta = sample_recode (face, "CS2.1.0", "US1.1.3");

      sample_apply (sample->store, delta);
    }

  return state;
}

static void
go (MlsStore *store, MlsDelta *(*way) (MlsStore *, const char *, gint64 *, GError **))
{
  g_autoptr (MlsDelta) applied = way (store, "tester", NULL, NULL);

  g_assert_nonnull (applied);
}

static void
expect_since (MlsStore *store, gint64 state, const MlsZone *zone, guint n_operations, guint n_authors)
{
  g_autoptr (GError) error = NULL;
  MlsSince since;

  g_assert_true (mls_store_look_since (store, state, zone, NULL, NULL, &since, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (since.n_operations, ==, n_operations);
  g_assert_cmpuint (since.n_authors, ==, n_authors);
}

static void
test_everywhere (void)
{
  Sample sample;
  gint64 state = begin (&sample);
  gint64 first = state + 1;
  g_autoptr (MlsDelta) applied = NULL;

  expect_since (sample.store, state, NULL, 2, 1);
  expect_since (sample.store, first, NULL, 1, 1);
  expect_since (sample.store, first + 1, NULL, 0, 0);

  applied = mls_store_revert (sample.store, &first, 1, "somebody else", NULL, NULL, NULL);
  g_assert_nonnull (applied);
  expect_since (sample.store, state, NULL, 3, 2);
  sample_end (&sample);
}

/* Undone and redone is done, undone and redone and undone is not; and a state in between has its own say. */
static void
test_undone (void)
{
  Sample sample;
  gint64 state = begin (&sample);

  go (sample.store, mls_store_undo);
  expect_since (sample.store, state, NULL, 1, 1);
  expect_since (sample.store, state + 2, NULL, 1, 1);
  go (sample.store, mls_store_redo);
  expect_since (sample.store, state, NULL, 2, 1);
  expect_since (sample.store, state + 2, NULL, 0, 0);
  expect_since (sample.store, state + 3, NULL, 1, 1);
  go (sample.store, mls_store_undo);
  expect_since (sample.store, state, NULL, 1, 1);
  expect_since (sample.store, state + 3, NULL, 0, 0);
  sample_end (&sample);
}

static void
test_zone (void)
{
  Sample sample;
  gint64 state = begin (&sample);
  const MlsBox first = { BOARD_X + 1000, BOARD_Y + 1000, BOARD_X + 19000, BOARD_Y + 19000 };
  const MlsBox middle = { BOARD_X + 61000, BOARD_Y + 61000, BOARD_X + 79000, BOARD_Y + 79000 };
  const MlsBox all = { BOARD_X, BOARD_Y, BOARD_X + 160000, BOARD_Y + 160000 };
  g_autoptr (MlsZone) here = mls_zone_new_box (&first);
  g_autoptr (MlsZone) there = mls_zone_new_box (&middle);
  g_autoptr (MlsZone) everywhere = mls_zone_new_box (&all);

  expect_since (sample.store, state, here, 1, 1);
  expect_since (sample.store, state + 1, here, 0, 0);
  expect_since (sample.store, state, there, 0, 0);
  expect_since (sample.store, state, everywhere, 2, 1);
  sample_end (&sample);
}

static void
test_refused (void)
{
  static const MlsVintage vintage = { "27", 2027, NULL, 0 };
  Sample sample;
  gint64 state = begin (&sample);
  g_autoptr (GError) error = NULL;
  MlsSince since;

  g_assert_true (mls_store_add_vintage (sample.store, &vintage, "tester", NULL, NULL));
  g_assert_false (mls_store_look_since (sample.store, state, NULL, NULL, NULL, &since, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (mls_store_look_since (sample.store, 1000, NULL, NULL, NULL, &since, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  sample_end (&sample);
}

static gboolean
give_up (double fraction, gpointer user_data)
{
  guint *left = user_data;

  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);

  return (*left)-- > 0;
}

/* At whichever of the calls: of a zone there is one for each of three faces, and one for each operation. */
static void
test_cancelled (void)
{
  Sample sample;
  gint64 state = begin (&sample);
  const MlsBox all = { BOARD_X, BOARD_Y, BOARD_X + 160000, BOARD_Y + 160000 };
  g_autoptr (MlsZone) zone = mls_zone_new_box (&all);

  for (guint n = 0; n < 4; n++)
    {
      g_autoptr (GError) error = NULL;
      guint left = n;
      MlsSince since;

      g_assert_false (mls_store_look_since (sample.store, state, zone, give_up, &left, &since, &error));
      g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
      g_assert_cmpstr (error->message, ==, "Cancelled; nothing was written");
    }
  expect_since (sample.store, state, zone, 2, 1);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/since/everywhere", test_everywhere);
  g_test_add_func ("/store/since/undone", test_undone);
  g_test_add_func ("/store/since/zone", test_zone);
  g_test_add_func ("/store/since/refused", test_refused);
  g_test_add_func ("/store/since/cancelled", test_cancelled);

  return g_test_run ();
}
