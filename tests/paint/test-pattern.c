#include "paint/colouring.h"

#include <locale.h>
#include <string.h>

#define FILL 0xe0e0e0
#define INK  0x102030

static MlsText
text (const char *string)
{
  return g_quark_from_string (string);
}

static MlsNomenclature *
nomenclature_with (const MlsSymbol *symbols, guint n_symbols)
{
  MlsNomenclature *nomenclature = mls_nomenclature_new ();
  const MlsClass klass = { .dimension = MLS_DIMENSION_COVER, .code = text ("C"), .level = 1, .colour = FILL };

  g_assert_true (mls_nomenclature_add_class (nomenclature, &klass, NULL));
  for (guint i = 0; i < n_symbols; i++)
    mls_nomenclature_add_symbol (nomenclature, &symbols[i]);

  return nomenclature;
}

/* '#' is all ink, '.' all fill, '+' between the two. */
static char *
describe (const MlsPattern *pattern)
{
  GString *out = g_string_new (NULL);

  for (int i = 0; i < pattern->width * pattern->height; i++)
    {
      guint32 colour = pattern->colours[i];

      g_string_append_c (out, colour == FILL ? '.' : colour == INK ? '#' : '+');
      if ((i + 1) % pattern->width == 0)
        g_string_append_c (out, '\n');
    }

  return g_string_free (out, FALSE);
}

