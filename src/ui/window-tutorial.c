/* The tutorial on the demo: where it is shown, and what of it is done. It hears of that as any other piece of the window
 * does, so that nothing else has to know of it. */

#include "ui/window-private.h"

#include "document/first-look.h"
#include "document/sample-job.h"
#include "quality/sampling.h"
#include "ui/application.h"
#include "ui/progress-dialog.h"
#include "ui/window.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define CLOSED  "tutorial-closed"
#define DONE    "tutorial-done"
#define CHAPTER "tutorial-chapter"

/* Few of each class, so that the end is in sight. */
#define SAMPLE_FLOOR 2

/* The card stands on the other side of the field that it speaks of. */
static void
stand_aside (MlsWindow *self, MlsPoint field)
{
  double x, y;

  mls_viewport_get_centre (mls_workspace_get_viewport (self->workspace), &x, &y);
  gtk_widget_set_halign (GTK_WIDGET (self->tutorial), mls_grid_to_metres (field.x) > x ? GTK_ALIGN_START : GTK_ALIGN_END);
}

/* Where it would lie over what is looked at, or speaks of something else. */
static gboolean
is_in_the_way (MlsWindow *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->history_panel)) || mls_workspace_get_aside (self->workspace) != NULL ||
         (self->control != NULL && !mls_tutorial_card_teaches (self->tutorial, MLS_TUTORIAL_SAMPLE));
}

/* Only the demo has a field to speak of. */
static gboolean
may_show (MlsWindow *self)
{
  MlsPoint field;

  return self->workspace != NULL && mls_first_look_get_field (self->project, &field) &&
         !g_settings_get_boolean (mls_window_settings (self), CLOSED) && !is_in_the_way (self);
}

/**
 * mls_window_show_tutorial:
 * @self: a window
 *
 * Shows the card where it belongs, or hides it.
 */
void
mls_window_show_tutorial (MlsWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->tutorial), may_show (self));
}

/* With nothing of the chapter before in the hand, nor its sample. Where the demo begins all is in view; the field is selected,
 * so that it is outlined. */
static void
go_to_place (MlsWindow *self, guint place)
{
  MlsPoint field;

  if (self->control != NULL && !mls_tutorial_card_teaches (self->tutorial, MLS_TUTORIAL_SAMPLE))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.leave-control", NULL);
  if (self->workspace == NULL || self->control != NULL || !mls_first_look_get_field (self->project, &field))
    return;

  mls_workspace_set_tool (self->workspace, MLS_TOOL_LINE);
  mls_workspace_set_n_panes (self->workspace, 1);
  if (place != MLS_TUTORIAL_NOWHERE)
    mls_first_look_take (self->workspace);
  if (place == MLS_TUTORIAL_FIELD)
    mls_workspace_select (self->workspace, &field);
  stand_aside (self, field);
}

/* On the field as it was before anything was learnt on it. */
static void
begin_again (MlsWindow *self)
{
  mls_first_look_bring_back (self->workspace);
  mls_tutorial_card_begin (self->tutorial);
}

static void
close_card (MlsWindow *self)
{
  g_settings_set_boolean (mls_window_settings (self), CLOSED, TRUE);
}

/* What is done */

static gboolean
moves_border (guint verb)
{
  return verb >= MLS_VERB_MOVE_VERTEX && verb <= MLS_VERB_SMOOTH;
}

static void
committed (MlsWindow *self, guint verb, const MlsProposal *proposal)
{
  if (proposal->refusal != NULL)
    {
      mls_tutorial_card_tick (self->tutorial, MLS_TUTORIAL_CURE);
      return;
    }

  if (verb == MLS_VERB_SPLIT)
    mls_tutorial_card_tick (self->tutorial, MLS_TUTORIAL_DRAW);
  if (verb == MLS_VERB_SPLIT || verb == MLS_VERB_RECODE)
    mls_tutorial_card_tick_code (self->tutorial, mls_workspace_get_pair (self->workspace));
  if (moves_border (verb))
    mls_tutorial_card_tick (self->tutorial, MLS_TUTORIAL_MOVE);
}

