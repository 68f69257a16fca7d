#include "jury.h"

#include <locale.h>
#include <math.h>

#define COVER MLS_DIMENSION_COVER
#define EXACT 1e-9

#define assert_near(a, b) g_assert_cmpfloat_with_epsilon (a, b, EXACT)

/* The worked example of Olofsson et al. (2014), tables 8 and 9: deforestation, forest gain, stable forest, stable
 * non-forest, of 2 %, 1.5 %, 32 % and 64.5 % of ten million pixels. */
static const guint counts[4][4] = {
  { 66, 0, 5, 4 },
  { 0, 55, 8, 12 },
  { 1, 0, 153, 11 },
  { 2, 1, 9, 313 },
};

static const double shares[4] = { 0.020, 0.015, 0.320, 0.645 };

static const double sums[4] = { 75, 75, 165, 325 };

#define PIXELS 1e7

static void
seat_olofsson (Jury *jury)
{
  jury_begin (jury, COVER);
  for (guint i = 0; i < 4; i++)
    jury_add_stratum (jury, jury_code (COVER, i), shares[i] * PIXELS, 0);
  for (guint i = 0; i < 4; i++)
    for (guint j = 0; j < 4; j++)
      jury_add_cell (jury, i, j, counts[i][j]);
}

static void
assert_published (MlsEstimate estimate, double value, double half_width)
{
  g_assert_true (estimate.is_known);
  g_assert_cmpfloat_with_epsilon (estimate.value, value, 0.005);
  g_assert_cmpfloat_with_epsilon (MLS_STANDARD_ERRORS * estimate.error, half_width, 0.005);
}

static void
test_matrix (void)
{
  Jury jury;
  MlsAccuracyQuery query;
  g_autoptr (MlsAccuracy) accuracy = NULL;

  seat_olofsson (&jury);
  query = jury_query (&jury, COVER);
  accuracy = mls_accuracy_new (&query);

  g_assert_cmpuint (mls_accuracy_n_classes (accuracy), ==, 4);
  g_assert_cmpuint (mls_accuracy_count (accuracy, MLS_ACCURACY_ALL, MLS_ACCURACY_ALL), ==, 640);
  g_assert_cmpuint (mls_accuracy_count (accuracy, MLS_ACCURACY_ALL, 2), ==, 5 + 8 + 153 + 9);
  g_assert_cmpuint (mls_accuracy_count (accuracy, 1, MLS_ACCURACY_ALL), ==, 75);
  for (guint i = 0; i < 4; i++)
    for (guint j = 0; j < 4; j++)
      {
        g_assert_cmpuint (mls_accuracy_count (accuracy, i, j), ==, counts[i][j]);
        assert_near (mls_accuracy_share (accuracy, i, j), shares[i] * counts[i][j] / sums[i]);
      }
  assert_near (mls_accuracy_share (accuracy, MLS_ACCURACY_ALL, MLS_ACCURACY_ALL), 1);

  g_clear_pointer (&accuracy, mls_accuracy_free);
  jury_end (&jury);
}

