/* How large a face may be: two equal ones are joined up to the limit, and what an edit makes larger is
 * cut between vertices it has. */

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
  g_autoptr (MlsPlan) plan = mls_plan_recode (patch, (MlsPoint){ 100 * M, 100 * M }, &intent, &error);
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

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coverage/dissolve/join", test_join);
  g_test_add_func ("/coverage/dissolve/grown-by-line", test_grown_by_line);
  g_test_add_func ("/coverage/dissolve/grown-by-vertex", test_grown_by_vertex);

  return g_test_run ();
}
