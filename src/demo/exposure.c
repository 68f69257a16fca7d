#include "demo/exposure.h"

#include "demo/noise.h"

#include <stdlib.h>
#include <string.h>

/* Beyond the territory, its nearest edge is looked for once for so many px, squared. */
#define RIM_STEP 8

/* The light on the film changes so slowly that it is looked up once for so many px. */
#define LIGHT_STEP 32

static int
compare_crossings (gconstpointer left, gconstpointer right)
{
  const MlsCrossing *a = left;
  const MlsCrossing *b = right;

  return (a->x > b->x) - (a->x < b->x);
}

/**
 * mls_strip_rows_new:
 * @scene: a scene
 * @north: where row 0 of the photo lies, in its middle, m from the scene's origin
 * @first_row: the first row wanted
 * @n_rows: how many rows
 *
 * Returns: (transfer full): where the rows cross borders
 */
MlsStripRows *
mls_strip_rows_new (const MlsScene *scene, double north, int first_row, int n_rows)
{
  MlsStripRows *rows = g_new0 (MlsStripRows, 1);
  float top = (float) (north - first_row * MLS_PIXEL_M);
  float bottom = top - (float) (n_rows - 1) * MLS_PIXEL;

  rows->first_row = first_row;
  rows->n_rows = n_rows;
  rows->rows = g_new (GArray *, n_rows);
  for (int r = 0; r < n_rows; r++)
    rows->rows[r] = g_array_new (FALSE, FALSE, sizeof (MlsCrossing));

  for (guint i = 0; i < scene->edges->len; i++)
    {
      const MlsSceneEdge *edge = &g_array_index (scene->edges, MlsSceneEdge, i);
      int first, last;

      if (edge->y0 > top)
        break;
      if (edge->y1 < bottom || edge->y0 == edge->y1)
        continue;

      /* Rows with y0 <= y < y1. */
      first = MAX (0, (int) floorf ((top - edge->y1) / MLS_PIXEL) + 1);
      last = MIN (n_rows - 1, (int) floorf ((top - edge->y0) / MLS_PIXEL));
      for (int r = first; r <= last; r++)
        {
          float y = top - (float) r * MLS_PIXEL;
          float t = (y - edge->y0) / (edge->y1 - edge->y0);
          MlsCrossing crossing = { edge->x0 + (edge->x1 - edge->x0) * t, edge->right };

          g_array_append_val (rows->rows[r], crossing);
        }
    }

  for (int r = 0; r < n_rows; r++)
    g_array_sort (rows->rows[r], compare_crossings);

  return rows;
}

/**
 * mls_strip_rows_free:
 * @rows: (transfer full): crossings
 */
void
mls_strip_rows_free (MlsStripRows *rows)
{
  for (int r = 0; r < rows->n_rows; r++)
    g_array_unref (rows->rows[r]);
  g_free (rows->rows);
  g_free (rows);
}

/**
 * mls_exposure_new:
 * @scene: what to take
 * @date: when
 * @width: px, margin left out
 * @height: px, margin left out
 *
 * Returns: (transfer full): an exposure to be aimed, again and again
 */
MlsExposure *
mls_exposure_new (const MlsScene *scene, guint date, int width, int height)
{
  MlsExposure *exposure = g_new0 (MlsExposure, 1);
  gsize n;

  exposure->scene = scene;
  exposure->season = mls_season (date);
  exposure->date = date;
  exposure->width = width + 2 * MLS_MARGIN;
  exposure->height = height + 2 * MLS_MARGIN;

  n = (gsize) exposure->width * (gsize) exposure->height;
  exposure->plots = g_new (guint32, n);
  exposure->depth = g_new (guint8, n);
  exposure->shade = g_new (guint8, n);
  exposure->tint = g_new (MlsTint, n);
  exposure->canopy = g_new (float, n);
  exposure->trees = g_array_new (FALSE, FALSE, sizeof (MlsTree));

  return exposure;
}

