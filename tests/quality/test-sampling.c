#include "base/random.h"
#include "quality/sampling.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* A hundred thousand regions on 30 km: of each class so many, of sizes up to 120 ha, some of another sample. */
#define N_REGIONS 100000
#define HA(n)     ((MlsArea2) (n) * 10000 * MLS_AREA2_PER_M2)

static const struct
{
  const char *code;
  guint       n;
} kinds[] = { { "A", 89928 }, { "B", 8000 }, { "C", 1500 }, { "D", 300 }, { "E", 200 }, { "F", 60 }, { "G", 11 }, { "H", 1 } };

static MlsText
text (const char *code)
{
  return g_quark_from_string (code);
}

static GArray *
make_regions (void)
{
  GArray *regions = g_array_new (FALSE, FALSE, sizeof (MlsDrawable));
  MlsRandom random = mls_random_new (7, 1);

  for (gsize kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    for (guint i = 0; i < kinds[kind].n; i++)
      {
        MlsDrawable region = { .stratum = text (kinds[kind].code) };

        region.place.x = 600000000 + (gint64) mls_random_index (&random, 30000000);
        region.place.y = 6700000000 + (gint64) mls_random_index (&random, 30000000);
        region.area2 = HA (i % 10 == 9 && kind < 2 ? 120 : 1);
        region.is_left = kind < 2 && i % 10 == 4;
        g_array_append_val (regions, region);
      }
  g_assert_cmpuint (regions->len, ==, N_REGIONS);

  return regions;
}

static const MlsSampling usual = { .share = 0.05, .floor = 12, .largest2 = HA (100), .n_sets = 1, .seed = 1 };

/* "A 5000/3597 B …": of each class how many there are to draw among, and how many were. */
static char *
tell_strata (const GArray *strata)
{
  GString *told = g_string_new (NULL);

  for (guint i = 0; i < strata->len; i++)
    {
      const MlsStratum *stratum = &g_array_index (strata, MlsStratum, i);

      g_string_append_printf (told, "%s%s %u-%u/%u", i > 0 ? " " : "", g_quark_to_string (stratum->code),
                              stratum->n_regions, stratum->n_left, stratum->n_drawn);
      g_assert_true (stratum->area2 + stratum->left2 >= HA (stratum->n_regions + stratum->n_left));
    }

  return g_string_free (told, FALSE);
}

static GArray *
draw (const MlsSampling *sampling, const GArray *regions, const char *expected)
{
  g_autoptr (GArray) strata = g_array_new (FALSE, TRUE, sizeof (MlsStratum));
  GArray *drawn = mls_sampling_draw (sampling, regions, strata);
  g_autofree char *told = tell_strata (strata);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autofree guint *counts = g_new0 (guint, strata->len * sampling->n_sets);

  g_assert_cmpstr (told, ==, expected);
  for (guint i = 0; i < drawn->len; i++)
    {
      const MlsDrawnRegion *one = &g_array_index (drawn, MlsDrawnRegion, i);
      const MlsDrawable *region = &g_array_index (regions, MlsDrawable, one->region);
      guint class = 0;

      g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (one->region)));
      g_assert_false (region->is_left);
      g_assert_true (sampling->largest2 == 0 || region->area2 <= sampling->largest2);
      g_assert_cmpuint (one->set, <, sampling->n_sets);
      g_assert_true (i == 0 || one->set >= g_array_index (drawn, MlsDrawnRegion, i - 1).set);
      while (g_array_index (strata, MlsStratum, class).code != region->stratum)
        class++;
      counts[class * sampling->n_sets + one->set]++;
      g_assert_true (one->probability == (double) g_array_index (strata, MlsStratum, class).n_drawn /
                                             g_array_index (strata, MlsStratum, class).n_regions);
    }
  for (guint i = 0; i < strata->len * sampling->n_sets; i++)
    g_assert_cmpuint (counts[i], ==, g_array_index (strata, MlsStratum, i / sampling->n_sets).n_drawn);

  return drawn;
}

