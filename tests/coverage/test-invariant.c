#include "coverage/flaw-search.h"

#include <locale.h>

/* A board of square faces of SIDE mm with a vertex in the middle of each side; ids from 1. */
#define N    6
#define SIDE 10000
#define HALF (SIDE / 2)

typedef struct
{
  GPtrArray *faces; /* (element-type MlsFace) */
  GArray    *edge;  /* (element-type MlsPoint), closed */
} Board;

static MlsFace *
square (gint64 id, gint64 x, gint64 y, gint64 side)
{
  gint64 h = side / 2;
  const MlsPoint points[] = { { x, y }, { x + h, y }, { x + side, y }, { x + side, y + h },
                              { x + side, y + side }, { x + h, y + side }, { x, y + side }, { x, y + h } };
  MlsRing ring = { points, G_N_ELEMENTS (points) };

  return mls_face_new (id, &ring, 1, NULL, 0);
}

static void
append (GArray *points, gint64 x, gint64 y)
{
  g_array_append_val (points, ((MlsPoint){ x, y }));
}

static void
board_init (Board *board)
{
  const gint64 all = N * SIDE;

  board->faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  board->edge = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  for (int row = 0; row < N; row++)
    for (int column = 0; column < N; column++)
      g_ptr_array_add (board->faces, square (row * N + column + 1, column * SIDE, row * SIDE, SIDE));

  for (gint64 d = 0; d < all; d += HALF)
    append (board->edge, d, 0);
  for (gint64 d = 0; d < all; d += HALF)
    append (board->edge, all, d);
  for (gint64 d = all; d > 0; d -= HALF)
    append (board->edge, d, all);
  for (gint64 d = all; d >= 0; d -= HALF)
    append (board->edge, 0, d);
}

static void
board_clear (Board *board)
{
  g_ptr_array_unref (board->faces);
  g_array_unref (board->edge);
}

/* Checks the board both ways the work may be divided, and looks again if something is wrong. */
static GArray *
flaws_of (const Board *board)
{
  MlsEdge edge = { 1, &g_array_index (board->edge, MlsPoint, 0), board->edge->len };
  g_autoptr (MlsInvariant) invariant = mls_invariant_new ();
  g_autoptr (MlsInvariant) half = mls_invariant_new ();
  g_autoptr (MlsFlawSearch) search = NULL;

  for (guint i = 0; i < board->faces->len; i++)
    mls_invariant_add_face (i % 2 == 0 ? invariant : half, g_ptr_array_index (board->faces, i));
  mls_invariant_add_edge (half, &edge);
  mls_invariant_merge (invariant, half);

  if (mls_invariant_holds (invariant))
    return g_array_new (FALSE, FALSE, sizeof (MlsFlaw));
  if (mls_invariant_balances (invariant))
    return g_array_ref ((GArray *) mls_invariant_flaws (invariant));

  search = mls_flaw_search_new (invariant);
  for (guint i = 0; i < board->faces->len; i++)
    mls_flaw_search_add_face (search, g_ptr_array_index (board->faces, i));
  mls_flaw_search_add_edge (search, &edge);

  return mls_flaw_search_run (search);
}

static const MlsFlaw *
only_flaw (const GArray *flaws)
{
  g_assert_cmpuint (flaws->len, ==, 1);

  return &g_array_index (flaws, MlsFlaw, 0);
}

static void
test_partition (void)
{
  Board board;
  g_autoptr (GArray) flaws = NULL;

  board_init (&board);
  flaws = flaws_of (&board);
  g_assert_cmpuint (flaws->len, ==, 0);
  board_clear (&board);
}

static void
test_gap (void)
{
  Board board;
  g_autoptr (GArray) flaws = NULL;

  board_init (&board);
  g_ptr_array_remove_index (board.faces, 1 * N + 1);
  flaws = flaws_of (&board);
  g_assert_cmpint (only_flaw (flaws)->kind, ==, MLS_FLAW_GAP);
  g_assert_cmpfloat (only_flaw (flaws)->area_m2, ==, 100);
  board_clear (&board);
}

