#include "demo/piece.h"

#include "demo/dissolve.h"
#include "demo/reading.h"
#include "demo/showcase.h"

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

/* The faces of a map: what has the same labels at both dates is one. */
static GPtrArray *
faces_of (const MlsReading *reading)
{
  const MlsMesh *mesh = reading->sheet->mesh;
  guint n_faces = mesh->faces->len;
  g_autofree guint64 *keys = g_new (guint64, n_faces);
  g_autofree guint *groups = NULL;
  g_autofree MlsLabel *labels = NULL;
  GPtrArray *faces;
  MlsBox box;
  guint n_groups;

  for (guint face = 0; face < n_faces; face++)
    keys[face] = mls_reading_key (reading, face);
  groups = mls_dissolve_groups (mesh, keys, &n_groups);

  labels = g_new (MlsLabel, n_groups * MLS_DEMO_N_DATES);
  for (guint face = 0; face < n_faces; face++)
    for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
      labels[groups[face] * MLS_DEMO_N_DATES + date] = mls_reading_label (reading, face, date);

  faces = mls_dissolve_faces (mesh, groups, n_groups, reading->points, labels);
  box = mls_box_of_points (reading->points, mesh->points->len);
  g_ptr_array_sort_with_data (faces, compare_along, &box);

  return faces;
}

/* Takes @mesh over. */
static MlsPiece *
piece_new (MlsMesh *mesh)
{
  MlsPiece *piece = g_new0 (MlsPiece, 1);
  g_autoptr (MlsReading) reading = NULL;

  piece->mesh = mesh;
  piece->truth = mls_sheet_new (mesh);
  mls_sheet_settle (piece->truth);
  reading = mls_reading_new (piece->truth);
  piece->maps[MLS_DEMO_TRUTH] = faces_of (reading);

  return piece;
}

static void
set_coverage (MlsPiece *piece, const MlsReading *reading)
{
  piece->maps[MLS_DEMO_COVERAGE] = faces_of (reading);
  piece->faults = g_array_ref (reading->faults);
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

  piece->showcase = commune->showcase;

  /* Faults elsewhere may join what the showcase needs apart. */
  for (guint64 seed = site->seed;; seed++)
    {
      g_autoptr (MlsReading) reading = mls_reading_new (piece->truth);

      mls_reading_err (reading, seed);
      if (!site->has_showcase || mls_showcase_holds (&piece->showcase, reading->sheet))
        {
          set_coverage (piece, reading);
          return piece;
        }
    }
}

/**
 * mls_piece_new_roads:
 * @mesh: (transfer full): the roads between communes
 *
 * Returns: (transfer full): them as a piece, mapped without fault
 */
MlsPiece *
mls_piece_new_roads (MlsMesh *mesh)
{
  MlsPiece *piece = piece_new (mesh);
  g_autoptr (MlsReading) reading = mls_reading_new (piece->truth);

  set_coverage (piece, reading);

  return piece;
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
  mls_sheet_free (piece->truth);
  mls_mesh_free (piece->mesh);
  g_free (piece);
}
