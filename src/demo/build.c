#include "demo/build.h"

/* Buildings keep this far from everything else, m. */
#define CLEARANCE 1.7

/* A building, seen from above: a rectangle, with a wing at one end if it has one. */
typedef struct
{
  double  length;
  double  width;
  double  wing; /* m it stands out, 0 for none */
  MlsLand land[MLS_DEMO_N_DATES];
} Building;

/* Where a building stands and which way it faces. */
typedef struct
{
  MlsVec at;
  MlsVec axis;
} Stand;

static guint
shape (const Building *building, const Stand *stand, MlsVec *out)
{
  double x = building->length / 2;
  double y = building->width / 2;
  double inner = x - building->width * 0.8;
  MlsVec plain[4] = { { -x, -y }, { x, -y }, { x, y }, { -x, y } };
  MlsVec winged[6] = {
    { -x, -y },   { x, -y }, { x, y + building->wing }, { inner, y + building->wing },
    { inner, y }, { -x, y }
  };
  guint n = building->wing > 0 ? 6 : 4;

  for (guint i = 0; i < n; i++)
    out[i] = mls_vec_add (stand->at, mls_vec_turned (n == 6 ? winged[i] : plain[i], stand->axis));

  return n;
}

/* The street a plot lies on: its vertex nearest to the plot's middle, and the way along it. */
static gboolean
find_street (const MlsMesh *mesh, const MlsOutline *outline, MlsVec centre, Stand *out)
{
  guint n = outline->at->len;
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < n; i++)
    {
      guint across = mls_mesh_across (mesh, mls_outline_edge (outline, i));
      MlsVec at = mls_vec_mix (mls_outline_at (outline, i), mls_outline_at (outline, i + 1), 0.5);
      double distance = mls_vec_distance (at, centre);

      if (across == MLS_MESH_NONE || !mls_land_is_road (mls_mesh_parcel (mesh, across)->land[1]) ||
          distance > best)
        continue;

      best = distance;
      out->at = at;
      out->axis = mls_vec_unit (
          mls_vec_sub (mls_outline_at (outline, i + 2), mls_outline_at (outline, i + n - 1)));
    }

  return best < G_MAXDOUBLE;
}

static guint
try_to_stand (MlsCommune *commune, guint plot, const Building *building, const Stand *stand)
{
  MlsVec ring[6];
  guint n = shape (building, stand, ring);
  guint face = mls_carve_island (commune->mesh, plot, ring, n, CLEARANCE);

  if (face != MLS_MESH_NONE)
    {
      MlsParcel *parcel = mls_mesh_parcel (commune->mesh, face);

      parcel->land[0] = (guint8) building->land[0];
      parcel->land[1] = (guint8) building->land[1];
      parcel->part = MLS_PART_DONE;
    }

  return face;
}

/* Puts a building on a plot, first where a builder would: along the street, behind a garden. */
static gboolean
put (MlsCommune *commune, guint plot, const Building *building)
{
  g_autoptr (MlsOutline) outline = mls_outline_new (commune->mesh, plot);
  MlsFrame frame = mls_outline_frame (outline);
  MlsRandom *random = &commune->random;
  Stand street = { frame.centre, frame.axis };
  gboolean has_street = find_street (commune->mesh, outline, frame.centre, &street);

  for (int attempt = 0; attempt < 9; attempt++)
    {
      double slack = attempt * 0.09;
      MlsVec askew = mls_vec_unit ((MlsVec){ 1, mls_random_range (random, -0.05, 0.05) });
      Stand stand = { frame.centre, mls_vec_turned (street.axis, askew) };

      if (has_street)
        {
          double back = building->width / 2 + mls_random_range (random, 3, 9);
          MlsVec front = mls_vec_along (street.at, mls_vec_left (street.axis), back);

          stand.at = mls_vec_mix (front, frame.centre, MIN (slack * 1.5, 1));
        }
      stand.at = mls_vec_along (stand.at, frame.axis,
                                mls_random_range (random, -slack, slack) * frame.length / 2);
      stand.at = mls_vec_along (stand.at, mls_vec_left (frame.axis),
                                mls_random_range (random, -slack, slack) * frame.width / 2);
      if (attempt % 3 == 2)
        stand.axis = mls_vec_left (stand.axis);

      if (try_to_stand (commune, plot, building, &stand) != MLS_MESH_NONE)
        return TRUE;
    }

  return FALSE;
}

static Building
building_of (MlsCommune *commune, MlsLand land, double length, double width)
{
  double size = mls_random_range (&commune->random, 0.85, 1.2);
  Building building = {
    length * size, width * mls_random_range (&commune->random, 0.9, 1.15), 0, { land, land }
  };

  if (mls_random_chance (&commune->random, 0.3))
    building.wing = mls_random_range (&commune->random, 2.5, 5);

  return building;
}

static MlsLand
draw_ground (MlsCommune *commune, MlsBuildKind kind)
{
  double dice = mls_random_unit (&commune->random);

  if (kind == MLS_BUILD_DENSE)
    return dice < 0.5 ? MLS_LAND_GARDEN_DENSE : MLS_LAND_YARD_DENSE;
  if (kind == MLS_BUILD_LOOSE)
    return dice < 0.62   ? MLS_LAND_GARDEN_LOOSE
           : dice < 0.92 ? MLS_LAND_GROVE_LOOSE
                         : MLS_LAND_KITCHEN_GARDEN;

  return dice < 0.52   ? MLS_LAND_GARDEN
         : dice < 0.70 ? MLS_LAND_GROVE
         : dice < 0.85 ? MLS_LAND_YARD
         : dice < 0.95 ? MLS_LAND_KITCHEN_GARDEN
                       : MLS_LAND_VACANT;
}

