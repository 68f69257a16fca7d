#pragma once

#include "document/errand.h"
#include "vector/column-values.h"

G_BEGIN_DECLS

/* A look at what the columns of a layer hold, on a thread of its own. */
typedef struct
{
  char            *path;
  char            *layer;
  MlsColumnValues *values; /* (nullable): once it is done */
} MlsColumnLook;

MlsErrand *mls_column_look_new (const char *path,
                                const char *layer);

G_END_DECLS
