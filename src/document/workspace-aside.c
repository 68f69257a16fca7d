/* What a work package did that clashes with what others did is seen beside what both began with and what is there now, until
 * somebody has decided. */

#include "document/workspace-private.h"

#include "coverage/relabelling.h"
#include "store/package.h"

#include <string.h>

/* What is decided is what ground is: its colours can be told, and its codes are read. */
#define CLEAR 0.5

/* Its panes. */
enum
{
  BEFORE,
  THEIRS,
  OURS,
  N_SIDES,
};

static MlsKeptPanes
panes_now (MlsWorkspace *self)
{
  MlsKeptPanes now = { .n_panes = self->n_panes,
                       .pane = self->pane,
                       .manner = self->manner,
                       .comparison = self->comparison,
                       .free = self->free };

  memcpy (now.outlooks, self->outlooks, sizeof now.outlooks);

  return now;
}

/**
 * mls_workspace_swap_panes:
 * @self: a workspace
 *
 * Exchanges the panes there are with those that were kept; nobody is told.
 */
void
mls_workspace_swap_panes (MlsWorkspace *self)
{
  MlsKeptPanes now = panes_now (self);

  memcpy (self->outlooks, self->kept.outlooks, sizeof self->outlooks);
  self->n_panes = self->kept.n_panes;
  self->pane = self->kept.pane;
  self->manner = self->kept.manner;
  self->comparison = self->kept.comparison;
  self->free = self->kept.free;
  self->pane_before = G_MAXUINT;
  self->kept = now;
}

/* The operation that its package began with; of one that nobody knows any more, what was there before anything was done. */
static gint64
find_base (MlsWorkspace *self, const MlsSetAside *aside)
{
  g_autoptr (GPtrArray) packages = mls_store_list_packages (mls_project_get_store (self->project), NULL);

  for (guint i = 0; packages != NULL && i < packages->len; i++)
    {
      const MlsPackage *package = g_ptr_array_index (packages, i);

      if (g_str_has_prefix (aside->origin, package->id))
        return package->base;
    }

  return 1;
}

/* The vintage that it wrote: the one in hand if that is one of them. */
static guint
find_vintage (MlsWorkspace *self, const MlsDelta *theirs)
{
  g_autoptr (MlsRelabelling) made = mls_relabelling_new (theirs);
  guint vintage = mls_workspace_get_vintage (self);

  if (made->vintages == 0 || (made->vintages & MLS_VINTAGE (vintage)) != 0)
    return vintage;

  return (guint) g_bit_nth_lsf (made->vintages, -1);
}

static void
show_sides (MlsWorkspace *self, gint64 base, guint vintage)
{
  for (guint i = 0; i < N_SIDES; i++)
    self->outlooks[i] = (MlsOutlook){ .vintage = vintage,
                                      .photo = MLS_PHOTO_OWN,
                                      .as_of = i == OURS ? 0 : base,
                                      .theirs = i == THEIRS ? self->aside->id : 0 };
  self->manner.opacity = MAX (self->manner.opacity, CLEAR);
  self->manner.lettered = TRUE;
  self->n_panes = N_SIDES;
  self->pane = OURS;
  self->pane_before = THEIRS;
  self->comparison = MLS_COMPARE_BESIDE;
  self->free = FALSE;
  mls_workspace_meaning_changed (self);
}

/**
 * mls_workspace_look_at_aside:
 * @self: a workspace
 * @set_aside: what was set aside
 * @theirs: (out) (transfer full): what it did
 *
 * Shows three panes: what both began with, theirs, and ours, which is what is there and may be edited. They stay until
 * mls_workspace_leave_aside().
 *
 * Returns: whether there is something to decide; if that cannot be read, it is said
 */
