#pragma once

#include "coverage/imprint.h"
#include "quality/regions.h"
#include "quality/tally.h"

G_BEGIN_DECLS

/* What differs between two states of a map, told by its ground: in each vintage connected ground that was labelled one way
 * and is labelled another way. Counted atomically; what is asked of it can be asked on any thread. */
typedef struct _MlsContrast MlsContrast;

/* Which ground, in which order. Borrowed. */
typedef struct
{
  const MlsFilter      *filter;       /* (nullable): all of it */
  MlsRegionsOrder       order;
  const MlsRules       *rules;
} MlsContrastQuery;

MlsContrast       *mls_contrast_new          (MlsDelta                *delta);
MlsContrast       *mls_contrast_ref          (MlsContrast             *self);
void               mls_contrast_unref        (MlsContrast             *self);
const MlsDelta    *mls_contrast_get_delta    (const MlsContrast       *self);
const MlsTurnover *mls_contrast_get_turnover (const MlsContrast       *self);
GArray            *mls_contrast_list         (const MlsContrast       *self,
                                              const MlsContrastQuery  *query);
MlsTally          *mls_contrast_tally        (const MlsContrast       *self,
                                              const MlsTally          *after,
                                              guint                    vintage);
MlsImprint        *mls_contrast_imprint      (const MlsContrast       *self,
                                              guint                    vintage,
                                              MlsPoint                 place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsContrast, mls_contrast_unref)

G_END_DECLS
