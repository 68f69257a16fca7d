#include "coverage/turnover.h"

#include <locale.h>

/* mm */
#define M MLS_MM_PER_M

#define SQUARE(x0, y0, x1, y1) \
  ((const MlsPoint[]){ { (x0) * M, (y0) * M }, { (x1) * M, (y0) * M }, { (x1) * M, (y1) * M }, { (x0) * M, (y1) * M } })

#define M2(area) ((MlsArea2) (area) * MLS_AREA2_PER_M2)

static MlsLabel
label (const char *cover)
{
  MlsLabel said = { { 0 } };

  said.field[MLS_FIELD_COVER] = g_quark_from_string (cover);

  return said;
}

/* Its covers at two dates. */
static MlsFace *
face_new (gint64 id, const MlsPoint *points, gsize n_points, const char *older, const char *newer)
{
  const MlsLabel labels[] = { label (older), label (newer) };
  const MlsRing ring = { points, n_points };

  return mls_face_new (id, &ring, 1, labels, G_N_ELEMENTS (labels));
}

static void
assert_flow (const MlsTurnover *turnover, guint i, guint vintage, const char *from, const char *to, MlsArea2 area2)
{
  const MlsFlow *flow = &g_array_index (turnover->flows, MlsFlow, i);

  g_assert_cmpuint (i, <, turnover->flows->len);
  g_assert_cmpuint (flow->vintage, ==, vintage);
  g_assert_cmpstr (g_quark_to_string (flow->from.cover), ==, from);
  g_assert_cmpstr (g_quark_to_string (flow->to.cover), ==, to);
  g_assert_true (flow->area2 == area2);
}

static void
test_recode (void)
{
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsTurnover) turnover = NULL;

  mls_delta_add (delta, face_new (1, SQUARE (0, 0, 10, 10), 4, "A", "A"), face_new (1, SQUARE (0, 0, 10, 10), 4, "A", "B"));
  mls_delta_add (delta, face_new (2, SQUARE (10, 0, 15, 10), 4, "A", "A"), face_new (2, SQUARE (10, 0, 15, 10), 4, "C", "B"));
  turnover = mls_turnover_new (delta);

  g_assert_true (turnover->area2 == M2 (150));
  g_assert_cmpuint (turnover->pieces->len, ==, 2);
  g_assert_cmpuint (turnover->flows->len, ==, 2);
  assert_flow (turnover, 0, 0, "A", "C", M2 (50));
  assert_flow (turnover, 1, 1, "A", "B", M2 (150));
  g_assert_cmpint (turnover->box.max_x, ==, 15 * M);
}

/* A corner is cut off: the rest of the face, which stays what it was, is no turnover. */
static void
test_split (void)
{
  static const MlsPoint rest[] = { { 0, 0 }, { 10 * M, 0 }, { 10 * M, 4 * M }, { 4 * M, 10 * M }, { 0, 10 * M } };
  static const MlsPoint corner[] = { { 10 * M, 4 * M }, { 10 * M, 10 * M }, { 4 * M, 10 * M } };
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsTurnover) turnover = NULL;

  mls_delta_add (delta, face_new (1, SQUARE (0, 0, 10, 10), 4, "A", "A"), face_new (1, rest, 5, "A", "A"));
  mls_delta_add (delta, NULL, face_new (-1, corner, 3, "A", "B"));
  turnover = mls_turnover_new (delta);

  g_assert_true (turnover->area2 == M2 (18));
  g_assert_cmpuint (turnover->flows->len, ==, 1);
  assert_flow (turnover, 0, 1, "A", "B", M2 (18));
  g_assert_cmpint (turnover->box.min_x, ==, 4 * M);
}

/* A border between two faces moves: what one loses the other one gains, and back again in the inverse. */
static void
test_reshape (void)
{
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsDelta) inverse = NULL;
  g_autoptr (MlsTurnover) turnover = NULL;
  g_autoptr (MlsTurnover) back = NULL;

  mls_delta_add (delta, face_new (1, SQUARE (0, 0, 10, 10), 4, "A", "B"), face_new (1, SQUARE (0, 0, 7, 10), 4, "A", "B"));
  mls_delta_add (delta, face_new (2, SQUARE (10, 0, 20, 10), 4, "A", "C"), face_new (2, SQUARE (7, 0, 20, 10), 4, "A", "C"));
  turnover = mls_turnover_new (delta);
  inverse = mls_delta_inverted (delta);
  back = mls_turnover_new (inverse);

  g_assert_true (turnover->area2 == M2 (30));
  g_assert_cmpuint (turnover->flows->len, ==, 1);
  assert_flow (turnover, 0, 1, "B", "C", M2 (30));
  g_assert_true (back->area2 == M2 (30));
  assert_flow (back, 0, 1, "C", "B", M2 (30));
}

