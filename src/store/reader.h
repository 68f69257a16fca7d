#pragma once

#include "store/progress.h"
#include "store/store.h"

G_BEGIN_DECLS

/* A second look at a project, for a thread of its own: a connection that only reads, beside whoever
 * writes. What is read between begin and end is one state; that should not take longer than a tile
 * does, or the file cannot be tidied behind it. */
typedef struct _MlsStoreReader MlsStoreReader;

/* An operation as those see it who keep what they made of the faces. */
typedef struct
{
  gint64 operation;
  gint64 stamp; /* tells it from another one of that number in a copy that went its own way */
  MlsBox box;   /* faces that changed lie within it; empty where none did */
} MlsStep;

MlsStoreReader   *mls_store_reader_new          (const char            *path,
                                                 GError               **error);
void              mls_store_reader_free         (MlsStoreReader        *self);

gboolean          mls_store_reader_begin        (MlsStoreReader        *self,
                                                 gint64                 operation,
                                                 gint64                *last_operation,
                                                 GError               **error);
void              mls_store_reader_end          (MlsStoreReader        *self);

gboolean          mls_store_reader_count_faces  (MlsStoreReader        *self,
                                                 gint64                *n_faces,
                                                 GError               **error);
MlsSource         mls_store_reader_source       (MlsStoreReader        *self);
MlsFace          *mls_store_reader_face         (MlsStoreReader        *self,
                                                 gint64                 id,
                                                 GError               **error);
gboolean          mls_store_reader_each_face    (MlsStoreReader        *self,
                                                 MlsFaceFunc            func,
                                                 gpointer               user_data,
                                                 GError               **error);
gboolean          mls_store_reader_each_gist    (MlsStoreReader        *self,
                                                 MlsGistFunc            func,
                                                 gpointer               user_data,
                                                 GError               **error);
gboolean          mls_store_reader_each_edge    (MlsStoreReader        *self,
                                                 MlsEdgeFunc            func,
                                                 gpointer               user_data,
                                                 GError               **error);
gboolean          mls_store_reader_list_steps   (MlsStoreReader        *self,
                                                 gint64                 after,
                                                 GArray                *steps,
                                                 gint64                *settled,
                                                 GError               **error);
GPtrArray        *mls_store_reader_operations   (MlsStoreReader        *self,
                                                 GError               **error);
GPtrArray        *mls_store_reader_read_operations
                                                (MlsStoreReader        *self,
                                                 const gint64          *ids,
                                                 guint                  n_ids,
                                                 GError               **error);
gboolean          mls_store_reader_count_replaced
                                                (MlsStoreReader        *self,
                                                 gint64                 id,
                                                 gint64                *n_faces,
                                                 GError               **error);
MlsDelta         *mls_store_reader_delta        (MlsStoreReader        *self,
                                                 gint64                 id,
                                                 GError               **error);
MlsDelta         *mls_store_reader_difference   (MlsStoreReader        *self,
                                                 gint64                 from,
                                                 gint64                 to,
                                                 MlsStoreProgressFunc   func,
                                                 gpointer               user_data,
                                                 GError               **error);
GPtrArray        *mls_store_reader_faces_at     (MlsStoreReader        *self,
                                                 MlsPoint               place,
                                                 GError               **error);
const MlsVintage *mls_store_reader_get_vintages (const MlsStoreReader  *self,
                                                 guint                 *n_vintages);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsStoreReader, mls_store_reader_free)

G_END_DECLS
