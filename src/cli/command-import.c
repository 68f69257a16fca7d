#include "cli/command.h"

#include "cli/import-result.h"
#include "cli/progress.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* What the words of the command say. */
typedef struct
{
  const char      *project;
  const char      *source;
  const char      *layer;  /* (nullable) */
  const char      *map;    /* (nullable) */
  gboolean         as_json;
  MlsImportOptions options;
} Call;

static void
tell (double fraction, const char *what, gpointer user_data)
{
  mls_progress_tell (user_data, fraction, _(what));
}

/* What to do about it, in the words of the command line. */
static const char *
hint_of (const GError *error)
{
  if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_MISSING))
    return _("“millesime-cli new” makes a project");
  if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NO_MAP))
    return "--map cs21=…,us21=…";
  if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NO_CRS))
    return "--crs EPSG:…";
  if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_OTHER_CRS))
    return "--reproject";

  return NULL;
}

static MlsExit
fail (const GError *error)
{
  const char *hint = hint_of (error);
  g_autofree char *text = hint != NULL ? g_strdup_printf ("%s (%s)", error->message, hint) : NULL;
  g_autoptr (GError) hinted = g_error_copy (error);

  if (text != NULL)
    {
      g_free (hinted->message);
      hinted->message = g_steal_pointer (&text);
    }

  return mls_command_fail (hinted);
}

/* Polygons that do not fit together are a finding; there is nothing wrong with the file. */
static MlsExit
refuse (MlsImport *import, const Call *call, const GError *error)
{
  MlsExit result = fail (error);

  if (call->as_json)
    mls_import_result_print_json (import, error);
  else
    mls_import_result_print_misfits (import);

  return mls_import_get_report (import)->misfits->len > 0 ? MLS_EXIT_FINDINGS : result;
}

/* The progress is the last to go: after Ctrl+C the program ends with it, the project closed. */
static MlsExit
run (MlsImport *import, const Call *call)
{
  g_autoptr (MlsProgress) progress = mls_progress_begin ();
  const MlsImportProgress teller = { mls_progress_get_cancellable (progress), tell, progress };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (call->project, MLS_STORE_READ_WRITE, &error);
  gboolean done;

  if (store == NULL)
    return fail (error);

  done = mls_import_run (import, store, &call->options, &teller, &error);
  mls_progress_clear (progress);
  if (!done)
    return refuse (import, call, error);

  if (!mls_store_close (g_steal_pointer (&store), &error))
    return mls_command_fail (error);

  if (call->as_json)
    mls_import_result_print_json (import, NULL);
  else
    mls_import_result_print (import);

  return MLS_EXIT_DONE;
}

static MlsExit
run_call (const Call *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsImport) import = mls_import_new (call->source, call->layer, &error);

  if (import == NULL || (call->map != NULL && !mls_import_set_map (import, call->map, &error)))
    return mls_command_fail (error);

  if (call->map == NULL && !call->as_json)
    mls_import_result_print_map (import);

  return run (import, call);
}

/**
 * mls_command_import:
 * @words: import PROJECT SOURCE [--layer L] [--map M] [--crs C] [--reproject] [--author NAME] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_import (char **words)
{
  g_autofree char *layer = NULL;
  g_autofree char *map = NULL;
  g_autofree char *crs = NULL;
  g_autofree char *given = NULL;
  g_autofree char *author = NULL;
  Call call = { 0 };
  const GOptionEntry entries[] = {
    { "layer", 0, 0, G_OPTION_ARG_STRING, &layer, N_("Which layer of the file, if there are several"), N_("NAME") },
    { "map", 0, 0, G_OPTION_ARG_STRING, &map,
      N_("Which column holds what: cs and us of each vintage, doute, source, comment, photovol; guessed if not given"),
      N_("cs21=COLUMN,us21=COLUMN,…") },
    { "crs", 0, 0, G_OPTION_ARG_STRING, &crs,
      N_("Coordinate reference system of the layer, if it does not tell"), "CRS" },
    { "reproject", 0, 0, G_OPTION_ARG_NONE, &call.options.reproject,
      N_("Bring a layer of another coordinate reference system into the project’s"), NULL },
    { "author", 0, 0, G_OPTION_ARG_STRING, &given, N_("Who imports"), N_("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &call.as_json, N_("Answer with a JSON object"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT SOURCE",
                                  N_("Fills a project with the polygons of a layer that fit together edge by edge, in "
                                     "any file GDAL reads. All of them arrive, or none."),
                                  2, 2 };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  author = mls_command_author (given);
  if (author == NULL)
    return MLS_EXIT_USAGE;

  call.project = operands[0];
  call.source = operands[1];
  call.layer = layer;
  call.map = map;
  call.options.author = author;
  call.options.crs = crs;

  return run_call (&call);
}
