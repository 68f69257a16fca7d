#include "demo/exposure.h"

#include "demo/noise.h"

#include <stdlib.h>
#include <string.h>

/* What grows on a land: one plant to a cell, or none. */
typedef struct
{
  float   spacing;   /* m */
  float   chance;
  float   least;     /* m, radius of a crown */
  float   most;
  float   inside;    /* m from the plot's border, at least */
  float   outside;   /* m from it, at most */
  float   needles;   /* share */
  guint8  is_planted; /* in rows along the plot */
} Growth;

#define ANY 1000

/* Two growths a land: trees, and what is smaller. */
static const Growth growths[MLS_N_LANDS][2] = {
  [MLS_LAND_TRACK] = { { 11, 0.16f, 1.0f, 2.6f, 0, 0.7f, 0, FALSE } },
  [MLS_LAND_STREAM] = { { 4.6f, 0.55f, 1.6f, 3.4f, 0, 1.4f, 0, FALSE } },
  [MLS_LAND_POND] = { { 6, 0.35f, 1.4f, 3.0f, 0, 1.2f, 0, FALSE } },
  [MLS_LAND_ARABLE] = { { 95, 0.06f, 2.6f, 4.6f, 2, ANY, 0, FALSE } },
  [MLS_LAND_MEADOW] = { { 42, 0.16f, 2.4f, 5.0f, 2, ANY, 0, FALSE } },
  [MLS_LAND_WET_MEADOW] = { { 24, 0.16f, 1.6f, 3.6f, 1, ANY, 0, FALSE } },
  [MLS_LAND_ORCHARD] = { { 4.7f, 0.95f, 1.2f, 1.9f, 2.5f, ANY, 0, TRUE } },
  [MLS_LAND_FALLOW] = { { 8, 0.2f, 0.5f, 1.5f, 0.5f, ANY, 0, FALSE } },
  [MLS_LAND_SCRUB] = { { 5.5f, 0.45f, 1.2f, 2.8f, 0.3f, ANY, 0.05f, FALSE },
                       { 2.4f, 0.6f, 0.5f, 1.2f, 0.2f, ANY, 0, FALSE } },
  [MLS_LAND_HEDGE] = { { 3.3f, 0.95f, 1.7f, 3.3f, 1.0f, ANY, 0, FALSE },
                       { 1.9f, 0.8f, 0.7f, 1.5f, 0.4f, ANY, 0, FALSE } },
  [MLS_LAND_LOW_HEDGE] = { { 1.9f, 0.92f, 0.8f, 1.6f, 0.5f, ANY, 0, FALSE },
                           { 14, 0.4f, 1.6f, 2.8f, 1.0f, ANY, 0, FALSE } },
  [MLS_LAND_WOOD] = { { 5.6f, 0.97f, 2.8f, 4.8f, 0.8f, ANY, 0.02f, FALSE },
                      { 3.4f, 0.6f, 1.0f, 2.2f, 0.4f, ANY, 0, FALSE } },
  [MLS_LAND_CONIFERS] = { { 4.1f, 0.96f, 1.7f, 2.5f, 0.8f, ANY, 1, FALSE } },
  [MLS_LAND_MIXED_WOOD] = { { 5.2f, 0.97f, 2.2f, 4.4f, 0.8f, ANY, 0.45f, FALSE },
                            { 3.4f, 0.5f, 1.0f, 2.0f, 0.4f, ANY, 0.3f, FALSE } },
  [MLS_LAND_WET_WOOD] = { { 4.9f, 0.92f, 2.2f, 4.0f, 0.6f, ANY, 0, FALSE },
                          { 3.0f, 0.6f, 0.9f, 1.8f, 0.3f, ANY, 0, FALSE } },
  [MLS_LAND_POPLARS] = { { 6.6f, 0.96f, 2.3f, 2.9f, 2.5f, ANY, 0, TRUE } },
  [MLS_LAND_PLANTATION] = { { 3.0f, 0.9f, 0.5f, 1.0f, 1.5f, ANY, 0, TRUE } },
  [MLS_LAND_CLEARING] = { { 19, 0.2f, 1.8f, 3.4f, 1, ANY, 0, FALSE },
                          { 5, 0.25f, 0.4f, 0.9f, 0.5f, ANY, 0, FALSE } },
  [MLS_LAND_GARDEN_DENSE] = { { 6, 0.30f, 1.0f, 2.6f, 0.8f, ANY, 0.1f, FALSE },
                              { 1.7f, 0.55f, 0.5f, 0.9f, 0.2f, 0.8f, 0.1f, FALSE } },
  [MLS_LAND_GARDEN] = { { 7, 0.34f, 1.1f, 3.4f, 1, ANY, 0.15f, FALSE },
                        { 0.95f, 0.9f, 0.5f, 0.85f, 0.2f, 0.8f, 0.1f, FALSE } },
  [MLS_LAND_GROVE] = { { 5.6f, 0.78f, 1.6f, 4.0f, 1, ANY, 0.3f, FALSE },
                       { 0.95f, 0.9f, 0.55f, 0.95f, 0.2f, 0.85f, 0.1f, FALSE } },
  [MLS_LAND_GARDEN_LOOSE] = { { 8, 0.32f, 1.2f, 3.6f, 1, ANY, 0.15f, FALSE },
                              { 0.95f, 0.9f, 0.55f, 0.95f, 0.2f, 0.85f, 0.1f, FALSE } },
  [MLS_LAND_GROVE_LOOSE] = { { 5.8f, 0.78f, 1.6f, 4.2f, 1, ANY, 0.3f, FALSE },
                             { 0.95f, 0.9f, 0.55f, 0.95f, 0.2f, 0.85f, 0.1f, FALSE } },
  [MLS_LAND_GARDEN_LONE] = { { 7, 0.45f, 1.4f, 3.8f, 1, ANY, 0.1f, FALSE },
                             { 1.0f, 0.9f, 0.6f, 1.1f, 0.2f, 0.9f, 0.1f, FALSE } },
  [MLS_LAND_KITCHEN_GARDEN] = { { 9, 0.22f, 0.9f, 2.0f, 1, ANY, 0, FALSE },
                                { 1.7f, 0.4f, 0.5f, 0.8f, 0.2f, 0.8f, 0, FALSE } },
  [MLS_LAND_YARD] = { { 8, 0.14f, 0.9f, 2.2f, 1, ANY, 0.2f, FALSE },
                      { 1.7f, 0.4f, 0.5f, 0.8f, 0.2f, 0.8f, 0.2f, FALSE } },
  [MLS_LAND_VACANT] = { { 7, 0.18f, 0.7f, 2.4f, 0.8f, ANY, 0, FALSE } },
  [MLS_LAND_FARMYARD] = { { 11, 0.16f, 1.6f, 3.8f, 0.5f, 6, 0, FALSE } },
  [MLS_LAND_CHURCHYARD] = { { 9, 0.3f, 1.0f, 2.6f, 0.5f, 2.5f, 0.6f, FALSE } },
  [MLS_LAND_CAR_PARK] = { { 9, 0.16f, 1.4f, 2.2f, 0.5f, ANY, 0, TRUE } },
  [MLS_LAND_PITCH] = { { 5, 0.55f, 1.6f, 3.0f, 0.5f, 3.0f, 0, FALSE } },
  [MLS_LAND_PARK] = { { 7.5f, 0.6f, 1.8f, 4.4f, 1, ANY, 0.2f, FALSE } },
  [MLS_LAND_SHED_GREEN] = { { 9, 0.3f, 1.2f, 2.6f, 1, ANY, 0, FALSE } },
};

