/* Two dates side by side, and the lists that are stepped through: what changed, what is wrong. */

#include "job.h"

#include <gdal.h>
#include <locale.h>

/* Faces too small for what another program has made of them, two of them. */
#define SPOIL                                                                                                     \
  "UPDATE coverage SET cs24 = 'CS3.1.1', us24 = 'US7.0.0' WHERE fid IN (SELECT fid FROM coverage "                \
  "WHERE cs24 = 'CS1.1.1' AND cs21 = 'CS1.1.1' AND surf_m2 < 120 ORDER BY fid LIMIT 2)"
#define N_SPOILT  "SELECT count(*) FROM coverage WHERE cs24 = 'CS3.1.1' AND us24 = 'US7.0.0' AND surf_m2 < 120"
#define CODES     "SELECT group_concat(fid || cs21 || us21 || cs24 || us24 || hex(geom)) FROM coverage"
/* Meadows and crops that were built on. */
#define N_BUILT    "5"
#define BUILT_AREA "3 970 m² · 0 of 5 reviewed"

#define LAST_KIND "SELECT verb || ' ' || kind || ' ' || vintages FROM operation ORDER BY id DESC LIMIT 1"

static void
set_up_spoilt (MlsJob *job, gconstpointer name)
{
  mls_job_set_up_closed (job, name);
  mls_project_file_execute (job->path, SPOIL);
  mls_job_start (job);
}

/* The place of the list that is looked at, at working scale. */
static MlsGround
read_place (MlsJob *job, const char *count)
{
  MlsGround place;
  double scale;

  mls_editor_wait_label (job->editor, count);
  mls_editor_read_view (job->editor, &place, &scale);
  g_assert_cmpfloat (scale, ==, 2500);

  return place;
}

/* Goes to the next place of the list. */
static MlsGround
step (MlsJob *job, const char *count)
{
  mls_screen_key (job->screen, "Right");

  return read_place (job, count);
}

/* From side to side through the middle of the face at @place, a little beyond it. */
static void
line_through (MlsJob *job, MlsGround place, MlsGround line[2])
{
  g_autoptr (GPtrArray) rings = mls_project_file_rings (job->path, (MlsGround){ place.east - 0.1, place.north - 0.1 },
                                                        (MlsGround){ place.east + 0.1, place.north + 0.1 });
  const GArray *ring = g_ptr_array_index (rings, 0);
  double west = place.east, east = place.east;

  g_assert_cmpuint (rings->len, ==, 1);
  for (guint i = 0; i + 1 < ring->len; i++)
    {
      MlsGround a = g_array_index (ring, MlsGround, i);
      MlsGround b = g_array_index (ring, MlsGround, i + 1);

      if ((a.north > place.north) != (b.north > place.north))
        {
          double at = a.east + (b.east - a.east) * (place.north - a.north) / (b.north - a.north);

          west = MIN (west, at);
          east = MAX (east, at);
        }
    }

  line[0] = (MlsGround){ west - 1, place.north };
  line[1] = (MlsGround){ east + 1, place.north };
}

/* A place on the line, moved across it. */
static char *
codes_beside (MlsJob *job, const MlsGround line[2], double north, const char *vintage)
{
  return mls_project_file_codes (job->path, (MlsGround){ (line[0].east + line[1].east) / 2, line[0].north + north },
                                 vintage);
}

/* The largest change of the list, at both dates; in the second pane, which shows the older one, it is
 * cut in two. The newer date keeps its codes on both sides. */
static void
test_both_dates (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);
  MlsGround place, line[2];
  g_autofree char *older = NULL;
  g_autofree char *newer = NULL;
  g_autofree char *codes[2][2] = { { NULL } };

  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, "Changes");
  mls_job_wait_list (job);
  place = step (job, "1 of ");
  older = mls_project_file_codes (job->path, place, "21");
  newer = mls_project_file_codes (job->path, place, "24");
  g_test_message ("%s in 2021, %s in 2024", older, newer);
  g_assert_cmpstr (older, !=, newer);

  mls_screen_key (job->screen, "Control_L+2");
  mls_editor_wait_panes (job->editor, 2);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2024 · change\nOrthophoto 2024");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2021 · change\nOrthophoto 2021");
  mls_screen_type (job->screen, "411700");
  line_through (job, place, line);
  mls_editor_draw (job->editor, 1, line);
  mls_job_expect_last (job, "split", n + 1);
  mls_job_save_picture (job, "two-dates-edited");
  mls_job_expect_value (job, "split change 21", LAST_KIND);

  for (int side = 0; side < 2; side++)
    {
      codes[0][side] = codes_beside (job, line, side == 0 ? -6 : 6, "21");
      codes[1][side] = codes_beside (job, line, side == 0 ? -6 : 6, "24");
      g_assert_cmpstr (codes[1][side], ==, newer);
    }
  g_assert_true (g_str_equal (codes[0][0], older) != g_str_equal (codes[0][1], older));
  g_assert_true (g_str_equal (codes[0][0], "CS4.1.1 US7.0.0") != g_str_equal (codes[0][1], "CS4.1.1 US7.0.0"));
}

