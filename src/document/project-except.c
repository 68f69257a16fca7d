/* What is to stay as it is, though a rule or a note says something of it. */

#include "document/project-private.h"

#include "rules/fault.h"
#include "store/exception.h"
#include "store/finding.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static MlsFinding
finding_of_breach (const MlsBreach *breach)
{
  MlsFinding finding = { .vintage = breach->vintage,
                         .dimension = breach->dimension,
                         .pair = breach->pair,
                         .from_vintage = breach->from_vintage,
                         .from = breach->from,
                         .area2 = breach->area2,
                         .place = breach->place };

  mls_finding_rule_from_name (mls_refusal_name (breach->rule), &finding.rule);

  return finding;
}

static GArray *
findings_of (const GArray *breaches)
{
  GArray *findings = g_array_new (FALSE, TRUE, sizeof (MlsFinding));

  for (guint i = 0; i < breaches->len; i++)
    {
      MlsFinding finding = finding_of_breach (&g_array_index (breaches, MlsBreach, i));

      g_array_append_val (findings, finding);
    }

  return findings;
}

static GArray *
exceptions_of (const GArray *findings, const char *reason)
{
  GArray *exceptions = g_array_new (FALSE, TRUE, sizeof (MlsException));

  for (guint i = 0; i < findings->len; i++)
    {
      MlsException exception = mls_exception_of (&g_array_index (findings, MlsFinding, i), reason);

      g_array_append_val (exceptions, exception);
    }

  return exceptions;
}

static void
give_exceptions (MlsOperationFacts *facts, const GArray *exceptions, const char *reason)
{
  facts->summary = reason;
  facts->exceptions = (const MlsException *) (gpointer) exceptions->data;
  facts->n_exceptions = exceptions->len;
}

/**
 * mls_project_commit_exception:
 * @self: a project open for writing, with an author
 * @proposal: a proposal of this state that rules refuse, but allow as an exception
 * @reason: why it is kept all the same
 * @scale: denominator of the scale it was drawn at, or 0
 * @operation: (out): the operation it has become
 * @error: %MLS_REFUSAL if no reason can excuse it, or a #MLS_STORE_ERROR
 *
 * Writes the edit with an exception for each rule it breaks.
 *
 * Returns: (transfer full) (nullable): what was written, with final ids
 */
MlsDelta *
mls_project_commit_exception (MlsProject        *self,
                              const MlsProposal *proposal,
                              const char        *reason,
                              double             scale,
                              gint64            *operation,
                              GError           **error)
{
  g_autoptr (GArray) findings = NULL;
  g_autoptr (GArray) exceptions = NULL;
  MlsOperationFacts facts;

  g_return_val_if_fail (proposal->refusal != NULL, NULL);

  if (proposal->verdict == NULL || !mls_verdict_is_exceptable (proposal->verdict))
    {
      g_propagate_error (error, g_error_copy (proposal->refusal));
      return NULL;
    }

  if (!mls_project_check_author (self, error))
    return NULL;

  findings = findings_of (proposal->verdict->breaches);
  exceptions = exceptions_of (findings, reason);
  facts = mls_project_facts_of (self, proposal->plan, scale);
  give_exceptions (&facts, exceptions, reason);

  return mls_project_write_plan (self, proposal->plan, &facts, operation, error);
}

/**
 * mls_project_write_decision:
 * @self: a project open for writing
 * @facts: what is decided
 * @operation: (out): the operation it has become
 * @error: a #MLS_STORE_ERROR
 *
 * Writes an operation that changes no face.
 *
 * Returns: whether it is written
 */
gboolean
mls_project_write_decision (MlsProject *self, const MlsOperationFacts *facts, gint64 *operation, GError **error)
{
  g_autoptr (MlsDelta) nothing = mls_delta_new ();
  g_autoptr (MlsDelta) applied = mls_store_apply (self->store, nothing, facts, operation, error);

  if (applied != NULL)
    mls_project_emit_changed (self, applied);

  return applied != NULL;
}

/* What is there already, kept with a reason. */
static gboolean
write_exceptions (MlsProject   *self,
                  const GArray *faults,
                  const char   *reason,
                  gint64       *operation,
                  GError      **error)
{
  g_autoptr (GArray) exceptions = exceptions_of (faults, reason);
  MlsOperationFacts facts = { .author = self->author, .verb = MLS_VERB_EXCEPT };

  for (guint i = 0; i < exceptions->len; i++)
    facts.vintages |= MLS_VINTAGE (g_array_index (exceptions, MlsException, i).vintage);
  give_exceptions (&facts, exceptions, reason);

  return mls_project_write_decision (self, &facts, operation, error);
}