/* By hand: O = Σ W_i n_ii/n_i., and V(O) = Σ W_i² U_i (1 − U_i)/(n_i. − 1). */
static void
test_overall (void)
{
  Jury jury;
  MlsAccuracyQuery query;
  g_autoptr (MlsAccuracy) accuracy = NULL;
  const MlsAccuracyTotal *total;
  double variance = 0.020 * 0.020 * (66 / 75.0) * (9 / 75.0) / 74 + 0.015 * 0.015 * (55 / 75.0) * (20 / 75.0) / 74 +
                    0.320 * 0.320 * (153 / 165.0) * (12 / 165.0) / 164 + 0.645 * 0.645 * (313 / 325.0) * (12 / 325.0) / 324;

  seat_olofsson (&jury);
  query = jury_query (&jury, COVER);
  accuracy = mls_accuracy_new (&query);
  total = mls_accuracy_total (accuracy);

  assert_near (total->ground.value, 0.020 * 66 / 75 + 0.015 * 55 / 75 + 0.320 * 153 / 165 + 0.645 * 313 / 325);
  assert_near (total->ground.error, sqrt (variance));
  assert_near (total->ground.low, total->ground.value - 1.96 * sqrt (variance));
  assert_near (total->ground.high, total->ground.value + 1.96 * sqrt (variance));
  assert_published (total->ground, 0.947, 0.018);

  /* κ = (640 · 587 − Σ n_i. n_.i) / (640² − Σ n_i. n_.i) */
  assert_near (total->kappa.value,
               (640.0 * 587 - (75 * 69 + 75 * 56 + 165 * 175 + 325 * 340)) /
                   (640.0 * 640 - (75 * 69 + 75 * 56 + 165 * 175 + 325 * 340)));

  assert_near (total->rate.value, 587 / 640.0);
  g_assert_false (total->weighted);
  g_assert_false (total->regions.is_known);
  g_assert_cmpfloat (total->covered, ==, 1);
  g_assert_cmpuint (total->n_lonely, ==, 0);
  g_assert_true (total->area2 == mls_area2_from_m2 (PIXELS));

  g_clear_pointer (&accuracy, mls_accuracy_free);
  jury_end (&jury);
}

/* P_1 = p_11/p_.1 with its error by their equation 7, and S² of the area of class 1 = Σ (W_i p_i1 − p_i1²)/(n_i. − 1). */
static void
test_classes (void)
{
  Jury jury;
  MlsAccuracyQuery query;
  g_autoptr (MlsAccuracy) accuracy = NULL;
  const double p11 = 0.020 * 66 / 75, p31 = 0.320 * 1 / 165, p41 = 0.645 * 2 / 325;
  const double there = p11 + p31 + p41;
  const double producers = p11 / there;
  const double area_variance =
      (0.020 * p11 - p11 * p11) / 74 + (0.320 * p31 - p31 * p31) / 164 + (0.645 * p41 - p41 * p41) / 324;
  const double producers_variance =
      (0.020 * 0.020 * (1 - producers) * (1 - producers) * (66 / 75.0) * (9 / 75.0) / 74 +
       producers * producers *
           (0.320 * 0.320 * (1 / 165.0) * (164 / 165.0) / 164 + 0.645 * 0.645 * (2 / 325.0) * (323 / 325.0) / 324)) /
      (there * there);
  const MlsAccuracyClass *class;

  seat_olofsson (&jury);
  query = jury_query (&jury, COVER);
  accuracy = mls_accuracy_new (&query);
  class = mls_accuracy_class (accuracy, 0);

  g_assert_cmpstr (g_quark_to_string (class->code), ==, "CS1.0.0");
  assert_near (class->users.value, 66 / 75.0);
  assert_near (class->users.error, sqrt (66 / 75.0 * (9 / 75.0) / 74));
  assert_near (class->producers.value, producers);
  assert_near (class->producers.error, sqrt (producers_variance));
  assert_near (class->area.value, there);
  assert_near (class->area.error, sqrt (area_variance));
  assert_near (class->mapped.value, 0.020);
  assert_near (class->mapped.error, 0);
  assert_near (class->rate.value, 66 / 75.0);

  /* As printed there, to two digits. */
  assert_published (class->users, 0.88, 0.07);
  assert_published (class->producers, 0.75, 0.21);
  assert_published (mls_accuracy_class (accuracy, 1)->users, 0.73, 0.10);
  assert_published (mls_accuracy_class (accuracy, 2)->users, 0.93, 0.04);
  assert_published (mls_accuracy_class (accuracy, 3)->users, 0.96, 0.02);

  /* 21 158 ± 6 158 ha of 900 000, since a pixel is 0.09 ha. */
  g_assert_cmpfloat_with_epsilon (there * 900000, 21158, 0.5);
  g_assert_cmpfloat_with_epsilon (1.96 * sqrt (area_variance) * 900000, 6158, 0.5);

  g_clear_pointer (&accuracy, mls_accuracy_free);
  jury_end (&jury);
}

