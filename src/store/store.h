#pragma once

#include "coverage/delta.h"
#include "coverage/source.h"
#include "rules/agreed.h"
#include "rules/rules.h"
#include "store/operation.h"

G_BEGIN_DECLS

/* A project file: a GeoPackage whose coverage, history and all else is kept true at every instant.
 * There is nothing to save. One thread uses it; readers on other threads have their own
 * MlsStoreReader.
 *
 * While it is open for writing there is FILE-lock beside it, and SQLite's FILE-wal and FILE-shm;
 * after mls_store_close() there is one single file. */
typedef struct _MlsStore MlsStore;

typedef enum
{
  MLS_STORE_READ_ONLY,
  MLS_STORE_READ_WRITE,
} MlsStoreMode;

/* What a new project is made with. */
typedef struct
{
  const char            *crs;          /* WKT, "EPSG:2154", …; NULL for Lambert-93 */
  const MlsVintage      *vintages;
  guint                  n_vintages;
  const MlsNomenclature *nomenclature; /* (nullable): no code is known then */
  const char            *author;
} MlsStoreOptions;

MlsStore         *mls_store_create        (const char              *path,
                                           const MlsStoreOptions   *options,
                                           GError                 **error);
MlsStore         *mls_store_open          (const char              *path,
                                           MlsStoreMode             mode,
                                           GError                 **error);
gboolean          mls_store_is_project    (const char              *path);
gboolean          mls_store_close         (MlsStore                *self,
                                           GError                 **error);
void              mls_store_free          (MlsStore                *self);

const char       *mls_store_get_path      (const MlsStore          *self);
gboolean          mls_store_is_there      (const MlsStore          *self,
                                           GError                 **error);
void              mls_store_tell_author   (MlsStore                *self,
                                           const char              *author);
MlsStoreMode      mls_store_get_mode      (const MlsStore          *self);
char             *mls_store_dup_crs       (MlsStore                *self,
                                           GError                 **error);
gint32            mls_store_srs_id        (const MlsStore          *self);
const MlsVintage *mls_store_get_vintages  (const MlsStore          *self,
                                           guint                   *n_vintages);
gboolean          mls_store_add_vintage   (MlsStore                *self,
                                           const MlsVintage        *vintage,
                                           const char              *author,
                                           gint64                  *operation,
                                           GError                 **error);

MlsNomenclature  *mls_store_read_nomenclature
                                          (MlsStore                *self,
                                           GError                 **error);

gboolean          mls_store_set_transitions
                                          (MlsStore                *self,
                                           const GArray            *rows,
                                           GError                 **error);
gboolean          mls_store_read_limits   (MlsStore                *self,
                                           MlsLimits               *limits,
                                           GError                 **error);
gboolean          mls_store_read_agreed   (MlsStore                *self,
                                           MlsAgreed               *agreed,
                                           GError                 **error);

gboolean          mls_store_get_setting   (MlsStore                *self,
                                           const char              *key,
                                           char                   **value,
                                           GError                 **error);
gboolean          mls_store_set_setting   (MlsStore                *self,
                                           const char              *key,
                                           const char              *value,
                                           GError                 **error);
gboolean          mls_store_get_rule      (MlsStore                *self,
                                           const char              *name,
                                           gint64                   operation,
                                           char                   **value,
                                           GError                 **error);
gboolean          mls_store_set_rule      (MlsStore                *self,
                                           const char              *name,
                                           const char              *value,
                                           GError                 **error);
gboolean          mls_store_get_draft     (MlsStore                *self,
                                           const char              *key,
                                           char                   **value,
                                           GError                 **error);
gboolean          mls_store_set_draft     (MlsStore                *self,
                                           const char              *key,
                                           const char              *value,
                                           GError                 **error);

MlsSource         mls_store_source        (MlsStore                *self);
MlsFace          *mls_store_face          (MlsStore                *self,
                                           gint64                   id,
                                           GError                 **error);
gboolean          mls_store_each_face     (MlsStore                *self,
                                           MlsFaceFunc              func,
                                           gpointer                 user_data,
                                           GError                 **error);
gboolean          mls_store_each_edge     (MlsStore                *self,
                                           MlsEdgeFunc              func,
                                           gpointer                 user_data,
                                           GError                 **error);

gint64            mls_store_last_operation
                                          (MlsStore                *self,
                                           GError                 **error);
MlsOperation     *mls_store_operation     (MlsStore                *self,
                                           gint64                   id,
                                           GError                 **error);
GPtrArray        *mls_store_operations    (MlsStore                *self,
                                           gint64                   after,
                                           GError                 **error);
MlsDelta         *mls_store_operation_delta
                                          (MlsStore                *self,
                                           gint64                   id,
                                           GError                 **error);
GPtrArray        *mls_store_faces_at      (MlsStore                *self,
                                           MlsPoint                 place,
                                           GError                 **error);
gboolean          mls_store_notice        (MlsStore                *self,
                                           gboolean                *changed,
                                           GError                 **error);

MlsDelta         *mls_store_apply         (MlsStore                *self,
                                           const MlsDelta          *delta,
                                           const MlsOperationFacts *facts,
                                           gint64                  *operation,
                                           GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsStore, mls_store_free)

G_END_DECLS
