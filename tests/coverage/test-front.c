#include "coverage/front.h"

#include <locale.h>

static const MlsPoint a = { 600000000, 6700000000 };
static const MlsPoint b = { 600000001, 6700000000 };
static const MlsPoint c = { 600000000, 6700000001 };

static void
test_meet (void)
{
  g_autoptr (MlsFront) front = mls_front_new ();

  g_assert_cmpuint (mls_front_meet (front, a, b, 7), ==, MLS_NOBODY);
  g_assert_cmpuint (mls_front_meet (front, a, c, 8), ==, MLS_NOBODY);
  g_assert_cmpuint (mls_front_n_waiting (front), ==, 2);
  g_assert_cmpuint (mls_front_meet (front, b, a, 9), ==, 7);
  g_assert_cmpuint (mls_front_n_waiting (front), ==, 1);

  /* Met once, it is forgotten. */
  g_assert_cmpuint (mls_front_meet (front, b, a, 10), ==, MLS_NOBODY);
  g_assert_cmpuint (mls_front_meet (front, c, a, 11), ==, 8);
}

/* Two that walk the same way do not meet, and each finds a counterpart. */
static void
test_twice (void)
{
  g_autoptr (MlsFront) front = mls_front_new ();
  guint32 first, second;

  g_assert_cmpuint (mls_front_meet (front, a, b, 1), ==, MLS_NOBODY);
  g_assert_cmpuint (mls_front_meet (front, a, b, 2), ==, MLS_NOBODY);
  first = mls_front_meet (front, b, a, 3);
  second = mls_front_meet (front, b, a, 4);
  g_assert_cmpuint (MIN (first, second), ==, 1);
  g_assert_cmpuint (MAX (first, second), ==, 2);
  g_assert_cmpuint (mls_front_meet (front, b, a, 5), ==, MLS_NOBODY);
}

static MlsPoint
random_point (void)
{
  return (MlsPoint){ g_test_rand_int_range (0, 40), g_test_rand_int_range (0, 40) };
}

static char *
name_segment (MlsPoint from, MlsPoint to)
{
  return g_strdup_printf ("%d %d %d %d", (int) from.x, (int) from.y, (int) to.x, (int) to.y);
}

/* Against a plain table, through growing and shrinking. */
static void
test_random (void)
{
  g_autoptr (MlsFront) front = mls_front_new ();
  g_autoptr (GHashTable) waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint32 i = 1; i < 400000; i++)
    {
      MlsPoint from = random_point ();
      MlsPoint to = random_point ();
      g_autofree char *there = name_segment (from, to);
      g_autofree char *back = name_segment (to, from);
      gpointer other = g_hash_table_lookup (waiting, back);

      if (mls_point_equal (from, to) || g_hash_table_contains (waiting, there))
        continue;

      g_assert_cmpuint (mls_front_meet (front, from, to, i), ==,
                        other != NULL ? GPOINTER_TO_UINT (other) : MLS_NOBODY);
      if (other != NULL)
        g_hash_table_remove (waiting, back);
      else
        g_hash_table_insert (waiting, g_steal_pointer (&there), GUINT_TO_POINTER (i));
    }

  g_assert_cmpuint (mls_front_n_waiting (front), ==, g_hash_table_size (waiting));
  g_assert_cmpuint (mls_front_n_waiting (front), >, 10000);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coverage/front/meet", test_meet);
  g_test_add_func ("/coverage/front/twice", test_twice);
  g_test_add_func ("/coverage/front/random", test_random);

  return g_test_run ();
}
