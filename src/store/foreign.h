#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* What other programs have written that nobody has been told of yet. */
typedef struct
{
  gint64  first;     /* operation of theirs, 0 for none … */
  gint64  last;      /* … and the newest one */
  guint   n_faces;   /* whose labels they changed */
  GArray *overtaken; /* (element-type MlsFinding): those of them that were something else here shortly before */
} MlsForeignNews;

void     mls_foreign_news_clear      (MlsForeignNews *news);

gboolean mls_store_read_foreign_news (MlsStore  *self,
                                      gint64     told,
                                      MlsForeignNews
                                                *news,
                                      GError   **error);
gboolean mls_store_tell_foreign_news (MlsStore  *self,
                                      const MlsForeignNews
                                                *news,
                                      GError   **error);

G_END_DECLS