/* 66 + 55 + 153 + 313 of 640 are right: 91.7 %, and the second class has 73 %. */
static void
test_verdict (void)
{
  Jury jury;
  MlsAccuracyQuery query;
  g_autoptr (MlsAccuracy) accuracy = NULL;
  const MlsAccuracyTotal *total;

  seat_olofsson (&jury);
  query = jury_query (&jury, COVER);
  accuracy = mls_accuracy_new (&query);
  total = mls_accuracy_total (accuracy);

  g_assert_cmpint (total->acceptance.state, ==, MLS_ACCEPTANCE_PASSED);
  g_assert_cmpint (mls_accuracy_class (accuracy, 0)->acceptance.state, ==, MLS_ACCEPTANCE_PASSED);
  g_assert_false (mls_accuracy_class (accuracy, 0)->acceptance.is_sure);
  g_assert_cmpint (mls_accuracy_class (accuracy, 1)->acceptance.state, ==, MLS_ACCEPTANCE_FAILED);
  g_assert_true (mls_accuracy_class (accuracy, 1)->acceptance.is_sure);
  g_assert_true (mls_accuracy_class (accuracy, 3)->acceptance.is_sure);
  g_assert_cmpuint (total->n_classes[MLS_ACCEPTANCE_PASSED], ==, 3);
  g_assert_cmpuint (total->n_classes[MLS_ACCEPTANCE_FAILED], ==, 1);
  g_assert_cmpint (total->verdict, ==, MLS_ACCEPTANCE_FAILED);

  g_clear_pointer (&accuracy, mls_accuracy_free);
  query.agreed.class_limit = 70;
  query.agreed.limit = 100 * 587 / 640.0;
  accuracy = mls_accuracy_new (&query);
  g_assert_cmpint (mls_accuracy_total (accuracy)->verdict, ==, MLS_ACCEPTANCE_PASSED);

  g_clear_pointer (&accuracy, mls_accuracy_free);
  jury_end (&jury);
}

