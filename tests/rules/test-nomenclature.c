#include "rules/error.h"
#include "rules/nearness.h"
#include "rules/nomenclature-list.h"
#include "rules/nomenclature-path.h"

#include "remove-tree.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define COVER  MLS_DIMENSION_COVER
#define USE    MLS_DIMENSION_USE
#define Q(code) g_quark_from_string (code)
#define PAIR(cover, use) ((MlsPair){ Q (cover), Q (use) })

static MlsNomenclature *
load_ocs2d (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_build_filename (g_getenv ("MLS_NOMENCLATURE"), "ocs2d", NULL);
  MlsNomenclature *n = mls_nomenclature_load (dir, &error);

  g_assert_no_error (error);
  return n;
}

/* A folder of tables made of (name, text) strings, NULL at the end. */
static MlsNomenclature *
load_tables (const char *const *tables, GError **error)
{
  g_autofree char *dir = g_dir_make_tmp ("nomenclature-XXXXXX", NULL);
  MlsNomenclature *n;

  for (guint i = 0; tables[i] != NULL; i += 2)
    {
      g_autofree char *path = g_build_filename (dir, tables[i], NULL);

      g_assert_true (g_file_set_contents (path, tables[i + 1], -1, NULL));
    }

  n = mls_nomenclature_load (dir, error);

  for (guint i = 0; tables[i] != NULL; i += 2)
    {
      g_autofree char *path = g_build_filename (dir, tables[i], NULL);

      g_remove (path);
    }
  g_rmdir (dir);

  return n;
}

static char *
codes_of (GPtrArray *classes)
{
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < classes->len; i++)
    {
      const MlsClass *klass = g_ptr_array_index (classes, i);

      g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", g_quark_to_string (klass->code));
    }

  return g_string_free (codes, FALSE);
}

static void
test_classes (void)
{
  g_autoptr (MlsNomenclature) n = load_ocs2d ();
  static const guint expected[2][3] = { { 6, 18, 33 }, { 7, 20, 53 } };

  for (guint d = 0; d < 2; d++)
    {
      guint n_classes;
      const MlsClass *const *classes = mls_nomenclature_classes (n, (MlsDimension) d, &n_classes);
      guint at_level[3] = { 0 };

      for (guint i = 0; i < n_classes; i++)
        {
          const MlsClass *klass = classes[i];

          g_assert_cmpint (klass->level, >=, 1);
          g_assert_cmpint (klass->level, <=, 3);
          at_level[klass->level - 1]++;

          g_assert_true (mls_class_is_offered (klass) == (klass->level == 3));
          g_assert_cmpuint (strlen (g_quark_to_string (klass->code)), ==, 1 + 2 * klass->level);
          g_assert_true (mls_nomenclature_is_well_formed (n, klass->dimension, klass->code));
          g_assert_nonnull (mls_nomenclature_family (n, klass->family));
          for (int l = 0; l < MLS_N_LANGUAGES; l++)
            g_assert_cmpstr (klass->label[l], !=, "");
        }

      for (guint level = 0; level < 3; level++)
        g_assert_cmpuint (at_level[level], ==, expected[d][level]);
    }
}

static void
test_class (void)
{
  g_autoptr (MlsNomenclature) n = load_ocs2d ();
  const MlsClass *arable = mls_nomenclature_class (n, COVER, Q ("CS6.3.0"));

  g_assert_cmpstr (mls_class_label (arable, MLS_LANGUAGE_FRENCH), ==, "Terres arables");
  g_assert_cmpstr (mls_class_label (arable, MLS_LANGUAGE_ENGLISH), ==, "Arable land");
  g_assert_cmpstr (g_quark_to_string (arable->parent), ==, "CS6.3");
  g_assert_cmphex (arable->colour, ==, 0xffffd2);
  g_assert_cmpstr (g_quark_to_string (arable->family), ==, "agricultural");
  g_assert_cmpint (arable->state, ==, MLS_CODE_VALID);

  g_assert_null (mls_nomenclature_class (n, USE, Q ("CS6.3.0")));
  g_assert_null (mls_nomenclature_class (n, COVER, Q ("CS2.2.0")));
  g_assert_null (mls_nomenclature_class (n, COVER, 0));

  g_assert_cmpint (mls_nomenclature_code_state (n, COVER, Q ("CS6.3.0")), ==, MLS_CODE_VALID);
  g_assert_cmpint (mls_nomenclature_code_state (n, COVER, Q ("CS6.3")), ==, MLS_CODE_TOLERATED);
  g_assert_cmpint (mls_nomenclature_code_state (n, COVER, Q ("CS2.2.0")), ==, MLS_CODE_INVALID);
  g_assert_cmpint (mls_nomenclature_code_state (n, COVER, 0), ==, MLS_CODE_VALID);

  g_assert_cmpstr (mls_nomenclature_about (n, "name"), ==, "OCS2D");
}

static double
minimum_m2 (MlsNomenclature *n, MlsDimension dimension, const char *cover, const char *use)
{
  return mls_area2_to_m2 (mls_nomenclature_minimum (n, dimension, PAIR (cover, use)));
}

static void
test_minimum (void)
{
  g_autoptr (MlsNomenclature) n = load_ocs2d ();
  guint n_fifty = 0;

  for (guint d = 0; d < 2; d++)
    {
      guint n_classes;
      const MlsClass *const *classes = mls_nomenclature_classes (n, (MlsDimension) d, &n_classes);

      for (guint i = 0; i < n_classes; i++)
        if (classes[i]->minimum == mls_area2_from_m2 (50))
          n_fifty++;
        else
          g_assert_true (classes[i]->minimum == mls_area2_from_m2 (300));
    }

  /* US5.4 has no other class below it than the isolated housing. */
  g_assert_cmpuint (n_fifty, ==, 3);

  g_assert_cmpfloat (minimum_m2 (n, COVER, "CS1.1.1", "US1.1.3"), ==, 50);
  g_assert_cmpfloat (minimum_m2 (n, USE, "CS1.1.1", "US1.1.3"), ==, 300);
  g_assert_cmpfloat (minimum_m2 (n, MLS_DIMENSION_PAIR, "CS1.1.1", "US1.1.3"), ==, 300);
  g_assert_cmpfloat (minimum_m2 (n, MLS_DIMENSION_PAIR, "CS1.1.1", "US5.4.0"), ==, 50);
  g_assert_cmpfloat (minimum_m2 (n, COVER, "CS6", "US5.4.0"), ==, 300);
  g_assert_cmpfloat (minimum_m2 (n, COVER, "nothing", "US5.4.0"), ==, 0);
  g_assert_true (mls_nomenclature_minimum (n, MLS_DIMENSION_PAIR, (MlsPair){ 0, 0 }) == 0);
  g_assert_true (mls_nomenclature_largest_minimum (n) == mls_area2_from_m2 (300));
}

static void
count_pairs (MlsNomenclature *n, int year, guint *n_pairs, guint range[2][2])
{
  *n_pairs = 0;

  for (guint d = 0; d < 2; d++)
    {
      guint n_classes;
      const MlsClass *const *classes = mls_nomenclature_classes (n, (MlsDimension) d, &n_classes);

      range[d][0] = G_MAXUINT;
      range[d][1] = 0;
      for (guint i = 0; i < n_classes; i++)
        {
          g_autoptr (GPtrArray) partners = mls_nomenclature_partners (n, (MlsDimension) d,
                                                                      classes[i]->code, year);

          if (classes[i]->level < 3)
            {
              g_assert_cmpuint (partners->len, ==, 0);
              continue;
            }

          range[d][0] = MIN (range[d][0], partners->len);
          range[d][1] = MAX (range[d][1], partners->len);
          if (d == COVER)
            *n_pairs += partners->len;
        }
    }
}

