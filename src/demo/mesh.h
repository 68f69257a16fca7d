#pragma once

#include "base/area.h"
#include "base/box.h"
#include "geometry/ring.h"

G_BEGIN_DECLS

/* A planar mesh that grows by splitting: a face is cut in two by a line between two vertices of
 * its outer ring, or gets an island. Every vertex is rounded to the grid once and never moved, and
 * a line ends only at a vertex where two segments met so far. So no vertex ever has more than three
 * segments, and any set of faces connected through segments is itself one simple polygon with holes
 * whose rings repeat no vertex: merging needs no repair.
 *
 * Segments are pairs of half-edges, e and e ^ 1; a half-edge has its face on the left. */

#define MLS_MESH_NONE G_MAXUINT

/* What a face is for; splitting a face gives the new one a copy. */
typedef struct
{
  guint8  land[2]; /* MlsLand at each date */
  guint8  part;    /* MlsPart: what the builder still has to do with it */
  guint8  style;   /* of the zone it lies in */
  guint32 group;   /* of faces that change or are drawn together; 0 for none */
} MlsParcel;

typedef struct
{
  guint origin; /* vertex it starts from */
  guint next;   /* along the ring of its face */
  guint prev;
  guint face;   /* MLS_MESH_NONE outside */
} MlsMeshEdge;

typedef struct
{
  guint     edge; /* one of its outer ring */
  guint     hole; /* index of its first hole, or MLS_MESH_NONE */
  MlsParcel parcel;
} MlsMeshFace;

typedef struct
{
  guint edge; /* one of the ring */
  guint next; /* index of the same face's next hole, or MLS_MESH_NONE */
} MlsMeshHole;

typedef struct _MlsMeshIndex MlsMeshIndex;

typedef struct
{
  GArray       *points;  /* (element-type MlsPoint), by vertex */
  GArray       *degrees; /* (element-type guint8): how many segments meet at each vertex */
  GArray       *edges;   /* (element-type MlsMeshEdge) */
  GArray       *faces;   /* (element-type MlsMeshFace) */
  GArray       *holes;   /* (element-type MlsMeshHole) */
  MlsMeshIndex *index;   /* (nullable): segments by place, for mls_mesh_is_clear() */
} MlsMesh;

MlsMesh  *mls_mesh_new         (const MlsRing  *rings,
                                guint           n_rings);
void      mls_mesh_free        (MlsMesh        *mesh);

guint     mls_mesh_split       (MlsMesh        *mesh,
                                guint           from,
                                guint           to,
                                const MlsPoint *points,
                                guint           n_points);
guint     mls_mesh_island      (MlsMesh        *mesh,
                                guint           face,
                                MlsRing         ring);

void      mls_mesh_index       (MlsMesh        *mesh);
gboolean  mls_mesh_is_clear    (const MlsMesh  *mesh,
                                const MlsPoint *points,
                                guint           n_points,
                                double          clearance);
void      mls_mesh_near        (const MlsMesh  *mesh,
                                const MlsBox   *box,
                                GArray         *out);

guint     mls_mesh_ring_length (const MlsMesh  *mesh,
                                guint           edge);
MlsArea2  mls_mesh_area2       (const MlsMesh  *mesh,
                                guint           face);
MlsBox    mls_mesh_box         (const MlsMesh  *mesh,
                                guint           face);
gboolean  mls_mesh_contains    (const MlsMesh  *mesh,
                                guint           face,
                                MlsPoint        point);
MlsPoint  mls_mesh_inner_point (const MlsMesh  *mesh,
                                guint           face);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsMesh, mls_mesh_free)

static inline MlsMeshEdge *
mls_mesh_edge (const MlsMesh *mesh, guint e)
{
  return &g_array_index (mesh->edges, MlsMeshEdge, e);
}

static inline MlsMeshFace *
mls_mesh_face (const MlsMesh *mesh, guint face)
{
  return &g_array_index (mesh->faces, MlsMeshFace, face);
}

static inline MlsParcel *
mls_mesh_parcel (const MlsMesh *mesh, guint face)
{
  return &mls_mesh_face (mesh, face)->parcel;
}

/* Where a half-edge starts. */
static inline MlsPoint
mls_mesh_point (const MlsMesh *mesh, guint e)
{
  return g_array_index (mesh->points, MlsPoint, mls_mesh_edge (mesh, e)->origin);
}

static inline guint
mls_mesh_degree (const MlsMesh *mesh, guint e)
{
  return g_array_index (mesh->degrees, guint8, mls_mesh_edge (mesh, e)->origin);
}

/* The face on the other side of a half-edge, MLS_MESH_NONE outside. */
static inline guint
mls_mesh_across (const MlsMesh *mesh, guint e)
{
  return mls_mesh_edge (mesh, e ^ 1)->face;
}

G_END_DECLS
