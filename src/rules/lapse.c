#include "rules/lapse.h"

#include "coverage/region.h"

/* What is there now, as the rule of @exception sees it. */
static gboolean
look (const MlsException *exception, const MlsRules *rules, MlsCell *cell, MlsFinding *out)
{
  *out = (MlsFinding){ .vintage = exception->vintage, .dimension = exception->dimension };
  if (!mls_finding_rule_from_name (g_quark_to_string (exception->rule), &out->rule))
    return FALSE;

  out->from_vintage = mls_finding_is_change (out)
                          ? mls_vintage_beside (rules->vintages, rules->n_vintages, out->vintage, -1)
                          : out->vintage;
  out->pair = mls_label_pair_in (&cell->labels[out->vintage], out->dimension);
  out->from = mls_label_pair_in (&cell->labels[out->from_vintage], out->dimension);

  return TRUE;
}

/* Whether what is at the place of @exception is what it was given for. */
static gboolean
holds (const MlsException *exception, const MlsRules *rules, MlsOverlay *overlay)
{
  MlsRegionLimit limit = { .area2 = MAX (mls_area2_from_m2 (exception->area_m2), 1) };
  MlsCell *cell = mls_overlay_cell_at (overlay, exception->place);
  g_autoptr (MlsRegion) region = NULL;
  MlsFinding finding;
  MlsOffence offence;

  if (cell == NULL || !look (exception, rules, cell, &finding))
    return FALSE;

  region = mls_region_new_changed (overlay, cell, finding.from_vintage, finding.vintage, finding.dimension, limit);
  finding.area2 = region->area2;
  offence = mls_offence_of (&finding, region->perimeter);

  return mls_exception_excuses (exception, &offence);
}

/**
 * mls_lapses_of_plan:
 * @plan: an edit that is whole
 * @rules: what it was judged by
 * @exceptions: (element-type MlsException): those that hold where it is, within %MLS_LAPSE_REACH
 * @error: the source's error
 *
 * An exception lapses with the edit that makes its region smaller or gives it another code. One for a
 * place on a border, which may be for the other side, only goes if it was seen to hold before.
 *
 * Returns: (transfer full) (element-type gint64): the ids of those that lapse, or %NULL
 */
GArray *
mls_lapses_of_plan (const MlsPlan *plan, const MlsRules *rules, const GArray *exceptions, GError **error)
{
  MlsPatch *patch = mls_overlay_patch (plan->overlay);
  g_autoptr (MlsOverlay) before = mls_overlay_new (patch);
  g_autoptr (GArray) lapsed = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < exceptions->len; i++)
    {
      const MlsException *exception = &g_array_index (exceptions, MlsException, i);

      if (holds (exception, rules, before) && !holds (exception, rules, plan->overlay))
        g_array_append_val (lapsed, exception->id);
    }

  return mls_patch_check (patch, error) ? g_steal_pointer (&lapsed) : NULL;
}