/* Kinds of errors, what leaves the denominator and what is left; the column of errors that nobody has put right. */
static void
test_scores (void)
{
  MlsText one = jury_code (COVER, 0), two = jury_code (COVER, 1);
  Jury jury;
  MlsAccuracyQuery query;
  g_autoptr (MlsAccuracy) accuracy = NULL;
  g_autoptr (GArray) unknown = NULL;
  MlsJudgement *judgement;
  const MlsScore *score;

  jury_begin (&jury, COVER);
  jury_add_stratum (&jury, one, 1000, 40);
  jury_add_cell (&jury, 0, 0, 3);
  jury_add_cell (&jury, 0, 1, 1);
  jury_add_unit (&jury, one, (MlsPair){ one, 0 }, 0.25)->geometric = TRUE;
  judgement = jury_add_unit (&jury, one, (MlsPair){ one, 0 }, 0.25);
  judgement->judged[COVER] = MLS_JUDGED_WRONG;
  judgement->omission = TRUE;
  jury_add_unit (&jury, one, (MlsPair){ one, 0 }, 0.25)->judged[COVER] = MLS_JUDGED_NO_OPINION;
  jury_add_unit (&jury, one, (MlsPair){ one, 0 }, 0.25);
  jury_add_unit (&jury, one, (MlsPair){ one, 0 }, 0.25)->judged[COVER] = MLS_JUDGED_RIGHT;
  judgement = jury_add_second (&jury, 8);
  judgement->judged[COVER] = MLS_JUDGED_WRONG;
  judgement->replacement[COVER] = two;

  query = jury_query (&jury, COVER);
  accuracy = mls_accuracy_new (&query);
  score = &mls_accuracy_class (accuracy, 0)->score;

  g_assert_cmpuint (mls_accuracy_n_classes (accuracy), ==, 2);
  g_assert_cmpuint (score->n, ==, 9);
  g_assert_cmpuint (score->n_of[MLS_OUTCOME_RIGHT], ==, 3);
  g_assert_cmpuint (score->n_of[MLS_OUTCOME_WRONG], ==, 3);
  g_assert_cmpuint (score->n_of[MLS_OUTCOME_NO_OPINION], ==, 1);
  g_assert_cmpuint (score->n_of[MLS_OUTCOME_LEFT], ==, 1);
  g_assert_cmpuint (score->n_of[MLS_OUTCOME_CONFLICT], ==, 1);
  g_assert_cmpuint (score->n_errors[MLS_ERROR_CODE], ==, 2);
  g_assert_cmpuint (score->n_errors[MLS_ERROR_GEOMETRY], ==, 1);
  g_assert_cmpuint (score->n_errors[MLS_ERROR_OMISSION], ==, 1);
  assert_near (mls_accuracy_class (accuracy, 0)->rate.value, 0.5);
  g_assert_cmpint (mls_accuracy_outcome (accuracy, 8)->state, ==, MLS_OUTCOME_CONFLICT);

  /* Two errors are in the column without a code, one in that of the other class, which the map has nowhere. */
  unknown = mls_accuracy_units (accuracy, 0, MLS_ACCURACY_UNKNOWN);
  g_assert_cmpuint (unknown->len, ==, 2);
  g_assert_cmpuint (g_array_index (unknown, guint, 0), ==, 4);
  g_assert_cmpuint (g_array_index (unknown, guint, 1), ==, 5);
  g_assert_cmpuint (mls_accuracy_count (accuracy, 0, 1), ==, 1);
  g_assert_true (mls_accuracy_judgement (accuracy, 5)->omission);
  g_assert_null (mls_accuracy_judgement (accuracy, 7));
  g_assert_null (mls_accuracy_judgement (accuracy, 8));
  g_assert_cmpuint (mls_accuracy_count (accuracy, 0, MLS_ACCURACY_ALL), ==, 6);
  g_assert_cmpuint (mls_accuracy_class (accuracy, 1)->score.n, ==, 0);
  g_assert_cmpint (mls_accuracy_class (accuracy, 1)->acceptance.state, ==, MLS_ACCEPTANCE_NONE);
  assert_near (mls_accuracy_class (accuracy, 1)->producers.value, 0);
  g_assert_false (mls_accuracy_class (accuracy, 1)->users.is_known);

  g_clear_pointer (&accuracy, mls_accuracy_free);
  jury_end (&jury);
}

/* Once somebody has confirmed an error, or it is asked for, only those count that are confirmed. */
static void
test_confirmed (void)
{
  Jury jury;
  MlsAccuracyQuery query;
  g_autoptr (MlsAccuracy) accuracy = NULL;
  MlsText one = jury_code (COVER, 0);

  jury_begin (&jury, COVER);
  jury_add_stratum (&jury, one, 1000, 100);
  jury_add_cell (&jury, 0, 0, 7);
  jury_add_cell (&jury, 0, 1, 2);
  query = jury_query (&jury, COVER);
  accuracy = mls_accuracy_new (&query);
  g_assert_false (mls_accuracy_total (accuracy)->confirmed);
  g_assert_cmpuint (mls_accuracy_total (accuracy)->score.n_of[MLS_OUTCOME_WRONG], ==, 2);
  g_assert_cmpint (mls_accuracy_total (accuracy)->verdict, ==, MLS_ACCEPTANCE_FAILED);

  g_clear_pointer (&accuracy, mls_accuracy_free);
  query.confirmed = TRUE;
  accuracy = mls_accuracy_new (&query);
  g_assert_cmpuint (mls_accuracy_total (accuracy)->score.n_of[MLS_OUTCOME_UNCONFIRMED], ==, 2);
  g_assert_cmpint (mls_accuracy_total (accuracy)->verdict, ==, MLS_ACCEPTANCE_OPEN);
  g_assert_cmpuint (mls_accuracy_total (accuracy)->acceptance.n_needed, ==, 2);

  g_clear_pointer (&accuracy, mls_accuracy_free);
  query.confirmed = FALSE;
  g_array_index (jury.said, MlsSaid, 8).judgement.confirmation = MLS_CONFIRMATION_REJECTED;
  accuracy = mls_accuracy_new (&query);
  g_assert_true (mls_accuracy_total (accuracy)->confirmed);
  g_assert_cmpuint (mls_accuracy_total (accuracy)->score.n_of[MLS_OUTCOME_RIGHT], ==, 8);
  g_assert_cmpuint (mls_accuracy_total (accuracy)->score.n_of[MLS_OUTCOME_UNCONFIRMED], ==, 1);
  g_assert_cmpuint (mls_accuracy_total (accuracy)->score.n_rejected, ==, 1);

  g_clear_pointer (&accuracy, mls_accuracy_free);
  jury_end (&jury);
}

