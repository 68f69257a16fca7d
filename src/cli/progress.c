#include "cli/progress.h"

#include "base/format.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

struct _MlsProgress
{
  GCancellable    *cancellable;
  gboolean         shown;   /* whether anybody sees it */
  int              percent; /* as last drawn */
  const char      *what;
  gint64           since;   /* µs of the monotonic clock: when that began */
  double           from;    /* how far it was then */
  struct sigaction before;  /* what Ctrl+C did */
};

static volatile sig_atomic_t interrupted;

static void
on_interrupt (int number)
{
  interrupted = 1;
}

/**
 * mls_progress_begin:
 *
 * From here on Ctrl+C asks the command to stop; a second one ends the program at once.
 *
 * Returns: (transfer full): what the work tells how far it is
 */
MlsProgress *
mls_progress_begin (void)
{
  MlsProgress *self = g_new0 (MlsProgress, 1);
  struct sigaction action = { .sa_handler = on_interrupt, .sa_flags = SA_RESTART | (int) SA_RESETHAND };

  self->cancellable = g_cancellable_new ();
  self->shown = isatty (STDERR_FILENO) == 1;
  self->percent = -1;

  interrupted = 0;
  sigemptyset (&action.sa_mask);
  sigaction (SIGINT, &action, &self->before);

  return self;
}

/**
 * mls_progress_end:
 * @self: (transfer full): of work that has ended
 *
 * From here on Ctrl+C does what it did.
 */
void
mls_progress_end (MlsProgress *self)
{
  mls_progress_clear (self);
  sigaction (SIGINT, &self->before, NULL);
  g_object_unref (self->cancellable);
  g_free (self);
}

/**
 * mls_progress_get_cancellable:
 * @self: a progress
 *
 * Returns: (transfer none): what is cancelled by the next mls_progress_tell() after Ctrl+C
 */
GCancellable *
mls_progress_get_cancellable (MlsProgress *self)
{
  return self->cancellable;
}

/**
 * mls_progress_go_on:
 * @self: a progress
 * @fraction: how far the work is, from 0 to 1
 * @what: a static text: what is being done
 *
 * Tells it.
 *
 * Returns: whether nobody has asked to stop
 */
gboolean
mls_progress_go_on (MlsProgress *self, double fraction, const char *what)
{
  mls_progress_tell (self, fraction, what);

  return !g_cancellable_is_cancelled (self->cancellable);
}

/**
 * mls_progress_tell:
 * @self: a progress
 * @fraction: how far the work is, from 0 to 1
 * @what: a static text: what is being done
 */
void
mls_progress_tell (MlsProgress *self, double fraction, const char *what)
{
  int percent = (int) (100 * fraction);
  g_autofree char *rest = NULL;

  if (interrupted)
    g_cancellable_cancel (self->cancellable);

  if (!self->shown || (percent == self->percent && what == self->what))
    return;

  if (what != self->what || percent < self->percent)
    {
      self->since = g_get_monotonic_time ();
      self->from = fraction;
    }
  self->percent = percent;
  self->what = what;
  rest = mls_format_rest ((double) (g_get_monotonic_time () - self->since) / G_USEC_PER_SEC, self->from, fraction);
  fprintf (stderr, "\r\033[K%3d\u00a0%%  %s%s%s", percent, what, rest != NULL ? ", " : "", rest != NULL ? rest : "");
}

/**
 * mls_progress_clear:
 * @self: a progress
 *
 * Takes it off the screen, so that something else can be said.
 */
void
mls_progress_clear (MlsProgress *self)
{
  if (self->percent >= 0)
    fputs ("\r\033[K", stderr);

  self->percent = -1;
}
