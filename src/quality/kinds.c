#include "quality/kinds.h"

struct _MlsKinds
{
  GHashTable *numbers; /* (element-type Kind) to a number */
};

/* What changed into what. */
typedef struct
{
  guint64 from;
  guint64 to;
} Kind;

static guint
kind_hash (gconstpointer data)
{
  const Kind *kind = data;
  guint64 h =
    (kind->from ^ (kind->to << 16 | kind->to >> 48)) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return (guint) (h >> 32);
}

static gboolean
kind_equal (gconstpointer left, gconstpointer right)
{
  const Kind *a = left;
  const Kind *b = right;

  return a->from == b->from && a->to == b->to;
}

/**
 * mls_kinds_new:
 *
 * Returns: (transfer full): no kind of change yet
 */
MlsKinds *
mls_kinds_new (void)
{
  MlsKinds *self = g_new0 (MlsKinds, 1);

  self->numbers = g_hash_table_new_full (kind_hash, kind_equal, g_free, NULL);

  return self;
}

/**
 * mls_kinds_free:
 * @self: (transfer full): kinds of changes
 */
void
mls_kinds_free (MlsKinds *self)
{
  g_hash_table_unref (self->numbers);
  g_free (self);
}

/**
 * mls_kinds_number:
 * @self: kinds of changes
 * @from: what some ground was
 * @to: what it is
 * @dimension: in which dimension a change counts
 *
 * Ground that is not coded at one of the dates has not changed, as far as is known.
 *
 * Returns: the number of that kind of change, 0 if it is none
 */
guint
mls_kinds_number (MlsKinds *self, const MlsLabel *from, const MlsLabel *to, MlsDimension dimension)
{
  Kind kind = { mls_label_code (from, dimension), mls_label_code (to, dimension) };
  gpointer number;

  if (!mls_label_changes (from, to, dimension))
    return 0;

  number = g_hash_table_lookup (self->numbers, &kind);
  if (number == NULL)
    {
      number = GUINT_TO_POINTER (g_hash_table_size (self->numbers) + 1);
      g_hash_table_insert (self->numbers, g_memdup2 (&kind, sizeof kind), number);
    }

  return GPOINTER_TO_UINT (number);
}
