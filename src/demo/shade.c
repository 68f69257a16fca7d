#include "demo/fill.h"
#include "demo/roof.h"

/* How dark the shadow of a building is, and of leaves. */
#define DARK   240
#define LEAFY  205

static void
darken (MlsExposure *exposure, int row, int first, int end, gpointer user_data)
{
  guint8 shade = (guint8) GPOINTER_TO_UINT (user_data);
  guint8 *pixels = exposure->shade + row * exposure->width;

  for (int column = first; column < end; column++)
    pixels[column] = MAX (pixels[column], shade);
}

/* A building darkens what its walls are moved over when they fall along the light. */
static void
shade_building (MlsExposure *exposure, const MlsPlot *plot)
{
  const MlsBuilding *building = plot->building;
  float height = mls_roof_height (plot, exposure->date);
  float fall[2] = { exposure->season->shadow[0] * height, exposure->season->shadow[1] * height };
  float shifted[6][2];

  for (guint i = 0; i < building->n_ring; i++)
    {
      shifted[i][0] = building->ring[i][0] + fall[0];
      shifted[i][1] = building->ring[i][1] + fall[1];
    }
  mls_fill_ring (exposure, (const float (*)[2]) shifted, building->n_ring, darken,
                 GUINT_TO_POINTER (DARK));

  for (guint i = 0; i < building->n_ring; i++)
    {
      guint j = (i + 1) % building->n_ring;
      const float wall[4][2] = { { building->ring[i][0], building->ring[i][1] },
                                 { building->ring[j][0], building->ring[j][1] },
                                 { shifted[j][0], shifted[j][1] },
                                 { shifted[i][0], shifted[i][1] } };

      mls_fill_ring (exposure, wall, 4, darken, GUINT_TO_POINTER (DARK));
    }
}

/* A church's tower throws a shadow of its own. */
static void
shade_tower (MlsExposure *exposure, const MlsPlot *plot)
{
  const MlsGable *gable = &plot->building->gables[0];
  const float *shadow = exposure->season->shadow;
  float side = 1.24f * gable->half_width;
  float along = gable->half_length - side / 2;
  float length = 24;
  float at[2] = { gable->x + along * gable->ux + shadow[0] * length / 2,
                  gable->y + along * gable->uy + shadow[1] * length / 2 };
  float fall = sqrtf (shadow[0] * shadow[0] + shadow[1] * shadow[1]);
  float axis[2] = { shadow[0] / fall, shadow[1] / fall };
  float size[2] = { length * fall, side };

  mls_fill_box (exposure, at, axis, size, darken, GUINT_TO_POINTER (DARK));
}

/* A crown throws two discs, one from where it is widest, one from near its top. Deep in a wood
 * nobody sees them. */
static void
shade_tree (MlsExposure *exposure, const MlsTree *tree)
{
  const float *shadow = exposure->season->shadow;

  if (tree->depth > tree->height * 1.1f + 2)
    return;

  for (int k = 1; k <= 2; k++)
    {
      float height = tree->height * (k == 1 ? 0.42f : 0.74f);
      float at[2] = { tree->x + shadow[0] * height, tree->y + shadow[1] * height };

      mls_fill_disc (exposure, at, tree->radius * (k == 1 ? 1.0f : 0.72f), darken,
                     GUINT_TO_POINTER (LEAFY));
    }
}

/**
 * mls_exposure_shade:
 * @exposure: an exposure that is aimed, its trees planted
 *
 * Lets buildings and trees throw their shadows on the ground.
 */
void
mls_exposure_shade (MlsExposure *exposure)
{
  g_autoptr (GArray) plots = mls_exposure_plots (exposure);

  for (guint k = 0; k < plots->len; k++)
    {
      const MlsPlot *plot = mls_scene_plot (exposure->scene, g_array_index (plots, guint32, k));

      if (plot->building == NULL || !mls_land_is_building ((MlsLand) plot->land[exposure->date]))
        continue;

      shade_building (exposure, plot);
      if (plot->land[exposure->date] == MLS_LAND_CHURCH)
        shade_tower (exposure, plot);
    }

  for (guint t = 0; t < exposure->trees->len; t++)
    shade_tree (exposure, &g_array_index (exposure->trees, MlsTree, t));
}
