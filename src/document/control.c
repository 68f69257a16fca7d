#include "document/control.h"

#include "quality/sample-errors.h"
#include "rules/draft.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>

/* A unit, and what one controller says of it. */
typedef struct
{
  const MlsUnit *unit;
  MlsJudgement   judgement;
} Item;

/* What was said before, to be taken back to. */
typedef struct
{
  guint        item;
  MlsJudgement former;
} Step;

struct _MlsControl
{
  GObject        parent_instance;

  MlsControlTask task;
  MlsSampleFile *file;
  MlsText        controller;
  GArray        *items;    /* (element-type Item): as they are to be looked at */
  guint          n_own;    /* units left out: the controller made them */
  GArray        *shown;    /* (element-type guint): items that are stepped through, in order … */
  char          *what;     /* (nullable): … which is not all of them, but these */
  guint          position;
  GArray        *steps;    /* (element-type Step): the last one last */
  MlsPace       *pace;
};

G_DEFINE_FINAL_TYPE (MlsControl, mls_control, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
mls_control_finalize (GObject *object)
{
  MlsControl *self = MLS_CONTROL (object);

  g_clear_pointer (&self->file, mls_sample_file_free);
  g_clear_pointer (&self->pace, mls_pace_free);
  g_array_unref (self->items);
  g_array_unref (self->shown);
  g_array_unref (self->steps);
  g_free (self->what);

  G_OBJECT_CLASS (mls_control_parent_class)->finalize (object);
}

static void
mls_control_class_init (MlsControlClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_control_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", MLS_TYPE_CONTROL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mls_control_init (MlsControl *self)
{
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
}

static Item *
item_at (MlsControl *self, guint i)
{
  return &g_array_index (self->items, Item, i);
}

static MlsDimension
dimension (MlsControl *self)
{
  return mls_sample_file_get_sample (self->file)->dimension;
}

/* The unit as the controller judged it, or has not yet. */
static void
add_own (MlsControl *self, const MlsUnit *unit, const GArray *judgements)
{
  Item item = { unit, { .controller = self->controller } };

  for (guint i = 0; i < judgements->len; i++)
    if (g_array_index (judgements, MlsJudgement, i).controller == self->controller)
      item.judgement = g_array_index (judgements, MlsJudgement, i);
  g_array_append_val (self->items, item);
}

/* Nobody confirms their own. */
static void
add_errors (MlsControl *self, const MlsUnit *unit, const GArray *judgements)
{
  for (guint i = 0; i < judgements->len; i++)
    {
      const Item item = { unit, g_array_index (judgements, MlsJudgement, i) };

      if (item.judgement.controller != self->controller && mls_judgement_is_error (&item.judgement))
        g_array_append_val (self->items, item);
    }
}

static gboolean
read_unit (MlsControl *self, const MlsUnit *unit, GError **error)
{
  g_autoptr (GArray) judgements = NULL;

  if (!mls_sample_file_check_controller (self->file, unit->id, self->controller, NULL))
    {
      self->n_own++;
      return TRUE;
    }

  judgements = mls_sample_file_judgements_of (self->file, unit->id, error);
  if (judgements == NULL)
    return FALSE;

  if (self->task == MLS_CONTROL_JUDGE)
    add_own (self, unit, judgements);
  else
    add_errors (self, unit, judgements);

  return TRUE;
}

static gboolean
read_units (MlsControl *self, GError **error)
{
  const GPtrArray *units = mls_sample_file_get_units (self->file);

  for (guint i = 0; i < units->len; i++)
    if (!read_unit (self, g_ptr_array_index (units, i), error))
      return FALSE;

  return TRUE;
}

/* The row of the item @i, or of the first one behind it; the number of rows for none. */
static guint
row_from (MlsControl *self, guint i)
{
  guint row = 0;

  while (row < self->shown->len && mls_control_get_shown (self, row) < i)
    row++;

  return row;
}

/* The first that is to be done, from the row @from on and round; the number of items for none. */
static guint
find_next (MlsControl *self, guint from)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      guint at = mls_control_get_shown (self, (from + i) % self->shown->len);

      if (!mls_control_is_done_at (self, at))
        return at;
    }

  return self->items->len;
}

static gboolean
has_unit (const GArray *units, gint64 unit)
{
  for (guint i = 0; i < units->len; i++)
    if (g_array_index (units, gint64, i) == unit)
      return TRUE;

  return FALSE;
}

