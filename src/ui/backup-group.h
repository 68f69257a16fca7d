#pragma once


#include <adwaita.h>

G_BEGIN_DECLS

/* Copies of a project: those that are kept, and one more.
 *
 * "go-back" (MlsBackup *backup): a copy is to be opened. */
#define MLS_TYPE_BACKUP_GROUP (mls_backup_group_get_type ())

G_DECLARE_FINAL_TYPE (MlsBackupGroup, mls_backup_group, MLS, BACKUP_GROUP, AdwPreferencesGroup)

void mls_backup_group_set_path (MlsBackupGroup *self,
                                const char     *path);
void mls_backup_group_show     (MlsBackupGroup *self,
                                const char     *folder);

G_END_DECLS
