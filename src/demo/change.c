#include "demo/commune.h"

/* What becomes of the land from one date to the next, and how often. */
static const struct
{
  MlsLand from;
  MlsLand to;
  double  chance;
} turns[] = {
  { MLS_LAND_MEADOW, MLS_LAND_ARABLE, 0.06 },       { MLS_LAND_ARABLE, MLS_LAND_MEADOW, 0.035 },
  { MLS_LAND_ORCHARD, MLS_LAND_ARABLE, 0.10 },      { MLS_LAND_WOOD, MLS_LAND_CLEARING, 0.06 },
  { MLS_LAND_CONIFERS, MLS_LAND_CLEARING, 0.12 },   { MLS_LAND_POPLARS, MLS_LAND_CLEARING, 0.10 },
  { MLS_LAND_CLEARING, MLS_LAND_PLANTATION, 0.40 }, { MLS_LAND_SCRUB, MLS_LAND_MEADOW, 0.06 },
  { MLS_LAND_FALLOW, MLS_LAND_SCRUB, 0.08 },        { MLS_LAND_FALLOW, MLS_LAND_ARABLE, 0.08 },
  { MLS_LAND_HEDGE, MLS_LAND_ARABLE, 0.02 },        { MLS_LAND_LOW_HEDGE, MLS_LAND_ARABLE, 0.02 },
};

static void
turn (MlsCommune *commune, MlsParcel *parcel)
{
  double dice = mls_random_unit (&commune->random);

  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      if (parcel->land[0] != turns[i].from)
        continue;

      dice -= turns[i].chance;
      if (dice < 0)
        {
          parcel->land[1] = (guint8) turns[i].to;
          return;
        }
    }
}

/* A project of the commune: some ground becomes something else altogether. */
typedef struct
{
  MlsLand to;
  double  least;  /* m² */
  double  most;
  double  from;   /* of the village's reach */
  double  until;
} Project;

static gboolean
suits (const MlsCommune *commune, guint face, const Project *project)
{
  const MlsParcel *parcel = mls_mesh_parcel (commune->mesh, face);
  double area = mls_area2_to_m2 (mls_mesh_area2 (commune->mesh, face));
  MlsBox box = mls_mesh_box (commune->mesh, face);
  MlsVec middle = mls_vec_of_point (mls_box_centre (&box));
  double distance = mls_vec_distance (middle, commune->centre) / commune->reach;

  return (parcel->land[0] == MLS_LAND_ARABLE || parcel->land[0] == MLS_LAND_MEADOW ||
          parcel->land[0] == MLS_LAND_FALLOW) &&
         parcel->style != MLS_STYLE_NONE && parcel->group == 0 && area >= project->least &&
         area <= project->most && distance >= project->from && distance <= project->until;
}

static void
carry_out (MlsCommune *commune, const Project *project)
{
  guint n_faces = commune->mesh->faces->len;
  guint start = mls_random_index (&commune->random, n_faces);

  for (guint i = 0; i < n_faces; i++)
    {
      guint face = (start + i) % n_faces;

      if (suits (commune, face, project))
        {
          mls_mesh_parcel (commune->mesh, face)->land[1] = (guint8) project->to;
          return;
        }
    }
}

/**
 * mls_commune_change:
 * @commune: a commune with all its lands
 *
 * Lets the time between the two dates pass: fields are ploughed or sown with grass, woods are cut,
 * a building site is opened and a solar park built.
 */
void
mls_commune_change (MlsCommune *commune)
{
  static const Project projects[] = {
    { MLS_LAND_SITE, 2500, 12000, 0.7, 1.6 },
    { MLS_LAND_SOLAR, 9000, 40000, 1.2, 9.0 },
  };

  for (guint face = 0; face < commune->mesh->faces->len; face++)
    {
      MlsParcel *parcel = mls_mesh_parcel (commune->mesh, face);

      if (parcel->group == 0 && parcel->land[0] == parcel->land[1])
        turn (commune, parcel);
    }

  for (guint i = 0; i < G_N_ELEMENTS (projects); i++)
    carry_out (commune, &projects[i]);
}
