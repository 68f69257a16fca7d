#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Files that come back from controllers are brought into their sample, and what became of each is told.
 *
 * "merged" (const char *sample): something was brought in. */
#define MLS_TYPE_MERGE_DIALOG (mls_merge_dialog_get_type ())

G_DECLARE_FINAL_TYPE (MlsMergeDialog, mls_merge_dialog, MLS, MERGE_DIALOG, AdwWindow)

GtkWidget *mls_merge_dialog_new        (GtkWindow      *parent);
void       mls_merge_dialog_set_sample (MlsMergeDialog *self,
                                        const char     *path);
void       mls_merge_dialog_bring      (MlsMergeDialog *self,
                                        const char     *path);

G_END_DECLS
