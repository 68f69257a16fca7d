/* What a reviewer thinks of changes, and of regions. */

#include "document/project-private.h"

#include "coverage/region.h"
#include "store/decision.h"

#include <glib/gi18n-lib.h>

/* A change as it is looked at. */
typedef struct
{
  const MlsChangeAt *at;
  MlsOverlay        *overlay;   /* owned */
  MlsRegion         *region;    /* owned: the ground that changed alike */
  MlsDecidedGround   ground;
  GArray            *decisions; /* owned (element-type MlsDecision): on it, or on what it was */
  MlsReview          review;    /* what they make of it … */
  MlsText            remark;    /* … and say … */
  MlsText            source;    /* … and came from */
} Look;

static void
look_clear (Look *look)
{
  g_clear_pointer (&look->region, mls_region_free);
  g_clear_pointer (&look->overlay, mls_overlay_unref);
  g_clear_pointer (&look->decisions, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, look_clear)

static gboolean
is_on (const MlsDecision *decision, const Look *look)
{
  MlsCell *cell;

  if (decision->ground.from_vintage != look->at->since || decision->ground.vintage != look->at->vintage ||
      decision->ground.dimension != look->at->dimension)
    return FALSE;

  cell = mls_overlay_cell_at (look->overlay, decision->place);

  return cell != NULL && mls_region_has (look->region, cell);
}

static MlsBox
box_of (const MlsRegion *region)
{
  MlsBox box = MLS_BOX_EMPTY;

  for (guint i = 0; i < region->cells->len; i++)
    box = mls_box_union (&box, &((const MlsCell *) g_ptr_array_index (region->cells, i))->shape->box);

  return box;
}

static gboolean
find_decisions (MlsProject *self, Look *look, GError **error)
{
  MlsBox box = box_of (look->region);
  g_autoptr (GArray) near = mls_store_decisions_in (self->store, &box, error);

  look->decisions = g_array_new (FALSE, FALSE, sizeof (MlsDecision));
  for (guint i = 0; near != NULL && i < near->len; i++)
    {
      const MlsDecision *decision = &g_array_index (near, MlsDecision, i);
      MlsReview review;

      if (!is_on (decision, look))
        continue;

      g_array_append_val (look->decisions, *decision);
      review = mls_decision_review (decision, &look->ground, look->region->perimeter);
      if (review != MLS_REVIEW_NONE)
        {
          look->review = review;
          look->remark = decision->remark;
          look->source = decision->source;
        }
    }

  return near != NULL;
}

static gboolean
refuse_unchanged (MlsProject *self, const MlsChangeAt *at, GError **error)
{
  if (at->since == at->vintage)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOT_FLAGGED, _("Nothing was sent back there"));
      return FALSE;
    }

  /* Translators: two years. */
  g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_NOT_FLAGGED, _("Nothing changed there between %d and %d"),
               self->rules.vintages[at->since].year, self->rules.vintages[at->vintage].year);
  return FALSE;
}

/* What was sent back may have been no change after all; a region may be wrong whatever became of it. */
static gboolean
may_be_reviewed (const MlsChangeAt *at, MlsReview review, const MlsCell *cell, const GArray *decisions)
{
  if (at->since == at->vintage)
    return decisions->len > 0 || (review == MLS_REVIEW_SENT_BACK && !mls_label_is_null (&cell->labels[at->vintage]));

  return decisions->len > 0 || mls_label_changes (&cell->labels[at->since], &cell->labels[at->vintage], at->dimension);
}

/* All of the change is followed, whatever that takes: a decision is of no part of it. */
static gboolean
look_at (MlsProject *self, const MlsChangeAt *at, MlsReview review, Look *look, GError **error)
{
  MlsCell *cell;

  look->at = at;
  look->overlay = mls_overlay_new (mls_project_get_patch (self));
  cell = mls_overlay_cell_at (look->overlay, at->point);
  if (cell == NULL)
    return mls_patch_check (mls_project_get_patch (self), error) && refuse_unchanged (self, at, error);

  look->region = mls_region_new_changed (look->overlay, cell, at->since, at->vintage, at->dimension,
                                         (MlsRegionLimit){ 0 });
  look->ground = (MlsDecidedGround){ at->since, at->vintage, at->dimension,
                                     mls_label_pair_in (&cell->labels[at->since], at->dimension),
                                     mls_label_pair_in (&cell->labels[at->vintage], at->dimension),
                                     look->region->area2 };
  if (!mls_patch_check (mls_project_get_patch (self), error) || !find_decisions (self, look, error))
    return FALSE;

  return may_be_reviewed (at, review, cell, look->decisions) || refuse_unchanged (self, at, error);
}

static gboolean
write_decision (MlsProject *self, const Look *look, const MlsDecision *decision, const char *verb, gint64 *operation, GError **error)
{
  g_autoptr (GArray) ended = g_array_new (FALSE, FALSE, sizeof (gint64));
  MlsOperationFacts facts = { .author = self->author,
                              .verb = verb,
                              .vintages = MLS_VINTAGE (look->at->since) | MLS_VINTAGE (look->at->vintage),
                              .dimension = mls_dimension_name (look->at->dimension),
                              .summary = g_quark_to_string (decision->remark),
                              .decisions = decision,
                              .n_decisions = 1 };

  for (guint i = 0; i < look->decisions->len; i++)
    g_array_append_val (ended, g_array_index (look->decisions, MlsDecision, i).id);
  facts.ended = (const gint64 *) (gpointer) ended->data;
  facts.n_ended = ended->len;

  return mls_project_write_decision (self, &facts, operation, error);
}

