#include "coverage/border-carry.h"

#include "coverage/dissect.h"
#include "coverage/edge-changes.h"
#include "coverage/error.h"
#include "coverage/way.h"
#include "geometry/predicate.h"

#include <glib/gi18n-lib.h>

/* How far from a straight border its vertices are looked for, mm. */
#define REACH_MM 64

/* A border as it will be. */
typedef struct
{
  MlsPoint a;
  MlsPoint b;
  gboolean edge; /* of the territory: nothing on its right */
} Drawn;

struct _MlsBorderCarry
{
  MlsPatch        *patch;   /* borrowed */
  MlsBorderChange *change;  /* borrowed */
  MlsSegmentTable *gone;    /* borders of the patch that go, both ways */
  GArray          *drawn;   /* (element-type Drawn) those that come */
  MlsEdgeChanges  *edges;
  GHashTable      *touched; /* (element-type MlsFace): of the patch, to be made anew */
  gboolean         is_done; /* in part, by another edit */
  MlsArea2         rounding; /* ground that borders sweep as they gain or lose vertices, at most */
  MlsPoint         where;   /* of the clash */
};

/**
 * mls_border_carry_new:
 * @change: what an edit does to borders; must outlive the result
 * @patch: another state than that it was made of; must outlive the result
 *
 * Returns: (transfer full): nothing carried yet
 */
MlsBorderCarry *
mls_border_carry_new (MlsBorderChange *change, MlsPatch *patch)
{
  MlsBorderCarry *carry = g_new0 (MlsBorderCarry, 1);

  carry->patch = patch;
  carry->change = change;
  carry->gone = mls_segment_table_new ();
  carry->drawn = g_array_new (FALSE, FALSE, sizeof (Drawn));
  carry->edges = mls_edge_changes_new (patch);
  carry->touched = g_hash_table_new (NULL, NULL);

  return carry;
}

/**
 * mls_border_carry_free:
 * @carry: (transfer full): what was carried
 */
void
mls_border_carry_free (MlsBorderCarry *carry)
{
  mls_segment_table_free (carry->gone);
  g_array_unref (carry->drawn);
  mls_edge_changes_free (carry->edges);
  g_hash_table_unref (carry->touched);
  g_free (carry);
}

/**
 * mls_border_carry_clash:
 * @carry: what is being carried
 * @at: where it cannot be
 * @error: %MLS_COVERAGE_ERROR_CLASH, or the source's error
 *
 * Returns: %FALSE
 */
gboolean
mls_border_carry_clash (MlsBorderCarry *carry, MlsPoint at, GError **error)
{
  carry->where = at;
  if (mls_patch_check (carry->patch, error))
    g_set_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_CLASH,
                 _("Another edit has changed the same at (%.3f, %.3f)"), mls_grid_to_metres (at.x),
                 mls_grid_to_metres (at.y));

  return FALSE;
}

/* The faces on both sides of a border of the patch that has not gone. */
static gboolean
sides_of (MlsBorderCarry *carry, MlsPoint a, MlsPoint b, const MlsFace **left, const MlsFace **right)
{
  *left = mls_patch_left_of (carry->patch, a, b);
  *right = mls_patch_left_of (carry->patch, b, a);

  return (*left != NULL || *right != NULL) && mls_segment_table_get (carry->gone, a, b) == NULL;
}

static gboolean
is_border (MlsPoint a, MlsPoint b, gpointer user_data)
{
  const MlsFace *left, *right;

  return sides_of (user_data, a, b, &left, &right);
}

/**
 * mls_border_carry_touch:
 * @carry: what is being carried
 * @face: (nullable): a face of the patch
 *
 * Has that face made anew, whether or not its borders change.
 */
void
mls_border_carry_touch (MlsBorderCarry *carry, const MlsFace *face)
{
  if (face != NULL)
    g_hash_table_add (carry->touched, (gpointer) face);
}