/**
 * mls_exposure_plots:
 * @exposure: an exposure that is aimed
 *
 * Returns: (transfer full) (element-type guint32): the plots in it, each once, in order; of those
 *   smaller than 2 m some may be missing
 */
GArray *
mls_exposure_plots (const MlsExposure *exposure)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GArray *plots = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 last = MLS_PLOT_NONE;

  for (int row = 0; row < exposure->height; row += 8)
    for (int column = 0; column < exposure->width; column += 4)
      {
        guint32 plot = exposure->plots[row * exposure->width + column];

        if (plot != last && g_hash_table_add (seen, GUINT_TO_POINTER (plot)))
          g_array_append_val (plots, plot);
        last = plot;
      }

  return plots;
}

/* Plants a cell of a growth, if the dice say so and the ground is right. */
static void
plant (MlsExposure *exposure, guint32 plot, const Growth *growth, int i, int j)
{
  const MlsPlot *p = mls_scene_plot (exposure->scene, plot);
  guint32 seed = growth->is_planted ? p->seed : 77 + (guint32) (growth->spacing * 100);
  float jitter = growth->is_planted ? 0.12f : 0.9f;
  float u = ((float) i + 0.5f + jitter * (mls_hash_unit ((guint32) i, (guint32) j, seed) - 0.5f)) *
            growth->spacing;
  float v =
      ((float) j + 0.5f + jitter * (mls_hash_unit ((guint32) i, (guint32) j, seed + 1) - 0.5f)) *
      growth->spacing;
  MlsTree tree = { .x = u, .y = v, .seed = mls_hash ((guint32) i, (guint32) j, seed + 2) };
  float size = mls_hash_unit ((guint32) i, (guint32) j, seed + 3);
  float depth;
  int column, row;

  if (growth->is_planted)
    {
      tree.x = p->x + u * p->ux - v * p->uy;
      tree.y = p->y + u * p->uy + v * p->ux;
    }
  if (mls_hash_unit ((guint32) i, (guint32) j, seed + 4) > growth->chance ||
      mls_exposure_plot (exposure, tree.x, tree.y) != plot)
    return;

  column = mls_exposure_column (exposure, tree.x);
  row = mls_exposure_row (exposure, tree.y);
  depth = (float) exposure->depth[row * exposure->width + column] / 10;
  if (depth < growth->inside || depth > growth->outside)
    return;

  tree.radius = growth->least + (growth->most - growth->least) * size * (0.4f + 0.6f * size);
  tree.has_needles = mls_hash_unit ((guint32) i, (guint32) j, seed + 5) < growth->needles;
  tree.height = tree.radius * (tree.has_needles ? 4.2f : 2.9f) * (0.85f + 0.3f * size);
  tree.height = MIN (tree.height, 19);
  tree.depth = depth;
  g_array_append_val (exposure->trees, tree);
}

