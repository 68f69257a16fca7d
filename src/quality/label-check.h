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

/* Of a part of a coverage: regions are judged that have a face which is wanted, and nothing is said of any other. */
guint          mls_label_check_n_keys   (const MlsLabelCheck *self);
guint64       *mls_label_check_keys     (MlsLabelCheck  *self,
                                         const MlsLabel *labels);
MlsArea2       mls_label_check_enough   (MlsLabelCheck  *self,
                                         const MlsLabel *labels,
                                         guint           key);
void           mls_label_check_want     (MlsLabelCheck  *self,
                                         guint32         face);
gboolean       mls_label_check_is_wanted
                                        (const MlsLabelCheck *self,
                                         guint32         face);
gboolean       mls_label_check_has_judged
                                        (MlsLabelCheck  *self,
                                         guint32         face,
                                         const MlsFinding *finding);
gboolean       mls_label_check_has_judged_in
                                        (MlsLabelCheck  *self,
                                         guint32         face,
                                         guint           vintage,
                                         MlsDimension    dimension);

GArray        *mls_label_check_run      (MlsLabelCheck  *self);
const MlsGrouping *
               mls_label_check_grouping (const MlsLabelCheck *self);
GArray        *mls_label_check_flags    (MlsLabelCheck  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsLabelCheck, mls_label_check_free)

G_END_DECLS
