#include "assembly/cross.h"

/* Ground of one outline and one tuple of labels. */
typedef struct
{
  guint outline;
  guint labels;
} Owner;

/* A segment of the border of an owner's ground, the ground on its left. */
typedef struct
{
  Owner           owner;
  MlsTraceSegment segment;
} Border;

typedef struct
{
  const MlsSoup  *soup;
  guint           n_outlines; /* they come first */
  guint           no_labels;
  GArray        **borders;    /* (element-type Border) [n_outlines]: of those under way; NULL without */
  MlsCrossingFunc func;
  gpointer        user_data;
} Crossing;

/* One sheet, on a worker thread. */
typedef struct
{
  const Crossing *crossing;
  GArray         *owners;  /* (element-type Owner): of the cells of the sheet */
  GHashTable     *numbers; /* both numbers of an owner in one → its number, plus 1 */
  GArray         *borders; /* (element-type Border) */
} Work;

static guint
number_owner (Work *work, Owner owner)
{
  gint64 key = (gint64) ((guint64) owner.outline << 32 | owner.labels);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (work->numbers, &key));

  if (number > 0)
    return number - 1;

  g_array_append_val (work->owners, owner);
  g_hash_table_insert (work->numbers, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (work->owners->len));

  return work->owners->len - 1;
}

/* The first outline that the cell is in, with the labels of the first polygon; nobody outside the outlines. */
static guint
find_owner (const MlsTurn *turns, guint n_turns, gpointer user_data)
{
  Work *work = user_data;
  Owner owner = { MLS_NOBODY, work->crossing->no_labels };
  MlsClaim claim = { turns, n_turns };

  while (mls_claim_next (&claim))
    if (!claim.inside)
      continue;
    else if (claim.face >= work->crossing->n_outlines)
      {
        owner.labels = mls_soup_face (work->crossing->soup, claim.face)->labels;
        break;
      }
    else if (owner.outline == MLS_NOBODY)
      owner.outline = claim.face;

  return owner.outline != MLS_NOBODY ? number_owner (work, owner) : MLS_NOBODY;
}

static void
add_border (Work *work, guint owner, MlsPoint a, MlsPoint b)
{
  if (owner != MLS_NOBODY)
    g_array_append_val (work->borders, ((Border){ g_array_index (work->owners, Owner, owner), { a, b } }));
}

static void
judge_edge (const MlsWindingEdge *edge, gpointer user_data)
{
  if (edge->left.owner == edge->right.owner)
    return;

  add_border (user_data, edge->left.owner, edge->low, edge->high);
  add_border (user_data, edge->right.owner, edge->high, edge->low);
}

static gpointer
work_on_sheet (const MlsSheet *sheet, gpointer user_data)
{
  g_autoptr (MlsWinding) winding = mls_winding_new ();
  g_autoptr (GArray) owners = g_array_new (FALSE, FALSE, sizeof (Owner));
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Work work = { user_data, owners, numbers, g_array_new (FALSE, FALSE, sizeof (Border)) };

  mls_claims_wind (winding, work.crossing->soup, sheet);
  mls_winding_run (winding, find_owner, &work);
  mls_winding_edges (winding, judge_edge, &work);

  return work.borders;
}

static void
take_borders (gpointer result, gpointer user_data)
{
  Crossing *self = user_data;
  g_autoptr (GArray) borders = result;

  for (guint i = 0; i < borders->len; i++)
    {
      const Border *border = &g_array_index (borders, Border, i);
      GArray **list = &self->borders[border->owner.outline];

      if (*list == NULL)
        *list = g_array_new (FALSE, FALSE, sizeof (Border));
      g_array_append_val (*list, *border);
    }
}

static int
compare_borders (gconstpointer left, gconstpointer right)
{
  const Border *a = left;
  const Border *b = right;
  int order;

  if (a->owner.labels != b->owner.labels)
    return a->owner.labels < b->owner.labels ? -1 : 1;

  order = mls_point_compare (a->segment.a, b->segment.a);

  return order != 0 ? order : mls_point_compare (a->segment.b, b->segment.b);
}

static void
finish_face (guint face, gpointer user_data)
{
  Crossing *self = user_data;
  g_autoptr (GArray) borders = face < self->n_outlines ? g_steal_pointer (&self->borders[face]) : NULL;
  guint end;

  if (borders == NULL)
    return;

  g_array_sort (borders, compare_borders);
  for (guint first = 0; first < borders->len; first = end)
    {
      guint labels = g_array_index (borders, Border, first).owner.labels;
      g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (MlsTraceSegment));

      for (end = first; end < borders->len && g_array_index (borders, Border, end).owner.labels == labels; end++)
        g_array_append_val (segments, g_array_index (borders, Border, end).segment);

      self->func (&(MlsCrossing){ face, labels, segments }, self->user_data);
    }
}

/**
 * mls_soup_cross:
 * @soup: polygons whose borders meet at common vertices only, in the order in which they take ground, the outlines
 *   first
 * @func: (scope call): gets what lies in each outline, outlines and labels in no order
 * @user_data: for @func
 * @tell: told how far it is
 * @tell_data: for @tell
 *
 * Crosses two coverages: the ground of each outline is told apart by the labels of the first polygon there. What no
 * outline has is left out, and where outlines overlap the first has the ground.
 *
 * Returns: %FALSE if @tell gave up
 */
gboolean
mls_soup_cross (MlsSoup         *soup,
                MlsCrossingFunc  func,
                gpointer         user_data,
                MlsAssemblyFunc  tell,
                gpointer         tell_data)
{
  static const MlsSheetFuncs funcs = { work_on_sheet, take_borders, finish_face, (GDestroyNotify) g_array_unref };
  g_autoptr (MlsSheets) sheets = mls_sheets_new (soup, MLS_SHEET_SIZE);
  guint n_outlines = mls_soup_n_outlines (soup);
  Crossing self = { soup, n_outlines, mls_soup_no_labels (soup), g_new0 (GArray *, n_outlines), func, user_data };
  gboolean done = mls_sheets_run (sheets, &funcs, &self, tell, tell_data);

  for (guint i = 0; i < n_outlines; i++)
    g_clear_pointer (&self.borders[i], g_array_unref);
  g_free (self.borders);

  return done;
}
