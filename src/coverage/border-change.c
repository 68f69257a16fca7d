#include "coverage/border-change.h"

#include "geometry/predicate.h"

/* How far from a straight border a vertex of it may have been rounded, mm: one edit after the other may have added
 * vertices to what the one before left, each by a millimetre at most. A few are always allowed. */
#define MIN_ROUNDING_MM 4
#define MAX_ROUNDING_MM 64

static void
chain_clear (gpointer data)
{
  g_array_unref (((MlsBorderChain *) data)->between);
}

static GArray *
chains_new (void)
{
  GArray *chains = g_array_new (FALSE, FALSE, sizeof (MlsBorderChain));

  g_array_set_clear_func (chains, chain_clear);

  return chains;
}

/**
 * mls_border_change_free:
 * @change: (transfer full): what an edit does to borders
 */
void
mls_border_change_free (MlsBorderChange *change)
{
  g_array_unref (change->removed);
  g_array_unref (change->added);
  g_array_unref (change->gained);
  g_array_unref (change->lost);
  mls_segment_table_free (change->was);
  mls_segment_table_free (change->is);
  g_free (change);
}

static void
index_face (MlsSegmentTable *table, MlsFace *face)
{
  for (guint r = 0; face != NULL && r < face->n_rings; r++)
    mls_segment_table_set_ring (table, mls_face_ring (face, r), face);
}

static gboolean
has_border (MlsPoint a, MlsPoint b, gpointer user_data)
{
  return mls_segment_table_get (user_data, a, b) != NULL || mls_segment_table_get (user_data, b, a) != NULL;
}

/* The borders of @face that @table has not; each once, from the side that comes first or the only one. */
static void
find_missing (GArray *missing, const MlsFace *face, MlsSegmentTable *own, MlsSegmentTable *table)
{
  for (guint r = 0; face != NULL && r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        {
          MlsBorderPiece piece = { ring.points[j], ring.points[i] };
          gboolean is_first = mls_point_compare (piece.a, piece.b) < 0 ||
                              mls_segment_table_get (own, piece.b, piece.a) == NULL;

          if (is_first && !has_border (piece.a, piece.b, table))
            g_array_append_val (missing, piece);
        }
    }
}

typedef struct
{
  MlsPoint from;
  MlsPoint to;
} Way;

/* How far along the way @point is, as a number that only compares. */
static MlsInt128
along (const Way *way, MlsPoint point)
{
  return (MlsInt128) (way->to.x - way->from.x) * (point.x - way->from.x) +
         (MlsInt128) (way->to.y - way->from.y) * (point.y - way->from.y);
}

static int
compare_along (gconstpointer left, gconstpointer right, gpointer user_data)
{
  const MlsPoint *p = left, *q = right;
  MlsInt128 order = along (user_data, *p) - along (user_data, *q);

  return order != 0 ? (order > 0) - (order < 0) : mls_point_compare (*p, *q);
}

/* Sorts vertices from @a to @b and drops those that are there twice. */
static void
sort_along (GArray *vertices, MlsPoint a, MlsPoint b)
{
  Way way = { a, b };
  guint n = 0;

  g_array_sort_with_data (vertices, compare_along, &way);
  for (guint i = 0; i < vertices->len; i++)
    if (n == 0 || !mls_point_equal (g_array_index (vertices, MlsPoint, n - 1), g_array_index (vertices, MlsPoint, i)))
      g_array_index (vertices, MlsPoint, n++) = g_array_index (vertices, MlsPoint, i);
  g_array_set_size (vertices, n);
}

/* Those of @vertices that lie on the straight border from @a to @b, or within @rounding of it, in order. */
static GArray *
vertices_along (MlsPoint a, MlsPoint b, const GArray *vertices, gint64 rounding)
{
  GArray *near = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (guint i = 0; i < vertices->len; i++)
    {
      MlsPoint vertex = g_array_index (vertices, MlsPoint, i);

      if (!mls_point_equal (vertex, a) && !mls_point_equal (vertex, b) && mls_point_within (vertex, a, b, rounding))
        g_array_append_val (near, vertex);
    }
  sort_along (near, a, b);

  return near;
}

