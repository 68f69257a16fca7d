#include "coverage/imprint.h"

#include <locale.h>

/* mm */
#define M MLS_MM_PER_M

#define SQUARE(x0, y0, x1, y1) \
  ((const MlsPoint[]){ { (x0) * M, (y0) * M }, { (x1) * M, (y0) * M }, { (x1) * M, (y1) * M }, { (x0) * M, (y1) * M } })

static MlsFace *
face_new (gint64 id, const MlsPoint *points, gsize n_points, const char *cover)
{
  MlsLabel label = { { 0 } };
  const MlsRing ring = { points, n_points };

  label.field[MLS_FIELD_COVER] = g_quark_from_string (cover);

  return mls_face_new (id, &ring, 1, &label, 1);
}

static MlsImprint *
imprint_of (const MlsDelta *delta)
{
  g_autoptr (MlsTurnover) turnover = mls_turnover_new (delta);

  return mls_imprint_new (delta, turnover);
}

/* "10,0 10,10", in m and whichever way it runs; lines in any order are told apart by bars. */
static char *
print_lines (const GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const GArray *line = g_ptr_array_index (lines, i);
      gboolean forth = mls_point_compare (g_array_index (line, MlsPoint, 0), g_array_index (line, MlsPoint, line->len - 1)) <= 0;

      g_string_append (text, i > 0 ? " |" : "");
      for (guint p = 0; p < line->len; p++)
        {
          MlsPoint point = g_array_index (line, MlsPoint, forth ? p : line->len - 1 - p);

          g_string_append_printf (text, "%s%d,%d", text->len > 0 ? " " : "", (int) (point.x / M), (int) (point.y / M));
        }
    }

  return g_string_free (text, FALSE);
}

static void
assert_lines (const GPtrArray *lines, const char *expected)
{
  g_autofree char *text = print_lines (lines);

  g_assert_cmpstr (text, ==, expected);
}

/* A face that is coded anew keeps its borders. */
static void
test_recode (void)
{
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsImprint) imprint = NULL;
  MlsBox box;

  mls_delta_add (delta, face_new (1, SQUARE (0, 0, 10, 10), 4, "A"), face_new (1, SQUARE (0, 0, 10, 10), 4, "B"));
  imprint = imprint_of (delta);
  box = mls_imprint_box (imprint);

  g_assert_cmpuint (imprint->ground->len, ==, 1);
  assert_lines (imprint->gone, "");
  assert_lines (imprint->come, "");
  g_assert_cmpint (box.max_x, ==, 10 * M);
}

/* Two faces become one: the ground that joined the other is shown as it was, with the border that went. */
static void
test_merge (void)
{
  static const MlsPoint whole[] = { { 0, 0 }, { 10 * M, 0 }, { 20 * M, 0 }, { 20 * M, 10 * M }, { 10 * M, 10 * M }, { 0, 10 * M } };
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsDelta) inverse = NULL;
  g_autoptr (MlsImprint) merged = NULL;
  g_autoptr (MlsImprint) split = NULL;

  mls_delta_add (delta, face_new (1, SQUARE (0, 0, 10, 10), 4, "A"), face_new (1, whole, 6, "A"));
  mls_delta_add (delta, face_new (2, SQUARE (10, 0, 20, 10), 4, "B"), NULL);
  merged = imprint_of (delta);
  g_assert_cmpuint (merged->ground->len, ==, 1);
  g_assert_cmpint (((const MlsFace *) g_ptr_array_index (merged->ground, 0))->id, ==, 2);
  assert_lines (merged->gone, "10,0 10,10");
  assert_lines (merged->come, "");

  inverse = mls_delta_inverted (delta);
  split = imprint_of (inverse);
  g_assert_cmpuint (split->ground->len, ==, 1);
  assert_lines (split->gone, "");
  assert_lines (split->come, "10,0 10,10");
}

/* A border is drawn anew: the line that was and the line that is, each in one piece; no face as a whole. */
static void
test_reshape (void)
{
  static const MlsPoint west[] = {
    { 0, 0 }, { 10 * M, 0 }, { 12 * M, 3 * M }, { 12 * M, 7 * M }, { 10 * M, 10 * M }, { 0, 10 * M }
  };
  static const MlsPoint east[] = {
    { 10 * M, 0 }, { 20 * M, 0 }, { 20 * M, 10 * M }, { 10 * M, 10 * M }, { 12 * M, 7 * M }, { 12 * M, 3 * M }
  };
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsImprint) imprint = NULL;
  MlsBox box;

  mls_delta_add (delta, face_new (1, SQUARE (0, 0, 10, 10), 4, "A"), face_new (1, west, 6, "A"));
  mls_delta_add (delta, face_new (2, SQUARE (10, 0, 20, 10), 4, "B"), face_new (2, east, 6, "B"));
  imprint = imprint_of (delta);
  box = mls_imprint_box (imprint);

  g_assert_cmpuint (imprint->ground->len, ==, 0);
  assert_lines (imprint->gone, "10,0 10,10");
  assert_lines (imprint->come, "10,0 12,3 12,7 10,10");
  g_assert_cmpint (box.min_x, ==, 10 * M);
  g_assert_cmpint (box.max_x, ==, 12 * M);
}

/* An island, whose border closes; and a cut, which is none. */
static void
test_island (void)
{
  const MlsRing rings[] = { { SQUARE (0, 0, 30, 30), 4 },
                            { ((const MlsPoint[]){ { 10 * M, 10 * M }, { 10 * M, 20 * M }, { 20 * M, 20 * M }, { 20 * M, 10 * M } }), 4 } };
  MlsLabel label = { { 0 } };
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsImprint) imprint = NULL;

  label.field[MLS_FIELD_COVER] = g_quark_from_string ("A");
  mls_delta_add (delta, face_new (1, SQUARE (0, 0, 30, 30), 4, "A"), mls_face_new (1, rings, 2, &label, 1));
  mls_delta_add (delta, NULL, face_new (-1, SQUARE (10, 10, 15, 20), 4, "B"));
  mls_delta_add (delta, NULL, face_new (-2, SQUARE (15, 10, 20, 20), 4, "B"));
  imprint = imprint_of (delta);

  g_assert_cmpuint (imprint->ground->len, ==, 2);
  g_assert_cmpuint (imprint->gone->len, ==, 0);
  for (guint i = 0; i < imprint->come->len; i++)
    {
      const GArray *line = g_ptr_array_index (imprint->come, i);

      for (guint p = 0; p + 1 < line->len; p++)
        g_assert_false (g_array_index (line, MlsPoint, p).x == 15 * M && g_array_index (line, MlsPoint, p + 1).x == 15 * M);
    }
}

static void
test_nothing (void)
{
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsImprint) imprint = imprint_of (delta);
  MlsBox box = mls_imprint_box (imprint);

  g_assert_true (mls_box_is_empty (&box));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coverage/imprint/recode", test_recode);
  g_test_add_func ("/coverage/imprint/merge", test_merge);
  g_test_add_func ("/coverage/imprint/reshape", test_reshape);
  g_test_add_func ("/coverage/imprint/island", test_island);
  g_test_add_func ("/coverage/imprint/nothing", test_nothing);

  return g_test_run ();
}
