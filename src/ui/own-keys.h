#pragma once

#include "ui/keys.h"

G_BEGIN_DECLS

/* Keys that the user would rather press than those of the table, kept in the settings. */

void          mls_own_keys_follow (GSettings       *settings);
void          mls_own_keys_set    (GSettings       *settings,
                                   const MlsKey    *key,
                                   const char      *accelerator);
void          mls_own_keys_reset  (GSettings       *settings);
gboolean      mls_own_keys_may_be (guint            keyval,
                                   GdkModifierType  state);

G_END_DECLS
