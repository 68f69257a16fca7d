#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void mls_tell (GtkWindow  *parent,
               const char *title,
               const char *text);

G_END_DECLS