/* A line that waits for a code is drawn. */
static void
refused (MlsWindow *self, const MlsProposal *proposal)
{
  if (mls_proposal_is_pending (proposal))
    mls_tutorial_card_tick (self->tutorial, MLS_TUTORIAL_DRAW);
}

static void
state_changed (MlsWindow *self)
{
  if (mls_workspace_get_n_panes (self->workspace) > 1)
    mls_tutorial_card_tick (self->tutorial, MLS_TUTORIAL_BESIDE);
}

/* The square is under the pointer. */
static void
hand_moved (MlsWindow *self)
{
  if (mls_workspace_get_tool (self->workspace) == MLS_TOOL_VERTEX &&
      mls_workspace_get_snap (self->workspace).kind == MLS_SNAP_VERTEX)
    mls_tutorial_card_tick (self->tutorial, MLS_TUTORIAL_REACH);
}

/* What settles a finding wherever it stands; a comment only the finding gone to. */
static gboolean
settles (MlsWindow *self, const char *verb)
{
  gboolean at_finding
    = mls_queue_panel_get_kind (self->queue) == MLS_QUEUE_FINDINGS && mls_queue_panel_get_place (self->queue) != NULL;

  return strcmp (verb, MLS_VERB_EXCEPT) == 0 || strcmp (verb, mls_verb_name (MLS_VERB_CURE)) == 0 ||
         (at_finding && strcmp (verb, mls_verb_name (MLS_VERB_NOTE)) == 0);
}

static void
project_changed (MlsWindow *self)
{
  MlsStore *store = mls_project_get_store (self->project);
  g_autoptr (MlsOperation) last = mls_store_operation (store, mls_store_last_operation (store, NULL), NULL);

  if (last == NULL)
    return;

  if (strcmp (last->verb, MLS_VERB_UNDO) == 0)
    mls_tutorial_card_tick (self->tutorial, MLS_TUTORIAL_UNDO);
  if (settles (self, last->verb))
    mls_tutorial_card_tick (self->tutorial, MLS_TUTORIAL_SETTLE);
}

static void
named (MlsWindow *self)
{
  mls_tutorial_card_tick (self->tutorial, MLS_TUTORIAL_NAME);
}

static void
place_chosen (MlsWindow *self, gpointer place)
{
  if (place != NULL)
    mls_tutorial_card_tick (self->tutorial, MLS_TUTORIAL_GO);
}

static void
held (MlsWindow *self, GParamSpec *pspec, GAction *action)
{
  g_autoptr (GVariant) state = g_action_get_state (action);

  if (g_variant_get_boolean (state))
    mls_tutorial_card_tick (self->tutorial, MLS_TUTORIAL_HOLD);
}

/* A unit is judged when it is left: of an outline that is off the rest is still to be said. */
static void
judged (MlsWindow *self)
{
  for (guint i = 0; i < mls_control_get_n_items (self->control); i++)
    if (i != mls_control_get_position (self->control) && mls_control_is_done_at (self->control, i))
      mls_tutorial_card_tick (self->tutorial, mls_judgement_is_error (mls_control_get_judgement_at (self->control, i))
                                                  ? MLS_TUTORIAL_WRONG
                                                  : MLS_TUTORIAL_RIGHT);
}

/* The sample */

static void
on_drawn (gpointer owner, MlsErrand *errand, const GError *error)
{
  const MlsSampleJob *job = mls_errand_get_data (errand);

  if (error == NULL)
    mls_window_control (owner, job->order.paths[0], MLS_CONTROL_JUDGE);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mls_window_say (owner, MLS_MESSAGE_REFUSAL, error->message);
}