/**
 * mls_exposure_free:
 * @exposure: (transfer full): an exposure
 */
void
mls_exposure_free (MlsExposure *exposure)
{
  g_free (exposure->plots);
  g_free (exposure->depth);
  g_free (exposure->shade);
  g_free (exposure->tint);
  g_free (exposure->canopy);
  g_array_unref (exposure->trees);
  g_free (exposure);
}

static double
rim_distance (const MlsScene *scene, guint i, MlsVec at)
{
  MlsVec d = mls_vec_sub (g_array_index (scene->rim, MlsVec, i), at);

  return mls_vec_dot (d, d);
}

static guint
nearest_rim (const MlsScene *scene, MlsVec at)
{
  guint best = 0;
  double best_distance = rim_distance (scene, 0, at);

  for (guint i = 1; i < scene->rim->len; i++)
    {
      double distance = rim_distance (scene, i, at);

      if (distance < best_distance)
        {
          best = i;
          best_distance = distance;
        }
    }

  return best;
}

/* Beyond the territory, fields and roads go on as they reached its edge. @rim has what was found
 * for the columns above. */
static void
extend_row (MlsExposure *exposure, int row, guint32 *rim)
{
  guint32 *plots = exposure->plots + row * exposure->width;

  for (int column = 0; column < exposure->width; column++)
    {
      guint32 *plot = &rim[column / RIM_STEP];

      if (plots[column] != MLS_PLOT_NONE)
        continue;

      if (*plot == MLS_PLOT_NONE)
        {
          MlsVec at = { (double) mls_exposure_x (exposure, column / RIM_STEP * RIM_STEP),
                        (double) mls_exposure_y (exposure, row / RIM_STEP * RIM_STEP) };

          *plot = g_array_index (exposure->scene->rim_plots, guint32,
                                 nearest_rim (exposure->scene, at));
        }
      plots[column] = *plot;
    }
}

static void
fill_row (MlsExposure *exposure, const GArray *crossings, int row)
{
  guint32 *plots = exposure->plots + row * exposure->width;
  guint32 plot = MLS_PLOT_NONE;
  int column = 0;

  for (guint k = 0; k < crossings->len && column < exposure->width; k++)
    {
      const MlsCrossing *crossing = &g_array_index (crossings, MlsCrossing, k);
      int end = (int) ceilf ((crossing->x - exposure->west) / MLS_PIXEL);

      for (; column < MIN (end, exposure->width); column++)
        plots[column] = plot;
      plot = crossing->right;
    }

  for (; column < exposure->width; column++)
    plots[column] = plot;
}

/* The way to the next plot, in two sweeps, as on a chessboard with diagonals at one and a half. */
static void
measure_depth (MlsExposure *exposure)
{
  int w = exposure->width;
  int h = exposure->height;
  guint8 *depth = exposure->depth;
  const guint32 *plots = exposure->plots;

  memset (depth, MLS_DEEPEST, (gsize) w * (gsize) h);

  for (int row = 1; row < h; row++)
    for (int column = 1; column + 1 < w; column++)
      {
        int i = row * w + column;
        int best = MLS_DEEPEST;

        if (plots[i] != plots[i - 1] || plots[i] != plots[i - w] || plots[i] != plots[i + 1])
          best = 1;
        best = MIN (best, depth[i - 1] + 2);
        best = MIN (best, depth[i - w] + 2);
        best = MIN (best, depth[i - w - 1] + 3);
        depth[i] = (guint8) MIN (best, depth[i - w + 1] + 3);
      }

  for (int row = h - 2; row >= 0; row--)
    for (int column = w - 2; column > 0; column--)
      {
        int i = row * w + column;
        int best = depth[i];

        if (plots[i] != plots[i + w])
          best = 1;
        best = MIN (best, depth[i + 1] + 2);
        best = MIN (best, depth[i + w] + 2);
        best = MIN (best, depth[i + w + 1] + 3);
        depth[i] = (guint8) MIN (best, depth[i + w - 1] + 3);
      }
}

