#include "document/place-private.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (MlsPlace, mls_place, G_TYPE_OBJECT)

static void
mls_place_finalize (GObject *object)
{
  MlsPlace *self = MLS_PLACE (object);

  g_free (self->title);
  g_free (self->detail);

  G_OBJECT_CLASS (mls_place_parent_class)->finalize (object);
}

static void
mls_place_class_init (MlsPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_place_finalize;
}

static void
mls_place_init (MlsPlace *self)
{
  self->vintage = MLS_NO_VINTAGE;
  self->since = MLS_NO_VINTAGE;
  self->dimension = MLS_N_DIMENSIONS;
}

/**
 * mls_place_get_title:
 * @self: a place
 *
 * Returns: (transfer none): what is there, in one line, or in two where cover and use both changed
 */
const char *
mls_place_get_title (MlsPlace *self)
{
  return self->title;
}

/**
 * mls_place_get_detail:
 * @self: a place
 *
 * Returns: (transfer none): its figures, in one line
 */
const char *
mls_place_get_detail (MlsPlace *self)
{
  return self->detail;
}

/**
 * mls_place_get_point:
 * @self: a place
 *
 * Returns: a point of the region in question
 */
MlsPoint
mls_place_get_point (MlsPlace *self)
{
  return self->point;
}

/**
 * mls_place_get_box:
 * @self: a place
 *
 * Returns: what is to be shown of it, at the least its point
 */
MlsBox
mls_place_get_box (MlsPlace *self)
{
  return self->box;
}

/**
 * mls_place_get_vintage:
 * @self: a place
 *
 * Returns: the vintage it is about, %MLS_NO_VINTAGE for none
 */
guint
mls_place_get_vintage (MlsPlace *self)
{
  return self->vintage;
}

/**
 * mls_place_get_dimension:
 * @self: a place
 *
 * Returns: in which dimension it is a region, %MLS_N_DIMENSIONS where that does not matter
 */
MlsDimension
mls_place_get_dimension (MlsPlace *self)
{
  return self->dimension;
}

/**
 * mls_place_get_since:
 * @self: a place
 *
 * Returns: of ground that changed the vintage before, %MLS_NO_VINTAGE of any other
 */
guint
mls_place_get_since (MlsPlace *self)
{
  return self->since;
}

/**
 * mls_place_is_of_states:
 * @self: a place
 *
 * Returns: whether it is where two states of the map differ
 */
gboolean
mls_place_is_of_states (MlsPlace *self)
{
  return self->of_states;
}

/**
 * mls_place_is_curable:
 * @self: a place
 *
 * Returns: whether the program knows a cure
 */
gboolean
mls_place_is_curable (MlsPlace *self)
{
  return self->curable;
}

/**
 * mls_place_is_exceptable:
 * @self: a place
 *
 * Returns: whether it can be kept as it is for a reason
 */
gboolean
mls_place_is_exceptable (MlsPlace *self)
{
  return self->exceptable;
}

/**
 * mls_place_get_rule:
 * @self: a place
 *
 * Returns: (nullable): the name of the rule that is broken there; %NULL of a change
 */
const char *
mls_place_get_rule (MlsPlace *self)
{
  return self->rule;
}

/**
 * mls_place_get_review:
 * @self: a place
 *
 * Returns: of a change, or of what was sent back, how far its review is
 */
MlsReview
mls_place_get_review (MlsPlace *self)
{
  return self->review;
}

/**
 * mls_place_get_remark:
 * @self: a place
 *
 * Returns: (transfer none) (nullable): what a reviewer said of it
 */
const char *
mls_place_get_remark (MlsPlace *self)
{
  return self->remark;
}

/**
 * mls_place_get_draft:
 * @self: a place
 *
 * Returns: (transfer none) (nullable): the edit that is proposed for it, as mls_draft_from_text() reads it
 */
const char *
mls_place_get_draft (MlsPlace *self)
{
  return self->draft;
}

/**
 * mls_place_is_note:
 * @self: a place
 *
 * Returns: whether it is only to be known, and gone once somebody has taken note
 */
gboolean
mls_place_is_note (MlsPlace *self)
{
  return self->note;
}

/**
 * mls_place_get_state:
 * @self: a place
 *
 * Returns: (transfer none) (nullable): of a finding "open", "corrected", "verified" or "exception"
 */
const char *
mls_place_get_state (MlsPlace *self)
{
  return self->state;
}

/**
 * mls_place_get_gone:
 * @self: a place
 * @finding: (out): what to verify
 *
 * Returns: whether it is of a finding that is found no more, which nobody has verified
 */
gboolean
mls_place_get_gone (MlsPlace *self, MlsFinding *finding)
{
  *finding = (MlsFinding){ .id = self->finding, .state = MLS_FINDING_GONE, .gone = self->gone, .place = self->point };

  return self->finding != 0;
}

/**
 * mls_place_get_aside:
 * @self: a place
 *
 * Returns: what was set aside there, which somebody is to decide on; 0 for nothing
 */
gint64
mls_place_get_aside (MlsPlace *self)
{
  return self->aside;
}

/**
 * mls_place_equal:
 * @self: a place
 * @other: a place of another list
 *
 * Returns: whether both say the same of the same ground
 */
gboolean
mls_place_equal (MlsPlace *self, MlsPlace *other)
{
  return mls_point_equal (self->point, other->point) && self->vintage == other->vintage &&
         g_strcmp0 (self->state, other->state) == 0 && strcmp (self->title, other->title) == 0;
}
