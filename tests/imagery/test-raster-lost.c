#include "fixture.h"

#include "imagery/error.h"
#include "imagery/imagery.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

/* Files that something happens to while they are shown. */

static double
flat (int band, int x, int y, gpointer data)
{
  return GPOINTER_TO_INT (data) + band;
}

/* Two photos side by side in the same set, of which something happens to the western one. */
typedef struct
{
  char             *path;
  MlsImagery       *imagery;
  MlsImageryReader *reader;
} Shown;

#define SIDE 512

static char *
write_photo (const char *name, int colour, int column)
{
  static const char *const tiled[] = { "TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64", NULL };
  const double place[] = { FIXTURE_X + SIDE * column, 1, 0, FIXTURE_Y, 0, -1 };
  Fixture fixture = { .width = SIDE, .height = SIDE, .geotransform = place, .options = tiled, .pixel = flat,
                      .data = GINT_TO_POINTER (colour) };

  return fixture_write (name, &fixture);
}

static void
set_up (Shown *self, gconstpointer data)
{
  g_autofree char *other = write_photo ("other.tif", 200, 1);
  MlsImagerySource sources[2] = { 0 };

  self->path = write_photo ("lost.tif", 100, 0);
  sources[0].uri = self->path;
  sources[1].uri = other;
  self->imagery = mls_imagery_new (FIXTURE_CRS, sources, 2);
  self->reader = mls_imagery_reader_new ();
}

static void
tear_down (Shown *self, gconstpointer data)
{
  mls_imagery_reader_free (self->reader);
  mls_imagery_unref (self->imagery);
  g_unlink (self->path);
  g_free (self->path);
}

/* 64 × 64 m on the border of both photos, so many metres from their northern end. */
static MlsPicture *
look (Shown *self, int south, GError **error)
{
  const MlsExtent ground = { FIXTURE_X + SIDE - 32, FIXTURE_Y - south - 64, FIXTURE_X + SIDE + 32, FIXTURE_Y - south };
  MlsPicture *picture = mls_picture_new (64, 64);

  mls_imagery_reader_read (self->reader, self->imagery, &ground, picture, NULL, error);

  return picture;
}

static void
assert_shown (Shown *self, int south, int colour)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPicture) picture = look (self, south, &error);

  g_assert_no_error (error);
  assert_colour (picture, 10, 10, colour, colour + 1, colour + 2);
  assert_colour (picture, 50, 10, 200, 201, 202);
}

/* The other one goes on, and the message names this one. */
static void
assert_lost (Shown *self, int south, MlsImageryError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPicture) picture = look (self, south, &error);

  g_assert_error (error, MLS_IMAGERY_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, "lost.tif"));
  assert_no_photo (picture, 10, 10);
  assert_colour (picture, 50, 10, 200, 201, 202);
}

/* Long enough for a file to be looked at again. */
static void
let_pass (void)
{
  g_usleep (1100 * 1000);
}

static void
test_deleted (Shown *self, gconstpointer data)
{
  assert_shown (self, 0, 100);
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  let_pass ();
  assert_lost (self, 200, MLS_IMAGERY_ERROR_OPEN);
}

static void
test_replaced (Shown *self, gconstpointer data)
{
  assert_shown (self, 0, 100);
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  g_free (write_photo ("lost.tif", 30, 0));
  let_pass ();
  assert_shown (self, 0, 30);
}

static void
test_back (Shown *self, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (self->path, ".aside", NULL);

  assert_shown (self, 0, 100);
  g_assert_cmpint (g_rename (self->path, aside), ==, 0);
  let_pass ();
  assert_lost (self, 0, MLS_IMAGERY_ERROR_OPEN);
  g_assert_cmpint (g_rename (aside, self->path), ==, 0);
  let_pass ();
  assert_shown (self, 0, 100);
}

static void
test_truncated (Shown *self, gconstpointer data)
{
  assert_shown (self, 0, 100);
  g_assert_cmpint (truncate (self->path, SIDE * SIDE * 3 / 2), ==, 0);
  let_pass ();
  assert_shown (self, 64, 100);
  assert_lost (self, 448, MLS_IMAGERY_ERROR_READ);
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_begin ();

  g_test_add ("/imagery/raster-lost/deleted", Shown, NULL, set_up, test_deleted, tear_down);
  g_test_add ("/imagery/raster-lost/replaced", Shown, NULL, set_up, test_replaced, tear_down);
  g_test_add ("/imagery/raster-lost/back", Shown, NULL, set_up, test_back, tear_down);
  g_test_add ("/imagery/raster-lost/truncated", Shown, NULL, set_up, test_truncated, tear_down);

  result = g_test_run ();
  fixture_end ();

  return result;
}
