#include "hand.h"

#include <math.h>

typedef struct
{
  const HandFaces    *faces;
  const QuiltOptions *options;
  HandMove           *move;
} Hand;

static gint64
random_mm (gint64 extent)
{
  return (gint64) (g_test_rand_double () * (double) extent);
}

static gboolean
one_in (gint32 n)
{
  return g_test_rand_int_range (0, n) == 0;
}

static MlsPoint
random_place (const Hand *hand)
{
  const MlsBox *box = &hand->faces->box;

  return quilt_stretch (hand->options, (MlsPoint){ box->min_x + random_mm (box->max_x - box->min_x),
                                                   box->min_y + random_mm (box->max_y - box->min_y) });
}

/* A side of some face: its first end is some vertex. */
static void
random_side (const Hand *hand, MlsPoint *a, MlsPoint *b)
{
  g_autoptr (MlsFace) face = hand->faces->pick (hand->faces->self);
  MlsRing ring = mls_face_ring (face, (guint) g_test_rand_int_range (0, (gint32) face->n_rings));
  gsize i = (gsize) g_test_rand_int_range (0, (gint32) ring.n_points);

  *a = ring.points[i];
  *b = ring.points[(i + 1) % ring.n_points];
}

/* Two vertices of a ring, some way apart on it, or the same. */
static void
random_stretch (const Hand *hand, MlsPoint *a, MlsPoint *b)
{
  g_autoptr (MlsFace) face = hand->faces->pick (hand->faces->self);
  MlsRing ring = mls_face_ring (face, (guint) g_test_rand_int_range (0, (gint32) face->n_rings));
  gsize i = (gsize) g_test_rand_int_range (0, (gint32) ring.n_points);

  *a = ring.points[i];
  *b = ring.points[(i + (gsize) g_test_rand_int_range (0, 12)) % ring.n_points];
}

static MlsPoint
random_vertex (const Hand *hand)
{
  MlsPoint a, b;

  random_side (hand, &a, &b);

  return a;
}

/* Some millimetres away as the grid has them; further off the way the quilt is stretched. */
static MlsPoint
near_place (const Hand *hand, MlsPoint p, gint64 by)
{
  MlsPoint d = { QUILT_X + random_mm (2 * by + 1) - by, QUILT_Y + random_mm (2 * by + 1) - by };

  d = by > 3 ? quilt_stretch (hand->options, d) : d;

  return (MlsPoint){ p.x + d.x - QUILT_X, p.y + d.y - QUILT_Y };
}

static void
add_point (const Hand *hand, MlsPoint point)
{
  hand->move->points[hand->move->n_points++] = point;
}

static void
draw_freely (const Hand *hand, gsize n_points)
{
  MlsPoint at = g_test_rand_bit () ? random_vertex (hand) : random_place (hand);

  add_point (hand, at);
  while (--n_points > 0)
    {
      at = one_in (5) ? random_vertex (hand) : near_place (hand, at, hand->options->pitch);
      add_point (hand, at);
    }
}

/* From vertex to vertex, or past them within the width of a hair. */
static void
draw_along_vertices (const Hand *hand, gsize n_points)
{
  while (n_points-- > 0)
    add_point (hand, near_place (hand, random_vertex (hand), 2));
}

/* To and fro across a border, a few millimetres off. */
static void
draw_zigzag (const Hand *hand, gsize n_points)
{
  MlsPoint a, b;
  gint64 off = 1 + random_mm (4);
  double at = g_test_rand_double (), step;

  random_side (hand, &a, &b);
  step = (one_in (2) ? 3 : 9) * g_test_rand_double () / mls_point_distance (a, b);
  for (gsize i = 0; i < n_points; i++)
    {
      double t = CLAMP (at + (double) i * step, 0, 1);
      MlsPoint p = { llround ((double) a.x + t * (double) (b.x - a.x)), llround ((double) a.y + t * (double) (b.y - a.y)) };
      gint64 aside = (i % 2 == 0 ? 1 : -1) * (off + random_mm (2));

      add_point (hand, ABS (b.x - a.x) > ABS (b.y - a.y) ? (MlsPoint){ p.x, p.y + aside }
                                                         : (MlsPoint){ p.x + aside, p.y });
    }
}

