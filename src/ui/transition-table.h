#pragma once

#include "rules/nomenclature.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The table of transitions of a nomenclature. It is taken whenever all of it is good.
 *
 * "changed" (GArray *rows): (element-type MlsTransitionRule): it is to be another. */
#define MLS_TYPE_TRANSITION_TABLE (mls_transition_table_get_type ())

G_DECLARE_FINAL_TYPE (MlsTransitionTable, mls_transition_table, MLS, TRANSITION_TABLE, GtkBox)

GtkWidget *mls_transition_table_new    (void);
void       mls_transition_table_show   (MlsTransitionTable *self,
                                        MlsNomenclature    *nomenclature);
void       mls_transition_table_settle (MlsTransitionTable *self);

G_END_DECLS
