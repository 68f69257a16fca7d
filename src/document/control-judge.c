/* What a controller says, and takes back. */

#include "document/control-private.h"

#include "rules/draft.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>

/* Others have written meanwhile: it is read what, and whether it is of the item @i that was in sight. */
static gboolean
is_still (MlsControl *self, guint i, GError **error)
{
  const MlsControlItem before = *mls_control_item (self, i);

  if (!mls_control_notice (self, error))
    return FALSE;

  if (i < self->items->len && mls_control_is_same (mls_control_item (self, i), &before))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_STALE,
               _("Of unit %d something else was said elsewhere meanwhile: it is shown now, say yours again"),
               (int) before.unit->id);
  return FALSE;
}

/* Writes something of the item @i. */
typedef gboolean (*WriteFunc) (MlsControl *self, guint i, const MlsJudgement *judgement, GError **error);

/* Whatever others say of other units meanwhile is in nobody's way. */
static gboolean
write_in_sight (MlsControl *self, guint i, WriteFunc func, const MlsJudgement *judgement, GError **error)
{
  GError *reason = NULL;

  while (!func (self, i, judgement, &reason))
    {
      gboolean stale = g_error_matches (reason, MLS_STORE_ERROR, MLS_STORE_ERROR_STALE);

      if (!stale)
        g_propagate_error (error, reason);
      else
        g_clear_error (&reason);
      if (!stale || !is_still (self, i, error))
        return FALSE;
    }

  return TRUE;
}

/* Writes what is said of the unit from now on. */
static gboolean
write_judgement (MlsControl *self, guint i, const MlsJudgement *judgement, GError **error)
{
  MlsControlItem *item = mls_control_item (self, i);

  if (!mls_sample_file_judge (self->file, item->unit->id, judgement, error))
    return FALSE;

  item->judgement = *judgement;

  return TRUE;
}

/* Writes what is thought of the error from now on. */
static gboolean
write_confirmation (MlsControl *self, guint i, const MlsJudgement *judgement, GError **error)
{
  MlsControlItem *item = mls_control_item (self, i);

  if (!mls_sample_file_confirm (self->file, item->unit->id, item->judgement.controller, judgement->confirmation,
                                self->controller, judgement->confirmer_comment, error))
    return FALSE;

  item->judgement = *judgement;

  return TRUE;
}

/* Something new was said: what was taken back before is not said again. */
static void
push (MlsControl *self, MlsControlStep step)
{
  g_array_append_val (self->steps, step);
  g_array_set_size (self->undone, 0);
}

static gboolean
judge (MlsControl *self, const MlsJudgement *judgement, GError **error)
{
  MlsControlStep step = { self->position, mls_control_item (self, self->position)->judgement };
  gboolean done = mls_control_is_done_at (self, self->position);

  if (!write_in_sight (self, self->position, write_judgement, judgement, error))
    return FALSE;

  push (self, step);
  if (!done && mls_control_is_done_at (self, self->position))
    mls_pace_end (self->pace, g_get_monotonic_time ());
  g_signal_emit (self, mls_control_changed, 0);

  return TRUE;
}

/* What is said from now on; who says so, and not when. */
static gboolean
begin (MlsControl *self, MlsJudgement *judgement)
{
  g_return_val_if_fail (self->task == MLS_CONTROL_JUDGE && self->position < self->items->len, FALSE);

  *judgement = mls_control_item (self, self->position)->judgement;
  judgement->at = 0;
  judgement->confirmation = MLS_CONFIRMATION_NONE;
  judgement->confirmer = judgement->confirmed_at = judgement->confirmer_comment = 0;

  return TRUE;
}

static void
clear (MlsJudgement *judgement)
{
  *judgement = (MlsJudgement){ .controller = judgement->controller, .comment = judgement->comment, .source = judgement->source };
}

static gboolean
is_all_judged (const MlsUnit *unit, MlsDimension set, const MlsJudgement *judgement)
{
  for (MlsDimension code = 0; code < MLS_N_CODES; code++)
    if (mls_unit_is_judged_by (unit, set, code) && judgement->judged[code] == MLS_JUDGED_NOT)
      return FALSE;

  return TRUE;
}

/* Says @judged of each code of which nothing is said yet; where of all something is, of all anew. Only what is right is
 * said of a code that the sample is not of. */
static void
fill (MlsControl *self, MlsJudgement *judgement, MlsJudged judged)
{
  const MlsUnit *unit = mls_control_item (self, self->position)->unit;
  MlsDimension set = mls_control_dimension (self);

  if (is_all_judged (unit, set, judgement))
    clear (judgement);

  for (MlsDimension code = 0; code < MLS_N_CODES; code++)
    if (judgement->judged[code] == MLS_JUDGED_NOT && mls_unit_is_judged_by (unit, set, code) &&
        (judged == MLS_JUDGED_RIGHT || mls_judgement_is_of (set, code)))
      judgement->judged[code] = judged;
}

