#include "assembly/part.h"

#include "assembly/claim.h"
#include "assembly/ground.h"
#include "geometry/predicate.h"
#include "geometry/trace.h"

/* Owner of all that lies outside the outline. */
#define WORLD (MLS_NOBODY - 1)

/* A segment of the border of some owner's ground, the ground on its left. */
typedef struct
{
  guint           owner;
  MlsTraceSegment segment;
} Border;

/* Ground that one of two polygons has that both had; MLS_NOBODY: that a polygon winds around twice, or
 * backwards. */
typedef struct
{
  guint    loser;
  guint    winner;
  MlsArea2 area2;
  MlsPoint place;
} Loss;

/* What comes of one sheet. */
typedef struct
{
  GArray    *borders;   /* (element-type Border) */
  GArray    *losses;    /* (element-type Loss), by loser and winner */
  MlsArea2   crossed;
  MlsArea2   overlaps;
  MlsArea2   clipped;
} Yield;

/* Of a polygon not all sheets of which are done. */
typedef struct
{
  GArray *segments; /* (element-type MlsTraceSegment) */
  GArray *losses;   /* (element-type Loss) */
} Ground;

typedef struct
{
  const MlsSoup *soup;
  guint          n_outlines; /* they come first */
  MlsSoup       *parted;
  Ground        *grounds;    /* [n_faces] */
  GArray        *outside;    /* (element-type MlsTraceSegment): the border of WORLD */
  MlsRemarks    *remarks;
  MlsAccount    *account;
  MlsShape      *shape;

  /* Of the polygon being finished. */
  guint          face;
  guint          first_piece;
  guint          n_pieces;
} Parting;

/* One sheet, on a worker thread. */
typedef struct
{
  const Parting *parting;
  GArray        *losses; /* (element-type Loss), in no order */
  Yield         *yield;
} Work;

/* Polygons are in the order in which they take ground. */
static guint
first_inside (const MlsTurn *turns, guint n_turns, gpointer user_data)
{
  const Parting *self = user_data;
  MlsClaim claim = { turns, n_turns };
  gboolean in_outline = self->n_outlines == 0;

  while (mls_claim_next (&claim))
    if (claim.face < self->n_outlines)
      in_outline = in_outline || claim.inside;
    else if (!in_outline)
      return WORLD;
    else if (claim.inside)
      return claim.face;

  return in_outline ? MLS_NOBODY : WORLD;
}

/* Counts a side of a segment into the account: the area of a cell is what the segments around it
 * come to, each by what it and the origin run around. */
static void
count_side (Work *work, const MlsWindingSide *side, MlsArea2 area2, MlsPoint place)
{
  MlsClaim claim = { side->turns, side->n_turns };
  MlsArea2 inside = 0;
  MlsArea2 crossed = 0;

  while (mls_claim_next (&claim))
    {
      int excess = (claim.inside ? 1 : 0) - claim.times;

      if (claim.face < work->parting->n_outlines)
        continue;

      inside += claim.inside ? 1 : 0;
      crossed += excess;
      if (claim.inside && claim.face != side->owner)
        g_array_append_val (work->losses, ((Loss){ claim.face, side->owner, area2, place }));
      if (excess != 0)
        g_array_append_val (work->losses, ((Loss){ claim.face, MLS_NOBODY, excess * area2, place }));
    }

  work->yield->crossed += crossed * area2;
  if (side->owner == WORLD)
    work->yield->clipped += inside * area2;
  else if (inside > 1)
    work->yield->overlaps += (inside - 1) * area2;
}

static void
add_border (Work *work, guint owner, MlsPoint a, MlsPoint b)
{
  if (owner != MLS_NOBODY)
    g_array_append_val (work->yield->borders, ((Border){ owner, { a, b } }));
}

static void
judge_edge (const MlsWindingEdge *edge, gpointer user_data)
{
  Work *work = user_data;
  MlsArea2 area2 = mls_cross ((MlsPoint){ 0, 0 }, edge->low, edge->high);

  count_side (work, &edge->left, area2, edge->low);
  count_side (work, &edge->right, -area2, edge->low);

  if (edge->left.owner == edge->right.owner)
    return;

  add_border (work, edge->left.owner, edge->low, edge->high);
  add_border (work, edge->right.owner, edge->high, edge->low);
}

