#pragma once

#include "assembly/assembly.h"
#include "rules/finding.h"
#include "store/import-layer.h"

G_BEGIN_DECLS

/* A code the project's nomenclature does not offer, kept as tolerated. */
typedef struct
{
  MlsDimension dimension;
  MlsText      code;
} MlsImportCode;

/* What there is to say of an import, done or refused. */
typedef struct
{
  MlsImportCounts counts;
  guint           n_faces;   /* written; polygons that are too large come as several */
  GArray         *misfits;   /* (element-type MlsMisfit): why it was refused */
  GArray         *remarks;   /* (element-type MlsRemark) */
  guint           n_remarks[MLS_N_REMARKS];
  MlsAccount      account;   /* once done */
  GPtrArray      *layers;    /* (element-type utf8): the names of the sources */
  GArray         *codes;     /* (element-type MlsImportCode) */
  guint           n_pairs;   /* that may not stand together in their year, or have such a code */
} MlsImportReport;

MlsImportReport *mls_import_report_new      (void);
void             mls_import_report_free     (MlsImportReport        *report);
void             mls_import_report_assembly (MlsImportReport        *report,
                                             const MlsAssembly      *assembly);
void             mls_import_report_label    (MlsImportReport        *report,
                                             const MlsNomenclature  *nomenclature,
                                             MlsPair                 pair,
                                             int                     year);
void             mls_import_report_sort     (MlsImportReport        *report);
MlsFinding       mls_import_report_finding  (const MlsImportReport  *report,
                                             const MlsRemark        *remark);
GArray          *mls_import_report_repairs  (const MlsImportReport  *report);
char            *mls_import_report_remark_text
                                            (const MlsImportReport  *report,
                                             const MlsRemark        *remark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsImportReport, mls_import_report_free)

G_END_DECLS
