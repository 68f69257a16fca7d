#pragma once

#include "style/style.h"

G_BEGIN_DECLS

/* A style of a layer of a GeoPackage. Borrowed. */
typedef struct
{
  const char     *layer;
  const char     *name;       /* what it is called in the list of styles */
  const MlsStyle *style;
  gboolean        is_default; /* the layer opens with it */
} MlsTableStyle;

gboolean mls_style_table_write (const char           *path,
                                const MlsTableStyle  *styles,
                                guint                 n_styles,
                                GError              **error);

G_END_DECLS
