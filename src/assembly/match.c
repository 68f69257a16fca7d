#include "assembly/match.h"

#include "assembly/clean.h"
#include "assembly/cross.h"
#include "assembly/ground.h"
#include "assembly/part.h"
#include "assembly/stops.h"
#include "coverage/face.h"

/* Which share of the work fitting is. */
#define SHARE_FITTING 0.6

struct _MlsMatch
{
  MlsSoup    *soup;      /* owned */
  MlsSoup    *faces;     /* of the coverage, as they were */
  MlsSoup    *ground;    /* the pieces, in the order of self->pieces */
  MlsSoup    *parts;     /* what there is to be in the end, outlines in order */
  MlsStops   *stops;
  GArray     *pieces;    /* (element-type MlsMatchPiece) */
  MlsRemarks *remarks;
  MlsAccount  account;

  /* Of the crossing that is taken. */
  guint       outline;
  guint       labels;

  MlsAssemblyFunc tell;
  gpointer        tell_data;
  double          from;
  double          share;
};

/**
 * mls_match_new:
 * @soup: (transfer full): the faces of a coverage, of %MLS_OUTLINE and by their ids, then the polygons of a source
 *
 * Returns: (transfer full): a match that has not run
 */
MlsMatch *
mls_match_new (MlsSoup *soup)
{
  MlsMatch *self = g_new0 (MlsMatch, 1);

  self->soup = soup;
  self->faces = mls_soup_new_beside (soup);
  self->ground = mls_soup_new_beside (soup);
  self->parts = mls_soup_new_beside (soup);
  self->stops = mls_stops_new ();
  self->pieces = g_array_new (FALSE, FALSE, sizeof (MlsMatchPiece));
  self->remarks = mls_remarks_new ();

  return self;
}

/**
 * mls_match_free:
 * @self: (transfer full): a match
 */
void
mls_match_free (MlsMatch *self)
{
  mls_soup_free (self->soup);
  mls_soup_free (self->faces);
  mls_soup_free (self->ground);
  mls_soup_free (self->parts);
  mls_stops_free (self->stops);
  g_array_unref (self->pieces);
  mls_remarks_free (self->remarks);
  g_free (self);
}

static gboolean
tell_step (double fraction, gpointer user_data)
{
  MlsMatch *self = user_data;

  return self->tell == NULL || self->tell (self->from + fraction * self->share, self->tell_data);
}

static void
keep_faces (MlsMatch *self)
{
  g_autoptr (MlsShape) shape = mls_shape_new ();

  for (guint i = 0; i < mls_soup_n_faces (self->soup); i++)
    {
      const MlsSoupFace *facts = mls_soup_face (self->soup, i);

      if (facts->layer != MLS_OUTLINE)
        continue;

      mls_soup_read (self->soup, i, shape);
      mls_soup_add_like (self->faces, facts, shape);
    }
}

static void
note_stops (MlsMatch *self)
{
  g_autoptr (MlsShape) before = mls_shape_new ();
  g_autoptr (MlsShape) after = mls_shape_new ();

  for (guint i = 0; i < mls_soup_n_faces (self->faces); i++)
    {
      mls_soup_read (self->faces, i, before);
      mls_soup_read (self->soup, i, after);
      mls_stops_compare (self->stops, before, after);
    }

  for (guint i = 0; i < mls_soup_n_faces (self->faces); i++)
    {
      mls_soup_read (self->soup, i, after);
      mls_stops_know (self->stops, after);
    }
}

static void
take_piece (const MlsShape *shape, gpointer user_data)
{
  MlsMatch *self = user_data;
  MlsSoupFace like = *mls_soup_face (self->faces, self->outline);
  MlsMatchPiece piece = { self->outline, self->labels, mls_shape_area2 (shape), 0 };

  like.labels = self->labels;
  mls_soup_add_like (self->ground, &like, shape);
  g_array_append_val (self->pieces, piece);
}

static void
take_crossing (const MlsCrossing *crossing, gpointer user_data)
{
  MlsMatch *self = user_data;

  self->outline = crossing->outline;
  self->labels = crossing->labels;
  mls_ground_pieces (crossing->segments, take_piece, self);
}

/**
 * mls_match_run:
 * @self: a match
 * @tolerance: in mm, how near borders of the source are to be to those of the coverage to follow them
 * @tell: (nullable): told how far it is
 * @tell_data: for @tell
 *
 * Returns: %FALSE if @tell gave up; @self is of no use then
 */