/* What is known of that place without a check, and not decided yet. */
static GArray *
open_findings_at (MlsProject *self, MlsPoint at, GError **error)
{
  g_autoptr (GArray) findings = mls_store_list_findings (self->store, NULL, error);
  GArray *open = findings != NULL ? g_array_new (FALSE, FALSE, sizeof (MlsFinding)) : NULL;

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const MlsFinding *finding = &g_array_index (findings, MlsFinding, i);

      if (mls_finding_is_note (finding) && finding->state == MLS_FINDING_OPEN && mls_point_equal (finding->place, at))
        g_array_append_val (open, *finding);
    }

  return open;
}

/**
 * mls_project_keep:
 * @self: a project open for writing, with an author
 * @at: the place of notes
 * @reason: (nullable): why what they tell of is as it should be
 * @operation: (out): the operation it has become
 * @error: %MLS_REFUSAL_NOT_FLAGGED if there is no open note of that place, or a #MLS_STORE_ERROR
 *
 * Takes note of what is only to be known, as the repairs of an import.
 *
 * Returns: whether it is written
 */
gboolean
mls_project_keep (MlsProject *self, MlsPoint at, const char *reason, gint64 *operation, GError **error)
{
  g_autoptr (GArray) findings = NULL;
  MlsOperationFacts facts = { .author = self->author, .verb = MLS_VERB_EXCEPT, .summary = reason };

  if (!mls_project_check_author (self, error) || !mls_project_check_unchanged (self, error) ||
      (findings = open_findings_at (self, at, error)) == NULL)
    return FALSE;

  if (findings->len == 0)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOT_FLAGGED, _("Nothing there needs an exception"));
      return FALSE;
    }

  facts.kept = (const MlsFinding *) (gpointer) findings->data;
  facts.n_kept = findings->len;

  return mls_project_write_decision (self, &facts, operation, error);
}

/* A note is of its very place: who points there means it, unless something is an error. */
static gboolean
means_notes (MlsProject *self, MlsPoint at, const char *rule, const GArray *meant)
{
  g_autoptr (GArray) notes = NULL;

  if (rule != NULL || (meant->len > 0 && g_array_index (meant, MlsFinding, 0).severity == MLS_SEVERITY_ERROR))
    return FALSE;

  notes = open_findings_at (self, at, NULL);

  return notes != NULL && notes->len > 0;
}

/* Whether @finding is what is meant: of a rule, or without one of the gravest there. */
static gboolean
is_meant (const MlsFinding *finding, const char *rule, MlsSeverity gravest)
{
  return mls_finding_is_exceptable (finding) && (rule != NULL ? strcmp (mls_finding_rule_name (finding->rule), rule) == 0
                                                              : finding->severity == gravest);
}

static GArray *
select_faults (const GArray *faults, const char *rule)
{
  GArray *meant = g_array_new (FALSE, TRUE, sizeof (MlsFinding));
  MlsSeverity gravest = MLS_SEVERITY_EXCEPTION;

  for (guint i = 0; i < faults->len; i++)
    if (mls_finding_is_exceptable (&g_array_index (faults, MlsFinding, i)))
      gravest = MIN (gravest, g_array_index (faults, MlsFinding, i).severity);

  for (guint i = 0; i < faults->len; i++)
    if (is_meant (&g_array_index (faults, MlsFinding, i), rule, gravest))
      g_array_append_val (meant, g_array_index (faults, MlsFinding, i));

  return meant;
}

/**
 * mls_project_except:
 * @self: a project open for writing, with an author
 * @at: a place
 * @rule: (nullable): the name of the rule that is broken there; %NULL for all, those that are errors if there
 *   are any
 * @reason: why what is there is kept
 * @operation: (out): the operation it has become
 * @error: %MLS_REFUSAL_NOT_FLAGGED if no rule is broken there without leave that a reason can excuse, nor a
 *   note of that place open, or a #MLS_STORE_ERROR
 *
 * Gives an exception for each rule that the ground at @at breaks, in any vintage and dimension. Where none
 * is, or a note is of that very place and nothing there is an error, takes note as mls_project_keep() does.
 *
 * Returns: whether it is written
 */
gboolean
mls_project_except (MlsProject *self,
                    MlsPoint    at,
                    const char *rule,
                    const char *reason,
                    gint64     *operation,
                    GError    **error)
{
  g_autoptr (GArray) exceptions = NULL;
  g_autoptr (GArray) faults = NULL;
  g_autoptr (GArray) meant = NULL;

  if (!mls_project_check_author (self, error) || !mls_project_check_unchanged (self, error))
    return FALSE;

  exceptions = mls_store_list_exceptions (self->store, error);
  if (exceptions != NULL)
    faults = mls_faults_at (mls_project_get_patch (self), &self->rules, exceptions, MLS_ASPECT_ALL, at, error);
  if (faults == NULL)
    return FALSE;

  meant = select_faults (faults, rule);

  return meant->len > 0 && !means_notes (self, at, rule, meant)
             ? write_exceptions (self, meant, reason, operation, error)
             : mls_project_keep (self, at, reason, operation, error);
}
