#include "rules/classing.h"

#include <locale.h>

typedef struct
{
  MlsNomenclature *nomenclature;
} Fixture;

static MlsPair
pair (const char *cover, const char *use)
{
  return (MlsPair){ g_quark_from_string (cover), g_quark_from_string (use) };
}

#define POST4  g_quark_from_static_string ("post4")
#define POST21 g_quark_from_static_string ("post21")
#define ENAF   g_quark_from_static_string ("enaf")

/* The ways of lying near that OCS2D knows, in the order of its rules. */
#define URBAN    (1u << 0)
#define ENVELOPE (1u << 1)

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *dir = g_build_filename (g_getenv ("MLS_NOMENCLATURE"), "ocs2d", NULL);
  g_autoptr (GError) error = NULL;

  /* As somebody else's table may have it: nothing says which. */
  const MlsIndicatorCode counted_as[] = { { POST4, g_quark_from_string ("1|2|3") }, { POST21, g_quark_from_string ("1|2|3") }, { 0 } };
  const MlsPairRule undecided = { .pair = pair ("CS3.2.2", "US5.4.0"), .counted = counted_as };

  fixture->nomenclature = mls_nomenclature_load (dir, &error);
  g_assert_no_error (error);
  g_assert_true (mls_nomenclature_add_pair (fixture->nomenclature, &undecided, &error));
  mls_nomenclature_tolerate (fixture->nomenclature, (MlsPair){ g_quark_from_string ("CS2.2.0"), g_quark_from_string ("US1.1.3") }, 2021);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  mls_nomenclature_unref (fixture->nomenclature);
}

static MlsCounted *
counted_near (const Fixture *fixture, const char *name, guint level, MlsPair codes, MlsNearness near)
{
  MlsClassing classing = { .nomenclature = fixture->nomenclature, .level = level };

  g_assert_true (mls_classing_set_name (&classing, name));
  g_assert_cmpstr (mls_classing_name (&classing), ==, name);

  return mls_classing_counted (&classing, mls_classing_key (&classing, &(MlsSite){ codes, near }, 2021), MLS_LANGUAGE_ENGLISH);
}

static MlsCounted *
counted (const Fixture *fixture, const char *name, guint level, MlsPair codes)
{
  return counted_near (fixture, name, level, codes, 0);
}

static void
assert_counted (const Fixture *fixture, const char *name, guint level, MlsPair codes, MlsStanding standing, const char *code)
{
  g_autoptr (MlsCounted) what = counted (fixture, name, level, codes);

  g_assert_cmpstr (what->code, ==, code);
  g_assert_cmpint (what->standing, ==, standing);
}

static void
test_levels (Fixture *fixture, gconstpointer data)
{
  MlsPair crops = pair ("CS6.3.0", "US1.1.3");

  assert_counted (fixture, "cover", 1, crops, MLS_STANDING_CLASS, "CS6");
  assert_counted (fixture, "cover", 2, crops, MLS_STANDING_CLASS, "CS6.3");
  assert_counted (fixture, "cover", 3, crops, MLS_STANDING_CLASS, "CS6.3.0");
  assert_counted (fixture, "use", 2, crops, MLS_STANDING_CLASS, "US1.1");
  assert_counted (fixture, "pair", 1, crops, MLS_STANDING_CLASS, "CS6 US1");
  assert_counted (fixture, "pair", 3, crops, MLS_STANDING_CLASS, "CS6.3.0 US1.1.3");
}

/* What came with the data is counted above it where something is above it, and else by itself. */
static void
test_strangers (Fixture *fixture, gconstpointer data)
{
  assert_counted (fixture, "cover", 3, pair ("CS2.2.0", "US1.1.3"), MLS_STANDING_FOREIGN, "CS2.2.0");
  assert_counted (fixture, "cover", 1, pair ("CS2.2.0", "US1.1.3"), MLS_STANDING_CLASS, "CS2");
  assert_counted (fixture, "cover", 1, pair ("1110", "US1.1.3"), MLS_STANDING_FOREIGN, "1110");
  assert_counted (fixture, "pair", 1, pair ("1110", "US1.1.3"), MLS_STANDING_FOREIGN, "1110 US1");
  assert_counted (fixture, "pair", 1, (MlsPair){ 0, g_quark_from_string ("US1.1.3") }, MLS_STANDING_CLASS, "US1");
  assert_counted (fixture, "cover", 1, (MlsPair){ 0, g_quark_from_string ("US1.1.3") }, MLS_STANDING_UNCODED, "uncoded");
  assert_counted (fixture, "post4", 1, (MlsPair){ 0, 0 }, MLS_STANDING_UNCODED, "uncoded");
}

static void
test_indicators (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MlsCounted) either = counted (fixture, "post4", 3, pair ("CS3.2.2", "US5.4.0"));

  assert_counted (fixture, "post4", 3, pair ("CS6.3.0", "US1.1.3"), MLS_STANDING_CLASS, "2");
  assert_counted (fixture, "enaf", 3, pair ("CS6.3.0", "US1.1.3"), MLS_STANDING_CLASS, "A");
  assert_counted (fixture, "post21", 3, pair ("1110", "US1.1.3"), MLS_STANDING_UNCOUNTED, "–");
  g_assert_cmpint (either->standing, ==, MLS_STANDING_EITHER);
  g_assert_cmpstr (either->code, ==, "1|2|3");
  g_assert_cmpstr (either->label, ==, "Urbanised land | Agricultural land | Natural and semi-natural land");
}

