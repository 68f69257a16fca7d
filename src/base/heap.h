#pragma once

#include <glib.h>

G_BEGIN_DECLS

void mls_heap_keep_freed (void);

G_END_DECLS
