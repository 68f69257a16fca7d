#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Told now and then how far a long work is, from 0 to 1, on the thread that asked for it. FALSE
 * gives up. */
typedef gboolean (*MlsStoreProgressFunc) (double fraction, gpointer user_data);

G_END_DECLS