/* Of whole pixels on any screen: 2 mm are 7.6 px. */
static void
test_crisp (void)
{
  const struct
  {
    MlsSymbol symbol;
    double hidpi;
    const char *picture;
  } cases[] = {
    { { text ("C"), MLS_SYMBOL_HATCH, INK, 0, 0.26, 1.1, 1.1, 0 }, 1, "....\n....\n####\n....\n" },
    { { text ("C"), MLS_SYMBOL_HATCH, INK, 0, 0.26, 1.1, 1.1, 90 }, 1, "..#.\n..#.\n..#.\n..#.\n" },
    { { text ("C"), MLS_SYMBOL_HATCH, INK, 0, 0.26, 1.1, 1.1, 0 }, 2,
      "........\n........\n........\n########\n########\n........\n........\n........\n" },
    { { text ("C"), MLS_SYMBOL_SQUARE, INK, INK, 0.7937, 1.33, 1.33, 0 }, 1,
      ".....\n.###.\n.###.\n.###.\n.....\n" },
    { { text ("C"), MLS_SYMBOL_CROSS, 0xff0000, INK, 0.7937, 1.33, 1.33, 0 }, 1,
      ".....\n..#..\n.###.\n..#..\n.....\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MlsNomenclature) nomenclature = nomenclature_with (&cases[i].symbol, 1);
      g_autoptr (MlsPattern) pattern = mls_pattern_new (nomenclature, text ("C"), FILL, cases[i].hidpi);
      g_autofree char *picture = describe (pattern);

      g_assert_cmpstr (picture, ==, cases[i].picture);
      g_assert_null (mls_pattern_new (nomenclature, text ("D"), FILL, 1));
    }
}

/* A line that leaves a piece comes in again where it meets the next: each row of a slanting one is the row
 * above, moved by a pixel. */
static void
test_slanting (void)
{
  const MlsSymbol symbol = { text ("C"), MLS_SYMBOL_HATCH, INK, 0, 0.26, 2, 2, 45 };
  const MlsSymbol other = { text ("C"), MLS_SYMBOL_HATCH, INK, 0, 0.26, 2, 2, -45 };

  for (int way = 0; way < 2; way++)
    {
      g_autoptr (MlsNomenclature) nomenclature = nomenclature_with (way == 0 ? &symbol : &other, 1);
      g_autoptr (MlsPattern) pattern = mls_pattern_new (nomenclature, text ("C"), FILL, 1);
      int step = way == 0 ? 1 : -1;
      guint n_inked = 0;

      g_assert_cmpint (pattern->width, ==, 11);
      g_assert_cmpint (pattern->height, ==, 11);
      for (int y = 0; y < 11; y++)
        for (int x = 0; x < 11; x++)
          {
            guint32 here = pattern->colours[y * 11 + x];
            guint32 next = pattern->colours[(y + 1) % 11 * 11 + (x - step + 11) % 11];

            n_inked += here != FILL;
            for (int shift = 0; shift < 24; shift += 8)
              g_assert_cmpint (ABS ((int) (here >> shift & 0xff) - (int) (next >> shift & 0xff)), <=, 3);
          }
      g_assert_cmpuint (n_inked, >, 11);
      g_assert_cmpuint (n_inked, <, 44);
    }
}

static MlsIdTile *
tile_at (int x, int y, int width, int height)
{
  static const MlsPoint points[] = { { -500000, -500000 }, { 500000, -500000 }, { 500000, 500000 }, { -500000, 500000 } };
  const MlsLabel label = { { text ("C") } };
  g_autoptr (MlsFace) face = mls_face_new (1, &(MlsRing){ points, 4 }, 1, &label, 1);
  const MlsFace *faces[] = { face };
  MlsLattice lattice;

  g_assert_true (mls_lattice_init (&lattice, &(MlsExtent){ x, -y - height, x + width, -y }, width, height));

  return mls_id_tile_new (&lattice, faces, 1);
}

#define SIZE 48

/* The picture is the same cut in tiles anywhere, west and north of the origin too: patterns lie still on the
 * ground. */
static void
test_tiles_meet (void)
{
  static const MlsSymbol symbols[] = { { 0, MLS_SYMBOL_TRIANGLE, INK, INK, 2.6, 5.4, 6, 0 },
                                       { 0, MLS_SYMBOL_HATCH, 0xff0000, 0, 0.4, 1.7, 1.7, 30 } };
  MlsSymbol own[] = { symbols[0], symbols[1] };
  g_autoptr (MlsNomenclature) nomenclature = NULL;
  MlsColouring colouring = { .level = 3, .opacity = 1, .hidpi = 1, .line = MLS_LINE_STYLE_BORDER, .patterned = TRUE };
  g_autofree guint8 *whole = g_malloc0 (3 * SIZE * SIZE);
  g_autofree guint8 *parts = g_malloc0 (3 * SIZE * SIZE);
  g_autoptr (MlsIdTile) all = tile_at (-31, -17, SIZE, SIZE);

  own[0].code = own[1].code = text ("C");
  colouring.nomenclature = nomenclature = nomenclature_with (own, 2);
  mls_colouring_blend (&colouring, all, whole, 3 * SIZE);
  for (int part = 0; part < 4; part++)
    {
      int x = part % 2 == 0 ? 0 : 20;
      int y = part / 2 == 0 ? 0 : 29;
      g_autoptr (MlsIdTile) tile = tile_at (-31 + x, -17 + y, part % 2 == 0 ? 20 : SIZE - 20, part / 2 == 0 ? 29 : SIZE - 29);

      mls_colouring_blend (&colouring, tile, parts + 3 * (y * SIZE + x), 3 * SIZE);
    }

  g_assert_cmpmem (whole, 3 * SIZE * SIZE, parts, 3 * SIZE * SIZE);
}

/* Patterns are as opaque as colours, and are not there when they are not wanted. */
static void
test_opacity (void)
{
  const MlsSymbol symbol = { text ("C"), MLS_SYMBOL_HATCH, INK, 0, 0.26, 1.1, 1.1, 0 };
  g_autoptr (MlsNomenclature) nomenclature = nomenclature_with (&symbol, 1);
  g_autoptr (MlsIdTile) tile = tile_at (0, 0, 4, 4);
  MlsColouring colouring = { nomenclature, 0, MLS_DIMENSION_COVER, 3, 0.4, 1, MLS_LINE_STYLE_BORDER };
  guint8 rgb[4 * 4 * 3];

  for (int patterned = 0; patterned < 2; patterned++)
    {
      colouring.patterned = patterned == 1;
      memset (rgb, 100, sizeof rgb);
      mls_colouring_blend (&colouring, tile, rgb, 4 * 3);

      /* 0.6 · 100 + 0.4 · 0xe0 or 0.4 · 0x10 */
      g_assert_cmpint (rgb[0], ==, 150);
      g_assert_cmpint (rgb[2 * 12], ==, patterned == 1 ? 66 : 150);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paint/pattern/crisp", test_crisp);
  g_test_add_func ("/paint/pattern/slanting", test_slanting);
  g_test_add_func ("/paint/pattern/tiles-meet", test_tiles_meet);
  g_test_add_func ("/paint/pattern/opacity", test_opacity);

  return g_test_run ();
}
