/* What a controller says of the unit in hand, and how the window goes on. */

#include "ui/window-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* In place of a code that the hand is asked for. */
#define NO_CODE MLS_DIMENSION_PAIR

/**
 * mls_window_stop_drawing:
 * @self: a window with a sample in hand
 *
 * Nothing is drawn any more: the map shows what the sample is of.
 */
void
mls_window_stop_drawing (MlsWindow *self)
{
  mls_workspace_hand (self->workspace, &(MlsHand){ .kind = MLS_INPUT_CANCEL });
  mls_workspace_set_tool (self->workspace, MLS_TOOL_SELECT);
  mls_workspace_set_dimension (self->workspace, mls_control_get_sample (self->control)->dimension);
}

/* The next unit, or that there is none. */
static void
go_on (MlsWindow *self)
{
  const MlsMessageButton buttons[] = { { _("Send the errors back"), "win.send-errors-back" },
                                       { _("Figures"), "win.accuracy" },
                                       { _("Leave the sample"), "win.leave-control" } };

  if (!mls_control_go_on (self->control))
    mls_message_bar_say (self->messages, MLS_MESSAGE_INFORMATION, _("Nothing is left to be judged in this sample"), buttons,
                         G_N_ELEMENTS (buttons));
}

/* Says what went wrong, if anything did. */
static gboolean
is_done (MlsWindow *self, gboolean done, GError *error)
{
  if (error != NULL)
    mls_window_say (self, MLS_MESSAGE_REFUSAL, error->message);
  g_clear_error (&error);

  return done;
}

static gboolean
say (MlsWindow *self, MlsControlWord word)
{
  GError *error = NULL;
  gboolean done = mls_control_say (self->control, word, &error);

  return is_done (self, done, error);
}

static const MlsJudgement *
judgement_in_hand (MlsWindow *self)
{
  return mls_control_get_judgement_at (self->control, mls_control_get_position (self->control));
}

static const MlsUnit *
unit_in_hand (MlsWindow *self)
{
  return mls_control_get_unit_at (self->control, mls_control_get_position (self->control));
}

/* The codes that are there, as far as anybody told; 0 where that is not known. */
static MlsPair
pair_in_hand (MlsWindow *self)
{
  return mls_control_get_pair_at (self->control, mls_control_get_position (self->control));
}

/* Digits that are typed next are of that code; those are offered that go with the other one. */
static void
ask (MlsWindow *self, MlsDimension code)
{
  MlsPair pair = pair_in_hand (self);

  self->asked_code = code;
  gtk_widget_set_visible (GTK_WIDGET (self->codes), TRUE);
  mls_code_panel_ask (self->codes, code, code == MLS_DIMENSION_COVER ? pair.use : pair.cover);
}

static gboolean
has_code (MlsWindow *self, MlsDimension code)
{
  return mls_nomenclature_has_dimension (mls_project_get_rules (self->project)->nomenclature, code);
}

/* Of a blind unit first the code is asked for that counts, then the other one, which may be left out; both stand there once
 * they are said, and can be typed anew. */
static void
ask_seen (MlsWindow *self)
{
  MlsPair seen = pair_in_hand (self);
  MlsDimension own = mls_control_get_sample (self->control)->dimension == MLS_DIMENSION_USE ? MLS_DIMENSION_USE
                                                                                          : MLS_DIMENSION_COVER;
  MlsDimension other = own == MLS_DIMENSION_USE ? MLS_DIMENSION_COVER : MLS_DIMENSION_USE;
  const MlsJudgement *judgement = judgement_in_hand (self);

  ask (self, judgement->judged[own] != MLS_JUDGED_NOT && judgement->judged[other] == MLS_JUDGED_NOT && has_code (self, other)
               ? other : own);
  if (seen.cover != 0 && seen.use != 0)
    mls_code_panel_set_pair (self->codes, seen);
}

/**
 * mls_window_stop_asking:
 * @self: a window with a sample in hand
 *
 * No code is asked for any more but those of a blind unit, which always are.
 */
