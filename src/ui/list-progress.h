#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How far a list is that is being made, and a button that stops it; once it is stopped, one that makes it after all. Nothing
 * is seen of it otherwise. */
#define MLS_TYPE_LIST_PROGRESS (mls_list_progress_get_type ())

G_DECLARE_FINAL_TYPE (MlsListProgress, mls_list_progress, MLS, LIST_PROGRESS, GtkBox)

void mls_list_progress_tell (MlsListProgress *self,
                             double           fraction);
void mls_list_progress_stop (MlsListProgress *self);
void mls_list_progress_end  (MlsListProgress *self);

G_END_DECLS
