/* All that was done, listed beside the map in place of what is edited with. */

#include "ui/window-private.h"

#include "base/format.h"
#include "store/verb-title.h"

#include <glib/gi18n.h>

static gboolean
is_shown (MlsWindow *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->history_panel));
}

/* The map goes nowhere for what is in view as a whole. */
static void
go_to (MlsWindow *self, const MlsBox *box)
{
  MlsBox sight;

  if (!mls_map_get_sight (self->canvas, &sight) || !mls_box_contains (&sight, box))
    mls_map_go_to (self->canvas, box, MLS_WORKING_SCALE);
}

/* An import was everywhere, and shows nothing. What is selected would hide what is shown. */
static void
entry_chosen (MlsWindow *self, MlsHistoryEntry *entry, gboolean anew)
{
  const MlsHistoryTold *told = entry != NULL ? mls_history_entry_get_told (entry) : NULL;
  MlsBox box;

  if (self->workspace == NULL)
    return;

  mls_map_set_imprint (self->canvas, told != NULL ? told->imprint : NULL);
  if (told != NULL && anew)
    mls_workspace_select (self->workspace, NULL);
  if (told != NULL && anew && !told->operation->barrier && mls_history_entry_get_box (entry, &box))
    go_to (self, &box);
}

static void
open_history (MlsWindow *self)
{
  gtk_menu_button_popdown (self->history_button);
  gtk_widget_set_visible (GTK_WIDGET (self->codes), FALSE);
  gtk_widget_set_visible (self->desk, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->history_panel), TRUE);
  mls_window_show_tutorial (self);
  mls_history_panel_set_project (self->history_panel, self->project, mls_workspace_get_references (self->workspace),
                                 mls_window_settings (self));
  mls_history_panel_start (self->history_panel);
}

static void
do_whole_history (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL && self->control == NULL)
    open_history (self);
}

static void
do_show_operation (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace == NULL || self->control != NULL)
    return;

  mls_message_bar_close (self->messages);
  open_history (self);
  mls_history_panel_show (self->history_panel, g_variant_get_int64 (parameter));
}

/**
 * mls_window_leave_history:
 * @self: a window
 *
 * Back to editing.
 */
