#include "paint/colouring.h"
#include "paint/legend.h"
#include "patchwork.h"

#include <locale.h>
#include <string.h>

#define SIZE 96

static MlsText
text (const char *string)
{
  return g_quark_from_string (string);
}

static MlsNomenclature *
nomenclature_new (void)
{
  static const struct
  {
    MlsDimension dimension;
    const char *code;
    const char *parent;
    guint level;
    guint32 colour;
    MlsCodeState state;
  } rows[] = {
    { MLS_DIMENSION_COVER, "CS1", NULL, 1, 0xff0000, MLS_CODE_VALID },
    { MLS_DIMENSION_COVER, "CS1.1", "CS1", 2, 0xcc0000, MLS_CODE_VALID },
    { MLS_DIMENSION_COVER, "CS1.1.1", "CS1.1", 3, 0x102030, MLS_CODE_VALID },
    { MLS_DIMENSION_COVER, "CS1.1.2", "CS1.1", 3, 0x405060, MLS_CODE_VALID },
    { MLS_DIMENSION_COVER, "CS9", NULL, 1, 0x000000, MLS_CODE_TOLERATED },
    { MLS_DIMENSION_USE, "US1", NULL, 1, 0x00ff00, MLS_CODE_VALID },
    { MLS_DIMENSION_USE, "US2", NULL, 1, 0x0000ff, MLS_CODE_VALID },
  };
  MlsNomenclature *nomenclature = mls_nomenclature_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MlsClass row = { .dimension = rows[i].dimension, .code = text (rows[i].code),
                       .parent = rows[i].parent != NULL ? text (rows[i].parent) : 0,
                       .level = rows[i].level, .label = { "", "" },
                       .colour = rows[i].colour, .state = rows[i].state };

      g_assert_true (mls_nomenclature_add_class (nomenclature, &row, NULL));
    }

  return nomenclature;
}

static MlsColouring
colouring_of (const MlsNomenclature *nomenclature, guint vintage, MlsDimension dimension)
{
  return (MlsColouring){ nomenclature, vintage, dimension, 3, 1, 1, MLS_LINE_STYLE_BORDER };
}

/* Four strips from west to east. In the first vintage their pairs are 1 1, 2 1, 2 2, 2 2; in the
 * second all are NULL, but for an unknown cover in the last. */
static MlsIdTile *
strips_new (void)
{
  static const char *const covers[] = { "CS1.1.1", "CS1.1.2", "CS1.1.2", "CS1.1.2" };
  static const char *const uses[] = { "US1", "US1", "US2", "US2" };
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  MlsLattice lattice;

  for (int i = 0; i < 4; i++)
    {
      gint64 west = 24000 * i;
      const MlsPoint points[] = {
        { west, 0 }, { west + 24000, 0 }, { west + 24000, 96000 }, { west, 96000 }
      };
      MlsLabel labels[2] = { { { text (covers[i]), text (uses[i]) } } };

      if (i == 3)
        labels[1].field[MLS_FIELD_COVER] = text ("CS9");
      g_ptr_array_add (faces, mls_face_new (i + 1, &(MlsRing){ points, 4 }, 1, labels, 2));
    }

  g_assert_true (mls_lattice_init (&lattice, &(MlsExtent){ 0, 0, SIZE, SIZE }, SIZE, SIZE));

  return mls_id_tile_new (&lattice, (const MlsFace *const *) faces->pdata, faces->len);
}

/* The middle row, three channels a pixel, over a photo of one grey. */
static void
blend_row (const MlsColouring *colouring, const MlsIdTile *tile, guint8 grey, guint8 *row)
{
  g_autofree guint8 *rgb = g_malloc (SIZE * SIZE * 3);

  memset (rgb, grey, SIZE * SIZE * 3);
  mls_colouring_blend (colouring, tile, rgb, SIZE * 3);
  memcpy (row, rgb + SIZE / 2 * SIZE * 3, SIZE * 3);
}

static guint32
pixel (const guint8 *row, int column)
{
  return (guint32) row[3 * column] << 16 | (guint32) row[3 * column + 1] << 8 | row[3 * column + 2];
}

