#include "base/cursor.h"

/**
 * mls_cursor_take:
 * @cursor: where one is in the bytes
 * @n_bytes: how many to take
 *
 * Taking more than there is sets the cursor's flag and leaves nothing, so that a caller looks once after
 * many calls.
 *
 * Returns: (transfer none) (nullable): the next bytes; %NULL if there are not so many
 */
const guint8 *
mls_cursor_take (MlsCursor *cursor, gsize n_bytes)
{
  const guint8 *at = cursor->at;

  if (cursor->left < n_bytes)
    {
      cursor->overrun = TRUE;
      cursor->left = 0;
      return NULL;
    }

  cursor->at += n_bytes;
  cursor->left -= n_bytes;

  return at;
}
