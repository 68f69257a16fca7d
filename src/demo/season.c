#include "demo/season.h"

/* Ground that looks the same the year round. */
#define ASPHALT     { { 146, 145, 145 }, { 128, 128, 130 }, 9, 0.8f, 0.09f, 0, 0 }
#define DARK_ASPHALT { { 122, 122, 125 }, { 142, 141, 141 }, 7, 0.7f, 0.10f, 0, 0 }
#define CONCRETE    { { 178, 174, 166 }, { 150, 148, 144 }, 8, 0.8f, 0.10f, 0, 0 }
#define GRAVEL      { { 186, 174, 154 }, { 160, 150, 132 }, 6, 0.9f, 0.13f, 0, 0 }
#define MUD         { { 158, 140, 116 }, { 126, 112, 94 }, 8, 1.0f, 0.16f, 0, 0 }
#define WATER       { { 62, 76, 74 }, { 50, 66, 68 }, 14, 1.0f, 0.03f, 0, 0 }
#define FLOOR       { { 50, 62, 46 }, { 66, 72, 52 }, 5, 1.0f, 0.25f, 0, 0 }
#define ROOF        { { 150, 140, 134 }, { 140, 132, 128 }, 4, 0.5f, 0.06f, 0, 0 }

#define COMMON                                                                                   \
  [MLS_LAND_MAIN_ROAD] = ASPHALT, [MLS_LAND_ROAD] = ASPHALT,                                     \
  [MLS_LAND_TRACK] = { { 178, 162, 136 }, { 156, 142, 118 }, 7, 0.9f, 0.13f, 0, 0 },             \
  [MLS_LAND_STREAM] = WATER, [MLS_LAND_POND] = WATER, [MLS_LAND_HEDGE] = FLOOR,                  \
  [MLS_LAND_LOW_HEDGE] = FLOOR, [MLS_LAND_WOOD] = FLOOR, [MLS_LAND_CONIFERS] = FLOOR,            \
  [MLS_LAND_MIXED_WOOD] = FLOOR, [MLS_LAND_WET_WOOD] = FLOOR, [MLS_LAND_YARD_DENSE] = CONCRETE,  \
  [MLS_LAND_YARD] = GRAVEL, [MLS_LAND_FARMYARD] = MUD, [MLS_LAND_CHURCHYARD] = GRAVEL,           \
  [MLS_LAND_SCHOOLYARD] = DARK_ASPHALT, [MLS_LAND_CAR_PARK] = DARK_ASPHALT,                      \
  [MLS_LAND_SHED_YARD] = CONCRETE, [MLS_LAND_SHOP_YARD] = DARK_ASPHALT,                          \
  [MLS_LAND_SITE] = { { 188, 164, 132 }, { 160, 134, 104 }, 16, 1.0f, 0.16f, 0, 0 },             \
  [MLS_LAND_HOUSE_DENSE] = ROOF, [MLS_LAND_HOUSE] = ROOF, [MLS_LAND_HOUSE_LOOSE] = ROOF,         \
  [MLS_LAND_HOUSE_LONE] = ROOF, [MLS_LAND_FARM] = ROOF, [MLS_LAND_CHURCH] = ROOF,                \
  [MLS_LAND_SCHOOL] = ROOF, [MLS_LAND_SHED] = ROOF, [MLS_LAND_SHOP] = ROOF

#define LAWNS(lawn)                                                                              \
  [MLS_LAND_GARDEN_DENSE] = lawn, [MLS_LAND_GARDEN] = lawn, [MLS_LAND_GROVE] = lawn,             \
  [MLS_LAND_GARDEN_LOOSE] = lawn, [MLS_LAND_GROVE_LOOSE] = lawn, [MLS_LAND_GARDEN_LONE] = lawn,  \
  [MLS_LAND_PARK] = lawn, [MLS_LAND_SHED_GREEN] = lawn

#define SUMMER_LAWN { { 116, 128, 82 }, { 142, 140, 100 }, 7, 0.9f, 0.12f, 0, 0 }
#define AUTUMN_LAWN { { 112, 122, 78 }, { 148, 142, 104 }, 6, 1.0f, 0.12f, 0, 0 }

