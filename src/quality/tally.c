#include "quality/tally.h"

/* The areas lie behind each other in the order in which their codes came; those of none stay, at 0. */
struct _MlsTally
{
  guint       n_vintages;
  GArray     *codes;  /* (element-type MlsPair) n_vintages for each area */
  GArray     *areas;  /* (element-type MlsArea2) */
  GArray     *hashes; /* (element-type guint) of the codes of each area */
  GArray     *slots;  /* (element-type guint) the number of an area and 1; 0 where there is none; a power of 2 of them */
};

#define FIRST_SLOTS 256

/**
 * mls_tally_new:
 * @n_vintages: how many dates there are
 *
 * Returns: (transfer full): a tally of no ground
 */
MlsTally *
mls_tally_new (guint n_vintages)
{
  MlsTally *self = g_new0 (MlsTally, 1);

  self->n_vintages = n_vintages;
  self->codes = g_array_new (FALSE, FALSE, sizeof (MlsPair));
  self->areas = g_array_new (FALSE, FALSE, sizeof (MlsArea2));
  self->hashes = g_array_new (FALSE, FALSE, sizeof (guint));
  self->slots = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_set_size (self->slots, FIRST_SLOTS);

  return self;
}

/**
 * mls_tally_free:
 * @self: (transfer full) (nullable): a tally
 */
void
mls_tally_free (MlsTally *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->codes);
  g_array_unref (self->areas);
  g_array_unref (self->hashes);
  g_array_unref (self->slots);
  g_free (self);
}

static guint
hash_codes (const MlsPair *codes, guint n)
{
  guint64 h = n;

  for (guint i = 0; i < n; i++)
    h = (h ^ ((guint64) codes[i].cover << 32 | codes[i].use)) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return (guint) (h >> 32);
}

static const MlsPair *
codes_of (const MlsTally *self, guint i)
{
  return (const MlsPair *) (gpointer) self->codes->data + (gsize) i * self->n_vintages;
}

static gboolean
are_codes (const MlsTally *self, guint i, const MlsPair *codes)
{
  const MlsPair *own = codes_of (self, i);

  for (guint v = 0; v < self->n_vintages; v++)
    if (!mls_pair_equal (own[v], codes[v]))
      return FALSE;

  return TRUE;
}

/* Where these codes are, or would be. */
static guint *
find_slot (const MlsTally *self, const MlsPair *codes, guint hash)
{
  guint mask = self->slots->len - 1;
  guint at = hash & mask;
  guint *slots = (guint *) (gpointer) self->slots->data;

  while (slots[at] != 0 && (g_array_index (self->hashes, guint, slots[at] - 1) != hash ||
                            !are_codes (self, slots[at] - 1, codes)))
    at = (at + 1) & mask;

  return &slots[at];
}

static void
grow (MlsTally *self)
{
  guint n = 2 * self->slots->len;

  g_array_set_size (self->slots, 0);
  g_array_set_size (self->slots, n);
  for (guint i = 0; i < self->areas->len; i++)
    *find_slot (self, codes_of (self, i), g_array_index (self->hashes, guint, i)) = i + 1;
}

/**
 * mls_tally_add:
 * @self: a tally
 * @codes: (array): what some ground is at each date
 * @area2: how much more there is of that, or less
 */
void
mls_tally_add (MlsTally *self, const MlsPair *codes, MlsArea2 area2)
{
  guint hash = hash_codes (codes, self->n_vintages);
  guint *slot = find_slot (self, codes, hash);

  if (*slot != 0)
    {
      g_array_index (self->areas, MlsArea2, *slot - 1) += area2;
      return;
    }

  g_array_append_vals (self->codes, codes, self->n_vintages);
  g_array_append_val (self->areas, area2);
  g_array_append_val (self->hashes, hash);
  *slot = self->areas->len;
  if (2 * self->areas->len > self->slots->len)
    grow (self);
}

/**
 * mls_tally_add_face:
 * @self: a tally
 * @face: a face of that many vintages
 * @area2: how much of it, below 0 to take it off
 */
void
mls_tally_add_face (MlsTally *self, const MlsFace *face, MlsArea2 area2)
{
  MlsPair codes[MLS_MAX_VINTAGES];

  g_return_if_fail (face->n_vintages == self->n_vintages);

  for (guint v = 0; v < face->n_vintages; v++)
    codes[v] = mls_label_pair (&face->labels[v]);
  mls_tally_add (self, codes, area2);
}

/**
 * mls_tally_add_all:
 * @self: a tally
 * @other: one of as many vintages
 * @sign: 1 to put all that on, -1 to take it off
 */
void
mls_tally_add_all (MlsTally *self, const MlsTally *other, int sign)
{
  g_return_if_fail (self->n_vintages == other->n_vintages);

  for (guint i = 0; i < other->areas->len; i++)
    mls_tally_add (self, codes_of (other, i), sign * g_array_index (other->areas, MlsArea2, i));
}

/**
 * mls_tally_n_vintages:
 * @self: a tally
 *
 * Returns: how many dates it has
 */
guint
mls_tally_n_vintages (const MlsTally *self)
{
  return self->n_vintages;
}

/**
 * mls_tally_total:
 * @self: a tally
 *
 * Returns: how much ground it has
 */
MlsArea2
mls_tally_total (const MlsTally *self)
{
  MlsArea2 total = 0;

  for (guint i = 0; i < self->areas->len; i++)
    total += g_array_index (self->areas, MlsArea2, i);

  return total;
}

/**
 * mls_tally_each:
 * @self: a tally
 * @func: (scope call): gets each row of codes that there is some ground of
 * @user_data: for @func
 */
void
mls_tally_each (const MlsTally *self, MlsTallyFunc func, gpointer user_data)
{
  for (guint i = 0; i < self->areas->len; i++)
    if (g_array_index (self->areas, MlsArea2, i) != 0)
      func (codes_of (self, i), g_array_index (self->areas, MlsArea2, i), user_data);
}
