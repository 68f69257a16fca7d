#include "rules/flags.h"

#include "coverage/region.h"

#include <string.h>

/* Sorted by face, vintage and dimension, each once. */
struct _MlsFlags
{
  gatomicrefcount ref_count;
  GArray         *flags; /* (element-type MlsFlag) */
  gboolean        found; /* they are of what somebody asked for: nothing is wrong there */
};

static int
compare_places (const MlsFlag *a, const MlsFlag *b)
{
  if (a->fid != b->fid)
    return a->fid < b->fid ? -1 : 1;
  if (a->vintage != b->vintage)
    return a->vintage < b->vintage ? -1 : 1;

  return (int) a->dimension - (int) b->dimension;
}

/* Of several of one face the gravest comes first. */
static int
compare_flags (gconstpointer left, gconstpointer right)
{
  const MlsFlag *a = left;
  const MlsFlag *b = right;
  int order = compare_places (a, b);

  return order != 0 ? order : (int) a->severity - (int) b->severity;
}

/**
 * mls_flag_rules:
 * @finding: what was found
 *
 * Returns: the rules of a flag of that alone: none where leave was given
 */
guint64
mls_flag_rules (const MlsFinding *finding)
{
  return finding->severity != MLS_SEVERITY_EXCEPTION ? G_GUINT64_CONSTANT (1) << finding->rule : 0;
}

static MlsFlags *
flags_alloc (GArray *flags, gboolean found)
{
  MlsFlags *self = g_new (MlsFlags, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->flags = flags;
  self->found = found;

  return self;
}

/**
 * mls_flags_new:
 * @flags: (transfer full) (element-type MlsFlag): flags in any order; of several for one face the
 *   gravest counts, and those that are only to be known do not
 *
 * Returns: (transfer full): the flags
 */
MlsFlags *
mls_flags_new (GArray *flags)
{
  guint n = 0;

  g_array_sort (flags, compare_flags);
  for (guint i = 0; i < flags->len; i++)
    {
      MlsFlag flag = g_array_index (flags, MlsFlag, i);

      if (flag.severity != MLS_SEVERITY_NOTE &&
          (n == 0 || compare_places (&g_array_index (flags, MlsFlag, n - 1), &flag) != 0))
        g_array_index (flags, MlsFlag, n++) = flag;
    }
  g_array_set_size (flags, n);

  return flags_alloc (flags, FALSE);
}

/**
 * mls_flags_new_found:
 * @flags: (transfer full) (element-type MlsFlag): flags in any order
 *
 * Returns: (transfer full): flags of regions that somebody asked for
 */
MlsFlags *
mls_flags_new_found (GArray *flags)
{
  MlsFlags *self = mls_flags_new (flags);

  self->found = TRUE;

  return self;
}

/**
 * mls_flags_are_found:
 * @self: flags
 *
 * Returns: whether they are of regions that somebody asked for, and not of findings
 */
gboolean
mls_flags_are_found (const MlsFlags *self)
{
  return self->found;
}

/**
 * mls_flags_ref:
 * @self: flags
 *
 * Any thread.
 *
 * Returns: (transfer full): @self, counted once more
 */
MlsFlags *
mls_flags_ref (MlsFlags *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * mls_flags_unref:
 * @self: (transfer full): flags
 *
 * Any thread.
 */
void
mls_flags_unref (MlsFlags *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->flags);
  g_free (self);
}

/**
 * mls_flags_equal:
 * @a: (nullable): flags
 * @b: (nullable): others
 *
 * Returns: whether both flag the same faces in the same way
 */
gboolean
mls_flags_equal (const MlsFlags *a, const MlsFlags *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (a->flags->len != b->flags->len || a->found != b->found)
    return FALSE;

  for (guint i = 0; i < a->flags->len; i++)
    if (compare_flags (&g_array_index (a->flags, MlsFlag, i), &g_array_index (b->flags, MlsFlag, i)) != 0)
      return FALSE;

  return TRUE;
}

/**
 * mls_flags_look_up:
 * @self: flags
 * @fid: a face
 * @vintage: an index among the project's
 * @dimension: a dimension
 *
 * Returns: how grave what was found of the region is that the face is of in that vintage and dimension;
 *   %MLS_N_SEVERITIES where nothing was
 */
MlsSeverity
mls_flags_look_up (const MlsFlags *self, gint64 fid, guint vintage, MlsDimension dimension)
{
  const MlsFlag wanted = { fid, vintage, dimension, MLS_N_SEVERITIES };
  guint first = 0;
  guint end = self->flags->len;

  while (first < end)
    {
      guint middle = first + (end - first) / 2;
      const MlsFlag *flag = &g_array_index (self->flags, MlsFlag, middle);
      int order = compare_places (flag, &wanted);

      if (order == 0)
        return flag->severity;
      if (order < 0)
        first = middle + 1;
      else
        end = middle;
    }

  return MLS_N_SEVERITIES;
}

static void
add_id (GHashTable *ids, const MlsFace *face)
{
  if (face != NULL)
    g_hash_table_add (ids, g_memdup2 (&face->id, sizeof face->id));
}

/**
 * mls_flags_without:
 * @self: flags
 * @delta: an edit made since
 *
 * Returns: (transfer full): @self without the faces the edit has touched, of which nobody knows yet what
 *   is to be found of them
 */
MlsFlags *
mls_flags_without (MlsFlags *self, const MlsDelta *delta)
{
  g_autoptr (GHashTable) touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) left = g_array_sized_new (FALSE, FALSE, sizeof (MlsFlag), self->flags->len);

  for (guint i = 0; i < delta->changes->len; i++)
    {
      add_id (touched, g_array_index (delta->changes, MlsChange, i).before);
      add_id (touched, g_array_index (delta->changes, MlsChange, i).after);
    }

  for (guint i = 0; i < self->flags->len; i++)
    if (!g_hash_table_contains (touched, &g_array_index (self->flags, MlsFlag, i).fid))
      g_array_append_val (left, g_array_index (self->flags, MlsFlag, i));

  return left->len < self->flags->len ? flags_alloc (g_steal_pointer (&left), self->found) : mls_flags_ref (self);
}

