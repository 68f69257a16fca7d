/* How large a face may be: two equal ones are joined up to the limit, and what an edit makes larger is
 * cut between vertices it has. And which face keeps which id. */

#include "coverage/dissolve.h"
#include "coverage/memory.h"
#include "coverage/plan.h"

#include <locale.h>

#define M      MLS_MM_PER_M
#define HEIGHT (1000 * M)

static MlsLabel
label_of (const char *cover)
{
  MlsLabel label = { { g_quark_from_string (cover), g_quark_from_string ("any") } };

  return label;
}

/* Vertices on a crooked way from the south to the north, or back, its ends left out. */
static void
add_way (GArray *points, gint64 x, guint n_points, gboolean north)
{
  for (guint i = 1; i <= n_points; i++)
    {
      guint k = north ? i : n_points + 1 - i;

      g_array_append_val (points, ((MlsPoint){ x + k % 2 * M, (gint64) HEIGHT * k / (n_points + 1) }));
    }
}

static void
add_point (GArray *points, gint64 x, gint64 y)
{
  g_array_append_val (points, ((MlsPoint){ x, y }));
}

static void
add_face (MlsMemory *memory, gint64 id, const char *cover, const GArray *points)
{
  MlsRing ring = { (const MlsPoint *) (gpointer) points->data, points->len };
  MlsLabel label = label_of (cover);

  mls_memory_add (memory, mls_face_new (id, &ring, 1, &label, 1));
}

static void
check (MlsMemory *memory)
{
  g_autoptr (GError) error = NULL;

  mls_memory_check (memory, &error);
  g_assert_no_error (error);
}

/* Two faces with a straight border between them and crooked ones in the west and in the east. */
static MlsMemory *
two_faces (guint n_west, guint n_east)
{
  MlsMemory *memory = mls_memory_new ();
  g_autoptr (GArray) west = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autoptr (GArray) east = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autoptr (GArray) edge = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  add_point (west, 0, HEIGHT);
  add_way (west, -500 * M, n_west, FALSE);
  add_point (west, 0, 0);
  add_point (east, 0, 0);
  add_way (east, 500 * M, n_east, TRUE);
  add_point (east, 0, HEIGHT);

  g_array_append_vals (edge, east->data, east->len);
  g_array_append_vals (edge, &g_array_index (west, MlsPoint, 1), west->len - 1);

  add_face (memory, 1, "field", west);
  add_face (memory, 2, "wood", east);
  mls_memory_add_edge (memory, 1, (const MlsPoint *) (gpointer) edge->data, edge->len);
  check (memory);

  return memory;
}

static MlsDelta *
apply (MlsMemory *memory, const MlsPlan *plan)
{
  g_autoptr (GError) error = NULL;
  MlsDelta *delta = mls_memory_apply (memory, plan->delta, &error);

  g_assert_no_error (error);
  check (memory);

  return delta;
}

static guint
n_faces_after_recode (guint n_west, guint n_east)
{
  MlsMemory *memory = two_faces (n_west, n_east);
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (memory), 1);
  MlsIntent intent = { .pair = { g_quark_from_string ("field"), 0 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPlan) plan = mls_plan_recode (patch, &(MlsPoint){ 100 * M, 100 * M }, 1, &intent, &error);
  g_autoptr (MlsDelta) delta = NULL;
  g_autoptr (GPtrArray) faces = NULL;

  g_assert_no_error (error);
  delta = apply (memory, plan);
  faces = mls_memory_faces (memory);
  for (guint i = 0; i < faces->len; i++)
    {
      MlsLabel label = label_of ("field");

      g_assert_true (mls_label_equal (((MlsFace *) g_ptr_array_index (faces, i))->labels, &label));
    }
  mls_memory_free (memory);

  return faces->len;
}

/* Together they have all vertices but none twice. */
static void
test_join (void)
{
  g_assert_cmpuint (n_faces_after_recode (1000, MLS_MAX_FACE_POINTS - 1002), ==, 1);
  g_assert_cmpuint (n_faces_after_recode (1000, MLS_MAX_FACE_POINTS - 1001), ==, 2);
}

