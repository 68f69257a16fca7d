#include "coverage/invariant-private.h"

#include "coverage/territory.h"

#include <string.h>

/* Faces that are not simple are listed up to here; who has more of them has other worries. */
#define MAX_FACE_FLAWS 1000

struct _MlsInvariant
{
  MlsWorth      *parts;
  guint64        n_segments;
  GArray        *flaws;  /* (element-type MlsFlaw) */
  MlsTerritory  *territory;
};

/**
 * mls_invariant_new:
 *
 * Returns: (transfer full): the sum over no face
 */
MlsInvariant *
mls_invariant_new (void)
{
  MlsInvariant *self = g_new0 (MlsInvariant, 1);

  self->parts = g_new0 (MlsWorth, MLS_INVARIANT_PARTS);
  self->flaws = g_array_new (FALSE, FALSE, sizeof (MlsFlaw));
  self->territory = mls_territory_new ();

  return self;
}

/**
 * mls_invariant_free:
 * @self: (transfer full) (nullable): a sum
 */
void
mls_invariant_free (MlsInvariant *self)
{
  if (self == NULL)
    return;

  g_free (self->parts);
  g_array_unref (self->flaws);
  mls_territory_free (self->territory);
  g_free (self);
}

/* Both halves of the product of two numbers that no coordinate can make zero, folded. */
static inline guint64
fold (guint64 a, guint64 b)
{
  MlsWorth product = (MlsWorth) a * b;

  return (guint64) product ^ (guint64) (product >> 64);
}

/* Random odd numbers; any would do, but they must not change within a check. */
static inline guint64
half_worth (MlsPoint low, MlsPoint high, guint64 key)
{
  guint64 from = fold ((guint64) low.x ^ G_GUINT64_CONSTANT (0xa0761d6478bd642f),
                       (guint64) low.y ^ G_GUINT64_CONSTANT (0xe7037ed1a0b428db) ^ key);
  guint64 to = fold ((guint64) high.x ^ G_GUINT64_CONSTANT (0x8ebc6af09c88c6e3),
                     (guint64) high.y ^ G_GUINT64_CONSTANT (0x589965cc75374cc3) ^ key);

  return fold (from ^ G_GUINT64_CONSTANT (0x1d8e4e27c47d124f), to ^ key);
}

/* What walking from @a to @b is worth, as the segment without direction and its sense. */
MlsWorthySegment
mls_segment_worth (MlsPoint a, MlsPoint b)
{
  gboolean forward = mls_point_compare (a, b) < 0;
  MlsPoint low = forward ? a : b;
  MlsPoint high = forward ? b : a;
  MlsWorth worth = half_worth (low, high, G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  return (MlsWorthySegment){
    low, high, worth << 64 | half_worth (low, high, G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f)), forward
  };
}

static inline guint
part_of (MlsWorth worth)
{
  return (guint) (worth & (MLS_INVARIANT_PARTS - 1));
}

static inline void
walk (MlsInvariant *self, MlsPoint a, MlsPoint b, gboolean add)
{
  MlsWorthySegment segment = mls_segment_worth (a, b);

  if (segment.forward == add)
    self->parts[part_of (segment.worth)] += segment.worth;
  else
    self->parts[part_of (segment.worth)] -= segment.worth;
}

/**
 * mls_invariant_add_face:
 * @self: a sum
 * @face: a face
 *
 * Adds @face's segments, and tests whether it is simple.
 */
void
mls_invariant_add_face (MlsInvariant *self, const MlsFace *face)
{
  MlsFlaw flaw = { .kind = MLS_FLAW_FACE, .faces = { face->id } };

  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        walk (self, ring.points[j], ring.points[i], TRUE);
    }
  self->n_segments += face->n_points;

  flaw.fault = mls_face_fault (face, &flaw.place);
  if (flaw.fault != MLS_POLYGON_SIMPLE && self->flaws->len < MAX_FACE_FLAWS)
    g_array_append_val (self->flaws, flaw);
}

/**
 * mls_invariant_add_edge:
 * @self: a sum
 * @edge: a piece of the territory's edge
 */
void
mls_invariant_add_edge (MlsInvariant *self, const MlsEdge *edge)
{
  for (gsize i = 1; i < edge->n_points; i++)
    walk (self, edge->points[i - 1], edge->points[i], FALSE);

  self->n_segments += edge->n_points;
  mls_territory_add (self->territory, edge);
}

/**
 * mls_invariant_merge:
 * @self: a sum
 * @other: the sum over other faces and edges, as another thread made it
 *
 * Adds @other to @self.
 */
void
mls_invariant_merge (MlsInvariant *self, const MlsInvariant *other)
{
  for (guint i = 0; i < MLS_INVARIANT_PARTS; i++)
    self->parts[i] += other->parts[i];

  self->n_segments += other->n_segments;
  g_array_append_vals (self->flaws, other->flaws->data, other->flaws->len);
  mls_territory_merge (self->territory, other->territory);
}

/**
 * mls_invariant_balances:
 * @self: a sum over all faces and edges
 *
 * Returns: whether the faces' segments leave exactly the edge
 */
gboolean
mls_invariant_balances (const MlsInvariant *self)
{
  return mls_invariant_n_off (self) == 0;
}

/**
 * mls_invariant_holds:
 * @self: a sum over all faces and edges
 *
 * Returns: whether the faces are a partition of the territory
 */
gboolean
mls_invariant_holds (MlsInvariant *self)
{
  MlsFlaw flaw = { .kind = MLS_FLAW_TERRITORY };

  if (mls_territory_fault (self->territory, &flaw.place))
    g_array_append_val (self->flaws, flaw);

  return self->flaws->len == 0 && mls_invariant_balances (self);
}

/**
 * mls_invariant_flaws:
 * @self: a sum after mls_invariant_holds()
 *
 * Returns: (transfer none) (element-type MlsFlaw): the faces that are not simple, and the fault of
 *   the edge. What else is wrong takes a second look
 */
const GArray *
mls_invariant_flaws (const MlsInvariant *self)
{
  return self->flaws;
}

/* Whether the part of the sum that a segment worth @worth is in is not zero. */
gboolean
mls_invariant_part_is_off (const MlsInvariant *self, MlsWorth worth)
{
  return self->parts[part_of (worth)] != 0;
}

/* How many parts of the sum are not zero. */
guint
mls_invariant_n_off (const MlsInvariant *self)
{
  guint n_off = 0;

  for (guint i = 0; i < MLS_INVARIANT_PARTS; i++)
    n_off += self->parts[i] != 0;

  return n_off;
}

guint64
mls_invariant_n_segments (const MlsInvariant *self)
{
  return self->n_segments;
}
