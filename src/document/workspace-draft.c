/* Edits that are proposed and not done: by a controller to whoever makes the map. */

#include "document/workspace-private.h"

#include "rules/draft.h"

#include <glib/gi18n-lib.h>

/**
 * mls_workspace_set_drafting:
 * @self: a workspace, of a project that may be read only
 * @drafting: whether what is drawn is only proposed
 *
 * As long as it is, a line that is finished becomes "drafted" and changes nothing.
 */
void
mls_workspace_set_drafting (MlsWorkspace *self, gboolean drafting)
{
  self->drafting = drafting;
  mls_workspace_emit (self, MLS_WORKSPACE_STATE_CHANGED);
}

/**
 * mls_workspace_get_blind:
 * @self: a workspace
 *
 * Returns: whether nothing is to tell what the map says
 */
gboolean
mls_workspace_get_blind (MlsWorkspace *self)
{
  return self->blind;
}

/**
 * mls_workspace_set_blind:
 * @self: a workspace
 * @blind: whether nothing is to tell what the map says, however it is shown: its borders alone are drawn
 */
void
mls_workspace_set_blind (MlsWorkspace *self, gboolean blind)
{
  if (self->blind == !!blind)
    return;

  self->blind = !!blind;
  mls_workspace_emit (self, MLS_WORKSPACE_STATE_CHANGED);
}

/**
 * mls_workspace_may_tell:
 * @self: a workspace
 *
 * Returns: whether what the map says may be told; if not, that is said
 */
gboolean
mls_workspace_may_tell (MlsWorkspace *self)
{
  if (self->blind)
    mls_workspace_say (self, _("This sample is blind: nothing tells what the map says"));

  return !self->blind;
}

/**
 * mls_workspace_draft:
 * @self: a workspace that drafts
 * @gesture: what was drawn, which might be done
 * @all: whether a line cuts every region it crosses
 *
 * Gives it away as lines of a script; the sketch is done with.
 */
void
mls_workspace_draft (MlsWorkspace *self, const MlsGesture *gesture, gboolean all)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  const char *vintage = rules->vintages[mls_workspace_get_vintage (self)].code;
  MlsReply reply;
  g_autoptr (MlsDraft) draft = NULL;
  g_autofree char *text = NULL;

  if (gesture->kind != MLS_GESTURE_LINE && gesture->kind != MLS_GESTURE_POLYGON)
    {
      mls_workspace_say (self, _("While a sample is judged nothing is written to the map: what is proposed is drawn with the line"));
      return;
    }

  if (!mls_nomenclature_is_whole (rules->nomenclature, self->pair))
    {
      mls_workspace_say (self, mls_nomenclature_has_dimension (rules->nomenclature, MLS_DIMENSION_PAIR)
                                 ? _("Choose both codes of what is proposed")
                                 : _("Choose the code of what is proposed"));
      return;
    }

  draft = mls_draft_new (gesture->kind, g_quark_from_string (vintage), mls_workspace_get_dimension (self), self->pair,
                         gesture->points, gesture->n_points);
  draft->all = all;
  text = mls_draft_to_text (draft);
  reply = mls_tool_step (self->tool, &(MlsInput){ .kind = MLS_INPUT_DONE });
  (void) reply;
  mls_workspace_drop_proposal (self);
  mls_workspace_journal (self);
  mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);
  g_signal_emit (self, mls_workspace_signals[MLS_WORKSPACE_DRAFTED], 0, text);
}

/**
 * mls_workspace_offer_draft:
 * @self: a workspace
 * @text: an edit that somebody proposed
 *
 * Shows what it would do now, which Enter then does; its vintage, view and codes are those in hand from then on. A sketch
 * goes before.
 *
 * Returns: whether there is something to show
 */
gboolean
mls_workspace_offer_draft (MlsWorkspace *self, const char *text)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  g_autoptr (MlsDraft) draft = mls_draft_from_text (text);
  MlsGesture gesture;
  guint vintage;

  if (draft == NULL || mls_tool_is_busy (self->tool) || mls_project_is_read_only (self->project) ||
      !mls_nomenclature_is_whole (rules->nomenclature, draft->pair) ||
      !mls_vintage_find (rules->vintages, rules->n_vintages, g_quark_to_string (draft->vintage), &vintage))
    return FALSE;

  mls_workspace_set_vintage (self, vintage);
  mls_workspace_set_dimension (self, draft->dimension);
  mls_workspace_set_pair (self, draft->pair);
  gesture = mls_draft_gesture (draft);
  mls_workspace_show_offer (self, &gesture, draft->all);

  return self->offering;
}
