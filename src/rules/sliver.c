#include "rules/sliver.h"


#define MAX_ROUNDS 16

/* How often a piece may be given another label: what goes back and forth stays where it is. */
#define MAX_GIVEN 3

typedef struct
{
  GArray               *pieces;  /* (element-type MlsSliverPiece) */
  MlsPatchwork          ground;
  const MlsSliverRules *rules;

  guint                *patch;   /* [n_pieces]: the last patch it was found to be in */
  guint                 n_patches;
  guint8               *given;   /* [n_pieces]: how often */
  MlsText              *codes;   /* [n_pieces]: in the dimension whose regions are found */
  MlsPieceRegions       covers;
  MlsPieceRegions       uses;
  GArray               *members; /* (element-type guint): of the patch in question */
  GArray               *slivers; /* (element-type MlsSliver) */
} Cure;

static MlsSliverPiece *
piece_at (const Cure *self, guint i)
{
  return &g_array_index (self->pieces, MlsSliverPiece, i);
}

static gboolean
same_pair (MlsPair a, MlsPair b)
{
  return a.cover == b.cover && a.use == b.use;
}

static gboolean
is_null (MlsPair pair)
{
  return pair.cover == 0 && pair.use == 0;
}

/**
 * mls_sliver_changed:
 * @piece: a piece
 *
 * Returns: whether it is to be something else than it was; ground that was not coded did not change
 */
gboolean
mls_sliver_changed (const MlsSliverPiece *piece)
{
  return !is_null (piece->was) && !same_pair (piece->was, piece->is);
}

/* The pieces connected with @first that changed as it did, into self->members. */
static void
gather (Cure *self, guint first)
{
  const MlsSliverPiece *like = piece_at (self, first);
  guint patch = ++self->n_patches;

  g_array_set_size (self->members, 0);
  g_array_append_val (self->members, first);
  self->patch[first] = patch;

  for (guint m = 0; m < self->members->len; m++)
    {
      guint i = g_array_index (self->members, guint, m);

      for (guint k = self->ground.start[i]; k < self->ground.start[i + 1]; k++)
        {
          guint other = self->ground.neighbours[k].other;
          const MlsSliverPiece *piece = piece_at (self, other);

          if (self->patch[other] != patch && same_pair (piece->was, like->was) && same_pair (piece->is, like->is))
            {
              self->patch[other] = patch;
              g_array_append_val (self->members, other);
            }
        }
    }
}

static MlsText
code_of (const MlsSliverPiece *piece, MlsDimension dimension)
{
  return dimension == MLS_DIMENSION_COVER ? piece->is.cover : piece->is.use;
}

static void
find_regions (Cure *self, MlsPieceRegions *regions, MlsDimension dimension)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const MlsSliverPiece *piece = piece_at (self, i);

      self->codes[i] = code_of (piece, dimension);
      mls_piece_regions_set (regions, i, piece->area2, piece->edge > 0);
    }

  mls_piece_regions_find (regions, &self->ground, self->codes);
}

/* What is known of the patch in question. */
typedef struct
{
  MlsArea2 area2;
  double   perimeter;
  gboolean parted; /* it has a part of a face whose other parts are something else */
  gboolean tried;  /* often enough */
} Extent;

static Extent
measure (const Cure *self)
{
  Extent extent = { 0 };

  for (guint m = 0; m < self->members->len; m++)
    {
      guint i = g_array_index (self->members, guint, m);
      const MlsSliverPiece *piece = piece_at (self, i);

      extent.area2 += piece->area2;
      extent.perimeter += piece->edge;
      extent.parted = extent.parted || piece->parted;
      extent.tried = extent.tried || self->given[i] >= MAX_GIVEN;
      for (guint k = self->ground.start[i]; k < self->ground.start[i + 1]; k++)
        if (self->patch[self->ground.neighbours[k].other] != self->patch[i])
          extent.perimeter += self->ground.neighbours[k].length;
    }

  return extent;
}

/* The territory's edge may cut a region of any size. */
static gboolean
is_small (Cure *self, MlsPieceRegions *regions, MlsDimension dimension, guint first)
{
  const MlsSliverPiece *piece = piece_at (self, first);
  MlsPair pair = is_null (piece->is) ? piece->was : piece->is;
  guint root = mls_piece_regions_root (regions, first);

  return !regions->on_edge[root] &&
         regions->area2[root] < mls_nomenclature_minimum (self->rules->nomenclature, dimension, pair);
}

/* A region of whole faces that stay what they were is as large as it was. */
static gboolean
is_sliver (Cure *self, guint first, const Extent *extent)
{
  double area = (double) extent->area2 / 2;
  gboolean changed = mls_sliver_changed (piece_at (self, first));

  if (changed && (extent->area2 < self->rules->minimum || 2 * area < self->rules->thickness * extent->perimeter))
    return TRUE;

  return (changed || extent->parted) && (is_small (self, &self->covers, MLS_DIMENSION_COVER, first) ||
                                         is_small (self, &self->uses, MLS_DIMENSION_USE, first));
}

/* How well a neighbour would take the patch in: lower is better, then the longer border. */
typedef struct
{
  guint    label;
  MlsPair  is;
  guint    rank;
  double   length;
} Candidate;

/* What was of one kind stays together before all else; then themes count. */
static guint
rank_of (const Cure *self, const MlsSliverPiece *patch, const MlsSliverPiece *beside)
{
  if (same_pair (beside->was, patch->was))
    return 0;

  return 1 + mls_nomenclature_closeness (self->rules->nomenclature, MLS_DIMENSION_COVER, patch->was.cover,
                                         beside->is.cover);
}

