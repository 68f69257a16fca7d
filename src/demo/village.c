#include "demo/build.h"
#include "demo/cut.h"
#include "demo/frontage.h"

/* Streets are laid through blocks larger than this, m². */
#define LARGEST_BLOCK 17000

static const MlsWiggle straight = { 0, 4.5, 0, 100 };

/* How densely the part of the village at @at is built, 0 in the centre to 2 at the edge. */
static guint
looseness (const MlsCommune *commune, MlsVec at)
{
  double distance = mls_vec_distance (at, commune->centre) / commune->reach;

  return distance < 0.32 ? 0 : distance < 0.85 ? 1 : 2;
}

/* Divides a block by streets, then into lots. */
static void
divide_block (MlsCommune *commune, guint face)
{
  static const double lot_area[] = { 620, 900, 1250 };
  g_autoptr (MlsOutline) outline = mls_outline_new (commune->mesh, face);
  MlsFrame frame = mls_outline_frame (outline);
  double wanted =
      lot_area[looseness (commune, frame.centre)] * mls_random_range (&commune->random, 0.8, 1.3);
  MlsCut lots = { .share = mls_random_range (&commune->random, 0.44, 0.56),
                  .smallest = 430,
                  .course = straight };
  MlsCut street = { .share = lots.share,
                    .width = 5,
                    .land = MLS_LAND_ROAD,
                    .smallest = 2500,
                    .course = { 0, 5, 0.5, 60 } };

  if (outline->area > LARGEST_BLOCK && mls_commune_cut (commune, face, &street) != MLS_MESH_NONE)
    return;

  for (int attempt = 0; attempt < 4 && outline->area > 1.35 * wanted; attempt++)
    {
      lots.share = mls_random_range (&commune->random, 0.4, 0.6);
      lots.lengthwise = attempt == 3;
      if (mls_commune_cut (commune, face, &lots) != MLS_MESH_NONE)
        return;
    }

  mls_mesh_parcel (commune->mesh, face)->part = MLS_PART_LOT;
}

static void
divide_blocks (MlsCommune *commune)
{
  for (guint face = 0; face < commune->mesh->faces->len; face++)
    while (mls_mesh_parcel (commune->mesh, face)->part == MLS_PART_BLOCK)
      divide_block (commune, face);
}

/* What is built along the roads out of the village, from the nearest to the farthest. */
typedef struct
{
  MlsBuildKind kind;
  double       length;
  double       depth;
  double       from; /* of the village's reach */
  double       to;
  guint        count; /* per 100 houses */
} Site;

static const Site sites[] = {
  { MLS_BUILD_CEMETERY, 55, 42, 0.6, 1.3, 1 },  { MLS_BUILD_PITCH, 118, 80, 0.6, 1.6, 1 },
  { MLS_BUILD_SHOP, 62, 58, 0.6, 1.8, 1 },      { MLS_BUILD_SHED, 105, 72, 0.9, 2.4, 1 },
  { MLS_BUILD_SITE, 74, 40, 0.5, 1.6, 1 },      { MLS_BUILD_ROW, 112, 36, 0.5, 1.5, 10 },
  { MLS_BUILD_ROW, 64, 34, 0.5, 2.0, 12 },      { MLS_BUILD_FARM, 66, 56, 1.2, 8.0, 2 },
  { MLS_BUILD_LONE, 34, 32, 1.6, 8.0, 4 },
};

