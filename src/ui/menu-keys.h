#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Keys as menus tell them, beside the items that do the same. */

void mls_menu_tell_keys (GMenu *menu);

G_END_DECLS
