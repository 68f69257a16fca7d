#include "demo/showcase.h"

#include <math.h>
#include <string.h>

/* Half of what a window of 1280 × 800 shows of the ground at 1:2 500, less a margin, m. */
#define VIEW_X 265
#define VIEW_Y 185

/* How far lines reach out of the field, m: less than a hedge is wide. */
#define OVERSHOOT 3

/* A field that could be shown, and how well it lies. */
typedef struct
{
  guint  face;
  MlsVec view;
  double badness;
} Candidate;

static guint
count_buildings (const MlsCommune *commune, MlsVec view)
{
  guint n = 0;

  for (guint face = 0; face < commune->mesh->faces->len; face++)
    {
      const MlsMeshFace *f = mls_mesh_face (commune->mesh, face);
      MlsVec at = mls_vec_sub (mls_vec_of_point (mls_mesh_point (commune->mesh, f->edge)), view);

      n += mls_land_is_building ((MlsLand) f->parcel.land[1]) && fabs (at.x) < VIEW_X &&
           fabs (at.y) < VIEW_Y;
    }

  return n;
}

/* The view as near to the village as it can be with all of the field in it. */
static MlsVec
place_view (const MlsCommune *commune, const MlsBox *box)
{
  MlsVec middle = mls_vec_of_point (mls_box_centre (box));
  MlsVec way = mls_vec_unit (mls_vec_sub (commune->centre, middle));
  double half_x = mls_grid_to_metres (box->max_x - box->min_x) / 2;
  double half_y = mls_grid_to_metres (box->max_y - box->min_y) / 2;
  double room_x = (VIEW_X - half_x) / MAX (fabs (way.x), 0.01);
  double room_y = (VIEW_Y - half_y) / MAX (fabs (way.y), 0.01);

  return mls_vec_along (middle, way, MAX (0, MIN (room_x, room_y)));
}

static gboolean
judge (const MlsCommune *commune, guint face, Candidate *out)
{
  const MlsMeshFace *f = mls_mesh_face (commune->mesh, face);
  double area = mls_area2_to_m2 (mls_mesh_area2 (commune->mesh, face));
  g_autoptr (MlsOutline) outline = NULL;
  MlsFrame frame;
  MlsBox box;
  guint n_buildings;

  if (f->parcel.style == MLS_STYLE_NONE || f->parcel.style == MLS_STYLE_WOOD ||
      f->parcel.group != 0 || f->hole != MLS_MESH_NONE || area < 8500 || area > 18000)
    return FALSE;

  outline = mls_outline_new (commune->mesh, face);
  frame = mls_outline_frame (outline);
  box = mls_mesh_box (commune->mesh, face);
  out->face = face;
  out->view = place_view (commune, &box);
  n_buildings = count_buildings (commune, out->view);
  out->badness = mls_vec_distance (frame.centre, commune->centre) +
                 400 * (frame.length / frame.width - 1) +
                 1000 * (1 - area / (frame.length * frame.width)) + 8 * MAX (0, 60.0 - n_buildings);

  return n_buildings >= 12 && n_buildings <= 120 && frame.length < 2 * frame.width;
}

static int
compare_candidates (gconstpointer left, gconstpointer right)
{
  const Candidate *a = left;
  const Candidate *b = right;

  if (a->badness != b->badness)
    return a->badness < b->badness ? -1 : 1;

  return (a->face > b->face) - (a->face < b->face);
}

static GArray *
find_candidates (const MlsCommune *commune)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (guint face = 0; face < commune->mesh->faces->len; face++)
    {
      Candidate candidate;

      if (judge (commune, face, &candidate))
        g_array_append_val (candidates, candidate);
    }

  g_array_sort (candidates, compare_candidates);

  return candidates;
}

/* What fields around the one to be shown become. */
static const MlsLand open_lands[] = { MLS_LAND_ORCHARD, MLS_LAND_FALLOW, MLS_LAND_CONIFERS, MLS_LAND_POPLARS };

static gboolean
is_open (MlsLand land)
{
  for (guint i = 0; i < G_N_ELEMENTS (open_lands); i++)
    if (open_lands[i] == land)
      return TRUE;

  return FALSE;
}

/* The field becomes arable. Around it no two fields are alike, and none is a meadow: a part of the
 * field that becomes one stands for itself then. */
