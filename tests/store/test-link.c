#include "remove-tree.h"
#include "sample.h"
#include "store/error.h"
#include "store/image-link.h"
#include "store/link.h"
#include "store/reference-link.h"

#include <glib/gstdio.h>
#include <locale.h>

static const Board board = { 2, 2, 20, 2, 0 };

/* A project, and a folder where files of others are. */
typedef struct
{
  Sample  sample;
  char   *elsewhere;
} Desk;

static void
set_up (Desk *self, gconstpointer data)
{
  sample_begin (&self->sample, &board);
  self->elsewhere = g_dir_make_tmp ("mls-link-XXXXXX", NULL);
}

static void
tear_down (Desk *self, gconstpointer data)
{
  remove_tree (self->elsewhere);
  g_free (self->elsewhere);
  sample_end (&self->sample);
}

static gint64
add (Desk *self, MlsLinkKind kind, const char *name)
{
  g_autofree char *source = g_path_is_absolute (name) ? g_strdup (name) : g_build_filename (self->elsewhere, name, NULL);
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (kind == MLS_LINK_IMAGE)
    mls_store_add_image_link (self->sample.store, &(MlsImageLink){ .source = source, .title = source }, &id, &error);
  else
    mls_store_add_reference_link (self->sample.store, &(MlsReferenceLink){ .source = source, .title = source }, &id,
                                  &error);
  g_assert_no_error (error);

  return id;
}

static void
make_file (Desk *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->elsewhere, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

static guint
relink (Desk *self, MlsLinkKind kind, gint64 id, const char *name)
{
  g_autofree char *path = g_build_filename (self->elsewhere, name, NULL);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  mls_store_relink (self->sample.store, kind, id, path, &n, &error);
  g_assert_no_error (error);

  return n;
}

/* Where everything is, photos first, those that are missing in brackets. */
static void
assert_links (Desk *self, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links = mls_store_list_links (self->sample.store, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < links->len; i++)
    {
      const MlsLink *link = g_ptr_array_index (links, i);
      const char *name = g_str_has_prefix (link->source, self->elsewhere) ? link->source + strlen (self->elsewhere) + 1
                                                                           : link->source;

      g_string_append_printf (text, link->missing ? "%s[%s]" : "%s%s", i > 0 ? " " : "", name);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* Layers are found with a photo, and photos with a layer, wherever below the folder that moved. */
static void
test_together (Desk *self, gconstpointer data)
{
  gint64 photo, roads;

  photo = add (self, MLS_LINK_IMAGE, "old/photos/2024/a.tif");
  add (self, MLS_LINK_IMAGE, "old/photos/2021/b.tif");
  add (self, MLS_LINK_IMAGE, "old/photos/lost.tif");
  roads = add (self, MLS_LINK_REFERENCE, "old/maps/roads.gpkg");
  add (self, MLS_LINK_REFERENCE, "old/maps/communes.shp");
  make_file (self, "new/photos/2024/a.tif");
  make_file (self, "new/photos/2021/b.tif");
  make_file (self, "new/maps/roads.gpkg");
  make_file (self, "new/maps/communes.shp");
  assert_links (self, "[old/photos/2024/a.tif] [old/photos/2021/b.tif] [old/photos/lost.tif] "
                      "[old/maps/roads.gpkg] [old/maps/communes.shp]");

  g_assert_cmpuint (relink (self, MLS_LINK_IMAGE, photo, "new/photos/2024/a.tif"), ==, 4);
  assert_links (self, "new/photos/2024/a.tif new/photos/2021/b.tif [old/photos/lost.tif] "
                      "new/maps/roads.gpkg new/maps/communes.shp");

  make_file (self, "third/maps/roads.gpkg");
  make_file (self, "third/photos/lost.tif");
  make_file (self, "third/maps/communes.shp");
  g_assert_cmpuint (relink (self, MLS_LINK_REFERENCE, roads, "third/maps/roads.gpkg"), ==, 1);
  assert_links (self, "new/photos/2024/a.tif new/photos/2021/b.tif [old/photos/lost.tif] "
                      "third/maps/roads.gpkg new/maps/communes.shp");
}

/* One that got another name moved its folder; what is there stays, and what has another beginning is another. */
static void
test_apart (Desk *self, gconstpointer data)
{
  gint64 photo = add (self, MLS_LINK_IMAGE, "old/a.tif");

  add (self, MLS_LINK_IMAGE, "old/b.tif");
  add (self, MLS_LINK_IMAGE, "older/c.tif");
  add (self, MLS_LINK_IMAGE, "old/d.tif");
  make_file (self, "new/a-2.tif");
  make_file (self, "new/b.tif");
  make_file (self, "newer/c.tif");
  make_file (self, "old/d.tif");
  make_file (self, "new/d.tif");

  g_assert_cmpuint (relink (self, MLS_LINK_IMAGE, photo, "new/a-2.tif"), ==, 2);
  assert_links (self, "new/a-2.tif new/b.tif [older/c.tif] old/d.tif");
}

/* What lay on top of the disk has no folder that a name could begin with. */
static void
test_root (Desk *self, gconstpointer data)
{
  gint64 photo = add (self, MLS_LINK_IMAGE, "/mls-link-a.tif");

  add (self, MLS_LINK_IMAGE, "/mls-link-b.tif");
  make_file (self, "new/mls-link-a.tif");
  make_file (self, "new/mls-link-b.tif");
  g_assert_cmpuint (relink (self, MLS_LINK_IMAGE, photo, "new/mls-link-a.tif"), ==, 2);
  assert_links (self, "new/mls-link-a.tif new/mls-link-b.tif");
}

static void
assert_refused (gboolean done, GError *error, const char *message)
{
  g_assert_false (done);
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  g_assert_cmpstr (error->message, ==, message);
  g_error_free (error);
}

/* What is not there is neither found, moved nor forgotten, and a link leads to something. */
static void
test_refused (Desk *self, gconstpointer data)
{
  MlsStore *store = self->sample.store;
  gint64 photo = add (self, MLS_LINK_IMAGE, "old/a.tif");
  GError *error = NULL;
  gboolean done;

  add (self, MLS_LINK_IMAGE, "old/b.tif");
  done = mls_store_relink (store, MLS_LINK_REFERENCE, 2, self->elsewhere, NULL, &error);
  assert_refused (done, g_steal_pointer (&error), "There is no reference layer 2");
  done = mls_store_move_link (store, MLS_LINK_IMAGE, 12, 0, &error);
  assert_refused (done, g_steal_pointer (&error), "There is no photo 12");
  done = mls_store_remove_link (store, MLS_LINK_REFERENCE, 1, NULL, &error);
  assert_refused (done, g_steal_pointer (&error), "There is no reference layer 1");
  done = mls_store_relink (store, MLS_LINK_IMAGE, photo, "/mls-nowhere/a.tif", NULL, &error);
  assert_refused (done, g_steal_pointer (&error), "There is nothing at /mls-nowhere/a.tif");
  assert_links (self, "[old/a.tif] [old/b.tif]");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/link/together", Desk, NULL, set_up, test_together, tear_down);
  g_test_add ("/store/link/apart", Desk, NULL, set_up, test_apart, tear_down);
  g_test_add ("/store/link/root", Desk, NULL, set_up, test_root, tear_down);
  g_test_add ("/store/link/refused", Desk, NULL, set_up, test_refused, tear_down);

  return g_test_run ();
}
