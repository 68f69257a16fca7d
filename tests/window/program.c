#include "program.h"

#include "wait.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define START_SECONDS 60

/* How long a thread that was ready to run has waited for a processor. */
typedef struct
{
  gint64 thread;
  gint64 ns;
} Wait;

struct _MlsProgram
{
  /* borrowed */
  MlsScreen *screen;

  /* owned */
  AtspiAccessible *accessible;

  GPid   pid;
  gulong window;
  gint64 shown_at; /* monotonic, µs */
  GArray *waited;  /* (element-type Wait) until then, by thread */
  int    status;
  guint  exited : 1;
};

/**
 * mls_program_has_exited:
 * @self: a program
 * @status: (out) (optional): its wait status
 *
 * Returns: whether the program has ended
 */
gboolean
mls_program_has_exited (MlsProgram *self, int *status)
{
  if (!self->exited && waitpid (self->pid, &self->status, WNOHANG) == self->pid)
    self->exited = TRUE;

  if (status != NULL)
    *status = self->status;

  return self->exited;
}

static gboolean
exited (gpointer user_data)
{
  return mls_program_has_exited (user_data, NULL);
}

/* Something may be asked over it before anybody has looked. */
static gboolean
has_active_window (gpointer user_data)
{
  MlsProgram *self = user_data;
  gulong newest = mls_screen_find_window (self->screen, self->pid);

  self->window = mls_screen_find_main_window (self->screen, self->pid);
  return (newest != 0 && mls_screen_is_active (self->screen, newest)) || exited (self);
}

/* Who looks before the program has told of all its widgets is warned of it, and looks again. */
static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  return g_strcmp0 (domain, "dbind") != 0 || strstr (message, "GetItems") == NULL;
}

static void
take_warning (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  if (is_fatal (domain, level, message, NULL))
    g_log_default_handler (domain, level, message, NULL);
}

static gboolean
is_accessible (gpointer user_data)
{
  MlsProgram *self = user_data;
  g_autoptr (GObject) desktop = G_OBJECT (atspi_get_desktop (0));
  int n_children = atspi_accessible_get_child_count (ATSPI_ACCESSIBLE (desktop), NULL);

  for (int i = 0; i < n_children && self->accessible == NULL; i++)
    {
      AtspiAccessible *child = atspi_accessible_get_child_at_index (ATSPI_ACCESSIBLE (desktop), i,
                                                                    NULL);

      if (child != NULL
          && atspi_accessible_get_process_id (child, NULL) == (guint) self->pid
          && atspi_accessible_get_child_count (child, NULL) > 0)
        self->accessible = g_object_ref (child);
      g_clear_object (&child);
    }

  return self->accessible != NULL || exited (self);
}

/* The kernel tells of each thread what it ran, what it waited, and how often, in ns. */
static GArray *
read_waits (MlsProgram *self)
{
  GArray *waits = g_array_new (FALSE, FALSE, sizeof (Wait));
  g_autofree char *folder = g_strdup_printf ("/proc/%d/task", (int) self->pid);
  g_autoptr (GDir) threads = g_dir_open (folder, 0, NULL);
  const char *name;

  while (threads != NULL && (name = g_dir_read_name (threads)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, "schedstat", NULL);
      g_autofree char *text = NULL;
      Wait wait = { g_ascii_strtoll (name, NULL, 10), 0 };
      char *rest;

      if (!g_file_get_contents (path, &text, NULL, NULL))
        continue;

      g_ascii_strtoll (text, &rest, 10);
      wait.ns = g_ascii_strtoll (rest, NULL, 10);
      g_array_append_val (waits, wait);
    }

  return waits;
}

static gint64
find_wait (const GArray *waits, gint64 thread)
{
  for (guint i = 0; i < waits->len; i++)
    if (g_array_index (waits, Wait, i).thread == thread)
      return g_array_index (waits, Wait, i).ns;

  return 0;
}

/**
 * mls_program_start:
 * @screen: the display, which outlives the program
 * @argv: the program and its arguments
 *
 * mls_program_launch() and mls_program_meet().
 *
 * Returns: (transfer full): the program
 */
MlsProgram *
mls_program_start (MlsScreen *screen, const char *const *argv)
{
  MlsProgram *self = mls_program_launch (screen, argv);

  mls_program_meet (self);
  return self;
}

/**
 * mls_program_launch:
 * @screen: the display, which outlives the program
 * @argv: the program and its arguments
 *
 * Starts a program and waits for its window. The test fails without one.
 *
 * Returns: (transfer full): the program
 */
