#include "imagery/display.h"
#include "imagery/error.h"
#include "imagery/tone.h"

#include <locale.h>
#include <string.h>

/* One opaque pixel, and one that is no photo. */
static MlsPicture *
pixel_new (guint8 red, guint8 green, guint8 blue)
{
  MlsPicture *picture = mls_picture_new (2, 1);
  const guint8 rgb[] = { red, green, blue };

  memcpy (picture->rgb, rgb, sizeof rgb);
  picture->mask[0] = 255;
  mls_picture_judge (picture);

  return picture;
}

static void
assert_tone (MlsTone tone, guint8 red, guint8 green, guint8 blue, const guint8 *expected)
{
  g_autoptr (MlsPicture) picture = pixel_new (red, green, blue);

  mls_tone_apply (&tone, picture);
  g_assert_cmpmem (picture->rgb, 3, expected, 3);
  g_assert_cmpuint (picture->mask[0], ==, expected[3]);
  g_assert_cmpuint (picture->rgb[3] + picture->rgb[4] + picture->rgb[5] + picture->mask[1], ==, 0);
}

#define ASSERT_TONE(tone, red, green, blue, ...) \
  assert_tone (tone, red, green, blue, (const guint8[]){ __VA_ARGS__ })

static void
test_tones (void)
{
  const MlsTone as_is = MLS_TONE_AS_IS;
  MlsTone tone = as_is;

  ASSERT_TONE (as_is, 1, 100, 255, 1, 100, 255, 255);

  tone.brightness = 40;
  ASSERT_TONE (tone, 0, 100, 220, 51, 151, 255, 255);
  tone.brightness = -40;
  ASSERT_TONE (tone, 20, 100, 255, 0, 49, 204, 255);

  tone = as_is;
  tone.contrast = 50;
  ASSERT_TONE (tone, 0, 100, 200, 0, 73, 255, 255);
  tone.contrast = -100;
  ASSERT_TONE (tone, 0, 100, 200, 128, 128, 128, 255);
  tone.contrast = 100;
  ASSERT_TONE (tone, 120, 127, 128, 0, 0, 255, 255);

  tone = as_is;
  tone.gamma = 2;
  ASSERT_TONE (tone, 0, 64, 255, 0, 128, 255, 255);

  tone = as_is;
  tone.saturation = -100;
  ASSERT_TONE (tone, 255, 0, 0, 76, 76, 76, 255);
  tone.saturation = 100;
  ASSERT_TONE (tone, 100, 100, 100, 100, 100, 100, 255);
  ASSERT_TONE (tone, 120, 100, 100, 134, 94, 94, 255);

  tone = as_is;
  tone.opacity = 40;
  ASSERT_TONE (tone, 255, 100, 0, 102, 40, 0, 102);
  tone.opacity = 0;
  ASSERT_TONE (tone, 255, 100, 0, 0, 0, 0, 0);
}

/* What is beyond the limits is the limit. */
static void
test_limits (void)
{
  MlsTone tone = { 1e9, -1e9, 1e9, -1e9, 1e9 };

  ASSERT_TONE (tone, 3, 100, 255, 255, 255, 255, 255);
}

static void
test_lay (void)
{
  g_autoptr (MlsPicture) above = pixel_new (200, 100, 0);
  g_autoptr (MlsPicture) below = pixel_new (0, 100, 250);
  MlsTone half = MLS_TONE_AS_IS;

  half.opacity = 60;
  mls_tone_apply (&half, above);
  g_assert_cmpint (above->cover, ==, MLS_COVER_PART);
  mls_picture_lay_part_under (above, below, 0, 0);
  mls_picture_judge (above);
  g_assert_cmpmem (above->rgb, 3, ((const guint8[]){ 120, 100, 100 }), 3);
  g_assert_cmpuint (above->mask[0], ==, 255);
  g_assert_cmpuint (above->mask[1], ==, 0);

  mls_picture_lay_on (above, 0x102030);
  g_assert_cmpmem (above->rgb, 6, ((const guint8[]){ 120, 100, 100, 0x10, 0x20, 0x30 }), 6);
  g_assert_cmpint (above->cover, ==, MLS_COVER_FULL);
}

/* A translucent photo over nothing lets the colour of nothing through. */
static void
test_lay_translucent (void)
{
  g_autoptr (MlsPicture) picture = pixel_new (200, 100, 0);
  MlsTone half = MLS_TONE_AS_IS;

  half.opacity = 60;
  mls_tone_apply (&half, picture);
  mls_picture_lay_on (picture, 0x646464);
  g_assert_cmpmem (picture->rgb, 6, ((const guint8[]){ 160, 100, 40, 100, 100, 100 }), 6);
}

static void
test_words (void)
{
  static const char text[] = "brightness=-12.5 gamma=1.2 opacity=80 bands=4,1,2 infrared=4,3,2 "
                             "stretch=200:3400,100:2000,0.5:7 nodata=ignore crs=project";
  MlsDisplay display = mls_display_read (text);
  g_autofree char *again = mls_display_dup_text (&display);

  g_assert_cmpstr (again, ==, text);
  g_assert_cmpfloat (display.tone.brightness, ==, -12.5);
  g_assert_cmpfloat (display.tone.contrast, ==, 0);
  g_assert_cmpfloat (display.tone.gamma, ==, 1.2);
  g_assert_cmpuint (display.raster.bands[0], ==, 4);
  g_assert_cmpfloat (display.raster.stretch[2].low, ==, 0.5);
  g_assert_cmpint (display.raster.nodata, ==, MLS_NODATA_IGNORE);
  g_assert_true (display.raster.assume_project_crs);
  g_assert_true (mls_display_has_infrared (&display));
}

/* A file that somebody else wrote, or a newer version. */
static void
test_other_words (void)
{
  static const char *const texts[] = { NULL, "", "sharp", "sharp=3", "gamma=", "gamma=x gamma=0",
                                       "bands=1,2 bands=0 bands=1.5", "stretch=3:1 stretch=1",
                                       "nodata=perhaps", "crs=none", "  =  ", "gamma=nan" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      MlsDisplay display = mls_display_read (texts[i]);

      g_assert_null (mls_display_dup_text (&display));
    }
}

static void
test_set (void)
{
  MlsDisplay display = mls_display_read ("gamma=2 bands=1");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mls_display_set (&display, "gamma", "", NULL));
  g_assert_true (mls_display_set (&display, "stretch", "1:200", NULL));
  text = mls_display_dup_text (&display);
  g_assert_cmpstr (text, ==, "bands=1,1,1 stretch=1:200,1:200,1:200");

  g_assert_false (mls_display_set (&display, "sharpness", "3", &error));
  g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_DISPLAY);
  g_clear_error (&error);
  g_assert_false (mls_display_set (&display, "opacity", "101", &error));
  g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_DISPLAY);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/imagery/tone/tones", test_tones);
  g_test_add_func ("/imagery/tone/limits", test_limits);
  g_test_add_func ("/imagery/tone/lay", test_lay);
  g_test_add_func ("/imagery/tone/lay-translucent", test_lay_translucent);
  g_test_add_func ("/imagery/display/words", test_words);
  g_test_add_func ("/imagery/display/other-words", test_other_words);
  g_test_add_func ("/imagery/display/set", test_set);

  return g_test_run ();
}
