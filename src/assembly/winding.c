#include "assembly/winding.h"

#include "geometry/trace.h"
#include "geometry/box-tree.h"
#include "geometry/predicate.h"

#include <stdlib.h>

#define NOBODY  MLS_NOBODY
#define NOWHERE G_MAXUINT

#define RAYS_WITHOUT_TREE 32

/* Where no grid point lies outside. */
#define WHOLE_PLANE ((MlsBox){ G_MININT64, G_MININT64, G_MAXINT64, G_MAXINT64 })

/* How often a face walks an edge from its smaller end to the other, less how often back. */
typedef struct
{
  MlsPoint low;
  MlsPoint high;
  guint    face;
  int      times;
} Step;

/* A segment some face walks. Its half 2i runs from low to high, its half 2i + 1 back. */
typedef struct
{
  MlsPoint low;
  MlsPoint high;
  guint    first_step;
  guint    end_step;
} Edge;

/* What the halves of a cycle have on their left. The cell around a group of connected edges has a
 * cycle for each group in it. Where the window ends a cycle is open. */
typedef struct
{
  GArray  *turns;    /* (element-type MlsTurn), by face; NULL until known */
  MlsArea2 area2;    /* that the cycle runs around: not positive around a group */
  double   length;   /* mm */
  MlsBox   box;
  guint    half;     /* one of its halves; the first of an open one */
  guint    owner;    /* face, or NOBODY */
  guint    piece;    /* cycles of one owner that hang together have one root: parent link */
} Cycle;

struct _MlsWinding
{
  MlsBox      window;
  GArray     *far;      /* (element-type Step): segments that pass outside it */
  GArray     *steps;    /* (element-type Step), by edge and face */
  GArray     *edges;    /* (element-type Edge) */
  GArray     *cycles;   /* (element-type Cycle) */
  guint      *next;     /* [2 n_edges]: the half after each in its cycle, or NOWHERE */
  guint      *cycle_of; /* [2 n_edges] */
  guint       n_rays;   /* cast so far */
  MlsBoxTree *tree;     /* of the edges, then of what passes outside; NULL until it pays */
};

/**
 * mls_winding_new:
 *
 * Returns: (transfer full): a plane without a border
 */
MlsWinding *
mls_winding_new (void)
{
  MlsWinding *self = g_new0 (MlsWinding, 1);

  self->window = WHOLE_PLANE;
  self->far = g_array_new (FALSE, FALSE, sizeof (Step));
  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  self->edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  self->cycles = g_array_new (FALSE, FALSE, sizeof (Cycle));

  return self;
}

static Cycle *
cycle (const MlsWinding *self, guint i)
{
  return &g_array_index (self->cycles, Cycle, i);
}

/**
 * mls_winding_free:
 * @winding: (transfer full): borders
 */
void
mls_winding_free (MlsWinding *winding)
{
  for (guint i = 0; i < winding->cycles->len; i++)
    g_clear_pointer (&cycle (winding, i)->turns, g_array_unref);

  g_array_unref (winding->far);
  g_array_unref (winding->steps);
  g_array_unref (winding->edges);
  g_array_unref (winding->cycles);
  g_free (winding->next);
  g_free (winding->cycle_of);
  g_clear_pointer (&winding->tree, mls_box_tree_free);
  g_free (winding);
}

/**
 * mls_winding_look_through:
 * @winding: borders that have not run
 * @window: where to find out who owns what
 *
 * All segments that end in @window, or may pass through it, are to be walked then; those in the west
 * of it between its south and its north at least as far ones.
 */
void
mls_winding_look_through (MlsWinding *winding, const MlsBox *window)
{
  winding->window = *window;
}

static Step
step_between (guint face, MlsPoint a, MlsPoint b)
{
  return mls_point_compare (a, b) < 0 ? (Step){ a, b, face, 1 } : (Step){ b, a, face, -1 };
}

/**
 * mls_winding_walk:
 * @winding: borders that have not run
 * @face: a face
 * @a: where a segment of its border starts
 * @b: where it ends, elsewhere; the face is on its left
 */
