#include "paint/colouring.h"
#include "paint/overview-tile.h"
#include "patchwork.h"

#include <locale.h>
#include <string.h>

static MlsLabelTile *
random_tile (void)
{
  const PatchworkOptions options = { 9, 7, 260000, 3, 2, { -100000, -1800000 } };
  g_autoptr (GPtrArray) faces = patchwork_new (&options);
  MlsSource source = patchwork_source (faces);

  return mls_label_tile_read (&(MlsLabelTileKey){ 0, 0, 0 }, &source, NULL);
}

static void
test_round_trip (void)
{
  g_autoptr (MlsLabelTile) tile = random_tile ();
  g_autoptr (MlsLabelTile) blank = mls_label_tile_new_blank ();
  g_autoptr (GBytes) bytes = mls_label_tile_to_bytes (tile);
  g_autoptr (GBytes) no_bytes = mls_label_tile_to_bytes (blank);
  g_autoptr (MlsLabelTile) back = mls_label_tile_from_bytes (bytes);
  g_autoptr (MlsLabelTile) blank_back = mls_label_tile_from_bytes (no_bytes);

  g_assert_cmpuint (mls_palette_n_kinds (tile->palette), >, 7);
  g_assert_true (mls_label_tile_equal (tile, back));
  g_assert_true (mls_label_tile_equal (blank, blank_back));
  g_assert_false (mls_label_tile_equal (tile, blank_back));
}

/* Bytes that were not written as they are give no tile, wherever they are wrong or end. */
static void
test_damaged (void)
{
  g_autoptr (MlsLabelTile) tile = random_tile ();
  g_autoptr (GBytes) whole = mls_label_tile_to_bytes (tile);
  gsize length;
  const guint8 *data = g_bytes_get_data (whole, &length);

  for (int i = 0; i < 500; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, length);
      gsize at = (gsize) g_test_rand_int_range (0, (gint32) length);
      g_autoptr (GBytes) cut = g_bytes_new (data, at);
      g_autoptr (GBytes) wrong = NULL;

      g_assert_null (mls_label_tile_from_bytes (cut));
      copy[at] ^= (guint8) (1 << g_test_rand_int_range (0, 8));
      wrong = g_bytes_new (copy, length);
      g_assert_null (mls_label_tile_from_bytes (wrong));
    }
}

static MlsLabelTile *
tile_of (const char *const *covers, guint32 (*kind_at) (int column, int row))
{
  MlsLabelTile *tile = mls_label_tile_new_blank ();

  for (guint i = 0; covers[i] != NULL; i++)
    mls_palette_add (tile->palette, &(MlsPair){ g_quark_from_string (covers[i]), 0 }, 1);
  for (int row = 0; row < MLS_LABEL_TILE_PX; row++)
    for (int column = 0; column < MLS_LABEL_TILE_PX; column++)
      tile->raster[row * MLS_LABEL_TILE_PX + column] = kind_at (column, row);

  return tile;
}

/* West of column 4 the first kind; of what follows every third column the second. */
static guint32
stripes (int column, int row)
{
  return column < 4 ? 1 : column % 3 == 0 ? 2 : 1;
}

static MlsLabelTile *
give_stripes (const MlsLabelTileKey *key, gpointer user_data, GError **error)
{
  static const char *const covers[] = { "CS1", "CS2", NULL };

  return tile_of (covers, stripes);
}

/* Four pixels become what most of them are, the north-western one of them when that is undecided. */
static void
test_reduce (void)
{
  static const char *const covers[] = { "CS1", "CS2", NULL };
  g_autoptr (MlsLabelTile) quarter = tile_of (covers, stripes);
  g_autoptr (MlsLabelTile) blank = mls_label_tile_new_blank ();
  MlsLabelTile *quarters[] = { quarter, blank, blank, quarter };
  g_autoptr (MlsLabelTile) whole = mls_label_tile_reduce (quarters);

  for (int column = 0; column < MLS_LABEL_TILE_PX / 2; column++)
    {
      g_assert_cmpuint (whole->raster[column], ==, stripes (2 * column, 0));
      g_assert_cmpuint (whole->raster[MLS_LABEL_TILE_PX / 2 + column], ==, 0);
      g_assert_cmpuint (whole->raster[MLS_LABEL_TILE_PX * MLS_LABEL_TILE_PX - 1 - column], ==,
                        stripes (254 - 2 * column, 0));
    }
}

static void
add_class (MlsNomenclature *nomenclature, const char *code, guint32 colour)
{
  MlsClass row = { .dimension = MLS_DIMENSION_COVER, .code = g_quark_from_string (code), .level = 1,
                   .label = { "", "" }, .colour = colour, .state = MLS_CODE_VALID };

  g_assert_true (mls_nomenclature_add_class (nomenclature, &row, NULL));
}

