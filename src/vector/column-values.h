#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A text that a column has, and in how many of the features that were looked at. */
typedef struct
{
  char *text;
  guint n;
} MlsColumnValue;

/* What the columns of a layer hold, as its first features have it. Immutable, and for any thread. */
typedef struct
{
  GPtrArray *columns;    /* (element-type GPtrArray of MlsColumnValue), for each column the most frequent first */
  guint      n_features; /* that were looked at */
} MlsColumnValues;

/* So many features are looked at, and so many values of a column are told apart. */
#define MLS_COLUMN_VALUES_FEATURES 20000
#define MLS_COLUMN_VALUES_MAX      200

MlsColumnValues *mls_column_values_read (const char       *path,
                                         const char       *layer,
                                         GCancellable     *cancellable,
                                         GError          **error);
void             mls_column_values_free (MlsColumnValues  *values);
const GPtrArray *mls_column_values_of   (const MlsColumnValues *values,
                                         guint             column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsColumnValues, mls_column_values_free)

G_END_DECLS
