#include "assembly/settle.h"

#include "assembly/target.h"

#include <math.h>

/* Segments of a ring looked at in one go: their surroundings stay small however large the polygon. */
#define RUN_LENGTH 256

/* Polygons between two calls of the caller's function. */
#define TELL_EVERY 1024

typedef struct
{
  const MlsSoup *soup;
  MlsSoup       *settled;
  gint64         tolerance;
  MlsBoxTree    *tree;       /* of the polygons as they were */
  MlsTargets    *targets;
  MlsRemarks    *remarks;
  MlsAccount    *account;

  guint          face;       /* being settled */
  MlsShape      *before;
  MlsShape      *after;
  GArray        *places;     /* (element-type MlsPoint): where the vertices of a run go */
  GArray        *bends;      /* (element-type MlsPoint) */

  /* Of the run in question. */
  MlsBox         around;
  guint          other;
} Settling;

static void
add_target (const MlsRingSegment *segment, gpointer user_data)
{
  Settling *self = user_data;
  MlsTargetKind kind = self->other < self->face ? MLS_TARGET_SETTLED : MLS_TARGET_OTHER;

  mls_targets_add (self->targets, kind, segment->a, segment->b);
}

static gboolean
add_face (guint face, gpointer user_data)
{
  Settling *self = user_data;

  self->other = face;
  if (face != self->face)
    mls_soup_walk (face < self->face ? self->settled : self->soup, face, &self->around, add_target, self);

  return TRUE;
}

static MlsPoint
vertex (MlsRing ring, gsize i)
{
  return ring.points[i % ring.n_points];
}

/* Looks at what lies around the segments of @ring from vertex @first to vertex @last. The segments
 * before and after are added too: they tell whether the ends may move. */
static void
look_around (Settling *self, MlsRing ring, gsize first, gsize last)
{
  MlsBox box = MLS_BOX_EMPTY;
  MlsBox farther;

  for (gsize i = first; i <= last; i++)
    mls_box_extend (&box, vertex (ring, i));
  self->around = mls_box_grown (&box, self->tolerance);

  mls_targets_clear (self->targets);
  for (gsize i = first + ring.n_points - 1; i <= last + ring.n_points; i++)
    mls_targets_add (self->targets, MLS_TARGET_OWN, vertex (ring, i), vertex (ring, i + 1));

  /* Others may have moved here from where they were. */
  farther = mls_box_grown (&self->around, self->tolerance);
  mls_box_tree_query (self->tree, &farther, add_face, self);
  mls_targets_index (self->targets);
}

/* A vertex of a border that others have too stays. */
static MlsPoint
place_of (Settling *self, MlsRing ring, gsize i)
{
  MlsPoint before = vertex (ring, i + ring.n_points - 1);
  MlsPoint here = vertex (ring, i);
  MlsPoint after = vertex (ring, i + 1);

  if (mls_targets_is_common (self->targets, before, here) || mls_targets_is_common (self->targets, here, after))
    return here;

  return mls_targets_attract (self->targets, here);
}

static void
settle_run (Settling *self, MlsRing ring, gsize first, gsize last)
{
  look_around (self, ring, first, last);

  g_array_set_size (self->places, 0);
  for (gsize i = first; i <= last; i++)
    {
      MlsPoint place = place_of (self, ring, i);

      g_array_append_val (self->places, place);
    }

  for (gsize i = first; i < last; i++)
    {
      MlsPoint a = g_array_index (self->places, MlsPoint, i - first);
      MlsPoint b = g_array_index (self->places, MlsPoint, i - first + 1);

      mls_shape_add_point (self->after, a);
      if (mls_point_equal (a, b) || mls_targets_is_common (self->targets, vertex (ring, i), vertex (ring, i + 1)))
        continue;

      g_array_set_size (self->bends, 0);
      mls_targets_bend (self->targets, a, b, self->bends);
      g_array_append_vals (self->after->points, self->bends->data, self->bends->len);
    }
}

static void
settle_rings (Settling *self)
{
  mls_shape_clear (self->after);

  for (guint r = 0; r < mls_shape_n_rings (self->before); r++)
    {
      MlsRing ring = mls_shape_ring (self->before, r);

      for (gsize i = 0; i < ring.n_points; i += RUN_LENGTH)
        settle_run (self, ring, i, MIN (i + RUN_LENGTH, ring.n_points));

      mls_shape_end_ring (self->after);
    }
}

