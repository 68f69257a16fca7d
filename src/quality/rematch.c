/* What a check finds is what was known already, or is new; and what was known and is found no more, somebody has put
 * right. */

#include "quality/rematch.h"

#include "coverage/region.h"

typedef struct
{
  GArray     *found;     /* (element-type MlsFinding) */
  gint64      operation;
  MlsOverlay *overlay;
  GHashTable *by_place;  /* (element-type MlsFinding MlsFinding) those that are nobody's yet */
  GHashTable *by_face;   /* … the same */
} Match;

/* The same rule, date, dimension and codes: what may be one finding if it is of one place. */
static gboolean
is_kin (const MlsFinding *a, const MlsFinding *b)
{
  return a->rule == b->rule && a->vintage == b->vintage && a->dimension == b->dimension &&
         mls_pair_equal (a->pair, b->pair) &&
         (!mls_finding_is_change (a) || (a->from_vintage == b->from_vintage && mls_pair_equal (a->from, b->from)));
}

static guint
hash_kin (const MlsFinding *finding)
{
  guint h = finding->rule;

  h = h * 31 + finding->vintage;
  h = h * 31 + finding->dimension;
  h = h * 31 + finding->pair.cover;

  return h * 31 + finding->pair.use;
}

static guint
hash_place (gconstpointer data)
{
  const MlsFinding *finding = data;

  return hash_kin (finding) * 31 + mls_point_hash (finding->place);
}

static gboolean
equal_place (gconstpointer a, gconstpointer b)
{
  return is_kin (a, b) && mls_point_equal (((const MlsFinding *) a)->place, ((const MlsFinding *) b)->place);
}

static guint
hash_face (gconstpointer data)
{
  const MlsFinding *finding = data;

  return hash_kin (finding) * 31 + g_int64_hash (&finding->fid);
}

static gboolean
equal_face (gconstpointer a, gconstpointer b)
{
  return is_kin (a, b) && ((const MlsFinding *) a)->fid == ((const MlsFinding *) b)->fid;
}

/* What somebody sent back, and what an import did, no rule finds. */
static gboolean
has_life (const MlsFinding *finding)
{
  return !mls_finding_is_review (finding) && !mls_finding_is_repair (finding);
}

static gboolean
is_free (const Match *match, const MlsFinding *found)
{
  return g_hash_table_lookup (match->by_place, found) == (gpointer) found;
}

static void
live_on (Match *match, MlsFinding *found, const MlsFinding *known)
{
  g_hash_table_remove (match->by_place, found);
  if (g_hash_table_lookup (match->by_face, found) == (gpointer) found)
    g_hash_table_remove (match->by_face, found);

  found->id = known->id;
  found->found = known->found;
  found->gone = known->gone;
  found->again = mls_finding_is_over (known) ? match->operation : known->again;
  if (known->state != MLS_FINDING_KEPT)
    return;

  found->state = MLS_FINDING_KEPT;
  found->severity = MLS_SEVERITY_EXCEPTION;
  found->author = known->author;
}

/* A border has many spikes; of a face a rule says one thing. */
static MlsFinding *
find_by_face (const Match *match, const MlsFinding *known)
{
  MlsFinding *found = known->rule != MLS_FINDING_SPIKE && known->fid != 0 ? g_hash_table_lookup (match->by_face, known) : NULL;

  return found != NULL && is_free (match, found) ? found : NULL;
}

