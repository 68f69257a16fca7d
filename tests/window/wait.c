#include "wait.h"

/* Short beside what a person notices; and beside what is only seen for a while. */
#define STEP_US (20 * 1000)
#define LONGEST_STEP_US (500 * 1000)

/* What has just come or gone for whoever asks is still on its way to the screen, and to who gets the keys. */
#define SETTLE_US (100 * 1000)

/* What is looked at through the bus answers in the thread that does what is waited for: as long as a look took it is
 * left alone, so many times. */
#define PATIENCE 2

/**
 * mls_wait_for:
 * @seconds: how long to wait at most
 * @condition: asked every 20 ms, or less often if that takes long
 * @user_data: for @condition
 *
 * Runs the main loop meanwhile, through which the accessibility bus reports.
 *
 * Returns: whether @condition came true in time
 */
gboolean
mls_wait_for (double seconds, MlsCondition condition, gpointer user_data)
{
  gint64 asked = g_get_monotonic_time ();
  gint64 end = asked + (gint64) (seconds * G_USEC_PER_SEC);
  gboolean has_waited = FALSE;

  while (!condition (user_data))
    {
      gint64 now = g_get_monotonic_time ();

      if (now > end)
        return FALSE;

      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep ((gulong) CLAMP (PATIENCE * (now - asked), STEP_US, LONGEST_STEP_US));
      asked = g_get_monotonic_time ();
      has_waited = TRUE;
    }

  if (has_waited)
    g_usleep (SETTLE_US);

  return TRUE;
}

static gboolean
never (gpointer user_data)
{
  return FALSE;
}

/**
 * mls_wait_idle:
 * @seconds: how long
 *
 * Lets time pass, for what can only be seen not to happen.
 */
void
mls_wait_idle (double seconds)
{
  mls_wait_for (seconds, never, NULL);
}
