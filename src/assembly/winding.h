#pragma once

#include "base/area.h"
#include "geometry/shape.h"

G_BEGIN_DECLS

/* Who owns the ground among borders that meet at common vertices only: each cell between them
 * belongs to a face whose border winds around it. Where borders overlap several do, and where they
 * were turned over less than not at all; a rule says whose the cell is then.
 *
 * What is known of a plane too large to be looked at in one go is right within a window. */
typedef struct _MlsWinding MlsWinding;

/* How often the border of a face winds around a cell; faces that do not are left out. */
typedef struct
{
  guint face;
  int   times;
} MlsTurn;

#define MLS_NOBODY G_MAXUINT

/* Whose a cell is, or MLS_NOBODY's; @turns are by face. */
typedef guint (*MlsOwnerFunc) (const MlsTurn *turns, guint n_turns, gpointer user_data);

/* What lies on one side of a segment. */
typedef struct
{
  const MlsTurn *turns;
  guint          n_turns;
  guint          owner;
} MlsWindingSide;

typedef struct
{
  MlsPoint       low;
  MlsPoint       high;
  MlsWindingSide left;  /* from low to high */
  MlsWindingSide right;
} MlsWindingEdge;

typedef void (*MlsWindingEdgeFunc) (const MlsWindingEdge *edge, gpointer user_data);

/* A cell that no border, or more than one, winds around. */
typedef struct
{
  MlsBox   box;
  MlsPoint place;     /* a vertex of it */
  double   width;     /* on average, mm */
  int      times;     /* how often all borders wind around it together */
} MlsWindingFault;

/* One piece of the ground of @face, as rings of it; called piece after piece, faces in order. */
typedef void (*MlsWindingFunc) (guint face, const MlsShape *shape, gpointer user_data);

MlsWinding *mls_winding_new    (void);
void        mls_winding_free   (MlsWinding       *winding);
void        mls_winding_look_through
                               (MlsWinding       *winding,
                                const MlsBox     *window);
void        mls_winding_walk   (MlsWinding       *winding,
                                guint             face,
                                MlsPoint          a,
                                MlsPoint          b);
void        mls_winding_walk_far
                               (MlsWinding       *winding,
                                guint             face,
                                MlsPoint          a,
                                MlsPoint          b);
void        mls_winding_run    (MlsWinding       *winding,
                                MlsOwnerFunc      owner,
                                gpointer          user_data);
void        mls_winding_edges  (const MlsWinding *winding,
                                MlsWindingEdgeFunc func,
                                gpointer          user_data);
guint       mls_owner_once     (const MlsTurn    *turns,
                                guint             n_turns,
                                gpointer          user_data);
GArray     *mls_winding_faults (const MlsWinding *winding);
void        mls_winding_pieces (MlsWinding       *winding,
                                MlsWindingFunc    func,
                                gpointer          user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsWinding, mls_winding_free)

G_END_DECLS
