#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is left of some bytes that may be damaged. */
typedef struct
{
  const guint8 *at;
  gsize         left;
  gboolean      overrun; /* more was taken than there was */
} MlsCursor;

const guint8 *mls_cursor_take (MlsCursor *cursor,
                               gsize      n_bytes);

G_END_DECLS
