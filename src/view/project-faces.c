#include "view/project-faces.h"

#include "store/reader.h"

/* A project file, and the state of it to show. */
typedef struct
{
  char   *path;
  gint64  operation; /* 0 for the newest */
} Project;

typedef struct
{
  const Project  *project;
  MlsStoreReader *store;
} Reader;

static gpointer
open_reader (gpointer data, GError **error)
{
  const Project *project = data;
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

static void
project_free (gpointer data)
{
  Project *project = data;

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
  static const MlsFaceReaderFuncs funcs = { open_reader, begin, end, close_reader };
  Project *project = g_new (Project, 1);

  *project = (Project){ g_strdup (path), operation };

  return mls_face_layer_new (&funcs, project, project_free);
}
