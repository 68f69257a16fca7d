#include "demo/sheet.h"

/**
 * mls_sheet_new:
 * @mesh: a mesh; must outlive the sheet
 *
 * Returns: (transfer full): what its parcels say
 */
MlsSheet *
mls_sheet_new (const MlsMesh *mesh)
{
  MlsSheet *sheet = g_new0 (MlsSheet, 1);
  guint n_faces = mesh->faces->len;

  sheet->mesh = mesh;
  sheet->areas = g_new (MlsArea2, n_faces);
  for (guint face = 0; face < n_faces; face++)
    sheet->areas[face] = mls_mesh_area2 (mesh, face);

  for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
    {
      sheet->lands[date] = g_new (guint8, n_faces);
      for (guint face = 0; face < n_faces; face++)
        sheet->lands[date][face] = mls_mesh_parcel (mesh, face)->land[date];
    }

  return sheet;
}

/**
 * mls_sheet_copy:
 * @sheet: a sheet
 *
 * Returns: (transfer full): another that says the same
 */
MlsSheet *
mls_sheet_copy (const MlsSheet *sheet)
{
  MlsSheet *copy = g_new0 (MlsSheet, 1);
  guint n_faces = sheet->mesh->faces->len;

  copy->mesh = sheet->mesh;
  copy->areas = g_memdup2 (sheet->areas, n_faces * sizeof (MlsArea2));
  for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
    copy->lands[date] = g_memdup2 (sheet->lands[date], n_faces);

  return copy;
}

/**
 * mls_sheet_free:
 * @sheet: (transfer full): a sheet
 */
void
mls_sheet_free (MlsSheet *sheet)
{
  for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
    g_free (sheet->lands[date]);
  g_free (sheet->areas);
  g_free (sheet);
}

static guint
root_of (guint *parent, guint i)
{
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];

  return i;
}

/**
 * mls_sheet_regions:
 * @sheet: a sheet
 * @date: below %MLS_DEMO_N_DATES
 * @dimension: cover, use or both
 *
 * Returns: (transfer full) (array): for each face the number of a face that stands for its region
 */
guint *
mls_sheet_regions (const MlsSheet *sheet, guint date, MlsDimension dimension)
{
  const MlsMesh *mesh = sheet->mesh;
  const guint8 *lands = sheet->lands[date];
  guint *parent = g_new (guint, mesh->faces->len);
  guint64 codes[MLS_N_LANDS] = { 0 };

  for (MlsLand land = MLS_LAND_NONE + 1; land < MLS_N_LANDS; land++)
    {
      MlsLabel label = mls_land_label (land);

      codes[land] = mls_label_code (&label, dimension);
    }

  for (guint face = 0; face < mesh->faces->len; face++)
    parent[face] = face;

  for (guint e = 0; e < mesh->edges->len; e += 2)
    {
      guint a = mls_mesh_edge (mesh, e)->face;
      guint b = mls_mesh_across (mesh, e);

      if (a != MLS_MESH_NONE && b != MLS_MESH_NONE && codes[lands[a]] == codes[lands[b]])
        parent[root_of (parent, a)] = root_of (parent, b);
    }

  for (guint face = 0; face < mesh->faces->len; face++)
    parent[face] = root_of (parent, face);

  return parent;
}

static void
check_one (const MlsSheet *sheet, guint date, MlsDimension dimension, GArray *out)
{
  guint n_faces = sheet->mesh->faces->len;
  g_autofree guint *regions = mls_sheet_regions (sheet, date, dimension);
  g_autofree MlsArea2 *areas = g_new0 (MlsArea2, n_faces);
  MlsArea2 minima[MLS_N_LANDS] = { 0 };

  for (MlsLand land = MLS_LAND_NONE + 1; land < MLS_N_LANDS; land++)
    minima[land] = mls_area2_from_m2 (mls_land_minimum (land, dimension));

  for (guint face = 0; face < n_faces; face++)
    areas[regions[face]] += sheet->areas[face];

  for (guint face = 0; face < n_faces; face++)
    if (areas[regions[face]] < minima[sheet->lands[date][face]])
      g_array_append_val (out, ((MlsShortfall){ face, date }));
}

/**
 * mls_sheet_check:
 * @sheet: a sheet
 *
 * Looks at covers and at uses, at each date. That a region may go on beyond the mesh, or end at the
 * territory's edge, is not counted in its favour.
 *
 * Returns: (transfer full) (element-type MlsShortfall): every face of a region under its minimum
 */
GArray *
mls_sheet_check (const MlsSheet *sheet)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (MlsShortfall));

  for (MlsDimension dimension = MLS_DIMENSION_COVER; dimension <= MLS_DIMENSION_USE; dimension++)
    for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
      check_one (sheet, date, dimension, out);

  return out;
}

static void
measure_borders (const MlsSheet *sheet, const MlsShortfall *small, guint edge, double *lengths)
{
  const guint8 *lands = sheet->lands[small->date];
  guint e = edge;

  do
    {
      guint across = mls_mesh_across (sheet->mesh, e);

      if (across != MLS_MESH_NONE && lands[across] != lands[small->face])
        lengths[lands[across]] += mls_point_distance (mls_mesh_point (sheet->mesh, e),
                                                      mls_mesh_point (sheet->mesh, e ^ 1));
      e = mls_mesh_edge (sheet->mesh, e)->next;
    }
  while (e != edge);
}

/* The other land a face borders on longest, roads left out: nothing is absorbed by a road. */
static MlsLand
longest_neighbour (const MlsSheet *sheet, const MlsShortfall *small)
{
  const MlsMesh *mesh = sheet->mesh;
  double lengths[MLS_N_LANDS] = { 0 };
  guint hole = mls_mesh_face (mesh, small->face)->hole;
  MlsLand best = MLS_LAND_NONE;

  measure_borders (sheet, small, mls_mesh_face (mesh, small->face)->edge, lengths);
  for (; hole != MLS_MESH_NONE; hole = g_array_index (mesh->holes, MlsMeshHole, hole).next)
    measure_borders (sheet, small, g_array_index (mesh->holes, MlsMeshHole, hole).edge, lengths);

  for (MlsLand land = MLS_LAND_NONE + 1; land < MLS_N_LANDS; land++)
    if (lengths[land] > lengths[best] && !mls_land_is_road (land))
      best = land;

  return best;
}

/**
 * mls_sheet_settle:
 * @sheet: a sheet
 *
 * Lets what is too small to be mapped become what surrounds it, until nothing is.
 */
void
mls_sheet_settle (MlsSheet *sheet)
{
  for (int round = 0; round < 16; round++)
    {
      g_autoptr (GArray) shortfalls = mls_sheet_check (sheet);

      if (shortfalls->len == 0)
        return;

      for (guint i = 0; i < shortfalls->len; i++)
        {
          const MlsShortfall *small = &g_array_index (shortfalls, MlsShortfall, i);
          MlsLand land = longest_neighbour (sheet, small);

          if (land != MLS_LAND_NONE)
            sheet->lands[small->date][small->face] = (guint8) land;
        }
    }
}
