#include "rules/speck.h"

/* Taking a whole label can part a region of the other dimension; that settles in a few rounds. */
#define MAX_ROUNDS 32

typedef struct
{
  MlsSpeckPiece       *pieces;
  MlsPatchwork         ground;
  const MlsSpeckRules *rules;
  MlsSpecks           *specks;

  /* Of the vintage and dimension in question. */
  guint                vintage;
  MlsDimension         dimension;
  MlsText             *codes;    /* [n_pieces] */
  MlsPieceRegions      regions;
  guint               *patch;    /* [n_pieces]: the last region it was gathered for */
  guint                n_patches;
  GArray              *members;  /* (element-type guint): of the region in question */
} Cure;

/* A region that is too small, as it was found. */
typedef struct
{
  guint    first;
  MlsArea2 area2;
} Speck;

/* A code beside a region, and how well it would take it in. */
typedef struct
{
  MlsText code;
  guint   closeness;
  double  length;
  guint   from;        /* the piece with the longest border */
  double  from_length;
} Taker;

static MlsField
field_of (MlsDimension dimension)
{
  return dimension == MLS_DIMENSION_COVER ? MLS_FIELD_COVER : MLS_FIELD_USE;
}

static MlsField
other_field_of (MlsDimension dimension)
{
  return dimension == MLS_DIMENSION_COVER ? MLS_FIELD_USE : MLS_FIELD_COVER;
}

static MlsLabel *
label_of (const Cure *self, guint piece)
{
  return &self->pieces[piece].labels[self->vintage];
}

static MlsArea2
minimum_of (const Cure *self, MlsText code)
{
  MlsPair pair = { self->dimension == MLS_DIMENSION_COVER ? code : 0,
                   self->dimension == MLS_DIMENSION_USE ? code : 0 };

  return code != 0 ? mls_nomenclature_minimum (self->rules->nomenclature, self->dimension, pair) : self->rules->uncoded;
}

/* What has a code may be cut by the territory's edge; what has none yet has nothing that lies beyond. */
static gboolean
is_speck (const Cure *self, guint root)
{
  return self->regions.area2[root] < minimum_of (self, self->codes[root]) &&
         (self->codes[root] == 0 || !self->regions.on_edge[root]);
}

static int
compare_specks (gconstpointer left, gconstpointer right)
{
  const Speck *a = left;
  const Speck *b = right;

  if (a->area2 != b->area2)
    return a->area2 < b->area2 ? -1 : 1;

  return (a->first > b->first) - (a->first < b->first);
}

/* The regions that are too small, smallest first. */
static GArray *
find_specks (Cure *self)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Speck));

  for (guint i = 0; i < self->ground.n_pieces; i++)
    {
      self->codes[i] = label_of (self, i)->field[field_of (self->dimension)];
      mls_piece_regions_set (&self->regions, i, self->pieces[i].area2, self->pieces[i].on_edge);
    }
  mls_piece_regions_find (&self->regions, &self->ground, self->codes);

  for (guint i = 0; i < self->ground.n_pieces; i++)
    if (self->regions.parent[i] == i && is_speck (self, i))
      g_array_append_val (found, ((Speck){ i, self->regions.area2[i] }));
  g_array_sort (found, compare_specks);

  return found;
}

/* Fills self->members with the region of @first; returns its area now. */
static MlsArea2
gather (Cure *self, guint first)
{
  guint patch = ++self->n_patches;
  MlsArea2 area2 = 0;

  g_array_set_size (self->members, 0);
  g_array_append_val (self->members, first);
  self->patch[first] = patch;

  for (guint m = 0; m < self->members->len; m++)
    {
      guint i = g_array_index (self->members, guint, m);

      area2 += self->pieces[i].area2;
      for (guint k = self->ground.start[i]; k < self->ground.start[i + 1]; k++)
        {
          guint other = self->ground.neighbours[k].other;

          if (self->patch[other] != patch && self->codes[other] == self->codes[first])
            {
              self->patch[other] = patch;
              g_array_append_val (self->members, other);
            }
        }
    }

  return area2;
}

