#include "document/place.h"

#include "base/format.h"
#include "quality/check.h"
#include "rules/remedy.h"
#include "store/exception.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _MlsPlace
{
  GObject     parent_instance;

  char       *title;
  char       *detail;
  MlsPoint    point;
  MlsBox      box;
  guint       vintage;
  guint       since;
  const char *rule;
  gboolean    curable;
  gboolean    exceptable;
  gboolean    note;
};

G_DEFINE_FINAL_TYPE (MlsPlace, mls_place, G_TYPE_OBJECT)

static void
mls_place_finalize (GObject *object)
{
  MlsPlace *self = MLS_PLACE (object);

  g_free (self->title);
  g_free (self->detail);

  G_OBJECT_CLASS (mls_place_parent_class)->finalize (object);
}

static void
mls_place_class_init (MlsPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_place_finalize;
}

static void
mls_place_init (MlsPlace *self)
{
}

/**
 * mls_place_get_title:
 * @self: a place
 *
 * Returns: (transfer none): what is there, in one line, or in two where cover and use both changed
 */
const char *
mls_place_get_title (MlsPlace *self)
{
  return self->title;
}

/**
 * mls_place_get_detail:
 * @self: a place
 *
 * Returns: (transfer none): its figures, in one line
 */
const char *
mls_place_get_detail (MlsPlace *self)
{
  return self->detail;
}

/**
 * mls_place_get_point:
 * @self: a place
 *
 * Returns: a point of the region in question
 */
MlsPoint
mls_place_get_point (MlsPlace *self)
{
  return self->point;
}

/**
 * mls_place_get_box:
 * @self: a place
 *
 * Returns: what is to be shown of it, at the least its point
 */
MlsBox
mls_place_get_box (MlsPlace *self)
{
  return self->box;
}

/**
 * mls_place_get_vintage:
 * @self: a place
 *
 * Returns: the vintage it is about, %MLS_NO_VINTAGE for none
 */
guint
mls_place_get_vintage (MlsPlace *self)
{
  return self->vintage;
}

/**
 * mls_place_get_since:
 * @self: a place
 *
 * Returns: of ground that changed the vintage before, %MLS_NO_VINTAGE of any other
 */
guint
mls_place_get_since (MlsPlace *self)
{
  return self->since;
}

/**
 * mls_place_is_curable:
 * @self: a place
 *
 * Returns: whether the program knows a cure
 */
gboolean
mls_place_is_curable (MlsPlace *self)
{
  return self->curable;
}

/**
 * mls_place_is_exceptable:
 * @self: a place
 *
 * Returns: whether it can be kept as it is for a reason
 */
gboolean
mls_place_is_exceptable (MlsPlace *self)
{
  return self->exceptable;
}

/**
 * mls_place_get_rule:
 * @self: a place
 *
 * Returns: (nullable): the name of the rule that is broken there; %NULL of a change
 */
const char *
mls_place_get_rule (MlsPlace *self)
{
  return self->rule;
}

/**
 * mls_place_is_note:
 * @self: a place
 *
 * Returns: whether it is only to be known, and gone once somebody has taken note
 */
gboolean
mls_place_is_note (MlsPlace *self)
{
  return self->note;
}

/**
 * mls_place_equal:
 * @self: a place
 * @other: a place of another list
 *
 * Returns: whether both say the same of the same ground
 */
gboolean
mls_place_equal (MlsPlace *self, MlsPlace *other)
{
  return mls_point_equal (self->point, other->point) && self->vintage == other->vintage &&
         strcmp (self->title, other->title) == 0;
}

/* What a list is made from, on its thread. The rules are a copy that nobody changes. */
typedef struct
{
  char            *path;
  MlsNomenclature *nomenclature;
  MlsVintage      *vintages;
  MlsRules         rules;
  GArray          *exceptions;
  MlsChangesQuery  query;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  mls_nomenclature_unref (job->nomenclature);
  g_free (job->vintages);
  g_clear_pointer (&job->exceptions, g_array_unref);
  g_free (job);
}

static Job *
job_new (MlsProject *project)
{
  const MlsRules *rules = mls_project_get_rules (project);
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (mls_project_get_path (project));
  job->nomenclature = mls_nomenclature_ref ((MlsNomenclature *) rules->nomenclature);
  job->vintages = g_memdup2 (rules->vintages, rules->n_vintages * sizeof *rules->vintages);
  job->rules = *rules;
  job->rules.vintages = job->vintages;
  job->exceptions = mls_store_list_exceptions (mls_project_get_store (project), NULL);

  return job;
}

/* What a thread gives. */
typedef struct
{
  GListModel *list;
  MlsFlags   *flags; /* (nullable) */
} Yield;

static void
yield_free (gpointer data)
{
  Yield *yield = data;

  g_clear_object (&yield->list);
  g_clear_pointer (&yield->flags, mls_flags_unref);
  g_free (yield);
}

static void
give (GTask *task, GListStore *list, MlsFlags *flags)
{
  Yield *yield = g_new (Yield, 1);

  *yield = (Yield){ G_LIST_MODEL (list), flags };
  g_task_return_pointer (task, yield, yield_free);
}

static gboolean
keep_going (double fraction, gpointer user_data)
{
  return !g_cancellable_is_cancelled (user_data);
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

  return g_string_free (text, FALSE);
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
  place->curable = mls_remedy_is_known (finding->rule) && finding->severity != MLS_SEVERITY_EXCEPTION;
  place->exceptable = mls_finding_is_exceptable (finding);
  place->rule = mls_finding_rule_name (finding->rule);
  place->note = finding->severity == MLS_SEVERITY_NOTE;

  return place;
}

