/* What a desktop expects of a program: files are opened by their names and dropped, there is one process with as many
 * windows as there are projects, and what was open is open again. */

#include "cli.h"
#include "job.h"

#include <gdal.h>
#include <locale.h>

static void
expect_frame (MlsProgram *program, const char *name)
{
  g_object_unref (mls_widget_wait (program, ATSPI_ROLE_FRAME, name));
}

/* The program called once more, as by a double click on a file: what it does, the one that runs does. */
static void
call_again (const char *first, const char *second)
{
  g_autofree char *binary = g_test_build_filename (G_TEST_BUILT, "..", "src", "millesime", NULL);
  const char *argv[] = { binary, first, second, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static MlsProgram *
start_alone (MlsScreen *screen)
{
  g_autofree char *binary = g_test_build_filename (G_TEST_BUILT, "..", "src", "millesime", NULL);
  const char *argv[] = { binary, "--language=en", NULL };

  return mls_program_start (screen, argv);
}

typedef struct
{
  MlsProgram *program;
  guint       n;
} Frames;

static gboolean
has_frames (gpointer user_data)
{
  const Frames *frames = user_data;
  g_autoptr (GPtrArray) found = mls_widget_find_all (frames->program, ATSPI_ROLE_FRAME, NULL);

  return found->len == frames->n;
}

static void
expect_n_frames (MlsProgram *program, guint n)
{
  Frames frames = { program, n };

  if (!mls_wait_for (20, has_frames, &frames))
    {
      g_autofree char *tree = mls_widget_describe (program);

      g_error ("Not %u windows (the screen is in %s) in\n%s", n,
               mls_screen_save (mls_program_get_screen (program), "desktop-windows"), tree);
    }
}

static gboolean
has_ended (gpointer program)
{
  return mls_program_has_exited (program, NULL);
}

static void
quit (MlsScreen *screen, MlsProgram *program)
{
  mls_screen_key (screen, "Control_L+q");
  g_assert_true (mls_wait_for (20, has_ended, program));
}

/* What file managers and choosers of other programs list. */
static void
expect_recent (const char *name)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "recently-used.xbel", NULL);
  g_autofree char *list = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &list, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (list, name));
}

/* Started without a file, it goes on with what was open: when it was closed, and when it was killed. Who has closed all
 * but one window finds that one. */
static void
test_restored (MlsJob *job, gconstpointer data)
{
  g_autofree char *other = mls_editor_make_project ("other");
  MlsProgram *program = mls_editor_get_program (job->editor);
  g_autoptr (MlsScreen) screen = mls_screen_open ();

  call_again (other, job->path);
  expect_n_frames (program, 2);
  expect_frame (program, "other");
  quit (job->screen, program);
  g_clear_pointer (&job->editor, mls_editor_free);
  expect_recent ("other.gpkg");

  program = start_alone (screen);
  expect_n_frames (program, 2);
  expect_frame (program, "restored");
  expect_frame (program, "other");
  mls_program_kill (program);
  mls_program_free (program);

  program = start_alone (screen);
  expect_n_frames (program, 2);
  mls_screen_key (screen, "Control_L+w");
  expect_n_frames (program, 1);
  quit (screen, program);
  mls_program_free (program);

  program = start_alone (screen);
  expect_n_frames (program, 1);
  quit (screen, program);
  mls_program_free (program);
  mls_project_file_check (other);
}

/* Called without a file while it runs, the window there is comes forward; a window that has nothing takes what is
 * opened next, and a file that is open is not opened twice. */
static void
test_windows (MlsJob *job, gconstpointer data)
{
  g_autofree char *other = mls_editor_make_project ("beside");
  MlsProgram *program = mls_editor_get_program (job->editor);

  call_again (NULL, NULL);
  expect_n_frames (program, 1);
  call_again ("--new-window", NULL);
  expect_n_frames (program, 2);
  expect_frame (program, "Millésime");
  call_again (other, NULL);
  expect_frame (program, "beside");
  call_again (job->path, other);
  expect_n_frames (program, 2);
  quit (job->screen, program);
  g_clear_pointer (&job->editor, mls_editor_free);
  mls_project_file_check (other);
}

static void
drop_on (MlsJob *job, const char *path)
{
  g_autofree char *binary = g_test_build_filename (G_TEST_BUILT, "window", "drag-source", NULL);
  const char *argv[] = { binary, path, NULL };
  MlsProgram *source = mls_program_launch (job->screen, argv);
  cairo_rectangle_int_t from;
  double x, y;

  mls_editor_find (job->editor, 0, job->sides[0], &x, &y);
  mls_program_meet (source);
  g_assert_true (mls_program_get_extents (source, &from));
  mls_screen_drag (job->screen, from.x + from.width / 2, from.y + from.height / 2, x, y, 1);
  mls_wait_idle (1);
  mls_program_kill (source);
  mls_program_free (source);
}

