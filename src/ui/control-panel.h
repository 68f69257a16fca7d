#pragma once

#include "document/control.h"
#include "rules/nomenclature.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a controller has before them: how far the sample is, the unit in hand with all that is said of it, the words there
 * are, and the list of units.
 *
 * "unit-chosen" (guint): one of the list. "written" (#MlsControlText, char *) → gboolean: what was typed; whether it is kept. */
#define MLS_TYPE_CONTROL_PANEL (mls_control_panel_get_type ())

G_DECLARE_FINAL_TYPE (MlsControlPanel, mls_control_panel, MLS, CONTROL_PANEL, GtkBox)

/* What is said in words of one's own. */
typedef enum
{
  MLS_CONTROL_COMMENT,
  MLS_CONTROL_SOURCE,
  MLS_N_CONTROL_TEXTS,
} MlsControlText;

void mls_control_panel_set_control (MlsControlPanel *self,
                                    MlsControl      *control,
                                    MlsNomenclature *nomenclature);
void mls_control_panel_show_now    (MlsControlPanel *self,
                                    const MlsPair   *now);
gboolean
     mls_control_panel_keep        (MlsControlPanel *self);
void mls_control_panel_drop        (MlsControlPanel *self);
void mls_control_panel_write       (MlsControlPanel *self,
                                    MlsControlText   text);

G_END_DECLS
