#pragma once

#include "coverage/label.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is said of the selected region besides its codes, in the vintage edited: doubt and photovoltaic to be ticked,
 * source and comment to be written. Enter keeps what is written, and so does going elsewhere; Esc leaves it as it was.
 *
 * "toggled" (guint field), "written" (guint field, char *text): what the hand has done. */
#define MLS_TYPE_NOTE_PANEL (mls_note_panel_get_type ())

G_DECLARE_FINAL_TYPE (MlsNotePanel, mls_note_panel, MLS, NOTE_PANEL, GtkGrid)

void mls_note_panel_set_label (MlsNotePanel   *self,
                               const MlsLabel *label,
                               guint           differs);
void mls_note_panel_write     (MlsNotePanel   *self,
                               MlsField        field);

G_END_DECLS
