#include "document/photo-watch.h"
#include "remove-tree.h"
#include "store/image-link.h"

#include <glib/gstdio.h>
#include <locale.h>

typedef struct
{
  char          *folder;
  char          *file;
  char          *tiles;
  GPtrArray     *links;
  MlsPhotoWatch *watch;
  GString       *told; /* "+" for what has come or gone, "~" for what is another */
} Desk;

static void
note (gpointer user_data, const char *path, gboolean presence)
{
  Desk *desk = user_data;
  g_autofree char *name = g_path_get_basename (path);

  g_string_append_printf (desk->told, "%s%s", presence ? "+" : "~", name);
}

static void
add_link (Desk *desk, const char *source)
{
  MlsImageLink *link = g_new0 (MlsImageLink, 1);

  link->source = g_strdup (source);
  g_ptr_array_add (desk->links, link);
}

/* Has it look at the photos as they are now. */
static void
look (Desk *desk)
{
  for (guint i = 0; i < desk->links->len; i++)
    {
      MlsImageLink *link = g_ptr_array_index (desk->links, i);

      link->missing = g_path_is_absolute (link->source) && !g_file_test (link->source, G_FILE_TEST_EXISTS);
    }
  mls_photo_watch_set_links (desk->watch, desk->links);
}

static void
set_up (Desk *desk, gconstpointer data)
{
  desk->folder = g_dir_make_tmp ("mls-photo-watch-XXXXXX", NULL);
  desk->file = g_build_filename (desk->folder, "a.tif", NULL);
  desk->tiles = g_build_filename (desk->folder, "tiles", NULL);
  desk->links = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_image_link_free);
  desk->told = g_string_new (NULL);
  desk->watch = mls_photo_watch_new (note, desk);
  add_link (desk, desk->file);
  add_link (desk, desk->tiles);
  add_link (desk, "https://example.org/a.tif");
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  mls_photo_watch_free (desk->watch);
  g_ptr_array_unref (desk->links);
  g_string_free (desk->told, TRUE);
  remove_tree (desk->folder);
  g_free (desk->folder);
  g_free (desk->file);
  g_free (desk->tiles);
}

static void
write_file (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
expect (Desk *desk, const char *told)
{
  while (desk->told->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (desk->told->str, ==, told);
  g_string_truncate (desk->told, 0);
}

/* A file that comes, becomes another, and goes is told each time, and once. What came before it was looked at anew is
 * told no more, whatever was known of it; of a folder only that it is there, and not what it holds. */
static void
test_watch (Desk *desk, gconstpointer data)
{
  g_autofree char *tile = g_build_filename (desk->tiles, "1.tif", NULL);

  look (desk);
  write_file (desk->file, "one");
  look (desk);
  g_assert_cmpint (g_mkdir (desk->tiles, 0755), ==, 0);
  expect (desk, "+tiles");
  look (desk);
  write_file (tile, "one");
  write_file (desk->file, "another");
  expect (desk, "~a.tif");
  g_assert_cmpint (g_remove (desk->file), ==, 0);
  expect (desk, "+a.tif");
  look (desk);
  write_file (desk->file, "one");
  expect (desk, "+a.tif");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/document/photo-watch", Desk, NULL, set_up, test_watch, tear_down);

  return g_test_run ();
}
