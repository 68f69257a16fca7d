#include "rules/border.h"

#include <locale.h>

/* 5° and 1 m; 100 mm and 10 mm. */
static const MlsLimits limits = { .spike_angle = 5, .spike_length = 1000, .vertex_spacing = 100, .vertex_offset = 10 };

/* A border comes from @before to the origin and goes on to @after. */
static gboolean
is_spike (MlsPoint before, MlsPoint after, double *angle, double *length)
{
  return mls_border_is_spike (&limits, before, (MlsPoint){ 0, 0 }, after, angle, length);
}

static void
test_spike (void)
{
  double angle, length;

  g_assert_true (is_spike ((MlsPoint){ 10000, 0 }, (MlsPoint){ 2000, 100 }, &angle, &length));
  g_assert_cmpfloat_with_epsilon (angle, 2.862405, 1e-6);
  g_assert_cmpfloat_with_epsilon (length, 2002.498, 1e-3);
  g_assert_true (is_spike ((MlsPoint){ 2000, 100 }, (MlsPoint){ 10000, 0 }, &angle, &length));
  g_assert_cmpfloat_with_epsilon (angle, 2.862405, 1e-6);

  /* Back on itself altogether. */
  g_assert_true (is_spike ((MlsPoint){ 3000, 0 }, (MlsPoint){ 1000, 0 }, &angle, &length));
  g_assert_cmpfloat (angle, ==, 0);
  g_assert_cmpfloat (length, ==, 1000);

  /* An arm too short to be seen, a corner of the land, straight on. */
  g_assert_false (is_spike ((MlsPoint){ 10000, 0 }, (MlsPoint){ 999, 0 }, &angle, &length));
  g_assert_false (is_spike ((MlsPoint){ 10000, 0 }, (MlsPoint){ 2000, 200 }, &angle, &length));
  g_assert_false (is_spike ((MlsPoint){ 10000, 0 }, (MlsPoint){ -2000, 1 }, &angle, &length));
  g_assert_false (mls_border_is_spike (&(MlsLimits){ 0 }, (MlsPoint){ 3000, 0 }, (MlsPoint){ 0, 0 },
                                       (MlsPoint){ 1000, 0 }, &angle, &length));
}

static gboolean
is_needless (MlsPoint before, MlsPoint after, double *spacing)
{
  return mls_border_is_needless (&limits, before, (MlsPoint){ 0, 0 }, after, spacing);
}

static void
test_needless (void)
{
  double spacing;

  /* On the line, close to one neighbour; off it by 9.9 mm of 10. */
  g_assert_true (is_needless ((MlsPoint){ -80, 0 }, (MlsPoint){ 5000, 0 }, &spacing));
  g_assert_cmpfloat (spacing, ==, 80);
  g_assert_true (is_needless ((MlsPoint){ -80, -10 }, (MlsPoint){ 5000, 0 }, &spacing));

  /* A corner, a curve whose vertices stand apart, and nearly the same vertex twice. */
  g_assert_false (is_needless ((MlsPoint){ -80, 0 }, (MlsPoint){ 0, 5000 }, &spacing));
  g_assert_false (is_needless ((MlsPoint){ -101, 0 }, (MlsPoint){ 5000, 0 }, &spacing));
  g_assert_true (is_needless ((MlsPoint){ -10, 0 }, (MlsPoint){ 0, 5000 }, &spacing));
  g_assert_false (mls_border_is_needless (&(MlsLimits){ 0 }, (MlsPoint){ -10, 0 }, (MlsPoint){ 0, 0 },
                                          (MlsPoint){ 10, 0 }, &spacing));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/border/spike", test_spike);
  g_test_add_func ("/rules/border/needless", test_needless);

  return g_test_run ();
}