static void
set_the_stage (MlsCommune *commune, const MlsOutline *field)
{
  guint next = 0;

  mls_parcel_set (mls_mesh_parcel (commune->mesh, field->face), MLS_LAND_ARABLE, MLS_PART_DONE);
  mls_mesh_parcel (commune->mesh, field->face)->group = MLS_GROUP_SHOWCASE;

  for (guint i = 0; i < field->edges->len; i++)
    {
      guint across = mls_mesh_across (commune->mesh, mls_outline_edge (field, i));
      MlsParcel *parcel;

      if (across == MLS_MESH_NONE ||
          mls_mesh_parcel (commune->mesh, across)->group == MLS_GROUP_SHOWCASE)
        continue;

      parcel = mls_mesh_parcel (commune->mesh, across);
      parcel->group = MLS_GROUP_SHOWCASE;
      if (parcel->land[1] == MLS_LAND_GRASS_STRIP)
        mls_parcel_set (parcel, MLS_LAND_HEDGE, MLS_PART_DONE);
      else if (parcel->style != MLS_STYLE_NONE && parcel->land[1] != MLS_LAND_HEDGE &&
               parcel->land[1] != MLS_LAND_LOW_HEDGE && parcel->land[1] != MLS_LAND_TRACK &&
               parcel->land[1] != MLS_LAND_STREAM)
        mls_parcel_set (parcel, open_lands[next++ % G_N_ELEMENTS (open_lands)], MLS_PART_DONE);
    }
}

/* A field and the regions around it, at the second date, in each dimension. */
typedef struct
{
  const MlsOutline *field;
  const MlsMesh    *mesh;
  guint            *regions[MLS_N_DIMENSIONS]; /* by face */
} Surroundings;

static Surroundings
look_around (const MlsMesh *mesh, const MlsOutline *field, const MlsSheet *sheet)
{
  Surroundings around = { .field = field, .mesh = mesh };

  for (MlsDimension d = MLS_DIMENSION_COVER; d < MLS_N_DIMENSIONS; d++)
    around.regions[d] = mls_sheet_regions (sheet, 1, d);

  return around;
}

static void
surroundings_clear (Surroundings *around)
{
  for (int d = 0; d < MLS_N_DIMENSIONS; d++)
    g_free (around->regions[d]);
}

static gboolean
are_different (const Surroundings *around, guint a, guint b)
{
  if (a == MLS_MESH_NONE || b == MLS_MESH_NONE)
    return FALSE;

  for (int d = 0; d < MLS_N_DIMENSIONS; d++)
    if (around->regions[d][a] == around->regions[d][b])
      return FALSE;

  return TRUE;
}

static guint
across (const Surroundings *around, guint i)
{
  return mls_mesh_across (around->mesh, mls_outline_edge (around->field, i));
}

/* Moves the ends of a line outwards, and tells whether each then lies in the face across there, and
 * the line crosses the field's border just twice. */
static gboolean
reach_out (const Surroundings *around, const guint at[2], MlsVec line[2])
{
  MlsVec way = mls_vec_unit (mls_vec_sub (line[1], line[0]));
  guint n_crossings = 0;

  line[0] = mls_vec_along (line[0], way, -OVERSHOOT);
  line[1] = mls_vec_along (line[1], way, OVERSHOOT);

  for (guint i = 0; i < around->field->at->len; i++)
    {
      MlsVec a = mls_vec_sub (mls_outline_at (around->field, i), line[0]);
      MlsVec b = mls_vec_sub (mls_outline_at (around->field, i + 1), line[0]);
      double above_a = mls_vec_dot (a, mls_vec_left (way));
      double above_b = mls_vec_dot (b, mls_vec_left (way));
      double along;

      if ((above_a > 0) == (above_b > 0))
        continue;

      along = mls_vec_dot (mls_vec_mix (a, b, above_a / (above_a - above_b)), way);
      n_crossings += along > 0 && along < mls_vec_distance (line[0], line[1]);
    }

  for (int e = 0; e < 2; e++)
    if (across (around, at[e]) == MLS_MESH_NONE ||
        !mls_mesh_contains (around->mesh, across (around, at[e]), mls_vec_to_grid (line[e])))
      return FALSE;

  return n_crossings == 2;
}

/* The part of the field's area on the left of the chord from vertex @i to vertex @j. */
static double
share_left (const MlsOutline *field, guint i, guint j)
{
  MlsVec origin = mls_outline_at (field, j);
  double sum = 0;

  for (guint k = j; k % field->at->len != i; k++)
    {
      MlsVec a = mls_vec_sub (mls_outline_at (field, k), origin);
      MlsVec b = mls_vec_sub (mls_outline_at (field, k + 1), origin);

      sum += (a.x * b.y - a.y * b.x) / 2;
    }

  return sum / field->area;
}

