#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The lengths of scale bars, and how they are written. */

double mls_bar_length   (double room_m);
char  *mls_bar_dup_text (double length_m);

G_END_DECLS