/* What a built-up plot is between its houses: other than the next plots, if that can be. */
static MlsLand
ground_of (MlsCommune *commune, guint plot, MlsBuildKind kind)
{
  MlsLand ground = MLS_LAND_NONE;

  for (int attempt = 0; attempt < 4; attempt++)
    {
      ground = draw_ground (commune, kind);
      if (!mls_commune_has_beside (commune, plot, ground))
        break;
    }

  return ground;
}

static MlsLand
house_of (MlsBuildKind kind)
{
  return kind == MLS_BUILD_DENSE   ? MLS_LAND_HOUSE_DENSE
         : kind == MLS_BUILD_LOOSE ? MLS_LAND_HOUSE_LOOSE
                                   : MLS_LAND_HOUSE;
}

/* A lot with its house. On a lot of a new estate there was a field at the first date; some others
 * were vacant. */
static void
build_lot (MlsCommune *commune, guint plot, MlsBuildKind kind)
{
  MlsParcel *parcel = mls_mesh_parcel (commune->mesh, plot);
  gboolean is_new = parcel->group != 0;
  MlsLand ground = ground_of (commune, plot, kind);
  MlsLand before = is_new ? (MlsLand) parcel->land[0] : ground;
  gboolean has_house = ground != MLS_LAND_KITCHEN_GARDEN && ground != MLS_LAND_VACANT;
  Building house = building_of (commune, house_of (kind), kind == MLS_BUILD_DENSE ? 13 : 12,
                                kind == MLS_BUILD_DENSE ? 10 : 9);

  if (!is_new && has_house && mls_random_chance (&commune->random, 0.025))
    before = MLS_LAND_VACANT;

  parcel->land[0] = (guint8) before;
  parcel->land[1] = (guint8) ground;
  parcel->part = MLS_PART_DONE;
  if (!has_house)
    return;

  if (before != ground)
    house.land[0] = before;
  put (commune, plot, &house);
  if (kind == MLS_BUILD_DENSE && mls_random_chance (&commune->random, 0.35))
    put (commune, plot, &house);
}

typedef struct
{
  MlsLand ground;
  MlsLand building;
  guint   n_buildings;
  double  length;
  double  width;
} Estate;

static const Estate *
estate_of (MlsBuildKind kind)
{
  static const Estate estates[] = {
    [MLS_BUILD_LONE] = { MLS_LAND_GARDEN_LONE, MLS_LAND_HOUSE_LONE, 1, 12, 9 },
    [MLS_BUILD_FARM] = { MLS_LAND_FARMYARD, MLS_LAND_FARM, 4, 24, 12 },
    [MLS_BUILD_CHURCH] = { MLS_LAND_CHURCHYARD, MLS_LAND_CHURCH, 1, 26, 11 },
    [MLS_BUILD_CEMETERY] = { MLS_LAND_CHURCHYARD, MLS_LAND_NONE, 0, 0, 0 },
    [MLS_BUILD_SQUARE] = { MLS_LAND_CAR_PARK, MLS_LAND_NONE, 0, 0, 0 },
    [MLS_BUILD_SCHOOL] = { MLS_LAND_SCHOOLYARD, MLS_LAND_SCHOOL, 1, 24, 11 },
    [MLS_BUILD_PARK] = { MLS_LAND_PARK, MLS_LAND_NONE, 0, 0, 0 },
    [MLS_BUILD_PITCH] = { MLS_LAND_PITCH, MLS_LAND_NONE, 0, 0, 0 },
    [MLS_BUILD_SHED] = { MLS_LAND_SHED_YARD, MLS_LAND_SHED, 2, 48, 27 },
    [MLS_BUILD_SHOP] = { MLS_LAND_SHOP_YARD, MLS_LAND_SHOP, 1, 34, 22 },
  };

  return &estates[kind];
}

static void
build_estate (MlsCommune *commune, guint plot, const Estate *estate)
{
  mls_parcel_set (mls_mesh_parcel (commune->mesh, plot), estate->ground, MLS_PART_DONE);

  for (guint i = 0; i < estate->n_buildings; i++)
    {
      double share = 1 - 0.22 * i;
      Building building =
          building_of (commune, estate->building, estate->length * share, estate->width * share);

      put (commune, plot, &building);
    }
}

/**
 * mls_build:
 * @commune: a commune
 * @plot: one of its faces
 * @kind: what to build there
 *
 * Gives @plot its lands and puts the buildings on it that find room.
 */
void
mls_build (MlsCommune *commune, guint plot, MlsBuildKind kind)
{
  MlsParcel *parcel = mls_mesh_parcel (commune->mesh, plot);

  switch (kind)
    {
    case MLS_BUILD_DENSE:
    case MLS_BUILD_HOUSE:
    case MLS_BUILD_LOOSE:
      build_lot (commune, plot, kind);
      break;
    case MLS_BUILD_SITE:
      parcel->group = ++commune->n_groups;
      parcel->land[0] =
          mls_random_chance (&commune->random, 0.5) ? MLS_LAND_ARABLE : MLS_LAND_MEADOW;
      parcel->part = MLS_PART_BLOCK;
      break;
    case MLS_BUILD_ROW:
      parcel->part = MLS_PART_BLOCK;
      break;
    case MLS_BUILD_LONE:
    case MLS_BUILD_FARM:
    case MLS_BUILD_CHURCH:
    case MLS_BUILD_CEMETERY:
    case MLS_BUILD_SQUARE:
    case MLS_BUILD_SCHOOL:
    case MLS_BUILD_PARK:
    case MLS_BUILD_PITCH:
    case MLS_BUILD_SHED:
    case MLS_BUILD_SHOP:
      build_estate (commune, plot, estate_of (kind));
      break;
    }
}
