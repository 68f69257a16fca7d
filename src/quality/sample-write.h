#pragma once

#include "quality/sample-draw.h"
#include "store/sample-file.h"

G_BEGIN_DECLS

/* What a sample says of itself besides how it was drawn. Borrowed. */
typedef struct
{
  const char        *title;   /* (nullable): it is called by what it is of then */
  const char        *author;  /* (nullable): who draws it */
  gboolean           blind;
  MlsAgreed          agreed;  /* what it has to reach, where that is not what the project asks for */
  const char *const *earlier; /* (nullable) (array zero-terminated=1): files of the samples that it is without */
} MlsSampleFacts;

gboolean  mls_sample_write    (MlsStore              *store,
                               const MlsSampleQuery  *query,
                               const MlsSampleDraw   *draw,
                               gint64                 operation,
                               const MlsSampleFacts  *facts,
                               const char *const     *paths,
                               GError               **error);

G_END_DECLS
