#include "imagery/resample.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* A source of random pixels, some of them no photo. */
static MlsPixels
source_new (guint width, guint height, double holes)
{
  guint8 *data = g_malloc0 ((gsize) width * height * 4);

  for (gsize i = 0; i < (gsize) width * height; i++)
    if (g_test_rand_double () >= holes)
      {
        guint32 noise = (guint32) g_test_rand_int ();

        memcpy (data + i * 4, &noise, 3);
        data[i * 4 + 3] = 255;
      }

  return (MlsPixels){ data, width, height };
}

static double
cubic (double x)
{
  x = fabs (x);

  return x < 1 ? 1.5 * x * x * x - 2.5 * x * x + 1
               : x < 2 ? -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2 : 0;
}

/* The weight of source pixel @k in pixel @i of the result. */
static double
weight_of (MlsAxis axis, guint i, guint k)
{
  double stretch = MAX (axis.step, 1);
  double centre = axis.start + (i + 0.5) * axis.step;
  double sum = 0;

  if (axis.step < MLS_CRISP_STEP)
    return k <= centre && centre < k + 1.0;

  for (double j = floor (centre - 2 * stretch) - 1; j <= centre + 2 * stretch + 1; j++)
    sum += cubic ((j + 0.5 - centre) / stretch);

  return cubic ((k + 0.5 - centre) / stretch) / sum;
}

/* What one pixel of the result is, by the book. */
static void
sum_by_the_book (const MlsPixels *source, MlsAxis across, MlsAxis down, guint x, guint y, double *out)
{
  memset (out, 0, 4 * sizeof *out);

  for (guint row = 0; row < source->height; row++)
    {
      double height = weight_of (down, y, row);

      for (guint column = 0; height != 0 && column < source->width; column++)
        {
          double weight = height * weight_of (across, x, column);

          for (gsize channel = 0; channel < 4; channel++)
            out[channel] += weight *
                            source->data[((gsize) row * source->width + column) * 4 + channel];
        }
    }
}

/* Every pixel of the result is what the book says, to a level or two where all is photo; where some
 * is not, rounding is enlarged with what is left. */
static void
assert_by_the_book (const MlsPixels *source, MlsAxis across, MlsAxis down, const MlsPicture *result)
{
  for (guint y = 0; y < result->height; y++)
    for (guint x = 0; x < result->width; x++)
      {
        gsize i = (gsize) y * result->width + x;
        double sum[4];

        sum_by_the_book (source, across, down, x, y, sum);
        if (fabs (sum[3] - 127.5) < 2)
          continue;

        g_assert_cmpuint (result->mask[i], ==, sum[3] > 127.5 ? 255 : 0);
        for (gsize channel = 0; channel < 3; channel++)
          {
            double expected = sum[3] > 127.5 ? CLAMP (sum[channel] * 255 / sum[3], 0, 255) : 0;

            g_assert_cmpfloat_with_epsilon (result->rgb[i * 3 + channel], expected, 2);
          }
      }
}

static void
test_scaled (void)
{
  for (int round = 0; round < 400; round++)
    {
      guint width = (guint) g_test_rand_int_range (1, 40);
      guint height = (guint) g_test_rand_int_range (1, 40);
      double holes = round % 3 == 0 ? 0.1 : 0;
      MlsPixels source = source_new (width, height, holes);
      g_autofree gpointer data = (gpointer) source.data;
      MlsAxis across = { g_test_rand_double_range (-6, width),
                         exp2 (g_test_rand_double_range (-4, 2)) };
      MlsAxis down = { g_test_rand_double_range (-6, height),
                       round % 2 ? across.step : exp2 (g_test_rand_double_range (-4, 2)) };
      g_autoptr (MlsPicture) result = mls_picture_new ((guint) g_test_rand_int_range (1, 24),
                                                       (guint) g_test_rand_int_range (1, 24));

      mls_resample_scaled (&source, across, down, result);
      assert_by_the_book (&source, across, down, result);
    }
}

/* One colour stays that colour, to the last bit, at every scale. */
static void
test_flat (void)
{
  static const guint8 levels[] = { 0, 1, 2, 127, 128, 200, 254, 255 };
  guint8 data[64 * 64 * 4];
  MlsPixels source = { data, 64, 64 };

  for (gsize k = 0; k < G_N_ELEMENTS (levels); k++)
    {
      memset (data, levels[k], sizeof data);
      for (gsize i = 3; i < sizeof data; i += 4)
        data[i] = 255;

      for (double step = 0.1; step < 4; step *= 1.07)
        {
          g_autoptr (MlsPicture) result = mls_picture_new (9, 9);
          MlsAxis axis = { 32 - 4.5 * step + 0.3, step };

          mls_resample_scaled (&source, axis, axis, result);
          for (gsize i = 0; i < 9 * 9 * 3; i++)
            g_assert_cmpuint (result->rgb[i], ==, levels[k]);
        }
    }
}

