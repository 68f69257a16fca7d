#include "demo/exposure.h"

#include "demo/noise.h"
#include "demo/roof.h"

/* px */
#define PATCH_STEP 4

/* A pixel of ground: where it is, in m, on its plot's own axes too, and how far from its border. */
typedef struct
{
  const MlsExposure *exposure;
  const MlsPlot     *plot;
  MlsLand            land;
  float              x, y;
  float              along, across;
  float              depth; /* m */

  /* What changes slowly is the same for a few pixels in a row. */
  int                column;
  float              patches;
  int                patches_column;
  guint32            patches_seed;
} Ground;

static const MlsTint white = { 228, 228, 224 };
static const MlsTint soil = { 150, 130, 106 };

/* 0 on a row, 1 between two rows. */
static inline float
between_rows (float across, float spacing)
{
  float t = across / spacing;

  t -= floorf (t);

  return t < 0.5f ? 2 * t : 2 - 2 * t;
}

static inline gboolean
is_near (float value, float place, float width)
{
  return value > place - width / 2 && value < place + width / 2;
}

static float
patches (Ground *g, float size, guint32 seed)
{
  if (g->column / PATCH_STEP != g->patches_column || seed != g->patches_seed)
    {
      g->patches = mls_ramp (0.32f, 0.68f, mls_noise_fractal (g->x / size, g->y / size, seed));
      g->patches_column = g->column / PATCH_STEP;
      g->patches_seed = seed;
    }

  return g->patches;
}

/* What all surfaces have in common. No two plots are quite alike. */
static MlsTint
surface_tint (Ground *g, const MlsSurface *surface)
{
  guint32 seed = (guint32) g->land * 97;
  float share = patches (g, surface->patch_m, seed);
  float rough = 0.6f * mls_noise (g->x * 0.8f, g->y * 0.8f, seed + 5) +
                0.4f * mls_noise (g->x * 2.6f, g->y * 2.6f, seed + 6);
  float tone = 0.955f + 0.09f * mls_hash_unit (g->plot->seed, 1, g->exposure->date);
  float warmth = 0.045f * (mls_hash_unit (g->plot->seed, 2, g->exposure->date) - 0.5f);
  MlsTint tint = mls_tint_mix (surface->base, surface->other, surface->patch * share);

  if (surface->stripe_m > 0)
    tone *= 1 + surface->stripe * (2 * between_rows (g->across, surface->stripe_m) - 1);
  tone *= 1 + 2 * surface->grain * (rough - 0.5f);
  tint = mls_tint_scale (tint, tone);
  tint.r *= 1 + warmth;
  tint.b *= 1 - warmth;

  return tint;
}

static MlsTint
surface_of (Ground *g)
{
  return surface_tint (g, &g->exposure->season->surfaces[g->land]);
}

/* A field: rows along it, the tractor's ways in pairs, and headlands where it turned. */
static MlsTint
field (Ground *g)
{
  guint crop = mls_hash (g->plot->seed, 3, g->exposure->date) % MLS_N_CROPS;
  MlsSurface surface = g->exposure->season->crops[crop].surface;
  gboolean is_headland = g->depth < 12.4f;
  gboolean has_ways = g->exposure->season->crops[crop].has_ways &&
                      mls_hash_unit (g->plot->seed, 4, g->exposure->date) < 0.8f;
  float from_way = fabsf (between_rows (g->across, 24) * 12);
  float moist = mls_noise (g->x / 62, g->y / 62, 71);
  MlsTint tint;

  if (is_headland)
    surface.stripe *= 0.3f;
  tint = surface_tint (g, &surface);
  tint = mls_tint_scale (tint, 1 + 0.13f * (moist - 0.5f) - (is_headland ? 0.02f : 0));

  if (has_ways && ((!is_headland && is_near (from_way, 0.95f, 0.5f)) ||
                   is_near (g->depth, 12.4f, 0.5f) || is_near (g->depth, 10.5f, 0.5f)))
    tint = mls_tint_scale (tint, 0.885f);
  if (g->depth < 0.8f)
    tint = mls_tint_mix (g->exposure->season->surfaces[MLS_LAND_VERGE].base, tint, g->depth);

  return tint;
}

/* Beds of vegetables, some under film. */
static MlsTint
beds (Ground *g)
{
  guint32 block = (guint32) (gint32) floorf (g->across / 9.6f);
  float kind = mls_hash_unit (block, g->plot->seed, 11);
  MlsTint tint = surface_of (g);
  float gap = between_rows (g->across, 1.6f);

  if (kind < 0.25f)
    tint = mls_tint_mix (tint, (MlsTint){ 96, 126, 72 }, 0.7f);
  else if (kind < 0.4f)
    tint = mls_tint_mix (tint, (MlsTint){ 122, 140, 92 }, 0.7f);
  else if (kind < 0.46f && g->land == MLS_LAND_MARKET_GARDEN)
    tint = mls_tint_mix (tint, (MlsTint){ 198, 198, 194 }, gap > 0.3f ? 0.75f : 0);
  if (gap < 0.3f)
    tint = mls_tint_mix (tint, soil, 0.6f);

  return tint;
}

