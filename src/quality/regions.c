#include "quality/regions-private.h"

#include "base/hilbert.h"
#include "quality/kinds.h"
#include "quality/spots.h"
#include "store/decision.h"
#include "store/error.h"
#include "store/pass.h"

/* How much of the work it is to check everything, or to find out what lies near, where that is needed. */
#define CHECK_SHARE 0.7

/* How often to ask whether to go on, in regions. */
#define STEP 1024

typedef struct
{
  const MlsRegionsQuery *query;
  MlsStoreReader        *reader;
  MlsGrouping           *grouping;
  MlsFaceWords          *known;     /* (nullable): without a filter */
  GArray                *words;     /* (element-type MlsFilterWords) of each face that came */
  MlsKinds              *kinds;     /* of changes … */
  GArray                *decisions; /* … (element-type MlsDecision) on them … */
  MlsSpots              *spots;     /* … and their places */
  GArray                *flags;     /* (nullable) (element-type MlsFlag): gets the faces of what is found */
  MlsStoreProgressFunc   func;
  gpointer               user_data;
  double                 done;      /* before the faces are looked at */
} Search;

/* What is found of a group. */
typedef struct
{
  MlsFilterClauses clauses; /* that it was found by; while faces are looked at, without what bars them … */
  MlsFilterClauses barred;  /* … and that */
  guint32          face;    /* its largest of those that it was found by */
  MlsReview        review;
  guint            decision; /* that says so */
} Find;

static gboolean
is_of_changes (const MlsRegionsQuery *query)
{
  return query->since != MLS_NO_VINTAGE;
}

/* With a filter ground without a code is a region too. What is not coded at one of two dates has not changed, as far as
 * is known. */
static void
give_key (const MlsLabel *labels, guint64 *keys, gpointer user_data)
{
  Search *search = user_data;
  const MlsRegionsQuery *query = search->query;
  const MlsLabel *label = &labels[query->vintage];

  keys[0] = is_of_changes (query)
                ? mls_kinds_number (search->kinds, &labels[query->since], label, query->dimension)
                : mls_label_code (label, query->dimension) + (query->filter != NULL ? 1 : 0);
}

static gboolean
take_edge (const MlsEdge *edge, gpointer user_data)
{
  mls_grouping_add_edge (((Search *) user_data)->grouping, edge);

  return TRUE;
}

static gboolean
may_be_found (const MlsRegionsQuery *query, const MlsFace *face)
{
  return !is_of_changes (query) ||
         mls_label_changes (&face->labels[query->since], &face->labels[query->vintage], query->dimension);
}

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  Search *search = user_data;

  mls_spots_add_face (search->spots, mls_grouping_add_face (search->grouping, face), face);
  if (search->known != NULL)
    {
      MlsFilterWords words = may_be_found (search->query, face) ? mls_face_words_of (search->known, face) : 0;

      g_array_append_val (search->words, words);
    }

  return TRUE;
}

static gboolean
tell_check (double fraction, gpointer user_data)
{
  const Search *search = user_data;

  return search->func == NULL || search->func (fraction * CHECK_SHARE, search->user_data);
}

static gboolean
tell_pass (double fraction, gpointer user_data)
{
  const Search *search = user_data;

  return search->func == NULL || search->func (search->done + fraction * (1 - search->done), search->user_data);
}

static MlsFilterClauses
found_by (const Search *search, guint32 face)
{
  return mls_filter_found (search->query->filter, g_array_index (search->words, MlsFilterWords, face));
}

/* NULL for a face that did not change. */
static Find *
find_of (const Search *search, const guint32 *group_of, Find *finds, guint32 face)
{
  guint32 group = group_of[mls_grouping_group_of (search->grouping, 0, face)];

  return group != MLS_NOBODY ? &finds[group] : NULL;
}

static void
look_at_faces (const Search *search, const guint32 *group_of, Find *finds)
{
  for (guint32 face = 0; face < search->words->len; face++)
    {
      Find *find = find_of (search, group_of, finds, face);

      if (find == NULL)
        continue;

      find->clauses |= found_by (search, face);
      find->barred |= mls_filter_barred (search->query->filter, g_array_index (search->words, MlsFilterWords, face));
    }
}

static void
flag_in (const Search *search, guint32 face, guint vintage)
{
  const MlsFlag found = { mls_grouping_fid (search->grouping, face), vintage, search->query->dimension,
                          MLS_SEVERITY_WARNING, 0 };

  g_array_append_val (search->flags, found);
}