static int
compare_losses (gconstpointer left, gconstpointer right)
{
  const Loss *l = left;
  const Loss *m = right;

  if (l->loser != m->loser)
    return l->loser < m->loser ? -1 : 1;
  if (l->winner != m->winner)
    return l->winner < m->winner ? -1 : 1;

  return mls_point_compare (l->place, m->place);
}

/* Adds up what each polygon loses to each other; the place is the smallest. */
static void
sum_losses (GArray *losses)
{
  guint n = 0;

  g_array_sort (losses, compare_losses);

  for (guint i = 0; i < losses->len; i++)
    {
      Loss *sum = n > 0 ? &g_array_index (losses, Loss, n - 1) : NULL;
      Loss loss = g_array_index (losses, Loss, i);

      if (sum != NULL && sum->loser == loss.loser && sum->winner == loss.winner)
        sum->area2 += loss.area2;
      else
        g_array_index (losses, Loss, n++) = loss;
    }

  g_array_set_size (losses, n);
}

static gpointer
work_on_sheet (const MlsSheet *sheet, gpointer user_data)
{
  const Parting *self = user_data;
  g_autoptr (MlsWinding) winding = mls_winding_new ();
  Yield *yield = g_new0 (Yield, 1);
  Work work = { self, .yield = yield };

  yield->borders = g_array_new (FALSE, FALSE, sizeof (Border));
  yield->losses = work.losses = g_array_new (FALSE, FALSE, sizeof (Loss));

  mls_claims_wind (winding, self->soup, sheet);
  mls_winding_run (winding, first_inside, user_data);
  mls_winding_edges (winding, judge_edge, &work);
  sum_losses (yield->losses);

  return yield;
}

static void
free_yield (gpointer data)
{
  Yield *yield = data;

  g_array_unref (yield->borders);
  g_array_unref (yield->losses);
  g_free (yield);
}

static void
take_borders (Parting *self, const GArray *borders)
{
  for (guint i = 0; i < borders->len; i++)
    {
      const Border *border = &g_array_index (borders, Border, i);
      GArray **segments = border->owner == WORLD ? &self->outside : &self->grounds[border->owner].segments;

      if (*segments == NULL)
        *segments = g_array_new (FALSE, FALSE, sizeof (MlsTraceSegment));
      g_array_append_val (*segments, border->segment);
    }
}

static void
take_losses (Parting *self, const GArray *losses)
{
  for (guint i = 0; i < losses->len; i++)
    {
      const Loss *loss = &g_array_index (losses, Loss, i);
      GArray **list = &self->grounds[loss->loser].losses;

      if (*list == NULL)
        *list = g_array_new (FALSE, FALSE, sizeof (Loss));
      g_array_append_val (*list, *loss);
    }
}

static void
take_yield (gpointer result, gpointer user_data)
{
  Parting *self = user_data;
  Yield *yield = result;

  take_borders (self, yield->borders);
  take_losses (self, yield->losses);
  self->account->lines[MLS_ACCOUNT_CROSSED] += yield->crossed;
  self->account->lines[MLS_ACCOUNT_OVERLAPS] -= yield->overlaps;
  self->account->lines[MLS_ACCOUNT_CLIPPED] -= yield->clipped;

  free_yield (yield);
}

static void
remark_loss (Parting *self, const Loss *loss)
{
  const MlsSoupFace *loser = mls_soup_face (self->soup, loss->loser);
  const MlsSoupFace *winner = loss->winner < WORLD ? mls_soup_face (self->soup, loss->winner) : NULL;
  MlsRemark remark = { .layer = loser->layer, .source = loser->source, .other = -1, .place = loss->place,
                       .gain = -loss->area2 };

  if (winner != NULL)
    {
      remark.kind = MLS_REMARK_OVERLAP;
      remark.other_layer = winner->layer;
      remark.other = winner->source;
    }
  else if (loss->winner == WORLD)
    remark.kind = MLS_REMARK_CLIPPED;
  else
    {
      remark.kind = MLS_REMARK_CROSSED;
      remark.gain = loss->area2;
    }

  mls_remarks_add (self->remarks, &remark);
}

