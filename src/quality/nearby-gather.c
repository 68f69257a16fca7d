/* Which faces make up a region, of those whose class depends on what lies near. */

#include "quality/nearby-private.h"

#include "coverage/forest.h"
#include "coverage/grouping.h"
#include "geometry/box-tree.h"

#include <stdlib.h>
#include <string.h>

/* So many faces are put together at a time, or all of a company: segments that find no counterpart are kept until then. */
#define BATCH 4096

/* Where a seed is put together with others: a company is what may adjoin its like, one by one. */
typedef struct
{
  guint32 company;
  guint32 seed;
} Seat;

typedef struct
{
  MlsNearby          *nearby;
  MlsSource           source;
  guint               vintage;   /* or MLS_NEARBY_EVERY */
  const MlsNearSeeds *seeds;
  guint               looked_at;
  MlsForest           companies; /* of the seeds */
  GHashTable         *places;    /* (element-type gint64 MlsPoint) of the faces read so far */
  GPtrArray          *regions;   /* gets the new ones */
} Gathering;

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

/* Seeds */

/*< private >
 * mls_near_seeds_init:
 * @self: gets no faces
 */
void
mls_near_seeds_init (MlsNearSeeds *self)
{
  self->faces = g_array_new (FALSE, FALSE, sizeof (MlsGround));
  self->codes = g_array_new (FALSE, FALSE, sizeof (MlsPair));
}

/*< private >
 * mls_near_seeds_clear:
 * @self: seeds
 */
void
mls_near_seeds_clear (MlsNearSeeds *self)
{
  g_array_unref (self->faces);
  g_array_unref (self->codes);
}

/*< private >
 * mls_near_seeds_add:
 * @self: seeds
 * @fid: a face of a higher id than those
 * @box: its own
 * @codes: (array length=n_vintages): what it is in each vintage
 * @n_vintages: how many
 */
void
mls_near_seeds_add (MlsNearSeeds *self, gint64 fid, const MlsBox *box, const MlsPair *codes, guint n_vintages)
{
  const MlsGround face = { fid, *box };

  g_array_append_val (self->faces, face);
  g_array_append_vals (self->codes, codes, n_vintages);
}

static const MlsGround *
seed_at (const Gathering *gathering, guint i)
{
  return &g_array_index (gathering->seeds->faces, MlsGround, i);
}

static MlsPair
codes_of (const Gathering *gathering, guint i, guint vintage)
{
  return g_array_index (gathering->seeds->codes, MlsPair, i * gathering->nearby->n_vintages + vintage);
}

