#include "paint/lettering.h"
#include "patchwork.h"

#include <locale.h>
#include <string.h>

/* Tiles as those of the map. */
#define SIZE 512

/* No text is larger, to either side of its middle: three cells and a half. */
#define HALF_WIDTH  28
#define HALF_HEIGHT 7

static MlsText
text (const char *string)
{
  return g_quark_from_string (string);
}

static MlsFace *
face_of (gint64 id, const MlsPoint *points, gsize n_points, const char *cover)
{
  const MlsLabel label = { { text (cover), text ("US1.1.3") } };

  return mls_face_new (id, &(MlsRing){ points, n_points }, 1, &label, 1);
}

static MlsIdTile *
tile_of (GPtrArray *faces, double west, double north)
{
  MlsLattice lattice;

  g_assert_true (mls_lattice_init (&lattice, &(MlsExtent){ west, north - SIZE, west + SIZE, north }, SIZE, SIZE));

  return mls_id_tile_new (&lattice, (const MlsFace *const *) faces->pdata, faces->len);
}

static MlsColouring
colouring_of (MlsDimension dimension)
{
  return (MlsColouring){ .dimension = dimension, .level = 3, .opacity = 1, .hidpi = 1, .line = MLS_LINE_STYLE_BORDER };
}

/* At the px of the code, none twice. */
static const MlsLetter *
find_letter (GArray *letters, const char *cover)
{
  const MlsLetter *found = NULL;

  for (guint i = 0; i < letters->len; i++)
    if (g_array_index (letters, MlsLetter, i).code == text (cover))
      {
        g_assert_null (found);
        found = &g_array_index (letters, MlsLetter, i);
      }

  return found;
}

/* A tile of 1 m a px: an angle that is wide in the south only, a strip too thin for a text beside it, and two
 * squares of one code that touch in a corner, which are two regions. */
static void
test_room (void)
{
  static const MlsPoint angle[] = { { 0, 0 }, { 200000, 0 }, { 200000, 100000 }, { 20000, 100000 }, { 20000, 512000 },
                                    { 0, 512000 } };
  static const MlsPoint strip[] = { { 20000, 100000 }, { 200000, 100000 }, { 200000, 110000 }, { 20000, 110000 } };
  static const MlsPoint square[] = { { 300000, 300000 }, { 400000, 300000 }, { 400000, 400000 }, { 300000, 400000 } };
  static const MlsPoint other[] = { { 400000, 400000 }, { 500000, 400000 }, { 500000, 500000 }, { 400000, 500000 } };
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  g_autoptr (MlsIdTile) tile = NULL;
  g_autoptr (GArray) letters = NULL;
  MlsColouring colouring = colouring_of (MLS_DIMENSION_COVER);
  MlsTileBlock block = { { { NULL } } };
  const MlsLetter *letter;
  guint n_squares = 0;

  g_ptr_array_add (faces, face_of (1, angle, G_N_ELEMENTS (angle), "CS6.3.0"));
  g_ptr_array_add (faces, face_of (2, strip, 4, "CS1.1.1"));
  g_ptr_array_add (faces, face_of (3, square, 4, "CS2.1.1"));
  g_ptr_array_add (faces, face_of (4, other, 4, "CS2.1.1"));
  block.tiles[1][1] = tile = tile_of (faces, 0, SIZE);
  letters = mls_lettering_place (&colouring, &block);

  g_assert_cmpuint (letters->len, ==, 3);
  g_assert_null (find_letter (letters, "CS1.1.1"));
  letter = find_letter (letters, "CS6.3.0");
  g_assert_cmpint (ABS (letter->x - 100), <=, 8);
  g_assert_cmpint (ABS (letter->y - (SIZE - 50)), <=, 8);

  for (guint i = 0; i < letters->len; i++)
    {
      letter = &g_array_index (letters, MlsLetter, i);
      if (letter->code == text ("CS2.1.1"))
        {
          gint64 middle = letter->x < 400 ? 350 : 450;

          n_squares++;
          g_assert_cmpint (ABS (letter->x - middle), <=, 8);
          g_assert_cmpint (ABS (letter->y - (SIZE - middle)), <=, 8);
        }
    }
  g_assert_cmpuint (n_squares, ==, 2);
}

/* Two lines need twice the room. */
static void
test_pair (void)
{
  static const MlsPoint low[] = { { 100000, 100000 }, { 200000, 100000 }, { 200000, 120000 }, { 100000, 120000 } };
  static const MlsPoint high[] = { { 100000, 200000 }, { 200000, 200000 }, { 200000, 240000 }, { 100000, 240000 } };
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  g_autoptr (MlsIdTile) tile = NULL;

  g_ptr_array_add (faces, face_of (1, low, 4, "CS1.1.1"));
  g_ptr_array_add (faces, face_of (2, high, 4, "CS2.1.1"));
  tile = tile_of (faces, 0, SIZE);
  for (MlsDimension d = MLS_DIMENSION_COVER; d < MLS_N_DIMENSIONS; d++)
    {
      MlsColouring colouring = colouring_of (d);
      MlsTileBlock block = { { { NULL }, { NULL, tile, NULL }, { NULL } } };
      g_autoptr (GArray) letters = mls_lettering_place (&colouring, &block);

      g_assert_cmpuint (letters->len, ==, d == MLS_DIMENSION_PAIR ? 1 : 2);
    }
}

