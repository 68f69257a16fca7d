#include "coverage/imprint.h"

#include "coverage/segment-table.h"

/* A border, walked with one of its faces on the left. */
typedef struct
{
  MlsPoint a;
  MlsPoint b;
} Segment;

typedef const MlsFace *(*SideFunc) (const MlsChange *change);

static const MlsFace *
before_of (const MlsChange *change)
{
  return change->before;
}

static const MlsFace *
after_of (const MlsChange *change)
{
  return change->after;
}

typedef void (*SegmentFunc) (const MlsFace *face, MlsPoint a, MlsPoint b, gpointer user_data);

static void
each_segment (const MlsDelta *delta, SideFunc side, SegmentFunc func, gpointer user_data)
{
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsFace *face = side (&g_array_index (delta->changes, MlsChange, i));

      for (guint r = 0; face != NULL && r < face->n_rings; r++)
        {
          MlsRing ring = mls_face_ring (face, r);

          for (gsize p = 0; p < ring.n_points; p++)
            func (face, ring.points[p], ring.points[(p + 1) % ring.n_points], user_data);
        }
    }
}

static void
enter (const MlsFace *face, MlsPoint a, MlsPoint b, gpointer table)
{
  mls_segment_table_set (table, a, b, (gpointer) face);
}

static MlsSegmentTable *
table_of (const MlsDelta *delta, SideFunc side)
{
  MlsSegmentTable *table = mls_segment_table_new ();

  each_segment (delta, side, enter, table);

  return table;
}

/* The borders of one side that the other one has not got. */
typedef struct
{
  const MlsSegmentTable *own;
  const MlsSegmentTable *other;
  GArray                *segments; /* (element-type Segment) */
} Difference;

/* Between two faces it is walked once, all along the same one on the left, so that its segments follow each other. */
static void
compare (const MlsFace *face, MlsPoint a, MlsPoint b, gpointer user_data)
{
  Difference *difference = user_data;
  const MlsFace *beyond = mls_segment_table_get (difference->own, b, a);
  const Segment segment = { a, b };

  if (mls_segment_table_get (difference->other, a, b) != NULL || mls_segment_table_get (difference->other, b, a) != NULL)
    return;
  if (beyond != NULL && (mls_face_same_labels (face, beyond) || face > beyond))
    return;

  g_array_append_val (difference->segments, segment);
}

/* Chaining */

typedef struct
{
  GArray          *segments;
  MlsSegmentTable *leaving;  /* by its point, twice: which segment leaves it, and 1 more */
  MlsSegmentTable *arriving; /* same: that one arrives there */
  gboolean        *used;
} Chain;

static GArray *
follow (Chain *chain, guint i)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  g_array_append_val (line, g_array_index (chain->segments, Segment, i).a);
  while (i < chain->segments->len && !chain->used[i])
    {
      MlsPoint to = g_array_index (chain->segments, Segment, i).b;

      chain->used[i] = TRUE;
      g_array_append_val (line, to);
      i = GPOINTER_TO_UINT (mls_segment_table_get (chain->leaving, to, to)) - 1;
    }

  return line;
}

static void
follow_all (Chain *chain, gboolean from_ends, GPtrArray *lines)
{
  for (guint i = 0; i < chain->segments->len; i++)
    {
      MlsPoint from = g_array_index (chain->segments, Segment, i).a;

      if (!chain->used[i] && (!from_ends || mls_segment_table_get (chain->arriving, from, from) == NULL))
        g_ptr_array_add (lines, follow (chain, i));
    }
}

/* Lines with ends first, then what closes. */
static GPtrArray *
chain_segments (GArray *segments)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (MlsSegmentTable) leaving = mls_segment_table_new ();
  g_autoptr (MlsSegmentTable) arriving = mls_segment_table_new ();
  g_autofree gboolean *used = g_new0 (gboolean, MAX (segments->len, 1));
  Chain chain = { segments, leaving, arriving, used };

  for (guint i = 0; i < segments->len; i++)
    {
      const Segment *segment = &g_array_index (segments, Segment, i);

      mls_segment_table_set (leaving, segment->a, segment->a, GUINT_TO_POINTER (i + 1));
      mls_segment_table_set (arriving, segment->b, segment->b, GUINT_TO_POINTER (1));
    }
  follow_all (&chain, TRUE, lines);
  follow_all (&chain, FALSE, lines);

  return lines;
}

