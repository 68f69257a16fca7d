#include "assembly/fill.h"

#include "assembly/ground.h"
#include "assembly/ledger.h"
#include "geometry/box-tree.h"
#include "geometry/trace.h"

#include <math.h>
#include <stdlib.h>

/* What walks the border of the ground outside the outline. */
#define WORLD (MLS_LEDGER_NO_FACE - 1)

/* Polygons between two calls of the caller's function. */
#define TELL_EVERY 8192

/* Ground that no polygon has, within others. */
typedef struct
{
  guint    ring;    /* around it, clockwise: the polygons on its left */
  GArray  *islands; /* (element-type guint): rings around the polygons in it; NULL without */
  MlsArea2 area2;
  guint    taker;   /* the polygon it goes to, or WORLD: becomes a face; NO_FACE: stays outside */
} Gap;

typedef struct
{
  guint  face;
  gint64 length; /* of the border it has with the gap, µm: whole numbers add up in any order */
} Neighbour;

typedef struct
{
  MlsSoup    *soup;
  double      width;      /* mm: what is narrower is thin */
  GArray     *rest;       /* (element-type MlsLedgerRest): borders that polygons have alone */
  MlsShape   *rings;      /* made of them */
  GArray     *gaps;       /* (element-type Gap) */
  MlsBoxTree *tree;       /* of their rings */
  MlsRemarks *remarks;
  MlsAccount *account;

  MlsShape   *shape;
  GArray     *segments;   /* (element-type MlsTraceSegment) */
  GArray     *neighbours; /* (element-type Neighbour) */

  /* What a query, or a piece of ground, is about. */
  guint       island;
  guint       around;     /* the smallest gap, or NO_FACE */
  guint       face;       /* whose pieces they are */
  guint       n_pieces;
} Filling;

#define NO_FACE MLS_LEDGER_NO_FACE

static Gap *
gap_at (const Filling *self, guint i)
{
  return &g_array_index (self->gaps, Gap, i);
}

typedef struct
{
  MlsLedger *ledger;
  guint      face;
} Walk;

static void
walk_segment (const MlsRingSegment *segment, gpointer user_data)
{
  Walk *walk = user_data;
  MlsLedgerEnd a = { segment->a, MLS_MARK_MIDDLE };
  MlsLedgerEnd b = { segment->b, MLS_MARK_MIDDLE };

  mls_ledger_walk (walk->ledger, a, b, walk->face);
}

/* Finds the borders that polygons have alone; FALSE when given up. */
static gboolean
find_rest (Filling *self, const GArray *outside, MlsAssemblyFunc tell, gpointer tell_data)
{
  g_autoptr (MlsLedger) ledger = mls_ledger_new ();
  guint n_faces = mls_soup_n_faces (self->soup);
  Walk walk = { ledger, 0 };

  for (; walk.face < n_faces; walk.face++)
    {
      mls_soup_walk (self->soup, walk.face, &mls_soup_face (self->soup, walk.face)->box, walk_segment, &walk);
      if (walk.face % TELL_EVERY == 0 && !tell ((double) walk.face / n_faces, tell_data))
        return FALSE;
    }

  walk.face = WORLD;
  for (guint i = 0; i < outside->len; i++)
    {
      const MlsTraceSegment *segment = &g_array_index (outside, MlsTraceSegment, i);

      walk_segment (&(MlsRingSegment){ segment->a, segment->b }, &walk);
    }

  self->rest = mls_ledger_rest (ledger);
  return TRUE;
}

static void
trace_rest (Filling *self)
{
  for (guint i = 0; i < self->rest->len; i++)
    {
      const MlsLedgerRest *item = &g_array_index (self->rest, MlsLedgerRest, i);

      g_array_append_val (self->segments, ((MlsTraceSegment){ item->a.point, item->b.point }));
    }

  mls_trace_rings (self->segments, self->rings);
}

