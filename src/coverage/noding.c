#include "coverage/noding.h"

#include "base/order.h"
#include "coverage/box-index.h"
#include "coverage/refusal.h"
#include "geometry/predicate.h"

#include <glib/gi18n-lib.h>

enum
{
  /* The line gives way to a vertex this near to where it crosses a border. */
  NEAR_MM = 1,
  /* Or to the end of a border that cannot be led, if that lies this near to the line. */
  GIVE_MM = 2,
  /* Each step ends a meeting for good; a sketch that needs more is no edit. */
  MAX_STEPS = 20000,
  /* A piece that crosses more borders is broken in its middle first. */
  MANY = 64,
};

/* A piece of the line on its way to its final course. */
typedef struct
{
  MlsPoint a;
  MlsPoint b;
  MlsPoint from;    /* the segment as it was drawn */
  MlsPoint to;
  guint    line;    /* which line it is of */
  guint    segment; /* which one of all that were drawn it is of */
  gboolean pending; /* not yet tested against what lies around it as it is now */
} Piece;

/* A segment as it was drawn; its pieces follow each other among the pieces. */
typedef struct
{
  GList *first;     /* of its pieces; %NULL if none is left */
  guint  n_pending;
  MlsBox box;       /* where the index has it as a whole */
} Segment;

struct _MlsNoding
{
  MlsPatch    *patch;
  MlsBorders  *borders;
  GQueue       pieces;   /* (element-type Piece) the lines, in their order */
  GArray      *segments; /* (element-type Segment) */
  guint        first;    /* no segment before this one has a piece that is pending */
  MlsBoxIndex *index;    /* where segments are, and those of their pieces that leave them … */
  GArray      *of_box;   /* (element-type guint) … and which segment each box is of */
  guint        n_lines;
  guint        n_steps;
};

/**
 * mls_noding_new:
 * @patch: the borders; must outlive the noding
 *
 * Returns: (transfer full): a noding of no line yet
 */
MlsNoding *
mls_noding_new (MlsPatch *patch)
{
  MlsNoding *noding = g_new0 (MlsNoding, 1);

  noding->patch = patch;
  noding->borders = mls_borders_new (patch);
  g_queue_init (&noding->pieces);
  noding->segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  noding->index = mls_box_index_new ();
  noding->of_box = g_array_new (FALSE, FALSE, sizeof (guint));

  return noding;
}

/**
 * mls_noding_free:
 * @noding: (transfer full): a noding
 */
void
mls_noding_free (MlsNoding *noding)
{
  g_queue_clear_full (&noding->pieces, g_free);
  g_array_unref (noding->segments);
  mls_box_index_free (noding->index);
  g_array_unref (noding->of_box);
  mls_borders_free (noding->borders);
  g_free (noding);
}

/**
 * mls_noding_borders:
 * @noding: a noding
 *
 * Returns: (transfer none): the borders, as they run for the lines inserted
 */
MlsBorders *
mls_noding_borders (MlsNoding *noding)
{
  return noding->borders;
}

static Segment *
segment_at (const MlsNoding *noding, guint i)
{
  return &g_array_index (noding->segments, Segment, i);
}

static void
wake (MlsNoding *noding, Piece *piece)
{
  segment_at (noding, piece->segment)->n_pending += !piece->pending;
  piece->pending = TRUE;
  noding->first = MIN (noding->first, piece->segment);
}

static void
put_to_rest (MlsNoding *noding, Piece *piece)
{
  segment_at (noding, piece->segment)->n_pending -= piece->pending;
  piece->pending = FALSE;
}

static void
index_box (MlsNoding *noding, const MlsBox *box, guint segment)
{
  mls_box_index_add (noding->index, box);
  g_array_append_val (noding->of_box, segment);
}

/* A piece that gave way seldom leaves the ground of its segment: the index would else hold every piece there ever
 * was, and a line broken often be looked for among its own past. */
