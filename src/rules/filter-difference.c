/* Whether a filter finds ground that differs from one state to another. */

#include "rules/filter-private.h"

/* What is said of a piece, either label by itself. */
static void
meet (const MlsFilter *self, const MlsFilterChange *change, MlsFilterWords words, MlsFilterClauses *found,
      MlsFilterClauses *barred)
{
  const MlsLabel *labels[] = { change->from, change->to };

  words |= mls_filter_of_change (self, change);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      MlsFilterWords all = words | mls_filter_of_label (self, labels[i], change->dimension);

      *found |= mls_filter_found (self, all);
      *barred |= mls_filter_barred (self, all);
    }
}

/**
 * mls_filter_finds_ground:
 * @self: a filter of differences
 * @pieces: (element-type MlsPiece): of some ground, each of another face
 * @vintage: in which it differs
 * @nomenclature: whose table of changes
 * @whole: what is known of all of it
 *
 * The vintage that the filter names does not count. Any thread.
 *
 * Returns: whether it finds it
 */
gboolean
mls_filter_finds_ground (const MlsFilter       *self,
                         const GPtrArray       *pieces,
                         guint                  vintage,
                         const MlsNomenclature *nomenclature,
                         const MlsFilterRegion *whole)
{
  MlsDimension dimension = mls_filter_get_dimension (self, MLS_DIMENSION_PAIR);
  MlsFilterClauses found = 0, barred = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const MlsPiece *piece = g_ptr_array_index (pieces, i);
      const MlsFilterChange change = { .from = &piece->before->labels[vintage],
                                       .to = &piece->after->labels[vintage],
                                       .dimension = dimension,
                                       .nomenclature = nomenclature };

      meet (self, &change, mls_filter_of_ground (self, piece->before) & mls_filter_of_ground (self, piece->after), &found,
            &barred);
    }

  return (found & ~barred & mls_filter_of_region (self, whole)) != 0;
}
