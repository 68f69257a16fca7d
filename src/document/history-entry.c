#include "document/history-entry.h"

struct _MlsHistoryEntry
{
  GObject         parent_instance;

  gint64          id;
  MlsHistoryTold *told; /* (nullable) owned */
};

G_DEFINE_FINAL_TYPE (MlsHistoryEntry, mls_history_entry, G_TYPE_OBJECT)

enum
{
  TOLD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/**
 * mls_history_told_free:
 * @told: (transfer full) (nullable): what was read
 */
void
mls_history_told_free (MlsHistoryTold *told)
{
  if (told == NULL)
    return;

  mls_operation_free (told->operation);
  mls_operation_free (told->undone);
  mls_turnover_free (told->turnover);
  mls_imprint_free (told->imprint);
  g_free (told);
}

static void
mls_history_entry_finalize (GObject *object)
{
  mls_history_told_free (MLS_HISTORY_ENTRY (object)->told);

  G_OBJECT_CLASS (mls_history_entry_parent_class)->finalize (object);
}

static void
mls_history_entry_class_init (MlsHistoryEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_history_entry_finalize;

  signals[TOLD] = g_signal_new ("told", MLS_TYPE_HISTORY_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mls_history_entry_init (MlsHistoryEntry *self)
{
}

/**
 * mls_history_entry_new:
 * @id: an operation
 *
 * Returns: (transfer full): its entry, of which nothing is told yet
 */
MlsHistoryEntry *
mls_history_entry_new (gint64 id)
{
  MlsHistoryEntry *self = g_object_new (MLS_TYPE_HISTORY_ENTRY, NULL);

  self->id = id;

  return self;
}

/**
 * mls_history_entry_get_id:
 * @self: an entry
 *
 * Returns: its operation
 */
gint64
mls_history_entry_get_id (MlsHistoryEntry *self)
{
  return self->id;
}

/**
 * mls_history_entry_get_told:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): what is told of it, until it is told anew
 */
const MlsHistoryTold *
mls_history_entry_get_told (MlsHistoryEntry *self)
{
  return self->told;
}

/**
 * mls_history_entry_tell:
 * @self: an entry
 * @told: (transfer full): what was read of it
 */
void
mls_history_entry_tell (MlsHistoryEntry *self, MlsHistoryTold *told)
{
  mls_history_told_free (self->told);
  self->told = told;
  g_signal_emit (self, signals[TOLD], 0);
}

/**
 * mls_history_entry_get_box:
 * @self: an entry
 * @out: (out): where there is something to be seen of it
 *
 * Ground that changed, where that is known: faces of a network of roads reach far beyond it.
 *
 * Returns: whether there is
 */
gboolean
mls_history_entry_get_box (MlsHistoryEntry *self, MlsBox *out)
{
  if (self->told == NULL || self->told->operation == NULL)
    return FALSE;

  *out = self->told->imprint != NULL ? mls_imprint_box (self->told->imprint) : MLS_BOX_EMPTY;
  if (mls_box_is_empty (out))
    *out = self->told->operation->box;

  return !mls_box_is_empty (out);
}
