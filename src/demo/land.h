#pragma once

#include "coverage/label.h"

G_BEGIN_DECLS

/* The demo territory is known at two dates. */
#define MLS_DEMO_N_DATES 2

/* What the ground can be in the demo territory: a pair of codes, and how it looks from the air. */
typedef enum
{
  MLS_LAND_NONE,

  MLS_LAND_MAIN_ROAD,
  MLS_LAND_ROAD,
  MLS_LAND_TRACK,
  MLS_LAND_VERGE,
  MLS_LAND_STREAM,
  MLS_LAND_POND,

  MLS_LAND_ARABLE,
  MLS_LAND_MEADOW,
  MLS_LAND_WET_MEADOW,
  MLS_LAND_GRASS_STRIP,
  MLS_LAND_MARKET_GARDEN,
  MLS_LAND_ORCHARD,
  MLS_LAND_FALLOW,
  MLS_LAND_SCRUB,
  MLS_LAND_HEDGE,
  MLS_LAND_LOW_HEDGE,

  MLS_LAND_WOOD,
  MLS_LAND_CONIFERS,
  MLS_LAND_MIXED_WOOD,
  MLS_LAND_WET_WOOD,
  MLS_LAND_POPLARS,
  MLS_LAND_PLANTATION,
  MLS_LAND_CLEARING,

  MLS_LAND_HOUSE_DENSE,
  MLS_LAND_GARDEN_DENSE,
  MLS_LAND_YARD_DENSE,
  MLS_LAND_HOUSE,
  MLS_LAND_GARDEN,
  MLS_LAND_YARD,
  MLS_LAND_GROVE,
  MLS_LAND_HOUSE_LOOSE,
  MLS_LAND_GARDEN_LOOSE,
  MLS_LAND_GROVE_LOOSE,
  MLS_LAND_HOUSE_LONE,
  MLS_LAND_GARDEN_LONE,
  MLS_LAND_KITCHEN_GARDEN,
  MLS_LAND_VACANT,
  MLS_LAND_SITE,

  MLS_LAND_FARM,
  MLS_LAND_FARMYARD,
  MLS_LAND_CHURCH,
  MLS_LAND_CHURCHYARD,
  MLS_LAND_SCHOOL,
  MLS_LAND_SCHOOLYARD,
  MLS_LAND_CAR_PARK,
  MLS_LAND_PITCH,
  MLS_LAND_PARK,
  MLS_LAND_SHED,
  MLS_LAND_SHED_YARD,
  MLS_LAND_SHED_GREEN,
  MLS_LAND_SHOP,
  MLS_LAND_SHOP_YARD,
  MLS_LAND_SOLAR,

  MLS_N_LANDS,
} MlsLand;

/* What an interpreter takes it for when in error. */
typedef struct
{
  const char *cover;
  const char *use;
  const char *source;       /* what an interpreter reads it from, NULL for the photo alone */
  const char *photovoltaic; /* NULL for none */
  MlsLand     mistaken;     /* MLS_LAND_NONE: not easily mistaken */
} MlsLandCodes;

const MlsLandCodes *mls_land_codes       (MlsLand      land);
MlsLabel            mls_land_label       (MlsLand      land);
double              mls_land_minimum     (MlsLand      land,
                                          MlsDimension dimension);
gboolean            mls_land_is_road     (MlsLand      land);
gboolean            mls_land_is_building (MlsLand      land);

G_END_DECLS