static void
find_gaps (Filling *self)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (MlsBox));

  for (guint r = 0; r < mls_shape_n_rings (self->rings); r++)
    {
      MlsRing ring = mls_shape_ring (self->rings, r);
      MlsArea2 area2 = mls_ring_area2 (ring);
      MlsBox box = mls_box_of_points (ring.points, ring.n_points);

      if (area2 > 0)
        continue;

      g_array_append_val (self->gaps, ((Gap){ r, NULL, -area2, NO_FACE }));
      g_array_append_val (boxes, box);
    }

  self->tree = mls_box_tree_new ((const MlsBox *) (gpointer) boxes->data, boxes->len);
}

/* The gap of which a ring of polygons is an island may be one whose ring is around it. */
static gboolean
meet_gap (guint index, gpointer user_data)
{
  Filling *self = user_data;
  MlsRing island = mls_shape_ring (self->rings, self->island);
  MlsRing ring = mls_shape_ring (self->rings, gap_at (self, index)->ring);

  if ((self->around == NO_FACE || gap_at (self, index)->area2 < gap_at (self, self->around)->area2) &&
      mls_ring_holds_middle (ring, island.points[0], island.points[1]))
    self->around = index;

  return TRUE;
}

static void
find_islands (Filling *self)
{
  for (self->island = 0; self->island < mls_shape_n_rings (self->rings); self->island++)
    {
      MlsRing ring = mls_shape_ring (self->rings, self->island);
      MlsArea2 area2 = mls_ring_area2 (ring);
      MlsBox box = mls_box_of_segment (ring.points[0], ring.points[1]);
      Gap *gap;

      if (area2 <= 0)
        continue;

      self->around = NO_FACE;
      mls_box_tree_query (self->tree, &box, meet_gap, self);
      if (self->around == NO_FACE)
        continue;

      gap = gap_at (self, self->around);
      if (gap->islands == NULL)
        gap->islands = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (gap->islands, self->island);
    }

  for (guint i = 0; i < self->gaps->len; i++)
    for (guint k = 0; gap_at (self, i)->islands != NULL && k < gap_at (self, i)->islands->len; k++)
      gap_at (self, i)->area2 -= mls_ring_area2 (
        mls_shape_ring (self->rings, g_array_index (gap_at (self, i)->islands, guint, k)));
}

typedef void (*RingFunc) (Filling *self, MlsRing ring, gpointer user_data);

/* All rings of a gap, polygons on their left. */
static void
each_ring (Filling *self, const Gap *gap, RingFunc func, gpointer user_data)
{
  func (self, mls_shape_ring (self->rings, gap->ring), user_data);

  for (guint k = 0; gap->islands != NULL && k < gap->islands->len; k++)
    func (self, mls_shape_ring (self->rings, g_array_index (gap->islands, guint, k)), user_data);
}

static void
add_length (Filling *self, MlsRing ring, gpointer user_data)
{
  *(double *) user_data += mls_ring_perimeter (ring);
}

static int
compare_rest_with_segment (gconstpointer key, gconstpointer member)
{
  const MlsTraceSegment *segment = key;
  const MlsLedgerRest *item = member;
  int order = mls_point_compare (segment->a, item->a.point);

  return order != 0 ? order : mls_point_compare (segment->b, item->b.point);
}

static guint
face_beside (const Filling *self, MlsPoint a, MlsPoint b)
{
  MlsTraceSegment key = { a, b };
  const MlsLedgerRest *item = bsearch (&key, self->rest->data, self->rest->len, sizeof *item,
                                       compare_rest_with_segment);

  return item->face;
}

static void
add_neighbours (Filling *self, MlsRing ring, gpointer user_data)
{
  for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
    {
      Neighbour neighbour = { face_beside (self, ring.points[j], ring.points[i]),
                              llround (mls_point_distance (ring.points[j], ring.points[i]) * 1000) };

      g_array_append_val (self->neighbours, neighbour);
    }
}

static int
compare_neighbours (gconstpointer left, gconstpointer right)
{
  const Neighbour *n = left;
  const Neighbour *m = right;

  return (n->face > m->face) - (n->face < m->face);
}