static void
find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (job->path, &error);
  g_autoptr (GArray) findings = NULL;
  g_autoptr (GArray) flags = g_array_new (FALSE, FALSE, sizeof (MlsFlag));
  g_autoptr (GListStore) list = g_list_store_new (MLS_TYPE_PLACE);
  MlsCheckRules rules = { &job->rules, job->exceptions };
  gint64 last;

  if (reader != NULL && mls_store_reader_begin (reader, 0, &last, &error))
    {
      findings = mls_check_coverage (reader, &rules, flags, keep_going, cancellable, &error);
      mls_store_reader_end (reader);
    }

  if (findings == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  for (guint i = 0; i < findings->len; i++)
    {
      const MlsFinding *finding = &g_array_index (findings, MlsFinding, i);
      g_autoptr (MlsPlace) place = NULL;

      if (finding->severity == MLS_SEVERITY_EXCEPTION)
        continue;

      place = place_of_finding (finding, &job->rules);
      g_list_store_append (list, place);
    }

  give (task, g_steal_pointer (&list), mls_flags_new (g_steal_pointer (&flags)));
}

static const char *
code_text (MlsText code)
{
  return code != 0 ? g_quark_to_string (code) : "–";
}

static const char *
class_text (const MlsRules *rules, MlsDimension dimension, MlsText code)
{
  const MlsClass *klass = mls_nomenclature_class (rules->nomenclature, dimension, code);

  return klass != NULL ? mls_class_label (klass, rules->language) : code_text (code);
}

/* "CS6.3.0 → CS1.1.1 · Crops → Buildings": codes first, so that they are to be read however narrow the
 * list is. Codes that came with the data have no labels. */
static char *
transition_text (const MlsRules *rules, MlsDimension dimension, MlsText from, MlsText to)
{
  if (strcmp (class_text (rules, dimension, from), code_text (from)) == 0 &&
      strcmp (class_text (rules, dimension, to), code_text (to)) == 0)
    return g_strdup_printf ("%s → %s", code_text (from), code_text (to));

  return g_strdup_printf ("%s → %s · %s → %s", code_text (from), code_text (to), class_text (rules, dimension, from),
                          class_text (rules, dimension, to));
}

/* A line for each dimension that changed. */
static char *
change_text (const MlsChangedArea *change, const MlsRules *rules)
{
  g_autofree char *cover =
      transition_text (rules, MLS_DIMENSION_COVER, change->from.cover, change->to.cover);
  g_autofree char *use = transition_text (rules, MLS_DIMENSION_USE, change->from.use, change->to.use);

  if (change->from.use == change->to.use)
    return g_steal_pointer (&cover);
  if (change->from.cover == change->to.cover)
    return g_steal_pointer (&use);

  return g_strdup_printf ("%s\n%s", cover, use);
}

static MlsPlace *
place_of_change (const MlsChangedArea *change, const Job *job)
{
  MlsPlace *place = g_object_new (MLS_TYPE_PLACE, NULL);

  place->title = change_text (change, &job->rules);
  place->detail = mls_format_area (mls_area2_to_m2 (change->area2));
  place->point = change->place;
  place->box = change->box;
  place->vintage = job->query.to;
  place->since = job->query.from;

  return place;
}

static void
change_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (job->path, &error);
  g_autoptr (GArray) changes = NULL;
  g_autoptr (GListStore) list = g_list_store_new (MLS_TYPE_PLACE);
  gint64 last;

  if (reader != NULL && mls_store_reader_begin (reader, 0, &last, &error))
    {
      changes = mls_changes_list (reader, &job->query, keep_going, cancellable, &error);
      mls_store_reader_end (reader);
    }

  if (changes == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  mls_changes_sort (changes, MLS_CHANGES_BY_AREA);
  for (guint i = 0; i < changes->len; i++)
    {
      g_autoptr (MlsPlace) place = place_of_change (&g_array_index (changes, MlsChangedArea, i), job);

      g_list_store_append (list, place);
    }

  give (task, g_steal_pointer (&list), NULL);
}

/**
 * mls_places_find_async:
 * @project: a project
 * @cancellable: (nullable): to give up
 * @callback: called when the list is there
 * @user_data: for @callback
 *
 * Checks the whole coverage.
 */
void
mls_places_find_async (MlsProject *project, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (project, cancellable, callback, user_data);

  g_task_set_task_data (task, job_new (project), job_free);
  g_task_run_in_thread (task, find_in_thread);
}

/**
 * mls_places_change_async:
 * @project: a project
 * @query: between which vintages, and in which dimension a change counts
 * @cancellable: (nullable): to give up
 * @callback: called when the list is there
 * @user_data: for @callback
 *
 * Lists what differs between two dates, the largest first.
 */
void
mls_places_change_async (MlsProject            *project,
                         const MlsChangesQuery *query,
                         GCancellable          *cancellable,
                         GAsyncReadyCallback    callback,
                         gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (project, cancellable, callback, user_data);
  Job *job = job_new (project);

  job->query = *query;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, change_in_thread);
}

/**
 * mls_places_finish:
 * @project: a project
 * @result: what the callback was given
 * @flags: (out) (transfer full) (nullable) (optional): the faces of the regions that were found, exceptions
 *   too; %NULL for a list of changes
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the list
 */
GListModel *
mls_places_finish (MlsProject *project, GAsyncResult *result, MlsFlags **flags, GError **error)
{
  Yield *yield = g_task_propagate_pointer (G_TASK (result), error);
  GListModel *list = yield != NULL ? g_steal_pointer (&yield->list) : NULL;

  if (flags != NULL)
    *flags = yield != NULL ? g_steal_pointer (&yield->flags) : NULL;
  g_clear_pointer (&yield, yield_free);

  return list;
}
