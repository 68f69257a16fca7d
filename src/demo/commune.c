#include "demo/commune.h"

#include "demo/showcase.h"

#include <math.h>

/* Attempts to find a way for every road before giving up on a site. */
#define ATTEMPTS 64

static MlsCommune *
begin (const MlsSite *site, guint64 attempt)
{
  MlsCommune *commune = g_new0 (MlsCommune, 1);
  MlsRing ring = { (const MlsPoint *) site->ring->data, site->ring->len };
  MlsVec middle = { 0, 0 };
  double n_houses = 0.28 * site->n_faces;

  commune->site = *site;
  commune->site.ring = commune->site.taken = NULL;
  commune->mesh = mls_mesh_new (&ring, 1);
  mls_mesh_index (commune->mesh);
  commune->random = mls_random_new (site->seed, attempt);

  /* A line may not end where the ground beyond has a limit already. */
  for (guint i = 0; i < site->ring->len; i++)
    if (g_array_index (site->taken, gboolean, i))
      g_array_index (commune->mesh->degrees, guint8, i) = 3;

  for (int g = 0; g < MLS_N_GATES; g++)
    middle = mls_vec_add (middle, mls_vec_scale (site->gates[g], 1.0 / MLS_N_GATES));

  commune->n_houses = (guint) n_houses;
  commune->axis =
      mls_vec_unit (mls_vec_sub (site->gates[MLS_GATE_EAST], site->gates[MLS_GATE_WEST]));
  /* Two lots in three lie within the blocks of the village, which take in about 2 reach². */
  commune->reach = sqrt (250 * n_houses) * mls_random_range (&commune->random, 0.9, 1.1);
  commune->centre =
      mls_vec_along (middle, commune->axis, mls_random_range (&commune->random, -60, 60));

  return commune;
}

/**
 * mls_commune_new:
 * @site: the ground
 *
 * Takes no more than the numbers of @site, so the same site gives the same commune on any thread.
 *
 * Returns: (transfer full): a village with its land, built upon @site
 */
MlsCommune *
mls_commune_new (const MlsSite *site)
{
  for (guint64 attempt = 0; attempt < ATTEMPTS; attempt++)
    {
      g_autoptr (MlsCommune) commune = begin (site, attempt);

      if (!mls_commune_lay_roads (commune))
        continue;

      mls_commune_build_village (commune);
      mls_commune_lay_fields (commune);
      mls_commune_colour (commune);
      mls_commune_change (commune);
      if (site->has_showcase && !mls_showcase_prepare (commune))
        continue;

      return g_steal_pointer (&commune);
    }

  g_assert_not_reached ();
}

/**
 * mls_commune_free:
 * @commune: (transfer full): a commune
 */
void
mls_commune_free (MlsCommune *commune)
{
  g_clear_pointer (&commune->mesh, mls_mesh_free);
  g_free (commune);
}
