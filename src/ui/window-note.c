/* What is said of a region besides its codes: keys and the panel on the one side, the workspace on the other. */

#include "ui/window-private.h"

#include <glib/gi18n.h>

static gboolean
find_field (GVariant *parameter, MlsField *out)
{
  const char *name = g_variant_get_string (parameter, NULL);

  for (int f = MLS_FIELD_DOUBT; f < MLS_N_FIELDS; f++)
    if (g_str_equal (name, mls_field_name ((MlsField) f)))
      {
        *out = (MlsField) f;
        return TRUE;
      }

  return FALSE;
}

/* The region that a key is meant for. */
static gboolean
choose (MlsWindow *self)
{
  MlsBox sight;
  MlsPoint point;

  if (self->workspace == NULL)
    return FALSE;

  if (mls_map_get_sight (self->canvas, &sight))
    mls_workspace_set_sight (self->workspace, &sight);

  return mls_workspace_choose (self->workspace, mls_map_get_pointer (self->canvas, &point) ? &point : NULL);
}

/**
 * mls_window_show_note:
 * @self: a window with a project
 *
 * Shows what is said of the regions selected.
 */
void
mls_window_show_note (MlsWindow *self)
{
  MlsLabel said;
  guint differs = 0;

  if (mls_workspace_get_selection (self->workspace) == NULL)
    {
      mls_note_panel_set_label (self->note, NULL, 0);
      return;
    }

  said = mls_workspace_get_said (self->workspace, &differs);
  mls_note_panel_set_label (self->note, &said, differs);
}

/* The eyes are on the map, not on the panel. */
static void
tell_toggled (MlsWindow *self, MlsField field)
{
  gboolean says = mls_workspace_says (self->workspace, field);
  const char *text = field == MLS_FIELD_DOUBT ? (says ? _("Doubt noted") : _("No doubt any more"))
                                              : (says ? _("Photovoltaic noted") : _("No photovoltaic any more"));

  mls_window_toast (self, mls_toast_new (text));
}

static void
toggle (MlsWindow *self, MlsField field)
{
  if (mls_workspace_toggle_note (self->workspace, field))
    tell_toggled (self, field);
  else
    mls_window_show_note (self);
}

static void
do_toggle (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsField field;

  if (find_field (parameter, &field) && choose (self))
    toggle (self, field);
}

static void
do_write (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsField field;

  if (!find_field (parameter, &field) || (field == MLS_FIELD_COMMENT && mls_window_write_comment (self)))
    return;
  if (choose (self))
    mls_note_panel_write (self->note, field);
}

static const GActionEntry entries[] = {
  { "toggle-note", do_toggle, "s" },
  { "write-note", do_write, "s" },
};

static void
toggled (MlsWindow *self, guint field)
{
  toggle (self, (MlsField) field);
}

static void
written (MlsWindow *self, guint field, const char *text)
{
  MlsNote note = { .fields = MLS_FIELD (field) };

  note.label.field[field] = text[0] != '\0' ? g_quark_from_string (text) : 0;
  if (!mls_workspace_note (self->workspace, &note))
    mls_window_show_note (self);
}

/**
 * mls_window_init_note:
 * @self: a window being made
 */
void
mls_window_init_note (MlsWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);

  g_signal_connect_object (self->note, "toggled", G_CALLBACK (toggled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note, "written", G_CALLBACK (written), self, G_CONNECT_SWAPPED);
}