static void
assert_near (const Fixture *fixture, const char *name, MlsPair codes, MlsNearness near, const char *code)
{
  g_autoptr (MlsCounted) what = counted_near (fixture, name, 3, codes, near);

  g_assert_cmpstr (what->code, ==, code);
  g_assert_cmpint (what->standing, ==, MLS_STANDING_CLASS);
}

/* Of two classes the first where something is near; of as many as the 4 classes, the one of the class there. */
static void
test_near (Fixture *fixture, gconstpointer data)
{
  MlsPair lawn = pair ("CS6.6.0", "US7.0.0");
  MlsPair heath = pair ("CS5.1.1", "US7.0.0");
  MlsPair barn = pair ("CS1.1.1", "US1.1.7");

  assert_near (fixture, "post4", lawn, URBAN, "1");
  assert_near (fixture, "post4", lawn, ENVELOPE, "3");
  assert_near (fixture, "post21", lawn, URBAN, "14");
  assert_near (fixture, "post21", lawn, 0, "20");
  assert_near (fixture, "enaf", lawn, URBAN, "Ua");
  assert_near (fixture, "enaf", lawn, ENVELOPE, "N");
  assert_near (fixture, "post4", heath, URBAN, "3");
  assert_near (fixture, "post21", heath, URBAN, "14");
  assert_near (fixture, "enaf", heath, URBAN, "N");
  assert_near (fixture, "post4", barn, 0, "1");
  assert_near (fixture, "enaf", barn, ENVELOPE, "Ue");
  assert_near (fixture, "enaf", barn, URBAN, "A");
}

static MlsNearness
asked (const Fixture *fixture, const char *cover, const char *use, MlsIndicator indicator)
{
  return mls_nearness_asked (fixture->nomenclature, pair (cover, use), 2021, indicator);
}

static MlsNearness
given (const Fixture *fixture, const char *cover, const char *use)
{
  return mls_nearness_given (fixture->nomenclature, pair (cover, use), 2021);
}

/* What is asked of which pairs, and which of them answer. */
static void
test_stakes (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (asked (fixture, "CS6.6.0", "US7.0.0", ENAF), ==, URBAN);
  g_assert_cmpuint (asked (fixture, "CS5.1.1", "US7.0.0", ENAF), ==, 0);
  g_assert_cmpuint (asked (fixture, "CS1.1.1", "US1.1.7", ENAF), ==, ENVELOPE);
  g_assert_cmpuint (asked (fixture, "CS1.1.1", "US1.1.7", POST4), ==, 0);
  g_assert_cmpuint (asked (fixture, "CS3.2.2", "US5.4.0", POST4), ==, 0);

  g_assert_cmpuint (given (fixture, "CS1.1.1", "US1.1.7"), ==, URBAN);
  g_assert_cmpuint (given (fixture, "CS1.1.1", "US5.4.0"), ==, URBAN | ENVELOPE);
  g_assert_cmpuint (given (fixture, "CS6.6.0", "US7.0.0"), ==, 0);
  g_assert_cmpuint (given (fixture, "CS6.3.0", "US1.1.3"), ==, 0);

  g_assert_cmpuint (mls_nearness_n (fixture->nomenclature), ==, 2);
  g_assert_cmpint (mls_nearness_reach (fixture->nomenclature, URBAN), ==, 20000);
  g_assert_cmpint (mls_nearness_reach (fixture->nomenclature, ENVELOPE), ==, 50000);
  g_assert_cmpint (mls_nearness_reach (fixture->nomenclature, MLS_ALL_NEARNESSES), ==, 50000);
  g_assert_cmpuint (mls_nearness_asked_for (fixture->nomenclature, POST21), ==, URBAN);
  g_assert_cmpuint (mls_nearness_asked_for (fixture->nomenclature, ENAF), ==, URBAN | ENVELOPE);
  g_assert_cmpuint (mls_nearness_asked_for (fixture->nomenclature, MLS_INDICATOR_NONE), ==, 0);
}

/* As the nomenclature lists them; then what is uncertain, foreign, uncounted, uncoded. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MlsCounted) first = counted (fixture, "post21", 3, pair ("CS1.1.1", "US1.1.7"));
  g_autoptr (MlsCounted) tenth = counted (fixture, "post21", 3, pair ("CS3.1.1", "US4.4.0"));
  g_autoptr (MlsCounted) either = counted (fixture, "post21", 3, pair ("CS3.2.2", "US5.4.0"));
  g_autoptr (MlsCounted) uncounted = counted (fixture, "post21", 3, pair ("1110", "US1.1.3"));
  g_autoptr (MlsCounted) uncoded = counted (fixture, "post21", 3, (MlsPair){ 0, 0 });
  MlsCounted *in_order[] = { first, tenth, either, uncounted, uncoded };

  for (guint i = 0; i < G_N_ELEMENTS (in_order); i++)
    for (guint j = 0; j < G_N_ELEMENTS (in_order); j++)
      g_assert_cmpint (mls_counted_compare (in_order[i], in_order[j]) < 0, ==, i < j);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  MlsClassing classing = { .nomenclature = fixture->nomenclature, .indicator = ENAF };

  g_assert_false (mls_classing_set_name (&classing, "colour"));
  g_assert_true (mls_classing_set_name (&classing, "use"));
  g_assert_cmpint (classing.indicator, ==, MLS_INDICATOR_NONE);
  g_assert_cmpint (classing.dimension, ==, MLS_DIMENSION_USE);
}

#define ADD(name, func) g_test_add ("/rules/classing/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("indicators", test_indicators);
  ADD ("levels", test_levels);
  ADD ("names", test_names);
  ADD ("near", test_near);
  ADD ("order", test_order);
  ADD ("stakes", test_stakes);
  ADD ("strangers", test_strangers);

  return g_test_run ();
}
