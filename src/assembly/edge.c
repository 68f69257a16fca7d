#include "assembly/edge.h"

#include "assembly/faults.h"
#include "assembly/gap.h"
#include "assembly/ledger.h"
#include "geometry/trace.h"
#include "geometry/box-tree.h"
#include "geometry/predicate.h"

#include <stdlib.h>

/* Rounding moves each of two vertices by 0.71 mm at most: where segments cross with no end of one
 * nearer to the other than this, in mm, they crossed in the source. */
#define NEAR 1.5

/* A segment of the edge, once for each time it is left. */
typedef struct
{
  MlsPoint a;
  MlsPoint b;
  MlsPoint source_a; /* where the ends were, in steps of marks */
  MlsPoint source_b;
  gboolean mixed;    /* they were several there */
  guint    face;
  guint    ring;
} Side;

struct _MlsEdgeReview
{
  GArray     *sides;   /* (element-type Side), by start and end */
  MlsShape   *rings;
  gboolean   *refused; /* by ring: it is known as a misfit */
  MlsBoxTree *tree;    /* of the sides */

  guint       current;  /* what a query is about */
  MlsPoint    ray_from;  /* in half millimetres */
  int         times;
  gboolean    as_source;
  GArray     *misfits;
  GArray     *places;
};

static int
compare_sides (gconstpointer left, gconstpointer right)
{
  const Side *s = left;
  const Side *t = right;
  int order = mls_point_compare (s->a, t->a);

  return order != 0 ? order : mls_point_compare (s->b, t->b);
}

static int
compare_rest_with_side (gconstpointer key, gconstpointer member)
{
  const Side *side = key;
  const MlsLedgerRest *item = member;
  int order = mls_point_compare (side->a, item->a.point);

  return order != 0 ? order : mls_point_compare (side->b, item->b.point);
}

/* The sides of the rings, each with a face that has it. */
static void
collect_sides (MlsEdgeReview *review, const GArray *rest)
{
  for (guint r = 0; r < mls_shape_n_rings (review->rings); r++)
    {
      MlsRing ring = mls_shape_ring (review->rings, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        {
          Side side = { .a = ring.points[j], .b = ring.points[i], .ring = r };
          const MlsLedgerRest *item = bsearch (&side, rest->data, rest->len, sizeof *item,
                                               compare_rest_with_side);

          side.face = item->face;
          side.mixed = item->mixed;
          side.source_a = mls_ledger_end_in_source (&item->a);
          side.source_b = mls_ledger_end_in_source (&item->b);
          g_array_append_val (review->sides, side);
        }
    }

  g_array_sort (review->sides, compare_sides);
}

static const Side *
side (const MlsEdgeReview *review, guint i)
{
  return &g_array_index (review->sides, Side, i);
}

static void
build_tree (MlsEdgeReview *review)
{
  g_autofree MlsBox *boxes = g_new (MlsBox, review->sides->len);

  for (guint i = 0; i < review->sides->len; i++)
    boxes[i] = mls_box_of_segment (side (review, i)->a, side (review, i)->b);

  review->tree = mls_box_tree_new (boxes, review->sides->len);
}

static GArray *
collect_segments (const GArray *rest)
{
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (MlsTraceSegment));

  for (guint i = 0; i < rest->len; i++)
    {
      const MlsLedgerRest *item = &g_array_index (rest, MlsLedgerRest, i);

      for (guint k = 0; k < item->count; k++)
        g_array_append_val (segments, ((MlsTraceSegment){ item->a.point, item->b.point }));
    }

  return segments;
}

/**
 * mls_edge_review_new:
 * @rest: (element-type MlsLedgerRest): what the ledger left, as mls_ledger_rest() gives it
 *
 * Makes rings of what is left.
 *
 * Returns: (transfer full): a review of it
 */
