#include "job.h"

#include "picture.h"
#include "store/zone.h"
#include "wait.h"

#include <glib/gi18n.h>
#include <string.h>

#define AUTHOR "operator"

/* Where a file of settings has those of the program. */
#define SETTINGS "io/github/millesime/Millesime"

/* In which a view fills in, on any machine. */

/* The last number of the history, and what it is. */
#define N_OPERATIONS "SELECT count(*) FROM operation"
#define LAST_VERB    "SELECT verb FROM operation ORDER BY id DESC LIMIT 1"

/* Each job begins the tutorial anew, though settings are those of the job before. */
static void
forget_tutorial (void)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "glib-2.0", "settings", "keyfile", NULL);
  g_autoptr (GKeyFile) settings = g_key_file_new ();

  if (!g_key_file_load_from_file (settings, path, G_KEY_FILE_NONE, NULL))
    return;

  g_key_file_remove_key (settings, SETTINGS, "tutorial-closed", NULL);
  g_key_file_remove_key (settings, SETTINGS, "tutorial-done", NULL);
  g_key_file_remove_key (settings, SETTINGS, "tutorial-chapter", NULL);
  g_assert_true (g_key_file_save_to_file (settings, path, NULL));
}

/**
 * mls_job_set_up_closed:
 * @job: (out): a job
 * @name: of its project
 *
 * Makes a project; the editor is not started yet.
 */
void
mls_job_set_up_closed (MlsJob *job, gconstpointer name)
{
  double east, north;

  forget_tutorial ();
  job->path = mls_editor_make_project (name);
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
}

/**
 * mls_job_set_up:
 * @job: (out): a job
 * @name: of its project
 *
 * Makes a project and opens it in the editor.
 */
void
mls_job_set_up (MlsJob *job, gconstpointer name)
{
  mls_job_set_up_closed (job, name);
  mls_job_start (job);
}

/**
 * mls_job_set_up_french:
 * @job: (out): a job
 * @name: of its project
 *
 * Makes a project and opens it in the editor, in French.
 */
void
mls_job_set_up_french (MlsJob *job, gconstpointer name)
{
  mls_editor_speak ("fr");
  mls_job_set_up (job, name);
}

/**
 * mls_job_tear_down:
 * @job: a job
 * @name: of its project
 *
 * Closes the editor; the project left behind must be whole.
 */
void
mls_job_tear_down (MlsJob *job, gconstpointer name)
{
  if (job->editor != NULL)
    mls_job_stop (job);
  mls_project_file_check (job->path);
  g_free (job->path);
  if (strcmp (mls_editor_get_spoken (), "en") != 0)
    mls_editor_speak ("en");
}

/**
 * mls_job_start:
 * @job: a job whose editor does not run
 */
void
mls_job_start (MlsJob *job)
{
  job->editor = mls_editor_open (job->path, AUTHOR);
  job->screen = mls_editor_get_screen (job->editor);
}

/**
 * mls_job_stop:
 * @job: a job whose editor runs
 *
 * Closes its window; it must end well.
 */
void
mls_job_stop (MlsJob *job)
{
  mls_editor_close (g_steal_pointer (&job->editor));
}

/**
 * mls_job_kill:
 * @job: a job whose editor runs
 *
 * Ends it as a power cut does.
 */
void
mls_job_kill (MlsJob *job)
{
  g_clear_pointer (&job->editor, mls_editor_free);
}

/* What a part of the screen looked like a moment ago. */
typedef struct
{
  MlsJob          *job;
  cairo_surface_t *before;
} Stillness;

static gboolean
is_still (gpointer data)
{
  Stillness *stillness = data;
  cairo_rectangle_int_t map;
  cairo_surface_t *now;
  guint n;

  mls_wait_idle (0.5);
  now = mls_screen_look (stillness->job->screen);
  mls_editor_get_map (stillness->job->editor, 0, &map);
  n = mls_picture_differs (stillness->before, now, &map);
  cairo_surface_destroy (stillness->before);
  stillness->before = now;

  return n == 0;
}

