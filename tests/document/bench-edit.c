/* bench-edit FACES [ROUNDS [DIR]]: what each verb costs on a demo of so many faces: the first look, which reads
 * the neighbourhood, the next ones, at each motion of a hand, and the commit. Median and 99 of 100, on stdout.
 * A demo in DIR is made if it is not there, and stays. */

#include "demo/write.h"
#include "document/project.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define M MLS_MM_PER_M

enum
{
  /* How often a gesture that was looked at is looked at again. */
  MOTIONS = 5,
  /* From so many vertices on a face is large. */
  LARGE = 1000,
};

typedef struct
{
  const char     *name;
  MlsGestureKind  kind;
  /* Points on the ring of a face, or off it. */
  void          (*draw) (const MlsFace *face, GArray *points);
  gint64          measure;
} Verb;

typedef struct
{
  MlsProject *project;
  GArray     *faces;   /* (element-type gint64) the ids of those that hands are laid on */
  GRand      *rand;
  MlsIntent   intent;
} Bench;

static void
add (GArray *points, MlsPoint point)
{
  g_array_append_val (points, point);
}

static MlsPoint
middle (MlsPoint a, MlsPoint b)
{
  return (MlsPoint){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
}

/* Hands work on a screenful: of a border that goes on and on they take as much as they see. */
#define REACH 40

static MlsPoint
ring_at (const MlsFace *face, double part)
{
  MlsRing ring = mls_face_ring (face, 0);

  return ring.points[(gsize) (part * (double) MIN (ring.n_points, REACH)) % ring.n_points];
}

static void
draw_across (const MlsFace *face, GArray *points)
{
  MlsPoint a = ring_at (face, 0), b = ring_at (face, 0.5);
  double length = MAX (mls_point_distance (a, b), 1);
  MlsPoint step = { llround (M / length * (double) (b.x - a.x)), llround (M / length * (double) (b.y - a.y)) };

  add (points, (MlsPoint){ a.x - step.x, a.y - step.y });
  add (points, (MlsPoint){ b.x + step.x, b.y + step.y });
}

/* From a corner three metres to the side and back to the next but two. */
static void
draw_bulge (const MlsFace *face, GArray *points)
{
  MlsPoint a = ring_at (face, 0), b = ring_at (face, 0.25), c = middle (a, b);

  add (points, a);
  add (points, (MlsPoint){ c.x + 4 * M, c.y + 3 * M });
  add (points, b);
}

static void
draw_square (const MlsFace *face, GArray *points)
{
  MlsPoint c = mls_face_inner_point (face);

  add (points, (MlsPoint){ c.x - 9 * M, c.y - 9 * M });
  add (points, (MlsPoint){ c.x + 9 * M, c.y - 9 * M });
  add (points, (MlsPoint){ c.x + 9 * M, c.y + 9 * M });
  add (points, (MlsPoint){ c.x - 9 * M, c.y + 9 * M });
}

static void
draw_inside (const MlsFace *face, GArray *points)
{
  add (points, mls_face_inner_point (face));
}

/* Over two dozen places, a house's width apart. */
static void
draw_stroke (const MlsFace *face, GArray *points)
{
  MlsPoint c = mls_face_inner_point (face);

  for (gint64 i = 0; i < 24; i++)
    add (points, (MlsPoint){ c.x + i % 6 * 20 * M, c.y + i / 6 * 20 * M });
}

static void
draw_move (const MlsFace *face, GArray *points)
{
  MlsPoint a = ring_at (face, 0.3);

  add (points, a);
  add (points, (MlsPoint){ a.x + 700, a.y + 400 });
}

static void
draw_vertex (const MlsFace *face, GArray *points)
{
  add (points, ring_at (face, 0.3));
}

static void
draw_stretch (const MlsFace *face, GArray *points)
{
  add (points, ring_at (face, 0.1));
  add (points, ring_at (face, 0.3));
}

static void
draw_shift (const MlsFace *face, GArray *points)
{
  draw_stretch (face, points);
  add (points, (MlsPoint){ 500, 300 });
}

static void
draw_axis (const MlsFace *face, GArray *points)
{
  add (points, ring_at (face, 0));
  add (points, ring_at (face, 0.1));
  add (points, ring_at (face, 0.5));
}

static const Verb verbs[] = {
  { "line", MLS_GESTURE_LINE, draw_across },
  { "line, bulge", MLS_GESTURE_LINE, draw_bulge },
  { "polygon", MLS_GESTURE_POLYGON, draw_square },
  { "complete", MLS_GESTURE_COMPLETE, draw_bulge },
  { "strip", MLS_GESTURE_STRIP, draw_axis, 6 * M },
  { "set", MLS_GESTURE_RECODE, draw_inside },
  { "set, stroke", MLS_GESTURE_RECODE, draw_stroke },
  { "absorb", MLS_GESTURE_ABSORB, draw_inside },
  { "move", MLS_GESTURE_MOVE_VERTEX, draw_move },
  { "remove-vertex", MLS_GESTURE_REMOVE_VERTEX, draw_vertex },
  { "move-vertices", MLS_GESTURE_MOVE_VERTICES, draw_shift },
  { "remove-vertices", MLS_GESTURE_REMOVE_VERTICES, draw_stretch },
  { "straighten", MLS_GESTURE_STRAIGHTEN, draw_stretch },
  { "simplify", MLS_GESTURE_SIMPLIFY, draw_vertex, M },
  { "smooth", MLS_GESTURE_SMOOTH, draw_vertex, 2 * M },
};

static double
ms_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static int
compare_double (gconstpointer a, gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static void
print_times (const char *title, GArray *times)
{
  g_array_sort (times, compare_double);
  if (times->len == 0)
    printf ("  %s      –            ", title);
  else
    printf ("  %s %6.2f /%7.2f ms", title, g_array_index (times, double, times->len / 2),
            g_array_index (times, double, times->len * 99 / 100));
  g_array_unref (times);
}

static GArray *
times_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

static void
add_time (GArray *times, gint64 start)
{
  double ms = ms_since (start);

  g_array_append_val (times, ms);
}

static MlsProposal *
look (Bench *bench, const MlsGesture *gesture, GArray *times)
{
  gint64 start = g_get_monotonic_time ();
  MlsProposal *proposal = mls_project_propose (bench->project, gesture, &bench->intent, NULL);

  g_assert_nonnull (proposal);
  add_time (times, start);

  return proposal;
}

/* A commit leaves a patch that has read nothing; a refusal is looked at all the same. */
static void
forget_patch (Bench *bench)
{
  mls_delta_unref (mls_project_undo (bench->project, NULL, NULL));
}

static void
run_verb (Bench *bench, const Verb *verb, guint rounds)
{
  GArray *first = times_new (), *next = times_new (), *commits = times_new ();

  for (guint i = 0; i < rounds; i++)
    {
      gint64 id = g_array_index (bench->faces, gint64, g_rand_int_range (bench->rand, 0, (gint32) bench->faces->len));
      g_autoptr (MlsFace) face = mls_store_face (mls_project_get_store (bench->project), id, NULL);
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
      g_autoptr (MlsProposal) proposal = NULL;
      MlsGesture gesture = { verb->kind };
      gint64 start, operation;

      if (face == NULL)
        continue;

      verb->draw (face, points);
      gesture = (MlsGesture){ verb->kind, (const MlsPoint *) (gpointer) points->data, points->len, verb->measure };
      proposal = look (bench, &gesture, first);
      for (guint k = 0; k < MOTIONS; k++)
        {
          g_autoptr (MlsProposal) again = look (bench, &gesture, next);
        }

      if (!mls_proposal_is_ok (proposal))
        continue;

      start = g_get_monotonic_time ();
      mls_delta_unref (mls_project_commit (bench->project, proposal->plan, 0, &operation, NULL));
      add_time (commits, start);
      forget_patch (bench);
    }

  printf ("%-16s", verb->name);
  printf ("%4u done", commits->len);
  print_times ("first", first);
  print_times ("next", next);
  print_times ("commit", commits);
  printf ("\n");
}

/* Whether @face is one of those pieces, as large as pieces may be, that make a network of roads. */
static gboolean
is_of_network (const Bench *bench, const MlsFace *face)
{
  return face->n_points >= LARGE &&
         face->labels[bench->intent.vintage].field[MLS_FIELD_COVER] == g_quark_from_string ("CS1.1.2");
}

static GArray *
list_faces (Bench *bench, guint n_faces, gboolean network)
{
  GArray *faces = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 id = 1; id <= n_faces; id++)
    {
      g_autoptr (MlsFace) face = network ? mls_store_face (mls_project_get_store (bench->project), id, NULL) : NULL;

      if (!network || (face != NULL && is_of_network (bench, face)))
        g_array_append_val (faces, id);
    }

  return faces;
}

static void
run_verbs (Bench *bench, const char *title, GArray *faces, guint rounds)
{
  bench->faces = faces;
  printf ("%s: %u; median / 99 of 100\n", title, faces->len);
  for (gsize i = 0; i < G_N_ELEMENTS (verbs) && faces->len > 0; i++)
    run_verb (bench, &verbs[i], rounds);
  g_array_unref (faces);
}

static void
make_demo (const char *dir, guint n_faces)
{
  g_autofree char *ocs2d = g_build_filename (g_getenv ("MLS_NOMENCLATURE"), "ocs2d", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_load (ocs2d, &error);
  g_autoptr (MlsDemo) demo = NULL;

  g_assert_no_error (error);
  demo = mls_demo_new (&(MlsDemoOptions){ n_faces, 1 }, &error);
  g_assert_no_error (error);
  mls_demo_write (demo, &(MlsDemoOutput){ .dir = dir, .nomenclature = nomenclature, .no_photos = TRUE }, &error);
  g_assert_no_error (error);
}

static void
remove_all (const char *dir)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      g_remove (path);
    }
  g_rmdir (dir);
}