static void
test_fills (void)
{
  g_autoptr (MlsNomenclature) nomenclature = nomenclature_new ();
  g_autoptr (MlsIdTile) tile = strips_new ();
  MlsColouring colouring = colouring_of (nomenclature, 0, MLS_DIMENSION_COVER);
  guint8 row[SIZE * 3];

  blend_row (&colouring, tile, 77, row);
  g_assert_cmphex (pixel (row, 12), ==, 0x102030);
  g_assert_cmphex (pixel (row, 36), ==, 0x405060);

  colouring.level = 2;
  blend_row (&colouring, tile, 77, row);
  g_assert_cmphex (pixel (row, 12), ==, 0xcc0000);
  colouring.level = 1;
  blend_row (&colouring, tile, 77, row);
  g_assert_cmphex (pixel (row, 36), ==, 0xff0000);

  colouring.dimension = MLS_DIMENSION_USE;
  blend_row (&colouring, tile, 77, row);
  g_assert_cmphex (pixel (row, 12), ==, 0x00ff00);
  g_assert_cmphex (pixel (row, 84), ==, 0x0000ff);

  colouring.level = 3;
  colouring.dimension = MLS_DIMENSION_PAIR;
  blend_row (&colouring, tile, 77, row);
  g_assert_cmphex (pixel (row, 60), ==, 0x405060);
}

/* A class may have a rim along where it meets others, of its own colour and on its own ground, beside the line of the
 * border; where symbols are not wanted there is none. */
static void
test_rim (void)
{
  const MlsSymbol rim = { text ("CS1.1.2"), MLS_SYMBOL_RIM, 0xff0000, 0, 0.8 };
  g_autoptr (MlsNomenclature) nomenclature = nomenclature_new ();
  g_autoptr (MlsIdTile) tile = strips_new ();
  MlsColouring colouring = colouring_of (nomenclature, 0, MLS_DIMENSION_COVER);
  g_autoptr (GArray) legend = NULL;
  guint8 row[SIZE * 3];

  g_assert_true (mls_symbol_is_drawable (&rim));
  mls_nomenclature_add_symbol (nomenclature, &rim);
  blend_row (&colouring, tile, 77, row);
  g_assert_cmphex (pixel (row, 27), ==, 0x405060);

  colouring.patterned = TRUE;
  blend_row (&colouring, tile, 77, row);
  g_assert_cmphex (pixel (row, 20), ==, 0x102030);
  g_assert_cmphex (pixel (row, 26), ==, 0xff0000);
  g_assert_cmphex (pixel (row, 27), ==, 0xff0000);
  g_assert_cmphex (pixel (row, 36), ==, 0x405060);

  colouring.opacity = 0.5;
  blend_row (&colouring, tile, 0, row);
  g_assert_cmphex (pixel (row, 36), ==, 0x202830);
  g_assert_cmphex (pixel (row, 27), ==, 0x8f1418);

  legend = mls_legend_new (&colouring, tile, MLS_LANGUAGE_ENGLISH);
  for (guint i = 0; i < legend->len; i++)
    {
      const MlsLegendEntry *entry = &g_array_index (legend, MlsLegendEntry, i);

      g_assert_cmpint (entry->has_rim, ==, entry->code == text ("CS1.1.2"));
      if (entry->has_rim)
        g_assert_cmphex (entry->rim.colour, ==, 0xff0000);
    }
}

#define POST4 g_quark_from_static_string ("post4")

