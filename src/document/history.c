#include "document/history.h"

#include "store/operation-search.h"

/* How many operations are looked at in a step: at first as many as are seen at once, then as many as take about so long. */
#define FIRST_STEP 200
#define MOST_STEP  100000
#define STEP_MS    100

/* How many entries are read at once, before others are told. */
#define N_READ_AT_ONCE 12

/* An operation of more faces is told by their number. */
#define MOST_FACES 3000

typedef struct _Search Search;

struct _MlsHistory
{
  GObject         parent_instance;

  /* owned */
  MlsProject     *project;
  MlsFilter      *filter;   /* (nullable) */
  GArray         *ids;      /* (element-type gint64) those found, the newest first */
  GHashTable     *entries;  /* id to the borrowed entry of it that somebody holds */
  GPtrArray      *wanted;   /* (element-type MlsHistoryEntry) to be read, in that order */
  MlsStoreReader *reader;   /* (nullable): for these, while none is being read */
  GCancellable   *searching; /* (nullable): while that is done */
  GCancellable   *reading;  /* (nullable): same */
  char           *failure;  /* (nullable): why the search ended */

  gint64          newest;   /* the newest operation that was looked at */
  gboolean        outdated; /* there are newer ones */
  gboolean        stopped;  /* older ones are not looked at any more */
  double          done;     /* how much of the history, 0 to 1 */
};

static void mls_history_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MlsHistory, mls_history, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, mls_history_list_init))

enum
{
  SEARCHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The list */

static GType
get_item_type (GListModel *list)
{
  return MLS_TYPE_HISTORY_ENTRY;
}

static guint
get_n_items (GListModel *list)
{
  return MLS_HISTORY (list)->ids->len;
}

/* It is being disposed of, and knows its number still. */
static void
entry_gone (gpointer user_data, GObject *entry)
{
  MlsHistory *self = user_data;
  gint64 id = mls_history_entry_get_id ((MlsHistoryEntry *) entry);

  g_hash_table_remove (self->entries, &id);
}

/* The same one while somebody has it. */
static gpointer
get_item (GListModel *list, guint position)
{
  MlsHistory *self = MLS_HISTORY (list);
  MlsHistoryEntry *entry;
  gint64 id;

  if (position >= self->ids->len)
    return NULL;

  id = g_array_index (self->ids, gint64, position);
  entry = g_hash_table_lookup (self->entries, &id);
  if (entry != NULL)
    return g_object_ref (entry);

  entry = mls_history_entry_new (id);
  g_hash_table_insert (self->entries, g_memdup2 (&id, sizeof id), entry);
  g_object_weak_ref (G_OBJECT (entry), entry_gone, self);

  return entry;
}

static void
mls_history_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
drop_entries (MlsHistory *self)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    {
      g_object_weak_unref (entry, entry_gone, self);
      g_hash_table_iter_remove (&iter);
    }
  g_ptr_array_set_size (self->wanted, 0);
}

static void
stop (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static void
mls_history_dispose (GObject *object)
{
  MlsHistory *self = MLS_HISTORY (object);

  stop (&self->searching);
  stop (&self->reading);
  if (self->entries != NULL)
    drop_entries (self);
  g_clear_pointer (&self->reader, mls_store_reader_free);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mls_history_parent_class)->dispose (object);
}

static void
mls_history_finalize (GObject *object)
{
  MlsHistory *self = MLS_HISTORY (object);

  g_clear_pointer (&self->filter, mls_filter_unref);
  g_array_unref (self->ids);
  g_hash_table_unref (self->entries);
  g_ptr_array_unref (self->wanted);
  g_free (self->failure);

  G_OBJECT_CLASS (mls_history_parent_class)->finalize (object);
}

