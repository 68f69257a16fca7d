#pragma once

#include "store/mending.h"
#include "store/progress.h"

G_BEGIN_DECLS

/* What becomes of outlines that another program has changed. */
typedef enum
{
  MLS_MEND_BRING_IN,  /* they are an edit of the map, which can be undone */
  MLS_MEND_TAKE_BACK, /* the map is as it was */
} MlsMendOutlines;

gboolean mls_store_mend (const char            *path,
                         const char            *author,
                         MlsMendOutlines        outlines,
                         MlsStoreProgressFunc   func,
                         gpointer               user_data,
                         MlsMending            *mending,
                         GError               **error);

G_END_DECLS