/* A class of which all eight regions are judged has no sampling error, however few they are. */
static void
test_whole (void)
{
  Jury jury;
  MlsAccuracyQuery query;
  g_autoptr (MlsAccuracy) accuracy = NULL;
  const MlsAccuracyClass *class;

  jury_begin (&jury, COVER);
  jury_add_stratum (&jury, jury_code (COVER, 0), 1000, 8);
  jury_add_stratum (&jury, jury_code (COVER, 1), 9000, 100);
  jury_add_cell (&jury, 0, 0, 7);
  jury_add_cell (&jury, 0, 1, 1);
  jury_add_cell (&jury, 1, 1, 20);
  query = jury_query (&jury, COVER);
  accuracy = mls_accuracy_new (&query);
  class = mls_accuracy_class (accuracy, 0);

  g_assert_cmpfloat (class->rate.low, ==, 7 / 8.0);
  g_assert_cmpfloat (class->rate.high, ==, 7 / 8.0);
  g_assert_cmpfloat (class->users.error, ==, 0);
  g_assert_cmpint (class->acceptance.state, ==, MLS_ACCEPTANCE_PASSED);
  g_assert_true (class->acceptance.is_sure);

  /* All of a sample of others: 20 of 20 leave room for doubt, three more do not. */
  class = mls_accuracy_class (accuracy, 1);
  assert_near (class->rate.low, pow (0.025, 1 / 20.0));
  g_assert_cmpint (class->acceptance.state, ==, MLS_ACCEPTANCE_PASSED);
  g_assert_false (class->acceptance.is_sure);
  g_assert_cmpuint (class->acceptance.n_to_be_sure, ==, 3);

  g_clear_pointer (&accuracy, mls_accuracy_free);
  jury_end (&jury);
}

/* A sample of pairs, whose strata are none of the classes: 10 of 100 pairs A and 10 of 20 pairs B have cover 1, so an error
 * in A weighs five times one in B. */
