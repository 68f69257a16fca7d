#include "rules/error.h"
#include "rules/nomenclature.h"

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
          g_assert_cmpint (klass->family, !=, MLS_FAMILY_NONE);
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
  g_assert_cmpint (arable->family, ==, MLS_FAMILY_AGRICULTURAL);
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
  g_assert_cmpstr (g_quark_to_string (rule->post4), ==, "1");
  g_assert_cmpstr (g_quark_to_string (rule->post21), ==, "6");
  g_assert_cmpstr (g_quark_to_string (rule->enaf), ==, "Ue|A");

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
  g_assert_cmpint (legacy->family, ==, MLS_FAMILY_SEMI_NATURAL);
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
#define PAIR_HEADER "cover,use,valid_from,valid_until,post4,post21,enaf\n"

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
    { "A,1,,,,,,wood\n", "",
      "cover.csv:2: a family is artificial, agricultural, semi-natural, wooded or water" },
    { ",1,,,,,,\n", "", "cover.csv:2: a class has no code" },
    { "A,1,,,,,,\n", "A,V,,,,,\n", "pair.csv:2: the use V is not defined" },
    { "A,1,,,,,,\n", "B,U,,,,,\n", "pair.csv:2: the cover B is not defined" },
    { "A,1,,,,,,\n", "A,,,,,,\n", "pair.csv:2: a pair lacks a code" },
    { "A,1,,,,,,\n", "A,U,,,,,\nA,U,2010,2012,,,\n", "pair.csv:3: A × U is defined twice" },
    { "A,1,,,,,,\n", "A,U,2012,2010,,,\n", "pair.csv:2: A × U ends before it begins" },
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
  const MlsIndicatorClass *klass;

  for (guint i = 0; i < mls_nomenclature_n_pair_rules (n); i++)
    {
      const MlsPairRule *rule = mls_nomenclature_pair_rule (n, i);
      const MlsText texts[MLS_N_INDICATORS] = { 0, rule->post4, rule->post21, rule->enaf };

      for (MlsIndicator indicator = MLS_INDICATOR_POST4; indicator < MLS_N_INDICATORS; indicator++)
        {
          g_auto (GStrv) codes = g_strsplit (g_quark_to_string (texts[indicator]), "|", -1);

          for (guint c = 0; codes[c] != NULL; c++)
            g_assert_nonnull (mls_nomenclature_indicator_class (n, indicator, codes[c]));
        }
    }

  klass = mls_nomenclature_indicator_class (n, MLS_INDICATOR_POST21, "16");
  g_assert_cmphex (klass->colour, ==, 0xffffcc);
  g_assert_cmpstr (mls_indicator_class_label (klass, MLS_LANGUAGE_FRENCH), ==, "Cultures annuelles");
  g_assert_null (mls_nomenclature_indicator_class (n, MLS_INDICATOR_POST4, "16"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/nomenclature/classes", test_classes);
  g_test_add_func ("/rules/nomenclature/class", test_class);
  g_test_add_func ("/rules/nomenclature/minimum", test_minimum);
  g_test_add_func ("/rules/nomenclature/pairs", test_pairs);
  g_test_add_func ("/rules/nomenclature/pair-state", test_pair_state);
  g_test_add_func ("/rules/nomenclature/closeness", test_closeness);
  g_test_add_func ("/rules/nomenclature/nearest", test_nearest);
  g_test_add_func ("/rules/nomenclature/search", test_search);
  g_test_add_func ("/rules/nomenclature/read-code", test_read_code);
  g_test_add_func ("/rules/nomenclature/tolerate", test_tolerate);
  g_test_add_func ("/rules/nomenclature/tolerate-after-end", test_tolerate_after_end);
  g_test_add_func ("/rules/nomenclature/definitions", test_definitions);
  g_test_add_func ("/rules/nomenclature/one-dimension", test_one_dimension);
  g_test_add_func ("/rules/nomenclature/faults", test_faults);
  g_test_add_func ("/rules/nomenclature/about-faults", test_about_faults);
  g_test_add_func ("/rules/nomenclature/symbols", test_symbols);
  g_test_add_func ("/rules/nomenclature/indicators", test_indicators);

  return g_test_run ();
}