static void
test_gap_at_edge (void)
{
  Board board;
  g_autoptr (GArray) flaws = NULL;

  board_init (&board);
  g_ptr_array_remove_index (board.faces, 0);
  flaws = flaws_of (&board);
  g_assert_cmpint (only_flaw (flaws)->kind, ==, MLS_FLAW_GAP);
  g_assert_cmpfloat (only_flaw (flaws)->area_m2, ==, 100);
  board_clear (&board);
}

/* A face that lies across others shares no border with them. */
static void
test_overlap (void)
{
  Board board;
  g_autoptr (GArray) flaws = NULL;

  board_init (&board);
  g_ptr_array_add (board.faces, square (99, 3333, 4444, SIDE));
  flaws = flaws_of (&board);
  g_assert_cmpint (only_flaw (flaws)->kind, ==, MLS_FLAW_OVERLAP);
  g_assert_cmpint (only_flaw (flaws)->faces[0], ==, 99);
  g_assert_cmpint (only_flaw (flaws)->faces[1], ==, 0);
  g_assert_cmpfloat (only_flaw (flaws)->area_m2, ==, 100);
  board_clear (&board);
}

static void
test_duplicate (void)
{
  Board board;
  g_autoptr (GArray) flaws = NULL;

  board_init (&board);
  g_ptr_array_add (board.faces, square (99, 2 * SIDE, 3 * SIDE, SIDE));
  flaws = flaws_of (&board);
  g_assert_cmpint (only_flaw (flaws)->kind, ==, MLS_FLAW_DUPLICATE);
  g_assert_cmpint (only_flaw (flaws)->faces[0], ==, 3 * N + 3);
  g_assert_cmpint (only_flaw (flaws)->faces[1], ==, 99);
  board_clear (&board);
}

/* One face lacks the vertex that its neighbour has in the middle of their border. */
static void
test_missing_node (void)
{
  static const MlsPoint west[] = { { SIDE, SIDE }, { SIDE + HALF, SIDE }, { 2 * SIDE, SIDE },
                                   { 2 * SIDE, 2 * SIDE }, { SIDE + HALF, 2 * SIDE },
                                   { SIDE, 2 * SIDE }, { SIDE, SIDE + HALF } };
  MlsRing ring = { west, G_N_ELEMENTS (west) };
  Board board;
  g_autoptr (GArray) flaws = NULL;

  board_init (&board);
  mls_face_unref (board.faces->pdata[N + 1]);
  board.faces->pdata[N + 1] = mls_face_new (N + 2, &ring, 1, NULL, 0);
  flaws = flaws_of (&board);
  g_assert_cmpint (only_flaw (flaws)->kind, ==, MLS_FLAW_MISSING_NODE);
  g_assert_true (mls_point_equal (only_flaw (flaws)->place, ((MlsPoint){ 2 * SIDE, SIDE + HALF })));
  g_assert_cmpint (only_flaw (flaws)->faces[0] + only_flaw (flaws)->faces[1], ==, 2 * N + 5);
  board_clear (&board);
}

static void
test_face (void)
{
  static const MlsPoint bow_tie[] = { { 0, 0 }, { HALF, 0 }, { SIDE, 0 }, { SIDE, HALF }, { 0, HALF },
                                      { 0, SIDE }, { HALF, SIDE }, { SIDE, SIDE } };
  MlsRing ring = { bow_tie, G_N_ELEMENTS (bow_tie) };
  g_autoptr (MlsInvariant) invariant = mls_invariant_new ();
  g_autoptr (MlsFace) face = mls_face_new (7, &ring, 1, NULL, 0);

  mls_invariant_add_face (invariant, face);
  g_assert_false (mls_invariant_holds (invariant));
  g_assert_cmpint (only_flaw (mls_invariant_flaws (invariant))->kind, ==, MLS_FLAW_FACE);
  g_assert_cmpint (only_flaw (mls_invariant_flaws (invariant))->faces[0], ==, 7);
}

