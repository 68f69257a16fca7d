#include "geometry/box-tree.h"

#include "base/hilbert.h"

#define FAN_OUT 16
/* 16^8 is more boxes than a guint can count. */
#define MAX_LEVELS 10

struct _MlsBoxTree
{
  guint   n_boxes;
  guint   n_levels;
  guint   start[MAX_LEVELS]; /* of each level in boxes, the leaves first */
  guint   length[MAX_LEVELS];
  MlsBox *boxes;
  guint  *indices;           /* [n_boxes]: what the leaves were given as */
};

static void
place_leaves (MlsBoxTree *tree, const MlsBox *boxes)
{
  g_autofree MlsPoint *centres = g_new (MlsPoint, tree->n_boxes);
  MlsBox whole = MLS_BOX_EMPTY;

  for (guint i = 0; i < tree->n_boxes; i++)
    {
      whole = mls_box_union (&whole, &boxes[i]);
      centres[i] = mls_box_centre (&boxes[i]);
    }

  tree->indices = mls_hilbert_order (centres, tree->n_boxes, &whole);
  for (guint i = 0; i < tree->n_boxes; i++)
    tree->boxes[i] = boxes[tree->indices[i]];
}

static void
build_level (MlsBoxTree *tree, guint level)
{
  const MlsBox *below = tree->boxes + tree->start[level - 1];

  for (guint i = 0; i < tree->length[level]; i++)
    {
      guint end = MIN ((i + 1) * FAN_OUT, tree->length[level - 1]);
      MlsBox box = MLS_BOX_EMPTY;

      for (guint j = i * FAN_OUT; j < end; j++)
        box = mls_box_union (&box, &below[j]);

      tree->boxes[tree->start[level] + i] = box;
    }
}

/**
 * mls_box_tree_new:
 * @boxes: (array length=n_boxes): boxes, none of them empty; copied
 * @n_boxes: how many
 *
 * Returns: (transfer full): a tree of them, built in O(n log n)
 */
MlsBoxTree *
mls_box_tree_new (const MlsBox *boxes, guint n_boxes)
{
  MlsBoxTree *tree = g_new0 (MlsBoxTree, 1);
  guint length = n_boxes;
  guint total = 0;

  tree->n_boxes = n_boxes;
  while (length > 0)
    {
      tree->start[tree->n_levels] = total;
      tree->length[tree->n_levels] = length;
      tree->n_levels++;
      total += length;
      length = length > 1 ? (length + FAN_OUT - 1) / FAN_OUT : 0;
    }

  tree->boxes = g_new (MlsBox, total);
  if (n_boxes > 0)
    place_leaves (tree, boxes);

  for (guint level = 1; level < tree->n_levels; level++)
    build_level (tree, level);

  return tree;
}

/**
 * mls_box_tree_free:
 * @tree: (transfer full): a tree
 */
void
mls_box_tree_free (MlsBoxTree *tree)
{
  g_free (tree->boxes);
  g_free (tree->indices);
  g_free (tree);
}

typedef struct
{
  const MlsBoxTree *tree;
  const MlsBox     *box;
  MlsBoxTreeFunc    func;
  gpointer          user_data;
} Query;

/* Looks at what lies below a node that meets the box. */
static gboolean
query_node (const Query *query, guint level, guint i)
{
  const MlsBoxTree *tree = query->tree;
  guint end;

  if (level == 0)
    return query->func (tree->indices[i], query->user_data);

  end = MIN ((i + 1) * FAN_OUT, tree->length[level - 1]);
  for (guint j = i * FAN_OUT; j < end; j++)
    if (mls_box_intersects (&tree->boxes[tree->start[level - 1] + j], query->box) &&
        !query_node (query, level - 1, j))
      return FALSE;

  return TRUE;
}

/**
 * mls_box_tree_query:
 * @tree: a tree
 * @box: where to look
 * @func: called with the index of each box that meets @box, closed as all boxes are
 * @user_data: for @func
 *
 * Returns: %FALSE if @func stopped the search
 */
gboolean
mls_box_tree_query (const MlsBoxTree *tree,
                    const MlsBox     *box,
                    MlsBoxTreeFunc    func,
                    gpointer          user_data)
{
  Query query = { tree, box, func, user_data };
  guint top = tree->n_levels - 1;

  return tree->n_levels == 0 || !mls_box_intersects (&tree->boxes[tree->start[top]], box) ||
         query_node (&query, top, 0);
}
