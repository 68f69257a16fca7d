#include "assembly/ledger.h"

#include "assembly/soup.h"

#include <stdlib.h>

/* A segment from its smaller end to the other, with how often it is walked so, less how often the
 * other way. An entry of balance 0 is free. */
typedef struct
{
  MlsPoint low;
  MlsPoint high;
  gint32   balance;
  guint32  face;
  guint16  low_mark;
  guint16  high_mark;
  guint16  mixed;
} Entry;

/* Open addressing with linear probing; the length is a power of two, at most half of it is used. */
struct _MlsLedger
{
  Entry  *entries;
  gsize   length;
  gsize   used;
  GArray *unlike;  /* (element-type MlsLedgerRest); NULL once there were too many */
};

/* So many segments that cancel though their marks differ say that the source does so throughout. */
#define MAX_UNLIKE 4000000

/**
 * mls_ledger_new:
 *
 * Returns: (transfer full): a ledger without a segment
 */
MlsLedger *
mls_ledger_new (void)
{
  MlsLedger *ledger = g_new0 (MlsLedger, 1);

  ledger->length = 1024;
  ledger->entries = g_new0 (Entry, ledger->length);
  ledger->unlike = g_array_new (FALSE, FALSE, sizeof (MlsLedgerRest));

  return ledger;
}

/**
 * mls_ledger_free:
 * @ledger: (transfer full): a ledger
 */
void
mls_ledger_free (MlsLedger *ledger)
{
  g_free (ledger->entries);
  g_clear_pointer (&ledger->unlike, g_array_unref);
  g_free (ledger);
}

static gsize
home_of (const MlsLedger *ledger, MlsPoint low, MlsPoint high)
{
  guint64 h = (guint64) mls_point_hash (low) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + mls_point_hash (high);

  return (gsize) (h ^ (h >> 29)) & (ledger->length - 1);
}

/* The entry of that segment, or the free one where it belongs. */
static gsize
find (const MlsLedger *ledger, MlsPoint low, MlsPoint high)
{
  gsize i = home_of (ledger, low, high);

  while (ledger->entries[i].balance != 0 && !(mls_point_equal (ledger->entries[i].low, low) &&
                                              mls_point_equal (ledger->entries[i].high, high)))
    i = (i + 1) & (ledger->length - 1);

  return i;
}

static void
grow (MlsLedger *ledger)
{
  g_autofree Entry *old = ledger->entries;
  gsize old_length = ledger->length;

  ledger->length *= 2;
  ledger->entries = g_new0 (Entry, ledger->length);

  for (gsize i = 0; i < old_length; i++)
    if (old[i].balance != 0)
      ledger->entries[find (ledger, old[i].low, old[i].high)] = old[i];
}

/* Frees entry @hole, moving back what would not be found behind it. */
static void
remove_at (MlsLedger *ledger, gsize hole)
{
  gsize mask = ledger->length - 1;

  for (gsize i = (hole + 1) & mask; ledger->entries[i].balance != 0; i = (i + 1) & mask)
    {
      gsize home = home_of (ledger, ledger->entries[i].low, ledger->entries[i].high);

      if (((i - home) & mask) >= ((i - hole) & mask))
        {
          ledger->entries[hole] = ledger->entries[i];
          hole = i;
        }
    }

  ledger->entries[hole].balance = 0;
  ledger->used--;
}

static void
add_unlike (MlsLedger *ledger, const MlsLedgerRest *items, guint n_items)
{
  if (ledger->unlike == NULL)
    return;

  g_array_append_vals (ledger->unlike, items, n_items);
  if (ledger->unlike->len > MAX_UNLIKE)
    g_clear_pointer (&ledger->unlike, g_array_unref);
}

/* A segment between other vertices of the source than its entry has counts as if it were between
 * those. What that changes is kept: the segment, and back between the vertices of the entry. */
static void
note_unlike (MlsLedger *ledger, Entry *entry, MlsLedgerEnd a, MlsLedgerEnd b, guint face)
{
  gboolean forward = mls_point_equal (entry->low, a.point);
  MlsLedgerEnd entry_a = { a.point, forward ? entry->low_mark : entry->high_mark };
  MlsLedgerEnd entry_b = { b.point, forward ? entry->high_mark : entry->low_mark };
  MlsLedgerRest both[2] = { { a, b, face, 1, TRUE }, { entry_b, entry_a, face, 1, TRUE } };

  if (entry_a.mark == a.mark && entry_b.mark == b.mark)
    return;

  entry->mixed = TRUE;
  add_unlike (ledger, both, 2);
}

