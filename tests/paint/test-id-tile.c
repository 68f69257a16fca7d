#include "paint/border.h"
#include "paint/id-tile.h"
#include "patchwork.h"

#include <locale.h>
#include <math.h>

#define UNIT (G_GINT64_CONSTANT (1) << MLS_LATTICE_BITS)

/* At least a thousandth of a millimetre to a pixel, as lattices have it. */
#define MOST_PX 120
#define LEAST_SIDE (MOST_PX * 1e-6)

static MlsLattice
random_lattice (int cell, int n_cells)
{
  double land = mls_grid_to_metres ((gint64) cell * n_cells);
  double west = g_test_rand_double_range (-0.3 * land, 0.9 * land);
  double north = g_test_rand_double_range (0.1 * land, 1.3 * land);
  double side = MAX (land * pow (2, g_test_rand_double_range (-6, 2)), LEAST_SIDE);
  int width = g_test_rand_int_range (1, MOST_PX);
  int height = g_test_rand_int_range (1, MOST_PX);
  MlsLattice lattice;

  g_assert_true (mls_lattice_init (
      &lattice, &(MlsExtent){ west, north - side * height / width, west + side, north }, width,
      height));

  return lattice;
}

/* The same face on a grid as fine as the lattice, where mls_face_locate() is
 * exact for any pixel. */
static MlsFace *
face_in_units (const MlsFace *face)
{
  g_autofree MlsPoint *points = g_new (MlsPoint, face->n_points);
  g_autofree MlsRing  *rings = g_new (MlsRing, face->n_rings);

  for (guint i = 0; i < face->n_points; i++)
    points[i] = (MlsPoint){ face->points[i].x * UNIT, face->points[i].y * UNIT };
  for (guint r = 0; r < face->n_rings; r++)
    rings[r] =
        (MlsRing){ points + (r > 0 ? face->ring_end[r - 1] : 0), mls_face_ring (face, r).n_points };

  return mls_face_new (face->id, rings, face->n_rings, NULL, 0);
}

/* Every pixel has the face whose interior holds its centre, or one of those it lies between. */
static void
check_pixels (const MlsIdTile *tile, GPtrArray *faces)
{
  const MlsLattice *lattice = &tile->lattice;

  for (int row = 0; row < lattice->height; row++)
    for (int column = 0; column < lattice->width; column++)
      {
        MlsPoint centre = { lattice->x + column * lattice->pixel,
                            lattice->y - row * lattice->pixel };
        gint64 found = mls_id_tile_face_at (tile, column, row);
        gboolean on_border = FALSE;
        gboolean right = FALSE;
        gint64 expected = 0;

        for (guint i = 0; i < faces->len; i++)
          {
            const MlsFace *face = g_ptr_array_index (faces, i);
            MlsSide side = mls_face_locate (face, centre);

            if (side == MLS_SIDE_INSIDE)
              expected = face->id;
            on_border |= side == MLS_SIDE_BORDER;
            right |= side == MLS_SIDE_BORDER && face->id == found;
          }

        if (on_border)
          g_assert_true (right || found == 0);
        else
          g_assert_cmpint (found, ==, expected);
      }
}

/* Every pixel of a tile is of the face it should be, whatever the coverage and the scale. */
static void
test_partition (void)
{
  for (int round = 0; round < 60; round++)
    {
      PatchworkOptions options = { 5, 5, (int) pow (10, g_test_rand_double_range (1, 6)),
                                        g_test_rand_int_range (0, 12), 1 };
      g_autoptr (GPtrArray) faces = patchwork_new (&options);
      g_autoptr (GPtrArray) fine = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);

      for (guint i = 0; i < faces->len; i++)
        g_ptr_array_add (fine, face_in_units (g_ptr_array_index (faces, i)));

      for (int i = 0; i < 5; i++)
        {
          MlsLattice lattice = random_lattice (options.cell, 5);
          MlsSource source = patchwork_source (faces);
          g_autoptr (MlsIdTile) tile = mls_id_tile_read (&lattice, &source, NULL);

          check_pixels (tile, fine);
        }
    }
}

/* Borders through pixel centres, along rows, along columns and across: centres are the half metres,
 * and so are the corners. East takes a border along a column, south one along a row. */
