#pragma once

#include "quality/assessment.h"

G_BEGIN_DECLS

/* Every figure of an assessment, for spreadsheets and for programs. */

void mls_figures_append_csv  (const MlsAssessment *assessment,
                              GString             *text);
void mls_figures_append_json (const MlsAssessment *assessment,
                              GString             *text);

G_END_DECLS
