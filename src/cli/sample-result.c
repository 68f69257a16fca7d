#include "cli/sample-result.h"

#include "base/json.h"
#include "cli/file-remark.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* How far a sample is judged. */
typedef struct
{
  guint       n_judged;    /* units of which all that counts is said */
  guint       n_wrong;     /* … that are an error, by somebody */
  guint       n_confirmed;
  guint       n_rejected;
  GArray     *conflicts;   /* (element-type gint64) units of which one controller has said two things */
  guint       n_nobody;    /* judgements without a name */
  GHashTable *by_controller; /* MlsText → how many units they have judged */
} Progress;

static void
progress_clear (Progress *progress)
{
  g_clear_pointer (&progress->conflicts, g_array_unref);
  g_clear_pointer (&progress->by_controller, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Progress, progress_clear)

static void
count_judgement (Progress *progress, const MlsJudgement *judgement)
{
  progress->n_confirmed += judgement->confirmation == MLS_CONFIRMATION_CONFIRMED;
  progress->n_rejected += judgement->confirmation == MLS_CONFIRMATION_REJECTED;
  progress->n_nobody += judgement->controller == 0;
}

static void
count_controller (Progress *progress, MlsText controller)
{
  gpointer key = GUINT_TO_POINTER (controller);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (progress->by_controller, key));

  if (controller != 0)
    g_hash_table_insert (progress->by_controller, key, GUINT_TO_POINTER (n + 1));
}

/* The judgements from @first on that are of one unit, by controller; returns what comes behind them. */
static guint
count_unit (Progress *progress, const MlsSample *sample, const GArray *all, guint first)
{
  gint64 unit = g_array_index (all, MlsSaid, first).unit;
  gboolean is_judged = FALSE, is_wrong = FALSE, is_conflict = FALSE;
  MlsText last = 0; /* of those who have said all */
  guint i;

  for (i = first; i < all->len && g_array_index (all, MlsSaid, i).unit == unit; i++)
    {
      const MlsJudgement *judgement = &g_array_index (all, MlsSaid, i).judgement;
      gboolean is_whole = mls_judgement_is_whole (judgement, sample->dimension);

      is_judged |= is_whole;
      is_wrong |= mls_judgement_of_unit (judgement, sample->dimension) == MLS_JUDGED_WRONG;
      is_conflict |= i > first && judgement->controller != 0 &&
                     judgement->controller == g_array_index (all, MlsSaid, i - 1).judgement.controller;
      count_judgement (progress, judgement);
      if (is_whole && judgement->controller != last)
        count_controller (progress, last = judgement->controller);
    }
  progress->n_judged += is_judged;
  progress->n_wrong += is_wrong;
  if (is_conflict)
    g_array_append_val (progress->conflicts, unit);

  return i;
}

static gboolean
read_progress (MlsSampleFile *file, Progress *progress, GError **error)
{
  g_autoptr (GArray) all = mls_sample_file_list_judgements (file, error);

  progress->conflicts = g_array_new (FALSE, FALSE, sizeof (gint64));
  progress->by_controller = g_hash_table_new (NULL, NULL);
  for (guint i = 0; all != NULL && i < all->len;)
    i = count_unit (progress, mls_sample_file_get_sample (file), all, i);

  return all != NULL;
}

static int
compare_names (gconstpointer left, gconstpointer right)
{
  return g_strcmp0 (g_quark_to_string (GPOINTER_TO_UINT (left)), g_quark_to_string (GPOINTER_TO_UINT (right)));
}

static guint
n_parts_of (const GPtrArray *units)
{
  guint n_parts = 0;

  for (guint i = 0; i < units->len; i++)
    n_parts = MAX (n_parts, ((const MlsUnit *) g_ptr_array_index (units, i))->part);

  return n_parts;
}

/* A text that may be missing is left out. */
static void
add_text (MlsJson *json, const char *key, MlsText text)
{
  if (text != 0)
    mls_json_string (json, key, g_quark_to_string (text));
}

