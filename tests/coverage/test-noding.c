/* A line through many borders at once. */

#include "coverage/memory.h"
#include "coverage/noding.h"

#include <locale.h>

#define M        MLS_MM_PER_M
#define N_STRIPS 300
#define START    (4 * M) /* where the line starts, south to north */
#define RISE     M       /* how far up it ends */

static void
add_strip (MlsMemory *memory, gint64 x)
{
  const MlsPoint points[] = { { x, 0 }, { x + M, 0 }, { x + M, 10 * M }, { x, 10 * M } };
  MlsRing ring = { points, G_N_ELEMENTS (points) };
  MlsLabel label = { 0 };

  label.field[MLS_FIELD_COVER] = g_quark_from_string (x / M % 2 == 0 ? "even" : "odd");
  mls_memory_add (memory, mls_face_new (1 + x / M, &ring, 1, &label, 1));
}

static MlsMemory *
draw_strips (void)
{
  MlsMemory *memory = mls_memory_new ();

  for (gint64 i = 0; i < N_STRIPS; i++)
    add_strip (memory, i * M);

  return memory;
}

/* Where the line is at @x, to the nearest millimetre: it rises by a whole number of thirds a strip. */
static gint64
height_at (gint64 x)
{
  return START + (2 * x * RISE + N_STRIPS * M) / (2 * N_STRIPS * M);
}

static void
test_long (void)
{
  g_autoptr (MlsMemory) memory = draw_strips ();
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (memory), 1);
  g_autoptr (MlsNoding) noding = mls_noding_new (patch);
  const MlsPoint line[] = { { 0, START }, { N_STRIPS * M, START + RISE } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) course = NULL;

  mls_noding_insert (noding, line, G_N_ELEMENTS (line), &error);
  g_assert_no_error (error);

  course = mls_noding_course (noding);
  g_assert_cmpuint (course->len, ==, N_STRIPS);
  for (gint64 i = 0; i < N_STRIPS; i++)
    {
      const MlsCourse *piece = &g_array_index (course, MlsCourse, i);

      g_assert_cmpint (piece->a.x, ==, i * M);
      g_assert_cmpint (piece->a.y, ==, height_at (i * M));
      g_assert_cmpint (piece->b.x, ==, (i + 1) * M);
      g_assert_cmpint (piece->b.y, ==, height_at ((i + 1) * M));
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/noding/long", test_long);

  return g_test_run ();
}
