/* Ways along borders: the shortest there is, along nothing but borders that part regions, whatever was
 * loaded. */

#include "coverage/memory.h"
#include "coverage/refusal.h"
#include "coverage/segment-table.h"
#include "coverage/walk.h"
#include "quilt.h"
#include "twin.h"

#include <locale.h>

static const QuiltOptions quilt = { 6, 6, 60000, 6, 2, 2, 12 };

/* A border, from one end to the other. */
typedef struct
{
  MlsPoint a;
  MlsPoint b;
  double   length;
} Step;

static MlsPoint
point_at (const GArray *points, guint i)
{
  return g_array_index (points, MlsPoint, i);
}

static MlsSegmentTable *
segments_of (MlsMemory *memory)
{
  g_autoptr (GPtrArray) faces = mls_memory_faces (memory);
  MlsSegmentTable *table = mls_segment_table_new ();

  for (guint i = 0; i < faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (faces, i);

      for (guint r = 0; r < face->n_rings; r++)
        {
          MlsRing ring = mls_face_ring (face, r);

          for (gsize k = 0, j = ring.n_points - 1; k < ring.n_points; j = k++)
            mls_segment_table_set (table, ring.points[j], ring.points[k], (gpointer) face);
        }
    }

  return table;
}

static gboolean
parts (const MlsSegmentTable *segments, MlsPoint a, MlsPoint b, const MlsIntent *intent)
{
  const MlsFace *left = mls_segment_table_get (segments, a, b);
  const MlsFace *right = mls_segment_table_get (segments, b, a);

  if (left == NULL || right == NULL)
    return left != right;

  return mls_label_code (&left->labels[intent->vintage], intent->dimension) !=
         mls_label_code (&right->labels[intent->vintage], intent->dimension);
}

/* All there are, both ways. */
static GArray *
steps_of (MlsMemory *memory, const MlsSegmentTable *segments, const MlsIntent *intent)
{
  g_autoptr (GPtrArray) faces = mls_memory_faces (memory);
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (Step));

  for (guint i = 0; i < faces->len; i++)
    {
      MlsRing ring = mls_face_ring (g_ptr_array_index (faces, i), 0);

      for (gsize k = 0, j = ring.n_points - 1; k < ring.n_points; j = k++)
        if (parts (segments, ring.points[j], ring.points[k], intent))
          {
            double length = mls_point_distance (ring.points[j], ring.points[k]);

            g_array_append_val (steps, ((Step){ ring.points[j], ring.points[k], length }));
            g_array_append_val (steps, ((Step){ ring.points[k], ring.points[j], length }));
          }
    }

  return steps;
}

/* The length of the shortest way, found by trying every step as long as any leads anywhere sooner. */
static double
shortest (const GArray *steps, MlsPoint from, MlsPoint to)
{
  g_autoptr (MlsSegmentTable) known = mls_segment_table_new ();
  g_autoptr (GPtrArray) lengths = g_ptr_array_new_with_free_func (g_free);
  gboolean any = TRUE;
  double *start = g_new0 (double, 1), *end;

  g_ptr_array_add (lengths, start);
  mls_segment_table_set (known, from, from, start);
  while (any)
    {
      any = FALSE;
      for (guint i = 0; i < steps->len; i++)
        {
          const Step *step = &g_array_index (steps, Step, i);
          const double *here = mls_segment_table_get (known, step->a, step->a);
          double *there = mls_segment_table_get (known, step->b, step->b);

          if (here == NULL || (there != NULL && *there <= *here + step->length + 1e-6))
            continue;
          if (there == NULL)
            {
              there = g_new (double, 1);
              g_ptr_array_add (lengths, there);
              mls_segment_table_set (known, step->b, step->b, there);
            }
          *there = *here + step->length;
          any = TRUE;
        }
    }
  end = mls_segment_table_get (known, to, to);

  return end != NULL ? *end : -1;
}

static void
expect_way (const GArray *way, const MlsSegmentTable *segments, const MlsIntent *intent, double length)
{
  double sum = 0;

  for (guint i = 1; i < way->len; i++)
    {
      g_assert_true (parts (segments, point_at (way, i - 1), point_at (way, i), intent));
      sum += mls_point_distance (point_at (way, i - 1), point_at (way, i));
    }

  g_assert_cmpfloat_with_epsilon (sum, length, 1e-3);
}

static void
expect_same (const GArray *a, const GArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    g_assert_true (mls_point_equal (point_at (a, i), point_at (b, i)));
}

static void
test_shortest (void)
{
  MlsMemory *memory = quilt_new (&quilt);
  g_autoptr (MlsSegmentTable) segments = segments_of (memory);
  guint n_ways = 0, n_none = 0;

  for (guint i = 0; i < 60; i++)
    {
      const MlsIntent intent = { .vintage = i % 2, .dimension = (MlsDimension) (i % MLS_N_DIMENSIONS) };
      g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (memory), quilt.n_vintages);
      g_autoptr (MlsPatch) twin = twin_patch_new (memory, quilt.n_vintages);
      g_autoptr (GArray) steps = steps_of (memory, segments, &intent);
      const Step *start = &g_array_index (steps, Step, (guint) g_test_rand_int_range (0, (gint32) steps->len));
      const Step *end = &g_array_index (steps, Step, (guint) g_test_rand_int_range (0, (gint32) steps->len));
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) way = mls_walk_trace (patch, start->a, end->a, &intent, &error);
      g_autoptr (GArray) other = mls_walk_trace (twin, start->a, end->a, &intent, NULL);
      double length = shortest (steps, start->a, end->a);

      if (length < 0)
        {
          g_assert_error (error, MLS_REFUSAL, MLS_REFUSAL_NO_WAY);
          g_assert_null (other);
          n_none++;
          continue;
        }

      g_assert_no_error (error);
      expect_way (way, segments, &intent, length);
      expect_same (way, other);
      n_ways++;
    }

  g_test_message ("%u ways, %u times none", n_ways, n_none);
  g_assert_cmpuint (n_ways, >, 20);
  mls_memory_free (memory);
}

