#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint pdf_count_pages (const char *path);

G_END_DECLS
