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

/* The vertex in hand takes its segments with it: were it drawn to where they are now, it could not be
 * moved by less than the tolerance. */
static gboolean
moves (Search *search, MlsPoint a, MlsPoint b)
{
  const MlsPoint *moving = search->targets->moving;

  return moving != NULL && (mls_point_equal (a, *moving) || mls_point_equal (b, *moving));
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

static void
try_segment (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer user_data)
{
  Search *search = user_data;
  MlsPoint foot = mls_point_nearest_on_segment (search->point, a, b);
  double distance = mls_point_distance (foot, search->point);

  if (distance > MAX (search->foot_distance, search->vertex_distance) || moves (search, a, b) ||
      !separates (search, a, b, face))
    return;

  try_vertex (search, a);
  try_vertex (search, b);
  if (distance < search->foot_distance ||
      (distance == search->foot_distance && mls_point_compare (foot, search->foot) < 0))
    {
      search->foot = foot;
      search->foot_distance = distance;
    }
}

/**
 * mls_snap:
 * @patch: the coverage
 * @point: where the hand is
 * @targets: what may draw it there
 *
 * Returns: the nearest vertex within the tolerance, else the nearest point of a border, else @point
 */
MlsSnap
mls_snap (MlsPatch *patch, MlsPoint point, const MlsSnapTargets *targets)
{
  gint64 tolerance = targets->tolerance;
  MlsBox box = { point.x - tolerance, point.y - tolerance, point.x + tolerance, point.y + tolerance };
  double reach = (double) tolerance + 0.5;
  Search search = { patch, point, targets, point, reach, point, reach };

  mls_patch_each_segment (patch, &box, try_segment, &search);

  if (search.vertex_distance < reach)
    return (MlsSnap){ MLS_SNAP_VERTEX, search.vertex };
  if (search.foot_distance < reach)
    return (MlsSnap){ MLS_SNAP_BORDER, search.foot };

  return (MlsSnap){ MLS_SNAP_NONE, point };
}