static const MlsSeason seasons[MLS_DEMO_N_DATES] = {
  /* A morning early in July: corn nearly ripe, maize and beets green. */
  {
    .taken = "2021:07:08 10:24:00",
    .sun = { 0.513f, -0.430f, 0.743f },
    .shadow = { -0.690f, 0.579f },
    .cast = { 1.00f, 1.00f, 0.985f },
    .leaves = { 82, 100, 66 },
    .dry_leaves = { 112, 118, 78 },
    .needles = { 64, 80, 62 },
    .crops = {
      /* wheat */
      { { { 184, 166, 120 }, { 166, 152, 108 }, 34, 0.9f, 0.05f, 0.9f, 0.030f }, TRUE },
      /* barley */
      { { { 196, 178, 134 }, { 178, 166, 122 }, 40, 0.9f, 0.05f, 0.9f, 0.030f }, TRUE },
      /* maize */
      { { { 98, 120, 66 }, { 128, 128, 84 }, 26, 0.8f, 0.06f, 0.75f, 0.090f }, TRUE },
      /* beets */
      { { { 94, 128, 70 }, { 112, 134, 80 }, 30, 0.9f, 0.05f, 0.50f, 0.050f }, TRUE },
      /* rape */
      { { { 142, 142, 84 }, { 124, 130, 76 }, 30, 0.9f, 0.06f, 0.9f, 0.030f }, TRUE },
      /* potatoes */
      { { { 116, 134, 76 }, { 136, 142, 92 }, 30, 0.9f, 0.05f, 0.9f, 0.080f }, FALSE },
    },
    .surfaces = {
      COMMON,
      LAWNS (SUMMER_LAWN),
      [MLS_LAND_VERGE] = { { 128, 136, 92 }, { 148, 144, 106 }, 6, 1.0f, 0.14f, 0, 0 },
      [MLS_LAND_ARABLE] = { { 184, 166, 120 }, { 166, 152, 108 }, 34, 0.9f, 0.05f, 0.9f, 0.03f },
      [MLS_LAND_MEADOW] = { { 112, 130, 78 }, { 136, 142, 92 }, 17, 1.0f, 0.11f, 5.5f, 0.018f },
      [MLS_LAND_WET_MEADOW] = { { 96, 120, 72 }, { 118, 126, 84 }, 11, 1.0f, 0.15f, 0, 0 },
      [MLS_LAND_GRASS_STRIP] = { { 124, 138, 84 }, { 142, 146, 98 }, 9, 0.9f, 0.10f, 0, 0 },
      [MLS_LAND_MARKET_GARDEN] =
        { { 150, 134, 108 }, { 112, 124, 76 }, 12, 0.6f, 0.08f, 1.6f, 0.16f },
      [MLS_LAND_ORCHARD] = { { 122, 134, 84 }, { 140, 142, 96 }, 9, 0.9f, 0.12f, 0, 0 },
      [MLS_LAND_FALLOW] = { { 134, 134, 92 }, { 158, 148, 112 }, 10, 1.0f, 0.19f, 0, 0 },
      [MLS_LAND_SCRUB] = { { 112, 116, 76 }, { 142, 134, 98 }, 7, 1.0f, 0.22f, 0, 0 },
      [MLS_LAND_POPLARS] = { { 94, 112, 68 }, { 116, 122, 80 }, 7, 1.0f, 0.15f, 0, 0 },
      [MLS_LAND_PLANTATION] = { { 128, 132, 88 }, { 150, 142, 106 }, 7, 1.0f, 0.15f, 0, 0 },
      [MLS_LAND_CLEARING] = { { 138, 124, 96 }, { 118, 120, 80 }, 8, 1.0f, 0.22f, 4.5f, 0.10f },
      [MLS_LAND_KITCHEN_GARDEN] =
        { { 128, 116, 90 }, { 100, 116, 66 }, 5, 0.9f, 0.14f, 1.5f, 0.14f },
      [MLS_LAND_VACANT] = { { 132, 134, 92 }, { 158, 148, 114 }, 7, 1.0f, 0.18f, 0, 0 },
      [MLS_LAND_PITCH] = { { 106, 134, 76 }, { 122, 140, 84 }, 12, 0.6f, 0.06f, 9.0f, 0.045f },
      [MLS_LAND_SOLAR] = { { 128, 134, 92 }, { 150, 146, 110 }, 8, 1.0f, 0.12f, 0, 0 },
    },
    .origin = { 0.0, 0.0 },
  },
  /* Noon early in September: stubble and ploughed soil, maize and beets standing. */
  {
    .taken = "2024:09:05 13:08:00",
    .sun = { 0.062f, -0.702f, 0.709f },
    .shadow = { -0.087f, 0.990f },
    .cast = { 1.02f, 0.995f, 0.955f },
    .leaves = { 88, 100, 66 },
    .dry_leaves = { 122, 120, 76 },
    .needles = { 68, 82, 64 },
    .crops = {
      /* stubble */
      { { { 198, 184, 148 }, { 178, 166, 132 }, 36, 0.9f, 0.05f, 6.5f, 0.060f }, TRUE },
      /* ploughed */
      { { { 160, 136, 110 }, { 188, 168, 142 }, 44, 1.0f, 0.07f, 2.6f, 0.035f }, FALSE },
      /* maize */
      { { { 86, 108, 58 }, { 112, 118, 68 }, 28, 0.8f, 0.06f, 0.75f, 0.100f }, TRUE },
      /* beets */
      { { { 96, 124, 70 }, { 112, 130, 80 }, 30, 0.9f, 0.05f, 0.50f, 0.050f }, TRUE },
      /* regrowth */
      { { { 152, 146, 108 }, { 132, 138, 90 }, 22, 1.0f, 0.08f, 6.5f, 0.040f }, FALSE },
      /* harrowed */
      { { { 136, 114, 92 }, { 160, 140, 116 }, 40, 1.0f, 0.08f, 3.0f, 0.040f }, FALSE },
    },
    .surfaces = {
      COMMON,
      LAWNS (AUTUMN_LAWN),
      [MLS_LAND_VERGE] = { { 134, 132, 90 }, { 156, 146, 108 }, 6, 1.0f, 0.14f, 0, 0 },
      [MLS_LAND_ARABLE] = { { 198, 184, 148 }, { 178, 166, 132 }, 36, 0.9f, 0.05f, 6.5f, 0.06f },
      [MLS_LAND_MEADOW] = { { 118, 128, 76 }, { 148, 142, 96 }, 15, 1.0f, 0.12f, 5.5f, 0.018f },
      [MLS_LAND_WET_MEADOW] = { { 102, 118, 70 }, { 128, 126, 84 }, 10, 1.0f, 0.15f, 0, 0 },
      [MLS_LAND_GRASS_STRIP] = { { 130, 136, 84 }, { 150, 146, 100 }, 9, 0.9f, 0.10f, 0, 0 },
      [MLS_LAND_MARKET_GARDEN] =
        { { 158, 138, 110 }, { 106, 122, 70 }, 14, 0.7f, 0.08f, 1.6f, 0.16f },
      [MLS_LAND_ORCHARD] = { { 126, 132, 82 }, { 150, 142, 98 }, 9, 0.9f, 0.12f, 0, 0 },
      [MLS_LAND_FALLOW] = { { 146, 138, 96 }, { 168, 152, 116 }, 10, 1.0f, 0.19f, 0, 0 },
      [MLS_LAND_SCRUB] = { { 118, 116, 74 }, { 150, 136, 98 }, 7, 1.0f, 0.22f, 0, 0 },
      [MLS_LAND_POPLARS] = { { 100, 110, 66 }, { 124, 120, 78 }, 7, 1.0f, 0.15f, 0, 0 },
      [MLS_LAND_PLANTATION] = { { 136, 132, 88 }, { 160, 146, 108 }, 7, 1.0f, 0.15f, 0, 0 },
      [MLS_LAND_CLEARING] = { { 150, 132, 104 }, { 126, 122, 82 }, 8, 1.0f, 0.22f, 4.5f, 0.10f },
      [MLS_LAND_KITCHEN_GARDEN] =
        { { 136, 120, 92 }, { 104, 114, 64 }, 5, 0.9f, 0.14f, 1.5f, 0.14f },
      [MLS_LAND_VACANT] = { { 140, 134, 92 }, { 166, 150, 114 }, 7, 1.0f, 0.18f, 0, 0 },
      [MLS_LAND_PITCH] = { { 108, 130, 74 }, { 130, 138, 84 }, 12, 0.7f, 0.06f, 9.0f, 0.045f },
      [MLS_LAND_SOLAR] = { { 134, 132, 90 }, { 156, 146, 108 }, 8, 1.0f, 0.12f, 0, 0 },
    },
    .origin = { 1.1, -1.3 },
  },
};

/**
 * mls_season:
 * @date: below %MLS_DEMO_N_DATES
 *
 * Returns: the day the photo of that date was taken on
 */
const MlsSeason *
mls_season (guint date)
{
  g_return_val_if_fail (date < MLS_DEMO_N_DATES, NULL);

  return &seasons[date];
}