static void
test_pairs (void)
{
  MlsText cover = jury_code (COVER, 0), use1 = jury_code (MLS_DIMENSION_USE, 0), use2 = jury_code (MLS_DIMENSION_USE, 1);
  MlsText a = g_quark_from_static_string ("A"), b = g_quark_from_static_string ("B");
  Jury jury;
  MlsAccuracyQuery query;
  g_autoptr (MlsAccuracy) accuracy = NULL;
  const MlsAccuracyTotal *total;

  jury_begin (&jury, MLS_DIMENSION_PAIR);
  jury_add_stratum (&jury, a, 3000, 100);
  jury_add_stratum (&jury, b, 1000, 20);
  for (guint i = 0; i < 20; i++)
    {
      MlsJudgement *judgement =
          jury_add_unit (&jury, i < 10 ? a : b, (MlsPair){ cover, i < 10 ? use1 : use2 }, i < 10 ? 0.1 : 0.5);

      judgement->judged[COVER] = i == 0 || i == 10 || i == 11 ? MLS_JUDGED_WRONG : MLS_JUDGED_RIGHT;
      judgement->judged[MLS_DIMENSION_USE] = i == 3 ? MLS_JUDGED_WRONG : MLS_JUDGED_RIGHT;
      judgement->replacement[MLS_DIMENSION_USE] = i == 3 ? use2 : 0;
    }

  query = jury_query (&jury, COVER);
  accuracy = mls_accuracy_new (&query);
  total = mls_accuracy_total (accuracy);
  g_assert_true (total->weighted);
  assert_near (total->rate.value, (100 * 0.9 + 20 * 0.8) / 120);
  assert_near (total->rate.error,
               sqrt (100.0 / 120 * 100 / 120 * 0.9 * (0.9 * 0.1 / 9) + 20.0 / 120 * 20 / 120 * 0.5 * (0.8 * 0.2 / 9)));
  assert_near (total->ground.value, 0.75 * 0.9 + 0.25 * 0.8);
  g_assert_cmpfloat (total->rate.low, <, total->rate.value);
  g_assert_cmpfloat (total->rate.high, >, total->rate.value);
  g_assert_cmpint (total->acceptance.state, ==, MLS_ACCEPTANCE_FAILED);
  g_assert_cmpint (mls_accuracy_class (accuracy, 0)->acceptance.state, ==, MLS_ACCEPTANCE_PASSED);
  assert_near (mls_accuracy_class (accuracy, 0)->rate.value, (100 * 0.9 + 20 * 0.8) / 120);

  g_clear_pointer (&accuracy, mls_accuracy_free);
  query = jury_query (&jury, MLS_DIMENSION_USE);
  accuracy = mls_accuracy_new (&query);
  assert_near (mls_accuracy_total (accuracy)->rate.value, (100 * 0.9 + 20) / 120);
  assert_near (mls_accuracy_class (accuracy, 0)->rate.value, 0.9);
  assert_near (mls_accuracy_class (accuracy, 1)->producers.value, 0.25 / (0.25 + 0.075));
  assert_near (mls_accuracy_class (accuracy, 1)->rate.low, pow (0.025, 1 / 10.0));

  g_clear_pointer (&accuracy, mls_accuracy_free);
  jury_end (&jury);
}

/* What a stratum adds to the variance of a ratio: of its ten units so many tenths are of the part, all of these of the whole
 * as well, and so many of the whole. */
static double
stratum_variance (double weight, double part, double whole, double ratio)
{
  double seen = 1 - 10 / (weight * 100000);

  return weight * weight * seen *
         (part * (1 - part) + ratio * ratio * whole * (1 - whole) - 2 * ratio * (part - part * whole)) / 9;
}

/* The worked example of Stehman (2014), whose strata are other classes than those of the map: A, B, C and D of 40 000,
 * 30 000, 20 000 and 10 000 pixels, ten of each looked at. Of each row the map, and of the next one what is there. */
