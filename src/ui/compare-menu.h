#pragma once

#include "store/store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

GMenuModel *mls_compare_menu_new (MlsStore *store,
                                  gint64    state);

G_END_DECLS
