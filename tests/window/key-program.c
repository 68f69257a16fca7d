/* What the keys of the program do: windows come and go. */

#include "key-probe.h"

static gulong
find_newest (MlsJob *job)
{
  return mls_screen_find_window (job->screen, mls_program_get_pid (mls_editor_get_program (job->editor)));
}

typedef struct
{
  MlsJob *job;
  gulong  main;
} Windows;

static gboolean
has_another (gpointer user_data)
{
  const Windows *windows = user_data;
  gulong newest = find_newest (windows->job);

  return newest != windows->main && mls_screen_is_active (windows->job->screen, newest);
}

static gboolean
is_alone (gpointer user_data)
{
  const Windows *windows = user_data;

  return find_newest (windows->job) == windows->main &&
         mls_screen_is_active (windows->job->screen, windows->main);
}

static void
open_window (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  Windows windows = { job, find_newest (job) };

  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_alone, &windows));
  mls_key_hand_press (job->screen, key);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, has_another, &windows));
  mls_screen_key (job->screen, "Escape");
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_alone, &windows));
}

/* Another window of the program, which its own key closes again. */
static void
open_another (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  Windows windows = { job, find_newest (job) };

  mls_key_hand_press (job->screen, key);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, has_another, &windows));
  mls_screen_key (job->screen, "Control_L+w");
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_alone, &windows));
}

static gboolean
fills_screen (gpointer user_data)
{
  MlsJob *job = user_data;

  return mls_screen_is_full (job->screen, find_newest (job));
}

static gboolean
leaves_screen (gpointer user_data)
{
  return !fills_screen (user_data);
}

static void
fill_screen (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  g_assert_false (fills_screen (job));
  mls_key_hand_press (job->screen, key);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, fills_screen, job));
  mls_key_hand_press (job->screen, key);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, leaves_screen, job));
}

static gboolean
has_ended (gpointer user_data)
{
  return mls_program_has_exited (user_data, NULL);
}

/* The project is left as one file. */
static void
end (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  MlsProgram *program = mls_editor_get_program (job->editor);
  int status;

  mls_key_hand_press (job->screen, key);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, has_ended, program));
  g_assert_true (mls_program_has_exited (program, &status));
  g_assert_cmpint (status, ==, 0);
  g_clear_pointer (&job->editor, mls_editor_free);
  mls_project_file_check (job->path);
}

const MlsKeyProbe mls_key_probes_program[] = {
  { "win.saved", mls_key_probe_see, "Name this version…" },
  { "win.name-version", mls_key_probe_see, "Name of this version of the project", ATSPI_ROLE_TEXT, .after = "Escape" },
  { "win.layers", mls_key_probe_see, "Path of a file or folder", ATSPI_ROLE_TEXT, .after = "Escape" },
  { "win.open", open_window },
  { "app.preferences", open_window },
  { "app.new-window", open_another },
  { "win.help", open_window },
  { "win.fullscreen", fill_screen },
  { "window.close", end },
  { "app.quit", end },
  { NULL },
};