void
mls_winding_walk (MlsWinding *winding, guint face, MlsPoint a, MlsPoint b)
{
  Step step = step_between (face, a, b);

  g_array_append_val (winding->steps, step);
}

/**
 * mls_winding_walk_far:
 * @winding: borders that have not run
 * @face: a face
 * @a: where a segment of its border starts
 * @b: where it ends; it does not come into the window, and may cross others
 */
void
mls_winding_walk_far (MlsWinding *winding, guint face, MlsPoint a, MlsPoint b)
{
  Step step = step_between (face, a, b);

  g_array_append_val (winding->far, step);
}

static int
compare_steps (gconstpointer left, gconstpointer right)
{
  const Step *s = left;
  const Step *t = right;
  int order = mls_point_compare (s->low, t->low);

  if (order == 0)
    order = mls_point_compare (s->high, t->high);

  return order != 0 ? order : (s->face > t->face) - (s->face < t->face);
}

/* Adds up what each face walks on each segment, and drops what cancels. */
static void
sum_steps (MlsWinding *self)
{
  guint n = 0;

  g_array_sort (self->steps, compare_steps);

  for (guint i = 0; i < self->steps->len;)
    {
      Step sum = g_array_index (self->steps, Step, i);

      for (i++; i < self->steps->len && compare_steps (&g_array_index (self->steps, Step, i), &sum) == 0; i++)
        sum.times += g_array_index (self->steps, Step, i).times;

      if (sum.times != 0)
        g_array_index (self->steps, Step, n++) = sum;
    }

  g_array_set_size (self->steps, n);
}

static void
make_edges (MlsWinding *self)
{
  for (guint i = 0; i < self->steps->len;)
    {
      const Step *step = &g_array_index (self->steps, Step, i);
      Edge edge = { step->low, step->high, i, i };

      for (; edge.end_step < self->steps->len; edge.end_step++)
        {
          const Step *other = &g_array_index (self->steps, Step, edge.end_step);

          if (!mls_point_equal (other->low, edge.low) || !mls_point_equal (other->high, edge.high))
            break;
        }

      i = edge.end_step;
      g_array_append_val (self->edges, edge);
    }
}

static MlsPoint
half_start (const MlsWinding *self, guint half)
{
  const Edge *edge = &g_array_index (self->edges, Edge, half / 2);

  return half % 2 == 0 ? edge->low : edge->high;
}

static MlsPoint
half_end (const MlsWinding *self, guint half)
{
  return half_start (self, half ^ 1);
}

/* By start, then counter-clockwise around it. */
static int
compare_halves (gconstpointer left, gconstpointer right, gpointer user_data)
{
  guint h = *(const guint *) left;
  guint i = *(const guint *) right;
  MlsPoint start = half_start (user_data, h);
  int order = mls_point_compare (start, half_start (user_data, i));

  return order != 0 ? order : mls_direction_compare (start, half_end (user_data, h), half_end (user_data, i));
}

/* The half after one is the first to the right of the way back, at its end. At a vertex outside the
 * window some may be missing: no half goes on there. */
static void
link_halves (MlsWinding *self)
{
  guint n = 2 * self->edges->len;
  g_autofree guint *halves = g_new (guint, n);

  self->next = g_new (guint, n);
  for (guint i = 0; i < n; i++)
    halves[i] = i;
  g_qsort_with_data (halves, (int) n, sizeof *halves, compare_halves, self);

  for (guint i = 0; i < n;)
    {
      gboolean complete = mls_box_holds (&self->window, half_start (self, halves[i]));
      guint end = i + 1;

      while (end < n && mls_point_equal (half_start (self, halves[end]), half_start (self, halves[i])))
        end++;

      for (guint k = i; k < end; k++)
        self->next[halves[k] ^ 1] = !complete ? NOWHERE : halves[k > i ? k - 1 : end - 1];

      i = end;
    }
}

