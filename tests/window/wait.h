#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For what comes at once, on a machine that has much else to do. */
#define MLS_WAIT_SECONDS 40

typedef gboolean (*MlsCondition) (gpointer user_data);

gboolean mls_wait_for  (double       seconds,
                        MlsCondition condition,
                        gpointer     user_data);
void     mls_wait_idle (double       seconds);

G_END_DECLS
