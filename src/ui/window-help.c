/* Help with what is at hand, and the guide. */

#include "ui/window-private.h"

#include "ui/guide.h"
#include "ui/help-card.h"

/* A line that was refused is more than the tool that drew it. */
static gboolean
is_refused (MlsWindow *self)
{
  const MlsProposal *proposal = mls_workspace_get_proposal (self->workspace);

  return proposal != NULL && proposal->refusal != NULL && mls_workspace_get_sketch (self->workspace).n_placed > 0;
}

static const MlsHelpTopic *
topic_of_map (MlsWindow *self)
{
  if (self->control != NULL && mls_control_get_task (self->control) == MLS_CONTROL_CONFIRM)
    return mls_help_topic ("confirm");
  if (self->control != NULL)
    return mls_help_topic (mls_workspace_get_blind (self->workspace) ? "blind" : "judge");
  if (gtk_widget_get_visible (GTK_WIDGET (self->history_panel)))
    return mls_help_topic ("history");
  if (is_refused (self))
    return mls_help_topic ("refused");
  if (mls_window_has_change (self))
    return mls_help_topic ("review");
  if (mls_workspace_is_offering (self->workspace) && mls_queue_panel_get_place (self->queue) != NULL)
    return mls_help_topic ("findings");

  return mls_help_topic_of_tool (mls_workspace_get_tool (self->workspace));
}

static const MlsHelpTopic *
topic_at_hand (MlsWindow *self)
{
  const MlsHelpTopic *topic = mls_help_topic_at (gtk_window_get_focus (GTK_WINDOW (self)));

  if (self->workspace == NULL)
    return mls_help_topic ("first");

  return topic != NULL ? topic : topic_of_map (self);
}

static void
do_help (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mls_help_card_show (user_data, topic_at_hand (user_data));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!mls_guide_open_finish (result, &error))
    mls_window_say (self, MLS_MESSAGE_WARNING, error->message);
}

static void
do_guide (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mls_guide_open ("index", on_opened, g_object_ref (user_data));
}

/* What is about something, and has no type of its own that tells. */
static void
set_topics (MlsWindow *self)
{
  mls_help_topic_set (self->edit_buttons, "undo");
  mls_help_topic_set (GTK_WIDGET (self->state_button), "kind");
  mls_help_topic_set (GTK_WIDGET (self->menu_button), "first");
  mls_help_topic_set (self->desk, "codes");
  mls_help_topic_set (gtk_widget_get_ancestor (GTK_WIDGET (self->region), GTK_TYPE_SCROLLED_WINDOW), "regions");
}

/**
 * mls_window_init_help:
 * @self: a window being made
 */
void
mls_window_init_help (MlsWindow *self)
{
  static const GActionEntry entries[] = {
    { "help", do_help },
    { "guide", do_guide },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  set_topics (self);
}