static void
add_cycle (MlsWinding *self, guint start)
{
  Cycle made = { .half = start, .owner = NOBODY, .box = MLS_BOX_EMPTY, .piece = self->cycles->len };
  MlsPoint origin = half_start (self, start);
  guint half = start;

  do
    {
      MlsPoint a = half_start (self, half);
      MlsPoint b = half_end (self, half);

      made.area2 += mls_cross (origin, a, b);
      made.length += mls_point_distance (a, b);
      mls_box_extend (&made.box, a);
      self->cycle_of[half] = self->cycles->len;
      half = self->next[half];
    }
  while (half != start && half != NOWHERE);

  g_array_append_val (self->cycles, made);
}

static void
make_cycles (MlsWinding *self)
{
  guint n = 2 * self->edges->len;

  self->cycle_of = g_new (guint, n);
  for (guint i = 0; i < n; i++)
    self->cycle_of[i] = NOWHERE;

  /* What is open starts outside the window. */
  for (guint i = 0; i < n; i++)
    if (!mls_box_holds (&self->window, half_start (self, i)))
      add_cycle (self, i);

  for (guint i = 0; i < n; i++)
    if (self->cycle_of[i] == NOWHERE)
      add_cycle (self, i);
}

static void
add_turn (GArray *turns, guint face, int times)
{
  guint i = 0;

  while (i < turns->len && g_array_index (turns, MlsTurn, i).face < face)
    i++;

  if (i == turns->len || g_array_index (turns, MlsTurn, i).face != face)
    g_array_insert_val (turns, i, ((MlsTurn){ face, times }));
  else if ((g_array_index (turns, MlsTurn, i).times += times) == 0)
    g_array_remove_index (turns, i);
}

/* Adds what one gains going from the right of an edge to its left. */
static void
cross_edge (const MlsWinding *self, GArray *turns, guint edge, int sign)
{
  const Edge *crossed = &g_array_index (self->edges, Edge, edge);

  for (guint i = crossed->first_step; i < crossed->end_step; i++)
    {
      const Step *step = &g_array_index (self->steps, Step, i);

      add_turn (turns, step->face, sign * step->times);
    }
}

typedef struct
{
  const MlsWinding *self;
  MlsPoint          from;
  GArray           *turns;
} Ray;

/* The ray runs to the west, just above whole numbers. */
static gboolean
ray_meets (guint index, gpointer user_data)
{
  Ray *ray = user_data;
  guint n_edges = ray->self->edges->len;
  const Step *far = index < n_edges ? NULL : &g_array_index (ray->self->far, Step, index - n_edges);
  MlsPoint low = far != NULL ? far->low : g_array_index (ray->self->edges, Edge, index).low;
  MlsPoint high = far != NULL ? far->high : g_array_index (ray->self->edges, Edge, index).high;
  gboolean up = low.y < high.y;
  MlsPoint south = up ? low : high;
  MlsPoint north = up ? high : low;

  /* East of an edge that runs north is its right side. */
  if (!(south.y <= ray->from.y && ray->from.y < north.y && mls_turn (south, north, ray->from) < 0))
    return TRUE;

  if (far != NULL)
    add_turn (ray->turns, far->face, (up ? -1 : 1) * far->times);
  else
    cross_edge (ray->self, ray->turns, index, up ? -1 : 1);

  return TRUE;
}

static void
build_tree (MlsWinding *self)
{
  guint n_edges = self->edges->len;
  guint n = n_edges + self->far->len;
  g_autofree MlsBox *boxes = g_new (MlsBox, n);

  for (guint i = 0; i < n; i++)
    boxes[i] = i < n_edges ? mls_box_of_segment (g_array_index (self->edges, Edge, i).low,
                                                 g_array_index (self->edges, Edge, i).high)
                           : mls_box_of_segment (g_array_index (self->far, Step, i - n_edges).low,
                                                 g_array_index (self->far, Step, i - n_edges).high);

  self->tree = mls_box_tree_new (boxes, n);
}

