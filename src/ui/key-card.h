#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Every key and gesture, by group. */
#define MLS_TYPE_KEY_CARD (mls_key_card_get_type ())

G_DECLARE_FINAL_TYPE (MlsKeyCard, mls_key_card, MLS, KEY_CARD, AdwWindow)

MlsKeyCard *mls_key_card_new (GtkWindow *parent);

G_END_DECLS
