#include "delivery/zone-overlap.h"

#include "base/format.h"

#include <glib/gi18n-lib.h>

/* As many pairs are named. */
#define N_NAMED 3

/* What rounding moves along a limit is nobody's ground to speak of: half a m². */
#define ROUNDING (MLS_AREA2_PER_M2 / 2)

struct _MlsZoneOverlaps
{
  GHashTable *sums; /* both numbers of a pair in one (gint64) → MlsZoneOverlap */
};

/**
 * mls_zone_overlaps_new:
 *
 * Returns: (transfer full): a count of nothing
 */
MlsZoneOverlaps *
mls_zone_overlaps_new (void)
{
  MlsZoneOverlaps *self = g_new (MlsZoneOverlaps, 1);

  self->sums = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  return self;
}

/**
 * mls_zone_overlaps_free:
 * @self: (transfer full): a count
 */
void
mls_zone_overlaps_free (MlsZoneOverlaps *self)
{
  g_hash_table_unref (self->sums);
  g_free (self);
}

/**
 * mls_zone_overlaps_add:
 * @self: a count
 * @first: a zone that has some ground
 * @second: one that comes later and claims it
 * @area2: how much that is
 */
void
mls_zone_overlaps_add (MlsZoneOverlaps *self, guint first, guint second, MlsArea2 area2)
{
  gint64 key = (gint64) ((guint64) first << 32 | second);
  MlsZoneOverlap *sum = g_hash_table_lookup (self->sums, &key);

  if (sum == NULL)
    {
      sum = g_new (MlsZoneOverlap, 1);
      *sum = (MlsZoneOverlap){ first, second, 0 };
      g_hash_table_insert (self->sums, g_memdup2 (&key, sizeof key), sum);
    }
  sum->area2 += area2;
}

static int
compare (gconstpointer left, gconstpointer right)
{
  const MlsZoneOverlap *a = left;
  const MlsZoneOverlap *b = right;

  if (a->area2 != b->area2)
    return a->area2 > b->area2 ? -1 : 1;
  if (a->first != b->first)
    return a->first < b->first ? -1 : 1;

  return (a->second > b->second) - (a->second < b->second);
}

/**
 * mls_zone_overlaps_list:
 * @self: a count
 *
 * Returns: (transfer full) (element-type MlsZoneOverlap): what was counted, the largest first
 */
GArray *
mls_zone_overlaps_list (const MlsZoneOverlaps *self)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (MlsZoneOverlap));
  GHashTableIter iter;
  gpointer sum;

  g_hash_table_iter_init (&iter, self->sums);
  while (g_hash_table_iter_next (&iter, NULL, &sum))
    g_array_append_vals (list, sum, 1);
  g_array_sort (list, compare);

  return list;
}

static void
append_pair (GString *text, const MlsZoneOverlap *overlap, const MlsZoneSet *zones)
{
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (overlap->area2));

  g_string_append (text, text->len > 0 ? ", " : "");
  /* Translators: two zones, and how much they have in common. */
  g_string_append_printf (text, _("“%s” and “%s” (%s)"), mls_zone_set_get_name (zones, overlap->first),
                          mls_zone_set_get_name (zones, overlap->second), area);
}

static void
append_rest (GString *text, const GArray *list, guint n)
{
  MlsArea2 area2 = 0;
  g_autofree char *count = mls_format_count (n - N_NAMED);
  g_autofree char *area = NULL;

  for (guint i = N_NAMED; i < n; i++)
    area2 += g_array_index (list, MlsZoneOverlap, i).area2;
  area = mls_format_area (mls_area2_to_m2 (area2));
  g_string_append (text, ", ");
  /* Translators: how many pairs of zones are not named, and how much each two of them have in common, in sum. */
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%s more pair (%s)", "%s more pairs (%s)", n - N_NAMED), count, area);
}

/**
 * mls_zone_overlaps_dup_text:
 * @list: (element-type MlsZoneOverlap): overlaps, the largest first
 * @zones: the zones that they are of
 *
 * Returns: (transfer full) (nullable): them for people, on one line; %NULL if there is nothing to speak of
 */
char *
mls_zone_overlaps_dup_text (const GArray *list, const MlsZoneSet *zones)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  while (n < list->len && g_array_index (list, MlsZoneOverlap, n).area2 >= ROUNDING)
    n++;
  if (n == 0)
    return NULL;

  for (guint i = 0; i < MIN (n, N_NAMED); i++)
    append_pair (text, &g_array_index (list, MlsZoneOverlap, i), zones);
  if (n > N_NAMED)
    append_rest (text, list, n);

  /* Translators: pairs of zones. */
  return g_strdup_printf (_("Ground that two zones claim goes with the first: %s"), text->str);
}
