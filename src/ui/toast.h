#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwToast *mls_toast_new        (const char *text);
AdwToast *mls_toast_new_report (const char *path,
                                const char *action);

G_END_DECLS
