#pragma once

#include "store/pass.h"

G_BEGIN_DECLS

/* The history made shorter: operations up to a point are made one from each state that somebody may ask for to the next.
 * These are states with a name, those that packages that are out began with, that of the last check, and the point itself. */

/* What it comes to. */
typedef struct
{
  gint64 n_operations; /* that are told one by one no more … */
  gint64 n_folded;     /* … but as so many */
  gint64 n_states;     /* up to the point, that stay as they are */
  gint64 n_packages;   /* that cannot be brought back any more */
  gint64 n_faces;      /* of the past, that nobody can ask for any more */
  gint64 bytes;        /* that these take, about */
} MlsCompaction;

gboolean mls_compaction_look  (const char           *path,
                               gint64                until,
                               MlsStoreProgressFunc  progress,
                               gpointer              user_data,
                               MlsCompaction        *compaction,
                               GError              **error);
gboolean mls_store_compact    (MlsStore             *self,
                               gint64                until,
                               const char           *author,
                               MlsStoreProgressFunc  progress,
                               gpointer              user_data,
                               MlsCompaction        *compaction,
                               GError              **error);
gboolean mls_store_shrink     (MlsStore             *self,
                               MlsStoreProgressFunc  progress,
                               gpointer              user_data,
                               GError              **error);
gboolean mls_store_find_state (MlsStore             *self,
                               gint64                operation,
                               gint64               *state,
                               GError              **error);
gboolean mls_store_find_until (MlsStore             *self,
                               GDateTime            *time,
                               gint64               *operation,
                               GError              **error);

G_END_DECLS
