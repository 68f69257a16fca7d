/* The panes of a workspace: what each shows and how, which of them is in hand, and which are laid over one another. */

#include "document/workspace-private.h"

/**
 * mls_workspace_init_panes:
 * @self: a workspace being made
 */
void
mls_workspace_init_panes (MlsWorkspace *self)
{
  self->n_panes = 1;
  self->pane_before = G_MAXUINT;
  self->manner = (MlsManner){ .dimension = MLS_DIMENSION_PAIR, .level = G_MAXUINT, .patterned = TRUE };
  self->share = 0.5;
  for (guint i = 0; i < MLS_MAX_PANES; i++)
    self->outlooks[i] = (MlsOutlook){ .photo = MLS_PHOTO_OWN, .manner = self->manner };
}

static void
keep_manner (MlsWorkspace *self, MlsManner *manner)
{
  const MlsNomenclature *nomenclature = mls_project_get_rules (self->project)->nomenclature;

  manner->dimension = mls_workspace_dimension_near (self, manner->dimension);
  manner->level = CLAMP (manner->level, 1, mls_nomenclature_n_levels (nomenclature));
  manner->indicator = mls_nomenclature_find_indicator (nomenclature, g_quark_to_string (manner->indicator));
}

/**
 * mls_workspace_keep_to_classes:
 * @self: a workspace
 *
 * Shows nothing that the nomenclature does not have.
 */
void
mls_workspace_keep_to_classes (MlsWorkspace *self)
{
  keep_manner (self, &self->manner);
  for (guint i = 0; i < MLS_MAX_PANES; i++)
    keep_manner (self, &self->outlooks[i].manner);
}

/**
 * mls_workspace_show_from:
 * @self: a workspace
 * @newest: a vintage
 *
 * Shows it in the first pane; each pane shows the vintage before that of the one on its left, beyond the
 * oldest they begin anew.
 */
void
mls_workspace_show_from (MlsWorkspace *self, guint newest)
{
  const MlsRules *rules = mls_project_get_rules (self->project);

  self->outlooks[0].vintage = newest;
  for (guint i = 1; i < MLS_MAX_PANES; i++)
    {
      guint before = self->outlooks[i - 1].vintage;
      guint older = mls_vintage_beside (rules->vintages, rules->n_vintages, before, -1);

      self->outlooks[i].vintage = older != before ? older : newest;
    }
}

/**
 * mls_workspace_get_n_panes:
 * @self: a workspace
 *
 * Returns: how many panes there are, from 1
 */
guint
mls_workspace_get_n_panes (MlsWorkspace *self)
{
  return self->n_panes;
}

static gboolean
shows_vintage (MlsWorkspace *self, guint n_panes, guint vintage)
{
  for (guint i = 0; i < n_panes; i++)
    if (self->outlooks[i].vintage == vintage)
      return TRUE;

  return FALSE;
}

/* A pane beside others is there for another date: the first that none of them shows, on the way back in time from
 * its neighbour on the left and round. Where there is none it shows what it did. */
static void
find_other_vintage (MlsWorkspace *self, guint pane)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  guint vintage = self->outlooks[pane - 1].vintage;

  for (guint i = 0; i < rules->n_vintages && shows_vintage (self, pane, vintage); i++)
    {
      guint older = mls_vintage_beside (rules->vintages, rules->n_vintages, vintage, -1);

      vintage = older != vintage ? older : mls_vintage_newest (rules->vintages, rules->n_vintages);
    }

  if (!shows_vintage (self, pane, vintage))
    self->outlooks[pane].vintage = vintage;
}

/**
 * mls_workspace_set_n_panes:
 * @self: a workspace
 * @n_panes: from 1 to %MLS_MAX_PANES
 *
 * A pane that comes into view shows the vintage that it did, unless another shows it already. All are beside each
 * other.
 */