static MlsNomenclature *
counted_new (void)
{
  const MlsIndicatorClass classes[] = { { POST4, 0, "Espaces", "Spaces", 0x112233 }, { POST4, 0, "Autres", "Others", 0x445566 } };
  const MlsIndicatorCode counted[][2] = { { { POST4, text ("1") } }, { { POST4, text ("2") } }, { { POST4, text ("1|2") } } };
  static const char *const codes[] = { "1", "2" };
  MlsNomenclature *nomenclature = nomenclature_new ();
  MlsPairRule rules[] = { { .pair = { text ("CS1.1.1"), text ("US1") }, .counted = counted[0], .valid_until = 2020 },
                          { .pair = { text ("CS1.1.1"), text ("US1") }, .counted = counted[1], .valid_from = 2021 },
                          { .pair = { text ("CS1.1.2"), text ("US1") }, .counted = counted[2] } };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      MlsIndicatorClass klass = classes[i];

      klass.code = text (codes[i]);
      g_assert_true (mls_nomenclature_add_indicator_class (nomenclature, &klass, NULL));
    }
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    g_assert_true (mls_nomenclature_add_pair (nomenclature, &rules[i], NULL));

  return nomenclature;
}

/* The pair tells the class, whatever the view, by the rules of the year; one of several is striped, one that no
 * rule counts is grey. */
static void
test_indicator (void)
{
  g_autoptr (MlsNomenclature) nomenclature = counted_new ();
  g_autoptr (MlsIdTile) tile = strips_new ();
  guint8 row[SIZE * 3];

  for (MlsDimension d = MLS_DIMENSION_COVER; d < MLS_N_DIMENSIONS; d++)
    {
      MlsColouring colouring = colouring_of (nomenclature, 0, d);
      guint n_first = 0;
      guint n_last = 0;

      colouring.indicator = POST4;
      colouring.year = 2020;
      blend_row (&colouring, tile, 77, row);
      g_assert_cmphex (pixel (row, 12), ==, 0x112233);
      g_assert_cmphex (pixel (row, 36), ==, 0x445566);
      g_assert_cmphex (pixel (row, 84), ==, MLS_COLOURING_UNKNOWN);

      colouring.year = 2021;
      colouring.patterned = TRUE;
      blend_row (&colouring, tile, 77, row);
      g_assert_cmphex (pixel (row, 12), ==, 0x445566);
      for (int x = 28; x < 44; x++)
        {
          n_first += pixel (row, x) == 0x112233;
          n_last += pixel (row, x) == 0x445566;
        }
      g_assert_cmpuint (n_first, >, 2);
      g_assert_cmpuint (n_last, >, 5);

      /* Nothing where nothing is coded. */
      colouring.vintage = 1;
      blend_row (&colouring, tile, 77, row);
      g_assert_cmphex (pixel (row, 12), ==, 0x4d4d4d);
    }
}

/* Numbers in their order, and the labels of all that ground may be. */
static void
test_indicator_legend (void)
{
  static const char *const expected[] = { "–", "1|2 Spaces / Others", "2 Others" };
  g_autoptr (MlsNomenclature) nomenclature = counted_new ();
  g_autoptr (MlsIdTile) tile = strips_new ();
  MlsColouring colouring = colouring_of (nomenclature, 0, MLS_DIMENSION_PAIR);
  g_autoptr (GArray) legend = NULL;

  colouring.indicator = POST4;
  colouring.year = 2024;
  legend = mls_legend_new (&colouring, tile, MLS_LANGUAGE_ENGLISH);
  g_assert_cmpuint (legend->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < legend->len; i++)
    g_assert_cmpstr (g_array_index (legend, MlsLegendEntry, i).text, ==, expected[i]);
}

/* Nothing is laid over ground without a code, and grey over a code without a colour. */
static void
test_null_and_unknown (void)
{
  g_autoptr (MlsNomenclature) nomenclature = nomenclature_new ();
  g_autoptr (MlsIdTile) tile = strips_new ();
  MlsColouring colouring = colouring_of (nomenclature, 1, MLS_DIMENSION_COVER);
  guint8 row[SIZE * 3];

  blend_row (&colouring, tile, 77, row);
  g_assert_cmphex (pixel (row, 12), ==, 0x4d4d4d);
  g_assert_cmphex (pixel (row, 84), ==, MLS_COLOURING_UNKNOWN);

  colouring.vintage = 17;
  blend_row (&colouring, tile, 77, row);
  g_assert_cmphex (pixel (row, 84), ==, 0x4d4d4d);
}

