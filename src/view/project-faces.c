#include "view/project-faces.h"

#include "store/reader.h"
#include "view/overview.h"

/* How long to look at nothing, at most: much longer than it takes to put a tile together. */
#define PATIENCE_US (600 * G_TIME_SPAN_MILLISECOND)

/* A project file, and the state of it to show. */
typedef struct
{
  char        *path;
  gint64       operation; /* 0 for the newest */
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

static gboolean
begin (gpointer data, MlsSource *source, gint64 *operation, GError **error)
{
  Reader *reader = data;

  if (!mls_store_reader_begin (reader->store, reader->project->operation, operation, error))
    return FALSE;

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
  g_free (project->path);
  g_free (project);
}

/**
 * mls_project_faces_new:
 * @path: a project file, which is open for writing elsewhere or not
 * @operation: the state right after this one, for ever; 0 for the newest at any time
 *
 * Returns: (transfer full): the faces of the project, read by connections of their own
 */
MlsFaceLayer *
mls_project_faces_new (const char *path, gint64 operation)
{
  static const MlsFaceReaderFuncs now = { open_reader, begin, end, close_reader, read_overview, prepare_overview };
  static const MlsFaceReaderFuncs then = { open_reader, begin, end, close_reader, NULL, NULL };
  Project *project = g_new (Project, 1);

  *project = (Project){ g_strdup (path), operation, NULL };

  return mls_face_layer_new (operation == 0 ? &now : &then, project, project_free);
}
