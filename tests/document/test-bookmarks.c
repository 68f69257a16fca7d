#include "document/bookmarks.h"

#include "sample.h"
#include "store/error.h"

#include <locale.h>

static const Board board = { 1, 1, 100, 4, 0 };

typedef struct
{
  Sample      sample;
  MlsProject *project;
} Desk;

static void
desk_open (Desk *desk, MlsStoreMode mode)
{
  g_autoptr (GError) error = NULL;

  desk->project = mls_project_open (desk->sample.path, mode, &error);
  g_assert_no_error (error);
}

static void
desk_close (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  mls_project_close (desk->project, &error);
  g_assert_no_error (error);
  g_clear_object (&desk->project);
}

static void
set_up (Desk *desk, gconstpointer data)
{
  sample_begin (&desk->sample, &board);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  desk_open (desk, MLS_STORE_READ_WRITE);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  desk_close (desk);
  sample_end (&desk->sample);
}

static void
add (Desk *desk, const char *name, double x, double scale)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mls_bookmarks_add (desk->project, name, &(MlsView){ x, 6600050.125, scale }, &error));
  g_assert_no_error (error);
}

/* "name x scale; …", of what a program that opens the file anew finds. */
static void
expect (Desk *desk, const char *expected)
{
  g_autoptr (GPtrArray) bookmarks = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  desk_close (desk);
  desk_open (desk, MLS_STORE_READ_WRITE);
  bookmarks = mls_bookmarks_list (desk->project);
  for (guint i = 0; i < bookmarks->len; i++)
    {
      const MlsBookmark *bookmark = g_ptr_array_index (bookmarks, i);
      char x[G_ASCII_DTOSTR_BUF_SIZE];

      g_assert_cmpfloat (bookmark->view.y, ==, 6600050.125);
      g_string_append_printf (text, "%s%s %s %d", i > 0 ? "; " : "", bookmark->name,
                              g_ascii_dtostr (x, sizeof x, bookmark->view.x), (int) bookmark->view.scale);
    }

  g_assert_cmpstr (text->str, ==, expected);
}

/* A project from before there were bookmarks has none. */
static void
test_kept (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  expect (desk, "");
  add (desk, "  Église de Saint-Éloi ", 700000.5, 1500);
  add (desk, "[a] = b\\n; \"c\"", 700001, 2500);
  expect (desk, "Église de Saint-Éloi 700000.5 1500; [a] = b\\n; \"c\" 700001 2500");

  g_assert_true (mls_bookmarks_rename (desk->project, "Église de Saint-Éloi", "Mairie", &error));
  g_assert_true (mls_bookmarks_rename (desk->project, "Mairie", "Mairie", &error));
  g_assert_no_error (error);
  expect (desk, "Mairie 700000.5 1500; [a] = b\\n; \"c\" 700001 2500");

  g_assert_true (mls_bookmarks_remove (desk->project, "Mairie", &error));
  g_assert_true (mls_bookmarks_remove (desk->project, "[a] = b\\n; \"c\"", &error));
  g_assert_no_error (error);
  expect (desk, "");
}

static void
expect_error (gboolean done, GError **error, MlsStoreError code)
{
  g_assert_false (done);
  g_assert_error (*error, MLS_STORE_ERROR, (int) code);
  g_clear_error (error);
}

static void
test_refused (Desk *desk, gconstpointer data)
{
  const MlsView view = { 700000, 6600050.125, 1000 };
  g_autoptr (GError) error = NULL;

  add (desk, "a", 1, 1000);
  add (desk, "b", 2, 1000);
  expect_error (mls_bookmarks_add (desk->project, " ", &view, &error), &error, MLS_STORE_ERROR_ARGUMENT);
  expect_error (mls_bookmarks_add (desk->project, "a", &view, &error), &error, MLS_STORE_ERROR_ARGUMENT);
  expect_error (mls_bookmarks_rename (desk->project, "a", " b", &error), &error, MLS_STORE_ERROR_ARGUMENT);
  expect_error (mls_bookmarks_rename (desk->project, "c", "d", &error), &error, MLS_STORE_ERROR_NOTHING);
  expect_error (mls_bookmarks_remove (desk->project, "c", &error), &error, MLS_STORE_ERROR_NOTHING);
  expect (desk, "a 1 1000; b 2 1000");

  desk_close (desk);
  desk_open (desk, MLS_STORE_READ_ONLY);
  expect_error (mls_bookmarks_add (desk->project, "c", &view, &error), &error, MLS_STORE_ERROR_READ_ONLY);
}

/* What another program wrote there, or what is left of it, is no reason not to open a project. */
static void
test_damaged (Desk *desk, gconstpointer data)
{
  static const char *const texts[] = {
    "no key file", "[0]\nname=\nx=1\ny=2\nscale=3\n", "[0]\nname=a\nx=1\ny=2\n", "[0]\nname=a\nx=nan\ny=2\nscale=inf\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (mls_store_set_setting (mls_project_get_store (desk->project), "bookmarks", texts[i], &error));
      g_assert_no_error (error);
      expect (desk, "");
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/document/bookmarks/" name, Desk, NULL, set_up, func, tear_down)
  ADD ("kept", test_kept);
  ADD ("refused", test_refused);
  ADD ("damaged", test_damaged);

  return g_test_run ();
}
