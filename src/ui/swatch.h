#pragma once

#include "rules/nomenclature.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A small patch of the map's colours: one, that of a class with its pattern, or those of a pair side by side. */
#define MLS_TYPE_SWATCH (mls_swatch_get_type ())

G_DECLARE_FINAL_TYPE (MlsSwatch, mls_swatch, MLS, SWATCH, GtkWidget)

void mls_swatch_clear      (MlsSwatch       *self);
void mls_swatch_set_colour (MlsSwatch       *self,
                            guint32          colour);
void mls_swatch_set_class  (MlsSwatch       *self,
                            MlsNomenclature *nomenclature,
                            const MlsClass  *klass);
void mls_swatch_set_pair   (MlsSwatch       *self,
                            MlsNomenclature *nomenclature,
                            MlsPair          pair);

G_END_DECLS
