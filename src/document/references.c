#include "document/references.h"

#include "document/errand.h"

#include <glib/gi18n-lib.h>

struct _MlsReferences
{
  GObject     parent_instance;

  /* owned */
  MlsProject *project;
  GPtrArray  *layers;  /* (element-type MlsReferenceLayer) the one at the bottom first */
  MlsErrand  *reading; /* (nullable): of one of them … */
  MlsReferenceLink *read; /* … as it was then */
};

G_DEFINE_FINAL_TYPE (MlsReferences, mls_references, G_TYPE_OBJECT)

enum
{
  CHANGED,
  PROBLEM,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One layer on its way, on a thread of its own. */
typedef struct
{
  GMutex            so_far_mutex;
  MlsFigures       *so_far; /* (nullable): until the main thread takes them */

  MlsReferenceLink *link;
  char             *crs;
  MlsFigures       *figures;
  MlsNameIndex     *names;
  GStrv             fields;
  MlsVectorOutcome  outcome;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  mls_reference_link_free (job->link);
  g_mutex_clear (&job->so_far_mutex);
  g_clear_pointer (&job->so_far, mls_figures_unref);
  g_clear_pointer (&job->figures, mls_figures_unref);
  g_clear_pointer (&job->names, mls_name_index_unref);
  g_strfreev (job->fields);
  mls_vector_outcome_clear (&job->outcome);
  g_free (job->crs);
  g_free (job);
}

static void
layer_free (gpointer data)
{
  MlsReferenceLayer *layer = data;

  mls_reference_link_free (layer->link);
  g_clear_pointer (&layer->figures, mls_figures_unref);
  g_clear_pointer (&layer->so_far, mls_figures_unref);
  g_clear_pointer (&layer->names, mls_name_index_unref);
  g_strfreev (layer->fields);
  g_free (layer->failure);
  g_free (layer);
}

/* Whoever reads gives up, and nobody waits for it. */
static void
drop_reading (MlsReferences *self)
{
  if (self->reading != NULL)
    mls_errand_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->read, mls_reference_link_free);
}

static void
mls_references_dispose (GObject *object)
{
  MlsReferences *self = MLS_REFERENCES (object);

  drop_reading (self);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mls_references_parent_class)->dispose (object);
}

static void
mls_references_finalize (GObject *object)
{
  g_ptr_array_unref (MLS_REFERENCES (object)->layers);

  G_OBJECT_CLASS (mls_references_parent_class)->finalize (object);
}

static void
mls_references_class_init (MlsReferencesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_references_dispose;
  G_OBJECT_CLASS (klass)->finalize = mls_references_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_REFERENCES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   0);
  signals[PROBLEM] = g_signal_new ("problem", MLS_TYPE_REFERENCES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, G_TYPE_STRING);
}

static void
mls_references_init (MlsReferences *self)
{
  self->layers = g_ptr_array_new_with_free_func (layer_free);
}

/* Whether both are read alike, however they look. */
static gboolean
is_same_source (const MlsReferenceLink *a, const MlsReferenceLink *b)
{
  return g_strcmp0 (a->source, b->source) == 0 && g_strcmp0 (a->layer, b->layer) == 0 &&
         g_strcmp0 (a->name_field, b->name_field) == 0 && a->assume_crs == b->assume_crs;
}

static void
tell_so_far (MlsFigures *so_far, gpointer errand)
{
  Job *job = mls_errand_get_data (errand);

  g_mutex_lock (&job->so_far_mutex);
  g_clear_pointer (&job->so_far, mls_figures_unref);
  job->so_far = mls_figures_ref (so_far);
  g_mutex_unlock (&job->so_far_mutex);

  mls_errand_tell (errand, 0, NULL);
}

