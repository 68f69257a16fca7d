#include "coverage/way.h"

/**
 * mls_way_reversed:
 * @way: (element-type MlsPoint): a way
 *
 * Returns: (transfer full) (element-type MlsPoint): the same from its other end
 */
GArray *
mls_way_reversed (const GArray *way)
{
  GArray *back = g_array_sized_new (FALSE, FALSE, sizeof (MlsPoint), way->len);

  for (guint i = way->len; i-- > 0;)
    g_array_append_val (back, g_array_index (way, MlsPoint, i));

  return back;
}

static guint
hash_point (gconstpointer point)
{
  return mls_point_hash (*(const MlsPoint *) point);
}

static gboolean
equal_points (gconstpointer a, gconstpointer b)
{
  return mls_point_equal (*(const MlsPoint *) a, *(const MlsPoint *) b);
}

/* Where on a way each vertex is, by 1 and more; of one that is there twice, where it comes last. */
static GHashTable *
index_way (const GArray *way)
{
  GHashTable *places = g_hash_table_new (hash_point, equal_points);

  for (guint i = 0; i < way->len; i++)
    g_hash_table_insert (places, &g_array_index (way, MlsPoint, i), GUINT_TO_POINTER (i + 1));

  return places;
}

static GArray *
stretch (const GArray *way, guint first, guint last)
{
  GArray *part = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  return g_array_append_vals (part, &g_array_index (way, MlsPoint, first), last - first + 1);
}

/**
 * mls_way_each_apart:
 * @was: (element-type MlsPoint): a way
 * @is: (element-type MlsPoint): another between the same ends, or around from the same vertex; what both run through comes
 *   in one order
 * @func: (scope call): called for each stretch where they part, up to the next vertex of both; %FALSE ends it
 * @user_data: for @func
 * @error: what @func sets
 *
 * Returns: whether @func was content with all of them
 */
gboolean
mls_way_each_apart (const GArray *was, const GArray *is, MlsStretchFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GHashTable) places = index_way (is);
  guint from = 0, from_is = 0;

  for (guint i = 1; i < was->len; i++)
    {
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, &g_array_index (was, MlsPoint, i)));

      if (place == 0)
        continue;

      if (i > from + 1 || place - 1 > from_is + 1)
        {
          g_autoptr (GArray) old = stretch (was, from, i);
          g_autoptr (GArray) new = stretch (is, from_is, place - 1);

          if (!func (old, new, user_data, error))
            return FALSE;
        }

      from = i;
      from_is = place - 1;
    }

  return TRUE;
}