/**
 * mls_job_look_still:
 * @job: a job whose editor runs
 *
 * Looks once the map does not change any more: a view fills in, and on a busy machine that takes a while.
 *
 * Returns: (transfer full): what the screen shows
 */
cairo_surface_t *
mls_job_look_still (MlsJob *job)
{
  Stillness stillness = { job, mls_screen_look (job->screen) };

  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_still, &stillness));

  return stillness.before;
}

/**
 * mls_job_give_zone:
 * @job: a job whose editor does not run
 * @box: where its operator works from now on
 */
void
mls_job_give_zone (MlsJob *job, const MlsBox *box)
{
  const MlsPoint corners[] = {
    { box->min_x, box->min_y }, { box->max_x, box->min_y }, { box->max_x, box->max_y }, { box->min_x, box->max_y }
  };
  g_autoptr (MlsZone) zone = mls_zone_new (&(MlsRing){ corners, G_N_ELEMENTS (corners) }, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (job->path, MLS_STORE_READ_WRITE, &error);

  g_assert_no_error (error);
  mls_store_set_zone (store, AUTHOR, zone, &error);
  g_assert_no_error (error);
  mls_store_close (g_steal_pointer (&store), &error);
  g_assert_no_error (error);
}

/**
 * mls_job_save_picture:
 * @job: a job whose editor runs
 * @name: of the picture
 *
 * One of a window that does not speak English has its language before its name.
 */
void
mls_job_save_picture (MlsJob *job, const char *name)
{
  const char *language = mls_editor_get_spoken ();
  g_autofree char *called = strcmp (language, "en") == 0 ? g_strdup (name) : g_strjoin ("-", language, name, NULL);

  g_free (mls_screen_save (job->screen, called));
}

/**
 * mls_job_beside_field:
 * @job: a job
 * @end: an end of the line across the field
 *
 * Returns: a place in the region beyond it, further by a tenth of the line
 */
MlsGround
mls_job_beside_field (MlsJob *job, guint end)
{
  MlsGround near = job->line[end], far = job->line[1 - end];

  return (MlsGround){ near.east + (near.east - far.east) / 10, near.north + (near.north - far.north) / 10 };
}

/**
 * mls_job_count_operations:
 * @job: a job
 *
 * Returns: how many operations its project has seen
 */
int
mls_job_count_operations (MlsJob *job)
{
  g_autofree char *count = mls_project_file_read (job->path, N_OPERATIONS);

  return (int) g_ascii_strtoll (count, NULL, 10);
}

/**
 * mls_job_expect_value:
 * @job: a job
 * @expected: (nullable): a value
 * @sql: a query that comes to it
 *
 * The test fails if it does not; what is on the screen then is kept.
 */
void
mls_job_expect_value (MlsJob *job, const char *expected, const char *sql)
{
  g_autofree char *value = NULL;

  if (mls_project_file_comes_to (job->path, sql, expected))
    return;

  value = mls_project_file_read (job->path, sql);
  g_error ("%s gives %s, not %s; the screen is in %s", sql, value, expected,
           job->editor != NULL ? mls_screen_save (job->screen, "not-in-file") : "no editor");
}

/**
 * mls_job_expect_last:
 * @job: a job
 * @verb: of the last operation
 * @n_operations: how many there are
 *
 * The test fails if it does not come to that.
 */
void
mls_job_expect_last (MlsJob *job, const char *verb, int n_operations)
{
  g_autofree char *count = g_strdup_printf ("%d", n_operations);

  mls_job_expect_value (job, count, N_OPERATIONS);
  mls_job_expect_value (job, verb, LAST_VERB);
}

static guint
count_sides (MlsJob *job, const char *codes, const char *vintage)
{
  guint n = 0;

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *found = mls_project_file_codes (job->path, job->sides[i], vintage);

      n += g_strcmp0 (found, codes) == 0;
    }

  return n;
}

/**
 * mls_job_expect_sides:
 * @job: a job
 * @vintage: the code of a vintage
 * @n_meadows: how many sides of the line are meadow, the others being arable
 */
