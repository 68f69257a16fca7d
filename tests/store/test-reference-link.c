#include "sample.h"
#include "store/error.h"
#include "store/link.h"
#include "store/reference-link.h"

#include <locale.h>
#include <string.h>

static const Board board = { 2, 2, 20, 2, 0 };

static gint64
add (MlsStore *store, const char *source, const char *title)
{
  g_autoptr (GError) error = NULL;
  const MlsReferenceLink link = { .source = (char *) source, .layer = (char *) "roads", .title = (char *) title,
                                  .colour = 0x7db8ff, .width = 1.5, .fill = 0.25, .name_field = (char *) "nom",
                                  .over = TRUE, .shown = TRUE, .labelled = TRUE };
  gint64 id;

  mls_store_add_reference_link (store, &link, &id, &error);
  g_assert_no_error (error);

  return id;
}

static GPtrArray *
list (MlsStore *store)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *links = mls_store_list_reference_links (store, &error);

  g_assert_no_error (error);

  return links;
}

static char *
titles (MlsStore *store)
{
  g_autoptr (GPtrArray) links = list (store);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < links->len; i++)
    g_string_append (text, ((const MlsReferenceLink *) g_ptr_array_index (links, i))->title);

  return g_string_free (text, FALSE);
}

/* All of it comes back; what lies below the project is kept from there. */
static void
test_kept (void)
{
  Sample sample;
  g_autoptr (GPtrArray) links = NULL;
  g_autofree char *below = NULL;
  g_autoptr (GError) error = NULL;
  MlsReferenceLink *link;

  sample_begin (&sample, &board);
  below = g_build_filename (sample.folder, "maps", "roads.gpkg", NULL);
  add (sample.store, below, "Routes");
  add (sample.store, "/elsewhere/communes.shp", "Communes");
  sample_reopen (&sample);

  links = list (sample.store);
  g_assert_cmpuint (links->len, ==, 2);
  link = g_ptr_array_index (links, 0);
  g_assert_cmpstr (link->uri, ==, "maps/roads.gpkg");
  g_assert_cmpstr (link->layer, ==, "roads");
  g_assert_cmpstr (link->name_field, ==, "nom");
  g_assert_cmphex (link->colour, ==, 0x7db8ff);
  g_assert_cmpfloat (link->width, ==, 1.5);
  g_assert_cmpfloat (link->fill, ==, 0.25);
  g_assert_true (link->over && link->shown && link->labelled && link->missing);
  g_assert_false (link->snapping || link->assume_crs);
  g_assert_cmpstr (((const MlsReferenceLink *) g_ptr_array_index (links, 1))->uri, ==, "/elsewhere/communes.shp");

  link->over = FALSE;
  link->snapping = TRUE;
  link->colour = 0xff0000;
  g_clear_pointer (&link->layer, g_free);
  g_assert_true (mls_store_update_reference_link (sample.store, link, &error));
  g_clear_pointer (&links, g_ptr_array_unref);
  links = list (sample.store);
  link = g_ptr_array_index (links, 0);
  g_assert_cmphex (link->colour, ==, 0xff0000);
  g_assert_true (link->snapping && !link->over && link->layer == NULL);
  sample_end (&sample);
}

/* They are laid in an order, and forgotten. */
static void
test_order (void)
{
  Sample sample;
  g_autofree char *added = NULL;
  g_autofree char *moved = NULL;
  g_autofree char *left = NULL;
  g_autoptr (GError) error = NULL;
  gint64 a;

  sample_begin (&sample, &board);
  a = add (sample.store, "/a", "a");
  add (sample.store, "/b", "b");
  add (sample.store, "/c", "c");
  added = titles (sample.store);
  g_assert_cmpstr (added, ==, "abc");
  g_assert_true (mls_store_move_link (sample.store, MLS_LINK_REFERENCE, a, 1, &error));
  moved = titles (sample.store);
  g_assert_cmpstr (moved, ==, "bac");
  g_assert_true (mls_store_remove_link (sample.store, MLS_LINK_REFERENCE, a, NULL, &error));
  left = titles (sample.store);
  g_assert_cmpstr (left, ==, "bc");
  g_assert_false (mls_store_move_link (sample.store, MLS_LINK_REFERENCE, a, 1, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  sample_end (&sample);
}

/* What was removed is put back as it was, over those it lay over, also when their order was changed meanwhile. */
static void
test_restored (void)
{
  Sample sample;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (MlsRemovedLink) removed = NULL;
  g_autofree char *before = NULL;
  g_autofree char *back = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  gint64 b, c;

  sample_begin (&sample, &board);
  add (sample.store, "/a", "a");
  b = add (sample.store, "/b", "b");
  c = add (sample.store, "/c", "c");
  before = sample_fingerprint (sample.path);
  g_assert_true (mls_store_remove_link (sample.store, MLS_LINK_REFERENCE, b, &removed, &error));
  g_assert_cmpstr (mls_removed_link_get_title (removed), ==, "b");
  g_assert_true (mls_store_restore_link (sample.store, removed, &error));
  again = sample_fingerprint (sample.path);
  g_assert_cmpstr (again, ==, before);

  links = list (sample.store);
  g_assert_cmpuint (links->len, ==, 3);
  g_assert_cmpint (((const MlsReferenceLink *) g_ptr_array_index (links, 1))->id, ==, b);
  g_assert_cmpstr (((const MlsReferenceLink *) g_ptr_array_index (links, 1))->name_field, ==, "nom");
  g_assert_cmpfloat (((const MlsReferenceLink *) g_ptr_array_index (links, 1))->fill, ==, 0.25);

  g_clear_pointer (&removed, mls_removed_link_free);
  g_assert_true (mls_store_remove_link (sample.store, MLS_LINK_REFERENCE, b, &removed, &error));
  g_assert_true (mls_store_move_link (sample.store, MLS_LINK_REFERENCE, c, 1, &error));
  g_assert_true (mls_store_restore_link (sample.store, removed, &error));
  back = titles (sample.store);
  g_assert_cmpstr (back, ==, "cba");
  g_assert_false (mls_store_restore_link (sample.store, removed, &error));
  g_assert_nonnull (error);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/reference-link/kept", test_kept);
  g_test_add_func ("/store/reference-link/order", test_order);
  g_test_add_func ("/store/reference-link/restored", test_restored);

  return g_test_run ();
}
