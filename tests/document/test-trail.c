#include "document/trail.h"

#include <locale.h>

#define S G_USEC_PER_SEC

/* What is done, and the easting that is shown after it: 0 for "there is no such view". */
typedef struct
{
  char   what;  /* 'l'ooks at an easting, steps 'b'ack or 'f'orth */
  double east;
  gint64 at;
} Step;

static void
run (const Step *steps)
{
  g_autoptr (MlsTrail) trail = mls_trail_new ();

  for (guint i = 0; steps[i].what != 0; i++)
    {
      MlsView view = { steps[i].east, 7, 2500 };
      MlsView out = { 0, 0, 0 };

      if (steps[i].what == 'l')
        {
          mls_trail_look (trail, &view, steps[i].at);
          continue;
        }

      g_test_message ("step %u", i);
      g_assert_true (mls_trail_step (trail, steps[i].what == 'b' ? -1 : 1, &out) == (steps[i].east != 0));
      g_assert_cmpfloat (out.x, ==, steps[i].east);
      g_assert_cmpfloat (out.scale, ==, steps[i].east != 0 ? 2500 : 0);
      if (steps[i].east != 0)
        mls_trail_look (trail, &out, steps[i].at);
    }
}

static void
test_back_and_forth (void)
{
  static const Step steps[] = {
    { 'b', 0, 0 },     { 'f', 0, 0 },                                            /* nothing was seen yet */
    { 'l', 1, 0 },     { 'b', 0, 0 },     { 'l', 2, 2 * S }, { 'l', 3, 4 * S },
    { 'b', 2, 5 * S }, { 'b', 1, 5 * S }, { 'b', 0, 5 * S },
    { 'f', 2, 5 * S }, { 'f', 3, 5 * S }, { 'f', 0, 5 * S }, { 0 },
  };

  run (steps);
}

/* A movement is one step, from where it began to where it ended. */
static void
test_passing (void)
{
  static const Step steps[] = {
    { 'l', 1, 0 },           { 'l', 2, 3 * S },       { 'l', 3, 3 * S + S / 2 }, { 'l', 4, 4 * S },
    { 'l', 5, 5 * S - 1 },   { 'b', 1, 9 * S },       { 'f', 5, 9 * S },         { 0 },
  };

  run (steps);
}

/* A rest of a second is one, to the microsecond. */
static void
test_rest (void)
{
  static const Step steps[] = {
    { 'l', 1, 0 }, { 'l', 2, S - 1 }, { 'b', 0, S }, { 'l', 3, 2 * S - 1 }, { 'b', 2, 2 * S }, { 0 },
  };

  run (steps);
}

/* Moving on from a view that was gone back to gives up those after it, and keeps that view however short
 * it was looked at. */
static void
test_another_way (void)
{
  static const Step steps[] = {
    { 'l', 1, 0 },         { 'l', 2, 2 * S },     { 'l', 3, 4 * S },     { 'b', 2, 6 * S },
    { 'l', 4, 6 * S + 1 }, { 'f', 0, 7 * S },     { 'b', 2, 7 * S },     { 'b', 1, 7 * S },
    { 'f', 2, 7 * S },     { 'f', 4, 7 * S },     { 0 },
  };

  run (steps);
}

/* A movement that ended where it began is no step. */
static void
test_round_trip (void)
{
  static const Step steps[] = {
    { 'l', 1, 0 },           { 'l', 2, 2 * S },     { 'l', 3, 4 * S },
    { 'l', 2, 4 * S + S / 2 }, { 'b', 1, 6 * S },   { 'f', 2, 6 * S },   { 'f', 0, 6 * S }, { 0 },
  };

  run (steps);
}

static void
test_longest (void)
{
  g_autoptr (MlsTrail) trail = mls_trail_new ();
  MlsView out;

  for (int i = 1; i <= 2 * MLS_TRAIL_MAX; i++)
    mls_trail_look (trail, &(MlsView){ i, 0, 1000 }, i * 2 * (gint64) S);
  for (int i = 1; i < MLS_TRAIL_MAX; i++)
    {
      g_assert_true (mls_trail_step (trail, -1, &out));
      g_assert_cmpfloat (out.x, ==, 2 * MLS_TRAIL_MAX - i);
    }

  g_assert_false (mls_trail_step (trail, -1, &out));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/trail/back-and-forth", test_back_and_forth);
  g_test_add_func ("/document/trail/passing", test_passing);
  g_test_add_func ("/document/trail/rest", test_rest);
  g_test_add_func ("/document/trail/another-way", test_another_way);
  g_test_add_func ("/document/trail/round-trip", test_round_trip);
  g_test_add_func ("/document/trail/longest", test_longest);

  return g_test_run ();
}
