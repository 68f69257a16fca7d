#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Called with what was chosen, with each if it is several; not at all if nothing was, or if @owner is gone by then. */
typedef void (*MlsChooseFunc) (gpointer owner, const char *path);

void       mls_accept_files      (GtkWidget            *widget,
                                  MlsChooseFunc         func,
                                  gpointer              owner);
GtkWidget *mls_locate_button_new (void);

GtkFileChooserNative *
     mls_sample_chooser_new
                      (GtkWindow            *parent,
                       const char           *title);
void mls_chooser_look_beside
                      (GtkFileChooserNative *dialog,
                       const char           *path);
void mls_choose_file  (GtkFileChooserNative *dialog,
                       MlsChooseFunc         func,
                       gpointer              owner);
void mls_choose_moved (GtkWindow            *parent,
                       const char           *title,
                       const char           *source,
                       MlsChooseFunc         func,
                       gpointer              owner);

G_END_DECLS