static void
test_pairs (void)
{
  g_autoptr (MlsNomenclature) n = load_ocs2d ();
  guint n_pairs;
  guint range[2][2];

  g_assert_cmpuint (mls_nomenclature_n_pair_rules (n), ==, 756);

  count_pairs (n, 2021, &n_pairs, range);
  g_assert_cmpuint (n_pairs, ==, 708);
  g_assert_cmpuint (range[COVER][0], ==, 1);
  g_assert_cmpuint (range[COVER][1], ==, 50);
  g_assert_cmpuint (range[USE][0], ==, 2);
  g_assert_cmpuint (range[USE][1], ==, 28);

  count_pairs (n, 2024, &n_pairs, range);
  g_assert_cmpuint (n_pairs, ==, 708);
  count_pairs (n, 2020, &n_pairs, range);
  g_assert_cmpuint (n_pairs, ==, 756);
}

static void
test_pair_state (void)
{
  g_autoptr (MlsNomenclature) n = load_ocs2d ();
  const MlsPairRule *rule;

  g_assert_cmpint (mls_nomenclature_pair_state (n, PAIR ("CS6.3.0", "US1.1.3"), 2021), ==, MLS_CODE_VALID);
  g_assert_cmpint (mls_nomenclature_pair_state (n, PAIR ("CS3.2.2", "US1.1.3"), 2021), ==, MLS_CODE_INVALID);
  g_assert_cmpint (mls_nomenclature_pair_state (n, PAIR ("CS6.3", "US1.1.3"), 2021), ==, MLS_CODE_INVALID);
  g_assert_cmpint (mls_nomenclature_pair_state (n, (MlsPair){ Q ("CS6.3.0"), 0 }, 2021), ==, MLS_CODE_VALID);

  rule = mls_nomenclature_find_pair (n, PAIR ("CS1.1.1", "US1.1.1"), 2024);
  g_assert_cmpstr (g_quark_to_string (mls_indicator_codes_find (rule->counted, Q ("post4"))), ==, "1");
  g_assert_cmpstr (g_quark_to_string (mls_indicator_codes_find (rule->counted, Q ("post21"))), ==, "6");
  g_assert_cmpstr (g_quark_to_string (mls_indicator_codes_find (rule->counted, Q ("enaf"))), ==, "Ue|A");

  for (guint i = 0; i < mls_nomenclature_n_pair_rules (n); i++)
    {
      rule = mls_nomenclature_pair_rule (n, i);
      g_assert_cmpint (rule->valid_from, ==, 0);
      if (rule->valid_until == 0)
        continue;

      g_assert_cmpint (rule->valid_until, ==, 2020);
      g_assert_cmpint (mls_nomenclature_pair_state (n, rule->pair, 2020), ==, MLS_CODE_VALID);
      g_assert_cmpint (mls_nomenclature_pair_state (n, rule->pair, 2021), ==, MLS_CODE_INVALID);
    }
}

/* Years are changed, added and taken out in a copy, counted as they were; what makes no sense is refused. */
static void
test_with_pair (void)
{
  g_autoptr (MlsNomenclature) n = load_ocs2d ();
  const MlsPair pair = PAIR ("CS1.1.1", "US1.1.1");
  const MlsPairChange end = { { .pair = pair }, { .pair = pair, .valid_until = 2020 } };
  const MlsPairChange again = { { { 0, 0 } }, { .pair = pair, .valid_from = 2023 } };
  const MlsPairChange gone = { end.to, { { 0, 0 } } };
  g_autoptr (MlsNomenclature) ended = mls_nomenclature_with_pair (n, &end, NULL);
  g_autoptr (MlsNomenclature) resumed = mls_nomenclature_with_pair (ended, &again, NULL);
  g_autoptr (MlsNomenclature) taken = mls_nomenclature_with_pair (resumed, &gone, NULL);

  g_assert_cmpuint (mls_nomenclature_n_pair_rules (n), ==, 756);
  g_assert_cmpint (mls_nomenclature_pair_state (n, pair, 2021), ==, MLS_CODE_VALID);
  g_assert_cmpuint (mls_nomenclature_n_pair_rules (ended), ==, 756);
  g_assert_cmpint (mls_nomenclature_pair_state (ended, pair, 2020), ==, MLS_CODE_VALID);
  g_assert_cmpint (mls_nomenclature_pair_state (ended, pair, 2021), ==, MLS_CODE_INVALID);
  g_assert_cmpuint (mls_nomenclature_count_as (ended, pair, 2020, Q ("enaf")), ==, mls_nomenclature_count_as (n, pair, 2020, Q ("enaf")));
  g_assert_cmpuint (mls_nomenclature_n_pair_rules (resumed), ==, 757);
  g_assert_cmpint (mls_nomenclature_pair_state (resumed, pair, 2022), ==, MLS_CODE_INVALID);
  g_assert_cmpint (mls_nomenclature_pair_state (resumed, pair, 2023), ==, MLS_CODE_VALID);
  g_assert_cmpuint (mls_nomenclature_count_as (resumed, pair, 2023, Q ("enaf")), ==, mls_nomenclature_count_as (n, pair, 2023, Q ("enaf")));
  g_assert_cmpuint (mls_nomenclature_n_pair_rules (taken), ==, 756);
  g_assert_cmpint (mls_nomenclature_pair_state (taken, pair, 2020), ==, MLS_CODE_INVALID);
  g_assert_cmpint (mls_nomenclature_pair_state (taken, pair, 2024), ==, MLS_CODE_VALID);
}

static void
expect_no_pair (const MlsNomenclature *n, MlsPairChange change, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mls_nomenclature_with_pair (n, &change, &error));
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_with_pair_faults (void)
{
  const char *tables[] = { "about.csv", "key,value\nname,Test\n",
                           "cover.csv", "code,level,parent,label_fr,label_en,colour,minimum_m2,family\nA,1,,,,,,\n",
                           "use.csv", "code,level,parent,label_fr,label_en,colour,minimum_m2,family\nU,1,,,,,,\n",
                           "pair.csv", "cover,use,valid_from,valid_until\nA,U,2010,2015\n", NULL };
  g_autoptr (MlsNomenclature) n = load_tables (tables, NULL);
  const MlsPairRule there = { .pair = PAIR ("A", "U"), .valid_from = 2010, .valid_until = 2015 };
  const MlsPairRule none = { { 0, 0 } };

  g_assert_true (mls_nomenclature_tells_pairs (n));
  expect_no_pair (n, (MlsPairChange){ there, { .pair = there.pair, .valid_from = 2016, .valid_until = 2015 } },
                  "A × U ends before it begins");
  expect_no_pair (n, (MlsPairChange){ none, { .pair = there.pair, .valid_from = 2015 } }, "A × U is defined twice");
  expect_no_pair (n, (MlsPairChange){ none, { .pair = PAIR ("A", "V") } }, "the use V is not defined");
  expect_no_pair (n, (MlsPairChange){ { .pair = there.pair }, there }, "A × U is not there in these years");
  expect_no_pair (n, (MlsPairChange){ there, none }, "without this pair any cover could have any use");
}

