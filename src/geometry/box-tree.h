#pragma once

#include "base/box.h"

G_BEGIN_DECLS

/* Boxes that do not change, found by the ground they lie on: a packed R-tree in Hilbert order.
 * Reading is for any number of threads. */
typedef struct _MlsBoxTree MlsBoxTree;

/* Called with the index of each box found, in any order; FALSE stops the search. */
typedef gboolean (*MlsBoxTreeFunc) (guint index, gpointer user_data);

MlsBoxTree *mls_box_tree_new   (const MlsBox     *boxes,
                                guint             n_boxes);
void        mls_box_tree_free  (MlsBoxTree       *tree);
gboolean    mls_box_tree_query (const MlsBoxTree *tree,
                                const MlsBox     *box,
                                MlsBoxTreeFunc    func,
                                gpointer          user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsBoxTree, mls_box_tree_free)

G_END_DECLS
