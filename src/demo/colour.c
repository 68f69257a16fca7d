#include "demo/commune.h"

/* How often a style grows what; the rest is more of the first. */
typedef struct
{
  MlsLand land;
  double  share;
} Share;

static const Share openfield[] = {
  { MLS_LAND_ARABLE, 0.58 },  { MLS_LAND_MEADOW, 0.22 },  { MLS_LAND_MARKET_GARDEN, 0.06 },
  { MLS_LAND_FALLOW, 0.06 },  { MLS_LAND_ORCHARD, 0.05 }, { MLS_LAND_PLANTATION, 0.03 },
};

static const Share bocage[] = {
  { MLS_LAND_MEADOW, 0.48 },  { MLS_LAND_ARABLE, 0.26 }, { MLS_LAND_ORCHARD, 0.12 },
  { MLS_LAND_FALLOW, 0.06 },  { MLS_LAND_SCRUB, 0.05 },  { MLS_LAND_WOOD, 0.03 },
};

static const Share wood[] = {
  { MLS_LAND_WOOD, 0.48 },     { MLS_LAND_MIXED_WOOD, 0.24 }, { MLS_LAND_CONIFERS, 0.14 },
  { MLS_LAND_CLEARING, 0.05 }, { MLS_LAND_PLANTATION, 0.05 }, { MLS_LAND_SCRUB, 0.04 },
};

static const Share valley[] = {
  { MLS_LAND_WET_MEADOW, 0.40 }, { MLS_LAND_MEADOW, 0.20 }, { MLS_LAND_WET_WOOD, 0.20 },
  { MLS_LAND_POPLARS, 0.15 },    { MLS_LAND_SCRUB, 0.05 },
};

static const struct
{
  const Share *shares;
  guint        n_shares;
} palettes[] = {
  [MLS_STYLE_NONE] = { openfield, G_N_ELEMENTS (openfield) },
  [MLS_STYLE_OPENFIELD] = { openfield, G_N_ELEMENTS (openfield) },
  [MLS_STYLE_BOCAGE] = { bocage, G_N_ELEMENTS (bocage) },
  [MLS_STYLE_WOOD] = { wood, G_N_ELEMENTS (wood) },
  [MLS_STYLE_VALLEY] = { valley, G_N_ELEMENTS (valley) },
};

static MlsLand
draw (MlsRandom *random, MlsStyle style)
{
  double dice = mls_random_unit (random);

  for (guint i = 0; i < palettes[style].n_shares; i++)
    {
      dice -= palettes[style].shares[i].share;
      if (dice < 0)
        return palettes[style].shares[i].land;
    }

  return palettes[style].shares[0].land;
}

/**
 * mls_commune_has_beside:
 * @commune: a commune
 * @face: one of its faces
 * @land: a kind of ground
 *
 * Returns: whether a neighbour of @face is @land by now: the limit between them would not be seen
 */
gboolean
mls_commune_has_beside (const MlsCommune *commune, guint face, MlsLand land)
{
  const MlsMesh *mesh = commune->mesh;
  guint first = mls_mesh_face (mesh, face)->edge;
  guint e = first;

  do
    {
      guint across = mls_mesh_across (mesh, e);

      if (across != MLS_MESH_NONE && mls_mesh_parcel (mesh, across)->land[1] == land)
        return TRUE;
      e = mls_mesh_edge (mesh, e)->next;
    }
  while (e != first);

  return FALSE;
}

/**
 * mls_commune_colour:
 * @commune: a commune with its fields
 *
 * Gives each field what grows on it, other than what grows next to it where that can be.
 */
void
mls_commune_colour (MlsCommune *commune)
{
  for (guint face = 0; face < commune->mesh->faces->len; face++)
    {
      MlsParcel *parcel = mls_mesh_parcel (commune->mesh, face);
      MlsLand land = MLS_LAND_NONE;

      if (parcel->part != MLS_PART_FIELD)
        continue;

      for (int attempt = 0; attempt < 9; attempt++)
        {
          land = draw (&commune->random, (MlsStyle) parcel->style);
          if (!mls_commune_has_beside (commune, face, land))
            break;
        }

      mls_parcel_set (parcel, land, MLS_PART_DONE);
    }
}
