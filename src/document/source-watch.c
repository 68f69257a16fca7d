#include "document/source-watch.h"

#include "document/errand.h"

#define PERIOD_S 1

struct _MlsSourceWatch
{
  MlsSourceStampFunc  stamp;
  MlsSourceWatchFunc  func;
  gpointer            owner;
  GPtrArray          *paths;   /* (element-type filename) */
  GHashTable         *seen;    /* (element-type filename guint64): at the last look */
  MlsErrand          *looking; /* (nullable) */
  guint               timer;   /* 0 while there is nothing to look at */
};

/* One look, on its thread. */
typedef struct
{
  MlsSourceWatch     *watch;  /* NULL once it is gone */
  MlsSourceStampFunc  stamp;
  GPtrArray          *paths;
  guint64            *stamps;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_ptr_array_unref (look->paths);
  g_free (look->stamps);
  g_free (look);
}

static gboolean
take_stamps (MlsErrand *errand, gpointer data, GError **error)
{
  Look *look = data;

  for (guint i = 0; i < look->paths->len; i++)
    look->stamps[i] = look->stamp (g_ptr_array_index (look->paths, i));

  return TRUE;
}

/* Whether it is as it was at the last look. */
static gboolean
note (MlsSourceWatch *self, const char *path, guint64 stamp)
{
  const guint64 *before = g_hash_table_lookup (self->seen, path);
  gboolean is_same = before != NULL && *before == stamp;

  g_hash_table_replace (self->seen, g_strdup (path), g_memdup2 (&stamp, sizeof stamp));

  return is_same;
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Look *look = mls_errand_get_data (MLS_ERRAND (source));

  mls_errand_run_finish (MLS_ERRAND (source), result, NULL);

  /* Who is told may be done with the watch. */
  for (guint i = 0; look->watch != NULL && i < look->paths->len; i++)
    if (note (look->watch, g_ptr_array_index (look->paths, i), look->stamps[i]))
      look->watch->func (look->watch->owner, g_ptr_array_index (look->paths, i), look->stamps[i]);
  if (look->watch != NULL)
    g_clear_object (&look->watch->looking);
}

/* A disk that is asleep is not asked again before it has answered. */
static gboolean
begin_look (gpointer user_data)
{
  MlsSourceWatch *self = user_data;
  Look *look;

  if (self->looking != NULL)
    return G_SOURCE_CONTINUE;

  look = g_new0 (Look, 1);
  look->watch = self;
  look->stamp = self->stamp;
  look->paths = g_ptr_array_ref (self->paths);
  look->stamps = g_new0 (guint64, look->paths->len);
  self->looking = mls_errand_new (take_stamps, look, look_free);
  mls_errand_run_async (self->looking, on_looked, NULL);

  return G_SOURCE_CONTINUE;
}

/**
 * mls_source_watch_new:
 * @stamp: (scope forever): looks at one of them
 * @func: (scope forever): told what is seen
 * @owner: for @func
 *
 * Returns: (transfer full): a watch without anything to look at
 */
MlsSourceWatch *
mls_source_watch_new (MlsSourceStampFunc stamp, MlsSourceWatchFunc func, gpointer owner)
{
  MlsSourceWatch *self = g_new0 (MlsSourceWatch, 1);

  self->stamp = stamp;
  self->func = func;
  self->owner = owner;
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * mls_source_watch_free:
 * @self: (transfer full) (nullable): a watch
 */
void
mls_source_watch_free (MlsSourceWatch *self)
{
  if (self == NULL)
    return;

  if (self->looking != NULL)
    ((Look *) mls_errand_get_data (self->looking))->watch = NULL;
  g_clear_object (&self->looking);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_ptr_array_unref (self->paths);
  g_hash_table_unref (self->seen);
  g_free (self);
}

/**
 * mls_source_watch_set_paths:
 * @self: a watch
 * @paths: (transfer full) (element-type filename): what to look at from now on; must free its elements
 */
void
mls_source_watch_set_paths (MlsSourceWatch *self, GPtrArray *paths)
{
  g_ptr_array_unref (self->paths);
  self->paths = paths;

  if (paths->len == 0)
    {
      g_clear_handle_id (&self->timer, g_source_remove);
      g_hash_table_remove_all (self->seen);
    }
  else if (self->timer == 0)
    self->timer = g_timeout_add_seconds (PERIOD_S, begin_look, self);
}
