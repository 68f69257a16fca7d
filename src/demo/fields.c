#include "demo/cut.h"

/* Country is divided into zones of about this size, each farmed in its own style, m². */
#define ZONE_AREA 110000

/* The area of a face of open country on average, hedges and all, where fields are of usual size,
 * m²; and how many of the faces of the village stay apart once neighbours that are alike are
 * joined. Both measured. */
#define OPEN_AREA   5200
#define BUILT_SHARE 0.84

/* So much ground around a stream belongs to it, m². */
#define VALLEY_AREA 30000

/* How a style divides its ground. */
typedef struct
{
  double smallest; /* m² */
  double area;     /* m² wanted */
  double hedge;    /* chance of a hedge between two */
  double strip;    /* chance of a strip of grass */
  double bend;     /* m the limits stray */
  double spacing;  /* m between vertices of the limits */
} Manner;

static const Manner manners[] = {
  [MLS_STYLE_OPENFIELD] = { 2600, 8000, 0.22, 0.20, 0.7, 4.2 },
  [MLS_STYLE_BOCAGE] = { 1400, 4000, 0.70, 0.0, 1.6, 3.4 },
  [MLS_STYLE_WOOD] = { 2500, 11000, 0.0, 0.0, 5.0, 3.0 },
  [MLS_STYLE_VALLEY] = { 1500, 4200, 0.35, 0.0, 3.5, 3.0 },
};

static gboolean
try_cut (MlsCommune *commune, guint face, MlsCut *cut)
{
  for (int attempt = 0; attempt < 5; attempt++)
    {
      cut->share = mls_random_range (&commune->random, 0.36, 0.64);
      cut->lengthwise = attempt == 4;
      if (mls_commune_cut (commune, face, cut) != MLS_MESH_NONE)
        return TRUE;
    }

  return FALSE;
}

/* Divides country into zones, by a track, a hedge or a limit that winds. */
static gboolean
divide_zone (MlsCommune *commune, guint face)
{
  double dice = mls_random_unit (&commune->random);
  MlsCut track = { .width = mls_random_range (&commune->random, 4, 5.5),
                   .land = MLS_LAND_TRACK,
                   .smallest = 12000,
                   .course = { 0, 5.5, 9, 190 },
                   .stray = 0.35,
                   .skew = 0.35 };
  MlsCut winding = { .smallest = 12000, .course = { 0, 3.2, 13, 130 }, .skew = 0.5 };

  return try_cut (commune, face, dice < 0.5 ? &track : &winding) ||
         try_cut (commune, face, &winding);
}

static MlsStyle
choose_style (MlsCommune *commune)
{
  double dice = mls_random_unit (&commune->random);

  return dice < 0.42 ? MLS_STYLE_OPENFIELD : dice < 0.80 ? MLS_STYLE_BOCAGE : MLS_STYLE_WOOD;
}

/* Along water the ground is wet and the fields are small. */
static gboolean
is_by_water (const MlsMesh *mesh, guint face)
{
  guint first = mls_mesh_face (mesh, face)->edge;
  guint e = first;

  do
    {
      guint across = mls_mesh_across (mesh, e);

      if (across != MLS_MESH_NONE && mls_mesh_parcel (mesh, across)->land[0] == MLS_LAND_STREAM)
        return TRUE;
      e = mls_mesh_edge (mesh, e)->next;
    }
  while (e != first);

  return FALSE;
}

static void
divide_fields (MlsCommune *commune, guint face, const Manner *manner)
{
  double dice = mls_random_unit (&commune->random);
  MlsCut line = { .smallest = MIN (commune->thrift, 1) * manner->smallest,
                  .course = { 0, manner->spacing, manner->bend, 45 },
                  .skew = 0.12 };
  MlsCut strip = line;

  strip.width = mls_random_range (&commune->random, 5, 8.5);
  strip.land = mls_random_chance (&commune->random, 0.75) ? MLS_LAND_HEDGE : MLS_LAND_LOW_HEDGE;
  strip.course.spacing = 3.2;
  strip.stray = 1.1;
  if (dice < manner->hedge + manner->strip && dice >= manner->hedge)
    {
      strip.land = MLS_LAND_GRASS_STRIP;
      strip.stray = 0.4;
    }

  if ((dice < manner->hedge + manner->strip && try_cut (commune, face, &strip)) ||
      try_cut (commune, face, &line))
    return;

  mls_mesh_parcel (commune->mesh, face)->part = MLS_PART_FIELD;
}

