/* Changes and regions that somebody has sent back: what is left to be corrected, and what to be verified. */

#include "quality/sent-back.h"

#include "coverage/region.h"
#include "store/decision.h"

/* Follows the ground as far as it takes to tell that it is no larger. */
static MlsReview
look (const MlsDecision *decision, MlsOverlay *overlay, MlsCell *cell)
{
  const MlsDecidedGround *decided = &decision->ground;
  g_autoptr (MlsRegion) region = mls_region_new_changed (overlay, cell, decided->from_vintage, decided->vintage,
                                                         decided->dimension,
                                                         (MlsRegionLimit){ .area2 = 2 * decided->area2 + 1 });
  MlsDecidedGround now = *decided;

  now.from = mls_label_pair_in (&cell->labels[decided->from_vintage], decided->dimension);
  now.pair = mls_label_pair_in (&cell->labels[decided->vintage], decided->dimension);
  now.area2 = region->area2;

  return mls_decision_review (decision, &now, region->perimeter);
}

/* What was sent back is told, and not what is there now. */
static MlsFinding
finding_of (const MlsDecision *decision, MlsReview review, const MlsCell *cell)
{
  MlsFindingRule rule = review == MLS_REVIEW_CORRECTED ? MLS_FINDING_CORRECTED : MLS_FINDING_SENT_BACK;

  return (MlsFinding){ .rule = rule,
                       .severity = mls_finding_rule_severity (rule),
                       .vintage = decision->ground.vintage,
                       .dimension = decision->ground.dimension,
                       .pair = decision->ground.pair,
                       .from_vintage = decision->ground.from_vintage,
                       .from = decision->ground.from,
                       .area2 = decision->ground.area2,
                       .place = decision->place,
                       .fid = cell->parent->id,
                       .remark = decision->remark,
                       .draft = decision->draft };
}

/**
 * mls_sent_back_find:
 * @reader: a reader between begin and end
 * @patch: what it reads
 * @findings: (element-type MlsFinding): to add to
 * @flags: (nullable) (element-type MlsFlag): gets the faces of the ground in question
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether the decisions and the ground they are of could be read
 */
gboolean
mls_sent_back_find (MlsStoreReader *reader, MlsPatch *patch, GArray *findings, GArray *flags, GError **error)
{
  g_autoptr (GArray) decisions = mls_store_reader_list_decisions (reader, error);
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);

  for (guint i = 0; decisions != NULL && i < decisions->len; i++)
    {
      const MlsDecision *decision = &g_array_index (decisions, MlsDecision, i);
      MlsCell *cell = decision->review == MLS_REVIEW_SENT_BACK ? mls_overlay_cell_at (overlay, decision->place) : NULL;
      MlsFinding finding;

      if (cell == NULL)
        continue;

      finding = finding_of (decision, look (decision, overlay, cell), cell);
      g_array_append_val (findings, finding);
      if (flags != NULL && !mls_flags_add (flags, patch, &finding, error))
        return FALSE;
    }

  return decisions != NULL && mls_patch_check (patch, error);
}