MlsEdgeReview *
mls_edge_review_new (const GArray *rest)
{
  MlsEdgeReview *review = g_new0 (MlsEdgeReview, 1);
  g_autoptr (GArray) segments = collect_segments (rest);

  review->rings = mls_shape_new ();
  mls_trace_rings (segments, review->rings);
  review->refused = g_new0 (gboolean, mls_shape_n_rings (review->rings) + 1);
  review->sides = g_array_new (FALSE, FALSE, sizeof (Side));
  collect_sides (review, rest);
  build_tree (review);

  return review;
}

/**
 * mls_edge_review_free:
 * @review: (transfer full): a review
 */
void
mls_edge_review_free (MlsEdgeReview *review)
{
  g_array_unref (review->sides);
  mls_shape_free (review->rings);
  mls_box_tree_free (review->tree);
  g_free (review->refused);
  g_free (review);
}

/**
 * mls_edge_review_mute_holes:
 * @review: a review
 * @smallest_hole: twice mm²
 *
 * Says nothing more of holes that mls_find_gaps() takes for gaps.
 */
void
mls_edge_review_mute_holes (MlsEdgeReview *review, MlsArea2 smallest_hole)
{
  for (guint r = 0; r < mls_shape_n_rings (review->rings); r++)
    review->refused[r] = mls_ring_is_gap (mls_shape_ring (review->rings, r), smallest_hole);
}

static gboolean
are_near (const Side *s, const Side *t)
{
  return mls_point_distance_to_segment (s->a, t->a, t->b) <= NEAR ||
         mls_point_distance_to_segment (s->b, t->a, t->b) <= NEAR ||
         mls_point_distance_to_segment (t->a, s->a, s->b) <= NEAR ||
         mls_point_distance_to_segment (t->b, s->a, s->b) <= NEAR;
}

/* Whether two sides on one line were so in the source too: so are the ends of what they share. */
static gboolean
were_on_one_line (const Side *s, const Side *t)
{
  const double nothing = MLS_LEDGER_NOTHING * MLS_MARK_STEPS;

  if (s->mixed || t->mixed)
    return FALSE;

  return (!mls_point_on_segment (s->a, t->a, t->b) ||
          mls_point_distance_to_segment (s->source_a, t->source_a, t->source_b) <= nothing) &&
         (!mls_point_on_segment (s->b, t->a, t->b) ||
          mls_point_distance_to_segment (s->source_b, t->source_a, t->source_b) <= nothing) &&
         (!mls_point_on_segment (t->a, s->a, s->b) ||
          mls_point_distance_to_segment (t->source_a, s->source_a, s->source_b) <= nothing) &&
         (!mls_point_on_segment (t->b, s->a, s->b) ||
          mls_point_distance_to_segment (t->source_b, s->source_a, s->source_b) <= nothing);
}

static gboolean
share_an_end (const Side *s, const Side *t)
{
  return mls_point_equal (s->a, t->a) || mls_point_equal (s->a, t->b) ||
         mls_point_equal (s->b, t->a) || mls_point_equal (s->b, t->b);
}

static void
add_places (MlsEdgeReview *review, const Side *s, const Side *t)
{
  g_array_append_val (review->places, ((MlsFaultPlace){ s->face, t->a }));
  g_array_append_val (review->places, ((MlsFaultPlace){ t->face, t->a }));
}

static void
meet_along (MlsEdgeReview *review, const Side *s, const Side *t)
{
  if (s->ring == t->ring || !review->as_source || !were_on_one_line (s, t))
    add_places (review, s, t);
  else if (mls_point_equal (s->a, t->a) && mls_point_equal (s->b, t->b))
    {
      review->refused[t->ring] = TRUE;
      mls_misfit_add (review->misfits, MLS_MISFIT_OVERLAP, t->a);
    }
  else
    mls_misfit_add (review->misfits, MLS_MISFIT_MISSING_NODE, t->a);
}

