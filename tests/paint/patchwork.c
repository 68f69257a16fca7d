#include "patchwork.h"

/* Corners are moved by less than a sixth of a cell and borders bend by less than a quarter of the
 * way to the nearer corner, so no two borders meet but in corners. */

typedef struct
{
  const PatchworkOptions *options;
  MlsPoint               *corners; /* [(columns + 1) × (rows + 1)] */
  GHashTable             *borders; /* (element-type guint GArray): vertices between two corners */
} Patchwork;

static MlsPoint
corner (const Patchwork *patchwork, int column, int row)
{
  return patchwork->corners[row * (patchwork->options->columns + 1) + column];
}

static GArray *
bend (MlsPoint a, MlsPoint b, int n_bends)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (int i = 1; i <= n_bends; i++)
    {
      double t = (double) i / (n_bends + 1);
      double off = g_test_rand_double_range (-0.25, 0.25) * MIN (t, 1 - t);
      double dx = (double) (b.x - a.x);
      double dy = (double) (b.y - a.y);
      MlsPoint point = { a.x + (gint64) (t * dx - off * dy), a.y + (gint64) (t * dy + off * dx) };

      g_array_append_val (points, point);
    }

  return points;
}

/* The border from one corner to the next, east when @across, else north. */
static GArray *
border (Patchwork *patchwork, int column, int row, gboolean across)
{
  guint key = (guint) (row * (patchwork->options->columns + 1) + column) * 2 + (across ? 1 : 0);
  GArray *points = g_hash_table_lookup (patchwork->borders, GUINT_TO_POINTER (key));

  if (points == NULL)
    {
      points =
          bend (corner (patchwork, column, row),
                across ? corner (patchwork, column + 1, row) : corner (patchwork, column, row + 1),
                patchwork->options->bends);
      g_hash_table_insert (patchwork->borders, GUINT_TO_POINTER (key), points);
    }

  return points;
}

static void
append_border (GArray *ring, GArray *points, gboolean backward)
{
  for (guint i = 0; i < points->len; i++)
    g_array_append_val (ring, g_array_index (points, MlsPoint, backward ? points->len - 1 - i : i));
}

static GArray *
ring_of (Patchwork *patchwork, int column, int row)
{
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  MlsPoint corners[4] = { corner (patchwork, column, row), corner (patchwork, column + 1, row),
                          corner (patchwork, column + 1, row + 1),
                          corner (patchwork, column, row + 1) };

  g_array_append_val (ring, corners[0]);
  append_border (ring, border (patchwork, column, row, TRUE), FALSE);
  g_array_append_val (ring, corners[1]);
  append_border (ring, border (patchwork, column + 1, row, FALSE), FALSE);
  g_array_append_val (ring, corners[2]);
  append_border (ring, border (patchwork, column, row + 1, TRUE), TRUE);
  g_array_append_val (ring, corners[3]);
  append_border (ring, border (patchwork, column, row, FALSE), TRUE);

  return ring;
}

static MlsText
numbered (const char *stem, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%s%" G_GINT64_FORMAT, stem, number);

  return g_quark_from_string (text);
}

static MlsFace *
face_new (gint64 id, GArray *outer, GArray *hole, guint n_vintages)
{
  MlsRing rings[2] = { { (const MlsPoint *) (gpointer) outer->data, outer->len } };
  g_autofree MlsLabel *labels = g_new0 (MlsLabel, n_vintages);

  for (guint v = 0; v < n_vintages; v++)
    {
      labels[v].field[MLS_FIELD_COVER] = numbered ("c", id / (v + 1) % 7);
      labels[v].field[MLS_FIELD_USE] = numbered ("u", id % 5);
    }

  if (hole != NULL)
    rings[1] = (MlsRing){ (const MlsPoint *) (gpointer) hole->data, hole->len };

  return mls_face_new (id, rings, hole != NULL ? 2 : 1, labels, n_vintages);
}

/* Some faces enclose an island around the middle of their cell. */
static void
add_faces (Patchwork *patchwork, int column, int row, GPtrArray *faces)
{
  const PatchworkOptions *options = patchwork->options;
  g_autoptr (GArray) ring = ring_of (patchwork, column, row);
  g_autoptr (GArray) island = NULL;
  gint64 id = faces->len + 1;

  if (g_test_rand_int_range (0, 6) == 0)
    {
      MlsPoint middle = { options->origin.x + (2 * column + 1) * (gint64) options->cell / 2,
                          options->origin.y + (2 * row + 1) * (gint64) options->cell / 2 };
      int reach = MAX (options->cell / g_test_rand_int_range (10, 100), 1);
      MlsPoint points[4] = { { middle.x - reach, middle.y }, { middle.x, middle.y - reach },
                             { middle.x + reach, middle.y }, { middle.x, middle.y + reach } };

      island = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
      g_array_append_vals (island, points, 4);
    }

  g_ptr_array_add (faces, face_new (id, ring, island, options->n_vintages));
  if (island != NULL)
    g_ptr_array_add (faces, face_new (id + 1, island, NULL, options->n_vintages));
}

/* Returns: (transfer full) (element-type MlsFace): the faces, ids from 1 */
GPtrArray *
patchwork_new (const PatchworkOptions *options)
{
  int n_corners = (options->columns + 1) * (options->rows + 1);
  g_autofree MlsPoint  *corners = g_new (MlsPoint, n_corners);
  g_autoptr (GHashTable) borders = NULL;
  GPtrArray *faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  Patchwork patchwork = { options, corners, NULL };
  int shift = MAX (options->cell / 7, 1);

  borders = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  patchwork.borders = borders;

  for (int i = 0; i < n_corners; i++)
    corners[i] = (MlsPoint){
      options->origin.x + i % (options->columns + 1) * (gint64) options->cell +
          g_test_rand_int_range (-shift, shift + 1),
      options->origin.y + i / (options->columns + 1) * (gint64) options->cell +
          g_test_rand_int_range (-shift, shift + 1),
    };

  for (int row = 0; row < options->rows; row++)
    for (int column = 0; column < options->columns; column++)
      add_faces (&patchwork, column, row, faces);

  return faces;
}

static gboolean
source_faces (gpointer      self,
              const MlsBox *box,
              MlsFaceFunc   func,
              gpointer      user_data,
              GError      **error)
{
  GPtrArray *faces = self;

  for (guint i = 0; i < faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (faces, i);

      if (mls_box_intersects (&face->box, box) && !func (face, user_data))
        break;
    }

  return TRUE;
}

static gboolean
source_edges (gpointer      self,
              const MlsBox *box,
              MlsEdgeFunc   func,
              gpointer      user_data,
              GError      **error)
{
  return TRUE;
}

/* Returns: a source of @faces, valid while they are */
MlsSource
patchwork_source (GPtrArray *faces)
{
  static const MlsSourceFuncs funcs = { source_faces, source_edges };

  return (MlsSource){ &funcs, faces };
}
