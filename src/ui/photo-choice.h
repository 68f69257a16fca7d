#pragma once

#include "store/recipe.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A photo that a project is to begin with, and of which date it is.
 *
 * "removed" is emitted when the user does not want it, "located" with a path where one that is missing is said to be. */
#define MLS_TYPE_PHOTO_CHOICE (mls_photo_choice_get_type ())

G_DECLARE_FINAL_TYPE (MlsPhotoChoice, mls_photo_choice, MLS, PHOTO_CHOICE, AdwComboRow)

GtkWidget      *mls_photo_choice_new          (const MlsRecipePhoto *photo);
void            mls_photo_choice_set_vintages (MlsPhotoChoice     *self,
                                               const char *const  *years);
const char     *mls_photo_choice_get_missing  (MlsPhotoChoice     *self);
const char     *mls_photo_choice_get_path     (MlsPhotoChoice     *self);
void            mls_photo_choice_set_path     (MlsPhotoChoice     *self,
                                               const char         *path);
MlsRecipePhoto *mls_photo_choice_dup_photo    (MlsPhotoChoice     *self);

G_END_DECLS
