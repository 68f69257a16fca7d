#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Hands out a sample that is there, or parts of it, however often.
 *
 * "judge" (const char *path): it is to be judged here. */
#define MLS_TYPE_HAND_OUT_DIALOG (mls_hand_out_dialog_get_type ())

G_DECLARE_FINAL_TYPE (MlsHandOutDialog, mls_hand_out_dialog, MLS, HAND_OUT_DIALOG, AdwWindow)

GtkWidget *mls_hand_out_dialog_new (GtkWindow  *parent,
                                    const char *sample,
                                    gboolean    is_in_hand);

G_END_DECLS