gboolean
mls_match_run (MlsMatch *self, gint64 tolerance, MlsAssemblyFunc tell, gpointer tell_data)
{
  self->tell = tell;
  self->tell_data = tell_data;
  keep_faces (self);

  self->share = SHARE_FITTING;
  if (!mls_soup_fit (self->soup, tolerance, self->remarks, &self->account, tell_step, self))
    return FALSE;

  note_stops (self);
  self->from = SHARE_FITTING;
  self->share = 1 - SHARE_FITTING;

  return mls_soup_cross (self->soup, take_crossing, self, tell_step, self);
}

/**
 * mls_match_find_overlaps:
 * @self: a match that has run
 * @remarks: gets a %MLS_REMARK_OVERLAP of each two polygons that claim ground of the coverage, with all of it; other
 *   remarks as well
 * @tell: (nullable): told how far it is
 * @tell_data: for @tell
 *
 * Ground that more than two claim is told of each that comes after the first, which has it.
 *
 * Returns: %FALSE if @tell gave up
 */
gboolean
mls_match_find_overlaps (const MlsMatch *self, MlsRemarks *remarks, MlsAssemblyFunc tell, gpointer tell_data)
{
  g_autoptr (MlsSheets) sheets = mls_sheets_new (self->soup, MLS_SHEET_SIZE);
  g_autoptr (GArray) outside = g_array_new (FALSE, FALSE, sizeof (MlsTraceSegment));
  MlsAccount account = { { 0 } };
  g_autoptr (MlsSoup) parted = mls_soup_part (self->soup, sheets, remarks, &account, outside, tell, tell_data);

  return parted != NULL;
}

/**
 * mls_match_labels:
 * @self: a match that has run
 * @labels: the number of labels
 *
 * Returns: (transfer none) (array): the label in each vintage
 */
const MlsLabel *
mls_match_labels (const MlsMatch *self, guint labels)
{
  return mls_soup_labels (self->soup, labels);
}

/**
 * mls_match_pieces:
 * @self: a match that has run
 *
 * Returns: (transfer none) (element-type MlsMatchPiece): all ground of the coverage
 */
const GArray *
mls_match_pieces (const MlsMatch *self)
{
  return self->pieces;
}

/**
 * mls_match_borders:
 * @self: a match that has run
 *
 * Also tells the pieces what of the territory's edge they have.
 *
 * Returns: (transfer full) (element-type MlsSoupBorder): what pieces have in common, in order
 */
GArray *
mls_match_borders (MlsMatch *self)
{
  g_autofree double *edges = g_new0 (double, self->pieces->len);
  GArray *borders = mls_soup_borders (self->ground, edges, NULL, NULL);

  for (guint i = 0; i < self->pieces->len; i++)
    g_array_index (self->pieces, MlsMatchPiece, i).edge += edges[i];

  return borders;
}

/**
 * mls_match_place:
 * @self: a match that has run
 * @piece: the number of a piece
 *
 * Returns: a point in it
 */
MlsPoint
mls_match_place (const MlsMatch *self, guint piece)
{
  g_autoptr (MlsShape) shape = mls_shape_new ();
  g_autoptr (MlsFace) face = NULL;

  mls_soup_read (self->ground, piece, shape);
  face = mls_face_new (1, mls_shape_get_rings (shape), mls_shape_n_rings (shape), NULL, 0);

  return mls_face_inner_point (face);
}

/**
 * mls_match_count:
 * @self: a match that has run
 * @kind: something that may have been done to a polygon of the source
 *
 * Returns: to how many it was
 */
guint
mls_match_count (const MlsMatch *self, MlsRemarkKind kind)
{
  return self->remarks->counts[kind];
}

/**
 * mls_match_account:
 * @self: a match that has run
 *
 * Returns: (transfer none): what became of the area of the source as it was fitted; what lies outside is not told
 */
const MlsAccount *
mls_match_account (const MlsMatch *self)
{
  return &self->account;
}

/* Joining */

static void
take_part (const MlsShape *shape, gpointer user_data)
{
  MlsMatch *self = user_data;
  MlsSoupFace like = *mls_soup_face (self->faces, self->outline);

  like.labels = self->labels;
  like.origin = self->outline;
  mls_soup_add_like (self->parts, &like, shape);
  mls_stops_use (self->stops, shape);
}

/* A piece on its way into its face, with the label that it has in the end. */
typedef struct
{
  guint outline;
  guint labels;
  guint piece;
} Member;

