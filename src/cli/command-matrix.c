#include "cli/command.h"

#include "base/json.h"
#include "cli/areas.h"
#include "cli/progress.h"
#include "quality/census.h"
#include "quality/matrix-count.h"
#include "report/chart.h"
#include "store/state.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* What is asked for, as the options say. */
typedef struct
{
  char            *from_code;
  char            *to_code;
  char            *classing_name;
  char            *unit_name;
  char            *zone;
  char            *layer;
  char            *as_of;
  char            *chart_path;
  char            *chart_name;
  MlsChartKind     chart_kind;
  int              level;
  gboolean         as_balance;
  gboolean         as_csv;
  gboolean         as_json;

  MlsStore        *store;
  MlsStoreReader  *reader;
  MlsNomenclature *nomenclature;
  MlsFigures      *areas;        /* (nullable) */
  MlsMatrixQuery   wanted;
  MlsMatrixStyle   style;
} Query;

static void
query_clear (Query *query)
{
  g_free (query->from_code);
  g_free (query->to_code);
  g_free (query->classing_name);
  g_free (query->unit_name);
  g_free (query->zone);
  g_free (query->layer);
  g_free (query->as_of);
  g_free (query->chart_path);
  g_free (query->chart_name);
  g_clear_pointer (&query->areas, mls_figures_unref);
  g_clear_pointer (&query->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&query->reader, mls_store_reader_free);
  g_clear_pointer (&query->store, mls_store_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

static gboolean
tell (double fraction, gpointer progress)
{
  return mls_progress_go_on (progress, fraction, _("Counting"));
}

/* Printing */

static void
print_json (const Query *query, const MlsMatrix *matrix, const char *area, guint row, guint column)
{
  static const MlsMatrixStyle percent = { MLS_MATRIX_PERCENT, ',', "." };
  g_autoptr (MlsJson) json = mls_json_new ();
  g_autofree char *share = mls_matrix_number (matrix, row, column, &percent);

  mls_json_object (json, NULL);
  if (area != NULL)
    mls_json_string (json, "area", area);
  if (row != MLS_MATRIX_ALL)
    mls_json_string (json, "from", mls_matrix_class (matrix, row)->code);
  if (column != MLS_MATRIX_ALL)
    mls_json_string (json, "to", mls_matrix_class (matrix, column)->code);
  mls_json_area2 (json, "area_m2", mls_matrix_cell (matrix, row, column));
  if (row == MLS_MATRIX_ALL && column == MLS_MATRIX_ALL)
    mls_json_area2 (json, "changed_m2", mls_matrix_changed (matrix));
  mls_json_number (json, "percent", g_ascii_strtod (share, NULL));
  if (mls_matrix_is_counted (matrix))
    mls_json_integer (json, "count", mls_matrix_get_count (matrix, row, column));
  mls_json_end (json);

  puts (mls_json_text (json));
}

/* Each cell, then what they add up to. */
static void
print_cells (const Query *query, const MlsMatrix *matrix, const char *area)
{
  for (guint row = 0; row < mls_matrix_n (matrix); row++)
    for (guint column = 0; column < mls_matrix_n (matrix); column++)
      if (mls_matrix_cell (matrix, row, column) != 0)
        print_json (query, matrix, area, row, column);
  print_json (query, matrix, area, MLS_MATRIX_ALL, MLS_MATRIX_ALL);
}

static void
print_balance_json (const MlsMatrix *matrix, const MlsBalance *balance, const char *area)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  mls_json_object (json, NULL);
  if (area != NULL)
    mls_json_string (json, "area", area);
  mls_json_string (json, "class", mls_matrix_class (matrix, balance->index)->code);
  mls_json_area2 (json, "before_m2", balance->before);
  mls_json_area2 (json, "after_m2", balance->after);
  mls_json_area2 (json, "gained_m2", balance->gained);
  mls_json_area2 (json, "lost_m2", balance->lost);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static void
print_land_take_json (const MlsLandTake *take, const char *area)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  mls_json_object (json, NULL);
  if (area != NULL)
    mls_json_string (json, "area", area);
  mls_json_area2 (json, "taken_m2", take->taken);
  mls_json_area2 (json, "given_back_m2", take->given_back);
  mls_json_area2 (json, "undecided_m2", take->undecided);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static void
print_balance (const Query *query, const MlsMatrix *matrix, const char *area)
{
  g_autoptr (GArray) balances = mls_balance_new (matrix);
  g_autoptr (GString) lines = g_string_new (NULL);
  MlsLandTake take;

  if (!query->as_json)
    {
      mls_balance_append (matrix, &query->style, area, lines);
      fputs (lines->str, stdout);
      return;
    }

  for (guint i = 0; i < balances->len; i++)
    print_balance_json (matrix, &g_array_index (balances, MlsBalance, i), area);
  if (mls_land_take_find (matrix, &query->wanted.classing, &take))
    print_land_take_json (&take, area);
}

static void
print_balance_head (const Query *query, gboolean by_area)
{
  g_autoptr (GString) line = g_string_new (NULL);

  mls_balance_append_head (line, by_area, query->style.separator);
  if (!query->as_json)
    fputs (line->str, stdout);
}

/* What no figure tells by itself. */
static void
print_notes (const MlsMatrix *matrix)
{
  for (guint i = 0; i < mls_matrix_n (matrix); i++)
    if (mls_matrix_class (matrix, i)->standing == MLS_STANDING_EITHER)
      fprintf (stderr, _("%s: nothing tells which of these it is\n"),
               mls_matrix_class (matrix, i)->code);
}

static void
print_matrix (const Query *query, const MlsMatrix *matrix)
{
  g_autofree char *table = NULL;

  if (query->as_balance)
    {
      print_balance_head (query, FALSE);
      print_balance (query, matrix, NULL);
      print_notes (matrix);
      return;
    }

  if (query->as_json)
    {
      print_cells (query, matrix, NULL);
      return;
    }

  table = mls_matrix_table (matrix, &query->style);
  fputs (table, stdout);
  print_notes (matrix);
}

/* Making */

#define CHART_WIDTH 960
#define CHART_INK   0x1e1e1e

static MlsExit
draw_chart (const Query *query, const MlsMatrix *matrix, const MlsTally *tally)
{
  g_autoptr (MlsSeries) series = mls_series_new (tally, &query->wanted);
  const MlsChart chart = { matrix, &query->wanted, query->chart_kind, CHART_INK, series };
  g_autoptr (GError) error = NULL;

  if (mls_chart_save (&chart, query->chart_path, CHART_WIDTH, &error))
    return MLS_EXIT_DONE;

  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED) ? mls_command_misuse ("%s", error->message)
                                                                       : mls_command_fail (error);
}

static MlsExit
print_whole (const Query *query, const MlsTally *tally, MlsProgress *progress)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsMatrix) matrix = mls_matrix_new (tally, &query->wanted);

  if (query->style.unit == MLS_MATRIX_COUNT &&
      !mls_matrix_count (matrix, &query->wanted, query->reader, query->areas, tell, progress, &error))
    return mls_command_fail (error);

  mls_progress_clear (progress);
  if (query->chart_path != NULL)
    return draw_chart (query, matrix, tally);

  print_matrix (query, matrix);

  return MLS_EXIT_DONE;
}