static MlsArea2
area2_of (GPtrArray *faces, const char *cover, guint *n_faces)
{
  MlsArea2 sum = 0;

  *n_faces = 0;
  for (guint i = 0; i < faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (faces, i);

      if (face->labels[0].field[MLS_FIELD_COVER] != g_quark_from_string (cover))
        continue;
      g_assert_cmpuint (face->n_points, <=, MLS_MAX_FACE_POINTS);
      sum += mls_face_area2 (face);
      ++*n_faces;
    }

  return sum;
}

static void
take_back (MlsMemory *memory, const MlsDelta *delta, const MlsFace *before)
{
  g_autoptr (MlsDelta) inverse = mls_delta_inverted (delta);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) applied = mls_memory_apply (memory, inverse, &error);
  g_autoptr (GPtrArray) faces = NULL;

  g_assert_no_error (error);
  faces = mls_memory_faces (memory);
  g_assert_cmpuint (faces->len, ==, 1);
  g_assert_true (mls_face_same_rings (g_ptr_array_index (faces, 0), before));
}

/* A line of many vertices makes both its sides too large. */
static void
test_grown_by_line (void)
{
  MlsMemory *memory = mls_memory_new ();
  static const MlsPoint corners[] = { { 0, 0 }, { HEIGHT, 0 }, { HEIGHT, HEIGHT }, { 0, HEIGHT }, { 0, 0 } };
  g_autoptr (GArray) square = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (memory), 1);
  MlsIntent intent = { .pair = { g_quark_from_string ("town"), 0 } };
  g_autoptr (MlsPlan) plan = NULL;
  g_autoptr (MlsDelta) delta = NULL;
  g_autoptr (MlsFace) before = NULL;
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (GError) error = NULL;
  guint n_town, n_field;

  g_array_append_vals (square, corners, 4);
  add_face (memory, 1, "field", square);
  mls_memory_add_edge (memory, 1, corners, G_N_ELEMENTS (corners));
  before = mls_face_ref (mls_patch_face_at (patch, (MlsPoint){ M, M }));

  /* Two metres, one, two, … west of the middle: the western side is the smaller. */
  add_point (line, HEIGHT / 2 - 2 * M, -M);
  add_way (line, HEIGHT / 2 - 2 * M, 4999, TRUE);
  add_point (line, HEIGHT / 2 - 2 * M, HEIGHT + M);
  plan = mls_plan_line (patch, (const MlsPoint *) (gpointer) line->data, line->len, &intent, &error);
  g_assert_no_error (error);
  delta = apply (memory, plan);

  faces = mls_memory_faces (memory);
  g_assert_true (area2_of (faces, "town", &n_town) + area2_of (faces, "field", &n_field) ==
                 2 * (MlsArea2) HEIGHT * HEIGHT);
  g_assert_true (area2_of (faces, "town", &n_town) < (MlsArea2) HEIGHT * HEIGHT);
  g_assert_cmpuint (n_town, >=, 3);
  g_assert_cmpuint (n_field, >=, 3);

  take_back (memory, delta, before);
  mls_memory_free (memory);
}

/* So does a vertex that a neighbour's split gives one that is as large as may be: it alone is cut. */
static void
test_grown_by_vertex (void)
{
  MlsMemory *memory = two_faces (MLS_MAX_FACE_POINTS - 2, 10);
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (memory), 1);
  MlsIntent intent = { .pair = { g_quark_from_string ("town"), 0 } };
  static const MlsPoint line[] = { { -M, 500 * M }, { 600 * M, 500 * M } };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPlan) plan = mls_plan_line (patch, line, G_N_ELEMENTS (line), &intent, &error);
  g_autoptr (MlsDelta) delta = NULL;
  g_autoptr (GPtrArray) faces = NULL;
  guint n_field, n_wood, n_town;

  g_assert_no_error (error);
  delta = apply (memory, plan);
  faces = mls_memory_faces (memory);
  area2_of (faces, "field", &n_field);
  area2_of (faces, "wood", &n_wood);
  area2_of (faces, "town", &n_town);
  g_assert_cmpuint (n_field, ==, 2);
  g_assert_cmpuint (n_wood, ==, 1);
  g_assert_cmpuint (n_town, ==, 1);
  mls_memory_free (memory);
}

