#include "document/cure-all.h"

#include "quality/check.h"
#include "rules/fault.h"
#include "store/error.h"
#include "store/exception.h"

#include <glib/gi18n-lib.h>

/* How much of the work it is to find what is too small. */
#define CHECK_SHARE 0.3

typedef struct
{
  MlsProject       *project;
  const MlsCureAll *all;
  GArray           *exceptions; /* (element-type MlsException) */
  GArray           *open;       /* (element-type MlsFinding) not cured yet, the smallest first */
  guint             n_found;
  MlsCureCounts    *counts;
  GArray           *measured;   /* (element-type gint64) faces whose area the file has wrong */
} Run;

static gboolean
tell (const Run *run, double fraction, GError **error)
{
  if (run->all->progress == NULL || run->all->progress (fraction, run->all->user_data))
    return TRUE;

  g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED, _("Cancelled; what is cured stays so"));
  return FALSE;
}

static gboolean
tell_check (double fraction, gpointer user_data)
{
  const MlsCureAll *all = user_data;

  return all->progress == NULL || all->progress (fraction * CHECK_SHARE, all->user_data);
}

static int
compare_sizes (gconstpointer left, gconstpointer right)
{
  const MlsFinding *a = left;
  const MlsFinding *b = right;

  return a->area2 != b->area2 ? (a->area2 > b->area2) - (a->area2 < b->area2) : mls_finding_compare (a, b);
}

static gboolean
is_wrong_area (const MlsFinding *finding)
{
  return finding->rule == MLS_FINDING_AREA && finding->severity != MLS_SEVERITY_EXCEPTION && !mls_finding_is_over (finding);
}

static gboolean
find_open (Run *run, GError **error)
{
  g_autoptr (GArray) findings =
      mls_check_project (mls_project_get_store (run->project), NULL, tell_check, (gpointer) run->all, error);

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const MlsFinding *finding = &g_array_index (findings, MlsFinding, i);

      if (is_wrong_area (finding))
        g_array_append_val (run->measured, finding->fid);
      if (finding->rule == MLS_FINDING_MMU && finding->severity == MLS_SEVERITY_ERROR &&
          !mls_finding_is_over (finding) && mls_cure_scope_has (&run->all->scope, finding->vintage, finding->dimension))
        g_array_append_val (run->open, *finding);
    }

  g_array_sort (run->open, compare_sizes);
  run->n_found = run->open->len;

  return findings != NULL;
}

/* Whether the region is still too small: another cure may have made it part of something larger. */
static gboolean
is_still_small (const Run *run, const MlsFinding *finding, gboolean *small, GError **error)
{
  const MlsRules *rules = mls_project_get_rules (run->project);
  g_autoptr (GArray) faults = NULL;

  mls_project_trim (run->project);
  faults = mls_faults_at (mls_project_get_patch (run->project), rules, run->exceptions, MLS_ASPECT_SIZE, finding->place,
                          error);

  *small = FALSE;
  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      const MlsFinding *fault = &g_array_index (faults, MlsFinding, i);

      *small = *small || (fault->rule == finding->rule && fault->vintage == finding->vintage &&
                          fault->dimension == finding->dimension);
    }

  return faults != NULL;
}

/* Cures one region in its vintage and dimension. FALSE for an error of the file; a refusal is @reason. */
static gboolean
cure (Run *run, const MlsFinding *finding, char **reason, GError **error)
{
  const MlsCureScope scope = mls_cure_scope_of (finding->vintage, finding->dimension);
  g_autoptr (GArray) absorptions = NULL;
  g_autoptr (GError) refusal = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (MlsPlan) plan = mls_cure_region (mls_project_get_patch (run->project),
                                              mls_project_get_rules (run->project), &scope, finding->place,
                                              &absorptions, &refusal);
  MlsCureStep step = { .finding = finding, .absorptions = absorptions };

  if (plan == NULL && !g_error_matches (refusal, MLS_REFUSAL, MLS_REFUSAL_NOT_FLAGGED))
    {
      *reason = g_strdup (refusal->message);
      if (refusal->domain == MLS_REFUSAL)
        return TRUE;

      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }

  if (plan == NULL)
    {
      *reason = g_strdup (_("no neighbour may have it"));
      return TRUE;
    }

  applied = mls_project_commit (run->project, plan, 0, &step.operation, error);
  if (applied == NULL)
    return FALSE;

  run->all->step (&step, run->all->user_data);
  run->counts->n_cured++;
  return TRUE;
}