static void
test_closeness (void)
{
  g_autoptr (MlsNomenclature) n = load_ocs2d ();
  static const struct
  {
    const char  *a;
    const char  *b;
    MlsCloseness closeness;
  } cases[] = {
    { "CS6.3.0", "CS6.3.0", MLS_CLOSENESS_SAME },
    { "CS6.1.1", "CS6.1.2", MLS_CLOSENESS_LEVEL_2 },
    { "CS6.1.1", "CS6.3.0", MLS_CLOSENESS_LEVEL_1 },
    { "CS6.1.1", "CS6.1", MLS_CLOSENESS_LEVEL_2 },
    { "CS6.1.1", "CS6", MLS_CLOSENESS_LEVEL_1 },
    { "CS4.4.0", "CS4.1.2", MLS_CLOSENESS_LEVEL_1 },
    { "CS4.4.0", "CS5.2.0", MLS_CLOSENESS_FAMILY },
    { "CS2.1.2", "CS6.5.0", MLS_CLOSENESS_FAMILY },
    { "CS6.3.0", "CS1.1.2", MLS_CLOSENESS_AKIN },
    { "CS6.3.0", "CS4.1.2", MLS_CLOSENESS_OTHER },
    { "CS5.1.1", "CS4.1.2", MLS_CLOSENESS_AKIN },
    { "CS5.1.1", "CS6.3.0", MLS_CLOSENESS_OTHER },
    { "CS6.3.0", "legacy", MLS_CLOSENESS_OTHER },
    { "legacy", "legacy", MLS_CLOSENESS_SAME },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (mls_nomenclature_closeness (n, COVER, Q (cases[i].a), Q (cases[i].b)), ==,
                       cases[i].closeness);
      g_assert_cmpint (mls_nomenclature_closeness (n, COVER, Q (cases[i].b), Q (cases[i].a)), ==,
                       cases[i].closeness);
    }
}

static void
test_nearest (void)
{
  g_autoptr (MlsNomenclature) n = load_ocs2d ();
  MlsPair pair;

  /* Valid: stays. */
  pair = mls_nomenclature_nearest_pair (n, PAIR ("CS6.3.0", "US1.1.3"), COVER, 2021);
  g_assert_cmpstr (g_quark_to_string (pair.use), ==, "US1.1.3");

  /* A meadow recoded arable: annual crops are the first sister of the meadow that arable land takes. */
  pair = mls_nomenclature_nearest_pair (n, PAIR ("CS6.3.0", "US1.1.1"), COVER, 2021);
  g_assert_cmpstr (g_quark_to_string (pair.cover), ==, "CS6.3.0");
  g_assert_cmpstr (g_quark_to_string (pair.use), ==, "US1.1.3");

  /* Whatever the start, the answer is valid and keeps what is to be kept. */
  for (guint d = 0; d < 2; d++)
    {
      guint n_covers, n_uses;
      const MlsClass *const *covers = mls_nomenclature_classes (n, COVER, &n_covers);
      const MlsClass *const *uses = mls_nomenclature_classes (n, USE, &n_uses);

      for (guint i = 0; i < n_covers; i++)
        for (guint j = 0; j < n_uses; j++)
          {
            MlsPair from = { covers[i]->code, uses[j]->code };
            gboolean leaf = (d == COVER ? covers[i] : uses[j])->level == 3;
            MlsPair to = mls_nomenclature_nearest_pair (n, from, (MlsDimension) d, 2021);

            g_assert_true (d == COVER ? to.cover == from.cover : to.use == from.use);
            g_assert_true ((to.cover != 0 && to.use != 0) == leaf);
            g_assert_cmpint (mls_nomenclature_pair_state (n, to, 2021), ==, MLS_CODE_VALID);
          }
    }
}

static void
test_search (void)
{
  g_autoptr (MlsNomenclature) n = load_ocs2d ();
  static const struct
  {
    MlsDimension dimension;
    const char  *text;
    const char  *codes;
  } cases[] = {
    { COVER, "630", "CS6.3.0" },
    { COVER, "63", "CS6.3.0" },
    { COVER, "61", "CS6.1.1 CS6.1.2" },
    { COVER, " 6.1 ", "CS6.1.1 CS6.1.2" },
    { COVER, "5", "CS5.1.1 CS5.1.2 CS5.1.3 CS5.2.0" },
    { COVER, "631", "" },
    { MLS_DIMENSION_PAIR, "113", "US1.1.3" },
    { MLS_DIMENSION_PAIR, "112", "CS1.1.2 US1.1.2" },
    { COVER, "cs6.1", "CS6.1.1 CS6.1.2" },
    { MLS_DIMENSION_PAIR, "verg", "CS4.4.0" },
    { MLS_DIMENSION_PAIR, "orchard", "CS4.4.0" },
    { MLS_DIMENSION_PAIR, "baties", "CS1.1.1 CS1.1.2" },
    { MLS_DIMENSION_PAIR, "BÂTIES", "CS1.1.1 CS1.1.2" },
    { COVER, "humides prai", "CS6.1.2" },
    { COVER, "mead wet", "CS6.1.2" },
    { COVER, "eau", "CS3.1.1 CS3.1.2" },
    { USE, "prairie", "US1.1.1" },
    { USE, "railway", "US4.2.1 US4.2.2" },
    { USE, "ferre", "US4.2.1 US4.2.2" },
    { USE, "zzz", "" },
  };
  g_autoptr (GPtrArray) all = mls_nomenclature_search (n, MLS_DIMENSION_PAIR, "");

  g_autoptr (GPtrArray) nothing_to_match = mls_nomenclature_search (n, COVER, "(.");

  g_assert_cmpuint (all->len, ==, 33 + 53);
  g_assert_cmpuint (nothing_to_match->len, ==, 33);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found = mls_nomenclature_search (n, cases[i].dimension, cases[i].text);
      g_autofree char *codes = codes_of (found);

      g_assert_cmpstr (codes, ==, cases[i].codes);
    }
}

static void
test_read_code (void)
{
  g_autoptr (MlsNomenclature) n = load_ocs2d ();

  g_assert_cmpuint (mls_nomenclature_read_code (n, COVER, "cs6.3.0 "), ==, Q ("CS6.3.0"));
  g_assert_cmpuint (mls_nomenclature_read_code (n, COVER, "cs0.0.0"), ==, Q ("CS0.0.0"));
  g_assert_cmpuint (mls_nomenclature_read_code (n, COVER, "3.1.1"), ==, Q ("3.1.1"));
  g_assert_cmpuint (mls_nomenclature_read_code (n, COVER, "  "), ==, 0);
  g_assert_cmpuint (mls_nomenclature_read_code (n, COVER, NULL), ==, 0);

  g_assert_true (mls_nomenclature_is_well_formed (n, COVER, Q ("CS2.2.0")));
  g_assert_true (mls_nomenclature_is_well_formed (n, COVER, Q ("CS2")));
  g_assert_false (mls_nomenclature_is_well_formed (n, COVER, Q ("CS0.0.0")));
  g_assert_false (mls_nomenclature_is_well_formed (n, COVER, Q ("CS2.2.0.1")));
  g_assert_false (mls_nomenclature_is_well_formed (n, COVER, Q ("CS2.2.0\n")));
  g_assert_false (mls_nomenclature_is_well_formed (n, COVER, Q ("US1.1.1")));
  g_assert_false (mls_nomenclature_is_well_formed (n, COVER, 0));
}