static void
list_shown (MlsControl *self, const GArray *units)
{
  g_array_set_size (self->shown, 0);
  for (guint i = 0; i < self->items->len; i++)
    if (units == NULL || has_unit (units, item_at (self, i)->unit->id))
      g_array_append_val (self->shown, i);
}

/**
 * mls_control_open:
 * @path: the file of a sample
 * @controller: who works on it
 * @task: at what
 * @error: a #MLS_STORE_ERROR
 *
 * Units that @controller has made are left out: nobody judges their own. The first one that is to be done is in hand.
 *
 * Returns: (transfer full): the controller at work, or %NULL
 */
MlsControl *
mls_control_open (const char *path, const char *controller, MlsControlTask task, GError **error)
{
  g_autoptr (MlsControl) self = g_object_new (MLS_TYPE_CONTROL, NULL);
  guint first;

  g_return_val_if_fail (controller != NULL && *controller != '\0', NULL);

  self->task = task;
  self->controller = g_quark_from_string (controller);
  self->file = mls_sample_file_open (path, MLS_STORE_READ_WRITE, error);
  if (self->file == NULL || !read_units (self, error))
    return NULL;

  self->pace = mls_pace_new (g_quark_to_string (mls_sample_file_get_sample (self->file)->id));
  mls_pace_begin (self->pace, g_get_monotonic_time ());
  list_shown (self, NULL);
  first = find_next (self, 0);
  self->position = first < self->items->len ? first : 0;

  return g_steal_pointer (&self);
}

/**
 * mls_control_get_task:
 * @self: a controller at work
 *
 * Returns: at what
 */
MlsControlTask
mls_control_get_task (MlsControl *self)
{
  return self->task;
}

/**
 * mls_control_get_sample:
 * @self: a controller at work
 *
 * Returns: (transfer none): the sample
 */
const MlsSample *
mls_control_get_sample (MlsControl *self)
{
  return mls_sample_file_get_sample (self->file);
}

/**
 * mls_control_get_file:
 * @self: a controller at work
 *
 * Returns: (transfer none): its file
 */
MlsSampleFile *
mls_control_get_file (MlsControl *self)
{
  return self->file;
}

/**
 * mls_control_get_controller:
 * @self: a controller at work
 *
 * Returns: who that is
 */
const char *
mls_control_get_controller (MlsControl *self)
{
  return g_quark_to_string (self->controller);
}

/**
 * mls_control_get_n_items:
 * @self: a controller at work
 *
 * Returns: how many units there are to judge, or errors to confirm
 */
guint
mls_control_get_n_items (MlsControl *self)
{
  return self->items->len;
}

/**
 * mls_control_get_n_own:
 * @self: a controller at work
 *
 * Returns: how many units are left out because the controller made them
 */
guint
mls_control_get_n_own (MlsControl *self)
{
  return self->n_own;
}

/**
 * mls_control_get_n_done:
 * @self: a controller at work
 *
 * Returns: of how many nothing is left to be said
 */
guint
mls_control_get_n_done (MlsControl *self)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    n += mls_control_is_done_at (self, i) ? 1 : 0;

  return n;
}

/**
 * mls_control_get_unit_at:
 * @self: a controller at work
 * @i: an index
 *
 * Returns: (transfer none): the unit there
 */
const MlsUnit *
mls_control_get_unit_at (MlsControl *self, guint i)
{
  g_return_val_if_fail (i < self->items->len, NULL);

  return item_at (self, i)->unit;
}

/**
 * mls_control_get_judgement_at:
 * @self: a controller at work
 * @i: an index
 *
 * Returns: (transfer none): what is said of the unit there: by this controller or, where errors are confirmed, by another
 */
const MlsJudgement *
mls_control_get_judgement_at (MlsControl *self, guint i)
{
  g_return_val_if_fail (i < self->items->len, NULL);

  return &item_at (self, i)->judgement;
}

/**
 * mls_control_is_done_at:
 * @self: a controller at work
 * @i: an index
 *
 * Returns: whether nothing is left to be said there
 */
gboolean
mls_control_is_done_at (MlsControl *self, guint i)
{
  g_return_val_if_fail (i < self->items->len, FALSE);

  if (self->task == MLS_CONTROL_CONFIRM)
    return item_at (self, i)->judgement.confirmation != MLS_CONFIRMATION_NONE;

  return mls_judgement_is_whole (&item_at (self, i)->judgement, dimension (self));
}

/**
 * mls_control_is_hidden_at:
 * @self: a controller at work
 * @i: an index
 *
 * Returns: whether the codes of the unit there are not to be seen yet
 */
