#include "document/references.h"

#include "document/errand.h"
#include "document/source-watch.h"
#include "vector/source-stamp.h"

#include <glib/gi18n-lib.h>

struct _MlsReferences
{
  GObject     parent_instance;

  /* owned */
  MlsProject *project;
  GPtrArray  *layers;  /* (element-type MlsReferenceLayer) the one at the bottom first */
  MlsErrand  *reading; /* (nullable): of one of them … */
  MlsReferenceLink *read; /* … as it was then */
  MlsSourceWatch *watch;
};

G_DEFINE_FINAL_TYPE (MlsReferences, mls_references, G_TYPE_OBJECT)

enum
{
  CHANGED,
  PROBLEM,
  PRESENCE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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

/* One layer on its way, on a thread of its own. */
typedef struct
{
  GMutex             so_far_mutex;
  MlsFigures        *so_far; /* (nullable): until the main thread takes them */

  MlsReferenceLayer *layer;
  char              *crs;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_mutex_clear (&job->so_far_mutex);
  g_clear_pointer (&job->so_far, mls_figures_unref);
  layer_free (job->layer);
  g_free (job->crs);
  g_free (job);
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
  g_clear_pointer (&self->watch, mls_source_watch_free);
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
  signals[PRESENCE] = g_signal_new ("presence", MLS_TYPE_REFERENCES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                    1, G_TYPE_STRING);
}

static void on_seen (gpointer owner, const char *path, guint64 stamp);

static void
mls_references_init (MlsReferences *self)
{
  self->layers = g_ptr_array_new_with_free_func (layer_free);
  self->watch = mls_source_watch_new (mls_vector_stamp, on_seen, self);
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

/* What is written while it is read is read once more. */
static gboolean
read_job (MlsErrand *errand, gpointer data, GError **error)
{
  Job *job = data;
  MlsReferenceLayer *layer = job->layer;
  MlsVectorSource source = mls_reference_source (layer->link);
  g_autoptr (MlsVectorFacts) facts = NULL;
  g_auto (MlsVectorOutcome) outcome = { 0 };

  layer->stamp = mls_vector_stamp (source.path);
  facts = mls_vector_find (source.path, source.layer, error);
  if (facts == NULL)
    return FALSE;

  layer->fields = g_steal_pointer (&facts->fields);
  layer->figures = mls_vector_read (&source, job->crs, NULL, &outcome, tell_so_far, errand,
                                    mls_errand_get_cancellable (errand), error);
  if (layer->figures == NULL)
    return FALSE;

  layer->names = mls_name_index_new (layer->figures);
  layer->failure = g_steal_pointer (&outcome.failure);

  return TRUE;
}

static gboolean
is_read (const MlsReferenceLayer *layer)
{
  return (layer->figures != NULL || layer->failure != NULL) && !layer->is_old;
}

/* One that is hidden may be asked for what it names; one that is missing is told with what else is. */
static gboolean
is_wanted (const MlsReferenceLayer *layer, gboolean hidden)
{
  return !is_read (layer) && !layer->link->missing &&
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

/* What could not be read anew stays as it was; which fields there are is known by then, so that another may be
 * chosen where the one that was is gone. */
static void
take (MlsReferenceLayer *layer, const MlsReferenceLayer *read)
{
  if (read->figures != NULL)
    {
      g_clear_pointer (&layer->figures, mls_figures_unref);
      g_clear_pointer (&layer->names, mls_name_index_unref);
      layer->figures = mls_figures_ref (read->figures);
      layer->names = mls_name_index_ref (read->names);
    }
  if (read->fields != NULL)
    {
      g_strfreev (layer->fields);
      layer->fields = g_strdupv (read->fields);
    }
  take_so_far (layer, NULL);
  g_free (layer->failure);
  layer->failure = g_strdup (read->failure);
  layer->stamp = read->stamp;
  layer->is_old = read->is_old;
}

static void
tell_failure (MlsReferences *self, const MlsReferenceLink *link, const char *failure)
{
  /* Translators: the title of a reference layer, and what is wrong with it. */
  g_autofree char *text = g_strdup_printf (_("%s: %s"), link->title, failure);

  g_signal_emit (self, signals[PROBLEM], 0, text);
}

/* What is on a disk here may change. */
static void
watch (MlsReferences *self)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->layers->len; i++)
    {
      const MlsReferenceLayer *layer = g_ptr_array_index (self->layers, i);

      if ((layer->stamp != 0 || layer->link->missing) &&
          !g_ptr_array_find_with_equal_func (paths, layer->link->source, g_str_equal, NULL))
        g_ptr_array_add (paths, g_strdup (layer->link->source));
    }
  mls_source_watch_set_paths (self->watch, paths);
}

static void read_next (MlsReferences *self);

static void
take_job (MlsReferences *self, const MlsReferenceLayer *read)
{
  gboolean is_first = TRUE;

  for (guint i = 0; i < self->layers->len; i++)
    {
      MlsReferenceLayer *layer = g_ptr_array_index (self->layers, i);

      if (is_read (layer) || !is_same_source (layer->link, read->link))
        continue;

      take (layer, read);
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
  Job *job = mls_errand_get_data (errand);
  g_autoptr (GError) error = NULL;

  g_weak_ref_clear (owner);
  mls_errand_run_finish (errand, result, &error);
  if (self == NULL || errand != self->reading)
    return;

  if (error != NULL)
    job->layer->failure = g_strdup (error->message);
  take_job (self, job->layer);
  watch (self);
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
  job->layer = g_new0 (MlsReferenceLayer, 1);
  job->layer->link = mls_reference_link_copy (next->link);
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

      take (layer, before);
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
  watch (self);
  read_next (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A source has come or gone: what the project has is looked at anew. */
static void
note_presence (MlsReferences *self, const char *path)
{
  mls_references_reload (self);
  g_signal_emit (self, signals[PRESENCE], 0, path);
}

static void
on_seen (gpointer owner, const char *path, guint64 stamp)
{
  MlsReferences *self = owner;

  for (guint i = 0; i < self->layers->len; i++)
    {
      MlsReferenceLayer *layer = g_ptr_array_index (self->layers, i);

      if (!g_str_equal (layer->link->source, path))
        continue;

      if (layer->link->missing != (stamp == 0))
        {
          note_presence (self, path);
          return;
        }
      if (is_read (layer))
        layer->is_old = layer->stamp != stamp;
    }

  read_next (self);
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

/* The area that holds a place is the one that has ground around it. */
static char *
dup_area_of (const MlsFigures *figures, MlsPoint point)
{
  const MlsPoint corners[] = { { point.x - 1, point.y - 1 }, { point.x + 1, point.y - 1 },
                               { point.x + 1, point.y + 1 }, { point.x - 1, point.y + 1 } };
  const MlsRing ring = { corners, G_N_ELEMENTS (corners) };
  g_autoptr (GArray) shares = mls_polygon_share (&ring, 1, figures);

  for (guint i = 0; i < shares->len; i++)
    {
      g_autofree char *name = mls_figures_dup_name (figures, g_array_index (shares, MlsShare, i).area);

      if (name != NULL && *name != '\0')
        return g_steal_pointer (&name);
    }

  return NULL;
}

/**
 * mls_references_dup_area_at:
 * @self: the layers of a project
 * @point: a place
 *
 * Returns: (transfer full) (nullable): what the first layer of areas that has one with a name there calls it, as a commune
 *   is called
 */
char *
mls_references_dup_area_at (MlsReferences *self, MlsPoint point)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      const MlsReferenceLayer *layer = g_ptr_array_index (self->layers, i);
      char *name = layer->figures != NULL ? dup_area_of (layer->figures, point) : NULL;

      if (name != NULL)
        return name;
    }

  return NULL;
}
