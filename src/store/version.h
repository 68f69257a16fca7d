#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* A named point in the history: the state right after an operation. One that was delivered is sealed with a fingerprint;
 * nothing removes it. */
typedef struct
{
  gint64  id;
  char   *name;
  char   *author;
  char   *at;        /* UTC, ISO 8601 */
  char   *message;   /* (nullable) */
  gint64  operation;
  char   *fingerprint; /* (nullable): of the map it names, which makes it a delivery */
} MlsVersion;

void       mls_version_free        (MlsVersion  *version);

gboolean   mls_store_add_version   (MlsStore    *self,
                                    const char  *name,
                                    const char  *author,
                                    const char  *message,
                                    gint64      *operation,
                                    GError     **error);
gboolean   mls_store_settle        (MlsStore    *self,
                                    gint64      *operation,
                                    GError     **error);
gboolean   mls_store_add_delivery  (MlsStore    *self,
                                    const char  *name,
                                    const char  *author,
                                    const char  *message,
                                    gint64       operation,
                                    const char  *fingerprint,
                                    GError     **error);
gboolean   mls_store_find_version  (MlsStore    *self,
                                    const char  *name,
                                    gint64      *operation,
                                    GError     **error);
GPtrArray *mls_store_list_versions (MlsStore    *self,
                                    GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsVersion, mls_version_free)

G_END_DECLS