/* The range of a plot in an exposure on the axes of a growth, in cells. */
static void
find_cells (const MlsExposure *exposure, const MlsPlot *plot, const Growth *growth, int cells[4])
{
  float west = MAX (plot->box[0] - 12, exposure->west);
  float south = MAX (plot->box[1] - 12, mls_exposure_y (exposure, exposure->height));
  float east = MIN (plot->box[2] + 12, mls_exposure_x (exposure, exposure->width));
  float north = MIN (plot->box[3] + 12, exposure->north);
  float low[2] = { west, south };
  float high[2] = { east, north };

  if (growth->is_planted)
    {
      float reach = (plot->length + plot->width) / 2;

      low[0] = low[1] = -reach;
      high[0] = high[1] = reach;
    }

  cells[0] = (int) floorf (low[0] / growth->spacing);
  cells[1] = (int) floorf (low[1] / growth->spacing);
  cells[2] = (int) floorf (high[0] / growth->spacing);
  cells[3] = (int) floorf (high[1] / growth->spacing);
}

/**
 * mls_exposure_plant:
 * @exposure: an exposure that is aimed
 *
 * Finds out which trees and bushes stand in it, margin included.
 */
void
mls_exposure_plant (MlsExposure *exposure)
{
  g_autoptr (GArray) plots = mls_exposure_plots (exposure);

  g_array_set_size (exposure->trees, 0);

  for (guint k = 0; k < plots->len; k++)
    {
      guint32 id = g_array_index (plots, guint32, k);
      const MlsPlot *plot = mls_scene_plot (exposure->scene, id);

      for (int g = 0; g < 2; g++)
        {
          const Growth *growth = &growths[plot->land[exposure->date]][g];
          int cells[4];

          /* One garden in three has no hedge. */
          if (growth->spacing == 0 ||
              (growth->spacing < 1.2f && mls_hash_unit (plot->seed, 33, 0) < 0.35f))
            continue;

          find_cells (exposure, plot, growth, cells);
          for (int j = cells[1]; j <= cells[3]; j++)
            for (int i = cells[0]; i <= cells[2]; i++)
              plant (exposure, id, growth, i, j);
        }
    }
}

