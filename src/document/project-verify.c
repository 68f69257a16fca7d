/* What a check found is kept, and who looks at what was corrected closes it. */

#include "document/project-private.h"

#include "coverage/refusal.h"
#include "store/finding.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * mls_project_verify:
 * @self: a project open for writing, with an author
 * @findings: (array length=n_findings): findings that are found no more
 * @n_findings: how many
 * @operation: (out): the operation it has become
 * @error: a #MLS_STORE_ERROR
 *
 * Says that somebody has looked, and that they are corrected. That can be undone.
 *
 * Returns: whether it is written
 */
gboolean
mls_project_verify (MlsProject       *self,
                    const MlsFinding *findings,
                    guint             n_findings,
                    gint64           *operation,
                    GError          **error)
{
  const MlsOperationFacts facts = { .author = self->author, .verb = MLS_VERB_VERIFY, .kept = findings, .n_kept = n_findings };

  return mls_project_check_author (self, error) && mls_project_check_unchanged (self, error) &&
         mls_project_write_decision (self, &facts, operation, error);
}

static GArray *
gone_at (MlsProject *self, MlsPoint at, const char *rule, GError **error)
{
  g_autoptr (GArray) findings = mls_store_list_findings (self->store, NULL, error);
  GArray *gone = findings != NULL ? g_array_new (FALSE, TRUE, sizeof (MlsFinding)) : NULL;

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const MlsFinding *finding = &g_array_index (findings, MlsFinding, i);

      if (finding->state == MLS_FINDING_GONE && mls_point_equal (finding->place, at) &&
          (rule == NULL || strcmp (rule, mls_finding_rule_name (finding->rule)) == 0))
        g_array_append_val (gone, *finding);
    }

  return gone;
}

/**
 * mls_project_verify_at:
 * @self: a project open for writing, with an author
 * @at: the place of findings that the last check has found no more
 * @rule: (nullable): the name of their rule; %NULL for all there
 * @operation: (out): the operation it has become
 * @error: %MLS_REFUSAL_NOT_FLAGGED if there is none, or a #MLS_STORE_ERROR
 *
 * Verifies them as mls_project_verify() does.
 *
 * Returns: whether it is written
 */
gboolean
mls_project_verify_at (MlsProject *self, MlsPoint at, const char *rule, gint64 *operation, GError **error)
{
  g_autoptr (GArray) gone = gone_at (self, at, rule, error);

  if (gone != NULL && gone->len == 0)
    g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOT_FLAGGED, _("Nothing there waits to be verified"));

  return gone != NULL && gone->len > 0 &&
         mls_project_verify (self, (const MlsFinding *) (gpointer) gone->data, gone->len, operation, error);
}

/**
 * mls_project_want_check:
 * @self: a project
 *
 * Somebody asks for a check of everything: the next one is kept.
 */
void
mls_project_want_check (MlsProject *self)
{
  self->has_kept_check = FALSE;
}

/**
 * mls_project_keep_check:
 * @self: a project
 * @findings: (element-type MlsFinding): all that a check has found, and what it says is over
 * @operation: the operation whose state was checked
 *
 * Keeps that in the project, once for each time it is opened and each time somebody wanted it, if it may be written and
 * nothing was done meanwhile; if something was, what is found next is kept instead.
 */
void
mls_project_keep_check (MlsProject *self, const GArray *findings, gint64 operation)
{
  if (!self->has_kept_check && !mls_project_is_read_only (self) &&
      mls_store_last_operation (self->store, NULL) == operation)
    self->has_kept_check = mls_store_write_findings (self->store, findings, operation, NULL);
}

/**
 * mls_project_get_checked:
 * @self: a project
 *
 * Returns: (transfer none) (nullable): what was found last, by the rules that are
 */
MlsChecked *
mls_project_get_checked (MlsProject *self)
{
  return self->checked;
}

/**
 * mls_project_set_checked:
 * @self: a project
 * @checked: what was found in a state of it, by @nomenclature
 * @nomenclature: of the rules then
 *
 * Keeps it, unless the rules are others by now, for the next check to begin with.
 */
void
mls_project_set_checked (MlsProject *self, MlsChecked *checked, const MlsNomenclature *nomenclature)
{
  if (nomenclature != self->nomenclature)
    return;

  g_clear_pointer (&self->checked, mls_checked_unref);
  self->checked = mls_checked_ref (checked);
}