static void
test_centres_on_borders (void)
{
  static const MlsPoint nw[] = { { 500, 2500 }, { 2500, 2500 }, { 2500, 4500 }, { 500, 4500 } };
  static const MlsPoint ne[] = { { 2500, 2500 }, { 4500, 2500 }, { 4500, 4500 }, { 2500, 4500 } };
  static const MlsPoint sw[] = { { 500, 500 }, { 2500, 500 }, { 2500, 2500 }, { 500, 2500 } };
  static const MlsPoint se_upper[] = { { 2500, 2500 }, { 4500, 500 }, { 4500, 2500 } };
  static const MlsPoint se_lower[] = { { 2500, 500 }, { 4500, 500 }, { 2500, 2500 } };
  const MlsRing rings[] = { { nw, 4 }, { ne, 4 }, { sw, 4 }, { se_upper, 3 }, { se_lower, 3 } };
  static const guint32 expected[5][5] = { { 1, 1, 2, 2, 0 },
                                           { 1, 1, 2, 2, 0 },
                                           { 3, 3, 4, 4, 0 },
                                           { 3, 3, 5, 4, 0 },
                                           { 0, 0, 0, 0, 0 } };
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  g_autoptr (MlsIdTile) tile = NULL;
  MlsLattice lattice;

  for (guint i = 0; i < G_N_ELEMENTS (rings); i++)
    g_ptr_array_add (faces, mls_face_new (i + 1, &rings[i], 1, NULL, 0));

  g_assert_true (mls_lattice_init (&lattice, &(MlsExtent){ 0, 0, 5, 5 }, 5, 5));
  tile = mls_id_tile_new (&lattice, (const MlsFace *const *) faces->pdata, faces->len);

  for (int row = 0; row < 5; row++)
    for (int column = 0; column < 5; column++)
      g_assert_cmpuint (mls_id_tile_index_at (tile, column, row), ==, expected[row][column]);
}

/* Rings that no face should have are filled somehow, and nothing else happens. */
static void
test_no_faces (void)
{
  for (int round = 0; round < 2000; round++)
    {
      g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
      double reach = pow (10, g_test_rand_double_range (0, 10.2));
      g_autoptr (MlsIdTile) tile = NULL;
      MlsLattice lattice;

      for (int i = 0; i < 6; i++)
        {
          MlsPoint points[8];
          MlsRing rings[2] = { { points, (gsize) g_test_rand_int_range (1, 5) },
                               { points + 4, (gsize) g_test_rand_int_range (1, 5) } };

          for (int p = 0; p < 8; p++)
            points[p] = (MlsPoint){ (gint64) g_test_rand_double_range (-reach, reach),
                                    (gint64) g_test_rand_double_range (-reach, reach) };
          g_ptr_array_add (faces, mls_face_new (i + 1, rings, 2, NULL, 0));
        }

      lattice = random_lattice (1000, 5);
      tile = mls_id_tile_new (&lattice, (const MlsFace *const *) faces->pdata, faces->len);
      for (int i = 0; i < lattice.width * lattice.height; i++)
        g_assert_cmpuint (tile->raster[i], <=, faces->len);
    }
}

static void
test_bad_lattice (void)
{
  static const struct
  {
    MlsExtent extent;
    int       width;
    int       height;
  } cases[] = {
    { { 0, 0, 0, 0 }, 10, 10 },
    { { 0, 0, 10, 10 }, 0, 10 },
    { { 0, 0, 10, 10 }, 10, MLS_LATTICE_MAX_SIZE + 1 },
    { { NAN, 0, 10, 10 }, 10, 10 },
    { { 0, 0, NAN, 10 }, 10, 10 },
    { { 0, 0, INFINITY, 10 }, 10, 10 },
    { { 1e9, 0, 1e9 + 10, 10 }, 10, 10 },
    { { 0, 0, 1e-9, 1e-9 }, 10, 10 },
    { { 0, 0, 1e8, 1e8 }, 10, 10 },
    { { 10, 0, 0, 10 }, 10, 10 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MlsLattice lattice;

      g_assert_false (mls_lattice_init (&lattice, &cases[i].extent, cases[i].width, cases[i].height));
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paint/id-tile/partition", test_partition);
  g_test_add_func ("/paint/id-tile/centres-on-borders", test_centres_on_borders);
  g_test_add_func ("/paint/id-tile/no-faces", test_no_faces);
  g_test_add_func ("/paint/id-tile/bad-lattice", test_bad_lattice);

  return g_test_run ();
}
