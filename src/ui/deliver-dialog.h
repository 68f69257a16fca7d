#pragma once

#include "delivery/readiness.h"
#include "document/project.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A map is handed over: whether it is conform, what of it, as what, and where to.
 *
 * "shown" (rule: const char *, nullable) asks to be shown what a check finds of that, or the dates of the project. */
#define MLS_TYPE_DELIVER_DIALOG (mls_deliver_dialog_get_type ())

G_DECLARE_FINAL_TYPE (MlsDeliverDialog, mls_deliver_dialog, MLS, DELIVER_DIALOG, AdwWindow)

MlsDeliverDialog *mls_deliver_dialog_new (GtkWindow   *parent,
                                          MlsProject  *project);

G_END_DECLS
