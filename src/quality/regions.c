#include "quality/regions.h"

#include "coverage/grouping.h"
#include "store/pass.h"

typedef struct
{
  const MlsRegionsQuery *query;
  MlsGrouping           *grouping;
} Search;

static gboolean
is_wanted (const MlsRegionsQuery *query, MlsPair pair)
{
  return (query->pair.cover == 0 || query->pair.cover == pair.cover) &&
         (query->pair.use == 0 || query->pair.use == pair.use);
}

static void
give_key (const MlsLabel *labels, guint64 *keys, gpointer user_data)
{
  const MlsRegionsQuery *query = ((Search *) user_data)->query;
  const MlsLabel *label = &labels[query->vintage];

  keys[0] = is_wanted (query, mls_label_pair_in (label, query->dimension))
              ? mls_label_code (label, query->dimension)
              : 0;
}

static gboolean
take_edge (const MlsEdge *edge, gpointer user_data)
{
  mls_grouping_add_edge (((Search *) user_data)->grouping, edge);

  return TRUE;
}

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  mls_grouping_add_face (((Search *) user_data)->grouping, face);

  return TRUE;
}

static gboolean
append_region (GArray         *regions,
               const Search   *search,
               MlsStoreReader *reader,
               const MlsGroup *group,
               GError        **error)
{
  const MlsRegionsQuery *query = search->query;
  const MlsLabel *labels = mls_grouping_labels (search->grouping, group->first);
  g_autoptr (MlsFace) face = NULL;
  MlsWholeRegion region = { .pair = mls_label_pair_in (&labels[query->vintage], query->dimension),
                            .area2 = group->area2,
                            .on_edge = group->on_edge,
                            .n_faces = group->n_faces,
                            .fid = mls_grouping_fid (search->grouping, group->largest),
                            .box = group->box };

  if (query->below > 0 && region.area2 >= query->below)
    return TRUE;

  face = mls_store_reader_face (reader, region.fid, error);
  if (face == NULL)
    return FALSE;

  region.place = mls_face_inner_point (face);
  g_array_append_val (regions, region);

  return TRUE;
}

static int
compare_regions (gconstpointer left, gconstpointer right)
{
  const MlsWholeRegion *a = left;
  const MlsWholeRegion *b = right;

  if (a->area2 != b->area2)
    return a->area2 < b->area2 ? -1 : 1;

  return mls_point_compare (a->place, b->place);
}

static GArray *
list_all (const Search *search, MlsStoreReader *reader, GError **error)
{
  g_autoptr (GArray) regions = g_array_new (FALSE, FALSE, sizeof (MlsWholeRegion));
  g_autoptr (GArray) groups = mls_grouping_groups (search->grouping, 0);

  for (guint i = 0; i < groups->len; i++)
    if (!append_region (regions, search, reader, &g_array_index (groups, MlsGroup, i), error))
      return NULL;

  g_array_sort (regions, compare_regions);

  return g_steal_pointer (&regions);
}

/**
 * mls_regions_list:
 * @reader: a reader between begin and end
 * @query: which regions, of a vintage of the project
 * @func: (scope call) (nullable): told how far the search is
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; %MLS_STORE_ERROR_CANCELLED if @func gave up
 *
 * Returns: (transfer full) (element-type MlsWholeRegion): the coded regions asked for, the smallest
 *   first, or %NULL
 */
GArray *
mls_regions_list (MlsStoreReader        *reader,
                  const MlsRegionsQuery *query,
                  MlsStoreProgressFunc   func,
                  gpointer               user_data,
                  GError               **error)
{
  MlsGroupingShape shape = { .n_keys = 1, .boxes = TRUE };
  g_autoptr (MlsGrouping) grouping = NULL;
  Search search = { .query = query };
  MlsPass pass = { take_edge, take_face, &search, func, user_data };

  mls_store_reader_get_vintages (reader, &shape.n_vintages);
  g_return_val_if_fail (query->vintage < shape.n_vintages, NULL);

  search.grouping = grouping = mls_grouping_new (&shape, give_key, &search);

  return mls_pass_run (&pass, reader, error) ? list_all (&search, reader, error) : NULL;
}
