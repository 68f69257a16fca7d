/* What the file says of areas is put right: a cure of its own, since no plan knows what no face has. */

#include "document/project-private.h"

#include "coverage/refusal.h"
#include "rules/finding.h"

#include <glib/gi18n-lib.h>

/**
 * mls_project_mend_areas:
 * @self: a project open for writing, with an author
 * @faces: (element-type gint64): of which the file says another area than they have
 * @operation: (out): the operation it has become
 * @error: a #MLS_STORE_ERROR
 *
 * Writes what they have. That is an operation as any that writes faces; undone it stays as it is, for what is undone is an
 * edit, and nothing was edited.
 *
 * Returns: whether it is written
 */
gboolean
mls_project_mend_areas (MlsProject *self, const GArray *faces, gint64 *operation, GError **error)
{
  const MlsOperationFacts facts = { .author = self->author,
                                    .verb = mls_verb_name (MLS_VERB_CURE),
                                    .summary = mls_finding_rule_name (MLS_FINDING_AREA),
                                    .measured = (const gint64 *) (gpointer) faces->data,
                                    .n_measured = faces->len };

  return mls_project_check_author (self, error) && mls_project_check_unchanged (self, error) &&
         mls_project_write_decision (self, &facts, operation, error);
}

/**
 * mls_project_mend_area:
 * @self: a project open for writing, with an author
 * @at: a place in a face
 * @operation: (out): the operation it has become
 * @error: %MLS_REFUSAL_NOT_FLAGGED if there is none, or a #MLS_STORE_ERROR
 *
 * Writes the area of that face anew.
 *
 * Returns: whether it is written
 */
gboolean
mls_project_mend_area (MlsProject *self, MlsPoint at, gint64 *operation, GError **error)
{
  MlsPatch *patch = mls_project_get_patch (self);
  const MlsFace *face = mls_patch_face_at (patch, at);
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (face == NULL)
    {
      if (mls_patch_check (patch, error))
        g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOT_FLAGGED, _("There is no face there"));
      return FALSE;
    }

  g_array_append_val (faces, face->id);

  return mls_project_mend_areas (self, faces, operation, error);
}
