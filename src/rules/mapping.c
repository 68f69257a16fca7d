#include "rules/mapping.h"

#include "rules/csv.h"
#include "rules/error.h"

#include <string.h>

/* "with" may be left out of a table: then no row depends on the other code. */
static const char *const titles[] = { "dimension", "from", "to" };

typedef struct
{
  MlsDimension dimension;
  MlsText      from;
  MlsText      with; /* of the other dimension; 0 for any */
  MlsText      to;
} Row;

struct _MlsMapping
{
  GArray *rows; /* (element-type Row) */
};

/**
 * mls_mapping_free:
 * @self: (transfer full): a mapping
 */
void
mls_mapping_free (MlsMapping *self)
{
  g_array_unref (self->rows);
  g_free (self);
}

static const Row *
find_row (const MlsMapping *self, MlsDimension dimension, MlsText from, MlsText with)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      if (row->dimension == dimension && row->from == from && row->with == with)
        return row;
    }

  return NULL;
}

static MlsText
code_in (const MlsCsv *csv, guint row, guint column)
{
  g_autofree char *text = g_strstrip (g_strdup (mls_csv_get (csv, row, column)));

  return *text != '\0' ? g_quark_from_string (text) : 0;
}

static gboolean
check_row (const MlsMapping *self, const Row *row, const MlsNomenclature *into, GError **error)
{
  const Row *other = find_row (self, row->dimension, row->from, row->with);

  if (row->from == 0 || row->to == 0)
    g_set_error_literal (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT, "a row says what code becomes which");
  else if (mls_nomenclature_code_state (into, row->dimension, row->to) != MLS_CODE_VALID)
    g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_CODE, "the nomenclature has no %s “%s” that may be given",
                 mls_dimension_name (row->dimension), g_quark_to_string (row->to));
  else if (other != NULL && other->to != row->to)
    g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_CODE, "“%s” becomes “%s” by another row",
                 g_quark_to_string (row->from), g_quark_to_string (other->to));
  else
    return TRUE;

  return FALSE;
}

static gboolean
read_row (MlsMapping *self, const MlsCsv *csv, guint i, const guint *columns, const MlsNomenclature *into, GError **error)
{
  Row row = { .from = code_in (csv, i, columns[1]), .to = code_in (csv, i, columns[2]) };
  guint with;

  if (!mls_dimension_from_name (mls_csv_get (csv, i, columns[0]), &row.dimension) || row.dimension == MLS_DIMENSION_PAIR)
    {
      g_set_error_literal (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT, "a row is one of cover or of use");
      return FALSE;
    }

  if (mls_csv_column (csv, "with", &with, NULL))
    row.with = code_in (csv, i, with);
  if (!check_row (self, &row, into, error))
    return FALSE;

  g_array_append_val (self->rows, row);

  return TRUE;
}

/**
 * mls_mapping_load:
 * @path: (nullable): a table with the columns dimension, from, to and maybe with; %NULL for one without rows
 * @into: the nomenclature that maps are to have
 * @error: %G_FILE_ERROR, or %MLS_RULES_ERROR naming the line: for a row that leads to no code of @into, or elsewhere
 *   than another one
 *
 * A row with a code of the other dimension in "with" goes before one without.
 *
 * Returns: (transfer full): the mapping, or %NULL
 */
MlsMapping *
mls_mapping_load (const char *path, const MlsNomenclature *into, GError **error)
{
  g_autoptr (MlsMapping) self = g_new0 (MlsMapping, 1);
  g_autoptr (MlsCsv) csv = NULL;
  guint columns[G_N_ELEMENTS (titles)];

  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  if (path == NULL)
    return g_steal_pointer (&self);

  csv = mls_csv_load (path, error);
  if (csv == NULL)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (!mls_csv_column (csv, titles[i], &columns[i], error))
      return NULL;

  for (guint i = 0; i < mls_csv_n_rows (csv); i++)
    if (!read_row (self, csv, i, columns, into, error))
      {
        mls_csv_prefix (csv, i, error);
        return NULL;
      }

  return g_steal_pointer (&self);
}

/* What becomes of one code; 0 if nobody knows. */
static MlsText
map_code (const MlsMapping *self, const MlsNomenclature *into, MlsDimension dimension, MlsText from, MlsText with)
{
  const Row *row = find_row (self, dimension, from, with);

  if (row == NULL)
    row = find_row (self, dimension, from, 0);
  if (row != NULL)
    return row->to;

  return mls_nomenclature_code_state (into, dimension, from) == MLS_CODE_VALID ? from : 0;
}

/**
 * mls_mapping_apply:
 * @self: a mapping
 * @into: the nomenclature that it leads to
 * @from: what some ground is
 * @year: in which year
 * @to: (out): what it becomes; @from where that is not known
 *
 * What has no code gets none.
 *
 * Returns: what becomes of it
 */
MlsMapped
mls_mapping_apply (const MlsMapping *self, const MlsNomenclature *into, MlsPair from, int year, MlsPair *to)
{
  MlsPair pair = { from.cover != 0 ? map_code (self, into, MLS_DIMENSION_COVER, from.cover, from.use) : 0,
                   from.use != 0 ? map_code (self, into, MLS_DIMENSION_USE, from.use, from.cover) : 0 };

  *to = from;
  if ((from.cover != 0 && pair.cover == 0) || (from.use != 0 && pair.use == 0))
    return MLS_MAPPED_MISSING;

  *to = pair;
  if (mls_nomenclature_pair_state (into, pair, year) != MLS_CODE_VALID)
    return MLS_MAPPED_NO_PAIR;

  return mls_pair_equal (pair, from) ? MLS_MAPPED_SAME : MLS_MAPPED_OTHER;
}
