/* What differs between two states of a map, against the states themselves. */

#include "../store/sample.h"
#include "quality/contrast.h"
#include "store/reader.h"

#include <locale.h>

static const Board board = { 8, 8, 20, 4, 0 };

/* So many random edits, and what lies between two states among them. */
typedef struct
{
  Sample           sample;
  MlsNomenclature *nomenclature;
  MlsRules         rules;
  MlsStoreReader  *reader;
  gint64           from;
  gint64           to;
  MlsContrast     *contrast;
} Desk;

static void
edit (MlsStore *store)
{
  g_autoptr (MlsDelta) delta = sample_random_delta (store);
  g_autoptr (MlsDelta) applied = delta != NULL ? mls_store_apply (store, delta, &sample_facts, NULL, NULL) : NULL;
}

static void
compare (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  MlsDelta *delta;

  desk->reader = mls_store_reader_new (desk->sample.path, &error);
  g_assert_no_error (error);
  g_assert_true (mls_store_reader_begin (desk->reader, 0, NULL, NULL));
  delta = mls_store_reader_difference (desk->reader, desk->from, desk->to, NULL, NULL, &error);
  g_assert_no_error (error);
  mls_store_reader_end (desk->reader);
  desk->contrast = mls_contrast_new (delta);
}

static void
desk_begin (Desk *desk, gconstpointer data)
{
  sample_begin (&desk->sample, &board);
  desk->nomenclature = mls_store_read_nomenclature (desk->sample.store, NULL);
  desk->rules = (MlsRules){ .nomenclature = desk->nomenclature };
  desk->rules.vintages = mls_store_get_vintages (desk->sample.store, &desk->rules.n_vintages);
  for (int i = 0; i < 30; i++)
    edit (desk->sample.store);
  desk->from = mls_store_last_operation (desk->sample.store, NULL);
  for (int i = 0; i < 60; i++)
    edit (desk->sample.store);
  desk->to = mls_store_last_operation (desk->sample.store, NULL);
  compare (desk);
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  mls_contrast_unref (desk->contrast);
  mls_store_reader_free (desk->reader);
  mls_nomenclature_unref (desk->nomenclature);
  sample_end (&desk->sample);
}

static GArray *
list (Desk *desk, const char *text, MlsRegionsOrder order)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFilter) filter = text != NULL ? mls_filter_parse (text, MLS_FILTER_OF_DIFFERENCES, &desk->rules, &error) : NULL;
  const MlsContrastQuery query = { filter, order, &desk->rules };

  g_assert_no_error (error);

  return mls_contrast_list (desk->contrast, &query);
}

typedef struct
{
  MlsPoint place;
  MlsPair  pair;
  guint    vintage;
  guint    n_found;
} Look;

static gboolean
look_at (const MlsFace *face, gpointer user_data)
{
  Look *look = user_data;

  if (mls_face_locate (face, look->place) == MLS_SIDE_INSIDE)
    {
      look->pair = mls_label_pair (&face->labels[look->vintage]);
      look->n_found++;
    }

  return TRUE;
}

/* What was there in a state, by a reader of that state. */
static MlsPair
pair_at (Desk *desk, gint64 state, guint vintage, MlsPoint place)
{
  const MlsBox box = { place.x, place.y, place.x, place.y };
  Look look = { .place = place, .vintage = vintage };
  MlsSource source;

  g_assert_true (mls_store_reader_begin (desk->reader, state, NULL, NULL));
  source = mls_store_reader_source (desk->reader);
  g_assert_true (source.funcs->faces (source.self, &box, look_at, &look, NULL));
  mls_store_reader_end (desk->reader);
  g_assert_cmpuint (look.n_found, ==, 1);

  return look.pair;
}

/* Each lies where both states say so, and together they are all that changed. */
static void
test_grounds (Desk *desk, gconstpointer data)
{
  g_autoptr (GArray) regions = list (desk, NULL, MLS_REGIONS_LARGEST);
  const MlsTurnover *turnover = mls_contrast_get_turnover (desk->contrast);
  MlsArea2 listed = 0, changed = 0;

  g_assert_cmpuint (regions->len, >, 10);
  for (guint i = 0; i < regions->len; i++)
    {
      const MlsWholeRegion *region = &g_array_index (regions, MlsWholeRegion, i);

      g_assert_true (mls_pair_equal (region->from, pair_at (desk, desk->from, region->vintage, region->place)));
      g_assert_true (mls_pair_equal (region->pair, pair_at (desk, desk->to, region->vintage, region->place)));
      g_assert_true (i == 0 || region->area2 <= g_array_index (regions, MlsWholeRegion, i - 1).area2);
      listed += region->area2;
    }
  for (guint i = 0; i < turnover->flows->len; i++)
    changed += g_array_index (turnover->flows, MlsFlow, i).area2;
  g_assert_true (listed == changed);
}

static gboolean
count_face (const MlsFace *face, gpointer tally)
{
  mls_tally_add_face (tally, face, NULL, mls_face_area2 (face));

  return TRUE;
}

static MlsTally *
count_state (Desk *desk, gint64 state)
{
  MlsTally *tally = mls_tally_new (2);

  g_assert_true (mls_store_reader_begin (desk->reader, state, NULL, NULL));
  g_assert_true (mls_store_reader_each_face (desk->reader, count_face, tally, NULL));
  mls_store_reader_end (desk->reader);

  return tally;
}

/* How much ground has a cover at a date of a tally. */
typedef struct
{
  MlsText  cover;
  guint    date;
  MlsArea2 area2;
} Sum;

