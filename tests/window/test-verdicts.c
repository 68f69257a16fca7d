/* What each way of drawing would do is told at the pointer and shown on the map before it is done. The pictures are
 * those of the README and the guide, see build-aux/pictures. */

#include "job.h"

#include <gdal.h>
#include <glib/gi18n.h>
#include <locale.h>

/* A place by the line across the field: how far along it, and how far to its left, in its length. */
typedef struct
{
  double along;
  double aside;
} Place;

typedef struct
{
  const char *name;    /* of the test and its picture */
  const char *keys;    /* before: of the tool and its mode, after one another … */
  const char *undoing; /* (nullable): … and after, of the mode */
  const char *digits;  /* (nullable): the codes that are in hand */
  Place       clicks[6];
  guint       n_clicks;
  Place       hover;
  enum { CLICKS, DRAGS, DRAGS_AND_LETS_GO } hand; /* a drag goes from the only click to where it hovers */
  const char *says;
} Drawing;

static const Drawing drawings[] = {
  { "split", "l", NULL, "611111", { { 0, 0 }, { 0.45, 0.06 } }, 2, { 1, 0 }, CLICKS, N_("Split") },
  { "freehand", "l", NULL, "611111", { { -0.03, 0 } }, 1, { 1.03, 0 }, DRAGS_AND_LETS_GO, N_("Split") },
  { "reshape", "l", NULL, NULL, { { 0.75, 0.1 }, { 1.2, 0.05 }, { 1.2, -0.1 } }, 3, { 0.75, -0.15 }, CLICKS, N_("Reshape") },
  { "island", "l", NULL, "611111", { { 0.35, -0.15 }, { 0.65, -0.15 }, { 0.65, 0.15 }, { 0.35, 0.15 } }, 4, { 0.35, -0.15 },
    CLICKS, N_("Cut out") },
  { "strip", "l r", "r", "411700", { { 0, 0.1 }, { 0.5, -0.05 } }, 2, { 1, 0.1 }, CLICKS, N_("Strip") },
  { "complete", "l Shift_L+x", "Shift_L+x", "611111", { { 0.3, 0.75 }, { 0.3, 0.1 }, { 0.7, 0.1 } }, 3, { 0.7, 0.75 }, CLICKS,
    N_("Complete") },
  { "gauge", "l n", "n", "611111", { { 0, 0.2 } }, 1, { 0.5, 0.2 }, CLICKS, NULL },
  { "paint", "e", NULL, "611111", { { -0.15, 0.1 } }, 1, { 0.5, 0.1 }, DRAGS, N_("Recode") },
  { "merge", "c", NULL, NULL, { { -0.15, 0.1 } }, 1, { 0.5, 0.1 }, DRAGS, N_("Merge") },
};

static MlsGround
ground (MlsJob *job, Place place)
{
  double east = job->line[1].east - job->line[0].east;
  double north = job->line[1].north - job->line[0].north;

  return (MlsGround){ job->line[0].east + place.along * east - place.aside * north,
                      job->line[0].north + place.along * north + place.aside * east };
}

static void
press_keys (MlsJob *job, const char *keys)
{
  g_auto (GStrv) each = g_strsplit (keys != NULL ? keys : "", " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    mls_screen_key (job->screen, each[i]);
}

static void
begin (MlsJob *job, const Drawing *drawing)
{
  press_keys (job, drawing->keys);
  if (drawing->digits != NULL)
    mls_screen_type (job->screen, drawing->digits);
  if (drawing->hand == CLICKS)
    {
      for (guint i = 0; i < drawing->n_clicks; i++)
        mls_editor_click (job->editor, 0, ground (job, drawing->clicks[i]));
      mls_editor_move (job->editor, 0, ground (job, drawing->hover));
      return;
    }

  mls_editor_move (job->editor, 0, ground (job, drawing->clicks[0]));
  mls_screen_press (job->screen, 1);
  for (int i = 1; i <= 8; i++)
    {
      Place between = { drawing->clicks[0].along + (drawing->hover.along - drawing->clicks[0].along) * i / 8,
                        drawing->clicks[0].aside + (i % 2 == 0 ? 0 : 0.03) };

      mls_editor_move (job->editor, 0, ground (job, between));
    }
  if (drawing->hand == DRAGS_AND_LETS_GO)
    mls_screen_release (job->screen, 1);
}

static void
test_drawing (MlsJob *job, gconstpointer data)
{
  const Drawing *drawing = NULL;
  g_autofree char *picture = NULL;
  int n = mls_job_count_operations (job);

  for (guint i = 0; i < G_N_ELEMENTS (drawings); i++)
    {
      drawing = &drawings[i];
      picture = g_strdup_printf ("tool-%s", drawing->name);
      begin (job, drawing);
      if (drawing->says != NULL)
        mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, _(drawing->says));
      mls_wait_idle (0.4);
      mls_job_save_picture (job, picture);
      g_clear_pointer (&picture, g_free);

      mls_screen_key (job->screen, "Escape");
      if (drawing->hand == DRAGS)
        mls_screen_release (job->screen, 1);
      press_keys (job, drawing->undoing);
      g_assert_cmpint (mls_job_count_operations (job), ==, n);
    }
}

