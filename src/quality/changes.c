#include "quality/changes.h"

#include "base/hilbert.h"
#include "coverage/grouping.h"
#include "quality/kinds.h"
#include "store/pass.h"

typedef struct
{
  const MlsChangesQuery *query;
  MlsKinds              *kinds;
  MlsGrouping           *grouping;
} Search;

/* Ground that is not coded at one of the dates has not changed, as far as is known. */
static void
give_key (const MlsLabel *labels, guint64 *keys, gpointer user_data)
{
  Search *search = user_data;
  const MlsChangesQuery *query = search->query;

  keys[0] = mls_kinds_number (search->kinds, &labels[query->from], &labels[query->to], query->dimension);
}

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  Search *search = user_data;

  mls_grouping_add_face (search->grouping, face);

  return TRUE;
}

static gboolean
append_area (GArray         *changes,
             const Search   *search,
             MlsStoreReader *reader,
             const MlsGroup *group,
             GError        **error)
{
  const MlsLabel *labels = mls_grouping_labels (search->grouping, group->first);
  const MlsChangesQuery *query = search->query;
  g_autoptr (MlsFace) face = NULL;
  MlsChangedArea area = { .from = mls_label_pair_in (&labels[query->from], query->dimension),
                          .to = mls_label_pair_in (&labels[query->to], query->dimension),
                          .area2 = group->area2,
                          .n_faces = group->n_faces,
                          .fid = mls_grouping_fid (search->grouping, group->largest),
                          .box = group->box };

  face = mls_store_reader_face (reader, area.fid, error);
  if (face == NULL)
    return FALSE;

  area.place = mls_face_inner_point (face);
  g_array_append_val (changes, area);

  return TRUE;
}

static GArray *
list_areas (const Search *search, MlsStoreReader *reader, GError **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (MlsChangedArea));
  g_autoptr (GArray) groups = mls_grouping_groups (search->grouping, 0);

  for (guint i = 0; i < groups->len; i++)
    if (!append_area (changes, search, reader, &g_array_index (groups, MlsGroup, i), error))
      return NULL;

  mls_changes_sort (changes, MLS_CHANGES_BY_AREA);

  return g_steal_pointer (&changes);
}

/**
 * mls_changes_list:
 * @reader: a reader between begin and end
 * @query: which vintages, both of the project, and which dimension
 * @func: (scope call) (nullable): told how far the search is
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; %MLS_STORE_ERROR_CANCELLED if @func gave up
 *
 * Finds all ground that changed between two vintages: what a reviewer goes through.
 *
 * Returns: (transfer full) (element-type MlsChangedArea): the changes, the largest first, or %NULL
 */
GArray *
mls_changes_list (MlsStoreReader        *reader,
                  const MlsChangesQuery *query,
                  MlsStoreProgressFunc   func,
                  gpointer               user_data,
                  GError               **error)
{
  g_autoptr (MlsKinds) kinds = mls_kinds_new ();
  g_autoptr (MlsGrouping) grouping = NULL;
  MlsGroupingShape shape = { .n_keys = 1, .boxes = TRUE };
  Search search = { .query = query, .kinds = kinds };
  MlsPass pass = { NULL, take_face, &search, func, user_data };

  mls_store_reader_get_vintages (reader, &shape.n_vintages);
  g_return_val_if_fail (query->from < shape.n_vintages && query->to < shape.n_vintages, NULL);

  search.grouping = grouping = mls_grouping_new (&shape, give_key, &search);

  return mls_pass_run (&pass, reader, error) ? list_areas (&search, reader, error) : NULL;
}

static int
compare_areas (gconstpointer left, gconstpointer right)
{
  const MlsChangedArea *a = left;
  const MlsChangedArea *b = right;

  if (a->area2 != b->area2)
    return a->area2 > b->area2 ? -1 : 1;

  return mls_point_compare (a->place, b->place);
}

static int
compare_places (gconstpointer left, gconstpointer right, gpointer user_data)
{
  const MlsChangedArea *a = left;
  const MlsChangedArea *b = right;
  guint64 first = mls_hilbert_index (a->place, user_data);
  guint64 second = mls_hilbert_index (b->place, user_data);

  return (first > second) - (first < second);
}

/**
 * mls_changes_sort:
 * @changes: (element-type MlsChangedArea): changes
 * @order: how to put them
 */
void
mls_changes_sort (GArray *changes, MlsChangesOrder order)
{
  MlsBox box = MLS_BOX_EMPTY;

  switch (order)
    {
    case MLS_CHANGES_BY_AREA:
      g_array_sort (changes, compare_areas);
      return;
    case MLS_CHANGES_BY_PLACE:
      for (guint i = 0; i < changes->len; i++)
        mls_box_extend (&box, g_array_index (changes, MlsChangedArea, i).place);
      g_array_sort_with_data (changes, compare_places, &box);
      return;
    }

  g_assert_not_reached ();
}
