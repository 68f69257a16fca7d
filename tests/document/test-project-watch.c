/* Nobody does anything here: what another connection writes is noticed all the same. */

#include "document/project-watch.h"

#include "sample.h"
#include "store/error.h"

#include <glib/gstdio.h>
#include <locale.h>

static const Board board = { 4, 3, 20, 1, 0 };

typedef struct
{
  Sample           sample;
  MlsProject      *project;
  MlsProjectWatch *watch;
  guint            n_changed;
  GError          *error;
} Desk;

static void
on_changed (MlsProject *project, MlsDelta *delta, gpointer user_data)
{
  Desk *desk = user_data;

  g_assert_null (delta);
  desk->n_changed++;
}

static void
on_failed (gpointer owner, const GError *error)
{
  Desk *desk = owner;

  g_assert_no_error (desk->error);
  desk->error = g_error_copy (error);
}

static void
set_up (Desk *desk, gconstpointer mode)
{
  g_autoptr (GError) error = NULL;

  sample_begin (&desk->sample, &board);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  desk->project = mls_project_open (desk->sample.path, GPOINTER_TO_UINT (mode), &error);
  g_assert_no_error (error);
  g_signal_connect (desk->project, "changed", G_CALLBACK (on_changed), desk);
  desk->watch = mls_project_watch_new (desk->project, on_failed, desk);
}

static void
tear_down (Desk *desk, gconstpointer mode)
{
  mls_project_watch_free (desk->watch);
  mls_project_close (desk->project, NULL);
  g_clear_object (&desk->project);
  g_clear_error (&desk->error);
  sample_end (&desk->sample);
}

static void
wait_changed (Desk *desk, guint n)
{
  while (desk->n_changed < n)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (desk->n_changed, ==, n);
  g_assert_no_error (desk->error);
}

/* Each time. */
static void
test_seen (Desk *desk, gconstpointer mode)
{
  sample_execute (desk->sample.path, "UPDATE coverage SET comment24 = 'one' WHERE fid = 5");
  wait_changed (desk, 1);
  sample_execute (desk->sample.path, "UPDATE coverage SET comment24 = 'two' WHERE fid = 5");
  wait_changed (desk, 2);
}

/* What is written here is no news, whatever it does to the file. */
static void
test_own (Desk *desk, gconstpointer mode)
{
  MlsStore *store = mls_project_get_store (desk->project);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFace) face = mls_store_face (store, 5, &error);
  g_autoptr (MlsDelta) delta = sample_recode (face, "CS2.1.0", "US1.1.3");

  sample_apply (store, delta);
  sample_execute (desk->sample.path, "UPDATE coverage SET comment24 = 'one' WHERE fid = 6");
  wait_changed (desk, 1);
}

/* It is told once. */
static void
test_gone (Desk *desk, gconstpointer mode)
{
  g_autofree char *away = g_strconcat (desk->sample.path, ".away", NULL);

  g_assert_cmpint (g_rename (desk->sample.path, away), ==, 0);
  while (desk->error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (desk->error, MLS_STORE_ERROR, MLS_STORE_ERROR_GONE);
  g_assert_cmpuint (desk->n_changed, ==, 0);
}

int
main (int argc, char *argv[])
{
  gpointer to_write = GUINT_TO_POINTER (MLS_STORE_READ_WRITE);
  gpointer to_read = GUINT_TO_POINTER (MLS_STORE_READ_ONLY);

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/document/project-watch/seen", Desk, to_write, set_up, test_seen, tear_down);
  g_test_add ("/document/project-watch/seen-by-reader", Desk, to_read, set_up, test_seen, tear_down);
  g_test_add ("/document/project-watch/own", Desk, to_write, set_up, test_own, tear_down);
  g_test_add ("/document/project-watch/gone", Desk, to_write, set_up, test_gone, tear_down);

  return g_test_run ();
}
