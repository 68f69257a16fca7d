#pragma once

#include "document/control.h"
#include "ui/application.h"

G_BEGIN_DECLS

#define MLS_TYPE_WINDOW (mls_window_get_type ())

G_DECLARE_FINAL_TYPE (MlsWindow, mls_window, MLS, WINDOW, AdwApplicationWindow)

MlsWindow *mls_window_new  (MlsApplication *application);
MlsWindow *mls_window_find (GtkApplication *application,
                            const char     *path);
void       mls_window_open (MlsWindow      *self,
                            const char     *path);
const char *
           mls_window_get_path
                           (MlsWindow      *self);
void       mls_window_control
                           (MlsWindow      *self,
                            const char     *path,
                            MlsControlTask  task);

G_END_DECLS