static void
mls_history_class_init (MlsHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_history_dispose;
  G_OBJECT_CLASS (klass)->finalize = mls_history_finalize;

  signals[SEARCHED] = g_signal_new ("searched", MLS_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mls_history_init (MlsHistory *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->wanted = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * mls_history_new:
 * @project: a project
 *
 * Returns: (transfer full): its history, of which nothing is listed yet
 */
MlsHistory *
mls_history_new (MlsProject *project)
{
  MlsHistory *self = g_object_new (MLS_TYPE_HISTORY, NULL);

  self->project = g_object_ref (project);

  return self;
}

/* Searching */

/* What the thread is given. */
struct _Search
{
  MlsHistory   *history;     /* the main thread's, while it is not cancelled */
  GCancellable *cancellable;
  char         *path;
  MlsFilter    *filter;      /* (nullable) */
  gint64        newer_than;  /* 0 for all of the history */
};

static void
search_free (gpointer data)
{
  Search *search = data;

  g_object_unref (search->cancellable);
  g_free (search->path);
  g_clear_pointer (&search->filter, mls_filter_unref);
  g_free (search);
}

/* What the main thread is told of a step. */
typedef struct
{
  MlsHistory   *history;
  GCancellable *cancellable;
  GArray       *ids;      /* (element-type gint64) */
  gint64        newest;
  gboolean      is_first; /* of those that are newer than all before */
  gboolean      on_top;
  double        done;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_object_unref (step->cancellable);
  g_array_unref (step->ids);
  g_free (step);
}

static gboolean
take_step (gpointer data)
{
  Step *step = data;
  MlsHistory *self = step->history;
  guint position;

  if (g_cancellable_is_cancelled (step->cancellable))
    return G_SOURCE_REMOVE;

  position = step->on_top ? 0 : self->ids->len;
  g_array_insert_vals (self->ids, position, step->ids->data, step->ids->len);
  self->newest = MAX (self->newest, step->newest);
  if (!step->on_top)
    self->done = step->done;
  if (step->ids->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, step->ids->len);
  g_signal_emit (self, signals[SEARCHED], 0);

  return G_SOURCE_REMOVE;
}

static void
send_step (const Search *search, GArray *ids, gint64 newest, double done)
{
  Step *step = g_new0 (Step, 1);

  step->history = search->history;
  step->cancellable = g_object_ref (search->cancellable);
  step->ids = g_array_ref (ids);
  step->newest = newest;
  step->on_top = search->newer_than > 0;
  step->done = done;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, take_step, step, step_free);
}

/* Operations after one of them are few, and come in one step. */
static gboolean
search_newer (const Search *search, MlsStoreReader *reader, gint64 last, GError **error)
{
  gint64 before = 0;
  guint n = (guint) CLAMP (last - search->newer_than, 0, G_MAXINT32);
  g_autoptr (GArray) ids = mls_store_reader_find_operations (reader, search->filter, &before, n, G_MAXUINT, error);

  while (ids != NULL && ids->len > 0 && g_array_index (ids, gint64, ids->len - 1) <= search->newer_than)
    g_array_set_size (ids, ids->len - 1);
  if (ids != NULL)
    send_step (search, ids, last, 0);

  return ids != NULL;
}

/* Returns how long it took, or less than 0. */
static double
search_some (const Search *search, MlsStoreReader *reader, guint n, gint64 *before, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GArray) ids = NULL;
  gint64 last;

  if (!mls_store_reader_begin (reader, 0, &last, error))
    return -1;

  ids = mls_store_reader_find_operations (reader, search->filter, before, n, G_MAXUINT, error);
  mls_store_reader_end (reader);
  if (ids == NULL)
    return -1;

  send_step (search, ids, n == FIRST_STEP ? last : 0, *before == 0 ? 1 : 1 - (double) *before / (double) MAX (last, 1));

  return (double) (g_get_monotonic_time () - start) / 1000;
}

static gboolean
search_all (const Search *search, MlsStoreReader *reader, GError **error)
{
  gint64 before = 0;
  guint n = FIRST_STEP;

  do
    {
      double ms = search_some (search, reader, n, &before, error);

      if (ms < 0)
        return FALSE;

      n = CLAMP (ms < STEP_MS ? n * 2 : n / 2, FIRST_STEP + 1, MOST_STEP);
    }
  while (before != 0 && !g_cancellable_is_cancelled (search->cancellable));

  return TRUE;
}

static void
run_search (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Search *search = data;
  GError *error = NULL;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (search->path, &error);
  gboolean found = FALSE;
  gint64 last;

  if (reader != NULL && search->newer_than == 0)
    found = search_all (search, reader, &error);
  else if (reader != NULL && mls_store_reader_begin (reader, 0, &last, &error))
    {
      found = search_newer (search, reader, last, &error);
      mls_store_reader_end (reader);
    }

  if (found)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void begin_search (MlsHistory *self, gint64 newer_than);

static void
search_has_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MlsHistory *self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->searching);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    self->failure = g_strdup (error->message);
  else if (self->outdated)
    begin_search (self, self->newest);

  g_signal_emit (self, signals[SEARCHED], 0);
}

