#pragma once

#include "rules/nomenclature.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The pairs of a nomenclature and the years in which each may stand: a list to look through, and the one chosen in a form.
 *
 * "changed" (MlsPairChange *change): as of MlsPairForm. */
#define MLS_TYPE_PAIR_PAGE (mls_pair_page_get_type ())

G_DECLARE_FINAL_TYPE (MlsPairPage, mls_pair_page, MLS, PAIR_PAGE, GtkBox)

void mls_pair_page_show   (MlsPairPage     *self,
                           MlsNomenclature *nomenclature);
void mls_pair_page_allow  (MlsPairPage     *self,
                           gboolean         may_write);
void mls_pair_page_settle (MlsPairPage     *self);
void mls_pair_page_drop   (MlsPairPage     *self);

G_END_DECLS
