#include "document/places.h"

#include <glib/gi18n-lib.h>

#include "base/format.h"
#include "document/place-private.h"
#include "quality/check.h"
#include "quality/recheck.h"
#include "rules/remedy.h"
#include "store/error.h"
#include "store/exception.h"
#include "store/set-aside.h"
#include "store/verb-title.h"

typedef struct _Job Job;

/* What a thread gives. */
typedef struct
{
  GListModel *list;
  MlsFlags   *flags;     /* (nullable) */
  GArray     *findings;  /* (nullable) (element-type MlsFinding): of a check of everything … */
  MlsChecked *checked;   /* (nullable): the same, without what was known */
} Yield;

/* Fills in @out from the coverage as it is. */
typedef gboolean (*ListFunc) (Job *job, MlsStoreReader *reader, GTask *task, Yield *out, GError **error);

/* What a list is made from, on its thread. */
struct _Job
{
  ListFunc        list;
  char           *path;
  MlsPlaceRules  *rules;
  GArray         *exceptions;
  GPtrArray      *asides;    /* (nullable) (element-type MlsSetAside) */
  gint64          operation; /* whose state is read */
  MlsPlacesCheck  what;      /* of a check */
  MlsChecked     *last;      /* (nullable): what was found before */
  MlsPlacesSearch search;   /* holds its filter; all is said that the filter says */
  gint64          from;     /* of a comparison … */
  gint64          to;       /* … between these states */
  gpointer        listener; /* of its progress */
  int             told;     /* in per cent */
};

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_clear_pointer (&job->rules, mls_place_rules_free);
  g_clear_pointer (&job->exceptions, g_array_unref);
  g_clear_pointer (&job->asides, g_ptr_array_unref);
  g_clear_pointer (&job->last, mls_checked_unref);
  g_clear_pointer (&job->search.filter, mls_filter_unref);
  g_free (job);
}

static Job *
job_new (MlsProject *project, ListFunc list)
{
  Job *job = g_new0 (Job, 1);

  job->list = list;
  job->path = g_strdup (mls_project_get_path (project));
  job->rules = mls_place_rules_new (mls_project_get_rules (project));
  job->exceptions = mls_store_list_exceptions (mls_project_get_store (project), NULL);

  return job;
}