/* Whether of two neighbours with as much of a border the first is to take the gap. */
static gboolean
comes_first (const Filling *self, guint face, guint other)
{
  const MlsSoupFace *f = mls_soup_face (self->soup, face);
  const MlsSoupFace *g = mls_soup_face (self->soup, other);

  return f->layer != g->layer ? f->layer < g->layer : f->source < g->source;
}

/* Fills self->neighbours with each neighbour once. */
static void
list_neighbours (Filling *self, const Gap *gap)
{
  guint n = 0;

  g_array_set_size (self->neighbours, 0);
  each_ring (self, gap, add_neighbours, NULL);
  g_array_sort (self->neighbours, compare_neighbours);

  for (guint i = 0; i < self->neighbours->len; i++)
    {
      Neighbour *last = n > 0 ? &g_array_index (self->neighbours, Neighbour, n - 1) : NULL;
      Neighbour here = g_array_index (self->neighbours, Neighbour, i);

      if (last != NULL && last->face == here.face)
        last->length += here.length;
      else
        g_array_index (self->neighbours, Neighbour, n++) = here;
    }

  g_array_set_size (self->neighbours, n);
}

static void
choose_taker (Filling *self, Gap *gap)
{
  Neighbour best = { NO_FACE, 0 };
  gboolean is_open = FALSE;
  double length = 0;

  each_ring (self, gap, add_length, &length);
  list_neighbours (self, gap);

  for (guint i = 0; i < self->neighbours->len; i++)
    {
      Neighbour here = g_array_index (self->neighbours, Neighbour, i);

      if (here.face == WORLD)
        is_open = TRUE;
      else if (here.length > best.length ||
               (here.length == best.length && comes_first (self, here.face, best.face)))
        best = here;
    }

  if ((double) gap->area2 / length <= self->width)
    gap->taker = best.face;
  else
    gap->taker = is_open ? NO_FACE : WORLD;
}

static void
add_reversed (Filling *self, MlsRing ring, gpointer user_data)
{
  for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
    g_array_append_val (self->segments, ((MlsTraceSegment){ ring.points[i], ring.points[j] }));
}

static void
give_piece (const MlsShape *piece, gpointer user_data)
{
  Filling *self = user_data;

  if (self->n_pieces++ == 0)
    mls_soup_replace (self->soup, self->face, piece);
  else
    mls_soup_add_like (self->soup, mls_soup_face (self->soup, self->face), piece);
}

static void
remark_gap (Filling *self, const Gap *gap)
{
  MlsRing ring = mls_shape_ring (self->rings, gap->ring);
  MlsRemark remark = { .kind = MLS_REMARK_GAP, .source = -1, .other = -1, .place = ring.points[0],
                       .gain = gap->area2 };

  if (gap->taker != WORLD)
    {
      const MlsSoupFace *facts = mls_soup_face (self->soup, gap->taker);

      remark.kind = MLS_REMARK_FILLED;
      remark.layer = facts->layer;
      remark.source = facts->source;
    }

  self->account->lines[gap->taker != WORLD ? MLS_ACCOUNT_FILLED : MLS_ACCOUNT_GAPS] += gap->area2;
  mls_remarks_add (self->remarks, &remark);
}

static void
make_face (Filling *self, const Gap *gap)
{
  guint n = mls_soup_n_faces (self->soup);
  MlsSoupFace facts = { .source = -1, .labels = mls_soup_no_labels (self->soup), .origin = n };

  mls_shape_clear (self->shape);
  self->face = mls_soup_add_like (self->soup, &facts, self->shape);
  self->n_pieces = 0;

  g_array_set_size (self->segments, 0);
  each_ring (self, gap, add_reversed, NULL);
  mls_ground_pieces (self->segments, give_piece, self);
}

