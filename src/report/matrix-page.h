#pragma once

#include "quality/matrix.h"

#include <cairo.h>

G_BEGIN_DECLS

/* More classes than these have no room beside each other on a page. */
#define MLS_MATRIX_PAGE_CLASSES 14

double mls_matrix_page_draw (cairo_t         *cr,
                             const MlsMatrix *matrix);

G_END_DECLS
