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

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coverage/delta/closed", test_closed);
  g_test_add_func ("/coverage/delta/open", test_open);
  g_test_add_func ("/coverage/delta/bow-tie", test_bow_tie);

  return g_test_run ();
}
