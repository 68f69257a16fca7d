#include "coverage/flaw-search.h"

#include "coverage/invariant-private.h"
#include "geometry/predicate.h"

#include <string.h>

/* Segments kept at most, at 64 bytes each. With more mistakes than that leaves room for, some are
 * left for the next check. */
#define MAX_SEGMENTS 4000000

/* Two borders this close are one to an operator, and were one before one of them got a vertex:
 * rounding moves it by less than this from the segment it was put on, mm. */
#define SAME_BORDER 2

/* A segment as somebody walks it. What is wrong with owners shows from which of them it is left. */
typedef struct
{
  MlsPoint low;
  MlsPoint high;
  int      sense;       /* 1 from low to high, -1 the other way; the edge's are turned round */
  gint64   owner;       /* a face's id, 0 for the territory's edge */
  guint64  fingerprint; /* of the owner's whole geometry */
} Walk;

/* A segment that is left over, in the direction it is walked too often. */
typedef struct
{
  MlsPoint a;
  MlsPoint b;
  guint    first_walk; /* its walks, in the order of the search */
  guint    n_walks;
  gboolean seen;
} Rest;

struct _MlsFlawSearch
{
  const MlsInvariant *invariant; /* borrowed */
  GArray             *walks;     /* (element-type Walk) */
  GArray             *rests;     /* (element-type Rest), by start */
  GArray             *flaws;  /* borrowed while it runs (element-type MlsFlaw) */
};

/**
 * mls_flaw_search_new:
 * @invariant: (transfer none): a sum over all faces that does not balance; must outlive the search
 *
 * Returns: (transfer full): a search
 */
MlsFlawSearch *
mls_flaw_search_new (const MlsInvariant *invariant)
{
  MlsFlawSearch *self = g_new0 (MlsFlawSearch, 1);

  self->invariant = invariant;
  self->walks = g_array_new (FALSE, FALSE, sizeof (Walk));
  self->rests = g_array_new (FALSE, FALSE, sizeof (Rest));

  return self;
}

/**
 * mls_flaw_search_free:
 * @self: (transfer full) (nullable): a search
 */
void
mls_flaw_search_free (MlsFlawSearch *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->walks);
  g_array_unref (self->rests);
  g_free (self);
}

static void
add_walk (MlsFlawSearch *self, MlsPoint a, MlsPoint b, gint64 owner, guint64 fingerprint)
{
  MlsWorthySegment segment = mls_segment_worth (a, b);
  Walk walk = { segment.low, segment.high, segment.forward ? 1 : -1, owner, fingerprint };

  if (self->walks->len < MAX_SEGMENTS && mls_invariant_part_is_off (self->invariant, segment.worth))
    g_array_append_val (self->walks, walk);
}

/* Equal for faces of equal rings, and else as good as never. */
static guint64
fingerprint_of (const MlsFace *face)
{
  guint64 fingerprint = face->n_points;

  for (guint i = 0; i < face->n_points; i++)
    fingerprint = fingerprint * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + mls_point_hash (face->points[i]);

  return fingerprint;
}

/**
 * mls_flaw_search_add_face:
 * @self: a search
 * @face: a face that was in the sum
 */
void
mls_flaw_search_add_face (MlsFlawSearch *self, const MlsFace *face)
{
  guint64 fingerprint = fingerprint_of (face);

  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        add_walk (self, ring.points[j], ring.points[i], face->id, fingerprint);
    }
}

/**
 * mls_flaw_search_add_edge:
 * @self: a search
 * @edge: a piece of the territory's edge that was in the sum
 */
void
mls_flaw_search_add_edge (MlsFlawSearch *self, const MlsEdge *edge)
{
  for (gsize i = 1; i < edge->n_points; i++)
    add_walk (self, edge->points[i], edge->points[i - 1], 0, 0);
}

