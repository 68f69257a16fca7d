#include "cli/command.h"

#include "base/json.h"
#include "cli/file-remark.h"
#include "cli/progress.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* What is asked for, as the options say. */
typedef struct
{
  char    *vintage;
  char    *dimension;
  char    *author;
  gboolean as_json;
} Query;

static void
query_clear (Query *query)
{
  g_free (query->vintage);
  g_free (query->dimension);
  g_free (query->author);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

static void
print_json (const char *path, const MlsMaintenance *maintenance)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  mls_json_object (json, NULL);
  mls_json_string (json, "file", path);
  mls_json_integer (json, "sent_back", maintenance->n_written);
  mls_json_integer (json, "known", maintenance->n_known);
  mls_json_integer (json, "edited", maintenance->n_edited);
  mls_json_integer (json, "left_out", maintenance->n_left);
  mls_json_array (json, "remarks");
  for (guint i = 0; i < maintenance->remarks->len; i++)
    {
      const MlsMaintenanceRemark *remark = g_ptr_array_index (maintenance->remarks, i);

      mls_file_remark_write (json, mls_maintenance_remark_name (remark->kind), remark->feature, 0, 0, remark->text);
    }
  mls_json_end (json);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static void
print_text (const char *path, const MlsMaintenance *maintenance)
{
  printf (_("%s: %u sent back, %u known already, %u edited meanwhile, %u left out\n"), path, maintenance->n_written,
          maintenance->n_known, maintenance->n_edited, maintenance->n_left);
  for (guint i = 0; i < maintenance->remarks->len; i++)
    {
      const MlsMaintenanceRemark *remark = g_ptr_array_index (maintenance->remarks, i);

      mls_file_remark_print (remark->feature, remark->text);
    }
}

static gboolean
tell (double fraction, gpointer progress)
{
  return mls_progress_go_on (progress, fraction, _("Reading"));
}

static MlsMaintenance *
take (MlsProject *project, const char *path, guint vintage, MlsDimension dimension, GError **error)
{
  g_autoptr (MlsProgress) progress = mls_progress_begin ();
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (MlsMaintenance) maintenance =
    mls_maintenance_read (mls_project_get_store (project), path, vintage, dimension, tell, progress, error);

  mls_progress_clear (progress);

  return maintenance != NULL && mls_project_take_maintenance (project, maintenance, name, error)
           ? g_steal_pointer (&maintenance)
           : NULL;
}

static MlsExit
tell_taken (const Query *query, const char *path, const MlsMaintenance *maintenance, const GError *error)
{
  if (maintenance == NULL)
    return mls_command_fail (error);

  (query->as_json ? print_json : print_text) (path, maintenance);

  return maintenance->n_left > 0 ? MLS_EXIT_FINDINGS : MLS_EXIT_DONE;
}

static MlsExit
take_remarks (const Query *query, MlsProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsMaintenance) remarks = mls_project_take_remarks (project, &error);

  return tell_taken (query, mls_project_get_path (project), remarks, error);
}

static MlsExit
take_all (const Query *query, MlsProject *project, char **paths)
{
  MlsDimension dimension = MLS_DIMENSION_PAIR;
  MlsExit result = MLS_EXIT_DONE;
  guint vintage;

  if (query->dimension != NULL && (!mls_dimension_from_name (query->dimension, &dimension) || dimension == MLS_DIMENSION_PAIR))
    return mls_command_misuse (_("What is noticed is of “cover” or of “use”, not of “%s”"), query->dimension);
  if (!mls_command_find_vintage (mls_project_get_store (project), query->vintage, &vintage))
    return MLS_EXIT_USAGE;

  for (guint i = 0; paths[i] != NULL && result <= MLS_EXIT_FINDINGS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MlsMaintenance) maintenance = take (project, paths[i], vintage, dimension, &error);

      MlsExit taken = tell_taken (query, paths[i], maintenance, error);

      result = MAX (result, taken);
    }

  return result;
}

static MlsExit
run (const Query *query, const char *author, char **operands)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsProject) project = mls_project_open (operands[0], MLS_STORE_READ_WRITE, &error);
  MlsExit result;

  if (project == NULL)
    return mls_command_fail (error);

  mls_project_set_author (project, author);
  result = operands[1] != NULL ? take_all (query, project, operands + 1) : take_remarks (query, project);

  return mls_project_close (project, &error) ? result : mls_command_fail (error);
}

/**
 * mls_command_maintenance:
 * @words: maintenance PROJECT [FILE…] [--vintage YY] [--dimension cover|use] [--author NAME] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_maintenance (char **words)
{
  g_auto (Query) query = { 0 };
  const GOptionEntry entries[] = {
    { "vintage", 0, 0, G_OPTION_ARG_STRING, &query.vintage, N_("Of points that do not say; the newest else"), "YY" },
    { "dimension", 0, 0, G_OPTION_ARG_STRING, &query.dimension, N_("cover or use: of points that do not say"), N_("NAME") },
    { "author", 0, 0, G_OPTION_ARG_STRING, &query.author, N_("Who sends them back"), N_("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &query.as_json, N_("One JSON object a line"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = {
    entries, "PROJECT [FILE…]",
    N_("Puts what users of the map have noticed into the correction queue: points of any layer, or a table with x and y or "
       "lon and lat, with columns such as dimension, code_existant, code_remplac, erreur_geom, data_exo, commentaire, "
       "millesime and valid_cqe. The region there is sent back, with the code that was proposed; Enter takes it. A point "
       "comes once, however often its file does. Without a file, the project's own layer “remark” is taken, to which QGIS "
       "adds. The exit status is 1 if there are points that could not be taken."),
    1, G_MAXUINT
  };
  g_auto (GStrv) operands = NULL;
  g_autofree char *author = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  author = mls_command_author (query.author);

  return author != NULL ? run (&query, author, operands) : MLS_EXIT_USAGE;
}