static void
test_other_strata (void)
{
  static const char *const mapped[] = { "AAAAAAABBB", "ABBBBBBBBB", "BBCCCCCCBB", "DDDDDDDDDD" };
  static const char *const there[] = { "AAAAACBABC", "ABBBBBAABB", "CCCCCDDBBA", "DDDDDDDCCB" };
  static const guint sizes[] = { 40000, 30000, 20000, 10000 };
  Jury jury;
  MlsAccuracyQuery query;
  g_autoptr (MlsAccuracy) accuracy = NULL;
  const MlsAccuracyClass *b;
  const MlsAccuracyTotal *total;

  jury_begin (&jury, COVER);
  for (guint h = 0; h < 4; h++)
    {
      MlsText stratum = jury_code (MLS_DIMENSION_USE, h);

      jury_add_stratum (&jury, stratum, sizes[h], sizes[h]);
      for (guint u = 0; u < 10; u++)
        {
          MlsText code = jury_code (COVER, (guint) (mapped[h][u] - 'A'));
          MlsText right = jury_code (COVER, (guint) (there[h][u] - 'A'));
          MlsJudgement *judgement = jury_add_unit (&jury, stratum, (MlsPair){ code, 0 }, 10.0 / sizes[h]);

          judgement->judged[COVER] = code == right ? MLS_JUDGED_RIGHT : MLS_JUDGED_WRONG;
          judgement->replacement[COVER] = code == right ? 0 : right;
        }
    }
  query = jury_query (&jury, COVER);
  accuracy = mls_accuracy_new (&query);
  total = mls_accuracy_total (accuracy);
  b = mls_accuracy_class (accuracy, 1);

  assert_near (total->ground.value, 0.4 * 0.6 + 0.3 * 0.8 + 0.2 * 0.4 + 0.1 * 0.7);
  assert_near (total->ground.error,
               sqrt (stratum_variance (0.4, 0.6, 0, 0) + stratum_variance (0.3, 0.8, 0, 0) + stratum_variance (0.2, 0.4, 0, 0) +
                     stratum_variance (0.1, 0.7, 0, 0)));
  assert_near (b->users.value, 0.27 / 0.47);
  assert_near (b->users.error,
               sqrt (stratum_variance (0.4, 0.1, 0.3, 0.27 / 0.47) + stratum_variance (0.3, 0.7, 0.9, 0.27 / 0.47) +
                     stratum_variance (0.2, 0.1, 0.4, 0.27 / 0.47)) /
                   0.47);
  assert_near (b->producers.value, 0.27 / 0.34);
  assert_near (b->producers.error,
               sqrt (stratum_variance (0.4, 0.1, 0.2, 0.27 / 0.34) + stratum_variance (0.3, 0.7, 0.7, 0.27 / 0.34) +
                     stratum_variance (0.2, 0.1, 0.2, 0.27 / 0.34) + stratum_variance (0.1, 0, 0.1, 0.27 / 0.34)) /
                   0.34);
  assert_near (mls_accuracy_class (accuracy, 0)->area.value, 0.35);
  assert_near (mls_accuracy_class (accuracy, 2)->area.value, 0.20);
  assert_near (mls_accuracy_share (accuracy, 1, 2), 0.08);

  /* As printed there: 0.63, 0.574 and 0.794, with errors of 0.085 and 0.125 of the first two. */
  g_assert_cmpfloat_with_epsilon (total->ground.error, 0.085, 0.0005);
  g_assert_cmpfloat_with_epsilon (b->users.value, 0.574, 0.0005);
  g_assert_cmpfloat_with_epsilon (b->users.error, 0.125, 0.0005);
  g_assert_cmpfloat_with_epsilon (b->producers.value, 0.794, 0.0005);

  g_clear_pointer (&accuracy, mls_accuracy_free);
  jury_end (&jury);
}

/* Olofsson's formulas as they are printed, class by class, against ours for random matrices; strata are known to end, so
 * that each variance has its factor 1 − n/N. */
static void
test_random (void)
{
  for (int round = 0; round < 40; round++)
    {
      Jury jury;
      MlsAccuracyQuery query;
      g_autoptr (MlsAccuracy) accuracy = NULL;
      guint n = (guint) g_test_rand_int_range (2, 6);
      guint cell[5][5], sum[5] = { 0 };
      double area[5], all = 0, overall = 0, variance = 0, unseen[5];

      jury_begin (&jury, COVER);
      for (guint i = 0; i < n; i++)
        {
          for (guint j = 0; j < n; j++)
            sum[i] += cell[i][j] = (guint) g_test_rand_int_range (i == j ? 2 : 0, 12);
          area[i] = floor (g_test_rand_double_range (100, 100000));
          unseen[i] = 1 - sum[i] / (sum[i] * 3.0);
          all += area[i];
          jury_add_stratum (&jury, jury_code (COVER, i), area[i], sum[i] * 3);
          for (guint j = 0; j < n; j++)
            jury_add_cell (&jury, i, j, cell[i][j]);
        }
      query = jury_query (&jury, COVER);
      accuracy = mls_accuracy_new (&query);

      for (guint k = 0; k < n; k++)
        {
          const MlsAccuracyClass *class = mls_accuracy_class (accuracy, k);
          double u = cell[k][k] / (double) sum[k];
          double w = area[k] / all;
          double there = 0, s2 = 0;

          for (guint i = 0; i < n; i++)
            {
              double p = area[i] / all * cell[i][k] / sum[i];

              there += p;
              s2 += unseen[i] * (area[i] / all * p - p * p) / (sum[i] - 1);
            }
          overall += w * u;
          variance += unseen[k] * w * w * u * (1 - u) / (sum[k] - 1);
          assert_near (class->users.value, u);
          assert_near (class->users.error, sqrt (unseen[k] * u * (1 - u) / (sum[k] - 1)));
          assert_near (class->area.value, there);
          g_assert_cmpfloat_with_epsilon (class->area.error * class->area.error, s2, 1e-15);
          assert_near (class->producers.value, w * u / there);
        }
      assert_near (mls_accuracy_total (accuracy)->ground.value, overall);
      assert_near (mls_accuracy_total (accuracy)->ground.error, sqrt (variance));

      g_clear_pointer (&accuracy, mls_accuracy_free);
      jury_end (&jury);
    }
}

