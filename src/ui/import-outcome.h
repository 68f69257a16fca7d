#pragma once

#include "store/import-report.h"
#include "store/skeleton-report.h"
#include "store/vintage-import.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What came of an import: what was put right and kept, or why it was refused and where. */
#define MLS_TYPE_IMPORT_OUTCOME (mls_import_outcome_get_type ())

G_DECLARE_FINAL_TYPE (MlsImportOutcome, mls_import_outcome, MLS, IMPORT_OUTCOME, AdwBin)

void mls_import_outcome_show_done    (MlsImportOutcome      *self,
                                      const MlsImportReport *report);
void mls_import_outcome_show_refused (MlsImportOutcome      *self,
                                      const MlsImportReport *report,
                                      const char            *message);
void mls_import_outcome_show_date    (MlsImportOutcome             *self,
                                      int                           year,
                                      const MlsVintageImportReport *report);
void mls_import_outcome_show_first_map
                                     (MlsImportOutcome             *self,
                                      const MlsSkeletonReport      *report,
                                      const MlsNomenclature        *nomenclature);
void mls_import_outcome_show_no_date (MlsImportOutcome             *self,
                                      const char                   *message);

G_END_DECLS
