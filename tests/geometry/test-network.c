#include "geometry/network.h"

#include <locale.h>
#include <math.h>

/* Lines as text: "WIDTH: x y, x y, …", in m. What comes of them is told strand by strand: the numbers of its lines, and
 * which of its ends are round. */

static void
add (MlsNetwork *network, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  g_auto (GStrv) places = g_strsplit (parts[1], ",", -1);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (char **place = places; *place != NULL; place++)
    {
      char *rest;
      double x = g_ascii_strtod (*place, &rest);
      MlsPoint point = { llround (x * MLS_MM_PER_M), llround (g_ascii_strtod (rest, NULL) * MLS_MM_PER_M) };

      g_array_append_val (points, point);
    }

  mls_network_add (network, (const MlsPoint *) (gpointer) points->data, points->len,
                   llround (g_ascii_strtod (parts[0], NULL) * MLS_MM_PER_M));
}

static gboolean
describe (const MlsStrand *strand, gpointer user_data)
{
  GString *text = user_data;

  g_string_append (text, strand->band.round_start ? "(" : "[");
  for (guint i = 0; i < strand->n_lines; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " " : "", strand->lines[i]);
  g_string_append (text, strand->band.round_end ? ")" : "]");

  return TRUE;
}

static void
assert_strands (const char *const *lines, const char *expected)
{
  g_autoptr (MlsNetwork) network = mls_network_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (; *lines != NULL; lines++)
    add (network, *lines);
  g_assert_true (mls_network_each (network, describe, text));
  g_assert_cmpstr (text->str, ==, expected);
}

/* What goes straight on is one, whichever way its lines were drawn; the road from the side ends in it, flat. */
static void
test_goes_on (void)
{
  const char *const lines[] = { "8: 0 0, 100 0", "8: 200 0, 100 0", "6: 100 0, 100 90", NULL };

  assert_strands (lines, "[0 1][2]");
}

/* A narrow road that meets the end of a wide one is round there, and lies in it; the wide one is flat. */
static void
test_width_changes (void)
{
  const char *const lines[] = { "12: 0 0, 100 0", "4: 100 0, 180 30", NULL };

  assert_strands (lines, "[0](1]");
}

/* Of three that meet the two straightest go on; of two equal ones of another width, neither is led on as the first. */
static void
test_fork (void)
{
  const char *const lines[] = { "6: 0 0, 100 0", "6: 100 0, 190 40", "6: 100 0, 200 -10", NULL };
  const char *const widths[] = { "9: 0 0, 100 0", "5: 100 0, 190 40", "5: 100 0, 190 -40", NULL };

  assert_strands (lines, "[0 2][1]");
  assert_strands (widths, "[0][1 2]");
}

/* The same line twice, or two that leave a place side by side, are not led back and forth. */
static void
test_beside (void)
{
  const char *const lines[] = { "6: 0 0, 100 0", "6: 0 0, 100 0", NULL };

  assert_strands (lines, "(0)(1)");
}

static void
test_ring (void)
{
  const char *const lines[] = { "4: 0 0, 50 0, 50 50", "4: 50 50, 0 50, 0 0", NULL };

  assert_strands (lines, "[0 1]");
}

/* Where a thousand roads end, none goes on: and it takes no time. */
static void
test_hub (void)
{
  g_autoptr (MlsNetwork) network = mls_network_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_round = 0;

  for (guint i = 0; i < 1000; i++)
    {
      const MlsPoint points[] = { { 0, 0 }, { (gint64) i * 100 - 50000, 100000 } };

      mls_network_add (network, points, 2, 5000);
    }
  mls_network_each (network, describe, text);
  for (const char *c = text->str; *c != '\0'; c++)
    n_round += *c == '(' ? 1 : 0;
  g_assert_cmpuint (n_round, ==, 1000);
}

static gboolean
count_lines (const MlsStrand *strand, gpointer user_data)
{
  guint *n = user_data;

  n[0]++;
  n[1] += strand->n_lines;
  g_assert_cmpuint (strand->n_points, <=, 514);

  return TRUE;
}

/* A road of two thousand pieces comes in several strands, each piece in one. */
static void
test_long (void)
{
  g_autoptr (MlsNetwork) network = mls_network_new ();
  guint n[2] = { 0 };

  for (gint64 i = 0; i < 2000; i++)
    {
      const MlsPoint points[] = { { i * 10000, i % 7 * 100 }, { (i + 1) * 10000, (i + 1) % 7 * 100 } };

      mls_network_add (network, points, 2, 5000);
    }
  mls_network_each (network, count_lines, n);
  g_assert_cmpuint (n[0], ==, 4);
  g_assert_cmpuint (n[1], ==, 2000);
}

static double
band_m2 (const MlsPoint *points, gsize n, const MlsBand *band)
{
  g_autoptr (MlsShape) shape = mls_shape_new ();

  g_assert_true (mls_polyline_band (points, n, band, shape));

  return fabs (mls_area2_to_m2 (mls_shape_area2 (shape)));
}

/* 100 m of 6 m; a corner of a right angle is cut off a tenth beyond half the width, or whole; a half circle of 32 corners
 * around has sin (11.25°) · 16 · r² / 2 half of it. */
static void
test_area (void)
{
  const MlsPoint straight[] = { { 0, 0 }, { 100000, 0 } };
  const MlsPoint bent[] = { { 0, 0 }, { 100000, 0 }, { 100000, 100000 } };
  const double circle = 16 * sin (11.25 * G_PI / 180) * 9;

  g_assert_cmpfloat (band_m2 (straight, 2, &(MlsBand){ .width = 6000, .reach = 1.1 }), ==, 600);
  g_assert_cmpfloat (band_m2 (bent, 3, &(MlsBand){ .width = 6000, .reach = 5 }), ==, 1200);
  g_assert_cmpfloat (band_m2 (bent, 3, &(MlsBand){ .width = 6000, .reach = 1.1 }), <, 1200);
  g_assert_cmpfloat (band_m2 (bent, 3, &(MlsBand){ .width = 6000, .reach = 1.1 }), >, 1200 - 9 + 9 * G_PI / 4);
  g_assert_cmpfloat_with_epsilon (band_m2 (straight, 2, &(MlsBand){ .width = 6000, .reach = 1.1, .round_end = TRUE }),
                                  600 + circle / 2, 0.05);
}

/* A road that crosses itself has each place once: an eight has a hole in either loop. */
static void
test_crosses_itself (void)
{
  const MlsPoint eight[] = { { 0, 0 }, { 100000, 0 }, { 100000, 50000 }, { 50000, 50000 }, { 50000, -50000 } };
  g_autoptr (MlsShape) shape = mls_shape_new ();

  g_assert_true (mls_polyline_band (eight, G_N_ELEMENTS (eight), &(MlsBand){ .width = 4000, .reach = 5 }, shape));
  g_assert_cmpuint (mls_shape_n_rings (shape), ==, 2);
  g_assert_cmpfloat (fabs (mls_area2_to_m2 (mls_shape_area2 (shape))), ==, 4 * (100 + 50 + 50 + 100) - 4 * 4);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/network/goes-on", test_goes_on);
  g_test_add_func ("/network/width-changes", test_width_changes);
  g_test_add_func ("/network/fork", test_fork);
  g_test_add_func ("/network/beside", test_beside);
  g_test_add_func ("/network/ring", test_ring);
  g_test_add_func ("/network/hub", test_hub);
  g_test_add_func ("/network/long", test_long);
  g_test_add_func ("/network/area", test_area);
  g_test_add_func ("/network/crosses-itself", test_crosses_itself);

  return g_test_run ();
}
