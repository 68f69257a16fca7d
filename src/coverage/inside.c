#include "coverage/inside.h"

#include "coverage/give.h"
#include "geometry/predicate.h"

#include <glib/gi18n-lib.h>

/* Twice the middle of a piece: still on the grid. */
static MlsPoint
doubled_middle (const MlsCourse *piece)
{
  return (MlsPoint){ piece->a.x + piece->b.x, piece->a.y + piece->b.y };
}

static MlsPoint
doubled (MlsPoint point)
{
  return (MlsPoint){ 2 * point.x, 2 * point.y };
}

/* Exchanges the axes, which turns a horizontal piece upright and left into right. */
static MlsPoint
flipped (MlsPoint point)
{
  return (MlsPoint){ point.y, point.x };
}

/* How many pieces of the course a ray to the east meets from the middle of the @own-th, which is
 * not horizontal once the axes are exchanged if @flip; itself and its repetitions left out. */
static guint
count_east (const GArray *course, guint own, gboolean flip)
{
  MlsPoint from = doubled_middle (&g_array_index (course, MlsCourse, own));
  guint count = 0;

  from = flip ? flipped (from) : from;
  for (guint i = 0; i < course->len; i++)
    {
      const MlsCourse *piece = &g_array_index (course, MlsCourse, i);
      MlsPoint a = flip ? flipped (doubled (piece->a)) : doubled (piece->a);
      MlsPoint b = flip ? flipped (doubled (piece->b)) : doubled (piece->b);
      MlsPoint low = a.y < b.y ? a : b;
      MlsPoint high = a.y < b.y ? b : a;

      if (low.y <= from.y && from.y < high.y && mls_turn (low, high, from) > 0)
        count++;
    }

  return count;
}

/* How often the line walks along its @i-th piece, either way. */
static guint
count_passes (const GArray *course, guint i)
{
  const MlsCourse *piece = &g_array_index (course, MlsCourse, i);
  guint count = 0;

  for (guint k = 0; k < course->len; k++)
    {
      const MlsCourse *other = &g_array_index (course, MlsCourse, k);

      count += (mls_point_equal (other->a, piece->a) && mls_point_equal (other->b, piece->b)) ||
               (mls_point_equal (other->a, piece->b) && mls_point_equal (other->b, piece->a));
    }

  return count;
}

/* Whether the ground beside the @i-th piece lies inside the closed course, by even and odd. */
static void
look_beside (const GArray *course, guint i, gboolean *left, gboolean *right)
{
  const MlsCourse *piece = &g_array_index (course, MlsCourse, i);
  gboolean flip = piece->a.y == piece->b.y;
  gboolean up = flip ? piece->a.x < piece->b.x : piece->a.y < piece->b.y;
  gboolean east = count_east (course, i, flip) % 2 == 1;
  gboolean west = east != (count_passes (course, i) % 2 == 1);

  /* Going north the left is west; with the axes exchanged it is what then is east. */
  *left = up == flip ? east : west;
  *right = up == flip ? west : east;
}

typedef struct
{
  MlsOverlay *overlay;
  GHashTable *known;    /* cells of which is said where they lie */
  GPtrArray  *inside;
  guint       n_points; /* of these */
  MlsBox      box;      /* of the lines: nothing inside them lies beyond */
  gboolean    leaks;    /* something does */
} Fill;

static MlsBox
box_of (const GArray *course)
{
  MlsBox box = MLS_BOX_EMPTY;

  for (guint i = 0; i < course->len; i++)
    {
      const MlsCourse *piece = &g_array_index (course, MlsCourse, i);

      mls_box_extend (&box, piece->a);
      mls_box_extend (&box, piece->b);
    }

  return box;
}

static void
take_known (Fill *fill, MlsCell *cell, gboolean inside)
{
  if (cell == NULL || !g_hash_table_add (fill->known, cell) || !inside)
    return;

  g_ptr_array_add (fill->inside, cell);
  fill->n_points += cell->shape->n_points;
  fill->leaks |= !mls_box_contains (&fill->box, &cell->shape->box);
}

static gboolean
is_known (const Fill *fill, MlsCell *cell)
{
  return cell == NULL || g_hash_table_contains (fill->known, cell);
}

static void
fill_across (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  Fill *fill = user_data;

  if (!mls_overlay_is_course (fill->overlay, a, b))
    take_known (fill, neighbour, TRUE);
}

/* The cells beside the lines. Where a piece lies is looked up once for each cell. */
static void
fill_beside (Fill *fill)
{
  const GArray *course = mls_overlay_course (fill->overlay);

  for (guint i = 0; i < course->len; i++)
    {
      const MlsCourse *piece = &g_array_index (course, MlsCourse, i);
      MlsCell *left = mls_overlay_left_of (fill->overlay, piece->a, piece->b);
      MlsCell *right = mls_overlay_left_of (fill->overlay, piece->b, piece->a);
      gboolean left_inside, right_inside;

      if (left == right || (is_known (fill, left) && is_known (fill, right)))
        continue;

      look_beside (course, i, &left_inside, &right_inside);
      take_known (fill, left, left_inside);
      take_known (fill, right, right_inside);
    }
}

/**
 * mls_inside_take:
 * @overlay: cells cut by closed lines
 * @inside: (element-type MlsCell): where to put those that the lines go around an odd number of times
 * @error: %MLS_REFUSAL_TOO_LARGE, or %MLS_REFUSAL_TOO_FINE where borders less than a millimetre apart leave
 *   no room for the lines between them
 *
 * Returns: whether that could be told
 */
gboolean
mls_inside_take (MlsOverlay *overlay, GPtrArray *inside, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  Fill fill = { overlay, known, inside, .box = box_of (mls_overlay_course (overlay)) };

  fill_beside (&fill);
  for (guint i = 0; i < inside->len && !fill.leaks && fill.n_points <= MLS_MAX_GIVEN_POINTS; i++)
    mls_overlay_each_neighbour (overlay, g_ptr_array_index (inside, i), fill_across, &fill);

  if (fill.leaks)
    g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_TOO_FINE,
                         _("Borders too close to each other leave no room for this line"));
  else if (fill.n_points > MLS_MAX_GIVEN_POINTS)
    g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_TOO_LARGE, _("What is drawn is too large"));

  return !fill.leaks && fill.n_points <= MLS_MAX_GIVEN_POINTS;
}

/**
 * mls_inside_plan:
 * @overlay: cells cut by closed lines
 * @verb: what it is
 * @intent: what the operator means
 * @error: %MLS_REFUSAL_TOO_LARGE, %MLS_REFUSAL_NOTHING_TO_CUT, another refusal, or the source's error
 *
 * Returns: (transfer full) (nullable): the inside takes the current pair, or waits for one
 */
MlsPlan *
mls_inside_plan (MlsOverlay *overlay, MlsVerb verb, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsPlan) plan = mls_plan_new (verb, intent, overlay);

  if (!mls_inside_take (overlay, plan->given, error) || !mls_patch_check (mls_overlay_patch (overlay), error))
    return NULL;

  if (plan->given->len == 0)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOTHING_TO_CUT,
                           _("Nothing to cut here: no side of the polygon is inside the territory"));
      return NULL;
    }

  return mls_plan_give_or_wait (g_steal_pointer (&plan), error);
}