void
mls_window_stop_asking (MlsWindow *self)
{
  if (mls_control_is_blind (self->control))
    {
      ask_seen (self);
      return;
    }

  self->asked_code = NO_CODE;
  gtk_widget_set_visible (GTK_WIDGET (self->codes), FALSE);
}

/* What is wrong is asked for. */
static void
ask_code (MlsWindow *self, MlsDimension code)
{
  if (judgement_in_hand (self)->judged[code] == MLS_JUDGED_WRONG)
    ask (self, code);
  else
    mls_window_stop_asking (self);
}

/* A code that does not go with the other one says that this is wrong, too: it is asked for. */
static void
ask_partner (MlsWindow *self, MlsDimension code)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  MlsDimension other = code == MLS_DIMENSION_COVER ? MLS_DIMENSION_USE : MLS_DIMENSION_COVER;
  MlsPair pair = pair_in_hand (self);
  g_autofree char *text = NULL;

  if (pair.cover == 0 || pair.use == 0 ||
      mls_nomenclature_pair_state (rules->nomenclature, pair, mls_control_get_sample (self->control)->year) == MLS_CODE_VALID)
    return;

  ask (self, other);
  text = g_strdup_printf (other == MLS_DIMENSION_USE ? _("%s does not go with %s: type the use that does, or go on (Enter)")
                                                     : _("%s does not go with %s: type the cover that does, or go on (Enter)"),
                          g_quark_to_string (other == MLS_DIMENSION_USE ? pair.cover : pair.use),
                          g_quark_to_string (other == MLS_DIMENSION_USE ? pair.use : pair.cover));
  mls_window_say (self, MLS_MESSAGE_INFORMATION, text);
}

static MlsText
code_of (MlsPair pair, MlsDimension code)
{
  return code == MLS_DIMENSION_COVER ? pair.cover : pair.use;
}

static gboolean
see (MlsWindow *self, MlsDimension code, MlsText seen)
{
  GError *error = NULL;
  gboolean done = mls_control_see (self->control, code, seen, &error);

  return is_done (self, done, error);
}

/* Both codes may have been typed at once; only what is said anew is written. */
static void
take_seen (MlsWindow *self, MlsPair pair)
{
  for (MlsDimension code = 0; code < MLS_N_CODES; code++)
    if (code_of (pair, code) != 0 && code_of (pair, code) != code_of (pair_in_hand (self), code) &&
        !see (self, code, code_of (pair, code)))
      return;

  mls_message_bar_close (self->messages);
  ask_seen (self);
}

/**
 * mls_window_take_code:
 * @self: a window
 * @pair: what was chosen in the panel of codes
 *
 * Returns: whether it was asked for, in place of a wrong one or of a blind unit
 */
gboolean
mls_window_take_code (MlsWindow *self, MlsPair pair)
{
  MlsDimension code = self->asked_code;

  if (self->control == NULL || code == NO_CODE)
    return FALSE;

  if (mls_control_is_blind (self->control))
    {
      take_seen (self, pair);
      return TRUE;
    }

  mls_window_stop_asking (self);
  mls_message_bar_close (self->messages);
  if (see (self, code, code_of (pair, code)))
    ask_partner (self, code);

  return TRUE;
}

/* What the map says of it; 0 where that is not told. */
static MlsPair
pair_in_map (MlsWindow *self)
{
  return mls_control_is_blind (self->control) ? (MlsPair){ 0, 0 } : unit_in_hand (self)->pair;
}

/* What was left out may be drawn: it has all codes, whatever the sample is of, or nobody could make it. */
static void
ask_drawing (MlsWindow *self)
{
  MlsDimension whole;

  mls_window_stop_asking (self);
  if (!judgement_in_hand (self)->omission)
    {
      mls_window_stop_drawing (self);
      return;
    }

  self->asked_code = NO_CODE;
  whole = mls_nomenclature_whole (mls_project_get_rules (self->project)->nomenclature);
  mls_workspace_set_dimension (self->workspace, whole);
  mls_workspace_set_pair (self->workspace, pair_in_map (self));
  mls_code_panel_set_view (self->codes, whole);
  mls_code_panel_set_pair (self->codes, pair_in_map (self));
  gtk_widget_set_visible (GTK_WIDGET (self->codes), TRUE);
  mls_workspace_set_tool (self->workspace, MLS_TOOL_LINE);
  mls_window_say (self, MLS_MESSAGE_INFORMATION,
                  _("Draw what was left out and type its codes, or go on without (Enter)"));
}

