/* Del: a region goes to its closest neighbour. */

#include "document/workspace-private.h"

#include "rules/fault.h"
#include "store/exception.h"

#include <glib/gi18n-lib.h>

/**
 * mls_workspace_absorb:
 * @self: a workspace
 *
 * Del: shows which neighbour would take the region selected; once more, or Enter, does it.
 */
void
mls_workspace_absorb (MlsWorkspace *self)
{
  const MlsSelection *selection = mls_workspace_get_selection (self);

  if (selection == NULL || mls_tool_is_busy (self->tool))
    return;

  if (self->selected->len > 1)
    mls_workspace_say (self, _("Only one region at a time is absorbed"));
  else
    mls_workspace_offer (self, &(MlsGesture){ MLS_GESTURE_ABSORB, &selection->point, 1 });
}

/* Whether the region at a place is smaller than it may be in the edited vintage, and not kept for a reason. */
static gboolean
is_sliver (MlsWorkspace *self, MlsPoint point)
{
  g_autoptr (GArray) exceptions = mls_store_list_exceptions (mls_project_get_store (self->project), NULL);
  g_autoptr (GArray) faults = NULL;

  if (exceptions != NULL)
    faults = mls_faults_at (mls_project_get_patch (self->project), mls_project_get_rules (self->project), exceptions,
                            MLS_ASPECT_SIZE, point, NULL);

  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      const MlsFinding *fault = &g_array_index (faults, MlsFinding, i);

      if (fault->rule == MLS_FINDING_MMU && fault->vintage == mls_workspace_get_vintage (self))
        return TRUE;
    }

  return FALSE;
}

/**
 * mls_workspace_absorb_sliver:
 * @self: a workspace
 * @point: a place
 *
 * Lets the closest neighbour take the region there, where it is smaller than it may be: nobody wants to be shown
 * that first. What is refused is shown.
 *
 * Returns: whether it is as small
 */
gboolean
mls_workspace_absorb_sliver (MlsWorkspace *self, MlsPoint point)
{
  const MlsProposal *proposal;

  if (self->offering || mls_tool_is_busy (self->tool) || !is_sliver (self, point))
    return FALSE;

  mls_workspace_offer (self, &(MlsGesture){ MLS_GESTURE_ABSORB, &point, 1 });
  proposal = mls_workspace_get_proposal (self);
  if (proposal != NULL && mls_proposal_is_ok (proposal))
    mls_workspace_accept (self);

  return TRUE;
}
