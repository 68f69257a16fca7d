/* What was set aside: gone to in the list of findings, seen in three panes, and settled. */

#include "ui/window-private.h"

#include "coverage/imprint.h"
#include "store/verb-title.h"

#include <glib/gi18n.h>

/* The ground and the borders it was about. */
static void
go_to (MlsWindow *self, const MlsDelta *theirs)
{
  g_autoptr (MlsTurnover) turnover = mls_turnover_new (theirs);
  g_autoptr (MlsImprint) imprint = mls_imprint_new (theirs, turnover);
  MlsBox box = mls_imprint_box (imprint);

  if (mls_box_is_empty (&box))
    box = mls_delta_box (theirs);
  mls_map_set_imprint (self->canvas, imprint);
  mls_map_go_to (self->canvas, &box, MLS_WORKING_SCALE);
}

static void
offer (MlsWindow *self)
{
  const MlsMessageButton buttons[] = { { _("Theirs (Enter)"), "win.cure" },
                                       { _("Ours (Shift+Enter)"), "win.except" },
                                       { _("Redrawn"), "win.redrawn" } };
  const MlsSetAside *aside = mls_workspace_get_aside (self->workspace);
  g_autofree char *at = mls_verb_time (aside->operation);
  /* Translators: what an edit is, such as “Split”, who made it, when, and why it was set aside. */
  g_autofree char *text = g_strdup_printf (_("%s by %s, %s: %s"), mls_verb_title_of_name (aside->operation->verb),
                                           aside->operation->author, at, aside->reason);

  mls_message_bar_say (self->messages, MLS_MESSAGE_INFORMATION, text, buttons,
                       mls_project_is_read_only (self->project) ? 0 : G_N_ELEMENTS (buttons));
}

/**
 * mls_window_look_at_aside:
 * @self: a window with a project
 * @place: the place of a list that was gone to
 *
 * Shows what was set aside there, and says what can be decided; of another place, the panes are as they were again.
 *
 * Returns: whether there is something to decide
 */
gboolean
mls_window_look_at_aside (MlsWindow *self, MlsPlace *place)
{
  g_autoptr (MlsDelta) theirs = NULL;

  if (mls_place_get_aside (place) == 0 ||
      !mls_workspace_look_at_aside (self->workspace, mls_place_get_aside (place), &theirs))
    {
      mls_window_leave_aside (self);
      return FALSE;
    }

  mls_window_show_tutorial (self);
  go_to (self, theirs);
  offer (self);

  return TRUE;
}

/**
 * mls_window_leave_aside:
 * @self: a window with a project
 *
 * Nobody is to decide any more, for now.
 */
void
mls_window_leave_aside (MlsWindow *self)
{
  if (mls_workspace_get_aside (self->workspace) == NULL)
    return;

  mls_map_set_imprint (self->canvas, NULL);
  mls_message_bar_close (self->messages);
  mls_workspace_leave_aside (self->workspace);
  mls_window_show_tutorial (self);
}

static gboolean
is_any_open (MlsWindow *self)
{
  g_autoptr (GPtrArray) asides = mls_store_list_set_aside (mls_project_get_store (self->project), NULL);

  for (guint i = 0; asides != NULL && i < asides->len; i++)
    if (((const MlsSetAside *) g_ptr_array_index (asides, i))->settlement == MLS_SETTLEMENT_OPEN)
      return TRUE;

  return FALSE;
}

static gboolean
go_on (gpointer user_data)
{
  MlsWindow *self = user_data;
  const MlsSetAside *aside = self->workspace != NULL ? mls_workspace_get_aside (self->workspace) : NULL;
  g_autoptr (MlsSetAside) now =
    aside != NULL ? mls_store_read_set_aside (mls_project_get_store (self->project), aside->id, NULL) : NULL;

  if (now == NULL || now->settlement == MLS_SETTLEMENT_OPEN || (is_any_open (self) && mls_queue_panel_step (self->queue, 1)))
    return G_SOURCE_REMOVE;

  mls_window_leave_aside (self);
  if (!is_any_open (self))
    mls_window_say (self, MLS_MESSAGE_INFORMATION, _("All that was set aside is settled"));

  return G_SOURCE_REMOVE;
}

/**
 * mls_window_follow_aside:
 * @self: a window with a project
 *
 * Something was done: if that has settled what is to be decided on, goes on to the next, once whoever does it is through.
 */
void
mls_window_follow_aside (MlsWindow *self)
{
  if (mls_workspace_get_aside (self->workspace) != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT, go_on, g_object_ref (self), g_object_unref);
}

/* Ground that is drawn on, or an edit that is refused, has the keys first. */
static gboolean
is_in_hand (MlsWindow *self)
{
  return mls_workspace_get_aside (self->workspace) != NULL &&
         mls_workspace_get_sketch (self->workspace).n_placed == 0;
}

/**
 * mls_window_take_theirs:
 * @self: a window with a project
 *
 * Makes what was set aside all the same.
 *
 * Returns: whether there is something to decide
 */
gboolean
mls_window_take_theirs (MlsWindow *self)
{
  if (!is_in_hand (self))
    return FALSE;

  mls_workspace_take_theirs (self->workspace);

  return TRUE;
}

/**
 * mls_window_keep_ours:
 * @self: a window with a project
 *
 * Leaves the map as it is, for good.
 *
 * Returns: whether there is something to decide
 */
gboolean
mls_window_keep_ours (MlsWindow *self)
{
  if (!is_in_hand (self))
    return FALSE;

  mls_workspace_settle_aside (self->workspace, MLS_SETTLEMENT_KEPT);

  return TRUE;
}

/* What is right has been drawn, in the pane of ours. */
static void
do_redrawn (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL && mls_workspace_get_aside (self->workspace) != NULL)
    mls_workspace_settle_aside (self->workspace, MLS_SETTLEMENT_DROPPED);
}

/**
 * mls_window_init_aside:
 * @self: a window being made
 */
void
mls_window_init_aside (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "redrawn", do_redrawn } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
