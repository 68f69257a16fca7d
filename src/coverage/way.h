#pragma once

#include "base/grid.h"

G_BEGIN_DECLS

/* A way is a GArray of MlsPoint: the vertices that a border or a piece of the territory's edge runs through, its ends
 * among them. */

/* A stretch of a way as it was, and as it is between the same ends. */
typedef gboolean (*MlsStretchFunc) (const GArray *was, const GArray *is, gpointer user_data, GError **error);

GArray   *mls_way_reversed   (const GArray   *way);
gboolean  mls_way_each_apart (const GArray   *was,
                              const GArray   *is,
                              MlsStretchFunc  func,
                              gpointer        user_data,
                              GError        **error);

G_END_DECLS
