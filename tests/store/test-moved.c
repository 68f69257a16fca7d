/* A project whose file loses its name while it is open: nothing more is written to where nobody finds it, that is said at
 * once, and all there is can still be saved as a copy. */

#include "sample.h"

#include "store/backup.h"
#include "store/check.h"
#include "store/error.h"
#include "store/image-link.h"
#include "store/undo.h"
#include "store/vintage.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static const Board board = { 4, 4, 20, 2, 0 };

typedef struct
{
  Sample sample;
  char  *elsewhere; /* a name in another folder */
} Desk;

static gboolean
recode (MlsStore *store, gint64 id, GError **error)
{
  g_autoptr (MlsFace) face = mls_store_face (store, id, NULL);
  g_autoptr (MlsDelta) delta = sample_recode (face, "CS2.1.0", "US1.1.3");
  g_autoptr (MlsDelta) applied = mls_store_apply (store, delta, &sample_facts, NULL, error);

  return applied != NULL;
}

/* One edit is in the journal beside it, as it is while somebody works. */
static void
desk_begin (Desk *desk, gconstpointer data)
{
  g_autofree char *folder = NULL;

  sample_begin (&desk->sample, &board);
  sample_reopen (&desk->sample);
  g_assert_true (recode (desk->sample.store, 1, NULL));
  folder = g_build_filename (desk->sample.folder, "elsewhere", NULL);
  g_mkdir (folder, 0755);
  desk->elsewhere = g_build_filename (folder, "copy.gpkg", NULL);
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  g_free (desk->elsewhere);
  sample_end (&desk->sample);
}

static void
expect_gone (gboolean done, GError **error)
{
  g_assert_false (done);
  g_assert_error (*error, MLS_STORE_ERROR, MLS_STORE_ERROR_GONE);
  g_assert_nonnull (strstr ((*error)->message, "board.gpkg"));
  g_assert_null (strchr ((*error)->message, '\n'));
  g_clear_error (error);
}

/* Whatever would be written. */
static void
expect_refused (MlsStore *store)
{
  gint64 last = mls_store_last_operation (store, NULL);
  g_autoptr (MlsDelta) undone = NULL;
  g_autoptr (GError) error = NULL;
  gboolean changed;

  expect_gone (recode (store, 2, &error), &error);
  expect_gone ((undone = mls_store_undo (store, "tester", NULL, &error)) != NULL, &error);
  expect_gone (mls_store_set_setting (store, "key", "value", &error), &error);
  expect_gone (mls_store_set_draft (store, "key", "value", &error), &error);
  expect_gone (mls_store_notice (store, &changed, &error), &error);
  g_assert_cmpint (mls_store_last_operation (store, NULL), ==, last);
}

static void
expect_whole (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_WRITE, &error);
  g_autoptr (MlsFace) face = NULL;
  g_autoptr (GArray) flaws = NULL;

  g_assert_no_error (error);
  face = mls_store_face (store, 1, NULL);
  g_assert_cmpstr (g_quark_to_string (face->labels[1].field[MLS_FIELD_COVER]), ==, "CS2.1.0");
  flaws = mls_store_check_partition (store, NULL, NULL, NULL);
  g_assert_cmpuint (flaws->len, ==, 0);
  g_assert_true (recode (store, 3, NULL));
}

static void
test_removed (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_unlink (desk->sample.path);
  expect_refused (desk->sample.store);
  mls_store_save_copy (desk->sample.store, desk->elsewhere, NULL, NULL, &error);
  g_assert_no_error (error);
  expect_whole (desk->elsewhere);
}

/* Closed, the file has all under its new name; called as it was again, the work goes on. */
static void
test_renamed (Desk *desk, gconstpointer data)
{
  g_assert_cmpint (g_rename (desk->sample.path, desk->elsewhere), ==, 0);
  expect_refused (desk->sample.store);
  g_assert_cmpint (g_rename (desk->elsewhere, desk->sample.path), ==, 0);
  g_assert_true (recode (desk->sample.store, 2, NULL));

  g_assert_cmpint (g_rename (desk->sample.path, desk->elsewhere), ==, 0);
  g_clear_pointer (&desk->sample.store, mls_store_free);
  expect_whole (desk->elsewhere);
}

