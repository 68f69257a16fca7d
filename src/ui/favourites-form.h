#pragma once

#include "rules/nomenclature.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The codes that are kept at hand, each with its key, to be written.
 *
 * "changed" (guint place, MlsPair *pair) is emitted for a pair that is to be kept there; none of both codes for what the
 * nomenclature begins with. */
#define MLS_TYPE_FAVOURITES_FORM (mls_favourites_form_get_type ())
G_DECLARE_FINAL_TYPE (MlsFavouritesForm, mls_favourites_form, MLS, FAVOURITES_FORM, AdwPreferencesGroup)

void mls_favourites_form_show   (MlsFavouritesForm *self,
                                 MlsNomenclature   *nomenclature,
                                 int                year,
                                 const MlsPair     *pairs);
void mls_favourites_form_settle (MlsFavouritesForm *self);
void mls_favourites_form_drop   (MlsFavouritesForm *self);

G_END_DECLS
