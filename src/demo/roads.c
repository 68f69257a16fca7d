#include "demo/commune.h"

/* Vertices along a road, m. */
#define ROAD_SPACING 5.5

/* How a road or a stream is drawn. */
typedef struct
{
  double spacing;
  double amplitude; /* of the course */
  double wavelength;
  double stray;     /* of the sides */
} Hand;

static Hand
hand_for (MlsLand land)
{
  if (land == MLS_LAND_STREAM)
    return (Hand){ 3.5, 10, 110, 0.9 };
  if (land == MLS_LAND_TRACK)
    return (Hand){ ROAD_SPACING, 3, 120, 0.35 };

  return (Hand){ ROAD_SPACING, 7, 330, 0.05 };
}

/* The course from gate to gate: it leaves each straight inwards, then passes @course. */
static GArray *
draw_course (const MlsOutline *outline,
             const MlsGate     gates[2],
             const MlsVec     *course,
             guint             n_course)
{
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (MlsVec));
  MlsVec ends[2], leads[2];

  for (int i = 0; i < 2; i++)
    {
      MlsVec along = mls_vec_sub (mls_outline_at (outline, gates[i].high),
                                  mls_outline_at (outline, gates[i].low));

      ends[i] = mls_outline_middle (outline, gates[i]);
      leads[i] = mls_vec_along (ends[i], mls_vec_left (mls_vec_unit (along)), 14);
    }

  g_array_append_val (corners, ends[0]);
  g_array_append_val (corners, leads[0]);
  g_array_append_vals (corners, course, n_course);
  g_array_append_val (corners, leads[1]);
  g_array_append_val (corners, ends[1]);

  return mls_curve_smooth (corners, 4);
}

static guint
try_to_lay (MlsCommune *commune, guint face, GArray *course, MlsLand land, double width)
{
  g_autoptr (MlsOutline) outline = mls_outline_new (commune->mesh, face);
  Hand hand = hand_for (land);
  guint64 seed = mls_random_next (&commune->random);
  MlsWiggle wiggle = { seed, hand.spacing, hand.amplitude, hand.wavelength };
  MlsStripPlan plan = { .sides = { seed + 8, hand.spacing, hand.stray, 14 },
                        .width = width,
                        .smallest = 600 };
  g_autoptr (GArray) smooth = NULL;
  g_autoptr (GArray) middle = NULL;
  MlsStrip strip;

  for (int i = 0; i < 2; i++)
    {
      MlsVec end = mls_curve_point (course, i == 0 ? 0 : course->len - 1);
      guint near = mls_outline_nearest (outline, end);

      if (!mls_outline_gate (outline, commune->mesh, near, width, &plan.gates[i]))
        return MLS_MESH_NONE;
    }

  smooth = draw_course (outline, plan.gates, &g_array_index (course, MlsVec, 1), course->len - 2);
  middle = mls_curve_wiggled (smooth, &wiggle);
  plan.middle = middle;
  strip = mls_carve_strip (commune->mesh, outline, &plan);
  if (strip.strip != MLS_MESH_NONE)
    mls_parcel_set (mls_mesh_parcel (commune->mesh, strip.strip), land, MLS_PART_DONE);

  return strip.strip;
}

/**
 * mls_commune_lay:
 * @commune: a commune
 * @face: the face to cross
 * @course: (array length=n_course): where the strip passes; it begins and ends on the border of
 *   @face, near the first and the last place
 * @n_course: at least 2
 * @land: a road, a track or a stream
 * @width: m
 *
 * Lays a strip across @face. The new face before it in the mesh is what lies on its left, @face is
 * what lies on its right.
 *
 * Returns: the strip, or %MLS_MESH_NONE if there is no way
 */
guint
mls_commune_lay (MlsCommune   *commune,
                 guint         face,
                 const MlsVec *course,
                 guint         n_course,
                 MlsLand       land,
                 double        width)
{
  for (int attempt = 0; attempt < 4; attempt++)
    {
      g_autoptr (GArray) tried = mls_curve_new (course, n_course);
      guint strip;

      for (guint i = 0; i < n_course && attempt > 0; i++)
        {
          MlsVec nudge = { mls_random_range (&commune->random, -12, 12),
                           mls_random_range (&commune->random, -12, 12) };

          g_array_index (tried, MlsVec, i) = mls_vec_add (course[i], nudge);
        }

      strip = try_to_lay (commune, face, tried, land, width);
      if (strip != MLS_MESH_NONE)
        return strip;
    }

  return MLS_MESH_NONE;
}

/* The place @along the main street's axis and @aside from it, from the village's centre. */
static MlsVec
place (const MlsCommune *commune, double along, double aside)
{
  MlsVec at = mls_vec_along (commune->centre, commune->axis, along);

  return mls_vec_along (at, mls_vec_left (commune->axis), aside);
}

/* A bend of the road half way to a gate. */
static MlsVec
wander (MlsCommune *commune, MlsVec gate)
{
  MlsVec way = mls_vec_sub (gate, commune->centre);
  double aside = mls_random_range (&commune->random, -0.14, 0.14);

  return mls_vec_along (mls_vec_mix (commune->centre, gate, 0.68), mls_vec_left (way), aside);
}