/* Strips from south to north, 100 m high, each as wide as it takes. */
static MlsMemory *
three_strips (void)
{
  static const MlsPoint edge[] = { { 0, 0 },           { 100 * M, 0 },       { 300 * M, 0 },
                                   { 600 * M, 0 },     { 600 * M, 100 * M }, { 300 * M, 100 * M },
                                   { 100 * M, 100 * M }, { 0, 100 * M },     { 0, 0 } };
  static const struct
  {
    gint64      id;
    const char *cover;
    gint64      west;
    gint64      east;
  } strips[] = { { 5, "wood", 0, 100 * M }, { 3, "field", 100 * M, 300 * M }, { 9, "town", 300 * M, 600 * M } };
  MlsMemory *memory = mls_memory_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (strips); i++)
    {
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

      add_point (points, strips[i].west, 0);
      add_point (points, strips[i].east, 0);
      add_point (points, strips[i].east, 100 * M);
      add_point (points, strips[i].west, 100 * M);
      add_face (memory, strips[i].id, strips[i].cover, points);
    }
  mls_memory_add_edge (memory, 1, edge, G_N_ELEMENTS (edge));
  check (memory);

  return memory;
}

/* Changes as "9 30000>42000 field", those without a before or after as "+" and "-". */
static char *
describe (const MlsDelta *delta)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);
      const MlsFace *face = change->after != NULL ? change->after : change->before;
      int before = change->before != NULL ? (int) mls_area2_to_m2 (mls_face_area2 (change->before)) : 0;
      int after = change->after != NULL ? (int) mls_area2_to_m2 (mls_face_area2 (change->after)) : 0;

      g_string_append_printf (text, "%s%d %d>%d %s\n", before == 0 ? "+" : after == 0 ? "-" : "", (int) face->id, before,
                              after, g_quark_to_string (face->labels[0].field[MLS_FIELD_COVER]));
    }

  return g_string_free (text, FALSE);
}

/* A line at @x, of which the side @takes becomes @cover. */
static void
assert_ids (gint64 x, MlsTakes takes, const char *cover, const char *expected)
{
  MlsMemory *memory = three_strips ();
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (memory), 1);
  MlsIntent intent = { .pair = { g_quark_from_string (cover), 0 }, .takes = takes };
  const MlsPoint line[] = { { x, -M }, { x, 101 * M } };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPlan) plan = mls_plan_line (patch, line, G_N_ELEMENTS (line), &intent, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = describe (plan->delta);
  g_assert_cmpstr (text, ==, expected);
  mls_delta_unref (apply (memory, plan));
  mls_memory_free (memory);
}

/* Faces after, largest first, keep the id of the face before that they overlap most, if it is free. */
static void
test_ids (void)
{
  /* Each piece has one parent: the larger one is it, whichever takes the code. */
  assert_ids (400 * M, MLS_TAKES_SMALLER, "road", "9 30000>20000 town\n+-1 0>10000 road\n");
  assert_ids (400 * M, MLS_TAKES_LARGER, "road", "9 30000>20000 road\n+-1 0>10000 town\n");

  /* What joins a larger neighbour leaves its own id to the rest. */
  assert_ids (400 * M, MLS_TAKES_SMALLER, "field", "3 20000>30000 field\n9 30000>20000 town\n");

  /* The largest overlaps 9 most, by 22 000 against 20 000 m², and takes it from what is left of 9, which
   * gets a new one; nobody is 3 any more. */
  assert_ids (520 * M, MLS_TAKES_LARGER, "field",
              "9 30000>42000 field\n+-1 0>8000 town\n-3 20000>0 field\n");

  /* Equal overlaps: the smaller id. */
  assert_ids (500 * M, MLS_TAKES_LARGER, "field", "3 20000>40000 field\n9 30000>10000 town\n");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coverage/dissolve/join", test_join);
  g_test_add_func ("/coverage/dissolve/grown-by-line", test_grown_by_line);
  g_test_add_func ("/coverage/dissolve/grown-by-vertex", test_grown_by_vertex);
  g_test_add_func ("/coverage/dissolve/ids", test_ids);

  return g_test_run ();
}
