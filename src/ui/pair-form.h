#pragma once

#include "rules/nomenclature.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* In which years a cover and a use may stand together. What is written is checked as it is written, and taken when Enter is
 * pressed, or the form or the pair is left.
 *
 * "changed" (MlsPairChange *change): some years are to be others, to be added, or to be no more. */
#define MLS_TYPE_PAIR_FORM (mls_pair_form_get_type ())

G_DECLARE_FINAL_TYPE (MlsPairForm, mls_pair_form, MLS, PAIR_FORM, AdwPreferencesGroup)

GtkWidget *mls_pair_form_new    (void);
void       mls_pair_form_show   (MlsPairForm       *self,
                                 MlsNomenclature   *nomenclature,
                                 const MlsPairRule *rule);
void       mls_pair_form_settle (MlsPairForm       *self);

G_END_DECLS