static void
draw_line (const Hand *hand, gsize max)
{
  gsize n_points = (gsize) g_test_rand_int_range (2, (gint32) max);

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      draw_zigzag (hand, HAND_MAX_POINTS);
      break;
    case 1:
    case 2:
      draw_along_vertices (hand, n_points);
      break;
    default:
      draw_freely (hand, n_points);
      break;
    }
}

/* Of a border of its faces; one place means all of it. */
static void
draw_stretch (const Hand *hand, gboolean one_will_do)
{
  MlsPoint a, b;

  random_stretch (hand, &a, &b);
  add_point (hand, a);
  if (!one_will_do || !one_in (3))
    add_point (hand, one_in (20) ? random_vertex (hand) : b);
  hand->move->measure = 1 + random_mm (one_in (2) ? 4 : hand->options->pitch / 4);
}

static MlsIntent
random_intent (const QuiltOptions *options)
{
  guint n = options->n_vintages;
  MlsIntent intent = { 0 };

  intent.vintage = (guint) g_test_rand_int_range (0, (gint32) n);
  intent.dimension = (MlsDimension) g_test_rand_int_range (0, MLS_N_DIMENSIONS);
  intent.correction = g_test_rand_bit ();
  intent.vintages = MLS_VINTAGE (n) - 1;
  if (one_in (3))
    intent.vintages = intent.named = (MlsVintageSet) g_test_rand_int_range (0, 1 << n);
  intent.pair.cover = quilt_code ('c', (guint) g_test_rand_int_range (0, (gint32) options->n_codes));
  intent.pair.use = quilt_code ('u', (guint) g_test_rand_int_range (0, (gint32) options->n_codes));
  intent.takes = (MlsTakes) g_test_rand_int_range (0, 4);
  intent.all = g_test_rand_bit ();

  return intent;
}

static MlsFace *
pick_from_memory (gpointer memory)
{
  g_autoptr (GPtrArray) faces = mls_memory_faces (memory);

  return mls_face_ref (g_ptr_array_index (faces, (guint) g_test_rand_int_range (0, (gint32) faces->len)));
}

/**
 * hand_memory:
 * @memory: a coverage
 * @options: what it was made with
 *
 * Returns: all of it
 */
HandFaces
hand_memory (MlsMemory *memory, const QuiltOptions *options)
{
  return (HandFaces){ pick_from_memory, memory,
                      { QUILT_X, QUILT_Y, QUILT_X + options->columns * options->pitch,
                        QUILT_Y + options->rows * options->pitch } };
}

/**
 * hand_draw:
 * @move: (out): what the hand does
 * @faces: the coverage
 * @options: what it was made with
 */
void
hand_draw (HandMove *move, const HandFaces *faces, const QuiltOptions *options)
{
  const Hand hand = { faces, options, move };

  *move = (HandMove){ .what = (guint) g_test_rand_int_range (0, 18), .intent = random_intent (options) };
  switch (move->what)
    {
    case 0:
    case 1:
    case 2:
    case 3:
      draw_line (&hand, 9);
      break;
    case 4:
      draw_line (&hand, 12);
      break;
    case 5:
      add_point (&hand, random_place (&hand));
      add_point (&hand, near_place (&hand, move->points[0], options->pitch));
      break;
    case 6:
      add_point (&hand, random_place (&hand));
      break;
    case 7:
      add_point (&hand, random_vertex (&hand));
      add_point (&hand, near_place (&hand, move->points[0], g_test_rand_bit () ? 3 : options->pitch / 4));
      break;
    case 8:
      add_point (&hand, random_vertex (&hand));
      break;
    case 9:
      add_point (&hand, near_place (&hand, random_vertex (&hand), 400));
      break;
    case 15:
      draw_line (&hand, 9);
      break;
    case 16:
    case 17:
      draw_line (&hand, 6);
      move->measure = 1 + random_mm (one_in (2) ? 4 : options->pitch / 2);
      break;
    case 10:
      draw_stretch (&hand, FALSE);
      add_point (&hand, near_place (&hand, (MlsPoint){ 0, 0 }, g_test_rand_bit () ? 3 : options->pitch / 8));
      break;
    case 11:
      draw_stretch (&hand, FALSE);
      break;
    default:
      draw_stretch (&hand, TRUE);
      break;
    }
}