static void
print_area (const Query *query, const MlsTally *tally, const char *name)
{
  g_autoptr (MlsMatrix) matrix = mls_matrix_new (tally, &query->wanted);
  g_autoptr (GString) lines = g_string_new (NULL);

  if (query->as_balance)
    {
      print_balance (query, matrix, name);
      return;
    }

  if (query->as_json)
    {
      print_cells (query, matrix, name);
      return;
    }

  mls_matrix_append_list (matrix, &query->style, name, lines);
  fputs (lines->str, stdout);
}

/* One after the other, and at last what lies in none, so that all add up. */
static void
print_areas (const Query *query, const MlsCensus *census)
{
  g_autoptr (MlsTally) rest = mls_census_rest (census);
  char separator = query->style.separator;

  if (query->as_balance)
    print_balance_head (query, TRUE);
  else if (!query->as_json)
    printf ("area%cfrom%cto%c%s\n", separator, separator, separator, mls_matrix_unit_name (query->style.unit));

  for (guint i = 0; i < mls_figures_get_n (query->areas); i++)
    {
      g_autofree char *name = mls_figures_dup_name (query->areas, i);

      if (mls_figures_get (query->areas, i)->kind == MLS_FIGURE_AREA)
        print_area (query, mls_census_get_area (census, i), name);
    }

  print_area (query, rest, _("elsewhere"));
}