static void
test_opacity (void)
{
  g_autoptr (MlsNomenclature) nomenclature = nomenclature_new ();
  g_autoptr (MlsIdTile) tile = strips_new ();
  MlsColouring colouring = colouring_of (nomenclature, 0, MLS_DIMENSION_COVER);
  guint8 row[SIZE * 3];

  colouring.opacity = 0;
  blend_row (&colouring, tile, 77, row);
  g_assert_cmphex (pixel (row, 12), ==, 0x4d4d4d);

  /* 0.4 leaves 153 / 255 of the photo: (77 · 153 + 255 · 0.4 · colour) / 255 */
  colouring.opacity = 0.4;
  blend_row (&colouring, tile, 77, row);
  g_assert_cmphex (pixel (row, 12), ==, 0x353b41);
}

/* A border is drawn where the codes of the vintage and the dimension differ, and nowhere else; the
 * edge of the territory always is. */
static void
test_borders (void)
{
  static const struct
  {
    guint vintage;
    MlsDimension dimension;
    gboolean shown[5]; /* at columns 0, 24, 48, 72 and 95 */
  } cases[] = {
    { 0, MLS_DIMENSION_COVER, { TRUE, TRUE, FALSE, FALSE, TRUE } },
    { 0, MLS_DIMENSION_USE, { TRUE, FALSE, TRUE, FALSE, TRUE } },
    { 0, MLS_DIMENSION_PAIR, { TRUE, TRUE, TRUE, FALSE, TRUE } },
    { 1, MLS_DIMENSION_COVER, { TRUE, FALSE, FALSE, TRUE, TRUE } },
    { 1, MLS_DIMENSION_USE, { TRUE, FALSE, FALSE, FALSE, TRUE } },
  };
  g_autoptr (MlsNomenclature) nomenclature = nomenclature_new ();
  g_autoptr (MlsIdTile) tile = strips_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MlsColouring colouring = colouring_of (nomenclature, cases[i].vintage, cases[i].dimension);
      guint8 row[SIZE * 3];

      colouring.opacity = 0;
      blend_row (&colouring, tile, 77, row);
      for (int b = 0; b < 5; b++)
        g_assert_cmpint (pixel (row, MIN (24 * b, SIZE - 1)) != 0x4d4d4d, ==, cases[i].shown[b]);
    }
}

/* Around ground that is not what it was the line has a colour of its own. A NULL is no change. */
static void
test_changed (void)
{
  g_autoptr (MlsNomenclature) nomenclature = nomenclature_new ();
  g_autoptr (MlsIdTile) tile = strips_new ();
  MlsColouring colouring = colouring_of (nomenclature, 0, MLS_DIMENSION_PAIR);
  guint8 plain[SIZE * 3];
  guint8 row[SIZE * 3];

  colouring.opacity = 0;
  colouring.line = (MlsLineStyle){ 3, 0, 0xfffbe8, 0, 1, 0 };
  colouring.before = 1;
  blend_row (&colouring, tile, 77, plain);
  g_assert_cmphex (pixel (plain, 24), ==, 0xfffbe8);
  g_assert_cmphex (pixel (plain, 0), ==, 0xfffbe8);

  /* The westernmost strip had another cover. */
  tile->labels[1] = (MlsLabel){ { text ("CS9"), text ("US1") } };
  blend_row (&colouring, tile, 77, row);
  g_assert_cmphex (pixel (row, 24), ==, MLS_COLOURING_CHANGED);
  g_assert_cmphex (pixel (row, 0), ==, MLS_COLOURING_CHANGED);
  g_assert_cmphex (pixel (row, 48), ==, 0xfffbe8);
  g_assert_cmphex (pixel (row, SIZE - 1), ==, 0xfffbe8);

  colouring.before = 0;
  blend_row (&colouring, tile, 77, row);
  g_assert_cmpmem (row, sizeof row, plain, sizeof plain);
}

static MlsFlags *
flags_of (const MlsFlag *flags, guint n_flags)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (MlsFlag));

  g_array_append_vals (array, flags, n_flags);

  return mls_flags_new (array);
}

