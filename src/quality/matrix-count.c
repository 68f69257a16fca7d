/* How many places there are in each cell of a matrix. */

#include "quality/matrix-count.h"

#include "coverage/grouping.h"
#include "quality/nearby.h"

typedef struct
{
  const MlsMatrixQuery *query;
  MlsFigures           *areas;    /* (nullable) */
  MlsGrouping          *grouping;
  GHashTable           *kinds;    /* (element-type Kind guint) numbers from 1 on */
} Counting;

/* What some ground was and is, in the codes that changes are listed by. */
typedef struct
{
  MlsPair from;
  MlsPair to;
} Kind;

static guint64
number_of (MlsPair codes)
{
  return (guint64) codes.cover << 32 | codes.use;
}

static guint
kind_hash (gconstpointer data)
{
  const Kind *kind = data;
  guint64 h = number_of (kind->from) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) ^ number_of (kind->to);

  return (guint) ((h * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32);
}

static gboolean
kind_equal (gconstpointer left, gconstpointer right)
{
  const Kind *a = left;
  const Kind *b = right;

  return mls_pair_equal (a->from, b->from) && mls_pair_equal (a->to, b->to);
}

static void
give_key (const MlsLabel *labels, guint64 *keys, gpointer user_data)
{
  Counting *counting = user_data;
  const MlsMatrixQuery *query = counting->query;
  MlsDimension dimension = mls_classing_get_dimension (&query->classing);
  const Kind kind = { mls_label_pair_in (&labels[query->from], dimension), mls_label_pair_in (&labels[query->to], dimension) };
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (counting->kinds, &kind));

  if (number == 0)
    {
      number = g_hash_table_size (counting->kinds) + 1;
      g_hash_table_insert (counting->kinds, g_memdup2 (&kind, sizeof kind), GUINT_TO_POINTER (number));
    }
  keys[0] = number;
}

static void
counting_init (Counting *counting, guint n_vintages)
{
  const MlsGroupingShape shape = { .n_keys = 1, .n_vintages = n_vintages };

  counting->kinds = g_hash_table_new_full (kind_hash, kind_equal, g_free, NULL);
  counting->grouping = mls_grouping_new (&shape, give_key, counting);
}

static void
counting_clear (Counting *counting)
{
  g_clear_pointer (&counting->grouping, mls_grouping_free);
  g_clear_pointer (&counting->kinds, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Counting, counting_clear)

/* What lies near is the same all over the ground that hangs together: that is of one region at either date. */
static void
count_groups (const Counting *counting, MlsMatrix *matrix, MlsNearFunc func, gpointer user_data)
{
  const MlsMatrixQuery *query = counting->query;
  g_autoptr (GArray) groups = mls_grouping_groups (counting->grouping, 0);

  mls_matrix_start_counts (matrix);
  for (guint i = 0; i < groups->len; i++)
    {
      guint32 face = g_array_index (groups, MlsGroup, i).first;
      const MlsLabel *labels = mls_grouping_labels (counting->grouping, face);
      MlsNearness near[MLS_MAX_VINTAGES] = { 0 };

      if (func != NULL)
        func (mls_grouping_fid (counting->grouping, face), near, user_data);
      mls_matrix_count_place (matrix, query, &(MlsSite){ mls_label_pair (&labels[query->from]), near[query->from] },
                              &(MlsSite){ mls_label_pair (&labels[query->to]), near[query->to] });
    }
}

static gboolean
has_ground (MlsFigures *areas, const MlsFace *face)
{
  g_autoptr (GArray) shares = mls_face_share (face, areas);

  return shares->len > 0;
}

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  Counting *counting = user_data;

  if (counting->areas == NULL || has_ground (counting->areas, face))
    mls_grouping_add_face (counting->grouping, face);

  return TRUE;
}

static void
get_near (gint64 fid, MlsNearness *near, gpointer nearby)
{
  mls_nearby_get (nearby, fid, near);
}

/**
 * mls_matrix_count:
 * @matrix: a matrix
 * @query: what it was made for
 * @reader: a reader between begin and end
 * @areas: (nullable): figures that are indexed: only ground some of which lies in these
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; %MLS_STORE_ERROR_CANCELLED if @func gave up
 *
 * Counts what there is to look at in each cell: pieces of ground that hang together and went from one code to one code,
 * whatever the level, as changes are listed; faces would tell how often ground was cut for other reasons. That takes
 * their borders, and so the time of a check.
 *
 * Returns: whether all was read
 */
gboolean
mls_matrix_count (MlsMatrix            *matrix,
                  const MlsMatrixQuery *query,
                  MlsStoreReader       *reader,
                  MlsFigures           *areas,
                  MlsStoreProgressFunc  func,
                  gpointer              user_data,
                  GError              **error)
{
  MlsNearness asked = mls_nearness_asked_for (query->classing.nomenclature, query->classing.indicator);
  g_autoptr (MlsNearby) nearby = NULL;
  g_auto (Counting) counting = { .query = query, .areas = areas };
  const MlsPass pass = { NULL, take_face, &counting, func, user_data };
  guint n_vintages;

  if (asked != 0)
    {
      nearby = mls_nearby_take (reader, query->classing.nomenclature, asked, func, user_data, error);
      if (nearby == NULL)
        return FALSE;
    }

  mls_store_reader_get_vintages (reader, &n_vintages);
  counting_init (&counting, n_vintages);
  if (!mls_pass_run (&pass, reader, error))
    return FALSE;

  count_groups (&counting, matrix, nearby != NULL ? get_near : NULL, nearby);

  return TRUE;
}

/**
 * mls_matrix_count_faces:
 * @matrix: a matrix
 * @query: what it was made for
 * @faces: (element-type MlsFace): all the ground it is of
 * @func: (scope call) (nullable): gives what lies near them, as far as classes depend on that
 * @user_data: for @func
 *
 * Like mls_matrix_count(), of a few faces: pieces that hang together beyond these are counted apart.
 */
void
mls_matrix_count_faces (MlsMatrix            *matrix,
                        const MlsMatrixQuery *query,
                        const GPtrArray      *faces,
                        MlsNearFunc           func,
                        gpointer              user_data)
{
  g_auto (Counting) counting = { .query = query };

  counting_init (&counting, faces->len > 0 ? ((const MlsFace *) g_ptr_array_index (faces, 0))->n_vintages : 0);
  for (guint i = 0; i < faces->len; i++)
    mls_grouping_add_face (counting.grouping, g_ptr_array_index (faces, i));
  count_groups (&counting, matrix, func, user_data);
}