static gboolean
read_job (MlsErrand *errand, gpointer data, GError **error)
{
  Job *job = data;
  MlsVectorSource source = mls_reference_source (job->link);
  g_autoptr (MlsVectorFacts) facts = mls_vector_find (source.path, source.layer, error);

  if (facts == NULL)
    return FALSE;

  job->fields = g_steal_pointer (&facts->fields);
  job->figures = mls_vector_read (&source, job->crs, NULL, &job->outcome, tell_so_far, errand,
                                  mls_errand_get_cancellable (errand), error);
  if (job->figures == NULL)
    return FALSE;

  job->names = mls_name_index_new (job->figures);

  return TRUE;
}

/* One that is hidden may be asked for what it names; one that is missing is told with what else is. */
static gboolean
is_wanted (const MlsReferenceLayer *layer, gboolean hidden)
{
  return layer->figures == NULL && layer->failure == NULL && !layer->link->missing &&
         (hidden ? layer->link->name_field != NULL : layer->link->shown);
}

static MlsReferenceLayer *
find_next (MlsReferences *self)
{
  for (gboolean hidden = FALSE; hidden <= TRUE; hidden++)
    for (guint i = 0; i < self->layers->len; i++)
      if (is_wanted (g_ptr_array_index (self->layers, i), hidden))
        return g_ptr_array_index (self->layers, i);

  return NULL;
}

static void
take_so_far (MlsReferenceLayer *layer, MlsFigures *so_far)
{
  MlsFigures *before = layer->so_far;

  layer->so_far = so_far != NULL ? mls_figures_ref (so_far) : NULL;
  g_clear_pointer (&before, mls_figures_unref);
}

static void
take (MlsReferenceLayer *layer, MlsFigures *figures, MlsNameIndex *names, GStrv fields, const char *failure)
{
  if (figures != NULL)
    {
      layer->figures = mls_figures_ref (figures);
      layer->names = mls_name_index_ref (names);
    }
  take_so_far (layer, NULL);
  g_strfreev (layer->fields);
  layer->fields = g_strdupv (fields);
  g_free (layer->failure);
  layer->failure = g_strdup (failure);
}

static void
tell_failure (MlsReferences *self, const MlsReferenceLink *link, const char *failure)
{
  /* Translators: the title of a reference layer, and what is wrong with it. */
  g_autofree char *text = g_strdup_printf (_("%s: %s"), link->title, failure);

  g_signal_emit (self, signals[PROBLEM], 0, text);
}

static void read_next (MlsReferences *self);

static void
take_job (MlsReferences *self, Job *job, const GError *error)
{
  gboolean is_first = TRUE;

  for (guint i = 0; i < self->layers->len; i++)
    {
      MlsReferenceLayer *layer = g_ptr_array_index (self->layers, i);

      if (layer->figures != NULL || layer->failure != NULL || !is_same_source (layer->link, job->link))
        continue;

      take (layer, job->figures, job->names, job->fields, error != NULL ? error->message : job->outcome.failure);
      if (layer->failure != NULL && is_first)
        tell_failure (self, layer->link, layer->failure);
      is_first = FALSE;
    }
}

