#include "quality/sample-words.h"

#include <locale.h>

static void
assert_words (const char *drawing, const char *expected)
{
  const MlsSample sample = { .drawing = drawing != NULL ? g_quark_from_string (drawing) : 0 };
  g_autofree char *text = mls_sample_words_drawing (&sample);

  g_assert_cmpstr (text, ==, expected);
}

/* What is off is not told, and nor is what nobody knows. */
static void
test_drawing (void)
{
  assert_words ("--dimension cover --vintage 24 --share 5 --floor 12 --largest-ha 100 --sets 1 --seed 7",
                "5 percent of the regions of each class, not fewer than 12 of a class, none larger than 100 ha; spread over the ground");
  assert_words ("--share 2.5 --floor 12 --cap 400 --more CS4.1.2=2 --largest-ha 0",
                "2,50 percent of the regions of each class, not fewer than 12 of a class, not more than 400 of a class, "
                "a larger share of difficult ones: CS4.1.2=2; spread over the ground");
  assert_words ("--units 100 --floor 1", "about 100 regions in all, not fewer than 1 of a class; spread over the ground");
  assert_words ("--share 5 --more CS4.1.2=2 --more 'CS1.1.1 US2=1.5' --without 'a --cap 3.gpkg' --sets 2",
                "5 percent of the regions of each class, a larger share of difficult ones: CS4.1.2=2, CS1.1.1 US2=1.5; "
                "spread over the ground");
  assert_words ("--share 'never closed", "");
  assert_words ("par un autre outil", "");
  assert_words ("--share", "");
  assert_words (NULL, "");
}

/* Whoever reads the figures can tell that nobody was led by the map. */
static void
test_blind (void)
{
  const MlsTold told[] = { { g_quark_from_string ("Noé"), g_quark_from_string ("2026-01-03T08:00:00.000Z") },
                           { g_quark_from_string ("Eve"), g_quark_from_string ("2026-02-05T08:00:00.000Z") } };
  const MlsSample open = { .blind = FALSE };
  const MlsSample blind = { .blind = TRUE };
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (MlsTold));
  g_autofree char *nobody = mls_sample_words_blind (&blind, all);
  g_autofree char *both = NULL;

  g_assert_null (mls_sample_words_blind (&open, all));
  g_assert_cmpstr (nobody, ==, "judged without the codes of the map, which nobody has been told");
  g_array_append_vals (all, told, G_N_ELEMENTS (told));
  both = mls_sample_words_blind (&blind, all);
  g_assert_cmpstr (both, ==, "judged without the codes of the map; told since: Noé (2026-01-03), Eve (2026-02-05)");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quality/sample-words/drawing", test_drawing);
  g_test_add_func ("/quality/sample-words/blind", test_blind);

  return g_test_run ();
}