/* What changed is to be seen at either date. */
static void
flag_found (const Search *search, const guint32 *group_of, Find *finds)
{
  for (guint32 face = 0; face < mls_grouping_n_faces (search->grouping); face++)
    {
      const Find *find = find_of (search, group_of, finds, face);

      if (find == NULL || find->face == MLS_NOBODY)
        continue;

      flag_in (search, face, search->query->vintage);
      if (is_of_changes (search->query))
        flag_in (search, face, search->query->since);
    }
}

/* Which face stands for each region that is found. */
static void
choose_faces (const Search *search, const guint32 *group_of, Find *finds)
{
  for (guint32 face = 0; face < search->words->len; face++)
    {
      Find *find = find_of (search, group_of, finds, face);

      if (find != NULL && (find->clauses & found_by (search, face)) != 0 &&
          (find->face == MLS_NOBODY ||
           mls_grouping_area2 (search->grouping, face) > mls_grouping_area2 (search->grouping, find->face)))
        find->face = face;
    }
}

static MlsDecidedGround
ground_of (const Search *search, const MlsGroup *group)
{
  const MlsRegionsQuery *query = search->query;
  const MlsLabel *labels = mls_grouping_labels (search->grouping, group->first);

  return (MlsDecidedGround){ query->since, query->vintage, query->dimension,
                             mls_label_pair_in (&labels[query->since], query->dimension),
                             mls_label_pair_in (&labels[query->vintage], query->dimension), group->area2 };
}

/* What was decided last counts. */
static void
apply_decisions (const Search *search, const GArray *groups, const guint32 *group_of, Find *finds)
{
  const GArray *hits = mls_spots_hits (search->spots);

  for (guint i = 0; i < hits->len; i++)
    {
      const MlsSpotHit *hit = &g_array_index (hits, MlsSpotHit, i);
      Find *find = find_of (search, group_of, finds, hit->face);
      const MlsGroup *group;
      MlsDecidedGround ground;
      MlsReview review;

      if (find == NULL || (find->review != MLS_REVIEW_NONE && find->decision > hit->spot))
        continue;

      group = &g_array_index (groups, MlsGroup, find - finds);
      ground = ground_of (search, group);
      review = mls_decision_review (&g_array_index (search->decisions, MlsDecision, hit->spot), &ground, group->perimeter);
      if (review != MLS_REVIEW_NONE)
        {
          find->review = review;
          find->decision = hit->spot;
        }
    }
}

static const MlsDecision *
decision_of (const Search *search, const Find *find)
{
  return find->review != MLS_REVIEW_NONE ? &g_array_index (search->decisions, MlsDecision, find->decision) : NULL;
}

/* The clauses that a group is found by, of those that its faces are. */
static MlsFilterClauses
clauses_of (const Search *search, const MlsGroup *group, const Find *find)
{
  const MlsDecision *decision = decision_of (search, find);
  const MlsFilterRegion region = {
    .area2 = group->area2,
    .is_small = group->area2 < search->query->rules->rules->limits.change_minimum,
    .review = find->review,
    .reviewer = decision != NULL ? decision->author : 0,
  };

  return mls_filter_of_region (search->query->filter, &region);
}

static void
apply_filter (const Search *search, const GArray *groups, const guint32 *group_of, Find *finds)
{
  look_at_faces (search, group_of, finds);
  for (guint i = 0; i < groups->len; i++)
    finds[i].clauses &= ~finds[i].barred & clauses_of (search, &g_array_index (groups, MlsGroup, i), &finds[i]);
  choose_faces (search, group_of, finds);
}

static Find *
find_all (const Search *search, const GArray *groups)
{
  guint32 n_faces = mls_grouping_n_faces (search->grouping);
  g_autofree guint32 *group_of = g_new (guint32, n_faces);
  Find *finds = g_new (Find, groups->len);

  for (guint32 i = 0; i < n_faces; i++)
    group_of[i] = MLS_NOBODY;
  for (guint i = 0; i < groups->len; i++)
    {
      const MlsGroup *group = &g_array_index (groups, MlsGroup, i);

      group_of[group->first] = i;
      finds[i] = (Find){ .face = search->known != NULL ? MLS_NOBODY : group->largest };
    }

  apply_decisions (search, groups, group_of, finds);
  if (search->known != NULL)
    apply_filter (search, groups, group_of, finds);
  if (search->flags != NULL)
    flag_found (search, group_of, finds);

  return finds;
}

