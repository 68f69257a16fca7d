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
  GPtrArray   *theirs;    /* (nullable) (element-type MlsFace) what lies over that state … */
  GHashTable  *replaced;  /* … in place of faces of these ids, (element-type gint64) */
} Project;

typedef struct
{
  Project        *project;
  MlsStoreReader *store;
  MlsSource       below;   /* where something lies over a state, that state */
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
  *reader = (Reader){ .project = project, .store = store };

  return reader;
}

static gint64
get_operation (Project *project)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&project->mutex);

  return project->operation;
}

/* Passes on what nothing lies over. */
typedef struct
{
  Project    *project;
  MlsFaceFunc func;
  gpointer    user_data;
} Passing;

static gboolean
is_covered (const Project *project, const MlsFace *face)
{
  MlsPoint inner = mls_face_inner_point (face);

  if (g_hash_table_contains (project->replaced, &face->id))
    return TRUE;

  for (guint i = 0; i < project->theirs->len; i++)
    if (mls_face_locate (g_ptr_array_index (project->theirs, i), inner) == MLS_SIDE_INSIDE)
      return TRUE;

  return FALSE;
}

static gboolean
pass_face (const MlsFace *face, gpointer user_data)
{
  const Passing *passing = user_data;

  return is_covered (passing->project, face) || passing->func (face, passing->user_data);
}

static gboolean
faces_with_theirs (gpointer self, const MlsBox *box, MlsFaceFunc func, gpointer user_data, GError **error)
{
  Reader *reader = self;
  Passing passing = { reader->project, func, user_data };
  const GPtrArray *theirs = reader->project->theirs;

  if (!reader->below.funcs->faces (reader->below.self, box, pass_face, &passing, error))
    return FALSE;

  for (guint i = 0; i < theirs->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (theirs, i);

      if (mls_box_intersects (&face->box, box) && !func (face, user_data))
        break;
    }

  return TRUE;
}

static gboolean
edges_below (gpointer self, const MlsBox *box, MlsEdgeFunc func, gpointer user_data, GError **error)
{
  Reader *reader = self;

  return reader->below.funcs->edges (reader->below.self, box, func, user_data, error);
}

static MlsFace *
face_with_theirs (gpointer self, gint64 id, GError **error)
{
  Reader *reader = self;

  for (guint i = 0; i < reader->project->theirs->len; i++)
    {
      MlsFace *face = g_ptr_array_index (reader->project->theirs, i);

      if (face->id == id)
        return mls_face_ref (face);
    }

  return reader->below.funcs->face (reader->below.self, id, error);
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
  if (reader->project->theirs != NULL)
    {
      static const MlsSourceFuncs funcs = { faces_with_theirs, edges_below, face_with_theirs };

      reader->below = *source;
      *source = (MlsSource){ &funcs, reader };
    }

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
  g_clear_pointer (&project->theirs, g_ptr_array_unref);
  g_clear_pointer (&project->replaced, g_hash_table_unref);
  g_mutex_clear (&project->mutex);
  g_free (project->path);
  g_free (project);
}

static Project *
project_new (const char *path, gint64 operation)
{
  Project *project = g_new0 (Project, 1);

  project->path = g_strdup (path);
  project->operation = operation;
  g_mutex_init (&project->mutex);

  return project;
}

static const MlsFaceReaderFuncs then = { open_reader, begin, end, close_reader, NULL, NULL };

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

  return mls_face_layer_new (operation == 0 ? &now : &then, project_new (path, operation), project_free);
}

/**
 * mls_project_faces_new_theirs:
 * @path: a project file
 * @operation: the state right after this one
 * @theirs: an edit of that state, or of one near it
 *
 * Returns: (transfer full): the faces of that state, with those of the edit in place of what they lie over
 */
MlsFaceLayer *
mls_project_faces_new_theirs (const char *path, gint64 operation, const MlsDelta *theirs)
{
  Project *project = project_new (path, operation);

  project->theirs = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  project->replaced = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < theirs->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (theirs->changes, MlsChange, i);

      if (change->before != NULL)
        g_hash_table_add (project->replaced, g_memdup2 (&change->before->id, sizeof change->before->id));
      if (change->after != NULL)
        g_ptr_array_add (project->theirs, mls_face_ref (change->after));
    }

  return mls_face_layer_new (&then, project, project_free);
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
