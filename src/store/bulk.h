#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* The first faces of a project, a million of them as well as a few: what an import or the making of
 * a demonstration writes. All of them arrive, or none does, however the program ends. Until
 * then the project is not to be used otherwise. */
typedef struct _MlsBulk MlsBulk;

gboolean mls_bulk_check    (MlsStore                 *store,
                            GError                  **error);
MlsBulk *mls_bulk_begin    (MlsStore                 *store,
                            const MlsOperationFacts  *facts,
                            GError                  **error);
gboolean mls_bulk_add_vintage
                           (MlsBulk                  *self,
                            const MlsVintage         *vintage,
                            GError                  **error);
gboolean mls_bulk_add_face (MlsBulk                  *self,
                            const MlsFace            *face,
                            GError                  **error);
gboolean mls_bulk_add_edge (MlsBulk                  *self,
                            const MlsEdge            *edge,
                            GError                  **error);
gboolean mls_bulk_add_findings
                           (MlsBulk                  *self,
                            const GArray             *findings,
                            GError                  **error);
gboolean mls_bulk_commit   (MlsBulk                  *self,
                            gint64                   *operation,
                            GError                  **error);
void     mls_bulk_free     (MlsBulk                  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsBulk, mls_bulk_free)

G_END_DECLS
