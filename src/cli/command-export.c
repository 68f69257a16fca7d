#include "cli/command.h"

#include "base/json.h"
#include "cli/progress.h"
#include "delivery/export.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static gboolean
tell (double fraction, gpointer user_data)
{
  return mls_progress_go_on (user_data, fraction, _("Writing polygons"));
}

static void
print (const MlsExportResult *result, const char *path, gboolean as_json)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!as_json)
    {
      printf (_("%u polygons of %u faces: %s\n"), result->n_polygons, result->n_faces, path);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_string (json, "file", path);
  mls_json_integer (json, "faces", result->n_faces);
  mls_json_integer (json, "polygons", result->n_polygons);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static MlsExit
export (MlsStore *store, MlsExportOptions *options, gboolean as_json)
{
  g_autoptr (MlsProgress) progress = mls_progress_begin ();
  g_autoptr (GError) error = NULL;
  g_auto (MlsExportResult) result = { 0 };
  gboolean done;

  options->progress = tell;
  options->user_data = progress;
  done = mls_export_run (store, options, &result, &error);
  mls_progress_clear (progress);
  if (!done)
    return mls_command_fail (error);

  if (result.warning != NULL)
    fprintf (stderr, "%s: %s\n", g_get_prgname (), result.warning);
  print (&result, options->path, as_json);

  return MLS_EXIT_DONE;
}

/* Reads "--vintage" and "--dimension", which go together. */
static gboolean
read_view (MlsStore *store, const char *vintage, const char *dimension, MlsExportOptions *options)
{
  options->vintage = MLS_EXPORT_ALL;
  if (vintage == NULL && dimension == NULL)
    return TRUE;

  if (vintage == NULL || dimension == NULL)
    {
      mls_command_misuse (_("--vintage and --dimension go together"));
      return FALSE;
    }

  if (!mls_dimension_from_name (dimension, &options->dimension))
    {
      mls_command_misuse (_("A dimension is cover, use or pair, not “%s”"), dimension);
      return FALSE;
    }

  return mls_command_find_vintage (store, vintage, &options->vintage);
}

/**
 * mls_command_export:
 * @words: export PROJECT FILE [--layer L] [--vintage V --dimension D] [--as-of STATE] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_export (char **words)
{
  g_autofree char *layer = NULL;
  g_autofree char *vintage = NULL;
  g_autofree char *dimension = NULL;
  g_autofree char *state = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "layer", 0, 0, G_OPTION_ARG_STRING, &layer, N_("What the layer is called; as the file if not given"), N_("NAME") },
    { "vintage", 0, 0, G_OPTION_ARG_STRING, &vintage, N_("Only the regions of that vintage, in one dimension"), "YY" },
    { "dimension", 0, 0, G_OPTION_ARG_STRING, &dimension, N_("Which codes tell them apart: cover, use or pair"), "D" },
    MLS_COMMAND_AS_OF (&state),
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Answer with a JSON object"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT FILE",
                                  N_("Writes the coverage for other programs, as a GeoPackage, a Shapefile, a FlatGeobuf "
                                     "or GeoJSON: the end of the name tells which. Neighbours that nothing tells apart "
                                     "are one polygon."),
                                  2, 2 };
  g_auto (GStrv) operands = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = NULL;
  MlsExportOptions options = { 0 };
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  store = mls_command_open_state (operands[0], state, &error);
  if (store == NULL)
    return mls_command_fail (error);

  options.path = operands[1];
  options.layer = layer;

  return read_view (store, vintage, dimension, &options) ? export (store, &options, as_json) : MLS_EXIT_USAGE;
}