/* A region whose largest face is another one now, and its place with it. */
static MlsFinding *
find_in_region (const Match *match, const MlsFinding *known)
{
  const MlsRegionLimit limit = { .n_points = MLS_FOLLOWED_POINTS };
  MlsCell *cell = known->vintage != MLS_NO_VINTAGE ? mls_overlay_cell_at (match->overlay, known->place) : NULL;
  g_autoptr (MlsRegion) region = NULL;
  guint since;

  if (cell == NULL)
    return NULL;

  since = mls_finding_is_change (known) ? known->from_vintage : known->vintage;
  region = mls_region_new_changed (match->overlay, cell, since, known->vintage, known->dimension, limit);
  for (guint i = 0; i < region->cells->len; i++)
    {
      const MlsCell *of = g_ptr_array_index (region->cells, i);
      MlsFinding like = *known;
      MlsFinding *found;

      like.fid = of->parent->id;
      found = find_by_face (match, &like);
      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Where the place of a gap or an overlap is, and which face is named, depends on all others: its size is its own. Such
 * findings are few, or the rest is not worth looking at. */
static MlsFinding *
find_as_large (const Match *match, const MlsFinding *known)
{
  for (guint i = 0; known->rule <= MLS_FINDING_TERRITORY && known->area2 != 0 && i < match->found->len; i++)
    {
      MlsFinding *found = &g_array_index (match->found, MlsFinding, i);

      if (is_kin (found, known) && found->area2 == known->area2 && is_free (match, found))
        return found;
    }

  return NULL;
}

static MlsFinding *
find_at_place (const Match *match, const MlsFinding *known)
{
  return g_hash_table_lookup (match->by_place, known);
}

/* Nobody has to look at an exception or a note that is gone. */
static void
be_gone (Match *match, const MlsFinding *known)
{
  MlsFinding gone = *known;

  if (known->severity == MLS_SEVERITY_EXCEPTION || mls_finding_is_note (known))
    return;

  if (!mls_finding_is_over (known))
    {
      gone.state = MLS_FINDING_GONE;
      gone.gone = match->operation;
    }
  g_array_append_val (match->found, gone);
}

static void
match_all (Match *match, const GArray *known)
{
  static MlsFinding *(*const ways[]) (const Match *, const MlsFinding *) = { find_at_place, find_by_face, find_in_region,
                                                                               find_as_large };
  g_autofree guint8 *is_matched = g_new0 (guint8, known->len + 1);

  for (gsize way = 0; way < G_N_ELEMENTS (ways); way++)
    for (guint i = 0; i < known->len && g_hash_table_size (match->by_place) > 0; i++)
      {
        const MlsFinding *row = &g_array_index (known, MlsFinding, i);
        MlsFinding *found = has_life (row) && !is_matched[i] ? ways[way] (match, row) : NULL;

        if (found != NULL)
          live_on (match, found, row);
        is_matched[i] |= found != NULL;
      }

  g_hash_table_remove_all (match->by_place);
  g_hash_table_remove_all (match->by_face);
  for (guint i = 0; i < known->len; i++)
    if (has_life (&g_array_index (known, MlsFinding, i)) && !is_matched[i])
      be_gone (match, &g_array_index (known, MlsFinding, i));
}

/**
 * mls_rematch:
 * @found: (element-type MlsFinding): all that a check has found; gets what is known and found no more
 * @known: (element-type MlsFinding): what is known, oldest first
 * @patch: the coverage as it was checked
 * @operation: the operation whose state that is
 * @error: the source's error
 *
 * A finding is the one that was known if it is of the same rule, date, dimension and codes, and of the same place; or else of
 * the same face; or else of the region that the known place lies in now, or a gap or an overlap as large as it was. Each is one at most, and keeps the id and the
 * beginning of what it is. One that was over has come back; what is known and found no more is corrected now, until
 * somebody verifies that.
 *
 * Returns: whether the coverage could be read
 */
gboolean
mls_rematch (GArray *found, const GArray *known, MlsPatch *patch, gint64 operation, GError **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (GHashTable) by_place = g_hash_table_new (hash_place, equal_place);
  g_autoptr (GHashTable) by_face = g_hash_table_new (hash_face, equal_face);
  Match match = { found, operation, overlay, by_place, by_face };

  for (guint i = 0; i < found->len; i++)
    {
      MlsFinding *finding = &g_array_index (found, MlsFinding, i);

      if (!has_life (finding))
        continue;

      finding->found = operation;
      g_hash_table_insert (by_place, finding, finding);
      g_hash_table_insert (by_face, finding, finding);
    }
  match_all (&match, known);

  return mls_patch_check (patch, error);
}
