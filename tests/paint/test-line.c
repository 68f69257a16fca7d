#include "paint/line.h"
#include "paint/mix.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#define SIZE 24

static const MlsLineStyle white_on_black = { 1, 1, 0xffffff, 0x000000, 1, 1 };

static void
blend_lines (const MlsLineStyle *style, const float *lines, guint n_lines, guint8 *rgb)
{
  g_autoptr (MlsLineField) field = mls_line_field_new (SIZE, SIZE, style);

  for (guint i = 0; i < n_lines; i++)
    mls_line_field_add (field, lines[4 * i], lines[4 * i + 1], lines[4 * i + 2], lines[4 * i + 3]);

  memset (rgb, 128, SIZE * SIZE * 3);
  mls_line_field_blend (field, rgb, SIZE * 3);
}

/* The division is exact for all sums two channels can give. */
static void
test_divide (void)
{
  for (guint value = 0; value <= 255 * 255; value++)
    g_assert_cmpuint (mls_mix_divide (value), ==, (value + 127) / 255);
}

static void
test_over (void)
{
  MlsMix nothing = MLS_MIX_NOTHING;
  MlsMix half = mls_mix_over (&nothing, 0x804020, 0.5);
  MlsMix all = mls_mix_over (&half, 0x123456, 1);
  guint8 rgb[3] = { 255, 0, 100 };

  mls_mix_pixel (rgb, &nothing);
  g_assert_cmpmem (rgb, 3, ((const guint8[]){ 255, 0, 100 }), 3);

  /* Half of 255 is kept as 128 / 255, and 0x80, 0x40, 0x20 are added as halves. */
  mls_mix_pixel (rgb, &half);
  g_assert_cmpmem (rgb, 3, ((const guint8[]){ 192, 32, 66 }), 3);

  mls_mix_pixel (rgb, &all);
  g_assert_cmpmem (rgb, 3, ((const guint8[]){ 0x12, 0x34, 0x56 }), 3);
}

/* No mix of layers overflows a channel. */
static void
test_no_overflow (void)
{
  for (int i = 0; i < 10000; i++)
    {
      MlsMix mix = MLS_MIX_NOTHING;

      for (int layer = 0; layer < 3; layer++)
        mix = mls_mix_over (&mix, g_test_rand_bit () ? 0xffffff : (guint32) g_test_rand_int () >> 8,
                            g_test_rand_double ());
      for (int c = 0; c < 3; c++)
        g_assert_cmpuint (255u * mix.keep + mix.add[c], <=, 255 * 255);
    }
}

/* Across a vertical line 1 px wide with a casing of 1 px: full at its middle, nothing 2 px away. */
static void
test_profile (void)
{
  const float through_centres[] = { 10, -20, 10, 40 };
  const float between_centres[] = { 10.5f, -20, 10.5f, 40 };
  const guint8 at_centres[] = { 128, 128, 0, 255, 0, 128, 128 };
  guint8 rgb[SIZE * SIZE * 3];

  blend_lines (&white_on_black, through_centres, 1, rgb);
  for (int row = 0; row < SIZE; row++)
    for (int i = 0; i < 7; i++)
      g_assert_cmpint (ABS (rgb[(row * SIZE + 7 + i) * 3] - at_centres[i]), <=, 1);

  blend_lines (&white_on_black, between_centres, 1, rgb);
  for (int row = 0; row < SIZE; row++)
    {
      const guint8 *pixels = rgb + row * SIZE * 3;

      g_assert_cmpint (ABS (pixels[3 * 9] - 64), <=, 2);
      g_assert_cmpint (ABS (pixels[3 * 10] - 128), <=, 2);
      g_assert_cmpint (ABS (pixels[3 * 11] - 128), <=, 2);
      g_assert_cmpint (ABS (pixels[3 * 12] - 64), <=, 2);
      g_assert_cmpuint (pixels[3 * 8], ==, 128);
    }
}

/* Each pixel is what its distance to the nearest line makes it. */
static void
test_distances (void)
{
  for (int round = 0; round < 200; round++)
    {
      float line[4];
      guint8 rgb[SIZE * SIZE * 3];

      for (int i = 0; i < 4; i++)
        line[i] = (float) g_test_rand_double_range (-8, SIZE + 8);
      if (round % 10 == 0)
        line[2] = line[0], line[3] = line[1];
      blend_lines (&white_on_black, line, 1, rgb);

      for (int i = 0; i < SIZE * SIZE; i++)
        {
          double x = i % SIZE - (double) line[0];
          double y = i / SIZE - (double) line[1];
          double dx = (double) line[2] - (double) line[0];
          double dy = (double) line[3] - (double) line[1];
          double t =
              dx * dx + dy * dy > 0 ? CLAMP ((x * dx + y * dy) / (dx * dx + dy * dy), 0, 1) : 0;
          double distance = hypot (x - t * dx, y - t * dy);
          double white = CLAMP (1 - distance, 0, 1);
          double black = CLAMP (2 - distance, 0, 1);

          g_assert_cmpfloat_with_epsilon (rgb[3 * i], 255 * white + (1 - white) * (1 - black) * 128,
                                          5);
        }
    }
}

/* Lines drawn in another order, twice, or the other way round make the same picture. */
static void
test_order (void)
{
  float lines[4 * 40];
  float shuffled[4 * 60];
  guint8 rgb[SIZE * SIZE * 3];
  guint8 again[SIZE * SIZE * 3];

  for (int i = 0; i < 4 * 40; i++)
    lines[i] = (float) g_test_rand_int_range (-4 * 8, 4 * (SIZE + 8)) / 4;
  for (int i = 0; i < 60; i++)
    memcpy (shuffled + 4 * i, lines + 4 * (39 - i % 40), 4 * sizeof (float));

  blend_lines (&white_on_black, lines, 40, rgb);
  blend_lines (&white_on_black, shuffled, 60, again);
  g_assert_cmpmem (rgb, sizeof rgb, again, sizeof again);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paint/mix/divide", test_divide);
  g_test_add_func ("/paint/mix/over", test_over);
  g_test_add_func ("/paint/mix/no-overflow", test_no_overflow);
  g_test_add_func ("/paint/line/profile", test_profile);
  g_test_add_func ("/paint/line/distances", test_distances);
  g_test_add_func ("/paint/line/order", test_order);

  return g_test_run ();
}
