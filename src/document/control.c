#include "document/control-private.h"

#include "quality/sample-errors.h"

G_DEFINE_FINAL_TYPE (MlsControl, mls_control, G_TYPE_OBJECT)

guint mls_control_changed;
static guint leaving;

static void
mls_control_finalize (GObject *object)
{
  MlsControl *self = MLS_CONTROL (object);

  g_clear_pointer (&self->file, mls_sample_file_free);
  g_clear_pointer (&self->pace, mls_pace_free);
  g_array_unref (self->items);
  g_array_unref (self->shown);
  g_array_unref (self->steps);
  g_array_unref (self->undone);
  g_clear_pointer (&self->only, g_array_unref);
  g_free (self->what);

  G_OBJECT_CLASS (mls_control_parent_class)->finalize (object);
}

static void
mls_control_class_init (MlsControlClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_control_finalize;

  leaving = g_signal_new ("leaving", MLS_TYPE_CONTROL, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL, NULL,
                          G_TYPE_BOOLEAN, 0);
  mls_control_changed =
    g_signal_new ("changed", MLS_TYPE_CONTROL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mls_control_init (MlsControl *self)
{
  self->items = g_array_new (FALSE, FALSE, sizeof (MlsControlItem));
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->steps = g_array_new (FALSE, FALSE, sizeof (MlsControlStep));
  self->undone = g_array_new (FALSE, FALSE, sizeof (MlsControlStep));
}

/* What is said of one unit, among all that is said, which is in the order of units. */
typedef struct
{
  const MlsSaid *said;
  guint          n;
} Said;

/* From @from on, which goes to the next unit. Somebody may have written rows of units that there are not. */
static Said
take_said (const GArray *all, guint *from, gint64 unit)
{
  guint to;

  while (*from < all->len && g_array_index (all, MlsSaid, *from).unit < unit)
    ++*from;
  for (to = *from; to < all->len && g_array_index (all, MlsSaid, to).unit == unit;)
    to++;

  return (Said){ &g_array_index (all, MlsSaid, *from), to - *from };
}

/* The unit as the controller judged it, or has not yet. */
static void
add_own (MlsControl *self, const MlsUnit *unit, const Said *said)
{
  MlsControlItem item = { unit, { .controller = self->controller } };

  for (guint i = 0; i < said->n; i++)
    if (said->said[i].judgement.controller == self->controller)
      item.judgement = said->said[i].judgement;
  g_array_append_val (self->items, item);
}

/* Nobody confirms their own. */
static void
add_errors (MlsControl *self, const MlsUnit *unit, const Said *said)
{
  for (guint i = 0; i < said->n; i++)
    {
      const MlsControlItem item = { unit, said->said[i].judgement };

      if (item.judgement.controller != self->controller && mls_judgement_is_error (&item.judgement))
        g_array_append_val (self->items, item);
    }
}

static void
add_unit (MlsControl *self, const MlsUnit *unit, const Said *said)
{
  if (!mls_sample_file_check_controller (self->file, unit->id, self->controller, NULL))
    self->n_own++;
  else if (self->task == MLS_CONTROL_JUDGE)
    add_own (self, unit, said);
  else
    add_errors (self, unit, said);
}

static gboolean
read_units (MlsControl *self, GError **error)
{
  const GPtrArray *units = mls_sample_file_get_units (self->file);
  g_autoptr (GArray) all = mls_sample_file_list_judgements (self->file, error);
  guint from = 0;

  for (guint i = 0; all != NULL && i < units->len; i++)
    {
      const MlsUnit *unit = g_ptr_array_index (units, i);
      const Said said = take_said (all, &from, unit->id);

      add_unit (self, unit, &said);
    }

  return all != NULL;
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
list_shown (MlsControl *self)
{
  g_array_set_size (self->shown, 0);
  for (guint i = 0; i < self->items->len; i++)
    if (self->only == NULL || has_unit (self->only, mls_control_item (self, i)->unit->id))
      g_array_append_val (self->shown, i);
}

/* Where none of some units is there all are shown. */
static void
show_some (MlsControl *self, const GArray *units, const char *what)
{
  g_clear_pointer (&self->only, g_array_unref);
  g_clear_pointer (&self->what, g_free);
  if (units != NULL)
    {
      self->only = g_array_copy ((GArray *) units);
      self->what = g_strdup (what);
    }
  list_shown (self);
  if (self->shown->len == 0 && units != NULL)
    show_some (self, NULL, NULL);
}

/* Who confirms errors sees what the map says. */
static gboolean
learn (MlsControl *self, GError **error)
{
  if (!mls_sample_file_was_told (self->file, self->controller, &self->told, error))
    return FALSE;

  return self->task == MLS_CONTROL_JUDGE || !mls_control_get_sample (self)->blind || self->told || self->items->len == 0 ||
         mls_control_tell (self, error);
}

/**
 * mls_control_open:
 * @path: the file of a sample
 * @controller: who works on it
 * @task: at what
 * @error: a #MLS_STORE_ERROR
 *
 * Units that @controller has made are left out: nobody judges their own. The first one that is to be done is in hand. Who
 * confirms the errors of a blind sample is told its codes by that, and judges it no more.
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
  if (self->file == NULL || !read_units (self, error) || !learn (self, error))
    return NULL;

  self->pace = mls_pace_new (g_quark_to_string (mls_sample_file_get_sample (self->file)->id));
  mls_pace_begin (self->pace, g_get_monotonic_time ());
  list_shown (self);
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

  return mls_control_item (self, i)->unit;
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

  return &mls_control_item (self, i)->judgement;
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
    return mls_control_item (self, i)->judgement.confirmation != MLS_CONFIRMATION_NONE;

  return mls_judgement_is_whole (&mls_control_item (self, i)->judgement, mls_control_dimension (self));
}

static gboolean
says_code (const MlsJudgement *judgement, MlsDimension code)
{
  return judgement->judged[code] == MLS_JUDGED_RIGHT || judgement->judged[code] == MLS_JUDGED_WRONG;
}

/**
 * mls_control_is_blind:
 * @self: a controller at work
 *
 * Returns: whether what the map says is not to be seen, nor what comes of comparing with it
 */
gboolean
mls_control_is_blind (MlsControl *self)
{
  return mls_sample_file_get_sample (self->file)->blind && self->task == MLS_CONTROL_JUDGE && !self->told;
}

/**
 * mls_control_get_pair_at:
 * @self: a controller at work
 * @i: an index
 *
 * Returns: the codes that are there, as far as the controller knows: what was said, or else what the map says where that is
 *   told; 0 for one that is not known
 */
MlsPair
mls_control_get_pair_at (MlsControl *self, guint i)
{
  const MlsControlItem *item;
  MlsPair pair;

  g_return_val_if_fail (i < self->items->len, ((MlsPair){ 0, 0 }));

  item = mls_control_item (self, i);
  pair = mls_control_is_blind (self) ? (MlsPair){ 0, 0 } : item->unit->pair;
  if (says_code (&item->judgement, MLS_DIMENSION_COVER))
    pair.cover = mls_judgement_seen (&item->judgement, MLS_DIMENSION_COVER, item->unit->pair.cover);
  if (says_code (&item->judgement, MLS_DIMENSION_USE))
    pair.use = mls_judgement_seen (&item->judgement, MLS_DIMENSION_USE, item->unit->pair.use);

  return pair;
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

/* Whether both are of one unit and say the same of it, in the same words. */
gboolean
mls_control_is_same (const MlsControlItem *a, const MlsControlItem *b)
{
  const MlsJudgement *left = &a->judgement, *right = &b->judgement;

  return a->unit == b->unit && left->controller == right->controller && mls_judgement_says_same (left, right) &&
         left->comment == right->comment && left->source == right->source && left->proposal == right->proposal &&
         left->confirmation == right->confirmation && left->confirmer == right->confirmer &&
         left->confirmer_comment == right->confirmer_comment;
}

static gboolean
are_same (const GArray *a, const GArray *b)
{
  gboolean same = a->len == b->len;

  for (guint i = 0; same && i < a->len; i++)
    same = mls_control_is_same (&g_array_index (a, MlsControlItem, i), &g_array_index (b, MlsControlItem, i));

  return same;
}

/* What was in hand, or what stands in its place. */
static guint
find_again (MlsControl *self, const MlsControlItem *item)
{
  guint i = 0;

  while (i < self->items->len && mls_control_item (self, i)->unit->id < item->unit->id)
    i++;
  while (i + 1 < self->items->len && mls_control_item (self, i)->unit == item->unit &&
         mls_control_item (self, i)->judgement.controller != item->judgement.controller &&
         mls_control_item (self, i + 1)->unit == item->unit)
    i++;

  return MIN (i, MAX (self->items->len, 1) - 1);
}

/* What is to be taken back is of what was said before: where others have said something else, it is no more. */
static gboolean
read_again (MlsControl *self, GError **error)
{
  g_autoptr (GArray) former = g_steal_pointer (&self->items);

  self->items = g_array_new (FALSE, FALSE, sizeof (MlsControlItem));
  self->n_own = 0;
  if (!read_units (self, error) || !mls_sample_file_was_told (self->file, self->controller, &self->told, error))
    {
      g_array_unref (self->items);
      self->items = g_steal_pointer (&former);
      return FALSE;
    }

  if (!are_same (former, self->items))
    {
      g_array_set_size (self->steps, 0);
      g_array_set_size (self->undone, 0);
    }
  if (former->len > 0)
    self->position = find_again (self, &g_array_index (former, MlsControlItem, self->position));
  list_shown (self);

  return TRUE;
}

/**
 * mls_control_notice:
 * @self: a controller at work
 * @error: a #MLS_STORE_ERROR
 *
 * Reads what others have written into the sample meanwhile, if anything.
 *
 * Returns: whether it could look
 */
gboolean
mls_control_notice (MlsControl *self, GError **error)
{
  gboolean changed;

  if (!mls_sample_file_notice (self->file, &changed, error) || (changed && !read_again (self, error)))
    return FALSE;

  if (changed)
    g_signal_emit (self, mls_control_changed, 0);

  return TRUE;
}

/**
 * mls_control_go_to:
 * @self: a controller at work
 * @i: an index
 *
 * Takes the unit there in hand, unless what is still to be said of the one that is cannot be written.
 */
void
mls_control_go_to (MlsControl *self, guint i)
{
  gboolean stays = FALSE;

  g_return_if_fail (i < self->items->len);

  if (i != self->position)
    g_signal_emit (self, leaving, 0, &stays);
  if (stays)
    return;

  self->position = i;
  mls_pace_begin (self->pace, g_get_monotonic_time ());
  g_signal_emit (self, mls_control_changed, 0);
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
  show_some (self, units, what);
  if (self->shown->len > 0)
    mls_control_go_to (self, self->only != NULL ? mls_control_get_shown (self, 0) : self->position);
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

/**
 * mls_control_tell:
 * @self: a controller at work on a blind sample
 * @error: a #MLS_STORE_ERROR
 *
 * The controller is told what the map says, and judges it no more.
 *
 * Returns: whether that is written
 */
gboolean
mls_control_tell (MlsControl *self, GError **error)
{
  if (!mls_sample_file_tell (self->file, self->controller, error))
    return FALSE;

  self->told = TRUE;
  g_signal_emit (self, mls_control_changed, 0);

  return TRUE;
}