/* What winds around the cell just north of the way west from a vertex. A few rays are cheaper than a
 * tree. */
static GArray *
turns_west_of (MlsWinding *self, MlsPoint vertex)
{
  Ray ray = { self, vertex, g_array_new (FALSE, FALSE, sizeof (MlsTurn)) };
  MlsBox box = { -4 * MLS_GRID_LIMIT, vertex.y, vertex.x, vertex.y };

  if (self->n_rays++ == RAYS_WITHOUT_TREE)
    build_tree (self);

  if (self->tree != NULL)
    mls_box_tree_query (self->tree, &box, ray_meets, &ray);
  else
    for (guint i = 0; i < self->edges->len + self->far->len; i++)
      ray_meets (i, &ray);

  return ray.turns;
}

/* Of the halves that start where @half does, the one with that cell on its left: the last before the
 * way west. */
static guint
half_before_west (const MlsWinding *self, guint half)
{
  MlsPoint centre = half_start (self, half);
  MlsPoint west = { centre.x - 1, centre.y };
  guint best = half;

  for (guint other = self->next[half ^ 1]; other != half; other = self->next[other ^ 1])
    {
      gboolean is_north = mls_direction_compare (centre, half_end (self, other), west) < 0;
      gboolean best_is_north = mls_direction_compare (centre, half_end (self, best), west) < 0;

      if (is_north != best_is_north
            ? is_north
            : mls_direction_compare (centre, half_end (self, other), half_end (self, best)) > 0)
        best = other;
    }

  return best;
}

/* From a cycle whose turns are known to all those of its group. */
static void
spread_turns (MlsWinding *self, guint start)
{
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_val (queue, start);

  for (guint i = 0; i < queue->len; i++)
    {
      guint here = g_array_index (queue, guint, i);
      guint half = cycle (self, here)->half;

      do
        {
          guint there = self->cycle_of[half ^ 1];

          if (cycle (self, there)->turns == NULL)
            {
              cycle (self, there)->turns = g_array_copy (cycle (self, here)->turns);
              cross_edge (self, cycle (self, there)->turns, half / 2, half % 2 == 0 ? -1 : 1);
              g_array_append_val (queue, there);
            }

          half = self->next[half];
        }
      while (half != cycle (self, here)->half && half != NOWHERE);
    }
}

/* Makes known what winds around a cycle, and with it all its group. */
static void
find_turns (MlsWinding *self, guint i)
{
  guint half = cycle (self, i)->half;

  if (!mls_box_holds (&self->window, half_start (self, half)))
    half = self->next[half];
  if (half == NOWHERE)
    return;

  half = half_before_west (self, half);
  cycle (self, self->cycle_of[half])->turns = turns_west_of (self, half_start (self, half));
  spread_turns (self, self->cycle_of[half]);
}

static int
sum_times (const MlsTurn *turns, guint n_turns)
{
  int times = 0;

  for (guint i = 0; i < n_turns; i++)
    times += turns[i].times;

  return times;
}

static int
times_of (const Cycle *cell)
{
  return sum_times ((const MlsTurn *) (gpointer) cell->turns->data, cell->turns->len);
}

/**
 * mls_owner_once:
 * @turns: (array length=n_turns): what winds around a cell
 * @n_turns: how many faces do
 * @user_data: unused
 *
 * The rule for borders that fitted together until they were rounded: a cell that all together wind
 * around is one's, the first of those that do most often.
 *
 * Returns: the face, or %MLS_NOBODY
 */
guint
mls_owner_once (const MlsTurn *turns, guint n_turns, gpointer user_data)
{
  MlsTurn best = { NOBODY, 0 };

  if (sum_times (turns, n_turns) < 1)
    return NOBODY;

  for (guint i = 0; i < n_turns; i++)
    if (turns[i].times > best.times)
      best = turns[i];

  return best.face;
}

/**
 * mls_winding_run:
 * @winding: the borders of all faces, which meet at common vertices only
 * @owner: the rule that says whose a cell is
 * @user_data: for @owner
 *
 * Finds who owns what. Takes O(n log n) for borders as faces have them.
 */