/* What is written is dark in a light halo, within its region; where there is no room nothing changes. */
static void
test_picture (void)
{
  static const MlsPoint square[] = { { 200000, 200000 }, { 300000, 200000 }, { 300000, 260000 }, { 200000, 260000 } };
  static const MlsPoint strip[] = { { 0, 0 }, { 512000, 0 }, { 512000, 10000 }, { 0, 10000 } };
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  g_autoptr (MlsIdTile) tile = NULL;
  g_autofree guint8 *rgb = g_malloc (SIZE * SIZE * 3);
  MlsColouring colouring = colouring_of (MLS_DIMENSION_COVER);
  MlsTileBlock block = { { { NULL } } };
  guint n_dark = 0;
  guint n_light = 0;

  g_ptr_array_add (faces, face_of (1, square, 4, "CS6.3.0"));
  g_ptr_array_add (faces, face_of (2, strip, 4, "CS1.1.1"));
  block.tiles[1][1] = tile = tile_of (faces, 0, SIZE);
  memset (rgb, 77, SIZE * SIZE * 3);
  mls_lettering_blend (&colouring, &block, rgb, SIZE * 3);

  for (int row = 0; row < SIZE; row++)
    for (int column = 0; column < SIZE; column++)
      {
        guint8 red = rgb[3 * (row * SIZE + column)];

        n_dark += red < 50;
        n_light += red > 180;
        if (column < 200 || column >= 300 || row < SIZE - 260 || row >= SIZE - 200)
          g_assert_cmpint (red, ==, 77);
      }
  g_assert_cmpuint (n_dark, >, 60);
  g_assert_cmpuint (n_light, >, 200);
}

#define N_TILES 5

static gboolean
reaches (const MlsLetter *letter, int column, int row)
{
  return letter->x + HALF_WIDTH > column * SIZE && letter->x - HALF_WIDTH < (column + 1) * SIZE &&
         letter->y + HALF_HEIGHT > row * SIZE && letter->y - HALF_HEIGHT < (row + 1) * SIZE;
}

static gboolean
has_letter (GArray *letters, const MlsLetter *letter)
{
  for (guint i = 0; i < letters->len; i++)
    if (memcmp (&g_array_index (letters, MlsLetter, i), letter, sizeof *letter) == 0)
      return TRUE;

  return FALSE;
}

/* All texts that reach into a tile are known to it, at the very same place: none is cut where tiles meet, and
 * none is there twice. */
static void
test_seams (void)
{
  PatchworkOptions options = { 20, 20, 130000, 9, 1 };
  g_autoptr (GPtrArray) faces = patchwork_new (&options);
  MlsColouring colouring = colouring_of (MLS_DIMENSION_COVER);
  MlsIdTile *tiles[N_TILES][N_TILES];
  GArray *letters[N_TILES][N_TILES] = { { NULL } };
  guint n_across = 0;

  for (int r = 0; r < N_TILES; r++)
    for (int c = 0; c < N_TILES; c++)
      tiles[r][c] = tile_of (faces, c * SIZE, 2600 - r * SIZE);

  for (int r = 1; r < N_TILES - 1; r++)
    for (int c = 1; c < N_TILES - 1; c++)
      {
        MlsTileBlock block;

        for (int i = 0; i < 9; i++)
          block.tiles[i / 3][i % 3] = tiles[r - 1 + i / 3][c - 1 + i % 3];
        letters[r][c] = mls_lettering_place (&colouring, &block);
        for (guint i = 0; i < letters[r][c]->len; i++)
          {
            g_array_index (letters[r][c], MlsLetter, i).x += c * SIZE;
            g_array_index (letters[r][c], MlsLetter, i).y += r * SIZE;
          }
      }

  for (int i = 0; i < 9; i++)
    for (int k = 0; k < 9; k++)
      {
        GArray *of = letters[1 + i / 3][1 + i % 3];
        GArray *beside = letters[1 + k / 3][1 + k % 3];

        for (guint n = 0; n < of->len; n++)
          {
            const MlsLetter *letter = &g_array_index (of, MlsLetter, n);

            if (!reaches (letter, 1 + k % 3, 1 + k / 3))
              continue;
            g_assert_true (has_letter (beside, letter));
            n_across += i != k;
          }
      }
  g_assert_cmpuint (n_across, >, 10);

  for (int i = 0; i < N_TILES * N_TILES; i++)
    {
      mls_id_tile_unref (tiles[i / N_TILES][i % N_TILES]);
      g_clear_pointer (&letters[i / N_TILES][i % N_TILES], g_array_unref);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paint/lettering/room", test_room);
  g_test_add_func ("/paint/lettering/pair", test_pair);
  g_test_add_func ("/paint/lettering/picture", test_picture);
  g_test_add_func ("/paint/lettering/seams", test_seams);

  return g_test_run ();
}
