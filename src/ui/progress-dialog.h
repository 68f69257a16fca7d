#pragma once

#include "document/errand.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* An errand that a window waits for, and may give up. */
#define MLS_TYPE_PROGRESS_DIALOG (mls_progress_dialog_get_type ())

G_DECLARE_FINAL_TYPE (MlsProgressDialog, mls_progress_dialog, MLS, PROGRESS_DIALOG, AdwWindow)

/* Called with whoever waits, on the main thread, when an errand has ended; @error is %NULL if it is done. */
typedef void (*MlsErrandEndedFunc) (gpointer owner, MlsErrand *errand, const GError *error);

MlsProgressDialog *mls_progress_dialog_new (GtkWindow  *parent,
                                            MlsErrand  *errand,
                                            const char *title);

void               mls_progress_run        (GtkWindow          *parent,
                                            const char         *title,
                                            MlsErrand          *errand,
                                            MlsErrandEndedFunc  ended,
                                            gpointer            owner);

G_END_DECLS