void
mls_workspace_set_n_panes (MlsWorkspace *self, guint n_panes)
{
  g_return_if_fail (n_panes >= 1 && n_panes <= MLS_MAX_PANES);

  for (guint i = self->n_panes; i < n_panes; i++)
    if (shows_vintage (self, i, self->outlooks[i].vintage))
      find_other_vintage (self, i);
  self->n_panes = n_panes;
  self->comparison = MLS_COMPARE_BESIDE;
  if (self->pane >= n_panes)
    mls_workspace_set_pane (self, 0);
  mls_workspace_emit (self, MLS_WORKSPACE_STATE_CHANGED);
}

/**
 * mls_workspace_get_pane:
 * @self: a workspace
 *
 * Returns: the pane whose vintage is edited
 */
guint
mls_workspace_get_pane (MlsWorkspace *self)
{
  return self->pane;
}

/**
 * mls_workspace_set_pane:
 * @self: a workspace
 * @pane: the pane whose vintage is edited from now on
 */
void
mls_workspace_set_pane (MlsWorkspace *self, guint pane)
{
  g_return_if_fail (pane < self->n_panes);

  if (self->pane == pane)
    return;

  mls_workspace_settle (self);
  self->pane_before = self->pane;
  self->pane = pane;
  mls_workspace_meaning_changed (self);
}

/**
 * mls_workspace_get_vintage_of:
 * @self: a workspace
 * @pane: a pane
 *
 * Returns: the vintage it shows
 */
guint
mls_workspace_get_vintage_of (MlsWorkspace *self, guint pane)
{
  g_return_val_if_fail (pane < MLS_MAX_PANES, 0);

  return self->outlooks[pane].vintage;
}

/**
 * mls_workspace_get_vintage:
 * @self: a workspace
 *
 * Returns: the vintage edited
 */
guint
mls_workspace_get_vintage (MlsWorkspace *self)
{
  return self->outlooks[self->pane].vintage;
}

/**
 * mls_workspace_set_vintage:
 * @self: a workspace
 * @vintage: the one that the pane in hand shows and edits
 */
void
mls_workspace_set_vintage (MlsWorkspace *self, guint vintage)
{
  g_return_if_fail (vintage < mls_project_get_rules (self->project)->n_vintages);

  if (self->outlooks[self->pane].vintage == vintage)
    return;

  mls_workspace_settle (self);
  self->outlooks[self->pane].vintage = vintage;
  mls_workspace_meaning_changed (self);
}

/**
 * mls_workspace_get_outlook:
 * @self: a workspace
 * @pane: a pane
 *
 * Returns: (transfer none): what it shows; how, mls_workspace_get_manner() tells
 */
const MlsOutlook *
mls_workspace_get_outlook (MlsWorkspace *self, guint pane)
{
  g_return_val_if_fail (pane < MLS_MAX_PANES, NULL);

  return &self->outlooks[pane];
}

/**
 * mls_workspace_get_manner:
 * @self: a workspace
 * @pane: a pane
 *
 * Returns: (transfer none): how it is drawn
 */
const MlsManner *
mls_workspace_get_manner (MlsWorkspace *self, guint pane)
{
  g_return_val_if_fail (pane < MLS_MAX_PANES, NULL);

  return self->outlooks[pane].apart ? &self->outlooks[pane].manner : &self->manner;
}

/**
 * mls_workspace_manner:
 * @self: a workspace
 *
 * Returns: (transfer none): how the pane in hand is drawn, and all that share its manner
 */
MlsManner *
mls_workspace_manner (MlsWorkspace *self)
{
  return (MlsManner *) mls_workspace_get_manner (self, self->pane);
}

/**
 * mls_workspace_set_apart:
 * @self: a workspace
 * @apart: whether the pane in hand is drawn in a manner of its own, at first that of all others, or again like these
 */
