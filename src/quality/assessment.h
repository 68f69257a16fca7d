#pragma once

#include "quality/accuracy.h"
#include "rules/nomenclature.h"
#include "store/sample-file.h"

G_BEGIN_DECLS

/* How right a map is by a sample in a file: one matrix, or two where that is of pairs. */
typedef struct
{
  MlsSampleFile   *file;
  MlsNomenclature *nomenclature;
  GArray          *said;       /* (element-type MlsSaid) */
  GArray          *told;       /* (element-type MlsTold): who knows what the map says of a blind one */
  MlsAccuracy     *accuracies[MLS_N_CODES];
  guint            n_accuracies;
} MlsAssessment;

/* What it has to reach where that is not what its sample says, and whether only confirmed errors count before anyone has
 * begun to. */
typedef struct
{
  MlsAgreed agreed;
  gboolean  confirmed;
} MlsAssessmentTerms;

MlsAssessment *mls_assessment_new       (const char                *path,
                                         const MlsAssessmentTerms  *terms,
                                         GError                   **error);
void           mls_assessment_free      (MlsAssessment             *self);
GPtrArray     *mls_assessment_open_all  (char *const               *paths,
                                         const MlsAssessmentTerms  *terms,
                                         GError                   **error);
char          *mls_assessment_dup_title (const MlsAssessment       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsAssessment, mls_assessment_free)

G_END_DECLS
