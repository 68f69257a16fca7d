#include "tasks.h"

#include <math.h>

#define WOOD   "CS4.1.2 US7.0.0"
#define ROAD   "CS1.1.2 US4.1.2"
#define SPOILT "CS3.1.1 US7.0.0"

/* The favourites that a fresh program has. */
#define KEY_MEADOW "F3"
#define KEY_WOOD   "F4"
#define KEY_ROAD   "F7"

/* How far from where it is meant a hand may put a vertex, m. */
#define NEAR 1.0

#define LAST "SELECT verb || ' ' || kind || ' ' || vintages FROM operation ORDER BY id DESC LIMIT 1"

/* Makes slivers of buildings at both dates: @n of them, from that of the site on. */
static void
spoil (const char *path, const Site *site, guint n)
{
  g_autofree char *sql = g_strdup_printf (
    "UPDATE coverage SET cs24 = 'CS3.1.1', us24 = 'US7.0.0' WHERE fid IN (SELECT fid FROM coverage WHERE "
    "cs24 = 'CS1.1.1' AND surf_m2 < 120 ORDER BY (fid < %" G_GINT64_FORMAT "), fid LIMIT %u)", site->fid, n);

  mls_project_file_execute (path, sql);
}

static void
prepare_sliver (const char *path, const Site *site)
{
  spoil (path, site, 1);
}

static void
prepare_findings (const char *path, const Site *site)
{
  spoil (path, site, 3);
}

/* Places the vertices of a line, but for the last @n_left. */
static void
draw (MlsJob *job, const Site *site, guint n_left)
{
  mls_screen_count_as (job->screen, MLS_ACT_VERTEX);
  for (guint i = 0; i + n_left < site->n_line; i++)
    mls_editor_click (job->editor, 0, site->line[i]);
  mls_screen_count_as (job->screen, MLS_ACT_PRESS);
}

static void
draw_and_finish (MlsJob *job, const Site *site)
{
  draw (job, site, 0);
  mls_editor_finish (job->editor, 0, site->line[site->n_line - 1]);
}

static void
act_split (MlsJob *job, const Site *site)
{
  mls_screen_key (job->screen, "l");
  mls_screen_key (job->screen, KEY_MEADOW);
  draw_and_finish (job, site);
}

static void
act_reshape (MlsJob *job, const Site *site)
{
  mls_screen_key (job->screen, "l");
  draw_and_finish (job, site);
}

/* Where it began the outline is closed by a click, which finishes it. */
static void
act_island (MlsJob *job, const Site *site)
{
  mls_screen_key (job->screen, "l");
  mls_screen_key (job->screen, KEY_WOOD);
  draw (job, site, 0);
}

static void
act_absorb (MlsJob *job, const Site *site)
{
  mls_editor_move (job->editor, 0, site->centre);
  mls_screen_key (job->screen, "Delete");
}

static void
act_recode (MlsJob *job, const Site *site)
{
  mls_screen_key (job->screen, "e");
  mls_screen_count_as (job->screen, MLS_ACT_DIGIT);
  mls_screen_type (job->screen, "611111");
  mls_screen_count_as (job->screen, MLS_ACT_PRESS);
  mls_editor_click (job->editor, 0, site->centre);
}

static void
act_move (MlsJob *job, const Site *site)
{
  double x[2], y[2];

  mls_screen_key (job->screen, "w");
  for (int i = 0; i < 2; i++)
    mls_editor_find (job->editor, 0, site->line[i], &x[i], &y[i]);
  mls_screen_drag (job->screen, x[0], y[0], x[1], y[1], 1);
}

static void
act_strip (MlsJob *job, const Site *site)
{
  mls_screen_key (job->screen, "l");
  mls_screen_key (job->screen, "r");
  mls_screen_key (job->screen, KEY_ROAD);
  draw_and_finish (job, site);
}

static void
act_correct (MlsJob *job, const Site *site)
{
  mls_screen_key (job->screen, "k");
  mls_screen_key (job->screen, "l");
  draw_and_finish (job, site);
}

/* Each is gone to and cured; the list is made anew each time. */
static void
act_findings (MlsJob *job, const Site *site)
{
  int n = mls_job_count_operations (job);

  mls_job_wait_list (job);
  for (int i = 1; i <= 3; i++)
    {
      mls_screen_key (job->screen, "Right");
      mls_editor_wait_label (job->editor, "Enter does it");
      mls_screen_key (job->screen, "Return");
      mls_job_expect_last (job, "cure", n + i);
      mls_wait_idle (1);
    }
}

/* The evening before. */
static void
begin_undo (MlsJob *job, const Site *site)
{
  int n = mls_job_count_operations (job);

  mls_screen_key (job->screen, "l");
  mls_screen_key (job->screen, KEY_MEADOW);
  draw_and_finish (job, site);
  mls_job_expect_last (job, "split", n + 1);
  mls_job_stop (job);
  mls_job_start (job);
}

static void
act_undo (MlsJob *job, const Site *site)
{
  mls_screen_key (job->screen, "Control_L+z");
}

static gboolean
is_now (MlsJob *job, MlsGround ground, const char *vintage, const char *codes)
{
  g_autofree char *now = mls_project_file_codes (job->path, ground, vintage);

  return g_strcmp0 (now, codes) == 0;
}