static void
yield_free (gpointer data)
{
  Yield *yield = data;

  g_clear_object (&yield->list);
  g_clear_pointer (&yield->flags, mls_flags_unref);
  g_clear_pointer (&yield->findings, g_array_unref);
  g_clear_pointer (&yield->checked, mls_checked_unref);
  g_free (yield);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (job->path, &error);
  Yield *yield = g_new0 (Yield, 1);

  if (reader != NULL && mls_store_reader_begin (reader, 0, &job->operation, &error))
    {
      job->list (job, reader, task, yield, &error);
      mls_store_reader_end (reader);
    }

  if (error == NULL)
    g_task_return_pointer (task, yield, yield_free);
  else
    {
      yield_free (yield);
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

/* What became of it: what an exception is for, what is to be verified, what had been over. */
static void
append_life (GString *text, const MlsFinding *finding)
{
  if (mls_finding_is_over (finding))
    g_string_append_printf (text, " · %s", mls_finding_state_text (finding->state));
  else if (finding->again != 0)
    g_string_append_printf (text, " · %s", _("found again"));
  if (finding->reason != 0)
    g_string_append_printf (text, " · %s", g_quark_to_string (finding->reason));
  if (finding->author != 0)
    g_string_append_printf (text, " · %s", g_quark_to_string (finding->author));
}

/* How grave it is, when and how large. */
static char *
detail_of_finding (const MlsFinding *finding, const MlsRules *rules)
{
  GString *text = g_string_new (mls_severity_text (finding->severity));

  if (finding->vintage != MLS_NO_VINTAGE)
    g_string_append_printf (text, " · %d", rules->vintages[finding->vintage].year);
  if (finding->area2 != 0)
    {
      g_autofree char *area = mls_format_area (mls_area2_to_m2 (ABS (finding->area2)));

      g_string_append_printf (text, " · %s", area);
    }
  append_life (text, finding);

  return g_string_free (text, FALSE);
}

/* What a reviewer sent back has states of its own. */
static const char *
state_of (const MlsFinding *finding)
{
  if (finding->severity == MLS_SEVERITY_EXCEPTION)
    return mls_severity_name (MLS_SEVERITY_EXCEPTION);

  return mls_finding_state_name (finding->rule == MLS_FINDING_CORRECTED ? MLS_FINDING_GONE : finding->state);
}

static MlsPlace *
place_of_finding (const MlsFinding *finding, const MlsRules *rules)
{
  MlsPlace *place = g_object_new (MLS_TYPE_PLACE, NULL);

  place->title = mls_finding_text (finding, rules);
  place->detail = detail_of_finding (finding, rules);
  place->point = finding->place;
  place->box = (MlsBox){ finding->place.x, finding->place.y, finding->place.x, finding->place.y };
  place->vintage = finding->vintage;
  place->since = mls_finding_is_change (finding) ? finding->from_vintage : MLS_NO_VINTAGE;
  place->curable = mls_remedy_is_known (finding->rule) && finding->severity != MLS_SEVERITY_EXCEPTION &&
                   !mls_finding_is_over (finding);
  place->state = state_of (finding);
  place->finding = finding->state == MLS_FINDING_GONE ? finding->id : 0;
  place->gone = finding->gone;
  place->exceptable = mls_finding_is_exceptable (finding);
  place->rule = mls_finding_rule_name (finding->rule);
  place->note = mls_finding_is_note (finding) && finding->state == MLS_FINDING_OPEN;
  place->remark = g_quark_to_string (finding->remark);
  if (mls_finding_is_review (finding))
    {
      place->review = finding->rule == MLS_FINDING_CORRECTED ? MLS_REVIEW_CORRECTED : MLS_REVIEW_SENT_BACK;
      place->dimension = finding->dimension;
      place->draft = finding->rule == MLS_FINDING_SENT_BACK ? g_quark_to_string (finding->draft) : NULL;
    }

  return place;
}

/* "Set aside: Split by Anna" */
static MlsPlace *
place_of_aside (const MlsSetAside *aside)
{
  MlsPlace *place = g_object_new (MLS_TYPE_PLACE, NULL);
  g_autofree char *at = mls_verb_time (aside->operation);

  /* Translators: what an edit is, such as “Split”, and who made it. */
  place->title = g_strdup_printf (_("Set aside: %s by %s"), mls_verb_title_of_name (aside->operation->verb),
                                  aside->operation->author);
  place->detail = g_strdup_printf ("%s · %s", at, aside->reason);
  place->point = aside->place;
  place->box = (MlsBox){ aside->place.x, aside->place.y, aside->place.x, aside->place.y };
  place->state = mls_finding_state_name (MLS_FINDING_OPEN);
  place->aside = aside->id;

  return place;
}

/* What somebody is to decide on comes before what a rule says. */
static void
list_asides (const GPtrArray *asides, GListStore *list)
{
  for (guint i = 0; asides != NULL && i < asides->len; i++)
    {
      const MlsSetAside *aside = g_ptr_array_index (asides, i);
      g_autoptr (MlsPlace) place = aside->settlement == MLS_SETTLEMENT_OPEN ? place_of_aside (aside) : NULL;

      if (place != NULL)
        g_list_store_append (list, place);
    }
}

/* What is told in a moment. */
typedef struct
{
  GTask *task;
  double fraction;
} Word;

/* Nobody listens to a list that is there or not wanted any more. */
static gboolean
tell_now (gpointer data)
{
  Word *word = data;
  const Job *job = g_task_get_task_data (word->task);
  GCancellable *cancellable = g_task_get_cancellable (word->task);

  if (!g_task_get_completed (word->task) && !g_cancellable_is_cancelled (cancellable))
    job->search.progress (word->fraction, job->listener);
  g_object_unref (word->task);
  g_free (word);

  return G_SOURCE_REMOVE;
}

/* Once for each per cent. */
static gboolean
tell (double fraction, gpointer user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);
  Word word = { task, fraction };

  if (job->search.progress != NULL && (int) (fraction * 100) > job->told)
    {
      job->told = (int) (fraction * 100);
      g_object_ref (task);
      g_main_context_invoke (NULL, tell_now, g_memdup2 (&word, sizeof word));
    }

  return !g_cancellable_is_cancelled (g_task_get_cancellable (task));
}

/* What was done since is looked at alone, where that tells all. */
static MlsChecked *
check (Job *job, MlsStoreReader *reader, GTask *task, GError **error)
{
  const MlsCheckRules rules = { &job->rules->rules, job->exceptions };
  g_autoptr (MlsChecked) checked = NULL;

  if (job->last != NULL && !mls_recheck (reader, &rules, job->last, job->operation, &checked, error))
    return NULL;
  if (checked == NULL && job->what == MLS_PLACES_CHECK_SINCE)
    {
      g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED, _("Not everything is checked"));
      return NULL;
    }

  return checked != NULL ? g_steal_pointer (&checked)
                         : mls_check_find (reader, &rules, job->operation, tell, task, error);
}