static MlsTint
road (Ground *g)
{
  MlsTint tint = surface_of (g);
  const MlsTint verge = g->exposure->season->surfaces[MLS_LAND_VERGE].base;
  float half = g->land == MLS_LAND_MAIN_ROAD ? 5 : 4;
  float crumble = 0.25f + 0.5f * mls_noise (g->x * 0.5f, g->y * 0.5f, 21);

  /* A patch here and there was laid anew. */
  if (mls_noise (g->x / 23, g->y / 23, 22) > 0.74f)
    tint = mls_tint_scale (tint, 0.90f);
  if (is_near (g->depth, 1.6f, 0.7f))
    tint = mls_tint_scale (tint, 0.965f);
  if (g->depth < crumble)
    return mls_tint_mix (verge, tint, 0.35f);
  if (g->depth > half - 0.22f && mls_noise (g->x / 4.5f, g->y / 4.5f, 23) > 0.45f)
    tint = mls_tint_mix (tint, white, 0.6f);
  if (g->land == MLS_LAND_MAIN_ROAD && is_near (g->depth, 0.8f, 0.25f))
    tint = mls_tint_mix (tint, white, 0.4f);

  return tint;
}

static MlsTint
track (Ground *g)
{
  MlsTint tint = surface_of (g);
  const MlsTint verge = g->exposure->season->surfaces[MLS_LAND_VERGE].base;
  float wild = mls_noise_fractal (g->x / 2.2f, g->y / 2.2f, 31);
  float grass = mls_ramp (0.3f + 0.7f * wild, 0.1f + 0.3f * wild, g->depth) +
                0.75f * mls_ramp (1.75f, 2.1f, g->depth + 0.5f * (wild - 0.5f));

  return mls_tint_mix (tint, mls_tint_scale (verge, 0.85f + 0.3f * wild), MIN (grass, 1));
}

static MlsTint
water (Ground *g)
{
  MlsTint tint = surface_of (g);
  float wild = mls_noise_fractal (g->x / 3, g->y / 3, 41);
  float bank = mls_ramp (1.6f, 0.3f, g->depth + 0.9f * (wild - 0.5f));

  return mls_tint_mix (tint, (MlsTint){ 78, 92, 58 }, 0.85f * bank);
}

/* Grass, with the trodden ground of animals near gates and hedges. */
static MlsTint
meadow (Ground *g)
{
  MlsTint tint = surface_of (g);
  float wild = mls_noise (g->x / 19, g->y / 19, 51);

  tint = mls_tint_scale (tint, 0.95f + 0.10f * mls_hash_unit (g->plot->seed, 7, g->exposure->date));
  if (wild > 0.72f)
    tint = mls_tint_mix (tint, (MlsTint){ 156, 148, 106 }, (wild - 0.72f) / 0.28f);
  if (g->depth < 2.2f)
    tint = mls_tint_scale (tint, 0.93f + 0.03f * g->depth);

  return tint;
}

/* Lawn between hedges; each garden keeps it in its own way. */
static MlsTint
garden (Ground *g)
{
  MlsTint tint = surface_of (g);
  float care = mls_hash_unit (g->plot->seed, 5, 0);
  float bed = mls_noise_fractal (g->x / 4.2f, g->y / 4.2f, g->plot->seed);

  tint = mls_tint_mix (tint, (MlsTint){ 150, 146, 110 }, 0.55f * care);
  tint = mls_tint_mix (tint, (MlsTint){ 92, 104, 64 }, 0.55f * mls_ramp (0.58f, 0.72f, bed));
  tint = mls_tint_mix (tint, (MlsTint){ 168, 156, 132 }, 0.6f * mls_ramp (0.38f, 0.26f, bed));
  if (g->depth < 0.5f && care < 0.7f)
    tint = mls_tint_mix (tint, (MlsTint){ 168, 160, 146 }, 0.6f);

  return tint;
}

