#include "assembly/settle.h"

#include "assembly/crew.h"
#include "assembly/target.h"

/* Segments of a ring looked at in one go: their surroundings stay small however large the polygon. */
#define RUN_LENGTH 256

/* Polygons settled in one go: enough to forget what handing them over costs. */
#define BATCH_SIZE 64

typedef struct
{
  const MlsSoup  *soup;
  MlsSoup        *settled;
  gint64          tolerance;
  MlsSettleOnto   onto;
  MlsBoxTree     *tree;      /* of the polygons as they were */
  MlsRemarks     *remarks;
  MlsAccount     *account;

  guint          *n_waits;   /* [n_faces]: how many that come before it each waits for */
  GArray         *wave;      /* (element-type guint): polygons that wait no longer */
  GArray         *next_wave; /* (element-type guint) */
  guint           n_done;
  guint           face;      /* that a query is about */

  MlsAssemblyFunc tell;
  gpointer        tell_data;
} Settling;

/* What became of a polygon that changed. */
typedef struct
{
  guint     face;
  MlsShape *shape;
  MlsPoint  place; /* of the first change */
  MlsArea2  gain;
} Outcome;

/* One polygon at work, on any thread. */
typedef struct
{
  const Settling *settling;
  guint           face;
  MlsTargets     *targets;
  MlsShape       *before;
  MlsShape       *after;
  GArray         *places;    /* (element-type MlsPoint): where the vertices of a run go */
  GArray         *bends;     /* (element-type MlsPoint) */

  /* Of the run in question. */
  MlsBox          around;
  guint           other;
} Hand;

/* Of a polygon of which nothing is left nobody knows where it is. */
static gboolean
is_there (const Settling *self, guint face)
{
  return mls_soup_face (self->soup, face)->n_rings > 0;
}

static gboolean
may_move (const Settling *self, guint face)
{
  return is_there (self, face) && mls_soup_face (self->soup, face)->layer != MLS_OUTLINE;
}

static gboolean
is_looked_at (const Settling *self, guint face)
{
  return self->onto == MLS_SETTLE_ONTO_ALL || mls_soup_face (self->soup, face)->layer == MLS_OUTLINE;
}

static void
add_target (const MlsRingSegment *segment, gpointer user_data)
{
  Hand *self = user_data;
  MlsTargetKind kind = self->other < self->face ? MLS_TARGET_SETTLED : MLS_TARGET_OTHER;

  mls_targets_add (self->targets, kind, segment->a, segment->b);
}

