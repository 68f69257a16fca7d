#include "cli/command.h"

#include "cli/progress.h"
#include "cli/skeleton-result.h"
#include "document/first-map.h"
#include "rules/nomenclature-path.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the options say. */
typedef struct
{
  char    *crs;
  char    *nomenclature;
  GStrv    vintages;
  char    *recipe;
  char    *territory;
  char    *author;       /* given */
  gboolean as_json;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->crs);
  g_free (options->nomenclature);
  g_strfreev (options->vintages);
  g_free (options->recipe);
  g_free (options->territory);
  g_free (options->author);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Without faces */

static MlsExit
make (const char *path, const MlsStoreOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_create (path, options, &error);

  if (store == NULL || !mls_store_close (g_steal_pointer (&store), &error))
    return mls_command_fail (error);

  return MLS_EXIT_DONE;
}

static MlsExit
make_with (const char *path, MlsStoreOptions *options, const char *nomenclature_name, char **vintage_words)
{
  g_autoptr (GArray) vintages = g_array_new (FALSE, TRUE, sizeof (MlsVintage));
  g_autoptr (MlsNomenclature) nomenclature = NULL;
  g_autoptr (GError) error = NULL;

  for (; vintage_words != NULL && *vintage_words != NULL; vintage_words++)
    {
      MlsVintage vintage;

      if (!mls_command_read_vintage (*vintage_words, &vintage))
        return MLS_EXIT_USAGE;

      g_array_append_val (vintages, vintage);
    }

  nomenclature = mls_nomenclature_load_named (nomenclature_name, &error);
  if (nomenclature == NULL)
    return mls_command_fail (error);

  options->vintages = (const MlsVintage *) (gpointer) vintages->data;
  options->n_vintages = vintages->len;
  options->nomenclature = nomenclature;

  return make (path, options);
}

/* By a recipe */

static void
tell (double fraction, const char *what, gpointer user_data)
{
  mls_progress_tell (user_data, fraction, _(what));
}

static void
replace (char **text, const char *value)
{
  if (value == NULL)
    return;

  g_free (*text);
  *text = g_strdup (value);
}

/* What is said on the command line is said of this project, whatever the recipe says of all. */
static void
obey (MlsRecipe *recipe, const Options *options)
{
  replace (&recipe->crs, options->crs);
  replace (&recipe->nomenclature, options->nomenclature);

  if (options->vintages != NULL)
    {
      g_strfreev (recipe->vintages);
      recipe->vintages = g_strdupv (options->vintages);
    }

  if (options->territory == NULL)
    return;

  g_free (recipe->territory.file);
  g_clear_pointer (&recipe->territory.layer, g_free);
  g_clear_pointer (&recipe->territory.where, g_free);
  g_clear_pointer (&recipe->territory.crs, g_free);
  recipe->territory.file = g_canonicalize_filename (options->territory, NULL);
}

static gboolean
check_free (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS, _("“%s” exists already"), path);
  return FALSE;
}

/* What to do about it, in the words of a recipe. */
static MlsExit
fail (const GError *error)
{
  MlsExit result = mls_command_fail (error);

  if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NO_CRS))
    g_printerr ("crs = EPSG:…\n");
  else if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NO_MAP))
    g_printerr ("map = cs21=…,us21=…\n");

  return result;
}

static MlsExit
make_by_recipe (const char *path, const Options *options, const char *author)
{
  g_autoptr (MlsProgress) progress = mls_progress_begin ();
  const MlsImportProgress teller = { mls_progress_get_cancellable (progress), tell, progress };
  g_autoptr (MlsFirstMap) map = g_new0 (MlsFirstMap, 1);
  g_autoptr (GError) error = NULL;
  gboolean made;

  map->recipe = mls_recipe_load (options->recipe, &error);
  if (map->recipe == NULL)
    return mls_command_fail (error);

  obey (map->recipe, options);
  map->project = g_strdup (path);
  map->author = g_strdup (author);
  made = check_free (path, &error) && mls_first_map_make (map, &teller, &error);
  mls_progress_clear (progress);
  if (!made)
    return fail (error);

  if (options->as_json)
    mls_skeleton_result_print_json (map->report);
  else
    mls_skeleton_result_print (map->report);

  return MLS_EXIT_DONE;
}

