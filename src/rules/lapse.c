#include "rules/lapse.h"

#include "coverage/region.h"

/* Whether what is at the place of @exception is what it was given for. */
static gboolean
holds (const MlsException *exception, MlsOverlay *overlay)
{
  MlsRegionLimit limit = { .area2 = MAX (mls_area2_from_m2 (exception->area_m2), 1) };
  MlsCell *cell = mls_overlay_cell_at (overlay, exception->place);
  g_autoptr (MlsRegion) region = NULL;
  MlsOffence offence;

  if (cell == NULL)
    return FALSE;

  region = mls_region_new (overlay, cell, exception->vintage, exception->dimension, limit);
  offence = (MlsOffence){ g_quark_to_string (exception->rule), exception->vintage,
                          exception->dimension, (MlsText) mls_region_code (region), region->area2,
                          region->perimeter };

  return mls_exception_excuses (exception, &offence);
}

/**
 * mls_lapses_of_plan:
 * @plan: an edit that is whole
 * @exceptions: (element-type MlsException): those that hold where it is, within %MLS_LAPSE_REACH
 * @error: the source's error
 *
 * An exception lapses with the edit that makes its region smaller or gives it another code. One for a
 * place on a border, which may be for the other side, only goes if it was seen to hold before.
 *
 * Returns: (transfer full) (element-type gint64): the ids of those that lapse, or %NULL
 */
GArray *
mls_lapses_of_plan (const MlsPlan *plan, const GArray *exceptions, GError **error)
{
  MlsPatch *patch = mls_overlay_patch (plan->overlay);
  g_autoptr (MlsOverlay) before = mls_overlay_new (patch);
  g_autoptr (GArray) lapsed = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < exceptions->len; i++)
    {
      const MlsException *exception = &g_array_index (exceptions, MlsException, i);

      if (holds (exception, before) && !holds (exception, plan->overlay))
        g_array_append_val (lapsed, exception->id);
    }

  return mls_patch_check (patch, error) ? g_steal_pointer (&lapsed) : NULL;
}
