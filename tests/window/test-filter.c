/* Regions that a few words ask for: written, listed, stepped through, cured. */

#include "job.h"

#include <gdal.h>
#include <locale.h>

/* Two faces too small for what another program has made of them, and a comment on the ones furthest west and east. */
#define SPOIL                                                                                                     \
  "UPDATE coverage SET cs24 = 'CS3.1.1', us24 = 'US7.0.0' WHERE fid IN (SELECT fid FROM coverage "                \
  "WHERE cs24 = 'CS1.1.1' AND cs21 = 'CS1.1.1' AND surf_m2 < 120 ORDER BY fid LIMIT 2)"
#define BUILDING "(SELECT fid FROM coverage WHERE cs24 = 'CS1.1.1' AND surf_m2 > 120 ORDER BY ST_MinX(geom) %s LIMIT 1)"
#define COMMENT  "UPDATE coverage SET comment24 = 'Chemin à revoir' WHERE fid = " BUILDING
#define N_SPOILT "SELECT count(*) FROM coverage WHERE cs24 = 'CS3.1.1' AND us24 = 'US7.0.0' AND surf_m2 < 120"

static void
set_up_spoilt (MlsJob *job, gconstpointer name)
{
  mls_job_set_up_closed (job, name);
  mls_project_file_execute (job->path, SPOIL);
  for (guint end = 0; end < 2; end++)
    {
      g_autofree char *comment = g_strdup_printf (COMMENT, end == 0 ? "ASC" : "DESC");

      mls_project_file_execute (job->path, comment);
    }
  mls_job_start (job);
}

/* The @nth of the filters in the menu, by the keys: where a menu lies on the screen GTK 4.8 does not tell. */
static void
choose (MlsJob *job, guint nth)
{
  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, "Filters ready or used last");
  mls_wait_idle (0.5);
  for (guint i = 1; i < nth; i++)
    mls_screen_key (job->screen, "Down");
  mls_job_save_picture (job, "filter-menu");
  mls_screen_key (job->screen, "Return");
}

static void
expect_filter (MlsJob *job, const char *text)
{
  mls_widget_expect_text (mls_editor_get_program (job->editor), "Filter of regions", text);
}

/* At the next place, which is looked at at working scale. */
static MlsGround
step (MlsJob *job, const char *key, const char *count)
{
  MlsGround place;
  double scale;

  mls_screen_key (job->screen, key);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, count);
  mls_editor_read_view (job->editor, &place, &scale);
  g_assert_cmpfloat (scale, ==, 2500);

  return place;
}

/* What is typed is told at once if it is wrong; Enter lists it, and the arrows go from one to the other and back. */
static void
test_written (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);
  MlsGround first, second, again;
  g_autofree char *codes = NULL;

  mls_job_wait_list (job);
  mls_screen_key (job->screen, "Control_L+Shift_L+f");
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, "Filter of regions");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "No region");
  mls_screen_type (job->screen, "coment~CHEMIN");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Word 1, “coment~CHEMIN”: there is no such word");
  mls_job_save_picture (job, "filter-wrong");
  mls_screen_key (job->screen, "Return");
  mls_screen_key (job->screen, "Control_L+a");
  mls_screen_type (job->screen, "commentaire~CHEMIN");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL,
                        "Word 1, “coment~CHEMIN”: there is no such word");
  mls_screen_key (job->screen, "Return");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2");

  first = step (job, "Right", "1 of 2");
  codes = mls_project_file_codes (job->path, first, "24");
  g_assert_true (g_str_has_prefix (codes, "CS1.1.1 "));
  mls_job_save_picture (job, "filter-found");
  second = step (job, "Right", "2 of 2");
  g_assert_cmpfloat (ABS (first.east - second.east) + ABS (first.north - second.north), >, 1);
  again = step (job, "Left", "1 of 2");
  g_assert_cmpfloat (again.east, ==, first.east);
  g_assert_cmpfloat (again.north, ==, first.north);

  /* In view is one of them. */
  choose (job, 6);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "1");
  step (job, "Right", "1 of 1");

  /* A comment taken away takes its region off the list. */
  mls_screen_key (job->screen, "y");
  mls_screen_key (job->screen, "Control_L+a");
  mls_screen_key (job->screen, "BackSpace");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "note", n + 1);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "No region");
}

/* What is to be corrected is listed without a word written, cured by Enter or kept by Shift+Enter. */
static void
test_corrections (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = NULL;

  mls_job_expect_value (job, "2", N_SPOILT);
  mls_job_wait_list (job);
  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, "Filter");
  choose (job, 4);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2");
  expect_filter (job, "finding=mmu");
  choose (job, 1);
  mls_wait_idle (0.5);
  today = g_date_time_format (now, "finding author=operator since=%Y-%m-%d or finding=sent-back author=operator or doubt "
                                     "author=operator or finding=mmu");
  expect_filter (job, today);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2");

  step (job, "Right", "1 of 2");
  mls_editor_wait_label (job->editor, "Enter does it");
  mls_job_save_picture (job, "filter-cure");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "cure", n + 1);
  mls_job_expect_value (job, "1", N_SPOILT);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "1");

  step (job, "Right", "1 of 1");
  mls_screen_key (job->screen, "Shift_L+Return");
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, "Reason for the exception");
  mls_screen_type (job->screen, "bassin");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "except", n + 2);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "No region");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

#define ADD(name, func) \
  g_test_add ("/window/filter/" name, MlsJob, name, set_up_spoilt, func, mls_job_tear_down)
  ADD ("written", test_written);
  ADD ("corrections", test_corrections);
#undef ADD

  return g_test_run ();
}
