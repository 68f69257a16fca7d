#include "document/photo-watch.h"

#include "base/file-stamp.h"
#include "document/source-watch.h"
#include "store/image-link.h"
#include "store/link-path.h"

/* Of what is there and has not been looked at since. */
#define UNSEEN G_MAXUINT64

struct _MlsPhotoWatch
{
  MlsPhotoWatchFunc  func;
  gpointer           owner;
  MlsSourceWatch    *files;
  GHashTable        *known; /* (element-type filename guint64): as they are shown; 0 for what is missing */
};

/* What a folder holds is looked at when it is opened: its files are many, and each that is given overviews would be
 * a reason to look at all of them again. */
static guint64
stamp (const char *path)
{
  MlsFileStamp stamp;

  if (!mls_file_stamp_take (path, &stamp))
    return 0;

  return g_file_test (path, G_FILE_TEST_IS_DIR) ? 1 : MAX (mls_file_stamp_mix (1, &stamp), 1);
}

static void
know (GHashTable *known, const char *path, guint64 now)
{
  g_hash_table_replace (known, g_strdup (path), g_memdup2 (&now, sizeof now));
}

static void
on_seen (gpointer owner, const char *path, guint64 now)
{
  MlsPhotoWatch *self = owner;
  const guint64 *known = g_hash_table_lookup (self->known, path);
  guint64 before = known != NULL ? *known : now;

  if (before == now)
    return;

  know (self->known, path, now);
  if (before != UNSEEN || now == 0)
    self->func (self->owner, path, before == 0 || now == 0);
}

/**
 * mls_photo_watch_new:
 * @func: (scope forever): told what is seen
 * @owner: for @func
 *
 * Returns: (transfer full): a watch without anything to look at
 */
MlsPhotoWatch *
mls_photo_watch_new (MlsPhotoWatchFunc func, gpointer owner)
{
  MlsPhotoWatch *self = g_new0 (MlsPhotoWatch, 1);

  self->func = func;
  self->owner = owner;
  self->files = mls_source_watch_new (stamp, on_seen, self);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * mls_photo_watch_free:
 * @self: (transfer full) (nullable): a watch; not while it tells something
 */
void
mls_photo_watch_free (MlsPhotoWatch *self)
{
  if (self == NULL)
    return;

  mls_source_watch_free (self->files);
  g_hash_table_unref (self->known);
  g_free (self);
}

/* What is known of one of the photos: what was, as long as it is there as it was. */
static guint64
known_of (MlsPhotoWatch *self, const MlsImageLink *link)
{
  const guint64 *before = g_hash_table_lookup (self->known, link->source);

  if (link->missing)
    return 0;

  return before != NULL && *before != 0 ? *before : UNSEEN;
}

/**
 * mls_photo_watch_set_links:
 * @self: a watch
 * @links: (nullable) (element-type MlsImageLink): the photos a project has now, and which of them are missing
 */
void
mls_photo_watch_set_links (MlsPhotoWatch *self, const GPtrArray *links)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const MlsImageLink *link = g_ptr_array_index (links, i);

      if (mls_link_is_elsewhere (link->source) || g_hash_table_contains (known, link->source))
        continue;

      know (known, link->source, known_of (self, link));
      g_ptr_array_add (paths, g_strdup (link->source));
    }

  g_hash_table_unref (self->known);
  self->known = known;
  mls_source_watch_set_paths (self->files, paths);
}
