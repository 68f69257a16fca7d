#include "document/errand.h"

/* Of what the main thread hears: much of it must not keep the window from being drawn. */
#define TELL_PRIORITY G_PRIORITY_DEFAULT_IDLE

struct _MlsErrand
{
  GObject parent_instance;

  /* owned */
  gpointer        data;
  GDestroyNotify  destroy;
  GCancellable   *cancellable;

  MlsErrandFunc   func;

  /* What the work told last, until the main thread has passed it on. */
  GMutex          told_mutex;
  double          fraction;
  const char     *what;
  gboolean        told;
};

G_DEFINE_FINAL_TYPE (MlsErrand, mls_errand, G_TYPE_OBJECT)

enum
{
  PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
mls_errand_finalize (GObject *object)
{
  MlsErrand *self = MLS_ERRAND (object);

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_object_unref (self->cancellable);
  g_mutex_clear (&self->told_mutex);

  G_OBJECT_CLASS (mls_errand_parent_class)->finalize (object);
}

static void
mls_errand_class_init (MlsErrandClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_errand_finalize;

  /**
   * MlsErrand::progress:
   * @self: an errand
   * @fraction: how far it is, from 0 to 1
   * @what: (nullable): what is being done, translated
   */
  signals[PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_STRING);
}

static void
mls_errand_init (MlsErrand *self)
{
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->told_mutex);
}

/**
 * mls_errand_new:
 * @func: (scope notified): the work
 * @data: (transfer full): what it works on; its thread's alone while it runs
 * @destroy: (nullable): frees @data
 *
 * Returns: (transfer full): an errand that has not begun
 */
MlsErrand *
mls_errand_new (MlsErrandFunc func, gpointer data, GDestroyNotify destroy)
{
  MlsErrand *self = g_object_new (MLS_TYPE_ERRAND, NULL);

  self->func = func;
  self->data = data;
  self->destroy = destroy;

  return self;
}

static void
run (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  MlsErrand *self = source;
  GError *error = NULL;

  if (self->func (self, self->data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mls_errand_run_async:
 * @self: an errand that has not begun
 * @callback: (scope async): called on the main thread when it has ended
 * @user_data: for @callback
 *
 * Begins it.
 */
void
mls_errand_run_async (MlsErrand *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  /* What was told before the end is heard before it. */
  g_task_set_priority (task, TELL_PRIORITY);
  g_task_run_in_thread (task, run);
}

/**
 * mls_errand_run_finish:
 * @self: an errand
 * @result: what its callback was given
 * @error: what the work said
 *
 * Returns: whether it is done
 */
gboolean
mls_errand_run_finish (MlsErrand *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * mls_errand_get_data:
 * @self: an errand that has not begun, or has ended, or whose data is guarded
 *
 * Returns: (transfer none): what it works on
 */
gpointer
mls_errand_get_data (MlsErrand *self)
{
  return self->data;
}

/**
 * mls_errand_cancel:
 * @self: an errand
 *
 * Asks it to give up; it ends with an error of its own when it has.
 */
void
mls_errand_cancel (MlsErrand *self)
{
  g_cancellable_cancel (self->cancellable);
}

/**
 * mls_errand_get_cancellable:
 * @self: an errand
 *
 * Returns: (transfer none): what tells the work, on any thread, that it is not wanted any more
 */
GCancellable *
mls_errand_get_cancellable (MlsErrand *self)
{
  return self->cancellable;
}

/* On the main thread. */
static gboolean
pass_on (gpointer user_data)
{
  MlsErrand *self = user_data;
  double fraction;
  const char *what;

  g_mutex_lock (&self->told_mutex);
  fraction = self->fraction;
  what = self->what;
  self->told = FALSE;
  g_mutex_unlock (&self->told_mutex);

  g_signal_emit (self, signals[PROGRESS], 0, fraction, what);

  return G_SOURCE_REMOVE;
}

/**
 * mls_errand_tell:
 * @self: an errand, on the thread of its work
 * @fraction: how far it is, from 0 to 1
 * @what: (nullable): a static text: what is being done, translated
 *
 * What is told faster than the main thread hears it is left out.
 */
void
mls_errand_tell (MlsErrand *self, double fraction, const char *what)
{
  gboolean waits;

  g_mutex_lock (&self->told_mutex);
  waits = self->told;
  self->fraction = fraction;
  self->what = what;
  self->told = TRUE;
  g_mutex_unlock (&self->told_mutex);

  if (!waits)
    g_idle_add_full (TELL_PRIORITY, pass_on, g_object_ref (self), g_object_unref);
}

/**
 * mls_errand_go_on:
 * @self: an errand, on the thread of its work
 * @fraction: how far it is, from 0 to 1
 * @what: (nullable): a static text: what is being done, translated
 *
 * mls_errand_tell(), for work that asks whether it is still wanted.
 *
 * Returns: %FALSE once it was given up
 */
gboolean
mls_errand_go_on (MlsErrand *self, double fraction, const char *what)
{
  mls_errand_tell (self, fraction, what);

  return !g_cancellable_is_cancelled (mls_errand_get_cancellable (self));
}
