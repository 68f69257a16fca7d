#include "rules/notice.h"

#include "rules/draft.h"
#include "rules/remark.h"

#include <glib/gi18n-lib.h>

static MlsText
draft_of (const MlsNotice *self, const MlsNomenclature *nomenclature, MlsText vintage, const MlsLabel *label)
{
  MlsPair pair = mls_pair_over (self->replacement, mls_label_pair (label));
  g_autoptr (MlsDraft) draft = NULL;
  g_autofree char *text = NULL;

  if (!self->can_replace || !mls_nomenclature_is_whole (nomenclature, pair))
    return 0;

  draft = mls_draft_new (MLS_GESTURE_RECODE, vintage, self->dimension, pair, &self->place, 1);
  text = mls_draft_to_text (draft);

  return g_quark_from_string (text);
}

static MlsText
remark_on (const MlsNotice *self, MlsPair is)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->replacement.cover != 0)
    mls_remark_append_codes (text, is.cover, self->replacement.cover);
  if (self->replacement.use != 0)
    mls_remark_append_codes (text, is.use, self->replacement.use);
  if (self->geometric)
    mls_remark_append (text, _("outline off"));
  mls_remark_append (text, g_quark_to_string (self->comment));
  mls_remark_append (text, g_quark_to_string (self->basis));

  return text->len > 0 ? g_quark_from_string (text->str) : 0;
}

/**
 * mls_notice_decision:
 * @self: a notice
 * @nomenclature: what its codes are of
 * @vintage: the code of its vintage
 * @label: what is there in that vintage
 *
 * Where it does not say what the map said, it is of what is there. The size of the ground is left to be found out.
 *
 * Returns: what is to be sent back
 */
MlsDecision
mls_notice_decision (const MlsNotice *self, const MlsNomenclature *nomenclature, MlsText vintage, const MlsLabel *label)
{
  MlsPair pair = mls_pair_over (self->code, mls_label_pair_in (label, self->dimension));

  return (MlsDecision){ .review = MLS_REVIEW_SENT_BACK,
                        .ground = { self->vintage, self->vintage, self->dimension, pair, pair, 0 },
                        .place = self->place,
                        .remark = remark_on (self, pair),
                        .draft = draft_of (self, nomenclature, vintage, label),
                        .source = self->origin };
}
