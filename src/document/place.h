#pragma once

#include "base/box.h"
#include "rules/decision.h"
#include "rules/finding.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One place of a list that is stepped through: a finding, ground that changed between two dates, or a
 * region that a filter asks for. Immutable. */
#define MLS_TYPE_PLACE (mls_place_get_type ())
G_DECLARE_FINAL_TYPE (MlsPlace, mls_place, MLS, PLACE, GObject)

const char  *mls_place_get_title   (MlsPlace      *self);
const char  *mls_place_get_detail  (MlsPlace      *self);
MlsPoint     mls_place_get_point   (MlsPlace      *self);
MlsBox       mls_place_get_box     (MlsPlace      *self);
guint        mls_place_get_vintage (MlsPlace      *self);
guint        mls_place_get_since   (MlsPlace      *self);
MlsDimension mls_place_get_dimension
                                     (MlsPlace      *self);
gboolean     mls_place_is_of_states
                                     (MlsPlace      *self);
gboolean     mls_place_is_curable  (MlsPlace      *self);
gboolean     mls_place_is_exceptable
                                     (MlsPlace      *self);
const char  *mls_place_get_rule      (MlsPlace      *self);
MlsReview    mls_place_get_review    (MlsPlace      *self);
const char  *mls_place_get_remark    (MlsPlace      *self);
const char  *mls_place_get_draft     (MlsPlace      *self);
gboolean     mls_place_is_note     (MlsPlace      *self);
const char  *mls_place_get_state   (MlsPlace      *self);
gint64       mls_place_get_aside   (MlsPlace      *self);
gboolean     mls_place_get_gone    (MlsPlace      *self,
                                    MlsFinding    *finding);
gboolean     mls_place_equal       (MlsPlace      *self,
                                    MlsPlace      *other);

G_END_DECLS