static void
take_away (MlsBorderCarry *carry, MlsPoint a, MlsPoint b)
{
  mls_border_carry_touch (carry, mls_patch_left_of (carry->patch, a, b));
  mls_border_carry_touch (carry, mls_patch_left_of (carry->patch, b, a));
  mls_segment_table_set (carry->gone, a, b, carry);
  mls_segment_table_set (carry->gone, b, a, carry);
}

/* What the edit takes away must be there, and not be the territory's edge. */
static gboolean
take_removed (MlsBorderCarry *carry, GError **error)
{
  const GArray *removed = carry->change->removed;

  for (guint i = 0; i < removed->len; i++)
    {
      const MlsBorderPiece *piece = &g_array_index (removed, MlsBorderPiece, i);
      const MlsFace *left, *right;

      if (!sides_of (carry, piece->a, piece->b, &left, &right) || left == NULL || right == NULL)
        return mls_border_carry_clash (carry, piece->a, error);

      take_away (carry, piece->a, piece->b);
    }

  return TRUE;
}

static void
add_vertex (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, a);
  g_array_append_val ((GArray *) user_data, b);
}

/* The vertices that the straight border from @a to @b has in the patch, %NULL if it is none. */
static GArray *
chain_in_patch (MlsBorderCarry *carry, MlsPoint a, MlsPoint b)
{
  g_autoptr (GArray) vertices = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  mls_patch_each_segment_along (carry->patch, a, b, REACH_MM, add_vertex, vertices);

  return mls_border_chain_find (a, b, vertices, is_border, carry);
}

static GArray *
whole_way (MlsPoint a, MlsPoint b, const GArray *between)
{
  GArray *way = g_array_sized_new (FALSE, FALSE, sizeof (MlsPoint), between->len + 2);

  g_array_append_val (way, a);
  g_array_append_vals (way, between->data, between->len);
  g_array_append_val (way, b);

  return way;
}

static MlsPoint
point_at (const GArray *points, guint i)
{
  return g_array_index (points, MlsPoint, i);
}

static void
draw (MlsBorderCarry *carry, const GArray *way, gboolean edge)
{
  for (guint i = 1; i < way->len; i++)
    g_array_append_val (carry->drawn, ((Drawn){ point_at (way, i - 1), point_at (way, i), edge }));
}

/* What lies between a straight way and the same through vertices, at most. */
static MlsArea2
swept_along (const GArray *way)
{
  MlsArea2 sum = 0;

  for (guint i = 1; i + 1 < way->len; i++)
    {
      MlsInt128 cross = mls_cross (point_at (way, 0), point_at (way, way->len - 1), point_at (way, i));

      sum += (MlsArea2) (cross < 0 ? -cross : cross);
    }

  return sum;
}

/* Leads a border along @is where it ran along @was, between the same ends and within rounding. */
static gboolean
lead (const GArray *was, const GArray *is, gpointer user_data, GError **error)
{
  MlsBorderCarry *carry = user_data;
  const MlsFace *left, *right;

  if (!sides_of (carry, point_at (was, 0), point_at (was, 1), &left, &right))
    return mls_border_carry_clash (carry, point_at (was, 0), error);

  if (left == NULL)
    {
      g_autoptr (GArray) was_back = mls_way_reversed (was);
      g_autoptr (GArray) is_back = mls_way_reversed (is);

      return lead (was_back, is_back, carry, error);
    }

  if (right == NULL && !mls_edge_changes_lead (carry->edges, was, is))
    return mls_border_carry_clash (carry, point_at (was, 0), error);

  for (guint i = 1; i < was->len; i++)
    take_away (carry, point_at (was, i - 1), point_at (was, i));
  carry->rounding += swept_along (was) + swept_along (is);
  draw (carry, is, right == NULL);

  return TRUE;
}

static gboolean
holds (const GArray *points, MlsPoint point)
{
  for (guint i = 0; i < points->len; i++)
    if (mls_point_equal (point_at (points, i), point))
      return TRUE;

  return FALSE;
}

