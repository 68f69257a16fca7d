#pragma once

#include "rules/nomenclature.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* A class of a nomenclature, for lists. */
#define MLS_TYPE_CLASS_ITEM (mls_class_item_get_type ())

G_DECLARE_FINAL_TYPE (MlsClassItem, mls_class_item, MLS, CLASS_ITEM, GObject)

MlsClassItem   *mls_class_item_new       (MlsNomenclature *nomenclature,
                                          const MlsClass  *klass);
MlsNomenclature *
                mls_class_item_get_nomenclature
                                         (MlsClassItem    *self);
const MlsClass *mls_class_item_get_class (MlsClassItem    *self);

G_END_DECLS