static guint64
hash_of (const GArray *drawn)
{
  guint64 hash = 0;

  for (guint i = 0; i < drawn->len; i++)
    {
      const MlsDrawnRegion *one = &g_array_index (drawn, MlsDrawnRegion, i);

      hash = mls_random_mix (hash, (guint64) one->region << 8 | one->set);
    }

  return hash;
}

/* Shares, floors, classes taken whole, and what is left out. */
static void
test_sizes (void)
{
  g_autoptr (GArray) regions = make_regions ();
  MlsSampling sampling = usual;
  const MlsMore more[] = { { text ("C"), 2 }, { text ("E"), 0.1 }, { text ("Z"), 9 } };
  g_autoptr (GArray) factors = g_array_new (FALSE, FALSE, sizeof (MlsMore));
  g_autoptr (GArray) share = draw (&sampling, regions,
                                   "A 71943-17985/3598 B 6400-1600/320 C 1500-0/75 D 300-0/15 E 200-0/12 F 60-0/12 G 11-0/11 H 1-0/1");
  g_autoptr (GArray) capped = NULL;
  g_autoptr (GArray) counted = NULL;
  g_autoptr (GArray) whole = NULL;

  g_assert_cmpuint (share->len, ==, 4044);

  g_array_append_vals (factors, more, G_N_ELEMENTS (more));
  sampling.more = factors;
  sampling.cap = 200;
  sampling.largest2 = 0;
  capped = draw (&sampling, regions,
                 "A 80935-8993/200 B 7200-800/200 C 1500-0/150 D 300-0/15 E 200-0/12 F 60-0/12 G 11-0/11 H 1-0/1");

  sampling = usual;
  sampling.n_units = 100;
  sampling.floor = 0;
  sampling.largest2 = HA (10);
  counted = draw (&sampling, regions,
                  "A 71943-17985/90 B 6400-1600/8 C 1500-0/2 D 300-0/1 E 200-0/1 F 60-0/1 G 11-0/1 H 1-0/1");
  g_assert_cmpuint (counted->len, ==, 105);

  sampling = usual;
  sampling.share = 1;
  whole = draw (&sampling, regions,
                "A 71943-17985/71943 B 6400-1600/6400 C 1500-0/1500 D 300-0/300 E 200-0/200 F 60-0/60 G 11-0/11 H 1-0/1");
  g_assert_true (g_array_index (whole, MlsDrawnRegion, 0).probability == 1);
}

static void
assert_fits (const char *code, const char *stratum, gboolean expected)
{
  const MlsMore more = { text (code), 2 };

  g_assert_cmpint (mls_more_fits (&more, text (stratum)), ==, expected);
}

/* A class, those below it, and either half of a pair; the longest that fits counts. */
static void
test_more (void)
{
  const MlsMore more[] = { { text ("CS1"), 2 }, { text ("CS1.1.1"), 5 } };
  g_autoptr (GArray) factors = g_array_new (FALSE, FALSE, sizeof (MlsMore));
  g_autoptr (GArray) regions = g_array_new (FALSE, FALSE, sizeof (MlsDrawable));
  g_autoptr (GArray) strata = g_array_new (FALSE, TRUE, sizeof (MlsStratum));
  MlsSampling sampling = { .share = 0.1, .n_sets = 1, .more = factors };
  g_autoptr (GArray) drawn = NULL;
  g_autofree char *told = NULL;
  static const char *const codes[] = { "CS1.1.1", "CS1.2", "CS10" };

  assert_fits ("CS1", "CS1", TRUE);
  assert_fits ("CS1", "CS1.2.1", TRUE);
  assert_fits ("CS1", "CS10.1", FALSE);
  assert_fits ("CS1.2.1", "CS1.2", FALSE);
  assert_fits ("US2", "CS1.1.1 US2.1", TRUE);
  assert_fits ("CS1.1", "CS1.1.1 US2.1", TRUE);
  assert_fits ("US2", "CS1.1.1 -", FALSE);

  g_array_append_vals (factors, more, G_N_ELEMENTS (more));
  for (guint i = 0; i < 300; i++)
    {
      MlsDrawable region = { text (codes[i % 3]), HA (1), { i, i }, FALSE };

      g_array_append_val (regions, region);
    }
  drawn = mls_sampling_draw (&sampling, regions, strata);
  told = tell_strata (strata);
  g_assert_cmpstr (told, ==, "CS1.1.1 100-0/50 CS1.2 100-0/20 CS10 100-0/10");
}

