#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What most of four neighbours are; what the north-western one is where that is undecided. */
static inline guint32
mls_most_of (guint32 north_west, guint32 north_east, guint32 south_west, guint32 south_east)
{
  if (north_west == north_east || north_west == south_west || north_west == south_east)
    return north_west;
  if (north_east == south_west || north_east == south_east)
    return north_east;

  return south_west == south_east ? south_west : north_west;
}

G_END_DECLS
