#include "demo/cut.h"

static guint
cut_line (MlsCommune *commune, const MlsOutline *outline, MlsGate ends, const MlsCut *cut)
{
  MlsVec straight[2] = { mls_outline_at (outline, ends.low), mls_outline_at (outline, ends.high) };
  g_autoptr (GArray) line = mls_curve_new (straight, 2);
  MlsWiggle wiggle = cut->course;
  g_autoptr (GArray) course = NULL;

  wiggle.seed = mls_random_next (&commune->random);
  course = mls_curve_wiggled (line, &wiggle);

  return mls_carve_line (commune->mesh, outline, ends, course, cut->smallest);
}

/* A strip has to reach its own minimum, whatever its sides do. */
static gboolean
is_large_enough (const GArray *middle, const MlsCut *cut)
{
  double width = cut->width - cut->stray;

  return (mls_curve_length (middle) - cut->width) * width >
         1.15 * mls_land_minimum (cut->land, MLS_DIMENSION_COVER);
}

static guint
cut_strip (MlsCommune *commune, const MlsOutline *outline, MlsGate ends, const MlsCut *cut)
{
  MlsWiggle wiggle = cut->course;
  MlsStripPlan plan = { .sides = { mls_random_next (&commune->random), 0, cut->stray, 11 },
                        .width = cut->width,
                        .smallest = cut->smallest };
  MlsVec straight[2];
  g_autoptr (GArray) line = NULL;
  g_autoptr (GArray) middle = NULL;
  MlsStrip strip;

  if (!mls_outline_gate (outline, commune->mesh, ends.low, cut->width, &plan.gates[0]) ||
      !mls_outline_gate (outline, commune->mesh, ends.high, cut->width, &plan.gates[1]))
    return MLS_MESH_NONE;

  for (int i = 0; i < 2; i++)
    straight[i] = mls_outline_middle (outline, plan.gates[i]);
  line = mls_curve_new (straight, 2);
  wiggle.seed = mls_random_next (&commune->random);
  middle = mls_curve_wiggled (line, &wiggle);
  if (!is_large_enough (middle, cut))
    return MLS_MESH_NONE;

  plan.middle = middle;
  strip = mls_carve_strip (commune->mesh, outline, &plan);
  if (strip.strip == MLS_MESH_NONE)
    return MLS_MESH_NONE;

  mls_parcel_set (mls_mesh_parcel (commune->mesh, strip.strip), cut->land, MLS_PART_DONE);

  return strip.left;
}

/**
 * mls_commune_cut:
 * @commune: a commune
 * @face: the face to cut
 * @cut: how
 *
 * Returns: the new face on one side, @face being the other, or %MLS_MESH_NONE if it cannot be cut
 *   like that
 */
guint
mls_commune_cut (MlsCommune *commune, guint face, const MlsCut *cut)
{
  g_autoptr (MlsOutline) outline = mls_outline_new (commune->mesh, face);
  MlsFrame frame = mls_outline_frame (outline);
  MlsVec axis = cut->lengthwise ? mls_vec_left (frame.axis) : frame.axis;
  double length = cut->lengthwise ? frame.width : frame.length;
  MlsVec through = mls_vec_along (frame.centre, axis, (cut->share - 0.5) * length);
  MlsVec lean =
      mls_vec_unit ((MlsVec){ 1, mls_random_range (&commune->random, -cut->skew, cut->skew) });
  MlsGate ends;

  if (outline->area < 2 * cut->smallest ||
      !mls_outline_chord (outline, commune->mesh, through,
                          mls_vec_turned (mls_vec_left (axis), lean), &ends))
    return MLS_MESH_NONE;

  return cut->width > 0 ? cut_strip (commune, outline, ends, cut)
                        : cut_line (commune, outline, ends, cut);
}
