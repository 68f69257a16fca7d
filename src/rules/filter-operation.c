/* Whether a filter finds an operation. */

#include "rules/filter-private.h"

#include "coverage/turnover.h"

/* Names no vintage. */
#define ANY_VINTAGE G_MAXUINT

/* What is told by the history's row of it, by where that was, or by the ground alone. */
static gboolean
is_told_by_row (const MlsFilterWord *word)
{
  return word->key == MLS_FILTER_AUTHOR || word->key == MLS_FILTER_SINCE || word->key == MLS_FILTER_UNTIL ||
         word->key == MLS_FILTER_VERB || word->key == MLS_FILTER_KIND || word->key == MLS_FILTER_UNDONE ||
         word->key == MLS_FILTER_VINTAGE || word->key == MLS_FILTER_DIMENSION;
}

/* What is told by the labels of its faces alone, however much of them changed. */
static gboolean
is_told_by_labels (const MlsFilterWord *word)
{
  return word->key <= MLS_FILTER_SOURCE || word->key == MLS_FILTER_WAS || word->key == MLS_FILTER_BECAME;
}

static gboolean
is_apart (const MlsFilterWord *word, const MlsBox *box)
{
  guint n_rings;
  const MlsRing *rings = mls_zone_get_rings (word->zone, &n_rings);
  MlsBox zone = mls_box_of_points (rings[0].points, rings[0].n_points);

  return !mls_box_intersects (&zone, box);
}

/* The words that the row leaves open; with its clauses. */
static MlsFilterWords
open_words (const MlsFilter *self, const MlsBox *box, MlsFilterClauses *clauses)
{
  MlsFilterWords words = 0;

  *clauses = 0;
  for (guint i = 0; i < self->words->len; i++)
    {
      const MlsFilterWord *word = &g_array_index (self->words, MlsFilterWord, i);

      if (is_told_by_row (word) || (word->key == MLS_FILTER_ZONE && is_apart (word, box)))
        continue;

      words |= G_GUINT64_CONSTANT (1) << i;
      *clauses |= G_GUINT64_CONSTANT (1) << word->clause;
    }

  return words;
}

/**
 * mls_filter_ask_operation:
 * @self: a filter of operations
 * @operation: what the history says of one
 *
 * Any thread.
 *
 * Returns: whether it finds it, as far as that tells
 */
MlsFilterAnswer
mls_filter_ask_operation (const MlsFilter *self, const MlsFilterOperation *operation)
{
  guint vintage = mls_filter_get_vintage (self, ANY_VINTAGE);
  MlsFilterWords told = mls_filter_of_operation (self, operation);
  MlsFilterClauses left_open, possible;
  MlsFilterWords open;

  if (vintage != ANY_VINTAGE && operation->vintages != 0 && (operation->vintages & MLS_VINTAGE (vintage)) == 0)
    return MLS_FILTER_NO;

  open = open_words (self, &operation->box, &left_open);
  possible = mls_filter_found (self, told | open) & ~mls_filter_barred (self, told);
  if (possible == 0)
    return MLS_FILTER_NO;

  return (possible & ~left_open) != 0 && (vintage == ANY_VINTAGE || operation->vintages != 0) ? MLS_FILTER_YES
                                                                                               : MLS_FILTER_ASK;
}

/* Where an operation says which vintages it wrote, its faces were in all others what they are. */
static gboolean
is_of_vintage (guint vintage, MlsVintageSet written, guint v)
{
  return (vintage == ANY_VINTAGE || vintage == v) && (written == 0 || (written & MLS_VINTAGE (v)) != 0);
}

/**
 * mls_filter_of_past:
 * @self: a filter of operations
 * @operation: what the history says of one
 * @labels: (array length=n_vintages): those of a face that it replaced or wrote
 * @n_vintages: how many
 *
 * Any thread.
 *
 * Returns: the words that may hold for what that was, or became
 */
MlsFilterWords
mls_filter_of_past (const MlsFilter          *self,
                    const MlsFilterOperation *operation,
                    const MlsLabel           *labels,
                    guint                     n_vintages)
{
  guint vintage = mls_filter_get_vintage (self, ANY_VINTAGE);
  MlsDimension dimension = mls_filter_get_dimension (self, MLS_DIMENSION_PAIR);
  MlsFilterWords words = 0;

  for (guint v = 0; v < n_vintages; v++)
    if (is_of_vintage (vintage, operation->vintages, v))
      words |= mls_filter_of_label (self, &labels[v], dimension) |
               mls_filter_of_change (self, &(MlsFilterChange){ .from = &labels[v], .to = &labels[v], .dimension = dimension });

  return words;
}

