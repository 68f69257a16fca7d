#include "assembly/border.h"

#include "assembly/ledger.h"
#include "assembly/soup-order.h"

/* Polygons between two calls of the caller's function. */
#define TELL_EVERY 4096

/* Borders under way. */
typedef struct
{
  MlsLedger  *ledger;
  GHashTable *met;     /* both numbers in one → index among the borders, plus 1 */
  GArray     *borders; /* (element-type MlsSoupBorder) */
} Walk;

static MlsSoupBorder *
border_of (Walk *walk, guint a, guint b)
{
  MlsSoupBorder fresh = { MIN (a, b), MAX (a, b), 0, 0 };
  gint64 key = (gint64) ((guint64) fresh.a << 32 | fresh.b);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (walk->met, &key));

  if (index == 0)
    {
      g_array_append_val (walk->borders, fresh);
      index = walk->borders->len;
      g_hash_table_insert (walk->met, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (index));
    }

  return &g_array_index (walk->borders, MlsSoupBorder, index - 1);
}

static void
meet (Walk *walk, guint a, guint b, double length)
{
  MlsSoupBorder *border;

  if (a == b)
    return;

  border = border_of (walk, a, b);
  border->n_segments++;
  border->length += length;
}

static void
walk_face (Walk *walk, guint face, const MlsShape *shape)
{
  for (guint r = 0; r < mls_shape_n_rings (shape); r++)
    {
      MlsRing ring = mls_shape_ring (shape, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        {
          MlsLedgerEnd a = { ring.points[j], MLS_MARK_MIDDLE };
          MlsLedgerEnd b = { ring.points[i], MLS_MARK_MIDDLE };
          guint other = mls_ledger_walk (walk->ledger, a, b, face);

          if (other != MLS_LEDGER_NO_FACE)
            meet (walk, face, other, mls_point_distance (a.point, b.point));
        }
    }
}

static void
measure_edges (const MlsLedger *ledger, double *edges)
{
  g_autoptr (GArray) rest = mls_ledger_rest (ledger);

  for (guint i = 0; i < rest->len; i++)
    {
      const MlsLedgerRest *segment = &g_array_index (rest, MlsLedgerRest, i);

      edges[segment->face] += mls_point_distance (segment->a.point, segment->b.point);
    }
}

static int
compare_borders (gconstpointer left, gconstpointer right)
{
  const MlsSoupBorder *a = left;
  const MlsSoupBorder *b = right;

  if (a->a != b->a)
    return a->a < b->a ? -1 : 1;

  return (a->b > b->b) - (a->b < b->b);
}

/**
 * mls_soup_borders:
 * @soup: polygons that meet at common vertices and have no ground in common
 * @edges: (array): for each polygon, how much of its border no other has is added, in mm
 * @tell: (nullable): told how far it is
 * @tell_data: for @tell
 *
 * Returns: (transfer full) (nullable) (element-type MlsSoupBorder): what polygons have in common, in order; %NULL if
 *   @tell gave up
 */
GArray *
mls_soup_borders (const MlsSoup *soup, double *edges, MlsAssemblyFunc tell, gpointer tell_data)
{
  g_autoptr (MlsLedger) ledger = mls_ledger_new ();
  g_autoptr (GHashTable) met = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) borders = g_array_new (FALSE, FALSE, sizeof (MlsSoupBorder));
  g_autoptr (MlsShape) shape = mls_shape_new ();
  Walk walk = { ledger, met, borders };
  guint n;
  g_autofree guint *order = mls_soup_order (soup, &n);

  for (guint i = 0; i < n; i++)
    {
      mls_soup_read (soup, order[i], shape);
      walk_face (&walk, order[i], shape);
      if (tell != NULL && i % TELL_EVERY == 0 && !tell ((double) i / n, tell_data))
        return NULL;
    }

  measure_edges (ledger, edges);
  g_array_sort (borders, compare_borders);

  return g_steal_pointer (&borders);
}
