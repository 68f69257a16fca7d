#pragma once

#include "document/errand.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* How far an errand is. */
#define MLS_TYPE_PROGRESS_PAGE (mls_progress_page_get_type ())

G_DECLARE_FINAL_TYPE (MlsProgressPage, mls_progress_page, MLS, PROGRESS_PAGE, AdwBin)

void mls_progress_page_watch (MlsProgressPage *self,
                              MlsErrand       *errand,
                              const char      *title);

G_END_DECLS
