/* What is to stay as it is, though a rule or a note says something of it. */

#include "document/project-private.h"

#include "rules/shortfall.h"
#include "store/exception.h"
#include "store/finding.h"

#include <glib/gi18n-lib.h>

static MlsException
exception_of (const MlsBreach *breach, const char *reason)
{
  return (MlsException){
    .rule = g_quark_from_static_string (mls_refusal_name (breach->rule)),
    .vintage = breach->vintage,
    .dimension = breach->dimension,
    .code = breach->dimension == MLS_DIMENSION_COVER ? breach->pair.cover : breach->pair.use,
    .place = breach->place,
    .area_m2 = mls_area2_to_m2 (breach->area2),
    .reason = g_quark_from_string (reason),
  };
}

static GArray *
exceptions_of (const GArray *breaches, const char *reason)
{
  GArray *exceptions = g_array_new (FALSE, TRUE, sizeof (MlsException));

  for (guint i = 0; i < breaches->len; i++)
    {
      MlsException exception = exception_of (&g_array_index (breaches, MlsBreach, i), reason);

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
 * Writes the edit with an exception for each region it leaves too small.
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

  exceptions = exceptions_of (proposal->verdict->breaches, reason);
  facts = mls_project_facts_of (self, proposal->plan, scale);
  give_exceptions (&facts, exceptions, reason);

  return mls_project_write_plan (self, proposal->plan, &facts, operation, error);
}

/* An operation that changes no face. */
static gboolean
write_decision (MlsProject *self, const MlsOperationFacts *facts, gint64 *operation, GError **error)
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
                  const GArray *breaches,
                  const char   *reason,
                  gint64       *operation,
                  GError      **error)
{
  g_autoptr (GArray) exceptions = exceptions_of (breaches, reason);
  MlsOperationFacts facts = { .author = self->author, .verb = MLS_VERB_EXCEPT };

  for (guint i = 0; i < breaches->len; i++)
    facts.vintages |= MLS_VINTAGE (g_array_index (breaches, MlsBreach, i).vintage);
  give_exceptions (&facts, exceptions, reason);

  return write_decision (self, &facts, operation, error);
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

      if (finding->severity == MLS_SEVERITY_NOTE && mls_point_equal (finding->place, at))
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

  return write_decision (self, &facts, operation, error);
}

/**
 * mls_project_except:
 * @self: a project open for writing, with an author
 * @at: a place
 * @reason: why what is too small there is kept
 * @operation: (out): the operation it has become
 * @error: %MLS_REFUSAL_NOT_FLAGGED if no region there is too small without leave nor a note of that
 *   place open, or a #MLS_STORE_ERROR
 *
 * Gives an exception for each region at @at that is too small, in any vintage and dimension. Where none
 * is, takes note as mls_project_keep() does.
 *
 * Returns: whether it is written
 */
gboolean
mls_project_except (MlsProject *self,
                    MlsPoint    at,
                    const char *reason,
                    gint64     *operation,
                    GError    **error)
{
  g_autoptr (GArray) exceptions = NULL;
  g_autoptr (GArray) breaches = NULL;

  if (!mls_project_check_author (self, error) || !mls_project_check_unchanged (self, error))
    return FALSE;

  exceptions = mls_store_list_exceptions (self->store, error);
  if (exceptions != NULL)
    breaches =
      mls_shortfalls_at (mls_project_get_patch (self), &self->rules, exceptions, at, error);
  if (breaches == NULL)
    return FALSE;

  return breaches->len > 0 ? write_exceptions (self, breaches, reason, operation, error)
                           : mls_project_keep (self, at, reason, operation, error);
}
