/* The main job, from the first look to the next day: what an operator does with hand and eye, and
 * after each step what the file says. */

#include "editor.h"

#include <gdal.h>
#include <locale.h>

/* The last number of the history, and what it is. */
#define LAST_VERB "SELECT verb FROM operation ORDER BY id DESC LIMIT 1"
#define N_OPERATIONS "SELECT count(*) FROM operation"
#define N_AREA "SELECT CAST(sum(surf_m2) AS INTEGER) FROM coverage"

#define ARABLE "CS6.3.0 US1.1.3"
#define MEADOW "CS6.1.1 US1.1.1"

/* The demo's field, and what is drawn in it. */
typedef struct
{
  char      *path;
  MlsEditor *editor;
  MlsScreen *screen;
  MlsGround  line[2];
  MlsGround  corner[2];
  MlsGround  sides[2]; /* a place at either side of the line */
} Job;

static void
start_editor (Job *job, const char *author)
{
  job->editor = mls_editor_open (job->path, author);
  job->screen = mls_editor_get_screen (job->editor);
}

static void
stop_editor (Job *job)
{
  mls_editor_close (g_steal_pointer (&job->editor));
}

static void
set_up (Job *job, gconstpointer data)
{
  double east, north;

  job->path = mls_editor_make_project (data);
  mls_project_file_points (job->path, "demo.line", job->line, 2);
  mls_project_file_points (job->path, "demo.corner", job->corner, 2);

  /* An eighth of the line's length to either side of its middle. */
  east = (job->line[1].east - job->line[0].east) / 8;
  north = (job->line[1].north - job->line[0].north) / 8;
  for (int i = 0; i < 2; i++)
    {
      job->sides[i].east = (job->line[0].east + job->line[1].east) / 2 + (i == 0 ? -north : north);
      job->sides[i].north = (job->line[0].north + job->line[1].north) / 2 + (i == 0 ? east : -east);
    }

  start_editor (job, "operator");
}

static void
tear_down (Job *job, gconstpointer data)
{
  if (job->editor != NULL)
    stop_editor (job);
  mls_project_file_check (job->path);
  g_free (job->path);
}

/* How many sides of the line are @codes in @vintage. */
static guint
count_sides (Job *job, const char *codes, const char *vintage)
{
  guint n = 0;

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *found = mls_project_file_codes (job->path, job->sides[i], vintage);

      n += g_strcmp0 (found, codes) == 0;
    }

  return n;
}

static void
expect_sides (Job *job, const char *vintage, guint n_meadows)
{
  g_assert_cmpuint (count_sides (job, MEADOW, vintage), ==, n_meadows);
  g_assert_cmpuint (count_sides (job, ARABLE, vintage), ==, 2 - n_meadows);
}

static void
expect_last (Job *job, const char *verb, int n_operations)
{
  g_autofree char *count = g_strdup_printf ("%d", n_operations);

  mls_project_file_await (job->path, N_OPERATIONS, count);
  mls_project_file_await (job->path, LAST_VERB, verb);
}

static int
count_operations (Job *job)
{
  g_autofree char *count = mls_project_file_read (job->path, N_OPERATIONS);

  return (int) g_ascii_strtoll (count, NULL, 10);
}

static void
expect_step (Job *job, guint step)
{
  g_autofree char *name = g_strdup_printf ("Step %u is done", step);

  mls_editor_expect (job->editor, ATSPI_ROLE_INVALID, name);
}

static void
save_picture (Job *job, const char *name)
{
  g_free (mls_screen_save (job->screen, name));
}

/* The share of the map that is neither bare ground nor a plain surface of the window: a photo is
 * never of one colour along 24 px. */
static double
photo_share (Job *job)
{
  cairo_surface_t *picture = mls_screen_look (job->screen);
  const guint8 *data = cairo_image_surface_get_data (picture);
  int stride = cairo_image_surface_get_stride (picture);
  cairo_rectangle_int_t map;
  guint n_runs = 0, n_photo = 0;

  mls_editor_get_map (job->editor, 0, &map);
  for (int y = map.y; y < map.y + map.height; y++)
    for (int x = map.x; x + 24 <= map.x + map.width; x += 24, n_runs++)
      {
        const guint32 *run = (const guint32 *) (gconstpointer) (data + y * stride) + x;
        int i = 1;

        while (i < 24 && run[i] == run[0])
          i++;
        n_photo += i < 24;
      }

  cairo_surface_destroy (picture);
  return (double) n_photo / n_runs;
}