static void
divide (MlsCommune *commune, guint face)
{
  double area = mls_area2_to_m2 (mls_mesh_area2 (commune->mesh, face));
  MlsParcel *parcel = mls_mesh_parcel (commune->mesh, face);
  const Manner *manner;
  double wanted;

  if (parcel->style == MLS_STYLE_NONE)
    {
      if (area > ZONE_AREA && divide_zone (commune, face))
        return;
      parcel = mls_mesh_parcel (commune->mesh, face);
      parcel->style = (guint8) choose_style (commune);
    }
  if (area < VALLEY_AREA && is_by_water (commune->mesh, face))
    parcel->style = MLS_STYLE_VALLEY;

  manner = &manners[parcel->style];
  wanted = commune->thrift * manner->area * mls_random_range (&commune->random, 0.6, 1.9);
  if (area > 1.4 * wanted)
    divide_fields (commune, face, manner);
  else
    parcel->part = MLS_PART_FIELD;
}

/* A round shape that bulges here and there. */
static guint
draw_patch (MlsCommune *commune, MlsVec centre, double radius, MlsVec *out)
{
  static const MlsVec step = { 0.98078528040323043,
                               0.19509032201612825 }; /* a 32nd of the circle */
  guint64 seed = mls_random_next (&commune->random);
  MlsVec axis = mls_vec_unit ((MlsVec){ 1, mls_random_range (&commune->random, -1, 1) });
  double flat = mls_random_range (&commune->random, 0.55, 0.95);
  MlsVec spoke = { 1, 0 };

  for (guint i = 0; i < 32; i++, spoke = mls_vec_turned (spoke, step))
    {
      double bulge = 1 + 0.22 * mls_noise_line (seed, 3 + 2.5 * spoke.x) +
                     0.22 * mls_noise_line (seed + 1, 3 + 2.5 * spoke.y);
      MlsVec at = { spoke.x * radius * bulge, spoke.y * radius * bulge * flat };

      out[i] = mls_vec_add (centre, mls_vec_turned (at, axis));
    }

  return 32;
}

/* Copses in fields, ponds in meadows by the water. */
static void
place_patch (MlsCommune *commune, guint face)
{
  g_autoptr (MlsOutline) outline = mls_outline_new (commune->mesh, face);
  MlsFrame frame = mls_outline_frame (outline);
  MlsStyle style = (MlsStyle) mls_mesh_parcel (commune->mesh, face)->style;
  double radius = MIN (mls_random_range (&commune->random, 12, 26), frame.width * 0.28);
  MlsVec aside = { mls_random_range (&commune->random, -0.2, 0.2) * frame.width,
                   mls_random_range (&commune->random, -0.2, 0.2) * frame.width };
  MlsVec ring[32];
  guint n, patch;

  if (radius < 11.5 || style == MLS_STYLE_WOOD)
    return;

  n = draw_patch (commune, mls_vec_add (frame.centre, aside), radius, ring);
  patch = mls_carve_island (commune->mesh, face, ring, n, 4);
  if (patch != MLS_MESH_NONE)
    mls_parcel_set (mls_mesh_parcel (commune->mesh, patch),
                    style == MLS_STYLE_VALLEY                   ? MLS_LAND_POND
                    : mls_random_chance (&commune->random, 0.6) ? MLS_LAND_WOOD
                                                                : MLS_LAND_SCRUB,
                    MLS_PART_DONE);
}

/* How much smaller or larger than usual fields have to be for the commune to have the faces it
 * should. */
static double
find_thrift (const MlsCommune *commune)
{
  double open_area = 0;
  double n_built = 0;
  double n_open;

  for (guint face = 0; face < commune->mesh->faces->len; face++)
    if (mls_mesh_parcel (commune->mesh, face)->part == MLS_PART_OPEN)
      open_area += mls_area2_to_m2 (mls_mesh_area2 (commune->mesh, face));
    else
      n_built++;

  n_open = MAX (commune->site.n_faces - BUILT_SHARE * n_built, 1);

  return CLAMP (commune->site.thrift * open_area / n_open / OPEN_AREA, 0.4, 4);
}

/**
 * mls_commune_lay_fields:
 * @commune: a commune with its village
 *
 * Divides the country that is left into zones, fields, hedges and stands of wood.
 */
void
mls_commune_lay_fields (MlsCommune *commune)
{
  guint n_faces;

  commune->thrift = find_thrift (commune);
  for (guint face = 0; face < commune->mesh->faces->len; face++)
    while (mls_mesh_parcel (commune->mesh, face)->part == MLS_PART_OPEN)
      divide (commune, face);

  n_faces = commune->mesh->faces->len;
  for (guint face = 0; face < n_faces; face++)
    if (mls_mesh_parcel (commune->mesh, face)->part == MLS_PART_FIELD &&
        mls_random_chance (&commune->random, 0.1))
      place_patch (commune, face);
}