static void
index_piece (MlsNoding *noding, const Piece *piece)
{
  MlsBox box = mls_box_of_segment (piece->a, piece->b);

  if (!mls_box_contains (&segment_at (noding, piece->segment)->box, &box))
    index_box (noding, &box, piece->segment);
}

static void
add_segment (MlsNoding *noding, MlsPoint from, MlsPoint to)
{
  guint number = noding->segments->len;
  Piece piece = { from, to, from, to, noding->n_lines, number, FALSE };
  MlsBox box = mls_box_of_segment (from, to);
  Segment segment = { .box = mls_box_grown (&box, 2 * NEAR_MM) };

  g_queue_push_tail (&noding->pieces, g_memdup2 (&piece, sizeof piece));
  segment.first = noding->pieces.tail;
  g_array_append_val (noding->segments, segment);
  index_box (noding, &segment.box, number);
  wake (noding, segment.first->data);
}

/* The segments with a piece near @box, in order and each once, and some more. */
static GArray *
segments_near (const MlsNoding *noding, const MlsBox *box)
{
  GArray *near = mls_box_index_find (noding->index, box);
  guint n = 0;

  for (guint i = 0; i < near->len; i++)
    g_array_index (near, guint, i) = g_array_index (noding->of_box, guint, g_array_index (near, guint, i));
  g_array_sort (near, mls_order_numbers);
  for (guint i = 0; i < near->len; i++)
    if (i == 0 || g_array_index (near, guint, i) != g_array_index (near, guint, n - 1))
      g_array_index (near, guint, n++) = g_array_index (near, guint, i);

  return g_array_set_size (near, n);
}

/* The piece behind @link of the same segment. */
static GList *
next_of_segment (GList *link)
{
  const Piece *piece = link->data;
  const Piece *next = link->next != NULL ? link->next->data : NULL;

  return next != NULL && next->segment == piece->segment ? link->next : NULL;
}

/* The pieces of the line near a border that moved are to be looked at again. */
static void
wake_pieces (MlsNoding *noding, const MlsBox *box)
{
  g_autoptr (GArray) near = segments_near (noding, box);

  for (guint i = 0; i < near->len; i++)
    for (GList *l = segment_at (noding, g_array_index (near, guint, i))->first; l != NULL; l = next_of_segment (l))
      {
        Piece *piece = l->data;
        MlsBox own = mls_box_of_segment (piece->a, piece->b);

        if (mls_box_intersects (&own, box))
          wake (noding, piece);
      }
}

static gboolean
is_near (MlsPoint a, MlsPoint b)
{
  return ABS (a.x - b.x) <= NEAR_MM && ABS (a.y - b.y) <= NEAR_MM;
}

/* Breaks the piece at @link in two at @at. */
static void
break_piece (MlsNoding *noding, GList *link, MlsPoint at)
{
  Piece *piece = link->data;
  Piece *rest = g_memdup2 (piece, sizeof *piece);

  rest->a = at;
  rest->pending = FALSE;
  piece->b = at;
  wake (noding, piece);
  wake (noding, rest);
  index_piece (noding, piece);
  index_piece (noding, rest);
  g_queue_insert_after (&noding->pieces, link, rest);
  mls_borders_keep (noding->borders, at);
}

/* Whether @point lies within the segment but is neither end. */
static gboolean
splits (MlsPoint point, MlsPoint a, MlsPoint b)
{
  return !mls_point_equal (point, a) && !mls_point_equal (point, b) &&
         mls_point_on_segment (point, a, b);
}

typedef enum
{
  STEP_NONE,   /* they meet at common vertices only */
  STEP_DONE,   /* something was changed; look again */
  STEP_FAILED, /* too fine */
} Step;

static Step
lead_border (MlsNoding *noding, const MlsBorder *border, MlsPoint node)
{
  MlsBox moved;

  if (!mls_borders_lead (noding->borders, border, node, &moved))
    return STEP_FAILED;

  wake_pieces (noding, &moved);

  return STEP_DONE;
}

