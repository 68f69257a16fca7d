#pragma once

#include "store/check-in.h"

G_BEGIN_DECLS

/* What became of a shared project when it took what others had done. */
typedef struct
{
  guint      n_taken; /* operations of others */
  MlsCheckIn own;     /* its own ones that nobody had yet; the box is of all that has changed */
} MlsCatchUp;

/* Gives the record of the next operation of others, %NULL behind the last. */
typedef gboolean (*MlsRecordFunc) (char **record, gpointer user_data, GError **error);

gboolean mls_store_catch_up (MlsStore       *self,
                             MlsRecordFunc   next,
                             gpointer        user_data,
                             MlsCatchUp     *outcome,
                             GError        **error);
gboolean mls_store_leave_out (MlsStore       *self,
                              const gint64   *operations,
                              guint           n_operations,
                              MlsCatchUp     *outcome,
                              GError        **error);

G_END_DECLS
