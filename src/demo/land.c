#include "demo/land.h"

#define TOPO "BD TOPO"
#define RPG  "RPG"

static const MlsLandCodes lands[MLS_N_LANDS] = {
  [MLS_LAND_NONE] = { NULL, NULL, NULL, NULL, MLS_LAND_NONE },

  [MLS_LAND_MAIN_ROAD] = { "CS1.1.2", "US4.1.1", TOPO, NULL, MLS_LAND_NONE },
  [MLS_LAND_ROAD] = { "CS1.1.2", "US4.1.2", TOPO, NULL, MLS_LAND_NONE },
  [MLS_LAND_TRACK] = { "CS1.2.1", "US4.1.2", TOPO, NULL, MLS_LAND_NONE },
  [MLS_LAND_VERGE] = { "CS6.6.0", "US4.5.0", NULL, NULL, MLS_LAND_NONE },
  [MLS_LAND_STREAM] = { "CS3.1.2", "US7.0.0", TOPO, NULL, MLS_LAND_NONE },
  [MLS_LAND_POND] = { "CS3.1.1", "US7.0.0", TOPO, NULL, MLS_LAND_NONE },

  [MLS_LAND_ARABLE] = { "CS6.3.0", "US1.1.3", RPG, NULL, MLS_LAND_MEADOW },
  [MLS_LAND_MEADOW] = { "CS6.1.1", "US1.1.1", RPG, NULL, MLS_LAND_ARABLE },
  [MLS_LAND_WET_MEADOW] = { "CS6.1.2", "US1.1.1", RPG, NULL, MLS_LAND_MEADOW },
  [MLS_LAND_GRASS_STRIP] = { "CS6.1.1", "US1.1.2", RPG, NULL, MLS_LAND_NONE },
  [MLS_LAND_MARKET_GARDEN] = { "CS6.3.0", "US1.1.4", RPG, NULL, MLS_LAND_ARABLE },
  [MLS_LAND_ORCHARD] = { "CS4.4.0", "US1.1.5", RPG, NULL, MLS_LAND_PLANTATION },
  [MLS_LAND_FALLOW] = { "CS6.6.0", "US6.2.3", NULL, NULL, MLS_LAND_MEADOW },
  [MLS_LAND_SCRUB] = { "CS5.1.1", "US6.2.3", NULL, NULL, MLS_LAND_FALLOW },
  [MLS_LAND_HEDGE] = { "CS4.1.2", "US1.1.7", NULL, NULL, MLS_LAND_LOW_HEDGE },
  [MLS_LAND_LOW_HEDGE] = { "CS5.1.1", "US1.1.7", NULL, NULL, MLS_LAND_HEDGE },

  [MLS_LAND_WOOD] = { "CS4.1.2", "US7.0.0", NULL, NULL, MLS_LAND_MIXED_WOOD },
  [MLS_LAND_CONIFERS] = { "CS4.2.2", "US1.2.4", NULL, NULL, MLS_LAND_MIXED_WOOD },
  [MLS_LAND_MIXED_WOOD] = { "CS4.3.2", "US7.0.0", NULL, NULL, MLS_LAND_WOOD },
  [MLS_LAND_WET_WOOD] = { "CS4.1.3", "US7.0.0", NULL, NULL, MLS_LAND_WOOD },
  [MLS_LAND_POPLARS] = { "CS4.1.2", "US1.2.2", NULL, NULL, MLS_LAND_WOOD },
  [MLS_LAND_PLANTATION] = { "CS4.1.2", "US1.2.3", NULL, NULL, MLS_LAND_ORCHARD },
  [MLS_LAND_CLEARING] = { "CS6.6.0", "US1.2.1", NULL, NULL, MLS_LAND_PLANTATION },

  [MLS_LAND_HOUSE_DENSE] = { "CS1.1.1", "US5.1.3", TOPO, NULL, MLS_LAND_NONE },
  [MLS_LAND_GARDEN_DENSE] = { "CS6.6.0", "US5.1.3", NULL, NULL, MLS_LAND_YARD_DENSE },
  [MLS_LAND_YARD_DENSE] = { "CS1.1.2", "US5.1.3", NULL, NULL, MLS_LAND_GARDEN_DENSE },
  [MLS_LAND_HOUSE] = { "CS1.1.1", "US5.2.2", TOPO, NULL, MLS_LAND_NONE },
  [MLS_LAND_GARDEN] = { "CS6.6.0", "US5.2.2", NULL, NULL, MLS_LAND_YARD },
  [MLS_LAND_YARD] = { "CS1.2.1", "US5.2.2", NULL, NULL, MLS_LAND_GARDEN },
  [MLS_LAND_GROVE] = { "CS4.3.2", "US5.2.2", NULL, NULL, MLS_LAND_GARDEN },
  [MLS_LAND_HOUSE_LOOSE] = { "CS1.1.1", "US5.2.3", TOPO, NULL, MLS_LAND_NONE },
  [MLS_LAND_GARDEN_LOOSE] = { "CS6.6.0", "US5.2.3", NULL, NULL, MLS_LAND_GROVE_LOOSE },
  [MLS_LAND_GROVE_LOOSE] = { "CS4.3.2", "US5.2.3", NULL, NULL, MLS_LAND_GARDEN_LOOSE },
  [MLS_LAND_HOUSE_LONE] = { "CS1.1.1", "US5.4.0", TOPO, NULL, MLS_LAND_NONE },
  [MLS_LAND_GARDEN_LONE] = { "CS6.6.0", "US5.4.0", NULL, NULL, MLS_LAND_NONE },
  [MLS_LAND_KITCHEN_GARDEN] = { "CS6.6.0", "US1.1.6", NULL, NULL, MLS_LAND_VACANT },
  [MLS_LAND_VACANT] = { "CS6.6.0", "US6.2.2", NULL, NULL, MLS_LAND_KITCHEN_GARDEN },
  [MLS_LAND_SITE] = { "CS1.2.1", "US6.1.1", NULL, NULL, MLS_LAND_VACANT },

  [MLS_LAND_FARM] = { "CS1.1.1", "US1.1.7", TOPO, NULL, MLS_LAND_SHED },
  [MLS_LAND_FARMYARD] = { "CS1.2.1", "US1.1.7", NULL, NULL, MLS_LAND_SHED_YARD },
  [MLS_LAND_CHURCH] = { "CS1.1.1", "US3.1.3", TOPO, NULL, MLS_LAND_NONE },
  [MLS_LAND_CHURCHYARD] = { "CS1.2.1", "US3.1.3", TOPO, NULL, MLS_LAND_NONE },
  [MLS_LAND_SCHOOL] = { "CS1.1.1", "US3.1.1", TOPO, NULL, MLS_LAND_NONE },
  [MLS_LAND_SCHOOLYARD] = { "CS1.1.2", "US3.1.1", NULL, NULL, MLS_LAND_CAR_PARK },
  [MLS_LAND_CAR_PARK] = { "CS1.1.2", "US3.1.4", NULL, NULL, MLS_LAND_SCHOOLYARD },
  [MLS_LAND_PITCH] = { "CS6.6.0", "US3.2.2", TOPO, NULL, MLS_LAND_PARK },
  [MLS_LAND_PARK] = { "CS6.6.0", "US3.2.1", NULL, NULL, MLS_LAND_PITCH },
  [MLS_LAND_SHED] = { "CS1.1.1", "US2.1.1", TOPO, NULL, MLS_LAND_SHOP },
  [MLS_LAND_SHED_YARD] = { "CS1.1.2", "US2.1.1", NULL, NULL, MLS_LAND_SHOP_YARD },
  [MLS_LAND_SHED_GREEN] = { "CS6.6.0", "US2.1.1", NULL, NULL, MLS_LAND_VACANT },
  [MLS_LAND_SHOP] = { "CS1.1.1", "US2.2.0", TOPO, NULL, MLS_LAND_SHED },
  [MLS_LAND_SHOP_YARD] = { "CS1.1.2", "US2.2.0", NULL, NULL, MLS_LAND_CAR_PARK },
  [MLS_LAND_SOLAR] = { "CS6.6.0", "US2.1.4", TOPO, "1", MLS_LAND_FALLOW },
};

