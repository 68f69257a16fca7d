#pragma once

#include "document/project.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Whether a map may be handed over: the check, what it has against that, each reason a way to what it is of, and whether that
 * is to be overruled.
 *
 * "shown" (const char *rule): the findings of a rule, or, of %NULL, the dates, are to be gone to. "changed". */
#define MLS_TYPE_READINESS_GROUP (mls_readiness_group_get_type ())

G_DECLARE_FINAL_TYPE (MlsReadinessGroup, mls_readiness_group, MLS, READINESS_GROUP, AdwPreferencesGroup)

void        mls_readiness_group_check        (MlsReadinessGroup *self,
                                              MlsProject        *project);
gboolean    mls_readiness_group_has_consent  (MlsReadinessGroup *self);
const char *mls_readiness_group_get_missing  (MlsReadinessGroup *self);

G_END_DECLS
