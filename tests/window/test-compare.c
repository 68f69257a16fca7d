/* Two dates over one another and beside each other: what is seen of each, and that each is edited. */

#include "job.h"
#include "picture.h"

#include <gdal.h>
#include <locale.h>

/* Of a picture of the map: what a divider, its shade and rounding may take. */
#define N_SAME 200

/* Pixels that are clearly others in a third of the map, where another date shines through by half. */
#define N_OTHER 800

#define LAST_KIND "SELECT verb || ' ' || kind || ' ' || vintages FROM operation ORDER BY id DESC LIMIT 1"

/* The map as it was seen, and a part of it to be seen again. */
typedef struct
{
  MlsJob                *job;
  cairo_surface_t       *seen;
  cairo_rectangle_int_t  where;
} Expected;

/* A strip of the map from one share of its width to another, without what stands at its edges. */
static cairo_rectangle_int_t
strip (MlsJob *job, double from, double to)
{
  cairo_rectangle_int_t map;

  mls_editor_get_map (job->editor, 0, &map);

  return (cairo_rectangle_int_t){ map.x + (int) (map.width * from), map.y + map.height / 6,
                                  (int) (map.width * (to - from)), map.height / 3 };
}

static gboolean
is_seen (gpointer data)
{
  const Expected *expected = data;
  cairo_surface_t *now = mls_screen_look (expected->job->screen);
  guint n = mls_picture_differs (now, expected->seen, &expected->where);

  g_test_message ("%u pixels differ", n);
  cairo_surface_destroy (now);

  return n <= N_SAME;
}

static void
expect (MlsJob *job, cairo_surface_t *seen, double from, double to)
{
  Expected expected = { job, seen, strip (job, from, to) };

  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_seen, &expected));
}

static gboolean
is_other (gpointer data)
{
  const Expected *expected = data;
  cairo_surface_t *now = mls_screen_look (expected->job->screen);
  guint n = mls_picture_differs (now, expected->seen, &expected->where);

  g_test_message ("%u pixels differ", n);
  cairo_surface_destroy (now);

  return n >= N_OTHER;
}

static void
expect_other (MlsJob *job, cairo_surface_t *seen, double from, double to)
{
  Expected expected = { job, seen, strip (job, from, to) };

  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_other, &expected));
}

/* The pointer is where it draws nothing. */
static void
put_away_pointer (MlsJob *job)
{
  cairo_rectangle_int_t map;

  mls_editor_get_map (job->editor, 0, &map);
  mls_screen_move (job->screen, map.x + map.width / 3, map.y - 20);
}

/* The newer date alone, then the older one. */
static void
look_at_dates (MlsJob *job, cairo_surface_t *dates[2])
{
  put_away_pointer (job);
  dates[0] = mls_job_look_still (job);
  mls_screen_key (job->screen, "Next");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2021 · change\nOrthophoto 2021");
  expect_other (job, dates[0], 0.1, 0.9);
  dates[1] = mls_job_look_still (job);
  mls_screen_key (job->screen, "Prior");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2024 · change\nOrthophoto 2024");
  expect (job, dates[0], 0.1, 0.9);
}

static void
drag_divider (MlsJob *job, double from, double to)
{
  cairo_rectangle_int_t map;

  mls_editor_get_map (job->editor, 0, &map);
  mls_screen_drag (job->screen, map.x + from * map.width, map.y + map.height / 2, map.x + to * map.width,
                   map.y + map.height / 2, 1);
  put_away_pointer (job);
}

/* On the left of the divider the newer date, on the right the older one, wherever it is dragged to. */
static void
test_swipe (MlsJob *job, gconstpointer data)
{
  cairo_surface_t *dates[2];

  look_at_dates (job, dates);
  mls_screen_key (job->screen, "Shift_L+w");
  mls_editor_wait_panes (job->editor, 2);
  expect (job, dates[0], 0.1, 0.48);
  expect (job, dates[1], 0.52, 0.85);
  mls_job_save_picture (job, "compare-swipe");

  drag_divider (job, 0.5, 0.75);
  expect (job, dates[0], 0.1, 0.73);
  expect (job, dates[1], 0.77, 0.85);
  drag_divider (job, 0.75, 0.2);
  expect (job, dates[0], 0.1, 0.18);
  expect (job, dates[1], 0.22, 0.85);
  mls_screen_key (job->screen, "Shift_L+Right");
  expect (job, dates[0], 0.1, 0.23);
  expect (job, dates[1], 0.27, 0.85);

  mls_screen_key (job->screen, "Control_L+1");
  mls_editor_wait_panes (job->editor, 1);
  expect (job, dates[0], 0.1, 0.9);
  for (int i = 0; i < 2; i++)
    cairo_surface_destroy (dates[i]);
}

/* The lower date shines through as far as the fader says: not at all, all of it, or both. */
static void
test_fade (MlsJob *job, gconstpointer data)
{
  cairo_surface_t *dates[2];

  look_at_dates (job, dates);
  for (int i = 0; i < 3; i++)
    mls_screen_key (job->screen, "Shift_L+w");
  mls_editor_expect (job->editor, ATSPI_ROLE_SLIDER, "How much the first date shines through");
  expect_other (job, dates[0], 0.1, 0.85);
  expect_other (job, dates[1], 0.1, 0.85);
  mls_job_save_picture (job, "compare-fade");

  for (int i = 0; i < 10; i++)
    mls_screen_key (job->screen, "Shift_L+Right");
  expect (job, dates[0], 0.1, 0.85);
  for (int i = 0; i < 20; i++)
    mls_screen_key (job->screen, "Shift_L+Left");
  expect (job, dates[1], 0.1, 0.85);

  mls_screen_key (job->screen, "Shift_L+w");
  mls_editor_wait_panes (job->editor, 2);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2021 · change\nOrthophoto 2021");
  for (int i = 0; i < 2; i++)
    cairo_surface_destroy (dates[i]);
}

