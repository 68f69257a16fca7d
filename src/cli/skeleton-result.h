#pragma once

#include "store/skeleton-report.h"

G_BEGIN_DECLS

void mls_skeleton_result_print      (const MlsSkeletonReport *report);
void mls_skeleton_result_print_json (const MlsSkeletonReport *report);

G_END_DECLS
