#include "cli/command.h"

#include "base/json.h"
#include "cli/facts.h"
#include "cli/progress.h"
#include "demo/write.h"
#include "rules/nomenclature-path.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Demo */

static gboolean
tell (double fraction, gpointer user_data)
{
  return mls_progress_go_on (user_data, fraction, _("Making the demo territory"));
}

static gboolean
write_demo (const MlsDemoOptions *options, const char *dir, gboolean no_photos, GError **error)
{
  g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_load_named (MLS_NOMENCLATURE_DEFAULT, error);
  g_autoptr (MlsDemo) demo = nomenclature != NULL ? mls_demo_new (options, error) : NULL;
  g_autoptr (MlsProgress) progress = mls_progress_begin ();
  const MlsDemoOutput output = { dir, nomenclature, no_photos, tell, progress };

  return demo != NULL && mls_demo_write (demo, &output, error);
}

/**
 * mls_command_demo:
 * @words: demo DIR [--faces N] [--seed S] [--no-photos]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_demo (char **words)
{
  int n_faces = MLS_DEMO_N_FACES;
  gint64 seed = MLS_DEMO_SEED;
  gboolean no_photos = FALSE;
  const GOptionEntry entries[] = {
    { "faces", 0, 0, G_OPTION_ARG_INT, &n_faces, N_("How many faces, about"), "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_("Which territory; the same number makes the same one"), "S" },
    { "no-photos", 0, 0, G_OPTION_ARG_NONE, &no_photos, N_("Only the map; photos take most of the time"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "DIR", N_("Makes a made-up territory at two dates in DIR: demo.gpkg, its orthophotos, and truth.gpkg, "
                                     "which tells where the map is wrong."), 1, 1 };
  g_auto (GStrv) operands = NULL;
  g_autoptr (GError) error = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;
  if (n_faces < MLS_DEMO_LEAST_FACES || n_faces > MLS_DEMO_MOST_FACES)
    return mls_command_misuse (_("A demo has %d to %d faces"), MLS_DEMO_LEAST_FACES, MLS_DEMO_MOST_FACES);

  if (!write_demo (&(MlsDemoOptions){ (guint) n_faces, (guint64) seed }, operands[0], no_photos, &error))
    return mls_command_fail (error);

  return MLS_EXIT_DONE;
}

/* Info */

static MlsExit
print_info (const char *path, const char *state, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_command_open_state (path, state, &error);
  g_autoptr (MlsFacts) facts = store != NULL ? mls_facts_read (store, &error) : NULL;

  if (facts == NULL)
    return mls_command_fail (error);

  if (as_json)
    mls_facts_print_json (facts);
  else
    mls_facts_print (facts);

  return MLS_EXIT_DONE;
}

/**
 * mls_command_info:
 * @words: info PROJECT [--as-of STATE] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_info (char **words)
{
  g_autofree char *state = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    MLS_COMMAND_AS_OF (&state),
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Answer with a JSON object"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT", N_("Says what a project holds."), 1, 1 };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  return print_info (operands[0], state, as_json);
}
