/* A sample comes into a window and goes. */

#include "ui/window-private.h"

#include "base/text.h"
#include "ui/choose-file.h"

#include <glib/gi18n.h>
#include <string.h>

/* As controllers know them from the forms they had before. */
#define ERROR_COLOUR   0xff1744
#define OPINION_COLOUR 0x00b8d4
#define RIGHT_COLOUR   0x64dd17
#define OPEN_COLOUR    0xeceff1

/* Judged, and not told how. */
#define BLIND_COLOUR   0x2979ff

/* In place of a code that the hand is asked for. */
#define NO_CODE MLS_DIMENSION_PAIR

static guint32
colour_of (MlsControl *control, guint i)
{
  const MlsJudgement *judgement = mls_control_get_judgement_at (control, i);

  if (mls_control_is_blind (control))
    return mls_control_is_done_at (control, i) ? BLIND_COLOUR : OPEN_COLOUR;
  if (mls_judgement_is_error (judgement))
    return ERROR_COLOUR;
  if (!mls_control_is_done_at (control, i))
    return OPEN_COLOUR;

  return judgement->judged[MLS_DIMENSION_COVER] == MLS_JUDGED_RIGHT || judgement->judged[MLS_DIMENSION_USE] == MLS_JUDGED_RIGHT
           ? RIGHT_COLOUR
           : OPINION_COLOUR;
}

/* What the map says today where the unit is, unless the date is there no more, or the ground. */
static gboolean
find_pair_now (MlsWindow *self, const MlsUnit *unit, MlsPair *now)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  const char *code = g_quark_to_string (mls_control_get_sample (self->control)->vintage);
  const MlsFace *face = mls_patch_face_at (mls_project_get_patch (self->project), unit->place);
  guint vintage;

  if (face == NULL || !mls_vintage_find (rules->vintages, rules->n_vintages, code, &vintage))
    return FALSE;

  *now = mls_label_pair (&face->labels[vintage]);

  return TRUE;
}

/* The map may have been edited since the sample was drawn, and another program may be at it. */
static void
show_now (MlsWindow *self)
{
  MlsPair now;

  if (mls_control_get_n_items (self->control) == 0)
    return;

  if (find_pair_now (self, mls_control_get_unit_at (self->control, mls_control_get_position (self->control)), &now))
    mls_control_panel_show_now (self->control_panel, &now);
  else
    mls_control_panel_show_now (self->control_panel, NULL);
}

static void
control_changed (MlsWindow *self)
{
  guint i = mls_control_get_position (self->control);
  const MlsUnit *unit;

  if (mls_control_get_n_items (self->control) == 0)
    return;

  unit = mls_control_get_unit_at (self->control, i);

  mls_map_set_outline (self->canvas, unit->outline, colour_of (self->control, i));
  mls_window_set_blind (self, mls_control_is_blind (self->control));
  mls_window_touch_accuracy (self);
  show_now (self);
  if (self->controlled == i)
    return;

  self->controlled = i;
  mls_window_notice (self);
  mls_window_stop_asking (self);
  mls_message_bar_close (self->messages);
  mls_window_stop_drawing (self);
  mls_map_go_to (self->canvas, &unit->box, MLS_WORKING_SCALE);
}

/* The date that is judged, with its photo and beside it with another one, borders alone over both. */
static void
lay_out (MlsWindow *self, guint vintage)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  guint other = mls_vintage_other (rules->vintages, rules->n_vintages, vintage);

  mls_workspace_set_n_panes (self->workspace, other != vintage ? 2 : 1);
  for (guint pane = mls_workspace_get_n_panes (self->workspace); pane-- > 0;)
    {
      mls_workspace_set_pane (self->workspace, pane);
      mls_workspace_set_apart (self->workspace, FALSE);
      mls_workspace_set_as_of (self->workspace, 0);
      mls_workspace_set_vintage (self->workspace, vintage);
      mls_workspace_set_photo_of (self->workspace, pane == 0 ? MLS_PHOTO_OWN : other);
    }
  mls_workspace_set_dimension (self->workspace, mls_control_get_sample (self->control)->dimension);
  mls_workspace_set_opacity (self->workspace, 0);
  mls_workspace_set_lettered (self->workspace, TRUE);
}

/* What the views were before. */
static void
keep_views (MlsWindow *self)
{
  self->kept_opacity = mls_workspace_get_opacity (self->workspace);
  self->kept_letters = mls_workspace_get_lettered (self->workspace);
  self->kept_panes = mls_workspace_get_n_panes (self->workspace);
}

