#include "demo/roof.h"

#include "demo/noise.h"

/* A place on a roof, in m on the axes of the gable it belongs to. */
typedef struct
{
  const MlsGable *gable;
  float           along;
  float           across;
  float           rise; /* m from the nearest eaves */
} Spot;

static gboolean
is_flat (MlsLand land)
{
  return land == MLS_LAND_SHED || land == MLS_LAND_SHOP || land == MLS_LAND_SCHOOL;
}

/**
 * mls_roof_height:
 * @plot: a plot with a building
 * @date: below %MLS_DEMO_N_DATES
 *
 * Returns: about how high it stands, m; 0 before it is built
 */
float
mls_roof_height (const MlsPlot *plot, guint date)
{
  MlsLand land = (MlsLand) plot->land[date];
  float some = mls_hash_unit (plot->seed, 20, 0);

  if (plot->building == NULL || !mls_land_is_building (land))
    return 0;
  if (land == MLS_LAND_CHURCH)
    return 13;
  if (is_flat (land) || land == MLS_LAND_FARM)
    return 6.5f + 2 * some;

  return 4.2f + 2.6f * some;
}

/* On which gable a place lies: where two meet, the higher one shows. */
static Spot
find_spot (const MlsBuilding *building, float x, float y)
{
  Spot best = { &building->gables[0], 0, 0, -G_MAXFLOAT };

  for (guint i = 0; i < building->n_gables; i++)
    {
      const MlsGable *gable = &building->gables[i];
      float dx = x - gable->x;
      float dy = y - gable->y;
      float along = dx * gable->ux + dy * gable->uy;
      float across = dy * gable->ux - dx * gable->uy;
      float rise = gable->half_width - fabsf (across);

      if (fabsf (along) < gable->half_length + 0.3f && rise > best.rise)
        best = (Spot){ gable, along, across, rise };
    }

  return best;
}

static MlsTint
tiles_of (const MlsPlot *plot, MlsLand land)
{
  static const MlsTint clay[] = {
    { 188, 122, 92 }, { 172, 108, 82 }, { 196, 138, 104 }, { 158, 100, 80 }, { 178, 130, 108 }
  };
  static const MlsTint slate[] = { { 98, 102, 112 }, { 112, 114, 120 }, { 88, 90, 98 } };
  static const MlsTint sheet[] = {
    { 196, 196, 192 }, { 176, 182, 186 }, { 206, 202, 194 }, { 146, 158, 170 }
  };
  static const MlsTint cement[] = { { 156, 150, 142 }, { 138, 132, 126 }, { 150, 116, 94 } };
  guint32 pick = mls_hash (plot->seed, 21, 0);
  float kind = mls_hash_unit (plot->seed, 22, 0);

  if (land == MLS_LAND_SHED || land == MLS_LAND_SHOP)
    return sheet[pick % G_N_ELEMENTS (sheet)];
  if (land == MLS_LAND_SCHOOL)
    return (MlsTint){ 168, 164, 156 };
  if (land == MLS_LAND_CHURCH)
    return slate[0];
  if (land == MLS_LAND_FARM)
    return kind < 0.7f ? cement[pick % G_N_ELEMENTS (cement)] : clay[pick % G_N_ELEMENTS (clay)];

  return kind < 0.66f ? clay[pick % G_N_ELEMENTS (clay)] : slate[pick % G_N_ELEMENTS (slate)];
}

static float
dot (const float *sun, float x, float y, float z)
{
  return sun[0] * x + sun[1] * y + sun[2] * z;
}

/* How much light a slope gets that looks towards @nx @ny, less than the ground at noon or more. */
static float
slope_light (const MlsExposure *exposure, float nx, float ny)
{
  const float *sun = exposure->season->sun;
  float lit = dot (sun, 0.57f * nx, 0.57f * ny, 0.82f);

  return 0.50f + 0.62f * MAX (lit, 0);
}

static MlsTint
flat_roof (const MlsExposure *exposure, const MlsPlot *plot, const Spot *spot, MlsTint tint)
{
  float rib = spot->along * 1.1f - floorf (spot->along * 1.1f);
  float bay = spot->along / 11 - floorf (spot->along / 11);
  float edge = MIN (spot->rise, spot->gable->half_length - fabsf (spot->along));
  float stain = mls_noise_fractal (spot->along / 7, spot->across / 7, plot->seed);
  const float *sun = exposure->season->sun;
  float sunwards = sun[1] * spot->gable->ux - sun[0] * spot->gable->uy;

  tint = mls_tint_scale (tint, (rib < 0.3f ? 0.96f : 1.0f) * (0.93f + 0.14f * stain));
  if (edge < 0.5f)
    return mls_tint_scale (tint, 1.09f);

  /* Light wells in rows, and the ridge in the middle of a shed. */
  if (bay > 0.45f && bay < 0.58f &&
      fabsf (fabsf (spot->across) - spot->gable->half_width / 2) < spot->gable->half_width * 0.3f)
    return mls_tint_mix (tint, (MlsTint){ 214, 222, 226 }, 0.7f);
  if (plot->land[exposure->date] == MLS_LAND_SHED)
    tint = mls_tint_scale (tint, spot->across * sunwards > 0 ? 1.02f : 0.93f);

  return tint;
}

