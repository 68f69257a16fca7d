#pragma once

#include "document/bookmarks.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The views a project keeps by name: gone to, named otherwise, removed, and one more kept.
 *
 * "chosen" (MlsBookmark *): one to go to. "keep" (char *): the view that is shown, by that name. "problem"
 * (char *): what could not be done. */
#define MLS_TYPE_BOOKMARK_LIST (mls_bookmark_list_get_type ())
G_DECLARE_FINAL_TYPE (MlsBookmarkList, mls_bookmark_list, MLS, BOOKMARK_LIST, GtkBox)

GtkWidget *mls_bookmark_list_new         (void);
void       mls_bookmark_list_set_project (MlsBookmarkList *self,
                                          MlsProject      *project);
void       mls_bookmark_list_start       (MlsBookmarkList *self);
void       mls_bookmark_list_keep        (MlsBookmarkList *self,
                                          const char      *name,
                                          const MlsView   *view);

G_END_DECLS
