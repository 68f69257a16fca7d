#include "cli/command.h"

#include "base/text.h"
#include "cli/progress.h"
#include "cli/sample-result.h"
#include "quality/sample-errors.h"
#include "quality/sample-order.h"
#include "store/sample-merge.h"

#include <glib/gi18n-lib.h>

/* More than any area in ha, or any factor, makes sense. */
#define MOST 1e9

/* Where none is given. */
#define NO_FLOOR -1

/* What is asked for, as the options say. */
typedef struct
{
  char       *dimension;
  char       *vintage;
  double      share;
  int         n_units;
  int         floor;
  int         cap;
  char      **more;
  double      largest_ha;
  char      **without;
  int         n_sets;
  char       *seed;
  char       *title;
  char       *author;
  gboolean    is_blind;
  MlsAgreed   agreed;
  char      **out;
  char       *controller;
  int         part;
  gboolean    as_json;

  GArray     *factors;  /* (element-type MlsMore) */
} Query;

static void
query_clear (Query *query)
{
  g_free (query->dimension);
  g_free (query->vintage);
  g_strfreev (query->more);
  g_strfreev (query->without);
  g_free (query->seed);
  g_free (query->title);
  g_free (query->author);
  g_strfreev (query->out);
  g_free (query->controller);
  g_clear_pointer (&query->factors, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

/* Drawing */

static MlsExit
read_more (Query *query)
{
  query->factors = g_array_new (FALSE, FALSE, sizeof (MlsMore));
  for (guint i = 0; query->more != NULL && query->more[i] != NULL; i++)
    {
      g_auto (GStrv) halves = g_strsplit (query->more[i], "=", 2);
      MlsMore more;

      if (halves[0] == NULL || halves[1] == NULL || !mls_text_to_number (halves[1], &more.factor) ||
          !(more.factor > 0 && more.factor <= MOST))
        return mls_command_misuse (_("“%s” is not CODE=FACTOR, as CS1.1.1=2"), query->more[i]);

      more.code = g_quark_from_string (g_strstrip (halves[0]));
      g_array_append_val (query->factors, more);
    }

  return MLS_EXIT_DONE;
}

static gboolean
read_seed (const Query *query, guint64 *seed)
{
  if (query->seed != NULL)
    return g_ascii_string_to_unsigned (query->seed, 10, 0, G_MAXUINT64, seed, NULL);

  *seed = (guint64) g_random_int () << 32 | g_random_int ();

  return TRUE;
}

static MlsExit
read_sampling (Query *query, MlsSampleQuery *wanted)
{
  MlsExit result = read_more (query);
  MlsSampling *sampling = &wanted->sampling;

  if (result != MLS_EXIT_DONE)
    return result;
  if (query->dimension != NULL && !mls_dimension_from_name (query->dimension, &wanted->dimension))
    return mls_command_misuse (_("A dimension is “cover”, “use” or “pair”, not “%s”"), query->dimension);
  if (!(query->share >= 0 && query->share <= 100) || !(query->largest_ha >= 0 && query->largest_ha <= MOST) ||
      query->n_units < 0 || query->cap < 0 || query->floor < NO_FLOOR)
    return mls_command_misuse (_("Shares are from 0 to 100 %%, areas and numbers not below 0"));
  if (query->n_sets < 1 || query->out == NULL || (int) g_strv_length (query->out) != query->n_sets)
    return mls_command_misuse (_("Each set goes into a file of its own: --output for each of --sets"));
  if (!mls_agreed_is_valid (query->agreed))
    return mls_command_misuse (_("A limit is from 0 to 100 percent"));
  if (!read_seed (query, &sampling->seed))
    return mls_command_misuse (_("A seed is a whole number, not “%s”"), query->seed);

  sampling->share = query->share / 100;
  sampling->n_units = (guint) query->n_units;
  sampling->floor = query->floor != NO_FLOOR ? (guint) query->floor : query->n_units > 0 ? 1 : 12;
  sampling->cap = (guint) query->cap;
  sampling->largest2 = mls_area2_from_m2 (query->largest_ha * 10000);
  sampling->n_sets = (guint) query->n_sets;
  sampling->more = query->factors;

  return MLS_EXIT_DONE;
}

static gboolean
tell (double fraction, gpointer progress)
{
  return mls_progress_go_on (progress, fraction, _("Drawing"));
}

static MlsExit
find_vintage (const Query *query, const char *project, guint *vintage)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (project, MLS_STORE_READ_ONLY, &error);

  if (store == NULL)
    return mls_command_fail (error);

  return mls_command_find_vintage (store, query->vintage, vintage) ? MLS_EXIT_DONE : MLS_EXIT_USAGE;
}

static MlsExit
fill (const Query *query, const MlsSampleOrder *order)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsProgress) progress = mls_progress_begin ();
  gboolean filled = mls_sample_order_fill (order, tell, progress, &error);

  mls_progress_clear (progress);
  if (!filled)
    return mls_command_fail (error);

  for (guint i = 0; query->out[i] != NULL; i++)
    if (!mls_sample_result_print (query->out[i], query->as_json, &error))
      return mls_command_fail (error);

  return MLS_EXIT_DONE;
}

