#include "../store/sample.h"
#include "paint/colouring.h"
#include "program.h"
#include "store/finding.h"
#include "store/image-link.h"
#include "store/version.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* Four faces of 20 m; at 1:250 each is some 300 px wide. */
static const Board board = { 2, 2, 20, 2, 0 };

#define MARGIN 16

#define RED   0xd04020
#define GREEN 0x309050
#define BLUE  0x3060c0

/* The sample's classes are all of one colour otherwise. */
static void
begin (Sample *sample)
{
  sample_begin (sample, &board);
  sample_execute (sample->path, "UPDATE cover SET colour = '#d04020' WHERE code = 'CS1.1.1'; "
                                "UPDATE cover SET colour = '#309050' WHERE code = 'CS6.3.0'; "
                                "UPDATE cover SET colour = '#3060c0' WHERE code = 'CS5.0.0'");
}

static guint32
pixel (cairo_surface_t *picture, int x, int y)
{
  guint32 value;

  memcpy (&value, cairo_image_surface_get_data (picture) + y * cairo_image_surface_get_stride (picture) + 4 * x,
          sizeof value);

  return value & 0xffffff;
}

static cairo_surface_t *
load (const char *path)
{
  cairo_surface_t *picture = cairo_image_surface_create_from_png (path);

  g_assert_cmpint (cairo_surface_status (picture), ==, CAIRO_STATUS_SUCCESS);

  return picture;
}

/* 200 × 160 px of the middle of the board, four faces meeting in its centre, as opaque as can be. */
static cairo_surface_t *
render (const Sample *sample, const char *option, const char *value)
{
  g_autofree char *path = g_build_filename (sample->folder, "map.png", NULL);
  cairo_surface_t *picture;

  program_do ("render", sample->path, path, "--at", "700020,6600020", "--scale", "250", "--size", "200x160",
              "--opacity", "1", "--dimension", "cover", option, value, NULL);
  picture = load (path);
  g_unlink (path);

  return picture;
}

static void
recode (Sample *sample, gint64 id, const char *cover)
{
  g_autoptr (MlsFace) face = mls_store_face (sample->store, id, NULL);
  g_autoptr (MlsDelta) delta = sample_recode (face, cover, "US1.1.3");

  sample_apply (sample->store, delta);
}

static guint
count_coloured (cairo_surface_t *picture, guint32 colour, int x, int y, int width, int height)
{
  guint n = 0;

  for (int row = y; row < y + height; row++)
    for (int column = x; column < x + width; column++)
      n += pixel (picture, column, row) == colour;

  return n;
}

static void
test_pixels (void)
{
  Sample sample;
  cairo_surface_t *picture;
  guint32 line = 0;

  begin (&sample);
  recode (&sample, 4, "CS5.0.0");

  picture = render (&sample, "--vintage", "24");
  g_assert_cmpint (cairo_image_surface_get_width (picture), ==, MARGIN + 200 + MARGIN + 264 + MARGIN);
  g_assert_cmpint (cairo_image_surface_get_height (picture), ==, MARGIN + 160 + 56);

  /* Faces count from the south-west; the two in the north are one region. */
  g_assert_cmphex (pixel (picture, MARGIN + 20, MARGIN + 140), ==, RED);
  g_assert_cmphex (pixel (picture, MARGIN + 180, MARGIN + 140), ==, GREEN);
  g_assert_cmphex (pixel (picture, MARGIN + 20, MARGIN + 20), ==, BLUE);
  g_assert_cmphex (pixel (picture, MARGIN + 99, MARGIN + 20), ==, BLUE);
  g_assert_cmphex (pixel (picture, MARGIN + 180, MARGIN + 20), ==, BLUE);

  /* The border between the two in the south is a line whose pixels are all alike. */
  line = pixel (picture, MARGIN + 99, MARGIN + 120);
  g_assert_cmphex (line, !=, RED);
  g_assert_cmphex (line, !=, GREEN);
  for (int y = 100; y < 160; y++)
    g_assert_cmphex (pixel (picture, MARGIN + 99, MARGIN + y), ==, line);

  /* Paper around, a swatch for each class beside. */
  g_assert_cmphex (pixel (picture, 2, 2), ==, 0xffffff);
  g_assert_cmpuint (count_coloured (picture, RED, MARGIN + 216, MARGIN, 264, 160), >, 150);
  g_assert_cmpuint (count_coloured (picture, GREEN, MARGIN + 216, MARGIN, 264, 160), >, 150);
  g_assert_cmpuint (count_coloured (picture, BLUE, MARGIN + 216, MARGIN, 264, 160), >, 150);

  /* 2 m are 30.2 px: half of them black. */
  g_assert_cmpuint (count_coloured (picture, 0x1c1c1c, MARGIN, MARGIN + 160 + 14, 40, 1), ==, 15);

  cairo_surface_destroy (picture);
  sample_end (&sample);
}