/* Several faults, apart from each other, are told one by one. */
static void
test_several (void)
{
  static const MlsFlawKind expected[] = { MLS_FLAW_GAP, MLS_FLAW_GAP, MLS_FLAW_OVERLAP,
                                            MLS_FLAW_DUPLICATE };
  Board board;
  g_autoptr (GArray) flaws = NULL;

  board_init (&board);
  g_ptr_array_remove_index (board.faces, N * N - 1);
  g_ptr_array_remove_index (board.faces, 7);
  g_ptr_array_add (board.faces, square (98, 3 * SIDE + 77, 1234, 500));
  g_ptr_array_add (board.faces, square (99, 0, 4 * SIDE, SIDE));
  flaws = flaws_of (&board);
  g_assert_cmpuint (flaws->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < flaws->len; i++)
    g_assert_cmpint (g_array_index (flaws, MlsFlaw, i).kind, ==, expected[i]);
  board_clear (&board);
}

/* A hole in the coverage around an island is one gap. */
static void
test_gap_around_island (void)
{
  Board board;
  g_autoptr (GArray) flaws = NULL;

  board_init (&board);
  for (int row = 3; row >= 1; row--)
    for (int column = 3; column >= 1; column--)
      if (row != 2 || column != 2)
        g_ptr_array_remove_index (board.faces, (guint) (row * N + column));
  flaws = flaws_of (&board);
  g_assert_cmpint (only_flaw (flaws)->kind, ==, MLS_FLAW_GAP);
  board_clear (&board);
}

static gboolean
edge_is_one (const MlsPoint *points, gsize n_points)
{
  g_autoptr (MlsInvariant) invariant = mls_invariant_new ();
  MlsEdge edge = { 1, points, n_points };

  mls_invariant_add_edge (invariant, &edge);
  mls_invariant_holds (invariant);

  return mls_invariant_flaws (invariant)->len == 0;
}

static void
test_territory (void)
{
  static const MlsPoint ring[] = { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 }, { 0, 0 } };
  static const MlsPoint open[] = { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 } };
  static const MlsPoint clockwise[] = { { 0, 0 }, { 0, 10 }, { 10, 10 }, { 10, 0 }, { 0, 0 } };
  static const MlsPoint eight[] = { { 0, 0 }, { 10, 10 }, { 10, 0 }, { 0, 10 }, { 0, 0 } };
  static const MlsPoint pinched[] = { { 0, 0 }, { 10, 0 }, { 5, 5 }, { 10, 10 }, { 0, 10 }, { 5, 5 }, { 0, 0 } };
  static const MlsPoint twice[] = { { 0, 0 }, { 20, 0 }, { 20, 20 }, { 0, 20 }, { 0, 0 },
                                    { 5, 1 }, { 5, 2 }, { 0, 0 } };

  g_assert_true (edge_is_one (ring, G_N_ELEMENTS (ring)));
  g_assert_false (edge_is_one (open, G_N_ELEMENTS (open)));
  g_assert_false (edge_is_one (clockwise, G_N_ELEMENTS (clockwise)));
  g_assert_false (edge_is_one (eight, G_N_ELEMENTS (eight)));
  g_assert_true (edge_is_one (pinched, G_N_ELEMENTS (pinched)));
  g_assert_false (edge_is_one (twice, G_N_ELEMENTS (twice)));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coverage/invariant/partition", test_partition);
  g_test_add_func ("/coverage/invariant/gap", test_gap);
  g_test_add_func ("/coverage/invariant/gap-at-edge", test_gap_at_edge);
  g_test_add_func ("/coverage/invariant/gap-around-island", test_gap_around_island);
  g_test_add_func ("/coverage/invariant/overlap", test_overlap);
  g_test_add_func ("/coverage/invariant/duplicate", test_duplicate);
  g_test_add_func ("/coverage/invariant/missing-node", test_missing_node);
  g_test_add_func ("/coverage/invariant/face", test_face);
  g_test_add_func ("/coverage/invariant/several", test_several);
  g_test_add_func ("/coverage/invariant/territory", test_territory);

  return g_test_run ();
}
