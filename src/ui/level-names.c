#include "ui/level-names.h"

#include <glib/gi18n.h>

/**
 * mls_level_names:
 * @nomenclature: a nomenclature
 *
 * Returns: (transfer full): what its levels are called in a list, the first one first
 */
GStrv
mls_level_names (const MlsNomenclature *nomenclature)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint level = 1; level <= mls_nomenclature_n_levels (nomenclature); level++)
    {
      g_autofree char *name = g_strdup_printf (_("Level %u"), level);

      g_strv_builder_add (names, name);
    }

  return g_strv_builder_end (names);
}