static void
test_tolerate (void)
{
  g_autoptr (MlsNomenclature) first = load_ocs2d ();
  g_autoptr (MlsNomenclature) n = mls_nomenclature_copy (first);
  g_autoptr (GPtrArray) found = NULL;
  const MlsClass *legacy;
  guint before = mls_nomenclature_n_pair_rules (n);

  /* Known and valid: nothing to tolerate. */
  mls_nomenclature_tolerate (n, PAIR ("CS6.3.0", "US1.1.3"), 2021);
  g_assert_cmpuint (mls_nomenclature_n_pair_rules (n), ==, before);

  mls_nomenclature_tolerate (n, PAIR ("CS2.2.0", "US7.0.0"), 2009);
  mls_nomenclature_tolerate (n, PAIR ("CS2.2.0", "US7.0.0"), 2021);
  g_assert_cmpuint (mls_nomenclature_n_pair_rules (n), ==, before + 1);
  legacy = mls_nomenclature_class (n, COVER, Q ("CS2.2.0"));
  g_assert_cmpint (legacy->state, ==, MLS_CODE_TOLERATED);
  g_assert_cmpstr (g_quark_to_string (legacy->family), ==, "semi-natural");
  g_assert_true (legacy->minimum == mls_area2_from_m2 (300));
  g_assert_cmpint (mls_nomenclature_closeness (n, COVER, legacy->code, Q ("CS2.2.1")), ==,
                   MLS_CLOSENESS_LEVEL_2);
  g_assert_cmpint (mls_nomenclature_pair_state (n, PAIR ("CS2.2.0", "US7.0.0"), 2021), ==,
                   MLS_CODE_TOLERATED);

  /* Never offered, and nothing else changes state. */
  found = mls_nomenclature_search (n, COVER, "22");
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpint (mls_nomenclature_code_state (n, COVER, Q ("CS2.2.1")), ==, MLS_CODE_VALID);

  /* Half a label, an unknown code without a place among the others. */
  mls_nomenclature_tolerate (n, (MlsPair){ Q ("CLC.111"), 0 }, 2021);
  legacy = mls_nomenclature_class (n, COVER, Q ("CLC.111"));
  g_assert_cmpuint (legacy->parent, ==, 0);
  g_assert_true (legacy->minimum == 0);

  /* A leaf with a tolerated code below it is still one that can be given. */
  mls_nomenclature_tolerate (n, (MlsPair){ Q ("CS2.2.1.4"), 0 }, 2021);
  g_assert_cmpint (mls_nomenclature_code_state (n, COVER, Q ("CS2.2.1")), ==, MLS_CODE_VALID);

  /* The one copied from knows nothing of it. */
  g_assert_null (mls_nomenclature_class (first, COVER, Q ("CS2.2.0")));
}

/* A pair that ended keeps its years when it is met later. */
static void
test_tolerate_after_end (void)
{
  g_autoptr (MlsNomenclature) first = load_ocs2d ();
  g_autoptr (MlsNomenclature) n = mls_nomenclature_copy (first);
  MlsPair ended = { 0, 0 };

  for (guint i = 0; i < mls_nomenclature_n_pair_rules (n); i++)
    if (mls_nomenclature_pair_rule (n, i)->valid_until != 0)
      ended = mls_nomenclature_pair_rule (n, i)->pair;

  mls_nomenclature_tolerate (n, ended, 2021);
  g_assert_cmpint (mls_nomenclature_pair_state (n, ended, 2015), ==, MLS_CODE_VALID);
  g_assert_cmpint (mls_nomenclature_pair_state (n, ended, 2021), ==, MLS_CODE_TOLERATED);
}

#define ABOUT "key,value\nname,Test\n"
#define CLASS_HEADER "code,level,parent,label_fr,label_en,colour,minimum_m2,family\n"
#define PAIR_HEADER "cover,use,valid_from,valid_until\n"

/* What is published of a class: in the language asked for, else in the other; most have nothing. */
static void
test_definitions (void)
{
  const char *tables[] = { "about.csv", ABOUT,
                           "cover.csv", CLASS_HEADER "Z,1,,Bâti,Built,#ff0000,,artificial\n"
                                                     "Y,1,,Eau,Water,#0000ff,,water\n",
                           "definition.csv", "dimension,code,definition_fr,definition_en,link\n"
                                             "cover,Z,\"Ce qui est bâti, ou va l’être\",,https://example.org/z\n",
                           NULL };
  const char *wrong[] = { "about.csv", ABOUT,
                          "cover.csv", CLASS_HEADER "Z,1,,Bâti,Built,#ff0000,,artificial\n",
                          "definition.csv", "dimension,code,definition_fr,definition_en,link\nuse,Z,,,\n", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsNomenclature) n = load_tables (tables, &error);
  g_autoptr (MlsNomenclature) copy = NULL;
  const MlsClass *built, *water;

  g_assert_no_error (error);
  copy = mls_nomenclature_copy (n);
  built = mls_nomenclature_class (copy, COVER, Q ("Z"));
  water = mls_nomenclature_class (copy, COVER, Q ("Y"));
  g_assert_cmpstr (mls_class_definition (built, MLS_LANGUAGE_FRENCH), ==, "Ce qui est bâti, ou va l’être");
  g_assert_cmpstr (mls_class_definition (built, MLS_LANGUAGE_ENGLISH), ==, "Ce qui est bâti, ou va l’être");
  g_assert_cmpstr (built->definition.link, ==, "https://example.org/z");
  g_assert_cmpstr (mls_class_definition (water, MLS_LANGUAGE_FRENCH), ==, "");
  g_assert_cmpstr (water->definition.link, ==, "");

  g_assert_null (load_tables (wrong, &error));
  g_assert_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "definition.csv:2: a definition is of no class"));
}

#define FAMILIES "family,label_fr,label_en,kind\n"

/* Families are what a folder says: classes of one are close, those of one kind akin. */
static void
test_families (void)
{
  const char *tables[] = { "about.csv", ABOUT,
                           "family.csv", FAMILIES "reef,Récif,Reef,sea\nsand,Sable,,sea\nrock,,,\ncliff,,,\n",
                           "cover.csv", CLASS_HEADER "A,1,,,,,,reef\nB,1,,,,,,reef\nC,1,,,,,,sand\nD,1,,,,,,rock\n"
                                                     "E,1,,,,,,cliff\nF,1,,,,,,\nG,1,,,,,,\n",
                           "transition.csv", "dimension,from,to,transition\ncover,reef,sand,suspicious\n", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsNomenclature) loaded = load_tables (tables, &error);
  g_autoptr (MlsNomenclature) n = NULL;
  const MlsFamily *sand;

  g_assert_no_error (error);
  n = mls_nomenclature_copy (loaded);
  g_assert_cmpuint (mls_nomenclature_families (n)->len, ==, 4);
  sand = mls_nomenclature_family (n, Q ("sand"));
  g_assert_cmpstr (mls_family_label (sand, MLS_LANGUAGE_FRENCH), ==, "Sable");
  g_assert_cmpstr (mls_family_label (sand, MLS_LANGUAGE_ENGLISH), ==, "Sable");
  g_assert_cmpstr (mls_family_label (mls_nomenclature_family (n, Q ("rock")), MLS_LANGUAGE_FRENCH), ==, "rock");
  g_assert_null (mls_nomenclature_family (n, Q ("water")));

  g_assert_cmpint (mls_nomenclature_closeness (n, COVER, Q ("A"), Q ("B")), ==, MLS_CLOSENESS_FAMILY);
  g_assert_cmpint (mls_nomenclature_closeness (n, COVER, Q ("A"), Q ("C")), ==, MLS_CLOSENESS_AKIN);
  g_assert_cmpint (mls_nomenclature_closeness (n, COVER, Q ("D"), Q ("E")), ==, MLS_CLOSENESS_OTHER);
  g_assert_cmpint (mls_nomenclature_closeness (n, COVER, Q ("F"), Q ("G")), ==, MLS_CLOSENESS_OTHER);
  g_assert_cmpint (mls_nomenclature_transition (n, COVER, Q ("B"), Q ("C")), ==, MLS_TRANSITION_SUSPICIOUS);
  g_assert_cmpint (mls_nomenclature_transition (n, COVER, Q ("F"), Q ("G")), ==, MLS_TRANSITION_POSSIBLE);
  g_assert_true (mls_nomenclature_is_transition_end (n, COVER, "cliff"));
  g_assert_false (mls_nomenclature_is_transition_end (n, COVER, "water"));
}