/* Beside the demo, in the place of the one before: nobody wants to keep what was learnt with. */
static void
draw_sample (MlsWindow *self)
{
  const char *project = mls_project_get_path (self->project);
  g_autofree char *path = g_strconcat (project, ".controle.gpkg", NULL);
  const char *paths[] = { path, NULL };
  const char *earlier[] = { NULL };
  const MlsSampleOrder order = {
    .project = project,
    .query = { .vintage = mls_workspace_get_vintage (self->workspace),
               .dimension = MLS_DIMENSION_PAIR,
               .sampling = { .share = 0.05, .floor = SAMPLE_FLOOR, .n_sets = 1, .seed = 1 } },
    .facts = { .author = mls_project_get_author (self->project), .earlier = earlier },
    .paths = paths,
  };
  g_autoptr (MlsErrand) errand = NULL;

  g_unlink (path);
  errand = mls_errand_new (mls_sample_job_fill, mls_sample_job_new (&order), (GDestroyNotify) mls_sample_job_free);
  mls_progress_run (GTK_WINDOW (self), _("Drawing the sample"), errand, on_drawn, self);
}

/**
 * mls_window_teach_control:
 * @self: a window in which a sample has just been opened
 */
void
mls_window_teach_control (MlsWindow *self)
{
  mls_window_show_tutorial (self);
  mls_tutorial_card_tick (self->tutorial, MLS_TUTORIAL_SAMPLE);
  g_signal_connect_object (self->control, "changed", G_CALLBACK (judged), self, G_CONNECT_SWAPPED);
}

/* Where it begins */

/* It is for the demo: a project that somebody works on stays where it is. */
static void
do_tutorial (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsPoint field;

  g_settings_set_boolean (mls_window_settings (self), CLOSED, FALSE);
  if (self->project != NULL && mls_first_look_get_field (self->project, &field))
    {
      if (mls_tutorial_card_is_through (self->tutorial))
        begin_again (self);
      else
        go_to_place (self, mls_tutorial_card_get_place (self->tutorial));
      return;
    }

  if (self->project != NULL)
    {
      self = mls_window_new (MLS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
      gtk_window_present (GTK_WINDOW (self));
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.demo", NULL);
}

/**
 * mls_window_connect_tutorial:
 * @self: a window whose project has just been opened
 */
void
mls_window_connect_tutorial (MlsWindow *self)
{
  MlsPoint field;

  if (mls_first_look_get_field (self->project, &field))
    {
      stand_aside (self, field);
      mls_workspace_select (self->workspace, &field);
    }
  mls_window_show_tutorial (self);

  g_signal_connect_object (self->workspace, "committed", G_CALLBACK (committed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "refused", G_CALLBACK (refused), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "state-changed", G_CALLBACK (state_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "sketch-changed", G_CALLBACK (hand_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "named", G_CALLBACK (named), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "changed", G_CALLBACK (project_changed), self, G_CONNECT_SWAPPED);
}

/**
 * mls_window_restore_tutorial:
 * @self: a window that has its settings
 *
 * What was done stays done, in all windows.
 */
void
mls_window_restore_tutorial (MlsWindow *self)
{
  GSettings *settings = mls_window_settings (self);

  g_settings_bind (settings, DONE, self->tutorial, "done", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, CHAPTER, self->tutorial, "chapter", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (settings, "changed::" CLOSED, G_CALLBACK (mls_window_show_tutorial), self, G_CONNECT_SWAPPED);
}

/**
 * mls_window_init_tutorial:
 * @self: a window being made, with all its actions
 */
void
mls_window_init_tutorial (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "tutorial", do_tutorial } };
  GAction *hold = g_action_map_lookup_action (G_ACTION_MAP (self), "hold-photo");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (hold, "notify::state", G_CALLBACK (held), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "place-chosen", G_CALLBACK (place_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tutorial, "closed", G_CALLBACK (close_card), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tutorial, "place-wanted", G_CALLBACK (go_to_place), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tutorial, "sample-wanted", G_CALLBACK (draw_sample), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tutorial, "again-wanted", G_CALLBACK (begin_again), self, G_CONNECT_SWAPPED);
}
