#include "base/hilbert.h"

#include <locale.h>

#define N 32

/* Along the curve each cell is beside the one before it, and none comes twice. */
static void
test_curve (void)
{
  const MlsBox box = { 0, 0, N - 1, N - 1 };
  g_autofree guint *order = NULL;
  MlsPoint points[N * N];

  for (guint i = 0; i < N * N; i++)
    points[i] = (MlsPoint){ i % N, i / N };

  order = mls_hilbert_order (points, N * N, &box);
  for (guint i = 1; i < N * N; i++)
    {
      g_assert_cmpuint (mls_hilbert_index (points[order[i]], &box), >, mls_hilbert_index (points[order[i - 1]], &box));
      g_assert_cmpfloat (mls_point_distance (points[order[i]], points[order[i - 1]]), ==, 1);
    }
}

/* Those of one place stay as they were given; of none there is no order. */
static void
test_ties (void)
{
  const MlsBox box = { 0, 0, 9, 9 };
  const MlsPoint points[] = { { 9, 0 }, { 0, 0 }, { 9, 0 }, { 0, 0 } };
  g_autofree guint *order = mls_hilbert_order (points, G_N_ELEMENTS (points), &box);
  g_autofree guint *none = mls_hilbert_order (NULL, 0, &box);

  g_assert_cmpuint (order[0], ==, 1);
  g_assert_cmpuint (order[1], ==, 3);
  g_assert_cmpuint (order[2], ==, 0);
  g_assert_cmpuint (order[3], ==, 2);
  g_assert_null (none);
}

static void
test_outside (void)
{
  const MlsBox box = { 10, 10, 20, 20 };
  const MlsBox point = { 10, 10, 10, 10 };

  g_assert_cmpuint (mls_hilbert_index ((MlsPoint){ 0, 0 }, &box), ==, mls_hilbert_index ((MlsPoint){ 10, 10 }, &box));
  g_assert_cmpuint (mls_hilbert_index ((MlsPoint){ 10, 10 }, &point), ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/hilbert/curve", test_curve);
  g_test_add_func ("/base/hilbert/ties", test_ties);
  g_test_add_func ("/base/hilbert/outside", test_outside);

  return g_test_run ();
}