MlsProgram *
mls_program_launch (MlsScreen *screen, const char *const *argv)
{
  MlsProgram *self = g_new0 (MlsProgram, 1);
  g_autoptr (GError) error = NULL;

  self->screen = screen;
  /* Each test forgets what the one before said is not fatal. */
  g_test_log_set_fatal_handler (is_fatal, NULL);
  g_log_set_handler ("dbind", G_LOG_LEVEL_MASK | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION, take_warning, NULL);
  if (!g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &self->pid,
                      &error))
    g_error ("%s: %s", argv[0], error->message);

  if (!mls_wait_for (START_SECONDS, has_active_window, self) || self->window == 0)
    g_error ("%s: no active window; the screen is in %s", argv[0], mls_screen_save (screen, "no-window"));
  self->shown_at = g_get_monotonic_time ();
  self->waited = read_waits (self);

  return self;
}

/**
 * mls_program_meet:
 * @self: a program just launched
 *
 * Waits for its accessible tree. The test fails without one.
 */
void
mls_program_meet (MlsProgram *self)
{
  if (!mls_wait_for (START_SECONDS, is_accessible, self) || self->accessible == NULL)
    g_error ("Nothing on the accessibility bus");

  atspi_accessible_set_cache_mask (self->accessible, ATSPI_CACHE_NONE);
}

/**
 * mls_program_free:
 * @self: a program, killed if it still runs
 */
void
mls_program_free (MlsProgram *self)
{
  mls_program_kill (self);
  g_clear_object (&self->accessible);
  g_clear_pointer (&self->waited, g_array_unref);
  g_free (self);
}

/**
 * mls_program_get_pid:
 * @self: a program
 *
 * Returns: its process
 */
GPid
mls_program_get_pid (MlsProgram *self)
{
  return self->pid;
}

/**
 * mls_program_get_age:
 * @self: a program
 *
 * Returns: for how many seconds its window has been on the screen
 */
double
mls_program_get_age (MlsProgram *self)
{
  return (double) (g_get_monotonic_time () - self->shown_at) / G_USEC_PER_SEC;
}

/**
 * mls_program_get_clock:
 * @self: a program
 *
 * Its age, less what one of its threads, the one that had to wait longest, has waited for a processor
 * meanwhile. On a machine of its own that is about its age; on one with other work to do it is about
 * the age it would have alone, so that what is to be done within a second can be told anywhere. To
 * sleep, to read a disk or to have much to do takes as long on either.
 *
 * Returns: seconds
 */
double
mls_program_get_clock (MlsProgram *self)
{
  g_autoptr (GArray) waits = read_waits (self);
  gint64 longest = 0;

  for (guint i = 0; i < waits->len; i++)
    {
      const Wait *wait = &g_array_index (waits, Wait, i);

      longest = MAX (longest, wait->ns - find_wait (self->waited, wait->thread));
    }

  return mls_program_get_age (self) - (double) longest / 1e9;
}

/**
 * mls_program_get_screen:
 * @self: a program
 *
 * Returns: (transfer none): the display it was started on
 */
MlsScreen *
mls_program_get_screen (MlsProgram *self)
{
  return self->screen;
}

/**
 * mls_program_get_extents:
 * @self: a program
 * @out: (out): where the window it showed first is on the screen
 *
 * Returns: %FALSE when that window is gone
 */
gboolean
mls_program_get_extents (MlsProgram *self, cairo_rectangle_int_t *out)
{
  return mls_screen_get_window (self->screen, self->window, out);
}

/**
 * mls_program_get_accessible:
 * @self: a program
 *
 * Returns: (transfer none): the root of its accessible tree
 */
AtspiAccessible *
mls_program_get_accessible (MlsProgram *self)
{
  return self->accessible;
}

/**
 * mls_program_kill:
 * @self: a program
 *
 * Ends it as a power cut does, and waits until it is gone. Nothing happens if it is.
 */
void
mls_program_kill (MlsProgram *self)
{
  if (mls_program_has_exited (self, NULL))
    return;

  kill (self->pid, SIGKILL);
  waitpid (self->pid, &self->status, 0);
  self->exited = TRUE;
}

/**
 * mls_program_close:
 * @self: a running program
 *
 * Closes its window and waits for its end. The test fails if it does not come.
 *
 * Returns: its wait status
 */
int
mls_program_close (MlsProgram *self)
{
  mls_screen_close (self->screen, self->window);
  if (!mls_wait_for (MLS_WAIT_SECONDS, exited, self))
    g_error ("The window was closed and the program still runs");

  return self->status;
}
