#include "demo/survey.h"

#include "geometry/predicate.h"

#include <math.h>

/* How often, of all borders, and how far, m. */
#define SHARE    0.05
#define NEAREST  2.0
#define FARTHEST 6.0

/* A displaced border keeps this far from all others, m, but for its ends. */
#define CLEARANCE 1.0

/* Faces on both sides of a displaced border keep this much, more than any minimum, m². */
#define LEAST_AREA 330

/* A border: half-edges in a row between two nodes of the map, or around an island. */
typedef struct
{
  guint first; /* index in the list of half-edges */
  guint n_edges;
} Arc;

typedef struct
{
  MlsSurvey  *survey;
  const guint *groups;
  guint8      *n_borders; /* how many borders meet at each vertex */
  guint       *arc_of;    /* by half-edge / 2: its arc + 1, or 0 */
  GArray      *edges;     /* (element-type guint) */
  GArray      *arcs;      /* (element-type Arc) */
  MlsArea2    *areas;     /* of each group */
} Displacer;

static gboolean
is_border (const Displacer *self, guint e)
{
  const MlsMesh *mesh = self->survey->truth->mesh;
  guint left = mls_mesh_edge (mesh, e)->face;
  guint right = mls_mesh_across (mesh, e);

  return left == MLS_MESH_NONE || right == MLS_MESH_NONE ||
         self->groups[left] != self->groups[right];
}

static gboolean
is_node (const Displacer *self, guint e)
{
  return self->n_borders[mls_mesh_edge (self->survey->truth->mesh, e)->origin] != 2;
}

/* The border that goes on where @e ends, on the border of the same group. */
static guint
next_border (const Displacer *self, guint e)
{
  const MlsMesh *mesh = self->survey->truth->mesh;

  e = mls_mesh_edge (mesh, e)->next;
  while (!is_border (self, e))
    e = mls_mesh_edge (mesh, e ^ 1)->next;

  return e;
}

static void
trace_arc (Displacer *self, guint first)
{
  Arc arc = { self->edges->len, 0 };
  guint e = first;

  do
    {
      g_array_append_val (self->edges, e);
      self->arc_of[e / 2] = self->arcs->len + 1;
      arc.n_edges++;
      e = next_border (self, e);
    }
  while (e != first && !is_node (self, e));

  g_array_append_val (self->arcs, arc);
}

/* From nodes first; what is left then goes around without one. */
static void
trace_arcs (Displacer *self)
{
  const MlsMesh *mesh = self->survey->truth->mesh;

  for (guint e = 0; e < mesh->edges->len; e++)
    if (is_border (self, e))
      self->n_borders[mls_mesh_edge (mesh, e)->origin]++;

  for (int islands = 0; islands < 2; islands++)
    for (guint e = 0; e < mesh->edges->len; e++)
      if (self->arc_of[e / 2] == 0 && is_border (self, e) &&
          mls_mesh_edge (mesh, e)->face != MLS_MESH_NONE && (islands || is_node (self, e)))
        trace_arc (self, e);
}

/* The points of an arc before and after, its last one included; in grid units. */
typedef struct
{
  const Arc *arc;
  guint      id; /* arc + 1 */
  gboolean   is_closed;
  GArray    *before; /* (element-type MlsPoint) */
  GArray    *after;  /* (element-type MlsPoint) */
  MlsPoint   where;
  gboolean   to_left;
} Move;

static guint
edge_of (const Displacer *self, const Arc *arc, guint i)
{
  return g_array_index (self->edges, guint, arc->first + i);
}

static guint
vertex_of (const Displacer *self, const Arc *arc, guint i)
{
  const MlsMesh *mesh = self->survey->truth->mesh;

  if (i < arc->n_edges)
    return mls_mesh_edge (mesh, edge_of (self, arc, i))->origin;

  return mls_mesh_edge (mesh, edge_of (self, arc, arc->n_edges - 1) ^ 1)->origin;
}

