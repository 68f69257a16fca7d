#include "coverage/box-index.h"

#include <locale.h>

static void
test_empty (void)
{
  g_autoptr (MlsBoxIndex) index = mls_box_index_new ();
  g_autoptr (GArray) found = mls_box_index_find (index, &(MlsBox){ 0, 0, 10, 10 });
  g_autoptr (GArray) nowhere = NULL;

  g_assert_cmpuint (found->len, ==, 0);

  mls_box_index_add (index, &(MlsBox){ 0, 0, 10, 10 });
  nowhere = mls_box_index_find (index, &MLS_BOX_EMPTY);
  g_assert_cmpuint (nowhere->len, ==, 0);
}

/* A box that starts just before the corner of a square, one that only touches, and one as large as the grid. */
static void
test_sizes (void)
{
  static const MlsBox boxes[] = {
    { -1, -1, 1, 1 }, { 100, 100, 200, 200 }, { -MLS_GRID_LIMIT, -MLS_GRID_LIMIT, MLS_GRID_LIMIT, MLS_GRID_LIMIT },
    { 0, 0, 0, 0 }, { -16000, 0, -1, 16000 },
  };
  g_autoptr (MlsBoxIndex) index = mls_box_index_new ();
  g_autoptr (GArray) corner = NULL, touching = NULL, all = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (boxes); i++)
    mls_box_index_add (index, &boxes[i]);

  corner = mls_box_index_find (index, &(MlsBox){ 0, 0, 0, 0 });
  g_assert_cmpmem (corner->data, corner->len * sizeof (guint), ((guint[]){ 0, 2, 3 }), 3 * sizeof (guint));
  touching = mls_box_index_find (index, &(MlsBox){ 200, 150, 300, 300 });
  g_assert_cmpmem (touching->data, touching->len * sizeof (guint), ((guint[]){ 1, 2 }), 2 * sizeof (guint));
  all = mls_box_index_find (index, &boxes[2]);
  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (boxes));
}

/* Of a size that is as likely small as large. */
static MlsBox
random_box (void)
{
  gint64 side = G_GINT64_CONSTANT (1) << g_test_rand_int_range (0, 34);
  gint64 x = (gint64) g_test_rand_double_range (-1e8, 1e8), y = (gint64) g_test_rand_double_range (-1e8, 1e8);

  return (MlsBox){ x, y, x + (gint64) g_test_rand_double_range (0, (double) side),
                   y + (gint64) g_test_rand_double_range (0, (double) side) };
}

static void
test_random (void)
{
  g_autoptr (MlsBoxIndex) index = mls_box_index_new ();
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (MlsBox));

  for (guint i = 0; i < 2000; i++)
    {
      MlsBox box = random_box (), question = random_box ();
      g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autoptr (GArray) found = NULL;

      g_array_append_val (boxes, box);
      mls_box_index_add (index, &box);
      for (guint k = 0; k < boxes->len; k++)
        if (mls_box_intersects (&g_array_index (boxes, MlsBox, k), &question))
          g_array_append_val (expected, k);

      found = mls_box_index_find (index, &question);
      g_assert_cmpmem (found->data, found->len * sizeof (guint), expected->data, expected->len * sizeof (guint));
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/box-index/empty", test_empty);
  g_test_add_func ("/box-index/sizes", test_sizes);
  g_test_add_func ("/box-index/random", test_random);

  return g_test_run ();
}
