#include "rules/vintage.h"

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
