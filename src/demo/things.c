#include "demo/fill.h"

#include "demo/noise.h"

/* Something flat to be drawn on one plot alone, or on any. */
typedef struct
{
  MlsTint  tint;
  guint32  plot;   /* MLS_PLOT_NONE for any */
  float    rough;  /* share by which the tint varies */
  gboolean is_lit; /* stands above the shadows on the ground */
} Coat;

static void
coat (MlsExposure *exposure, int row, int first, int end, gpointer user_data)
{
  const Coat *c = user_data;
  float y = mls_exposure_y (exposure, row);

  for (int column = first; column < end; column++)
    {
      int i = row * exposure->width + column;
      float x = mls_exposure_x (exposure, column);
      float shade = c->is_lit ? 0 : (float) exposure->shade[i] / 255;
      float tone = 1 + c->rough * (mls_noise (x * 1.6f, y * 1.6f, 301) - 0.5f);

      if (c->plot == MLS_PLOT_NONE || exposure->plots[i] == c->plot)
        exposure->tint[i] = mls_tint_shade (mls_tint_scale (c->tint, tone), shade);
    }
}

static void
cloud (MlsExposure *exposure, int row, int first, int end, gpointer user_data)
{
  for (int i = row * exposure->width + first; i < row * exposure->width + end; i++)
    {
      float light = 1 - (float) exposure->shade[i] / 255;

      exposure->tint[i] = mls_tint_shade (exposure->tint[i], 0.8f * light);
    }
}

/* A box standing on the ground, with its shadow. */
typedef struct
{
  float   at[2];
  float   axis[2];
  float   size[2];
  float   height;
  MlsTint tint;
} Box;

static void
draw_box (MlsExposure *exposure, const Box *box)
{
  const float *shadow = exposure->season->shadow;
  Coat c = { box->tint, MLS_PLOT_NONE, 0.06f, TRUE };
  float fall[2] = { shadow[0] * box->height, shadow[1] * box->height };
  float behind[2] = { box->at[0] + fall[0], box->at[1] + fall[1] };
  float half[2] = { box->at[0] + fall[0] / 2, box->at[1] + fall[1] / 2 };

  mls_fill_box (exposure, half, box->axis, box->size, cloud, NULL);
  mls_fill_box (exposure, behind, box->axis, box->size, cloud, NULL);
  mls_fill_box (exposure, box->at, box->axis, box->size, coat, &c);
}

static void
draw_car (MlsExposure *exposure, float x, float y, const float axis[2], guint32 seed)
{
  static const MlsTint paints[] = { { 226, 226, 226 }, { 60, 62, 68 }, { 150, 152, 156 },
                                    { 188, 190, 194 }, { 118, 44, 44 }, { 52, 72, 108 },
                                    { 38, 40, 44 },    { 96, 104, 110 } };
  Box body = { .at = { x, y },
               .axis = { axis[0], axis[1] },
               .size = { 4.2f, 1.8f },
               .height = 0.8f,
               .tint = paints[seed % G_N_ELEMENTS (paints)] };
  const float roof[2] = { x - 0.25f * axis[0], y - 0.25f * axis[1] };
  Coat glass = { { 48, 54, 60 }, MLS_PLOT_NONE, 0, TRUE };
  Coat top = { mls_tint_scale (body.tint, 1.06f), MLS_PLOT_NONE, 0, TRUE };

  draw_box (exposure, &body);
  mls_fill_box (exposure, roof, axis, (const float[2]){ 2.5f, 1.5f }, coat, &glass);
  mls_fill_box (exposure, roof, axis, (const float[2]){ 1.3f, 1.5f }, coat, &top);
}

/* Whether so far around a place it is all @plot. */
static gboolean
has_room (const MlsExposure *exposure, guint32 plot, float x, float y, float room)
{
  int column = mls_exposure_column (exposure, x);
  int row = mls_exposure_row (exposure, y);

  return mls_exposure_plot (exposure, x, y) == plot &&
         (float) exposure->depth[row * exposure->width + column] / 10 > room;
}

