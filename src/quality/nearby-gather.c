/* Which faces make up a region, of those whose class depends on what lies near. */

#include "quality/nearby-private.h"

#include "coverage/grouping.h"
#include "geometry/box-tree.h"

/* What is kept of a face while its regions are looked for: outlines are read twice rather than all kept. */
typedef struct
{
  gint64   fid;
  MlsBox   box;
  MlsPoint place;
  gboolean has_company; /* something of the same pair may adjoin it */
} Candidate;

typedef struct
{
  MlsNearby   *nearby;
  MlsSource    source;
  guint        vintage;    /* or MLS_NEARBY_EVERY */
  GArray      *candidates; /* (element-type Candidate) */
  GArray      *codes;      /* (element-type MlsPair) n_vintages for each */
  guint        looked_at;
  GPtrArray   *regions;    /* gets the new ones */
} Gathering;

static void
region_free (gpointer data)
{
  MlsNearRegion *region = data;

  g_array_unref (region->fids);
  g_free (region);
}

/**
 * mls_nearby_new:
 * @nomenclature: whose indicators
 * @vintages: (array length=n_vintages): of a project
 * @n_vintages: how many
 * @asked: what is of interest
 *
 * Returns: (transfer full): what is near of no ground
 */
MlsNearby *
mls_nearby_new (const MlsNomenclature *nomenclature, const MlsVintage *vintages, guint n_vintages, MlsNearness asked)
{
  MlsNearby *self = g_new0 (MlsNearby, 1);

  self->stakes = mls_stakes_new (nomenclature, vintages, n_vintages, asked);
  self->n_vintages = n_vintages;
  self->members = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->regions = g_hash_table_new_full (NULL, NULL, region_free, NULL);

  return self;
}

/**
 * mls_nearby_free:
 * @self: (transfer full) (nullable): what is near
 */
void
mls_nearby_free (MlsNearby *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->members);
  g_hash_table_unref (self->regions);
  mls_stakes_free (self->stakes);
  g_free (self);
}

/*< private >
 * mls_nearby_find:
 * @self: what is near
 * @fid: a face
 *
 * Returns: (transfer none) (nullable): it, if it is of a region
 */
MlsNearMember *
mls_nearby_find (const MlsNearby *self, gint64 fid)
{
  return g_hash_table_lookup (self->members, &fid);
}

static MlsNearMember *
find_or_add (MlsNearby *self, gint64 fid)
{
  MlsNearMember *member = mls_nearby_find (self, fid);

  if (member == NULL)
    {
      member = g_malloc0 (sizeof *member + self->n_vintages * sizeof member->regions[0]);
      member->fid = fid;
      g_hash_table_insert (self->members, &member->fid, member);
    }

  return member;
}

/*< private >
 * mls_nearby_dissolve:
 * @self: what is near
 * @region: (transfer full): a region that is none any more
 */
void
mls_nearby_dissolve (MlsNearby *self, MlsNearRegion *region)
{
  for (guint i = 0; i < region->fids->len; i++)
    mls_nearby_find (self, g_array_index (region->fids, gint64, i))->regions[region->vintage] = NULL;

  g_hash_table_remove (self->regions, region);
}

/* Candidates */

static MlsPair
codes_of (const Gathering *gathering, guint i, guint vintage)
{
  return g_array_index (gathering->codes, MlsPair, i * gathering->nearby->n_vintages + vintage);
}

static MlsNearness
asked_of (const Gathering *gathering, MlsPair codes, guint vintage)
{
  gboolean is_meant = gathering->vintage == MLS_NEARBY_EVERY || gathering->vintage == vintage;

  return is_meant ? mls_stakes_of (gathering->nearby->stakes, codes, vintage).asked : 0;
}

static gboolean
read_candidates (Gathering *gathering, const GArray *fids, GError **error)
{
  for (guint i = 0; i < fids->len; i++)
    {
      g_autoptr (MlsFace) face =
        gathering->source.funcs->face (gathering->source.self, g_array_index (fids, gint64, i), error);
      Candidate candidate;

      if (face == NULL)
        return FALSE;

      candidate = (Candidate){ face->id, face->box, mls_face_inner_point (face), FALSE };
      g_array_append_val (gathering->candidates, candidate);
      for (guint v = 0; v < face->n_vintages; v++)
        {
          MlsPair codes = mls_label_pair (&face->labels[v]);

          g_array_append_val (gathering->codes, codes);
        }
    }

  return TRUE;
}

static gboolean
are_alike (const Gathering *gathering, guint i, guint j)
{
  for (guint v = 0; v < gathering->nearby->n_vintages; v++)
    if (mls_pair_equal (codes_of (gathering, i, v), codes_of (gathering, j, v)) &&
        asked_of (gathering, codes_of (gathering, i, v), v) != 0)
      return TRUE;

  return FALSE;
}

/* FALSE once it is known. */
static gboolean
meet_company (guint index, gpointer user_data)
{
  Gathering *gathering = user_data;
  Candidate *candidate = &g_array_index (gathering->candidates, Candidate, gathering->looked_at);

  candidate->has_company = index != gathering->looked_at && are_alike (gathering, index, gathering->looked_at);

  return !candidate->has_company;
}