static void
add_candidate (GArray *candidates, const Candidate *fresh)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (candidates, Candidate, i);

      if (candidate->label != fresh->label)
        continue;

      candidate->rank = MIN (candidate->rank, fresh->rank);
      candidate->length += fresh->length;
      return;
    }

  g_array_append_val (candidates, *fresh);
}

static int
compare_candidates (gconstpointer left, gconstpointer right)
{
  const Candidate *a = left;
  const Candidate *b = right;

  if (a->rank != b->rank)
    return a->rank < b->rank ? -1 : 1;
  if (a->length != b->length)
    return a->length > b->length ? -1 : 1;

  return (a->label > b->label) - (a->label < b->label);
}

/* The neighbour whose label the patch takes; FALSE if none has a code that it has not. */
static gboolean
find_best (const Cure *self, Candidate *best)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (guint m = 0; m < self->members->len; m++)
    {
      guint i = g_array_index (self->members, guint, m);

      for (guint k = self->ground.start[i]; k < self->ground.start[i + 1]; k++)
        {
          const MlsSliverPiece *beside = piece_at (self, self->ground.neighbours[k].other);
          Candidate candidate = { beside->label, beside->is, rank_of (self, piece_at (self, i), beside),
                                  self->ground.neighbours[k].length };

          if (!is_null (beside->is) && !same_pair (beside->is, piece_at (self, i)->is))
            add_candidate (candidates, &candidate);
        }
    }

  if (candidates->len == 0)
    return FALSE;

  g_array_sort (candidates, compare_candidates);
  *best = g_array_index (candidates, Candidate, 0);
  return TRUE;
}

static void
give (Cure *self, const Candidate *taken)
{
  for (guint m = 0; m < self->members->len; m++)
    {
      guint i = g_array_index (self->members, guint, m);
      MlsSliverPiece *piece = piece_at (self, i);

      self->given[i]++;
      piece->label = taken->label;
      piece->is = taken->is;
    }
}

/* Finds the patches that are slivers now. */
static GArray *
find_slivers (Cure *self)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (MlsSliver));
  guint before = self->n_patches;

  find_regions (self, &self->covers, MLS_DIMENSION_COVER);
  find_regions (self, &self->uses, MLS_DIMENSION_USE);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      Extent extent;

      if (self->patch[i] > before)
        continue;

      gather (self, i);
      extent = measure (self);
      if (is_sliver (self, i, &extent))
        g_array_append_val (found, ((MlsSliver){ i, extent.area2, FALSE }));
    }

  return found;
}

static int
compare_slivers (gconstpointer left, gconstpointer right)
{
  const MlsSliver *a = left;
  const MlsSliver *b = right;

  if (a->area2 != b->area2)
    return a->area2 < b->area2 ? -1 : 1;

  return (a->first > b->first) - (a->first < b->first);
}

/* One that another has joined meanwhile is looked at again in the next round. */
static gboolean
cure_one (Cure *self, MlsSliver *sliver)
{
  Candidate best;
  Extent extent;

  gather (self, sliver->first);
  extent = measure (self);
  if (extent.area2 != sliver->area2 || extent.tried || !find_best (self, &best))
    return FALSE;

  give (self, &best);
  sliver->cured = TRUE;
  return TRUE;
}

/* Smallest first; whether any was cured. */
static gboolean
cure_round (Cure *self)
{
  g_autoptr (GArray) found = find_slivers (self);
  gboolean any = FALSE;

  g_array_sort (found, compare_slivers);
  for (guint i = 0; i < found->len; i++)
    {
      MlsSliver *sliver = &g_array_index (found, MlsSliver, i);

      if (cure_one (self, sliver))
        {
          g_array_append_val (self->slivers, *sliver);
          any = TRUE;
        }
    }

  return any;
}

/**
 * mls_slivers_cure:
 * @pieces: (element-type MlsSliverPiece): all ground; what is cured takes the label of a neighbour
 * @borders: (element-type MlsPieceBorder): between all of them
 * @rules: what is too little
 * @cures: whether to cure, or only to tell
 *
 * Where a border is drawn anew beside one that is meant to be the same, ground between them seems to change that does
 * not. Ground that changes alike and is too little or too thin, and what would be a region smaller than its class allows
 * because a face was parted, takes the label of the neighbour that was what it was, with the longest border between them; without one, of the closest
 * in theme. Smallest first, until none is left or none can be cured.
 *
 * Returns: (transfer full) (element-type MlsSliver): what was cured, and what is left
 */
GArray *
mls_slivers_cure (GArray *pieces, const GArray *borders, const MlsSliverRules *rules, gboolean cures)
{
  Cure self = { .pieces = pieces, .rules = rules };
  g_autoptr (GArray) left = NULL;

  self.patch = g_new0 (guint, pieces->len);
  self.given = g_new0 (guint8, pieces->len);
  mls_piece_regions_init (&self.covers, pieces->len);
  mls_piece_regions_init (&self.uses, pieces->len);
  self.members = g_array_new (FALSE, FALSE, sizeof (guint));
  self.slivers = g_array_new (FALSE, FALSE, sizeof (MlsSliver));
  self.codes = g_new (MlsText, pieces->len);
  mls_patchwork_init (&self.ground, pieces->len, borders);

  for (int round = 0; cures && round < MAX_ROUNDS && cure_round (&self); round++)
    ;
  left = find_slivers (&self);
  g_array_append_vals (self.slivers, left->data, left->len);

  g_array_unref (self.members);
  mls_piece_regions_clear (&self.covers);
  mls_piece_regions_clear (&self.uses);
  g_free (self.patch);
  g_free (self.given);
  g_free (self.codes);
  mls_patchwork_clear (&self.ground);

  return self.slivers;
}
