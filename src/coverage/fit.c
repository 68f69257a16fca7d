#include "coverage/fit.h"

#include "coverage/edge-changes.h"
#include "coverage/way.h"

typedef struct
{
  MlsPatch       *patch;
  const MlsDelta *delta;
  MlsEdgeChanges *edges;
  GArray         *beyond; /* (element-type MlsChange) faces of the patch that get other vertices with it */
} Fit;

static void
row_clear (gpointer data)
{
  mls_face_unref (((MlsChange *) data)->after);
}

static void
fit_init (Fit *fit, const MlsDelta *delta, MlsPatch *patch)
{
  *fit = (Fit){ patch, delta, mls_edge_changes_new (patch), g_array_new (FALSE, FALSE, sizeof (MlsChange)) };
  g_array_set_clear_func (fit->beyond, row_clear);
}

static void
fit_clear (Fit *fit)
{
  mls_edge_changes_free (fit->edges);
  g_array_unref (fit->beyond);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fit, fit_clear)

static gboolean
begins_with (const MlsDelta *delta, gint64 id)
{
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsFace *before = g_array_index (delta->changes, MlsChange, i).before;

      if (before != NULL && before->id == id)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_all (MlsPatch *patch, const MlsDelta *delta)
{
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsFace *before = g_array_index (delta->changes, MlsChange, i).before;

      if (before != NULL && !mls_patch_has (patch, before))
        return FALSE;
    }

  return TRUE;
}

/* Where @was begins on @ring, or the ring's length. */
static gsize
find_on_ring (MlsRing ring, const GArray *was)
{
  for (gsize i = 0; i < ring.n_points; i++)
    {
      guint k = 0;

      while (k < was->len && mls_point_equal (ring.points[(i + k) % ring.n_points], g_array_index (was, MlsPoint, k)))
        k++;
      if (k == was->len)
        return i;
    }

  return ring.n_points;
}

/* @ring led along @is, where it ran along @was from its @at-th vertex on. */
static GArray *
led_ring (MlsRing ring, gsize at, const GArray *was, const GArray *is)
{
  GArray *led = g_array_copy ((GArray *) is);

  for (gsize i = was->len; i < ring.n_points; i++)
    g_array_append_val (led, ring.points[(at + i) % ring.n_points]);

  return led;
}

/* @face with its border led along @is, where it ran along @was; %NULL if that makes no face of it. */
static MlsFace *
led_face (const MlsFace *face, const GArray *was, const GArray *is)
{
  g_autofree MlsRing *rings = mls_face_dup_rings (face);
  g_autoptr (GArray) led = NULL;
  g_autoptr (MlsFace) changed = NULL;
  MlsPoint where;

  for (guint r = 0; r < face->n_rings && led == NULL; r++)
    {
      gsize at = find_on_ring (rings[r], was);

      if (at == rings[r].n_points)
        continue;

      led = led_ring (rings[r], at, was, is);
      rings[r] = (MlsRing){ (const MlsPoint *) led->data, led->len };
    }
  if (led == NULL)
    return NULL;

  changed = mls_face_new (face->id, rings, face->n_rings, face->labels, face->n_vintages);

  return mls_face_fault (changed, &where) == MLS_POLYGON_SIMPLE ? g_steal_pointer (&changed) : NULL;
}

/* The row of @face, as it is where nothing has come to it so far. */
static MlsChange *
row_of (Fit *fit, const MlsFace *face)
{
  for (guint i = 0; i < fit->beyond->len; i++)
    if (g_array_index (fit->beyond, MlsChange, i).before == face)
      return &g_array_index (fit->beyond, MlsChange, i);

  g_array_append_val (fit->beyond, ((MlsChange){ (MlsFace *) face, mls_face_ref (face) }));

  return &g_array_index (fit->beyond, MlsChange, fit->beyond->len - 1);
}

/* What ended there has a face beyond it here, which gets the same vertices. */
static gboolean
lead_beyond (Fit *fit, const GArray *was, const GArray *is)
{
  g_autoptr (GArray) was_back = mls_way_reversed (was);
  g_autoptr (GArray) is_back = mls_way_reversed (is);
  const MlsFace *face = mls_patch_left_of (fit->patch, g_array_index (was_back, MlsPoint, 0),
                                           g_array_index (was_back, MlsPoint, 1));
  MlsFace *led;
  MlsChange *row;

  if (face == NULL || begins_with (fit->delta, face->id))
    return FALSE;

  row = row_of (fit, face);
  led = led_face (row->after, was_back, is_back);
  if (led == NULL)
    return FALSE;

  mls_face_unref (row->after);
  row->after = led;

  return TRUE;
}

static gboolean
lead_stretch (const GArray *was, const GArray *is, gpointer user_data, GError **error)
{
  Fit *fit = user_data;

  return mls_edge_changes_lead (fit->edges, was, is) || lead_beyond (fit, was, is);
}

static gboolean
lead_edges (Fit *fit)
{
  for (guint i = 0; i < fit->delta->edges->len; i++)
    {
      const MlsEdgeChange *row = &g_array_index (fit->delta->edges, MlsEdgeChange, i);

      if (!mls_way_each_apart (row->before, row->after, lead_stretch, fit, NULL))
        return FALSE;
    }

  return TRUE;
}

static void
add_rows (MlsDelta *delta, const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const MlsChange *row = &g_array_index (rows, MlsChange, i);

      mls_delta_add (delta, row->before != NULL ? mls_face_ref (row->before) : NULL,
                     row->after != NULL ? mls_face_ref (row->after) : NULL);
    }
}

static MlsDelta *
delta_of (const Fit *fit)
{
  MlsDelta *delta = mls_delta_new ();

  add_rows (delta, fit->delta->changes);
  add_rows (delta, fit->beyond);
  mls_delta_add_edges (delta, mls_edge_changes_rows (fit->edges));

  return delta;
}

/**
 * mls_delta_fit:
 * @delta: an edit
 * @patch: another state of the coverage it was made of
 *
 * The edit as it is, where the faces it begins with are all there as it found them. Where a coverage that was a part of this
 * one ended, its edge is now a border: the vertices it gains or loses there are those of the faces beyond it as well.
 *
 * Returns: (transfer full) (nullable): the same edit of that state, with the territory's edge in the pieces it has there;
 *   %NULL where that is not so
 */
MlsDelta *
mls_delta_fit (const MlsDelta *delta, MlsPatch *patch)
{
  g_auto (Fit) fit = { 0 };

  fit_init (&fit, delta, patch);

  return has_all (patch, delta) && lead_edges (&fit) && mls_patch_check (patch, NULL) ? delta_of (&fit) : NULL;
}
