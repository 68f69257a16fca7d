#pragma once

#include "coverage/source.h"
#include "store/layout.h"

G_BEGIN_DECLS

/* Rows of the coverage and of the territory as a connection writes them, in a transaction of its
 * caller, the writer's mark set. Used on the thread of its connection. */
typedef struct _MlsWriting MlsWriting;

MlsWriting *mls_writing_new         (MlsDatabase      *database,
                                     const MlsLayout  *layout);
void        mls_writing_free        (MlsWriting       *self);

gboolean    mls_writing_mark        (MlsWriting       *self,
                                     gint64            operation,
                                     GError          **error);
gboolean    mls_writing_insert_face (MlsWriting       *self,
                                     const MlsFace    *face,
                                     gint64            since,
                                     gint64           *id,
                                     GError          **error);
gboolean    mls_writing_update_face (MlsWriting       *self,
                                     const MlsFace    *face,
                                     gint64            since,
                                     GError          **error);
gboolean    mls_writing_delete_face (MlsWriting       *self,
                                     gint64            id,
                                     GError          **error);
gboolean    mls_writing_insert_edge (MlsWriting       *self,
                                     const MlsPoint   *points,
                                     gsize             n_points,
                                     gint64            since,
                                     GError          **error);
gboolean    mls_writing_delete_edge (MlsWriting       *self,
                                     gint64            id,
                                     GError          **error);
gboolean    mls_writing_update_edge (MlsWriting       *self,
                                     gint64            id,
                                     const GArray     *points,
                                     gint64            since,
                                     GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsWriting, mls_writing_free)

G_END_DECLS