/* Leads the border of @chain through @vertices, where it runs through those in @here. */
static gboolean
lead_through (MlsBorderCarry *carry, const MlsBorderChain *chain, const GArray *here, const GArray *vertices, GError **error)
{
  g_autoptr (GArray) was = whole_way (chain->a, chain->b, here);
  g_autoptr (GArray) is = whole_way (chain->a, chain->b, vertices);

  return mls_way_each_apart (was, is, lead, carry, error);
}

/* Vertices come to the border as it runs by now, which other edits may have given others. */
static gboolean
take_gained (MlsBorderCarry *carry, GError **error)
{
  const GArray *gained = carry->change->gained;

  for (guint i = 0; i < gained->len; i++)
    {
      const MlsBorderChain *chain = &g_array_index (gained, MlsBorderChain, i);
      g_autoptr (GArray) here = chain_in_patch (carry, chain->a, chain->b);
      g_autoptr (GArray) merged = NULL;

      if (here == NULL)
        return mls_border_carry_clash (carry, chain->a, error);

      merged = mls_border_chain_merge (chain->a, chain->b, here, chain->between);
      if (!lead_through (carry, chain, here, merged, error))
        return FALSE;
    }

  return TRUE;
}

/* Whether more than the border itself meets in @vertex, by what the edit leaves. */
static gboolean
is_needed (MlsBorderCarry *carry, MlsPoint vertex)
{
  g_autoptr (GArray) ends = mls_patch_ends (carry->patch, vertex, TRUE);
  guint n = 0;

  for (guint i = 0; i < ends->len; i++)
    n += mls_segment_table_get (carry->gone, vertex, point_at (ends, i)) == NULL;

  return n > 2;
}

/* Vertices go from the border as it runs by now, but for those that other edits have led borders to. */
static gboolean
take_lost (MlsBorderCarry *carry, GError **error)
{
  const GArray *lost = carry->change->lost;

  for (guint i = 0; i < lost->len; i++)
    {
      const MlsBorderChain *chain = &g_array_index (lost, MlsBorderChain, i);
      g_autoptr (GArray) here = chain_in_patch (carry, chain->a, chain->b);
      g_autoptr (GArray) kept = NULL;

      if (here == NULL)
        continue;

      kept = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
      for (guint k = 0; k < here->len; k++)
        if (!holds (chain->between, point_at (here, k)) || is_needed (carry, point_at (here, k)))
          g_array_append_val (kept, g_array_index (here, MlsPoint, k));
      if (!lead_through (carry, chain, here, kept, error))
        return FALSE;
    }

  return TRUE;
}

/* A border that comes, and the first of those there that it cannot be beside. */
typedef struct
{
  MlsBorderCarry *carry;
  MlsPoint a;
  MlsPoint b;
  gboolean meets;
} Meeting;

static gboolean
shares_end (const Meeting *meeting, MlsPoint a, MlsPoint b)
{
  return mls_point_equal (a, meeting->a) || mls_point_equal (a, meeting->b) || mls_point_equal (b, meeting->a) ||
         mls_point_equal (b, meeting->b);
}

static void
look_at_border (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer user_data)
{
  Meeting *meeting = user_data;
  MlsMeet meet;

  if (mls_segment_table_get (meeting->carry->gone, a, b) != NULL)
    return;

  meet = mls_segments_meet (a, b, meeting->a, meeting->b);
  meeting->meets |= meet == MLS_MEET_CROSS || meet == MLS_MEET_OVERLAP ||
                    (meet == MLS_MEET_TOUCH && !shares_end (meeting, a, b));
}