static gboolean
list_findings (Job *job, MlsStoreReader *reader, GTask *task, Yield *out, GError **error)
{
  g_autoptr (GListStore) list = g_list_store_new (MLS_TYPE_PLACE);
  g_autoptr (MlsChecked) checked = check (job, reader, task, error);
  g_autoptr (GArray) findings = checked != NULL ? mls_check_known (reader, checked, error) : NULL;

  if (findings == NULL)
    return FALSE;

  list_asides (job->asides, list);
  for (guint i = 0; i < findings->len; i++)
    {
      const MlsFinding *finding = &g_array_index (findings, MlsFinding, i);
      g_autoptr (MlsPlace) place = place_of_finding (finding, &job->rules->rules);

      g_list_store_append (list, place);
    }

  *out = (Yield){ G_LIST_MODEL (g_steal_pointer (&list)), mls_flags_new (g_array_copy (checked->flags)),
                  g_steal_pointer (&findings), g_steal_pointer (&checked) };

  return TRUE;
}

static gboolean
list_regions (Job *job, MlsStoreReader *reader, GTask *task, Yield *out, GError **error)
{
  const MlsPlacesSearch *search = &job->search;
  const MlsCheckRules rules = { &job->rules->rules, job->exceptions };
  const MlsRegionsQuery query = { search->vintage, search->since, search->dimension,
                                  search->order,   search->filter, &rules };
  g_autoptr (GArray) flags = g_array_new (FALSE, FALSE, sizeof (MlsFlag));
  g_autoptr (GArray) regions = mls_regions_list (reader, &query, flags, tell, task, error);

  if (regions == NULL)
    return FALSE;

  *out = (Yield){ mls_region_places_new (g_steal_pointer (&job->rules), g_steal_pointer (&regions), search->since,
                                         search->dimension),
                  mls_flags_new_found (g_steal_pointer (&flags)) };

  return TRUE;
}

static gboolean
list_differences (Job *job, MlsStoreReader *reader, GTask *task, Yield *out, GError **error)
{
  const MlsContrastQuery query = { job->search.filter, job->search.order, &job->rules->rules };
  gint64 to = job->to != 0 ? job->to : job->operation;
  MlsDelta *delta = mls_store_reader_difference (reader, job->from, to, tell, task, error);
  g_autoptr (MlsContrast) contrast = delta != NULL ? mls_contrast_new (delta) : NULL;
  GArray *regions;

  if (contrast == NULL)
    return FALSE;

  regions = mls_contrast_list (contrast, &query);
  *out = (Yield){ mls_contrast_places_new (g_steal_pointer (&job->rules), regions, g_steal_pointer (&contrast)) };

  return TRUE;
}

/**
 * mls_places_find_async:
 * @project: a project
 * @what: what is checked for it; the first time, all that was done is everything
 * @progress: (nullable): told how far a check of everything is
 * @cancellable: (nullable): to give up
 * @callback: called when the list is there
 * @user_data: for @callback and @progress
 */
void
mls_places_find_async (MlsProject           *project,
                       MlsPlacesCheck        what,
                       MlsPlacesProgressFunc progress,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (project, cancellable, callback, user_data);
  Job *job = job_new (project, list_findings);

  job->asides = mls_store_list_set_aside (mls_project_get_store (project), NULL);
  job->what = what;
  if (what != MLS_PLACES_CHECK_ALL && mls_project_get_checked (project) != NULL)
    job->last = mls_checked_ref (mls_project_get_checked (project));
  job->search.progress = progress;
  job->listener = user_data;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, list_in_thread);
}

/**
 * mls_places_search_resolve:
 * @search: which regions, with what is shown
 *
 * Returns: it with the vintages and the dimension that its filter names in place of those shown
 */
