#pragma once

#include "ui/recipe-page.h"

G_BEGIN_DECLS

/* Of which territory a first map is, and by which nomenclature. */
#define MLS_TYPE_TERRITORY_PAGE (mls_territory_page_get_type ())

G_DECLARE_FINAL_TYPE (MlsTerritoryPage, mls_territory_page, MLS, TERRITORY_PAGE, MlsRecipePage)

G_END_DECLS