static MlsVec
inwards (const MlsOutline *field, guint i)
{
  guint n = field->at->len;

  return mls_vec_left (mls_vec_unit (
      mls_vec_sub (mls_outline_at (field, i + 2), mls_outline_at (field, i + n - 2))));
}

/* A line across the field, straight from side to side, with a corner to spare on one part. */
typedef struct
{
  MlsGate ends;
  MlsVec  line[2];
  MlsVec  corner[2];
  guint   beside;  /* the face beside the corner that becomes a wet meadow */
  double  badness;
} Division;

/* The face across vertex @i of the field, if it is a field too. */
static guint
open_across (const Surroundings *around, guint i)
{
  guint face = across (around, i);

  return face != MLS_MESH_NONE && is_open ((MlsLand) mls_mesh_parcel (around->mesh, face)->land[1]) ? face : MLS_MESH_NONE;
}

/* A corner on the part of the field from vertex @from on to vertex @to, away from both: between two
 * sides with different regions across, one of them a field, with vertices about 17 m from it on
 * either side. */
static gboolean
find_corner (const Surroundings *around, guint from, guint to, Division *out)
{
  const MlsOutline *field = around->field;
  guint n = field->at->len;

  to = to < from ? to + n : to;
  for (guint c = from + 9; c + 9 < to; c++)
    {
      guint at[2] = { c - 4, c + 4 };
      MlsVec corner = mls_outline_at (field, c);
      MlsVec line[2] = { mls_outline_at (field, at[0]), mls_outline_at (field, at[1]) };
      MlsVec before = mls_vec_sub (corner, line[0]);
      MlsVec after = mls_vec_sub (line[1], corner);
      double area = (before.x * after.y - before.y * after.x) / 2;
      guint beside = open_across (around, at[0]);

      beside = beside != MLS_MESH_NONE ? beside : open_across (around, at[1]);
      if (beside == MLS_MESH_NONE || area < 80 || area > 220 ||
          mls_vec_dot (mls_vec_unit (before), mls_vec_unit (after)) > 0.5 ||
          !are_different (around, across (around, at[0]), across (around, at[1])) ||
          !reach_out (around, at, line))
        continue;

      out->corner[0] = line[0];
      out->corner[1] = line[1];
      out->beside = beside;
      return TRUE;
    }

  return FALSE;
}

static void
try_division (const Surroundings *around, guint i, guint j, Division *best)
{
  const MlsOutline *field = around->field;
  Division division = { .ends = { i, j },
                                 .line = { mls_outline_at (field, i), mls_outline_at (field, j) } };
  MlsVec way = mls_vec_unit (mls_vec_sub (division.line[1], division.line[0]));
  double square = mls_vec_dot (way, inwards (field, i)) - mls_vec_dot (way, inwards (field, j));
  double share;

  if (square < 1.8 || !mls_outline_is_free (field, around->mesh, i) ||
      !mls_outline_is_free (field, around->mesh, j) ||
      !are_different (around, across (around, i), across (around, j)))
    return;

  share = share_left (field, i, j);
  division.badness = fabs (MIN (share, 1 - share) - 0.4) + (2 - square);
  if (division.badness > MIN (best->badness, 0.35) ||
      !reach_out (around, (guint[2]){ i, j }, division.line) ||
      !find_corner (around, share > 0.5 ? j : i, share > 0.5 ? i : j, &division))
    return;

  *best = division;
}

static gboolean
find_division (const Surroundings *around, Division *out)
{
  guint n = around->field->at->len;

  *out = (Division){ .badness = G_MAXDOUBLE };
  for (guint i = 0; i < n; i++)
    for (guint j = i + n / 4; j < i + 3 * n / 4 && j < n; j++)
      try_division (around, i, j, out);

  return out->badness < G_MAXDOUBLE;
}

