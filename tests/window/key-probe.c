#include "key-probe.h"

/* What comes to be seen, and goes. */

static AtspiRole
role_of (const MlsKeyProbe *probe)
{
  return probe->role != ATSPI_ROLE_INVALID ? probe->role : ATSPI_ROLE_LABEL;
}

/**
 * mls_key_probe_expect_gone:
 * @job: a job whose editor runs
 * @probe: a probe that sees something
 *
 * The test fails if that does not go out of sight.
 */
void
mls_key_probe_expect_gone (MlsJob *job, const MlsKeyProbe *probe)
{
  mls_widget_wait_gone (mls_editor_get_program (job->editor), role_of (probe), probe->sees);
}

/**
 * mls_key_probe_see:
 * @job: a job whose editor runs
 * @key: a row of the table
 * @probe: what is seen once it is pressed, and not before
 */
void
mls_key_probe_see (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  mls_key_hand_press_all (job->screen, probe->before);
  mls_key_probe_expect_gone (job, probe);
  mls_key_hand_press (job->screen, key);
  mls_editor_expect (job->editor, role_of (probe), probe->sees);
  mls_key_hand_press_all (job->screen, probe->after);
}

/**
 * mls_key_probe_see_held:
 * @job: a job whose editor runs
 * @key: a row of the table
 * @probe: what is seen for as long as it is down
 */
void
mls_key_probe_see_held (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  mls_key_probe_expect_gone (job, probe);
  mls_key_hand_hold (job->screen, key);
  mls_editor_expect (job->editor, role_of (probe), probe->sees);
  mls_key_hand_release (job->screen, key);
  mls_key_probe_expect_gone (job, probe);
}

typedef struct
{
  MlsJob            *job;
  const MlsKeyProbe *probe;
  gboolean           pressed;
} Button;

static gboolean
is_as_expected (gpointer user_data)
{
  const Button *button = user_data;
  g_autoptr (GObject) widget = G_OBJECT (mls_widget_find (mls_editor_get_program (button->job->editor),
                                                          role_of (button->probe), button->probe->sees));

  return widget != NULL &&
         mls_widget_has_state (ATSPI_ACCESSIBLE (widget), ATSPI_STATE_PRESSED) == button->pressed;
}

/**
 * mls_key_probe_see_pressed:
 * @job: a job whose editor runs
 * @key: a row of the table
 * @probe: the button that is in once it is pressed, and not before
 */
void
mls_key_probe_see_pressed (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  Button button = { job, probe, FALSE };

  mls_key_hand_press_all (job->screen, probe->before);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_as_expected, &button));
  mls_key_hand_press (job->screen, key);
  button.pressed = TRUE;
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_as_expected, &button));
  mls_key_hand_press_all (job->screen, probe->after);
}

typedef struct
{
  MlsJob     *job;
  const char *codes[2];
} Pair;

static char *
read_code (MlsJob *job, const char *button_name)
{
  AtspiAccessible *button = mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_INVALID, button_name);
  g_autoptr (GObject) label = G_OBJECT (mls_widget_find_below (button, ATSPI_ROLE_LABEL, NULL));

  g_object_unref (button);

  return label != NULL ? atspi_accessible_get_name (ATSPI_ACCESSIBLE (label), NULL) : NULL;
}

static gboolean
is_pair_shown (gpointer user_data)
{
  const Pair *pair = user_data;
  g_autofree char *cover = read_code (pair->job, "Cover");
  g_autofree char *use = read_code (pair->job, "Use");

  return g_strcmp0 (cover, pair->codes[0]) == 0 && (pair->codes[1] == NULL || g_strcmp0 (use, pair->codes[1]) == 0);
}

/**
 * mls_key_probe_expect_pair:
 * @job: a job whose editor runs
 * @cover: what the pair in hand comes to be
 * @use: (nullable): same, or any
 */
void
mls_key_probe_expect_pair (MlsJob *job, const char *cover, const char *use)
{
  Pair pair = { job, { cover, use } };

  if (!mls_wait_for (MLS_WAIT_SECONDS, is_pair_shown, &pair))
    g_error ("The pair in hand is not %s %s", cover, use);
}

/**
 * mls_key_probe_is_pair:
 * @job: a job whose editor runs
 * @cover: a cover
 * @use: a use
 *
 * Returns: whether that is the pair in hand
 */
gboolean
mls_key_probe_is_pair (MlsJob *job, const char *cover, const char *use)
{
  Pair pair = { job, { cover, use } };

  return is_pair_shown (&pair);
}
