#pragma once

#include "assembly/assembly.h"
#include "store/import-layer.h"
#include "store/import-report.h"
#include "store/operation.h"
#include "store/store.h"

G_BEGIN_DECLS

/* The first faces of a project, as they were put together, on their way into it. */
typedef struct
{
  MlsOperationFacts        facts;
  MlsAssembly             *assembly;     /* that has run well */
  MlsSoup                 *soup;         /* of that */
  const GArray            *vintages;     /* (element-type MlsImportVintage): of the soup */
  const MlsNomenclature   *nomenclature;
  const GArray            *findings;     /* (nullable) (element-type MlsFinding): to be kept */
  MlsImportReport         *report;       /* counts faces, and codes that the project does not know */
  const MlsImportProgress *progress;
  double                   done;         /* fraction of the work before this */
  MlsFaceFunc              face;         /* (nullable): looks at each face */
  gpointer                 face_data;
} MlsImportWriting;

guint    mls_import_number_vintage (GArray                  *vintages,
                                    MlsStore                *store,
                                    const MlsImportVintage  *vintage);
gboolean mls_import_write          (const MlsImportWriting  *writing,
                                    MlsStore                *store,
                                    GError                 **error);

G_END_DECLS