void
mls_winding_run (MlsWinding *winding, MlsOwnerFunc owner, gpointer user_data)
{
  sum_steps (winding);
  make_edges (winding);
  link_halves (winding);
  make_cycles (winding);

  for (guint i = 0; i < winding->cycles->len; i++)
    {
      if (cycle (winding, i)->turns == NULL)
        find_turns (winding, i);

      if (cycle (winding, i)->turns != NULL)
        {
          const GArray *turns = cycle (winding, i)->turns;

          cycle (winding, i)->owner = owner ((const MlsTurn *) (gpointer) turns->data, turns->len, user_data);
        }
    }
}

static MlsWindingSide
side_of (const MlsWinding *self, guint half)
{
  const Cycle *cell = cycle (self, self->cycle_of[half]);

  return (MlsWindingSide){ (const MlsTurn *) (gpointer) cell->turns->data, cell->turns->len, cell->owner };
}

/**
 * mls_winding_edges:
 * @winding: borders that have run
 * @func: called with each segment whose smaller end is in the window, in their order
 * @user_data: for @func
 */
void
mls_winding_edges (const MlsWinding *winding, MlsWindingEdgeFunc func, gpointer user_data)
{
  for (guint i = 0; i < winding->edges->len; i++)
    {
      const Edge *edge = &g_array_index (winding->edges, Edge, i);
      MlsWindingEdge told = { edge->low, edge->high };

      if (!mls_box_holds (&winding->window, edge->low))
        continue;

      told.left = side_of (winding, 2 * i);
      told.right = side_of (winding, 2 * i + 1);
      func (&told, user_data);
    }
}

/**
 * mls_winding_faults:
 * @winding: borders that have run
 *
 * Returns: (transfer full) (element-type MlsWindingFault): the cells that all borders together wind
 *   around less than not at all, or more than once
 */
GArray *
mls_winding_faults (const MlsWinding *winding)
{
  GArray *faults = g_array_new (FALSE, FALSE, sizeof (MlsWindingFault));

  for (guint i = 0; i < winding->cycles->len; i++)
    {
      const Cycle *cell = cycle (winding, i);
      MlsWindingFault fault = { cell->box, half_start (winding, cell->half), 0, times_of (cell) };

      if (cell->area2 <= 0 || fault.times == 0 || fault.times == 1)
        continue;

      fault.width = (double) cell->area2 / cell->length;
      g_array_append_val (faults, fault);
    }

  return faults;
}

static guint
root_of (const MlsWinding *self, guint i)
{
  while (cycle (self, i)->piece != i)
    i = cycle (self, i)->piece = cycle (self, cycle (self, i)->piece)->piece;

  return i;
}

static void
join_pieces (MlsWinding *self)
{
  for (guint half = 0; half < 2 * self->edges->len; half += 2)
    {
      guint left = self->cycle_of[half];
      guint right = self->cycle_of[half + 1];

      if (cycle (self, left)->owner == cycle (self, right)->owner)
        cycle (self, root_of (self, left))->piece = root_of (self, right);
    }
}

/* A half whose left is another's than its right. */
typedef struct
{
  guint           owner;
  guint           root;
  MlsTraceSegment segment;
} Border;

static int
compare_borders (gconstpointer left, gconstpointer right)
{
  const Border *b = left;
  const Border *c = right;

  if (b->owner != c->owner)
    return b->owner < c->owner ? -1 : 1;

  return (b->root > c->root) - (b->root < c->root);
}

static GArray *
collect_borders (MlsWinding *self)
{
  GArray *borders = g_array_new (FALSE, FALSE, sizeof (Border));

  for (guint half = 0; half < 2 * self->edges->len; half++)
    {
      guint left = self->cycle_of[half];
      guint owner = cycle (self, left)->owner;

      if (owner != NOBODY && owner != cycle (self, self->cycle_of[half ^ 1])->owner)
        {
          MlsTraceSegment segment = { half_start (self, half), half_end (self, half) };

          g_array_append_val (borders, ((Border){ owner, root_of (self, left), segment }));
        }
    }

  g_array_sort (borders, compare_borders);

  return borders;
}

