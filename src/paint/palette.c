#include "paint/palette.h"

/* Kinds by what they are: open addressing, at most half full, holding numbers of kinds. */
struct _MlsPalette
{
  guint    n_vintages;
  GArray  *pairs;     /* (element-type MlsPair): kind by kind */
  guint    n_kinds;
  guint32 *slots;
  guint32  mask;
};

#define FIRST_SLOTS 64

/**
 * mls_palette_new:
 *
 * Returns: (transfer full): a palette without kinds
 */
MlsPalette *
mls_palette_new (void)
{
  MlsPalette *palette = g_new0 (MlsPalette, 1);

  palette->pairs = g_array_new (FALSE, FALSE, sizeof (MlsPair));
  palette->slots = g_new0 (guint32, FIRST_SLOTS);
  palette->mask = FIRST_SLOTS - 1;

  return palette;
}

/**
 * mls_palette_free:
 * @palette: (transfer full): a palette
 */
void
mls_palette_free (MlsPalette *palette)
{
  g_array_unref (palette->pairs);
  g_free (palette->slots);
  g_free (palette);
}

/**
 * mls_palette_n_kinds:
 * @palette: a palette
 *
 * Returns: how many kinds there are, which is the number of the last one
 */
guint
mls_palette_n_kinds (const MlsPalette *palette)
{
  return palette->n_kinds;
}

/**
 * mls_palette_n_vintages:
 * @palette: a palette
 *
 * Returns: of how many vintages its kinds are; 0 as long as there is none
 */
guint
mls_palette_n_vintages (const MlsPalette *palette)
{
  return palette->n_vintages;
}

/**
 * mls_palette_pairs:
 * @palette: a palette
 * @kind: a number of it
 *
 * Returns: (transfer none): its codes in each vintage, valid until a kind is added
 */
const MlsPair *
mls_palette_pairs (const MlsPalette *palette, guint32 kind)
{
  return &g_array_index (palette->pairs, MlsPair, (gsize) (kind - 1) * palette->n_vintages);
}

static guint32
hash_pairs (const MlsPair *pairs, guint n_vintages)
{
  guint64 h = n_vintages;

  for (guint v = 0; v < n_vintages; v++)
    h = (h ^ ((guint64) pairs[v].cover << 32 | pairs[v].use)) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return (guint32) (h >> 32);
}

static gboolean
is_kind (const MlsPalette *palette, guint32 kind, const MlsPair *pairs)
{
  const MlsPair *own = mls_palette_pairs (palette, kind);

  for (guint v = 0; v < palette->n_vintages; v++)
    if (own[v].cover != pairs[v].cover || own[v].use != pairs[v].use)
      return FALSE;

  return TRUE;
}

/* The slot that holds a kind, or the empty one that would. */
static guint32 *
find_slot (const MlsPalette *palette, const MlsPair *pairs)
{
  guint32 slot = hash_pairs (pairs, palette->n_vintages) & palette->mask;

  while (palette->slots[slot] != 0 && !is_kind (palette, palette->slots[slot], pairs))
    slot = (slot + 1) & palette->mask;

  return &palette->slots[slot];
}

static void
grow (MlsPalette *palette)
{
  palette->mask = 2 * palette->mask + 1;
  g_free (palette->slots);
  palette->slots = g_new0 (guint32, (gsize) palette->mask + 1);

  for (guint32 kind = 1; kind <= palette->n_kinds; kind++)
    *find_slot (palette, mls_palette_pairs (palette, kind)) = kind;
}

/**
 * mls_palette_add:
 * @palette: a palette
 * @pairs: (array length=n_vintages): the codes of some ground in each vintage
 * @n_vintages: how many, the same for all kinds of a palette
 *
 * Returns: the number of that kind of ground, new or not
 */
guint32
mls_palette_add (MlsPalette *palette, const MlsPair *pairs, guint n_vintages)
{
  guint32 *slot;

  if (palette->n_kinds == 0)
    palette->n_vintages = n_vintages;
  g_return_val_if_fail (palette->n_vintages == n_vintages, 0);

  if (2 * (palette->n_kinds + 1) > palette->mask)
    grow (palette);

  slot = find_slot (palette, pairs);
  if (*slot == 0)
    {
      g_array_append_vals (palette->pairs, pairs, n_vintages);
      *slot = ++palette->n_kinds;
    }

  return *slot;
}

/**
 * mls_palette_join:
 * @palette: a palette
 * @other: another, of the same vintages unless one of them is empty
 *
 * Adds the kinds of @other to @palette.
 *
 * Returns: (transfer full): what the numbers of @other are in @palette; 0 is 0
 */
guint32 *
mls_palette_join (MlsPalette *palette, const MlsPalette *other)
{
  guint32 *numbers = g_new0 (guint32, (gsize) other->n_kinds + 1);

  for (guint32 kind = 1; kind <= other->n_kinds; kind++)
    numbers[kind] = mls_palette_add (palette, mls_palette_pairs (other, kind), other->n_vintages);

  return numbers;
}
