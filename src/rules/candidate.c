#include "rules/candidate.h"

#include <string.h>

/* A neighbour of the region. */
typedef struct
{
  const MlsCell *cell;
  double         length; /* mm, of the common border */
} Neighbour;

typedef struct
{
  const MlsRegion       *region;
  const MlsNomenclature *nomenclature;
  MlsDimension           dimension;  /* in which themes are compared */
  GArray                *neighbours; /* (element-type Neighbour) as they are met */
  GHashTable            *met;        /* cell → its index among them, plus 1 */
  GArray                *candidates; /* (element-type MlsCandidate) */
} Search;

static MlsText
code_of (const Search *search, const MlsLabel *label)
{
  return label->field[search->dimension == MLS_DIMENSION_COVER ? MLS_FIELD_COVER : MLS_FIELD_USE];
}

static void
measure_border (MlsCell *cell, MlsPoint a, MlsPoint b, gpointer user_data)
{
  Search *search = user_data;
  guint index;

  if (cell == NULL || mls_region_has (search->region, cell))
    return;

  index = GPOINTER_TO_UINT (g_hash_table_lookup (search->met, cell));
  if (index == 0)
    {
      g_array_append_val (search->neighbours, ((Neighbour){ cell, 0 }));
      index = search->neighbours->len;
      g_hash_table_insert (search->met, cell, GUINT_TO_POINTER (index));
    }

  g_array_index (search->neighbours, Neighbour, index - 1).length += mls_point_distance (a, b);
}

static MlsCandidate *
candidate_of (Search *search, MlsText code)
{
  MlsCandidate fresh = { .code = code, .id = G_MAXINT64 };

  for (guint i = 0; i < search->candidates->len; i++)
    if (g_array_index (search->candidates, MlsCandidate, i).code == code)
      return &g_array_index (search->candidates, MlsCandidate, i);

  fresh.closeness = mls_nomenclature_closeness (search->nomenclature, search->dimension,
                                                code_of (search, &search->region->label), code);
  g_array_append_val (search->candidates, fresh);

  return &g_array_index (search->candidates, MlsCandidate, search->candidates->len - 1);
}

static void
add_neighbour (Search *search, const MlsCell *neighbour, double length)
{
  MlsText code = code_of (search, &neighbour->labels[search->region->vintage]);
  MlsCandidate *candidate;

  if (code == 0)
    return;

  candidate = candidate_of (search, code);
  candidate->length += length;
  candidate->id = MIN (candidate->id, neighbour->parent->id);
  if (candidate->from == NULL || length > candidate->from_length ||
      (length == candidate->from_length && neighbour->parent->id < candidate->from->parent->id))
    {
      candidate->from = neighbour;
      candidate->from_length = length;
    }
}

/* Closest in theme, then the longest common border, then the smaller face id. */
static int
compare_candidates (gconstpointer left, gconstpointer right)
{
  const MlsCandidate *a = left;
  const MlsCandidate *b = right;

  if (a->closeness != b->closeness)
    return a->closeness < b->closeness ? -1 : 1;
  if (a->length != b->length)
    return a->length > b->length ? -1 : 1;
  if (a->id != b->id)
    return a->id < b->id ? -1 : 1;

  return strcmp (g_quark_to_string (a->code), g_quark_to_string (b->code));
}

/**
 * mls_candidates_new:
 * @overlay: what the region is of
 * @region: a region; of pairs, its neighbours are compared by their covers
 * @nomenclature: what is close to what
 *
 * Returns: (transfer full) (element-type MlsCandidate): the codes of its neighbours, the one that
 *   takes it in best first
 */
GArray *
mls_candidates_new (MlsOverlay *overlay, const MlsRegion *region, const MlsNomenclature *nomenclature)
{
  g_autoptr (GArray) neighbours = g_array_new (FALSE, FALSE, sizeof (Neighbour));
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (MlsCandidate));
  Search search = { region, nomenclature,
                    region->dimension == MLS_DIMENSION_USE ? MLS_DIMENSION_USE : MLS_DIMENSION_COVER,
                    neighbours, met, candidates };

  for (guint i = 0; i < region->cells->len; i++)
    mls_overlay_each_neighbour (overlay, g_ptr_array_index (region->cells, i), measure_border, &search);

  for (guint i = 0; i < neighbours->len; i++)
    {
      const Neighbour *neighbour = &g_array_index (neighbours, Neighbour, i);

      add_neighbour (&search, neighbour->cell, neighbour->length);
    }

  g_array_sort (candidates, compare_candidates);

  return candidates;
}