static gboolean
may_stand (const Cure *self, const MlsLabel *label)
{
  return label->field[MLS_FIELD_COVER] == 0 || label->field[MLS_FIELD_USE] == 0 ||
         mls_nomenclature_pair_state (self->rules->nomenclature, mls_label_pair (label),
                                      self->rules->vintages[self->vintage].year) == MLS_CODE_VALID;
}

/* Whether ground that has no code may have @code beside the other one it has. */
static gboolean
may_fill (const Cure *self, MlsText code)
{
  for (guint m = 0; m < self->members->len; m++)
    {
      MlsLabel label = *label_of (self, g_array_index (self->members, guint, m));

      label.field[field_of (self->dimension)] = code;
      if (!may_stand (self, &label))
        return FALSE;
    }

  return TRUE;
}

static void
add_taker (const Cure *self, GArray *takers, MlsText own, const MlsNeighbour *neighbour)
{
  MlsText code = self->codes[neighbour->other];
  Taker *taker = NULL;

  for (guint i = 0; i < takers->len && taker == NULL; i++)
    if (g_array_index (takers, Taker, i).code == code)
      taker = &g_array_index (takers, Taker, i);

  if (taker == NULL)
    {
      Taker fresh = { .code = code, .from = neighbour->other };

      /* Of ground without a code no theme is known. */
      if (own != 0 && code != 0)
        fresh.closeness = 1 + mls_nomenclature_closeness (self->rules->nomenclature, self->dimension, own, code);
      g_array_append_val (takers, fresh);
      taker = &g_array_index (takers, Taker, takers->len - 1);
    }

  taker->length += neighbour->length;
  if (neighbour->length > taker->from_length)
    {
      taker->from = neighbour->other;
      taker->from_length = neighbour->length;
    }
}

/* What is too small to be drawn is as if it had not been: ground without a code takes it in before any other. Then
 * themes count, then the longest border. */
static int
compare_takers (gconstpointer left, gconstpointer right)
{
  const Taker *a = left;
  const Taker *b = right;

  if (a->closeness != b->closeness)
    return a->closeness < b->closeness ? -1 : 1;
  if (a->length != b->length)
    return a->length > b->length ? -1 : 1;

  return (a->from > b->from) - (a->from < b->from);
}

static gboolean
find_taker (const Cure *self, Taker *best)
{
  g_autoptr (GArray) takers = g_array_new (FALSE, FALSE, sizeof (Taker));
  guint first = g_array_index (self->members, guint, 0);
  MlsText own = self->codes[first];

  for (guint m = 0; m < self->members->len; m++)
    {
      guint i = g_array_index (self->members, guint, m);

      for (guint k = self->ground.start[i]; k < self->ground.start[i + 1]; k++)
        if (self->patch[self->ground.neighbours[k].other] != self->patch[first])
          add_taker (self, takers, own, &self->ground.neighbours[k]);
    }
  g_array_sort (takers, compare_takers);

  for (guint i = 0; i < takers->len; i++)
    {
      *best = g_array_index (takers, Taker, i);
      if (own != 0 || may_fill (self, best->code))
        return TRUE;
    }

  return FALSE;
}

/* The other code stays where the pair may stand, else both are the neighbour's. What was said of the codes goes with
 * them. */
static void
give (Cure *self, guint piece, const Taker *taker)
{
  MlsLabel *label = label_of (self, piece);
  const MlsLabel *from = label_of (self, taker->from);
  MlsLabel given = { 0 };

  given.field[field_of (self->dimension)] = taker->code;
  given.field[other_field_of (self->dimension)] = label->field[other_field_of (self->dimension)];
  if (!may_stand (self, &given) ||
      mls_label_code (&given, MLS_DIMENSION_PAIR) == mls_label_code (from, MLS_DIMENSION_PAIR))
    given = *from;

  *label = given;
  self->codes[piece] = taker->code;
}