/* Holding B shows what is on the other side, all of it, and letting go takes it back. */
static void
test_flicker (MlsJob *job, gconstpointer data)
{
  cairo_surface_t *dates[2];

  look_at_dates (job, dates);
  mls_screen_key (job->screen, "Shift_L+w");
  drag_divider (job, 0.5, 0.9);
  expect (job, dates[0], 0.1, 0.85);
  mls_screen_hold_key (job->screen, "Shift_L");
  mls_screen_hold_key (job->screen, "b");
  expect (job, dates[1], 0.1, 0.85);
  mls_screen_release_key (job->screen, "b");
  mls_screen_release_key (job->screen, "Shift_L");
  expect (job, dates[0], 0.1, 0.85);
  for (int i = 0; i < 2; i++)
    cairo_surface_destroy (dates[i]);
}

/* What is drawn on the right of the divider is drawn at the date that is seen there. */
static void
test_edited (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);
  g_autofree char *newer = mls_project_file_codes (job->path, job->sides[0], "24");

  mls_screen_key (job->screen, "Shift_L+w");
  mls_editor_wait_panes (job->editor, 2);
  drag_divider (job, 0.5, 0.02);
  mls_screen_type (job->screen, "611111");
  mls_editor_draw (job->editor, 1, job->line);
  mls_job_expect_last (job, "split", n + 1);
  mls_job_expect_value (job, "split change 21", LAST_KIND);
  mls_job_expect_sides (job, "21", 1);
  mls_job_expect_sides (job, "24", 0);
  g_assert_nonnull (newer);
}

/* Chosen in the menu of the pane in hand: rows down, those that are for several panes only with several, and buttons to
 * the right. */
static void
choose (MlsJob *job, int down, int right)
{
  mls_screen_key (job->screen, "Shift_L+v");
  mls_wait_idle (0.5);
  for (int i = 0; i < down; i++)
    mls_screen_key (job->screen, "Down");
  for (int i = 0; i < right; i++)
    mls_screen_key (job->screen, "Right");
  mls_screen_key (job->screen, "space");
  mls_wait_idle (0.3);
}

/* Free panes stay where they are while another moves, and go along again once they are linked. */
static void
test_free (MlsJob *job, gconstpointer data)
{
  cairo_surface_t *before;
  cairo_rectangle_int_t map;
  Expected second;

  mls_screen_key (job->screen, "Control_L+2");
  mls_editor_wait_panes (job->editor, 2);
  choose (job, 2, 1);
  mls_screen_key (job->screen, "Escape");
  put_away_pointer (job);
  before = mls_job_look_still (job);
  mls_editor_get_map (job->editor, 1, &map);
  second = (Expected){ job, before, { map.x + 10, map.y + map.height / 4, map.width - 20, map.height / 4 } };
  mls_editor_get_map (job->editor, 0, &map);
  mls_screen_move (job->screen, map.x + map.width / 2, map.y + map.height / 2);
  mls_screen_scroll (job->screen, 3);
  put_away_pointer (job);
  mls_wait_idle (1);
  g_assert_true (is_seen (&second));
  second.where.x = map.x + 10;
  g_assert_false (is_seen (&second));
  mls_job_save_picture (job, "compare-free");
  cairo_surface_destroy (before);
}

/* A pane shows a version by its name: the line that was drawn since is not there, and none is drawn in it. */
static void
test_past (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);
  cairo_surface_t *dates[1];

  mls_screen_key (job->screen, "Control_L+Shift_L+s");
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, "Name of this version of the project");
  mls_screen_type (job->screen, "avant");
  mls_screen_key (job->screen, "Return");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, "Name of this version of the project");
  for (int i = 0; i < 2; i++)
    mls_screen_key (job->screen, "f");
  put_away_pointer (job);
  dates[0] = mls_job_look_still (job);
  mls_screen_type (job->screen, "611111");
  mls_editor_draw (job->editor, 0, job->line);
  mls_job_expect_last (job, "split", n + 1);
  mls_screen_key (job->screen, "Escape");

  choose (job, 4, 0);
  mls_screen_key (job->screen, "Down");
  mls_screen_key (job->screen, "space");
  mls_screen_key (job->screen, "Escape");
  mls_editor_wait_label (job->editor, "2024 · as on ");
  put_away_pointer (job);
  mls_wait_idle (1);
  mls_job_save_picture (job, "compare-past");
  expect (job, dates[0], 0.1, 0.9);

  mls_editor_click (job->editor, 0, job->sides[0]);
  mls_editor_wait_label (job->editor, "This view shows the past");
  g_assert_cmpint (mls_job_count_operations (job), ==, n + 1);
  cairo_surface_destroy (dates[0]);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/compare/swipe", MlsJob, "swipe", mls_job_set_up, test_swipe, mls_job_tear_down);
  g_test_add ("/window/compare/fade", MlsJob, "fade", mls_job_set_up, test_fade, mls_job_tear_down);
  g_test_add ("/window/compare/flicker", MlsJob, "flicker", mls_job_set_up, test_flicker, mls_job_tear_down);
  g_test_add ("/window/compare/edited", MlsJob, "swiped", mls_job_set_up, test_edited, mls_job_tear_down);
  g_test_add ("/window/compare/free", MlsJob, "free", mls_job_set_up, test_free, mls_job_tear_down);
  g_test_add ("/window/compare/past", MlsJob, "past", mls_job_set_up, test_past, mls_job_tear_down);

  return g_test_run ();
}
