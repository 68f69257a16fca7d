#include "quality/tally.h"

/* The areas lie behind each other in the order in which their sites came; those of none stay, at 0. */
struct _MlsTally
{
  guint       n_vintages;
  GArray     *sites;  /* (element-type MlsSite) n_vintages for each area */
  GArray     *areas;  /* (element-type MlsArea2) */
  GArray     *hashes; /* (element-type guint) of the sites of each area */
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
  self->sites = g_array_new (FALSE, FALSE, sizeof (MlsSite));
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

  g_array_unref (self->sites);
  g_array_unref (self->areas);
  g_array_unref (self->hashes);
  g_array_unref (self->slots);
  g_free (self);
}

static guint
hash_sites (const MlsSite *sites, guint n)
{
  guint64 h = n;

  for (guint i = 0; i < n; i++)
    {
      guint64 codes = (guint64) sites[i].codes.cover << 32 | sites[i].codes.use;

      h = (h ^ codes ^ (guint64) sites[i].near << 60) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
    }

  return (guint) (h >> 32);
}

static const MlsSite *
sites_of (const MlsTally *self, guint i)
{
  return (const MlsSite *) (gpointer) self->sites->data + (gsize) i * self->n_vintages;
}

static gboolean
are_sites (const MlsTally *self, guint i, const MlsSite *sites)
{
  const MlsSite *own = sites_of (self, i);

  for (guint v = 0; v < self->n_vintages; v++)
    if (!mls_pair_equal (own[v].codes, sites[v].codes) || own[v].near != sites[v].near)
      return FALSE;

  return TRUE;
}

/* Where these are, or would be. */
static guint *
find_slot (const MlsTally *self, const MlsSite *sites, guint hash)
{
  guint mask = self->slots->len - 1;
  guint at = hash & mask;
  guint *slots = (guint *) (gpointer) self->slots->data;

  while (slots[at] != 0 && (g_array_index (self->hashes, guint, slots[at] - 1) != hash ||
                            !are_sites (self, slots[at] - 1, sites)))
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
    *find_slot (self, sites_of (self, i), g_array_index (self->hashes, guint, i)) = i + 1;
}

/**
 * mls_tally_add:
 * @self: a tally
 * @sites: (array): what some ground is at each date
 * @area2: how much more there is of that, or less
 */
void
mls_tally_add (MlsTally *self, const MlsSite *sites, MlsArea2 area2)
{
  guint hash = hash_sites (sites, self->n_vintages);
  guint *slot = find_slot (self, sites, hash);

  if (*slot != 0)
    {
      g_array_index (self->areas, MlsArea2, *slot - 1) += area2;
      return;
    }

  g_array_append_vals (self->sites, sites, self->n_vintages);
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
 * @near: (nullable) (array): what lies near it in each, as far as anything depends on it
 * @area2: how much of it, below 0 to take it off
 */
void
mls_tally_add_face (MlsTally *self, const MlsFace *face, const MlsNearness *near, MlsArea2 area2)
{
  MlsSite sites[MLS_MAX_VINTAGES];

  g_return_if_fail (face->n_vintages == self->n_vintages);

  for (guint v = 0; v < face->n_vintages; v++)
    sites[v] = (MlsSite){ mls_label_pair (&face->labels[v]), near != NULL ? near[v] : 0 };
  mls_tally_add (self, sites, area2);
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
    mls_tally_add (self, sites_of (other, i), sign * g_array_index (other->areas, MlsArea2, i));
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
 * @func: (scope call): gets each row that there is some ground of
 * @user_data: for @func
 */
void
mls_tally_each (const MlsTally *self, MlsTallyFunc func, gpointer user_data)
{
  for (guint i = 0; i < self->areas->len; i++)
    if (g_array_index (self->areas, MlsArea2, i) != 0)
      func (sites_of (self, i), g_array_index (self->areas, MlsArea2, i), user_data);
}
