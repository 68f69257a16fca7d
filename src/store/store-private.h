#pragma once

#include "store/lock.h"
#include "store/reading.h"
#include "store/store.h"
#include "store/writing.h"

G_BEGIN_DECLS

struct _MlsStore
{
  MlsDatabase *database;
  MlsReading  *reading;
  MlsWriting  *writing; /* NULL when read-only */
  MlsLock     *lock;    /* NULL when read-only */
  MlsStoreMode mode;
  gint64       data_version; /* SQLite's count of what other connections wrote, as last noticed */
};

gboolean         mls_store_check_writable (const MlsStore  *self,
                                           GError         **error);
gboolean         mls_store_start_journal  (MlsStore        *self,
                                           GError         **error);
void             mls_store_leave_wal      (MlsStore        *self);
gboolean         mls_store_reload         (MlsStore        *self,
                                           GError         **error);
void             mls_store_tidy           (const char      *path);
const MlsLayout *mls_store_layout         (const MlsStore  *self);
MlsDelta        *mls_store_write_delta    (MlsStore        *self,
                                           const MlsDelta  *delta,
                                           gint64           operation,
                                           GError         **error);

G_END_DECLS