/* What people put around a house: a terrace, the way to the street with a car on it, a pool, a
 * shed. */
static void
furnish_lot (MlsExposure *exposure, const MlsPlot *house)
{
  static const MlsTint paving[] = {
    { 188, 178, 162 }, { 172, 168, 162 }, { 196, 184, 166 }, { 150, 148, 146 }
  };
  const MlsBuilding *building = house->building;
  const MlsGable *gable = &building->gables[0];
  float axis[2] = { gable->ux, gable->uy };
  float across[2] = { -gable->uy, gable->ux };
  float side = mls_hash_unit (house->seed, 51, 0) < 0.5f ? 1.0f : -1.0f;
  float out = side * (gable->half_width + 1.6f);
  float terrace[2] = { gable->x + out * across[0], gable->y + out * across[1] };
  Coat stone = { paving[house->seed % G_N_ELEMENTS (paving)], building->lot, 0.1f, FALSE };
  float pool[2] = { gable->x + out * 3.2f * across[0], gable->y + out * 3.2f * across[1] };

  mls_fill_box (exposure, terrace, axis, (const float[2]){ gable->half_length * 1.3f, 3.6f }, coat,
                &stone);

  if (building->has_door)
    {
      float way[2] = { building->door[1][0] - building->door[0][0],
                       building->door[1][1] - building->door[0][1] };
      float length = sqrtf (way[0] * way[0] + way[1] * way[1]);
      float along[2] = { way[0] / length, way[1] / length };
      float middle[2] = { building->door[0][0] + way[0] / 2, building->door[0][1] + way[1] / 2 };

      mls_fill_box (exposure, middle, along, (const float[2]){ length + 2, 3 }, coat, &stone);
      if (mls_hash_unit (house->seed, 52, exposure->date) < 0.5f && length > gable->half_width + 6)
        draw_car (exposure, building->door[1][0] - along[0] * 4.5f,
                  building->door[1][1] - along[1] * 4.5f, along,
                  mls_hash (house->seed, 53, exposure->date));
    }

  if (mls_hash_unit (house->seed, 54, 0) < 0.16f &&
      has_room (exposure, building->lot, pool[0], pool[1], 3.6f))
    {
      Coat rim = { { 214, 206, 192 }, building->lot, 0.05f, FALSE };
      Coat basin = { { 96, 176, 192 }, building->lot, 0.08f, FALSE };

      mls_fill_box (exposure, pool, axis, (const float[2]){ 9.4f, 5.4f }, coat, &rim);
      mls_fill_box (exposure, pool, axis, (const float[2]){ 8, 4 }, coat, &basin);
    }
}

/* A shed in a corner of a garden. */
static void
furnish_garden (MlsExposure *exposure, guint32 id, const MlsPlot *plot)
{
  static const MlsTint roofs[] = {
    { 122, 96, 78 }, { 150, 132, 112 }, { 108, 110, 112 }, { 168, 112, 88 }
  };

  for (guint32 k = 0; k < 7; k++)
    {
      float x = plot->x +
                (mls_hash_unit (plot->seed, 61, k) - 0.5f) * plot->length * plot->ux * 0.9f -
                (mls_hash_unit (plot->seed, 62, k) - 0.5f) * plot->width * plot->uy * 0.9f;
      float y = plot->y +
                (mls_hash_unit (plot->seed, 61, k) - 0.5f) * plot->length * plot->uy * 0.9f +
                (mls_hash_unit (plot->seed, 62, k) - 0.5f) * plot->width * plot->ux * 0.9f;
      Box shed = { { x, y },
                     { plot->ux, plot->uy },
                     { 3.4f, 2.6f },
                     2.2f,
                     roofs[plot->seed % G_N_ELEMENTS (roofs)] };

      if (has_room (exposure, id, x, y, 2.1f) && !has_room (exposure, id, x, y, 3.2f))
        {
          draw_box (exposure, &shed);
          return;
        }
    }
}

/* Calls for each cell of a lattice along the plot that lies in the exposure. */
typedef void (*CellFunc) (MlsExposure   *exposure,
                          guint32        id,
                          const MlsPlot *plot,
                          float          along,
                          float          across,
                          guint32        seed);

