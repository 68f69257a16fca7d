#include "rules/shortfall.h"

typedef struct
{
  MlsOverlay     *overlay;
  const MlsRules *rules;
  const GArray   *exceptions; /* (element-type MlsException) */
  GArray         *breaches;   /* (element-type MlsBreach) */
} Search;

static gboolean
holds_place (const MlsRegion *region, MlsPoint place)
{
  for (guint i = 0; i < region->cells->len; i++)
    {
      const MlsCell *cell = g_ptr_array_index (region->cells, i);

      if (mls_face_locate (cell->shape, place) != MLS_SIDE_OUTSIDE)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_excused (const Search *search, const MlsRegion *region)
{
  const MlsOffence offence = { mls_refusal_name (MLS_REFUSAL_MMU), region->vintage, region->dimension,
                               (MlsText) mls_region_code (region), region->area2, region->perimeter };

  for (guint i = 0; i < search->exceptions->len; i++)
    {
      const MlsException *exception = &g_array_index (search->exceptions, MlsException, i);

      if (mls_exception_excuses (exception, &offence) && holds_place (region, exception->place))
        return TRUE;
    }

  return FALSE;
}

static void
look (Search *search, MlsCell *cell, MlsBreach breach)
{
  MlsPair pair = mls_label_pair (&cell->labels[breach.vintage]);
  g_autoptr (MlsRegion) region = NULL;

  breach.pair = breach.dimension == MLS_DIMENSION_COVER ? (MlsPair){ pair.cover, 0 } : (MlsPair){ 0, pair.use };
  breach.minimum = mls_nomenclature_minimum (search->rules->nomenclature, breach.dimension, breach.pair);
  if (breach.minimum == 0)
    return;

  region = mls_region_new (search->overlay, cell, breach.vintage, breach.dimension,
                           (MlsRegionLimit){ .area2 = breach.minimum });
  breach.area2 = region->area2;
  if (breach.area2 < breach.minimum && !region->on_edge && !is_excused (search, region))
    g_array_append_val (search->breaches, breach);
}

/**
 * mls_shortfalls_at:
 * @patch: the coverage as it is
 * @rules: what regions are judged by
 * @exceptions: (element-type MlsException): those that hold
 * @at: a place
 * @error: the source's error
 *
 * Returns: (transfer full) (element-type MlsBreach): the regions there that are too small without
 *   leave, in any vintage and dimension, each without a cell; %NULL if the coverage cannot be read
 */
GArray *
mls_shortfalls_at (MlsPatch *patch, const MlsRules *rules, const GArray *exceptions, MlsPoint at, GError **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (GArray) breaches = g_array_new (FALSE, FALSE, sizeof (MlsBreach));
  Search search = { overlay, rules, exceptions, breaches };
  MlsCell *cell = mls_overlay_cell_at (overlay, at);

  for (guint v = 0; cell != NULL && v < rules->n_vintages; v++)
    {
      look (&search, cell, (MlsBreach){ .rule = MLS_REFUSAL_MMU, .vintage = v, .dimension = MLS_DIMENSION_COVER, .place = at });
      look (&search, cell, (MlsBreach){ .rule = MLS_REFUSAL_MMU, .vintage = v, .dimension = MLS_DIMENSION_USE, .place = at });
    }

  return mls_patch_check (patch, error) ? g_steal_pointer (&breaches) : NULL;
}
