#pragma once

#include "coverage/delta.h"
#include "geometry/figures.h"
#include "quality/tally.h"
#include "rules/nearness.h"
#include "store/pass.h"

G_BEGIN_DECLS

/* What is to be known of ground besides its codes. Borrowed. */
typedef struct
{
  const MlsNomenclature *nomenclature; /* (nullable): without anything that is asked */
  MlsNearness            asked;        /* of what lies near; see mls_nearness_asked_for() */
  MlsFigures            *areas;        /* (nullable): indexed; of places that several claim, the first is counted */
} MlsCensusQuery;

/* How much ground is what at each date: of a whole territory and, where that is asked for, of areas in it, such as a
 * zone or communes. Taken in one pass, from then on kept true by deltas. A face that the limit of an area crosses is
 * counted on both sides, see mls_polygon_share(): what lies in the areas and what lies in none add up to the
 * territory, to the last half mm². */
typedef struct _MlsCensus MlsCensus;

MlsCensus      *mls_census_take         (MlsStoreReader        *reader,
                                         const MlsCensusQuery  *query,
                                         MlsStoreProgressFunc   func,
                                         gpointer               user_data,
                                         GError               **error);
void            mls_census_free         (MlsCensus             *self);
gboolean        mls_census_change       (MlsCensus             *self,
                                         const MlsDelta        *delta,
                                         MlsSource              source,
                                         GError               **error);
void            mls_census_get_near     (const MlsCensus       *self,
                                         gint64                 fid,
                                         MlsNearness           *near);
const MlsTally *mls_census_get_whole    (const MlsCensus       *self);
MlsFigures     *mls_census_get_areas    (const MlsCensus       *self);
const MlsTally *mls_census_get_area     (const MlsCensus       *self,
                                         guint                  i);
MlsTally       *mls_census_rest         (const MlsCensus       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsCensus, mls_census_free)

G_END_DECLS
