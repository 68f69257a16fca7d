/* What the keys do that dates are compared by. */

#include "key-probe.h"

static void
set_panes (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  guint n = (guint) mls_key_hand_number (key);

  mls_key_hand_press_all (job->screen, n == 1 ? "Control_L+2" : NULL);
  mls_editor_wait_panes (job->editor, n == 1 ? 2 : 1);
  mls_key_hand_press (job->screen, key);
  mls_editor_wait_panes (job->editor, n);
  mls_screen_key (job->screen, "Control_L+1");
  mls_editor_wait_panes (job->editor, 1);
}

/* Round through all ways of comparing, to two side by side. */
static void
compare (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  mls_key_hand_press (job->screen, key);
  mls_editor_wait_panes (job->editor, 2);
  mls_key_hand_press (job->screen, key);
  mls_key_hand_press (job->screen, key);
  mls_editor_expect (job->editor, ATSPI_ROLE_SLIDER, "How much the first date shines through");
  mls_key_hand_press (job->screen, key);
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_SLIDER,
                        "How much the first date shines through");
  mls_screen_key (job->screen, "Control_L+1");
  mls_editor_wait_panes (job->editor, 1);
}

static double
read_fader (MlsJob *job)
{
  AtspiAccessible *fader = mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_SLIDER,
                                            "How much the first date shines through");
  AtspiValue *value = atspi_accessible_get_value_iface (fader);
  double share = atspi_value_get_current_value (value, NULL);

  g_object_unref (value);
  g_object_unref (fader);

  return share;
}

typedef struct
{
  MlsJob *job;
  double  share;
} Fader;

static gboolean
has_moved (gpointer data)
{
  const Fader *fader = data;

  return ABS (read_fader (fader->job) - fader->share) > 0.01;
}

static void
fade (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  Fader fader = { job };

  mls_key_hand_press_all (job->screen, "Shift_L+w Shift_L+w Shift_L+w");
  fader.share = read_fader (job);
  mls_key_hand_press (job->screen, key);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, has_moved, &fader));
  g_assert_cmpint (read_fader (job) > fader.share, ==, mls_key_hand_number (key) > 0);
  mls_screen_key (job->screen, "Control_L+1");
  mls_editor_wait_panes (job->editor, 1);
}

/* What is pasted where one goes to a place leads back to it, with its scale. */
static void
copy_picture (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  MlsGround before, after;
  double scale, scale_after;

  mls_editor_read_view (job->editor, &before, &scale);
  mls_key_hand_press (job->screen, key);
  mls_editor_wait_label (job->editor, "Picture copied: ");
  mls_editor_pan (job->editor, 0, 120, 40);
  mls_screen_scroll (job->screen, 2);
  mls_key_hand_press (job->screen, mls_keys_of_action ("win.go-to"));
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, "Go to");
  mls_screen_key (job->screen, "Control_L+v");
  mls_screen_key (job->screen, "Return");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, "Go to");
  mls_editor_read_view (job->editor, &after, &scale_after);
  g_assert_cmpfloat_with_epsilon (after.east, before.east, 1);
  g_assert_cmpfloat_with_epsilon (after.north, before.north, 1);
  g_assert_cmpfloat (scale_after, ==, scale);
}

static void
go_to_change (MlsJob *job)
{
  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, "Changes");
  mls_job_wait_list (job);
  mls_key_hand_press_all (job->screen, "Right");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Accept (Enter)");
}

static void
leave_changes (MlsJob *job)
{
  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, "Findings");
  mls_job_wait_list (job);
}

static void
accept_change (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  int n = mls_job_count_operations (job);

  go_to_change (job);
  mls_key_hand_press_all (job->screen, "Return");
  mls_job_expect_last (job, "accept", n + 1);
  leave_changes (job);
}

static void
send_change_back (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  int n = mls_job_count_operations (job);

  go_to_change (job);
  mls_key_hand_press_all (job->screen, "Shift_L+Return");
  mls_editor_expect (job->editor, probe->role, probe->sees);
  mls_key_hand_press_all (job->screen, "Escape");
  leave_changes (job);
  g_assert_cmpint (mls_job_count_operations (job), ==, n);
}

const MlsKeyProbe mls_key_probes_comparing[] = {
  { "win.story", mls_key_probe_see, "Edits here", .after = "Escape" },
  { "Enter", accept_change },
  { "Shift and Enter", send_change_back, "What is wrong with the change", ATSPI_ROLE_TEXT },
  { "win.panes(1)", set_panes },
  { "win.panes(2)", set_panes },
  { "win.panes(3)", set_panes },
  { "win.panes(4)", set_panes },
  { "win.next-comparison", compare },
  { "win.share(-1)", fade },
  { "win.share(1)", fade },
  { "win.copy-picture", copy_picture },
  { "win.outlook", mls_key_probe_see, "Comparison: Fade", ATSPI_ROLE_PUSH_BUTTON, .after = "Escape" },
  { "win.matrix", mls_key_probe_see, "Level of the classes", ATSPI_ROLE_COMBO_BOX, .after = "Escape" },
  { "win.dates", mls_key_probe_see, "Year of the new date", ATSPI_ROLE_TEXT, .after = "Escape" },
  { "win.hold-photo", mls_key_probe_see_held, "2024 · change\nOrthophoto 2021" },
  { "win.hold-vintage", mls_key_probe_see_held, "2024 · change\nOrthophoto 2021 · codes of 2021" },
  { NULL },
};
