#pragma once

#include "rules/nomenclature.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One row of a table of transitions: from what, to what, and what is to be thought of it; below, what that means in words, or
 * what is wrong with it.
 *
 * "changed": it says something else, that is good or not. "moved" (int by): it is to stand elsewhere. "removed": it is to go. */
#define MLS_TYPE_TRANSITION_ROW (mls_transition_row_get_type ())

G_DECLARE_FINAL_TYPE (MlsTransitionRow, mls_transition_row, MLS, TRANSITION_ROW, GtkBox)

GtkWidget *mls_transition_row_new       (MlsNomenclature         *nomenclature,
                                         const MlsTransitionRule *rule);
gboolean   mls_transition_row_read      (MlsTransitionRow        *self,
                                         MlsTransitionRule       *rule);
void       mls_transition_row_set_place (MlsTransitionRow        *self,
                                         guint                    place,
                                         guint                    n_rows);
void       mls_transition_row_refuse    (MlsTransitionRow        *self,
                                         const char              *problem);

G_END_DECLS
