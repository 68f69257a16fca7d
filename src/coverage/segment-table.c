#include "coverage/segment-table.h"

/* Open addressing with linear probing. A patch keeps a hundred thousand segments and is asked for
 * them on every motion of the pointer: GHashTable would pay an allocation and an indirection for
 * each. A slot is free while @value is %NULL; removal closes the gap it leaves. */
typedef struct
{
  MlsPoint a;
  MlsPoint b;
  gpointer value;
} Slot;

struct _MlsSegmentTable
{
  Slot *slots;
  gsize n_slots; /* a power of two */
  gsize n_used;
};

enum
{
  FIRST_SIZE = 64,
};

/**
 * mls_segment_table_new:
 *
 * Returns: (transfer full): an empty table
 */
MlsSegmentTable *
mls_segment_table_new (void)
{
  MlsSegmentTable *table = g_new (MlsSegmentTable, 1);

  table->n_slots = FIRST_SIZE;
  table->n_used = 0;
  table->slots = g_new0 (Slot, table->n_slots);

  return table;
}

/**
 * mls_segment_table_free:
 * @table: (transfer full): a table; its values are left alone
 */
void
mls_segment_table_free (MlsSegmentTable *table)
{
  g_free (table->slots);
  g_free (table);
}

static gsize
home_of (const MlsSegmentTable *table, MlsPoint a, MlsPoint b)
{
  guint hash = mls_point_hash (a) * 31 + mls_point_hash (b);

  return (hash ^ hash >> 15) & (table->n_slots - 1);
}

/* The slot of a → b, or the free one where it would go. */
static Slot *
find_slot (const MlsSegmentTable *table, MlsPoint a, MlsPoint b)
{
  for (gsize i = home_of (table, a, b);; i = (i + 1) & (table->n_slots - 1))
    {
      Slot *slot = &table->slots[i];

      if (slot->value == NULL || (mls_point_equal (slot->a, a) && mls_point_equal (slot->b, b)))
        return slot;
    }
}

/**
 * mls_segment_table_get:
 * @table: a table
 * @a: where the segment starts
 * @b: where it ends
 *
 * Returns: (transfer none) (nullable): what was set for @a → @b
 */
gpointer
mls_segment_table_get (const MlsSegmentTable *table, MlsPoint a, MlsPoint b)
{
  return find_slot (table, a, b)->value;
}

static void
grow (MlsSegmentTable *table)
{
  Slot *old = table->slots;
  gsize n_old = table->n_slots;

  table->n_slots *= 2;
  table->slots = g_new0 (Slot, table->n_slots);
  for (gsize i = 0; i < n_old; i++)
    if (old[i].value != NULL)
      *find_slot (table, old[i].a, old[i].b) = old[i];

  g_free (old);
}

/**
 * mls_segment_table_set:
 * @table: a table
 * @a: where the segment starts
 * @b: where it ends
 * @value: what to keep for @a → @b, in place of what was there; not %NULL
 */
void
mls_segment_table_set (MlsSegmentTable *table, MlsPoint a, MlsPoint b, gpointer value)
{
  Slot *slot;

  g_return_if_fail (value != NULL);

  if (table->n_used * 2 >= table->n_slots)
    grow (table);

  slot = find_slot (table, a, b);
  table->n_used += slot->value == NULL;
  *slot = (Slot){ a, b, value };
}

/**
 * mls_segment_table_set_ring:
 * @table: a table
 * @ring: a ring
 * @value: what to keep for each of its segments, as it is walked; not %NULL
 */
void
mls_segment_table_set_ring (MlsSegmentTable *table, MlsRing ring, gpointer value)
{
  for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
    mls_segment_table_set (table, ring.points[j], ring.points[i], value);
}

/**
 * mls_segment_table_remove:
 * @table: a table
 * @a: where the segment starts
 * @b: where it ends
 *
 * Forgets @a → @b, if it is there.
 */
void
mls_segment_table_remove (MlsSegmentTable *table, MlsPoint a, MlsPoint b)
{
  gsize mask = table->n_slots - 1;
  gsize hole = (gsize) (find_slot (table, a, b) - table->slots);

  if (table->slots[hole].value == NULL)
    return;

  table->n_used--;
  for (gsize i = (hole + 1) & mask; table->slots[i].value != NULL; i = (i + 1) & mask)
    {
      gsize home = home_of (table, table->slots[i].a, table->slots[i].b);

      /* Move back what a probe from its home would no longer reach across the hole. */
      if (((i - home) & mask) >= ((i - hole) & mask))
        {
          table->slots[hole] = table->slots[i];
          hole = i;
        }
    }

  table->slots[hole].value = NULL;
}
