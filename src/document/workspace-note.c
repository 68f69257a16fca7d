/* What is said of a region besides its codes: doubt, source, comment, photovoltaic. */

#include "document/workspace-private.h"

#include <glib/gi18n-lib.h>

/* How deliveries write "yes". */
#define YES "1"

static gboolean
is_in_sight (const MlsWorkspace *self)
{
  return mls_box_is_empty (&self->sight) || mls_box_intersects (&self->sight, &self->selection->box);
}

/**
 * mls_workspace_choose:
 * @self: a workspace
 * @pointer: (nullable): where the pointer is on the map
 *
 * What a key is meant for that acts on a region: the one selected, if it is in sight; else the one at the pointer, which
 * is selected so that it can be seen.
 *
 * Returns: whether there is one; if not, that is said
 */
gboolean
mls_workspace_choose (MlsWorkspace *self, const MlsPoint *pointer)
{
  if (self->selection != NULL && is_in_sight (self))
    return TRUE;

  if (pointer != NULL)
    mls_workspace_select (self, pointer);
  if (pointer == NULL || self->selection == NULL)
    mls_workspace_say (self, _("There is no region at the pointer"));

  return pointer != NULL && self->selection != NULL;
}

/**
 * mls_workspace_note:
 * @self: a workspace with a region selected
 * @note: what is said of it
 *
 * Says it of the region in the vintage edited; a sketch in hand goes before.
 *
 * Returns: whether that is written
 */
gboolean
mls_workspace_note (MlsWorkspace *self, const MlsNote *note)
{
  gint64 before = mls_store_last_operation (mls_project_get_store (self->project), NULL);
  MlsPoint point;

  g_return_val_if_fail (self->selection != NULL, FALSE);

  mls_workspace_settle (self);
  if (mls_tool_is_busy (self->tool))
    {
      mls_workspace_say (self, _("First finish what is drawn, or leave it with Esc"));
      return FALSE;
    }

  point = self->selection->point;
  mls_workspace_commit (self, &(MlsGesture){ .kind = MLS_GESTURE_NOTE, .points = &point, .n_points = 1, .note = *note },
                        FALSE);

  return mls_store_last_operation (mls_project_get_store (self->project), NULL) != before;
}

/**
 * mls_workspace_toggle_note:
 * @self: a workspace with a region selected
 * @field: doubt or photovoltaic
 *
 * Says it of the region, all of it; where that is so already, no more.
 *
 * Returns: whether that is written
 */
gboolean
mls_workspace_toggle_note (MlsWorkspace *self, MlsField field)
{
  MlsNote note = { .fields = MLS_FIELD (field) };

  g_return_val_if_fail (self->selection != NULL, FALSE);

  if (!mls_selection_says (self->selection, field))
    note.label.field[field] = g_quark_from_static_string (YES);

  return mls_workspace_note (self, &note);
}

/**
 * mls_selection_says:
 * @selection: a region
 * @field: doubt or photovoltaic
 *
 * Returns: whether it is said of all of it
 */
gboolean
mls_selection_says (const MlsSelection *selection, MlsField field)
{
  return (selection->differs & MLS_FIELD (field)) == 0 && mls_text_is_yes (selection->label.field[field]);
}