/* Draws what really happened: the smaller part has become a meadow. */
static gboolean
divide_field (MlsCommune *commune, const MlsOutline *field, const Division *division)
{
  MlsVec ends[2] = { mls_outline_at (field, division->ends.low),
                     mls_outline_at (field, division->ends.high) };
  g_autoptr (GArray) straight = mls_curve_new (ends, 2);
  g_autoptr (GArray) line = mls_curve_wiggled (
      straight, &(MlsWiggle){ mls_random_next (&commune->random), 4.2, 0.4, 45 });
  guint new = mls_carve_line (commune->mesh, field, division->ends, line, 1500);
  guint smaller;

  if (new == MLS_MESH_NONE)
    return FALSE;

  smaller = mls_mesh_area2 (commune->mesh, new) < mls_mesh_area2 (commune->mesh, field->face)
                ? new
                : field->face;
  mls_mesh_parcel (commune->mesh, smaller)->land[1] = MLS_LAND_MEADOW;

  return TRUE;
}

static gboolean
choose_lines (MlsCommune *commune, const MlsOutline *field, Division *out)
{
  g_autoptr (MlsSheet) sheet = mls_sheet_new (commune->mesh);
  Surroundings around = look_around (commune->mesh, field, sheet);
  gboolean found = find_division (&around, out);

  surroundings_clear (&around);

  return found;
}

/* The field beside the corner becomes a wet meadow, which what is cut off joins as its cure. */
static void
set_cure (MlsCommune *commune, const Division *division)
{
  mls_parcel_set (mls_mesh_parcel (commune->mesh, division->beside), MLS_LAND_WET_MEADOW, MLS_PART_DONE);
}

static gboolean
prepare (MlsCommune *commune, const Candidate *candidate)
{
  g_autoptr (MlsOutline) field = mls_outline_new (commune->mesh, candidate->face);
  MlsShowcase *showcase = &commune->showcase;
  Division division;

  set_the_stage (commune, field);
  if (!choose_lines (commune, field, &division))
    return FALSE;

  set_cure (commune, &division);
  if (!divide_field (commune, field, &division))
    return FALSE;

  showcase->view = mls_vec_to_grid (candidate->view);
  showcase->inside = mls_mesh_inner_point (commune->mesh, candidate->face);
  for (int e = 0; e < 2; e++)
    {
      showcase->line[e] = mls_vec_to_grid (division.line[e]);
      showcase->corner[e] = mls_vec_to_grid (division.corner[e]);
    }

  return TRUE;
}

/**
 * mls_showcase_prepare:
 * @commune: a commune with all its lands
 *
 * Chooses a field at the village's edge for the first thing to do, sees to it that it borders on
 * different lands, and turns a part of it into a meadow at the second date. The field and its
 * neighbours are of the group %MLS_GROUP_SHOWCASE from then on.
 *
 * Returns: %FALSE, with @commune as it was, if no field suits
 */
gboolean
mls_showcase_prepare (MlsCommune *commune)
{
  g_autoptr (GArray) candidates = find_candidates (commune);
  GArray *faces = commune->mesh->faces;

  for (guint i = 0; i < candidates->len; i++)
    {
      g_autofree MlsMeshFace *before = g_memdup2 (faces->data, faces->len * sizeof (MlsMeshFace));

      if (prepare (commune, &g_array_index (candidates, Candidate, i)))
        return TRUE;

      memcpy (faces->data, before, faces->len * sizeof (MlsMeshFace));
    }

  return FALSE;
}

static guint
face_at (const MlsMesh *mesh, MlsPoint point)
{
  for (guint face = 0; face < mesh->faces->len; face++)
    {
      MlsBox box = mls_mesh_box (mesh, face);

      if (mls_box_contains_point (&box, point) && mls_mesh_contains (mesh, face, point))
        return face;
    }

  return MLS_MESH_NONE;
}

/**
 * mls_showcase_holds:
 * @showcase: what mls_showcase_prepare() chose
 * @sheet: a map of the same commune
 *
 * Returns: whether both lines of @showcase still end in regions of @sheet that have nothing to do
 * with each other nor with the field
 */
gboolean
mls_showcase_holds (const MlsShowcase *showcase, const MlsSheet *sheet)
{
  Surroundings around = look_around (sheet->mesh, NULL, sheet);
  guint field = face_at (sheet->mesh, showcase->inside);
  const MlsPoint *lines[2] = { showcase->line, showcase->corner };
  gboolean holds = TRUE;

  for (int l = 0; l < 2; l++)
    {
      guint a = face_at (sheet->mesh, lines[l][0]);
      guint b = face_at (sheet->mesh, lines[l][1]);

      holds = holds && are_different (&around, a, b) && are_different (&around, a, field) &&
              are_different (&around, b, field);
    }

  surroundings_clear (&around);

  return holds;
}
