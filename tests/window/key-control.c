/* What the keys do that a sample is judged by. */

#include "key-probe.h"

#include "cli.h"

#include <glib/gstdio.h>

/* What a key has left in the file, of the unit that is first. */
#define SAID \
  "SELECT etat_cqp || ' ' || etat_code || ' ' || etat_autre || ' ' || erreur_geom || omission FROM controle WHERE unite = 1"

static char *
sample_of (MlsJob *job)
{
  return g_strconcat (job->path, ".controle.gpkg", NULL);
}

static void
begin (MlsJob *job)
{
  g_autofree char *sample = sample_of (job);

  g_remove (sample);
  mls_cli_run ("sample", job->path, "--dimension=cover", "--vintage=24", "--seed=7", "-o", sample, NULL);
  mls_editor_judge (job->editor, job->path, sample, NULL);
}

static void
end (MlsJob *job)
{
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Leave the sample");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, "Leave the sample");
}

/* @sees is what is said of the unit then. */
static void
judge (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  g_autofree char *sample = sample_of (job);

  begin (job);
  mls_key_hand_press (job->screen, key);
  if (!mls_project_file_comes_to (sample, SAID, probe->sees))
    g_error ("%s: not “%s”", probe->what, probe->sees);
  end (job);
}

static void
write_source (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  g_autofree char *sample = sample_of (job);

  begin (job);
  mls_key_hand_press (job->screen, key);
  mls_screen_type (job->screen, "rpg");
  mls_screen_key (job->screen, "Return");
  g_assert_true (mls_project_file_comes_to (sample, "SELECT data_exo FROM controle WHERE unite = 1", "rpg"));
  end (job);
}

static void
go_on (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  begin (job);
  mls_editor_wait_label (job->editor, "Unit 1 ·");
  mls_key_hand_press (job->screen, key);
  mls_editor_wait_label (job->editor, "Unit 2 ·");
  end (job);
}

const MlsKeyProbe mls_key_probes_control[] = {
  { "win.judge::right", judge, "ok ok ok 00" },
  { "win.judge::cover", judge, "erreur erreur noverif 00" },
  { "win.judge::use", judge, "noverif noverif erreur 00" },
  { "win.judge::outline", judge, "erreur noverif noverif 10" },
  { "win.judge::omission", judge, "erreur noverif noverif 01" },
  { "win.judge::no-opinion", judge, "nsp nsp noverif 00" },
  { "win.judge::too-hard", judge, "nsp difficile noverif 00" },
  { "win.write-source", write_source },
  { "win.next-unit", go_on },
  { NULL },
};