/* A street in a quarter of the village, from the main street round to the street that crosses it,
 * and the block it encloses. What lies outside is returned, or MLS_MESH_NONE if there is no way. */
static guint
lay_loop (MlsCommune *commune, guint face, double along, double aside)
{
  MlsVec course[4] = { place (commune, along, 0), place (commune, along, aside * 0.8),
                       place (commune, along * 0.8, aside), place (commune, 0, aside) };
  guint strip = mls_commune_lay (commune, face, course, 4, MLS_LAND_ROAD, 6);
  gboolean turns_left = (along > 0) == (aside > 0);

  if (strip == MLS_MESH_NONE)
    return MLS_MESH_NONE;

  /* Going out from the axis and then back to it, the block is on the inside of the turn. */
  mls_mesh_parcel (commune->mesh, turns_left ? strip - 1 : face)->part = MLS_PART_BLOCK;

  return turns_left ? face : strip - 1;
}

/* The stream comes down one @side of the village, passes under the main road and leaves. */
static void
lay_stream (MlsCommune *commune, double side, guint north, guint south)
{
  const MlsVec *springs = commune->site.springs;
  double along = side * commune->reach * mls_random_range (&commune->random, 1.5, 1.8);
  double width = mls_random_range (&commune->random, 6, 9);
  MlsVec upper[4] = { springs[1], mls_vec_mix (springs[1], place (commune, along, 200), 0.4),
                      place (commune, along * 1.1, 140), place (commune, along, 0) };
  MlsVec lower[4] = { place (commune, along, 0), place (commune, along * 1.1, -140),
                      mls_vec_mix (springs[0], place (commune, along, -200), 0.4), springs[0] };

  mls_commune_lay (commune, north, upper, 4, MLS_LAND_STREAM, width);
  mls_commune_lay (commune, south, lower, 4, MLS_LAND_STREAM, width);
}

/**
 * mls_commune_lay_roads:
 * @commune: a commune of one face
 *
 * Lays the main road from west to east, a road north and one south, the village's streets between
 * them, and the stream.
 *
 * Returns: %FALSE if a road found no way; the commune is of no use then
 */
gboolean
mls_commune_lay_roads (MlsCommune *commune)
{
  const MlsVec *gates = commune->site.gates;
  double reach = commune->reach;
  double bend = mls_random_range (&commune->random, -0.2, 0.2) * reach;
  MlsVec main[7] = { gates[MLS_GATE_WEST], wander (commune, gates[MLS_GATE_WEST]),
                     place (commune, -1.2 * reach, bend), place (commune, 0, 0),
                     place (commune, 1.2 * reach, -bend), wander (commune, gates[MLS_GATE_EAST]),
                     gates[MLS_GATE_EAST] };
  MlsVec north[5] = { place (commune, 0, 0), place (commune, 0, 0.5 * reach),
                      place (commune, bend, 1.1 * reach), wander (commune, gates[MLS_GATE_NORTH]),
                      gates[MLS_GATE_NORTH] };
  MlsVec south[5] = { place (commune, 0.06 * reach, 0), place (commune, 0.06 * reach, -0.5 * reach),
                      place (commune, -bend, -1.1 * reach), wander (commune, gates[MLS_GATE_SOUTH]),
                      gates[MLS_GATE_SOUTH] };
  guint quarters[4]; /* by sign of along, then of aside */
  guint strip;
  double side;

  strip = mls_commune_lay (commune, 0, main, 7, MLS_LAND_ROAD, 8);
  if (strip == MLS_MESH_NONE)
    return FALSE;
  quarters[0] = strip - 1;
  quarters[3] = 0;

  strip = mls_commune_lay (commune, quarters[0], north, 5, MLS_LAND_ROAD, 6.5);
  if (strip == MLS_MESH_NONE)
    return FALSE;
  quarters[1] = strip - 1;

  strip = mls_commune_lay (commune, 0, south, 5, MLS_LAND_ROAD, 6.5);
  if (strip == MLS_MESH_NONE)
    return FALSE;
  quarters[2] = strip - 1;

  for (int q = 0; q < 4; q++)
    {
      double along =
          (q == 0 || q == 2 ? 1 : -1) * reach * mls_random_range (&commune->random, 0.75, 1.0);
      double aside = (q < 2 ? 1 : -1) * reach * mls_random_range (&commune->random, 0.5, 0.7);

      quarters[q] = lay_loop (commune, quarters[q], along, aside);
      if (quarters[q] == MLS_MESH_NONE)
        return FALSE;
    }

  side = mls_vec_dot (mls_vec_sub (commune->site.springs[1], commune->centre), commune->axis);
  if (commune->site.has_stream)
    lay_stream (commune, side > 0 ? 1 : -1, quarters[side > 0 ? 0 : 1], quarters[side > 0 ? 2 : 3]);

  return TRUE;
}
