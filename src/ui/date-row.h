#pragma once

#include "rules/vintage.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A date of the project: what it is called, what may be written to it, and what it holds.
 *
 * "titled" (const char *title), "stated" (guint state), "photos" and "dropped" are emitted when somebody wants it. */
#define MLS_TYPE_DATE_ROW (mls_date_row_get_type ())

G_DECLARE_FINAL_TYPE (MlsDateRow, mls_date_row, MLS, DATE_ROW, AdwExpanderRow)

GtkWidget  *mls_date_row_new       (const MlsVintage *vintage,
                                    guint             n_photos);
const char *mls_date_row_get_code  (MlsDateRow       *self);
int         mls_date_row_get_year  (MlsDateRow       *self);
void        mls_date_row_set_share (MlsDateRow       *self,
                                    double            share);

G_END_DECLS