int
main (int argc, char *argv[])
{
  guint rounds = argc > 2 ? (guint) atoi (argv[2]) : 100;
  g_autofree char *dir = argc > 3 ? g_strdup (argv[3]) : g_dir_make_tmp ("bench-edit-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "demo.gpkg", NULL);
  g_autoptr (GError) error = NULL;
  guint n_faces = argc > 1 ? (guint) atoi (argv[1]) : 2000;
  Bench bench = { .rand = g_rand_new_with_seed (1) };

  setlocale (LC_ALL, "");
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    make_demo (dir, n_faces);
  bench.project = mls_project_open (path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  mls_project_set_author (bench.project, "bench");
  bench.intent.vintage = mls_project_get_rules (bench.project)->n_vintages - 1;
  bench.intent.dimension = MLS_DIMENSION_PAIR;
  bench.intent.pair = (MlsPair){ g_quark_from_string ("CS6.1.1"), g_quark_from_string ("US1.1.1") };

  run_verbs (&bench, "faces", list_faces (&bench, n_faces, FALSE), rounds);
  bench.intent.dimension = MLS_DIMENSION_COVER;
  run_verbs (&bench, "pieces of a network that spans the file", list_faces (&bench, n_faces, TRUE), rounds);

  mls_project_close (bench.project, NULL);
  g_object_unref (bench.project);
  g_rand_free (bench.rand);
  if (argc <= 3)
    remove_all (dir);

  return 0;
}
