#pragma once

#include "quality/area-table.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* A row of the list of areas: it stays the same one while its figures change.
 *
 * "notify::row": its figures are others. */
#define MLS_TYPE_AREA_ITEM (mls_area_item_get_type ())
G_DECLARE_FINAL_TYPE (MlsAreaItem, mls_area_item, MLS, AREA_ITEM, GObject)

/* What a column has of it; of each class there is one at either date, from the first on. */
typedef enum
{
  MLS_AREA_NAME,
  MLS_AREA_ALL,
  MLS_AREA_CHANGED,
  MLS_AREA_TAKEN,
  MLS_AREA_GIVEN_BACK,
  MLS_AREA_FIRST_CLASS,
} MlsAreaFigure;

MlsAreaItem *mls_area_item_new      (void);
void         mls_area_item_set_row  (MlsAreaItem      *self,
                                     const MlsAreaRow *row,
                                     guint             n_classes);
guint        mls_area_item_get_area (MlsAreaItem      *self);
char        *mls_area_item_dup_text (MlsAreaItem      *self,
                                     guint             figure);
int          mls_area_item_compare  (MlsAreaItem      *a,
                                     MlsAreaItem      *b,
                                     guint             figure);

G_END_DECLS
