/* What users of the map have noticed, for the queue of whoever makes it. */

#include "document/project-private.h"

#include <glib/gi18n-lib.h>

static void
tell_edited (MlsMaintenance *maintenance, const MlsNotice *notice, MlsPair is)
{
  MlsText code = notice->dimension == MLS_DIMENSION_COVER ? is.cover : is.use;

  if (notice->code != 0 && notice->code != code)
    mls_maintenance_remark (maintenance, MLS_MAINTENANCE_EDITED, notice->feature,
                            g_strdup_printf (_("It says %s, where the map says %s now"), g_quark_to_string (notice->code),
                                             code != 0 ? g_quark_to_string (code) : "?"));
}

/* FALSE if there is nothing to send back. */
static gboolean
is_wrong (MlsMaintenance *maintenance, const MlsNotice *notice, const MlsCell *cell)
{
  const MlsLabel *label = cell != NULL ? &cell->labels[notice->vintage] : NULL;
  MlsPair is = label != NULL ? mls_label_pair_in (label, notice->dimension) : (MlsPair){ 0, 0 };
  MlsText code = notice->dimension == MLS_DIMENSION_COVER ? is.cover : is.use;

  if (label == NULL)
    mls_maintenance_remark (maintenance, MLS_MAINTENANCE_OUTSIDE, notice->feature,
                            g_strdup (_("It lies outside the territory")));
  else if (mls_label_is_null (label))
    mls_maintenance_remark (maintenance, MLS_MAINTENANCE_UNCODED, notice->feature,
                            g_strdup (_("The map says nothing there at that date")));
  else if (notice->code == 0 && notice->replacement != 0 && notice->replacement == code && !notice->geometric)
    mls_maintenance_remark (maintenance, MLS_MAINTENANCE_SAME, notice->feature,
                            g_strdup_printf (_("The map says %s there already"), g_quark_to_string (code)));
  else
    {
      tell_edited (maintenance, notice, is);
      return TRUE;
    }

  return FALSE;
}

/**
 * mls_project_take_maintenance:
 * @self: a project open for writing, with an author
 * @maintenance: what a file says; told what becomes of it
 * @summary: what it is called, for the history
 * @error: a #MLS_STORE_ERROR
 *
 * Sends the regions back in which somebody noticed something, as mls_project_send_back() does.
 *
 * Returns: whether all that is wrong is in the project
 */
gboolean
mls_project_take_maintenance (MlsProject *self, MlsMaintenance *maintenance, const char *summary, GError **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (mls_project_get_patch (self));
  g_autoptr (GArray) decisions = g_array_new (FALSE, FALSE, sizeof (MlsDecision));

  for (guint i = 0; i < maintenance->notices->len; i++)
    {
      const MlsNotice *notice = &g_array_index (maintenance->notices, MlsNotice, i);
      const MlsCell *cell = mls_overlay_cell_at (overlay, notice->place);

      if (is_wrong (maintenance, notice, cell))
        {
          MlsText vintage = g_quark_from_string (self->rules.vintages[notice->vintage].code);
          MlsDecision decision = mls_notice_decision (notice, vintage, &cell->labels[notice->vintage]);

          g_array_append_val (decisions, decision);
        }
    }

  if (!mls_patch_check (mls_project_get_patch (self), error) ||
      !mls_project_send_back (self, decisions, summary, &maintenance->n_written, error))
    return FALSE;

  maintenance->n_known = decisions->len - maintenance->n_written;

  return TRUE;
}