static MlsRegion *
region_of (MlsOverlay *overlay, MlsCell *cell, const MlsFinding *finding)
{
  const MlsRegionLimit limit = { .n_points = MLS_FOLLOWED_POINTS };

  if (mls_finding_is_change (finding))
    return mls_region_new_changed (overlay, cell, finding->from_vintage, finding->vintage, finding->dimension, limit);

  return mls_region_new (overlay, cell, finding->vintage, finding->dimension, limit);
}

/* A doubt may be of a part of a region. */
static gboolean
is_meant (const MlsCell *cell, const MlsCell *first, const MlsFinding *finding)
{
  const MlsLabel *label = &cell->labels[finding->vintage];
  const MlsLabel *of = &first->labels[finding->vintage];

  return finding->rule != MLS_FINDING_DOUBT || (label->field[MLS_FIELD_DOUBT] == of->field[MLS_FIELD_DOUBT] &&
                                                label->field[MLS_FIELD_COMMENT] == of->field[MLS_FIELD_COMMENT]);
}

/**
 * mls_flags_add:
 * @flags: (element-type MlsFlag): to add to
 * @patch: the coverage as it is
 * @finding: what was found of a region; one that is of no vintage adds nothing
 * @error: the source's error
 *
 * Adds the faces of the region that @finding is of. One that has no end is followed some way only.
 *
 * Returns: whether the coverage could be read
 */
gboolean
mls_flags_add (GArray *flags, MlsPatch *patch, const MlsFinding *finding, GError **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (MlsRegion) region = NULL;
  MlsCell *cell;

  if (finding->vintage == MLS_NO_VINTAGE)
    return TRUE;

  cell = mls_overlay_cell_at (overlay, finding->place);
  if (cell != NULL)
    region = region_of (overlay, cell, finding);

  for (guint i = 0; region != NULL && i < region->cells->len; i++)
    {
      const MlsCell *of = g_ptr_array_index (region->cells, i);
      MlsFlag flag = { of->parent->id, finding->vintage, finding->dimension, finding->severity, mls_flag_rules (finding) };

      if (is_meant (of, cell, finding))
        g_array_append_val (flags, flag);
    }

  return mls_patch_check (patch, error);
}
