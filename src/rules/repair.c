#include "rules/repair.h"

#include "base/format.h"

#include <glib/gi18n-lib.h>

static char *
area_text (MlsArea2 area2)
{
  double area_m2 = mls_area2_to_m2 (ABS (area2));

  return area_m2 >= 0.05 ? mls_format_area (area_m2) : g_strdup (_("less than 0.1 m²"));
}

/* A feature by its number, and its layer where there were several. */
static char *
feature_text (MlsFeature feature)
{
  g_autofree char *number = mls_format_id (feature.id);

  return feature.layer != 0 ? g_strdup_printf (_("%s of “%s”"), number, g_quark_to_string (feature.layer))
                            : g_steal_pointer (&number);
}

/* The codes there are of a pair. */
static char *
pair_text (MlsPair pair)
{
  const char *cover = pair.cover != 0 ? g_quark_to_string (pair.cover) : NULL;
  const char *use = pair.use != 0 ? g_quark_to_string (pair.use) : NULL;

  if (cover != NULL && use != NULL)
    return g_strdup_printf ("%s × %s", cover, use);

  return g_strdup (cover != NULL ? cover : use != NULL ? use : _("no code"));
}

/**
 * mls_repair_text:
 * @finding: a finding of what an import or a mending did
 *
 * Returns: (transfer full): one line for a person, without the place
 */
char *
mls_repair_text (const MlsFinding *finding)
{
  g_autofree char *feature = feature_text (finding->feature);
  g_autofree char *other = feature_text (finding->other);
  g_autofree char *area = area_text (finding->area2);
  g_autofree char *pair = pair_text (finding->pair);

  switch ((MlsRepair) (finding->rule - MLS_FINDING_REPAIR))
    {
    case MLS_REPAIR_REPAIRED:
      return g_strdup_printf (_("Feature %s was put right after rounding to the millimetre: %s changed"),
                              feature, area);
    case MLS_REPAIR_VANISHED:
      return g_strdup_printf (_("Feature %s vanished in rounding to the millimetre: %s lost"), feature, area);
    case MLS_REPAIR_PARTS:
      return g_strdup_printf (_("Feature %s fell into parts"), feature);
    case MLS_REPAIR_IDENTICAL:
      return g_strdup_printf (_("Feature %s has a neighbour with the same labels at every date"), feature);
    case MLS_REPAIR_HOLE:
      return g_strdup_printf (_("The territory has a hole of %s"), area);
    case MLS_REPAIR_CROSSED:
      return g_strdup_printf (_("Feature %s crossed itself: %s not as its rings say"), feature, area);
    case MLS_REPAIR_MOVED:
      return g_strdup_printf (_("The border of feature %s was brought onto others: %s changed"),
                              feature, area);
    case MLS_REPAIR_NODED:
      return g_strdup_printf (_("The border of feature %s got vertices where others meet it"), feature);
    case MLS_REPAIR_OVERLAP:
      return g_strdup_printf (_("Feature %s lost %s to feature %s"), feature, area, other);
    case MLS_REPAIR_CLIPPED:
      return g_strdup_printf (_("Feature %s lost %s outside the outline"), feature, area);
    case MLS_REPAIR_GONE:
      return g_strdup_printf (_("Nothing is left of feature %s"), feature);
    case MLS_REPAIR_FILLED:
      return g_strdup_printf (_("Feature %s got a thin gap of %s"), feature, area);
    case MLS_REPAIR_GAP:
      return g_strdup_printf (_("A gap of %s became a face without a code"), area);
    case MLS_REPAIR_FOLLOWED:
      return g_strdup_printf (_("%s that would have changed to %s follow a neighbour"), area, pair);
    case MLS_REPAIR_SLIVER:
      return g_strdup_printf (_("%s that changed to %s are too little to be believed"), area, pair);
    case MLS_REPAIR_LOST:
      return g_strdup_printf (_("Another program has taken away what %s of ground were"), area);
    case MLS_REPAIR_LEFT_OUT:
      return g_strdup_printf (_("Face %s: what another program has drawn of it was left out"), feature);
    case MLS_REPAIR_OVERTAKEN:
      return g_strdup_printf (_("Face %s was edited here shortly before another program changed it: see whether it is what was "
                                "meant"), feature);
    case MLS_N_REPAIRS:
      break;
    }

  g_assert_not_reached ();
}
