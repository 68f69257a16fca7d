/* bench-border VERTICES [ROUNDS]: what the verbs of borders and of vertices cost on one border of so many
 * vertices, and on one of a hundredth of them: medians, and their ratio, on stdout. */

#include "coverage/dissolve.h"
#include "coverage/memory.h"
#include "coverage/plan.h"
#include "geometry/cut.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#define M    MLS_MM_PER_M
#define STEP (2 * M)

typedef struct
{
  MlsMemory *memory;
  GArray    *border; /* (element-type MlsPoint) from west to east */
  MlsIntent  intent;
} Land;

typedef MlsPlan *(*PlanFunc) (const Land *land, MlsPatch *patch, GError **error);

static MlsPoint
border_at (const Land *land, double part)
{
  return g_array_index (land->border, MlsPoint, (guint) (part * (land->border->len - 1)));
}

static GArray *
draw_border (guint n_points)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  GArray *border = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (guint i = 0; i < n_points; i++)
    {
      MlsPoint point = { (gint64) i * STEP + g_rand_int_range (rand, -700, 700), g_rand_int_range (rand, -1500, 1500) };

      g_array_append_val (border, point);
    }

  return border;
}

/* One side of the border, in faces no larger than they may be. */
static void
add_side (Land *land, const GArray *ring, const char *code, gint64 *next_id)
{
  const MlsRing rings[] = { { (const MlsPoint *) (gpointer) ring->data, ring->len } };
  g_autoptr (GPtrArray) pieces = mls_polygon_cut (rings, 1, MLS_MAX_FACE_POINTS);
  MlsLabel labels[2] = { 0 };

  labels[0].field[MLS_FIELD_COVER] = labels[1].field[MLS_FIELD_COVER] = g_quark_from_string (code);
  for (guint i = 0; i < pieces->len; i++)
    {
      MlsShape *piece = g_ptr_array_index (pieces, i);

      mls_memory_add (land->memory, mls_face_new ((*next_id)++, mls_shape_get_rings (piece), mls_shape_n_rings (piece),
                                                  labels, G_N_ELEMENTS (labels)));
    }
}

/* A vertex each twenty metres along the far side of a side, so that it can be cut; no three in a line. */
static GArray *
draw_side (const GArray *border, gint64 y)
{
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (guint i = 0; i < border->len; i++)
    {
      guint from = y > 0 ? i : border->len - 1 - i;

      g_array_append_val (ring, g_array_index (border, MlsPoint, from));
    }
  for (guint i = 0; i < border->len; i += 10)
    {
      MlsPoint point = { g_array_index (border, MlsPoint, y > 0 ? border->len - 1 - i : i).x, y + (gint64) (i % 7) * M };

      g_array_append_val (ring, point);
    }

  return ring;
}

static void
land_init (Land *land, guint n_points)
{
  g_autoptr (GArray) border = draw_border (n_points);
  g_autoptr (GArray) north = draw_side (border, 400 * M);
  g_autoptr (GArray) south = draw_side (border, -400 * M);
  g_autoptr (GArray) edge = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  gint64 next_id = 1;

  land->memory = mls_memory_new ();
  land->border = g_steal_pointer (&border);
  land->intent = (MlsIntent){ .dimension = MLS_DIMENSION_COVER };
  add_side (land, north, "north", &next_id);
  add_side (land, south, "south", &next_id);

  /* From the east end of the border around the north to its west end, and around the south. */
  g_array_append_vals (edge, &g_array_index (north, MlsPoint, n_points - 1), north->len - n_points + 1);
  g_array_append_vals (edge, &g_array_index (south, MlsPoint, n_points - 1), south->len - n_points + 1);
  g_array_append_val (edge, g_array_index (edge, MlsPoint, 0));
  mls_memory_add_edge (land->memory, 1, (const MlsPoint *) (gpointer) edge->data, edge->len);
}

static void
land_clear (Land *land)
{
  mls_memory_free (land->memory);
  g_array_unref (land->border);
}

static MlsPlan *
plan_straighten (const Land *land, MlsPatch *patch, GError **error)
{
  MlsPoint places[] = { border_at (land, 0.5) };

  return mls_plan_straighten (patch, places, 1, &land->intent, error);
}