/* Of a blind unit nobody knows that a code is wrong: its key asks which it is. In a map of covers alone no use is. */
static gboolean
is_only_asked (MlsWindow *self, MlsControlWord word)
{
  MlsDimension code = word == MLS_WORD_COVER_WRONG ? MLS_DIMENSION_COVER : MLS_DIMENSION_USE;

  if (word != MLS_WORD_COVER_WRONG && word != MLS_WORD_USE_WRONG)
    return FALSE;

  if (!has_code (self, code))
    {
      mls_window_say (self, MLS_MESSAGE_INFORMATION,
                      code == MLS_DIMENSION_USE ? _("This map has covers alone") : _("This map has uses alone"));
      return TRUE;
    }
  if (mls_control_is_blind (self->control))
    ask (self, code);

  return mls_control_is_blind (self->control);
}

static void
do_judge (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const struct
  {
    const char    *name;
    MlsControlWord word;
  } words[] = {
    { "right", MLS_WORD_RIGHT },         { "no-opinion", MLS_WORD_NO_OPINION }, { "too-hard", MLS_WORD_TOO_HARD },
    { "cover", MLS_WORD_COVER_WRONG },   { "use", MLS_WORD_USE_WRONG },         { "outline", MLS_WORD_OUTLINE_OFF },
    { "omission", MLS_WORD_OMISSION },
  };
  MlsWindow *self = user_data;
  const char *name = g_variant_get_string (parameter, NULL);

  if (self->control == NULL || mls_control_get_task (self->control) != MLS_CONTROL_JUDGE)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (strcmp (words[i].name, name) != 0 || is_only_asked (self, words[i].word) || !say (self, words[i].word))
        continue;
      if (words[i].word <= MLS_WORD_TOO_HARD)
        go_on (self);
      else if (words[i].word == MLS_WORD_COVER_WRONG || words[i].word == MLS_WORD_USE_WRONG)
        ask_code (self, words[i].word == MLS_WORD_COVER_WRONG ? MLS_DIMENSION_COVER : MLS_DIMENSION_USE);
      else if (words[i].word == MLS_WORD_OMISSION)
        ask_drawing (self);
    }
}

static gboolean
confirm (MlsWindow *self, MlsConfirmation confirmation, const char *comment)
{
  GError *error = NULL;
  gboolean done = mls_control_confirm (self->control, confirmation, comment, &error);

  if (is_done (self, done, error))
    go_on (self);

  return done;
}

/**
 * mls_window_accept_judgement:
 * @self: a window
 *
 * Enter: confirms the error in hand, or goes on once all that counts of a unit is judged.
 *
 * Returns: whether a sample is in hand, and no sketch
 */
gboolean
mls_window_accept_judgement (MlsWindow *self)
{
  if (self->control == NULL || mls_workspace_get_sketch (self->workspace).n_placed > 0)
    return FALSE;

  if (mls_control_get_task (self->control) == MLS_CONTROL_CONFIRM)
    confirm (self, MLS_CONFIRMATION_CONFIRMED, NULL);
  else if (mls_control_is_done_at (self->control, mls_control_get_position (self->control)))
    go_on (self);
  else
    mls_window_say (self, MLS_MESSAGE_INFORMATION,
                    mls_control_is_blind (self->control)
                      ? _("Type the code that you see, or say that you have no opinion (N) or it is too hard (D)")
                    : !has_code (self, MLS_DIMENSION_USE)
                      ? _("Something is still to be said: it is right (O), or the cover is wrong (E)")
                    : !has_code (self, MLS_DIMENSION_COVER)
                      ? _("Something is still to be said: it is right (O), or the use is wrong (U)")
                      : _("Something is still to be said: the rest is right (O), cover (E) or use (U) wrong"));

  return TRUE;
}

