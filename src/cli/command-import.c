#include "cli/command.h"

#include "base/text.h"
#include "cli/import-result.h"
#include "cli/progress.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* What the words of the command say. */
typedef struct
{
  const char       *project;
  char            **sources;
  char            **layers;  /* (nullable): one for all sources, or one for each */
  char            **maps;    /* (nullable): as well */
  gboolean          as_json;
  MlsImportOptions  options;
  MlsImportCleaning cleaning;
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
fail (const GError *error, const char *hint)
{
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
  gboolean misfits = mls_import_get_report (import)->misfits->len > 0;
  MlsExit result = fail (error, misfits ? "--clean" : hint_of (error));

  if (call->as_json)
    mls_import_result_print_json (import, error);
  else
    mls_import_result_print_misfits (import);

  return misfits ? MLS_EXIT_FINDINGS : result;
}

static MlsExit
run (MlsImport *import, const Call *call)
{
  g_autoptr (MlsProgress) progress = mls_progress_begin ();
  const MlsImportProgress teller = { mls_progress_get_cancellable (progress), tell, progress };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (call->project, MLS_STORE_READ_WRITE, &error);
  gboolean done;

  if (store == NULL)
    return fail (error, hint_of (error));

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

/* What is said for a source: the only one, else its own. */
static const char *
said_for (char **words, guint i)
{
  if (words == NULL)
    return NULL;

  return words[1] == NULL ? words[0] : words[i];
}

static gboolean
add_source (MlsImport **import, const Call *call, guint i, GError **error)
{
  const char *layer = said_for (call->layers, i);
  const char *map = said_for (call->maps, i);

  if (*import == NULL)
    *import = mls_import_new (call->sources[i], layer, error);
  else if (!mls_import_add_source (*import, call->sources[i], layer, error))
    return FALSE;

  if (*import == NULL || (map != NULL && !mls_import_set_map (*import, i, map, error)))
    return FALSE;

  if (map == NULL && !call->as_json)
    mls_import_result_print_map (*import, i);

  return TRUE;
}

static MlsExit
run_call (const Call *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsImport) import = NULL;

  for (guint i = 0; call->sources[i] != NULL; i++)
    if (!add_source (&import, call, i, &error))
      return mls_command_fail (error);

  return run (import, call);
}

static gboolean
fits (char **words, char **sources)
{
  guint n = words != NULL ? g_strv_length (words) : 0;

  return n <= 1 || n == g_strv_length (sources);
}

/* A bare --clean has a value all the same: what follows it is another word. */
static char **
dup_words (char **words)
{
  char **copy = g_strdupv (words);

  for (char **word = copy; *word != NULL; word++)
    if (g_str_equal (*word, "--clean"))
      {
        g_free (*word);
        *word = g_strdup ("--clean=");
      }

  return copy;
}

static gboolean
read_tolerance (const char *text, double *tolerance_m)
{
  *tolerance_m = MLS_IMPORT_TOLERANCE_M;

  return *text == '\0' || mls_text_to_number (text, tolerance_m);
}

/* Whether the options go together; if so, with how to clean. */
static gboolean
check_options (Call *call, const char *clean)
{
  if (!fits (call->layers, call->sources) || !fits (call->maps, call->sources))
    {
      mls_command_misuse (_("--layer and --map are said once for all sources, or once for each"));
      return FALSE;
    }

  if (clean == NULL && (call->cleaning.priority != NULL || call->cleaning.outline != NULL))
    {
      mls_command_misuse (_("--priority and --outline go with --clean"));
      return FALSE;
    }

  if (clean == NULL)
    return TRUE;

  call->options.cleaning = &call->cleaning;
  if (read_tolerance (clean, &call->cleaning.tolerance_m))
    return TRUE;

  mls_command_misuse (_("“%s” is no number of metres"), clean);
  return FALSE;
}

/**
 * mls_command_import:
 * @words: import PROJECT SOURCE… [--layer L] [--map M] [--crs C] [--reproject] [--clean[=TOLERANCE]
 *   [--priority COLUMN] [--outline FILE [--outline-layer L]]] [--author NAME] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_import (char **words)
{
  g_auto (GStrv) completed = dup_words (words);
  g_auto (GStrv) layers = NULL;
  g_auto (GStrv) maps = NULL;
  g_autofree char *crs = NULL;
  g_autofree char *clean = NULL;
  g_autofree char *priority = NULL;
  g_autofree char *outline = NULL;
  g_autofree char *outline_layer = NULL;
  g_autofree char *given = NULL;
  g_autofree char *author = NULL;
  Call call = { 0 };
  const GOptionEntry entries[] = {
    { "layer", 0, 0, G_OPTION_ARG_STRING_ARRAY, &layers, N_("Which layer of the file, if there are several"), N_("NAME") },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &maps,
      N_("Which column holds what: cs and us of each vintage, doute, source, comment, photovol; guessed if not given"),
      N_("cs21=COLUMN,us21=COLUMN,…") },
    { "crs", 0, 0, G_OPTION_ARG_STRING, &crs,
      N_("Coordinate reference system of the layer, if it does not tell"), "CRS" },
    { "reproject", 0, 0, G_OPTION_ARG_NONE, &call.options.reproject,
      N_("Bring a layer of another coordinate reference system into the project’s"), NULL },
    { "clean", 0, 0, G_OPTION_ARG_STRING, &clean,
      N_("Make polygons fit together that do not, moving borders by so many metres at most; 0.1 if not given"),
      N_("[METRES]") },
    { "priority", 0, 0, G_OPTION_ARG_STRING, &priority,
      N_("Where polygons overlap, the one with the smallest number in that column keeps the ground, then the smallest id"),
      N_("COLUMN") },
    { "outline", 0, 0, G_OPTION_ARG_FILENAME, &outline, N_("Clip to the polygons of that file"), N_("FILE") },
    { "outline-layer", 0, 0, G_OPTION_ARG_STRING, &outline_layer, N_("Which layer of it, if there are several"),
      N_("NAME") },
    { "author", 0, 0, G_OPTION_ARG_STRING, &given, N_("Who imports"), N_("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &call.as_json, N_("Answer with a JSON object"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT SOURCE…",
                                  N_("Fills a project with the polygons of a layer that fit together edge by edge, in "
                                     "any file GDAL reads. All of them arrive, or none. Of several sources each comes "
                                     "before those after it where they overlap."),
                                  2, G_MAXUINT };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, completed, &operands, &result))
    return result;

  author = mls_command_author (given);
  if (author == NULL)
    return MLS_EXIT_USAGE;

  call.project = operands[0];
  call.sources = operands + 1;
  call.layers = layers;
  call.maps = maps;
  call.cleaning = (MlsImportCleaning){ .priority = priority, .outline = outline, .outline_layer = outline_layer };
  call.options.author = author;
  call.options.crs = crs;

  return check_options (&call, clean) ? run_call (&call) : MLS_EXIT_USAGE;
}