/**
 * mls_filter_may_find:
 * @self: a filter of operations
 * @operation: what the history says of one
 * @words: what mls_filter_of_past() tells of its faces, all together
 *
 * Any thread.
 *
 * Returns: %FALSE where mls_filter_finds() would not find it
 */
gboolean
mls_filter_may_find (const MlsFilter *self, const MlsFilterOperation *operation, MlsFilterWords words)
{
  MlsFilterWords told = mls_filter_of_operation (self, operation);
  MlsFilterClauses left_open;
  MlsFilterWords open = open_words (self, &operation->box, &left_open);

  for (guint i = 0; i < self->words->len; i++)
    if (is_told_by_labels (&g_array_index (self->words, MlsFilterWord, i)))
      open &= ~(G_GUINT64_CONSTANT (1) << i);

  return (mls_filter_found (self, told | open | words) & ~mls_filter_barred (self, told)) != 0;
}

/* The clauses that some ground has met, and those that none may. */
typedef struct
{
  const MlsFilter *filter;
  guint            vintage;
  MlsDimension     dimension;
  MlsFilterWords   told;     /* by the row */
  MlsFilterClauses found;
  MlsFilterClauses barred;
} Search;

static void
meet (Search *search, MlsFilterWords words)
{
  search->found |= mls_filter_found (search->filter, search->told | words);
  search->barred |= mls_filter_barred (search->filter, search->told | words);
}

/* Ground that changed is of both faces; either label is looked at by itself. */
static void
meet_piece (Search *search, const MlsPiece *piece)
{
  MlsFilterWords ground =
      mls_filter_of_ground (search->filter, piece->before) & mls_filter_of_ground (search->filter, piece->after);

  for (guint v = 0; v < piece->before->n_vintages; v++)
    {
      const MlsLabel *from = &piece->before->labels[v];
      const MlsLabel *to = &piece->after->labels[v];
      const MlsFilterChange change = { .from = from, .to = to, .dimension = search->dimension };
      MlsFilterWords words = ground | mls_filter_of_change (search->filter, &change);

      if ((search->vintage != ANY_VINTAGE && search->vintage != v) || mls_label_equal (from, to))
        continue;

      meet (search, words | mls_filter_of_label (search->filter, from, search->dimension));
      meet (search, words | mls_filter_of_label (search->filter, to, search->dimension));
    }
}

/* Of an operation that changed no label, as one that sets a vertex, what is known is where it was. */
static void
meet_place (Search *search, const MlsDelta *delta, const MlsBox *box)
{
  const MlsPoint corners[] = {
    { box->min_x, box->min_y }, { box->max_x, box->min_y }, { box->max_x, box->max_y }, { box->min_x, box->max_y }
  };
  const MlsRing ring = { corners, G_N_ELEMENTS (corners) };

  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      meet (search, mls_filter_of_ground (search->filter, change->before != NULL ? change->before : change->after));
    }

  if (delta->changes->len == 0 && !mls_box_is_empty (box))
    {
      g_autoptr (MlsFace) place = mls_face_new (0, &ring, 1, NULL, 0);

      meet (search, mls_filter_of_ground (search->filter, place));
    }
  else if (delta->changes->len == 0)
    meet (search, 0);
}

/**
 * mls_filter_finds:
 * @self: a filter of operations
 * @operation: what the history says of one
 * @delta: what it changed
 *
 * Any thread.
 *
 * Returns: whether it finds it
 */
gboolean
mls_filter_finds (const MlsFilter *self, const MlsFilterOperation *operation, const MlsDelta *delta)
{
  g_autoptr (MlsTurnover) turnover = mls_turnover_new (delta);
  const MlsFilterRegion whole = { .area2 = turnover->area2 };
  Search search = {
    .filter = self,
    .vintage = mls_filter_get_vintage (self, ANY_VINTAGE),
    .dimension = mls_filter_get_dimension (self, MLS_DIMENSION_PAIR),
    .told = mls_filter_of_operation (self, operation),
  };

  for (guint i = 0; i < turnover->pieces->len; i++)
    meet_piece (&search, &g_array_index (turnover->pieces, MlsPiece, i));
  if (turnover->pieces->len == 0 && (search.vintage == ANY_VINTAGE || operation->vintages != 0))
    meet_place (&search, delta, &operation->box);

  return (search.found & ~search.barred & mls_filter_of_region (self, &whole)) != 0;
}
