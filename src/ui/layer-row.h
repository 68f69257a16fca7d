#pragma once

#include "document/references.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A reference layer in a list: how it is shown, at the touch of a switch, and more below its name.
 *
 * "changed" (MlsReferenceLink *): it is to be shown so. "moved" (char *path): it is there now.
 * "raised": it is to lie over the one above. "removed". */
#define MLS_TYPE_LAYER_ROW (mls_layer_row_get_type ())
G_DECLARE_FINAL_TYPE (MlsLayerRow, mls_layer_row, MLS, LAYER_ROW, AdwExpanderRow)

GtkWidget *mls_layer_row_new      (const MlsReferenceLayer *layer,
                                   gboolean                 is_top);
gint64     mls_layer_row_get_id   (MlsLayerRow             *self);
void       mls_layer_row_set_read (MlsLayerRow             *self,
                                   const MlsReferenceLayer *layer);

G_END_DECLS
