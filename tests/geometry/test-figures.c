#include "geometry/figures.h"

#include <locale.h>

static void
add (MlsFigures *figures, MlsFigureKind kind, const char *name, const MlsPoint *points, guint n_points)
{
  mls_figures_add (figures, kind, name, points, &n_points, 1);
}

static void
note_name (const MlsFigure *figure, gpointer names)
{
  g_string_append_printf (names, "%s ", figure->name != NULL ? figure->name : "-");
}

static char *
names_in (const MlsFigures *figures, MlsBox box)
{
  GString *names = g_string_new (NULL);

  mls_figures_each (figures, &box, note_name, names);

  return g_string_free (names, FALSE);
}

static void
count (MlsPoint a, MlsPoint b, gpointer n)
{
  (*(guint *) n)++;
}

static guint
n_segments_in (const MlsFigure *figure, MlsBox box)
{
  guint n = 0;

  mls_figure_each_segment (figure, &box, count, &n);

  return n;
}

/* What is added is found by where it lies, as it was. */
static void
test_found (void)
{
  g_autoptr (MlsFigures) figures = mls_figures_new ();
  const MlsPoint square[] = { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 } };
  const MlsPoint line[] = { { 100, 100 }, { 130, 140 } };
  const MlsPoint points[] = { { 50, 0 }, { 60, 5 } };
  const guint ones[] = { 1, 1 };
  g_autofree char *east = NULL;
  g_autofree char *nothing = NULL;
  MlsBox box;

  add (figures, MLS_FIGURE_AREA, "square", square, 4);
  add (figures, MLS_FIGURE_LINE, NULL, line, 2);
  mls_figures_add (figures, MLS_FIGURE_POINT, "points", points, ones, 2);
  mls_figures_index (figures);

  g_assert_cmpuint (mls_figures_get_n (figures), ==, 3);
  box = mls_figures_get_box (figures);
  g_assert_cmpint (box.max_x, ==, 130);
  g_assert_cmpint (box.max_y, ==, 140);
  g_assert_cmpint (mls_figures_get_size (figures), ==, 10);

  east = names_in (figures, (MlsBox){ 55, 0, 99, 200 });
  g_assert_cmpstr (east, ==, "points ");
  nothing = names_in (figures, (MlsBox){ 20, 20, 40, 40 });
  g_assert_cmpstr (nothing, ==, "");

  g_assert_cmpint (mls_figures_get (figures, 0)->kind, ==, MLS_FIGURE_AREA);
  g_assert_cmpuint (mls_figures_get (figures, 2)->n_parts, ==, 2);
  g_assert_true (mls_point_equal (mls_figures_get (figures, 2)->parts[1].points[0], points[1]));
  g_assert_true (mls_point_equal (mls_figures_get (figures, 1)->parts[0].points[1], line[1]));
  g_assert_cmpuint (n_segments_in (mls_figures_get (figures, 0), box), ==, 4);
  g_assert_cmpuint (n_segments_in (mls_figures_get (figures, 1), box), ==, 1);
  g_assert_cmpuint (n_segments_in (mls_figures_get (figures, 2), box), ==, 0);
}

/* Of a coast of ten thousand points only what is near is looked at, and the piece that closes it. */
static void
test_pieces (void)
{
  enum { N = 10000 };
  g_autoptr (MlsFigures) figures = mls_figures_new ();
  g_autofree MlsPoint *points = g_new (MlsPoint, N);
  const MlsFigure *coast;

  for (int i = 0; i < N; i++)
    points[i] = (MlsPoint){ 1000 * i, i % 2 };
  add (figures, MLS_FIGURE_LINE, NULL, points, N);
  points[N - 1].y = 500;
  add (figures, MLS_FIGURE_AREA, NULL, points, N);
  mls_figures_index (figures);

  coast = mls_figures_get (figures, 0);
  g_assert_cmpuint (n_segments_in (coast, (MlsBox){ 10000, 0, 10100, 1 }), ==, MLS_FIGURE_PIECE);
  g_assert_cmpuint (n_segments_in (coast, (MlsBox){ 0, 0, 1000 * N, 1 }), ==, N - 1);
  g_assert_cmpuint (n_segments_in (mls_figures_get (figures, 1), (MlsBox){ 0, 0, 1000 * N, 1 }), ==, N);
  g_assert_cmpuint (n_segments_in (mls_figures_get (figures, 1), (MlsBox){ 5000 * 1000, 200, 5000 * 1000, 300 }), ==,
                    N % MLS_FIGURE_PIECE);
}

static void
test_none (void)
{
  g_autoptr (MlsFigures) figures = mls_figures_new ();
  g_autofree char *names = NULL;

  mls_figures_index (figures);
  names = names_in (figures, (MlsBox){ 0, 0, 10, 10 });
  g_assert_cmpstr (names, ==, "");
  g_assert_cmpint (mls_figures_get_size (figures), ==, 0);
}

/* What there is can be looked at while more is added, and outlives the rest. */
static void
test_so_far (void)
{
  MlsFigures *figures = mls_figures_new ();
  g_autoptr (MlsFigures) none = mls_figures_so_far (figures);
  g_autoptr (MlsFigures) some = NULL;
  g_autofree char *early = NULL, *all = NULL;
  const MlsBox everywhere = { 0, 0, 1 << 22, 10 };

  for (int i = 0; i < 50000; i++)
    {
      const MlsPoint line[] = { { 10 * i, 0 }, { 10 * i + 5, 5 } };

      if (i == 3)
        some = mls_figures_so_far (figures);
      add (figures, MLS_FIGURE_LINE, i < 3 ? "early" : "late", line, 2);
    }
  mls_figures_index (figures);
  all = names_in (figures, (MlsBox){ 31, 0, 42, 5 });
  g_assert_cmpstr (all, ==, "late late ");
  mls_figures_unref (figures);

  early = names_in (some, everywhere);
  g_assert_cmpstr (early, ==, "early early early ");
  g_assert_cmpuint (mls_figures_get_n (some), ==, 3);
  g_assert_cmpint (mls_figures_get_box (some).max_x, ==, 25);
  g_assert_cmpint (mls_figures_get_size (some), ==, 5);
  g_assert_cmpuint (mls_figures_get_n (none), ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/geometry/figures/found", test_found);
  g_test_add_func ("/geometry/figures/pieces", test_pieces);
  g_test_add_func ("/geometry/figures/none", test_none);

  g_test_add_func ("/geometry/figures/so-far", test_so_far);

  return g_test_run ();
}