static void
begin_search (MlsHistory *self, gint64 newer_than)
{
  Search *search = g_new0 (Search, 1);
  g_autoptr (GTask) task = NULL;

  stop (&self->searching);
  self->outdated = FALSE;
  self->searching = g_cancellable_new ();
  search->history = self;
  search->cancellable = g_object_ref (self->searching);
  search->path = g_strdup (mls_project_get_path (self->project));
  search->filter = self->filter != NULL ? mls_filter_ref (self->filter) : NULL;
  search->newer_than = newer_than;

  /* What was told before the end is heard before it. */
  task = g_task_new (NULL, self->searching, search_has_ended, self);
  g_task_set_priority (task, G_PRIORITY_DEFAULT_IDLE);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, run_search);
}

/**
 * mls_history_search:
 * @self: a history
 * @filter: (nullable): a filter of operations, of the project's rules as they are now; %NULL for all
 *
 * Begins anew: nothing is listed until something is found.
 */
void
mls_history_search (MlsHistory *self, MlsFilter *filter)
{
  guint n_before;

  g_return_if_fail (MLS_IS_HISTORY (self));

  n_before = self->ids->len;
  g_clear_pointer (&self->filter, mls_filter_unref);
  self->filter = filter != NULL ? mls_filter_ref (filter) : NULL;
  g_clear_pointer (&self->failure, g_free);
  g_array_set_size (self->ids, 0);
  self->newest = 0;
  self->done = 0;
  self->stopped = FALSE;
  if (n_before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, 0);

  begin_search (self, 0);
  g_signal_emit (self, signals[SEARCHED], 0);
}

/**
 * mls_history_stop:
 * @self: a history
 *
 * What was found so far is enough; what is done from now on is still listed.
 */
void
mls_history_stop (MlsHistory *self)
{
  g_return_if_fail (MLS_IS_HISTORY (self));

  if (self->stopped || mls_history_is_done (self))
    return;

  stop (&self->searching);
  self->stopped = TRUE;
  g_signal_emit (self, signals[SEARCHED], 0);
}

/**
 * mls_history_is_stopped:
 * @self: a history
 *
 * Returns: whether its search was stopped before its end
 */
gboolean
mls_history_is_stopped (MlsHistory *self)
{
  return self->stopped;
}

/**
 * mls_history_follow:
 * @self: a history that was searched
 *
 * Something was done: it is listed on top, and what that took back is told anew.
 */
void
mls_history_follow (MlsHistory *self)
{
  GHashTableIter iter;
  gpointer entry;

  g_return_if_fail (MLS_IS_HISTORY (self));

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    if (mls_history_entry_get_told (entry) != NULL)
      mls_history_want (self, entry);

  if (self->searching != NULL)
    self->outdated = TRUE;
  else if (self->newest != 0)
    begin_search (self, self->newest);
}

/**
 * mls_history_find:
 * @self: a history
 * @id: an operation
 *
 * Returns: where it is in the list, G_MAXUINT for nowhere, as yet
 */
guint
mls_history_find (MlsHistory *self, gint64 id)
{
  guint low = 0, high = self->ids->len;

  /* The newest first. */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->ids, gint64, middle) > id)
        low = middle + 1;
      else
        high = middle;
    }

  return low < self->ids->len && g_array_index (self->ids, gint64, low) == id ? low : G_MAXUINT;
}

/**
 * mls_history_is_done:
 * @self: a history
 *
 * Returns: whether all of it was searched, or cannot be
 */
gboolean
mls_history_is_done (MlsHistory *self)
{
  return self->done >= 1 || self->failure != NULL;
}

/**
 * mls_history_get_done:
 * @self: a history
 *
 * Returns: how much of it was searched, from 0 to 1
 */
double
mls_history_get_done (MlsHistory *self)
{
  return self->done;
}

/**
 * mls_history_get_failure:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): why not all could be searched, for a person
 */
const char *
mls_history_get_failure (MlsHistory *self)
{
  return self->failure;
}

/* Reading entries */

typedef struct
{
  char           *path;
  MlsStoreReader *reader;  /* (nullable) */
  GPtrArray      *entries; /* (element-type MlsHistoryEntry) the main thread's */
  GArray         *ids;     /* (element-type gint64) of these */
  GPtrArray      *told;    /* (element-type MlsHistoryTold) as far as they were read */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->path);
  g_clear_pointer (&reading->reader, mls_store_reader_free);
  g_clear_pointer (&reading->entries, g_ptr_array_unref);
  g_array_unref (reading->ids);
  g_ptr_array_unref (reading->told);
  g_free (reading);
}

static gboolean
measure (MlsStoreReader *reader, MlsHistoryTold *told, GError **error)
{
  g_autoptr (MlsDelta) delta = NULL;
  gint64 id = told->operation->id;

  if (told->operation->barrier)
    return TRUE;
  if (!mls_store_reader_count_replaced (reader, id, &told->n_faces, error))
    return FALSE;
  if (told->n_faces > MOST_FACES)
    return TRUE;

  delta = mls_store_reader_delta (reader, id, error);
  if (delta == NULL)
    return FALSE;

  told->turnover = mls_turnover_new (delta);
  told->imprint = mls_imprint_new (delta, told->turnover);

  return TRUE;
}

