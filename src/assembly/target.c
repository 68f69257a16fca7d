#include "assembly/target.h"

#include "geometry/box-tree.h"
#include "geometry/predicate.h"

#include <math.h>
#include <string.h>

/* A segment from its smaller end to the other, and who walks it. */
typedef struct
{
  MlsPoint low;
  MlsPoint high;
  guint    walks;
} Entry;

enum
{
  UP = 1 << 0,      /* another polygon does, to the larger end */
  DOWN = 1 << 1,    /* and back */
  SETTLED = 1 << 2, /* one that does not move */
  OWN = 1 << 3,     /* the border itself */
};

/* Entries are found by open addressing with linear probing; the number of places is a power of two,
 * at most half of it used, and a free one is 0. */
struct _MlsTargets
{
  gint64      reach;    /* mm */

  GArray     *entries;  /* (element-type Entry) */
  guint      *places;   /* [n_places]: index of an entry + 1 */
  gsize       n_places;

  GArray     *targets;  /* (element-type guint): entries */
  GArray     *boxes;    /* (element-type MlsBox): theirs */
  MlsBoxTree *tree;     /* of the targets; NULL without any */

  /* What a query is about. */
  MlsPoint    point;
  MlsPoint    a;
  MlsPoint    b;
  guint       found;    /* entry, or NOTHING */
  double      distance; /* to it */
  gboolean    hidden;
  GArray     *bends;
};

#define NOTHING G_MAXUINT
#define FEWEST_PLACES 256

/**
 * mls_targets_new:
 * @reach: in mm, how far a border may be brought
 *
 * Returns: (transfer full): a set without a target
 */
MlsTargets *
mls_targets_new (gint64 reach)
{
  MlsTargets *targets = g_new0 (MlsTargets, 1);

  targets->reach = reach;
  targets->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  targets->n_places = FEWEST_PLACES;
  targets->places = g_new0 (guint, targets->n_places);
  targets->targets = g_array_new (FALSE, FALSE, sizeof (guint));
  targets->boxes = g_array_new (FALSE, FALSE, sizeof (MlsBox));

  return targets;
}

/**
 * mls_targets_free:
 * @targets: (transfer full): a set of targets
 */
void
mls_targets_free (MlsTargets *targets)
{
  g_array_unref (targets->entries);
  g_free (targets->places);
  g_array_unref (targets->targets);
  g_array_unref (targets->boxes);
  g_clear_pointer (&targets->tree, mls_box_tree_free);
  g_free (targets);
}

/**
 * mls_targets_clear:
 * @targets: a set of targets, to be without one again
 */
void
mls_targets_clear (MlsTargets *targets)
{
  g_array_set_size (targets->entries, 0);
  memset (targets->places, 0, targets->n_places * sizeof *targets->places);
  g_array_set_size (targets->targets, 0);
  g_array_set_size (targets->boxes, 0);
  g_clear_pointer (&targets->tree, mls_box_tree_free);
}

static Entry *
entry_at (const MlsTargets *targets, guint i)
{
  return &g_array_index (targets->entries, Entry, i);
}

static guint *
find_place (const MlsTargets *targets, MlsPoint low, MlsPoint high)
{
  guint64 hash = (guint64) mls_point_hash (low) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + mls_point_hash (high);
  gsize mask = targets->n_places - 1;
  gsize i = (gsize) (hash ^ (hash >> 29)) & mask;

  for (; targets->places[i] != 0; i = (i + 1) & mask)
    {
      const Entry *entry = entry_at (targets, targets->places[i] - 1);

      if (mls_point_equal (entry->low, low) && mls_point_equal (entry->high, high))
        break;
    }

  return &targets->places[i];
}

/* The segment between two points; NULL if there is none. */
static const Entry *
find (const MlsTargets *targets, MlsPoint a, MlsPoint b)
{
  gboolean up = mls_point_compare (a, b) < 0;
  guint place = *find_place (targets, up ? a : b, up ? b : a);

  return place != 0 ? entry_at (targets, place - 1) : NULL;
}

