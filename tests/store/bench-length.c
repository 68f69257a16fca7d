/* bench-length FEW MANY: whether it matters to whoever edits how much was done before. What a commit, an undo and opening the
 * file cost after so many operations and after so many, in turn. Medians, on stdout. */

#include "sample.h"

#include "store/undo.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

/* The operation that made the faces; the next ones are made up. */
#define FILLED 2

#define N_FACES 3600
#define N_ROUNDS 101
#define N_OPENED 15

static const Board board = { .columns = 60, .rows = 60, .side_m = 60, .n_segments = 5, .wiggle_mm = 2000 };

/* What is timed of a project. */
typedef struct
{
  Sample sample;
  double commits[N_ROUNDS];
  double undos[N_ROUNDS];
  double openings[N_OPENED];
} Project;

static double
ms_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare);

  return values[n / 2];
}

/* Operation i gives a face other codes, each face in turn. The rows are those that edits would have left, boxes in space and
 * time included; the faces there are now are of the last of them. */
static char *
dup_history (gint64 last)
{
  return g_strdup_printf (
    "BEGIN;"
    "WITH RECURSIVE n (i) AS (VALUES (%d) UNION ALL SELECT i + 1 FROM n WHERE i < %" G_GINT64_FORMAT ") "
    "INSERT INTO operation (id, at, author, verb, kind, vintages, dimension, min_x, min_y, max_x, max_y) "
    "SELECT i, '2026-11-01T08:00:00.000Z', 'Anna ' || (i %% 9), 'recode', 'change', '24', 'cover', "
    "minx, miny, maxx, maxy FROM n JOIN rtree_coverage_geom ON id = 1 + i %% %d;"
    "INSERT INTO coverage_history (fid, since, until, geom, cs21, us21, cs24, us24) "
    "SELECT fid, max (operation.id - %d, %d), operation.id, geom, cs21, us21, "
    "iif (operation.id / %d %% 2, 'CS5.0.0', 'CS2.1.0'), us24 "
    "FROM operation JOIN coverage ON fid = 1 + operation.id %% %d WHERE operation.id > %d;"
    "INSERT INTO rtree_coverage_history SELECT entry, minx, maxx, miny, maxy, since, until "
    "FROM coverage_history JOIN rtree_coverage_geom ON id = fid;"
    "COMMIT",
    FILLED + 1, last, N_FACES, N_FACES, FILLED, N_FACES, N_FACES, FILLED);
}

/* As if all of them had been written long ago. */
static void
age_faces (const char *path)
{
  sample_execute_behind (path, "coverage_update",
                         "UPDATE coverage SET since = coalesce ((SELECT max (until) FROM coverage_history AS past "
                         "WHERE past.fid = coverage.fid), since)");
}

static void
begin (Project *project, gint64 n_operations)
{
  g_autofree char *history = dup_history (FILLED + n_operations);

  sample_begin (&project->sample, NULL);
  sample_fill (project->sample.store, &board);
  g_assert_true (mls_store_close (project->sample.store, NULL));
  project->sample.store = NULL;
  sample_execute (project->sample.path, history);
  age_faces (project->sample.path);
  project->sample.store = mls_store_open (project->sample.path, MLS_STORE_READ_WRITE, NULL);
  g_assert_cmpint (mls_store_last_operation (project->sample.store, NULL), ==, FILLED + n_operations);
}

/* Three faces at once: a split, and the neighbour gets another code with it. */
static MlsDelta *
edit_new (MlsStore *store, gint64 id)
{
  g_autoptr (MlsFace) face = mls_store_face (store, id, NULL);
  g_autoptr (MlsFace) neighbour = mls_store_face (store, id + 1, NULL);
  MlsDelta *delta = sample_split (face, 0, face->n_points / 2);
  MlsLabel labels[2] = { sample_label ("CS1.1.1", "US1.1.3"), sample_label ("CS1.1.1", "US1.1.3") };

  mls_delta_add (delta, mls_face_ref (neighbour), mls_face_with (neighbour, neighbour->id, 0, labels, 2));

  return delta;
}

static void
edit (Project *project, gint64 id, guint round)
{
  MlsStore *store = project->sample.store;
  g_autoptr (MlsDelta) delta = edit_new (store, id);
  gint64 start = g_get_monotonic_time ();
  MlsDelta *undone;

  sample_apply (store, delta);
  project->commits[round] = ms_since (start);

  start = g_get_monotonic_time ();
  undone = mls_store_undo (store, "tester", NULL, NULL);
  project->undos[round] = ms_since (start);
  g_assert_nonnull (undone);
  mls_delta_unref (undone);
}

static void
reopen (Project *project, guint round)
{
  gint64 start;

  g_assert_true (mls_store_close (project->sample.store, NULL));
  start = g_get_monotonic_time ();
  project->sample.store = mls_store_open (project->sample.path, MLS_STORE_READ_WRITE, NULL);
  project->openings[round] = ms_since (start);
  g_assert_nonnull (project->sample.store);
}

static void
compare_medians (const char *title, double *few, double *many, guint n)
{
  double less = median (few, n), more = median (many, n);

  printf ("%s: %.2f ms and %.2f ms, ratio %.2f\n", title, less, more, more / less);
}

int
main (int argc, char *argv[])
{
  gint64 counts[] = { argc > 1 ? g_ascii_strtoll (argv[1], NULL, 10) : 1000,
                      argc > 2 ? g_ascii_strtoll (argv[2], NULL, 10) : 100000 };
  g_autofree Project *projects = g_new0 (Project, 2);

  setlocale (LC_ALL, "");
  for (guint i = 0; i < 2; i++)
    begin (&projects[i], counts[i]);

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      gint64 id = g_random_int_range (1, N_FACES);

      for (guint i = 0; i < 2; i++)
        edit (&projects[i], id, round);
    }
  for (guint round = 0; round < N_OPENED; round++)
    for (guint i = 0; i < 2; i++)
      reopen (&projects[i], round);

  printf ("%" G_GINT64_FORMAT " and %" G_GINT64_FORMAT " operations before\n", counts[0], counts[1]);
  compare_medians ("commit of 3 faces", projects[0].commits, projects[1].commits, N_ROUNDS);
  compare_medians ("undo", projects[0].undos, projects[1].undos, N_ROUNDS);
  compare_medians ("opening", projects[0].openings, projects[1].openings, N_OPENED);

  for (guint i = 0; i < 2; i++)
    sample_end (&projects[i].sample);

  return 0;
}