static MlsExit
draw (Query *query, char **operands)
{
  MlsSampleOrder order = { .project = operands[0],
                           .query = { .dimension = MLS_DIMENSION_COVER },
                           .facts = { query->title, query->author, query->is_blind, query->agreed,
                                      (const char *const *) query->without },
                           .paths = (const char *const *) query->out };
  MlsExit result = read_sampling (query, &order.query);

  if (result == MLS_EXIT_DONE)
    result = find_vintage (query, operands[0], &order.query.vintage);

  return result == MLS_EXIT_DONE ? fill (query, &order) : result;
}

/* Merging */

/* @path is a file to merge, or %NULL for what is nobody's in the sample itself. */
static MlsExit
merge_one (const Query *query, MlsSampleFile *file, const char *path)
{
  MlsText controller = query->controller != NULL ? g_quark_from_string (query->controller) : 0;
  g_autoptr (GError) error = NULL;
  g_auto (MlsMergeOutcome) outcome;
  gboolean done;

  mls_merge_outcome_init (&outcome);
  done = path != NULL ? mls_sample_file_merge (file, path, controller, &outcome, &error)
                      : mls_sample_file_claim (file, controller, &outcome, &error);
  if (!done)
    return mls_command_fail (error);

  mls_merge_result_print (path != NULL ? path : mls_sample_file_get_path (file), &outcome, query->as_json);

  return outcome.n_conflicts + outcome.n_left > 0 ? MLS_EXIT_FINDINGS : MLS_EXIT_DONE;
}

static MlsExit
merge (Query *query, char **operands)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsSampleFile) file = NULL;
  MlsExit result = MLS_EXIT_DONE;

  if (operands[1] == NULL && query->controller == NULL)
    return mls_command_misuse (_("What is to be merged is a file, or what is nobody’s: --controller NAME"));

  file = mls_sample_file_open (operands[0], MLS_STORE_READ_WRITE, &error);
  if (file == NULL)
    return mls_command_fail (error);
  if (operands[1] == NULL)
    return merge_one (query, file, NULL);

  for (guint i = 1; operands[i] != NULL; i++)
    {
      MlsExit one = merge_one (query, file, operands[i]);

      result = MAX (result, one);
    }

  return result;
}

static MlsExit
inform (Query *query, char **operands)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; operands[i] != NULL; i++)
    if (!mls_sample_result_print (operands[i], query->as_json, &error))
      return mls_command_fail (error);

  return MLS_EXIT_DONE;
}

static MlsExit
hand_out (Query *query, char **operands)
{
  MlsText controller = query->controller != NULL ? g_quark_from_string (query->controller) : 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsSampleFile) file = NULL;

  if (operands[1] != NULL || query->out == NULL || g_strv_length (query->out) != 1 || query->part < 0)
    return mls_command_misuse (_("One file is handed out at a time, into one: --output FILE"));

  file = mls_sample_file_open (operands[0], MLS_STORE_READ_ONLY, &error);
  if (file == NULL || !mls_sample_file_hand_out (file, query->out[0], (guint) query->part, controller, &error) ||
      !mls_sample_result_print (query->out[0], query->as_json, &error))
    return mls_command_fail (error);

  return MLS_EXIT_DONE;
}

/* Sending back */

static MlsExit
send_back_from (const Query *query, MlsProject *project, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsSampleFile) file = mls_sample_file_open (path, MLS_STORE_READ_ONLY, &error);
  const MlsSample *sample = file != NULL ? mls_sample_file_get_sample (file) : NULL;
  g_autoptr (GArray) errors = NULL;
  guint vintage, n_written;

  if (file == NULL || !mls_project_find_sample (project, file, &vintage, &error))
    return mls_command_fail (error);

  errors = mls_sample_errors_list (file, vintage, &error);
  if (errors == NULL || !mls_project_send_back (project, errors, g_quark_to_string (sample->title), &n_written, &error))
    return mls_command_fail (error);

  mls_sent_back_result_print (path, n_written, errors->len - n_written, query->as_json);

  return MLS_EXIT_DONE;
}

static MlsExit
send_back (Query *query, char **operands)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *author = NULL;
  g_autoptr (MlsProject) project = NULL;
  MlsExit result = MLS_EXIT_DONE;

  if (operands[1] == NULL)
    return mls_command_misuse (_("Errors of a sample are sent back into a project: send-back PROJECT FILE…"));

  author = mls_command_author (query->author);
  project = author != NULL ? mls_project_open (operands[0], MLS_STORE_READ_WRITE, &error) : NULL;
  if (project == NULL)
    return author != NULL ? mls_command_fail (error) : MLS_EXIT_USAGE;

  mls_project_set_author (project, author);
  for (guint i = 1; operands[i] != NULL && result == MLS_EXIT_DONE; i++)
    result = send_back_from (query, project, operands[i]);

  return mls_project_close (project, &error) ? result : mls_command_fail (error);
}

typedef MlsExit (*Work) (Query *query, char **operands);

static const struct
{
  const char *name;
  Work        work;
} verbs[] = { { "merge", merge }, { "info", inform }, { "export", hand_out }, { "send-back", send_back } };