/* A place on a road or street at about the distance wanted, and the open country beside it. */
static gboolean
find_roadside (MlsCommune *commune, const Site *site, guint *face, MlsVec *at)
{
  const MlsMesh *mesh = commune->mesh;

  for (int attempt = 0; attempt < 400; attempt++)
    {
      guint e = mls_random_index (&commune->random, mesh->edges->len);
      guint inside = mls_mesh_edge (mesh, e)->face;
      guint across = mls_mesh_across (mesh, e);
      double distance;

      if (inside == MLS_MESH_NONE || across == MLS_MESH_NONE ||
          mls_mesh_parcel (mesh, inside)->part != MLS_PART_OPEN ||
          !mls_land_is_road (mls_mesh_parcel (mesh, across)->land[0]))
        continue;

      *at = mls_vec_of_point (mls_mesh_point (mesh, e));
      distance = mls_vec_distance (*at, commune->centre) / commune->reach;
      if (distance < site->from || distance > site->to)
        continue;

      *face = inside;
      return TRUE;
    }

  return FALSE;
}

static void
build_site (MlsCommune *commune, const Site *site)
{
  for (int attempt = 0; attempt < 12; attempt++)
    {
      MlsFrontage frontage = { .length =
                                   site->length * mls_random_range (&commune->random, 0.9, 1.2),
                               .depth =
                                   site->depth * mls_random_range (&commune->random, 0.9, 1.1) };
      guint face, plot;

      if (!find_roadside (commune, site, &face, &frontage.near))
        return;

      plot = mls_carve_frontage (commune, face, &frontage);
      if (plot == MLS_MESH_NONE)
        continue;

      mls_build (commune, plot, site->kind);
      return;
    }
}

/* The lot nearest to the village's centre that is still free and at least so large, m². */
static guint
central_lot (const MlsCommune *commune, double area)
{
  double best_distance = commune->reach;
  guint best = MLS_MESH_NONE;

  for (guint face = 0; face < commune->mesh->faces->len; face++)
    {
      MlsBox box;
      double distance;

      if (mls_mesh_parcel (commune->mesh, face)->part != MLS_PART_LOT ||
          mls_area2_to_m2 (mls_mesh_area2 (commune->mesh, face)) < area)
        continue;

      box = mls_mesh_box (commune->mesh, face);
      distance = mls_vec_distance (mls_vec_of_point (mls_box_centre (&box)), commune->centre);
      if (distance < best_distance)
        {
          best = face;
          best_distance = distance;
        }
    }

  return best;
}

static void
build_centre (MlsCommune *commune)
{
  static const struct { MlsBuildKind kind; double area;
  } places[] = {
    { MLS_BUILD_CHURCH, 750 },
    { MLS_BUILD_SQUARE, 500 },
    { MLS_BUILD_SCHOOL, 900 },
    { MLS_BUILD_PARK, 700 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      guint lot = central_lot (commune, places[i].area);

      if (lot != MLS_MESH_NONE)
        mls_build (commune, lot, places[i].kind);
    }
}

static void
build_lots (MlsCommune *commune)
{
  static const MlsBuildKind kinds[] = { MLS_BUILD_DENSE, MLS_BUILD_HOUSE, MLS_BUILD_LOOSE };

  for (guint face = 0; face < commune->mesh->faces->len; face++)
    if (mls_mesh_parcel (commune->mesh, face)->part == MLS_PART_LOT)
      {
        MlsBox box = mls_mesh_box (commune->mesh, face);

        mls_build (commune, face,
                   kinds[looseness (commune, mls_vec_of_point (mls_box_centre (&box)))]);
      }
}

/**
 * mls_commune_build_village:
 * @commune: a commune with its roads
 *
 * Divides the blocks between the streets into lots, cuts plots off the country along the roads, and
 * builds on them.
 */
void
mls_commune_build_village (MlsCommune *commune)
{
  divide_blocks (commune);
  build_centre (commune);

  for (guint s = 0; s < G_N_ELEMENTS (sites); s++)
    {
      guint count = MAX (1, (sites[s].count * commune->n_houses + 50) / 100);

      /* One of each kind of place does for a village; rows, farms and lone houses grow with it. */
      if (sites[s].count == 1)
        count = 1;
      for (guint i = 0; i < count; i++)
        build_site (commune, &sites[s]);
    }

  divide_blocks (commune);
  build_lots (commune);
}
