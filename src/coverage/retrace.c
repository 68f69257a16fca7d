#include "coverage/retrace.h"

#include "coverage/border-change.h"
#include "geometry/predicate.h"

/* How far from a straight border its vertices are looked for, mm. */
#define REACH_MM 8

/* How near to a border a line ends that is to end in it, mm: rounding has led it beside. */
#define NEAR_MM 1.5

static gboolean
is_border (MlsPoint a, MlsPoint b, gpointer patch)
{
  return mls_patch_left_of (patch, a, b) != NULL || mls_patch_left_of (patch, b, a) != NULL;
}

static void
add_vertex (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer vertices)
{
  g_array_append_val ((GArray *) vertices, a);
  g_array_append_val ((GArray *) vertices, b);
}

/**
 * mls_retrace_line:
 * @patch: the coverage
 * @noding: its borders, where all ends of lines have been told to mls_retrace_end()
 * @a: where a line begins
 * @b: where it ends
 * @error: a refusal, or the source's error
 *
 * Inserts the line. Where there is such a border but for vertices that it has gained, it runs as that does.
 *
 * Returns: whether it could
 */
gboolean
mls_retrace_line (MlsPatch *patch, MlsNoding *noding, MlsPoint a, MlsPoint b, GError **error)
{
  g_autoptr (GArray) vertices = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autoptr (GArray) between = NULL;
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  mls_patch_each_segment_along (patch, a, b, REACH_MM, add_vertex, vertices);
  between = mls_border_chain_find (a, b, vertices, is_border, patch);
  g_array_append_val (way, a);
  if (between != NULL)
    g_array_append_vals (way, between->data, between->len);
  g_array_append_val (way, b);

  return mls_noding_insert (noding, (const MlsPoint *) (gpointer) way->data, way->len, error);
}

/* The border that comes nearest to a place. */
typedef struct
{
  MlsPoint place;
  MlsPoint a;
  MlsPoint b;
  double   distance;
} Nearest;

static void
look_nearer (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer user_data)
{
  Nearest *nearest = user_data;
  double distance = mls_point_distance_to_segment (nearest->place, a, b);

  if (distance >= nearest->distance)
    return;

  nearest->a = a;
  nearest->b = b;
  nearest->distance = distance;
}

/**
 * mls_retrace_end:
 * @patch: the coverage
 * @noding: its borders
 * @end: where a line begins or ends
 * @error: a refusal, or the source's error
 *
 * A border in which a line came to end gets that end: beside it the line would part nothing.
 *
 * Returns: whether it could
 */
gboolean
mls_retrace_end (MlsPatch *patch, MlsNoding *noding, MlsPoint end, GError **error)
{
  const MlsPoint beside = { end.x + 1, end.y };
  Nearest nearest = { .place = end, .distance = NEAR_MM };

  mls_patch_each_segment_along (patch, end, beside, REACH_MM, look_nearer, &nearest);

  return nearest.distance == NEAR_MM || mls_point_equal (end, nearest.a) || mls_point_equal (end, nearest.b) ||
         mls_borders_add_node (mls_noding_borders (noding), nearest.a, nearest.b, end, error);
}
