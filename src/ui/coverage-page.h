#pragma once

#include "ui/recipe-page.h"

G_BEGIN_DECLS

/* What is there already where a first map is made, and which of its columns are read. */
#define MLS_TYPE_COVERAGE_PAGE (mls_coverage_page_get_type ())

G_DECLARE_FINAL_TYPE (MlsCoveragePage, mls_coverage_page, MLS, COVERAGE_PAGE, MlsRecipePage)

G_END_DECLS
