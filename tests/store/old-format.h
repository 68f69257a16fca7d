#pragma once

#include <glib.h>

G_BEGIN_DECLS

void old_format_make (const char *path,
                      int         format);

G_END_DECLS