/**
 * mls_land_codes:
 * @land: a kind of ground other than %MLS_LAND_NONE
 *
 * Returns: what a map says of it
 */
const MlsLandCodes *
mls_land_codes (MlsLand land)
{
  g_return_val_if_fail (land > MLS_LAND_NONE && land < MLS_N_LANDS, NULL);

  return &lands[land];
}

/**
 * mls_land_label:
 * @land: a kind of ground other than %MLS_LAND_NONE
 *
 * Returns: its label in a map without doubts
 */
MlsLabel
mls_land_label (MlsLand land)
{
  const MlsLandCodes *codes = mls_land_codes (land);

  return (MlsLabel){ {
      [MLS_FIELD_COVER] = g_quark_from_static_string (codes->cover),
      [MLS_FIELD_USE] = g_quark_from_static_string (codes->use),
      [MLS_FIELD_SOURCE] = g_quark_from_static_string (codes->source),
      [MLS_FIELD_PHOTOVOLTAIC] = g_quark_from_static_string (codes->photovoltaic),
  } };
}

/**
 * mls_land_minimum:
 * @land: a kind of ground other than %MLS_LAND_NONE
 * @dimension: cover or use
 *
 * Returns: the least area of a region of its code, m²
 */
double
mls_land_minimum (MlsLand land, MlsDimension dimension)
{
  const MlsLandCodes *codes = mls_land_codes (land);

  if (dimension == MLS_DIMENSION_COVER)
    return g_str_equal (codes->cover, "CS1.1.1") ? 50 : 300;

  return g_str_equal (codes->use, "US5.4.0") ? 50 : 300;
}

/**
 * mls_land_is_road:
 * @land: a kind of ground
 *
 * Returns: whether one drives there to somewhere else
 */
gboolean
mls_land_is_road (MlsLand land)
{
  return land == MLS_LAND_MAIN_ROAD || land == MLS_LAND_ROAD || land == MLS_LAND_TRACK;
}

/**
 * mls_land_is_building:
 * @land: a kind of ground
 *
 * Returns: whether it has a roof
 */
gboolean
mls_land_is_building (MlsLand land)
{
  return land > MLS_LAND_NONE && g_str_equal (lands[land].cover, "CS1.1.1");
}
