#include "view/layer-id.h"

/**
 * mls_layer_id_next:
 *
 * Any thread.
 *
 * Returns: a number that no layer had before in this process, not 0
 */
guint64
mls_layer_id_next (void)
{
  static gsize last;

  return g_atomic_pointer_add (&last, 1) + 1;
}
