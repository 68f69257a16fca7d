#pragma once

#include "coverage/label.h"

G_BEGIN_DECLS

/* Which columns of a foreign layer hold which field of which vintage. */
typedef struct
{
  /*< private >*/
  GPtrArray *columns;  /* (element-type utf8): of the layer */

  /*< public, read only >*/
  GArray    *vintages; /* (element-type MlsImportVintage), by year */
} MlsImportMap;

#define MLS_NO_COLUMN -1

typedef struct
{
  char code[4];              /* "21"; "" where the names of its columns tell no year */
  int  year;                 /* 2021, or 0 */
  int  column[MLS_N_FIELDS]; /* number of the column, or MLS_NO_COLUMN */
} MlsImportVintage;

MlsImportMap *mls_import_map_new         (GPtrArray           *columns);
MlsImportMap *mls_import_map_guess       (GPtrArray           *columns,
                                          gboolean             cut_names);
MlsImportMap *mls_import_map_parse       (GPtrArray           *columns,
                                          const char          *text,
                                          GError             **error);
MlsImportMap *mls_import_map_copy        (const MlsImportMap  *map);
void          mls_import_map_free        (MlsImportMap        *map);
void          mls_import_map_set         (MlsImportMap        *map,
                                          int                  year,
                                          MlsField             field,
                                          int                  column);
char         *mls_import_map_to_text     (const MlsImportMap  *map);
GArray       *mls_import_map_list_years  (const char          *text);
int           mls_import_map_find_column (const GPtrArray     *columns,
                                          const char          *name);
gboolean      mls_import_map_uses_column (const MlsImportMap  *map,
                                          int                  column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsImportMap, mls_import_map_free)

G_END_DECLS