void
mls_window_leave_history (MlsWindow *self)
{
  if (!is_shown (self))
    return;

  mls_history_panel_set_project (self->history_panel, NULL, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->history_panel), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->codes), TRUE);
  gtk_widget_set_visible (self->desk, TRUE);
  mls_window_show_tutorial (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
do_leave_history (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mls_window_leave_history (user_data);
}

/* In ground that it labelled anew, else in the middle of what it did. */
static gboolean
find_place (MlsHistoryEntry *entry, MlsPoint *place)
{
  const MlsImprint *imprint = mls_history_entry_get_told (entry)->imprint;
  MlsBox box;

  if (imprint != NULL && imprint->ground->len > 0)
    {
      *place = mls_face_inner_point (g_ptr_array_index (imprint->ground, 0));
      return TRUE;
    }

  if (!mls_history_entry_get_box (entry, &box))
    return FALSE;

  *place = mls_box_centre (&box);

  return TRUE;
}

static void
do_operation_story (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsHistoryEntry *entry = self->workspace != NULL ? mls_history_panel_get_entry (self->history_panel) : NULL;
  graphene_point_t px = GRAPHENE_POINT_INIT (0, 0);
  MlsPoint place;
  GdkRectangle at;

  if (entry == NULL || !find_place (entry, &place))
    return;

  mls_map_get_px (self->canvas, place, &px);
  at = (GdkRectangle){ (int) CLAMP (px.x, 0, gtk_widget_get_width (GTK_WIDGET (self->map))),
                       (int) CLAMP (px.y, 0, gtk_widget_get_height (GTK_WIDGET (self->map))), 1, 1 };
  mls_window_tell_story (self, place, &at);
}

/* "Split", "3 operations" */
static char *
dup_selected (MlsWindow *self, guint n_operations)
{
  MlsHistoryEntry *entry = mls_history_panel_get_entry (self->history_panel);
  const MlsHistoryTold *told = entry != NULL ? mls_history_entry_get_told (entry) : NULL;
  g_autofree char *n = mls_format_count (n_operations);

  if (told != NULL && told->operation != NULL)
    return g_strdup (mls_verb_title_of_name (told->operation->verb));

  return g_strdup_printf (ngettext ("%s operation", "%s operations", n_operations), n);
}

static void
do_take_back (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autoptr (GArray) operations = mls_history_panel_list_selected (self->history_panel);
  g_autofree char *what = dup_selected (self, operations->len);
  g_autofree char *text = NULL;

  if (self->workspace == NULL || operations->len == 0 ||
      !mls_workspace_take_back (self->workspace, (const gint64 *) (gpointer) operations->data, operations->len))
    return;

  /* Translators: what was taken back, such as “Split”. */
  text = g_strdup_printf (_("Taken back: %s"), what);
  mls_window_toast (self, mls_toast_new (text));
}

/**
 * mls_window_show_clash:
 * @self: a window with a project
 * @clash: a later operation that keeps one from being taken back
 * @text: the same in words
 *
 * Says so, goes where they meet, and offers to lead to the later one, which can be taken back before.
 */
void
mls_window_show_clash (MlsWindow *self, const MlsRevertClash *clash, const char *text)
{
  const MlsPoint *where = &clash->where;
  g_autofree char *action = g_strdup_printf ("win.show-operation(int64 %" G_GINT64_FORMAT ")", clash->later);
  g_autofree char *number = mls_format_id (clash->later);
  g_autofree char *label = g_strdup_printf (_("Show Operation %s"), number);
  const MlsMessageButton button = { label, action };

  mls_message_bar_say (self->messages, MLS_MESSAGE_REFUSAL, text, &button, clash->later != 0 ? 1 : 0);
  go_to (self, &(MlsBox){ where->x, where->y, where->x, where->y });
  mls_map_point_out (self->canvas, *where, NULL);
}

/**
 * mls_window_follow_history:
 * @self: a window with a project
 *
 * Something was done.
 */
void
mls_window_follow_history (MlsWindow *self)
{
  if (is_shown (self))
    mls_history_panel_follow (self->history_panel);
}

/**
 * mls_window_step_history:
 * @self: a window
 * @direction: 1 for the operation before the one in hand, -1 for the one after it
 *
 * Returns: whether the history is what is stepped through
 */
gboolean
mls_window_step_history (MlsWindow *self, int direction)
{
  if (is_shown (self))
    mls_history_panel_step (self->history_panel, direction);

  return is_shown (self);
}

/**
 * mls_window_filter_history:
 * @self: a window
 * @ground: (nullable): what is asked for is what was done there
 *
 * Asks what of the history is to be listed.
 *
 * Returns: whether the history is what is listed
 */
gboolean
mls_window_filter_history (MlsWindow *self, const MlsBox *ground)
{
  if (!is_shown (self))
    return FALSE;

  if (ground != NULL)
    mls_history_panel_limit (self->history_panel, ground);
  else
    mls_history_panel_start_filter (self->history_panel);

  return TRUE;
}

/**
 * mls_window_stop_history:
 * @self: a window
 *
 * Returns: whether the history is what is listed; it is looked through no further
 */
gboolean
mls_window_stop_history (MlsWindow *self)
{
  if (is_shown (self))
    mls_history_panel_stop (self->history_panel);

  return is_shown (self);
}

/**
 * mls_window_search_history:
 * @self: a window
 *
 * Returns: whether the history is what is listed; it is looked through once more
 */
gboolean
mls_window_search_history (MlsWindow *self)
{
  if (is_shown (self))
    mls_history_panel_search_again (self->history_panel);

  return is_shown (self);
}

/**
 * mls_window_init_whole_history:
 * @self: a window being made
 */
void
mls_window_init_whole_history (MlsWindow *self)
{
  static const GActionEntry entries[] = {
    { "whole-history", do_whole_history },
    { "leave-history", do_leave_history },
    { "show-operation", do_show_operation, "x" },
    { "operation-story", do_operation_story },
    { "take-back", do_take_back },
    { "restore", mls_window_do_restore },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->history_panel, "chosen", G_CALLBACK (entry_chosen), self, G_CONNECT_SWAPPED);
}