/* Whether @point lies beside the segment, not beyond one of its ends. */
static gboolean
is_beside (MlsPoint point, MlsPoint a, MlsPoint b)
{
  MlsInt128 dx = b.x - a.x, dy = b.y - a.y;

  return dx * (point.x - a.x) + dy * (point.y - a.y) > 0 && dx * (b.x - point.x) + dy * (b.y - point.y) > 0;
}

/* Where the piece crosses the border: where the segment drawn crosses the border as it was, if that
 * is still between their ends. Else rounding would add up from one crossing to the next. */
static MlsPoint
crossing_of (const Piece *piece, const MlsBorder *border)
{
  if (mls_segments_meet (piece->from, piece->to, border->low, border->high) == MLS_MEET_CROSS)
    {
      MlsPoint at = mls_segments_crossing (piece->from, piece->to, border->low, border->high);

      if (is_beside (at, piece->a, piece->b) && is_beside (at, border->a, border->b))
        return at;
    }

  return mls_segments_crossing (piece->a, piece->b, border->a, border->b);
}

static gboolean
gives_way_to (const Piece *piece, MlsPoint end)
{
  return !mls_point_equal (end, piece->a) && !mls_point_equal (end, piece->b) && is_beside (end, piece->a, piece->b) &&
         mls_point_distance_to_segment (end, piece->from, piece->to) <= GIVE_MM;
}

/* Where the piece crosses a border flat, far along from its end but close beside it, that border may have been led
 * so often that it cannot be once more: the line then goes by its end. */
static Step
give_way (MlsNoding *noding, GList *link, const MlsBorder *border)
{
  const Piece *piece = link->data;
  gboolean by_a = gives_way_to (piece, border->a);

  if (!by_a && !gives_way_to (piece, border->b))
    return STEP_FAILED;

  break_piece (noding, link, by_a ? border->a : border->b);

  return STEP_DONE;
}

static Step
meet_crossing (MlsNoding *noding, GList *link, const MlsBorder *border)
{
  const Piece *piece = link->data;
  MlsPoint at = crossing_of (piece, border);
  Step step;

  if (is_near (at, border->a) || is_near (at, border->b))
    {
      MlsPoint end = is_near (at, border->a) ? border->a : border->b;

      /* The line gives way, unless it would come back to where it is. */
      if (!mls_point_equal (end, piece->a) && !mls_point_equal (end, piece->b))
        {
          break_piece (noding, link, end);
          return STEP_DONE;
        }
    }

  if (mls_point_equal (at, border->a) || mls_point_equal (at, border->b))
    return STEP_FAILED;

  step = lead_border (noding, border, at);

  return step == STEP_FAILED ? give_way (noding, link, border) : step;
}

/* Does the first thing that keeps the piece at @link and @border from meeting at vertices only. */
static Step
meet_border (MlsNoding *noding, GList *link, const MlsBorder *border)
{
  const Piece *piece = link->data;

  switch (mls_segments_meet (piece->a, piece->b, border->a, border->b))
    {
    case MLS_MEET_NOT:
      return STEP_NONE;
    case MLS_MEET_CROSS:
      return meet_crossing (noding, link, border);
    case MLS_MEET_TOUCH:
    case MLS_MEET_OVERLAP:
      break;
    }

  if (splits (border->a, piece->a, piece->b))
    break_piece (noding, link, border->a);
  else if (splits (border->b, piece->a, piece->b))
    break_piece (noding, link, border->b);
  else if (splits (piece->a, border->a, border->b))
    return lead_border (noding, border, piece->a);
  else if (splits (piece->b, border->a, border->b))
    return lead_border (noding, border, piece->b);
  else
    return STEP_NONE;

  return STEP_DONE;
}

/* The middle one of those that the piece crosses; %NULL if they are few. */
static const MlsBorder *
middle_crossed (const Piece *piece, const GArray *borders)
{
  g_autoptr (GPtrArray) crossed = g_ptr_array_new ();

  for (guint i = 0; i < borders->len; i++)
    {
      MlsBorder *border = &g_array_index (borders, MlsBorder, i);

      if (mls_segments_meet (piece->a, piece->b, border->a, border->b) == MLS_MEET_CROSS)
        g_ptr_array_add (crossed, border);
    }

  return crossed->len > MANY ? g_ptr_array_index (crossed, crossed->len / 2) : NULL;
}