static void
on_progress (MlsErrand *errand, double fraction, const char *what, MlsReferences *self)
{
  Job *job = mls_errand_get_data (errand);
  g_autoptr (MlsFigures) so_far = NULL;

  g_mutex_lock (&job->so_far_mutex);
  so_far = g_steal_pointer (&job->so_far);
  g_mutex_unlock (&job->so_far_mutex);
  if (errand != self->reading || so_far == NULL)
    return;

  for (guint i = 0; i < self->layers->len; i++)
    {
      MlsReferenceLayer *layer = g_ptr_array_index (self->layers, i);

      if (layer->figures == NULL && is_same_source (layer->link, self->read))
        take_so_far (layer, so_far);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree GWeakRef *owner = user_data;
  g_autoptr (MlsReferences) self = g_weak_ref_get (owner);
  MlsErrand *errand = MLS_ERRAND (source);
  g_autoptr (GError) error = NULL;

  g_weak_ref_clear (owner);
  mls_errand_run_finish (errand, result, &error);
  if (self == NULL || errand != self->reading)
    return;

  take_job (self, mls_errand_get_data (errand), error);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->read, mls_reference_link_free);
  read_next (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
read_next (MlsReferences *self)
{
  MlsReferenceLayer *next = find_next (self);
  GWeakRef *owner;
  Job *job;

  if (next == NULL || self->reading != NULL)
    return;

  owner = g_new (GWeakRef, 1);
  g_weak_ref_init (owner, self);

  job = g_new0 (Job, 1);
  g_mutex_init (&job->so_far_mutex);
  job->link = mls_reference_link_copy (next->link);
  job->crs = mls_store_dup_crs (mls_project_get_store (self->project), NULL);
  self->read = mls_reference_link_copy (next->link);
  self->reading = mls_errand_new (read_job, job, job_free);
  g_signal_connect_object (self->reading, "progress", G_CALLBACK (on_progress), self, 0);
  mls_errand_run_async (self->reading, on_read, owner);
}

/* What has been read of it is kept, and what failed is not tried again before its file comes or goes. */
static MlsReferenceLayer *
layer_of (MlsReferences *self, MlsReferenceLink *link)
{
  MlsReferenceLayer *layer = g_new0 (MlsReferenceLayer, 1);

  layer->link = link;
  for (guint i = 0; i < self->layers->len; i++)
    {
      const MlsReferenceLayer *before = g_ptr_array_index (self->layers, i);

      if (layer->figures != NULL || !is_same_source (before->link, link) || before->link->missing != link->missing)
        continue;

      take (layer, before->figures, before->names, before->fields, before->failure);
      take_so_far (layer, before->so_far);
    }

  return layer;
}

/* What is being read may not be wanted any more. */
static gboolean
is_still_wanted (MlsReferences *self)
{
  for (guint i = 0; self->reading != NULL && i < self->layers->len; i++)
    if (is_same_source (((const MlsReferenceLayer *) g_ptr_array_index (self->layers, i))->link, self->read))
      return TRUE;

  return FALSE;
}

/**
 * mls_references_reload:
 * @self: the layers of a project
 *
 * Looks again which layers the project has and how they are shown, and reads those that are new.
 */
void
mls_references_reload (MlsReferences *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links = mls_store_list_reference_links (mls_project_get_store (self->project), &error);
  GPtrArray *layers;

  if (links == NULL)
    {
      g_signal_emit (self, signals[PROBLEM], 0, error->message);
      return;
    }

  layers = g_ptr_array_new_with_free_func (layer_free);
  g_ptr_array_set_free_func (links, NULL);
  for (guint i = 0; i < links->len; i++)
    g_ptr_array_add (layers, layer_of (self, g_ptr_array_index (links, i)));
  g_ptr_array_unref (self->layers);
  self->layers = layers;

  if (!is_still_wanted (self))
    drop_reading (self);
  read_next (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * mls_references_new:
 * @project: a project
 *
 * Returns: (transfer full): its reference layers, not looked at before mls_references_reload()
 */
MlsReferences *
mls_references_new (MlsProject *project)
{
  MlsReferences *self = g_object_new (MLS_TYPE_REFERENCES, NULL);

  self->project = g_object_ref (project);

  return self;
}

/**
 * mls_references_get_n:
 * @self: the layers of a project
 *
 * Returns: how many there are
 */
guint
mls_references_get_n (MlsReferences *self)
{
  return self->layers->len;
}

/**
 * mls_references_get:
 * @self: the layers of a project
 * @i: one of them, the one at the bottom first
 *
 * Returns: (transfer none): what is known of it, until the next "changed"
 */
const MlsReferenceLayer *
mls_references_get (MlsReferences *self, guint i)
{
  return g_ptr_array_index (self->layers, i);
}

/**
 * mls_references_is_reading:
 * @self: the layers of a project
 *
 * Returns: whether some of them have not been read to their end
 */
gboolean
mls_references_is_reading (MlsReferences *self)
{
  return self->reading != NULL;
}