static void
add_strata (MlsJson *json, const GArray *strata)
{
  mls_json_array (json, "strata");
  for (guint i = 0; i < strata->len; i++)
    {
      const MlsStratum *stratum = &g_array_index (strata, MlsStratum, i);

      mls_json_object (json, NULL);
      add_text (json, "code", stratum->code);
      mls_json_integer (json, "regions", stratum->n_regions);
      mls_json_area2 (json, "area_m2", stratum->area2);
      mls_json_integer (json, "left_out", stratum->n_left);
      mls_json_area2 (json, "left_out_m2", stratum->left2);
      mls_json_integer (json, "drawn", stratum->n_drawn);
      mls_json_end (json);
    }
  mls_json_end (json);
}

static void
add_progress (MlsJson *json, const Progress *progress)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (progress->by_controller), compare_names);

  mls_json_integer (json, "judged", progress->n_judged);
  mls_json_integer (json, "wrong", progress->n_wrong);
  mls_json_integer (json, "confirmed", progress->n_confirmed);
  mls_json_integer (json, "rejected", progress->n_rejected);
  mls_json_array (json, "conflicts");
  for (guint i = 0; i < progress->conflicts->len; i++)
    mls_json_integer (json, NULL, g_array_index (progress->conflicts, gint64, i));
  mls_json_end (json);
  mls_json_integer (json, "nobody", progress->n_nobody);
  mls_json_array (json, "controllers");
  for (const GList *name = names; name != NULL; name = name->next)
    {
      mls_json_object (json, NULL);
      mls_json_string (json, "name", g_quark_to_string (GPOINTER_TO_UINT (name->data)));
      mls_json_integer (json, "judged", GPOINTER_TO_UINT (g_hash_table_lookup (progress->by_controller, name->data)));
      mls_json_end (json);
    }
  mls_json_end (json);
}

static void
print_json (MlsSampleFile *file, const Progress *progress)
{
  const MlsSample *sample = mls_sample_file_get_sample (file);
  const GPtrArray *units = mls_sample_file_get_units (file);
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, sample->seed);
  g_autoptr (MlsJson) json = mls_json_new ();

  mls_json_object (json, NULL);
  mls_json_string (json, "file", mls_sample_file_get_path (file));
  add_text (json, "id", sample->id);
  add_text (json, "title", sample->title);
  add_text (json, "project", sample->project);
  mls_json_integer (json, "operation", sample->operation);
  add_text (json, "vintage", sample->vintage);
  mls_json_integer (json, "year", sample->year);
  mls_json_string (json, "dimension", mls_dimension_name (sample->dimension));
  mls_json_string (json, "seed", seed);
  mls_json_boolean (json, "blind", sample->blind);
  add_text (json, "at", sample->at);
  add_text (json, "author", sample->author);
  add_text (json, "drawing", sample->drawing);
  mls_json_number (json, "limit", sample->agreed.limit);
  mls_json_number (json, "class_limit", sample->agreed.class_limit);
  mls_json_integer (json, "units", units->len);
  mls_json_integer (json, "parts", n_parts_of (units));
  add_progress (json, progress);
  add_strata (json, mls_sample_file_get_strata (file));
  mls_json_end (json);
  puts (mls_json_text (json));
}

static void
print_strata (const GArray *strata)
{
  for (guint i = 0; i < strata->len; i++)
    {
      const MlsStratum *stratum = &g_array_index (strata, MlsStratum, i);

      printf (_("  %-16s %u of %u regions, %u left out\n"), g_quark_to_string (stratum->code), stratum->n_drawn,
              stratum->n_regions, stratum->n_left);
    }
}

