/* The dates of a project: added, followed by the window at once, closed, read from a file and dropped, as a hand does
 * it. */

#include "job.h"

#include <locale.h>

#define YEAR "Year of the new date"
#define PATH "Path of a file of polygons"

#define CODES  "SELECT group_concat (code, ' ') FROM (SELECT code FROM vintage ORDER BY position)"
#define UNLIKE "SELECT count (*) FROM coverage WHERE cs27 IS NOT cs24 OR us27 IS NOT us24"

static AtspiAccessible *
wait_entry (MlsJob *job, const char *name)
{
  return mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, name);
}

static void
type_into (MlsJob *job, const char *name, const char *text)
{
  AtspiAccessible *entry = wait_entry (job, name);

  mls_widget_click (mls_editor_get_program (job->editor), entry);
  mls_screen_type (job->screen, text);
  mls_screen_key (job->screen, "Return");
  g_object_unref (entry);
}

static void
open_list (MlsJob *job)
{
  mls_screen_key (job->screen, "Control_L+d");
  g_object_unref (wait_entry (job, YEAR));
}

static void
leave_list (MlsJob *job)
{
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, YEAR);
}

/* The newest date, copied, is what is edited; Page Down goes back from it, and an edit there leaves it as it is. */
static void
test_copy (MlsJob *job, gconstpointer data)
{
  mls_editor_wait_label (job->editor, "2024 · change · cover and use");
  open_list (job);
  mls_job_save_picture (job, "dates");
  type_into (job, YEAR, "2027");
  mls_job_expect_value (job, "21 24 27", CODES);
  mls_job_expect_value (job, "0", UNLIKE);
  mls_editor_wait_label (job->editor, "Open · 0 photos · 100 % coded");
  mls_job_save_picture (job, "dates-added");
  leave_list (job);

  mls_editor_wait_label (job->editor, "2027 · change · cover and use");
  mls_screen_key (job->screen, "Page_Down");
  mls_editor_wait_label (job->editor, "2024 · change · cover and use");
  mls_screen_key (job->screen, "Page_Up");
  mls_editor_wait_label (job->editor, "2027 · change · cover and use");

  mls_screen_key (job->screen, "F3");
  mls_editor_draw (job->editor, 0, job->line);
  mls_job_expect_value (job, "1", "SELECT count (*) > 0 FROM coverage WHERE cs27 IS NOT cs24");
  mls_job_expect_value (job, "27", "SELECT vintages FROM operation ORDER BY id DESC LIMIT 1");
}

/* A date before all others keeps the one that is edited. */
static void
test_back_dating (MlsJob *job, gconstpointer data)
{
  open_list (job);
  type_into (job, YEAR, "2015");
  mls_job_expect_value (job, "15 21 24", CODES);
  mls_job_expect_value (job, "21", "SELECT copied_from FROM vintage WHERE code = '15'");
  mls_editor_wait_label (job->editor, "Open · 0 photos · 100 % coded");
  leave_list (job);
  mls_editor_wait_label (job->editor, "2015 · change · cover and use");
  mls_screen_key (job->screen, "Page_Up");
  mls_screen_key (job->screen, "Page_Up");
  mls_editor_wait_label (job->editor, "2024 · change · cover and use");

  mls_job_stop (job);
  mls_job_start (job);
  mls_editor_wait_label (job->editor, "2024 · change · cover and use");
}

/* One that holds work is not taken out, and says how much; a new one is. */
static void
test_drop (MlsJob *job, gconstpointer data)
{
  MlsProgram *program = mls_editor_get_program (job->editor);
  AtspiAccessible *row;

  open_list (job);
  type_into (job, YEAR, "2027");
  mls_job_expect_value (job, "21 24 27", CODES);
  mls_editor_wait_label (job->editor, "Open · 0 photos · 100 % coded");
  row = mls_widget_wait (program, ATSPI_ROLE_LABEL, "Open · 0 photos · 100 % coded");
  mls_widget_click (program, row);
  g_object_unref (row);
  mls_job_save_picture (job, "dates-row");
  mls_job_press (job, "Take 2027 out");
  mls_job_expect_value (job, "21 24", CODES);
  mls_editor_wait_label (job->editor, "Open · 1 photo · 100 % coded");
  leave_list (job);
  mls_editor_wait_label (job->editor, "2024 · change · cover and use");
}

/* A meadow of 600 m a side over the field, as another program writes it, and nothing else. */
static char *
write_other (MlsJob *job)
{
  g_autofree char *folder = g_path_get_dirname (job->path);
  g_autofree char *text = NULL;
  char west[G_ASCII_DTOSTR_BUF_SIZE], south[G_ASCII_DTOSTR_BUF_SIZE];
  char east[G_ASCII_DTOSTR_BUF_SIZE], north[G_ASCII_DTOSTR_BUF_SIZE];
  char *path = g_build_filename (folder, "other.geojson", NULL);

  g_ascii_dtostr (west, sizeof west, job->line[0].east - 300);
  g_ascii_dtostr (east, sizeof east, job->line[0].east + 300);
  g_ascii_dtostr (south, sizeof south, job->line[0].north - 300);
  g_ascii_dtostr (north, sizeof north, job->line[0].north + 300);
  text = g_strdup_printf ("{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
                          "\"urn:ogc:def:crs:EPSG::2154\"}},\"features\":[{\"type\":\"Feature\",\"properties\":"
                          "{\"cs27\":\"CS6.1.1\",\"us27\":\"US1.1.1\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
                          "[[[%1$s,%2$s],[%3$s,%2$s],[%3$s,%4$s],[%1$s,%4$s],[%1$s,%2$s]]]}}]}", west, south, east, north);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

/* A date from a file: its form, what became of the ground, and the window at that date. */
static void
test_file (MlsJob *job, gconstpointer data)
{
  g_autofree char *file = write_other (job);

  open_list (job);
  type_into (job, PATH, file);
  mls_editor_wait_label (job->editor, "1 feature");
  mls_job_save_picture (job, "dates-file");
  mls_job_press (job, "Read the date");
  mls_editor_wait_label (job->editor, "2027 is there");
  mls_job_save_picture (job, "dates-read");
  mls_job_expect_value (job, "21 24 27", CODES);
  mls_job_expect_value (job, "CS6.1.1", "SELECT group_concat (DISTINCT cs27) FROM coverage");
  mls_job_press (job, "Done");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, "Done");
  mls_wait_idle (1);
  leave_list (job);
  mls_editor_wait_label (job->editor, "2027 · change · cover and use");
  mls_job_stop (job);
  mls_project_file_check (job->path);
}

#define ADD(name, func) \
  g_test_add ("/window/dates/" name, MlsJob, "dates", mls_job_set_up, func, mls_job_tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);

  ADD ("copy", test_copy);
  ADD ("back-dating", test_back_dating);
  ADD ("drop", test_drop);
  ADD ("file", test_file);

  return g_test_run ();
}
