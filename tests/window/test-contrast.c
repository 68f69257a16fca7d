/* Two states of a project compared: what differs is listed, shown at both, counted by class, and written to a file. */

#include "cli.h"
#include "job.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>

static void
ask (MlsJob *job, const char *filter)
{
  mls_screen_key (job->screen, "Control_L+Shift_L+f");
  mls_screen_key (job->screen, "Control_L+a");
  mls_screen_key (job->screen, "BackSpace");
  mls_screen_type (job->screen, filter);
  mls_screen_key (job->screen, "Return");
}

static void
choose (MlsJob *job, const char *item)
{
  mls_widget_press_named (mls_editor_get_program (job->editor), ATSPI_ROLE_MENU_ITEM, item);
}

/* By the menu beside what is listed. */
static void
choose_of_list (MlsJob *job, const char *item)
{
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Order, areas by class and more");
  choose (job, item);
}

/* By the menu of an operation, which is clicked in the list. */
static void
compare (MlsJob *job, const char *row, const char *other)
{
  mls_job_open_history (job);
  mls_editor_click_widget (job->editor, ATSPI_ROLE_LABEL, row);
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Compare With");
  mls_wait_idle (1);
  mls_job_save_picture (job, "contrast-menu");
  choose (job, other);
}

static void
expect_label (MlsJob *job, const char *label)
{
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, label);
}

/* All since the import: the field is two grounds now. A click goes to one, which is outlined on both sides of the divider; the
 * next one is a key away. */
static void
test_list (MlsJob *job, gconstpointer data)
{
  mls_job_recode_and_split (job);
  compare (job, "Import", "The Map Now");
  expect_label (job, "2 faces differ · 1,10\u00a0ha");
  mls_wait_idle (1);
  mls_job_save_picture (job, "contrast-list");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_LABEL, "2024 · 6\u202f663\u00a0m²");
  expect_label (job, "1 of 2");
  mls_wait_idle (2);
  mls_job_save_picture (job, "contrast-place");
  mls_screen_key (job->screen, "Right");
  expect_label (job, "2 of 2");
  mls_wait_idle (1);
  mls_job_save_picture (job, "contrast-next");
}

/* By words: of one class, and of what is no word of a difference. */
static void
test_filter (MlsJob *job, gconstpointer data)
{
  mls_job_recode_and_split (job);
  compare (job, "Import", "The Map Now");
  expect_label (job, "2 faces differ · 1,10\u00a0ha");
  ask (job, "to=CS6.1.1");
  expect_label (job, "2024 · 4\u202f380\u00a0m²");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, "2024 · 6\u202f663\u00a0m²");
  ask (job, "author=operator");
  mls_editor_wait_label (job->editor, "Word 1, “author=operator”: this is not said of what differs between two states");
  mls_screen_key (job->screen, "Escape");
  ask (job, "vintage=21");
  expect_label (job, "No ground differs");
}

/* Two operations selected are two states; the comparison follows no edit then. */
static void
test_both (MlsJob *job, gconstpointer data)
{
  int n = mls_job_recode_and_split (job);

  mls_job_open_history (job);
  mls_screen_key (job->screen, "Down");
  mls_screen_key (job->screen, "Shift_L+Down");
  expect_label (job, "2 operations");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Compare Both States");
  expect_label (job, "2 faces differ · 4\u202f380\u00a0m²");
  expect_label (job, "2024 · 4\u202f380\u00a0m²");
  mls_wait_idle (1);
  mls_job_save_picture (job, "contrast-both");
  choose_of_list (job, "End the Comparison");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, "2 faces differ · 4\u202f380\u00a0m²");
  mls_job_expect_last (job, "split", n);
  mls_wait_idle (1);
  mls_job_save_picture (job, "contrast-ended");
}

/* How much there is of each class before and after, which adds up, and what of one became another. */
static void
test_areas (MlsJob *job, gconstpointer data)
{
  mls_job_recode_and_split (job);
  compare (job, "Import", "The Map Now");
  expect_label (job, "2 faces differ · 1,10\u00a0ha");
  choose_of_list (job, "Areas by Class");
  mls_editor_wait_label (job->editor, "116,69 ha in all, 0,67 ha of them differ");
  mls_wait_idle (1);
  mls_job_save_picture (job, "contrast-areas");
}

static void
test_export (MlsJob *job, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (job->path);
  g_autofree char *file = g_build_filename (folder, "export-differences.gpkg", NULL);
  AtspiAccessible *save;

  g_remove (file);
  mls_job_recode_and_split (job);
  compare (job, "Import", "The Map Now");
  expect_label (job, "2 faces differ · 1,10\u00a0ha");
  choose_of_list (job, "Write for Other Programs…");
  save = mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, "_Save Save");
  mls_widget_press (save);
  g_object_unref (save);
  mls_editor_wait_label (job->editor, "Written: export-differences.gpkg");
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
}

/* What is on both sides of an import cannot be told, which is said, and nothing is compared then. */
static void
test_barrier (MlsJob *job, gconstpointer data)
{
  mls_job_recode_and_split (job);
  compare (job, "Import", "The State Before It");
  mls_editor_wait_label (job->editor, "What differs cannot be told: operation 2 in between has changed what the file is of");
  expect_label (job, "Findings");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/contrast/list", MlsJob, "list", mls_job_set_up, test_list, mls_job_tear_down);
  g_test_add ("/window/contrast/filter", MlsJob, "filter", mls_job_set_up, test_filter, mls_job_tear_down);
  g_test_add ("/window/contrast/both", MlsJob, "both", mls_job_set_up, test_both, mls_job_tear_down);
  g_test_add ("/window/contrast/areas", MlsJob, "areas", mls_job_set_up, test_areas, mls_job_tear_down);
  g_test_add ("/window/contrast/export", MlsJob, "export", mls_job_set_up, test_export, mls_job_tear_down);
  g_test_add ("/window/contrast/barrier", MlsJob, "barrier", mls_job_set_up, test_barrier, mls_job_tear_down);

  return g_test_run ();
}
