#pragma once

#include "ui/recipe-page.h"

G_BEGIN_DECLS

/* Where a first map is saved, who makes it, and once more what it is made of. */
#define MLS_TYPE_PROJECT_PAGE (mls_project_page_get_type ())

G_DECLARE_FINAL_TYPE (MlsProjectPage, mls_project_page, MLS, PROJECT_PAGE, MlsRecipePage)

void        mls_project_page_set_author (MlsProjectPage *self,
                                         const char     *author,
                                         GSettings      *settings);
const char *mls_project_page_get_path   (MlsProjectPage *self);
char       *mls_project_page_dup_author (MlsProjectPage *self);

G_END_DECLS