void
mls_workspace_set_apart (MlsWorkspace *self, gboolean apart)
{
  MlsOutlook *outlook = &self->outlooks[self->pane];

  if (outlook->apart == !!apart)
    return;

  mls_workspace_settle (self);
  outlook->apart = !!apart;
  outlook->manner = self->manner;
  mls_workspace_meaning_changed (self);
}

/**
 * mls_workspace_set_photo_of:
 * @self: a workspace
 * @photo: the vintage whose photo the pane in hand shows, %MLS_PHOTO_OWN or %MLS_PHOTO_NONE
 */
void
mls_workspace_set_photo_of (MlsWorkspace *self, guint photo)
{
  if (self->outlooks[self->pane].photo == photo)
    return;

  self->outlooks[self->pane].photo = photo;
  mls_workspace_emit (self, MLS_WORKSPACE_STATE_CHANGED);
}

/**
 * mls_workspace_set_as_of:
 * @self: a workspace
 * @operation: the pane in hand shows the state right after this one, and nothing is edited in it; 0 for the newest
 */
void
mls_workspace_set_as_of (MlsWorkspace *self, gint64 operation)
{
  if (self->outlooks[self->pane].as_of == operation)
    return;

  /* What is selected is of now, and need not have been there. */
  mls_workspace_settle (self);
  if (operation != 0 && self->selected->len > 0)
    mls_workspace_select (self, NULL);
  self->outlooks[self->pane].as_of = operation;
  mls_workspace_meaning_changed (self);
}

/**
 * mls_workspace_shows_past:
 * @self: a workspace
 *
 * Returns: whether the pane in hand shows what was, and not what is
 */
gboolean
mls_workspace_shows_past (MlsWorkspace *self)
{
  return self->outlooks[self->pane].as_of != 0;
}

/**
 * mls_workspace_get_other_pane:
 * @self: a workspace
 * @pane: a pane
 *
 * Returns: the pane that it is compared with: the other one of two, of more the one in hand before; itself if it is
 *   alone
 */
guint
mls_workspace_get_other_pane (MlsWorkspace *self, guint pane)
{
  if (self->comparison != MLS_COMPARE_BESIDE)
    return self->compared[0] == pane ? self->compared[1] : self->compared[0];
  if (self->pane_before < self->n_panes && self->pane_before != self->pane && pane == self->pane)
    return self->pane_before;

  return pane == self->pane ? (pane + 1) % self->n_panes : self->pane;
}

/**
 * mls_workspace_get_linked:
 * @self: a workspace
 *
 * Returns: whether panes beside each other look at the same place
 */
gboolean
mls_workspace_get_linked (MlsWorkspace *self)
{
  return !self->free;
}

/**
 * mls_workspace_set_linked:
 * @self: a workspace
 * @linked: whether panes beside each other look at the same place; if not, each stays where it is while another moves
 */
void
mls_workspace_set_linked (MlsWorkspace *self, gboolean linked)
{
  if (self->free == !linked)
    return;

  self->free = !linked;
  mls_workspace_emit (self, MLS_WORKSPACE_STATE_CHANGED);
}

/**
 * mls_workspace_get_comparison:
 * @self: a workspace
 *
 * Returns: how panes are compared
 */
MlsComparison
mls_workspace_get_comparison (MlsWorkspace *self)
{
  return self->comparison;
}

/* The one in hand and the one it is compared with, in the order in which they stand beside each other. */
static void
lay_over_one_another (MlsWorkspace *self)
{
  guint other;

  if (self->n_panes == 1)
    mls_workspace_set_n_panes (self, 2);
  other = mls_workspace_get_other_pane (self, self->pane);
  self->compared[0] = MIN (self->pane, other);
  self->compared[1] = MAX (self->pane, other);
}

/**
 * mls_workspace_set_comparison:
 * @self: a workspace
 * @comparison: how panes are compared from now on: of several the one in hand and the one that was before; where there
 *   is one only, another is added
 */
