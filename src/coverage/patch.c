#include "coverage/patch.h"

#include "base/order.h"
#include "coverage/box-index.h"
#include "coverage/error.h"
#include "coverage/segment-table.h"

enum
{
  /* So many segments of a ring in a row are found by their common box. */
  BLOCK = 16,
  /* What is asked for is read with a margin, so that the next question next door needs no reading. */
  MARGIN_MM = 20 * MLS_MM_PER_M,
  /* What lies along a line is looked for in steps that long, rather than in all of its box. */
  STEP_MM = 40 * MLS_MM_PER_M,
};

/* Segments of a ring in a row. */
typedef struct
{
  const MlsFace *face;
  guint          ring;
  guint          first;
} Block;

struct _MlsPatch
{
  gatomicrefcount  ref_count;

  MlsSource        source;
  guint            n_vintages;

  GPtrArray       *faces;    /* (element-type MlsFace) */
  gsize            n_points; /* of all of them */
  GHashTable      *by_id;    /* fid → MlsFace */
  GArray          *blocks;   /* (element-type Block) of all faces */
  MlsSegmentTable *segments; /* directed segment → MlsFace on its left */
  GHashTable      *across;   /* face → what lies across each of its segments, once that was asked for */
  GArray          *loaded;   /* (element-type MlsBox) read in full */
  GError          *error;    /* the first failure of the source */

  /* Where all these lie, in the same order. */
  MlsBoxIndex     *face_index;
  MlsBoxIndex     *block_index;
  MlsBoxIndex     *loaded_index;
};

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
  patch->faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  patch->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, NULL);
  patch->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  patch->segments = mls_segment_table_new ();
  patch->across = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  patch->loaded = g_array_new (FALSE, FALSE, sizeof (MlsBox));
  patch->face_index = mls_box_index_new ();
  patch->block_index = mls_box_index_new ();
  patch->loaded_index = mls_box_index_new ();

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

  mls_box_index_free (patch->face_index);
  mls_box_index_free (patch->block_index);
  mls_box_index_free (patch->loaded_index);
  g_hash_table_unref (patch->across);
  g_hash_table_unref (patch->by_id);
  g_array_unref (patch->blocks);
  mls_segment_table_free (patch->segments);
  g_array_unref (patch->loaded);
  g_ptr_array_unref (patch->faces);
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

/**
 * mls_patch_n_points:
 * @patch: a patch
 *
 * Returns: how many vertices the faces have that it has met so far: what it costs to keep
 */
gsize
mls_patch_n_points (const MlsPatch *patch)
{
  return patch->n_points;
}

static void
index_blocks (MlsPatch *patch, const MlsFace *face)
{
  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (guint first = 0; first < ring.n_points; first += BLOCK)
        {
          Block block = { face, r, first };
          MlsBox box = MLS_BOX_EMPTY;

          for (gsize i = first; i <= first + BLOCK && i <= ring.n_points; i++)
            mls_box_extend (&box, ring.points[i % ring.n_points]);
          g_array_append_val (patch->blocks, block);
          mls_box_index_add (patch->block_index, &box);
        }
    }
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
  MlsFace *taken;

  if (g_hash_table_contains (patch->by_id, &face->id))
    return TRUE;

  taken = mls_face_ref (face);
  g_ptr_array_add (patch->faces, taken);
  patch->n_points += taken->n_points;
  g_hash_table_insert (patch->by_id, &taken->id, taken);
  mls_box_index_add (patch->face_index, &taken->box);
  index_blocks (patch, taken);
  index_segments (patch, taken);

  return patch->error == NULL;
}

static gboolean
is_loaded (const MlsPatch *patch, const MlsBox *box)
{
  g_autoptr (GArray) met = mls_box_index_find (patch->loaded_index, box);

  for (guint i = 0; i < met->len; i++)
    if (mls_box_contains (&g_array_index (patch->loaded, MlsBox, g_array_index (met, guint, i)), box))
      return TRUE;

  return FALSE;
}