static const char help[] = N_(
  "Makes a project without faces, or with --recipe the first map of a territory: roads, buildings and other layers "
  "become ground, what is there already is kept, and the rest has no code yet.\n"
  "\n"
  "A recipe is a text file to be kept. Its layers come in the order in which they take ground; paths are seen from where "
  "it lies:\n"
  "\n"
  "  [project]\n"
  "  crs = EPSG:2154               that of the territory, if not said\n"
  "  nomenclature = ocs2d\n"
  "  vintages = 2021; 2024\n"
  "  tolerance = 0.1               borders nearer than so many metres are one\n"
  "  least_uncoded = 300           smaller ground without a code joins a neighbour; the largest minimum, if not said\n"
  "\n"
  "  [territory]\n"
  "  file = limit.gpkg\n"
  "  layer = commune               if there are several\n"
  "  where = INSEE = '59350'       which features, as SQL has it\n"
  "  crs = EPSG:2154               if the file does not tell\n"
  "\n"
  "  [skeleton buildings]          file, layer, where and crs as above\n"
  "  file = bdtopo.gpkg\n"
  "  layer = batiment\n"
  "  cover = CS1.1.1\n"
  "\n"
  "  [skeleton roads]\n"
  "  file = bdtopo.gpkg\n"
  "  layer = troncon_de_route\n"
  "  width = LARGEUR               a column of metres, or a number\n"
  "  default_width = 5             where the column has none\n"
  "  cover = CS1.1.2\n"
  "  use = US4.1.2\n"
  "  vintages = 2024               all, if not said\n"
  "\n"
  "  [coverage]                    polygons with codes, beneath all layers\n"
  "  file = old.gpkg\n"
  "  map = cs21=CS_21,us21=US_21   guessed, if not said\n"
  "\n"
  "  [photo Ortho 2024]\n"
  "  file = ortho.tif\n"
  "  vintage = 2024                the newest, if not said\n"
  "  kind = infrared               or colour");

/**
 * mls_command_new:
 * @words: new PROJECT [--recipe R [--territory FILE]] [--crs C] [--nomenclature N] [--vintage V …] [--author NAME] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_new (char **words)
{
  g_auto (Options) options = { 0 };
  g_autofree char *author = NULL;
  const GOptionEntry entries[] = {
    { "recipe", 0, 0, G_OPTION_ARG_FILENAME, &options.recipe, N_("A file that tells what the first map is made of"), N_("FILE") },
    { "territory", 0, 0, G_OPTION_ARG_FILENAME, &options.territory, N_("A layer of polygons in the place of the recipe’s territory"), N_("FILE") },
    { "crs", 0, 0, G_OPTION_ARG_STRING, &options.crs, N_("Coordinate reference system; Lambert-93 if not given, or that of the recipe or its territory"), "CRS" },
    { "nomenclature", 0, 0, G_OPTION_ARG_STRING, &options.nomenclature, N_("Name or folder of the nomenclature"), N_("NAME") },
    { "vintage", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.vintages, N_("A vintage, as “21” or “2021”; as often as wanted"), "YY" },
    { "author", 0, 0, G_OPTION_ARG_STRING, &options.author, N_("Who makes it"), N_("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, N_("Answer with a JSON object"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT", help, 1, 1 };
  g_auto (GStrv) operands = NULL;
  MlsStoreOptions made = { 0 };
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;
  if (options.recipe == NULL && (options.territory != NULL || options.as_json))
    return mls_command_misuse (_("--territory and --json go with --recipe"));

  author = mls_command_author (options.author);
  if (author == NULL)
    return MLS_EXIT_USAGE;

  if (options.recipe != NULL)
    return make_by_recipe (operands[0], &options, author);

  made.crs = options.crs;
  made.author = author;

  return make_with (operands[0], &made, options.nomenclature != NULL ? options.nomenclature : MLS_NOMENCLATURE_DEFAULT,
                    options.vintages);
}
