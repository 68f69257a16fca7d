#include "rules/draft.h"

#include <locale.h>

static MlsText
text (const char *word)
{
  return g_quark_from_string (word);
}

static void
assert_back (const MlsDraft *draft, const char *expected)
{
  g_autofree char *written = mls_draft_to_text (draft);
  g_autoptr (MlsDraft) read = mls_draft_from_text (written);
  MlsGesture gesture;

  g_assert_cmpstr (written, ==, expected);
  g_assert_nonnull (read);
  g_assert_cmpint (read->kind, ==, draft->kind);
  g_assert_cmpint (read->all, ==, draft->all);
  g_assert_cmpuint (read->vintage, ==, draft->vintage);
  g_assert_cmpint (read->dimension, ==, draft->dimension);
  g_assert_true (mls_pair_equal (read->pair, draft->pair));
  g_assert_cmpmem (read->points->data, read->points->len * sizeof (MlsPoint), draft->points->data,
                   draft->points->len * sizeof (MlsPoint));

  gesture = mls_draft_gesture (read);
  g_assert_cmpint (gesture.kind, ==, draft->kind);
  g_assert_cmpuint (gesture.n_points, ==, draft->points->len);
  g_assert_true (gesture.points == (const MlsPoint *) (gpointer) read->points->data);
}

/* Coordinates as doubles would round come back to the millimetre, whatever the locale writes for a point. */
static void
test_round_trip (void)
{
  const MlsPoint points[] = { { 700000123, 6600000001 }, { -1, 0 }, { 700000999, 6600000010 } };
  const MlsPair pair = { text ("CS6.3.0"), text ("US1.1.3") };
  g_autoptr (MlsDraft) recode = mls_draft_new (MLS_GESTURE_RECODE, text ("24"), MLS_DIMENSION_COVER, pair, points, 1);
  g_autoptr (MlsDraft) line = mls_draft_new (MLS_GESTURE_LINE, text ("24"), MLS_DIMENSION_USE, pair, points, 2);
  g_autoptr (MlsDraft) polygon = mls_draft_new (MLS_GESTURE_POLYGON, text ("9b"), MLS_DIMENSION_PAIR, pair, points, 3);

  assert_back (recode, "vintage 24\ndimension cover\nset 700000.123 6600000.001 CS6.3.0 US1.1.3\n");
  assert_back (line, "vintage 24\ndimension use\npair CS6.3.0 US1.1.3\nline 700000.123 6600000.001 -0.001 0\n");
  assert_back (polygon, "vintage 9b\ndimension pair\npair CS6.3.0 US1.1.3\n"
                        "polygon 700000.123 6600000.001 -0.001 0 700000.999 6600000.01\n");
  line->pair = (MlsPair){ 0, text ("112") };
  assert_back (line, "vintage 24\ndimension use\npair 112\nline 700000.123 6600000.001 -0.001 0\n");
  recode->pair = (MlsPair){ text ("112"), 0 };
  assert_back (recode, "vintage 24\ndimension cover\nset 700000.123 6600000.001 112\n");
  line->pair = pair;
  line->all = TRUE;
  assert_back (line, "vintage 24\ndimension use\npair CS6.3.0 US1.1.3\nline all 700000.123 6600000.001 -0.001 0\n");
}

static void
test_none (void)
{
  static const char *const none[] = {
    "",
    "\n \n",
    "vintage 24\n",
    "vintage 24\npair CS1 US1\n",
    "pair CS1 US1\nline 0 0 1 1\n",
    "vintage 24\nline 0 0 1 1\n",
    "vintage 24\npair CS1\nline 0 0 1 1\n",
    "vintage 24\npair CS1 US1\nline 0 0\n",
    "vintage 24\npair CS1 US1\nline 0 0 1\n",
    "vintage 24\npair CS1 US1\nline 0 0 1 x\n",
    "vintage 24\npair CS1 US1\nline 0 0 1e300 1\n",
    "vintage 24\npair CS1 US1\nline 0 0 nan 1\n",
    "vintage 24\npair CS1 US1\npolygon 0 0 1 1\n",
    "vintage 24\npair CS1 US1\nline 0 0 1 1\nline 0 0 1 1\n",
    "vintage 24\nset 0 0 CS1\n",
    "vintage 24\nset 0\n",
    "vintage 24\nset\n",
    "vintage\nset 0 0 CS1 US1\n",
    "vintage 24\ndimension length\nset 0 0 CS1 US1\n",
    "vintage 24\nmerge 0 0 into 1 1\n",
    "vintage 24\nundo\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    if (mls_draft_from_text (none[i]) != NULL)
      g_error ("“%s” is a draft", none[i]);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/draft/round-trip", test_round_trip);
  g_test_add_func ("/rules/draft/none", test_none);

  return g_test_run ();
}
