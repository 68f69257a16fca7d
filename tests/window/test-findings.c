/* What a check found is corrected, and verified; it stays known all the while. */

#include "cli.h"
#include "job.h"
#include "wait.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>

#define STATES \
  "SELECT coalesce(group_concat(n || ' ' || state, ', '), 'nothing') FROM " \
  "(SELECT state, count(*) AS n FROM finding WHERE rule = 'doubt' GROUP BY state ORDER BY state)"

#define CHOICE "Findings of one rule, or what became of them"

/* The seven doubts of the demo are the only findings. */
static void
test_life (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  mls_job_wait_list (job);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "7");
  mls_job_expect_value (job, "7 open", STATES);
  mls_screen_key (job->screen, "Right");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "1 of 7");
  mls_screen_key (job->screen, "j");
  mls_job_expect_last (job, "note", n + 1);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "6");

  /* What is corrected is another list. */
  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, CHOICE);
  mls_wait_idle (0.5);
  mls_screen_key (job->screen, "Down");
  mls_job_save_picture (job, "findings-states");
  mls_screen_key (job->screen, "Return");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "1");
  mls_screen_key (job->screen, "Right");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Verify (Enter)");
  mls_job_save_picture (job, "findings-corrected");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "verify", n + 2);
  mls_editor_wait_label (job->editor, "All that is listed is verified");
  mls_job_expect_value (job, "6 open, 1 verified", STATES);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "6");

  /* That is an edit like others. */
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_value (job, "1 corrected, 6 open", STATES);
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';

  return n;
}

/* The menu of the list writes all of it, whichever is shown; a file is asked for beside the project. */
static void
test_export (MlsJob *job, gconstpointer data)
{
  g_autofree char *path = g_strconcat (job->path, ".csv", NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *table = NULL;

  mls_job_wait_list (job);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "7");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, CHOICE);
  mls_wait_idle (0.5);
  mls_screen_key (job->screen, "Return");
  mls_wait_idle (1);
  mls_job_save_picture (job, "findings-export");
  mls_screen_key (job->screen, "Control_L+a");
  mls_screen_type (job->screen, name);
  mls_screen_key (job->screen, "Return");
  mls_editor_wait_label (job->editor, "Findings written: ");
  g_assert_true (g_file_get_contents (path, &table, NULL, NULL));
  g_assert_true (g_str_has_prefix (table, "rule,title,severity,"));
  g_assert_cmpuint (count_lines (table), ==, 1 + 7);
  g_unlink (path);
}

static void
remove_demo (const char *folder)
{
  static const char *const names[] = { "demo.gpkg", "truth.gpkg" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

#define AREA "SELECT count(*) FROM coverage WHERE fid = 7 AND surf_m2 > 1"

/* A wrong area in the file is put right by Enter. */
static void
test_area (MlsJob *job, gconstpointer data)
{
  int n;

  mls_project_file_execute (job->path, "UPDATE coverage SET doute21 = NULL, doute24 = NULL");
  mls_project_file_execute (job->path, "UPDATE writer SET operation = (SELECT max (id) FROM operation)");
  mls_project_file_execute (job->path, "UPDATE coverage SET surf_m2 = 0.5 WHERE fid = 7");
  mls_project_file_execute (job->path, "UPDATE writer SET operation = NULL");
  mls_job_start (job);
  mls_job_wait_list (job);
  n = mls_job_count_operations (job);
  mls_screen_key (job->screen, "Right");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Write the area anew (Enter)");
  mls_job_save_picture (job, "findings-area");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "cure", n + 1);
  mls_job_expect_value (job, "1", AREA);
}

/* So many faces take a check seconds, on any machine. */
static void
set_up_large (MlsJob *job, gconstpointer name)
{
  g_autofree char *folder = g_build_filename (g_get_tmp_dir (), name, NULL);

  job->path = g_build_filename (folder, "demo.gpkg", NULL);
  remove_demo (folder);
  mls_cli_run ("demo", folder, "--faces=200000", "--no-photos", NULL);
  mls_job_start (job);
}

static void
tear_down_large (MlsJob *job, gconstpointer name)
{
  g_autofree char *folder = g_path_get_dirname (job->path);

  mls_job_stop (job);
  remove_demo (folder);
  g_free (job->path);
}

/* In which a check of them is over, on any machine. */
#define CHECK_SECONDS 120

#define KEPT  "SELECT count(*) > 0 FROM finding"
#define DOUBT "UPDATE coverage SET doute24 = CASE WHEN doute24 THEN NULL ELSE 1 END WHERE fid = 7"

static gboolean
is_kept (gpointer path)
{
  g_autofree char *value = mls_project_file_read (path, KEPT);

  return g_str_equal (value, "1");
}

/* A check of everything can be stopped, and then edits do not begin it again; it is made, and kept, once it is asked for. */
static void
test_stop (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Stop");
  mls_editor_wait_label (job->editor, "Stopped");
  mls_job_save_picture (job, "findings-stopped");
  mls_screen_key (job->screen, "j");
  mls_job_expect_last (job, "note", n + 1);
  mls_wait_idle (2);
  mls_editor_wait_label (job->editor, "Stopped");
  mls_job_expect_value (job, "0", KEPT);

  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Look Again");
  mls_editor_wait_label (job->editor, "Looking… ");
  mls_job_save_picture (job, "findings-looking");
  g_assert_true (mls_wait_for (CHECK_SECONDS, is_kept, job->path));
  mls_job_wait_list (job);
}

static void
check_anew (MlsJob *job)
{
  mls_job_choose (job, "Quality control", "Check everything anew");
}

/* Each check that is asked for is kept: what comes up in one and is gone in the next waits to be verified. */
static void
test_anew (MlsJob *job, gconstpointer data)
{
  mls_job_wait_list (job);
  mls_job_expect_value (job, "7 open", STATES);
  mls_project_file_execute (job->path, DOUBT);
  check_anew (job);
  mls_job_expect_value (job, "8 open", STATES);
  mls_project_file_execute (job->path, DOUBT);
  check_anew (job);
  mls_job_expect_value (job, "1 corrected, 7 open", STATES);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/findings/life", MlsJob, "life", mls_job_set_up, test_life, mls_job_tear_down);
  g_test_add ("/window/findings/export", MlsJob, "export", mls_job_set_up, test_export, mls_job_tear_down);

  g_test_add ("/window/findings/area", MlsJob, "area", mls_job_set_up_closed, test_area, mls_job_tear_down);
  g_test_add ("/window/findings/anew", MlsJob, "anew", mls_job_set_up, test_anew, mls_job_tear_down);
  g_test_add ("/window/findings/stop", MlsJob, "large", set_up_large, test_stop, tear_down_large);

  return g_test_run ();
}
