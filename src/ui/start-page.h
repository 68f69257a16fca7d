#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MLS_TYPE_START_PAGE (mls_start_page_get_type ())

G_DECLARE_FINAL_TYPE (MlsStartPage, mls_start_page, MLS, START_PAGE, AdwBin)

G_END_DECLS
