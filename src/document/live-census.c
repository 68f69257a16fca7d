#include "document/live-census.h"

#include <gio/gio.h>

/* An edit that came while the census was being taken: whether it knows of it is told by the operation. */
typedef struct
{
  gint64    operation;
  MlsDelta *delta;
} Step;

struct _MlsLiveCensus
{
  MlsProject        *project;
  MlsLiveCensusFunc  func;
  gpointer           user_data;
  MlsCensus         *census;  /* (nullable): of the file as it is, once it is taken */
  char              *failure; /* (nullable): why there is none */
  GCancellable      *taking;  /* (nullable): while that is done */
  GArray            *steps;   /* (element-type Step) meanwhile */
};

static void
clear_step (gpointer data)
{
  mls_delta_unref (((Step *) data)->delta);
}

/**
 * mls_live_census_new:
 * @project: a project
 * @func: (scope forever): called on the main thread
 * @user_data: for @func
 *
 * Returns: (transfer full): no census yet
 */
MlsLiveCensus *
mls_live_census_new (MlsProject *project, MlsLiveCensusFunc func, gpointer user_data)
{
  MlsLiveCensus *self = g_new0 (MlsLiveCensus, 1);

  self->project = g_object_ref (project);
  self->func = func;
  self->user_data = user_data;
  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_array_set_clear_func (self->steps, clear_step);

  return self;
}

/* What is stopped no longer knows of @self, which may be gone by then. */
static void
forget (MlsLiveCensus *self)
{
  g_cancellable_cancel (self->taking);
  g_clear_object (&self->taking);
  g_clear_pointer (&self->census, mls_census_free);
  g_clear_pointer (&self->failure, g_free);
  g_array_set_size (self->steps, 0);
}

/**
 * mls_live_census_free:
 * @self: (transfer full): a census
 */
void
mls_live_census_free (MlsLiveCensus *self)
{
  forget (self);
  g_array_unref (self->steps);
  g_object_unref (self->project);
  g_free (self);
}

/* The thread */

/* What it is given, and what it gives. */
typedef struct
{
  char            *path;
  MlsNomenclature *nomenclature;
  MlsFigures      *areas;     /* (nullable) */
  MlsNearness      asked;
  MlsCensus       *census;    /* taken … */
  gint64           operation; /* … as of this */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  mls_nomenclature_unref (job->nomenclature);
  g_clear_pointer (&job->areas, mls_figures_unref);
  g_clear_pointer (&job->census, mls_census_free);
  g_free (job);
}

static gboolean
keep_going (double fraction, gpointer cancellable)
{
  return !g_cancellable_is_cancelled (cancellable);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  const MlsCensusQuery query = { job->nomenclature, job->asked, job->areas };
  GError *error = NULL;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (job->path, &error);

  if (reader != NULL && mls_store_reader_begin (reader, 0, &job->operation, &error))
    {
      job->census = mls_census_take (reader, &query, keep_going, cancellable, &error);
      mls_store_reader_end (reader);
    }

  if (job->census != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Following */

static gboolean
follow (MlsLiveCensus *self, const MlsDelta *delta)
{
  g_autoptr (GError) error = NULL;
  MlsSource source = mls_store_source (mls_project_get_store (self->project));

  if (mls_census_change (self->census, delta, source, &error))
    return TRUE;

  g_clear_pointer (&self->census, mls_census_free);
  self->failure = g_strdup (error->message);

  return FALSE;
}

/* Edits that came meanwhile, as far as the census did not see them: all in one, since the file is already as they left it. */
static void
catch_up (MlsLiveCensus *self, gint64 operation)
{
  g_autoptr (GPtrArray) unseen = g_ptr_array_new ();
  g_autoptr (MlsDelta) all = NULL;

  for (guint i = 0; i < self->steps->len; i++)
    if (g_array_index (self->steps, Step, i).operation > operation)
      g_ptr_array_add (unseen, g_array_index (self->steps, Step, i).delta);

  all = mls_delta_joined (unseen);
  if (!mls_delta_is_empty (all))
    follow (self, all);
  g_array_set_size (self->steps, 0);
}

static void
census_is_there (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MlsLiveCensus *self = user_data;
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->taking);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      self->census = g_steal_pointer (&job->census);
      catch_up (self, job->operation);
    }
  else
    self->failure = g_strdup (error->message);

  self->func (self->user_data);
}

/**
 * mls_live_census_take:
 * @self: a census
 * @query: what is to be known
 *
 * Begins anew; what there was is gone.
 */
void
mls_live_census_take (MlsLiveCensus *self, const MlsCensusQuery *query)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = NULL;

  forget (self);
  job->path = g_strdup (mls_project_get_path (self->project));
  job->nomenclature = mls_nomenclature_ref ((MlsNomenclature *) query->nomenclature);
  job->areas = query->areas != NULL ? mls_figures_ref (query->areas) : NULL;
  job->asked = query->asked;

  self->taking = g_cancellable_new ();
  task = g_task_new (NULL, self->taking, census_is_there, self);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run);
}

/**
 * mls_live_census_change:
 * @self: a census that is there, or being taken
 * @delta: what became of the project
 *
 * Returns: whether there is another census now; while it is being taken, @delta waits for that
 */
gboolean
mls_live_census_change (MlsLiveCensus *self, MlsDelta *delta)
{
  Step step;

  if (self->census != NULL)
    return follow (self, delta);

  step = (Step){ mls_store_last_operation (mls_project_get_store (self->project), NULL), mls_delta_ref (delta) };
  g_array_append_val (self->steps, step);

  return FALSE;
}

/**
 * mls_live_census_get:
 * @self: a census
 *
 * Returns: (transfer none) (nullable): it, until it is taken anew
 */
const MlsCensus *
mls_live_census_get (const MlsLiveCensus *self)
{
  return self->census;
}

/**
 * mls_live_census_is_busy:
 * @self: a census
 *
 * Returns: whether it is being taken
 */
gboolean
mls_live_census_is_busy (const MlsLiveCensus *self)
{
  return self->taking != NULL;
}

/**
 * mls_live_census_get_failure:
 * @self: a census
 *
 * Returns: (transfer none) (nullable): why there is none, for a person
 */
const char *
mls_live_census_get_failure (const MlsLiveCensus *self)
{
  return self->failure;
}