static void
add_up (const MlsSite *sites, MlsArea2 area2, gpointer user_data)
{
  Sum *sum = user_data;

  if (sites[sum->date].codes.cover == sum->cover)
    sum->area2 += area2;
}

static MlsArea2
cover_area2 (const MlsTally *tally, guint date, const char *cover)
{
  Sum sum = { g_quark_from_string (cover), date, 0 };

  mls_tally_each (tally, add_up, &sum);

  return sum.area2;
}

/* The same before and after, to the half mm², as each state counted by itself. */
static void
test_areas (Desk *desk, gconstpointer data)
{
  static const char *const covers[] = { "CS1.1.1", "CS6.3.0", "CS5.0.0", "CS2.1.0" };
  g_autoptr (MlsTally) before = count_state (desk, desk->from);
  g_autoptr (MlsTally) after = count_state (desk, desk->to);

  for (guint vintage = 0; vintage < 2; vintage++)
    {
      g_autoptr (MlsTally) both = mls_contrast_tally (desk->contrast, after, vintage);

      g_assert_true (mls_tally_total (both) == mls_tally_total (after));
      for (gsize i = 0; i < G_N_ELEMENTS (covers); i++)
        {
          g_assert_true (cover_area2 (both, 0, covers[i]) == cover_area2 (before, vintage, covers[i]));
          g_assert_true (cover_area2 (both, 1, covers[i]) == cover_area2 (after, vintage, covers[i]));
        }
    }
}

static guint
count_found (Desk *desk, const char *text)
{
  g_autoptr (GArray) found = list (desk, text, MLS_REGIONS_BY_PLACE);

  return found->len;
}

static gboolean
is_cover (MlsPair pair, const char *cover)
{
  return pair.cover == g_quark_from_string (cover);
}

/* Words find what they say. */
static void
test_filter (Desk *desk, gconstpointer data)
{
  g_autoptr (GArray) regions = list (desk, NULL, MLS_REGIONS_LARGEST);
  guint n_from = 0, n_to = 0, n_newer = 0, n_large = 0;

  for (guint i = 0; i < regions->len; i++)
    {
      const MlsWholeRegion *region = &g_array_index (regions, MlsWholeRegion, i);

      n_from += is_cover (region->from, "CS5.0.0");
      n_to += is_cover (region->pair, "CS2.1.0");
      n_newer += region->vintage == 1;
      n_large += region->area2 > 300 * MLS_AREA2_PER_M2;
    }

  g_assert_cmpuint (n_to, >, 0);
  g_assert_cmpuint (n_large, >, 0);
  g_assert_cmpuint (count_found (desk, "from=CS5.0.0"), ==, n_from);
  g_assert_cmpuint (count_found (desk, "to=CS2.1.0"), ==, n_to);
  g_assert_cmpuint (count_found (desk, "vintage=24"), ==, n_newer);
  g_assert_cmpuint (count_found (desk, "area>300"), ==, n_large);
  g_assert_cmpuint (count_found (desk, "area>300 or area<=300"), ==, regions->len);
  g_assert_cmpuint (count_found (desk, "zone=0,0,10,10"), ==, 0);
  g_assert_cmpuint (count_found (desk, "zone=699990,6599990,700170,6600170"), ==, regions->len);
}

/* Ground that is listed can be drawn; ground that is not there cannot. */
static void
test_imprint (Desk *desk, gconstpointer data)
{
  g_autoptr (GArray) regions = list (desk, NULL, MLS_REGIONS_SMALLEST);

  for (guint i = 0; i < regions->len; i++)
    {
      const MlsWholeRegion *region = &g_array_index (regions, MlsWholeRegion, i);
      g_autoptr (MlsImprint) imprint = mls_contrast_imprint (desk->contrast, region->vintage, region->place);

      g_assert_nonnull (imprint);
      g_assert_cmpuint (imprint->ground->len + imprint->gone->len + imprint->come->len, >, 0);
    }
  g_assert_null (mls_contrast_imprint (desk->contrast, 0, (MlsPoint){ 0, 0 }));
}

/* The other way round everything is what it was. */
static void
test_back (Desk *desk, gconstpointer data)
{
  g_autoptr (GArray) there = list (desk, NULL, MLS_REGIONS_LARGEST);
  g_autoptr (GArray) back = NULL;
  MlsDelta *inverse = mls_delta_inverted (mls_contrast_get_delta (desk->contrast));

  mls_contrast_unref (desk->contrast);
  desk->contrast = mls_contrast_new (inverse);
  back = list (desk, NULL, MLS_REGIONS_LARGEST);
  g_assert_cmpuint (back->len, ==, there->len);
  for (guint i = 0; i < back->len; i++)
    g_assert_true (g_array_index (back, MlsWholeRegion, i).area2 == g_array_index (there, MlsWholeRegion, i).area2);
}

/* Of nothing there is nothing. */
static void
test_none (void)
{
  g_autoptr (MlsContrast) contrast = mls_contrast_new (mls_delta_new ());
  g_autoptr (GArray) regions = mls_contrast_list (contrast, &(MlsContrastQuery){ NULL, MLS_REGIONS_LARGEST, NULL });

  g_assert_cmpuint (regions->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/quality/contrast/" name, Desk, NULL, desk_begin, func, desk_end)
  ADD ("grounds", test_grounds);
  ADD ("areas", test_areas);
  ADD ("filter", test_filter);
  ADD ("imprint", test_imprint);
  ADD ("back", test_back);
#undef ADD
  g_test_add_func ("/quality/contrast/none", test_none);

  return g_test_run ();
}