/* Breaks a piece across many borders in its middle: it would else be looked along as a whole once for each. */
static Step
halve (MlsNoding *noding, GList *link, const GArray *borders)
{
  const Piece *piece = link->data;
  const MlsBorder *border = middle_crossed (piece, borders);
  MlsPoint end = piece->b, at;
  Step step;

  if (border == NULL)
    return STEP_NONE;

  at = crossing_of (piece, border);
  step = meet_crossing (noding, link, border);
  if (step == STEP_DONE && mls_point_equal (piece->b, end) && !mls_point_equal (at, piece->a) &&
      !mls_point_equal (at, end))
    break_piece (noding, link, at);

  return step;
}

static Step
meet_borders (MlsNoding *noding, GList *link)
{
  const Piece *piece = link->data;
  g_autoptr (GArray) borders = mls_borders_along (noding->borders, piece->a, piece->b);
  Step halved = borders->len > MANY ? halve (noding, link, borders) : STEP_NONE;

  if (halved != STEP_NONE)
    return halved;

  for (guint i = 0; i < borders->len; i++)
    {
      Step step = meet_border (noding, link, &g_array_index (borders, MlsBorder, i));

      if (step != STEP_NONE)
        return step;
    }

  return STEP_NONE;
}

/* The line with itself: both pieces are free to give way. */
static Step
meet_piece (MlsNoding *noding, GList *link, GList *other_link)
{
  const Piece *piece = link->data;
  const Piece *other = other_link->data;
  MlsPoint at;

  switch (mls_segments_meet (piece->a, piece->b, other->a, other->b))
    {
    case MLS_MEET_NOT:
      return STEP_NONE;
    case MLS_MEET_CROSS:
      at = mls_segments_crossing (piece->a, piece->b, other->a, other->b);
      if (!mls_point_equal (at, piece->a) && !mls_point_equal (at, piece->b))
        break_piece (noding, link, at);
      if (!mls_point_equal (at, other->a) && !mls_point_equal (at, other->b))
        break_piece (noding, other_link, at);
      return ++noding->n_steps <= MAX_STEPS ? STEP_DONE : STEP_FAILED;
    case MLS_MEET_TOUCH:
    case MLS_MEET_OVERLAP:
      break;
    }

  if (splits (other->a, piece->a, piece->b))
    break_piece (noding, link, other->a);
  else if (splits (other->b, piece->a, piece->b))
    break_piece (noding, link, other->b);
  else if (splits (piece->a, other->a, other->b))
    break_piece (noding, other_link, piece->a);
  else if (splits (piece->b, other->a, other->b))
    break_piece (noding, other_link, piece->b);
  else
    return STEP_NONE;

  return STEP_DONE;
}

static Step
meet_pieces (MlsNoding *noding, GList *link)
{
  const Piece *piece = link->data;
  MlsBox box = mls_box_of_segment (piece->a, piece->b);
  g_autoptr (GArray) near = segments_near (noding, &box);

  for (guint i = 0; i < near->len; i++)
    for (GList *l = segment_at (noding, g_array_index (near, guint, i))->first; l != NULL; l = next_of_segment (l))
      {
        Step step = l != link ? meet_piece (noding, link, l) : STEP_NONE;

        if (step != STEP_NONE)
          return step;
      }

  return STEP_NONE;
}

static GList *
first_pending (MlsNoding *noding)
{
  GList *link;

  while (noding->first < noding->segments->len && segment_at (noding, noding->first)->n_pending == 0)
    noding->first++;
  if (noding->first == noding->segments->len)
    return NULL;

  link = segment_at (noding, noding->first)->first;
  while (!((Piece *) link->data)->pending)
    link = link->next;

  return link;
}

