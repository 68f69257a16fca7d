/* Dates that another program adds to a project or takes out of it, which moves the others. */

#include "document/workspace-private.h"

/**
 * mls_workspace_note_dates: (skip)
 * @self: a workspace
 *
 * Its dates are those of its project as it is now.
 */
void
mls_workspace_note_dates (MlsWorkspace *self)
{
  const MlsRules *rules = mls_project_get_rules (self->project);

  g_array_set_size (self->dates, 0);
  for (guint v = 0; v < rules->n_vintages; v++)
    {
      MlsText code = g_quark_from_string (rules->vintages[v].code);

      g_array_append_val (self->dates, code);
    }
}

static gboolean
are_same (MlsWorkspace *self)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  gboolean same = rules->n_vintages == self->dates->len;

  for (guint v = 0; same && v < rules->n_vintages; v++)
    same = g_str_equal (g_quark_to_string (g_array_index (self->dates, MlsText, v)), rules->vintages[v].code);

  return same;
}

/* The place that a date has now, or @fallback for one that is there no more. */
static guint
find_again (MlsWorkspace *self, guint date, guint fallback)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  guint found;

  return date < self->dates->len && mls_vintage_find (rules->vintages, rules->n_vintages,
                                                      g_quark_to_string (g_array_index (self->dates, MlsText, date)), &found)
           ? found
           : fallback;
}

/**
 * mls_workspace_follow_dates: (skip)
 * @self: a workspace whose project has changed
 *
 * What is shown of a date stays so; of one that is there no more the newest is.
 *
 * Returns: whether its dates are others now
 */
gboolean
mls_workspace_follow_dates (MlsWorkspace *self)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  guint newest = mls_vintage_newest (rules->vintages, rules->n_vintages);
  MlsVintageSet named = 0;

  if (are_same (self) || rules->n_vintages == 0)
    return FALSE;

  for (guint pane = 0; pane < MLS_MAX_PANES; pane++)
    {
      MlsOutlook *outlook = &self->outlooks[pane];

      outlook->vintage = find_again (self, outlook->vintage, newest);
      if (outlook->photo != MLS_PHOTO_OWN && outlook->photo != MLS_PHOTO_NONE)
        outlook->photo = find_again (self, outlook->photo, MLS_PHOTO_OWN);
    }
  for (guint date = 0; date < self->dates->len; date++)
    if ((self->named & MLS_VINTAGE (date)) != 0 && find_again (self, date, G_MAXUINT) != G_MAXUINT)
      named |= MLS_VINTAGE (find_again (self, date, 0));
  self->named = named;
  self->carry_to = 0;
  mls_workspace_note_dates (self);

  return TRUE;
}