static gboolean
meet_side (guint index, gpointer user_data)
{
  MlsEdgeReview *review = user_data;
  const Side *s = side (review, review->current);
  const Side *t = side (review, index);

  if (index <= review->current || review->refused[s->ring] || review->refused[t->ring])
    return TRUE;
  if (review->misfits->len >= MLS_MISFITS_MAX)
    return FALSE;

  switch (mls_segments_meet (s->a, s->b, t->a, t->b))
    {
    case MLS_MEET_NOT:
      break;
    case MLS_MEET_CROSS:
      if (are_near (s, t))
        add_places (review, s, t);
      else
        mls_misfit_add (review->misfits, MLS_MISFIT_OVERLAP, mls_segments_crossing (s->a, s->b, t->a, t->b));
      break;
    case MLS_MEET_TOUCH:
      if (!share_an_end (s, t))
        add_places (review, s, t);
      break;
    case MLS_MEET_OVERLAP:
      meet_along (review, s, t);
      break;
    }

  return TRUE;
}

/**
 * mls_edge_review_meets:
 * @review: a review
 * @as_source: whether no polygon has been remade
 * @misfits: (element-type MlsMisfit): where to add the places that polygons come across each other
 * @places: (element-type MlsFaultPlace): where to add the polygons that rounding alone may have
 *   brought together
 */
void
mls_edge_review_meets (MlsEdgeReview *review, gboolean as_source, GArray *misfits, GArray *places)
{
  review->as_source = as_source;
  review->misfits = misfits;
  review->places = places;

  for (review->current = 0; review->current < review->sides->len; review->current++)
    {
      const Side *s = side (review, review->current);
      MlsBox box = mls_box_of_segment (s->a, s->b);

      mls_box_tree_query (review->tree, &box, meet_side, review);
    }
}

static MlsPoint
twice (MlsPoint point)
{
  return (MlsPoint){ 2 * point.x, 2 * point.y };
}

/* A ray to the west, just above half whole numbers, as it starts in the middle of a side: no other
 * ring passes there. */
static gboolean
ray_meets (guint index, gpointer user_data)
{
  MlsEdgeReview *review = user_data;
  const Side *s = side (review, index);
  gboolean up = s->a.y < s->b.y;
  MlsPoint south = twice (up ? s->a : s->b);
  MlsPoint north = twice (up ? s->b : s->a);
  MlsPoint from = review->ray_from;

  if (s->ring != review->current && !review->refused[s->ring] && south.y <= from.y && from.y < north.y &&
      mls_turn (south, north, from) < 0)
    review->times += up ? -1 : 1;

  return TRUE;
}

/* How often all other rings wind around a ring. */
static int
times_around (MlsEdgeReview *review, MlsRing ring)
{
  MlsPoint a = ring.points[0];
  MlsPoint b = ring.points[1];
  MlsBox ray = { -2 * MLS_GRID_LIMIT, MIN (a.y, b.y), MAX (a.x, b.x), MAX (a.y, b.y) };

  review->times = 0;
  review->ray_from = (MlsPoint){ a.x + b.x, a.y + b.y };
  mls_box_tree_query (review->tree, &ray, ray_meets, review);

  return review->times;
}

/**
 * mls_edge_review_nesting:
 * @review: a review of rings that do not cross
 * @misfits: (element-type MlsMisfit): where to add the rings that lie on ground that has an owner,
 *   and holes in what nobody owns
 */
void
mls_edge_review_nesting (MlsEdgeReview *review, GArray *misfits)
{
  for (review->current = 0; review->current < mls_shape_n_rings (review->rings); review->current++)
    {
      MlsRing ring = mls_shape_ring (review->rings, review->current);
      int expected = mls_ring_area2 (ring) > 0 ? 0 : 1;

      if (!review->refused[review->current] && times_around (review, ring) != expected)
        mls_misfit_add (misfits, MLS_MISFIT_OVERLAP, ring.points[0]);
    }
}

/**
 * mls_edge_review_rings:
 * @review: a review
 *
 * Returns: (transfer none): the rings of the edge, the territory on their left; valid while @review
 *   is
 */
MlsShape *
mls_edge_review_rings (MlsEdgeReview *review)
{
  return review->rings;
}