static int
compare_members (gconstpointer left, gconstpointer right)
{
  const Member *a = left;
  const Member *b = right;

  if (a->outline != b->outline)
    return a->outline < b->outline ? -1 : 1;
  if (a->labels != b->labels)
    return a->labels < b->labels ? -1 : 1;

  return (a->piece > b->piece) - (a->piece < b->piece);
}

/* Pieces of one face and one label: what they have in common is no border. */
static void
join_members (MlsMatch *self, const Member *members, guint n, MlsShape *shape)
{
  g_autoptr (GArray) segments = NULL;

  self->outline = members[0].outline;
  self->labels = members[0].labels;
  if (n == 1)
    {
      mls_soup_read (self->ground, members[0].piece, shape);
      take_part (shape, self);
      return;
    }

  segments = g_array_new (FALSE, FALSE, sizeof (MlsTraceSegment));
  for (guint i = 0; i < n; i++)
    {
      mls_soup_read (self->ground, members[i].piece, shape);
      mls_trace_add_shape (segments, shape);
    }
  mls_ground_pieces (segments, take_part, self);
}

/**
 * mls_match_join:
 * @self: a match that has run
 * @labels: (array): the labels that each piece is to have
 *
 * Puts pieces of one face together where they are to have the same labels, and has borders be what they were where
 * nothing new meets them.
 */
void
mls_match_join (MlsMatch *self, const guint *labels)
{
  guint n = self->pieces->len;
  g_autofree Member *members = g_new (Member, n);
  g_autoptr (MlsShape) shape = mls_shape_new ();
  guint end;

  for (guint i = 0; i < n; i++)
    members[i] = (Member){ g_array_index (self->pieces, MlsMatchPiece, i).outline, labels[i], i };
  if (n > 0)
    qsort (members, n, sizeof *members, compare_members);

  for (guint first = 0; first < n; first = end)
    {
      end = first + 1;
      while (end < n && members[end].outline == members[first].outline && members[end].labels == members[first].labels)
        end++;
      join_members (self, members + first, end - first, shape);
    }

  mls_stops_decide (self->stops);
}

static MlsShape *
read_part (const MlsMatch *self, guint i, MlsShape *scratch)
{
  MlsShape *shape = mls_shape_new ();

  mls_soup_read (self->parts, i, shape);
  mls_stops_drop (self->stops, shape, scratch);

  return shape;
}

static gboolean
is_whole (const MlsMatch *self, guint outline, GPtrArray *shapes, MlsShape *scratch)
{
  const MlsShape *only = shapes->len == 1 ? g_ptr_array_index (shapes, 0) : NULL;
  g_autoptr (MlsFace) was = NULL;
  g_autoptr (MlsFace) is = NULL;

  mls_soup_read (self->faces, outline, scratch);
  if (only == NULL || only->points->len != scratch->points->len || mls_shape_n_rings (only) != mls_shape_n_rings (scratch))
    return FALSE;

  was = mls_face_new (1, mls_shape_get_rings (scratch), mls_shape_n_rings (scratch), NULL, 0);
  is = mls_face_new (1, mls_shape_get_rings (g_ptr_array_index (shapes, 0)), mls_shape_n_rings (only), NULL, 0);

  return mls_face_same_rings (was, is);
}

/**
 * mls_match_each:
 * @self: a match that was joined
 * @func: (scope call): called with each face of the coverage, in order; also if nothing is left of it
 * @user_data: for @func
 *
 * Returns: %FALSE if @func stopped it
 */
gboolean
mls_match_each (MlsMatch *self, MlsMatchFunc func, gpointer user_data)
{
  g_autoptr (MlsShape) scratch = mls_shape_new ();
  guint i = 0;

  for (guint outline = 0; outline < mls_soup_n_faces (self->faces); outline++)
    {
      g_autoptr (GPtrArray) shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_shape_free);
      g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (guint));

      for (; i < mls_soup_n_faces (self->parts) && mls_soup_face (self->parts, i)->origin == outline; i++)
        {
          g_ptr_array_add (shapes, read_part (self, i, scratch));
          g_array_append_val (labels, mls_soup_face (self->parts, i)->labels);
        }

      if (!func (outline, shapes, labels, is_whole (self, outline, shapes, scratch), user_data))
        return FALSE;
    }

  return TRUE;
}

/**
 * mls_match_lead:
 * @self: a match that was joined
 * @points: (element-type MlsPoint): a line of the territory's edge, given the vertices that it needs now
 *
 * Returns: whether it got any
 */
gboolean
mls_match_lead (const MlsMatch *self, GArray *points)
{
  return mls_stops_lead (self->stops, points);
}
