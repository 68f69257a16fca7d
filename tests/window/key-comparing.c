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

const MlsKeyProbe mls_key_probes_comparing[] = {
  { "win.panes(1)", set_panes },
  { "win.panes(2)", set_panes },
  { "win.panes(4)", set_panes },
  { "win.hold-photo", mls_key_probe_see_held, "2024 · change\nOrthophoto 2021" },
  { "win.hold-vintage", mls_key_probe_see_held, "2024 · change\nOrthophoto 2021 · codes of 2021" },
  { NULL },
};
