/* What users of the map have noticed, for the queue of whoever makes it. */

#include "document/project-private.h"

#include "store/remark.h"

#include <glib/gi18n-lib.h>

/* Codes that are said of a place, in one text. */
static char *
text_of (MlsPair pair)
{
  const char *cover = pair.cover != 0 ? g_quark_to_string (pair.cover) : "";
  const char *use = pair.use != 0 ? g_quark_to_string (pair.use) : "";

  if (pair.cover == 0 && pair.use == 0)
    return g_strdup ("?");

  return g_strdup_printf ("%s%s%s", cover, pair.cover != 0 && pair.use != 0 ? " " : "", use);
}

static void
tell_edited (MlsMaintenance *maintenance, const MlsNotice *notice, MlsPair is)
{
  MlsPair said = mls_pair_over (notice->code, is);
  g_autofree char *said_text = text_of (notice->code);
  g_autofree char *text = text_of (is);

  if (!mls_pair_equal (said, is))
    mls_maintenance_remark (maintenance, MLS_MAINTENANCE_EDITED, notice->feature,
                            g_strdup_printf (_("It says %s, where the map says %s now"), said_text, text));
}

/* It asks for what is there. */
static gboolean
is_done (const MlsNotice *notice, MlsPair is)
{
  const MlsPair none = { 0, 0 };

  return mls_pair_equal (notice->code, none) && !mls_pair_equal (notice->replacement, none) &&
         mls_pair_equal (mls_pair_over (notice->replacement, is), is) && !notice->geometric;
}

/* FALSE if there is nothing to send back. */
static gboolean
is_wrong (MlsMaintenance *maintenance, const MlsNotice *notice, const MlsCell *cell)
{
  const MlsLabel *label = cell != NULL ? &cell->labels[notice->vintage] : NULL;
  MlsPair is = label != NULL ? mls_label_pair_in (label, notice->dimension) : (MlsPair){ 0, 0 };
  g_autofree char *text = text_of (is);

  if (label == NULL)
    mls_maintenance_remark (maintenance, MLS_MAINTENANCE_OUTSIDE, notice->feature,
                            g_strdup (_("It lies outside the territory")));
  else if (mls_label_is_null (label))
    mls_maintenance_remark (maintenance, MLS_MAINTENANCE_UNCODED, notice->feature,
                            g_strdup (_("The map says nothing there at that date")));
  else if (is_done (notice, is))
    mls_maintenance_remark (maintenance, MLS_MAINTENANCE_SAME, notice->feature,
                            g_strdup_printf (_("The map says %s there already"), text));
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
          MlsDecision decision =
            mls_notice_decision (notice, self->rules.nomenclature, vintage, &cell->labels[notice->vintage]);

          g_array_append_val (decisions, decision);
        }
    }

  if (!mls_patch_check (mls_project_get_patch (self), error) ||
      !mls_project_send_back (self, decisions, summary, &maintenance->n_written, error))
    return FALSE;

  maintenance->n_known = decisions->len - maintenance->n_written;

  return TRUE;
}

/**
 * mls_project_take_remarks:
 * @self: a project open for writing, with an author
 * @error: a #MLS_STORE_ERROR
 *
 * Sends back what was noticed beside the program, in the file's own layer of remarks, and tells there what became of it.
 *
 * Returns: (transfer full): what was there to be taken, and what became of it; or %NULL
 */
MlsMaintenance *
mls_project_take_remarks (MlsProject *self, GError **error)
{
  g_autoptr (MlsMaintenance) remarks = mls_remarks_read (self->store, error);

  if (remarks == NULL)
    return NULL;
  if (remarks->notices->len + remarks->remarks->len == 0)
    return g_steal_pointer (&remarks);

  return mls_project_take_maintenance (self, remarks, _("remarks"), error) && mls_remarks_tell (self->store, remarks, error)
           ? g_steal_pointer (&remarks)
           : NULL;
}
