/* What is said of a region besides its codes: doubt, source, comment, photovoltaic. */

#include "document/workspace-private.h"

#include <glib/gi18n-lib.h>

/* How deliveries write "yes". */
#define YES "1"

static gboolean
is_in_sight (MlsWorkspace *self)
{
  MlsBox box = mls_workspace_selected_box (self);

  return mls_box_is_empty (&self->sight) || mls_box_intersects (&self->sight, &box);
}

/**
 * mls_workspace_choose:
 * @self: a workspace
 * @pointer: (nullable): where the pointer is on the map
 *
 * What a key is meant for that acts on regions: those selected, if they are in sight; else the one at the pointer, which
 * is selected so that it can be seen.
 *
 * Returns: whether there is one; if not, that is said
 */
gboolean
mls_workspace_choose (MlsWorkspace *self, const MlsPoint *pointer)
{
  if (self->selected->len > 0 && is_in_sight (self))
    return TRUE;

  if (pointer != NULL)
    mls_workspace_select (self, pointer);
  if (pointer == NULL || self->selected->len == 0)
    mls_workspace_say (self, _("There is no region at the pointer"));

  return pointer != NULL && self->selected->len > 0;
}

/**
 * mls_workspace_note:
 * @self: a workspace with regions selected
 * @note: what is said of them
 *
 * Says it of them in the vintage edited; a sketch in hand goes before.
 *
 * Returns: whether that is written
 */
gboolean
mls_workspace_note (MlsWorkspace *self, const MlsNote *note)
{
  gint64 before = mls_store_last_operation (mls_project_get_store (self->project), NULL);

  g_return_val_if_fail (self->selected->len > 0, FALSE);

  mls_workspace_settle (self);
  if (mls_tool_is_busy (self->tool))
    {
      mls_workspace_say (self, _("First finish what is drawn, or leave it with Esc"));
      return FALSE;
    }

  mls_workspace_commit_selected (self, &(MlsGesture){ .kind = MLS_GESTURE_NOTE, .note = *note });

  return mls_store_last_operation (mls_project_get_store (self->project), NULL) != before;
}

/**
 * mls_workspace_toggle_note:
 * @self: a workspace with regions selected
 * @field: doubt or photovoltaic
 *
 * Says it of all of them; where that is so already, no more.
 *
 * Returns: whether that is written
 */
gboolean
mls_workspace_toggle_note (MlsWorkspace *self, MlsField field)
{
  MlsNote note = { .fields = MLS_FIELD (field) };

  g_return_val_if_fail (self->selected->len > 0, FALSE);

  if (!mls_workspace_says (self, field))
    note.label.field[field] = g_quark_from_static_string (YES);

  return mls_workspace_note (self, &note);
}

/**
 * mls_workspace_get_said:
 * @self: a workspace with regions selected
 * @differs: (out): the fields, as MLS_FIELD, that are not the same in all of them
 *
 * Returns: what is said of the one selected last
 */
MlsLabel
mls_workspace_get_said (MlsWorkspace *self, guint *differs)
{
  const MlsSelection *last = mls_workspace_get_selection (self);

  *differs = 0;
  for (guint i = 0; i < self->selected->len; i++)
    {
      const MlsSelection *selection = g_ptr_array_index (self->selected, i);

      *differs |= selection->differs;
      for (int f = 0; f < MLS_N_FIELDS; f++)
        if (selection->label.field[f] != last->label.field[f])
          *differs |= MLS_FIELD (f);
    }

  return last->label;
}

/**
 * mls_workspace_says:
 * @self: a workspace with regions selected
 * @field: doubt or photovoltaic
 *
 * Returns: whether it is said of all of them
 */
gboolean
mls_workspace_says (MlsWorkspace *self, MlsField field)
{
  guint differs;
  MlsLabel said = mls_workspace_get_said (self, &differs);

  return (differs & MLS_FIELD (field)) == 0 && mls_text_is_yes (said.field[field]);
}
