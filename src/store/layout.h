#pragma once

#include "coverage/label.h"
#include "rules/vintage.h"
#include "store/database.h"

G_BEGIN_DECLS

/* The columns of a project's coverage: those of any, and a group for each vintage. */
typedef struct
{
  GArray *vintages; /* (element-type MlsVintage), by position; their texts are interned */
  gint32  srs_id;
  char   *labels;   /* ", cs21, us21, …" of all vintages, in their order */
  char   *codes;    /* ", cs21, us21, cs24, us24": the same without what else is said */
} MlsLayout;

MlsLayout *mls_layout_read       (MlsDatabase       *database,
                                  GError           **error);
void       mls_layout_free       (MlsLayout         *self);

gboolean   mls_vintage_check     (const MlsVintage  *vintage,
                                  GError           **error);
gboolean   mls_vintage_insert    (MlsDatabase       *database,
                                  const MlsVintage  *vintage,
                                  gint64             operation,
                                  GError           **error);
char      *mls_vintage_columns   (const MlsVintage  *vintage,
                                  const char        *item);
char      *mls_layout_columns    (const MlsLayout   *self,
                                  const char        *item);
gboolean   mls_layout_find_vintage
                                 (const MlsLayout   *self,
                                  const char        *code,
                                  guint             *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsLayout, mls_layout_free)

G_END_DECLS