/* The first vertex in whose place is another now, or none; FALSE if there is none such. */
static gboolean
find_change (const Settling *self, MlsPoint *place)
{
  const GArray *before = self->before->points;
  const GArray *after = self->after->points;
  guint i = 0;

  while (i < MIN (before->len, after->len) &&
         mls_point_equal (g_array_index (before, MlsPoint, i), g_array_index (after, MlsPoint, i)))
    i++;

  *place = g_array_index (before, MlsPoint, MIN (i, before->len - 1));

  return i < before->len || i < after->len;
}

static void
remark_change (Settling *self, MlsPoint place, MlsArea2 gain)
{
  const MlsSoupFace *facts = mls_soup_face (self->soup, self->face);
  MlsRemark remark = { .kind = MLS_REMARK_MOVED, .layer = facts->layer, .source = facts->source, .other = -1,
                       .place = place, .area_m2 = fabs (mls_area2_to_m2 (gain)) };

  mls_remarks_add (self->remarks, &remark);
  self->account->lines[MLS_ACCOUNT_MOVED] += gain;

  if (mls_shape_n_rings (self->after) > 0)
    return;

  remark.kind = MLS_REMARK_GONE;
  mls_remarks_add (self->remarks, &remark);
}

static void
settle_face (Settling *self)
{
  MlsPoint place;
  MlsArea2 gain;

  if (mls_soup_face (self->soup, self->face)->layer == MLS_OUTLINE)
    {
      mls_soup_copy (self->settled, self->face, self->soup);
      return;
    }

  gain = -mls_soup_area2 (self->soup, self->face, self->before);
  settle_rings (self);
  if (!find_change (self, &place))
    {
      mls_soup_copy (self->settled, self->face, self->soup);
      return;
    }

  mls_shape_tidy (self->after);
  mls_soup_replace (self->settled, self->face, self->after);
  gain += mls_soup_area2 (self->settled, self->face, self->before);
  remark_change (self, place, gain);
}

/**
 * mls_soup_settle:
 * @soup: polygons in the order in which they take ground, the outlines first
 * @tolerance: in mm, how far a border may move
 * @remarks: where to say which polygons changed
 * @account: what became of their area
 * @tell: told how far it is
 * @tell_data: for @tell
 *
 * Brings borders onto each other, polygon by polygon: where a border comes within @tolerance of one
 * that stays it goes there, vertex to vertex or vertex onto segment, and is led through the vertices it
 * passes. The outline stays, and what polygons have in common; the border of a polygon stays for all
 * that come after it. So what comes of it depends on that order alone.
 *
 * Returns: (transfer full) (nullable): the polygons; %NULL if @tell gave up
 */
MlsSoup *
mls_soup_settle (const MlsSoup   *soup,
                 gint64           tolerance,
                 MlsRemarks      *remarks,
                 MlsAccount      *account,
                 MlsAssemblyFunc  tell,
                 gpointer         tell_data)
{
  Settling self = { .soup = soup, .tolerance = tolerance, .remarks = remarks, .account = account };
  guint n = mls_soup_n_faces (soup);
  gboolean goes_on = TRUE;

  self.settled = mls_soup_new_like (soup);
  self.tree = mls_soup_index (soup);
  self.targets = mls_targets_new (tolerance);
  self.before = mls_shape_new ();
  self.after = mls_shape_new ();
  self.places = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  self.bends = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (; self.face < n && goes_on; self.face++)
    {
      if (mls_soup_face (soup, self.face)->n_rings > 0)
        settle_face (&self);
      if (self.face % TELL_EVERY == 0)
        goes_on = tell ((double) self.face / n, tell_data);
    }

  mls_box_tree_free (self.tree);
  mls_targets_free (self.targets);
  mls_shape_free (self.before);
  mls_shape_free (self.after);
  g_array_unref (self.places);
  g_array_unref (self.bends);
  if (!goes_on)
    g_clear_pointer (&self.settled, mls_soup_free);

  return self.settled;
}
