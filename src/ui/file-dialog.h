#pragma once

#include "document/compact-job.h"
#include "document/project.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The file of a project: what takes how much room in it, a history that may be shorter, whether it is sound.
 *
 * "job" (MlsCompactJob *job): the history is to be compacted; the window gives the project away for that.
 * "go-back" (MlsBackup *backup): a copy is to be opened. */
#define MLS_TYPE_FILE_DIALOG (mls_file_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MlsFileDialog, mls_file_dialog, MLS, FILE_DIALOG, AdwWindow)

MlsFileDialog *mls_file_dialog_new  (GtkWindow     *parent);
void           mls_file_dialog_show (MlsFileDialog *self,
                                     MlsProject    *project);
void           mls_file_dialog_show_backups
                                    (MlsFileDialog *self,
                                     const char    *folder);
void           mls_file_dialog_tell (MlsFileDialog *self,
                                     const char    *title,
                                     const char    *text);

G_END_DECLS
