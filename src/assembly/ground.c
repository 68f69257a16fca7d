#include "assembly/ground.h"

#include "assembly/winding.h"
#include "geometry/trace.h"

static guint
owner_left (const MlsTurn *turns, guint n_turns, gpointer user_data)
{
  return n_turns > 0 && turns[0].times > 0 ? turns[0].face : MLS_NOBODY;
}

typedef struct
{
  MlsPieceFunc func;
  gpointer     user_data;
} Giver;

static void
give_piece (guint face, const MlsShape *shape, gpointer user_data)
{
  Giver *giver = user_data;

  giver->func (shape, giver->user_data);
}

/**
 * mls_ground_pieces:
 * @segments: (element-type MlsTraceSegment): the border of some ground, the ground on its left, which
 *   meets itself at vertices only; what is there in both directions is no border
 * @func: called with each piece of it that hangs together through segments
 * @user_data: for @func
 */
void
mls_ground_pieces (const GArray *segments, MlsPieceFunc func, gpointer user_data)
{
  g_autoptr (MlsWinding) winding = mls_winding_new ();
  Giver giver = { func, user_data };

  for (guint i = 0; i < segments->len; i++)
    {
      const MlsTraceSegment *segment = &g_array_index (segments, MlsTraceSegment, i);

      mls_winding_walk (winding, 0, segment->a, segment->b);
    }

  mls_winding_run (winding, owner_left, NULL);
  mls_winding_pieces (winding, give_piece, &giver);
}
