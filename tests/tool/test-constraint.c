#include "tool/constraint.h"

#include <locale.h>

/* 10 m to the east, then 10 m to the north. */
static const MlsPoint placed[] = { { 0, 0 }, { 10000, 0 }, { 10000, 10000 } };

typedef struct
{
  const char *text;
  gboolean    square;
  guint       n_placed;
  MlsPoint    hand;
  MlsPoint    expected;
} Case;

static const Case cases[] = {
  /* at right angles to the grid, then to the segment before; ahead, back and to either side */
  { "", TRUE, 1, { 9000, 2000 }, { 9000, 0 } },
  { "", TRUE, 1, { -1000, 4321 }, { 0, 4321 } },
  { "", TRUE, 2, { 12000, 7000 }, { 10000, 7000 } },
  { "", TRUE, 2, { 9000, -7000 }, { 10000, -7000 } },
  { "", TRUE, 2, { 17000, 2000 }, { 17000, 0 } },
  { "", TRUE, 3, { 4000, 12000 }, { 4000, 10000 } },

  /* a length, the way the hand is */
  { "5", FALSE, 1, { 3000, 4000 }, { 3000, 4000 } },
  { "12,5", FALSE, 1, { 300, 400 }, { 7500, 10000 } },
  { "0.001", FALSE, 1, { 300, 0 }, { 1, 0 } },
  { "5", FALSE, 1, { 0, 0 }, { 5000, 0 } },

  /* an angle from north where there is nothing before, wherever the hand is */
  { "<0", FALSE, 1, { 1, 5000 }, { 0, 5000 } },
  { "10 90", FALSE, 1, { -1, 5000 }, { 10000, 0 } },
  { "10 <225", FALSE, 1, { 1, 5000 }, { -7071, -7071 } },
  { "<180", FALSE, 1, { 1, 5000 }, { 0, 0 } },

  /* one with the segment before, to the side of the hand */
  { "<90", FALSE, 2, { 11000, 7000 }, { 10000, 7000 } },
  { "<90", FALSE, 2, { 11000, -7000 }, { 10000, -7000 } },
  { "20 <180", FALSE, 2, { 11000, -7000 }, { 30000, 0 } },
  { "10 <60", FALSE, 2, { 11000, 7000 }, { 5000, 8660 } },
  { "10 300", FALSE, 2, { 11000, -7000 }, { 5000, -8660 } },

  /* what is typed goes before right angles, but for what is not typed */
  { "10 <60", TRUE, 2, { 11000, 7000 }, { 5000, 8660 } },
  { " 3 ", TRUE, 2, { 11000, 7000 }, { 10000, 3000 } },
};

static void
test_apply (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      MlsConstraint constraint = { .square = c->square };
      MlsPoint point;

      g_test_message ("case %u", i + 1);
      g_assert_true (mls_constraint_read (&constraint, c->text));
      g_assert_true (mls_constraint_holds (&constraint));
      point = mls_constraint_apply (&constraint, placed, c->n_placed, c->hand);
      g_assert_cmpint (point.x, ==, c->expected.x);
      g_assert_cmpint (point.y, ==, c->expected.y);
    }
}

/* Along a segment or against it, as the hand goes, and by a length that is typed; an angle typed goes before. */
static void
test_parallel (void)
{
  MlsConstraint constraint = { .square = TRUE };
  MlsPoint point;

  mls_constraint_follow (&constraint, (MlsPoint){ 5000, 5000 }, (MlsPoint){ 8000, 9000 });
  g_assert_true (mls_constraint_holds (&constraint));
  point = mls_constraint_apply (&constraint, placed, 2, (MlsPoint){ 16800, 7600 });
  g_assert_true (mls_point_equal (point, (MlsPoint){ 16096, 8128 }));
  g_assert_true (mls_constraint_read (&constraint, "5"));
  point = mls_constraint_apply (&constraint, placed, 2, (MlsPoint){ 16000, 9000 });
  g_assert_true (mls_point_equal (point, (MlsPoint){ 13000, 4000 }));
  point = mls_constraint_apply (&constraint, placed, 2, (MlsPoint){ 9000, -9000 });
  g_assert_true (mls_point_equal (point, (MlsPoint){ 7000, -4000 }));
  g_assert_true (mls_constraint_read (&constraint, "5 90"));
  point = mls_constraint_apply (&constraint, placed, 2, (MlsPoint){ 11000, 7000 });
  g_assert_true (mls_point_equal (point, (MlsPoint){ 10000, 5000 }));
}

/* What is no length and no angle changes nothing; nothing typed frees both. */
static void
test_read (void)
{
  static const char *const wrong[] = { "0", "-3", "x", "1e9", "nan", "<", "<361", "<-1", "5 5 5", "<5 5", "<5 <5", "5 m" };
  MlsConstraint constraint = { .square = TRUE };

  g_assert_true (mls_constraint_read (&constraint, "25,5  <90,5"));
  g_assert_cmpfloat (constraint.length_m, ==, 25.5);
  g_assert_cmpfloat (constraint.angle, ==, 90.5);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("%s", wrong[i]);
      g_assert_false (mls_constraint_read (&constraint, wrong[i]));
      g_assert_true (constraint.has_length && constraint.has_angle && constraint.length_m == 25.5);
    }

  g_assert_true (mls_constraint_read (&constraint, " "));
  g_assert_false (constraint.has_length || constraint.has_angle);
  g_assert_true (constraint.square);
  constraint.square = FALSE;
  g_assert_false (mls_constraint_holds (&constraint));
}

static void
assert_segment (guint n_placed, MlsPoint to, double length_m, double angle, gboolean is_bearing)
{
  MlsSegment segment = mls_segment_measure (placed, n_placed, to);

  g_assert_cmpfloat_with_epsilon (segment.length_m, length_m, 1e-9);
  g_assert_cmpfloat_with_epsilon (segment.angle, angle, 1e-9);
  g_assert_cmpint (segment.is_bearing, ==, is_bearing);
}

static void
test_measure (void)
{
  assert_segment (1, (MlsPoint){ 0, 2000 }, 2, 0, TRUE);
  assert_segment (1, (MlsPoint){ 3000, 0 }, 3, 90, TRUE);
  assert_segment (1, (MlsPoint){ -3000, 3000 }, 3 * G_SQRT2, 315, TRUE);
  assert_segment (2, (MlsPoint){ 20000, 0 }, 10, 180, FALSE);
  assert_segment (2, (MlsPoint){ 10000, -5000 }, 5, 90, FALSE);
  assert_segment (3, (MlsPoint){ 9000, 9000 }, G_SQRT2, 45, FALSE);
  assert_segment (3, (MlsPoint){ 10000, 4000 }, 6, 0, FALSE);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tool/constraint/apply", test_apply);
  g_test_add_func ("/tool/constraint/parallel", test_parallel);
  g_test_add_func ("/tool/constraint/read", test_read);
  g_test_add_func ("/tool/constraint/measure", test_measure);

  return g_test_run ();
}
