#include "coverage/refusal.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (mls-refusal-quark, mls_refusal)

/**
 * mls_refusal_name:
 * @refusal: a reason
 *
 * Returns: its name in scripts and result lines: "mmu", "no-effect", …
 */
const char *
mls_refusal_name (MlsRefusal refusal)
{
  static const char *const names[] = {
    [MLS_REFUSAL_NO_EFFECT] = "no-effect",
    [MLS_REFUSAL_NOTHING_TO_CUT] = "nothing-to-cut",
    [MLS_REFUSAL_OUTSIDE] = "outside",
    [MLS_REFUSAL_EDGE] = "edge",
    [MLS_REFUSAL_CROSSES] = "crosses",
    [MLS_REFUSAL_TOO_FINE] = "too-fine",
    [MLS_REFUSAL_TOO_LARGE] = "too-large",
    [MLS_REFUSAL_NOT_ADJACENT] = "not-adjacent",
    [MLS_REFUSAL_NO_VERTEX] = "no-vertex",
    [MLS_REFUSAL_NO_WAY] = "no-way",
    [MLS_REFUSAL_NO_PAIR] = "no-pair",
    [MLS_REFUSAL_MISSING_LABEL] = "missing-label",
    [MLS_REFUSAL_MMU] = "mmu",
    [MLS_REFUSAL_PAIR] = "pair",
    [MLS_REFUSAL_CODE] = "code",
    [MLS_REFUSAL_CHANGE] = "impossible-change",
    [MLS_REFUSAL_ZONE] = "zone",
    [MLS_REFUSAL_CLOSED] = "closed",
    [MLS_REFUSAL_FROZEN] = "frozen",
    [MLS_REFUSAL_NOT_FLAGGED] = "not-flagged",
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == MLS_N_REFUSALS);
  g_return_val_if_fail ((guint) refusal < MLS_N_REFUSALS, NULL);

  return names[refusal];
}

/**
 * mls_refuse_edge:
 * @at: where
 * @error: %MLS_REFUSAL_EDGE
 *
 * Returns: %FALSE
 */
gboolean
mls_refuse_edge (MlsPoint at, GError **error)
{
  g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_EDGE, _("The territory's edge stays as it is at (%.3f, %.3f)"),
               mls_grid_to_metres (at.x), mls_grid_to_metres (at.y));
  return FALSE;
}
