#include "wait.h"

/* Short beside what a person notices, long beside what one look through the bus costs. */
#define STEP_US (20 * 1000)

/**
 * mls_wait_for:
 * @seconds: how long to wait at most
 * @condition: asked every 20 ms
 * @user_data: for @condition
 *
 * Runs the main loop meanwhile, through which the accessibility bus reports.
 *
 * Returns: whether @condition came true in time
 */
gboolean
mls_wait_for (double seconds, MlsCondition condition, gpointer user_data)
{
  gint64 end = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);

  while (!condition (user_data))
    {
      if (g_get_monotonic_time () > end)
        return FALSE;

      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (STEP_US);
    }

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