/* Symbols lie over the colours, in the picture and in the legend, unless they are not wanted. */
static void
test_patterns (void)
{
  static const char *const options[] = { "--no-patterns", "--no-photo" };
  Sample sample;

  begin (&sample);
  sample_execute (sample.path,
                  "INSERT INTO symbol (code, shape, colour, outline, size_mm, across_mm, down_mm, angle) "
                  "VALUES ('CS1.1.1', 'hatch', '#0000ff', '#000000', 0.26, 2.12, 2.12, 0)");
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      cairo_surface_t *picture = render (&sample, options[i], NULL);

      g_assert_cmpuint (count_coloured (picture, 0x0000ff, MARGIN + 10, MARGIN + 90, 80, 64), ==, i == 0 ? 0 : 80 * 8);
      g_assert_cmpint (count_coloured (picture, 0x0000ff, MARGIN + 216, MARGIN, 264, 160) > 15, ==, i == 1);
      cairo_surface_destroy (picture);
    }
  sample_end (&sample);
}

/* Dark in a light halo, in the middle of the face in the south-west. */
static void
test_codes (void)
{
  Sample sample;
  cairo_surface_t *plain, *lettered;

  begin (&sample);
  plain = render (&sample, "--no-photo", NULL);
  lettered = render (&sample, "--codes", NULL);
  g_assert_cmpuint (count_coloured (plain, RED, MARGIN + 10, MARGIN + 90, 80, 60), ==, 80 * 60);
  g_assert_cmpuint (count_coloured (lettered, RED, MARGIN + 10, MARGIN + 90, 80, 60), <, 80 * 60 - 400);
  g_assert_cmpuint (count_coloured (lettered, RED, MARGIN + 5, MARGIN + 140, 80, 15), ==, 80 * 15);
  cairo_surface_destroy (plain);
  cairo_surface_destroy (lettered);
  sample_end (&sample);
}

static void
find_fault (Sample *sample, MlsPoint place)
{
  g_autoptr (GArray) findings = g_array_new (FALSE, TRUE, sizeof (MlsFinding));
  MlsFinding finding = { .rule = MLS_FINDING_MMU, .severity = MLS_SEVERITY_ERROR, .vintage = 1,
                         .dimension = MLS_DIMENSION_COVER, .place = place, .fid = 1 };

  g_array_append_val (findings, finding);
  g_assert_true (mls_store_write_findings (sample->store, findings, 2, NULL));
}

/* What the last check found stands out at its date, and the legend says so; of a past state nothing is
 * known. */
static void
test_found (void)
{
  static const struct
  {
    const char *option;
    const char *value;
    gboolean found;
  } calls[] = { { "--vintage", "21", FALSE }, { "--operation", "2", FALSE }, { "--vintage", "24", TRUE } };
  Sample sample;
  guint32 plain = 0;

  begin (&sample);
  recode (&sample, 4, "CS5.0.0");
  find_fault (&sample, (MlsPoint){ BOARD_X + 10000, BOARD_Y + 10000 });

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      cairo_surface_t *picture = render (&sample, calls[i].option, calls[i].value);
      guint n_red = count_coloured (picture, MLS_COLOURING_ERROR, MARGIN + 216, MARGIN, 264, 160);

      /* Of the faces in the south only the western one is at fault; its border with the eastern one. */
      if (i == 0)
        plain = pixel (picture, MARGIN + 99, MARGIN + 120);
      g_assert_cmpint (pixel (picture, MARGIN + 99, MARGIN + 120) != plain, ==, calls[i].found);
      g_assert_cmpint (n_red > 0, ==, calls[i].found);
      cairo_surface_destroy (picture);
    }

  sample_end (&sample);
}

