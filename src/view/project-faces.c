#include "view/project-faces.h"

#include "store/reader.h"
#include "view/overview.h"

/* How long to look at nothing, at most: much longer than it takes to put a tile together. */
#define PATIENCE_US (600 * G_TIME_SPAN_MILLISECOND)

/* What a tile of the past is as of: nothing comes after that. */
#define PAST 1

/* A project file, and the state of it to show. */
typedef struct
{
  char        *path;
  GMutex       mutex;     /* for … */
  gint64       operation; /* … 0 for the newest */
  MlsOverview *overview;  /* (nullable): once it was wanted */
} Project;

typedef struct
{
  Project        *project;
  MlsStoreReader *store;
} Reader;

static gpointer
open_reader (gpointer data, GError **error)
{
  Project *project = data;
  MlsStoreReader *store = mls_store_reader_new (project->path, error);
  Reader *reader;

  if (store == NULL)
    return NULL;

  reader = g_new (Reader, 1);
  *reader = (Reader){ project, store };

  return reader;
}

static gint64
get_operation (Project *project)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&project->mutex);

  return project->operation;
}

static gboolean
begin (gpointer data, MlsSource *source, gint64 *operation, GError **error)
{
  Reader *reader = data;
  gint64 shown = get_operation (reader->project);

  if (!mls_store_reader_begin (reader->store, shown, operation, error))
    return FALSE;

  if (shown != 0)
    *operation = PAST;

  *source = mls_store_reader_source (reader->store);

  return TRUE;
}

static void
end (gpointer data)
{
  Reader *reader = data;

  mls_store_reader_end (reader->store);
}

static void
close_reader (gpointer data)
{
  Reader *reader = data;

  mls_store_reader_free (reader->store);
  g_free (reader);
}

/* Opened by whoever first wants it: not the main thread. */
static MlsOverview *
get_overview (Project *project)
{
  if (g_once_init_enter (&project->overview))
    {
      g_autofree char *cache = mls_overview_dup_cache_path (project->path);
      MlsOverview *overview = mls_overview_new (cache);

      mls_overview_set_project (overview, project->path);
      mls_overview_set_patience (overview, PATIENCE_US);
      g_once_init_leave (&project->overview, overview);
    }

  return project->overview;
}

static MlsIdTile *
read_overview (gpointer data, const MlsExtent *extent, gint64 *operation, GError **error)
{
  Reader *reader = data;

  return mls_overview_read (get_overview (reader->project), reader->store, extent, MLS_TILE_PX, operation,
                            error);
}

static gboolean
prepare_overview (gpointer          data,
                  MlsFaceProgress   progress,
                  gpointer          user_data,
                  GCancellable     *cancellable,
                  GError          **error)
{
  Reader *reader = data;

  return mls_overview_make_all (get_overview (reader->project), reader->store, progress, user_data,
                                cancellable, error);
}

static void
project_free (gpointer data)
{
  Project *project = data;

  g_clear_pointer (&project->overview, mls_overview_free);
  g_mutex_clear (&project->mutex);
  g_free (project->path);
  g_free (project);
}

/**
 * mls_project_faces_new:
 * @path: a project file, which is open for writing elsewhere or not
 * @operation: the state right after this one, until mls_project_faces_move(); 0 for the newest at any time
 *
 * Returns: (transfer full): the faces of the project, read by connections of their own
 */
MlsFaceLayer *
mls_project_faces_new (const char *path, gint64 operation)
{
  static const MlsFaceReaderFuncs now = { open_reader, begin, end, close_reader, read_overview, prepare_overview };
  static const MlsFaceReaderFuncs then = { open_reader, begin, end, close_reader, NULL, NULL };
  Project *project = g_new0 (Project, 1);

  project->path = g_strdup (path);
  project->operation = operation;
  g_mutex_init (&project->mutex);

  return mls_face_layer_new (operation == 0 ? &now : &then, project, project_free);
}

/**
 * mls_project_faces_move:
 * @layer: faces of the past
 * @operation: another state of it, right after this operation
 *
 * Its readers stay open, so that this takes no time; tiles read so far are old.
 */
void
mls_project_faces_move (MlsFaceLayer *layer, gint64 operation)
{
  Project *project = mls_face_layer_get_data (layer);

  g_return_if_fail (project->operation != 0 && operation != 0);

  g_mutex_lock (&project->mutex);
  project->operation = operation;
  g_mutex_unlock (&project->mutex);
  mls_face_layer_renew (layer, PAST);
}