static MlsExit
obey (Query *query, char **operands)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (operands[0], verbs[i].name))
      return operands[1] != NULL ? verbs[i].work (query, operands + 1)
                                 : mls_command_misuse (_("“%s” takes a sample"), verbs[i].name);

  return operands[1] == NULL ? draw (query, operands)
                             : mls_command_misuse (_("A sample is drawn from one project; or it is “merge”, “info”, “export” or “send-back”"));
}

static MlsExit
read_controller (Query *query)
{
  if (query->controller != NULL && *g_strstrip (query->controller) == '\0')
    return mls_command_misuse (_("A controller has a name"));

  return MLS_EXIT_DONE;
}

/**
 * mls_command_sample:
 * @words: sample PROJECT --output FILE… with options, sample merge INTO [FROM…] [--controller NAME], sample info FILE…, sample
 *   export FILE --output FILE [--part N] [--controller NAME], or sample send-back PROJECT FILE… [--author NAME]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_sample (char **words)
{
  g_auto (Query) query = { .share = 5, .floor = NO_FLOOR, .largest_ha = 100, .n_sets = 1, .agreed = MLS_AGREED_UNSAID };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &query.out, N_("Where a sample goes; once for each set"), N_("FILE") },
    { "dimension", 0, 0, G_OPTION_ARG_STRING, &query.dimension, N_("cover, use or pair: what regions are judged by"), N_("NAME") },
    { "vintage", 0, 0, G_OPTION_ARG_STRING, &query.vintage, N_("Of which date; of the newest else"), "YY" },
    { "share", 0, 0, G_OPTION_ARG_DOUBLE, &query.share, N_("Of the regions of each class, in percent: 5 else"), "P" },
    { "units", 0, 0, G_OPTION_ARG_INT, &query.n_units, N_("So many regions in all, about, instead of a share"), "N" },
    { "floor", 0, 0, G_OPTION_ARG_INT, &query.floor, N_("Not fewer of a class: 12 else, and 1 with --units"), "N" },
    { "cap", 0, 0, G_OPTION_ARG_INT, &query.cap, N_("Not more of a class"), "N" },
    { "more", 0, 0, G_OPTION_ARG_STRING_ARRAY, &query.more, N_("So many times the share of a class that is difficult"), "CODE=FACTOR" },
    { "largest-ha", 0, 0, G_OPTION_ARG_DOUBLE, &query.largest_ha, N_("Leave larger regions out: 100 else, 0 for none"), "HA" },
    { "without", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &query.without, N_("Leave out what is of that earlier sample"), N_("FILE") },
    { "sets", 0, 0, G_OPTION_ARG_INT, &query.n_sets, N_("So many samples at once, without a region in common"), "N" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &query.seed, N_("The same number draws the same regions"), "N" },
    { "limit", 0, 0, G_OPTION_ARG_DOUBLE, &query.agreed.limit, N_("How many of the units have to be right: as the project’s rules else"), N_("PERCENT") },
    { "class-limit", 0, 0, G_OPTION_ARG_DOUBLE, &query.agreed.class_limit, N_("How many of those of each class"), N_("PERCENT") },
    { "blind", 0, 0, G_OPTION_ARG_NONE, &query.is_blind, N_("Tell no code before it is judged"), NULL },
    { "title", 0, 0, G_OPTION_ARG_STRING, &query.title, N_("What the sample is called"), N_("TEXT") },
    { "author", 0, 0, G_OPTION_ARG_STRING, &query.author, N_("Who draws it, or sends errors back"), N_("NAME") },
    { "controller", 0, 0, G_OPTION_ARG_STRING, &query.controller, N_("merge: whose what is, that bears no name. export: for whom it is"), N_("NAME") },
    { "part", 0, 0, G_OPTION_ARG_INT, &query.part, N_("export: only that part of about a hundred"), "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &query.as_json, N_("One JSON object a line"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = {
    entries, "PROJECT | merge INTO [FROM…] | info FILE… | export FILE | send-back PROJECT FILE…",
    N_("Draws regions to be judged, into a file of its own that needs no project: a small GeoPackage to judge in, here or in "
       "QGIS. Strata are classes; the share of each has a floor, so that rare classes are judged entirely. What is drawn is "
       "spread over the ground, frozen as it is, and split into parts of about a hundred.\n"
       "\n"
       "“merge” unites what several have judged: files of the same sample, or any layer with columns of the partners’ form, "
       "etat_cqp and so on, whose rows go to the unit that they cover. What one controller has said twice, each time without "
       "the other, is a conflict: both are kept until it is judged again. The exit status is 1 if there are conflicts, or rows "
       "that could not be taken.\n"
       "\n"
       "“export” hands out a file without judgements: a part of the sample, or what a controller has neither made nor judged.\n"
       "\n"
       "“send-back” puts the errors that were found into the correction queue of the project, each once; only those that are "
       "confirmed, once anything was confirmed."),
    1, G_MAXUINT
  };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  result = read_controller (&query);

  return result == MLS_EXIT_DONE ? obey (&query, operands) : result;
}