/* Most are a region by themselves, which boxes tell: only what may adjoin its like is put together by segments. */
static void
find_company (Gathering *gathering)
{
  g_autofree MlsBox *boxes = g_new (MlsBox, gathering->candidates->len);
  g_autoptr (MlsBoxTree) tree = NULL;

  for (guint i = 0; i < gathering->candidates->len; i++)
    boxes[i] = g_array_index (gathering->candidates, Candidate, i).box;
  tree = mls_box_tree_new (boxes, gathering->candidates->len);
  for (gathering->looked_at = 0; gathering->looked_at < gathering->candidates->len; gathering->looked_at++)
    mls_box_tree_query (tree, &boxes[gathering->looked_at], meet_company, gathering);
}

/* Regions */

static void
add_face (Gathering *gathering, MlsNearRegion *region, guint i)
{
  gint64 fid = g_array_index (gathering->candidates, Candidate, i).fid;

  g_array_append_val (region->fids, fid);
  find_or_add (gathering->nearby, fid)->regions[region->vintage] = region;
}

/* Where the question is asked, the @largest of its faces says. */
static MlsNearRegion *
add_region (Gathering *gathering, guint largest, guint vintage)
{
  MlsNearRegion *region = g_new0 (MlsNearRegion, 1);

  region->codes = codes_of (gathering, largest, vintage);
  region->vintage = vintage;
  region->place = g_array_index (gathering->candidates, Candidate, largest).place;
  region->asked = asked_of (gathering, region->codes, vintage);
  region->fids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_hash_table_add (gathering->nearby->regions, region);
  g_ptr_array_add (gathering->regions, region);

  return region;
}

static void
give_keys (const MlsLabel *labels, guint64 *keys, gpointer user_data)
{
  const Gathering *gathering = user_data;

  for (guint v = 0; v < gathering->nearby->n_vintages; v++)
    keys[v] = asked_of (gathering, mls_label_pair (&labels[v]), v) != 0 ? mls_label_code (&labels[v], MLS_DIMENSION_PAIR) : 0;
}

/* @numbers: (element-type guint): which candidate each face of @grouping is. */
static void
add_groups (Gathering *gathering, MlsGrouping *grouping, const GArray *numbers, guint vintage)
{
  g_autoptr (GArray) groups = mls_grouping_groups (grouping, vintage);
  g_autofree MlsNearRegion **of_first = g_new0 (MlsNearRegion *, numbers->len);

  for (guint i = 0; i < groups->len; i++)
    {
      const MlsGroup *group = &g_array_index (groups, MlsGroup, i);

      of_first[group->first] = add_region (gathering, g_array_index (numbers, guint, group->largest), vintage);
    }

  for (guint face = 0; face < numbers->len; face++)
    {
      MlsNearRegion *region = of_first[mls_grouping_group_of (grouping, vintage, face)];

      if (region != NULL)
        add_face (gathering, region, g_array_index (numbers, guint, face));
    }
}

static gboolean
put_together (Gathering *gathering, GError **error)
{
  guint n_vintages = gathering->nearby->n_vintages;
  const MlsGroupingShape shape = { .n_keys = n_vintages, .n_vintages = n_vintages };
  g_autoptr (MlsGrouping) grouping = mls_grouping_new (&shape, give_keys, gathering);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < gathering->candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (gathering->candidates, Candidate, i);
      g_autoptr (MlsFace) face = NULL;

      if (!candidate->has_company)
        continue;

      face = gathering->source.funcs->face (gathering->source.self, candidate->fid, error);
      if (face == NULL)
        return FALSE;

      mls_grouping_add_face (grouping, face);
      g_array_append_val (numbers, i);
    }

  for (guint v = 0; v < n_vintages; v++)
    add_groups (gathering, grouping, numbers, v);

  return TRUE;
}

static void
leave_alone (Gathering *gathering)
{
  for (guint i = 0; i < gathering->candidates->len; i++)
    for (guint v = 0; v < gathering->nearby->n_vintages; v++)
      if (!g_array_index (gathering->candidates, Candidate, i).has_company &&
          asked_of (gathering, codes_of (gathering, i, v), v) != 0)
        add_face (gathering, add_region (gathering, i, v), i);
}

/*< private >
 * mls_nearby_gather:
 * @self: what is near
 * @source: the faces there are
 * @fids: (element-type gint64): some of these in the order of their ids, which are of no region in @vintage
 * @vintage: in which vintage their regions are wanted, or %MLS_NEARBY_EVERY
 * @regions: (element-type MlsNearRegion): gets the regions that they make up
 * @error: the source's
 *
 * Returns: whether all faces could be read
 */
gboolean
mls_nearby_gather (MlsNearby    *self,
                   MlsSource     source,
                   const GArray *fids,
                   guint         vintage,
                   GPtrArray    *regions,
                   GError      **error)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GArray) codes = g_array_new (FALSE, FALSE, sizeof (MlsPair));
  Gathering gathering = { self, source, vintage, candidates, codes, 0, regions };

  if (!read_candidates (&gathering, fids, error))
    return FALSE;

  find_company (&gathering);
  if (!put_together (&gathering, error))
    return FALSE;

  leave_alone (&gathering);

  return TRUE;
}
