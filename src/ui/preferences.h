#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MLS_TYPE_PREFERENCES (mls_preferences_get_type ())

G_DECLARE_FINAL_TYPE (MlsPreferences, mls_preferences, MLS, PREFERENCES, AdwPreferencesWindow)

MlsPreferences *mls_preferences_new (GtkWindow *parent,
                                     GSettings *settings);

G_END_DECLS
