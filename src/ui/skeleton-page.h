#pragma once

#include "ui/recipe-page.h"

G_BEGIN_DECLS

/* Which layers a first map is made of, and in which order they take ground. Files may be dropped on it. */
#define MLS_TYPE_SKELETON_PAGE (mls_skeleton_page_get_type ())

G_DECLARE_FINAL_TYPE (MlsSkeletonPage, mls_skeleton_page, MLS, SKELETON_PAGE, MlsRecipePage)

G_END_DECLS