/* Rows of graves with gravel between; around a church, none. */
static MlsTint
churchyard (Ground *g)
{
  MlsTint tint = surface_of (g);
  float row = g->across / 2.9f;
  float place = g->along / 1.5f;
  float u = row - floorf (row);
  float v = place - floorf (place);
  float stone = mls_hash_unit ((guint32) (gint32) floorf (row), (guint32) (gint32) floorf (place),
                                 g->plot->seed);

  if (g->plot->is_built)
    return mls_tint_mix (tint, (MlsTint){ 118, 128, 84 },
                         mls_ramp (0.45f, 0.6f, mls_noise_fractal (g->x / 9, g->y / 9, 61)));
  if (g->depth < 2.5f || u > 0.72f || v > 0.7f || stone < 0.12f || fabsf (g->along) < 1.4f)
    return tint;

  return stone < 0.5f   ? (MlsTint){ 128, 126, 126 }
         : stone < 0.8f ? (MlsTint){ 184, 180, 174 }
                        : (MlsTint){ 92, 92, 96 };
}

/* White lines on a pitch, in m from its middle. */
static gboolean
is_on_line (float x, float y, float half_x, float half_y)
{
  float r = sqrtf (x * x + y * y);

  x = fabsf (x);
  y = fabsf (y);
  if (x > half_x + 0.12f || y > half_y + 0.12f)
    return FALSE;

  return x > half_x - 0.12f || y > half_y - 0.12f || x < 0.12f || is_near (r, 9.15f, 0.24f) ||
         (y < 20.2f && is_near (x, half_x - 16.5f, 0.24f)) ||
         (x > half_x - 16.5f && is_near (y, 20.2f, 0.24f));
}

static MlsTint
pitch (Ground *g)
{
  MlsTint tint = surface_of (g);
  float half_x = MIN (g->plot->length - 14, 104) / 2;
  float half_y = MIN (g->plot->width - 14, 66) / 2;
  float worn =
      mls_ramp (9, 2, fabsf (fabsf (g->along) - half_x + 4)) * mls_ramp (9, 3, fabsf (g->across));

  tint = mls_tint_mix (tint, (MlsTint){ 160, 146, 112 }, 0.5f * worn);
  if (half_x > 40 && is_on_line (g->along, g->across, half_x, half_y))
    tint = mls_tint_mix (tint, white, 0.75f);

  return tint;
}

static MlsTint
parking (Ground *g)
{
  MlsTint tint = surface_of (g);
  float lane = g->across / 16 - floorf (g->across / 16);
  float bay = g->along / 2.5f - floorf (g->along / 2.5f);

  if (g->depth > 1.5f && (lane < 5.0f / 16 || lane > 11.0f / 16) && bay < 0.06f)
    tint = mls_tint_mix (tint, white, 0.6f);

  return tint;
}

/* Tables of panels that face south, grass between. */
static MlsTint
panels (Ground *g)
{
  MlsTint tint = surface_of (g);
  float row = g->y / 6.6f - floorf (g->y / 6.6f);
  float table = g->x / 14.5f - floorf (g->x / 14.5f);

  if (g->depth < 5 || table < 0.05f)
    return tint;
  if (row < 0.52f)
    return mls_tint_scale (
        (MlsTint){ 60, 70, 96 },
        row > 0.25f && row < 0.27f ? 1.3f : 0.9f + 0.2f * mls_noise (g->x / 2, g->y / 2, 81));

  return row < 0.72f ? mls_tint_shade (tint, 0.8f) : tint;
}

/* Bare ground with the ways of machines. */
static MlsTint
site (Ground *g)
{
  MlsTint tint = surface_of (g);
  float way = mls_noise (g->x / 11, g->y / 11, 91);
  float dug = mls_noise_fractal (g->along / 16, g->across / 16, 92);

  if (is_near (way, 0.5f, 0.05f) || is_near (way, 0.62f, 0.04f))
    tint = mls_tint_scale (tint, 0.9f);
  if (dug > 0.62f)
    tint = mls_tint_mix (tint, (MlsTint){ 202, 192, 172 }, 0.7f);
  else if (dug < 0.36f)
    tint = mls_tint_scale (tint, 0.86f);

  return tint;
}

