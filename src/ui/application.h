#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MLS_TYPE_APPLICATION (mls_application_get_type ())

G_DECLARE_FINAL_TYPE (MlsApplication, mls_application, MLS, APPLICATION, AdwApplication)

typedef struct _MlsWindow MlsWindow;

void            mls_application_speak         (char **words);
MlsApplication *mls_application_new           (void);
GSettings      *mls_application_get_settings  (MlsApplication *self);
const char     *mls_application_get_author    (MlsApplication *self);
MlsWindow      *mls_application_find_window   (MlsApplication *self,
                                               const char     *path);
void            mls_application_remember_open (MlsApplication *self,
                                               MlsWindow      *leaving);

G_END_DECLS