static MlsExit
count (const Query *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsProgress) progress = mls_progress_begin ();
  const MlsCensusQuery wanted = { query->nomenclature, mls_nearness_asked_for (query->nomenclature, query->wanted.classing.indicator), query->areas };
  g_autoptr (MlsCensus) census = mls_census_take (query->reader, &wanted, tell, progress, &error);

  if (census == NULL)
    {
      mls_progress_clear (progress);
      return mls_command_fail (error);
    }

  if (query->layer == NULL)
    return print_whole (query, query->areas != NULL ? mls_census_get_area (census, 0) : mls_census_get_whole (census), progress);

  mls_progress_clear (progress);
  print_areas (query, census);

  return MLS_EXIT_DONE;
}

/* Reading what is asked for */

static gboolean
find_vintages (Query *query)
{
  guint n_vintages;
  MlsMatrixQuery *wanted = &query->wanted;

  if (!mls_command_find_vintage (query->store, query->to_code, &wanted->to))
    return FALSE;

  wanted->vintages = mls_store_get_vintages (query->store, &n_vintages);
  wanted->from = mls_vintage_other (wanted->vintages, n_vintages, wanted->to);

  return query->from_code == NULL || mls_command_find_vintage (query->store, query->from_code, &wanted->from);
}

static gboolean
open_project (Query *query, const char *path, GError **error)
{
  query->store = mls_command_open_state (path, query->as_of, error);
  query->nomenclature = query->store != NULL ? mls_store_read_nomenclature (query->store, error) : NULL;
  query->reader = query->nomenclature != NULL ? mls_store_reader_of (query->store, error) : NULL;
  if (query->reader == NULL || !mls_store_reader_begin (query->reader, 0, NULL, error))
    return FALSE;

  query->wanted.classing.nomenclature = query->nomenclature;
  query->wanted.language = mls_command_language ();
  if (query->layer != NULL)
    query->areas = mls_areas_read_layer (query->store, query->layer, error);
  else if (query->zone != NULL)
    query->areas = mls_areas_read_zone (query->store, query->zone, error);

  return query->areas != NULL || (query->layer == NULL && query->zone == NULL);
}

/* What ground is counted by: everything the nomenclature has, if nothing else is asked for. */
static gboolean
find_classing (Query *query)
{
  MlsClassing *classing = &query->wanted.classing;
  const char *whole = mls_dimension_name (mls_nomenclature_whole (query->nomenclature));
  MlsDimension dimension;

  if (query->classing_name == NULL)
    return mls_classing_set_name (classing, g_str_equal (whole, "use") ? whole : "cover");
  if (mls_dimension_from_name (query->classing_name, &dimension) &&
      !mls_nomenclature_has_dimension (query->nomenclature, dimension))
    {
      mls_command_misuse (_("The nomenclature has no classes of “%s”"), query->classing_name);
      return FALSE;
    }
  if (mls_classing_set_name (classing, query->classing_name))
    return TRUE;

  mls_command_misuse (_("A dimension is “cover”, “use”, “pair” or an indicator of the nomenclature, not “%s”"),
                      query->classing_name);
  return FALSE;
}

static MlsExit
run (Query *query, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!open_project (query, path, &error))
    return mls_command_fail (error);
  if (!find_classing (query))
    return MLS_EXIT_USAGE;

  return find_vintages (query) ? count (query) : MLS_EXIT_USAGE;
}

