#include "demo/mesh-index.h"

#include "geometry/predicate.h"

#include <math.h>

/* Squares of this side, in mm; a few segments each. */
#define CELL 8000

typedef struct
{
  guint edge;
  guint next; /* index of the next entry of the same cell, or MLS_MESH_NONE */
} Entry;

struct _MlsMeshIndex
{
  MlsPoint corner;
  gint64   n_columns;
  gint64   n_rows;
  guint   *first;   /* [n_columns * n_rows]: index of the first entry, or MLS_MESH_NONE */
  GArray  *entries; /* (element-type Entry) */
};

MlsMeshIndex *
mls_mesh_index_new (const MlsBox *box)
{
  MlsMeshIndex *index = g_new0 (MlsMeshIndex, 1);
  gsize n;

  index->corner = (MlsPoint){ box->min_x, box->min_y };
  index->n_columns = (box->max_x - box->min_x) / CELL + 1;
  index->n_rows = (box->max_y - box->min_y) / CELL + 1;
  index->entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  n = (gsize) (index->n_columns * index->n_rows);
  index->first = g_new (guint, n);
  for (gsize i = 0; i < n; i++)
    index->first[i] = MLS_MESH_NONE;

  return index;
}

void
mls_mesh_index_free (MlsMeshIndex *index)
{
  g_free (index->first);
  g_array_unref (index->entries);
  g_free (index);
}

/* The cells @box meets, as a range of columns and rows; what lies outside counts to the rim. */
static MlsBox
cells_of (const MlsMeshIndex *index, const MlsBox *box)
{
  return (MlsBox){ CLAMP ((box->min_x - index->corner.x) / CELL, 0, index->n_columns - 1),
                   CLAMP ((box->min_y - index->corner.y) / CELL, 0, index->n_rows - 1),
                   CLAMP ((box->max_x - index->corner.x) / CELL, 0, index->n_columns - 1),
                   CLAMP ((box->max_y - index->corner.y) / CELL, 0, index->n_rows - 1) };
}

void
mls_mesh_index_add (MlsMeshIndex *index, const MlsMesh *mesh, guint e)
{
  MlsBox box = mls_box_of_segment (mls_mesh_point (mesh, e), mls_mesh_point (mesh, e ^ 1));
  MlsBox cells = cells_of (index, &box);

  for (gint64 row = cells.min_y; row <= cells.max_y; row++)
    for (gint64 column = cells.min_x; column <= cells.max_x; column++)
      {
        guint *first = &index->first[row * index->n_columns + column];
        Entry entry = { e, *first };

        *first = index->entries->len;
        g_array_append_val (index->entries, entry);
      }
}

static double
distance_to_segment (MlsPoint p, MlsPoint a, MlsPoint b)
{
  double dx = (double) (b.x - a.x);
  double dy = (double) (b.y - a.y);
  double px = (double) (p.x - a.x);
  double py = (double) (p.y - a.y);
  double t = CLAMP ((px * dx + py * dy) / (dx * dx + dy * dy), 0, 1);

  px -= t * dx;
  py -= t * dy;

  return sqrt (px * px + py * py);
}

/* A line to be drawn, and how near its vertices may come to others. */
typedef struct
{
  const MlsPoint *points;
  guint           n_points;
  double         *room; /* mm, by vertex */
} Probe;

/* Whether segment @i of the probe may be drawn beside the mesh's segment a b. A line starts and
 * ends on the border of its face and must be allowed to come near it there: the room asked for
 * grows from nothing at half the way from the end, so a line leaves a border at 30° or more. */
static gboolean
passes (const Probe *probe, guint i, MlsPoint a, MlsPoint b)
{
  MlsPoint p = probe->points[i];
  MlsPoint q = probe->points[i + 1];
  MlsPoint first = probe->points[0];
  MlsPoint last = probe->points[probe->n_points - 1];
  gboolean at_start = i == 0 && (mls_point_equal (first, a) || mls_point_equal (first, b));
  gboolean at_end =
      i + 2 == probe->n_points && (mls_point_equal (last, a) || mls_point_equal (last, b));

  switch (mls_segments_meet (p, q, a, b))
    {
    case MLS_MEET_NOT:
      break;
    case MLS_MEET_TOUCH:
      if (!at_start && !at_end)
        return FALSE;
      break;
    case MLS_MEET_CROSS:
    case MLS_MEET_OVERLAP:
      return FALSE;
    }

  return distance_to_segment (p, a, b) >= probe->room[i] &&
         distance_to_segment (q, a, b) >= probe->room[i + 1];
}

