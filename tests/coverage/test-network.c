/* Regions that spread far, as roads do: what a line does to them is told without following them to
 * their ends. */

#include "coverage/memory.h"
#include "coverage/plan.h"

#include <locale.h>

/* A road of square faces around a square block, and a field with a lane behind it in the west of it.
 *
 *       ▢▢▢▢▢▢
 *   ▯▭▭▭▢    ▢
 *       ▢    ▢
 *       ▢▢▢▢▢▢
 */
#define M    MLS_MM_PER_M
#define SIDE 2500 /* faces */
#define VAST 6000 /* … of a road too large to be given anything */

/* Faces differ from those beside them, so that none are joined; but texts are kept for good. */
#define N_COMMENTS 1000

typedef struct
{
  MlsMemory *memory;
  gint64     next_id;
} Town;

static MlsLabel
label_of (const char *cover, gint64 number)
{
  MlsLabel label = { 0 };
  g_autofree char *comment = g_strdup_printf ("%" G_GINT64_FORMAT, number % N_COMMENTS);

  label.field[MLS_FIELD_COVER] = g_quark_from_string (cover);
  label.field[MLS_FIELD_USE] = g_quark_from_string ("any");
  label.field[MLS_FIELD_COMMENT] = g_quark_from_string (comment);

  return label;
}

static void
add_face (Town *town, const char *cover, const MlsPoint *points, gsize n_points)
{
  MlsRing ring = { points, n_points };
  MlsLabel label = label_of (cover, town->next_id);

  mls_memory_add (town->memory, mls_face_new (town->next_id++, &ring, 1, &label, 1));
}

static void
add_square (Town *town, gint64 x, gint64 y)
{
  const MlsPoint points[] = { { x, y }, { x + M, y }, { x + M, y + M }, { x, y + M } };

  add_face (town, "road", points, G_N_ELEMENTS (points));
}

/* The way around a square from its south-west corner, a vertex each metre, from @low to @high. */
static GArray *
outline (gint64 low, gint64 high)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (gint64 d = low; d < high; d += M)
    g_array_append_val (points, ((MlsPoint){ d, low }));
  for (gint64 d = low; d < high; d += M)
    g_array_append_val (points, ((MlsPoint){ high, d }));
  for (gint64 d = high; d > low; d -= M)
    g_array_append_val (points, ((MlsPoint){ d, high }));
  for (gint64 d = high; d >= low; d -= M)
    g_array_append_val (points, ((MlsPoint){ low, d }));

  return points;
}

static void
add_edge (Town *town, gint64 id, GArray *points, gboolean backwards)
{
  g_autofree MlsPoint *line = g_new (MlsPoint, points->len);

  for (guint i = 0; i < points->len; i++)
    line[i] = g_array_index (points, MlsPoint, backwards ? points->len - 1 - i : i);

  mls_memory_add_edge (town->memory, id, line, points->len);
  g_array_unref (points);
}

/* The outer edge goes around field and lane, which lie between 1000 m and 1001 m. */
static GArray *
outer_outline (gint64 side)
{
  static const MlsPoint detour[] = { { -10 * M, 1001 * M }, { -11 * M, 1001 * M }, { -11 * M, 1000 * M }, { -10 * M, 1000 * M } };
  GArray *points = outline (0, side * M);

  for (guint i = points->len; i-- > 0;)
    if (mls_point_equal (g_array_index (points, MlsPoint, i), (MlsPoint){ 0, 1001 * M }))
      g_array_insert_vals (points, i + 1, detour, G_N_ELEMENTS (detour));

  return points;
}

static MlsMemory *
town_new (gint64 side)
{
  Town town = { mls_memory_new (), 1 };
  const gint64 far = (side - 1) * M;
  static const MlsPoint field[] = { { -10 * M, 1000 * M }, { 0, 1000 * M }, { 0, 1001 * M }, { -10 * M, 1001 * M } };
  static const MlsPoint lane[] = { { -11 * M, 1000 * M }, { -10 * M, 1000 * M }, { -10 * M, 1001 * M }, { -11 * M, 1001 * M } };
  g_autoptr (GError) error = NULL;

  for (gint64 d = 0; d < far; d += M)
    {
      add_square (&town, d, 0);
      add_square (&town, far, d);
      add_square (&town, far - d, far);
      add_square (&town, 0, far - d);
    }
  add_face (&town, "field", field, G_N_ELEMENTS (field));
  add_face (&town, "road", lane, G_N_ELEMENTS (lane));
  add_edge (&town, 1, outer_outline (side), FALSE);
  add_edge (&town, 2, outline (M, far), TRUE);

  mls_memory_check (town.memory, &error);
  g_assert_no_error (error);

  return town.memory;
}

static MlsPlan *
plan_line (MlsMemory *memory, const MlsPoint *points, gsize n_points, GError **error)
{
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (memory), 1);
  MlsIntent intent = { .pair = { g_quark_from_string ("town"), 0 } };

  return mls_plan_line (patch, points, n_points, &intent, error);
}

