#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef gboolean (*MlsCondition) (gpointer user_data);

gboolean mls_wait_for  (double       seconds,
                        MlsCondition condition,
                        gpointer     user_data);
void     mls_wait_idle (double       seconds);

G_END_DECLS