void
mls_workspace_set_comparison (MlsWorkspace *self, MlsComparison comparison)
{
  g_return_if_fail ((guint) comparison < MLS_N_COMPARISONS);

  if (self->comparison == comparison)
    return;

  if (self->comparison == MLS_COMPARE_BESIDE)
    lay_over_one_another (self);
  self->comparison = comparison;
  mls_workspace_emit (self, MLS_WORKSPACE_STATE_CHANGED);
}

/* It is in hand then. */
static void
show_state (MlsWorkspace *self, guint pane, guint vintage, gint64 operation)
{
  mls_workspace_set_pane (self, pane);
  mls_workspace_set_vintage (self, vintage);
  mls_workspace_set_as_of (self, operation);
}

/**
 * mls_workspace_compare_states:
 * @self: a workspace
 * @from: an operation
 * @to: another one, or 0 for the map as it is
 *
 * Two panes over one another show the states right after them, in the vintage in hand; the second one is in hand.
 */
void
mls_workspace_compare_states (MlsWorkspace *self, gint64 from, gint64 to)
{
  guint vintage = mls_workspace_get_vintage (self);

  mls_workspace_set_n_panes (self, 2);
  show_state (self, 0, vintage, from);
  show_state (self, 1, vintage, to);
  mls_workspace_set_comparison (self, MLS_COMPARE_SWIPE);
}

/**
 * mls_workspace_set_vintage_of_all:
 * @self: a workspace
 * @vintage: which one all panes that are seen show from now on
 */
void
mls_workspace_set_vintage_of_all (MlsWorkspace *self, guint vintage)
{
  guint in_hand = self->pane;

  for (guint pane = 0; pane < self->n_panes; pane++)
    if (mls_workspace_is_seen (self, pane))
      {
        mls_workspace_set_pane (self, pane);
        mls_workspace_set_vintage (self, vintage);
      }
  mls_workspace_set_pane (self, in_hand);
}

/**
 * mls_workspace_end_states:
 * @self: a workspace
 * @n_panes: how many panes there are from now on
 *
 * All show the map as it is.
 */
void
mls_workspace_end_states (MlsWorkspace *self, guint n_panes)
{
  for (guint pane = 0; pane < self->n_panes; pane++)
    {
      mls_workspace_set_pane (self, pane);
      mls_workspace_set_as_of (self, 0);
    }
  mls_workspace_set_n_panes (self, n_panes);
  mls_workspace_set_pane (self, 0);
}

/**
 * mls_workspace_is_seen:
 * @self: a workspace
 * @pane: a pane
 *
 * Returns: whether it has a place in the map: of those over one another the two that are compared
 */
gboolean
mls_workspace_is_seen (MlsWorkspace *self, guint pane)
{
  if (self->comparison != MLS_COMPARE_BESIDE)
    return pane == self->compared[0] || pane == self->compared[1];

  return pane < self->n_panes;
}

/**
 * mls_workspace_get_upper:
 * @self: a workspace whose panes are over one another
 *
 * Returns: the pane that lies over the other
 */
guint
mls_workspace_get_upper (MlsWorkspace *self)
{
  g_return_val_if_fail (self->comparison != MLS_COMPARE_BESIDE, 0);

  return self->compared[1];
}

/**
 * mls_workspace_get_share:
 * @self: a workspace
 *
 * Returns: of panes over one another, how much of the place is the lower one's, or how much it shines through, 0 to 1
 */
double
mls_workspace_get_share (MlsWorkspace *self)
{
  return self->share;
}

/**
 * mls_workspace_set_share:
 * @self: a workspace
 * @share: of panes over one another, how much of the place is the lower one's, or how much it shines through, 0 to 1
 */
void
mls_workspace_set_share (MlsWorkspace *self, double share)
{
  share = CLAMP (share, 0, 1);
  if (self->share == share)
    return;

  self->share = share;
  g_signal_emit (self, mls_workspace_signals[MLS_WORKSPACE_SHARE_CHANGED], 0);
}
