#include "rules/vintage.h"

#include <string.h>

static const char *const state_names[] = {
  [MLS_VINTAGE_OPEN] = "open",
  [MLS_VINTAGE_CLOSED] = "closed",
  [MLS_VINTAGE_FROZEN] = "frozen",
};

G_STATIC_ASSERT (G_N_ELEMENTS (state_names) == MLS_N_VINTAGE_STATES);

/**
 * mls_vintage_state_name:
 * @state: a state
 *
 * Returns: its name in files and on the command line
 */
const char *
mls_vintage_state_name (MlsVintageState state)
{
  g_return_val_if_fail ((guint) state < MLS_N_VINTAGE_STATES, NULL);

  return state_names[state];
}

/**
 * mls_vintage_state_from_name:
 * @name: (nullable): "open", …
 * @state: (out): the state of that name
 *
 * Returns: whether there is one
 */
gboolean
mls_vintage_state_from_name (const char *name, MlsVintageState *state)
{
  for (guint i = 0; i < MLS_N_VINTAGE_STATES; i++)
    if (g_strcmp0 (name, state_names[i]) == 0)
      {
        *state = (MlsVintageState) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * mls_vintage_read:
 * @word: "21" is of 2021, "99" of 1999: a map is no older than aerial photos, nor from the future
 * @out: (out): the vintage, as long as @word stays
 *
 * Returns: whether it is one
 */
gboolean
mls_vintage_read (const char *word, MlsVintage *out)
{
  gsize length = strlen (word);
  guint64 number;

  if (!g_ascii_string_to_unsigned (word, 10, 0, 9999, &number, NULL) || (length != 2 && length != 4))
    return FALSE;

  *out = (MlsVintage){ .code = word, .year = (int) number };
  if (length == 2)
    out->year += number < 70 ? 2000 : 1900;
  else
    out->code = word + 2;

  return TRUE;
}

/**
 * mls_vintage_find:
 * @vintages: (array length=n_vintages): vintages
 * @n_vintages: how many
 * @code: (nullable): a code
 * @out: (out): the index of the one that has it
 *
 * Returns: %FALSE, with @out untouched, if none has
 */
gboolean
mls_vintage_find (const MlsVintage *vintages, guint n_vintages, const char *code, guint *out)
{
  for (guint v = 0; v < n_vintages; v++)
    if (g_strcmp0 (vintages[v].code, code) == 0)
      {
        *out = v;
        return TRUE;
      }

  return FALSE;
}

/**
 * mls_vintage_beside:
 * @vintages: (array length=n_vintages): vintages in any order
 * @n_vintages: how many
 * @vintage: one of them
 * @direction: 1 for the next newer one, -1 for the next older one
 *
 * Returns: which one that is, or @vintage if there is none
 */
guint
mls_vintage_beside (const MlsVintage *vintages, guint n_vintages, guint vintage, int direction)
{
  guint best = vintage;
  int nearest = G_MAXINT;

  for (guint v = 0; v < n_vintages; v++)
    {
      int ahead = (vintages[v].year - vintages[vintage].year) * direction;

      if (ahead > 0 && ahead < nearest)
        {
          best = v;
          nearest = ahead;
        }
    }

  return best;
}

/**
 * mls_vintage_newest:
 * @vintages: (array length=n_vintages): vintages in any order
 * @n_vintages: how many, at least 1
 *
 * Returns: which one is the newest
 */
guint
mls_vintage_newest (const MlsVintage *vintages, guint n_vintages)
{
  guint newest = 0;

  for (guint v = 1; v < n_vintages; v++)
    if (vintages[v].year > vintages[newest].year)
      newest = v;

  return newest;
}

/**
 * mls_vintage_other:
 * @vintages: (array length=n_vintages): vintages in any order
 * @n_vintages: how many
 * @vintage: one of them
 *
 * Returns: the one it is compared with: that before it, or that after the oldest; @vintage if it is
 *   the only one
 */
guint
mls_vintage_other (const MlsVintage *vintages, guint n_vintages, guint vintage)
{
  guint older = mls_vintage_beside (vintages, n_vintages, vintage, -1);

  return older != vintage ? older : mls_vintage_beside (vintages, n_vintages, vintage, 1);
}

static int
compare_years (gconstpointer a, gconstpointer b, gpointer data)
{
  const MlsVintage *vintages = data;

  return vintages[*(const guint *) a].year - vintages[*(const guint *) b].year;
}

/**
 * mls_vintages_by_year:
 * @vintages: (array length=n_vintages): some
 * @n_vintages: how many
 *
 * Returns: (transfer full) (element-type guint): their indices, the oldest first, whatever their order in the file
 */
GArray *
mls_vintages_by_year (const MlsVintage *vintages, guint n_vintages)
{
  GArray *by_year = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint v = 0; v < n_vintages; v++)
    g_array_append_val (by_year, v);
  g_array_sort_with_data (by_year, compare_years, (gpointer) vintages);

  return by_year;
}

/**
 * mls_vintage_compare:
 * @vintages: (array length=n_vintages): vintages in any order
 * @n_vintages: how many
 * @vintage: one of them
 * @from: (out): of it and the one it is compared with, see mls_vintage_other(), the older …
 * @to: (out): … and the newer one
 */
void
mls_vintage_compare (const MlsVintage *vintages, guint n_vintages, guint vintage, guint *from, guint *to)
{
  guint other = mls_vintage_other (vintages, n_vintages, vintage);
  gboolean is_newer = vintages[vintage].year > vintages[other].year;

  *from = is_newer ? other : vintage;
  *to = is_newer ? vintage : other;
}