/**
 * mls_exposure_aim:
 * @exposure: an exposure
 * @rows: the crossings of its rows, margin included
 * @west: where its first column lies, in its middle, margin included, m from the scene's origin
 * @north: likewise, its first row; the first of @rows
 *
 * Finds what lies under each pixel, and clears all the rest.
 */
void
mls_exposure_aim (MlsExposure *exposure, const MlsStripRows *rows, float west, float north)
{
  gsize n = (gsize) exposure->width * (gsize) exposure->height;
  g_autofree guint32 *rim = g_new (guint32, exposure->width / RIM_STEP + 1);

  exposure->west = west;
  exposure->north = north;

  for (int row = 0; row < exposure->height; row++)
    {
      if (row % RIM_STEP == 0)
        for (int i = 0; i <= exposure->width / RIM_STEP; i++)
          rim[i] = MLS_PLOT_NONE;
      fill_row (exposure, rows->rows[row], row);
      extend_row (exposure, row, rim);
    }

  measure_depth (exposure);
  memset (exposure->shade, 0, n);
  memset (exposure->canopy, 0, n * sizeof (float));
}

static inline void
add (MlsTint *sum, MlsTint tint, float weight)
{
  sum->r += tint.r * weight;
  sum->g += tint.g * weight;
  sum->b += tint.b * weight;
}

/* No lens draws a border sharper than this. */
static MlsTint
blurred (const MlsExposure *exposure, int i)
{
  const MlsTint *t = exposure->tint + i;
  int w = exposure->width;
  MlsTint sum = mls_tint_scale (t[0], 0.40f);

  add (&sum, t[-1], 0.105f);
  add (&sum, t[1], 0.105f);
  add (&sum, t[-w], 0.105f);
  add (&sum, t[w], 0.105f);
  add (&sum, t[-w - 1], 0.045f);
  add (&sum, t[-w + 1], 0.045f);
  add (&sum, t[w - 1], 0.045f);
  add (&sum, t[w + 1], 0.045f);

  return sum;
}

static guint8
to_byte (float value)
{
  return (guint8) (value < 0 ? 0 : value > 255 ? 255 : value + 0.5f);
}

/**
 * mls_exposure_print:
 * @exposure: an exposure with everything on it
 * @rgb: (out): its pixels, margin left out
 * @stride: bytes from row to row of @rgb
 *
 * Adds what the lens, the air and the film do: soft edges, uneven light, grain.
 */
void
mls_exposure_print (MlsExposure *exposure, guint8 *rgb, gsize stride)
{
  const MlsTint cast = exposure->season->cast;
  guint32 film = exposure->date * 7919;

  for (int row = MLS_MARGIN; row < exposure->height - MLS_MARGIN; row++)
    {
      guint8 *out = rgb + (gsize) (row - MLS_MARGIN) * stride;
      float y = mls_exposure_y (exposure, row);
      guint32 y_cell = (guint32) (gint32) (y / MLS_PIXEL);
      float light = 1;

      for (int column = MLS_MARGIN; column < exposure->width - MLS_MARGIN; column++, out += 3)
        {
          float x = mls_exposure_x (exposure, column);
          MlsTint tint = blurred (exposure, row * exposure->width + column);
          float grain =
              5 * (mls_hash_unit ((guint32) (gint32) (x / MLS_PIXEL), y_cell, film) - 0.5f);

          if (column % LIGHT_STEP == 0)
            light = 0.965f + 0.07f * mls_noise (x / 620, y / 620, film + 1);
          out[0] = to_byte (tint.r * light * cast.r + grain + 4);
          out[1] = to_byte (tint.g * light * cast.g + grain + 5);
          out[2] = to_byte (tint.b * light * cast.b + grain + 7);
        }
    }
}