/* A source far smaller than a pixel, or far away, costs no more than another. */
static void
test_tiny (void)
{
  static const double steps[] = { 40, 1000, 1e6, 1e9 };
  guint8 pixel[] = { 10, 20, 30, 255 };
  MlsPixels source = { pixel, 1, 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (MlsPicture) result = mls_picture_new (512, 512);
      MlsAxis axis = { -256 * steps[i], steps[i] };

      mls_resample_scaled (&source, axis, axis, result);
      mls_picture_judge (result);
      g_assert_cmpint (result->cover, ==, MLS_COVER_NONE);
    }
}

/* The mapping that leads each pixel to where an axis would. */
static double *
dup_nodes (MlsAxis across, MlsAxis down, guint n_across, guint n_down, guint cell)
{
  double *nodes = g_new (double, (gsize) n_across * n_down * 2);

  for (guint row = 0; row < n_down; row++)
    for (guint column = 0; column < n_across; column++)
      {
        nodes[((gsize) row * n_across + column) * 2] = across.start + column * cell * across.step;
        nodes[((gsize) row * n_across + column) * 2 + 1] = down.start + row * cell * down.step;
      }

  return nodes;
}

/* Linear between the four pixels around a place. */
static void
sum_linear (const MlsPixels *source, double x, double y, double *out)
{
  memset (out, 0, 4 * sizeof *out);

  for (guint row = 0; row < source->height; row++)
    for (guint column = 0; column < source->width; column++)
      {
        double weight = MAX (0, 1 - fabs (column + 0.5 - x)) * MAX (0, 1 - fabs (row + 0.5 - y));

        for (gsize channel = 0; channel < 4; channel++)
          out[channel] += weight *
                          source->data[((gsize) row * source->width + column) * 4 + channel];
      }
}

static void
test_mapped (void)
{
  for (int round = 0; round < 300; round++)
    {
      guint width = (guint) g_test_rand_int_range (1, 30);
      guint height = (guint) g_test_rand_int_range (1, 30);
      MlsPixels source = source_new (width, height, round % 3 == 0 ? 0.1 : 0);
      g_autofree gpointer data = (gpointer) source.data;
      double step = g_test_rand_double_range (MLS_CRISP_STEP, 1);
      MlsAxis across = { g_test_rand_double_range (-5, width), step };
      MlsAxis down = { g_test_rand_double_range (-5, height), round % 2 ? step : -step };
      g_autoptr (MlsPicture) result = mls_picture_new ((guint) g_test_rand_int_range (1, 40), 19);
      guint n_across = (result->width + 7) / 8 + 1;
      g_autofree double *nodes = dup_nodes (across, down, n_across, 4, 8);

      mls_resample_mapped (&source, &(MlsMapping){ nodes, n_across, 8, step }, result);

      for (guint y = 0; y < result->height; y++)
        for (guint x = 0; x < result->width; x++)
          {
            gsize i = (gsize) y * result->width + x;
            double sum[4];

            sum_linear (&source, across.start + (x + 0.5) * across.step,
                        down.start + (y + 0.5) * down.step, sum);
            if (fabs (sum[3] - 127.5) < 8)
              continue;

            /* Places are told in 64ths of a pixel, between pixels as far apart as can be. */
            g_assert_cmpuint (result->mask[i], ==, sum[3] > 127.5 ? 255 : 0);
            if (sum[3] > 127.5)
              for (gsize channel = 0; channel < 3; channel++)
                g_assert_cmpfloat_with_epsilon (result->rgb[i * 3 + channel],
                                                sum[channel] * 255 / sum[3], 10);
          }
    }
}

/* Nodes that lead nowhere, and nodes that lead far away, paint nothing. */
static void
test_mapped_nowhere (void)
{
  MlsPixels source = source_new (16, 16, 0);
  g_autofree gpointer data = (gpointer) source.data;
  static const double places[] = { (double) NAN, 1e9, -1e9, (double) INFINITY };

  for (gsize k = 0; k < G_N_ELEMENTS (places); k++)
    for (double step = 0.1; step < 3; step *= 2)
      {
        g_autoptr (MlsPicture) result = mls_picture_new (32, 32);
        double nodes[3 * 3 * 2];

        for (gsize i = 0; i < G_N_ELEMENTS (nodes); i++)
          nodes[i] = places[k];
        mls_resample_mapped (&source, &(MlsMapping){ nodes, 3, 16, step }, result);
        mls_picture_judge (result);
        g_assert_cmpint (result->cover, ==, MLS_COVER_NONE);
      }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/imagery/resample/scaled", test_scaled);
  g_test_add_func ("/imagery/resample/flat", test_flat);
  g_test_add_func ("/imagery/resample/tiny", test_tiny);
  g_test_add_func ("/imagery/resample/mapped", test_mapped);
  g_test_add_func ("/imagery/resample/mapped-nowhere", test_mapped_nowhere);

  return g_test_run ();
}
