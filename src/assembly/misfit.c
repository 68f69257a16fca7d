#include "assembly/misfit.h"

#include <glib/gi18n-lib.h>

/**
 * mls_misfit_add:
 * @misfits: (element-type MlsMisfit): where to add
 * @kind: how polygons do not fit together
 * @place: and where
 */
void
mls_misfit_add (GArray *misfits, MlsMisfitKind kind, MlsPoint place)
{
  if (misfits->len < MLS_MISFITS_MAX)
    g_array_append_val (misfits, ((MlsMisfit){ kind, place }));
}

/**
 * mls_misfit_text:
 * @kind: a kind of misfit
 *
 * Returns: its name, in English, to be translated: "overlap", "gap" or "missing node"
 */
const char *
mls_misfit_text (MlsMisfitKind kind)
{
  static const char *const texts[MLS_N_MISFITS] = {
    [MLS_MISFIT_OVERLAP] = N_("overlap"),
    [MLS_MISFIT_GAP] = N_("gap"),
    [MLS_MISFIT_MISSING_NODE] = N_("missing node"),
  };

  g_return_val_if_fail ((guint) kind < MLS_N_MISFITS, NULL);

  return texts[kind];
}