static MlsExit
check_options (const Query *query)
{
  if (query->as_csv && query->as_json)
    return mls_command_misuse (_("--csv and --json do not go together"));
  if (query->zone != NULL && query->layer != NULL)
    return mls_command_misuse (_("--zone and --by do not go together"));
  if (query->level < 1)
    return mls_command_misuse (_("Levels count from 1"));
  if (query->style.unit == MLS_MATRIX_COUNT && query->layer != NULL)
    return mls_command_misuse (_("Pieces of ground that lie in two areas would be counted in both: --by takes ha or percent"));
  if (query->style.unit == MLS_MATRIX_COUNT && query->as_balance)
    return mls_command_misuse (_("A balance is of ha or percent"));
  if (query->chart_path != NULL && (query->layer != NULL || query->as_balance || query->as_csv || query->as_json))
    return mls_command_misuse (_("A chart is one picture, of everything or of a zone, without a table"));

  return MLS_EXIT_DONE;
}

static MlsExit
read_options (Query *query)
{
  MlsMatrixQuery *wanted = &query->wanted;

  wanted->classing.level = (guint) query->level;
  query->style = (MlsMatrixStyle){ MLS_MATRIX_HECTARES, query->as_csv ? ',' : '\t', "." };
  if (query->unit_name != NULL && !mls_matrix_unit_from_name (query->unit_name, &query->style.unit))
    return mls_command_misuse (_("A unit is “ha”, “count” or “percent”, not “%s”"), query->unit_name);
  if (query->chart_name != NULL && !mls_chart_kind_from_name (query->chart_name, &query->chart_kind))
    return mls_command_misuse (_("A chart is “balance”, “flows” or “series”, not “%s”"), query->chart_name);

  return check_options (query);
}

/**
 * mls_command_matrix:
 * @words: matrix PROJECT [--from YY] [--to YY] [--dimension NAME] [--level N] [--unit NAME] [--zone ZONE | --by LAYER]
 *   [--as-of STATE] [--balance] [--csv | --json], or --chart FILE [--kind NAME] in place of these
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_matrix (char **words)
{
  g_auto (Query) query = { .level = G_MAXINT };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &query.from_code, N_("What it was in that vintage, in rows"), "YY" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &query.to_code, N_("What it is in that vintage, in columns"), "YY" },
    { "dimension", 0, 0, G_OPTION_ARG_STRING, &query.classing_name, N_("cover, use, pair or an indicator of the nomenclature"), N_("NAME") },
    { "level", 0, 0, G_OPTION_ARG_INT, &query.level, N_("Of covers and uses, from 1; the finest if not said"), "N" },
    { "unit", 0, 0, G_OPTION_ARG_STRING, &query.unit_name, N_("ha, count or percent"), N_("NAME") },
    { "zone", 0, 0, G_OPTION_ARG_STRING, &query.zone, N_("Only in the zone of that author, in a box or in a polygon"), N_("ZONE") },
    { "by", 0, 0, G_OPTION_ARG_STRING, &query.layer, N_("For each area of a reference layer or of a file"), N_("LAYER") },
    MLS_COMMAND_AS_OF (&query.as_of),
    { "balance", 0, 0, G_OPTION_ARG_NONE, &query.as_balance, N_("What each class was, is, gained and lost, instead"), NULL },
    { "chart", 0, 0, G_OPTION_ARG_FILENAME, &query.chart_path, N_("Draw it instead, as .svg or .png"), N_("FILE") },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &query.chart_name, N_("Of the chart: balance, flows or series, which is of all dates"), N_("NAME") },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &query.as_csv, N_("As a table for spreadsheets"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &query.as_json, N_("One JSON object a line"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT",
                                  N_("Tells what became of what between two dates: what ground was in rows, what it is in columns, "
                                     "and how much of it there is. All cells add up to the territory, to the square millimetre. "
                                     "Counts are of pieces of ground that hang together and changed alike, as “list changes” "
                                     "lists them. Ground that the limit of a zone or of an area crosses is counted on both sides "
                                     "of it.\n"
                                     "\n"
                                     "A class of an indicator that depends on what lies near is decided for each region, from "
                                     "a point in its largest face: by whether there is, for OCS2D, urbanised ground within 20 m, or within "
                                     "50 m of farm buildings by ENAF; the rules “near” and “follow” of the project tell.\n"
                                     "\n"
                                     "A balance by an indicator that tells open land from urban land, as ENAF does, also tells in JSON "
                                     "how much land was taken."),
                                  1, 1 };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  result = read_options (&query);

  return result == MLS_EXIT_DONE ? run (&query, operands[0]) : result;
}