static gboolean
may_move (const Displacer *self, const Arc *arc)
{
  const MlsMesh *mesh = self->survey->truth->mesh;

  for (guint i = 0; i < arc->n_edges; i++)
    {
      guint left = mls_mesh_edge (mesh, edge_of (self, arc, i))->face;
      guint right = mls_mesh_across (mesh, edge_of (self, arc, i));

      if (left == MLS_MESH_NONE || right == MLS_MESH_NONE ||
          mls_mesh_parcel (mesh, left)->group == MLS_GROUP_SHOWCASE ||
          mls_mesh_parcel (mesh, right)->group == MLS_GROUP_SHOWCASE)
        return FALSE;
    }

  return TRUE;
}

/* An island moves as a whole. */
static void
shift (Move *move, MlsRandom *random)
{
  MlsVec way =
      mls_vec_unit ((MlsVec){ mls_random_range (random, -1, 1), mls_random_range (random, -1, 1) });
  MlsPoint by = mls_vec_to_grid (mls_vec_scale (way, mls_random_range (random, NEAREST, FARTHEST)));
  double farthest = -G_MAXDOUBLE;

  for (guint i = 0; i < move->before->len; i++)
    {
      MlsPoint p = g_array_index (move->before, MlsPoint, i);
      double ahead = mls_vec_dot (mls_vec_of_point (p), way);

      g_array_append_val (move->after, ((MlsPoint){ p.x + by.x, p.y + by.y }));
      if (ahead > farthest)
        {
          farthest = ahead;
          move->where = (MlsPoint){ p.x + by.x / 2, p.y + by.y / 2 };
        }
    }
  move->to_left = FALSE;
}

/* Another border bulges, most in its middle. */
static void
bulge (Move *move, double by)
{
  g_autoptr (GArray) curve = g_array_new (FALSE, FALSE, sizeof (MlsVec));
  guint last = move->before->len - 1;
  double total, along = 0;

  for (guint i = 0; i <= last; i++)
    {
      MlsVec at = mls_vec_of_point (g_array_index (move->before, MlsPoint, i));

      g_array_append_val (curve, at);
    }
  total = mls_curve_length (curve);

  for (guint i = 0; i <= last; i++)
    {
      MlsVec at = mls_curve_point (curve, i);
      double t, rise;
      MlsPoint point;

      along += i > 0 ? mls_vec_distance (mls_curve_point (curve, i - 1), at) : 0;
      t = MIN (1, MIN (along, total - along) / (0.3 * total));
      rise = i == 0 || i == last ? 0 : t * t * (3 - 2 * t);
      point = mls_vec_to_grid (mls_vec_along (at, mls_curve_normal (curve, i), by * rise));
      if (i == 0 || i == last)
        point = g_array_index (move->before, MlsPoint, i);
      g_array_append_val (move->after, point);
      if (i == last / 2)
        move->where =
            mls_vec_to_grid (mls_vec_along (at, mls_curve_normal (curve, i), by * rise / 2));
    }
  move->to_left = by > 0;
}

static double
distance (MlsPoint p, MlsPoint a, MlsPoint b)
{
  MlsVec d = { (double) (b.x - a.x), (double) (b.y - a.y) };
  MlsVec v = { (double) (p.x - a.x), (double) (p.y - a.y) };
  double t = CLAMP (mls_vec_dot (v, d) / mls_vec_dot (d, d), 0, 1);

  return mls_vec_length (mls_vec_along (v, d, -t));
}