/* A project that is dropped on another gets a window of its own; a layer is laid over the map. */
static void
test_dropped (MlsJob *job, gconstpointer data)
{
  g_autofree char *other = mls_editor_make_project ("fallen");
  g_autofree char *layer = g_build_filename (g_get_tmp_dir (), "covers.geojson", NULL);
  MlsProgram *program = mls_editor_get_program (job->editor);

  mls_cli_run ("export", job->path, layer, "--vintage", "24", "--dimension", "cover", NULL);
  drop_on (job, layer);
  mls_job_expect_value (job, "1", "SELECT count(*) > 0 FROM reference_layer WHERE uri LIKE '%covers%'");
  drop_on (job, other);
  expect_frame (program, "fallen");
  expect_n_frames (program, 2);
  quit (job->screen, program);
  g_clear_pointer (&job->editor, mls_editor_free);
}

static void
expect_tool (MlsJob *job, const char *name)
{
  AtspiAccessible *button = mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_INVALID, name);
  AtspiStateSet *states = atspi_accessible_get_state_set (button);

  g_assert_true (atspi_state_set_contains (states, ATSPI_STATE_PRESSED));
  g_object_unref (states);
  g_object_unref (button);
}

/* A key that the user would rather press is that from the moment it is chosen, and the next day; one that has another
 * meaning is not taken. */
static void
test_own_key (MlsJob *job, gconstpointer data)
{
  MlsProgram *program = mls_editor_get_program (job->editor);

  mls_screen_key (job->screen, "Control_L+comma");
  expect_frame (program, "Preferences");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PAGE_TAB, "Keys");
  mls_job_press (job, "L Line");
  mls_editor_wait_label (job->editor, "Press a key");
  mls_screen_key (job->screen, "v");
  mls_editor_wait_label (job->editor, "V is “Select” already: press another key, or Esc");
  mls_job_save_picture (job, "desktop-key-taken");
  mls_screen_key (job->screen, "Shift_L+g");
  g_object_unref (mls_widget_wait (program, ATSPI_ROLE_PUSH_BUTTON, "Shift+G Line"));
  mls_job_save_picture (job, "desktop-key");
  mls_screen_key (job->screen, "Escape");
  expect_n_frames (program, 1);

  mls_screen_key (job->screen, "v");
  mls_wait_idle (0.3);
  mls_screen_key (job->screen, "Shift_L+g");
  mls_wait_idle (0.3);
  mls_job_save_picture (job, "desktop-key-obeyed");
  mls_job_stop (job);

  mls_job_start (job);
  mls_screen_key (job->screen, "v");
  mls_wait_idle (0.3);
  mls_screen_key (job->screen, "Shift_L+g");
  mls_wait_idle (0.3);
  expect_tool (job, "Draw a line: split, reshape, island");
}

/* In a session of no language all is said in the one that is chosen: GLib looks once whether there is anything to translate. */
static void
test_language (MlsJob *job, gconstpointer data)
{
  g_autofree char *binary = g_test_build_filename (G_TEST_BUILT, "..", "src", "millesime", NULL);
  g_autofree char *locale = g_strdup (g_getenv ("LC_ALL"));
  const char *argv[] = { binary, "--language=fr", job->path, NULL };
  g_autoptr (MlsScreen) screen = mls_screen_open ();
  g_autoptr (MlsProgram) program = NULL;

  g_unsetenv ("LANGUAGE");
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  program = mls_program_start (screen, argv);
  if (locale != NULL)
    g_setenv ("LC_ALL", locale, TRUE);
  else
    g_unsetenv ("LC_ALL");
  g_setenv ("LANGUAGE", mls_editor_get_spoken (), TRUE);

  g_object_unref (mls_widget_wait (program, ATSPI_ROLE_LABEL, "Un doute en 2021 sans commentaire"));
  quit (screen, program);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

#define ADD(name, func) \
  g_test_add ("/window/desktop/" name, MlsJob, name, mls_job_set_up, func, mls_job_tear_down)
  ADD ("restored", test_restored);
  ADD ("windows", test_windows);
  ADD ("dropped", test_dropped);
  ADD ("own-key", test_own_key);
#undef ADD
  g_test_add ("/window/desktop/language", MlsJob, "language", mls_job_set_up_closed, test_language, mls_job_tear_down);

  return g_test_run ();
}
