#pragma once

#include "store/pass.h"

G_BEGIN_DECLS

/* A copy of a project that was made without being asked for, in the folder of those of its project. Older ones go as newer
 * ones come, but for some of each day and week. */
typedef struct
{
  char      *path;
  GDateTime *time;
  gint64     bytes;
} MlsBackup;

char      *mls_backup_folder  (const char           *root,
                               const char           *project);
GPtrArray *mls_backup_list    (const char           *folder);
gboolean   mls_backup_keep    (const char           *folder,
                               const char           *project,
                               GDateTime            *now,
                               MlsStoreProgressFunc  progress,
                               gpointer              user_data,
                               char                **path,
                               GError              **error);
GPtrArray *mls_backup_surplus (GPtrArray            *backups,
                               GDateTime            *now);
gboolean   mls_backup_bring   (const MlsBackup      *backup,
                               const char           *project,
                               char                **path,
                               GError              **error);
void       mls_backup_free    (MlsBackup            *backup);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsBackup, mls_backup_free)

G_END_DECLS