/* One time through all that is open; what cannot be cured yet stays open. */
static gboolean
go_through (Run *run, GPtrArray *reasons, GError **error)
{
  guint n = 0;

  g_ptr_array_set_size (reasons, 0);
  for (guint i = 0; i < run->open->len; i++)
    {
      MlsFinding finding = g_array_index (run->open, MlsFinding, i);
      char *reason = NULL;
      gboolean small;

      if (!tell (run, CHECK_SHARE + (1 - CHECK_SHARE) * run->counts->n_cured / run->n_found, error) ||
          !is_still_small (run, &finding, &small, error) || (small && !cure (run, &finding, &reason, error)))
        return FALSE;

      if (reason == NULL)
        continue;

      g_ptr_array_add (reasons, reason);
      g_array_index (run->open, MlsFinding, n++) = finding;
    }

  g_array_set_size (run->open, n);
  return TRUE;
}

static void
tell_left (Run *run, GPtrArray *reasons)
{
  run->counts->n_left = run->open->len;
  for (guint i = 0; i < run->open->len; i++)
    {
      MlsCureStep step = { .finding = &g_array_index (run->open, MlsFinding, i),
                           .reason = g_ptr_array_index (reasons, i) };

      run->all->step (&step, run->all->user_data);
    }
}

/* A cure may make room for another one: until none is left, or none can be cured. */
static gboolean
cure_open (Run *run, GError **error)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);
  guint n_cured;

  do
    {
      n_cured = run->counts->n_cured;
      if (!go_through (run, reasons, error))
        return FALSE;
    }
  while (run->counts->n_cured > n_cured && run->open->len > 0);

  tell_left (run, reasons);
  return TRUE;
}

/* All areas that the file has wrong, as one operation: there is nothing to decide about any of them. */
static gboolean
measure (Run *run, GError **error)
{
  gint64 operation;

  if (run->measured->len > 0 && !mls_project_mend_areas (run->project, run->measured, &operation, error))
    return FALSE;

  run->counts->n_measured = run->measured->len;

  return TRUE;
}

/**
 * mls_project_cure_all:
 * @self: a project open for writing, with an author
 * @all: what to cure, and who is told
 * @counts: (out): how many were cured and how many cannot be; those of a run that was given up, too
 * @error: %MLS_STORE_ERROR_CANCELLED if @all's progress gave up, or another #MLS_STORE_ERROR
 *
 * Checks the coverage and gives each region that is too small without leave to the neighbour closest in
 * theme, the smallest first. Each is an operation of its own, that can be undone, and stays where the work
 * is given up. Areas that the file has wrong are written anew before that.
 *
 * Returns: whether all was gone through
 */
gboolean
mls_project_cure_all (MlsProject *self, const MlsCureAll *all, MlsCureCounts *counts, GError **error)
{
  g_autoptr (GArray) exceptions = mls_store_list_exceptions (mls_project_get_store (self), error);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (MlsFinding));
  g_autoptr (GArray) measured = g_array_new (FALSE, FALSE, sizeof (gint64));
  Run run = { self, all, exceptions, open, 0, counts, measured };

  *counts = (MlsCureCounts){ 0 };

  return exceptions != NULL && find_open (&run, error) && measure (&run, error) && cure_open (&run, error);
}