static void
reject_for (const char *comment, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (comment != NULL && self->control != NULL)
    confirm (self, MLS_CONFIRMATION_REJECTED, comment);
}

/**
 * mls_window_reject_judgement:
 * @self: a window
 *
 * Shift+Enter: rejects the error in hand, for a reason.
 *
 * Returns: whether a sample is in hand
 */
gboolean
mls_window_reject_judgement (MlsWindow *self)
{
  if (self->control != NULL && mls_control_get_task (self->control) == MLS_CONTROL_CONFIRM)
    mls_window_ask (self, "confirm", _("Why it is no error"), NULL, reject_for);

  return self->control != NULL;
}

/**
 * mls_window_travel_judgement:
 * @self: a window
 * @back: whether what was said last is taken back, or else said again
 *
 * Returns: whether a sample is in hand, and no sketch
 */
gboolean
mls_window_travel_judgement (MlsWindow *self, gboolean back)
{
  GError *error = NULL;

  if (self->control == NULL || mls_workspace_get_sketch (self->workspace).n_placed > 0)
    return FALSE;

  if (!(back ? mls_control_undo (self->control, &error) : mls_control_redo (self->control, &error)))
    is_done (self, FALSE, error);
  mls_window_stop_asking (self);

  return TRUE;
}

/**
 * mls_window_step_unit:
 * @self: a window
 * @direction: 1 or -1
 *
 * Returns: whether a sample is in hand; its next unit, or the one before, is then
 */
gboolean
mls_window_step_unit (MlsWindow *self, int direction)
{
  if (self->control != NULL)
    mls_control_step (self->control, direction);

  return self->control != NULL;
}

/**
 * mls_window_write_comment:
 * @self: a window
 *
 * Returns: whether a sample is in hand; a comment on its unit can be written then
 */
gboolean
mls_window_write_comment (MlsWindow *self)
{
  if (self->control != NULL && mls_control_get_task (self->control) == MLS_CONTROL_JUDGE)
    mls_control_panel_write (self->control_panel, MLS_CONTROL_COMMENT);

  return self->control != NULL;
}

static void
do_write_source (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->control != NULL && mls_control_get_task (self->control) == MLS_CONTROL_JUDGE)
    mls_control_panel_write (self->control_panel, MLS_CONTROL_SOURCE);
}

static void
do_next_unit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->control != NULL)
    go_on (self);
}

static gboolean
written (MlsWindow *self, guint which, const char *text)
{
  GError *error = NULL;
  gboolean done = which == MLS_CONTROL_COMMENT ? mls_control_comment (self->control, text, &error)
                                               : mls_control_set_source (self->control, text, &error);

  return is_done (self, done, error);
}

static void
unit_chosen (MlsWindow *self, guint i)
{
  mls_control_go_to (self->control, i);
}

/* What was drawn is what was left out. */
static void
drafted (MlsWindow *self, const char *text)
{
  GError *error = NULL;
  gboolean done;

  if (self->control == NULL || mls_control_get_task (self->control) != MLS_CONTROL_JUDGE)
    return;

  done = mls_control_propose (self->control, text, &error);
  if (!is_done (self, done, error))
    return;

  mls_window_stop_drawing (self);
  mls_window_stop_asking (self);
  mls_window_say (self, MLS_MESSAGE_INFORMATION, _("Kept as a proposal: Enter goes on"));
}

/**
 * mls_window_connect_judge:
 * @self: a window whose project has just been opened
 */
void
mls_window_connect_judge (MlsWindow *self)
{
  g_signal_connect_object (self->workspace, "drafted", G_CALLBACK (drafted), self, G_CONNECT_SWAPPED);
}

/**
 * mls_window_init_judge:
 * @self: a window being made
 */
void
mls_window_init_judge (MlsWindow *self)
{
  static const GActionEntry entries[] = {
    { "judge", do_judge, "s" },
    { "next-unit", do_next_unit },
    { "write-source", do_write_source },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->control_panel, "written", G_CALLBACK (written), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->control_panel, "unit-chosen", G_CALLBACK (unit_chosen), self, G_CONNECT_SWAPPED);
}