static MlsNearness
asked_of (const Gathering *gathering, MlsPair codes, guint vintage)
{
  gboolean is_meant = gathering->vintage == MLS_NEARBY_EVERY || gathering->vintage == vintage;

  return is_meant ? mls_stakes_of (gathering->nearby->stakes, codes, vintage).asked : 0;
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

static gboolean
meet_company (guint index, gpointer user_data)
{
  Gathering *gathering = user_data;

  if (index > gathering->looked_at && are_alike (gathering, index, gathering->looked_at))
    mls_forest_join (&gathering->companies, index, gathering->looked_at);

  return TRUE;
}

/* Most are a region by themselves, which boxes tell: only what may adjoin its like is put together by segments. */
static void
find_companies (Gathering *gathering)
{
  g_autofree MlsBox *boxes = g_new (MlsBox, gathering->seeds->faces->len);
  g_autoptr (MlsBoxTree) tree = NULL;

  for (guint i = 0; i < gathering->seeds->faces->len; i++)
    {
      boxes[i] = seed_at (gathering, i)->box;
      mls_forest_grow (&gathering->companies);
    }
  tree = mls_box_tree_new (boxes, gathering->seeds->faces->len);
  for (gathering->looked_at = 0; gathering->looked_at < gathering->seeds->faces->len; gathering->looked_at++)
    mls_box_tree_query (tree, &boxes[gathering->looked_at], meet_company, gathering);
}

static int
compare_seats (gconstpointer left, gconstpointer right)
{
  const Seat *a = left;
  const Seat *b = right;

  if (a->company != b->company)
    return a->company < b->company ? -1 : 1;

  return (a->seed > b->seed) - (a->seed < b->seed);
}

/* Company by company, in each in the order of their ids. */
static Seat *
seat (Gathering *gathering)
{
  Seat *seats = g_new (Seat, gathering->seeds->faces->len);

  for (guint i = 0; i < gathering->seeds->faces->len; i++)
    seats[i] = (Seat){ mls_forest_root (&gathering->companies, i), i };
  qsort (seats, gathering->seeds->faces->len, sizeof *seats, compare_seats);

  return seats;
}

/* Regions */

static void
add_face (Gathering *gathering, MlsNearRegion *region, guint i)
{
  gint64 fid = seed_at (gathering, i)->fid;

  g_array_append_val (region->fids, fid);
  find_or_add (gathering->nearby, fid)->regions[region->vintage] = region;
}

static const MlsPoint *
keep_place (Gathering *gathering, const MlsFace *face)
{
  MlsPoint *place = g_new (MlsPoint, 1);

  *place = mls_face_inner_point (face);
  g_hash_table_insert (gathering->places, g_memdup2 (&face->id, sizeof face->id), place);

  return place;
}

static const MlsPoint *
find_place (Gathering *gathering, gint64 fid, GError **error)
{
  const MlsPoint *place = g_hash_table_lookup (gathering->places, &fid);
  g_autoptr (MlsFace) face = NULL;

  if (place != NULL)
    return place;

  face = gathering->source.funcs->face (gathering->source.self, fid, error);

  return face != NULL ? keep_place (gathering, face) : NULL;
}

/* Where the question is asked, the @largest of its faces says. */
static MlsNearRegion *
add_region (Gathering *gathering, guint largest, guint vintage, GError **error)
{
  const MlsPoint *place = find_place (gathering, seed_at (gathering, largest)->fid, error);
  MlsNearRegion *region;

  if (place == NULL)
    return NULL;

  region = g_new0 (MlsNearRegion, 1);
  region->codes = codes_of (gathering, largest, vintage);
  region->vintage = vintage;
  region->place = *place;
  region->asked = asked_of (gathering, region->codes, vintage);
  region->fids = g_array_new (FALSE, FALSE, sizeof (gint64));
  mls_nearby_adopt (gathering->nearby, region);
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

/* @numbers: (element-type guint): which seed each face of @grouping is. */
static gboolean
add_groups (Gathering *gathering, MlsGrouping *grouping, const GArray *numbers, guint vintage, GError **error)
{
  g_autoptr (GArray) groups = mls_grouping_groups (grouping, vintage);
  g_autofree MlsNearRegion **of_first = g_new0 (MlsNearRegion *, numbers->len);

  for (guint i = 0; i < groups->len; i++)
    {
      const MlsGroup *group = &g_array_index (groups, MlsGroup, i);

      of_first[group->first] = add_region (gathering, g_array_index (numbers, guint, group->largest), vintage, error);
      if (of_first[group->first] == NULL)
        return FALSE;
    }

  for (guint face = 0; face < numbers->len; face++)
    {
      MlsNearRegion *region = of_first[mls_grouping_group_of (grouping, vintage, face)];

      if (region != NULL)
        add_face (gathering, region, g_array_index (numbers, guint, face));
    }

  return TRUE;
}

static gboolean
put_together (Gathering *gathering, const Seat *seats, guint n_seats, GError **error)
{
  guint n_vintages = gathering->nearby->n_vintages;
  const MlsGroupingShape shape = { .n_keys = n_vintages, .n_vintages = n_vintages };
  g_autoptr (MlsGrouping) grouping = mls_grouping_new (&shape, give_keys, gathering);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n_seats; i++)
    {
      guint number = seats[i].seed;
      gint64 fid = seed_at (gathering, number)->fid;
      g_autoptr (MlsFace) face = gathering->source.funcs->face (gathering->source.self, fid, error);

      if (face == NULL)
        return FALSE;

      mls_grouping_add_face (grouping, face);
      keep_place (gathering, face); /* most come out alone */
      g_array_append_val (numbers, number);
    }

  for (guint v = 0; v < n_vintages; v++)
    if (!add_groups (gathering, grouping, numbers, v, error))
      return FALSE;

  return TRUE;
}

static gboolean
leave_alone (Gathering *gathering, guint i, GError **error)
{
  for (guint v = 0; v < gathering->nearby->n_vintages; v++)
    {
      MlsNearRegion *region;

      if (asked_of (gathering, codes_of (gathering, i, v), v) == 0)
        continue;

      region = add_region (gathering, i, v, error);
      if (region == NULL)
        return FALSE;

      add_face (gathering, region, i);
    }

  return TRUE;
}

/* Where the company ends that begins at @start. */
static guint
end_of_company (const Seat *seats, guint start, guint n_seats)
{
  guint end = start + 1;

  while (end < n_seats && seats[end].company == seats[start].company)
    end++;

  return end;
}

/* Those alone are moved out of the way of the others, which are put together in batches of whole companies. */
static gboolean
make_regions (Gathering *gathering, GError **error)
{
  guint n_seats = gathering->seeds->faces->len;
  g_autofree Seat *seats = seat (gathering);
  guint n_together = 0;

  for (guint start = 0, end; start < n_seats; start = end)
    {
      end = end_of_company (seats, start, n_seats);
      if (end - start == 1)
        {
          if (!leave_alone (gathering, seats[start].seed, error))
            return FALSE;
          continue;
        }

      memmove (&seats[n_together], &seats[start], (end - start) * sizeof *seats);
      n_together += end - start;
      if (n_together < BATCH)
        continue;

      if (!put_together (gathering, seats, n_together, error))
        return FALSE;
      n_together = 0;
    }

  return put_together (gathering, seats, n_together, error);
}

/*< private >
 * mls_nearby_gather:
 * @self: what is near
 * @source: the faces there are
 * @seeds: some of these, which are of no region in @vintage
 * @vintage: in which vintage their regions are wanted, or %MLS_NEARBY_EVERY
 * @regions: (element-type MlsNearRegion): gets the regions that they make up
 * @error: the source's
 *
 * Returns: whether all that had to be could be read
 */
gboolean
mls_nearby_gather (MlsNearby           *self,
                   MlsSource            source,
                   const MlsNearSeeds  *seeds,
                   guint                vintage,
                   GPtrArray           *regions,
                   GError             **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  Gathering gathering = { .nearby = self, .source = source, .vintage = vintage, .seeds = seeds, .places = places,
                          .regions = regions };
  gboolean made;

  mls_forest_init (&gathering.companies);
  find_companies (&gathering);
  made = make_regions (&gathering, error);
  mls_forest_clear (&gathering.companies);

  return made;
}