/* Whether segment @i of the moved border stays clear of the segment @a @b of another. */
static gboolean
passes (const Move *move, guint i, MlsPoint a, MlsPoint b)
{
  MlsPoint p = g_array_index (move->after, MlsPoint, i);
  MlsPoint q = g_array_index (move->after, MlsPoint, i + 1);
  gboolean first = i == 0 && !move->is_closed && (mls_point_equal (p, a) || mls_point_equal (p, b));
  gboolean last = i + 2 == move->after->len && !move->is_closed &&
                  (mls_point_equal (q, a) || mls_point_equal (q, b));
  MlsMeet meet = mls_segments_meet (p, q, a, b);

  if (first || last)
    return meet == MLS_MEET_NOT || meet == MLS_MEET_TOUCH;

  return meet == MLS_MEET_NOT && (i == 0 || distance (p, a, b) > CLEARANCE * MLS_MM_PER_M) &&
         (i + 2 == move->after->len || distance (q, a, b) > CLEARANCE * MLS_MM_PER_M);
}

/* Whether a place lies in what the border sweeps over. */
static gboolean
is_swept (const Move *move, MlsPoint point)
{
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  g_array_append_vals (ring, move->before->data, move->before->len);
  for (guint i = move->after->len - 1; i-- > 1;)
    g_array_append_val (ring, g_array_index (move->after, MlsPoint, i));

  return mls_ring_locate ((MlsRing){ (const MlsPoint *) ring->data, ring->len }, point) ==
         MLS_SIDE_INSIDE;
}

static gboolean
meets_itself (const Move *move)
{
  const MlsPoint *p = (const MlsPoint *) move->after->data;

  for (guint i = 0; i + 1 < move->after->len; i++)
    for (guint j = i + 1; j + 1 < move->after->len; j++)
      {
        MlsMeet meet = mls_segments_meet (p[i], p[i + 1], p[j], p[j + 1]);

        if (meet != MLS_MEET_NOT && !(j == i + 1 && meet == MLS_MEET_TOUCH))
          return TRUE;
      }

  return FALSE;
}

/* The borders near a move, each by one half-edge, are looked up by where they lie in truth; they
 * may have been displaced themselves. */
static gboolean
is_clear (const Displacer *self, const Move *move)
{
  const MlsMesh *mesh = self->survey->truth->mesh;
  MlsBox box = mls_box_of_points ((const MlsPoint *) move->after->data, move->after->len);
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (guint));

  box = mls_box_grown (&box, (gint64) (2 * FARTHEST * MLS_MM_PER_M));
  mls_mesh_near (mesh, &box, near);

  for (guint k = 0; k < near->len; k++)
    {
      guint e = g_array_index (near, guint, k);
      MlsPoint a = self->survey->points[mls_mesh_edge (mesh, e)->origin];
      MlsPoint b = self->survey->points[mls_mesh_edge (mesh, e ^ 1)->origin];

      if (!is_border (self, e) || self->arc_of[e / 2] == move->id)
        continue;

      for (guint i = 0; i + 1 < move->after->len; i++)
        if (!passes (move, i, a, b))
          return FALSE;
      if (!move->is_closed && is_swept (move, a))
        return FALSE;
    }

  return move->is_closed || !meets_itself (move);
}

/* Twice the area a move gives to the face on its left. */
static MlsArea2
gain (const Move *move)
{
  const MlsPoint *before = (const MlsPoint *) move->before->data;
  const MlsPoint *after = (const MlsPoint *) move->after->data;
  MlsArea2 sum = 0;

  for (guint i = 1; i < move->before->len; i++)
    sum += mls_cross (before[0], after[i - 1], after[i]) -
           mls_cross (before[0], before[i - 1], before[i]);

  return sum;
}

static gboolean
keeps_areas (const Displacer *self, const Move *move)
{
  const MlsMesh *mesh = self->survey->truth->mesh;
  guint e = edge_of (self, move->arc, 0);
  guint left = self->groups[mls_mesh_edge (mesh, e)->face];
  guint right = self->groups[mls_mesh_across (mesh, e)];
  MlsArea2 least = mls_area2_from_m2 (LEAST_AREA);
  MlsArea2 gained = gain (move);

  return move->is_closed ||
         (self->areas[left] + gained >= least && self->areas[right] - gained >= least);
}

/* The face of the mesh that is taken for another where the move is told of, or MLS_MESH_NONE if the
 * border has swept it whole. */
