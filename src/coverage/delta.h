#pragma once

#include "coverage/face.h"

G_BEGIN_DECLS

/* One row of a delta: a face before and after. before is NULL for a face created, after is NULL for
 * a face removed; else both carry the same id. */
typedef struct
{
  MlsFace *before;
  MlsFace *after;
} MlsChange;

/* A stored piece of the territory's edge, before and after; the points of an open or closed line. */
typedef struct
{
  gint64    id;
  GArray   *before; /* (element-type MlsPoint) */
  GArray   *after;  /* (element-type MlsPoint) */
} MlsEdgeChange;

/* An edit: the faces it replaces and what replaces them. The only currency between a planner, the
 * store, the history and the screen. Undo is the inverse. */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;

  /*< public, read only >*/
  GArray *changes; /* (element-type MlsChange) */
  GArray *edges;   /* (element-type MlsEdgeChange): pieces of the territory's edge that gained a vertex */
} MlsDelta;

/* Another id for a face. */
typedef gint64 (*MlsIdFunc) (gint64 id, gpointer user_data);

gboolean  mls_edge_points_equal
                              (const GArray   *a,
                               const GArray   *b);

MlsDelta *mls_delta_new       (void);
MlsDelta *mls_delta_ref       (MlsDelta       *delta);
void      mls_delta_unref     (MlsDelta       *delta);
void      mls_delta_add       (MlsDelta       *delta,
                               MlsFace        *before,
                               MlsFace        *after);
void      mls_delta_add_edge  (MlsDelta       *delta,
                               gint64          id,
                               GArray         *before,
                               GArray         *after);
void      mls_delta_add_edges (MlsDelta       *delta,
                               const GArray   *rows);
MlsDelta *mls_delta_inverted  (const MlsDelta *delta);
MlsDelta *mls_delta_renumbered
                              (const MlsDelta *delta,
                               MlsIdFunc       func,
                               gpointer        user_data);
MlsDelta *mls_delta_joined    (const GPtrArray *deltas);
gboolean  mls_delta_is_empty  (const MlsDelta *delta);
MlsBox    mls_delta_box       (const MlsDelta *delta);
gboolean  mls_delta_prove     (const MlsDelta *delta,
                               GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsDelta, mls_delta_unref)

G_END_DECLS
