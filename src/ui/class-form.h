#pragma once

#include "rules/nomenclature.h"
#include "store/nomenclature-class.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What a class is called, how it looks and how small it may be. What is written is checked as it is written, and taken when
 * Enter is pressed, or the field or the class is left.
 *
 * "changed" (MlsClassChange *change): something is to be another. */
#define MLS_TYPE_CLASS_FORM (mls_class_form_get_type ())

G_DECLARE_FINAL_TYPE (MlsClassForm, mls_class_form, MLS, CLASS_FORM, AdwPreferencesGroup)

void mls_class_form_show   (MlsClassForm    *self,
                            MlsNomenclature *nomenclature,
                            const MlsClass  *klass);
void mls_class_form_settle (MlsClassForm    *self);

G_END_DECLS