/* Without a table those are there that classes name, akin to none; CORINE Land Cover has its own. */
static void
test_families_unlisted (void)
{
  const char *tables[] = { "about.csv", ABOUT,
                           "cover.csv", CLASS_HEADER "A,1,,,,,,artificial\nB,1,,,,,,artificial\nC,1,,,,,,agricultural\n", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsNomenclature) n = load_tables (tables, &error);
  g_autoptr (MlsNomenclature) clc = mls_nomenclature_load_named ("clc", NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (mls_nomenclature_families (n)->len, ==, 2);
  g_assert_cmpint (mls_nomenclature_closeness (n, COVER, Q ("A"), Q ("B")), ==, MLS_CLOSENESS_FAMILY);
  g_assert_cmpint (mls_nomenclature_closeness (n, COVER, Q ("A"), Q ("C")), ==, MLS_CLOSENESS_OTHER);

  g_assert_cmpint (mls_nomenclature_closeness (clc, COVER, Q ("112"), Q ("211")), ==, MLS_CLOSENESS_AKIN);
  g_assert_cmpint (mls_nomenclature_closeness (clc, COVER, Q ("411"), Q ("321")), ==, MLS_CLOSENESS_FAMILY);
}

static void
test_family_faults (void)
{
  static const struct
  {
    const char *family;
    const char *class;
    const char *message;
  } cases[] = {
    { FAMILIES "reef,,,\n", "A,1,,,,,,wood\n", "cover.csv:2: there is no family “wood”" },
    { FAMILIES "reef,,,\nreef,,,\n", "A,1,,,,,,\n", "family.csv:3: a family is defined twice" },
    { FAMILIES ",Sans,None,\n", "A,1,,,,,,\n", "family.csv:2: a family has no name, or one that begins with *" },
    { FAMILIES "*,,,\n", "A,1,,,,,,\n", "family.csv:2: a family has no name, or one that begins with *" },
    { FAMILIES "A,,,\n", "A,1,,,,,,\n", ": A is a family and a code" },
    { "family,kind\nreef,\n", "A,1,,,,,,\n", "family.csv has no column “label_fr”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cover = g_strconcat (CLASS_HEADER, cases[i].class, NULL);
      const char *tables[] = { "about.csv", ABOUT, "family.csv", cases[i].family, "cover.csv", cover, NULL };
      g_autoptr (GError) error = NULL;

      g_assert_null (load_tables (tables, &error));
      g_assert_cmpint (error->domain, ==, MLS_RULES_ERROR);
      if (!g_str_has_suffix (error->message, cases[i].message))
        g_error ("“%s” is not “…%s”", error->message, cases[i].message);
    }
}

/* Codes that are no prefixes of each other, covers alone, no pair. */
static void
test_one_dimension (void)
{
  const char *tables[] = { "about.csv", ABOUT,
                           "cover.csv", CLASS_HEADER "Z,1,,Bâti,Built,#ff0000,,artificial\n"
                                                     "111,2,Z,Dense,,#ff0000,250000,artificial\n"
                                                     "112,2,Z,,,,250000,\n",
                           NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsNomenclature) n = load_tables (tables, &error);
  g_autoptr (MlsNomenclature) copy = NULL;
  g_autoptr (GPtrArray) found = NULL;
  guint n_classes;

  g_assert_no_error (error);
  copy = mls_nomenclature_copy (n);
  mls_nomenclature_classes (copy, COVER, &n_classes);
  g_assert_cmpuint (n_classes, ==, 3);
  mls_nomenclature_classes (copy, USE, &n_classes);
  g_assert_cmpuint (n_classes, ==, 0);

  g_assert_cmpint (mls_nomenclature_pair_state (copy, PAIR ("111", "whatever"), 2018), ==, MLS_CODE_VALID);
  g_assert_cmpint (mls_nomenclature_closeness (copy, COVER, Q ("111"), Q ("112")), ==,
                   MLS_CLOSENESS_LEVEL_1);
  g_assert_cmpfloat (minimum_m2 (copy, COVER, "Z", ""), ==, 250000);
  g_assert_cmpfloat (mls_area2_to_m2 (mls_nomenclature_largest_minimum (copy)), ==, 250000);
  g_assert_cmpstr (mls_class_label (mls_nomenclature_class (copy, COVER, Q ("111")), MLS_LANGUAGE_ENGLISH),
                   ==, "Dense");
  g_assert_cmpstr (mls_class_label (mls_nomenclature_class (copy, COVER, Q ("112")), MLS_LANGUAGE_ENGLISH),
                   ==, "112");
  g_assert_true (mls_nomenclature_is_well_formed (copy, COVER, Q ("112")));

  found = mls_nomenclature_search (copy, COVER, "11");
  g_assert_cmpuint (found->len, ==, 2);
}

static void
test_faults (void)
{
  static const struct
  {
    const char *cover;
    const char *pair;
    const char *message;
  } cases[] = {
    { "A,1,,,,,,\nA,1,,,,,,\n", "", "cover.csv:3: A is defined twice" },
    { "A,1,B,,,,,\n", "", "cover.csv:2: the parent B of A is not defined" },
    { "A,2,,,,,,\n", "", "cover.csv:2: A cannot be of level 2" },
    { "A,one,,,,,,\n", "", "cover.csv:2: “one” is not a number" },
    { "A,1.5,,,,,,\n", "", "cover.csv:2: a level or a year is a whole number" },
    { "A,1,,,,red,,\n", "", "cover.csv:2: a colour is written #rrggbb" },
    { "A,1,,,,#ff00,,\n", "", "cover.csv:2: a colour is written #rrggbb" },
    { "A,1,,,,#-12345,,\n", "", "cover.csv:2: a colour is written #rrggbb" },
    { "A,1,,,,,-5,\n", "", "cover.csv:2: A has no minimum that can be" },
    { ",1,,,,,,\n", "", "cover.csv:2: a class has no code" },
    { "A,1,,,,,,\n", "A,V,,\n", "pair.csv:2: the use V is not defined" },
    { "A,1,,,,,,\n", "B,U,,\n", "pair.csv:2: the cover B is not defined" },
    { "A,1,,,,,,\n", "A,,,\n", "pair.csv:2: a pair lacks a code" },
    { "A,1,,,,,,\n", "A,U,,\nA,U,2010,2012\n", "pair.csv:3: A × U is defined twice" },
    { "A,1,,,,,,\n", "A,U,2012,2010\n", "pair.csv:2: A × U ends before it begins" },
    { "", "", "defines neither covers nor uses" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cover = g_strconcat (CLASS_HEADER, cases[i].cover, NULL);
      g_autofree char *pair = g_strconcat (PAIR_HEADER, cases[i].pair, NULL);
      const char *use = *cases[i].cover != '\0' ? CLASS_HEADER "U,1,,,,,,\n" : CLASS_HEADER;
      const char *tables[] = { "about.csv", ABOUT, "cover.csv", cover, "use.csv", use, "pair.csv", pair, NULL };
      g_autoptr (GError) error = NULL;

      g_assert_null (load_tables (tables, &error));
      g_assert_cmpint (error->domain, ==, MLS_RULES_ERROR);
      if (!g_str_has_suffix (error->message, cases[i].message))
        g_error ("“%s” is not “…%s”", error->message, cases[i].message);
    }
}

static void
test_about_faults (void)
{
  static const struct
  {
    const char *about;
    const char *message;
  } cases[] = {
    { "key,value\nnom,x\n", "about.csv:2: “nom” is no key of a nomenclature" },
    { "key,value\n\ncover_pattern,(\n", "about.csv:3: cover_pattern “(”: " },
    { "key\nname\n", "about.csv has no column “value”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *tables[] = { "about.csv", cases[i].about, NULL };
      g_autoptr (GError) error = NULL;

      g_assert_null (load_tables (tables, &error));
      g_assert_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, cases[i].message));
    }
}

static char *
look_of (const MlsNomenclature *n, MlsText code)
{
  const GArray *all = mls_nomenclature_symbols (n);
  GString *look = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const MlsSymbol *s = &g_array_index (all, MlsSymbol, i);

      if (s->code == code)
        g_string_append_printf (look, "%d %x %x %g %g %g %g ", s->shape, s->colour, s->outline, s->size_mm,
                                s->across_mm, s->down_mm, s->angle);
    }

  return g_string_free (look, FALSE);
}

static gboolean
same_symbols (const MlsNomenclature *n, MlsText a, MlsText b)
{
  g_autofree char *first = look_of (n, a);
  g_autofree char *second = look_of (n, b);

  return strcmp (first, second) == 0;
}

/* Classes of one colour that may be given are told apart by their symbols, main and secondary roads by their rims. */
static void
test_symbols (void)
{
  g_autoptr (MlsNomenclature) n = load_ocs2d ();
  const MlsSymbol *orchard = NULL;

  for (MlsDimension d = COVER; d <= USE; d++)
    {
      guint n_classes;
      const MlsClass *const *classes = mls_nomenclature_classes (n, d, &n_classes);

      for (guint i = 0; i < n_classes; i++)
        for (guint k = 0; k < i; k++)
          if (mls_class_is_offered (classes[i]) && mls_class_is_offered (classes[k]) &&
              classes[i]->colour == classes[k]->colour)
            g_assert_false (same_symbols (n, classes[i]->code, classes[k]->code));
    }

  for (guint i = 0; i < mls_nomenclature_symbols (n)->len; i++)
    if (g_array_index (mls_nomenclature_symbols (n), MlsSymbol, i).code == Q ("CS4.4.0"))
      orchard = &g_array_index (mls_nomenclature_symbols (n), MlsSymbol, i);
  g_assert_cmpint (orchard->shape, ==, MLS_SYMBOL_CIRCLE);
  g_assert_cmphex (orchard->colour, ==, 0x38a800);
  g_assert_cmpfloat (orchard->size_mm, ==, 1);
  g_assert_cmpfloat (orchard->across_mm, ==, 2.4);
}

/* Each class of an indicator that a pair is counted by is there; what depends on its neighbourhood is of two. */
static void
test_indicators (void)
{
  g_autoptr (MlsNomenclature) n = load_ocs2d ();
  const GArray *indicators = mls_nomenclature_indicators (n);
  const MlsIndicatorClass *klass;

  g_assert_cmpuint (indicators->len, ==, 3);
  for (guint i = 0; i < mls_nomenclature_n_pair_rules (n); i++)
    {
      const MlsPairRule *rule = mls_nomenclature_pair_rule (n, i);

      for (guint k = 0; k < indicators->len; k++)
        {
          MlsIndicator indicator = g_array_index (indicators, MlsIndicatorClass, k).indicator;
          MlsText code = mls_indicator_codes_find (rule->counted, indicator);
          g_auto (GStrv) codes = g_strsplit (g_quark_to_string (code), "|", -1);

          for (guint c = 0; codes[c] != NULL; c++)
            g_assert_nonnull (mls_nomenclature_indicator_class (n, indicator, codes[c]));
        }
    }

  klass = mls_nomenclature_indicator_class (n, Q ("post21"), "16");
  g_assert_cmphex (klass->colour, ==, 0xffffcc);
  g_assert_cmpstr (mls_indicator_class_label (klass, MLS_LANGUAGE_FRENCH), ==, "Cultures annuelles");
  g_assert_null (mls_nomenclature_indicator_class (n, Q ("post4"), "16"));

  g_assert_true (mls_nomenclature_tells_land_take (n, Q ("enaf")));
  g_assert_false (mls_nomenclature_tells_land_take (n, Q ("post4")));
  g_assert_cmpstr (mls_nomenclature_indicator_title (n, Q ("post21"), MLS_LANGUAGE_FRENCH), ==, "21 postes");
}

#define INDICATORS "indicator,code,label_fr,label_en,colour,land\n"
#define COUNTED    "code,level,parent,label_fr,label_en,colour,minimum_m2,family,take\n"
#define TAKE       INDICATORS "take,U,,,,urban\ntake,A,,,,open\n"

/* What any table may say wrong, by the table that says it: the others are as they should be. */
static void
test_wrong_tables (void)
{
  static const struct
  {
    const char *file;
    const char *text;
    const char *message;
  } cases[] = {
    { "cover.csv", COUNTED "1,1,,,,,,,X\n", "cover.csv:2: take has no class “X”" },
    { "cover.csv", COUNTED "1,1,,,,,,,U|X\n", "cover.csv:2: take has no class “U|X”" },
    { "cover.csv", COUNTED "1,1,1,,,,,,U\n", "cover.csv:2: the parent 1 of 1 is not defined" },
    { "cover.csv", COUNTED "1,2,2,,,,,,\n2,2,1,,,,,,\n", "cover.csv:2: the parent 2 of 1 is not defined" },
    { "cover.csv", COUNTED "1,1,,,,,\"2,5\",,\n", "cover.csv:2: “2,5” is not a number" },
    { "cover.csv", COUNTED "1,1,,,,,inf,,\n", "cover.csv:2: “inf” is not a number" },
    { "cover.csv", COUNTED "1,1,,,,,1e13,,\n", "cover.csv:2: 1 has no minimum that can be" },
    { "cover.csv", COUNTED "1,1,,,,#fffffff,,,\n", "cover.csv:2: a colour is written #rrggbb" },
    { "cover.csv", COUNTED "X,1,,,,,,,\n", "X is no code by its own cover_pattern" },
    { "cover.csv", COUNTED, "defines neither covers nor uses" },
    { "cover.csv", "", "cover.csv has no header line" },
    { "cover.csv", COUNTED "1,1,,B\xe2ti,,,,,\n", "cover.csv is not UTF-8 text" },
    { "indicator.csv", INDICATORS "take me,U,,,,\n", "indicator.csv:2: “take me” is no name of an indicator: a letter, then "
                                                       "letters, digits and _, and no column of another meaning" },
    { "indicator.csv", INDICATORS "since,U,,,,\n", "indicator.csv:2: “since” is no name of an indicator: a letter, then "
                                                     "letters, digits and _, and no column of another meaning" },
    { "indicator.csv", INDICATORS ",U,,,,\n", "indicator.csv:2: an indicator has no name" },
    { "indicator.csv", INDICATORS "take,U,,,,\ntake,U,,,,\n", "indicator.csv:3: the class U of take is defined twice" },
    { "indicator.csv", INDICATORS "take,U|A,,,,\n", "indicator.csv:2: “U|A” is no code of a class: “|” stands between several" },
    { "indicator.csv", INDICATORS "take,U,,,,town\n", "indicator.csv:2: land is open, urban or nothing" },
    { "indicator.csv", INDICATORS "take,U,,,mauve,\n", "indicator.csv:2: a colour is written #rrggbb" },
    { "rule.csv", "rule,value\nminima,3\n", "rule.csv:2: there is no rule “minima”" },
    { "rule.csv", "rule,value\nchange-minimum,-1\n", "rule.csv:2: change-minimum “-1”: this is no value of it" },
    { "rule.csv", "rule,value\nchange-minimum,\"1,5\"\n", "rule.csv:2: change-minimum “1,5”: this is no value of it" },
    { "rule.csv", "rule,value\nnear.roads,20 take:U\n", "rule.csv:2: near.roads “20 take:U”: there is no such indicator" },
    { "rule.csv", "rule,value\nnear.take,20 take:X\n", "rule.csv:2: near.take “20 take:X”: there is no such class of an indicator" },
    { "rule.csv", "rule,value\nnear.take,x take:U\n", "rule.csv:2: near.take “x take:U”: the distance is one of 0 to 1000 m" },
    { "rule.csv", "rule,value\nnear.take,20\n", "rule.csv:2: near.take “20”: it takes a distance in m, INDICATOR:CLASS and maybe another indicator" },
    { "rule.csv", "rule,value\nnear.take,20 take:U roads\n", "rule.csv:2: near.take “20 take:U roads”: there is no such indicator" },
    { "rule.csv", "rule,value\nfollow.take,take\n", "rule.csv:2: follow.take “take”: an indicator cannot follow itself" },
    { "rule.csv", "name,value\n", "rule.csv has no column “rule”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *tables[] = { "about.csv", ABOUT "cover_pattern,[0-9]\n", "indicator.csv", TAKE, "cover.csv",
                               COUNTED "1,1,,,,,,,U\n", cases[i].file, cases[i].text, NULL };
      g_autoptr (GError) error = NULL;

      g_assert_null (load_tables (tables, &error));
      g_assert_cmpint (error->domain, ==, MLS_RULES_ERROR);
      if (!g_str_has_suffix (error->message, cases[i].message))
        g_error ("“%s” is not “…%s”", error->message, cases[i].message);
    }
}

static void
test_missing_about (void)
{
  const char *tables[] = { "cover.csv", COUNTED "1,1,,,,,,,\n", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (load_tables (tables, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* As spreadsheets write them: a mark at the start, lines that end with both signs, columns in any order. */
static void
test_foreign_spelling (void)
{
  const char *tables[] = { "about.csv", "\xef\xbb\xbfkey,value\r\nname,Test\r\n", "indicator.csv", TAKE, "cover.csv",
                           "\xef\xbb\xbftake,remark,code,level,parent,label_fr,label_en,colour,minimum_m2,family\r\n"
                           "U,mine,1,1,,\"Bâti, dense\",,#ff0000,,\r\n", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsNomenclature) n = load_tables (tables, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (mls_class_label (mls_nomenclature_class (n, COVER, Q ("1")), MLS_LANGUAGE_FRENCH), ==, "Bâti, dense");
  g_assert_cmpuint (mls_nomenclature_count_as (n, (MlsPair){ Q ("1"), 0 }, 2024, Q ("take")), ==, Q ("U"));
}

/* More ways of lying near than fit are refused; the same one twice is one. */
static void
test_near_rules (void)
{
  const char *tables[] = { "about.csv", ABOUT, "indicator.csv", TAKE, "cover.csv", COUNTED "1,1,,,,,,,U\n", NULL };
  g_autoptr (MlsNomenclature) n = load_tables (tables, NULL);
  g_autoptr (GError) error = NULL;

  for (int metres = 10; metres < 60; metres += 10)
    {
      g_autofree char *value = g_strdup_printf ("%d take:U", metres);

      g_assert_true (mls_nomenclature_set_rule (n, "near.take", value, &error));
      g_assert_true (mls_nomenclature_set_rule (n, "near.take", value, &error));
      g_assert_cmpuint (mls_nearness_n (n), ==, (guint) metres / 10);
    }
  g_assert_false (mls_nomenclature_set_rule (n, "near.take", "60 take:U", &error));
  g_assert_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT);
  g_assert_cmpuint (mls_nearness_n (n), ==, 5);
}

/* Covers alone, 44 of them, and what they are counted by stands above them. */
static void
test_clc (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsNomenclature) n = mls_nomenclature_load_named ("clc", &error);
  g_autoptr (GPtrArray) offered = NULL, farmed = NULL;
  const char *value;

  g_assert_no_error (error);
  offered = mls_nomenclature_search (n, COVER, "");
  farmed = mls_nomenclature_search (n, COVER, "24");
  g_assert_cmpuint (offered->len, ==, 44);
  g_assert_cmpuint (farmed->len, ==, 4);
  g_assert_false (mls_nomenclature_has_dimension (n, USE));
  g_assert_false (mls_nomenclature_has_dimension (n, MLS_DIMENSION_PAIR));
  g_assert_cmpint (mls_nomenclature_whole (n), ==, COVER);
  g_assert_cmpuint (mls_nomenclature_n_levels (n), ==, 3);
  g_assert_true (mls_nomenclature_is_whole (n, (MlsPair){ Q ("112"), 0 }));
  g_assert_false (mls_nomenclature_is_whole (n, (MlsPair){ 0, 0 }));
  g_assert_cmpstr (mls_nomenclature_about (n, "favourites"), ==, "112,121,211,231,243,311,312,512");

  for (guint i = 0; i < offered->len; i++)
    {
      const MlsClass *klass = g_ptr_array_index (offered, i);
      const MlsPair codes = { klass->code, 0 };

      g_assert_cmpfloat (klass->minimum_m2, ==, 250000);
      g_assert_cmpuint (klass->level, ==, 3);
      g_assert_cmpuint (mls_nomenclature_count_as (n, codes, 2018, Q ("take")), !=, 0);
      g_assert_cmpuint (mls_nomenclature_count_as (n, codes, 2018, Q ("theme")), !=, 0);
      g_assert_cmpint (mls_nomenclature_pair_state (n, codes, 2018), ==, MLS_CODE_VALID);
    }

  g_assert_cmpuint (mls_nomenclature_count_as (n, (MlsPair){ Q ("112"), 0 }, 2018, Q ("take")), ==, Q ("U"));
  g_assert_cmpuint (mls_nomenclature_count_as (n, (MlsPair){ Q ("112"), 0 }, 2018, Q ("theme")), ==, Q ("habitat"));
  g_assert_cmpuint (mls_nomenclature_count_as (n, (MlsPair){ Q ("324"), 0 }, 2018, Q ("take")), ==, Q ("F"));
  g_assert_cmpuint (mls_nomenclature_count_as (n, (MlsPair){ Q ("333"), 0 }, 2018, Q ("take")), ==, Q ("N"));
  g_assert_true (mls_nomenclature_tells_land_take (n, Q ("take")));
  g_assert_false (mls_nomenclature_tells_land_take (n, Q ("theme")));
  g_assert_cmpstr (mls_nomenclature_nth_rule (n, 0, &value), ==, "change-minimum");
  g_assert_cmpstr (value, ==, "50000");
}

/* As many as there are; OCS2D's ground is whole with both codes. */
static void
test_levels (void)
{
  static const char *const codes[] = { "1", "11", "111", "1111" };
  g_autoptr (MlsNomenclature) deep = mls_nomenclature_new ();
  g_autoptr (MlsNomenclature) ocs2d = mls_nomenclature_load_named ("ocs2d", NULL);

  g_assert_cmpuint (mls_nomenclature_n_levels (deep), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const MlsClass klass = { .dimension = COVER, .code = Q (codes[i]), .parent = i > 0 ? Q (codes[i - 1]) : 0, .level = i + 1,
                               .label = { "", "" } };

      g_assert_true (mls_nomenclature_add_class (deep, &klass, NULL));
      g_assert_cmpuint (mls_nomenclature_n_levels (deep), ==, i + 1);
    }

  g_assert_cmpuint (mls_nomenclature_n_levels (ocs2d), ==, 3);
  g_assert_false (mls_nomenclature_is_whole (ocs2d, (MlsPair){ Q ("CS1.1.1"), 0 }));
  g_assert_true (mls_nomenclature_is_whole (ocs2d, (MlsPair){ Q ("CS1.1.1"), Q ("US5.2.3") }));
}

/* A row of an upper class is one of all below it, by the parents and not by what codes look like; a family is of the class
 * alone, and an upper one of another family says nothing for it. */
static void
test_transition_ends (void)
{
  g_autoptr (MlsNomenclature) n = mls_nomenclature_load_named ("clc", NULL);
  const MlsTransitionRule wooded = { COVER, Q ("wooded"), Q ("512"), MLS_TRANSITION_IMPOSSIBLE };
  const MlsTransitionRule seminatural = { COVER, Q ("semi-natural"), Q ("*"), MLS_TRANSITION_SUSPICIOUS };

  g_assert_cmpint (mls_nomenclature_transition (n, COVER, Q ("112"), Q ("312")), ==, MLS_TRANSITION_SUSPICIOUS);
  g_assert_cmpint (mls_nomenclature_transition (n, COVER, Q ("523"), Q ("312")), ==, MLS_TRANSITION_IMPOSSIBLE);
  g_assert_cmpint (mls_nomenclature_transition (n, COVER, Q ("523"), Q ("321")), ==, MLS_TRANSITION_POSSIBLE);
  g_assert_cmpint (mls_nomenclature_transition (n, COVER, Q ("312"), Q ("512")), ==, MLS_TRANSITION_POSSIBLE);

  mls_nomenclature_add_transition (n, &wooded);
  mls_nomenclature_add_transition (n, &seminatural);
  g_assert_cmpint (mls_nomenclature_transition (n, COVER, Q ("312"), Q ("512")), ==, MLS_TRANSITION_IMPOSSIBLE);
  g_assert_cmpint (mls_nomenclature_transition (n, COVER, Q ("312"), Q ("511")), ==, MLS_TRANSITION_POSSIBLE);
  g_assert_cmpint (mls_nomenclature_transition (n, COVER, Q ("321"), Q ("511")), ==, MLS_TRANSITION_SUSPICIOUS);

  g_assert_true (mls_nomenclature_is_transition_end (n, COVER, "*"));
  g_assert_true (mls_nomenclature_is_transition_end (n, COVER, "31"));
  g_assert_true (mls_nomenclature_is_transition_end (n, COVER, "water"));
  g_assert_false (mls_nomenclature_is_transition_end (n, COVER, "319"));
  g_assert_false (mls_nomenclature_is_transition_end (n, USE, "31"));
  g_assert_false (mls_nomenclature_is_transition_end (n, COVER, ""));
}

static void
write_own (const char *name, const char *file, const char *text)
{
  g_autofree char *folder = mls_nomenclature_dup_own_folder ();
  g_autofree char *dir = g_build_filename (folder, name, NULL);
  g_autofree char *path = g_build_filename (dir, file, NULL);

  g_assert_cmpint (g_mkdir_with_parents (dir, 0777), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* The usual one, what else comes along, then the user's own, be they broken; folders of other things are none. */
static void
test_list (void)
{
  static const char *const names[] = { "ocs2d", "clc", "broken", "mine" };
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (MlsNomenclature) mine = NULL;
  const MlsNomenclatureEntry *entry;
  g_autofree char *languages = NULL;

  write_own ("mine", "about.csv", ABOUT);
  write_own ("mine", "cover.csv", CLASS_HEADER "A,1,,Eau,,,,\n");
  write_own ("broken", "about.csv", ABOUT);
  write_own ("letters", "letter.txt", "Dear reader");
  entries = mls_nomenclature_list ();

  g_assert_cmpuint (entries->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < entries->len; i++)
    {
      entry = g_ptr_array_index (entries, i);
      g_assert_cmpstr (entry->name, ==, names[i]);
      g_assert_cmpint (entry->own, ==, i >= 2);
      g_assert_cmpint (entry->nomenclature != NULL, ==, i != 2);
      g_assert_cmpint (entry->problem != NULL, ==, i == 2);
    }

  languages = mls_nomenclature_dup_languages (((MlsNomenclatureEntry *) entries->pdata[0])->nomenclature);
  g_assert_cmpstr (languages, ==, "fr, en");
  entry = g_ptr_array_index (entries, 3);
  g_free (languages);
  languages = mls_nomenclature_dup_languages (entry->nomenclature);
  g_assert_cmpstr (languages, ==, "fr");
  g_assert_cmpstr (mls_nomenclature_title (entry->nomenclature, MLS_LANGUAGE_FRENCH), ==, "Test");

  mine = mls_nomenclature_load_named ("mine", NULL);
  g_assert_nonnull (mine);
}

int
main (int argc, char *argv[])
{
  g_autofree char *own = g_dir_make_tmp ("own-XXXXXX", NULL);
  int result;

  setlocale (LC_ALL, "");
  g_setenv ("XDG_DATA_HOME", own, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/nomenclature/classes", test_classes);
  g_test_add_func ("/rules/nomenclature/class", test_class);
  g_test_add_func ("/rules/nomenclature/minimum", test_minimum);
  g_test_add_func ("/rules/nomenclature/pairs", test_pairs);
  g_test_add_func ("/rules/nomenclature/pair-state", test_pair_state);
  g_test_add_func ("/rules/nomenclature/with-pair", test_with_pair);
  g_test_add_func ("/rules/nomenclature/with-pair-faults", test_with_pair_faults);
  g_test_add_func ("/rules/nomenclature/closeness", test_closeness);
  g_test_add_func ("/rules/nomenclature/nearest", test_nearest);
  g_test_add_func ("/rules/nomenclature/search", test_search);
  g_test_add_func ("/rules/nomenclature/read-code", test_read_code);
  g_test_add_func ("/rules/nomenclature/tolerate", test_tolerate);
  g_test_add_func ("/rules/nomenclature/tolerate-after-end", test_tolerate_after_end);
  g_test_add_func ("/rules/nomenclature/definitions", test_definitions);
  g_test_add_func ("/rules/nomenclature/families", test_families);
  g_test_add_func ("/rules/nomenclature/families-unlisted", test_families_unlisted);
  g_test_add_func ("/rules/nomenclature/family-faults", test_family_faults);
  g_test_add_func ("/rules/nomenclature/one-dimension", test_one_dimension);
  g_test_add_func ("/rules/nomenclature/faults", test_faults);
  g_test_add_func ("/rules/nomenclature/about-faults", test_about_faults);
  g_test_add_func ("/rules/nomenclature/symbols", test_symbols);
  g_test_add_func ("/rules/nomenclature/indicators", test_indicators);
  g_test_add_func ("/rules/nomenclature/wrong-tables", test_wrong_tables);
  g_test_add_func ("/rules/nomenclature/missing-about", test_missing_about);
  g_test_add_func ("/rules/nomenclature/foreign-spelling", test_foreign_spelling);
  g_test_add_func ("/rules/nomenclature/near-rules", test_near_rules);
  g_test_add_func ("/rules/nomenclature/clc", test_clc);
  g_test_add_func ("/rules/nomenclature/levels", test_levels);
  g_test_add_func ("/rules/nomenclature/transition-ends", test_transition_ends);
  g_test_add_func ("/rules/nomenclature/list", test_list);

  result = g_test_run ();
  remove_tree (own);

  return result;
}
