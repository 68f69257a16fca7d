#pragma once

#include "ui/recipe-page.h"

G_BEGIN_DECLS

/* Of which dates a first map is, and which photos it begins with. Photos may be dropped on it. */
#define MLS_TYPE_DATES_PAGE (mls_dates_page_get_type ())

G_DECLARE_FINAL_TYPE (MlsDatesPage, mls_dates_page, MLS, DATES_PAGE, MlsRecipePage)

G_END_DECLS
