#pragma once

#include "quality/assessment.h"

G_BEGIN_DECLS

void mls_accuracy_result_print      (const MlsAssessment *assessment);
void mls_accuracy_result_print_json (const MlsAssessment *assessment);

G_END_DECLS