static MlsPlan *
plan_move (const HandMove *move, MlsPatch *patch, GError **error)
{
  const MlsPoint *p = move->points;

  switch (move->what)
    {
    case 4:
      return mls_plan_polygon (patch, p, move->n_points, &move->intent, error);
    case 5:
      return mls_plan_merge (patch, p, 2, &move->intent, error);
    case 6:
      return mls_plan_recode (patch, p, 1, &move->intent, error);
    case 7:
      return mls_plan_move_vertex (patch, p[0], p[1], &move->intent, error);
    case 8:
      return mls_plan_remove_vertex (patch, p[0], &move->intent, error);
    case 9:
      return mls_plan_insert_vertex (patch, p[0], &move->intent, error);
    case 10:
      return mls_plan_move_vertices (patch, p[0], p[1], p[2], &move->intent, error);
    case 11:
      return mls_plan_remove_vertices (patch, p[0], p[1], &move->intent, error);
    case 12:
      return mls_plan_straighten (patch, p, move->n_points, &move->intent, error);
    case 13:
      return mls_plan_simplify (patch, p, move->n_points, move->measure, &move->intent, error);
    case 14:
      return mls_plan_smooth (patch, p, move->n_points, move->measure, &move->intent, error);
    case 15:
      return mls_plan_complete (patch, p, move->n_points, &move->intent, error);
    case 16:
    case 17:
      return mls_plan_strip (patch, p, move->n_points, move->measure, &move->intent, error);
    default:
      return mls_plan_line (patch, p, move->n_points, &move->intent, error);
    }
}

static char *
describe (const HandMove *move)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "move %u, measure %" G_GINT64_FORMAT ", vintage %u, dimension %d, vintages %x:", move->what,
                   move->measure, move->intent.vintage, move->intent.dimension, (guint) move->intent.vintages);
  for (gsize i = 0; i < move->n_points; i++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, move->points[i].x, move->points[i].y);

  return g_string_free (text, FALSE);
}

/* A polygon and a strip take ground where they are drawn; a strip somewhat beyond its ends, where it joins. */
static void
check_reach (const HandMove *move, const MlsPlan *plan)
{
  MlsBox drawn = mls_box_of_points (move->points, (guint) move->n_points);
  MlsBox reach = mls_box_grown (&drawn, plan->verb == MLS_VERB_STRIP ? 4 * move->measure + 100 : 100);

  if (plan->verb != MLS_VERB_STRIP && plan->verb != MLS_VERB_ISLAND)
    return;

  for (guint i = 0; i < plan->given->len; i++)
    {
      const MlsCell *cell = g_ptr_array_index (plan->given, i);

      if (!mls_box_contains (&reach, &cell->shape->box))
        g_error ("Ground out of reach is taken by %s", describe (move));
    }
}

/**
 * hand_plan:
 * @move: what the hand does
 * @patch: the coverage
 * @error: a refusal
 *
 * Returns: (transfer full) (nullable): what comes of it
 */
MlsPlan *
hand_plan (const HandMove *move, MlsPatch *patch, GError **error)
{
  MlsPlan *plan = plan_move (move, patch, error);

  if (plan != NULL)
    check_reach (move, plan);

  return plan;
}