static void
wait_for_age (Job *job, double seconds)
{
  double age = mls_program_get_age (mls_editor_get_program (job->editor));

  if (age < seconds)
    mls_wait_idle (seconds - age);
}

/* The card stands off what it speaks of, and is the only plain surface over the photo. */
static void
test_first_look (Job *job, gconstpointer data)
{
  cairo_rectangle_int_t map, card;
  MlsProgram *program = mls_editor_get_program (job->editor);
  AtspiAccessible *steps = mls_widget_wait (program, ATSPI_ROLE_INVALID, "First steps");
  double under_card, share;

  wait_for_age (job, 1);
  share = photo_share (job);
  g_test_message ("looked %.2f s after the window came: %.1f %% photo",
                  mls_program_get_age (program), share * 100);
  save_picture (job, "first-1s");
  mls_editor_get_map (job->editor, 0, &map);
  g_assert_true (mls_widget_get_extents (program, steps, &card));
  g_object_unref (steps);
  under_card = (double) card.width * card.height / ((double) map.width * map.height);
  g_assert_cmpfloat (share, >=, 0.95 * (1 - under_card));

  for (int i = 0; i < 2; i++)
    {
      double x, y;

      mls_editor_find (job->editor, 0, job->line[i], &x, &y);
      g_assert_false (x >= card.x && x < card.x + card.width && y >= card.y && y < card.y + card.height);
    }

  wait_for_age (job, 5);
  save_picture (job, "first-5s");
  wait_for_age (job, 30);
  save_picture (job, "first-30s");
}

/* The four things of the card, each ticked by the real edit; then the program is left and begun
 * again, and takes back what was done before. */
static void
test_first_steps (Job *job, gconstpointer data)
{
  int n = count_operations (job);
  g_autofree char *area = mls_project_file_read (job->path, N_AREA);

  mls_editor_draw (job->editor, 0, job->line);
  expect_step (job, 1);
  save_picture (job, "steps-1-drawn");
  expect_last (job, "import", n);
  mls_screen_type (job->screen, "611111");
  expect_step (job, 2);
  expect_last (job, "split", n + 1);
  expect_sides (job, "24", 1);
  expect_sides (job, "21", 0);
  save_picture (job, "steps-2-coded");

  mls_editor_draw (job->editor, 0, job->corner);
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Show");
  save_picture (job, "steps-3-refused");
  expect_last (job, "split", n + 1);
  mls_screen_key (job->screen, "Return");
  expect_step (job, 3);
  g_assert_cmpint (count_operations (job), ==, n + 2);
  save_picture (job, "steps-3-cured");

  mls_screen_key (job->screen, "Control_L+z");
  expect_step (job, 4);
  expect_last (job, "undo", n + 3);
  expect_sides (job, "24", 1);
  save_picture (job, "steps-4-undone");

  stop_editor (job);
  mls_project_file_check (job->path);
  start_editor (job, "operator");
  mls_screen_key (job->screen, "Control_L+z");
  expect_last (job, "undo", n + 4);
  expect_sides (job, "24", 0);
  mls_screen_key (job->screen, "Control_L+Shift_L+z");
  expect_last (job, "redo", n + 5);
  expect_sides (job, "24", 1);
  mls_project_file_await (job->path, N_AREA, area);
}

static void
test_code_then_draw (Job *job, gconstpointer data)
{
  int n = count_operations (job);

  mls_screen_type (job->screen, "611111");
  mls_editor_draw (job->editor, 0, job->line);
  expect_last (job, "split", n + 1);
  expect_sides (job, "24", 1);
}

/* Both dates of a field side by side, an edit in the older. */
static void
test_two_dates (Job *job, gconstpointer data)
{
  int n = count_operations (job);

  mls_screen_key (job->screen, "Control_L+2");
  mls_editor_wait_panes (job->editor, 2);
  mls_editor_pan (job->editor, 1, -160, -60);
  mls_screen_type (job->screen, "611111");
  mls_wait_idle (1);
  save_picture (job, "two-dates");
  mls_editor_draw (job->editor, 1, job->line);
  expect_last (job, "split", n + 1);
  expect_sides (job, "21", 1);
  expect_sides (job, "24", 0);
  save_picture (job, "two-dates-edited");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

#define ADD(name, func) g_test_add ("/window/main-job/" name, Job, name, set_up, func, tear_down)
  ADD ("first-look", test_first_look);
  ADD ("first-steps", test_first_steps);
  ADD ("code-then-draw", test_code_then_draw);
  ADD ("two-dates", test_two_dates);
#undef ADD

  return g_test_run ();
}