/* The same seed gives the same, bit for bit, on any machine. */
static void
test_seeds (void)
{
  g_autoptr (GArray) regions = make_regions ();
  static const char told[] =
    "A 71943-17985/3598 B 6400-1600/320 C 1500-0/75 D 300-0/15 E 200-0/12 F 60-0/12 G 11-0/11 H 1-0/1";
  MlsSampling sampling = usual;
  g_autoptr (GArray) one = draw (&sampling, regions, told);
  g_autoptr (GArray) again = draw (&sampling, regions, told);
  g_autoptr (GArray) other = NULL;
  guint n_common = 0;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_assert_cmpmem (one->data, one->len * sizeof (MlsDrawnRegion), again->data, again->len * sizeof (MlsDrawnRegion));
  g_test_message ("hash %" G_GINT64_MODIFIER "x", hash_of (one));
  g_assert_cmphex (hash_of (one), ==, G_GUINT64_CONSTANT (0x36b5ae81a5542d3b));
  sampling.seed = 2;
  other = draw (&sampling, regions, told);
  for (guint i = 0; i < one->len; i++)
    g_hash_table_add (seen, GUINT_TO_POINTER (g_array_index (one, MlsDrawnRegion, i).region));
  for (guint i = 0; i < other->len; i++)
    n_common += g_hash_table_contains (seen, GUINT_TO_POINTER (g_array_index (other, MlsDrawnRegion, i).region));
  g_assert_cmpuint (n_common, <, one->len / 4);
}

/* Two partners' sets, from what an earlier one has left. */
static void
test_sets (void)
{
  g_autoptr (GArray) regions = make_regions ();
  MlsSampling sampling = usual;
  g_autoptr (GArray) drawn = NULL;

  sampling.n_sets = 2;
  drawn = draw (&sampling, regions,
                "A 71943-17985/3598 B 6400-1600/320 C 1500-0/75 D 300-0/15 E 200-0/12 F 60-0/12 G 11-0/5 H 1-0/0");
  g_assert_cmpuint (drawn->len, ==, 2 * 4037);
}

/* Each region of a class is as likely as any other: over many seeds, within five standard deviations. */
static void
test_equal (void)
{
  enum { N = 40, DRAWN = 12, SEEDS = 20000 };
  g_autoptr (GArray) regions = g_array_new (FALSE, FALSE, sizeof (MlsDrawable));
  guint counts[N] = { 0 };
  MlsRandom random = mls_random_new (3, 3);
  double expected = (double) SEEDS * DRAWN / N;
  double deviation = sqrt (expected * (1 - (double) DRAWN / N));

  for (guint i = 0; i < N; i++)
    {
      MlsDrawable region = { text ("A"), HA (1), { mls_random_index (&random, 100000), mls_random_index (&random, 100000) }, FALSE };

      g_array_append_val (regions, region);
    }

  for (guint64 seed = 0; seed < SEEDS; seed++)
    {
      MlsSampling sampling = { .floor = DRAWN, .n_sets = 1, .seed = seed };
      g_autoptr (GArray) strata = g_array_new (FALSE, TRUE, sizeof (MlsStratum));
      g_autoptr (GArray) drawn = mls_sampling_draw (&sampling, regions, strata);

      g_assert_cmpuint (drawn->len, ==, DRAWN);
      for (guint i = 0; i < drawn->len; i++)
        counts[g_array_index (drawn, MlsDrawnRegion, i).region]++;
    }

  for (guint i = 0; i < N; i++)
    g_assert_cmpfloat (fabs (counts[i] - expected), <, 5 * deviation);
}