/* What others have put in its place is theirs. */
static void
test_replaced (Desk *desk, gconstpointer data)
{
  static const char other[] = "what another program wrote";
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (desk->sample.path, other, -1, NULL));
  expect_refused (desk->sample.store);
  mls_store_save_copy (desk->sample.store, desk->elsewhere, NULL, NULL, &error);
  g_assert_no_error (error);
  expect_whole (desk->elsewhere);

  g_clear_pointer (&desk->sample.store, mls_store_free);
  g_file_get_contents (desk->sample.path, &content, NULL, NULL);
  g_assert_cmpstr (content, ==, other);
  g_assert_cmpuint (sample_count_files (&desk->sample), ==, 2);
}

/* The disk with the folder is gone. */
static void
test_unmounted (Desk *desk, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (desk->sample.folder, "-aside", NULL);

  g_assert_cmpint (g_rename (desk->sample.folder, aside), ==, 0);
  expect_refused (desk->sample.store);
  g_assert_cmpint (g_rename (aside, desk->sample.folder), ==, 0);
  g_assert_true (recode (desk->sample.store, 2, NULL));
}

static gboolean
remove_file (double fraction, gpointer path)
{
  g_unlink (path);

  return TRUE;
}

/* In the middle of a job: what it wrote is taken back. */
static void
test_between (Desk *desk, gconstpointer data)
{
  static const MlsVintage vintage = { .code = "27", .year = 2027, .copied_from = "24" };
  MlsStore *store = desk->sample.store;
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_false (mls_store_copy_vintage (store, &vintage, "tester", remove_file, desk->sample.path, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_GONE);
  mls_store_get_vintages (store, &n);
  g_assert_cmpuint (n, ==, 2);
  mls_store_save_copy (store, desk->elsewhere, NULL, NULL, NULL);
  expect_whole (desk->elsewhere);
}

typedef struct
{
  double last;
  guint  n;
  guint  n_most;
} Teller;

static gboolean
tell (double fraction, gpointer user_data)
{
  Teller *teller = user_data;

  g_assert_cmpfloat (fraction, >=, teller->last);
  g_assert_cmpfloat (fraction, <=, 1);
  teller->last = fraction;

  return ++teller->n < teller->n_most;
}

/* A copy that is given up leaves what was there. */
static void
test_given_up (Desk *desk, gconstpointer data)
{
  static const Board large = { 40, 40, 20, 20, 0 };
  Sample many;
  Teller teller = { 0, 0, 2 }, patient = { 0, 0, G_MAXUINT };
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  sample_begin (&many, &large);
  g_file_set_contents (desk->elsewhere, "before", -1, NULL);
  g_assert_false (mls_store_save_copy (many.store, desk->elsewhere, tell, &teller, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
  g_assert_cmpuint (teller.n, ==, 2);
  g_file_get_contents (desk->elsewhere, &content, NULL, NULL);
  g_assert_cmpstr (content, ==, "before");

  g_clear_error (&error);
  g_assert_true (mls_store_save_copy (many.store, desk->elsewhere, tell, &patient, &error));
  g_assert_cmpuint (patient.n, >, 2);
  g_assert_cmpint (sample_query (desk->elsewhere, "SELECT count (*) FROM coverage"), ==, 1600);

  /* There is nothing to be saved of it where it is. */
  g_assert_false (mls_store_save_copy (many.store, many.path, NULL, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS);
  sample_end (&many);
}

/* The copy finds what lies beside the project from where it is. */
static void
test_links (Desk *desk, gconstpointer data)
{
  MlsStore *store = desk->sample.store;
  g_autofree char *photo = g_build_filename (desk->sample.folder, "photo.tif", NULL);
  const MlsImageLink link = { .source = photo, .title = (char *) "photo" };
  g_autoptr (MlsStore) copy = NULL;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  mls_store_add_image_link (store, &link, &id, &error);
  g_assert_no_error (error);
  mls_store_save_copy (store, desk->elsewhere, NULL, NULL, &error);
  g_assert_no_error (error);
  copy = mls_store_open (desk->elsewhere, MLS_STORE_READ_ONLY, &error);
  links = mls_store_list_image_links (copy, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((MlsImageLink *) g_ptr_array_index (links, 0))->source, ==, photo);
}

#define ADD(name, func) g_test_add ("/store/moved/" name, Desk, NULL, desk_begin, func, desk_end)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("removed", test_removed);
  ADD ("renamed", test_renamed);
  ADD ("replaced", test_replaced);
  ADD ("unmounted", test_unmounted);
  ADD ("between", test_between);
  ADD ("given-up", test_given_up);
  ADD ("links", test_links);

  return g_test_run ();
}
