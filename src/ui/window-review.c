/* What a reviewer does with the change that was gone to. */

#include "ui/window-private.h"

#include <glib/gi18n.h>

/* The change gone to, while it is what is looked at, and not ground that was selected or drawn on since. */
static MlsPlace *
change_in_hand (MlsWindow *self)
{
  MlsPlace *place = mls_queue_panel_get_place (self->queue);
  const MlsSelection *selection = self->workspace != NULL ? mls_workspace_get_selection (self->workspace) : NULL;

  if (place == NULL || selection == NULL || mls_place_get_since (place) == MLS_NO_VINTAGE ||
      !mls_point_equal (selection->point, mls_place_get_point (place)))
    return NULL;

  return mls_queue_panel_get_kind (self->queue) == MLS_QUEUE_CHANGES ||
                 mls_place_get_review (place) == MLS_REVIEW_CORRECTED
             ? place
             : NULL;
}

/* Among findings the next that is to be verified, wherever it is. */
static void
go_on (MlsWindow *self)
{
  if (!mls_queue_panel_step_to_review (self->queue))
    mls_window_say (self, MLS_MESSAGE_INFORMATION, _("All that is listed is reviewed"));
}

/**
 * mls_window_has_change:
 * @self: a window
 *
 * Returns: whether what is looked at is a change that was gone to
 */
gboolean
mls_window_has_change (MlsWindow *self)
{
  return change_in_hand (self) != NULL;
}

static void
decide (MlsWindow *self, MlsReview review, const char *remark)
{
  MlsPlace *place = change_in_hand (self);
  MlsChangeAt at;

  if (place == NULL)
    return;

  at = (MlsChangeAt){ mls_place_get_point (place), mls_place_get_since (place), mls_place_get_vintage (place),
                      mls_place_get_dimension (place) };
  mls_message_bar_close (self->messages);
  if (!mls_workspace_review (self->workspace, &at, review, remark))
    return;

  if (review == MLS_REVIEW_REMARKED && mls_review_is_judged (mls_place_get_review (place)))
    review = mls_place_get_review (place);
  mls_queue_panel_set_review (self->queue, review, remark);
  if (mls_review_is_judged (review))
    go_on (self);
}

/**
 * mls_window_accept_change:
 * @self: a window
 *
 * Accepts the change that was gone to, and goes on to the next that nobody has judged.
 *
 * Returns: whether one is in hand
 */
gboolean
mls_window_accept_change (MlsWindow *self)
{
  MlsPlace *place = change_in_hand (self);

  if (place == NULL)
    return FALSE;

  if (mls_place_get_review (place) == MLS_REVIEW_ACCEPTED)
    go_on (self);
  else
    decide (self, MLS_REVIEW_ACCEPTED, NULL);

  return TRUE;
}

static void
send_back_for (const char *remark, gpointer user_data)
{
  if (remark != NULL)
    decide (user_data, MLS_REVIEW_SENT_BACK, remark);
}

static void
remark_with (const char *remark, gpointer user_data)
{
  if (remark != NULL)
    decide (user_data, MLS_REVIEW_REMARKED, remark);
}

static gboolean
may_write (MlsWindow *self)
{
  if (!mls_project_is_read_only (self->project))
    return TRUE;

  mls_window_say (self, MLS_MESSAGE_REFUSAL, _("The project is open for reading only"));
  return FALSE;
}

/**
 * mls_window_send_back_change:
 * @self: a window
 *
 * Asks what is wrong with the change that was gone to, sends it back with that, and goes on to the next that nobody has
 * judged.
 *
 * Returns: whether one is in hand
 */
gboolean
mls_window_send_back_change (MlsWindow *self)
{
  MlsPlace *place = change_in_hand (self);

  if (place != NULL && may_write (self))
    mls_window_ask (self, "review", _("What is wrong with the change"), mls_place_get_remark (place), send_back_for);

  return place != NULL;
}

static void
do_remark (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsPlace *place = change_in_hand (self);

  if (place != NULL && may_write (self))
    mls_window_ask (self, "review", _("Remark on the change"), mls_place_get_remark (place), remark_with);
}

/* What became of what, how far its review is, and what was said: each on a line. */
static char *
dup_state (MlsPlace *place)
{
  MlsReview review = mls_place_get_review (place);
  const char *remark = mls_place_get_remark (place);

  /* A finding says all that itself. */
  if (review == MLS_REVIEW_NONE || mls_place_get_rule (place) != NULL)
    return g_strdup (mls_place_get_title (place));

  return g_strdup_printf ("%s\n%s%s%s", mls_place_get_title (place), mls_review_text (review), remark != NULL ? " · " : "",
                          remark != NULL ? remark : "");
}

/**
 * mls_window_offer_review:
 * @self: a window at a place of its list
 *
 * Says what was decided of a change that was gone to, and what can be.
 *
 * Returns: whether one is in hand
 */
gboolean
mls_window_offer_review (MlsWindow *self)
{
  static const MlsMessageButton buttons[] = { { N_("Accept (Enter)"), "win.cure" },
                                              { N_("Send back… (Shift+Enter)"), "win.except" },
                                              { N_("Remark…"), "win.remark" } };
  MlsMessageButton translated[G_N_ELEMENTS (buttons)];
  MlsPlace *place = change_in_hand (self);
  g_autofree char *text = NULL;

  if (place == NULL)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    translated[i] = (MlsMessageButton){ _(buttons[i].label), buttons[i].action };
  text = dup_state (place);
  mls_message_bar_say (self->messages, MLS_MESSAGE_INFORMATION, text, translated,
                       mls_project_is_read_only (self->project) ? 0 : G_N_ELEMENTS (translated));

  return TRUE;
}

/**
 * mls_window_init_review:
 * @self: a window being made
 */
void
mls_window_init_review (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "remark", do_remark } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
