#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A page of the preferences: what is pressed for what, and another key in its place. */
#define MLS_TYPE_KEYS_PAGE (mls_keys_page_get_type ())

G_DECLARE_FINAL_TYPE (MlsKeysPage, mls_keys_page, MLS, KEYS_PAGE, AdwPreferencesPage)

void mls_keys_page_set_settings (MlsKeysPage *self,
                                 GSettings   *settings);

G_END_DECLS