/* What was found of a region shows where that region ends, in views that show its borders; the gravest
 * is over all others. */
static void
test_flagged (void)
{
  static const MlsFlag flags[] = {
    { 1, 0, MLS_DIMENSION_COVER, MLS_SEVERITY_ERROR },
    { 1, 0, MLS_DIMENSION_COVER, MLS_SEVERITY_WARNING },
    { 2, 0, MLS_DIMENSION_COVER, MLS_SEVERITY_EXCEPTION },
    { 3, 0, MLS_DIMENSION_COVER, MLS_SEVERITY_EXCEPTION },
    { 4, 0, MLS_DIMENSION_COVER, MLS_SEVERITY_EXCEPTION },
    { 3, 0, MLS_DIMENSION_USE, MLS_SEVERITY_WARNING },
    { 4, 0, MLS_DIMENSION_USE, MLS_SEVERITY_NOTE },
    { 1, 1, MLS_DIMENSION_COVER, MLS_SEVERITY_ERROR },
  };
  static const struct
  {
    MlsDimension dimension;
    guint32 lines[4]; /* at columns 0, 24, 48 and 95 */
  } cases[] = {
    { MLS_DIMENSION_COVER, { MLS_COLOURING_ERROR, MLS_COLOURING_ERROR, 0x4d4d4d, MLS_COLOURING_EXCEPTION } },
    { MLS_DIMENSION_USE, { 0xfffbe8, 0x4d4d4d, MLS_COLOURING_WARNING, 0xfffbe8 } },
    { MLS_DIMENSION_PAIR,
      { MLS_COLOURING_ERROR, MLS_COLOURING_ERROR, MLS_COLOURING_WARNING, MLS_COLOURING_EXCEPTION } },
  };
  g_autoptr (MlsNomenclature) nomenclature = nomenclature_new ();
  g_autoptr (MlsIdTile) tile = strips_new ();
  g_autoptr (MlsFlags) found = flags_of (flags, G_N_ELEMENTS (flags));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MlsColouring colouring = colouring_of (nomenclature, 0, cases[i].dimension);
      guint8 row[SIZE * 3];

      colouring.opacity = 0;
      colouring.line = (MlsLineStyle){ 3, 0, 0xfffbe8, 0, 1, 0 };
      colouring.flags = found;
      blend_row (&colouring, tile, 77, row);
      for (int b = 0; b < 4; b++)
        g_assert_cmphex (pixel (row, MIN (b < 3 ? 24 * b : SIZE, SIZE - 1)), ==, cases[i].lines[b]);
    }
}

/* What was asked for has a colour of its own: nothing is wrong there. */
static void
test_found (void)
{
  static const MlsFlag flags[] = { { 1, 0, MLS_DIMENSION_COVER, MLS_SEVERITY_WARNING } };
  g_autoptr (MlsNomenclature) nomenclature = nomenclature_new ();
  g_autoptr (MlsIdTile) tile = strips_new ();
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (MlsFlag));
  g_autoptr (MlsFlags) found = NULL;
  g_autoptr (MlsFlags) wrong = flags_of (flags, 1);
  MlsColouring colouring = colouring_of (nomenclature, 0, MLS_DIMENSION_COVER);
  guint8 row[SIZE * 3];

  g_array_append_vals (array, flags, 1);
  found = mls_flags_new_found (g_steal_pointer (&array));
  g_assert_false (mls_flags_equal (found, wrong));
  colouring.opacity = 0;
  colouring.line = (MlsLineStyle){ 3, 0, 0xfffbe8, 0, 1, 0 };
  colouring.flags = found;
  blend_row (&colouring, tile, 77, row);
  g_assert_cmphex (pixel (row, 24), ==, MLS_COLOURING_FOUND);
}

