#pragma once

#include "rules/nomenclature.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pairs at hand, each with its key: those that were kept, or those used last.
 *
 * "chosen" (index) is emitted when one is clicked, "kept" (index) when the current pair is to take
 * that place among those kept. */
#define MLS_TYPE_PAIR_PALETTE (mls_pair_palette_get_type ())

G_DECLARE_FINAL_TYPE (MlsPairPalette, mls_pair_palette, MLS, PAIR_PALETTE, GtkGrid)

#define MLS_N_PAIRS 8

typedef enum
{
  MLS_PAIRS_FAVOURITE,
  MLS_PAIRS_RECENT,
  MLS_N_PAIR_KINDS
} MlsPairKind;

GtkWidget *mls_pair_palette_new              (MlsPairKind      kind);
void       mls_pair_palette_set_nomenclature (MlsPairPalette  *self,
                                              MlsNomenclature *nomenclature,
                                              int              year);
MlsPair    mls_pair_palette_get_pair         (MlsPairPalette  *self,
                                              guint            index);
void       mls_pair_palette_set_pair         (MlsPairPalette  *self,
                                              guint            index,
                                              MlsPair          pair);

G_END_DECLS