static void
assert_refused (const Sample *sample, const char *option, const char *named)
{
  g_autofree char *path = g_build_filename (sample->folder, "map.png", NULL);
  g_autoptr (Answer) answer = program_run ("render", sample->path, path, "--at", "700020,6600020", option, NULL);

  g_assert_cmpint (answer->status, ==, 2);
  g_assert_nonnull (strstr (answer->err, named));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* The state after an operation stays what it was, also by its name; of one that there is not, nothing is drawn. */
static void
test_past (void)
{
  Sample sample;
  cairo_surface_t *picture;
  g_autofree char *then = NULL;

  begin (&sample);
  recode (&sample, 1, "CS5.0.0");
  then = g_strdup_printf ("%d", (int) mls_store_last_operation (sample.store, NULL));
  g_assert_true (mls_store_add_version (sample.store, "delivery", "tester", NULL, NULL, NULL));
  recode (&sample, 1, "CS6.3.0");

  picture = render (&sample, "--as-of", then);
  g_assert_cmphex (pixel (picture, MARGIN + 20, MARGIN + 140), ==, BLUE);
  cairo_surface_destroy (picture);
  picture = render (&sample, "--as-of", "delivery");
  g_assert_cmphex (pixel (picture, MARGIN + 20, MARGIN + 140), ==, BLUE);
  cairo_surface_destroy (picture);
  assert_refused (&sample, "--as-of=99", "99");
  assert_refused (&sample, "--as-of=-1", "-1");
  assert_refused (&sample, "--as-of=draft", "draft");
  picture = render (&sample, "--operation", then);
  g_assert_cmphex (pixel (picture, MARGIN + 20, MARGIN + 140), ==, BLUE);
  cairo_surface_destroy (picture);
  sample_end (&sample);
}

#define PINK 0xff00aa

static void
set_layer (const Sample *sample, const char *change)
{
  program_do ("reference", sample->path, "set", "1", change, NULL);
}

static guint
count_pink (const Sample *sample, const char *option, int x, int width)
{
  cairo_surface_t *picture = render (sample, option, NULL);
  guint n = count_coloured (picture, PINK, x, MARGIN, width, 160);

  cairo_surface_destroy (picture);

  return n;
}

/* A road of 2 px lies over the map or, where that is opaque, is hidden under it; a layer that is gone is told and
 * keeps nothing else from being drawn. */
static void
test_reference (void)
{
  Sample sample;
  g_autofree char *road = NULL;
  g_autofree char *path = NULL;

  begin (&sample);
  road = folder_write (sample.folder, "road.geojson",
                       "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
                       "\"urn:ogc:def:crs:EPSG::2154\"}},\"features\":[{\"type\":\"Feature\",\"properties\":{},"
                       "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[699000,6600018],[701000,6600018]]}}]}");
  mls_store_close (g_steal_pointer (&sample.store), NULL);
  program_do ("reference", sample.path, "add", road, NULL);
  program_do ("reference", sample.path, "set", "1", "colour=#ff00aa", "width=4", NULL);
  g_assert_cmpuint (count_pink (&sample, "--no-photo", MARGIN, 200), >=, 3 * 200);
  g_assert_cmpuint (count_pink (&sample, "--no-photo", MARGIN + 216, 264), >, 40);
  g_assert_cmpuint (count_pink (&sample, "--no-reference", MARGIN, 200 + 264 + 16), ==, 0);
  set_layer (&sample, "lies=under");
  g_assert_cmpuint (count_pink (&sample, "--no-photo", MARGIN, 200), ==, 0);
  set_layer (&sample, "shown=no");
  g_assert_cmpuint (count_pink (&sample, "--no-photo", MARGIN + 216, 264), ==, 0);

  program_do ("reference", sample.path, "set", "1", "shown=yes", "lies=over", "source=/nowhere/road.geojson", NULL);
  path = g_build_filename (sample.folder, "map.png", NULL);
  {
    g_autoptr (Answer) answer = program_run ("render", sample.path, path, "--at", "700020,6600020", NULL);

    g_assert_cmpint (answer->status, ==, 0);
    g_assert_nonnull (strstr (answer->err, "/nowhere/road.geojson"));
    g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  }
  g_unlink (path);
  g_unlink (road);
  sample_end (&sample);
}

/* So is a photo that is gone, of the vintage that is drawn. */
static void
test_missing_photo (void)
{
  Sample sample;
  g_autofree char *path = NULL;

  begin (&sample);
  path = g_build_filename (sample.folder, "map.png", NULL);
  g_assert_true (mls_store_add_image_link (sample.store, &(MlsImageLink){ .vintage = (char *) "24", .title = (char *) "Ortho",
                                                                         .source = (char *) "/nowhere/24.tif" }, NULL, NULL));
  g_assert_true (mls_store_add_image_link (sample.store, &(MlsImageLink){ .vintage = (char *) "21", .title = (char *) "Old",
                                                                         .source = (char *) "/nowhere/21.tif" }, NULL, NULL));
  {
    g_autoptr (Answer) answer = program_run ("render", sample.path, path, "--at", "700020,6600020", NULL);

    g_assert_cmpint (answer->status, ==, 0);
    g_assert_nonnull (strstr (answer->err, "“Ortho” is not at /nowhere/24.tif"));
    g_assert_null (strstr (answer->err, "/nowhere/21.tif"));
  }
  g_unlink (path);
  sample_end (&sample);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *name;
    const char *begin;
  } kinds[] = { { "map.pdf", "%PDF" }, { "map.SVG", "<?xml" } };
  Sample sample;

  begin (&sample);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_build_filename (sample.folder, kinds[i].name, NULL);
      g_autofree char *contents = NULL;

      program_do ("render", sample.path, path, "--at", "700020,6600020", "--scale", "500", NULL);
      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      g_assert_true (g_str_has_prefix (contents, kinds[i].begin));
      g_unlink (path);
    }
  sample_end (&sample);
}