/* The faces that meet in @point, or the one that it lies in. */
static void
touch_around (MlsBorderCarry *carry, MlsPoint point)
{
  g_autoptr (GArray) ends = mls_patch_ends (carry->patch, point, TRUE);

  for (guint i = 0; i < ends->len; i++)
    {
      mls_border_carry_touch (carry, mls_patch_left_of (carry->patch, point, point_at (ends, i)));
      mls_border_carry_touch (carry, mls_patch_left_of (carry->patch, point_at (ends, i), point));
    }
  if (ends->len == 0)
    mls_border_carry_touch (carry, mls_patch_face_at (carry->patch, point));
}

/* What the edit adds may meet what is there at common vertices only. What another edit has added as well is there. */
static gboolean
take_added (MlsBorderCarry *carry, GError **error)
{
  const GArray *added = carry->change->added;

  for (guint i = 0; i < added->len; i++)
    {
      const MlsBorderPiece *piece = &g_array_index (added, MlsBorderPiece, i);
      Meeting meeting = { carry, piece->a, piece->b, FALSE };

      if (is_border (piece->a, piece->b, carry))
        {
          carry->is_done = TRUE;
          continue;
        }

      mls_patch_each_segment_along (carry->patch, piece->a, piece->b, 0, look_at_border, &meeting);
      if (meeting.meets)
        return mls_border_carry_clash (carry, piece->a, error);

      touch_around (carry, piece->a);
      touch_around (carry, piece->b);
      g_array_append_val (carry->drawn, ((Drawn){ piece->a, piece->b, FALSE }));
    }

  return TRUE;
}

/**
 * mls_border_carry_run:
 * @carry: nothing carried yet
 * @error: %MLS_COVERAGE_ERROR_CLASH if another edit has changed the same borders, or leads one where this one does; or the
 *   source's error
 *
 * Finds the borders of the patch that go and those that come. What goes, goes first: it is in nobody's way.
 *
 * Returns: whether it can be done
 */
gboolean
mls_border_carry_run (MlsBorderCarry *carry, GError **error)
{
  return take_removed (carry, error) && take_gained (carry, error) && take_lost (carry, error) &&
         take_added (carry, error) && mls_patch_check (carry->patch, error);
}

/**
 * mls_border_carry_where:
 * @carry: what could not be carried
 *
 * Returns: the place of the clash
 */
MlsPoint
mls_border_carry_where (const MlsBorderCarry *carry)
{
  return carry->where;
}

/**
 * mls_border_carry_touched:
 * @carry: what was carried
 *
 * Returns: (transfer container) (element-type MlsFace): the faces of the patch that are made anew, by id
 */
GPtrArray *
mls_border_carry_touched (const MlsBorderCarry *carry)
{
  return mls_face_set_sorted (carry->touched);
}

/**
 * mls_border_carry_rounding:
 * @carry: what was carried
 *
 * Returns: how much ground, in half mm², may have changed sides because straight borders gained or lost vertices, which
 *   nobody meant
 */
MlsArea2
mls_border_carry_rounding (const MlsBorderCarry *carry)
{
  return carry->rounding;
}

/**
 * mls_border_carry_is_done:
 * @carry: what was carried
 *
 * Returns: whether another edit had led some of the borders that come where this one does
 */
gboolean
mls_border_carry_is_done (const MlsBorderCarry *carry)
{
  return carry->is_done;
}

/**
 * mls_border_carry_edges:
 * @carry: what was carried
 *
 * Returns: (transfer none) (element-type MlsEdgeChange): the pieces of the territory's edge that gain or lose vertices
 */
const GArray *
mls_border_carry_edges (const MlsBorderCarry *carry)
{
  return mls_edge_changes_rows (carry->edges);
}

/**
 * mls_border_carry_left_of:
 * @carry: what was carried
 * @a: one end of a border
 * @b: its other end
 *
 * Returns: (transfer none) (nullable): the face of the patch on the left of a border that stays
 */
const MlsFace *
mls_border_carry_left_of (MlsBorderCarry *carry, MlsPoint a, MlsPoint b)
{
  return mls_segment_table_get (carry->gone, a, b) == NULL ? mls_patch_left_of (carry->patch, a, b) : NULL;
}