gboolean
mls_control_is_hidden_at (MlsControl *self, guint i)
{
  return mls_sample_file_get_sample (self->file)->blind && self->task == MLS_CONTROL_JUDGE &&
         !mls_control_is_done_at (self, i);
}

/**
 * mls_control_get_position:
 * @self: a controller at work
 *
 * Returns: which unit is in hand; of no meaning where there is none
 */
guint
mls_control_get_position (MlsControl *self)
{
  return self->position;
}

/**
 * mls_control_get_pace:
 * @self: a controller at work
 *
 * Returns: (transfer none): how long a unit takes
 */
const MlsPace *
mls_control_get_pace (MlsControl *self)
{
  return self->pace;
}

/**
 * mls_control_go_to:
 * @self: a controller at work
 * @i: an index
 *
 * Takes the unit there in hand.
 */
void
mls_control_go_to (MlsControl *self, guint i)
{
  g_return_if_fail (i < self->items->len);

  self->position = i;
  mls_pace_begin (self->pace, g_get_monotonic_time ());
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * mls_control_show_only:
 * @self: a controller at work
 * @units: (nullable) (element-type gint64): ids of units, or %NULL for all
 * @what: (nullable): what they are, for people
 *
 * Steps through these only, from the first one on; where none of them is there, through all.
 */
void
mls_control_show_only (MlsControl *self, const GArray *units, const char *what)
{
  list_shown (self, units);
  if (self->shown->len == 0)
    {
      list_shown (self, NULL);
      units = NULL;
    }
  g_free (self->what);
  self->what = units != NULL ? g_strdup (what) : NULL;
  if (self->shown->len > 0)
    mls_control_go_to (self, units != NULL ? mls_control_get_shown (self, 0) : self->position);
}

/**
 * mls_control_get_shown_what:
 * @self: a controller at work
 *
 * Returns: (nullable): what those are that are stepped through, %NULL for all
 */
const char *
mls_control_get_shown_what (MlsControl *self)
{
  return self->what;
}

/**
 * mls_control_get_n_shown:
 * @self: a controller at work
 *
 * Returns: how many items are stepped through
 */
guint
mls_control_get_n_shown (MlsControl *self)
{
  return self->shown->len;
}

/**
 * mls_control_get_shown:
 * @self: a controller at work
 * @row: an index among those that are stepped through
 *
 * Returns: the index of that item
 */
guint
mls_control_get_shown (MlsControl *self, guint row)
{
  g_return_val_if_fail (row < self->shown->len, 0);

  return g_array_index (self->shown, guint, row);
}

/**
 * mls_control_find_shown:
 * @self: a controller at work
 * @i: the index of an item
 *
 * Returns: its row, %G_MAXUINT if it is not stepped through
 */
guint
mls_control_find_shown (MlsControl *self, guint i)
{
  guint row = row_from (self, i);

  return row < self->shown->len && mls_control_get_shown (self, row) == i ? row : G_MAXUINT;
}

/**
 * mls_control_step:
 * @self: a controller at work
 * @direction: 1 or -1
 *
 * Takes the next unit in hand, or the one before, whatever was said of it.
 */
void
mls_control_step (MlsControl *self, int direction)
{
  guint row = direction > 0 ? row_from (self, self->position + 1) : row_from (self, self->position);

  if (direction > 0 ? row < self->shown->len : row > 0)
    mls_control_go_to (self, mls_control_get_shown (self, direction > 0 ? row : row - 1));
}

/**
 * mls_control_go_on:
 * @self: a controller at work
 *
 * Takes the next unit in hand of which something is left to be said.
 *
 * Returns: %FALSE if there is none
 */
gboolean
mls_control_go_on (MlsControl *self)
{
  guint next = find_next (self, row_from (self, self->position + 1));

  if (next == self->items->len)
    return FALSE;

  mls_control_go_to (self, next);

  return TRUE;
}

/* Writes what is said of the unit @i from now on. */
static gboolean
write_judgement (MlsControl *self, guint i, const MlsJudgement *judgement, GError **error)
{
  Item *item = item_at (self, i);

  if (!mls_sample_file_judge (self->file, item->unit->id, judgement, error))
    return FALSE;

  item->judgement = *judgement;

  return TRUE;
}

static gboolean
judge (MlsControl *self, const MlsJudgement *judgement, GError **error)
{
  Step step = { self->position, item_at (self, self->position)->judgement };
  gboolean done = mls_control_is_done_at (self, self->position);

  if (!write_judgement (self, self->position, judgement, error))
    return FALSE;

  g_array_append_val (self->steps, step);
  if (!done && mls_control_is_done_at (self, self->position))
    mls_pace_end (self->pace, g_get_monotonic_time ());
  g_signal_emit (self, signals[CHANGED], 0);

  return TRUE;
}

/* What is said from now on; who says so, and not when. */
static gboolean
begin (MlsControl *self, MlsJudgement *judgement)
{
  g_return_val_if_fail (self->task == MLS_CONTROL_JUDGE && self->position < self->items->len, FALSE);

  *judgement = item_at (self, self->position)->judgement;
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

/* Says @judged of each code of which nothing is said yet; where of all something is, of all anew. Only what is right is
 * said of a code that the sample is not of. */
static void
fill (MlsJudgement *judgement, MlsDimension set, MlsJudged judged)
{
  if (judgement->judged[MLS_DIMENSION_COVER] != MLS_JUDGED_NOT && judgement->judged[MLS_DIMENSION_USE] != MLS_JUDGED_NOT)
    clear (judgement);

  for (MlsDimension code = 0; code < MLS_N_CODES; code++)
    if (judgement->judged[code] == MLS_JUDGED_NOT && (judged == MLS_JUDGED_RIGHT || mls_judgement_is_of (set, code)))
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

  if (!begin (self, &judgement))
    return FALSE;

  switch (word)
    {
    case MLS_WORD_RIGHT:
      fill (&judgement, dimension (self), MLS_JUDGED_RIGHT);
      break;
    case MLS_WORD_NO_OPINION:
      fill (&judgement, dimension (self), MLS_JUDGED_NO_OPINION);
      break;
    case MLS_WORD_TOO_HARD:
      fill (&judgement, dimension (self), MLS_JUDGED_TOO_HARD);
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
 * mls_control_replace:
 * @self: a controller who judges, with a unit in hand
 * @code: cover or use, which is wrong
 * @replacement: the code it should have, or 0
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
mls_control_replace (MlsControl *self, MlsDimension code, MlsText replacement, GError **error)
{
  MlsJudgement judgement;

  if (!begin (self, &judgement))
    return FALSE;

  judgement.judged[code] = MLS_JUDGED_WRONG;
  judgement.replacement[code] = replacement;

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

/* What was drawn beside the unit is no error of it. */
static gboolean
check_draft (MlsControl *self, const char *text, GError **error)
{
  g_autoptr (MlsDraft) draft = mls_draft_from_text (text);

  if (draft != NULL && is_in_unit (draft, item_at (self, self->position)->unit))
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
  Item *item;
  Step step = { .item = self->position };

  g_return_val_if_fail (self->task == MLS_CONTROL_CONFIRM && self->position < self->items->len, FALSE);

  item = item_at (self, self->position);
  step.former = item->judgement;
  if (!mls_sample_file_confirm (self->file, item->unit->id, item->judgement.controller, confirmation, self->controller,
                                text_of (comment), error))
    return FALSE;

  item->judgement.confirmation = confirmation;
  item->judgement.confirmer = self->controller;
  item->judgement.confirmer_comment = text_of (comment);
  g_array_append_val (self->steps, step);
  g_signal_emit (self, signals[CHANGED], 0);

  return TRUE;
}

static gboolean
write_former (MlsControl *self, const Step *step, GError **error)
{
  Item *item = item_at (self, step->item);

  if (self->task == MLS_CONTROL_JUDGE)
    return write_judgement (self, step->item, &step->former, error);

  if (!mls_sample_file_confirm (self->file, item->unit->id, item->judgement.controller, step->former.confirmation,
                                self->controller, step->former.confirmer_comment, error))
    return FALSE;

  item->judgement = step->former;

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
  Step step;

  if (self->steps->len == 0)
    return FALSE;

  step = g_array_index (self->steps, Step, self->steps->len - 1);
  if (!write_former (self, &step, error))
    return FALSE;

  g_array_set_size (self->steps, self->steps->len - 1);
  mls_control_go_to (self, step.item);

  return TRUE;
}

/**
 * mls_control_list_errors:
 * @self: a controller at work
 * @vintage: the index of the sample’s vintage among those of a project
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsDecision): the errors that anybody found in the whole sample, to be sent back;
 *   once some are confirmed only those; or %NULL
 */
GArray *
mls_control_list_errors (MlsControl *self, guint vintage, GError **error)
{
  return mls_sample_errors_list (self->file, vintage, error);
}
