#include "coverage/delta.h"
#include "coverage/error.h"

#include <locale.h>

#define SQUARE(x0, y0, x1, y1) ((const MlsPoint[]){ { x0, y0 }, { x1, y0 }, { x1, y1 }, { x0, y1 } })

static MlsFace *
face_new (gint64 id, const MlsPoint *points, gsize n_points)
{
  MlsRing ring = { points, n_points };

  return mls_face_new (id, &ring, 1, NULL, 0);
}

/* A split of a square: closed. */
static void
test_closed (void)
{
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsDelta) inverse = NULL;
  g_autoptr (GError) error = NULL;
  static const MlsPoint west[] = { { 0, 0 }, { 50, 0 }, { 50, 100 }, { 0, 100 } };
  static const MlsPoint east[] = { { 50, 0 }, { 100, 0 }, { 100, 100 }, { 50, 100 } };
  static const MlsPoint whole[] = { { 0, 0 }, { 50, 0 }, { 100, 0 }, { 100, 100 }, { 50, 100 }, { 0, 100 } };

  mls_delta_add (delta, face_new (1, whole, 6), face_new (1, west, 4));
  mls_delta_add (delta, NULL, face_new (-1, east, 4));

  mls_delta_prove (delta, &error);
  g_assert_no_error (error);

  inverse = mls_delta_inverted (delta);
  mls_delta_prove (inverse, &error);
  g_assert_no_error (error);
}

/* The same split without the vertices it makes on the outer border: a missing node. */
static void
test_open (void)
{
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (GError) error = NULL;

  mls_delta_add (delta, face_new (1, SQUARE (0, 0, 100, 100), 4), face_new (1, SQUARE (0, 0, 50, 100), 4));
  mls_delta_add (delta, NULL, face_new (-1, SQUARE (50, 0, 100, 100), 4));

  g_assert_false (mls_delta_prove (delta, &error));
  g_assert_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_OPEN);
}

/* A bow-tie that leaves the same segments is still no face. */
static void
test_bow_tie (void)
{
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (GError) error = NULL;
  static const MlsPoint bow_tie[] = { { 0, 0 }, { 100, 100 }, { 100, 0 }, { 0, 100 } };

  mls_delta_add (delta, face_new (1, bow_tie, 4), face_new (1, bow_tie, 4));

  g_assert_false (mls_delta_prove (delta, &error));
  g_assert_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_FACE);
}

static void
assert_refused (const MlsDelta *delta, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (mls_delta_prove (delta, &error));
  g_assert_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_OPEN);
  g_assert_cmpstr (error->message, ==, message);
}

/* What one row takes the other gives back, but only one of them would last. */
static void
test_twice (void)
{
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  static const MlsPoint square[] = { { 0, 0 }, { 100, 0 }, { 100, 100 }, { 0, 100 } };
  static const MlsPoint more[] = { { 0, 0 }, { 100, 0 }, { 150, 50 }, { 100, 100 }, { 0, 100 } };
  static const MlsPoint rest[] = { { 100, 0 }, { 100, 100 }, { 150, 50 } };

  mls_delta_add (delta, face_new (1, more, 5), face_new (1, square, 4));
  mls_delta_add (delta, face_new (1, square, 4), face_new (1, more, 5));
  assert_refused (delta, "The edit has face 1 twice");

  g_clear_pointer (&delta, mls_delta_unref);
  delta = mls_delta_new ();
  mls_delta_add (delta, face_new (1, more, 5), face_new (1, square, 4));
  mls_delta_add (delta, NULL, face_new (-1, (const MlsPoint[]){ rest[0], rest[2], rest[1] }, 3));
  g_assert_true (mls_delta_prove (delta, NULL));
}

static GArray *
line_new (const MlsPoint *points, guint n_points)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  g_array_append_vals (line, points, n_points);

  return line;
}

/* A square alone in its territory, whose lower side goes by way of @points; the edge has id 7. */
static MlsDelta *
edge_delta (const MlsPoint *points, guint n_points)
{
  static const MlsPoint ring[] = { { 0, 0 }, { 100000, 0 }, { 100000, 100000 }, { 0, 100000 }, { 0, 0 } };
  MlsDelta *delta = mls_delta_new ();
  GArray *edge = line_new (ring, 5);
  g_autoptr (MlsFace) before = face_new (1, ring, 4);
  g_autoptr (MlsFace) after = NULL;

  g_array_insert_vals (edge, 1, points, n_points);
  after = face_new (1, (const MlsPoint *) (gpointer) edge->data, edge->len - 1);
  mls_delta_add (delta, mls_face_ref (before), mls_face_ref (after));
  mls_delta_add_edge (delta, 7, line_new (ring, 5), edge);

  return delta;
}

