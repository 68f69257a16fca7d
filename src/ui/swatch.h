#pragma once

#include "rules/nomenclature.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A small patch of the map's colours: that of a class with its pattern, or those of a pair side by side. */
#define MLS_TYPE_SWATCH (mls_swatch_get_type ())

G_DECLARE_FINAL_TYPE (MlsSwatch, mls_swatch, MLS, SWATCH, GtkWidget)

#define MLS_SWATCH_NONE G_MAXUINT32

void mls_swatch_set_colours (MlsSwatch *self,
                             guint32    cover,
                             guint32    use);
void mls_swatch_set_class   (MlsSwatch       *self,
                             MlsNomenclature *nomenclature,
                             const MlsClass  *klass);

G_END_DECLS
