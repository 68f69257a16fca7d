#pragma once

#include "rules/nomenclature.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where the pair that edits give is chosen: by name, by typing its digits, or code after code, only
 * those being offered that go with the one chosen first.
 *
 * "pair-picked" (cover, use) is emitted when the hand has chosen all that the view needs; both are
 * #MlsText. A cover begins a new pair: nothing is emitted before its use is chosen as well. */
#define MLS_TYPE_CODE_PANEL (mls_code_panel_get_type ())

G_DECLARE_FINAL_TYPE (MlsCodePanel, mls_code_panel, MLS, CODE_PANEL, GtkBox)

void     mls_code_panel_set_nomenclature (MlsCodePanel    *self,
                                          MlsNomenclature *nomenclature,
                                          int              year);
void     mls_code_panel_set_view         (MlsCodePanel    *self,
                                          MlsDimension     view);
MlsPair  mls_code_panel_get_pair         (MlsCodePanel    *self);
void     mls_code_panel_set_pair         (MlsCodePanel    *self,
                                          MlsPair          pair);
gboolean mls_code_panel_type             (MlsCodePanel    *self,
                                          char             character);
void     mls_code_panel_stop_typing      (MlsCodePanel    *self);
void     mls_code_panel_ask              (MlsCodePanel    *self,
                                          MlsDimension     code,
                                          MlsText          partner);
void     mls_code_panel_start_search     (MlsCodePanel    *self);
gboolean mls_code_panel_take_proposed    (MlsCodePanel    *self);
void     mls_code_panel_set_region_pair  (MlsCodePanel    *self,
                                          MlsPair          pair);
void     mls_code_panel_explain          (MlsCodePanel    *self);

G_END_DECLS
