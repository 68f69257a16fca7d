#include "coverage/patch.h"

#include "coverage/error.h"
#include "coverage/segment-table.h"

/* Boxes of so many segments in a row let a search skip most of a long ring. */
enum
{
  BLOCK = 16,
  /* What is asked for is read with a margin, so that the next question next door needs no reading. */
  MARGIN_MM = 20 * MLS_MM_PER_M,
};

/* A face with the boxes of its blocks of segments, ring after ring. */
typedef struct
{
  MlsFace *face;
  MlsBox  *blocks;
} Entry;

struct _MlsPatch
{
  gatomicrefcount  ref_count;

  MlsSource        source;
  guint            n_vintages;

  GArray          *entries;  /* (element-type Entry) */
  GHashTable      *by_id;    /* fid → index in entries, plus 1 */
  MlsSegmentTable *segments; /* directed segment → MlsFace on its left */
  GArray          *loaded;   /* (element-type MlsBox) read in full */
  GError          *error;    /* the first failure of the source */
};

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  mls_face_unref (entry->face);
  g_free (entry->blocks);
}

/**
 * mls_patch_new:
 * @source: where faces come from; must outlive the patch and not change meanwhile
 * @n_vintages: how many labels a face of @source has
 *
 * Returns: (transfer full): a patch that has read nothing yet
 */
MlsPatch *
mls_patch_new (MlsSource source, guint n_vintages)
{
  MlsPatch *patch = g_new0 (MlsPatch, 1);

  g_atomic_ref_count_init (&patch->ref_count);
  patch->source = source;
  patch->n_vintages = n_vintages;
  patch->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (patch->entries, entry_clear);
  patch->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, NULL);
  patch->segments = mls_segment_table_new ();
  patch->loaded = g_array_new (FALSE, FALSE, sizeof (MlsBox));

  return patch;
}

/**
 * mls_patch_ref:
 * @patch: a patch
 *
 * Returns: (transfer full): @patch, counted once more
 */
MlsPatch *
mls_patch_ref (MlsPatch *patch)
{
  g_atomic_ref_count_inc (&patch->ref_count);

  return patch;
}

/**
 * mls_patch_unref:
 * @patch: (transfer full): a patch
 */
void
mls_patch_unref (MlsPatch *patch)
{
  if (!g_atomic_ref_count_dec (&patch->ref_count))
    return;

  g_hash_table_unref (patch->by_id);
  g_array_unref (patch->entries);
  mls_segment_table_free (patch->segments);
  g_array_unref (patch->loaded);
  g_clear_error (&patch->error);
  g_free (patch);
}

/**
 * mls_patch_check:
 * @patch: a patch
 * @error: the source's error, or %MLS_COVERAGE_ERROR_SOURCE if it gave faces that overlap
 *
 * Returns: %FALSE if the source has failed, and what the patch said since may be incomplete
 */
gboolean
mls_patch_check (MlsPatch *patch, GError **error)
{
  if (patch->error == NULL)
    return TRUE;

  if (error != NULL)
    *error = g_error_copy (patch->error);
  return FALSE;
}

/**
 * mls_patch_n_vintages:
 * @patch: a patch
 *
 * Returns: how many labels its faces have
 */
guint
mls_patch_n_vintages (const MlsPatch *patch)
{
  return patch->n_vintages;
}

static guint
n_blocks_of (MlsRing ring)
{
  return (guint) ((ring.n_points + BLOCK - 1) / BLOCK);
}

static MlsBox *
boxes_of_blocks (const MlsFace *face)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (MlsBox));

  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize start = 0; start < ring.n_points; start += BLOCK)
        {
          MlsBox box = MLS_BOX_EMPTY;

          for (gsize i = start; i <= start + BLOCK && i <= ring.n_points; i++)
            mls_box_extend (&box, ring.points[i % ring.n_points]);
          g_array_append_val (boxes, box);
        }
    }

  return (MlsBox *) (gpointer) g_array_free (boxes, FALSE);
}

