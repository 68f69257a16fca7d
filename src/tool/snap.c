#include "tool/snap.h"

#include "geometry/predicate.h"

typedef struct
{
  MlsPatch     *patch;
  MlsPoint      point;
  guint         vintage;
  MlsDimension  dimension;
  MlsPoint      vertex;
  double        vertex_distance;
  MlsPoint      foot;
  double        foot_distance;
} Search;

/* Only what separates something in the vintage and dimension shown can be meant. */
static gboolean
separates (Search *search, MlsPoint a, MlsPoint b, const MlsFace *face)
{
  const MlsFace *other = mls_patch_left_of (search->patch, b, a);

  return other == NULL || mls_label_code (&face->labels[search->vintage], search->dimension) !=
                              mls_label_code (&other->labels[search->vintage], search->dimension);
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

  if (distance > MAX (search->foot_distance, search->vertex_distance) || !separates (search, a, b, face))
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
 * @tolerance: how far it may be off, mm
 * @vintage: the vintage shown
 * @dimension: the dimension shown
 *
 * Returns: the nearest vertex within @tolerance, else the nearest point of a border, else @point
 */
MlsSnap
mls_snap (MlsPatch *patch, MlsPoint point, gint64 tolerance, guint vintage, MlsDimension dimension)
{
  MlsBox box = { point.x - tolerance, point.y - tolerance, point.x + tolerance, point.y + tolerance };
  double reach = (double) tolerance + 0.5;
  Search search = { patch, point, vintage, dimension, point, reach, point, reach };

  mls_patch_each_segment (patch, &box, try_segment, &search);

  if (search.vertex_distance < reach)
    return (MlsSnap){ MLS_SNAP_VERTEX, search.vertex };
  if (search.foot_distance < reach)
    return (MlsSnap){ MLS_SNAP_BORDER, search.foot };

  return (MlsSnap){ MLS_SNAP_NONE, point };
}