static guint
face_under (const Displacer *self, const Move *move)
{
  const MlsMesh *mesh = self->survey->truth->mesh;
  guint last = MLS_MESH_NONE;

  for (guint i = 0; i < move->arc->n_edges; i++)
    {
      guint e = edge_of (self, move->arc, i);
      guint side = mls_mesh_edge (mesh, move->to_left ? e : e ^ 1)->face;

      if (side != last && mls_mesh_contains (mesh, side, move->where))
        return side;
      last = side;
    }

  return MLS_MESH_NONE;
}

static void
carry_out (Displacer *self, const Move *move, guint under)
{
  const MlsMesh *mesh = self->survey->truth->mesh;
  guint e = edge_of (self, move->arc, 0);
  guint left = mls_mesh_edge (mesh, e)->face;
  guint right = mls_mesh_across (mesh, e);
  MlsDemoFault fault = { .kind = MLS_FAULT_BORDER, .where = move->where, .dates = 3 };

  for (guint i = 0; i < move->after->len; i++)
    self->survey->points[vertex_of (self, move->arc, i)] = g_array_index (move->after, MlsPoint, i);

  if (!move->is_closed)
    {
      self->areas[self->groups[left]] += gain (move);
      self->areas[self->groups[right]] -= gain (move);
    }

  for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
    fault.right[date] = (MlsLand) self->survey->truth->lands[date][under];
  g_array_append_val (self->survey->faults, fault);
}

static gboolean
try_to_move (Displacer *self, guint arc, MlsRandom *random)
{
  Move move = { .arc = &g_array_index (self->arcs, Arc, arc), .id = arc + 1 };
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  double by =
      mls_random_range (random, NEAREST, FARTHEST) * (mls_random_chance (random, 0.5) ? 1 : -1);

  if (!may_move (self, move.arc))
    return FALSE;

  move.before = before;
  move.after = after;
  move.is_closed = vertex_of (self, move.arc, 0) == vertex_of (self, move.arc, move.arc->n_edges);
  for (guint i = 0; i <= move.arc->n_edges; i++)
    g_array_append_val (before, self->survey->points[vertex_of (self, move.arc, i)]);
  if (!move.is_closed && before->len < 6)
    return FALSE;

  for (int attempt = 0; attempt < 2; attempt++)
    {
      guint under;

      g_array_set_size (after, 0);
      if (move.is_closed)
        shift (&move, random);
      else
        bulge (&move, attempt == 0 ? by : -by);

      if (!is_clear (self, &move) || !keeps_areas (self, &move))
        continue;

      under = face_under (self, &move);
      if (under != MLS_MESH_NONE)
        {
          carry_out (self, &move, under);
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * mls_survey_displace:
 * @survey: a survey with its lands
 * @groups: (array): the face of the map each face of its mesh belongs to
 * @random: what decides
 *
 * Draws some borders beside what they follow. The topology stays, and so do all minima.
 */
void
mls_survey_displace (MlsSurvey *survey, const guint *groups, MlsRandom *random)
{
  const MlsMesh *mesh = survey->truth->mesh;
  guint n_faces = mesh->faces->len;
  g_autofree guint8 *n_borders = g_new0 (guint8, mesh->points->len);
  g_autofree guint *arc_of = g_new0 (guint, mesh->edges->len / 2);
  g_autofree MlsArea2 *areas = g_new0 (MlsArea2, n_faces);
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (Arc));
  Displacer self = { survey, groups, n_borders, arc_of, edges, arcs, areas };
  guint wanted;

  for (guint face = 0; face < n_faces; face++)
    areas[groups[face]] += survey->truth->areas[face];

  trace_arcs (&self);
  wanted = (guint) (SHARE * arcs->len + 0.5);
  for (guint tried = 0; tried < arcs->len && wanted > 0; tried++)
    wanted -= try_to_move (&self, mls_random_index (random, arcs->len), random);
}
