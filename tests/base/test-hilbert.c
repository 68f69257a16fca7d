#include "base/hilbert.h"

#include <locale.h>

#define N 32

/* Along the curve each cell is beside the one before it, and none comes twice. */
static void
test_curve (void)
{
  const MlsBox box = { 0, 0, N - 1, N - 1 };
  MlsPoint order[N * N];
  guint64 indices[N * N];
  guint n = 0;

  for (gint64 y = 0; y < N; y++)
    for (gint64 x = 0; x < N; x++)
      {
        guint64 index = mls_hilbert_index ((MlsPoint){ x, y }, &box);
        guint at = n++;

        for (; at > 0 && indices[at - 1] > index; at--)
          {
            indices[at] = indices[at - 1];
            order[at] = order[at - 1];
          }
        indices[at] = index;
        order[at] = (MlsPoint){ x, y };
      }

  for (guint i = 1; i < n; i++)
    {
      g_assert_cmpuint (indices[i], >, indices[i - 1]);
      g_assert_cmpfloat (mls_point_distance (order[i], order[i - 1]), ==, 1);
    }
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
  g_test_add_func ("/base/hilbert/outside", test_outside);

  return g_test_run ();
}
