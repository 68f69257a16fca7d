#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* How far the squares of a zone have come. A setting each and no table: few lines of text, which older programs leave
 * as they are, and each is written alone, whoever else marks another. */

typedef enum
{
  MLS_CELL_TO_DO,
  MLS_CELL_DONE,
  MLS_CELL_CHECKED,
} MlsCellState;

typedef void (*MlsCellFunc) (gint64        column,
                             gint64        row,
                             MlsCellState  state,
                             gpointer      user_data);

gboolean mls_cell_state_from_name (const char    *name,
                                   MlsCellState  *out);

gboolean mls_store_each_zone_cell (MlsStore      *self,
                                   const char    *author,
                                   MlsCellFunc    func,
                                   gpointer       user_data,
                                   GError       **error);
gboolean mls_store_set_zone_cell  (MlsStore      *self,
                                   const char    *author,
                                   gint64         column,
                                   gint64         row,
                                   MlsCellState   state,
                                   GError       **error);

G_END_DECLS
