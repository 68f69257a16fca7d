#pragma once

#include "coverage/grouping.h"
#include "rules/exception.h"
#include "rules/flags.h"

G_BEGIN_DECLS

/* What rules say of the labels of a whole coverage, region by region: minima, codes, pairs, missing
 * labels, doubts, identical neighbours; and of the borders between faces. Faces and the territory's edge are shown to it in any
 * order; memory is some hundred bytes a face, whatever its vertices. */
typedef struct _MlsLabelCheck MlsLabelCheck;

MlsLabelCheck *mls_label_check_new      (const MlsRules *rules,
                                         const GArray   *exceptions);
void           mls_label_check_free     (MlsLabelCheck  *self);
void           mls_label_check_add_edge (MlsLabelCheck  *self,
                                         const MlsEdge  *edge);
void           mls_label_check_add_face (MlsLabelCheck  *self,
                                         const MlsFace  *face);
GArray        *mls_label_check_run      (MlsLabelCheck  *self);
const MlsGrouping *
               mls_label_check_grouping (const MlsLabelCheck *self);
GArray        *mls_label_check_flags    (MlsLabelCheck  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsLabelCheck, mls_label_check_free)

G_END_DECLS
