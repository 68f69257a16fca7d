#pragma once

#include "rules/nomenclature.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The pairs kept at hand, each with its key.
 *
 * "chosen" (index) is emitted when one is clicked, "kept" (index) when the current pair is to take
 * that place. */
#define MLS_TYPE_FAVOURITES (mls_favourites_get_type ())

G_DECLARE_FINAL_TYPE (MlsFavourites, mls_favourites, MLS, FAVOURITES, GtkGrid)

#define MLS_N_FAVOURITES 8

void    mls_favourites_set_nomenclature (MlsFavourites   *self,
                                         MlsNomenclature *nomenclature,
                                         int              year);
MlsPair mls_favourites_get_pair         (MlsFavourites   *self,
                                         guint            index);
void    mls_favourites_set_pair         (MlsFavourites   *self,
                                         guint            index,
                                         MlsPair          pair);

G_END_DECLS