/* From which of @stops, the last of which is the end, borders lead there, and over which next one; 0 for none. What leads
 * astray, as a line does that leaves the border, has no way on. */
static guint *
ways_on (const GArray *stops, MlsIsBorderFunc is_border, gpointer user_data)
{
  guint *next = g_new0 (guint, stops->len);

  for (guint i = stops->len - 1; i-- > 0;)
    for (guint k = i + 1; next[i] == 0 && k < stops->len; k++)
      if ((k + 1 == stops->len || next[k] != 0) &&
          is_border (g_array_index (stops, MlsPoint, i), g_array_index (stops, MlsPoint, k), user_data))
        next[i] = k;

  return next;
}

/* A way from @a to @b through those of @vertices within @rounding, or %NULL. */
static GArray *
find_way (MlsPoint        a,
          MlsPoint        b,
          const GArray   *vertices,
          gint64          rounding,
          MlsIsBorderFunc is_border,
          gpointer        user_data)
{
  g_autoptr (GArray) stops = vertices_along (a, b, vertices, rounding);
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autofree guint *next = NULL;

  g_array_prepend_val (stops, a);
  g_array_append_val (stops, b);
  next = ways_on (stops, is_border, user_data);
  if (next[0] == 0)
    return NULL;

  for (guint i = next[0]; i + 1 < stops->len; i = next[i])
    g_array_append_val (way, g_array_index (stops, MlsPoint, i));

  return g_steal_pointer (&way);
}

/**
 * mls_border_chain_find:
 * @a: one end of a straight border
 * @b: its other end
 * @vertices: (element-type MlsPoint): those that it may have come to run through, and any others
 * @is_border: (scope call): what there is
 * @user_data: for @is_border
 *
 * Returns: (transfer full) (nullable) (element-type MlsPoint): the vertices between @a and @b through which borders lead
 *   from one to the other where the straight one was, the straighter the better, none if it still is; %NULL if they do not
 */
GArray *
mls_border_chain_find (MlsPoint a, MlsPoint b, const GArray *vertices, MlsIsBorderFunc is_border, gpointer user_data)
{
  GArray *way = NULL;

  if (is_border (a, b, user_data))
    return g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (gint64 rounding = 0; way == NULL && rounding <= MAX_ROUNDING_MM; rounding = MAX (1, 2 * rounding))
    {
      way = find_way (a, b, vertices, rounding, is_border, user_data);
      if (way != NULL && rounding > MAX (MIN_ROUNDING_MM, (gint64) way->len + 1))
        g_clear_pointer (&way, g_array_unref);
    }

  return way;
}

/**
 * mls_border_chain_merge:
 * @a: one end of a straight border
 * @b: its other end
 * @one: (element-type MlsPoint): vertices along it
 * @other: (element-type MlsPoint): more of them
 *
 * Returns: (transfer full) (element-type MlsPoint): all of them in order
 */
GArray *
mls_border_chain_merge (MlsPoint a, MlsPoint b, const GArray *one, const GArray *other)
{
  GArray *all = g_array_copy ((GArray *) one);

  g_array_append_vals (all, other->data, other->len);
  sort_along (all, a, b);

  return all;
}

static GArray *
ends_of (const GArray *pieces)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (guint i = 0; i < pieces->len; i++)
    {
      const MlsBorderPiece *piece = &g_array_index (pieces, MlsBorderPiece, i);

      g_array_append_val (ends, piece->a);
      g_array_append_val (ends, piece->b);
    }

  return ends;
}

static MlsSegmentTable *
table_of (const GArray *pieces)
{
  MlsSegmentTable *table = mls_segment_table_new ();

  for (guint i = 0; i < pieces->len; i++)
    {
      MlsBorderPiece *piece = &g_array_index (pieces, MlsBorderPiece, i);

      mls_segment_table_set (table, piece->a, piece->b, piece);
    }

  return table;
}

