#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint64 mls_vector_stamp (const char *path);

G_END_DECLS
