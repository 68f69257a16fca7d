#include "paint/bar-length.h"

#include "base/format.h"

#include <math.h>

/**
 * mls_bar_length:
 * @room_m: what there is room for, m; more than 0
 *
 * Returns: the longest of 1, 2, 5, 10, 20, … m, or such parts of a metre, that is no longer
 */
double
mls_bar_length (double room_m)
{
  double ten = pow (10, floor (log10 (room_m)));

  return room_m >= 5 * ten ? 5 * ten : room_m >= 2 * ten ? 2 * ten : ten;
}

/**
 * mls_bar_dup_text:
 * @length_m: the length of a bar
 *
 * Returns: (transfer full): the length for a person, in whole numbers but for maps of a table's top
 */
char *
mls_bar_dup_text (double length_m)
{
  g_autofree char *number = mls_format_count ((guint64) (length_m >= 1000 ? length_m / 1000 : length_m));

  return length_m < 1 ? mls_format_length (length_m)
                      : g_strdup_printf (length_m >= 1000 ? "%s\u00a0km" : "%s\u00a0m", number);
}
