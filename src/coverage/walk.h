#pragma once

#include "coverage/borders.h"
#include "coverage/intent.h"

G_BEGIN_DECLS

/* Ways along borders, as an edit leads them: only along what parts regions in one vintage and dimension,
 * the territory's edge among it. Neither a cut nor a border that only other vintages need is a way.
 *
 * The borders are read as the walk comes to them, so that a way does not depend on what was loaded. */
typedef struct _MlsWalk MlsWalk;

/* Whether a way may lead from one vertex to the next. */
typedef gboolean (*MlsWalkFunc) (MlsPoint from, MlsPoint to, gpointer user_data);

MlsWalk  *mls_walk_new         (MlsBorders       *borders,
                                const MlsIntent  *intent);
void      mls_walk_free        (MlsWalk          *walk);
void      mls_walk_keep_to     (MlsWalk          *walk,
                                MlsWalkFunc       may_go,
                                gpointer          user_data);
gboolean  mls_walk_vertex      (MlsWalk          *walk,
                                MlsPoint          near,
                                MlsPoint         *out,
                                GError          **error);
gboolean  mls_walk_land        (MlsWalk          *walk,
                                MlsPoint          near,
                                MlsPoint         *out,
                                GError          **error);
GArray   *mls_walk_ends        (MlsWalk          *walk,
                                MlsPoint          at);
GArray   *mls_walk_between     (MlsWalk          *walk,
                                MlsPoint          from,
                                MlsPoint          to,
                                GError          **error);
GArray   *mls_walk_trace       (MlsPatch         *patch,
                                MlsPoint          from,
                                MlsPoint          to,
                                const MlsIntent  *intent,
                                GError          **error);
GArray   *mls_walk_arc         (MlsWalk          *walk,
                                MlsPoint          through,
                                GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsWalk, mls_walk_free)

G_END_DECLS