static void
for_each_cell (MlsExposure *exposure, guint32 id, float length, float width, CellFunc func)
{
  const MlsPlot *plot = mls_scene_plot (exposure->scene, id);
  int n_along = (int) (plot->length / length / 2) + 1;
  int n_across = (int) (plot->width / width / 2) + 1;

  for (int j = -n_across; j <= n_across; j++)
    for (int i = -n_along; i <= n_along; i++)
      func (exposure, id, plot, ((float) i + 0.5f) * length, ((float) j + 0.5f) * width,
            mls_hash ((guint32) i, (guint32) j, plot->seed + exposure->date));
}

static void
place (const MlsPlot *plot, float along, float across, float out[2])
{
  out[0] = plot->x + along * plot->ux - across * plot->uy;
  out[1] = plot->y + along * plot->uy + across * plot->ux;
}

static float
chance (guint32 seed, guint32 what)
{
  return mls_hash_unit (seed, what, 0);
}

/* Bays lie as parking() in ground.c draws them. */
static void
park (
    MlsExposure *exposure, guint32 id, const MlsPlot *plot, float along, float across, guint32 seed)
{
  for (int row = 0; row < 2; row++)
    {
      float at[2];

      place (plot, along, across - 8 + (row == 0 ? 2.6f : 13.4f), at);
      if (chance (seed, (guint32) row) < 0.42f && has_room (exposure, id, at[0], at[1], 2.6f))
        draw_car (exposure, at[0], at[1], (const float[2]){ -plot->uy, plot->ux },
                  mls_hash (seed, 3, (guint32) row));
    }
}

static void
store (
    MlsExposure *exposure, guint32 id, const MlsPlot *plot, float along, float across, guint32 seed)
{
  static const MlsTint tints[] = {
    { 214, 212, 206 }, { 70, 96, 132 }, { 160, 72, 52 }, { 196, 186, 150 }, { 92, 118, 96 }
  };
  gboolean is_lorry = chance (seed, 1) < 0.35f;
  Box box = { .axis = { plot->ux, plot->uy },
              .size = { is_lorry ? 13 : 6, 2.5f },
              .height = is_lorry ? 3.4f : 2.6f,
              .tint = tints[seed % G_N_ELEMENTS (tints)] };

  place (plot, along, across, box.at);
  if (chance (seed, 2) < 0.22f && has_room (exposure, id, box.at[0], box.at[1], is_lorry ? 7 : 4))
    draw_box (exposure, &box);
}

static void
bale (
    MlsExposure *exposure, guint32 id, const MlsPlot *plot, float along, float across, guint32 seed)
{
  float at[2];
  Box box = { .axis = { plot->ux, plot->uy },
                .size = { 1.5f, 1.3f },
                .height = 1.3f,
                .tint = { 206, 190, 146 } };

  place (plot, along + 20 * (chance (seed, 1) - 0.5f), across + 6 * (chance (seed, 2) - 0.5f), at);
  box.at[0] = at[0];
  box.at[1] = at[1];
  if (chance (seed, 3) < 0.62f && has_room (exposure, id, at[0], at[1], 8))
    draw_box (exposure, &box);
}

static void
cow (
    MlsExposure *exposure, guint32 id, const MlsPlot *plot, float along, float across, guint32 seed)
{
  static const MlsTint coats[] = {
    { 222, 218, 210 }, { 200, 186, 166 }, { 122, 88, 66 }, { 64, 58, 56 }
  };
  float turn = chance (seed, 4) - 0.5f;
  float norm = sqrtf (1 + turn * turn);
  Box box = { .axis = { (plot->ux - turn * plot->uy) / norm, (plot->uy + turn * plot->ux) / norm },
              .size = { 2.1f, 0.8f },
              .height = 1.2f,
              .tint = coats[seed % G_N_ELEMENTS (coats)] };

  place (plot, along + 7 * (chance (seed, 1) - 0.5f), across + 7 * (chance (seed, 2) - 0.5f),
         box.at);
  if (chance (seed, 3) < 0.16f && has_room (exposure, id, box.at[0], box.at[1], 3))
    draw_box (exposure, &box);
}

