#pragma once

#include "store/reference-link.h"
#include "vector/facts.h"
#include "vector/source.h"

G_BEGIN_DECLS

/* A layer of vectors as one of a project's reference layers. */

gboolean        mls_reference_check  (const char             *source,
                                      const MlsVectorFacts   *facts,
                                      gboolean                assume_crs,
                                      GError                **error);
gboolean        mls_reference_add    (const char             *source,
                                      const MlsVectorFacts   *facts,
                                      MlsStore               *store,
                                      const char             *title,
                                      gint64                 *id,
                                      GError                **error);

MlsVectorSource mls_reference_source (const MlsReferenceLink *link);

G_END_DECLS
