/* What a check found is corrected, and verified; it stays known all the while. */

#include "job.h"

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

/* The menu of the list writes all of it, whichever is shown. */
static void
test_export (MlsJob *job, gconstpointer data)
{
  g_autofree char *path = g_strconcat (job->path, ".csv", NULL);
  g_autofree char *table = NULL;

  mls_job_wait_list (job);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "7");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, CHOICE);
  mls_wait_idle (0.5);
  mls_screen_key (job->screen, "Return");
  mls_wait_idle (1);
  mls_job_save_picture (job, "findings-export");
  mls_screen_key (job->screen, "Control_L+a");
  mls_screen_type (job->screen, path);
  mls_screen_key (job->screen, "Return");
  mls_editor_wait_label (job->editor, "Findings written: ");
  g_assert_true (g_file_get_contents (path, &table, NULL, NULL));
  g_assert_true (g_str_has_prefix (table, "rule,title,severity,"));
  g_assert_cmpuint (count_lines (table), ==, 1 + 7);
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/findings/life", MlsJob, "life", mls_job_set_up, test_life, mls_job_tear_down);

  g_test_add ("/window/findings/export", MlsJob, "export", mls_job_set_up, test_export, mls_job_tear_down);

  return g_test_run ();
}
