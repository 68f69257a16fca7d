#pragma once

#include "store/package.h"

G_BEGIN_DECLS

/* What became of the operations of a package. */
typedef struct
{
  guint   n_known;     /* were brought in before */
  guint   n_as_is;     /* met nobody else's */
  guint   n_made_anew; /* met others, and come to the same whichever is first */
  guint   n_set_aside; /* clash with others, and are for somebody to decide */
  MlsBox  box;         /* where the map has changed */
} MlsCheckIn;

/* Called with how many of the operations have been looked at; FALSE stops, and leaves the project as it was. */
typedef gboolean (*MlsCheckInFunc) (guint n_done, guint n_operations, gpointer user_data);

gboolean mls_store_check_in (MlsStore       *self,
                             const char     *path,
                             MlsCheckInFunc  func,
                             gpointer        user_data,
                             MlsCheckIn     *outcome,
                             GError        **error);

G_END_DECLS