/* The pieces of one owner: each with its outer ring first, then the holes found so far. */
typedef struct
{
  GPtrArray *pieces; /* (element-type MlsShape) */
  MlsShape  *holes;  /* around which no ring of their own group runs */
} Ground;

/* Sorts the rings of one root: the outer one makes a piece, with the holes connected to it. */
static void
add_rings (Ground *ground, const MlsShape *traced)
{
  MlsShape *piece = NULL;

  for (guint r = 0; r < mls_shape_n_rings (traced); r++)
    if (mls_ring_area2 (mls_shape_ring (traced, r)) > 0)
      {
        piece = mls_shape_new ();
        mls_shape_add_ring (piece, mls_shape_ring (traced, r));
        g_ptr_array_add (ground->pieces, piece);
        break;
      }

  for (guint r = 0; r < mls_shape_n_rings (traced); r++)
    if (mls_ring_area2 (mls_shape_ring (traced, r)) <= 0)
      mls_shape_add_ring (piece != NULL ? piece : ground->holes, mls_shape_ring (traced, r));
}

/* The smallest outer ring around a hole that is connected to none. */
static MlsShape *
piece_around (const Ground *ground, MlsRing hole)
{
  MlsShape *smallest = NULL;
  MlsArea2 smallest_area2 = 0;

  for (guint i = 0; i < ground->pieces->len; i++)
    {
      MlsShape *piece = g_ptr_array_index (ground->pieces, i);
      MlsRing outer = mls_shape_ring (piece, 0);
      MlsArea2 area2 = mls_ring_area2 (outer);

      if ((smallest == NULL || area2 < smallest_area2) &&
          mls_ring_locate (outer, hole.points[0]) == MLS_SIDE_INSIDE)
        {
          smallest = piece;
          smallest_area2 = area2;
        }
    }

  return smallest;
}

static void
give_pieces (Ground *ground, guint owner, MlsWindingFunc func, gpointer user_data)
{
  for (guint r = 0; r < mls_shape_n_rings (ground->holes); r++)
    {
      MlsRing hole = mls_shape_ring (ground->holes, r);
      MlsShape *piece = piece_around (ground, hole);

      g_assert (piece != NULL);
      mls_shape_add_ring (piece, hole);
    }

  for (guint i = 0; i < ground->pieces->len; i++)
    func (owner, g_ptr_array_index (ground->pieces, i), user_data);

  g_ptr_array_set_size (ground->pieces, 0);
  mls_shape_clear (ground->holes);
}

/**
 * mls_winding_pieces:
 * @winding: borders that have run
 * @func: called with the rings of each piece of ground that somebody owns, in the order of faces
 * @user_data: for @func
 *
 * A piece is an outer ring counter-clockwise, then its holes clockwise.
 */
void
mls_winding_pieces (MlsWinding *winding, MlsWindingFunc func, gpointer user_data)
{
  g_autoptr (GArray) borders = NULL;
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (MlsTraceSegment));
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_shape_free);
  g_autoptr (MlsShape) holes = mls_shape_new ();
  g_autoptr (MlsShape) traced = mls_shape_new ();
  Ground ground = { pieces, holes };

  join_pieces (winding);
  borders = collect_borders (winding);

  for (guint i = 0; i < borders->len;)
    {
      Border first = g_array_index (borders, Border, i);

      g_array_set_size (segments, 0);
      for (; i < borders->len && compare_borders (&g_array_index (borders, Border, i), &first) == 0; i++)
        g_array_append_val (segments, g_array_index (borders, Border, i).segment);

      mls_trace_rings (segments, traced);
      add_rings (&ground, traced);

      if (i == borders->len || g_array_index (borders, Border, i).owner != first.owner)
        give_pieces (&ground, first.owner, func, user_data);
    }
}