MlsPlacesSearch
mls_places_search_resolve (const MlsPlacesSearch *search)
{
  MlsPlacesSearch named = *search;

  if (search->filter == NULL)
    return named;

  named.vintage = mls_filter_get_vintage (search->filter, search->vintage);
  named.since = search->since != MLS_NO_VINTAGE ? mls_filter_get_before (search->filter, search->since) : MLS_NO_VINTAGE;
  named.dimension = mls_filter_get_dimension (search->filter, search->dimension);

  return named;
}

/**
 * mls_places_search_async:
 * @project: a project
 * @search: which regions; the filter as of these rules
 * @cancellable: (nullable): to give up
 * @callback: called when the list is there
 * @user_data: for @callback, and for the search's progress
 *
 * Lists regions, or what changed. A place is made when it is asked for: there may be a million.
 */
void
mls_places_search_async (MlsProject            *project,
                         const MlsPlacesSearch *search,
                         GCancellable          *cancellable,
                         GAsyncReadyCallback    callback,
                         gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (project, cancellable, callback, user_data);
  Job *job = job_new (project, list_regions);

  job->search = mls_places_search_resolve (search);
  if (search->filter != NULL)
    mls_filter_ref (search->filter);
  job->listener = user_data;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, list_in_thread);
}

/**
 * mls_places_compare_async:
 * @project: a project
 * @comparison: between which states; the filter as of these rules
 * @cancellable: (nullable): to give up
 * @callback: called when the list is there
 * @user_data: for @callback, and for the progress
 *
 * Lists ground that differs, in whichever vintage; see mls_places_get_contrast().
 */
void
mls_places_compare_async (MlsProject                *project,
                          const MlsPlacesComparison *comparison,
                          GCancellable              *cancellable,
                          GAsyncReadyCallback        callback,
                          gpointer                   user_data)
{
  g_autoptr (GTask) task = g_task_new (project, cancellable, callback, user_data);
  Job *job = job_new (project, list_differences);

  job->search.filter = comparison->filter != NULL ? mls_filter_ref (comparison->filter) : NULL;
  job->search.order = comparison->order;
  job->search.progress = comparison->progress;
  job->from = comparison->from;
  job->to = comparison->to;
  job->listener = user_data;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, list_in_thread);
}

static void
keep (MlsProject *project, Yield *yield, const Job *job)
{
  if (job->what == MLS_PLACES_CHECK_ALL)
    mls_project_want_check (project);
  mls_project_keep_check (project, yield->findings, yield->checked->operation);
  mls_project_set_checked (project, yield->checked, job->rules->nomenclature);
}

/**
 * mls_places_finish:
 * @project: a project
 * @result: what the callback was given
 * @flags: (out) (transfer full) (nullable) (optional): the faces of the regions that were found, exceptions
 *   too, or asked for
 * @error: a #MLS_STORE_ERROR; %MLS_STORE_ERROR_CANCELLED if only what was done since might be checked, and does not tell all
 *
 * What the first check of a session found, and one of everything that somebody asked for, is kept in the project. What comes
 * and goes between two edits is no record of anything; what of it is left, the next one finds.
 *
 * Returns: (transfer full) (nullable): the list, findings in whichever state they are
 */
GListModel *
mls_places_finish (MlsProject *project, GAsyncResult *result, MlsFlags **flags, GError **error)
{
  Yield *yield = g_task_propagate_pointer (G_TASK (result), error);
  GListModel *list = yield != NULL ? g_steal_pointer (&yield->list) : NULL;

  if (flags != NULL)
    *flags = yield != NULL ? g_steal_pointer (&yield->flags) : NULL;
  if (yield != NULL && yield->findings != NULL)
    keep (project, yield, g_task_get_task_data (G_TASK (result)));
  g_clear_pointer (&yield, yield_free);

  return list;
}

/**
 * mls_places_find_like:
 * @places: (element-type MlsPlace): a list
 * @wanted: a place of another list
 *
 * Returns: where in @places the same is said of the same ground, G_MAXUINT for nowhere
 */
guint
mls_places_find_like (GListModel *places, MlsPlace *wanted)
{
  guint n = g_list_model_get_n_items (places);

  for (guint i = mls_region_places_skip (places, 0, wanted->point); i < n;
       i = mls_region_places_skip (places, i + 1, wanted->point))
    {
      g_autoptr (MlsPlace) place = g_list_model_get_item (places, i);

      if (mls_place_equal (place, wanted))
        return i;
    }

  return G_MAXUINT;
}
