#pragma once

#include "demo/curve.h"
#include "demo/mesh.h"

G_BEGIN_DECLS

/* The outer ring of a face, laid out for measuring. */
typedef struct
{
  guint   face;
  GArray *edges; /* (element-type guint): its half-edges in order, counter-clockwise */
  GArray *at;    /* (element-type MlsVec): where each starts */
  double  area;  /* m², holes not left out */
} MlsOutline;

/* The rectangle that fits around an outline most tightly, @axis along its longer side. */
typedef struct
{
  MlsVec centre;
  MlsVec axis;
  double length; /* m */
  double width;  /* m */
} MlsFrame;

/* A stretch of an outline, from one of its vertices to a later one, where a strip may begin. */
typedef struct
{
  guint low;
  guint high;
} MlsGate;

/* A strip to be drawn across a face. */
typedef struct
{
  MlsGate       gates[2]; /* where it begins and where it ends */
  const GArray *middle;   /* (element-type MlsVec): its middle line, with vertices as close as its
                           * sides shall have */
  MlsWiggle     sides;    /* how its sides stray from being parallel; its spacing is not used */
  double        width;    /* m */
  double        smallest; /* m² each side of it must have */
} MlsStripPlan;

/* The three faces a strip makes of one; any may be MLS_MESH_NONE on failure. */
typedef struct
{
  guint left;
  guint strip;
  guint right;
} MlsStrip;

MlsOutline *mls_outline_new      (const MlsMesh    *mesh,
                                  guint             face);
void        mls_outline_free     (MlsOutline       *outline);
MlsFrame    mls_outline_frame    (const MlsOutline *outline);
gboolean    mls_outline_contains (const MlsOutline *outline,
                                  MlsVec            point);
gboolean    mls_outline_is_free  (const MlsOutline *outline,
                                  const MlsMesh    *mesh,
                                  guint             i);
guint       mls_outline_nearest  (const MlsOutline *outline,
                                  MlsVec            point);
gboolean    mls_outline_chord    (const MlsOutline *outline,
                                  const MlsMesh    *mesh,
                                  MlsVec            through,
                                  MlsVec            direction,
                                  MlsGate          *out);
gboolean    mls_outline_gate     (const MlsOutline *outline,
                                  const MlsMesh    *mesh,
                                  guint             near,
                                  double            width,
                                  MlsGate          *out);
MlsVec      mls_outline_middle   (const MlsOutline *outline,
                                  MlsGate           gate);

guint       mls_carve_line       (MlsMesh          *mesh,
                                  const MlsOutline *outline,
                                  MlsGate           ends,
                                  const GArray     *curve,
                                  double            smallest);
MlsStrip    mls_carve_strip      (MlsMesh            *mesh,
                                  const MlsOutline   *outline,
                                  const MlsStripPlan *plan);
guint       mls_carve_island     (MlsMesh          *mesh,
                                  guint             face,
                                  const MlsVec     *ring,
                                  guint             n_points,
                                  double            clearance);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsOutline, mls_outline_free)

static inline MlsVec
mls_outline_at (const MlsOutline *outline, guint i)
{
  return g_array_index (outline->at, MlsVec, i % outline->at->len);
}

static inline guint
mls_outline_edge (const MlsOutline *outline, guint i)
{
  return g_array_index (outline->edges, guint, i % outline->edges->len);
}

G_END_DECLS
