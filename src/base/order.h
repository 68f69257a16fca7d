#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For g_array_sort() of guint, the smallest first. */
static inline int
mls_order_numbers (gconstpointer left, gconstpointer right)
{
  const guint *a = left;
  const guint *b = right;

  return (*a > *b) - (*a < *b);
}

G_END_DECLS