/* Both ways around are long, and meet at last. */
static void
test_ring (void)
{
  MlsMemory *memory = town_new (SIDE);
  static const MlsPoint across[] = { { 1500 * M + 500, -M }, { 1500 * M + 500, 2 * M } };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPlan) plan = plan_line (memory, across, G_N_ELEMENTS (across), &error);

  g_assert_null (plan);
  g_assert_error (error, MLS_REFUSAL, MLS_REFUSAL_NOTHING_TO_CUT);
  mls_memory_free (memory);
}

/* The lane is no part of the road, however long that is: what lies between is split. */
static void
test_lane (gconstpointer backwards)
{
  MlsMemory *memory = town_new (SIDE);
  static const MlsPoint points[][2] = { { { 500, 1000 * M + 250 }, { -10 * M - 500, 1000 * M + 250 } },
                                        { { -10 * M - 500, 1000 * M + 250 }, { 500, 1000 * M + 250 } } };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPlan) plan = plan_line (memory, points[GPOINTER_TO_INT (backwards)], 2, &error);

  g_assert_no_error (error);
  g_assert_cmpint (plan->verb, ==, MLS_VERB_SPLIT);
  g_assert_cmpuint (plan->given->len, ==, 1);
  g_assert_true (((MlsCell *) g_ptr_array_index (plan->given, 0))->area2 == 2 * 10 * M * 250);
  mls_memory_free (memory);
}

/* A town, and how much of it was asked for. */
typedef struct
{
  MlsSource   source;
  GHashTable *read; /* the ids of the faces that were given */
} Counter;

typedef struct
{
  Counter    *counter;
  MlsFaceFunc func;
  gpointer    user_data;
} Counting;

static gboolean
count_face (const MlsFace *face, gpointer user_data)
{
  Counting *counting = user_data;

  g_hash_table_add (counting->counter->read, GINT_TO_POINTER (face->id));

  return counting->func (face, counting->user_data);
}

static gboolean
count_faces (gpointer self, const MlsBox *box, MlsFaceFunc func, gpointer user_data, GError **error)
{
  Counter *counter = self;
  Counting counting = { counter, func, user_data };

  return counter->source.funcs->faces (counter->source.self, box, count_face, &counting, error);
}

static gboolean
pass_edges (gpointer self, const MlsBox *box, MlsEdgeFunc func, gpointer user_data, GError **error)
{
  Counter *counter = self;

  return counter->source.funcs->edges (counter->source.self, box, func, user_data, error);
}

static MlsPlan *
plan_recode (MlsPatch *patch, const MlsIntent *intent, GError **error)
{
  return mls_plan_recode (patch, &(MlsPoint){ 500, 500 }, 1, intent, error);
}

static MlsPlan *
plan_merge (MlsPatch *patch, const MlsIntent *intent, GError **error)
{
  return mls_plan_merge (patch, (const MlsPoint[]){ { 500, 500 }, { -5 * M, 1000 * M + 500 } }, 2, intent, error);
}

/* The road is cut beside the one who stands there, and all the rest of it is asked for. */
static MlsPlan *
plan_rest (MlsPatch *patch, const MlsIntent *intent, GError **error)
{
  static const MlsPoint corner[] = { { 1500 * M, -M }, { 1500 * M, M - 250 }, { 1501 * M, M - 250 }, { 1501 * M, -M } };
  MlsIntent rest = *intent;

  rest.takes = MLS_TAKES_LARGER;

  return mls_plan_line (patch, corner, G_N_ELEMENTS (corner), &rest, error);
}

typedef MlsPlan *(*PlanFunc) (MlsPatch *patch, const MlsIntent *intent, GError **error);

static const PlanFunc whole_plans[] = { plan_recode, plan_merge, plan_rest };

/* That a region is too large is known before all of it has been read. */
static void
test_vast (gconstpointer number)
{
  static const MlsSourceFuncs funcs = { count_faces, pass_edges };
  MlsMemory *memory = town_new (VAST);
  g_autoptr (GHashTable) read = g_hash_table_new (NULL, NULL);
  Counter counter = { mls_memory_source (memory), read };
  g_autoptr (MlsPatch) patch = mls_patch_new ((MlsSource){ &funcs, &counter }, 1);
  MlsIntent intent = { .pair = { g_quark_from_string ("town"), 0 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPlan) plan = whole_plans[GPOINTER_TO_INT (number)] (patch, &intent, &error);

  g_assert_null (plan);
  g_assert_error (error, MLS_REFUSAL, MLS_REFUSAL_TOO_LARGE);
  g_assert_cmpuint (g_hash_table_size (read), <, 3 * VAST);
  mls_memory_free (memory);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coverage/network/ring", test_ring);
  g_test_add_data_func ("/coverage/network/lane", GINT_TO_POINTER (0), test_lane);
  g_test_add_data_func ("/coverage/network/lane/backwards", GINT_TO_POINTER (1), test_lane);
  g_test_add_data_func ("/coverage/network/vast/recode", GINT_TO_POINTER (0), test_vast);
  g_test_add_data_func ("/coverage/network/vast/merge", GINT_TO_POINTER (1), test_vast);
  g_test_add_data_func ("/coverage/network/vast/rest", GINT_TO_POINTER (2), test_vast);

  return g_test_run ();
}