void
mls_job_expect_sides (MlsJob *job, const char *vintage, guint n_meadows)
{
  g_assert_cmpuint (count_sides (job, MEADOW, vintage), ==, n_meadows);
  g_assert_cmpuint (count_sides (job, ARABLE, vintage), ==, 2 - n_meadows);
}

static gboolean
has_places (gpointer user_data)
{
  MlsProgram *program = user_data;
  g_autoptr (GObject) list = G_OBJECT (mls_widget_find (program, ATSPI_ROLE_INVALID, _("Places")));

  return list != NULL && atspi_accessible_get_child_count (ATSPI_ACCESSIBLE (list), NULL) > 0;
}

/**
 * mls_job_wait_list:
 * @job: a job whose editor runs
 *
 * Waits for the list of findings or changes, which is made on a thread of its own.
 */
void
mls_job_wait_list (MlsJob *job)
{
  if (!mls_wait_for (MLS_WAIT_SECONDS, has_places, mls_editor_get_program (job->editor)))
    g_error ("The list stays empty");
}

/**
 * mls_job_recode_field:
 * @job: a job
 * @digits: the codes to give it
 *
 * Types codes for the field that the first of the sides is in.
 */
void
mls_job_recode_field (MlsJob *job, const char *digits)
{
  mls_screen_key (job->screen, "v");
  mls_editor_click (job->editor, 0, job->sides[0]);
  mls_screen_type (job->screen, digits);
}

/**
 * mls_job_recode_and_split:
 * @job: a job
 *
 * The whole field is recoded, and one side of a line across it then.
 *
 * Returns: how many operations there are
 */
int
mls_job_recode_and_split (MlsJob *job)
{
  int n = mls_job_count_operations (job);

  mls_job_recode_field (job, "411700");
  mls_job_expect_last (job, "recode", n + 1);
  mls_screen_key (job->screen, "Escape");
  mls_screen_key (job->screen, "l");
  mls_screen_type (job->screen, "611111");
  mls_editor_draw (job->editor, 0, job->line);
  mls_job_expect_last (job, "split", n + 2);

  return n + 2;
}

/**
 * mls_job_open_history:
 * @job: a job
 *
 * Opens the whole history, to which the list of what can be undone leads, and the same key once more.
 */
void
mls_job_open_history (MlsJob *job)
{
  mls_screen_key (job->screen, "Control_L+h");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Whole History…");
  mls_screen_key (job->screen, "Control_L+h");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "History");
}

static void
press (MlsJob *job, AtspiRole role, const char *name)
{
  mls_widget_press_named (mls_editor_get_program (job->editor), role, name);
}

/**
 * mls_job_press:
 * @job: a job whose editor runs
 * @name: of a button
 *
 * Presses it without the pointer, once it is there.
 */
void
mls_job_press (MlsJob *job, const char *name)
{
  press (job, ATSPI_ROLE_PUSH_BUTTON, name);
}

/**
 * mls_job_press_item:
 * @job: a job whose editor runs
 * @name: of an item of a menu, or of what else opens something
 *
 * Presses it without the pointer, once it is there, and waits for what it opens: where a menu lies on the screen GTK 4.8
 * does not tell.
 */
void
mls_job_press_item (MlsJob *job, const char *name)
{
  press (job, ATSPI_ROLE_INVALID, name);
  mls_wait_idle (0.5);
}

static void
press_label (MlsJob *job, const char *label)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", 2);
  g_autofree char *name = g_strjoinv (NULL, parts);

  press (job, ATSPI_ROLE_MENU_ITEM, name);
}

/**
 * mls_job_choose:
 * @job: a job whose editor runs
 * @submenu: (nullable): of the window's menu
 * @item: in it, or in the menu itself
 *
 * Chooses in the menu of the window, by what is written there; what tells the letter that chooses may be left in it.
 */
void
mls_job_choose (MlsJob *job, const char *submenu, const char *item)
{
  mls_screen_key (job->screen, "F10");
  if (submenu != NULL)
    press_label (job, submenu);
  press_label (job, item);
  mls_wait_idle (0.5);
}