/**
 * mls_ledger_walk:
 * @ledger: a ledger
 * @a: where a segment of a face starts
 * @b: where it ends; in the same place if only the marks differ
 * @face: the face, on its left
 *
 * Enters a segment, or takes out one that runs the other way.
 *
 * Returns: the face on the other side if there was one, %MLS_LEDGER_NO_FACE if not
 */
guint
mls_ledger_walk (MlsLedger *ledger, MlsLedgerEnd a, MlsLedgerEnd b, guint face)
{
  gboolean forward = mls_point_compare (a.point, b.point) < 0;
  MlsLedgerEnd low = forward ? a : b;
  MlsLedgerEnd high = forward ? b : a;
  gint32 sign = forward ? 1 : -1;
  guint other = MLS_LEDGER_NO_FACE;
  gsize i;
  Entry *entry;

  if (mls_point_equal (a.point, b.point))
    {
      if (a.mark != b.mark)
        add_unlike (ledger, &(MlsLedgerRest){ a, b, face, 1, TRUE }, 1);
      return other;
    }

  i = find (ledger, low.point, high.point);
  entry = &ledger->entries[i];
  if (entry->balance == 0)
    {
      *entry = (Entry){ low.point, high.point, sign, face, low.mark, high.mark, FALSE };
      if (++ledger->used * 2 > ledger->length)
        grow (ledger);
      return other;
    }

  note_unlike (ledger, entry, a, b, face);
  if ((entry->balance < 0) != (sign < 0))
    other = entry->face;
  else
    entry->face = face;

  entry->balance += sign;
  if (entry->balance == 0)
    remove_at (ledger, i);

  return other;
}

/**
 * mls_ledger_size:
 * @ledger: a ledger
 *
 * Returns: how many segments are left
 */
guint
mls_ledger_size (const MlsLedger *ledger)
{
  return (guint) ledger->used;
}

static int
compare_rests (gconstpointer left, gconstpointer right)
{
  const MlsLedgerRest *r = left;
  const MlsLedgerRest *s = right;
  int order = mls_point_compare (r->a.point, s->a.point);

  return order != 0 ? order : mls_point_compare (r->b.point, s->b.point);
}

/**
 * mls_ledger_rest:
 * @ledger: a ledger
 *
 * Returns: (transfer full) (element-type MlsLedgerRest): what is left, by where it starts
 */
GArray *
mls_ledger_rest (const MlsLedger *ledger)
{
  GArray *rest = g_array_new (FALSE, FALSE, sizeof (MlsLedgerRest));

  for (gsize i = 0; i < ledger->length; i++)
    {
      const Entry *entry = &ledger->entries[i];
      MlsLedgerEnd low = { entry->low, entry->low_mark };
      MlsLedgerEnd high = { entry->high, entry->high_mark };
      MlsLedgerRest item = { low, high, entry->face, (guint) ABS (entry->balance), entry->mixed };

      if (entry->balance < 0)
        {
          item.a = high;
          item.b = low;
        }
      if (entry->balance != 0)
        g_array_append_val (rest, item);
    }

  g_array_sort (rest, compare_rests);

  return rest;
}

/**
 * mls_ledger_unlike:
 * @ledger: a ledger
 *
 * Returns: (transfer full) (element-type MlsLedgerRest): the segments of no length but between
 *   different marks, and what makes up for taking segments that only rounding made one for one;
 *   empty if there were too many to mean anything
 */
GArray *
mls_ledger_unlike (const MlsLedger *ledger)
{
  return ledger->unlike != NULL ? g_array_ref (ledger->unlike)
                                : g_array_new (FALSE, FALSE, sizeof (MlsLedgerRest));
}

/**
 * mls_ledger_end_in_source:
 * @end: a vertex
 *
 * Returns: where it was in the source, in 1 / %MLS_MARK_STEPS mm
 */
MlsPoint
mls_ledger_end_in_source (const MlsLedgerEnd *end)
{
  return (MlsPoint){ end->point.x * MLS_MARK_STEPS + (end->mark >> 8) - MLS_MARK_STEPS / 2,
                     end->point.y * MLS_MARK_STEPS + (end->mark & 0xff) - MLS_MARK_STEPS / 2 };
}
