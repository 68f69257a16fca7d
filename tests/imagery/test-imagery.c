#include "fixture.h"

#include "imagery/error.h"
#include "imagery/imagery.h"
#include "imagery/tile-loader.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static double
flat (int band, int x, int y, gpointer data)
{
  return GPOINTER_TO_INT (data) + band;
}

static double
western_half (int band, int x, int y, gpointer data)
{
  return x < 32 ? 255 : 0;
}

/* Two images over each other: the upper one covers the west, the lower one all. */
static MlsImagery *
pair_new (void)
{
  Fixture upper = {
    .width = 64, .height = 64, .pixel = flat, .mask = western_half, .data = GINT_TO_POINTER (100)
  };
  Fixture lower = { .width = 64, .height = 64, .pixel = flat, .data = GINT_TO_POINTER (200) };
  g_autofree char *upper_path = fixture_write ("upper.tif", &upper);
  g_autofree char *lower_path = fixture_write ("lower.tif", &lower);
  MlsImagerySource sources[] = { { upper_path }, { lower_path } };

  return mls_imagery_new (FIXTURE_CRS, sources, 2);
}

static const MlsExtent ground = { FIXTURE_X, FIXTURE_Y - 64, FIXTURE_X + 64, FIXTURE_Y };

static void
test_over (void)
{
  g_autoptr (MlsImagery) imagery = pair_new ();
  g_autoptr (MlsImageryReader) reader = mls_imagery_reader_new ();
  g_autoptr (MlsPicture) picture = mls_picture_new (64, 64);
  g_autoptr (GError) error = NULL;

  g_assert_true (mls_imagery_reader_read (reader, imagery, &ground, picture, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (picture->cover, ==, MLS_COVER_FULL);
  assert_colour (picture, 31, 10, 100, 101, 102);
  assert_colour (picture, 32, 10, 200, 201, 202);
}

static void
test_none (void)
{
  g_autoptr (MlsImagery) imagery = mls_imagery_new (FIXTURE_CRS, NULL, 0);
  g_autoptr (MlsImageryReader) reader = mls_imagery_reader_new ();
  g_autoptr (MlsPicture) picture = mls_picture_new (16, 16);

  memset (picture->mask, 255, 256);
  g_assert_true (mls_imagery_reader_read (reader, imagery, &ground, picture, NULL, NULL));
  g_assert_cmpint (picture->cover, ==, MLS_COVER_NONE);
  assert_no_photo (picture, 3, 3);
}

/* An image that is missing says so; the others show. */
static void
test_missing (void)
{
  Fixture lower = { .width = 64, .height = 64, .pixel = flat, .data = GINT_TO_POINTER (200) };
  g_autofree char *lower_path = fixture_write ("lower.tif", &lower);
  g_autofree char *missing = fixture_path ("missing.tif");
  MlsImagerySource sources[] = { { missing }, { lower_path } };
  g_autoptr (MlsImagery) imagery = mls_imagery_new (FIXTURE_CRS, sources, 2);
  g_autoptr (MlsImageryReader) reader = mls_imagery_reader_new ();
  g_autoptr (MlsPicture) picture = mls_picture_new (64, 64);

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (mls_imagery_reader_read (reader, imagery, &ground, picture, NULL, &error));
      g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_OPEN);
      g_assert_nonnull (strstr (error->message, "missing.tif"));
      assert_colour (picture, 32, 10, 200, 201, 202);
    }
}

/* One that is half seen through shows half of the one below, and both over nothing little. */
static void
test_opacity (void)
{
  g_autofree char *upper = NULL;
  g_autofree char *lower = NULL;
  MlsTone half = MLS_TONE_AS_IS;
  MlsImagerySource sources[2] = { 0 };
  g_autoptr (MlsImagery) imagery = NULL;
  g_autoptr (MlsImageryReader) reader = mls_imagery_reader_new ();
  g_autoptr (MlsPicture) picture = mls_picture_new (64, 64);

  mls_imagery_unref (pair_new ());
  upper = fixture_path ("upper.tif");
  lower = fixture_path ("lower.tif");
  half.opacity = 60;
  sources[0] = (MlsImagerySource){ upper, .tone = &half };
  sources[1] = (MlsImagerySource){ lower, .tone = &half };
  imagery = mls_imagery_new (FIXTURE_CRS, sources, 2);

  g_assert_true (mls_imagery_reader_read (reader, imagery, &ground, picture, NULL, NULL));
  g_assert_cmpuint (fixture_mask_at (picture, 10, 10), ==, 153 + 61);
  g_assert_cmpuint (fixture_at (picture, 10, 10)[0], ==, 60 + 48);
  g_assert_cmpuint (fixture_mask_at (picture, 40, 10), ==, 153);
  g_assert_cmpuint (fixture_at (picture, 40, 10)[0], ==, 120);
}

/* A source may be shown in two ways at once. */
static void
test_options (void)
{
  Fixture fixture = { .width = 64, .height = 64, .pixel = flat, .data = GINT_TO_POINTER (10) };
  g_autofree char *path = fixture_write ("options.tif", &fixture);
  MlsImagerySource plain = { path };
  MlsImagerySource turned = { path, { .bands = { 3, 2, 1 } } };
  g_autoptr (MlsImagery) first = mls_imagery_new (FIXTURE_CRS, &plain, 1);
  g_autoptr (MlsImagery) second = mls_imagery_new (FIXTURE_CRS, &turned, 1);
  g_autoptr (MlsImageryReader) reader = mls_imagery_reader_new ();
  g_autoptr (MlsPicture) picture = mls_picture_new (64, 64);

  for (int i = 0; i < 2; i++)
    {
      g_assert_true (mls_imagery_reader_read (reader, first, &ground, picture, NULL, NULL));
      assert_colour (picture, 5, 5, 10, 11, 12);
      g_assert_true (mls_imagery_reader_read (reader, second, &ground, picture, NULL, NULL));
      assert_colour (picture, 5, 5, 12, 11, 10);
    }
}