static int
compare_walks (gconstpointer left, gconstpointer right)
{
  const Walk *a = left;
  const Walk *b = right;
  int order = mls_point_compare (a->low, b->low);

  if (order == 0)
    order = mls_point_compare (a->high, b->high);
  if (order == 0)
    order = (a->owner > b->owner) - (a->owner < b->owner);

  return order;
}

static int
compare_rests (gconstpointer left, gconstpointer right)
{
  const Rest *a = left;
  const Rest *b = right;
  int order = mls_point_compare (a->a, b->a);

  return order != 0 ? order : mls_point_compare (a->b, b->b);
}

static const Walk *
walk_at (const MlsFlawSearch *self, guint i)
{
  return &g_array_index (self->walks, Walk, i);
}

static Rest *
rest_at (const MlsFlawSearch *self, guint i)
{
  return &g_array_index (self->rests, Rest, i);
}

/* Cancels what is walked both ways; what is left is there as often as it is left. */
static void
find_rests (MlsFlawSearch *self)
{
  g_array_sort (self->walks, compare_walks);

  for (guint i = 0; i < self->walks->len;)
    {
      const Walk *first = walk_at (self, i);
      Rest rest = { .first_walk = i };
      int sum = 0;

      for (; i < self->walks->len && mls_point_equal (walk_at (self, i)->low, first->low) &&
             mls_point_equal (walk_at (self, i)->high, first->high); i++)
        sum += walk_at (self, i)->sense;

      rest.n_walks = i - rest.first_walk;
      rest.a = sum > 0 ? first->low : first->high;
      rest.b = sum > 0 ? first->high : first->low;
      for (int n = ABS (sum); n > 0; n--)
        g_array_append_val (self->rests, rest);
    }

  g_array_sort (self->rests, compare_rests);
}

