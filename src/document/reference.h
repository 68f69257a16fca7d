#pragma once

#include "store/reference-link.h"
#include "vector/facts.h"
#include "vector/source.h"

G_BEGIN_DECLS

/* What is found of a layer of vectors before it becomes one of a project's reference layers. */
typedef struct
{
  char           *source;
  gboolean        assume_crs;
  MlsVectorFacts *facts;
} MlsReference;

MlsReference   *mls_reference_find   (const char             *source,
                                      const char             *layer,
                                      gboolean                assume_crs,
                                      GError                **error);
void            mls_reference_free   (MlsReference           *self);
gboolean        mls_reference_add    (const MlsReference     *self,
                                      MlsStore               *store,
                                      const char             *title,
                                      gint64                 *id,
                                      GError                **error);

MlsVectorSource mls_reference_source (const MlsReferenceLink *link);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsReference, mls_reference_free)

G_END_DECLS