static void
toggle_wrong (MlsJudgement *judgement, MlsDimension code)
{
  gboolean wrong = judgement->judged[code] == MLS_JUDGED_WRONG;

  judgement->judged[code] = wrong ? MLS_JUDGED_NOT : MLS_JUDGED_WRONG;
  judgement->replacement[code] = 0;
}

static void
toggle_omission (MlsJudgement *judgement)
{
  judgement->omission = !judgement->omission;
  judgement->proposal = 0;
}

/* Who does not know what the map says cannot say that it is right, or wrong. */
static gboolean
check_word (MlsControl *self, MlsControlWord word, GError **error)
{
  if (!mls_control_is_blind (self) ||
      (word != MLS_WORD_RIGHT && word != MLS_WORD_COVER_WRONG && word != MLS_WORD_USE_WRONG))
    return TRUE;

  g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED,
                       _("This sample is blind: type the code that you see"));
  return FALSE;
}

/* What the map says of the unit. */
static MlsText
mapped_in_hand (MlsControl *self, MlsDimension code)
{
  MlsPair pair = mls_control_item (self, self->position)->unit->pair;

  return code == MLS_DIMENSION_COVER ? pair.cover : pair.use;
}

/**
 * mls_control_say:
 * @self: a controller who judges, with a unit in hand
 * @word: what is said of it
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
mls_control_say (MlsControl *self, MlsControlWord word, GError **error)
{
  MlsJudgement judgement;

  if (!begin (self, &judgement) || !check_word (self, word, error))
    return FALSE;

  switch (word)
    {
    case MLS_WORD_RIGHT:
      fill (self, &judgement, MLS_JUDGED_RIGHT);
      break;
    case MLS_WORD_NO_OPINION:
      fill (self, &judgement, MLS_JUDGED_NO_OPINION);
      break;
    case MLS_WORD_TOO_HARD:
      fill (self, &judgement, MLS_JUDGED_TOO_HARD);
      break;
    case MLS_WORD_COVER_WRONG:
      toggle_wrong (&judgement, MLS_DIMENSION_COVER);
      break;
    case MLS_WORD_USE_WRONG:
      toggle_wrong (&judgement, MLS_DIMENSION_USE);
      break;
    case MLS_WORD_OUTLINE_OFF:
      judgement.geometric = !judgement.geometric;
      break;
    case MLS_WORD_OMISSION:
      toggle_omission (&judgement);
      break;
    }

  return judge (self, &judgement, error);
}

/**
 * mls_control_see:
 * @self: a controller who judges, with a unit in hand
 * @code: cover or use
 * @seen: the code that is there, or 0 for one that is not known
 * @error: a #MLS_STORE_ERROR
 *
 * The map is right where it says @seen too, and wrong else.
 *
 * Returns: whether it is written
 */
gboolean
mls_control_see (MlsControl *self, MlsDimension code, MlsText seen, GError **error)
{
  MlsJudgement judgement;

  if (!begin (self, &judgement))
    return FALSE;

  mls_judgement_see (&judgement, code, seen, mapped_in_hand (self, code));

  return judge (self, &judgement, error);
}

static MlsText
text_of (const char *words)
{
  g_autofree char *stripped = g_strstrip (g_strdup (words != NULL ? words : ""));

  return *stripped != '\0' ? g_quark_from_string (stripped) : 0;
}

/**
 * mls_control_comment:
 * @self: a controller who judges, with a unit in hand
 * @comment: (nullable): what is to be said of it besides
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
mls_control_comment (MlsControl *self, const char *comment, GError **error)
{
  MlsJudgement judgement;

  if (!begin (self, &judgement))
    return FALSE;

  judgement.comment = text_of (comment);

  return judge (self, &judgement, error);
}

/**
 * mls_control_set_source:
 * @self: a controller who judges, with a unit in hand
 * @source: (nullable): what told, besides the photo
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
mls_control_set_source (MlsControl *self, const char *source, GError **error)
{
  MlsJudgement judgement;

  if (!begin (self, &judgement))
    return FALSE;

  judgement.source = text_of (source);

  return judge (self, &judgement, error);
}

static gboolean
unit_has (const MlsUnit *unit, MlsPoint point)
{
  guint n_rings = mls_shape_n_rings (unit->outline);

  for (guint r = 0; r < n_rings; r++)
    if (mls_ring_locate (mls_shape_ring (unit->outline, r), point) != (r == 0 ? MLS_SIDE_INSIDE : MLS_SIDE_OUTSIDE))
      return FALSE;

  return n_rings > 0;
}

/* A corner of it, or the middle between two. */
static gboolean
is_in_unit (const MlsDraft *draft, const MlsUnit *unit)
{
  for (guint i = 0; i < draft->points->len; i++)
    {
      MlsPoint a = g_array_index (draft->points, MlsPoint, i);
      MlsPoint b = g_array_index (draft->points, MlsPoint, (i + 1) % draft->points->len);

      if (unit_has (unit, a) || unit_has (unit, (MlsPoint){ (a.x + b.x) / 2, (a.y + b.y) / 2 }))
        return TRUE;
    }

  return FALSE;
}

