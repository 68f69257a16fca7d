/* Which faces make up a region, of those whose class depends on what lies near. */

#include "quality/nearby-private.h"

#include "coverage/forest.h"
#include "coverage/grouping.h"
#include "geometry/box-tree.h"

#include <stdlib.h>
#include <string.h>

/* So many faces are put together at a time, or all of a company: segments that find no counterpart are kept until then. */
#define BATCH 4096

/* What is kept of a face while its regions are looked for: outlines are read twice rather than all kept. */
typedef struct
{
  gint64   fid;
  MlsBox   box;
  MlsPoint place;
} Candidate;

/* Where a candidate is put together with others: a company is what may adjoin its like, one by one. */
typedef struct
{
  guint32 company;
  guint32 candidate;
} Seat;

typedef struct
{
  MlsNearby   *nearby;
  MlsSource    source;
  guint        vintage;    /* or MLS_NEARBY_EVERY */
  GArray      *candidates; /* (element-type Candidate) */
  GArray      *codes;      /* (element-type MlsPair) n_vintages for each */
  guint        looked_at;
  MlsForest    companies;  /* of the candidates */
  GPtrArray   *regions;    /* gets the new ones */
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

      candidate = (Candidate){ face->id, face->box, mls_face_inner_point (face) };
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
  g_autofree MlsBox *boxes = g_new (MlsBox, gathering->candidates->len);
  g_autoptr (MlsBoxTree) tree = NULL;

  for (guint i = 0; i < gathering->candidates->len; i++)
    {
      boxes[i] = g_array_index (gathering->candidates, Candidate, i).box;
      mls_forest_grow (&gathering->companies);
    }
  tree = mls_box_tree_new (boxes, gathering->candidates->len);
  for (gathering->looked_at = 0; gathering->looked_at < gathering->candidates->len; gathering->looked_at++)
    mls_box_tree_query (tree, &boxes[gathering->looked_at], meet_company, gathering);
}

static int
compare_seats (gconstpointer left, gconstpointer right)
{
  const Seat *a = left;
  const Seat *b = right;

  if (a->company != b->company)
    return a->company < b->company ? -1 : 1;

  return (a->candidate > b->candidate) - (a->candidate < b->candidate);
}

/* Company by company, in each in the order of their ids. */
static Seat *
seat (Gathering *gathering)
{
  Seat *seats = g_new (Seat, gathering->candidates->len);

  for (guint i = 0; i < gathering->candidates->len; i++)
    seats[i] = (Seat){ mls_forest_root (&gathering->companies, i), i };
  qsort (seats, gathering->candidates->len, sizeof *seats, compare_seats);

  return seats;
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
put_together (Gathering *gathering, const Seat *seats, guint n_seats, GError **error)
{
  guint n_vintages = gathering->nearby->n_vintages;
  const MlsGroupingShape shape = { .n_keys = n_vintages, .n_vintages = n_vintages };
  g_autoptr (MlsGrouping) grouping = mls_grouping_new (&shape, give_keys, gathering);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n_seats; i++)
    {
      guint number = seats[i].candidate;
      gint64 fid = g_array_index (gathering->candidates, Candidate, number).fid;
      g_autoptr (MlsFace) face = gathering->source.funcs->face (gathering->source.self, fid, error);

      if (face == NULL)
        return FALSE;

      mls_grouping_add_face (grouping, face);
      g_array_append_val (numbers, number);
    }

  for (guint v = 0; v < n_vintages; v++)
    add_groups (gathering, grouping, numbers, v);

  return TRUE;
}

static void
leave_alone (Gathering *gathering, guint i)
{
  for (guint v = 0; v < gathering->nearby->n_vintages; v++)
    if (asked_of (gathering, codes_of (gathering, i, v), v) != 0)
      add_face (gathering, add_region (gathering, i, v), i);
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
  guint n_seats = gathering->candidates->len;
  g_autofree Seat *seats = seat (gathering);
  guint n_together = 0;

  for (guint start = 0, end; start < n_seats; start = end)
    {
      end = end_of_company (seats, start, n_seats);
      if (end - start == 1)
        {
          leave_alone (gathering, seats[start].candidate);
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
  Gathering gathering = { .nearby = self, .source = source, .vintage = vintage, .candidates = candidates, .codes = codes,
                          .regions = regions };
  gboolean made = FALSE;

  mls_forest_init (&gathering.companies);
  if (read_candidates (&gathering, fids, error))
    {
      find_companies (&gathering);
      made = make_regions (&gathering, error);
    }
  mls_forest_clear (&gathering.companies);

  return made;
}