static void
count (Cure *self, MlsSpeckKind kind, MlsArea2 area2)
{
  self->specks->n[kind]++;
  self->specks->area2[kind] += area2;
}

/* One that another has joined meanwhile is looked at again in the next round. */
static gboolean
cure_one (Cure *self, const Speck *speck)
{
  MlsText own = self->codes[speck->first];
  Taker taker;

  if (gather (self, speck->first) != speck->area2 || !find_taker (self, &taker))
    return FALSE;

  for (guint m = 0; m < self->members->len; m++)
    give (self, g_array_index (self->members, guint, m), &taker);
  count (self, own == 0 ? MLS_SPECK_FILLED : taker.code == 0 ? MLS_SPECK_FREED : MLS_SPECK_ABSORBED, speck->area2);

  return TRUE;
}

static gboolean
cure_here (Cure *self)
{
  g_autoptr (GArray) found = find_specks (self);
  gboolean any = FALSE;

  for (guint i = 0; i < found->len; i++)
    any |= cure_one (self, &g_array_index (found, Speck, i));

  return any;
}

static void
count_left (Cure *self)
{
  g_autoptr (GArray) found = find_specks (self);

  for (guint i = 0; i < found->len; i++)
    {
      const Speck *speck = &g_array_index (found, Speck, i);

      /* Where nothing has a code in a dimension, nothing is missing. */
      if (self->codes[speck->first] != 0)
        count (self, MLS_SPECK_LEFT, speck->area2);
    }
}

/* Goes through all vintages and dimensions; whether anything was cured. */
static gboolean
cure_round (Cure *self)
{
  gboolean any = FALSE;

  for (self->vintage = 0; self->vintage < self->rules->n_vintages; self->vintage++)
    for (int d = MLS_DIMENSION_COVER; d <= (int) MLS_DIMENSION_USE; d++)
      {
        self->dimension = (MlsDimension) d;
        any |= cure_here (self);
      }

  return any;
}

static void
count_all_left (Cure *self)
{
  for (self->vintage = 0; self->vintage < self->rules->n_vintages; self->vintage++)
    for (int d = MLS_DIMENSION_COVER; d <= (int) MLS_DIMENSION_USE; d++)
      {
        self->dimension = (MlsDimension) d;
        count_left (self);
      }
}

/**
 * mls_specks_cure:
 * @pieces: (array length=n_pieces): all ground; labels are changed
 * @n_pieces: how many pieces there are
 * @borders: (element-type MlsPieceBorder): between all of them
 * @rules: what is too small
 * @specks: (out): what became of what was
 *
 * A region smaller than its class allows, off the territory's edge, is left without a code where ground without one lies
 * beside it; else it takes the code of the neighbour closest in theme, with the longest border between them. Ground
 * without a code that is too small to be worth one takes that of the neighbour with the longest border. Smallest first,
 * in each vintage and dimension, until none is left or none can be cured.
 */
void
mls_specks_cure (MlsSpeckPiece       *pieces,
                 guint                n_pieces,
                 const GArray        *borders,
                 const MlsSpeckRules *rules,
                 MlsSpecks           *specks)
{
  Cure self = { .pieces = pieces, .rules = rules, .specks = specks };

  *specks = (MlsSpecks){ { 0 } };
  mls_patchwork_init (&self.ground, n_pieces, borders);
  mls_piece_regions_init (&self.regions, n_pieces);
  self.codes = g_new (MlsText, n_pieces);
  self.patch = g_new0 (guint, n_pieces);
  self.members = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint round = 0; round < MAX_ROUNDS && cure_round (&self); round++)
    ;
  count_all_left (&self);

  mls_patchwork_clear (&self.ground);
  mls_piece_regions_clear (&self.regions);
  g_free (self.codes);
  g_free (self.patch);
  g_array_unref (self.members);
}