/* Three findings, by key: of the first the cure is shown and then done, the second kept for a reason, the third looked at. */
static void
test_findings (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  mls_job_expect_value (job, "2", N_SPOILT);
  mls_job_wait_list (job);
  step (job, "1 of ");
  mls_editor_wait_label (job->editor, "CS3.1.1");
  mls_editor_wait_label (job->editor, "Enter does it");
  mls_job_save_picture (job, "finding-1");
  g_assert_cmpint (mls_job_count_operations (job), ==, n);
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "cure", n + 1);
  mls_job_expect_value (job, "1", N_SPOILT);

  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "9");
  step (job, "1 of 9");
  mls_screen_key (job->screen, "Shift_L+Return");
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, "Reason for the exception");
  mls_screen_type (job->screen, "bassin");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "except", n + 2);
  mls_job_expect_value (job, "2", "SELECT count(*) FROM exception WHERE reason = 'bassin' AND until IS NULL");
  mls_job_expect_value (job, "1", N_SPOILT);

  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "7");
  step (job, "1 of 7");
  mls_editor_wait_label (job->editor, "A doubt in ");
  mls_job_save_picture (job, "finding-3");
  mls_job_expect_last (job, "except", n + 2);
}

/* Changes forwards and backwards, each at another place; nothing is written. */
static void
test_changes (MlsJob *job, gconstpointer data)
{
  g_autofree char *before = mls_project_file_read (job->path, CODES);
  MlsGround first, second, again;
  double scale;

  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, "Changes");
  mls_job_wait_list (job);
  first = step (job, "1 of ");
  second = step (job, "2 of ");
  g_assert_true (first.east != second.east || first.north != second.north);
  step (job, "3 of ");
  mls_job_save_picture (job, "change-3");

  mls_screen_key (job->screen, "Left");
  mls_editor_wait_label (job->editor, "2 of ");
  mls_editor_read_view (job->editor, &again, &scale);
  g_assert_cmpfloat (again.east, ==, second.east);
  g_assert_cmpfloat (again.north, ==, second.north);
  mls_job_expect_value (job, before, CODES);
}

/* A few of the changes, by what they were and became, and the same from the smallest on; none of the regions is
 * listed. */
static void
test_filtered (MlsJob *job, gconstpointer data)
{
  MlsGround largest, smallest;

  mls_screen_key (job->screen, "a");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, "Changes");
  mls_job_wait_list (job);
  mls_screen_key (job->screen, "Control_L+Shift_L+f");
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, "Filter of changes");
  mls_screen_type (job->screen, "from=6 to=nowhere");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Word 2, “to=nowhere”: there is no such code");
  mls_screen_key (job->screen, "Control_L+a");
  mls_screen_type (job->screen, "from=6 to=1 dimension=cover");
  mls_screen_key (job->screen, "Return");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, N_BUILT);
  mls_editor_wait_label (job->editor, BUILT_AREA);

  largest = step (job, "1 of " N_BUILT);
  mls_job_save_picture (job, "changes-filtered");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, "Order of changes");
  mls_wait_idle (0.5);
  mls_screen_key (job->screen, "Down");
  mls_job_save_picture (job, "changes-order");
  mls_screen_key (job->screen, "Return");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, N_BUILT);
  smallest = step (job, "1 of " N_BUILT);
  g_assert_true (largest.east != smallest.east || largest.north != smallest.north);
  mls_screen_key (job->screen, "Control_L+Shift_L+f");
  mls_screen_key (job->screen, "Control_L+a");
  mls_screen_key (job->screen, "BackSpace");
  mls_screen_key (job->screen, "Return");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, BUILT_AREA);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/two-dates/edited", MlsJob, "edited", mls_job_set_up, test_both_dates, mls_job_tear_down);
  g_test_add ("/window/two-dates/findings", MlsJob, "findings", set_up_spoilt, test_findings, mls_job_tear_down);
  g_test_add ("/window/two-dates/filtered", MlsJob, "filtered", mls_job_set_up, test_filtered, mls_job_tear_down);
  g_test_add ("/window/two-dates/changes", MlsJob, "changes", mls_job_set_up, test_changes, mls_job_tear_down);

  return g_test_run ();
}
