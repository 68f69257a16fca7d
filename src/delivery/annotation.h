#pragma once

#include "delivery/product.h"

G_BEGIN_DECLS

/* What a database is told beside the tables of a delivery, as statements: what columns hold, and how QGIS shows them. */
char *mls_annotation_columns     (const char       *table,
                                  const MlsProduct *product);
char *mls_annotation_style_table (void);
char *mls_annotation_styles      (const char       *table,
                                  const MlsProduct *product);

G_END_DECLS