/* Whether a polygon is what it was: all of its segments are still its border. */
static gboolean
is_unchanged (const Parting *self, guint face, const Ground *ground)
{
  mls_soup_read (self->soup, face, self->shape);

  return ground->losses == NULL && ground->segments != NULL && ground->segments->len == self->shape->points->len;
}

static void
add_piece (const MlsShape *shape, gpointer user_data)
{
  Parting *self = user_data;
  MlsSoupFace facts = *mls_soup_face (self->soup, self->face);

  if (self->n_pieces++ == 0)
    self->first_piece = mls_soup_n_faces (self->parted);
  facts.origin = self->first_piece;
  mls_soup_add_like (self->parted, &facts, shape);
}

static void
remark_pieces (Parting *self)
{
  const MlsSoupFace *facts = mls_soup_face (self->soup, self->face);
  MlsRemark remark = { .layer = facts->layer, .source = facts->source, .other = -1,
                       .place = g_array_index (self->shape->points, MlsPoint, 0) };

  if (self->n_pieces == 1)
    return;

  remark.kind = self->n_pieces == 0 ? MLS_REMARK_GONE : MLS_REMARK_PARTS;
  mls_remarks_add (self->remarks, &remark);
}

static void
clear_ground (Ground *ground)
{
  g_clear_pointer (&ground->segments, g_array_unref);
  g_clear_pointer (&ground->losses, g_array_unref);
}

static void
finish_face (guint face, gpointer user_data)
{
  Parting *self = user_data;
  Ground *ground = &self->grounds[face];

  self->face = face;
  self->n_pieces = 0;

  if (face < self->n_outlines)
    return;

  if (is_unchanged (self, face, ground))
    add_piece (self->shape, self);
  else if (ground->segments != NULL)
    mls_ground_pieces (ground->segments, add_piece, self);

  if (ground->losses != NULL)
    {
      sum_losses (ground->losses);
      for (guint i = 0; i < ground->losses->len; i++)
        remark_loss (self, &g_array_index (ground->losses, Loss, i));
    }

  remark_pieces (self);
  clear_ground (ground);
}

/**
 * mls_soup_part:
 * @soup: polygons whose borders meet at common vertices only, in the order in which they take ground,
 *   the outlines first
 * @sheets: their sheets
 * @remarks: where to say who lost what
 * @account: what became of their area
 * @outside: (element-type MlsTraceSegment): filled with the border of what lies outside the outlines,
 *   that on its left
 * @tell: told how far it is
 * @tell_data: for @tell
 *
 * Gives each place within the outlines, anywhere if there is none, to the first polygon it is in, as #MlsClaim has it.
 *
 * Returns: (transfer full) (nullable): what each has, in pieces; %NULL if @tell gave up
 */
MlsSoup *
mls_soup_part (const MlsSoup   *soup,
               const MlsSheets *sheets,
               MlsRemarks      *remarks,
               MlsAccount      *account,
               GArray          *outside,
               MlsAssemblyFunc  tell,
               gpointer         tell_data)
{
  static const MlsSheetFuncs funcs = { work_on_sheet, take_yield, finish_face, free_yield };
  g_autoptr (MlsSoup) parted = mls_soup_new_beside (soup);
  g_autoptr (MlsShape) shape = mls_shape_new ();
  guint n_faces = mls_soup_n_faces (soup);
  Parting self = { soup, mls_soup_n_outlines (soup), parted, g_new0 (Ground, n_faces), outside, remarks,
                   account, shape };
  gboolean done = mls_sheets_run (sheets, &funcs, &self, tell, tell_data);

  for (guint i = 0; i < n_faces; i++)
    clear_ground (&self.grounds[i]);
  g_free (self.grounds);

  return done ? g_steal_pointer (&parted) : NULL;
}
