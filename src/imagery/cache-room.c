#include "imagery/cache-room.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

/* Something that was kept. */
typedef struct
{
  char   *path;
  gint64  used; /* s since 1970, about */
  guint64 size;
} Item;

/* How much is kept unless something else is said. */
#define LIMIT (G_GUINT64_CONSTANT (2) << 30)

/* How much there is, others know too: it is looked at anew each time this part of the limit has come, */
#define PART 8

/* or after so long where nobody tells how much comes, in µs. */
#define LOOK_AGAIN (60 * G_TIME_SPAN_SECOND)

/* What is kept under the limit. What services say of themselves is little, and goes only with all of it. */
static const char *const folders[] = { "files", "tiles", "mosaics" };

static GMutex mutex;
static guint64 limit = LIMIT;
static guint64 total;
static guint64 unseen; /* of the total: what has come since it was looked at */
static gint64 looked;  /* µs of the monotonic clock, 0 for never */

/**
 * mls_cache_room_dup_folder:
 * @name: "files", "tiles", "mosaics" or "services"
 *
 * Returns: (transfer full): where such things are kept
 */
char *
mls_cache_room_dup_folder (const char *name)
{
  return g_build_filename (g_get_user_cache_dir (), "millesime", name, NULL);
}

/* Calls @func with each file below a folder, and with each folder after what is in it. */
static void
each_below (const char *folder, void (*func) (const char *path, const struct stat *info, gpointer user_data), gpointer user_data)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat info;

      if (lstat (path, &info) != 0)
        continue;
      if (S_ISDIR (info.st_mode))
        each_below (path, func, user_data);
      func (path, &info, user_data);
    }
}

static void
item_clear (gpointer data)
{
  g_free (((Item *) data)->path);
}

/* Few bytes say what a file is, and are of use as long as anything of it is kept. */
static void
list_item (const char *path, const struct stat *info, gpointer items)
{
  Item item = { NULL, MAX (info->st_mtime, info->st_atime), (guint64) info->st_size };

  if (!S_ISREG (info->st_mode) || g_str_has_suffix (path, G_DIR_SEPARATOR_S "facts"))
    return;

  item.path = g_strdup (path);
  g_array_append_val ((GArray *) items, item);
}

static int
compare_use (gconstpointer a, gconstpointer b)
{
  gint64 s = ((const Item *) a)->used;
  gint64 t = ((const Item *) b)->used;

  return (s > t) - (s < t);
}

/* All that is kept, what was not asked for longest first. */
static GArray *
list_items (void)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Item));

  g_array_set_clear_func (items, item_clear);
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = mls_cache_room_dup_folder (folders[i]);

      each_below (folder, list_item, items);
    }
  g_array_sort (items, compare_use);

  return items;
}

/* Looks how much there is, and makes room if that is too much: a quarter, not to be back at once. What
 * another program takes away at the same time is gone, too. With the mutex. */
static void
look (void)
{
  g_autoptr (GArray) items = list_items ();

  total = 0;
  unseen = 0;
  looked = g_get_monotonic_time ();
  for (guint i = 0; i < items->len; i++)
    total += g_array_index (items, Item, i).size;

  if (total <= limit)
    return;

  for (guint i = 0; i < items->len && total > limit / 4 * 3; i++)
    {
      const Item *item = &g_array_index (items, Item, i);

      if (g_unlink (item->path) == 0 || errno == ENOENT)
        total -= item->size;
    }
}

/**
 * mls_cache_room_set_limit:
 * @bytes: how much may be kept
 *
 * What is there beyond goes with mls_cache_room_settle(), or when something comes next.
 */
void
mls_cache_room_set_limit (guint64 bytes)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  limit = bytes;
}

/**
 * mls_cache_room_note:
 * @bytes: how much has come
 */
void
mls_cache_room_note (guint64 bytes)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  total += bytes;
  unseen += bytes;
  if (looked == 0 || total > limit || unseen > limit / PART)
    look ();
}

/**
 * mls_cache_room_glance:
 *
 * Something may have come, nobody knows how much.
 */
void
mls_cache_room_glance (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (looked == 0 || g_get_monotonic_time () - looked > LOOK_AGAIN)
    look ();
}

/**
 * mls_cache_room_settle:
 *
 * Makes room where there is more than there may be. Takes a while: not for the main thread.
 *
 * Returns: how much is kept now, in bytes
 */
guint64
mls_cache_room_settle (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  look ();

  return total;
}

static void
take_away (const char *path, const struct stat *info, gpointer user_data)
{
  g_remove (path);
}

/**
 * mls_cache_room_empty:
 *
 * Keeps nothing of what has come; what is asked for from now on is kept again. Not for the main thread.
 */
void
mls_cache_room_empty (void)
{
  static const char *const all[] = { "files", "tiles", "mosaics", "services" };
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *folder = mls_cache_room_dup_folder (all[i]);

      each_below (folder, take_away, NULL);
    }
  look ();
}
