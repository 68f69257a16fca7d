#include "document/project-watch.h"

#include "base/file-stamp.h"
#include "document/source-watch.h"
#include "store/stand-in.h"

struct _MlsProjectWatch
{
  MlsProject          *project; /* borrowed */
  MlsProjectWatchFunc  func;
  gpointer             owner;
  MlsSourceWatch      *file;
  guint64              known; /* when the project was last asked to look */
};

/* What was written last is in the file, or in the log beside it. */
static guint64
stamp (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  MlsFileStamp state;
  guint64 sum = 0;

  if (mls_file_stamp_take (path, &state))
    sum = mls_file_stamp_mix (1, &state);
  if (mls_file_stamp_take (log, &state))
    sum = mls_file_stamp_mix (sum, &state);

  return sum;
}

/* Most of what is seen is one's own: the project knows that at once. */
static void
on_seen (gpointer owner, const char *path, guint64 now)
{
  MlsProjectWatch *self = owner;
  MlsProjectWatchFunc func = self->func;
  gpointer told = self->owner;
  g_autoptr (GError) error = NULL;

  if (now == self->known)
    return;

  /* Who hears of it may be done with the watch. */
  self->known = now;
  if (!mls_project_notice (self->project, &error))
    func (told, error);
}

/**
 * mls_project_watch_new:
 * @project: (transfer none): a project that outlives the watch
 * @func: (scope forever): told what goes wrong
 * @owner: for @func
 *
 * What others have written shows in a second or two after they paused, whether anybody does anything here or not.
 *
 * Returns: (transfer full): a watch
 */
MlsProjectWatch *
mls_project_watch_new (MlsProject *project, MlsProjectWatchFunc func, gpointer owner)
{
  MlsProjectWatch *self = g_new0 (MlsProjectWatch, 1);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  self->project = project;
  self->func = func;
  self->owner = owner;
  self->file = mls_source_watch_new (stamp, on_seen, self);
  g_ptr_array_add (paths, mls_stand_in_find (mls_project_get_path (project)));
  mls_source_watch_set_paths (self->file, paths);

  return self;
}

/**
 * mls_project_watch_free:
 * @self: (transfer full) (nullable): a watch
 */
void
mls_project_watch_free (MlsProjectWatch *self)
{
  if (self == NULL)
    return;

  mls_source_watch_free (self->file);
  g_free (self);
}
