#pragma once

#include "coverage/source.h"

G_BEGIN_DECLS

/* A coverage as planners see it: the faces of a neighbourhood, found by place and by segment.
 *
 * A patch reads its source when it is asked for something it has not met yet, and never forgets, so
 * that it answers for the whole coverage whatever was loaded first: no result can depend on the
 * size of a window. It shows one state of the source and must be dropped when that changes.
 *
 * A source that fails makes every later answer empty; mls_patch_check() tells, and a planner asks
 * it before it trusts what it found. Used on one thread. */
typedef struct _MlsPatch MlsPatch;

/* A directed segment of a ring, its face on the left. */
typedef void (*MlsSegmentFunc) (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer user_data);

MlsPatch      *mls_patch_new          (MlsSource       source,
                                       guint           n_vintages);
MlsPatch      *mls_patch_ref          (MlsPatch       *patch);
void           mls_patch_unref        (MlsPatch       *patch);
gboolean       mls_patch_check        (MlsPatch       *patch,
                                       GError        **error);
guint          mls_patch_n_vintages   (const MlsPatch *patch);
gsize          mls_patch_n_points     (const MlsPatch *patch);

const MlsFace *mls_patch_face         (MlsPatch       *patch,
                                       gint64          id);
gboolean       mls_patch_has          (MlsPatch       *patch,
                                       const MlsFace  *face);
const MlsFace *mls_patch_face_at      (MlsPatch       *patch,
                                       MlsPoint        point);
const MlsFace *mls_patch_left_of      (MlsPatch       *patch,
                                       MlsPoint        a,
                                       MlsPoint        b);
const MlsFace *const *
               mls_patch_across       (MlsPatch       *patch,
                                       const MlsFace  *face);
gboolean       mls_patch_is_cut       (MlsPatch       *patch,
                                       MlsPoint        a,
                                       MlsPoint        b);
GArray        *mls_patch_ends         (MlsPatch       *patch,
                                       MlsPoint        vertex,
                                       gboolean        cuts);
void           mls_patch_each_segment (MlsPatch       *patch,
                                       const MlsBox   *box,
                                       MlsSegmentFunc  func,
                                       gpointer        user_data);
void           mls_patch_each_segment_along
                                      (MlsPatch       *patch,
                                       MlsPoint        a,
                                       MlsPoint        b,
                                       gint64          margin,
                                       MlsSegmentFunc  func,
                                       gpointer        user_data);
GArray        *mls_patch_edge         (MlsPatch       *patch,
                                       MlsPoint        a,
                                       MlsPoint        b,
                                       gint64         *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsPatch, mls_patch_unref)

G_END_DECLS
