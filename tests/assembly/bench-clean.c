/* bench-clean SIDE [NOISE_MM TOLERANCE_MM]…: what it costs to make a partition of SIDE × SIDE polygons of
 * 60 vertices each, first as they fit together, then with each vertex of each polygon off by up to
 * NOISE_MM in x and in y, cleaned within TOLERANCE_MM. CPU seconds and their ratio to the first, on
 * stdout. */

#include "assembly/assembly.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define CELL_M     135.0
#define N_SEGMENTS 15
#define WIGGLE_M   3.0

/* A number from -1 to 1 that depends on the others alone. */
static double
noise (guint64 a, guint64 b, guint64 c)
{
  guint64 h = a * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) ^ b * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9) ^
              c * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  h = (h ^ (h >> 31)) * G_GUINT64_CONSTANT (0xd6e8feb86659fd93);
  h ^= h >> 29;
  h *= G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  h ^= h >> 32;

  return (double) (h >> 11) / (double) (G_GUINT64_CONSTANT (1) << 52) - 1;
}

/* The vertex so many segments east and north of the corner of the board. */
static void
add_vertex (GArray *xy, guint x, guint y, guint polygon, double off_m)
{
  double place[2] = { 700000 + x * CELL_M / N_SEGMENTS + WIGGLE_M * noise (x, y, 1) + off_m * noise (xy->len, polygon, 3),
                      6600000 + y * CELL_M / N_SEGMENTS + WIGGLE_M * noise (x, y, 2) + off_m * noise (xy->len, polygon, 4) };

  g_array_append_vals (xy, place, 2);
}

static void
add_polygon (MlsSoup *soup, guint column, guint row, guint id, double off_m)
{
  g_autoptr (GArray) xy = g_array_new (FALSE, FALSE, sizeof (double));
  guint x = column * N_SEGMENTS;
  guint y = row * N_SEGMENTS;
  MlsLabel label = { { g_quark_from_static_string ((column + row) % 2 == 0 ? "CS1.1.1" : "CS6.3.0") } };
  MlsSourceRing ring = { NULL, 4 * N_SEGMENTS };

  for (guint i = 0; i < N_SEGMENTS; i++)
    add_vertex (xy, x + i, y, id, off_m);
  for (guint i = 0; i < N_SEGMENTS; i++)
    add_vertex (xy, x + N_SEGMENTS, y + i, id, off_m);
  for (guint i = 0; i < N_SEGMENTS; i++)
    add_vertex (xy, x + N_SEGMENTS - i, y + N_SEGMENTS, id, off_m);
  for (guint i = 0; i < N_SEGMENTS; i++)
    add_vertex (xy, x, y + N_SEGMENTS - i, id, off_m);

  ring.xy = (const double *) (gpointer) xy->data;
  mls_soup_add (soup, &(MlsSoupFeature){ .id = id, .labels = &label }, &ring, 1, NULL);
}

static MlsSoup *
make_soup (guint side, double off_m)
{
  MlsSoup *soup = mls_soup_new (1);

  for (guint row = 0; row < side; row++)
    for (guint column = 0; column < side; column++)
      add_polygon (soup, column, row, row * side + column, off_m);

  return soup;
}

static double
cpu_since (clock_t start)
{
  return (double) (clock () - start) / CLOCKS_PER_SEC;
}

static double
peak_mb (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) usage.ru_maxrss / 1024;
}

static gboolean
count_face (const MlsFace *face, gpointer user_data)
{
  ++*(guint *) user_data;

  return TRUE;
}

static void
print_remarks (const MlsAssembly *assembly)
{
  for (int kind = 0; kind < MLS_N_REMARKS; kind++)
    if (mls_assembly_count (assembly, (MlsRemarkKind) kind) > 0)
      printf (", %u %s", mls_assembly_count (assembly, (MlsRemarkKind) kind), mls_remark_text ((MlsRemarkKind) kind));
  printf ("\n");
}

/* Returns the CPU seconds it took. */
static double
bench (guint side, double off_mm, int tolerance_mm)
{
  g_autoptr (MlsSoup) soup = make_soup (side, off_mm / 1000);
  g_autoptr (MlsAssembly) assembly = mls_assembly_new (soup, 0);
  g_autoptr (GError) error = NULL;
  double before_mb = peak_mb ();
  clock_t start = clock ();
  double seconds;
  guint n_faces = 0;

  if (tolerance_mm >= 0)
    mls_assembly_clean (assembly, &(MlsCleaning){ .tolerance = tolerance_mm });
  if (!mls_assembly_run (assembly, NULL, NULL, &error))
    g_error ("%s", error->message);
  mls_assembly_faces (assembly, count_face, &n_faces);
  seconds = cpu_since (start);

  printf ("%g mm off, %d mm tolerance: %.1f s CPU, %u faces, peak %.0f MB (%.0f MB before)", off_mm, tolerance_mm,
          seconds, n_faces, peak_mb (), before_mb);
  print_remarks (assembly);

  return seconds;
}

int
main (int argc, char *argv[])
{
  guint side = argc > 1 ? (guint) atoi (argv[1]) : 100;
  double fitting;

  setlocale (LC_ALL, "");
  fitting = bench (side, 0, -1);

  for (int i = 2; i + 1 < argc; i += 2)
    printf ("  %.2f times as long\n", bench (side, g_ascii_strtod (argv[i], NULL), atoi (argv[i + 1])) / fitting);

  return 0;
}
