#pragma once

#include "delivery/product.h"
#include "style/style.h"

G_BEGIN_DECLS

/* How the classes of a product look, by one of its columns. */
typedef struct
{
  char     *name;  /* of that column, ours */
  MlsStyle *style;
} MlsLook;

GPtrArray *mls_looks_list  (const MlsProduct  *product);
gboolean   mls_look_write  (const MlsLook     *self,
                            const MlsProduct  *product,
                            const char        *stem,
                            GError           **error);

G_END_DECLS