/* The territory's edge gains rounded vertices, and loses them when that is taken back. */
static void
test_edge_gains (void)
{
  static const MlsPoint on_it[] = { { 30000, 1 }, { 30005, 2 }, { 70000, -1 } };
  g_autoptr (MlsDelta) delta = edge_delta (on_it, 3);
  g_autoptr (MlsDelta) inverse = mls_delta_inverted (delta);
  g_autoptr (GError) error = NULL;

  mls_delta_prove (delta, &error);
  g_assert_no_error (error);
  mls_delta_prove (inverse, &error);
  g_assert_no_error (error);
}

/* A vertex led to the edge more than once, beside a segment that runs aslant: 1.8 mm from it, and further from any place
 * of the grid on it. */
static void
test_edge_gains_aslant (void)
{
  static const MlsPoint ring[] = { { 0, 0 }, { 17040, -58103 }, { 60000, 0 }, { 0, 0 } };
  static const MlsPoint led[] = { { 0, 0 }, { 9047, -30842 }, { 17040, -58103 }, { 60000, 0 }, { 0, 0 } };
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsDelta) inverse = NULL;
  g_autoptr (GError) error = NULL;

  mls_delta_add (delta, face_new (1, ring, 3), face_new (1, led, 4));
  mls_delta_add_edge (delta, 7, line_new (ring, 4), line_new (led, 5));
  inverse = mls_delta_inverted (delta);
  mls_delta_prove (delta, &error);
  g_assert_no_error (error);
  mls_delta_prove (inverse, &error);
  g_assert_no_error (error);
}

/* It is moved by no edit, however well the faces go with it. */
static void
test_edge_moves (void)
{
  static const MlsPoint off_it[] = { { 50000, 3 } };
  g_autoptr (MlsDelta) delta = edge_delta (off_it, 1);
  g_autoptr (MlsDelta) inverse = mls_delta_inverted (delta);
  g_autoptr (MlsDelta) twice = edge_delta (&(MlsPoint){ 50000, 0 }, 1);
  g_autoptr (MlsDelta) smaller = mls_delta_new ();
  static const MlsPoint ring[] = { { 0, 0 }, { 100, 0 }, { 100, 100 }, { 0, 100 }, { 0, 0 } };
  static const MlsPoint half[] = { { 0, 0 }, { 50, 0 }, { 50, 100 }, { 0, 100 }, { 0, 0 } };

  assert_refused (delta, "The edit moves the territory's edge at (50,000, 0,003)");
  assert_refused (inverse, "The edit moves the territory's edge at (50,000, 0,003)");

  mls_delta_add (smaller, face_new (1, ring, 4), face_new (1, half, 4));
  mls_delta_add_edge (smaller, 7, line_new (ring, 5), line_new (half, 5));
  assert_refused (smaller, "The edit moves the territory's edge at (0,100, 0,000)");

  mls_delta_add_edge (twice, 7, line_new (ring, 5), line_new (ring, 5));
  assert_refused (twice, "The edit has piece 7 of the territory's edge twice");
}

static MlsDelta *
delta_of (MlsFace *before, MlsFace *after)
{
  MlsDelta *delta = mls_delta_new ();

  mls_delta_add (delta, before, after);

  return delta;
}

/* Edits one after the other are one: what was first, what is last, and nothing of what came and went. */
static void
test_joined (void)
{
  static const MlsPoint small[] = { { 0, 0 }, { 10, 0 }, { 0, 10 } };
  static const MlsPoint middle[] = { { 0, 0 }, { 20, 0 }, { 0, 20 } };
  static const MlsPoint large[] = { { 0, 0 }, { 30, 0 }, { 0, 30 } };
  g_autoptr (GPtrArray) deltas = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_delta_unref);
  g_autoptr (MlsDelta) joined = NULL;
  g_autoptr (MlsDelta) nothing = NULL;
  const MlsChange *change;

  nothing = mls_delta_joined (deltas);
  g_assert_true (mls_delta_is_empty (nothing));

  g_ptr_array_add (deltas, delta_of (face_new (1, small, 3), face_new (1, middle, 3)));
  g_ptr_array_add (deltas, delta_of (NULL, face_new (2, small, 3)));
  g_ptr_array_add (deltas, delta_of (face_new (1, middle, 3), face_new (1, large, 3)));
  g_ptr_array_add (deltas, delta_of (face_new (2, small, 3), NULL));
  joined = mls_delta_joined (deltas);

  g_assert_cmpuint (joined->changes->len, ==, 1);
  change = &g_array_index (joined->changes, MlsChange, 0);
  g_assert_true (mls_face_area2 (change->before) == 100);
  g_assert_true (mls_face_area2 (change->after) == 900);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coverage/delta/closed", test_closed);
  g_test_add_func ("/coverage/delta/open", test_open);
  g_test_add_func ("/coverage/delta/bow-tie", test_bow_tie);
  g_test_add_func ("/coverage/delta/twice", test_twice);
  g_test_add_func ("/coverage/delta/edge-gains", test_edge_gains);
  g_test_add_func ("/coverage/delta/edge-gains-aslant", test_edge_gains_aslant);
  g_test_add_func ("/coverage/delta/edge-moves", test_edge_moves);
  g_test_add_func ("/coverage/delta/joined", test_joined);

  return g_test_run ();
}