static gboolean
is_touched (MlsBorderCarry *carry, const MlsFace *face)
{
  return face != NULL && g_hash_table_contains (carry->touched, face);
}

/* What is left of a face's own borders: those within the ground that is made anew divide it. */
static void
dissect_face (MlsBorderCarry *carry, MlsDissection *dissection, const MlsFace *face)
{
  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        {
          MlsPoint a = ring.points[j], b = ring.points[i];

          if (mls_segment_table_get (carry->gone, a, b) != NULL)
            continue;

          if (!is_touched (carry, mls_patch_left_of (carry->patch, b, a)))
            mls_dissection_add_border (dissection, a, b);
          else if (mls_point_compare (a, b) < 0)
            mls_dissection_add_chord (dissection, a, b);
        }
    }
}

static MlsSegmentTable *
index_areas (const GPtrArray *areas)
{
  MlsSegmentTable *table = mls_segment_table_new ();

  for (guint i = 0; i < areas->len; i++)
    {
      MlsShape *area = g_ptr_array_index (areas, i);

      for (guint r = 0; r < mls_shape_n_rings (area); r++)
        mls_segment_table_set_ring (table, mls_shape_ring (area, r), area);
    }

  return table;
}

/* A dissection leaves out what divides nothing; here, nothing may get lost: what hangs loose was somebody's border. */
static gboolean
keep_all (MlsBorderCarry *carry, const GPtrArray *touched, const GPtrArray *areas, GError **error)
{
  g_autoptr (MlsSegmentTable) table = index_areas (areas);

  for (guint i = 0; i < touched->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (touched, i);

      for (guint r = 0; r < face->n_rings; r++)
        {
          MlsRing ring = mls_face_ring (face, r);

          for (gsize k = 0, j = ring.n_points - 1; k < ring.n_points; j = k++)
            if (mls_segment_table_get (carry->gone, ring.points[j], ring.points[k]) == NULL &&
                mls_segment_table_get (table, ring.points[j], ring.points[k]) == NULL)
              return mls_border_carry_clash (carry, ring.points[j], error);
        }
    }

  for (guint i = 0; i < carry->drawn->len; i++)
    {
      const Drawn *drawn = &g_array_index (carry->drawn, Drawn, i);

      if (mls_segment_table_get (table, drawn->a, drawn->b) == NULL)
        return mls_border_carry_clash (carry, drawn->a, error);
    }

  return TRUE;
}

/**
 * mls_border_carry_areas:
 * @carry: what was carried
 * @error: %MLS_COVERAGE_ERROR_CLASH if a border would end nowhere
 *
 * Returns: (transfer full) (element-type MlsShape): the areas that the ground of the touched faces is divided into, or %NULL
 */
GPtrArray *
mls_border_carry_areas (MlsBorderCarry *carry, GError **error)
{
  g_autoptr (MlsDissection) dissection = mls_dissection_new ();
  g_autoptr (GPtrArray) touched = mls_border_carry_touched (carry);
  g_autoptr (GPtrArray) areas = NULL;

  for (guint i = 0; i < touched->len; i++)
    dissect_face (carry, dissection, g_ptr_array_index (touched, i));

  for (guint i = 0; i < carry->drawn->len; i++)
    {
      const Drawn *drawn = &g_array_index (carry->drawn, Drawn, i);

      if (drawn->edge)
        mls_dissection_add_border (dissection, drawn->a, drawn->b);
      else
        mls_dissection_add_chord (dissection, drawn->a, drawn->b);
    }

  areas = mls_dissection_run (dissection);
  if (areas == NULL)
    {
      mls_border_carry_clash (carry, ((const MlsFace *) g_ptr_array_index (touched, 0))->points[0], error);
      return NULL;
    }

  return keep_all (carry, touched, areas, error) ? g_steal_pointer (&areas) : NULL;
}
