#include "demo/frontage.h"

/* Vertices along the back of a plot, m. */
#define BACK_SPACING 4.5

static gboolean
is_on_road (const MlsCommune *commune, const MlsOutline *outline, guint i)
{
  guint across = mls_mesh_across (commune->mesh, mls_outline_edge (outline, i));

  return across != MLS_MESH_NONE &&
         mls_land_is_road ((MlsLand) mls_mesh_parcel (commune->mesh, across)->land[1]);
}

/* Going on along a road from vertex @start, the first free vertex at least @length away, at most a
 * third farther; its index counts on from @start, without turning over. */
static gboolean
find_end (const MlsCommune *commune,
          const MlsOutline *outline,
          guint             start,
          double            length,
          guint            *out)
{
  double along = 0;

  for (guint i = start; along < 1.3 * length && i < start + outline->at->len / 2; i++)
    {
      if (along >= length && mls_outline_is_free (outline, commune->mesh, i))
        {
          *out = i;
          return TRUE;
        }
      if (!is_on_road (commune, outline, i))
        return FALSE;
      along += mls_vec_distance (mls_outline_at (outline, i), mls_outline_at (outline, i + 1));
    }

  return FALSE;
}

/* The way inwards at vertex @i, from the run of the border around it. */
static MlsVec
inwards (const MlsOutline *outline, guint i)
{
  guint n = outline->at->len;

  return mls_vec_left (mls_vec_unit (
      mls_vec_sub (mls_outline_at (outline, i + 2), mls_outline_at (outline, i + n - 2))));
}

/* Whether the border between two vertices is smooth enough for a back that runs beside it. */
static gboolean
is_even (const MlsOutline *outline, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (mls_vec_dot (inwards (outline, i), inwards (outline, i + 1)) < 0.85)
      return FALSE;

  return mls_vec_dot (inwards (outline, start), inwards (outline, end)) > 0.3;
}

/* The back of the plot, from its last vertex on the border to its first: straight where the border
 * is, or one straight line for a short plot. */
static GArray *
draw_back (const MlsOutline *outline, guint start, guint end, double depth)
{
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (MlsVec));
  guint n_legs = MAX (1, (end - start) / 6);
  MlsVec first = mls_outline_at (outline, start);
  MlsVec last = mls_outline_at (outline, end);

  g_array_append_val (corners, last);
  for (guint leg = 0; leg <= n_legs; leg++)
    {
      guint i = end - (end - start) * leg / n_legs;
      MlsVec at = mls_vec_along (mls_outline_at (outline, i), inwards (outline, i), depth);

      g_array_append_val (corners, at);
    }
  g_array_append_val (corners, first);

  return mls_curve_even (corners, BACK_SPACING);
}

/**
 * mls_carve_frontage:
 * @commune: a commune
 * @face: a face
 * @frontage: where on its border, and how large
 *
 * Cuts off a plot whose back runs beside the border.
 *
 * Returns: the plot, or %MLS_MESH_NONE if there is no room for it
 */
guint
mls_carve_frontage (MlsCommune *commune, guint face, const MlsFrontage *frontage)
{
  g_autoptr (MlsOutline) outline = mls_outline_new (commune->mesh, face);
  guint start = mls_outline_nearest (outline, frontage->near);
  g_autoptr (GArray) back = NULL;
  MlsGate ends;
  guint end;

  for (guint k = 0; k < 4 && !mls_outline_is_free (outline, commune->mesh, start); k++)
    start++;

  if (!mls_outline_is_free (outline, commune->mesh, start) ||
      !find_end (commune, outline, start, frontage->length, &end) || !is_even (outline, start, end))
    return MLS_MESH_NONE;

  back = draw_back (outline, start, end, frontage->depth);
  ends = (MlsGate){ end % outline->at->len, start % outline->at->len };

  return mls_carve_line (commune->mesh, outline, ends, back,
                         0.5 * frontage->length * frontage->depth);
}