/* What was drawn beside the unit is no error of it, nor is what is of another date. */
static gboolean
check_draft (MlsControl *self, const char *text, GError **error)
{
  const MlsSample *sample = mls_sample_file_get_sample (self->file);
  g_autoptr (MlsDraft) draft = mls_draft_from_text (text);

  if (draft != NULL && draft->vintage != sample->vintage)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("This sample is of %d: draw at that date"),
                   sample->year);
      return FALSE;
    }

  if (draft != NULL && is_in_unit (draft, mls_control_item (self, self->position)->unit))
    return TRUE;

  g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("What was drawn does not lie in the unit"));
  return FALSE;
}

/**
 * mls_control_propose:
 * @self: a controller who judges, with a unit in hand
 * @draft: (nullable): an edit that draws what was left out
 * @error: %MLS_STORE_ERROR_ARGUMENT if it lies elsewhere, or any other #MLS_STORE_ERROR
 *
 * Returns: whether it is written, as an omission
 */
gboolean
mls_control_propose (MlsControl *self, const char *draft, GError **error)
{
  MlsJudgement judgement;

  if (!begin (self, &judgement) || (draft != NULL && !check_draft (self, draft, error)))
    return FALSE;

  judgement.omission = TRUE;
  judgement.proposal = draft != NULL ? g_quark_from_string (draft) : 0;

  return judge (self, &judgement, error);
}

/**
 * mls_control_confirm:
 * @self: a controller who confirms, with an error in hand
 * @confirmation: what is said of it
 * @comment: (nullable): and in words
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
mls_control_confirm (MlsControl *self, MlsConfirmation confirmation, const char *comment, GError **error)
{
  MlsControlStep step = { .item = self->position };
  MlsJudgement judgement;

  g_return_val_if_fail (self->task == MLS_CONTROL_CONFIRM && self->position < self->items->len, FALSE);

  step.former = judgement = mls_control_item (self, self->position)->judgement;
  judgement.confirmation = confirmation;
  judgement.confirmer = self->controller;
  judgement.confirmer_comment = text_of (comment);
  if (!write_in_sight (self, self->position, write_confirmation, &judgement, error))
    return FALSE;

  push (self, step);
  g_signal_emit (self, mls_control_changed, 0);

  return TRUE;
}

/* Goes back by the last of @from to what was said there before; what is said now is the last of @to then. */
static gboolean
travel (MlsControl *self, GArray *from, GArray *to, GError **error)
{
  WriteFunc func = self->task == MLS_CONTROL_JUDGE ? write_judgement : write_confirmation;
  MlsControlStep step, back;

  if (from->len == 0)
    return FALSE;

  step = g_array_index (from, MlsControlStep, from->len - 1);
  back = (MlsControlStep){ step.item, mls_control_item (self, step.item)->judgement };
  if (!write_in_sight (self, step.item, func, &step.former, error))
    return FALSE;

  g_array_set_size (from, MAX (from->len, 1) - 1);
  g_array_append_val (to, back);
  mls_control_go_to (self, step.item);

  return TRUE;
}

/**
 * mls_control_undo:
 * @self: a controller at work
 * @error: a #MLS_STORE_ERROR
 *
 * Takes back what was said last, and the unit it was said of in hand.
 *
 * Returns: %FALSE without @error if nothing was said yet
 */
gboolean
mls_control_undo (MlsControl *self, GError **error)
{
  return travel (self, self->steps, self->undone, error);
}

/**
 * mls_control_redo:
 * @self: a controller at work
 * @error: a #MLS_STORE_ERROR
 *
 * Says again what was taken back last, and takes the unit it was said of in hand.
 *
 * Returns: %FALSE without @error if nothing was taken back since something was said
 */
gboolean
mls_control_redo (MlsControl *self, GError **error)
{
  return travel (self, self->undone, self->steps, error);
}