/* Gives the operator the square around @middle. */
static void
give_zone (MlsJob *job, MlsGround middle, gint64 reach)
{
  gint64 east = (gint64) (middle.east * MLS_MM_PER_M), north = (gint64) (middle.north * MLS_MM_PER_M);

  mls_job_give_zone (job, &(MlsBox){ east - reach, north - reach, east + reach, north + reach });
}

/* Red before the last click, with the reason; the zone is seen, and what lies in it is edited as ever. */
static void
test_zone (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  give_zone (job, ground (job, (Place){ 8, 0 }), 20 * MLS_MM_PER_M);
  mls_job_start (job);
  mls_screen_key (job->screen, "l");
  mls_screen_type (job->screen, "611111");
  mls_editor_click (job->editor, 0, job->line[0]);
  mls_editor_move (job->editor, 0, job->line[1]);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "This is outside of the zone of operator");
  mls_job_save_picture (job, "zone-outside");
  mls_editor_click (job->editor, 0, job->line[1]);
  mls_screen_key (job->screen, "Return");
  mls_wait_idle (0.4);
  g_assert_cmpint (mls_job_count_operations (job), ==, n);
  mls_job_stop (job);

  give_zone (job, ground (job, (Place){ 0.5, 0 }), 40 * MLS_MM_PER_M);
  mls_job_start (job);
  mls_screen_key (job->screen, "Escape");
  mls_screen_key (job->screen, "l");
  mls_screen_type (job->screen, "611111");
  mls_editor_click (job->editor, 0, job->line[0]);
  mls_editor_move (job->editor, 0, job->line[1]);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Split");
  mls_job_save_picture (job, "zone");
  mls_editor_click (job->editor, 0, job->line[1]);
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "split", n + 1);
}

typedef struct
{
  MlsJob                *job;
  cairo_surface_t       *before;
  cairo_rectangle_int_t  map;
} Look;

static gboolean
is_tinted (gpointer user_data)
{
  Look *look = user_data;
  cairo_surface_t *now = mls_screen_look (look->job->screen);
  guint n = mls_picture_differs (look->before, now, &look->map);

  cairo_surface_destroy (now);

  return n > 5000;
}

/* From afar squares that are done are seen. */
static void
test_zone_from_afar (MlsJob *job, gconstpointer data)
{
  Look look = { job };

  give_zone (job, ground (job, (Place){ 0.5, 0 }), 1000 * MLS_MM_PER_M);
  mls_job_start (job);
  mls_editor_get_map (job->editor, 0, &look.map);
  mls_screen_move (job->screen, look.map.x + look.map.width / 2, look.map.y + look.map.height / 2);
  for (int i = 0; i < 2; i++)
    mls_screen_scroll (job->screen, 1);
  mls_wait_idle (1);
  look.before = mls_screen_look (job->screen);
  mls_screen_key (job->screen, "End");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Done · zone 4 % done");
  mls_job_save_picture (job, "zone-afar");
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_tinted, &look));
  cairo_surface_destroy (look.before);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/verdicts/told", MlsJob, "told", mls_job_set_up, test_drawing, mls_job_tear_down);
  g_test_add ("/window/verdicts/told-fr", MlsJob, "told-fr", mls_job_set_up_french, test_drawing, mls_job_tear_down);
  g_test_add ("/window/verdicts/zone", MlsJob, "zone", mls_job_set_up_closed, test_zone, mls_job_tear_down);
  g_test_add ("/window/verdicts/zone-from-afar", MlsJob, "afar", mls_job_set_up_closed, test_zone_from_afar,
              mls_job_tear_down);

  return g_test_run ();
}