static void
test_misuse (void)
{
  static const char *const calls[][4] = {
    { "map.gif", "--at", "700020,6600020", NULL },
    { "map.png", "--at", "700020", NULL },
    { "map.png", "--scale", "500", NULL },
    { "map.png", "--at=700020,6600020", "--size=0x10", NULL },
    { "map.png", "--at=700020,6600020", "--scale=0", NULL },
    { "map.png", "--at=700020,6600020", "--opacity=2", NULL },
    { "map.png", "--at=700020,6600020", "--level=4", NULL },
    { "map.png", "--at=700020,6600020", "--vintage=99", NULL },
    { "map.png", "--at=700020,6600020", "--indicator=post5", NULL },
    { "map.png", "--at=700020,6600020", "--dimension=colour", NULL },
    { "map.png", "--at=1e300,6600020", "--scale=500", NULL },
  };
  Sample sample;

  begin (&sample);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (Answer) answer = program_run ("render", sample.path, calls[i][0], calls[i][1], calls[i][2], NULL);

      g_assert_cmpint (answer->status, ==, 2);
      g_assert_cmpstr (answer->err, !=, "");
      g_assert_false (g_file_test (calls[i][0], G_FILE_TEST_EXISTS));
    }

  {
    g_autoptr (Answer) answer = program_run ("render", sample.path, "/nowhere/map.png", "--at", "700020,6600020", NULL);

    g_assert_cmpint (answer->status, ==, 3);
  }
  sample_end (&sample);
}

/* A project may have none yet. */
static void
test_no_vintage (void)
{
  g_autofree char *folder = g_dir_make_tmp ("mls-render-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "empty.gpkg", NULL);
  g_autoptr (Answer) answer = NULL;

  program_do ("new", path, "--author", "tester", NULL);
  answer = program_run ("render", path, "map.png", "--at", "700020,6600020", NULL);
  g_assert_cmpint (answer->status, ==, 2);
  g_assert_nonnull (strstr (answer->err, "no vintage"));

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/render/pixels", test_pixels);
  g_test_add_func ("/cli/render/codes", test_codes);
  g_test_add_func ("/cli/render/patterns", test_patterns);
  g_test_add_func ("/cli/render/found", test_found);
  g_test_add_func ("/cli/render/past", test_past);
  g_test_add_func ("/cli/render/reference", test_reference);
  g_test_add_func ("/cli/render/missing-photo", test_missing_photo);
  g_test_add_func ("/cli/render/kinds", test_kinds);
  g_test_add_func ("/cli/render/misuse", test_misuse);
  g_test_add_func ("/cli/render/no-vintage", test_no_vintage);

  return g_test_run ();
}
