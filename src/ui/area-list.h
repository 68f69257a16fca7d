#pragma once

#include "document/transitions.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The figures of each area of a layer, a row an area, to be sorted by any of them. It reckons while it is seen.
 *
 * "chosen" (guint area): a row was clicked, or Enter pressed there: which of the figures it is of. */
#define MLS_TYPE_AREA_LIST (mls_area_list_get_type ())
G_DECLARE_FINAL_TYPE (MlsAreaList, mls_area_list, MLS, AREA_LIST, AdwBin)

GtkWidget *mls_area_list_new (MlsTransitions *transitions);

G_END_DECLS