/* From the middle of a border, to within half a metre of it, and no further. */
static void
test_ends (void)
{
  MlsMemory *memory = quilt_new (&quilt);
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (memory), quilt.n_vintages);
  const MlsIntent intent = { .dimension = MLS_DIMENSION_PAIR };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) way =
      mls_walk_trace (patch, (MlsPoint){ QUILT_X + 4000, QUILT_Y + 300 }, (MlsPoint){ QUILT_X - 400, QUILT_Y + 7000 },
                      &intent, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (way->len, ==, 3);
  g_assert_true (mls_point_equal (point_at (way, 0), (MlsPoint){ QUILT_X + 4000, QUILT_Y }));
  g_assert_true (mls_point_equal (point_at (way, 1), (MlsPoint){ QUILT_X, QUILT_Y }));
  g_assert_true (mls_point_equal (point_at (way, 2), (MlsPoint){ QUILT_X, QUILT_Y + 7000 }));

  g_assert_null (mls_walk_trace (patch, (MlsPoint){ QUILT_X + 4000, QUILT_Y - 501 }, point_at (way, 2), &intent, &error));
  g_assert_error (error, MLS_REFUSAL, MLS_REFUSAL_NO_VERTEX);
  mls_memory_free (memory);
}

/* A coverage that counts how much of it is read. */
typedef struct
{
  MlsSource source;
  guint     n_read;
} Watched;

typedef struct
{
  Watched    *watched;
  MlsFaceFunc func;
  gpointer    user_data;
} Reading;

static gboolean
count_face (const MlsFace *face, gpointer user_data)
{
  Reading *reading = user_data;

  reading->watched->n_read++;

  return reading->func (face, reading->user_data);
}

static gboolean
read_faces (gpointer self, const MlsBox *box, MlsFaceFunc func, gpointer user_data, GError **error)
{
  Watched *watched = self;

  return watched->source.funcs->faces (watched->source.self, box, count_face, &(Reading){ watched, func, user_data }, error);
}

static gboolean
read_edges (gpointer self, const MlsBox *box, MlsEdgeFunc func, gpointer user_data, GError **error)
{
  const Watched *watched = self;

  return watched->source.funcs->edges (watched->source.self, box, func, user_data, error);
}

static const MlsSourceFuncs watched_funcs = { read_faces, read_edges };

#define FIELD  20000 /* mm */
#define FIELDS 100   /* on a side */

static void
add_field (MlsMemory *memory, gint64 id, MlsPoint corner, gint64 side, const MlsRing *hole)
{
  const MlsPoint points[] = { corner, { corner.x + side, corner.y }, { corner.x + side, corner.y + side },
                              { corner.x, corner.y + side } };
  const MlsRing rings[] = { { points, G_N_ELEMENTS (points) }, hole != NULL ? *hole : (MlsRing){ NULL, 0 } };
  MlsLabel label = { { quilt_code ('C', (guint) id % 3), quilt_code ('U', 0) } };

  mls_memory_add (memory, mls_face_new (id, rings, hole != NULL ? 2 : 1, &label, 1));
}

/* Square fields of three codes in turn, and a pond in the first. */
static MlsMemory *
fields_new (void)
{
  static const MlsPoint shore[] = { { 5000, 5000 }, { 5000, 6000 }, { 6000, 6000 }, { 6000, 5000 } };
  const MlsRing hole = { shore, G_N_ELEMENTS (shore) };
  MlsMemory *memory = mls_memory_new ();

  for (gint64 i = 0; i < FIELDS * FIELDS; i++)
    add_field (memory, i + 1, (MlsPoint){ i % FIELDS * FIELD, i / FIELDS * FIELD }, FIELD, i == 0 ? &hole : NULL);
  add_field (memory, FIELDS * FIELDS + 2, shore[0], 1000, NULL);

  return memory;
}

/* That no way leads to an island is known once the island has been looked at, and not all there is beside. */
static void
test_island (void)
{
  g_autoptr (MlsMemory) memory = fields_new ();
  Watched watched = { mls_memory_source (memory), 0 };
  g_autoptr (MlsPatch) patch = mls_patch_new ((MlsSource){ &watched_funcs, &watched }, 1);
  const MlsIntent intent = { .dimension = MLS_DIMENSION_PAIR };
  const MlsPoint far = { 50 * FIELD, 50 * FIELD }, pond = { 6000, 6000 };
  g_autoptr (GError) error = NULL;

  g_assert_null (mls_walk_trace (patch, far, pond, &intent, &error));
  g_assert_error (error, MLS_REFUSAL, MLS_REFUSAL_NO_WAY);
  g_assert_cmpuint (watched.n_read, <, FIELDS * FIELDS / 4);

  g_clear_error (&error);
  g_assert_null (mls_walk_trace (patch, pond, far, &intent, &error));
  g_assert_error (error, MLS_REFUSAL, MLS_REFUSAL_NO_WAY);
  g_assert_cmpuint (watched.n_read, <, FIELDS * FIELDS / 4);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coverage/walk/shortest", test_shortest);
  g_test_add_func ("/coverage/walk/ends", test_ends);
  g_test_add_func ("/coverage/walk/island", test_island);

  return g_test_run ();
}