/* NULL for one that is not there. */
static gboolean
read_operation (MlsStoreReader *reader, gint64 id, MlsOperation **operation, GError **error)
{
  g_autoptr (GPtrArray) operations = mls_store_reader_read_operations (reader, &id, 1, error);

  if (operations != NULL && operations->len > 0)
    *operation = g_ptr_array_steal_index (operations, 0);

  return operations != NULL;
}

/* The one that it took back, or 0 where that is none, or several. */
static gint64
sole_target (const MlsOperation *operation)
{
  g_autoptr (GArray) targets = mls_operation_list_targets (operation);
  gboolean is_revert = g_str_equal (operation->verb, MLS_VERB_REVERT);

  return is_revert && targets->len == 1 ? g_array_index (targets, gint64, 0) : operation->undoes;
}

static gboolean
read_one (Reading *reading, gint64 id, GError **error)
{
  g_autoptr (MlsHistoryTold) told = g_new0 (MlsHistoryTold, 1);
  gint64 target;

  if (!read_operation (reading->reader, id, &told->operation, error))
    return FALSE;

  target = told->operation != NULL ? sole_target (told->operation) : 0;
  if (target != 0 && !read_operation (reading->reader, target, &told->undone, error))
    return FALSE;
  if (told->operation != NULL && !measure (reading->reader, told, error))
    return FALSE;

  g_ptr_array_add (reading->told, g_steal_pointer (&told));

  return TRUE;
}

static gboolean
read_all (Reading *reading, GError **error)
{
  gboolean read = TRUE;

  if (reading->reader == NULL)
    reading->reader = mls_store_reader_new (reading->path, error);
  if (reading->reader == NULL || !mls_store_reader_begin (reading->reader, 0, NULL, error))
    return FALSE;

  for (guint i = 0; read && i < reading->ids->len; i++)
    read = read_one (reading, g_array_index (reading->ids, gint64, i), error);
  mls_store_reader_end (reading->reader);

  return read;
}

static void
run_reading (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (read_all (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void read_wanted (MlsHistory *self);

/* What could not be read stays untold: that the file is damaged is said elsewhere. Entries are let go of on this thread. */
static void
reading_has_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MlsHistory *self = user_data;
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) entries = g_steal_pointer (&reading->entries);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->reading);
  self->reader = g_steal_pointer (&reading->reader);
  for (guint i = 0; i < reading->told->len; i++)
    mls_history_entry_tell (g_ptr_array_index (entries, i),
                            g_steal_pointer (&g_ptr_array_index (reading->told, i)));

  read_wanted (self);
}

static void
read_wanted (MlsHistory *self)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  if (self->reading != NULL || self->wanted->len == 0)
    return;

  reading = g_new0 (Reading, 1);
  reading->path = g_strdup (mls_project_get_path (self->project));
  reading->reader = g_steal_pointer (&self->reader);
  reading->entries = g_ptr_array_new_with_free_func (g_object_unref);
  reading->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  reading->told = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_history_told_free);
  while (self->wanted->len > 0 && reading->ids->len < N_READ_AT_ONCE)
    {
      MlsHistoryEntry *entry = g_ptr_array_steal_index (self->wanted, 0);
      gint64 id = mls_history_entry_get_id (entry);

      g_ptr_array_add (reading->entries, entry);
      g_array_append_val (reading->ids, id);
    }

  self->reading = g_cancellable_new ();
  task = g_task_new (NULL, self->reading, reading_has_ended, self);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, run_reading);
}

/**
 * mls_history_want:
 * @self: a history
 * @entry: one of its entries
 *
 * Has it read, after those that were wanted before and still are.
 */
void
mls_history_want (MlsHistory *self, MlsHistoryEntry *entry)
{
  g_return_if_fail (MLS_IS_HISTORY (self));

  g_ptr_array_remove (self->wanted, entry);
  g_ptr_array_add (self->wanted, g_object_ref (entry));
  read_wanted (self);
}

/**
 * mls_history_forgo:
 * @self: a history
 * @entry: one of its entries
 *
 * Nobody wants to know any more what it did, as when it was scrolled past.
 */
void
mls_history_forgo (MlsHistory *self, MlsHistoryEntry *entry)
{
  g_return_if_fail (MLS_IS_HISTORY (self));

  g_ptr_array_remove (self->wanted, entry);
}
