/* Faces joined into one, against what GEOS says of the outcome. */

#include "coverage/join.h"
#include "oracle.h"
#include "quilt.h"

#include <locale.h>

static MlsFace *
square (gint64 x, gint64 y, gint64 side)
{
  const MlsPoint corners[] = { { x, y }, { x + side, y }, { x + side, y + side }, { x, y + side } };
  MlsRing ring = { corners, G_N_ELEMENTS (corners) };
  MlsLabel label = { { g_quark_from_string ("CS6.3.0") } };

  return mls_face_new (x + y, &ring, 1, &label, 1);
}

static char *
describe (const MlsFace *face)
{
  GString *text = g_string_new (NULL);

  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      g_string_append (text, r > 0 ? " |" : "");
      for (gsize i = 0; i < ring.n_points; i++)
        g_string_append_printf (text, "%s%d %d", i > 0 ? ", " : r > 0 ? " " : "", (int) ring.points[i].x,
                                (int) ring.points[i].y);
    }

  return g_string_free (text, FALSE);
}

/* Joins unit squares at "x y x y …". */
static void
assert_join (const int *at, guint n, const char *expected)
{
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  g_autoptr (MlsFace) whole = NULL;
  g_autofree char *text = NULL;
  MlsPoint where;

  for (guint i = 0; i < n; i += 2)
    g_ptr_array_add (faces, square (at[i], at[i + 1], 1));

  whole = mls_join_faces (faces, 7);
  text = describe (whole);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (whole->id, ==, 7);
  g_assert_cmpint (mls_face_fault (whole, &where), ==, MLS_POLYGON_SIMPLE);
  g_assert_true (whole->labels[0].field[0] == g_quark_from_string ("CS6.3.0"));
}

#define ASSERT_JOIN(expected, ...) \
  G_STMT_START { const int at[] = { __VA_ARGS__ }; assert_join (at, G_N_ELEMENTS (at), expected); } G_STMT_END

static void
test_cases (void)
{
  /* Vertices in the course of a border stay. */
  ASSERT_JOIN ("0 0, 1 0, 2 0, 2 1, 1 1, 0 1", 0, 0, 1, 0);
  ASSERT_JOIN ("0 0, 1 0, 1 1, 0 1", 0, 0);

  /* A ring of eight has a hole. */
  ASSERT_JOIN ("0 0, 1 0, 2 0, 3 0, 3 1, 3 2, 3 3, 2 3, 1 3, 0 3, 0 2, 0 1 | 1 1, 1 2, 2 2, 2 1",
               0, 0, 1, 0, 2, 0, 0, 1, 2, 1, 0, 2, 1, 2, 2, 2);

  /* Two holes that touch in a corner are two rings, and so is one that touches the outer ring. */
  ASSERT_JOIN ("0 0, 1 0, 2 0, 3 0, 4 0, 4 1, 4 2, 4 3, 4 4, 3 4, 2 4, 1 4, 0 4, 0 3, 0 2, 0 1 | "
               "1 1, 1 2, 2 2, 2 1 | 2 2, 2 3, 3 3, 3 2",
               0, 0, 1, 0, 2, 0, 3, 0, 0, 1, 2, 1, 3, 1, 0, 2, 1, 2, 3, 2, 0, 3, 1, 3, 2, 3, 3, 3);
  ASSERT_JOIN ("0 0, 1 0, 2 0, 3 0, 3 1, 3 2, 2 2, 2 3, 1 3, 0 3, 0 2, 0 1 | 1 1, 1 2, 2 2, 2 1",
               0, 0, 1, 0, 2, 0, 0, 1, 2, 1, 0, 2, 1, 2);
}

static gboolean
share_border (const MlsFace *a, const MlsFace *b)
{
  for (guint r = 0; r < a->n_rings; r++)
    for (guint q = 0; q < b->n_rings; q++)
      {
        MlsRing s = mls_face_ring (a, r);
        MlsRing t = mls_face_ring (b, q);

        for (gsize i = 0, j = s.n_points - 1; i < s.n_points; j = i++)
          for (gsize k = 0, l = t.n_points - 1; k < t.n_points; l = k++)
            if (mls_point_equal (s.points[j], t.points[k]) && mls_point_equal (s.points[i], t.points[l]))
              return TRUE;
      }

  return FALSE;
}

static gboolean
touches (const GPtrArray *faces, const MlsFace *face)
{
  for (guint i = 0; i < faces->len; i++)
    if (share_border (g_ptr_array_index (faces, i), face))
      return TRUE;

  return FALSE;
}

/* Lets a connected set grow face by face, joining and asking GEOS after each; returns how many holes there
 * were. */
static guint
grow (void)
{
  const QuiltOptions options = { .columns = 7, .rows = 7, .pitch = 40000, .n_segments = 5, .n_codes = 3,
                                 .n_vintages = 1, .seed = (guint32) g_test_rand_int () };
  g_autoptr (MlsMemory) memory = quilt_new (&options);
  g_autoptr (GPtrArray) rest = mls_memory_faces (memory);
  g_autoptr (GPtrArray) set = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  MlsArea2 area2 = 0;
  guint n_holes = 0;

  for (guint tries = 0; tries < 600 && rest->len > 0; tries++)
    {
      guint i = (guint) g_test_rand_int_range (0, (gint32) rest->len);
      MlsFace *face = g_ptr_array_index (rest, i);
      g_autoptr (MlsFace) whole = NULL;
      g_autofree MlsRing *rings = NULL;
      MlsPoint where;

      if (set->len > 0 && !touches (set, face))
        continue;

      g_ptr_array_add (set, mls_face_ref (face));
      g_ptr_array_remove_index (rest, i);
      area2 += mls_face_area2 (face);

      whole = mls_join_faces (set, 1);
      rings = g_new (MlsRing, whole->n_rings);
      for (guint r = 0; r < whole->n_rings; r++)
        rings[r] = mls_face_ring (whole, r);
      g_assert_true (mls_face_area2 (whole) == area2);
      g_assert_cmpint (mls_face_fault (whole, &where), ==, MLS_POLYGON_SIMPLE);
      g_assert_true (oracle_is_polygon (rings, whole->n_rings));
      n_holes += whole->n_rings - 1;
    }

  return n_holes;
}

static void
test_random (void)
{
  guint n_holes = 0;

  for (guint i = 0; i < 10; i++)
    n_holes += grow ();

  g_assert_cmpuint (n_holes, >, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coverage/join/cases", test_cases);
  g_test_add_func ("/coverage/join/random", test_random);

  return g_test_run ();
}
