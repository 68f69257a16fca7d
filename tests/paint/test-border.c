#include "paint/border.h"
#include "paint/id-tile.h"
#include "patchwork.h"

#include <locale.h>
#include <math.h>

static GArray *
borders_of (GPtrArray *faces, const MlsLattice *lattice)
{
  return mls_borders_find (lattice, (const MlsFace *const *) faces->pdata, faces->len);
}

static const MlsBorderPiece *
border_at (GArray *borders, guint i)
{
  return &g_array_index (borders, MlsBorderPiece, i);
}

/* Two squares of 2 m side by side, in pixels of half a metre. */
static void
test_two_squares (void)
{
  static const MlsPoint west[] = { { 0, 0 }, { 2000, 0 }, { 2000, 2000 }, { 0, 2000 } };
  static const MlsPoint east[] = { { 2000, 0 }, { 4000, 0 }, { 4000, 2000 }, { 2000, 2000 } };
  const MlsRing rings[] = { { west, 4 }, { east, 4 } };
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  g_autoptr (GArray) borders = NULL;
  guint n_shared = 0;
  MlsLattice lattice;

  g_ptr_array_add (faces, mls_face_new (7, &rings[0], 1, NULL, 0));
  g_ptr_array_add (faces, mls_face_new (8, &rings[1], 1, NULL, 0));
  g_assert_true (mls_lattice_init (&lattice, &(MlsExtent){ 0, 0, 4, 2 }, 8, 4));
  borders = borders_of (faces, &lattice);

  g_assert_cmpuint (borders->len, ==, 7);
  for (guint i = 0; i < borders->len; i++)
    {
      const MlsBorderPiece *border = border_at (borders, i);

      if (border->other == 0)
        continue;

      n_shared++;
      g_assert_cmpuint (border->face, ==, 1);
      g_assert_cmpuint (border->other, ==, 2);
      g_assert_cmpfloat (border->x0, ==, 3.5);
      g_assert_cmpfloat (border->x1, ==, 3.5);
      g_assert_cmpfloat (border->y0, ==, 3.5);
      g_assert_cmpfloat (border->y1, ==, -0.5);
    }
  g_assert_cmpuint (n_shared, ==, 1);
}

/* The point @off px left of the middle of a piece, on the grid. */
static MlsPoint
beside (const MlsLattice *lattice, const MlsBorderPiece *border, double off)
{
  double unit = (double) lattice->pixel / (1 << MLS_LATTICE_BITS);
  double dx = (double) border->x1 - (double) border->x0;
  double dy = (double) border->y1 - (double) border->y0;
  double length = hypot (dx, dy);
  double x = ((double) border->x0 + (double) border->x1) / 2 + off * dy / length;
  double y = ((double) border->y0 + (double) border->y1) / 2 - off * dx / length;

  return (MlsPoint){ (gint64) (x * unit + (double) lattice->x / (1 << MLS_LATTICE_BITS)),
                     (gint64) ((double) lattice->y / (1 << MLS_LATTICE_BITS) - y * unit) };
}

static gboolean
holds (GPtrArray *faces, guint32 index, MlsPoint point)
{
  return mls_face_locate (g_ptr_array_index (faces, index - 1), point) != MLS_SIDE_OUTSIDE;
}

/* Every border is there once, its first face on its left and the other on its right. */
static void
test_each_once (void)
{
  for (int round = 0; round < 20; round++)
    {
      PatchworkOptions options = { 4, 4, 100000, g_test_rand_int_range (0, 6), 1 };
      g_autoptr (GPtrArray) faces = patchwork_new (&options);
      g_autoptr (GArray) borders = NULL;
      double perimeters = 0;
      double lengths = 0;
      MlsLattice lattice;

      g_assert_true (mls_lattice_init (&lattice, &(MlsExtent){ -100, -100, 500, 500 }, 2400, 2400));
      borders = borders_of (faces, &lattice);

      for (guint i = 0; i < faces->len; i++)
        perimeters += mls_face_perimeter (g_ptr_array_index (faces, i));

      for (guint i = 0; i < borders->len; i++)
        {
          const MlsBorderPiece *border = border_at (borders, i);
          double length = (double) hypotf (border->x1 - border->x0, border->y1 - border->y0);

          lengths += length * 250 * (border->other != 0 ? 2 : 1);
          if (length < 1)
            continue;

          g_assert_true (holds (faces, border->face, beside (&lattice, border, 0.05)));
          if (border->other != 0)
            g_assert_true (holds (faces, border->other, beside (&lattice, border, -0.05)));
        }

      g_assert_cmpfloat_with_epsilon (lengths / perimeters, 1, 1e-4);
    }
}

/* A border that wriggles by less than a pixel is one piece a pixel or so, from end to end. */
static void
test_straightened (void)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autoptr (GArray) borders = NULL;
  MlsLattice lattice;
  MlsFace *face;

  for (int i = 0; i <= 1000; i++)
    g_array_append_val (points, ((MlsPoint){ i * 10, i % 2 }));
  g_array_append_val (points, ((MlsPoint){ 5000, 9000 }));

  face = mls_face_new (1, &(MlsRing){ (const MlsPoint *) (gpointer) points->data, points->len }, 1,
                       NULL, 0);
  g_assert_true (mls_lattice_init (&lattice, &(MlsExtent){ 0, -5.1, 10, 4.9 }, 10, 10));
  borders = mls_borders_find (&lattice, (const MlsFace *const *) &face, 1);

  g_assert_cmpuint (borders->len, >=, 20);
  g_assert_cmpuint (borders->len, <=, 24);
  for (guint i = 1; i < borders->len; i++)
    {
      g_assert_cmpfloat (border_at (borders, i)->x0, ==, border_at (borders, i - 1)->x1);
      g_assert_cmpfloat (border_at (borders, i)->y0, ==, border_at (borders, i - 1)->y1);
    }

  mls_face_unref (face);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paint/border/two-squares", test_two_squares);
  g_test_add_func ("/paint/border/each-once", test_each_once);
  g_test_add_func ("/paint/border/straightened", test_straightened);

  return g_test_run ();
}