/* A remark alone leaves what was decided as it is. */
static MlsReview
review_with (const Look *look, MlsReview review)
{
  return review == MLS_REVIEW_REMARKED && mls_review_is_judged (look->review) ? look->review : review;
}

/**
 * mls_project_review:
 * @self: a project open for writing, with an author
 * @at: the change, or a region
 * @review: accepted, sent back, or remarked for no decision
 * @remark: (nullable): what is to be said of it
 * @operation: (out): the operation it has become
 * @error: %MLS_REFUSAL_NOT_FLAGGED if nothing changed there and nothing was sent back, %MLS_REFUSAL_NO_EFFECT if just that is decided already, or a
 *   #MLS_STORE_ERROR
 *
 * Writes what the author thinks of the ground that changed, in place of what was decided of it before.
 *
 * Returns: whether it is written
 */
gboolean
mls_project_review (MlsProject        *self,
                    const MlsChangeAt *at,
                    MlsReview          review,
                    const char        *remark,
                    gint64            *operation,
                    GError           **error)
{
  static const char *const verbs[MLS_N_REVIEWS] = {
    [MLS_REVIEW_REMARKED] = MLS_VERB_REMARK,
    [MLS_REVIEW_ACCEPTED] = MLS_VERB_ACCEPT,
    [MLS_REVIEW_SENT_BACK] = MLS_VERB_SEND_BACK,
  };
  g_auto (Look) look = { 0 };
  MlsDecision decision;

  g_return_val_if_fail (verbs[review] != NULL, FALSE);
  g_return_val_if_fail (at->since < self->rules.n_vintages && at->vintage < self->rules.n_vintages, FALSE);

  if (!mls_project_check_author (self, error) || !mls_project_check_unchanged (self, error) ||
      !look_at (self, at, review, &look, error))
    return FALSE;

  decision = (MlsDecision){ .review = review_with (&look, review),
                            .ground = look.ground,
                            .place = at->point,
                            .remark = remark != NULL && *remark != '\0' ? g_quark_from_string (remark) : 0,
                            .source = look.source };
  if (look.review == decision.review && look.remark == decision.remark)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NO_EFFECT, _("That is decided already"));
      return FALSE;
    }

  return write_decision (self, &look, &decision, verbs[review], operation, error);
}

/* Ground whose size nobody said is the region that is there, while its code is the one that was looked at. */
static gboolean
complete_ground (MlsProject *self, MlsDecision *decision, GError **error)
{
  g_autoptr (MlsOverlay) overlay = NULL;
  g_autoptr (MlsRegion) region = NULL;
  MlsDecidedGround *ground = &decision->ground;
  MlsCell *cell;

  if (ground->area2 != 0)
    return TRUE;

  overlay = mls_overlay_new (mls_project_get_patch (self));
  cell = mls_overlay_cell_at (overlay, decision->place);
  if (cell != NULL &&
      mls_pair_equal (mls_label_pair_in (&cell->labels[ground->vintage], ground->dimension), ground->pair))
    {
      region = mls_region_new (overlay, cell, ground->vintage, ground->dimension, (MlsRegionLimit){ 0 });
      ground->area2 = region->area2;
    }

  return mls_patch_check (mls_project_get_patch (self), error);
}

/* Those of @decisions that the project does not know, as they are to be written. */
static GArray *
find_unknown (MlsProject *self, const GArray *decisions, GError **error)
{
  g_autoptr (GArray) unknown = g_array_new (FALSE, FALSE, sizeof (MlsDecision));
  g_autoptr (GHashTable) sources = mls_store_list_decided (self->store, error);

  if (sources == NULL)
    return NULL;

  for (guint i = 0; i < decisions->len; i++)
    {
      MlsDecision decision = g_array_index (decisions, MlsDecision, i);

      if (!g_hash_table_add (sources, GUINT_TO_POINTER (decision.source)))
        continue;
      if (!complete_ground (self, &decision, error))
        return NULL;

      g_array_append_val (unknown, decision);
    }

  return g_steal_pointer (&unknown);
}

/**
 * mls_project_send_back:
 * @self: a project open for writing, with an author
 * @decisions: (element-type MlsDecision): regions that are wrong, each with its source
 * @summary: what they are from, for the history
 * @n_written: (out): how many of them the project did not know
 * @error: a #MLS_STORE_ERROR
 *
 * Writes those in one operation, to be corrected by whoever made the map; of one source the first. One that was sent back
 * before is not again, whatever became of it.
 *
 * Returns: whether all are in the project
 */
gboolean
mls_project_send_back (MlsProject *self, const GArray *decisions, const char *summary, guint *n_written, GError **error)
{
  g_autoptr (GArray) unknown = NULL;
  MlsOperationFacts facts = { .author = self->author, .verb = MLS_VERB_SEND_BACK, .summary = summary };
  gint64 operation;

  if (!mls_project_check_author (self, error) || !mls_project_check_unchanged (self, error))
    return FALSE;

  unknown = find_unknown (self, decisions, error);
  if (unknown == NULL)
    return FALSE;

  for (guint i = 0; i < unknown->len; i++)
    facts.vintages |= MLS_VINTAGE (g_array_index (unknown, MlsDecision, i).ground.vintage);
  facts.decisions = (const MlsDecision *) (gpointer) unknown->data;
  facts.n_decisions = unknown->len;
  *n_written = unknown->len;

  return unknown->len == 0 || mls_project_write_decision (self, &facts, &operation, error);
}