static MlsPlan *
plan_simplify (const Land *land, MlsPatch *patch, GError **error)
{
  MlsPoint places[] = { border_at (land, 0.5) };

  return mls_plan_simplify (patch, places, 1, M, &land->intent, error);
}

static MlsPlan *
plan_smooth (const Land *land, MlsPatch *patch, GError **error)
{
  MlsPoint places[] = { border_at (land, 0.5) };

  return mls_plan_smooth (patch, places, 1, M, &land->intent, error);
}

static MlsPlan *
plan_remove_vertices (const Land *land, MlsPatch *patch, GError **error)
{
  return mls_plan_remove_vertices (patch, border_at (land, 0.1), border_at (land, 0.9), &land->intent, error);
}

static MlsPlan *
plan_move_vertices (const Land *land, MlsPatch *patch, GError **error)
{
  return mls_plan_move_vertices (patch, border_at (land, 0.1), border_at (land, 0.9), (MlsPoint){ 0, 10 * M },
                                 &land->intent, error);
}

static MlsPlan *
plan_move (const Land *land, MlsPatch *patch, GError **error)
{
  MlsPoint from = border_at (land, 0.5);

  return mls_plan_move_vertex (patch, from, (MlsPoint){ from.x, from.y + 5 * M }, &land->intent, error);
}

static MlsPlan *
plan_remove (const Land *land, MlsPatch *patch, GError **error)
{
  return mls_plan_remove_vertex (patch, border_at (land, 0.5), &land->intent, error);
}

static MlsPlan *
plan_insert (const Land *land, MlsPatch *patch, GError **error)
{
  MlsPoint a = border_at (land, 0.5), b = border_at (land, 0.5 + 1.0 / (land->border->len - 1));

  return mls_plan_insert_vertex (patch, (MlsPoint){ (a.x + b.x) / 2, (a.y + b.y) / 2 }, &land->intent, error);
}

static MlsPlan *
plan_bulge (const Land *land, MlsPatch *patch, GError **error)
{
  MlsPoint a = border_at (land, 0.5);
  MlsPoint points[] = { a, { a.x + 4 * M, a.y + 30 * M }, border_at (land, 0.5 + 4.0 / (land->border->len - 1)) };

  return mls_plan_line (patch, points, G_N_ELEMENTS (points), &land->intent, error);
}

static const struct
{
  const char *name;
  PlanFunc    plan;
} verbs[] = {
  { "straighten", plan_straighten },         { "simplify", plan_simplify },
  { "smooth", plan_smooth },                 { "remove-vertices", plan_remove_vertices },
  { "move-vertices", plan_move_vertices },   { "move", plan_move },
  { "remove-vertex", plan_remove },          { "insert-vertex", plan_insert },
  { "line, bulge", plan_bulge },
};

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

/* Median of what a look takes once everything is read. */
static double
time_verb (const Land *land, PlanFunc func, guint rounds, const char **outcome)
{
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (land->memory), 2);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i <= rounds; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      g_autoptr (MlsPlan) plan = func (land, patch, &error);
      double ms = (double) (g_get_monotonic_time () - start) / 1000;

      *outcome = plan != NULL ? "done" : mls_refusal_name ((MlsRefusal) error->code);
      if (i > 0)
        g_array_append_val (times, ms);
    }

  g_array_sort (times, compare_doubles);

  return g_array_index (times, double, times->len / 2);
}

int
main (int argc, char *argv[])
{
  guint n_points = argc > 1 ? (guint) atoi (argv[1]) : 10000, rounds = argc > 2 ? (guint) atoi (argv[2]) : 3;
  Land large, small;

  setlocale (LC_ALL, "");
  land_init (&large, n_points);
  land_init (&small, n_points / 100);
  printf ("border of %u vertices, and of %u\n", n_points, n_points / 100);
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      const char *outcome, *short_outcome;
      double ms = time_verb (&large, verbs[i].plan, rounds, &outcome);
      double short_ms = time_verb (&small, verbs[i].plan, rounds, &short_outcome);

      printf ("%-16s %8.2f ms %-12s %8.2f ms %-12s ratio %.1f\n", verbs[i].name, ms, outcome, short_ms, short_outcome,
              ms / short_ms);
      fflush (stdout);
    }

  land_clear (&large);
  land_clear (&small);

  return 0;
}
