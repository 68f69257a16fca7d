#pragma once

#include "rules/nomenclature.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the selected region is in each vintage: its codes, and for cover and for use the area of the
 * region there against its minimum. Of several regions only codes are told, where they are the same. */
#define MLS_TYPE_REGION_PANEL (mls_region_panel_get_type ())

G_DECLARE_FINAL_TYPE (MlsRegionPanel, mls_region_panel, MLS, REGION_PANEL, GtkGrid)

/* One code of a region. */
typedef struct
{
  MlsText  code;       /* 0 where the vintage covers nothing */
  double   area_m2;
  double   minimum_m2;
  gboolean at_least;   /* the region is larger than @area_m2 */
  gboolean several;    /* regions of different codes: @code is one of them */
} MlsRegionCode;

typedef struct
{
  int           year;
  gboolean      edited;  /* the vintage that edits write */
  MlsRegionCode codes[2]; /* by MlsDimension: cover, use */
} MlsRegionRow;

void mls_region_panel_set_nomenclature (MlsRegionPanel     *self,
                                        MlsNomenclature    *nomenclature);
void mls_region_panel_set_rows         (MlsRegionPanel     *self,
                                        const char         *title,
                                        const MlsRegionRow *rows,
                                        guint               n_rows);

G_END_DECLS
