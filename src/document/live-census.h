#pragma once

#include "document/project.h"
#include "quality/census.h"

G_BEGIN_DECLS

/* The census of an open project: taken once, on a thread of its own, and from then on following each edit. Main thread. */
typedef struct _MlsLiveCensus MlsLiveCensus;

/* Called when there is a census, or a reason why there is none. */
typedef void (*MlsLiveCensusFunc) (gpointer user_data);

MlsLiveCensus   *mls_live_census_new         (MlsProject           *project,
                                              MlsLiveCensusFunc     func,
                                              gpointer              user_data);
void             mls_live_census_free        (MlsLiveCensus        *self);
void             mls_live_census_take        (MlsLiveCensus        *self,
                                              const MlsCensusQuery *query);
gboolean         mls_live_census_change      (MlsLiveCensus        *self,
                                              MlsDelta             *delta);
const MlsCensus *mls_live_census_get         (const MlsLiveCensus  *self);
gboolean         mls_live_census_is_busy     (const MlsLiveCensus  *self);
const char      *mls_live_census_get_failure (const MlsLiveCensus  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsLiveCensus, mls_live_census_free)

G_END_DECLS
