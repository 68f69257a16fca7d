#include "tool/snap.h"

#include "geometry/predicate.h"

typedef struct
{
  MlsPatch             *patch;
  MlsPoint              point;
  const MlsSnapTargets *targets;
  MlsPoint              vertex;
  double                vertex_distance;
  MlsPoint              foot;
  double                foot_distance;
  MlsPoint              ends[2];  /* of the segment that it is on */
} Search;

/* Only what separates something in the vintage and dimension shown can be meant. */
static gboolean
separates (Search *search, MlsPoint a, MlsPoint b, const MlsFace *face)
{
  const MlsFace *other = mls_patch_left_of (search->patch, b, a);
  guint vintage = search->targets->vintage;
  MlsDimension dimension = search->targets->dimension;

  return other == NULL || mls_label_code (&face->labels[vintage], dimension) !=
                              mls_label_code (&other->labels[vintage], dimension);
}

/* A vertex in hand takes its segments with it: were it drawn to where they are now, it could not be
 * moved by less than the tolerance. */
static gboolean
moves (Search *search, MlsPoint a, MlsPoint b)
{
  const MlsPoint *moving = search->targets->moving;

  for (guint i = 0; i < search->targets->n_moving; i++)
    if (mls_point_equal (a, moving[i]) || mls_point_equal (b, moving[i]))
      return TRUE;

  return FALSE;
}

static void
try_vertex (Search *search, MlsPoint vertex)
{
  double distance = mls_point_distance (vertex, search->point);

  if (distance < search->vertex_distance ||
      (distance == search->vertex_distance && mls_point_compare (vertex, search->vertex) < 0))
    {
      search->vertex = vertex;
      search->vertex_distance = distance;
    }
}

/* Where the hand is nearest to a segment, and how far from it. */
static MlsPoint
foot_on (const Search *search, MlsPoint a, MlsPoint b, double *distance)
{
  MlsPoint foot = mls_point_nearest_on_segment (search->point, a, b);

  *distance = mls_point_distance (foot, search->point);

  return foot;
}

static void
try_line (Search *search, MlsPoint a, MlsPoint b, MlsPoint foot, double distance)
{
  try_vertex (search, a);
  try_vertex (search, b);
  if (distance < search->foot_distance ||
      (distance == search->foot_distance && mls_point_compare (foot, search->foot) < 0))
    {
      search->foot = foot;
      search->foot_distance = distance;
      search->ends[0] = a;
      search->ends[1] = b;
    }
}

static void
try_segment (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer user_data)
{
  Search *search = user_data;
  double distance;
  MlsPoint foot = foot_on (search, a, b, &distance);

  if (distance <= MAX (search->foot_distance, search->vertex_distance) && !moves (search, a, b) &&
      separates (search, a, b, face))
    try_line (search, a, b, foot, distance);
}

static void
try_figure_segment (MlsPoint a, MlsPoint b, gpointer user_data)
{
  Search *search = user_data;
  double distance;
  MlsPoint foot = foot_on (search, a, b, &distance);

  if (distance <= MAX (search->foot_distance, search->vertex_distance))
    try_line (search, a, b, foot, distance);
}

static MlsBox
box_around (MlsPoint point, gint64 tolerance)
{
  return (MlsBox){ point.x - tolerance, point.y - tolerance, point.x + tolerance, point.y + tolerance };
}

static void
try_figure (const MlsFigure *figure, gpointer user_data)
{
  Search *search = user_data;
  MlsBox box = box_around (search->point, search->targets->tolerance);

  for (guint i = 0; figure->kind == MLS_FIGURE_POINT && i < figure->n_parts; i++)
    try_vertex (search, figure->parts[i].points[0]);
  mls_figure_each_segment (figure, &box, try_figure_segment, search);
}

static MlsSnap
found (const Search *search, double reach, MlsSnapKind vertex, MlsSnapKind line)
{
  if (search->vertex_distance < reach)
    return (MlsSnap){ vertex, search->vertex };
  if (search->foot_distance < reach)
    return (MlsSnap){ line, search->foot };

  return (MlsSnap){ MLS_SNAP_NONE, search->point };
}

/* What of the coverage is within reach, or of the figures where nothing is. Returns: whether it is of the coverage */
static gboolean
search_around (Search *search, double reach)
{
  MlsBox box = box_around (search->point, search->targets->tolerance);

  mls_patch_each_segment (search->patch, &box, try_segment, search);
  if (search->vertex_distance < reach || search->foot_distance < reach)
    return TRUE;

  for (guint i = 0; i < search->targets->n_figures; i++)
    mls_figures_each (search->targets->figures[i], &box, try_figure, search);

  return FALSE;
}

/**
 * mls_snap:
 * @patch: the coverage
 * @point: where the hand is
 * @targets: what may draw it there
 *
 * What is drawn has to meet the coverage where it is meant to: a figure draws it only where nothing of the
 * coverage is within the tolerance.
 *
 * Returns: the nearest vertex within the tolerance, else the nearest point of a border; else the same of the
 *   figures; else @point
 */
MlsSnap
mls_snap (MlsPatch *patch, MlsPoint point, const MlsSnapTargets *targets)
{
  double reach = (double) targets->tolerance + 0.5;
  Search search = { patch, point, targets, point, reach, point, reach };

  if (search_around (&search, reach))
    return found (&search, reach, MLS_SNAP_VERTEX, MLS_SNAP_BORDER);

  return found (&search, reach, MLS_SNAP_FIGURE_VERTEX, MLS_SNAP_FIGURE_LINE);
}

/**
 * mls_snap_segment:
 * @patch: the coverage
 * @point: where the hand is
 * @targets: what may be meant there
 * @ends: (out) (array fixed-size=2): the nearest segment within the tolerance, of a border, else of a figure
 *
 * Returns: whether there is one
 */
gboolean
mls_snap_segment (MlsPatch *patch, MlsPoint point, const MlsSnapTargets *targets, MlsPoint ends[2])
{
  double reach = (double) targets->tolerance + 0.5;
  Search search = { patch, point, targets, point, reach, point, reach };

  search_around (&search, reach);
  ends[0] = search.ends[0];
  ends[1] = search.ends[1];

  return search.foot_distance < reach;
}
