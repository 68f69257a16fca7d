/* Island: a closed line; all that lies inside takes the current pair. */

#include "coverage/give.h"
#include "coverage/plan.h"
#include "geometry/predicate.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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
  GHashTable *seen;
  GPtrArray  *inside;
} Fill;

static void
take_inside (Fill *fill, MlsCell *cell)
{
  if (cell != NULL && g_hash_table_add (fill->seen, cell))
    g_ptr_array_add (fill->inside, cell);
}

static void
fill_across (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  Fill *fill = user_data;

  if (!mls_overlay_is_course (fill->overlay, a, b))
    take_inside (fill, neighbour);
}

/* The cells inside: those beside the line, and from there all up to it. */
static gboolean
fill_inside (Fill *fill)
{
  const GArray *course = mls_overlay_course (fill->overlay);

  for (guint i = 0; i < course->len; i++)
    {
      const MlsCourse *piece = &g_array_index (course, MlsCourse, i);
      MlsCell *left = mls_overlay_left_of (fill->overlay, piece->a, piece->b);
      MlsCell *right = mls_overlay_left_of (fill->overlay, piece->b, piece->a);
      gboolean left_inside, right_inside;

      if (left == right)
        continue;

      look_beside (course, i, &left_inside, &right_inside);
      if (left_inside)
        take_inside (fill, left);
      if (right_inside)
        take_inside (fill, right);
    }

  for (guint i = 0; i < fill->inside->len; i++)
    {
      if (fill->inside->len > MLS_MAX_GIVEN_CELLS)
        return FALSE;
      mls_overlay_each_neighbour (fill->overlay, g_ptr_array_index (fill->inside, i), fill_across, fill);
    }

  return TRUE;
}

static MlsOverlay *
cut_out (MlsPatch *patch, const MlsPoint *points, gsize n_points, GError **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (MlsNoding) noding = mls_noding_new (patch);
  g_autofree MlsPoint *closed = g_new (MlsPoint, n_points + 1);

  memcpy (closed, points, n_points * sizeof *points);
  closed[n_points] = points[0];
  if (!mls_noding_insert (noding, closed, n_points + 1, error) ||
      !mls_overlay_cut (overlay, noding, error))
    return NULL;

  return g_steal_pointer (&overlay);
}

/**
 * mls_plan_polygon:
 * @patch: the coverage
 * @points: (array length=n_points): a closed line, its first point not repeated; where it crosses
 *   itself, inside is what it goes around an odd number of times
 * @n_points: how many
 * @intent: what the operator means
 * @error: a refusal, or the source's error
 *
 * Gives the current pair to all that lies inside and within the territory.
 *
 * Returns: (transfer full) (nullable): the island, pending if no pair tells it apart
 */
MlsPlan *
mls_plan_polygon (MlsPatch *patch, const MlsPoint *points, gsize n_points, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsOverlay) overlay = NULL;
  g_autoptr (MlsPlan) plan = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  if (n_points > 1 && mls_point_equal (points[0], points[n_points - 1]))
    n_points--;

  if (n_points < 3)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOTHING_TO_CUT,
                           _("A polygon needs three points"));
      return NULL;
    }

  overlay = cut_out (patch, points, n_points, error);
  if (overlay == NULL)
    return NULL;

  plan = mls_plan_new (MLS_VERB_ISLAND, intent, overlay);
  if (!fill_inside (&(Fill){ overlay, seen, plan->given }))
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_TOO_LARGE,
                           _("The polygon is too large"));
      return NULL;
    }

  if (!mls_patch_check (patch, error))
    return NULL;

  if (plan->given->len == 0)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOTHING_TO_CUT,
                           _("Nothing to cut here: the polygon encloses nothing"));
      return NULL;
    }

  return mls_plan_give_or_wait (g_steal_pointer (&plan), error);
}