static void
assert_colour (const guint8 *rgb, guint32 colour)
{
  g_assert_cmphex ((guint32) rgb[0] << 16 | (guint32) rgb[1] << 8 | rgb[2], ==, colour);
}

/* Two columns of samples make one of px: its fill is that of most, its shade tells how many borders lie
 * in it and on its east and south sides. */
static void
test_picture (void)
{
  const MlsExtent extent = { 0, -4 * MLS_OVERVIEW_M_PER_PX, 4 * MLS_OVERVIEW_M_PER_PX, 0 };
  g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_new ();
  g_autoptr (MlsIdTile) tile = mls_overview_tile_new (&extent, 4, 4, give_stripes, NULL, NULL);
  const MlsColouring colouring = { nomenclature, 0, MLS_DIMENSION_COVER, 1, 1, 1,
                                   { 1, 0, 0xffffff, 0x000000, 1, 0 } };
  guint8 rgb[4 * 4 * 3] = { 0 };

  add_class (nomenclature, "CS1", 0xc86432);
  add_class (nomenclature, "CS2", 0x0000ff);
  g_assert_true (tile->is_overview);
  g_assert_cmpint (mls_id_tile_face_at (tile, 1, 1), ==, 0);

  mls_colouring_blend (&colouring, tile, rgb, 4 * 3);
  for (int row = 0; row < 4; row++)
    {
      const guint8 *px = rgb + row * 4 * 3;

      assert_colour (px, 0xc86432);     /* samples 0 and 1, and 2 beside */
      assert_colour (px + 3, 0xc86432); /* 2 and 3, and 4 */
      assert_colour (px + 6, 0x643219); /* 4 and 5, and 6 beyond a border: half of it is line */
      assert_colour (px + 9, 0x000080); /* 6, and beyond a border 7: the western one where undecided */
    }
}

/* Two uses of one cover. */
static MlsLabelTile *
give_uses (const MlsLabelTileKey *key, gpointer user_data, GError **error)
{
  MlsLabelTile *tile = mls_label_tile_new_blank ();

  for (guint i = 0; i < 2; i++)
    mls_palette_add (tile->palette,
                     &(MlsPair){ g_quark_from_string ("CS1"), g_quark_from_string (i == 0 ? "US1" : "US2") }, 1);
  for (int i = 0; i < MLS_LABEL_TILE_PX * MLS_LABEL_TILE_PX; i++)
    tile->raster[i] = stripes (i % MLS_LABEL_TILE_PX, i / MLS_LABEL_TILE_PX);

  return tile;
}

#define ENAF g_quark_from_static_string ("enaf")

static void
add_counted (MlsNomenclature *nomenclature, const char *use, const char *code, guint32 colour)
{
  const MlsIndicatorClass klass = { ENAF, g_quark_from_string (code), "", "", colour };
  const MlsIndicatorCode counted[] = { { ENAF, klass.code }, { 0 } };
  const MlsClass row = { .dimension = MLS_DIMENSION_USE, .code = g_quark_from_string (use), .level = 1 };
  const MlsPairRule rule = { .pair = { g_quark_from_string ("CS1"), g_quark_from_string (use) },
                             .counted = counted };

  g_assert_true (mls_nomenclature_add_indicator_class (nomenclature, &klass, NULL));
  g_assert_true (mls_nomenclature_add_class (nomenclature, &row, NULL));
  g_assert_true (mls_nomenclature_add_pair (nomenclature, &rule, NULL));
}

/* Of one cover, and so without borders in its view; of two classes of an indicator all the same. */
static void
test_indicator (void)
{
  const MlsExtent extent = { 0, -4 * MLS_OVERVIEW_M_PER_PX, 4 * MLS_OVERVIEW_M_PER_PX, 0 };
  g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_new ();
  g_autoptr (MlsIdTile) tile = mls_overview_tile_new (&extent, 4, 4, give_uses, NULL, NULL);
  MlsColouring colouring = { nomenclature, 0, MLS_DIMENSION_COVER, 1, 1, 1, { 1, 0, 0xffffff, 0x000000, 1, 0 } };
  guint8 rgb[4 * 4 * 3] = { 0 };

  add_class (nomenclature, "CS1", 0xc86432);
  add_counted (nomenclature, "US1", "A", 0x102030);
  add_counted (nomenclature, "US2", "F", 0x405060);
  colouring.indicator = ENAF;
  colouring.year = 2024;
  mls_colouring_blend (&colouring, tile, rgb, 4 * 3);

  assert_colour (rgb, 0x102030);
  assert_colour (rgb + 6, 0x102030);
  assert_colour (rgb + 9, 0x405060); /* undecided between 6 and 7: the western one */
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/overview/round-trip", test_round_trip);
  g_test_add_func ("/overview/damaged", test_damaged);
  g_test_add_func ("/overview/reduce", test_reduce);
  g_test_add_func ("/overview/picture", test_picture);
  g_test_add_func ("/overview/indicator", test_indicator);

  return g_test_run ();
}
