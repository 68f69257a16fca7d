#pragma once

#include "rules/nomenclature.h"
#include "store/ground-facts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One layer of a skeleton: what it becomes, how wide its lines are, which of its features, at which dates, and where it
 * stands among the others.
 *
 * "changed" is emitted when any of it is, "removed" when the user does not want it, "moved" with -1 or 1 when it is to
 * take ground before the one above, or after the one below, "located" with a file when a layer that was not there is. */
#define MLS_TYPE_SKELETON_ROW (mls_skeleton_row_get_type ())

G_DECLARE_FINAL_TYPE (MlsSkeletonRow, mls_skeleton_row, MLS, SKELETON_ROW, AdwExpanderRow)

GtkWidget      *mls_skeleton_row_new         (const MlsNomenclature *nomenclature,
                                              MlsLanguage            language,
                                              const MlsGroundFacts  *facts,
                                              MlsRecipeLayer        *layer,
                                              const char            *fault);
const MlsGroundFacts *
                mls_skeleton_row_get_facts   (MlsSkeletonRow        *self);
const char     *mls_skeleton_row_get_missing (MlsSkeletonRow        *self);
MlsRecipeLayer *mls_skeleton_row_dup_layer   (MlsSkeletonRow        *self);
void            mls_skeleton_row_set_place   (MlsSkeletonRow        *self,
                                              gboolean               is_first,
                                              gboolean               is_last);

char           *mls_skeleton_text            (const MlsRecipeLayer  *layer);

G_END_DECLS