static void
index_segments (MlsPatch *patch, MlsFace *face)
{
  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        {
          MlsPoint a = ring.points[j];
          MlsPoint b = ring.points[i];
          const MlsFace *other = mls_segment_table_get (patch->segments, a, b);

          if (other != NULL && patch->error == NULL)
            g_set_error (&patch->error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_SOURCE,
                         "Faces %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT
                         " overlap at (%.3f, %.3f)",
                         other->id, face->id, mls_grid_to_metres (a.x), mls_grid_to_metres (a.y));

          mls_segment_table_set (patch->segments, a, b, face);
        }
    }
}

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  MlsPatch *patch = user_data;
  Entry entry;

  if (g_hash_table_contains (patch->by_id, &face->id))
    return TRUE;

  entry.face = mls_face_ref (face);
  entry.blocks = boxes_of_blocks (face);
  g_array_append_val (patch->entries, entry);
  g_hash_table_insert (patch->by_id, &entry.face->id, entry.face);
  index_segments (patch, entry.face);

  return patch->error == NULL;
}

/* Makes sure that every face that meets @box is here. */
static void
load (MlsPatch *patch, const MlsBox *box)
{
  MlsBox wanted = mls_box_grown (box, MARGIN_MM);

  if (patch->error != NULL || mls_box_is_empty (box))
    return;

  for (guint i = 0; i < patch->loaded->len; i++)
    if (mls_box_contains (&g_array_index (patch->loaded, MlsBox, i), box))
      return;

  if (patch->source.funcs->faces (patch->source.self, &wanted, take_face, patch, &patch->error))
    g_array_append_val (patch->loaded, wanted);
}

/**
 * mls_patch_face:
 * @patch: a patch
 * @id: a face's id
 *
 * Returns: (transfer none) (nullable): the face, if the patch has met it
 */
const MlsFace *
mls_patch_face (MlsPatch *patch, gint64 id)
{
  return g_hash_table_lookup (patch->by_id, &id);
}

/**
 * mls_patch_face_at:
 * @patch: a patch
 * @point: any point
 *
 * Returns: (transfer none) (nullable): the face that holds @point; on a border the one of smallest
 *   id that touches it; %NULL outside the territory
 */
const MlsFace *
mls_patch_face_at (MlsPatch *patch, MlsPoint point)
{
  const MlsFace *touching = NULL;
  MlsBox box = { point.x, point.y, point.x, point.y };

  load (patch, &box);

  for (guint i = 0; i < patch->entries->len; i++)
    {
      const MlsFace *face = g_array_index (patch->entries, Entry, i).face;

      switch (mls_face_locate (face, point))
        {
        case MLS_SIDE_INSIDE:
          return face;
        case MLS_SIDE_BORDER:
          if (touching == NULL || face->id < touching->id)
            touching = face;
          break;
        case MLS_SIDE_OUTSIDE:
          break;
        }
    }

  return touching;
}

/**
 * mls_patch_left_of:
 * @patch: a patch
 * @a: where a segment starts
 * @b: where it ends
 *
 * Returns: (transfer none) (nullable): the face one of whose rings walks @a → @b; %NULL if there is
 *   none: for b → a of a face's own segment a → b that means the territory's edge
 */
const MlsFace *
mls_patch_left_of (MlsPatch *patch, MlsPoint a, MlsPoint b)
{
  const MlsFace *face = mls_segment_table_get (patch->segments, a, b);

  if (face == NULL)
    {
      MlsBox box = mls_box_of_segment (a, b);

      load (patch, &box);
      face = mls_segment_table_get (patch->segments, a, b);
    }

  return face;
}

/**
 * mls_patch_is_cut:
 * @patch: a patch
 * @a: one end of a segment of a ring
 * @b: its other end
 *
 * Returns: whether it lies between two faces that nothing tells apart in any vintage: such a border
 *   is there only to keep faces small, and nobody ever sees it
 */
gboolean
mls_patch_is_cut (MlsPatch *patch, MlsPoint a, MlsPoint b)
{
  const MlsFace *left = mls_patch_left_of (patch, a, b);
  const MlsFace *right = mls_patch_left_of (patch, b, a);

  return left != NULL && right != NULL && mls_face_same_labels (left, right);
}

