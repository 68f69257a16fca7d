#include "demo/piece.h"

#include "demo/dissolve.h"
#include "demo/sheet.h"

/* Where a point comes along the Hilbert curve of 2^16 steps a side over @box. */
static guint32
hilbert (const MlsBox *box, MlsPoint point)
{
  gint64 side = MAX (MAX (box->max_x - box->min_x, box->max_y - box->min_y), 1);
  guint32 x = (guint32) ((point.x - box->min_x) * 65535 / side);
  guint32 y = (guint32) ((point.y - box->min_y) * 65535 / side);
  guint32 order = 0;

  for (guint32 s = 32768; s > 0; s /= 2)
    {
      guint32 rx = (x & s) > 0;
      guint32 ry = (y & s) > 0;

      order += s * s * ((3 * rx) ^ ry);
      if (ry == 0)
        {
          guint32 old_x = x;

          if (rx == 1)
            {
              x = 65535 - x;
              y = 65535 - y;
              old_x = x;
            }
          x = y;
          y = old_x;
        }
    }

  return order;
}

static int
compare_along (gconstpointer left, gconstpointer right, gpointer user_data)
{
  const MlsFace *a = *(MlsFace *const *) left;
  const MlsFace *b = *(MlsFace *const *) right;
  const MlsBox *box = user_data;
  guint32 along_a = hilbert (box, mls_box_centre (&a->box));
  guint32 along_b = hilbert (box, mls_box_centre (&b->box));

  return along_a != along_b ? (along_a > along_b) - (along_a < along_b) : (a->id > b->id) - (a->id < b->id);
}

/* The faces of a map: what has the same lands at both dates is one. */
static GPtrArray *
faces_of (const MlsSheet *sheet, const MlsPoint *points)
{
  const MlsMesh *mesh = sheet->mesh;
  guint n_faces = mesh->faces->len;
  g_autofree guint64 *keys = g_new (guint64, n_faces);
  g_autofree guint *groups = NULL;
  g_autofree MlsLabel *labels = NULL;
  GPtrArray *faces;
  MlsBox box;
  guint n_groups;

  for (guint face = 0; face < n_faces; face++)
    keys[face] = (guint64) sheet->lands[0][face] << 8 | sheet->lands[1][face];
  groups = mls_dissolve_groups (mesh, keys, &n_groups);

  labels = g_new (MlsLabel, n_groups * MLS_DEMO_N_DATES);
  for (guint face = 0; face < n_faces; face++)
    for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
      labels[groups[face] * MLS_DEMO_N_DATES + date] = mls_land_label ((MlsLand) sheet->lands[date][face]);

  faces = mls_dissolve_faces (mesh, groups, n_groups, points, labels);
  box = mls_box_of_points (points, mesh->points->len);
  g_ptr_array_sort_with_data (faces, compare_along, &box);

  return faces;
}

static MlsPiece *
piece_new (MlsMesh *mesh)
{
  MlsPiece *piece = g_new0 (MlsPiece, 1);
  g_autoptr (MlsSheet) truth = mls_sheet_new (mesh);

  piece->mesh = mesh;
  piece->faults = g_array_new (FALSE, FALSE, sizeof (MlsDemoFault));
  mls_sheet_settle (truth);
  piece->maps[MLS_DEMO_TRUTH] = faces_of (truth, (const MlsPoint *) mesh->points->data);
  piece->maps[MLS_DEMO_COVERAGE] = faces_of (truth, (const MlsPoint *) mesh->points->data);

  return piece;
}

/**
 * mls_piece_new_commune:
 * @site: the ground of a commune
 *
 * Any thread.
 *
 * Returns: (transfer full): the commune upon it
 */
MlsPiece *
mls_piece_new_commune (const MlsSite *site)
{
  g_autoptr (MlsCommune) commune = mls_commune_new (site);
  MlsPiece *piece = piece_new (g_steal_pointer (&commune->mesh));

  piece->village = mls_vec_to_grid (commune->centre);

  return piece;
}

/**
 * mls_piece_new_roads:
 * @mesh: (transfer full): the roads between communes
 *
 * Returns: (transfer full): them as a piece
 */
MlsPiece *
mls_piece_new_roads (MlsMesh *mesh)
{
  return piece_new (mesh);
}

/**
 * mls_piece_free:
 * @piece: (transfer full): a piece
 */
void
mls_piece_free (MlsPiece *piece)
{
  for (int map = 0; map < MLS_DEMO_N_MAPS; map++)
    g_ptr_array_unref (piece->maps[map]);
  g_array_unref (piece->faults);
  mls_mesh_free (piece->mesh);
  g_free (piece);
}