gboolean
mls_workspace_look_at_aside (MlsWorkspace *self, gint64 set_aside, MlsDelta **theirs)
{
  MlsStore *store = mls_project_get_store (self->project);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsSetAside) aside = mls_store_read_set_aside (store, set_aside, &error);
  g_autoptr (MlsDelta) delta = aside != NULL ? mls_store_set_aside_delta (store, set_aside, &error) : NULL;

  *theirs = NULL;
  if (delta == NULL)
    mls_workspace_say (self, error->message);
  if (delta == NULL || aside->settlement != MLS_SETTLEMENT_OPEN)
    return FALSE;

  mls_workspace_settle (self);
  mls_workspace_select (self, NULL);
  if (self->aside == NULL)
    self->kept = panes_now (self);
  g_clear_pointer (&self->aside, mls_set_aside_free);
  self->aside = g_steal_pointer (&aside);
  show_sides (self, find_base (self, self->aside), find_vintage (self, delta));
  *theirs = g_steal_pointer (&delta);

  return TRUE;
}

/**
 * mls_workspace_leave_aside:
 * @self: a workspace
 *
 * Nobody is to decide any more, for now: the panes are as they were before.
 */
void
mls_workspace_leave_aside (MlsWorkspace *self)
{
  if (self->aside == NULL)
    return;

  mls_workspace_settle (self);
  g_clear_pointer (&self->aside, mls_set_aside_free);
  mls_workspace_swap_panes (self);
  mls_workspace_meaning_changed (self);
}

/**
 * mls_workspace_get_aside:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): what somebody is to decide on
 */
const MlsSetAside *
mls_workspace_get_aside (MlsWorkspace *self)
{
  return self->aside;
}

/* Wherever the hand is, what is decided is of what is there. */
static void
take_ours_in_hand (MlsWorkspace *self)
{
  if (self->n_panes > OURS)
    mls_workspace_set_pane (self, OURS);
}

static void
settle_there (MlsWorkspace *self)
{
  g_autoptr (GError) error = NULL;
  gint64 operation;

  if (self->aside != NULL && mls_workspace_may_write (self, settle_there) &&
      !mls_project_settle (self->project, self->aside->id, self->settlement, &operation, &error))
    mls_workspace_say (self, error->message);
}

/**
 * mls_workspace_settle_aside:
 * @self: a workspace with something to decide
 * @settlement: how it is decided; the map stays as it is
 */
void
mls_workspace_settle_aside (MlsWorkspace *self, MlsSettlement settlement)
{
  mls_workspace_settle (self);
  take_ours_in_hand (self);
  self->settlement = settlement;
  settle_there (self);
}

/**
 * mls_workspace_take_theirs:
 * @self: a workspace with something to decide
 *
 * Makes it all the same if the rules allow it; what they refuse stays as the proposal, like any other edit. What is there
 * already is settled as it is.
 */
void
mls_workspace_take_theirs (MlsWorkspace *self)
{
  g_autoptr (MlsProposal) proposal = NULL;
  g_autoptr (GError) error = NULL;
  gint64 operation;

  if (self->aside == NULL || !mls_workspace_look_at_file (self))
    return;

  take_ours_in_hand (self);
  mls_workspace_drop_proposal (self);
  self->proposal = mls_project_propose_theirs (self->project, self->aside->id, &error);
  if (self->proposal == NULL)
    {
      mls_workspace_say (self, error->message);
      return;
    }

  if (self->proposal->plan == NULL && g_error_matches (self->proposal->refusal, MLS_REFUSAL, MLS_REFUSAL_NO_EFFECT))
    {
      mls_workspace_drop_proposal (self);
      mls_workspace_settle_aside (self, MLS_SETTLEMENT_TAKEN);
      return;
    }

  if (!mls_proposal_is_ok (self->proposal))
    {
      mls_workspace_refuse (self);
      return;
    }

  if (!mls_workspace_may_write (self, mls_workspace_take_theirs))
    return;

  proposal = g_steal_pointer (&self->proposal);
  mls_workspace_write_plan (self, proposal, proposal->plan, &operation);
}