static void
grow (MlsTargets *targets)
{
  g_free (targets->places);
  targets->n_places *= 2;
  targets->places = g_new0 (guint, targets->n_places);

  for (guint i = 0; i < targets->entries->len; i++)
    *find_place (targets, entry_at (targets, i)->low, entry_at (targets, i)->high) = i + 1;
}

/**
 * mls_targets_add:
 * @targets: a set of targets
 * @kind: whose segment it is
 * @a: where it starts
 * @b: where it ends, elsewhere
 */
void
mls_targets_add (MlsTargets *targets, MlsTargetKind kind, MlsPoint a, MlsPoint b)
{
  gboolean up = mls_point_compare (a, b) < 0;
  MlsPoint low = up ? a : b;
  MlsPoint high = up ? b : a;
  guint *place = find_place (targets, low, high);
  guint walks = kind == MLS_TARGET_OWN ? OWN : (up ? UP : DOWN) | (kind == MLS_TARGET_SETTLED ? SETTLED : 0);

  if (*place != 0)
    {
      entry_at (targets, *place - 1)->walks |= walks;
      return;
    }

  g_array_append_val (targets->entries, ((Entry){ low, high, walks }));
  *place = targets->entries->len;
  if (targets->entries->len * 2 > targets->n_places)
    grow (targets);
}

static gboolean
is_target (const Entry *entry)
{
  gboolean is_common = (entry->walks & UP) != 0 && (entry->walks & DOWN) != 0;

  return (entry->walks & OWN) == 0 && (is_common || (entry->walks & SETTLED) != 0);
}

/**
 * mls_targets_index:
 * @targets: a set of which all segments have been added
 */
void
mls_targets_index (MlsTargets *targets)
{
  for (guint i = 0; i < targets->entries->len; i++)
    if (is_target (entry_at (targets, i)))
      {
        MlsBox box = mls_box_of_segment (entry_at (targets, i)->low, entry_at (targets, i)->high);

        g_array_append_val (targets->targets, i);
        g_array_append_val (targets->boxes, box);
      }

  if (targets->targets->len > 0)
    targets->tree = mls_box_tree_new ((const MlsBox *) (gpointer) targets->boxes->data, targets->boxes->len);
}

static const Entry *
target_at (const MlsTargets *targets, guint i)
{
  return entry_at (targets, g_array_index (targets->targets, guint, i));
}

static void
query (MlsTargets *targets, MlsPoint a, MlsPoint b, gint64 margin, MlsBoxTreeFunc func)
{
  MlsBox box = mls_box_of_segment (a, b);

  box = mls_box_grown (&box, margin);
  if (targets->tree != NULL)
    mls_box_tree_query (targets->tree, &box, func, targets);
}

/**
 * mls_targets_is_common:
 * @targets: a set of targets
 * @a: where a segment of the border starts
 * @b: where it ends
 *
 * Returns: whether another polygon has it too
 */
gboolean
mls_targets_is_common (const MlsTargets *targets, MlsPoint a, MlsPoint b)
{
  const Entry *entry = find (targets, a, b);

  return entry != NULL && (entry->walks & (UP | DOWN)) != 0;
}

/* How far a point is along a segment from a to b, 0 to 1 between them. */
static double
along (MlsPoint point, MlsPoint a, MlsPoint b)
{
  double dx = (double) (b.x - a.x);
  double dy = (double) (b.y - a.y);

  return ((double) (point.x - a.x) * dx + (double) (point.y - a.y) * dy) / (dx * dx + dy * dy);
}

static double
distance_at (MlsPoint point, MlsPoint a, MlsPoint b, double t)
{
  return hypot ((double) (point.x - a.x) - t * (double) (b.x - a.x),
                (double) (point.y - a.y) - t * (double) (b.y - a.y));
}

static gboolean
is_before (const Entry *entry, const Entry *other)
{
  int order = mls_point_compare (entry->low, other->low);

  return order != 0 ? order < 0 : mls_point_compare (entry->high, other->high) < 0;
}

static gboolean
find_nearest (guint index, gpointer user_data)
{
  MlsTargets *targets = user_data;
  const Entry *here = target_at (targets, index);
  double t = CLAMP (along (targets->point, here->low, here->high), 0, 1);
  double distance = distance_at (targets->point, here->low, here->high, t);

  if (distance < targets->distance ||
      (distance == targets->distance &&
       (targets->found == NOTHING || is_before (here, target_at (targets, targets->found)))))
    {
      targets->found = index;
      targets->distance = distance;
    }

  return TRUE;
}