static void
print_text (MlsSampleFile *file, const Progress *progress)
{
  const MlsSample *sample = mls_sample_file_get_sample (file);
  const GPtrArray *units = mls_sample_file_get_units (file);
  g_autofree char *name = g_filename_display_basename (mls_sample_file_get_path (file));
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (progress->by_controller), compare_names);

  printf (_("%s: %s %d, %u units in %u parts, %u judged, %u of them wrong, %u confirmed, %u rejected\n"), name,
          mls_dimension_name (sample->dimension), sample->year, units->len, n_parts_of (units), progress->n_judged,
          progress->n_wrong, progress->n_confirmed, progress->n_rejected);
  if (sample->drawing != 0)
    printf (_("  drawn by %s\n"), g_quark_to_string (sample->drawing));
  for (const GList *each = names; each != NULL; each = each->next)
    printf (_("  %s has judged %u\n"), g_quark_to_string (GPOINTER_TO_UINT (each->data)),
            GPOINTER_TO_UINT (g_hash_table_lookup (progress->by_controller, each->data)));
  if (progress->n_nobody > 0)
    printf (_("  %u judgements are without a name: “sample merge FILE --controller NAME” gives them one\n"),
            progress->n_nobody);
  for (guint i = 0; i < progress->conflicts->len; i++)
    printf (_("  of unit %d one controller has said two things: it is to be judged again\n"),
            (int) g_array_index (progress->conflicts, gint64, i));
  print_strata (mls_sample_file_get_strata (file));
}

/**
 * mls_sample_result_print:
 * @path: a sample
 * @as_json: as an object on a line, or for people
 * @error: a #MLS_STORE_ERROR
 *
 * Tells what it holds and how far it is judged.
 *
 * Returns: whether it could be read
 */
gboolean
mls_sample_result_print (const char *path, gboolean as_json, GError **error)
{
  g_autoptr (MlsSampleFile) file = mls_sample_file_open (path, MLS_STORE_READ_ONLY, error);
  g_auto (Progress) progress = { 0 };

  if (file == NULL || !read_progress (file, &progress, error))
    return FALSE;

  if (as_json)
    print_json (file, &progress);
  else
    print_text (file, &progress);

  return TRUE;
}

static void
print_outcome_json (const char *path, const MlsMergeOutcome *outcome)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  mls_json_object (json, NULL);
  mls_json_string (json, "file", path);
  mls_json_integer (json, "added", outcome->n_added);
  mls_json_integer (json, "changed", outcome->n_changed);
  mls_json_integer (json, "same", outcome->n_same);
  mls_json_integer (json, "older", outcome->n_older);
  mls_json_integer (json, "conflicts", outcome->n_conflicts);
  mls_json_integer (json, "left_out", outcome->n_left);
  mls_json_array (json, "remarks");
  for (guint i = 0; i < outcome->remarks->len; i++)
    {
      const MlsMergeRemark *remark = g_ptr_array_index (outcome->remarks, i);

      mls_file_remark_write (json, mls_merge_remark_name (remark->kind), remark->feature, remark->unit,
                             remark->controller, remark->text);
    }
  mls_json_end (json);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static void
print_outcome_text (const char *path, const MlsMergeOutcome *outcome)
{
  printf (_("%s: %u added, %u changed, %u the same, %u older than what is here, %u in conflict, %u left out\n"), path,
          outcome->n_added, outcome->n_changed, outcome->n_same, outcome->n_older, outcome->n_conflicts,
          outcome->n_left);
  for (guint i = 0; i < outcome->remarks->len; i++)
    {
      const MlsMergeRemark *remark = g_ptr_array_index (outcome->remarks, i);

      mls_file_remark_print (remark->feature, remark->text);
    }
}

/**
 * mls_merge_result_print:
 * @path: what was merged
 * @outcome: what became of its judgements
 * @as_json: as an object on a line, or for people
 */
void
mls_merge_result_print (const char *path, const MlsMergeOutcome *outcome, gboolean as_json)
{
  if (as_json)
    print_outcome_json (path, outcome);
  else
    print_outcome_text (path, outcome);
}

/**
 * mls_sent_back_result_print:
 * @path: a sample
 * @n_written: how many of its errors have come into the queue
 * @n_known: how many were in the project already
 * @as_json: as an object on a line, or for people
 */
void
mls_sent_back_result_print (const char *path, guint n_written, guint n_known, gboolean as_json)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!as_json)
    {
      printf (_("%s: %u sent back, %u known already\n"), path, n_written, n_known);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_string (json, "file", path);
  mls_json_integer (json, "sent_back", n_written);
  mls_json_integer (json, "known", n_known);
  mls_json_end (json);
  puts (mls_json_text (json));
}
