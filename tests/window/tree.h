#pragma once

#include <atspi/atspi.h>

G_BEGIN_DECLS

/* All that a program shows at one instant, as the bus tells it. Widgets are asked for together, a level
 * of the tree at a time: one after the other, each answer would have to wait for a processor. What they are is told for
 * all in one answer. */
typedef struct _MlsNode MlsNode;

struct _MlsNode
{
  char      *path;     /* on the bus */
  AtspiRole  role;
  char      *name;     /* NULL if it is gone */
  guint64    states;   /* a bit an AtspiStateType */
  MlsNode   *parent;   /* NULL for the root */
  GPtrArray *children; /* (element-type MlsNode), those that are visible */
};

typedef gboolean (*MlsNodeFunc) (const MlsNode *node, int depth, gpointer user_data);

MlsNode         *mls_tree_read       (AtspiAccessible *root);
void             mls_tree_free       (MlsNode         *root);
const MlsNode   *mls_tree_each       (const MlsNode   *root,
                                      MlsNodeFunc      func,
                                      gpointer         user_data);
gboolean         mls_node_has_state  (const MlsNode   *node,
                                      AtspiStateType   state);
AtspiAccessible *mls_node_get_widget (const MlsNode   *node,
                                      AtspiAccessible *root);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsNode, mls_tree_free)

G_END_DECLS