static void
restore_views (MlsWindow *self)
{
  if (mls_workspace_get_n_panes (self->workspace) > 1)
    {
      mls_workspace_set_pane (self->workspace, 1);
      mls_workspace_set_photo_of (self->workspace, MLS_PHOTO_OWN);
      mls_workspace_set_pane (self->workspace, 0);
    }
  mls_workspace_set_n_panes (self->workspace, self->kept_panes);
  mls_workspace_set_opacity (self->workspace, self->kept_opacity);
  mls_workspace_set_lettered (self->workspace, self->kept_letters);
}

/* Nothing to do, and why. */
static gboolean
say_if_empty (MlsWindow *self, MlsControl *control)
{
  if (mls_control_get_n_items (control) > 0)
    return FALSE;

  mls_window_say (self, MLS_MESSAGE_INFORMATION,
                  mls_control_get_task (control) == MLS_CONTROL_CONFIRM ? _("Nobody else has found an error in this sample")
                  : mls_control_get_n_own (control) > 0                 ? _("You have made all that is in this sample")
                                                                        : _("There is nothing in this sample"));

  return TRUE;
}

static void
begin (MlsWindow *self, MlsControl *control, guint vintage)
{
  mls_window_leave_control (self);
  mls_window_leave_history (self);
  self->control = g_object_ref (control);
  self->controlled = G_MAXUINT;
  keep_views (self);
  lay_out (self, vintage);
  mls_workspace_set_drafting (self->workspace, TRUE);
  mls_workspace_set_tool (self->workspace, MLS_TOOL_SELECT);
  mls_control_panel_set_control (self->control_panel, control,
                                 (MlsNomenclature *) mls_project_get_rules (self->project)->nomenclature);
  gtk_widget_set_visible (self->desk, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->control_panel), TRUE);
  mls_window_teach_control (self);
  g_signal_connect_object (control, "changed", G_CALLBACK (control_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "changed", G_CALLBACK (show_now), self, G_CONNECT_SWAPPED);
  control_changed (self);
  if (mls_control_get_task (control) == MLS_CONTROL_CONFIRM && mls_control_get_sample (control)->blind)
    mls_window_say (self, MLS_MESSAGE_INFORMATION,
                    _("This sample is blind: who confirms its errors sees what the map says, and judges it no more"));
  if (mls_control_get_n_own (control) > 0)
    {
      guint n = mls_control_get_n_own (control);
      g_autofree char *text = g_strdup_printf (ngettext ("%u unit is left out: you have made it",
                                                         "%u units are left out: you have made them", n), n);

      mls_window_say (self, MLS_MESSAGE_INFORMATION, text);
    }
}

/**
 * mls_window_may_leave_control:
 * @self: a window
 *
 * Returns: %FALSE if something is written of the unit in hand that cannot be kept, which is said; it is still there
 */
gboolean
mls_window_may_leave_control (MlsWindow *self)
{
  const MlsMessageButton buttons[] = { { _("Drop What Is Written"), "win.drop-writing" } };

  if (self->control == NULL || mls_control_panel_keep (self->control_panel))
    return TRUE;

  mls_message_bar_say (self->messages, MLS_MESSAGE_REFUSAL,
                       _("What is written of the unit in hand cannot be kept: its file cannot be written"), buttons,
                       G_N_ELEMENTS (buttons));

  return FALSE;
}

static void
do_drop_writing (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  mls_message_bar_close (self->messages);
  mls_control_panel_drop (self->control_panel);
}

static void
open_sample (MlsWindow *self, const char *path, MlsControlTask task)
{
  const char *author = mls_project_get_author (self->project);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsControl) control = NULL;
  guint vintage;

  if (!mls_window_may_leave_control (self))
    return;

  control = mls_control_open (path, author, task, &error);
  if (control == NULL)
    mls_window_say (self, MLS_MESSAGE_REFUSAL, error->message);
  else if (!mls_project_find_sample (self->project, mls_control_get_file (control), &vintage, &error))
    mls_window_say (self, MLS_MESSAGE_REFUSAL, error->message);
  else if (!say_if_empty (self, control))
    begin (self, control, vintage);
}

static void
name_given (const char *name, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autofree char *path = g_steal_pointer (&self->sample_path);

  if (name == NULL || path == NULL || self->project == NULL)
    return;

  g_settings_set_string (mls_window_settings (self), "author", name);
  mls_project_set_author (self->project, name);
  open_sample (self, path, self->sample_task);
}