static MlsTint
leaves_of (const MlsExposure *exposure, const MlsTree *tree)
{
  const MlsSeason *season = exposure->season;
  float tone = 0.86f + 0.28f * mls_hash_unit (tree->seed, 31, 0);
  float dry = mls_hash_unit (tree->seed, 32, 0);

  if (tree->has_needles)
    return mls_tint_scale (season->needles, tone);

  return mls_tint_scale (mls_tint_mix (season->leaves, season->dry_leaves, dry * dry), tone);
}

/* Leaves hang in clumps; each clump is lit on the side of the sun. */
static float
clump_light (const float *sun, float x, float y)
{
  float here = mls_noise (x * 1.25f, y * 1.25f, 41);
  float sunwards = mls_noise ((x + 0.55f * sun[0]) * 1.25f, (y + 0.55f * sun[1]) * 1.25f, 41);

  return 1.1f * (here - sunwards) + 0.5f * (mls_noise (x * 3.1f, y * 3.1f, 42) - 0.5f);
}

/* The light on a crown, a dome, at @dx and @dy from its middle, its radius being 1. */
static float
dome_light (const float *sun, float dx, float dy, float q)
{
  float up = sqrtf (MAX (0.12f, 1.15f - q));
  float lit = (sun[0] * dx + sun[1] * dy + sun[2] * up) / sqrtf (dx * dx + dy * dy + up * up);

  return MAX (lit, 0);
}

static void
draw_tree (MlsExposure *exposure, const MlsTree *tree)
{
  const float *sun = exposure->season->sun;
  MlsTint leaves = leaves_of (exposure, tree);
  float reach = tree->radius * 1.2f;
  int first_row = MAX (MLS_MARGIN - 2, mls_exposure_row (exposure, tree->y + reach));
  int last_row =
      MIN (exposure->height - MLS_MARGIN + 1, mls_exposure_row (exposure, tree->y - reach));
  int first_column = MAX (MLS_MARGIN - 2, mls_exposure_column (exposure, tree->x - reach));
  int last_column =
      MIN (exposure->width - MLS_MARGIN + 1, mls_exposure_column (exposure, tree->x + reach));

  for (int row = first_row; row <= last_row; row++)
    for (int column = first_column; column <= last_column; column++)
      {
        float x = mls_exposure_x (exposure, column);
        float y = mls_exposure_y (exposure, row);
        float dx = (x - tree->x) / tree->radius;
        float dy = (y - tree->y) / tree->radius;
        float q = dx * dx + dy * dy;
        int i = row * exposure->width + column;
        float top, light;

        if (q > 1.44f)
          continue;

        /* The rim is ragged; needles make a narrow cone. */
        q += 0.95f * (mls_noise (x * 1.05f, y * 1.05f, tree->seed) - 0.5f);
        top = tree->height * (1 - (tree->has_needles ? 0.7f : 0.5f) * q);
        if (q >= 1 || top <= exposure->canopy[i])
          continue;

        exposure->canopy[i] = top;
        light = 0.46f + 0.62f * dome_light (sun, dx, dy, q) + 0.55f * clump_light (sun, x, y);
        exposure->tint[i] = mls_tint_scale (leaves, CLAMP (light, 0.22f, 1.6f) * (1 - 0.16f * q));
      }
}

/**
 * mls_exposure_trees:
 * @exposure: an exposure with its ground and its trees planted
 *
 * Takes the crowns, the higher over the lower.
 */
void
mls_exposure_trees (MlsExposure *exposure)
{
  for (guint t = 0; t < exposure->trees->len; t++)
    draw_tree (exposure, &g_array_index (exposure->trees, MlsTree, t));
}