static void
add_shape (Filling *self, const MlsShape *shape)
{
  for (guint r = 0; r < mls_shape_n_rings (shape); r++)
    {
      MlsRing ring = mls_shape_ring (shape, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        g_array_append_val (self->segments, ((MlsTraceSegment){ ring.points[j], ring.points[i] }));
    }
}

static int
compare_takers (gconstpointer left, gconstpointer right)
{
  const Gap *g = left;
  const Gap *h = right;

  if (g->taker != h->taker)
    return g->taker < h->taker ? -1 : 1;

  return (g->ring > h->ring) - (g->ring < h->ring);
}

/* Gives a polygon all gaps from @first on that it takes; returns the first that it does not. */
static guint
give_gaps (Filling *self, guint first)
{
  guint i = first;

  self->face = gap_at (self, first)->taker;
  self->n_pieces = 0;

  g_array_set_size (self->segments, 0);
  mls_soup_read (self->soup, self->face, self->shape);
  add_shape (self, self->shape);
  for (; i < self->gaps->len && gap_at (self, i)->taker == self->face; i++)
    each_ring (self, gap_at (self, i), add_reversed, NULL);

  mls_ground_pieces (self->segments, give_piece, self);

  return i;
}

static void
close_gaps (Filling *self)
{
  for (guint i = 0; i < self->gaps->len; i++)
    choose_taker (self, gap_at (self, i));

  g_array_sort (self->gaps, compare_takers);

  for (guint i = 0; i < self->gaps->len; i++)
    if (gap_at (self, i)->taker != NO_FACE)
      remark_gap (self, gap_at (self, i));

  for (guint i = 0; i < self->gaps->len && gap_at (self, i)->taker != NO_FACE;)
    if (gap_at (self, i)->taker == WORLD)
      make_face (self, gap_at (self, i++));
    else
      i = give_gaps (self, i);
}

static void
filling_clear (Filling *self)
{
  for (guint i = 0; i < self->gaps->len; i++)
    g_clear_pointer (&gap_at (self, i)->islands, g_array_unref);

  g_array_unref (self->gaps);
  g_array_unref (self->segments);
  g_array_unref (self->neighbours);
  g_clear_pointer (&self->rest, g_array_unref);
  g_clear_pointer (&self->tree, mls_box_tree_free);
  mls_shape_free (self->rings);
  mls_shape_free (self->shape);
}

/**
 * mls_soup_fill_gaps:
 * @soup: polygons that meet at common vertices and have no ground in common
 * @outside: (element-type MlsTraceSegment): the border of what must stay outside, that on its left
 * @width: in mm; a gap that is no wider on average is thin
 * @remarks: where to say what became of the gaps
 * @account: and of their area
 * @tell: told how far it is
 * @tell_data: for @tell
 *
 * Whatever lies between polygons becomes ground of one: a thin gap of the one with the longest border
 * along it, then of the smaller layer and id; any other becomes a polygon without a label. What is open
 * to the outside is no gap; what lies between polygons and what must stay outside is one if it is thin.
 *
 * Returns: %FALSE if @tell gave up
 */
gboolean
mls_soup_fill_gaps (MlsSoup         *soup,
                    const GArray    *outside,
                    double           width,
                    MlsRemarks      *remarks,
                    MlsAccount      *account,
                    MlsAssemblyFunc  tell,
                    gpointer         tell_data)
{
  Filling self = { .soup = soup, .width = width, .remarks = remarks, .account = account };
  gboolean done;

  self.rings = mls_shape_new ();
  self.shape = mls_shape_new ();
  self.gaps = g_array_new (FALSE, FALSE, sizeof (Gap));
  self.segments = g_array_new (FALSE, FALSE, sizeof (MlsTraceSegment));
  self.neighbours = g_array_new (FALSE, FALSE, sizeof (Neighbour));

  done = find_rest (&self, outside, tell, tell_data);
  if (done)
    {
      trace_rest (&self);
      find_gaps (&self);
      find_islands (&self);
      close_gaps (&self);
    }

  filling_clear (&self);

  return done;
}