/* More images than a thread keeps open. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (MlsImagery) imagery = NULL;
  g_autoptr (MlsImageryReader) reader = mls_imagery_reader_new ();
  g_autoptr (MlsPicture) picture = mls_picture_new (16, 16);
  MlsImagerySource sources[200] = { 0 };
  double geotransform[] = { FIXTURE_X, 1, 0, FIXTURE_Y, 0, -1 };

  for (int i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("many-%d.tif", i);
      Fixture fixture = { .width = 4, .height = 4, .geotransform = geotransform, .pixel = flat,
                          .data = GINT_TO_POINTER (i) };

      geotransform[0] = FIXTURE_X + 4 * i;
      g_ptr_array_add (paths, fixture_write (name, &fixture));
      sources[i].uri = paths->pdata[i];
    }

  imagery = mls_imagery_new (FIXTURE_CRS, sources, 200);
  for (int i = 0; i < 200; i += 13)
    {
      MlsExtent place = { FIXTURE_X + 4 * i, FIXTURE_Y - 4, FIXTURE_X + 4 * i + 4, FIXTURE_Y };

      g_assert_true (mls_imagery_reader_read (reader, imagery, &place, picture, NULL, NULL));
      assert_colour (picture, 8, 8, i, i + 1, i + 2);
    }
}

/* The whole way: tiles of a set of images, made by threads, home in the main context. */
static gpointer
open_reader (gpointer user_data)
{
  return mls_imagery_reader_new ();
}

static gpointer
make_tile (gpointer           state,
           const MlsTileKey  *key,
           gpointer           request,
           GCancellable      *cancellable,
           GError           **error)
{
  g_autoptr (MlsPicture) picture = mls_picture_new (MLS_TILE_PX, MLS_TILE_PX);
  MlsExtent extent = mls_tile_key_extent (key);

  if (!mls_imagery_reader_read (state, request, &extent, picture, cancellable, error))
    return NULL;

  return g_steal_pointer (&picture);
}

static const MlsTileLoaderFuncs funcs = {
  open_reader,
  (void (*) (gpointer)) mls_imagery_reader_free,
  make_tile,
  (void (*) (gpointer)) mls_picture_free,
  (gpointer (*) (gpointer)) mls_imagery_ref,
  (void (*) (gpointer)) mls_imagery_unref,
};

static double
by_place (int band, int x, int y, gpointer data)
{
  return band == 0 ? x % 251 : band == 1 ? y % 251 : (x / 251) * 16 + y / 251;
}

static void
check_tile (MlsTileLoader    *loader,
            guint             pane,
            const MlsTileKey *key,
            const MlsPicture *picture,
            const GError     *error,
            guint            *count)
{
  MlsExtent extent = mls_tile_key_extent (key);

  g_assert_no_error (error);
  for (guint y = 0; y < MLS_TILE_PX; y += 17)
    for (guint x = 0; x < MLS_TILE_PX; x += 13)
      {
        double column = extent.min_x + (x + 0.5) * key->m_per_px - FIXTURE_X;
        double row = FIXTURE_Y - (extent.max_y - (y + 0.5) * key->m_per_px);

        if (column < 0 || row < 0 || column >= 1500 || row >= 1200)
          assert_no_photo (picture, x, y);
        else
          assert_colour (picture, x, y, by_place (0, (int) column, (int) row, NULL),
                         by_place (1, (int) column, (int) row, NULL),
                         by_place (2, (int) column, (int) row, NULL));
      }

  ++*count;
}

static void
test_tiles (void)
{
  static const char *const tiled[] = { "TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256", NULL };
  Fixture fixture = { .width = 1500, .height = 1200, .options = tiled, .pixel = by_place };
  g_autofree char *path = fixture_write ("tiles.tif", &fixture);
  MlsImagerySource source = { path };
  g_autoptr (MlsImagery) imagery = mls_imagery_new (FIXTURE_CRS, &source, 1);
  g_autoptr (MlsTileLoader) loader = mls_tile_loader_new (&funcs, NULL, NULL, 3);
  MlsExtent view = { FIXTURE_X - 100, FIXTURE_Y - 1300, FIXTURE_X + 1600, FIXTURE_Y + 100 };
  g_autoptr (GArray) keys = mls_tiles_cover (&view, 1, 0);
  guint count = 0;

  g_signal_connect (loader, "done", G_CALLBACK (check_tile), &count);
  mls_tile_loader_want (loader, 0, (const MlsTileKey *) keys->data, keys->len, imagery);
  while (mls_tile_loader_get_pending (loader) > 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (count, ==, keys->len);
  mls_tile_loader_close (loader);
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_begin ();

  g_test_add_func ("/imagery/imagery/over", test_over);
  g_test_add_func ("/imagery/imagery/none", test_none);
  g_test_add_func ("/imagery/imagery/missing", test_missing);
  g_test_add_func ("/imagery/imagery/opacity", test_opacity);
  g_test_add_func ("/imagery/imagery/options", test_options);
  g_test_add_func ("/imagery/imagery/many", test_many);
  g_test_add_func ("/imagery/imagery/tiles", test_tiles);

  result = g_test_run ();
  fixture_end ();

  return result;
}