/* Drawn by lot alone. */
static GArray *
draw_by_lot (guint n_regions, guint n, guint64 seed)
{
  GArray *drawn = g_array_new (FALSE, FALSE, sizeof (MlsDrawnRegion));
  g_autofree guint *order = g_new (guint, n_regions);
  MlsRandom random = mls_random_new (seed, 99);

  for (guint i = 0; i < n_regions; i++)
    order[i] = i;
  for (guint i = 0; i < n; i++)
    {
      guint other = i + mls_random_index (&random, n_regions - i);
      MlsDrawnRegion one = { order[other], 0, (double) n / n_regions };

      order[other] = order[i];
      g_array_append_val (drawn, one);
    }

  return drawn;
}

/* Spread better than by lot, also where regions lie in heaps. */
static void
test_balance (void)
{
  for (int heaps = 0; heaps < 2; heaps++)
    {
      g_autoptr (GArray) regions = g_array_new (FALSE, FALSE, sizeof (MlsDrawable));
      MlsRandom random = mls_random_new (5, 5);
      double along = 0, by_lot = 0;

      for (guint i = 0; i < 5000; i++)
        {
          double spread = heaps ? 1 + 99 * pow (mls_random_unit (&random), 4) : 100;
          MlsDrawable region = { .stratum = text ("A"), .area2 = HA (1) };

          region.place.x = (gint64) (mls_random_range (&random, -1, 1) * spread * 100000) + 20000000 * (i % 5);
          region.place.y = (gint64) (mls_random_range (&random, -1, 1) * spread * 100000) + 20000000 * (i % 3);
          g_array_append_val (regions, region);
        }

      for (guint64 seed = 0; seed < 20; seed++)
        {
          MlsSampling sampling = { .share = 0.05, .n_sets = 1, .seed = seed };
          g_autoptr (GArray) strata = g_array_new (FALSE, TRUE, sizeof (MlsStratum));
          g_autoptr (GArray) drawn = mls_sampling_draw (&sampling, regions, strata);
          g_autoptr (GArray) lot = draw_by_lot (regions->len, 250, seed);

          g_assert_cmpuint (drawn->len, ==, 250);
          along += mls_sampling_balance (regions, drawn) / 20;
          by_lot += mls_sampling_balance (regions, lot) / 20;
        }
      g_test_message ("variance of Voronoi areas, 250 of 5000 regions %s, 20 seeds: %.3f; by lot %.3f",
                      heaps ? "in heaps" : "spread evenly", along, by_lot);
      g_assert_cmpfloat (along, <, 0.5 * by_lot);
    }
}

static void
test_parts (void)
{
  g_assert_cmpuint (mls_sampling_part (0, 1), ==, 1);
  g_assert_cmpuint (mls_sampling_part (148, 149), ==, 1);
  g_assert_cmpuint (mls_sampling_part (74, 150), ==, 1);
  g_assert_cmpuint (mls_sampling_part (75, 150), ==, 2);
  g_assert_cmpuint (mls_sampling_part (6999, 7000), ==, 70);
  g_assert_cmpuint (mls_sampling_part (99, 7000), ==, 1);
  g_assert_cmpuint (mls_sampling_part (100, 7000), ==, 2);
}

static void
test_nothing (void)
{
  g_autoptr (GArray) regions = g_array_new (FALSE, FALSE, sizeof (MlsDrawable));
  g_autoptr (GArray) drawn = draw (&usual, regions, "");
  MlsSampling counted = { .n_units = 100, .n_sets = 2 };
  g_autoptr (GArray) none = draw (&counted, regions, "");

  g_assert_cmpuint (drawn->len + none->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quality/sampling/sizes", test_sizes);
  g_test_add_func ("/quality/sampling/more", test_more);
  g_test_add_func ("/quality/sampling/seeds", test_seeds);
  g_test_add_func ("/quality/sampling/sets", test_sets);
  g_test_add_func ("/quality/sampling/equal", test_equal);
  g_test_add_func ("/quality/sampling/balance", test_balance);
  g_test_add_func ("/quality/sampling/parts", test_parts);
  g_test_add_func ("/quality/sampling/nothing", test_nothing);

  return g_test_run ();
}