static void
each_segment_of (Entry entry, const MlsBox *box, MlsSegmentFunc func, gpointer user_data)
{
  const MlsBox *block = entry.blocks;

  for (guint r = 0; r < entry.face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (entry.face, r);

      for (guint k = 0; k < n_blocks_of (ring); k++, block++)
        {
          if (!mls_box_intersects (block, box))
            continue;

          for (gsize i = k * BLOCK; i < (k + 1) * BLOCK && i < ring.n_points; i++)
            {
              MlsPoint a = ring.points[i];
              MlsPoint b = ring.points[(i + 1) % ring.n_points];
              MlsBox segment = mls_box_of_segment (a, b);

              if (mls_box_intersects (&segment, box))
                func (a, b, entry.face, user_data);
            }
        }
    }
}

/**
 * mls_patch_each_segment:
 * @patch: a patch
 * @box: where to look
 * @func: (scope call): called for each directed segment whose box meets @box, its face on the left;
 *   a border between two faces comes once from each
 * @user_data: for @func
 */
void
mls_patch_each_segment (MlsPatch *patch, const MlsBox *box, MlsSegmentFunc func, gpointer user_data)
{
  load (patch, box);

  for (guint i = 0; i < patch->entries->len; i++)
    {
      /* @func may ask for what is not loaded yet, and the entries move. */
      Entry entry = g_array_index (patch->entries, Entry, i);

      if (mls_box_intersects (&entry.face->box, box))
        each_segment_of (entry, box, func, user_data);
    }
}

typedef struct
{
  MlsPatch *patch;
  MlsPoint  vertex;
  gboolean  cuts;
  GArray   *ends;
} Star;

static void
add_end (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer user_data)
{
  Star *star = user_data;
  MlsPoint end = mls_point_equal (a, star->vertex) ? b : a;

  if ((!mls_point_equal (a, star->vertex) && !mls_point_equal (b, star->vertex)) ||
      (!star->cuts && mls_patch_is_cut (star->patch, a, b)))
    return;

  for (guint i = 0; i < star->ends->len; i++)
    if (mls_point_equal (g_array_index (star->ends, MlsPoint, i), end))
      return;

  g_array_append_val (star->ends, end);
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  return mls_point_compare (*(const MlsPoint *) a, *(const MlsPoint *) b);
}

/**
 * mls_patch_ends:
 * @patch: a patch
 * @vertex: a vertex
 * @cuts: whether cuts count
 *
 * Returns: (transfer full) (element-type MlsPoint): the far ends of the segments that meet in @vertex, in
 *   order of place
 */
GArray *
mls_patch_ends (MlsPatch *patch, MlsPoint vertex, gboolean cuts)
{
  MlsBox box = { vertex.x, vertex.y, vertex.x, vertex.y };
  Star star = { patch, vertex, cuts, g_array_new (FALSE, FALSE, sizeof (MlsPoint)) };

  mls_patch_each_segment (patch, &box, add_end, &star);
  g_array_sort (star.ends, compare_points);

  return star.ends;
}

typedef struct
{
  MlsPoint a;
  MlsPoint b;
  gint64   id;
  GArray  *points;
} EdgeSearch;

static gboolean
find_edge (const MlsEdge *edge, gpointer user_data)
{
  EdgeSearch *search = user_data;

  for (gsize i = 1; i < edge->n_points; i++)
    if (mls_point_equal (edge->points[i - 1], search->a) && mls_point_equal (edge->points[i], search->b))
      {
        search->id = edge->id;
        search->points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
        g_array_append_vals (search->points, edge->points, (guint) edge->n_points);
        return FALSE;
      }

  return TRUE;
}

/**
 * mls_patch_edge:
 * @patch: a patch
 * @a: where a segment of the territory's edge starts
 * @b: where it ends, the territory on its left
 * @id: (out): the stored piece that has it
 *
 * Returns: (transfer full) (nullable) (element-type MlsPoint): that piece's points, or %NULL if
 *   @a → @b is not on the territory's edge
 */
GArray *
mls_patch_edge (MlsPatch *patch, MlsPoint a, MlsPoint b, gint64 *id)
{
  EdgeSearch search = { .a = a, .b = b };
  MlsBox box = mls_box_of_segment (a, b);

  if (patch->error == NULL)
    patch->source.funcs->edges (patch->source.self, &box, find_edge, &search, &patch->error);

  *id = search.id;
  return search.points;
}