/* A car on its side of the road. */
static void
drive (MlsExposure *exposure, guint32 id, float x, float y, guint32 seed)
{
  int column = mls_exposure_column (exposure, x);
  int row = mls_exposure_row (exposure, y);
  const guint8 *depth;
  float gx, gy, norm;

  if (!has_room (exposure, id, x, y, 1.5f) || has_room (exposure, id, x, y, 2.3f) || column < 6 ||
      row < 6 || column + 6 >= exposure->width || row + 6 >= exposure->height)
    return;

  /* The way to the border grows across the road. */
  depth = exposure->depth + row * exposure->width + column;
  gx = (float) (depth[5] - depth[-5]);
  gy = (float) (depth[-5 * exposure->width] - depth[5 * exposure->width]);
  norm = sqrtf (gx * gx + gy * gy);
  if (norm > 4)
    draw_car (exposure, x, y, (const float[2]){ -gy / norm, gx / norm }, seed);
}

static void
drive_along (MlsExposure *exposure, guint32 id)
{
  int first_i = (int) floorf (exposure->west / 9);
  int first_j = (int) floorf (mls_exposure_y (exposure, exposure->height) / 9);
  int last_i = (int) floorf (mls_exposure_x (exposure, exposure->width) / 9);
  int last_j = (int) floorf (exposure->north / 9);

  for (int j = first_j; j <= last_j; j++)
    for (int i = first_i; i <= last_i; i++)
      {
        guint32 seed = mls_hash ((guint32) i, (guint32) j, 401 + exposure->date);

        if (chance (seed, 1) < 0.12f)
          drive (exposure, id, ((float) i + chance (seed, 2)) * 9,
                 ((float) j + chance (seed, 3)) * 9, seed);
      }
}

static void
furnish (MlsExposure *exposure, guint32 id)
{
  const MlsPlot *plot = mls_scene_plot (exposure->scene, id);
  MlsLand land = (MlsLand) plot->land[exposure->date];
  guint crop = mls_hash (plot->seed, 3, exposure->date) % MLS_N_CROPS;

  if (plot->building != NULL && mls_land_is_building (land) &&
      (land == MLS_LAND_HOUSE || land == MLS_LAND_HOUSE_LOOSE || land == MLS_LAND_HOUSE_DENSE ||
       land == MLS_LAND_HOUSE_LONE))
    furnish_lot (exposure, plot);
  else if (plot->is_built && plot->width < 60 && mls_hash_unit (plot->seed, 55, 0) < 0.5f)
    furnish_garden (exposure, id, plot);

  if (land == MLS_LAND_CAR_PARK || land == MLS_LAND_SHOP_YARD)
    for_each_cell (exposure, id, 2.5f, 16, park);
  else if (land == MLS_LAND_SHED_YARD || land == MLS_LAND_FARMYARD || land == MLS_LAND_SITE)
    for_each_cell (exposure, id, 15, 5, store);
  else if (land == MLS_LAND_ARABLE && exposure->date == 1 && crop == 0 &&
           mls_hash_unit (plot->seed, 56, 0) < 0.45f)
    for_each_cell (exposure, id, 30, 13, bale);
  else if (land == MLS_LAND_MEADOW && mls_hash_unit (plot->seed, 57, exposure->date) < 0.3f)
    for_each_cell (exposure, id, 9, 9, cow);
  else if (land == MLS_LAND_ROAD || land == MLS_LAND_MAIN_ROAD)
    drive_along (exposure, id);
}

/**
 * mls_exposure_things:
 * @exposure: an exposure with its ground
 *
 * Takes what stands about: cars, sheds, pools, bales, cattle.
 */
void
mls_exposure_things (MlsExposure *exposure)
{
  g_autoptr (GArray) plots = mls_exposure_plots (exposure);

  for (guint k = 0; k < plots->len; k++)
    furnish (exposure, g_array_index (plots, guint32, k));
}