/**
 * mls_targets_attract:
 * @targets: an indexed set of targets
 * @point: a vertex of the border
 *
 * A vertex within reach of a target goes to the nearer end of the nearest one if that is within reach,
 * else onto the target.
 *
 * Returns: where it is to be
 */
MlsPoint
mls_targets_attract (MlsTargets *targets, MlsPoint point)
{
  const Entry *nearest;
  double to_low, to_high;

  targets->point = point;
  targets->found = NOTHING;
  targets->distance = (double) targets->reach;
  query (targets, point, point, targets->reach, find_nearest);
  if (targets->found == NOTHING || targets->distance == 0)
    return point;

  nearest = target_at (targets, targets->found);
  to_low = mls_point_distance (point, nearest->low);
  to_high = mls_point_distance (point, nearest->high);
  if (MIN (to_low, to_high) <= (double) targets->reach)
    return to_low <= to_high ? nearest->low : nearest->high;

  return mls_point_nearest_on_segment (point, nearest->low, nearest->high);
}

/* A vertex that the segment in question is to go through. */
typedef struct
{
  MlsPoint point;
  double   along;
} Bend;

static gboolean
find_hiding (guint index, gpointer user_data)
{
  MlsTargets *targets = user_data;
  const Entry *here = target_at (targets, index);
  MlsPoint foot = mls_point_nearest_on_segment (targets->point, targets->a, targets->b);

  targets->hidden = mls_segments_meet (targets->point, foot, here->low, here->high) == MLS_MEET_CROSS;

  return !targets->hidden;
}

/* Whether another target lies between a vertex and the segment. */
static gboolean
is_hidden (MlsTargets *targets, MlsPoint point)
{
  targets->point = point;
  targets->hidden = FALSE;
  query (targets, point, mls_point_nearest_on_segment (point, targets->a, targets->b), 0, find_hiding);

  return targets->hidden;
}

static void
meet_vertex (MlsTargets *targets, MlsPoint point)
{
  Bend bend = { point, along (point, targets->a, targets->b) };
  double distance;

  if (bend.along <= 0 || bend.along >= 1 || mls_point_on_segment (point, targets->a, targets->b))
    return;

  distance = distance_at (point, targets->a, targets->b, bend.along);
  if (distance <= (double) targets->reach && !is_hidden (targets, point))
    g_array_append_val (targets->bends, bend);
}

static gboolean
find_bends (guint index, gpointer user_data)
{
  MlsTargets *targets = user_data;
  const Entry *here = target_at (targets, index);

  meet_vertex (targets, here->low);
  meet_vertex (targets, here->high);

  return TRUE;
}

static int
compare_bends (gconstpointer left, gconstpointer right)
{
  const Bend *b = left;
  const Bend *c = right;

  return b->along != c->along ? (b->along > c->along) - (b->along < c->along)
                              : mls_point_compare (b->point, c->point);
}

/**
 * mls_targets_bend:
 * @targets: an indexed set of targets
 * @a: where a segment of the border starts
 * @b: where it ends, elsewhere
 * @bends: (element-type MlsPoint): where to add the vertices of targets within reach beside it that it
 *   is to go through, from @a to @b
 */
void
mls_targets_bend (MlsTargets *targets, MlsPoint a, MlsPoint b, GArray *bends)
{
  const Entry *here = find (targets, a, b);
  g_autoptr (GArray) found = NULL;

  /* What is a target itself needs no bends to lie on one. */
  if (here != NULL && is_target (here))
    return;

  found = g_array_new (FALSE, FALSE, sizeof (Bend));
  targets->a = a;
  targets->b = b;
  targets->bends = found;
  query (targets, a, b, targets->reach, find_bends);
  g_array_sort (found, compare_bends);

  for (guint i = 0; i < found->len; i++)
    {
      MlsPoint point = g_array_index (found, Bend, i).point;

      if (i == 0 || !mls_point_equal (point, g_array_index (found, Bend, i - 1).point))
        g_array_append_val (bends, point);
    }
}