static gboolean
append_region (GArray *regions, const Search *search, const MlsGroup *group, const Find *find, GError **error)
{
  const MlsRegionsQuery *query = search->query;
  const MlsLabel *labels = mls_grouping_labels (search->grouping, group->first);
  gint64 fid = mls_grouping_fid (search->grouping, find->face);
  g_autoptr (MlsFace) face = mls_store_reader_face (search->reader, fid, error);
  MlsWholeRegion region = { .vintage = query->vintage,
                            .pair = mls_label_pair_in (&labels[query->vintage], query->dimension),
                            .from = is_of_changes (query) ? mls_label_pair_in (&labels[query->since], query->dimension)
                                                          : (MlsPair){ 0, 0 },
                            .area2 = group->area2,
                            .review = find->review,
                            .on_edge = group->on_edge,
                            .n_faces = group->n_faces,
                            .fid = fid,
                            .box = group->box,
                            .rule = MLS_N_FINDING_RULES };

  if (face == NULL)
    return FALSE;

  if (decision_of (search, find) != NULL)
    {
      region.remark = decision_of (search, find)->remark;
      region.reviewer = decision_of (search, find)->author;
    }
  region.place = mls_face_inner_point (face);
  if (search->known != NULL)
    region.rule = mls_face_words_rule (search->known, fid);
  g_array_append_val (regions, region);

  return TRUE;
}

static int
compare_smallest (gconstpointer left, gconstpointer right)
{
  const MlsWholeRegion *a = left;
  const MlsWholeRegion *b = right;

  if (a->area2 != b->area2)
    return a->area2 < b->area2 ? -1 : 1;

  return mls_point_compare (a->place, b->place);
}

static int
compare_largest (gconstpointer left, gconstpointer right)
{
  const MlsWholeRegion *a = left;
  const MlsWholeRegion *b = right;

  if (a->area2 != b->area2)
    return a->area2 > b->area2 ? -1 : 1;

  return mls_point_compare (a->place, b->place);
}

static int
compare_codes (MlsPair a, MlsPair b)
{
  int order = g_strcmp0 (g_quark_to_string (a.cover), g_quark_to_string (b.cover));

  return order != 0 ? order : g_strcmp0 (g_quark_to_string (a.use), g_quark_to_string (b.use));
}

static int
compare_transitions (gconstpointer left, gconstpointer right)
{
  const MlsWholeRegion *a = left;
  const MlsWholeRegion *b = right;
  int order = compare_codes (a->from, b->from);

  if (order == 0)
    order = compare_codes (a->pair, b->pair);

  return order != 0 ? order : compare_largest (left, right);
}

/* Each near the one before. */
static GArray *
in_order_of_place (GArray *regions)
{
  g_autofree MlsPoint *places = g_new (MlsPoint, regions->len);
  g_autofree guint *order = NULL;
  GArray *ordered = g_array_sized_new (FALSE, FALSE, sizeof (MlsWholeRegion), regions->len);
  MlsBox box = MLS_BOX_EMPTY;

  for (guint i = 0; i < regions->len; i++)
    {
      places[i] = g_array_index (regions, MlsWholeRegion, i).place;
      mls_box_extend (&box, places[i]);
    }

  order = mls_hilbert_order (places, regions->len, &box);
  for (guint i = 0; i < regions->len; i++)
    g_array_append_val (ordered, g_array_index (regions, MlsWholeRegion, order[i]));
  g_array_unref (regions);

  return ordered;
}

/**
 * mls_regions_order_from_name:
 * @name: (nullable): "place", "smallest", "largest" or "transition"
 * @out: (out): the order
 *
 * Returns: %FALSE, with @out untouched, for any other name
 */
