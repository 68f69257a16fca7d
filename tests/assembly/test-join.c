#include "assembly/join.h"

#include <locale.h>

/* Equal squares of 10 m side by side, joined. */

static MlsLabel
label_of (const char *code)
{
  MlsLabel label = { { 0 } };

  label.field[MLS_FIELD_COVER] = g_quark_from_string (code);

  return label;
}

static void
add (MlsSoup *soup, gint64 column, gint64 row, const char *code)
{
  const gint64 side = 10000;
  const MlsPoint corners[] = { { column * side, row * side }, { (column + 1) * side, row * side },
                               { (column + 1) * side, (row + 1) * side }, { column * side, (row + 1) * side } };
  const MlsLabel label = label_of (code);
  const MlsSoupFeature feature = { mls_soup_n_faces (soup), 0, 0, &label };

  mls_soup_add_ground (soup, &feature, &(MlsRing){ corners, G_N_ELEMENTS (corners) }, 1);
}

/* The parts: how many vertices each has, and its area in m². */
static void
assert_joined (const MlsSoup *soup, guint max_points, const char *expected)
{
  g_autofree double *edges = g_new0 (double, mls_soup_n_faces (soup));
  g_autoptr (GArray) borders = mls_soup_borders (soup, edges, NULL, NULL);
  g_autoptr (MlsSoup) joined = mls_soup_join (soup, borders, max_points);
  g_autoptr (MlsShape) shape = mls_shape_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < mls_soup_n_faces (joined); i++)
    {
      g_assert_cmpuint (mls_soup_face (joined, i)->origin, ==, i);
      mls_soup_read (joined, i, shape);
      g_string_append_printf (text, "%s%u/%d", i > 0 ? " " : "", shape->points->len,
                              (int) mls_area2_to_m2 (mls_shape_area2 (shape)));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_equal (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);

  add (soup, 0, 0, "A");
  add (soup, 1, 0, "A");
  add (soup, 2, 0, "B");
  assert_joined (soup, 100, "6/200 4/100");
}

/* A ring around another one gets a hole. */
static void
test_hole (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);

  for (gint64 i = 0; i < 9; i++)
    add (soup, i % 3, i / 3, i == 4 ? "B" : "A");
  assert_joined (soup, 100, "16/800 4/100");
}

/* No polygon gets more vertices than it may have, and none is left that could be joined: 12 squares in a row of at most
 * 10 vertices are three of four. */
static void
test_most_points (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);

  for (gint64 i = 0; i < 12; i++)
    add (soup, i, 0, "A");
  assert_joined (soup, 10, "10/400 10/400 10/400");
}

/* A large one takes in all the small ones around it, however many they are. */
static void
test_star (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);
  const MlsLabel label = label_of ("A");
  const MlsSoupFeature feature = { 0, 0, 0, &label };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  MlsRing ring;

  /* A comb whose teeth are squares of others. */
  for (gint64 i = 0; i <= 100; i++)
    g_array_append_val (points, ((MlsPoint){ i * 10000, 0 }));
  g_array_append_val (points, ((MlsPoint){ 1000000, -10000 }));
  g_array_append_val (points, ((MlsPoint){ 0, -10000 }));
  ring = (MlsRing){ (const MlsPoint *) (gpointer) points->data, points->len };
  mls_soup_add_ground (soup, &feature, &ring, 1);
  for (gint64 i = 0; i < 100; i += 2)
    add (soup, i, 0, "A");

  assert_joined (soup, 1000, "203/15000");
}

/* What has no neighbour of its labels has its border with the outside measured. */
static void
test_edges (void)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);
  double edges[3] = { 0 };
  g_autoptr (GArray) borders = NULL;
  const MlsSoupBorder *border;

  add (soup, 0, 0, "A");
  add (soup, 1, 0, "B");
  add (soup, 5, 5, "B");
  borders = mls_soup_borders (soup, edges, NULL, NULL);
  border = &g_array_index (borders, MlsSoupBorder, 0);

  g_assert_cmpuint (borders->len, ==, 1);
  g_assert_cmpuint (border->a, ==, 0);
  g_assert_cmpuint (border->b, ==, 1);
  g_assert_cmpuint (border->n_segments, ==, 1);
  g_assert_cmpfloat (border->length, ==, 10000);
  g_assert_cmpfloat (edges[0], ==, 30000);
  g_assert_cmpfloat (edges[2], ==, 40000);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/join/equal", test_equal);
  g_test_add_func ("/join/hole", test_hole);
  g_test_add_func ("/join/most-points", test_most_points);
  g_test_add_func ("/join/star", test_star);
  g_test_add_func ("/join/edges", test_edges);

  return g_test_run ();
}