/* Makes sure that every face that meets @box is here. */
static void
load (MlsPatch *patch, const MlsBox *box)
{
  MlsBox wanted = mls_box_grown (box, MARGIN_MM);

  if (patch->error != NULL || mls_box_is_empty (box) || is_loaded (patch, box))
    return;

  if (!patch->source.funcs->faces (patch->source.self, &wanted, take_face, patch, &patch->error))
    return;

  g_array_append_val (patch->loaded, wanted);
  mls_box_index_add (patch->loaded_index, &wanted);
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
  g_autoptr (GArray) here = NULL;

  load (patch, &box);
  here = mls_box_index_find (patch->face_index, &box);

  for (guint i = 0; i < here->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (patch->faces, g_array_index (here, guint, i));

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
 * mls_patch_has:
 * @patch: a patch
 * @face: a face of some state
 *
 * Returns: whether it is there under its id with the same rings and labels
 */
gboolean
mls_patch_has (MlsPatch *patch, const MlsFace *face)
{
  const MlsFace *here = mls_patch_left_of (patch, face->points[0], face->points[1]);

  return here != NULL && here->id == face->id && mls_face_same_rings (here, face) && mls_face_same_labels (here, face);
}

/* Fills in what lies across the segments of @ring from the @first-th on, which are near each other. */
static void
look_across_block (MlsPatch *patch, MlsRing ring, gsize first, const MlsFace **across)
{
  gsize end = MIN (first + BLOCK, ring.n_points);
  MlsBox box = MLS_BOX_EMPTY;

  for (gsize i = first; i < end; i++)
    {
      MlsPoint next = ring.points[(i + 1) % ring.n_points];

      across[i] = mls_segment_table_get (patch->segments, next, ring.points[i]);
      if (across[i] != NULL)
        continue;

      mls_box_extend (&box, next);
      mls_box_extend (&box, ring.points[i]);
    }

  if (mls_box_is_empty (&box))
    return;

  load (patch, &box);
  for (gsize i = first; i < end; i++)
    across[i] = mls_segment_table_get (patch->segments, ring.points[(i + 1) % ring.n_points], ring.points[i]);
}

/**
 * mls_patch_across:
 * @patch: a patch
 * @face: one of its faces
 *
 * Returns: (transfer none): for each point of @face what lies across the segment that starts there; %NULL
 *   beyond the territory's edge
 */
const MlsFace *const *
mls_patch_across (MlsPatch *patch, const MlsFace *face)
{
  const MlsFace **across = g_hash_table_lookup (patch->across, face);

  if (across != NULL)
    return across;

  across = g_new (const MlsFace *, face->n_points);
  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize first = 0; first < ring.n_points; first += BLOCK)
        look_across_block (patch, ring, first, across + (ring.points - face->points));
    }
  g_hash_table_insert (patch->across, (gpointer) face, across);

  return across;
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
each_segment_of (Block block, const MlsBox *box, MlsSegmentFunc func, gpointer user_data)
{
  MlsRing ring = mls_face_ring (block.face, block.ring);

  for (gsize i = block.first; i < block.first + BLOCK && i < ring.n_points; i++)
    {
      MlsPoint a = ring.points[i];
      MlsPoint b = ring.points[(i + 1) % ring.n_points];
      MlsBox segment = mls_box_of_segment (a, b);

      if (mls_box_intersects (&segment, box))
        func (a, b, block.face, user_data);
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
  g_autoptr (GArray) here = NULL;

  load (patch, box);
  here = mls_box_index_find (patch->block_index, box);

  /* @func may ask for what is not loaded yet, and the blocks move. */
  for (guint i = 0; i < here->len; i++)
    each_segment_of (g_array_index (patch->blocks, Block, g_array_index (here, guint, i)), box, func, user_data);
}

/* The @i-th of @n points from @a to @b, to within a millimetre. */
static MlsPoint
part_way (MlsPoint a, MlsPoint b, gint64 i, gint64 n)
{
  double t = (double) i / (double) n;

  return (MlsPoint){ a.x + (gint64) (t * (double) (b.x - a.x)), a.y + (gint64) (t * (double) (b.y - a.y)) };
}

/* The blocks within @margin of the way from @a to @b, and some more, in order and each once or more. */
static GArray *
find_blocks_along (MlsPatch *patch, MlsPoint a, MlsPoint b, gint64 margin)
{
  gint64 n_steps = MIN (ABS (b.x - a.x), ABS (b.y - a.y)) / STEP_MM + 1;
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (guint));

  for (gint64 i = 0; i < n_steps; i++)
    {
      MlsBox step = mls_box_of_segment (part_way (a, b, i, n_steps), part_way (a, b, i + 1, n_steps));
      MlsBox box = mls_box_grown (&step, margin + 1);
      g_autoptr (GArray) here = NULL;

      load (patch, &box);
      here = mls_box_index_find (patch->block_index, &box);
      g_array_append_vals (blocks, here->data, here->len);
    }

  g_array_sort (blocks, mls_order_numbers);

  return blocks;
}

/**
 * mls_patch_each_segment_along:
 * @patch: a patch
 * @a: where a way starts
 * @b: where it ends
 * @margin: mm
 * @func: (scope call): called as by mls_patch_each_segment() for each segment within @margin of the straight
 *   way from @a to @b, and some others
 * @user_data: for @func
 */
void
mls_patch_each_segment_along (MlsPatch      *patch,
                              MlsPoint       a,
                              MlsPoint       b,
                              gint64         margin,
                              MlsSegmentFunc func,
                              gpointer       user_data)
{
  g_autoptr (GArray) blocks = find_blocks_along (patch, a, b, margin);
  MlsBox way = mls_box_of_segment (a, b);
  MlsBox box = mls_box_grown (&way, margin);

  for (guint i = 0; i < blocks->len; i++)
    {
      guint number = g_array_index (blocks, guint, i);

      if (i == 0 || number != g_array_index (blocks, guint, i - 1))
        each_segment_of (g_array_index (patch->blocks, Block, number), &box, func, user_data);
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
