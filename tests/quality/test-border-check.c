#include "quality/border-check.h"

#include "coverage/memory.h"

#include <locale.h>

static const MlsLimits limits = { .spike_angle = 5, .spike_length = 1000, .vertex_spacing = 100, .vertex_offset = 10 };

/* A border from south to north with a spike to the east at 2 m, and four needless vertices: one after its beginning, two
 * on its way, one before its end. */
static const MlsPoint border[] = {
  { 0, 0 }, { 0, 80 }, { 0, 2000 }, { 5000, 2010 }, { 0, 2020 }, { 0, 6000 }, { 1, 6050 }, { 0, 9950 }, { 0, 10000 },
};

static MlsFace *
side (gint64 id, gint64 x)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  MlsLabel label = { { 0 } };
  MlsPoint corners[] = { { x, 10000 }, { x, 0 } };

  g_array_append_vals (points, border, G_N_ELEMENTS (border));
  g_array_append_vals (points, corners, G_N_ELEMENTS (corners));

  return mls_face_new (id, &(MlsRing){ (const MlsPoint *) (gpointer) points->data, points->len }, 1, &label, 1);
}

static void
no_keys (const MlsLabel *labels, guint64 *keys, gpointer user_data)
{
  keys[0] = 0;
}

static GArray *
check (MlsFace *first, MlsFace *second)
{
  static const MlsGroupingShape shape = { 1, 1, FALSE, FALSE };
  g_autoptr (MlsGrouping) grouping = mls_grouping_new (&shape, no_keys, NULL);
  g_autoptr (MlsBorderCheck) borders = mls_border_check_new (&limits);
  GArray *findings;

  mls_grouping_watch_borders (grouping, mls_border_check_add, borders);
  mls_grouping_add_face (grouping, first);
  mls_grouping_add_face (grouping, second);
  findings = mls_border_check_run (borders, grouping, NULL, NULL);
  mls_finding_sort (findings);

  return findings;
}

/* A border is told of once, whichever face comes first: the spike, and all its needless vertices together. Its ends are needed. */
static void
test_once (void)
{
  g_autoptr (MlsFace) west = side (7, -10000);
  g_autoptr (MlsFace) east = side (4, 10000);

  for (int turn = 0; turn < 2; turn++)
    {
      g_autoptr (GArray) findings = check (turn == 0 ? west : east, turn == 0 ? east : west);
      const MlsFinding *spike = &g_array_index (findings, MlsFinding, 0);
      const MlsFinding *vertices = &g_array_index (findings, MlsFinding, 1);

      g_assert_cmpuint (findings->len, ==, 2);
      g_assert_cmpint (spike->rule, ==, MLS_FINDING_SPIKE);
      g_assert_true (mls_point_equal (spike->place, border[3]));
      g_assert_cmpint (spike->fid, ==, 4);
      g_assert_cmpint (spike->other_fid, ==, 7);
      g_assert_cmpfloat_with_epsilon (spike->figure, 0.229183, 1e-6);

      g_assert_cmpint (vertices->rule, ==, MLS_FINDING_VERTICES);
      g_assert_cmpint (vertices->severity, ==, MLS_SEVERITY_NOTE);
      g_assert_cmpfloat (vertices->figure, ==, 4);
      g_assert_cmpfloat (vertices->length, ==, 50);
      g_assert_true (mls_point_equal (vertices->place, border[1]));
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quality/border-check/once", test_once);

  return g_test_run ();
}
