#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a file is written as, and what it can hold. */
typedef struct
{
  const char        *name;       /* as options have it: "gpkg" */
  const char        *ending;     /* (nullable): of its files; %NULL for a database */
  const char        *driver;     /* GDAL's */
  gboolean           keeps_ids;  /* features have the ids of faces */
  gboolean           several;    /* a file holds many layers */
  guint              name_room;  /* bytes of a column's name; 0: enough */
  guint              text_room;  /* bytes of a text; 0: enough */
  guint              layer_room; /* bytes of a layer's name; 0: enough */
  const char *const *options;    /* of a layer */
  const char *const *its_columns; /* (nullable): what no column may be called … */
  const char *const *its_layers;  /* (nullable): … and no name of a layer may begin with, because the format has such itself */
} MlsFormat;

/* What a database's address begins with, as GDAL has it. */
#define MLS_FORMAT_DATABASE "PG:"

const MlsFormat *mls_format_of_file  (const char  *path,
                                      GError     **error);
const MlsFormat *mls_format_of_name  (const char  *name);
const MlsFormat *mls_format_database (void);

G_END_DECLS
