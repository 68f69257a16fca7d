#include "document/live-count.h"

#include "quality/matrix-count.h"

#include <gio/gio.h>

struct _MlsLiveCount
{
  MlsProject       *project;
  MlsLiveCountFunc  func;
  gpointer          user_data;
  MlsMatrix        *counted;  /* (nullable): as of the last count */
  GCancellable     *counting; /* (nullable): while that is done */
};

/* What a thread is given, and what it gives. */
typedef struct
{
  char            *path;
  MlsFigures      *areas;        /* (nullable) */
  MlsNomenclature *nomenclature;
  MlsVintage      *vintages;
  MlsMatrixQuery   query;        /* of these */
  MlsMatrix       *matrix;       /* to be counted */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_clear_pointer (&job->areas, mls_figures_unref);
  g_clear_pointer (&job->matrix, mls_matrix_free);
  mls_nomenclature_unref (job->nomenclature);
  g_free (job->vintages);
  g_free (job);
}

static Job *
job_new (MlsLiveCount *self, const MlsMatrixQuery *query)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (mls_project_get_path (self->project));
  job->nomenclature = mls_nomenclature_ref ((MlsNomenclature *) query->classing.nomenclature);
  job->vintages = g_memdup2 (rules->vintages, rules->n_vintages * sizeof *rules->vintages);
  job->query = *query;
  job->query.vintages = job->vintages;

  return job;
}

/**
 * mls_live_count_new:
 * @project: a project
 * @func: (scope forever): called on the main thread
 * @user_data: for @func
 *
 * Returns: (transfer full): no count yet
 */
MlsLiveCount *
mls_live_count_new (MlsProject *project, MlsLiveCountFunc func, gpointer user_data)
{
  MlsLiveCount *self = g_new0 (MlsLiveCount, 1);

  self->project = g_object_ref (project);
  self->func = func;
  self->user_data = user_data;

  return self;
}

/**
 * mls_live_count_free:
 * @self: (transfer full): a count
 */
void
mls_live_count_free (MlsLiveCount *self)
{
  mls_live_count_stop (self);
  mls_live_count_forget (self);
  g_object_unref (self->project);
  g_free (self);
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
  GError *error = NULL;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (job->path, &error);
  gboolean done = FALSE;

  if (reader != NULL && mls_store_reader_begin (reader, 0, NULL, &error))
    {
      done = mls_matrix_count (job->matrix, &job->query, reader, job->areas, keep_going, cancellable, &error);
      mls_store_reader_end (reader);
    }

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
counts_are_there (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MlsLiveCount *self = user_data;
  Job *job = g_task_get_task_data (G_TASK (result));

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->counting);
  if (g_task_propagate_boolean (G_TASK (result), NULL))
    {
      mls_live_count_forget (self);
      self->counted = g_steal_pointer (&job->matrix);
    }
  self->func (self->user_data);
}

/**
 * mls_live_count_start:
 * @self: a count
 * @matrix: (transfer full): what is to be counted
 * @query: what it was made for
 * @areas: (nullable): figures that are indexed: only ground some of which lies in these
 *
 * What was counted before stays until this has come to its end.
 */
void
mls_live_count_start (MlsLiveCount *self, MlsMatrix *matrix, const MlsMatrixQuery *query, MlsFigures *areas)
{
  Job *job = job_new (self, query);
  g_autoptr (GTask) task = NULL;

  mls_live_count_stop (self);
  job->matrix = matrix;
  job->areas = areas != NULL ? mls_figures_ref (areas) : NULL;
  self->counting = g_cancellable_new ();
  task = g_task_new (NULL, self->counting, counts_are_there, self);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run);
}

/**
 * mls_live_count_stop:
 * @self: a count
 *
 * What is stopped no longer knows of @self, which may be gone by then.
 */
void
mls_live_count_stop (MlsLiveCount *self)
{
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
}

/**
 * mls_live_count_forget:
 * @self: a count
 *
 * What was counted is of nothing any more.
 */
void
mls_live_count_forget (MlsLiveCount *self)
{
  g_clear_pointer (&self->counted, mls_matrix_free);
}

/**
 * mls_live_count_get:
 * @self: a count
 *
 * Returns: (transfer none) (nullable): the matrix that was counted last
 */
const MlsMatrix *
mls_live_count_get (const MlsLiveCount *self)
{
  return self->counted;
}

/**
 * mls_live_count_is_busy:
 * @self: a count
 *
 * Returns: whether one is being made
 */
gboolean
mls_live_count_is_busy (const MlsLiveCount *self)
{
  return self->counting != NULL;
}
