#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwToast *mls_toast_new (const char *text);

G_END_DECLS