/* An edit takes the flags of the faces it touches, and no others. */
static void
test_unflagged (void)
{
  static const MlsPoint points[] = { { 0, 0 }, { 1000, 0 }, { 1000, 1000 } };
  static const MlsFlag flags[] = { { 1, 0, MLS_DIMENSION_COVER, MLS_SEVERITY_ERROR },
                                   { 2, 0, MLS_DIMENSION_COVER, MLS_SEVERITY_WARNING } };
  const MlsLabel label = { { text ("CS1.1.1"), text ("US1") } };
  g_autoptr (MlsFlags) found = flags_of (flags, 2);
  g_autoptr (MlsFlags) left = NULL;
  g_autoptr (MlsFlags) same = NULL;
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsDelta) other = mls_delta_new ();

  mls_delta_add (delta, mls_face_new (1, &(MlsRing){ points, 3 }, 1, &label, 1), NULL);
  left = mls_flags_without (found, delta);
  g_assert_cmpint (mls_flags_look_up (found, 1, 0, MLS_DIMENSION_COVER), ==, MLS_SEVERITY_ERROR);
  g_assert_cmpint (mls_flags_look_up (left, 1, 0, MLS_DIMENSION_COVER), ==, MLS_N_SEVERITIES);
  g_assert_cmpint (mls_flags_look_up (left, 2, 0, MLS_DIMENSION_COVER), ==, MLS_SEVERITY_WARNING);
  g_assert_false (mls_flags_equal (left, found));

  mls_delta_add (other, NULL, mls_face_new (3, &(MlsRing){ points, 3 }, 1, &label, 1));
  same = mls_flags_without (found, other);
  g_assert_true (same == found);
}

/* A picture cut in tiles is the picture in one piece. */
static void
test_tiles_meet (void)
{
  PatchworkOptions options = { 6, 6, 40000, 5, 2 };
  g_autoptr (GPtrArray) faces = patchwork_new (&options);
  g_autoptr (MlsNomenclature) nomenclature = nomenclature_new ();
  MlsColouring colouring = colouring_of (nomenclature, 1, MLS_DIMENSION_PAIR);
  MlsSource source = patchwork_source (faces);
  g_autofree guint8          *whole = g_malloc0 (4 * SIZE * SIZE * 3);
  g_autofree guint8          *parts = g_malloc0 (4 * SIZE * SIZE * 3);

  colouring.opacity = 0.3;
  for (int part = 0; part <= 4; part++)
    {
      int size = part == 0 ? 2 * SIZE : SIZE;
      int column = part == 0 ? 0 : (part - 1) % 2;
      int row = part == 0 ? 0 : (part - 1) / 2;
      guint8 *rgb = part == 0 ? whole : parts + (row * 2 * SIZE + column) * SIZE * 3;
      double west = -7 + column * SIZE * 1.25;
      double north = 240 - row * SIZE * 1.25;
      g_autoptr (MlsIdTile) tile = NULL;
      MlsLattice lattice;

      g_assert_true (mls_lattice_init (
          &lattice, &(MlsExtent){ west, north - size * 1.25, west + size * 1.25, north }, size,
          size));
      tile = mls_id_tile_read (&lattice, &source, NULL);
      mls_colouring_blend (&colouring, tile, rgb, 2 * SIZE * 3);
    }

  for (int i = 0; i < 4 * SIZE * SIZE * 3; i++)
    g_assert_cmpint (ABS (whole[i] - parts[i]), <=, 2);
}