static void
forget_piece (MlsSegmentTable *table, MlsPoint a, MlsPoint b)
{
  mls_segment_table_remove (table, a, b);
  mls_segment_table_remove (table, b, a);
}

/* Takes the pieces of a chain out of @table, so that no two borders are made of the same. */
static void
forget_chain (MlsSegmentTable *table, const MlsBorderChain *chain)
{
  MlsPoint at = chain->a;

  for (guint i = 0; i < chain->between->len; i++)
    {
      MlsPoint next = g_array_index (chain->between, MlsPoint, i);

      forget_piece (table, at, next);
      at = next;
    }
  forget_piece (table, at, chain->b);
}

static void
keep_those_in (GArray *pieces, MlsSegmentTable *table)
{
  for (guint i = pieces->len; i-- > 0;)
    {
      const MlsBorderPiece *piece = &g_array_index (pieces, MlsBorderPiece, i);

      if (mls_segment_table_get (table, piece->a, piece->b) == NULL)
        g_array_remove_index (pieces, i);
    }
}

/* Pieces among which a way is looked for, in the place of one border. */
typedef struct
{
  MlsSegmentTable *pieces; /* those that are no part of another way */
  MlsSegmentTable *sides;  /* what is on the left of each */
  gboolean         left;   /* whether anything is on the left of the one border */
  gboolean         right;
} Parts;

/* A way along the territory's edge stays there, and no other comes to it. */
static gboolean
is_part (MlsPoint a, MlsPoint b, gpointer user_data)
{
  const Parts *parts = user_data;

  return has_border (a, b, parts->pieces) && (mls_segment_table_get (parts->sides, a, b) != NULL) == parts->left &&
         (mls_segment_table_get (parts->sides, b, a) != NULL) == parts->right;
}

/* Moves to @chains what is one border in @whole, of faces in @sides_of_whole, and several along it in @parts. */
static void
find_chains (GArray          *whole,
             MlsSegmentTable *sides_of_whole,
             GArray          *parts,
             MlsSegmentTable *sides_of_parts,
             GArray          *chains)
{
  g_autoptr (GArray) vertices = ends_of (parts);
  g_autoptr (MlsSegmentTable) table = table_of (parts);

  for (guint i = whole->len; i-- > 0;)
    {
      MlsBorderPiece piece = g_array_index (whole, MlsBorderPiece, i);
      Parts among = { table, sides_of_parts, mls_segment_table_get (sides_of_whole, piece.a, piece.b) != NULL,
                      mls_segment_table_get (sides_of_whole, piece.b, piece.a) != NULL };
      MlsBorderChain chain = { piece.a, piece.b, mls_border_chain_find (piece.a, piece.b, vertices, is_part, &among) };

      if (chain.between == NULL)
        continue;

      forget_chain (table, &chain);
      g_array_append_val (chains, chain);
      g_array_remove_index (whole, i);
    }

  keep_those_in (parts, table);
}

/**
 * mls_border_change_new:
 * @delta: an edit; must outlive the result
 *
 * Returns: (transfer full): what it does to borders
 */
MlsBorderChange *
mls_border_change_new (const MlsDelta *delta)
{
  MlsBorderChange *change = g_new (MlsBorderChange, 1);

  change->removed = g_array_new (FALSE, FALSE, sizeof (MlsBorderPiece));
  change->added = g_array_new (FALSE, FALSE, sizeof (MlsBorderPiece));
  change->gained = chains_new ();
  change->lost = chains_new ();
  change->was = mls_segment_table_new ();
  change->is = mls_segment_table_new ();

  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *row = &g_array_index (delta->changes, MlsChange, i);

      index_face (change->was, row->before);
      index_face (change->is, row->after);
    }
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *row = &g_array_index (delta->changes, MlsChange, i);

      find_missing (change->removed, row->before, change->was, change->is);
      find_missing (change->added, row->after, change->is, change->was);
    }

  find_chains (change->removed, change->was, change->added, change->is, change->gained);
  find_chains (change->added, change->is, change->removed, change->was, change->lost);

  return change;
}
