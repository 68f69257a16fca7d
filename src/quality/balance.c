#include "quality/balance.h"

static gboolean
is_coded (const MlsMatrix *matrix, guint i)
{
  return mls_matrix_class (matrix, i)->standing != MLS_STANDING_UNCODED;
}

static MlsBalance
balance_of (const MlsMatrix *matrix, guint i)
{
  MlsBalance balance = { i, mls_matrix_cell (matrix, i, MLS_MATRIX_ALL), mls_matrix_cell (matrix, MLS_MATRIX_ALL, i), 0, 0 };

  for (guint other = 0; other < mls_matrix_n (matrix); other++)
    if (other != i && is_coded (matrix, i) && is_coded (matrix, other))
      {
        balance.gained += mls_matrix_cell (matrix, other, i);
        balance.lost += mls_matrix_cell (matrix, i, other);
      }

  return balance;
}

/**
 * mls_balance_new:
 * @matrix: a matrix
 *
 * Returns: (transfer full) (element-type MlsBalance): each of its classes, in its order
 */
GArray *
mls_balance_new (const MlsMatrix *matrix)
{
  GArray *balances = g_array_new (FALSE, FALSE, sizeof (MlsBalance));

  for (guint i = 0; i < mls_matrix_n (matrix); i++)
    {
      MlsBalance balance = balance_of (matrix, i);

      g_array_append_val (balances, balance);
    }

  return balances;
}

static MlsTake
land_of (const MlsClassing *classing, const MlsCounted *counted)
{
  const MlsIndicatorClass *klass =
    mls_nomenclature_indicator_class (classing->nomenclature, classing->indicator, counted->code);

  return klass != NULL ? klass->land : MLS_TAKE_NEITHER;
}

static void
add_change (const MlsMatrix *matrix, const MlsClassing *classing, guint row, guint column, MlsLandTake *out)
{
  const MlsCounted *from = mls_matrix_class (matrix, row);
  const MlsCounted *to = mls_matrix_class (matrix, column);
  MlsArea2 area2 = mls_matrix_cell (matrix, row, column);
  MlsTake was = land_of (classing, from);
  MlsTake is = land_of (classing, to);

  if (from->standing == MLS_STANDING_EITHER || to->standing == MLS_STANDING_EITHER)
    out->undecided += area2;
  else if (was == MLS_TAKE_OPEN && is == MLS_TAKE_URBAN)
    out->taken += area2;
  else if (was == MLS_TAKE_URBAN && is == MLS_TAKE_OPEN)
    out->given_back += area2;
}

/**
 * mls_land_take_find:
 * @matrix: a matrix
 * @classing: what it is by
 * @out: (out): how much land was taken
 *
 * Returns: whether that can be told: the classes of the matrix tell open land from urban land
 */
gboolean
mls_land_take_find (const MlsMatrix *matrix, const MlsClassing *classing, MlsLandTake *out)
{
  *out = (MlsLandTake){ 0, 0, 0 };
  if (!mls_nomenclature_tells_land_take (classing->nomenclature, classing->indicator))
    return FALSE;

  for (guint row = 0; row < mls_matrix_n (matrix); row++)
    for (guint column = 0; column < mls_matrix_n (matrix); column++)
      if (row != column && is_coded (matrix, row) && is_coded (matrix, column))
        add_change (matrix, classing, row, column, out);

  return TRUE;
}

/**
 * mls_balance_append_head:
 * @text: a text
 * @by_area: whether lines begin with an area
 * @separator: what parts columns
 *
 * Appends the line that names the columns of mls_balance_append().
 */
void
mls_balance_append_head (GString *text, gboolean by_area, char separator)
{
  static const char *const titles[] = { "class", "before", "after", "gained", "lost", "net" };

  if (by_area)
    mls_matrix_append_field (text, "area", separator);
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    mls_matrix_append_field (text, titles[i], separator);
  g_string_append_c (text, '\n');
}

static void
append_area (GString *text, MlsArea2 area2, const MlsMatrix *matrix, const MlsMatrixStyle *style)
{
  g_autofree char *number = mls_matrix_dup_area (matrix, area2, style);

  mls_matrix_append_field (text, number, style->separator);
}

/**
 * mls_balance_append:
 * @matrix: a matrix
 * @style: how to write it, in hectares or percent of all its ground
 * @area: (nullable): what it is of, to be written first
 * @text: gets a line for each class
 */
void
mls_balance_append (const MlsMatrix *matrix, const MlsMatrixStyle *style, const char *area, GString *text)
{
  g_autoptr (GArray) balances = mls_balance_new (matrix);

  for (guint i = 0; i < balances->len; i++)
    {
      const MlsBalance *balance = &g_array_index (balances, MlsBalance, i);

      if (area != NULL)
        mls_matrix_append_field (text, area, style->separator);
      mls_matrix_append_field (text, mls_matrix_class (matrix, balance->index)->code, style->separator);
      append_area (text, balance->before, matrix, style);
      append_area (text, balance->after, matrix, style);
      append_area (text, balance->gained, matrix, style);
      append_area (text, balance->lost, matrix, style);
      append_area (text, balance->gained - balance->lost, matrix, style);
      g_string_append_c (text, '\n');
    }
}