/* A field and a corner cut from it: each letter is a level of the red channel, @ black and P white. */
static void
test_picture (void)
{
  static const char *const expected[] = {
    "HFFFFFFFFFFFFFFFFFFFFFHH",
    "FIKKKKKKKKKKKKKKKKKKKIFH",
    "FKJJJJJJJJJJJJJJJJJJOLFH",
    "FKJAAAAAAAAAAAAAAAGOILEH",
    "FKJAAAAAAAAAAAAAAGOHIMEH",
    "FKJAAAAAAAAAAAAAGOHCHNEH",
    "FKJAAAAAAAAAAAAGOHCDGNEH",
    "FKJAAAAAAAAAAAGOHCDDFODH",
    "FKJAAAAAAAAAAGOHCCCCEOEH",
    "FKJJJJJJJJJJJOKKKKKKKOEH",
    "FIKKKKKKKKKKKKKKKKKKKKDH",
    "HFFFFFFFFFFFFFFFFFFFFFGH",
  };
  static const MlsPoint field[] = { { 2000, 2000 }, { 13000, 2000 }, { 21000, 10000 }, { 2000, 10000 } };
  static const MlsPoint corner[] = { { 13000, 2000 }, { 21500, 2000 }, { 21000, 10000 } };
  const MlsRing rings[] = { { field, 4 }, { corner, 3 } };
  g_autoptr (MlsNomenclature) nomenclature = nomenclature_new ();
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  g_autoptr (MlsIdTile) tile = NULL;
  MlsColouring colouring = colouring_of (nomenclature, 0, MLS_DIMENSION_COVER);
  guint8 rgb[24 * 12 * 3];
  MlsLattice lattice;

  for (guint i = 0; i < G_N_ELEMENTS (rings); i++)
    {
      MlsLabel label = { { text (i == 0 ? "CS1.1.1" : "CS1.1.2"), text ("US1") } };

      g_ptr_array_add (faces, mls_face_new (i + 1, &rings[i], 1, &label, 1));
    }

  g_assert_true (mls_lattice_init (&lattice, &(MlsExtent){ 0, 0, 24, 12 }, 24, 12));
  tile = mls_id_tile_new (&lattice, (const MlsFace *const *) faces->pdata, faces->len);
  memset (rgb, 0x80, sizeof rgb);
  mls_colouring_blend (&colouring, tile, rgb, 24 * 3);

  for (int row = 0; row < 12; row++)
    for (int column = 0; column < 24; column++)
      {
        int level = rgb[3 * (row * 24 + column)];

        if (g_test_verbose ())
          g_print ("%c%s", '@' + (level + 8) / 16, column == 23 ? "\n" : "");
        g_assert_cmpint (ABS (level - (expected[row][column] - '@') * 16), <=, 12);
      }
}

/* Lines as wide on a screen of twice the density are twice as many pixels. */
static void
test_hidpi (void)
{
  g_autoptr (MlsNomenclature) nomenclature = nomenclature_new ();
  g_autoptr (MlsIdTile) tile = strips_new ();
  MlsColouring colouring = colouring_of (nomenclature, 0, MLS_DIMENSION_COVER);
  guint n_touched[2] = { 0, 0 };

  colouring.opacity = 0;
  colouring.line = (MlsLineStyle){ 1, 1, 0xffffff, 0, 1, 1 };
  for (int i = 0; i < 2; i++)
    {
      guint8 row[SIZE * 3];

      colouring.hidpi = i + 1;
      blend_row (&colouring, tile, 77, row);
      for (int column = 12; column < 36; column++)
        n_touched[i] += pixel (row, column) != 0x4d4d4d;
    }

  g_assert_cmpuint (n_touched[0], ==, 4);
  g_assert_cmpuint (n_touched[1], ==, 6);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paint/colouring/fills", test_fills);
  g_test_add_func ("/paint/colouring/rim", test_rim);
  g_test_add_func ("/paint/colouring/null-and-unknown", test_null_and_unknown);
  g_test_add_func ("/paint/colouring/indicator", test_indicator);
  g_test_add_func ("/paint/colouring/indicator-legend", test_indicator_legend);
  g_test_add_func ("/paint/colouring/opacity", test_opacity);
  g_test_add_func ("/paint/colouring/borders", test_borders);
  g_test_add_func ("/paint/colouring/changed", test_changed);
  g_test_add_func ("/paint/colouring/flagged", test_flagged);
  g_test_add_func ("/paint/colouring/found", test_found);
  g_test_add_func ("/paint/colouring/unflagged", test_unflagged);
  g_test_add_func ("/paint/colouring/tiles-meet", test_tiles_meet);
  g_test_add_func ("/paint/colouring/picture", test_picture);
  g_test_add_func ("/paint/colouring/hidpi", test_hidpi);

  return g_test_run ();
}