static gboolean
add_face (guint face, gpointer user_data)
{
  Hand *self = user_data;
  gboolean is_settled = face < self->face && may_move (self->settling, face);
  const MlsSoup *soup = is_settled ? self->settling->settled : self->settling->soup;

  self->other = face;
  if (face != self->face && is_looked_at (self->settling, face))
    mls_soup_walk (soup, face, &self->around, add_target, self);

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
look_around (Hand *self, MlsRing ring, gsize first, gsize last)
{
  MlsBox box = MLS_BOX_EMPTY;
  MlsBox farther;

  for (gsize i = first; i <= last; i++)
    mls_box_extend (&box, vertex (ring, i));
  self->around = mls_box_grown (&box, self->settling->tolerance);

  mls_targets_clear (self->targets);
  for (gsize i = first + ring.n_points - 1; i <= last + ring.n_points; i++)
    mls_targets_add (self->targets, MLS_TARGET_OWN, vertex (ring, i), vertex (ring, i + 1));

  /* Others may have moved here from where they were. */
  farther = mls_box_grown (&self->around, self->settling->tolerance);
  mls_box_tree_query (self->settling->tree, &farther, add_face, self);
  mls_targets_index (self->targets);
}

/* A vertex of a border that others have too stays. */
static MlsPoint
place_of (Hand *self, MlsRing ring, gsize i)
{
  MlsPoint before = vertex (ring, i + ring.n_points - 1);
  MlsPoint here = vertex (ring, i);
  MlsPoint after = vertex (ring, i + 1);

  if (mls_targets_is_common (self->targets, before, here) || mls_targets_is_common (self->targets, here, after))
    return here;

  return mls_targets_attract (self->targets, here);
}

static void
settle_run (Hand *self, MlsRing ring, gsize first, gsize last)
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
settle_rings (Hand *self)
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
find_change (const Hand *self, MlsPoint *place)
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
settle_face (Hand *self, guint face, GArray *outcomes)
{
  Outcome outcome = { .face = face };

  self->face = face;
  mls_soup_read (self->settling->soup, face, self->before);
  settle_rings (self);
  if (!find_change (self, &outcome.place))
    return;

  mls_shape_tidy (self->after);
  outcome.gain = mls_shape_area2 (self->after) - mls_shape_area2 (self->before);
  outcome.shape = g_steal_pointer (&self->after);
  self->after = mls_shape_new ();
  g_array_append_val (outcomes, outcome);
}

static void
clear_outcome (gpointer data)
{
  Outcome *outcome = data;

  g_clear_pointer (&outcome->shape, mls_shape_free);
}

static guint
batch_end (const Settling *self, guint batch)
{
  return MIN ((batch + 1) * BATCH_SIZE, self->wave->len);
}

/* On any thread. */
static gpointer
settle_batch (guint batch, gpointer user_data)
{
  const Settling *self = user_data;
  GArray *outcomes = g_array_new (FALSE, FALSE, sizeof (Outcome));
  Hand hand = { self };

  g_array_set_clear_func (outcomes, clear_outcome);
  hand.targets = mls_targets_new (self->tolerance);
  hand.before = mls_shape_new ();
  hand.after = mls_shape_new ();
  hand.places = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  hand.bends = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (guint i = batch * BATCH_SIZE; i < batch_end (self, batch); i++)
    if (may_move (self, g_array_index (self->wave, guint, i)))
      settle_face (&hand, g_array_index (self->wave, guint, i), outcomes);

  mls_targets_free (hand.targets);
  mls_shape_free (hand.before);
  mls_shape_free (hand.after);
  g_array_unref (hand.places);
  g_array_unref (hand.bends);

  return outcomes;
}

static void
take_outcome (Settling *self, const Outcome *outcome)
{
  const MlsSoupFace *facts = mls_soup_face (self->soup, outcome->face);
  MlsRemark remark = { .kind = MLS_REMARK_MOVED, .layer = facts->layer, .source = facts->source, .other = -1,
                       .place = outcome->place, .gain = outcome->gain };

  mls_soup_replace (self->settled, outcome->face, outcome->shape);
  mls_remarks_add (self->remarks, &remark);
  self->account->lines[MLS_ACCOUNT_MOVED] += outcome->gain;

  if (mls_shape_n_rings (outcome->shape) > 0)
    return;

  remark.kind = MLS_REMARK_GONE;
  mls_remarks_add (self->remarks, &remark);
}

static gboolean
take_batch (guint batch, gpointer result, gpointer user_data)
{
  Settling *self = user_data;
  g_autoptr (GArray) outcomes = result;
  guint k = 0;

  for (guint i = batch * BATCH_SIZE; i < batch_end (self, batch); i++)
    {
      guint face = g_array_index (self->wave, guint, i);

      if (k < outcomes->len && g_array_index (outcomes, Outcome, k).face == face)
        take_outcome (self, &g_array_index (outcomes, Outcome, k++));
      else
        mls_soup_copy (self->settled, face, self->soup);
    }

  self->n_done += batch_end (self, batch) - batch * BATCH_SIZE;

  return self->tell ((double) self->n_done / mls_soup_n_faces (self->soup), self->tell_data);
}

/* What stays is waited for by nobody, and waits for nobody. */
static gboolean
count_wait (guint other, gpointer user_data)
{
  Settling *self = user_data;

  if (other < self->face && may_move (self, other) && is_looked_at (self, other))
    self->n_waits[self->face]++;

  return TRUE;
}

static gboolean
end_wait (guint other, gpointer user_data)
{
  Settling *self = user_data;

  if (other > self->face && may_move (self, other) && is_looked_at (self, self->face) && --self->n_waits[other] == 0)
    g_array_append_val (self->next_wave, other);

  return TRUE;
}

/* Calls @func with each polygon that may come near a polygon, itself among them. */
static void
each_near (Settling *self, guint face, MlsBoxTreeFunc func)
{
  const MlsSoupFace *facts = mls_soup_face (self->soup, face);
  MlsBox box = mls_box_grown (&facts->box, 2 * self->tolerance);

  self->face = face;
  if (may_move (self, face))
    mls_box_tree_query (self->tree, &box, func, self);
}

static int
compare_faces (gconstpointer left, gconstpointer right)
{
  guint f = *(const guint *) left;
  guint g = *(const guint *) right;

  return (f > g) - (f < g);
}

static void
start_first_wave (Settling *self)
{
  for (guint i = 0; i < mls_soup_n_faces (self->soup); i++)
    {
      each_near (self, i, count_wait);
      if (self->n_waits[i] == 0)
        g_array_append_val (self->next_wave, i);
    }
}

/* Those that waited for nobody but the polygons settled now come next. */
static void
start_next_wave (Settling *self)
{
  for (guint i = 0; i < self->wave->len; i++)
    each_near (self, g_array_index (self->wave, guint, i), end_wait);

  g_array_sort (self->next_wave, compare_faces);
}

static gboolean
run_waves (Settling *self)
{
  static const MlsCrewFuncs funcs = { settle_batch, take_batch, (GDestroyNotify) g_array_unref };

  for (start_first_wave (self); self->next_wave->len > 0; start_next_wave (self))
    {
      GArray *done = self->wave;

      self->wave = self->next_wave;
      self->next_wave = done;
      g_array_set_size (done, 0);

      if (!mls_crew_run ((self->wave->len + BATCH_SIZE - 1) / BATCH_SIZE, &funcs, self))
        return FALSE;
    }

  return TRUE;
}

/**
 * mls_soup_settle:
 * @soup: polygons in the order in which they take ground, the outlines first
 * @tolerance: in mm, how far a border may move
 * @onto: whose borders they are brought onto
 * @remarks: where to say which polygons changed
 * @account: what became of their area
 * @tell: told how far it is
 * @tell_data: for @tell
 *
 * Brings borders onto each other, polygon by polygon: where a border comes within @tolerance of one
 * that stays it goes there, vertex to vertex or vertex onto segment, and is led through the vertices it
 * passes. The outline stays, and what polygons have in common; the border of a polygon stays for all
 * that come after it. So what comes of it depends on that order alone; polygons far from each other are
 * settled at the same time.
 *
 * Returns: (transfer full) (nullable): the polygons; %NULL if @tell gave up
 */
MlsSoup *
mls_soup_settle (const MlsSoup   *soup,
                 gint64           tolerance,
                 MlsSettleOnto    onto,
                 MlsRemarks      *remarks,
                 MlsAccount      *account,
                 MlsAssemblyFunc  tell,
                 gpointer         tell_data)
{
  Settling self = { .soup = soup, .tolerance = tolerance, .onto = onto, .remarks = remarks, .account = account,
                    .tell = tell, .tell_data = tell_data };
  gboolean done;

  self.settled = mls_soup_new_like (soup);
  self.tree = mls_soup_index (soup);
  self.n_waits = g_new0 (guint, mls_soup_n_faces (soup));
  self.wave = g_array_new (FALSE, FALSE, sizeof (guint));
  self.next_wave = g_array_new (FALSE, FALSE, sizeof (guint));

  done = run_waves (&self);

  mls_box_tree_free (self.tree);
  g_free (self.n_waits);
  g_array_unref (self.wave);
  g_array_unref (self.next_wave);
  if (!done)
    g_clear_pointer (&self.settled, mls_soup_free);

  return self.settled;
}