/* A neighbour gains a vertex 1 mm off its border: that is rounding, and no turnover. */
static void
test_vertex (void)
{
  static const MlsPoint west[] = { { 0, 0 }, { 10 * M, 0 }, { 10 * M - 1, 5 * M }, { 10 * M, 10 * M }, { 0, 10 * M } };
  static const MlsPoint east[] = {
    { 10 * M, 0 }, { 20 * M, 0 }, { 20 * M, 10 * M }, { 10 * M, 10 * M }, { 10 * M - 1, 5 * M }
  };
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsTurnover) turnover = NULL;

  mls_delta_add (delta, face_new (1, SQUARE (0, 0, 10, 10), 4, "A", "B"), face_new (1, west, 5, "A", "B"));
  mls_delta_add (delta, face_new (2, SQUARE (10, 0, 20, 10), 4, "A", "C"), face_new (2, east, 5, "A", "C"));
  turnover = mls_turnover_new (delta);

  g_assert_true (turnover->area2 == 0);
  g_assert_cmpuint (turnover->pieces->len, ==, 0);
  g_assert_true (mls_box_is_empty (&turnover->box));
}

/* What is said besides codes makes pieces of their own, and no flows. */
static void
test_said (void)
{
  MlsLabel doubtful = label ("A");
  const MlsRing ring = { SQUARE (10, 0, 20, 10), 4 };
  const MlsLabel labels[] = { label ("A"), (doubtful.field[MLS_FIELD_DOUBT] = g_quark_from_string ("1"), doubtful) };
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsDelta) note = mls_delta_new ();
  g_autoptr (MlsTurnover) turnover = NULL;
  g_autoptr (MlsTurnover) noted = NULL;

  mls_delta_add (delta, face_new (1, SQUARE (0, 0, 10, 10), 4, "A", "A"), face_new (1, SQUARE (0, 0, 10, 10), 4, "A", "B"));
  mls_delta_add (delta, mls_face_new (2, &ring, 1, labels, 2), face_new (2, ring.points, 4, "A", "B"));
  turnover = mls_turnover_new (delta);
  g_assert_cmpuint (turnover->pieces->len, ==, 2);
  g_assert_cmpuint (turnover->flows->len, ==, 1);
  assert_flow (turnover, 0, 1, "A", "B", M2 (200));

  mls_delta_add (note, face_new (2, ring.points, 4, "A", "A"), mls_face_new (2, &ring, 1, labels, 2));
  noted = mls_turnover_new (note);
  g_assert_true (noted->area2 == M2 (100));
  assert_flow (noted, 0, 1, "A", "A", M2 (100));
}

/* Of two faces: what rounding moves is none, a piece of another place of the same size is some. */
static void
test_moves (void)
{
  const MlsPoint gained[] = { { 0, 0 }, { 10 * M, 0 }, { 10 * M - 1, 5 * M }, { 10 * M, 10 * M }, { 0, 10 * M } };
  g_autoptr (MlsFace) face = face_new (1, SQUARE (0, 0, 10, 10), 4, "A", "B");
  g_autoptr (MlsFace) same = face_new (1, SQUARE (0, 0, 10, 10), 4, "A", "C");
  g_autoptr (MlsFace) vertex = face_new (1, gained, G_N_ELEMENTS (gained), "A", "B");
  g_autoptr (MlsFace) shifted = face_new (1, SQUARE (1, 0, 11, 10), 4, "A", "B");
  g_autoptr (MlsFace) half = face_new (1, SQUARE (0, 0, 5, 10), 4, "A", "B");

  g_assert_false (mls_turnover_moves (face, same));
  g_assert_false (mls_turnover_moves (face, vertex));
  g_assert_true (mls_turnover_moves (face, shifted));
  g_assert_true (mls_turnover_moves (face, half));
  g_assert_true (mls_turnover_moves (half, face));
}

/* Nothing, and faces that only came or only went, as in what is left of a damaged history. */
static void
test_nothing (void)
{
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsTurnover) empty = mls_turnover_new (delta);
  g_autoptr (MlsTurnover) turnover = NULL;

  mls_delta_add (delta, face_new (1, SQUARE (0, 0, 10, 10), 4, "A", "B"), NULL);
  turnover = mls_turnover_new (delta);

  g_assert_true (empty->area2 == 0);
  g_assert_cmpuint (empty->flows->len, ==, 0);
  g_assert_true (turnover->area2 == 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coverage/turnover/recode", test_recode);
  g_test_add_func ("/coverage/turnover/split", test_split);
  g_test_add_func ("/coverage/turnover/reshape", test_reshape);
  g_test_add_func ("/coverage/turnover/vertex", test_vertex);
  g_test_add_func ("/coverage/turnover/said", test_said);
  g_test_add_func ("/coverage/turnover/moves", test_moves);
  g_test_add_func ("/coverage/turnover/nothing", test_nothing);

  return g_test_run ();
}