static MlsTint
ground_tint (Ground *g)
{
  switch (g->land)
    {
    case MLS_LAND_ARABLE:
      return field (g);
    case MLS_LAND_MARKET_GARDEN:
    case MLS_LAND_KITCHEN_GARDEN:
      return beds (g);
    case MLS_LAND_MAIN_ROAD:
    case MLS_LAND_ROAD:
      return road (g);
    case MLS_LAND_TRACK:
      return track (g);
    case MLS_LAND_STREAM:
    case MLS_LAND_POND:
      return water (g);
    case MLS_LAND_MEADOW:
    case MLS_LAND_WET_MEADOW:
      return meadow (g);
    case MLS_LAND_GARDEN_DENSE:
    case MLS_LAND_GARDEN:
    case MLS_LAND_GROVE:
    case MLS_LAND_GARDEN_LOOSE:
    case MLS_LAND_GROVE_LOOSE:
    case MLS_LAND_GARDEN_LONE:
      return garden (g);
    case MLS_LAND_CHURCHYARD:
      return churchyard (g);
    case MLS_LAND_PITCH:
      return pitch (g);
    case MLS_LAND_CAR_PARK:
    case MLS_LAND_SHOP_YARD:
      return parking (g);
    case MLS_LAND_SOLAR:
      return panels (g);
    case MLS_LAND_SITE:
      return site (g);
    case MLS_LAND_NONE:
    case MLS_LAND_VERGE:
    case MLS_LAND_GRASS_STRIP:
    case MLS_LAND_ORCHARD:
    case MLS_LAND_FALLOW:
    case MLS_LAND_SCRUB:
    case MLS_LAND_HEDGE:
    case MLS_LAND_LOW_HEDGE:
    case MLS_LAND_WOOD:
    case MLS_LAND_CONIFERS:
    case MLS_LAND_MIXED_WOOD:
    case MLS_LAND_WET_WOOD:
    case MLS_LAND_POPLARS:
    case MLS_LAND_PLANTATION:
    case MLS_LAND_CLEARING:
    case MLS_LAND_HOUSE_DENSE:
    case MLS_LAND_YARD_DENSE:
    case MLS_LAND_HOUSE:
    case MLS_LAND_YARD:
    case MLS_LAND_HOUSE_LOOSE:
    case MLS_LAND_HOUSE_LONE:
    case MLS_LAND_VACANT:
    case MLS_LAND_FARM:
    case MLS_LAND_FARMYARD:
    case MLS_LAND_CHURCH:
    case MLS_LAND_SCHOOL:
    case MLS_LAND_SCHOOLYARD:
    case MLS_LAND_PARK:
    case MLS_LAND_SHED:
    case MLS_LAND_SHED_YARD:
    case MLS_LAND_SHED_GREEN:
    case MLS_LAND_SHOP:
      return surface_of (g);
    case MLS_N_LANDS:
      break;
    }

  g_assert_not_reached ();
}

static void
aim_at (Ground *g, guint32 plot)
{
  g->plot = mls_scene_plot (g->exposure->scene, plot);
  g->land = (MlsLand) g->plot->land[g->exposure->date];
}

/* Borders between natural grounds are never as sharp as on a map: the eye strays a little. */
static int
strayed (const MlsExposure *exposure, int row, int column)
{
  float x = mls_exposure_x (exposure, column);
  float y = mls_exposure_y (exposure, row);
  int dx = (int) (3.6f * mls_noise (x * 1.1f, y * 1.1f, 15) - 1.3f);
  int dy = (int) (3.6f * mls_noise (x * 1.1f, y * 1.1f, 16) - 1.3f);
  int other = (row + dy) * exposure->width + column + dx;

  return other;
}

/**
 * mls_exposure_ground:
 * @exposure: an exposure that is aimed, with its shade
 *
 * Takes the ground and the roofs, in light and shade.
 */
void
mls_exposure_ground (MlsExposure *exposure)
{
  Ground g = { .exposure = exposure, .patches_column = -1 };
  guint32 last = MLS_PLOT_NONE;

  for (int row = MLS_MARGIN - 2; row < exposure->height - MLS_MARGIN + 2; row++)
    for (int column = MLS_MARGIN - 2; column < exposure->width - MLS_MARGIN + 2; column++)
      {
        int i = row * exposure->width + column;
        int seen = exposure->depth[i] <= 5 ? strayed (exposure, row, column) : i;
        guint32 plot = exposure->plots[i];
        float dx, dy;

        if (mls_scene_plot (exposure->scene, plot)->building == NULL &&
            mls_scene_plot (exposure->scene, exposure->plots[seen])->building == NULL)
          plot = exposure->plots[seen];
        if (plot != last)
          aim_at (&g, last = plot);

        g.column = column;
        g.x = mls_exposure_x (exposure, column);
        g.y = mls_exposure_y (exposure, row);
        dx = g.x - g.plot->x;
        dy = g.y - g.plot->y;
        g.along = dx * g.plot->ux + dy * g.plot->uy;
        g.across = dy * g.plot->ux - dx * g.plot->uy;
        g.depth = (float) exposure->depth[i] / 10;

        if (g.plot->building != NULL && mls_land_is_building (g.land))
          exposure->tint[i] = mls_roof_tint (exposure, g.plot, g.x, g.y);
        else
          exposure->tint[i] = mls_tint_shade (ground_tint (&g), (float) exposure->shade[i] / 255);
      }
}