/* What has shrunk to a point is no piece any more. */
static void
drop_piece (MlsNoding *noding, GList *link)
{
  Piece *piece = link->data;
  Segment *segment = segment_at (noding, piece->segment);

  put_to_rest (noding, piece);
  if (segment->first == link)
    segment->first = next_of_segment (link);
  g_queue_delete_link (&noding->pieces, link);
  g_free (piece);
}

static gboolean
settle (MlsNoding *noding, GError **error)
{
  GList *link;

  while ((link = first_pending (noding)) != NULL)
    {
      Piece *piece = link->data;
      Step step;

      if (mls_point_equal (piece->a, piece->b))
        {
          drop_piece (noding, link);
          continue;
        }

      step = meet_borders (noding, link);
      if (step == STEP_NONE)
        step = meet_pieces (noding, link);
      if (step == STEP_NONE)
        put_to_rest (noding, piece);

      if (step == STEP_FAILED || ++noding->n_steps > MAX_STEPS)
        {
          g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_TOO_FINE,
                       _("The line is too fine for the grid at (%.3f, %.3f)"),
                       mls_grid_to_metres (piece->a.x), mls_grid_to_metres (piece->a.y));
          return FALSE;
        }
    }

  return mls_patch_check (noding->patch, error);
}

/**
 * mls_noding_insert:
 * @noding: a noding
 * @points: (array length=n_points): a line, as drawn; it may cross itself and run along borders
 * @n_points: how many
 * @error: %MLS_REFUSAL_TOO_FINE, or the source's error
 *
 * Adds a line behind those inserted before.
 *
 * Returns: %FALSE if it cannot be noded; the noding is then of no use
 */
gboolean
mls_noding_insert (MlsNoding *noding, const MlsPoint *points, gsize n_points, GError **error)
{
  for (gsize i = 0; i < n_points; i++)
    mls_borders_keep (noding->borders, points[i]);

  for (gsize i = 1; i < n_points; i++)
    add_segment (noding, points[i - 1], points[i]);
  noding->n_lines++;

  return settle (noding, error);
}

static gboolean
line_has (const MlsPoint *points, gsize n_points, MlsPoint point)
{
  for (gsize i = 0; i < n_points; i++)
    if (mls_point_equal (points[i], point))
      return TRUE;

  return FALSE;
}

/**
 * mls_noding_follow:
 * @noding: a noding
 * @other: another, of the same patch, that has been through a longer line
 * @points: (array length=n_points): a part of the course it found, end to end
 * @n_points: how many
 * @error: %MLS_REFUSAL_TOO_FINE, or the source's error
 *
 * Adds a part of a line as @other left it, and on the borders just the nodes it needs.
 *
 * Returns: %FALSE if it cannot be noded
 */
gboolean
mls_noding_follow (MlsNoding *noding, const MlsNoding *other, const MlsPoint *points, gsize n_points, GError **error)
{
  const GArray *chains = mls_borders_chains (other->borders);

  for (guint i = 0; i < chains->len; i++)
    {
      const MlsChain *chain = &g_array_index (chains, MlsChain, i);

      for (guint k = 1; k + 1 < chain->points->len; k++)
        {
          MlsPoint node = g_array_index (chain->points, MlsPoint, k);

          if (line_has (points, n_points, node) &&
              !mls_borders_add_node (noding->borders, chain->low, chain->high, node, error))
            return FALSE;
        }
    }

  return mls_noding_insert (noding, points, n_points, error);
}

/**
 * mls_noding_course:
 * @noding: a noding
 *
 * Returns: (transfer full) (element-type MlsCourse): the final course of all lines inserted, in
 *   their order
 */
GArray *
mls_noding_course (const MlsNoding *noding)
{
  GArray *course = g_array_new (FALSE, TRUE, sizeof (MlsCourse));

  for (const GList *l = noding->pieces.head; l != NULL; l = l->next)
    {
      const Piece *piece = l->data;
      MlsCourse c = { piece->a, piece->b, piece->line };

      g_array_append_val (course, c);
    }

  mls_course_place (course, noding->borders, noding->patch);

  return course;
}