static void
expect_codes (MlsJob *job, MlsGround ground, const char *codes)
{
  g_autofree char *now = mls_project_file_codes (job->path, ground, "24");

  g_assert_cmpstr (now, ==, codes);
}

static void
judge_split (MlsJob *job, const Site *site)
{
  mls_job_expect_value (job, "split change 24", LAST);
  for (int i = 0; i < 2; i++)
    if (is_now (job, site->sides[i], "24", MEADOW))
      expect_codes (job, site->sides[1 - i], site->codes[1 - i]);
    else
      expect_codes (job, site->sides[1 - i], MEADOW);
}

static void
judge_reshape (MlsJob *job, const Site *site)
{
  mls_job_expect_value (job, "reshape change 24", LAST);
  expect_codes (job, site->sides[0], site->codes[1]);
  expect_codes (job, site->sides[1], site->codes[1]);
}

static void
judge_island (MlsJob *job, const Site *site)
{
  mls_job_expect_value (job, "island change 24", LAST);
  expect_codes (job, site->sides[0], WOOD);
  expect_codes (job, site->sides[1], site->codes[1]);
}

static void
judge_absorb (MlsJob *job, const Site *site)
{
  mls_job_expect_value (job, "merge change 24", LAST);
  g_assert_false (is_now (job, site->centre, "24", SPOILT));
}

static void
judge_recode (MlsJob *job, const Site *site)
{
  mls_job_expect_value (job, "recode change 24", LAST);
  expect_codes (job, site->centre, MEADOW);
}

static gboolean
has_vertex_near (MlsJob *job, MlsGround place)
{
  g_autoptr (GPtrArray) rings = mls_project_file_rings (job->path, (MlsGround){ place.east - NEAR, place.north - NEAR },
                                                        (MlsGround){ place.east + NEAR, place.north + NEAR });

  for (guint i = 0; i < rings->len; i++)
    {
      const GArray *ring = g_ptr_array_index (rings, i);

      for (guint v = 0; v < ring->len; v++)
        if (hypot (g_array_index (ring, MlsGround, v).east - place.east,
                   g_array_index (ring, MlsGround, v).north - place.north) < NEAR)
          return TRUE;
    }

  return FALSE;
}

static void
judge_move (MlsJob *job, const Site *site)
{
  mls_job_expect_value (job, "move-vertex change 24", LAST);
  g_assert_true (has_vertex_near (job, site->line[1]));
  expect_codes (job, site->sides[0], site->codes[0]);
}

/* Its ends may have been drawn to what is near. */
static gboolean
has_road_near (MlsJob *job, MlsGround place)
{
  for (int i = -2; i <= 2; i++)
    if (is_now (job, (MlsGround){ place.east, place.north + 2 * i }, "24", ROAD))
      return TRUE;

  return FALSE;
}

static void
judge_strip (MlsJob *job, const Site *site)
{
  MlsGround middle = { (site->line[0].east + site->line[1].east) / 2, site->line[0].north };

  mls_job_expect_value (job, "strip change 24", LAST);
  g_assert_true (has_road_near (job, middle));
  for (int i = 0; i < 2; i++)
    expect_codes (job, site->sides[i], site->codes[i]);
}

static void
judge_correct (MlsJob *job, const Site *site)
{
  mls_job_expect_value (job, "1", "SELECT verb = 'reshape' AND kind = 'correction' AND vintages LIKE '%21%' AND "
                                  "vintages LIKE '%24%' FROM operation ORDER BY id DESC LIMIT 1");
  expect_codes (job, site->sides[0], site->codes[1]);
}

static void
judge_findings (MlsJob *job, const Site *site)
{
  mls_job_expect_value (job, "0", "SELECT count(*) FROM coverage WHERE cs24 = 'CS3.1.1' AND surf_m2 < 120");
}

static void
judge_undo (MlsJob *job, const Site *site)
{
  mls_job_expect_value (job, "undo change 24", LAST);
  for (int i = 0; i < 2; i++)
    expect_codes (job, site->sides[i], site->codes[i]);
}

const Task tasks[] = {
  { "split and re-code", 4, 1, site_split, NULL, NULL, act_split, judge_split },
  { "reshape a border", 2, 1, site_bulge, NULL, NULL, act_reshape, judge_reshape },
  { "cut out an island", 4, 1, site_island, NULL, NULL, act_island, judge_island },
  { "absorb a sliver", 1, 1, site_sliver, prepare_sliver, NULL, act_absorb, judge_absorb },
  { "re-code cover and use", 4, 1, site_whole, NULL, NULL, act_recode, judge_recode },
  { "move a shared vertex", 2, 1, site_vertex, NULL, NULL, act_move, judge_move },
  { "take a strip of road", 4, 1, site_road, NULL, NULL, act_strip, judge_strip },
  { "correct at all dates", 4, 1, site_bulge, NULL, NULL, act_correct, judge_correct },
  { "clear a finding", 2, 3, site_sliver, prepare_findings, NULL, act_findings, judge_findings },
  { "undo after a restart", 2, 1, site_split, NULL, begin_undo, act_undo, judge_undo },
};

const guint n_tasks = G_N_ELEMENTS (tasks);