gboolean
mls_regions_order_from_name (const char *name, MlsRegionsOrder *out)
{
  static const char *const names[MLS_N_REGIONS_ORDERS] = {
    [MLS_REGIONS_BY_PLACE] = "place",
    [MLS_REGIONS_SMALLEST] = "smallest",
    [MLS_REGIONS_LARGEST] = "largest",
    [MLS_REGIONS_BY_TRANSITION] = "transition",
  };

  for (int i = 0; i < MLS_N_REGIONS_ORDERS; i++)
    if (g_strcmp0 (names[i], name) == 0)
      {
        *out = (MlsRegionsOrder) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * mls_regions_in_order:
 * @regions: (transfer full) (element-type MlsWholeRegion): regions
 * @order: an order
 *
 * Returns: (transfer full) (element-type MlsWholeRegion): they in that order
 */
GArray *
mls_regions_in_order (GArray *regions, MlsRegionsOrder order)
{
  static const GCompareFunc compare[MLS_N_REGIONS_ORDERS] = {
    [MLS_REGIONS_SMALLEST] = compare_smallest,
    [MLS_REGIONS_LARGEST] = compare_largest,
    [MLS_REGIONS_BY_TRANSITION] = compare_transitions,
  };

  if (order == MLS_REGIONS_BY_PLACE)
    return in_order_of_place (regions);

  g_array_sort (regions, compare[order]);

  return regions;
}

static GArray *
list_all (const Search *search, GError **error)
{
  g_autoptr (GArray) regions = g_array_new (FALSE, FALSE, sizeof (MlsWholeRegion));
  g_autoptr (GArray) groups = mls_grouping_groups (search->grouping, 0);
  g_autofree Find *finds = find_all (search, groups);

  for (guint i = 0; i < groups->len; i++)
    {
      if (finds[i].face != MLS_NOBODY &&
          !append_region (regions, search, &g_array_index (groups, MlsGroup, i), &finds[i], error))
        return NULL;

      if (i % STEP == 0 && search->func != NULL && !search->func (1, search->user_data))
        {
          mls_store_fail_cancelled (error);
          return NULL;
        }
    }

  return mls_regions_in_order (g_steal_pointer (&regions), search->query->order);
}

/* Whether all faces are looked at before they are read. */
static gboolean
asks_before (const MlsFilter *filter)
{
  return mls_filter_has (filter, MLS_FILTER_FINDING) || mls_filter_get_asked (filter) != 0;
}

/* Those between the dates and in the dimension asked for. */
static GArray *
read_decisions (MlsStoreReader *reader, const MlsRegionsQuery *query, MlsSpots *spots, GError **error)
{
  g_autoptr (GArray) all = is_of_changes (query) ? mls_store_reader_list_decisions (reader, error)
                                                 : g_array_new (FALSE, FALSE, sizeof (MlsDecision));
  GArray *some = all != NULL ? g_array_new (FALSE, FALSE, sizeof (MlsDecision)) : NULL;

  for (guint i = 0; some != NULL && i < all->len; i++)
    {
      const MlsDecision *decision = &g_array_index (all, MlsDecision, i);

      if (decision->ground.from_vintage != query->since || decision->ground.vintage != query->vintage ||
          decision->ground.dimension != query->dimension)
        continue;

      mls_spots_add (spots, decision->place);
      g_array_append_val (some, *decision);
    }

  return some;
}

/**
 * mls_regions_list:
 * @reader: a reader between begin and end
 * @query: which regions, of a vintage of the project
 * @flags: (nullable) (element-type MlsFlag): gets the faces of the regions found
 * @func: (scope call) (nullable): told how far the search is
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; %MLS_STORE_ERROR_CANCELLED if @func gave up
 *
 * Reads each face once, and another time if the filter asks for findings. Memory is some hundred bytes a face, whatever
 * its vertices.
 *
 * Returns: (transfer full) (element-type MlsWholeRegion): the regions asked for, or what changed, in the order asked for;
 *   or %NULL
 */
GArray *
mls_regions_list (MlsStoreReader        *reader,
                  const MlsRegionsQuery *query,
                  GArray                *flags,
                  MlsStoreProgressFunc   func,
                  gpointer               user_data,
                  GError               **error)
{
  MlsGroupingShape shape = { .n_keys = 1, .boxes = TRUE };
  g_autoptr (MlsGrouping) grouping = NULL;
  g_autoptr (MlsFaceWords) known = NULL;
  g_autoptr (MlsKinds) kinds = mls_kinds_new ();
  g_autoptr (MlsSpots) spots = mls_spots_new ();
  g_autoptr (GArray) decisions = NULL;
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (MlsFilterWords));
  Search search = { query, reader, NULL, NULL, words, kinds, NULL, spots, flags, func, user_data, 0 };
  MlsPass pass = { take_edge, take_face, &search, tell_pass, &search };

  mls_store_reader_get_vintages (reader, &shape.n_vintages);
  g_return_val_if_fail (query->vintage < shape.n_vintages, NULL);
  g_return_val_if_fail (!is_of_changes (query) || query->since < shape.n_vintages, NULL);

  search.decisions = decisions = read_decisions (reader, query, spots, error);
  if (decisions == NULL)
    return NULL;

  if (query->filter != NULL)
    {
      known = mls_face_words_new (reader, query, tell_check, &search, error);
      if (known == NULL)
        return NULL;
      search.done = asks_before (query->filter) ? CHECK_SHARE : 0;
    }

  search.known = known;
  search.grouping = grouping = mls_grouping_new (&shape, give_key, &search);

  return mls_pass_run (&pass, reader, error) ? list_all (&search, error) : NULL;
}
