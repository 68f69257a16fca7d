#include "cli/command.h"

#include "base/format.h"
#include "cli/progress.h"
#include "cli/result.h"
#include "document/cure-all.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

typedef struct
{
  MlsProject  *project;
  MlsProgress *progress;
  gboolean     as_json;
} Run;

static gboolean
tell (double fraction, gpointer user_data)
{
  const Run *run = user_data;

  return mls_progress_go_on (run->progress, fraction, _("Curing"));
}

static void
print_absorption (const Run *run, const MlsAbsorption *absorption, gint64 operation)
{
  const MlsRules *rules = mls_project_get_rules (run->project);
  g_autofree char *area = mls_format_ascii (mls_area2_to_m2 (absorption->area2));
  g_autofree char *x = mls_format_ascii (mls_grid_to_metres (absorption->place.x));
  g_autofree char *y = mls_format_ascii (mls_grid_to_metres (absorption->place.y));
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!run->as_json)
    {
      printf ("%s\t%s → %s\t%s\t%s %s\n", rules->vintages[absorption->vintage].code,
              g_quark_to_string (absorption->from), g_quark_to_string (absorption->into), area, x, y);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_boolean (json, "ok", TRUE);
  mls_json_integer (json, "operation", operation);
  mls_json_string (json, "vintage", rules->vintages[absorption->vintage].code);
  mls_json_string (json, "dimension", mls_dimension_name (absorption->dimension));
  mls_json_string (json, "from", g_quark_to_string (absorption->from));
  mls_json_string (json, "into", g_quark_to_string (absorption->into));
  mls_json_number (json, "area_m2", mls_area2_to_m2 (absorption->area2));
  mls_result_place (json, absorption->place);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static void
print_left (const Run *run, const MlsFinding *finding, const char *reason)
{
  const MlsRules *rules = mls_project_get_rules (run->project);
  g_autofree char *text = mls_finding_text (finding, rules);
  g_autofree char *x = mls_format_ascii (mls_grid_to_metres (finding->place.x));
  g_autofree char *y = mls_format_ascii (mls_grid_to_metres (finding->place.y));
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!run->as_json)
    {
      printf ("%s\t%s\t%s %s\t%s\n", _("left"), text, x, y, reason);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_boolean (json, "ok", FALSE);
  mls_json_string (json, "vintage", rules->vintages[finding->vintage].code);
  mls_json_string (json, "dimension", mls_dimension_name (finding->dimension));
  mls_result_code (json, "code", finding->pair);
  mls_json_number (json, "area_m2", mls_area2_to_m2 (finding->area2));
  mls_result_place (json, finding->place);
  mls_json_string (json, "message", reason);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static void
print_step (const MlsCureStep *step, gpointer user_data)
{
  const Run *run = user_data;

  mls_progress_clear (run->progress);
  for (guint i = 0; step->absorptions != NULL && i < step->absorptions->len; i++)
    print_absorption (run, &g_array_index (step->absorptions, MlsAbsorption, i), step->operation);
  if (step->reason != NULL)
    print_left (run, step->finding, step->reason);
}

static void
print_counts (const MlsCureCounts *counts, gboolean as_json)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!as_json)
    {
      printf (_("%u cured, %u left\n"), counts->n_cured, counts->n_left);
      if (counts->n_measured > 0)
        printf (ngettext ("%u area written anew\n", "%u areas written anew\n", counts->n_measured), counts->n_measured);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_integer (json, "cured", counts->n_cured);
  mls_json_integer (json, "left", counts->n_left);
  if (counts->n_measured > 0)
    mls_json_integer (json, "measured", counts->n_measured);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static MlsExit
cure_all (MlsProject *project, MlsCureScope scope, gboolean as_json)
{
  g_autoptr (MlsProgress) progress = mls_progress_begin ();
  g_autoptr (GError) error = NULL;
  Run run = { project, progress, as_json };
  const MlsCureAll all = { scope, print_step, tell, &run };
  MlsCureCounts counts;
  gboolean done = mls_project_cure_all (project, &all, &counts, &error);

  mls_progress_clear (progress);
  if (!done)
    return mls_command_fail (error);

  print_counts (&counts, as_json);
  return counts.n_left > 0 ? MLS_EXIT_FINDINGS : MLS_EXIT_DONE;
}

static gboolean
read_scope (MlsStore *store, const char *vintage, const char *dimension, MlsCureScope *scope)
{
  MlsDimension one;
  guint index;

  *scope = MLS_CURE_REGIONS;
  if (vintage != NULL)
    {
      if (!mls_command_find_vintage (store, vintage, &index))
        return FALSE;
      scope->vintages = MLS_VINTAGE (index);
    }

  if (dimension == NULL)
    return TRUE;

  if (mls_dimension_from_name (dimension, &one) && one != MLS_DIMENSION_PAIR)
    {
      scope->dimensions = 1u << one;
      return TRUE;
    }

  mls_command_misuse (_("Minima are those of “cover” and “use”, not of “%s”"), dimension);
  return FALSE;
}

static MlsExit
run (const char *path, const char *author, const char *vintage, const char *dimension, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsProject) project = mls_project_open (path, MLS_STORE_READ_WRITE, &error);
  MlsCureScope scope;
  MlsExit result;

  if (project == NULL)
    return mls_command_fail (error);
  if (!read_scope (mls_project_get_store (project), vintage, dimension, &scope))
    return MLS_EXIT_USAGE;

  mls_project_set_author (project, author);
  mls_project_set_language (project, mls_command_language ());
  result = cure_all (project, scope, as_json);

  return mls_project_close (project, &error) ? result : mls_command_fail (error);
}

/**
 * mls_command_cure:
 * @words: cure PROJECT [--vintage YY] [--dimension cover|use] [--author NAME] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_cure (char **words)
{
  g_autofree char *vintage = NULL;
  g_autofree char *dimension = NULL;
  g_autofree char *given = NULL;
  g_autofree char *author = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "vintage", 0, 0, G_OPTION_ARG_STRING, &vintage, N_("Only in that vintage"), "YY" },
    { "dimension", 0, 0, G_OPTION_ARG_STRING, &dimension, N_("Only regions of a cover, or only of a use"), N_("NAME") },
    { "author", 0, 0, G_OPTION_ARG_STRING, &given, N_("Who edits"), N_("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("One JSON object a line, the sums in the last one"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT",
                                  N_("Gives every region that is too small to the neighbour closest in theme, the "
                                     "smallest first, and tells what went where and what could not. Each is an "
                                     "operation that can be undone; Ctrl+C stops between two."),
                                  1, 1 };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  author = mls_command_author (given);

  return author != NULL ? run (operands[0], author, vintage, dimension, as_json) : MLS_EXIT_USAGE;
}
