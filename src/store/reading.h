#pragma once

#include "coverage/source.h"
#include "store/layout.h"

G_BEGIN_DECLS

/* Faces and edges as a connection reads them, now or as of a past operation. Used on the thread of
 * its connection. */
typedef struct _MlsReading MlsReading;

/* What operations after one and up to another have replaced of what was there before, and what of theirs was there after;
 * in the order of ids, so that the two merge. */
typedef enum
{
  MLS_READING_REPLACED_FACES,
  MLS_READING_WRITTEN_FACES,
  MLS_READING_REPLACED_EDGES,
  MLS_READING_WRITTEN_EDGES,
} MlsReadingRows;

MlsReading      *mls_reading_new           (MlsDatabase      *database,
                                            GError          **error);
void             mls_reading_free          (MlsReading       *self);
gboolean         mls_reading_is_outdated   (MlsReading       *self,
                                            gboolean         *outdated,
                                            GError          **error);
gboolean         mls_reading_reload        (MlsReading       *self,
                                            GError          **error);
const MlsLayout *mls_reading_get_layout    (const MlsReading *self);
gint64           mls_reading_get_operation
                                           (const MlsReading  *self);
void             mls_reading_set_operation (MlsReading       *self,
                                            gint64            operation);

gboolean         mls_reading_faces         (MlsReading       *self,
                                            const MlsBox     *box,
                                            MlsFaceFunc       func,
                                            gpointer          user_data,
                                            GError          **error);
gboolean         mls_reading_each_face     (MlsReading       *self,
                                            MlsFaceFunc       func,
                                            gpointer          user_data,
                                            GError          **error);
gboolean         mls_reading_each_gist     (MlsReading       *self,
                                            MlsGistFunc       func,
                                            gpointer          user_data,
                                            GError          **error);
MlsFace         *mls_reading_face          (MlsReading       *self,
                                            gint64            id,
                                            GError          **error);
gboolean         mls_reading_edges         (MlsReading       *self,
                                            const MlsBox     *box,
                                            MlsEdgeFunc       func,
                                            gpointer          user_data,
                                            GError          **error);
GArray          *mls_reading_edge          (MlsReading       *self,
                                            gint64            id,
                                            GError          **error);
sqlite3_stmt    *mls_reading_take_rows     (MlsReading       *self,
                                            MlsReadingRows    rows,
                                            gint64            after,
                                            gint64            up_to,
                                            GError          **error);
void             mls_reading_put_rows      (MlsReading       *self,
                                            MlsReadingRows    rows,
                                            sqlite3_stmt     *statement);
MlsFace         *mls_reading_row_face      (MlsReading       *self,
                                            sqlite3_stmt     *row,
                                            GError          **error);
gboolean         mls_reading_row_labels    (MlsReading       *self,
                                            sqlite3_stmt     *row,
                                            MlsLabel         *labels,
                                            GError          **error);
GArray          *mls_reading_row_line      (MlsReading       *self,
                                            sqlite3_stmt     *row,
                                            GError          **error);
MlsSource        mls_reading_source        (MlsReading       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsReading, mls_reading_free)

G_END_DECLS