static guint
first_rest_from (const MlsFlawSearch *self, MlsPoint point)
{
  guint low = 0;
  guint high = self->rests->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (mls_point_compare (rest_at (self, middle)->a, point) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* A rest that goes on where @rest ends; G_MAXUINT where none does. */
static guint
follow (const MlsFlawSearch *self, const Rest *rest)
{
  for (guint i = first_rest_from (self, rest->b);
       i < self->rests->len && mls_point_equal (rest_at (self, i)->a, rest->b); i++)
    if (!rest_at (self, i)->seen)
      return i;

  return G_MAXUINT;
}

/* An owner with the number of segments of a loop that are left of it. */
typedef struct
{
  gint64 owner;
  guint  count;
} Share;

static void
count_owner (GArray *shares, gint64 owner)
{
  for (guint i = 0; i < shares->len; i++)
    if (g_array_index (shares, Share, i).owner == owner)
      {
        g_array_index (shares, Share, i).count++;
        return;
      }

  g_array_append_val (shares, ((Share){ owner, 1 }));
}

static int
compare_shares (gconstpointer left, gconstpointer right)
{
  const Share *a = left;
  const Share *b = right;

  if (a->count != b->count)
    return a->count > b->count ? -1 : 1;

  return (a->owner > b->owner) - (a->owner < b->owner);
}

/* Whether a walk goes the way that is left over. */
static gboolean
is_of_rest (const Walk *walk, const Rest *rest)
{
  return (walk->sense > 0) == mls_point_equal (walk->low, rest->a);
}

/* Looks for two faces of the same rings among those that walk a rest. */
static gboolean
find_twins (const MlsFlawSearch *self, const Rest *rest, gint64 twins[2])
{
  for (guint i = rest->first_walk; i < rest->first_walk + rest->n_walks; i++)
    for (guint j = i + 1; j < rest->first_walk + rest->n_walks; j++)
      if (walk_at (self, i)->owner != 0 &&
          walk_at (self, i)->fingerprint == walk_at (self, j)->fingerprint &&
          is_of_rest (walk_at (self, i), rest) && is_of_rest (walk_at (self, j), rest))
        {
          twins[0] = walk_at (self, i)->owner;
          twins[1] = walk_at (self, j)->owner;
          return TRUE;
        }

  return FALSE;
}

/* Loops of many owners are gaps along as many faces; two to name are enough. */
#define MAX_OWNERS 64

static void
name_owners (const MlsFlawSearch *self, const GArray *loop, gint64 faces[2])
{
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (Share));

  for (guint i = 0; i < loop->len && shares->len < MAX_OWNERS; i++)
    {
      const Rest *rest = rest_at (self, g_array_index (loop, guint, i));

      for (guint j = rest->first_walk; j < rest->first_walk + rest->n_walks; j++)
        if (walk_at (self, j)->owner != 0 && is_of_rest (walk_at (self, j), rest))
          count_owner (shares, walk_at (self, j)->owner);
    }

  g_array_sort (shares, compare_shares);
  for (guint i = 0; i < 2; i++)
    faces[i] = i < shares->len ? g_array_index (shares, Share, i).owner : 0;
}

static MlsArea2
loop_area2 (const MlsFlawSearch *self, const GArray *loop)
{
  MlsPoint origin = rest_at (self, g_array_index (loop, guint, 0))->a;
  MlsArea2 sum = 0;

  for (guint i = 0; i < loop->len; i++)
    {
      const Rest *rest = rest_at (self, g_array_index (loop, guint, i));

      sum += mls_cross (origin, rest->a, rest->b);
    }

  return sum;
}

static const Rest *
longest_of (const MlsFlawSearch *self, const GArray *loop)
{
  const Rest *longest = rest_at (self, g_array_index (loop, guint, 0));

  for (guint i = 1; i < loop->len; i++)
    {
      const Rest *rest = rest_at (self, g_array_index (loop, guint, i));

      if (mls_point_distance (rest->a, rest->b) > mls_point_distance (longest->a, longest->b))
        longest = rest;
    }

  return longest;
}

/* Nesting is looked at only while that is quick: else a loop's own direction has to tell. */
#define MAX_NESTING 20000

/* How many faces too many there are just left of @own: the winding of all loops around it. */
static int
excess_left_of (const MlsFlawSearch *self, const Rest *own)
{
  MlsPoint middle = { own->a.x + own->b.x, own->a.y + own->b.y };
  int winding = own->b.y > own->a.y || (own->b.y == own->a.y && own->b.x < own->a.x);

  for (guint i = 0; i < self->rests->len; i++)
    {
      MlsPoint a = { rest_at (self, i)->a.x * 2, rest_at (self, i)->a.y * 2 };
      MlsPoint b = { rest_at (self, i)->b.x * 2, rest_at (self, i)->b.y * 2 };

      if (rest_at (self, i) == own || (a.y <= middle.y) == (b.y <= middle.y))
        continue;

      if (b.y > a.y && mls_turn (a, b, middle) > 0)
        winding++;
      else if (b.y < a.y && mls_turn (a, b, middle) < 0)
        winding--;
    }

  return winding;
}

/* The point of a loop that lies furthest from its longest segment: the vertex only one side has. */
static MlsPoint
odd_vertex (const MlsFlawSearch *self, const GArray *loop, const Rest *longest)
{
  MlsPoint odd = longest->a;
  gboolean found = FALSE;

  for (guint i = 0; i < loop->len && !found; i++)
    {
      odd = rest_at (self, g_array_index (loop, guint, i))->a;
      found = !mls_point_equal (odd, longest->a) && !mls_point_equal (odd, longest->b);
    }

  return odd;
}

/* What a loop of rests stands for. FALSE if it is the inner border of something told elsewhere. */
static gboolean
judge_loop (const MlsFlawSearch *self, const GArray *loop, MlsFlaw *flaw)
{
  const Rest *longest = longest_of (self, loop);
  MlsArea2 area2 = loop_area2 (self, loop);
  double width2 = (double) ABS (area2) / mls_point_distance (longest->a, longest->b);
  gboolean too_much = area2 > 0;

  *flaw = (MlsFlaw){ .area_m2 = mls_area2_to_m2 (ABS (area2)), .place = longest->a };
  name_owners (self, loop, flaw->faces);

  if (width2 <= 2 * SAME_BORDER)
    {
      flaw->kind = MLS_FLAW_MISSING_NODE;
      flaw->place = odd_vertex (self, loop, longest);
      return TRUE;
    }

  if (self->rests->len <= MAX_NESTING)
    too_much = excess_left_of (self, longest) > 0;

  if (find_twins (self, longest, flaw->faces))
    flaw->kind = MLS_FLAW_DUPLICATE;
  else
    flaw->kind = too_much ? MLS_FLAW_OVERLAP : MLS_FLAW_GAP;

  return too_much == (area2 > 0);
}

static void
report_loop (MlsFlawSearch *self, const GArray *loop)
{
  MlsFlaw flaw;

  if (judge_loop (self, loop, &flaw))
    g_array_append_val (self->flaws, flaw);
}

/* A run that does not close: its other segments are among those there was no room for. */
static void
report_run (MlsFlawSearch *self, const GArray *run)
{
  MlsFlaw flaw = { .kind = MLS_FLAW_UNMATCHED,
                       .place = rest_at (self, g_array_index (run, guint, 0))->a };

  name_owners (self, run, flaw.faces);
  g_array_append_val (self->flaws, flaw);
}

static guint
hash_point (gconstpointer point)
{
  return mls_point_hash (*(const MlsPoint *) point);
}

static gboolean
equal_points (gconstpointer a, gconstpointer b)
{
  return mls_point_equal (*(const MlsPoint *) a, *(const MlsPoint *) b);
}

/* Cuts the loop from @path that its last segment closes. */
static void
close_loop (MlsFlawSearch *self, GArray *path, GHashTable *starts, guint first)
{
  g_autoptr (GArray) loop = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_vals (loop, &g_array_index (path, guint, first), path->len - first);
  for (guint i = first; i < path->len; i++)
    g_hash_table_remove (starts, &rest_at (self, g_array_index (path, guint, i))->a);
  g_array_set_size (path, first);

  report_loop (self, loop);
}

/* Walks on from @rest as far as it goes, cutting off each loop as soon as a vertex comes back: what
 * is left of closed rings is closed too. */
static void
walk_from (MlsFlawSearch *self, guint rest)
{
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) starts = g_hash_table_new (hash_point, equal_points);

  while (rest != G_MAXUINT)
    {
      gpointer first;

      rest_at (self, rest)->seen = TRUE;
      g_hash_table_insert (starts, &rest_at (self, rest)->a, GUINT_TO_POINTER (path->len));
      g_array_append_val (path, rest);
      if (g_hash_table_lookup_extended (starts, &rest_at (self, rest)->b, NULL, &first))
        close_loop (self, path, starts, GPOINTER_TO_UINT (first));

      /* With a loop closed, the path goes on from where that began. */
      rest = follow (self, rest_at (self, rest));
    }

  if (path->len > 0)
    report_run (self, path);
}

/**
 * mls_flaw_search_run:
 * @self: a search that has seen all faces and edges
 *
 * Returns: (transfer full) (element-type MlsFlaw): what is wrong, by kind and place; at least one
 */
GArray *
mls_flaw_search_run (MlsFlawSearch *self)
{
  GArray *flaws = self->flaws = g_array_new (FALSE, FALSE, sizeof (MlsFlaw));

  find_rests (self);
  for (guint i = 0; i < self->rests->len; i++)
    if (!rest_at (self, i)->seen)
      walk_from (self, i);

  if (flaws->len == 0)
    {
      MlsFlaw flaw = { .kind = MLS_FLAW_UNMATCHED };

      if (self->rests->len > 0)
        flaw.place = rest_at (self, 0)->a;
      g_array_append_val (flaws, flaw);
    }

  g_array_sort (flaws, mls_flaw_compare);
  return flaws;
}