static GPtrArray *
lines_of (const MlsDelta *delta, SideFunc side, const MlsSegmentTable *own, const MlsSegmentTable *other)
{
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  Difference difference = { own, other, segments };

  each_segment (delta, side, compare, &difference);

  return chain_segments (segments);
}

/* Ground */

static void
add_area (GHashTable *sums, const MlsFace *face, MlsArea2 area2)
{
  MlsArea2 *sum = g_hash_table_lookup (sums, face);

  if (sum == NULL)
    g_hash_table_insert (sums, (gpointer) face, g_memdup2 (&area2, sizeof area2));
  else
    *sum += area2;
}

static gboolean
is_whole (GHashTable *sums, const MlsFace *face)
{
  return *(MlsArea2 *) g_hash_table_lookup (sums, face) + MLS_TURNOVER_LEAST > mls_face_area2 (face);
}

static void
take_once (GPtrArray *faces, GHashTable *taken, MlsFace *face)
{
  if (g_hash_table_add (taken, face))
    g_ptr_array_add (faces, mls_face_ref (face));
}

static GPtrArray *
ground_of (const MlsTurnover *turnover)
{
  GPtrArray *ground = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  g_autoptr (GHashTable) sums = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < turnover->pieces->len; i++)
    {
      const MlsPiece *piece = &g_array_index (turnover->pieces, MlsPiece, i);

      add_area (sums, piece->before, piece->area2);
      add_area (sums, piece->after, piece->area2);
    }

  for (guint i = 0; i < turnover->pieces->len; i++)
    {
      const MlsPiece *piece = &g_array_index (turnover->pieces, MlsPiece, i);

      if (is_whole (sums, piece->after))
        take_once (ground, taken, piece->after);
      else if (is_whole (sums, piece->before))
        take_once (ground, taken, piece->before);
    }

  return ground;
}

/**
 * mls_imprint_new:
 * @delta: what an edit did
 * @turnover: how much that was
 *
 * Any thread.
 *
 * Returns: (transfer full): what is to be seen of it
 */
MlsImprint *
mls_imprint_new (const MlsDelta *delta, const MlsTurnover *turnover)
{
  MlsImprint *self = g_new (MlsImprint, 1);
  g_autoptr (MlsSegmentTable) before = table_of (delta, before_of);
  g_autoptr (MlsSegmentTable) after = table_of (delta, after_of);

  self->ground = ground_of (turnover);
  self->gone = lines_of (delta, before_of, before, after);
  self->come = lines_of (delta, after_of, after, before);

  return self;
}

/**
 * mls_imprint_free:
 * @self: (transfer full) (nullable): an imprint
 */
void
mls_imprint_free (MlsImprint *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->ground);
  g_ptr_array_unref (self->gone);
  g_ptr_array_unref (self->come);
  g_free (self);
}

static void
extend (MlsBox *box, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const GArray *line = g_ptr_array_index (lines, i);
      MlsBox reach = mls_box_of_points ((const MlsPoint *) (gpointer) line->data, line->len);

      *box = mls_box_union (box, &reach);
    }
}

/**
 * mls_imprint_box:
 * @self: an imprint
 *
 * Returns: where there is something to be seen of it; empty if there is not
 */
MlsBox
mls_imprint_box (const MlsImprint *self)
{
  MlsBox box = MLS_BOX_EMPTY;

  for (guint i = 0; i < self->ground->len; i++)
    box = mls_box_union (&box, &((const MlsFace *) g_ptr_array_index (self->ground, i))->box);
  extend (&box, self->gone);
  extend (&box, self->come);

  return box;
}