/**
 * mls_window_control:
 * @self: a window
 * @path: the file of a sample
 * @task: what is to be done with it
 *
 * Takes it in hand beside the project that is open; whoever does so has a name.
 */
void
mls_window_control (MlsWindow *self, const char *path, MlsControlTask task)
{
  const char *author;

  if (self->project == NULL)
    {
      mls_window_say (self, MLS_MESSAGE_INFORMATION, _("Open the project that the sample is of first"));
      return;
    }

  author = mls_project_get_author (self->project);
  if (author != NULL && *author != '\0')
    {
      open_sample (self, path, task);
      return;
    }

  g_free (self->sample_path);
  self->sample_path = g_strdup (path);
  self->sample_task = task;
  mls_window_ask (self, "judge", _("Your name, written with each judgement"), NULL, name_given);
}

/**
 * mls_window_leave_control:
 * @self: a window
 *
 * Back to editing; all that was said is in the sample’s file.
 */
void
mls_window_leave_control (MlsWindow *self)
{
  if (self->control == NULL)
    return;

  mls_window_close_accuracy (self);
  g_signal_handlers_disconnect_by_data (self->control, self);
  g_signal_handlers_disconnect_by_func (self->project, show_now, self);
  mls_control_panel_set_control (self->control_panel, NULL, NULL);
  g_clear_object (&self->control);
  self->asked_code = NO_CODE;
  mls_map_set_outline (self->canvas, NULL, 0);
  mls_workspace_set_drafting (self->workspace, FALSE);
  mls_window_set_blind (self, FALSE);
  restore_views (self);
  gtk_widget_set_visible (GTK_WIDGET (self->codes), TRUE);
  gtk_widget_set_visible (self->desk, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->control_panel), FALSE);
  mls_code_panel_set_pair (self->codes, mls_workspace_get_pair (self->workspace));
  mls_window_show_tutorial (self);
}

/**
 * mls_window_notice_control:
 * @self: a window
 *
 * Somebody else may have written into the sample in hand.
 */
void
mls_window_notice_control (MlsWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (self->control == NULL)
    return;

  if (!mls_control_notice (self->control, &error))
    mls_window_say (self, MLS_MESSAGE_WARNING, error->message);
  else if (say_if_empty (self, self->control))
    mls_window_leave_control (self);
  else
    mls_window_touch_accuracy (self);
}

static void
do_send_back (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autoptr (GArray) errors = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const MlsSample *sample;
  guint vintage, n;

  if (self->control == NULL || mls_window_ask_to_tell (self))
    return;

  sample = mls_control_get_sample (self->control);
  if (mls_project_find_sample (self->project, mls_control_get_file (self->control), &vintage, &error))
    errors = mls_control_list_errors (self->control, vintage, &error);
  if (errors == NULL || !mls_project_send_back (self->project, errors, g_quark_to_string (sample->title), &n, &error))
    {
      mls_window_say (self, MLS_MESSAGE_REFUSAL, error->message);
      return;
    }

  text = n > 0 ? g_strdup_printf (ngettext ("%u error is in the correction queue now", "%u errors are in the correction queue now", n), n)
               : g_strdup (_("All errors of this sample are in the correction queue already"));
  mls_window_say (self, MLS_MESSAGE_INFORMATION, text);
}

static void
do_leave (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->control == NULL || !mls_window_may_leave_control (self))
    return;

  mls_message_bar_close (self->messages);
  mls_window_leave_control (self);
}

static void
sample_chosen (gpointer owner, const char *path)
{
  MlsWindow *self = owner;

  mls_window_control (self, path, self->sample_task);
}

static void
do_control (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->project == NULL)
    return;

  self->sample_task = g_str_equal (g_variant_get_string (parameter, NULL), "confirm") ? MLS_CONTROL_CONFIRM : MLS_CONTROL_JUDGE;
  mls_choose_file (mls_sample_chooser_new (GTK_WINDOW (self), self->sample_task == MLS_CONTROL_CONFIRM
                                                                ? _("Confirm the errors of a sample")
                                                                : _("Judge a sample")),
                   sample_chosen, self);
}

/**
 * mls_window_init_control:
 * @self: a window being made
 */
void
mls_window_init_control (MlsWindow *self)
{
  static const GActionEntry entries[] = {
    { "control", do_control, "s" },
    { "send-errors-back", do_send_back },
    { "leave-control", do_leave },
    { "drop-writing", do_drop_writing },
  };

  self->asked_code = NO_CODE;
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