static gboolean
segment_passes (const MlsMesh *mesh, const Probe *probe, guint i)
{
  const MlsMeshIndex *index = mesh->index;
  MlsBox box = mls_box_of_segment (probe->points[i], probe->points[i + 1]);
  MlsBox cells;

  box = mls_box_grown (&box, (gint64) MAX (probe->room[i], probe->room[i + 1]) + 1);
  cells = cells_of (index, &box);

  for (gint64 row = cells.min_y; row <= cells.max_y; row++)
    for (gint64 column = cells.min_x; column <= cells.max_x; column++)
      for (guint k = index->first[row * index->n_columns + column]; k != MLS_MESH_NONE;)
        {
          const Entry *entry = &g_array_index (index->entries, Entry, k);

          if (!passes (probe, i, mls_mesh_point (mesh, entry->edge),
                       mls_mesh_point (mesh, entry->edge ^ 1)))
            return FALSE;
          k = entry->next;
        }

  return TRUE;
}

/* Segments of one line may share an end with the next one and nothing else. */
static gboolean
meets_itself (const Probe *probe)
{
  gboolean closed = mls_point_equal (probe->points[0], probe->points[probe->n_points - 1]);

  for (guint i = 0; i + 1 < probe->n_points; i++)
    for (guint j = i + 1; j + 1 < probe->n_points; j++)
      {
        MlsMeet meet = mls_segments_meet (probe->points[i], probe->points[i + 1], probe->points[j],
                                          probe->points[j + 1]);
        gboolean neighbours = j == i + 1 || (closed && i == 0 && j + 2 == probe->n_points);

        if (meet != MLS_MEET_NOT && !(neighbours && meet == MLS_MEET_TOUCH))
          return TRUE;
      }

  return FALSE;
}

/**
 * mls_mesh_is_clear:
 * @mesh: a mesh sorted by mls_mesh_index()
 * @points: (array length=n_points): a line from a vertex of @mesh to another, or closed and free,
 *   its first point then repeated as the last
 * @n_points: at least 2
 * @clearance: how near it may come to what is there, mm; nearer towards the ends of an open line
 *
 * Returns: whether the line could be drawn: it meets nothing but what its ends stand on, not even
 *   itself
 */
gboolean
mls_mesh_is_clear (const MlsMesh *mesh, const MlsPoint *points, guint n_points, double clearance)
{
  g_autofree double *room = g_new (double, n_points);
  Probe probe = { points, n_points, room };
  gboolean closed = mls_point_equal (points[0], points[n_points - 1]);
  double along = 0;

  for (guint i = 0; i < n_points; i++)
    {
      along += i > 0 ? mls_point_distance (points[i - 1], points[i]) : 0;
      room[i] = closed ? clearance : MIN (clearance, along / 2);
    }
  along = 0;
  for (guint i = n_points; i-- > 0 && !closed;)
    {
      along += i + 1 < n_points ? mls_point_distance (points[i], points[i + 1]) : 0;
      room[i] = MIN (room[i], along / 2);
    }

  if (meets_itself (&probe))
    return FALSE;

  for (guint i = 0; i + 1 < n_points; i++)
    if (!segment_passes (mesh, &probe, i))
      return FALSE;

  return TRUE;
}

/**
 * mls_mesh_near:
 * @mesh: a mesh sorted by mls_mesh_index()
 * @box: where to look
 * @out: (element-type guint): gets a half-edge of each segment near @box, some more than once
 */
void
mls_mesh_near (const MlsMesh *mesh, const MlsBox *box, GArray *out)
{
  const MlsMeshIndex *index = mesh->index;
  MlsBox cells = cells_of (index, box);

  for (gint64 row = cells.min_y; row <= cells.max_y; row++)
    for (gint64 column = cells.min_x; column <= cells.max_x; column++)
      for (guint k = index->first[row * index->n_columns + column]; k != MLS_MESH_NONE;)
        {
          const Entry *entry = &g_array_index (index->entries, Entry, k);

          g_array_append_val (out, entry->edge);
          k = entry->next;
        }
}