/* The tower at one end of a church: a roof of four slopes, higher than the nave. */
static gboolean
tower (const MlsExposure *exposure, const Spot *spot, MlsTint slates, MlsTint *out)
{
  float side = spot->gable->half_width * 0.62f;
  float x = spot->along - spot->gable->half_length + side + 0.5f;
  float nx, ny;

  if (fabsf (x) > side || fabsf (spot->across) > side)
    return FALSE;

  nx = fabsf (x) > fabsf (spot->across) ? (x > 0 ? 1.0f : -1.0f) : 0;
  ny = nx == 0 ? (spot->across > 0 ? 1.0f : -1.0f) : 0;
  *out = mls_tint_scale (slates,
                         0.9f * slope_light (exposure, nx * spot->gable->ux - ny * spot->gable->uy,
                                             nx * spot->gable->uy + ny * spot->gable->ux));

  return TRUE;
}

/* A chimney with its shadow, a light in the roof. */
static MlsTint
furnish (const MlsExposure *exposure, const MlsPlot *plot, const Spot *spot, MlsTint tint)
{
  const float *shadow = exposure->season->shadow;
  float at = (mls_hash_unit (plot->seed, 25, 0) - 0.5f) * 1.5f * spot->gable->half_length;
  float x = spot->along - at;
  float y = spot->across - 0.5f;
  float sx = x - 1.1f * (shadow[0] * spot->gable->ux + shadow[1] * spot->gable->uy);
  float sy = y - 1.1f * (shadow[1] * spot->gable->ux - shadow[0] * spot->gable->uy);

  if (fabsf (x) < 0.42f && fabsf (y) < 0.36f)
    return (MlsTint){ 186, 164, 150 };
  if (fabsf (sx) < 0.5f && fabsf (sy) < 0.6f)
    return mls_tint_shade (tint, 0.75f);
  if (mls_hash_unit (plot->seed, 26, 0) < 0.4f && fabsf (x + 2.4f) < 0.45f &&
      fabsf (y - 1.6f) < 0.5f)
    return (MlsTint){ 74, 80, 90 };

  /* Some houses carry panels on the slope that looks south. */
  if (mls_hash_unit (plot->seed, 27, exposure->date) < 0.05f + 0.04f * (float) exposure->date &&
      spot->across * -spot->gable->ux > 0.8f && spot->rise > 0.7f && fabsf (spot->along) < 2.7f)
    return (MlsTint){ 58, 64, 86 };

  return tint;
}

/**
 * mls_roof_tint:
 * @exposure: an exposure
 * @plot: a plot with a building standing
 * @x: m from the scene's origin
 * @y: likewise
 *
 * Returns: what the roof looks like there
 */
MlsTint
mls_roof_tint (const MlsExposure *exposure, const MlsPlot *plot, float x, float y)
{
  MlsLand land = (MlsLand) plot->land[exposure->date];
  Spot spot = find_spot (plot->building, x, y);
  MlsTint tint = tiles_of (plot, land);
  float course = spot.rise / 0.36f - floorf (spot.rise / 0.36f);
  float moss = mls_noise_fractal (x / 2.3f, y / 2.3f, plot->seed);
  float side = spot.across > 0 ? 1.0f : -1.0f;
  MlsTint other;

  if (is_flat (land))
    return flat_roof (exposure, plot, &spot, tint);
  if (land == MLS_LAND_CHURCH && tower (exposure, &spot, tint, &other))
    return other;

  tint =
      mls_tint_scale (tint, slope_light (exposure, -side * spot.gable->uy, side * spot.gable->ux));
  tint = mls_tint_scale (tint, (0.985f + 0.03f * course) * (0.90f + 0.2f * moss));
  if (fabsf (spot.across) < 0.2f)
    tint = mls_tint_scale (tint, 1.13f);
  if (spot.rise < 0.25f)
    tint = mls_tint_scale (tint, 0.84f);

  return furnish (exposure, plot, &spot, tint);
}
