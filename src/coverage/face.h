#pragma once

#include "base/box.h"
#include "coverage/label.h"
#include "geometry/polygon.h"
#include "geometry/share.h"
#include "geometry/zone.h"

G_BEGIN_DECLS

/* A face: a simple polygon with holes whose interior is connected, and its label in each vintage.
 * Immutable once made, and counted atomically, so that it goes from thread to thread.
 *
 * Canonical form: each ring starts at its smallest vertex (mls_point_compare) and does not repeat
 * it at the end; the first ring is the outer one, counter-clockwise; holes are clockwise and sorted
 * by their first vertex, then by the next ones. Walking any ring, the face lies on the left. */
typedef struct _MlsFace MlsFace;

struct _MlsFace
{
  /*< private >*/
  gatomicrefcount ref_count;

  /*< public, read only >*/
  gint64          id;         /* fid in the file; negative while provisional */
  gint64          since;      /* operation that wrote this row; 0 when it comes from none */
  MlsBox          box;
  guint           n_rings;
  guint           n_points;   /* of all rings */
  guint           n_vintages;
  const guint    *ring_end;   /* [n_rings]: index in points just behind each ring */
  const MlsPoint *points;     /* ring after ring */
  const MlsLabel *labels;     /* [n_vintages] */
};

MlsFace        *mls_face_new         (gint64           id,
                                      const MlsRing   *rings,
                                      guint            n_rings,
                                      const MlsLabel  *labels,
                                      guint            n_vintages);
MlsFace        *mls_face_with        (const MlsFace   *face,
                                      gint64           id,
                                      gint64           since,
                                      const MlsLabel  *labels,
                                      guint            n_vintages);
MlsFace        *mls_face_ref         (const MlsFace   *face);
void            mls_face_unref       (const MlsFace   *face);

MlsRing         mls_face_ring        (const MlsFace   *face,
                                      guint            i);
MlsRing        *mls_face_dup_rings   (const MlsFace   *face);
gboolean        mls_face_meets_zone  (const MlsFace   *face,
                                      const MlsZone   *zone);
MlsArea2        mls_face_area2       (const MlsFace   *face);
GArray         *mls_face_share       (const MlsFace   *face,
                                      const MlsFigures *areas);
double          mls_face_perimeter   (const MlsFace   *face);
MlsSide         mls_face_locate      (const MlsFace   *face,
                                      MlsPoint         point);
MlsPoint        mls_face_inner_point (const MlsFace   *face);
gboolean        mls_face_is_within   (const MlsFace   *face,
                                      MlsPoint         point,
                                      gint64           distance);
gboolean        mls_face_same_rings  (const MlsFace   *a,
                                      const MlsFace   *b);
gboolean        mls_face_same_labels (const MlsFace   *a,
                                      const MlsFace   *b);
GPtrArray      *mls_face_set_sorted  (GHashTable      *set);
MlsPolygonFault mls_face_fault       (const MlsFace   *face,
                                      MlsPoint        *where);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsFace, mls_face_unref)

G_END_DECLS