/* A sample without units, one that is all left to do, and one that does not tell its strata. */
static void
test_bare (void)
{
  MlsText one = jury_code (COVER, 0);
  Jury jury;
  MlsAccuracyQuery query;
  g_autoptr (MlsAccuracy) accuracy = NULL;

  jury_begin (&jury, COVER);
  query = jury_query (&jury, COVER);
  accuracy = mls_accuracy_new (&query);
  g_assert_cmpuint (mls_accuracy_n_classes (accuracy), ==, 0);
  g_assert_cmpint (mls_accuracy_total (accuracy)->verdict, ==, MLS_ACCEPTANCE_NONE);
  g_assert_false (mls_accuracy_total (accuracy)->rate.is_known);
  g_assert_false (mls_accuracy_total (accuracy)->kappa.is_known);

  g_clear_pointer (&accuracy, mls_accuracy_free);
  for (guint i = 0; i < 20; i++)
    jury_add_unit (&jury, one, (MlsPair){ one, 0 }, 0.5);
  g_array_index (jury.said, MlsSaid, 3).unit = 99;
  accuracy = mls_accuracy_new (&query);
  g_assert_cmpint (mls_accuracy_total (accuracy)->verdict, ==, MLS_ACCEPTANCE_OPEN);
  g_assert_cmpuint (mls_accuracy_total (accuracy)->acceptance.n_needed, ==, 18);
  g_assert_cmpuint (mls_accuracy_class (accuracy, 0)->acceptance.n_needed, ==, 17);

  g_clear_pointer (&accuracy, mls_accuracy_free);
  jury_add_cell (&jury, 0, 0, 5);
  accuracy = mls_accuracy_new (&query);
  g_assert_false (mls_accuracy_total (accuracy)->ground.is_known);
  g_assert_false (mls_accuracy_class (accuracy, 0)->users.is_known);
  assert_near (mls_accuracy_total (accuracy)->rate.value, 1);
  g_assert_cmpfloat (mls_accuracy_share (accuracy, 0, 0), ==, 0);

  g_clear_pointer (&accuracy, mls_accuracy_free);
  jury_end (&jury);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quality/accuracy/matrix", test_matrix);
  g_test_add_func ("/quality/accuracy/overall", test_overall);
  g_test_add_func ("/quality/accuracy/classes", test_classes);
  g_test_add_func ("/quality/accuracy/verdict", test_verdict);
  g_test_add_func ("/quality/accuracy/scores", test_scores);
  g_test_add_func ("/quality/accuracy/confirmed", test_confirmed);
  g_test_add_func ("/quality/accuracy/whole", test_whole);
  g_test_add_func ("/quality/accuracy/pairs", test_pairs);
  g_test_add_func ("/quality/accuracy/other-strata", test_other_strata);
  g_test_add_func ("/quality/accuracy/random", test_random);
  g_test_add_func ("/quality/accuracy/bare", test_bare);

  return g_test_run ();
}
