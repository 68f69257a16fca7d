#include "rules/sliver.h"

#include <locale.h>

/* Which ground is too little to be believed, and whose it becomes. */

enum { FOREST, FIELD, TOWN, N_CODES };

static MlsNomenclature *
nomenclature_new (void)
{
  static const char *const codes[N_CODES] = { "CS1", "CS2", "CS3" };
  MlsNomenclature *nomenclature = mls_nomenclature_new ();

  for (guint i = 0; i < N_CODES; i++)
    {
      const MlsClass klass = { .dimension = MLS_DIMENSION_COVER, .code = g_quark_from_string (codes[i]), .level = 1,
                               .minimum_m2 = 300, .family = g_quark_from_static_string ("wooded") };

      g_assert_true (mls_nomenclature_add_class (nomenclature, &klass, NULL));
    }

  return nomenclature;
}

static MlsPair
pair_of (int code)
{
  static const char *const codes[N_CODES] = { "CS1", "CS2", "CS3" };

  return (MlsPair){ code >= 0 ? g_quark_from_string (codes[code]) : 0, 0 };
}

static void
add (GArray *pieces, int was, int is, double area_m2, gboolean parted)
{
  g_array_append_val (pieces, ((MlsSliverPiece){ pair_of (was), pair_of (is), (guint) (is + 1), mls_area2_from_m2 (area_m2),
                                                 0, parted }));
}

static void
join (GArray *borders, guint a, guint b, double metres)
{
  g_array_append_val (borders, ((MlsPieceBorder){ a, b, metres * MLS_MM_PER_M }));
}

typedef struct
{
  GArray *pieces;
  GArray *borders;
  GArray *slivers;
} Case;

static void
cure (Case *self, double minimum_m2, double thickness_m, gboolean cures)
{
  g_autoptr (MlsNomenclature) nomenclature = nomenclature_new ();
  const MlsSliverRules rules = { nomenclature, mls_area2_from_m2 (minimum_m2), thickness_m * MLS_MM_PER_M };

  self->slivers = mls_slivers_cure (self->pieces, self->borders, &rules, cures);
}

static void
set_up (Case *self, gconstpointer data)
{
  self->pieces = g_array_new (FALSE, FALSE, sizeof (MlsSliverPiece));
  self->borders = g_array_new (FALSE, FALSE, sizeof (MlsPieceBorder));
}

static void
tear_down (Case *self, gconstpointer data)
{
  g_clear_pointer (&self->pieces, g_array_unref);
  g_clear_pointer (&self->borders, g_array_unref);
  g_clear_pointer (&self->slivers, g_array_unref);
}

static void
assert_is (const Case *self, guint piece, int code)
{
  g_assert_cmpuint (g_array_index (self->pieces, MlsSliverPiece, piece).is.cover, ==, pair_of (code).cover);
  g_assert_cmpuint (g_array_index (self->pieces, MlsSliverPiece, piece).label, ==, (guint) (code + 1));
}

/* Forest and field, and between them a strip of forest that would be field. */
static void
draw_strip (Case *self, double strip_m2)
{
  add (self->pieces, FOREST, FOREST, 10000, TRUE);
  add (self->pieces, FOREST, FIELD, strip_m2, TRUE);
  add (self->pieces, FIELD, FIELD, 10000, FALSE);
  join (self->borders, 0, 1, 100);
  join (self->borders, 1, 2, 101);
}

/* What was forest goes on with the forest, though its border with the field is longer. */
static void
test_strip (Case *self, gconstpointer data)
{
  draw_strip (self, 400);
  cure (self, 500, 0, TRUE);
  assert_is (self, 1, FOREST);
  g_assert_cmpuint (self->slivers->len, ==, 1);
  g_assert_true (g_array_index (self->slivers, MlsSliver, 0).cured);
  g_assert_true (g_array_index (self->slivers, MlsSliver, 0).area2 == mls_area2_from_m2 (400));
}

static void
test_enough (Case *self, gconstpointer data)
{
  draw_strip (self, 500);
  cure (self, 500, 0, TRUE);
  assert_is (self, 1, FIELD);
  g_assert_cmpuint (self->slivers->len, ==, 0);
}

/* 400 m² along 201 m of border are 4 m thick on the mean. */
static void
test_thin (Case *self, gconstpointer data)
{
  draw_strip (self, 400);
  cure (self, 0, 3.9, TRUE);
  assert_is (self, 1, FIELD);
  g_clear_pointer (&self->slivers, g_array_unref);
  cure (self, 0, 4, TRUE);
  assert_is (self, 1, FOREST);
}

static void
test_listed (Case *self, gconstpointer data)
{
  draw_strip (self, 400);
  cure (self, 500, 0, FALSE);
  assert_is (self, 1, FIELD);
  g_assert_cmpuint (self->slivers->len, ==, 1);
  g_assert_false (g_array_index (self->slivers, MlsSliver, 0).cured);
}

/* A field of 200 m² in the forest is less than its class allows; at the territory's edge it may be. */
static void
test_class (Case *self, gconstpointer data)
{
  add (self->pieces, FOREST, FOREST, 10000, TRUE);
  add (self->pieces, FOREST, FIELD, 200, TRUE);
  add (self->pieces, FOREST, TOWN, 200, TRUE);
  join (self->borders, 0, 1, 60);
  join (self->borders, 0, 2, 60);
  g_array_index (self->pieces, MlsSliverPiece, 2).edge = 1000;
  cure (self, 0, 0, TRUE);
  assert_is (self, 1, FOREST);
  assert_is (self, 2, TOWN);
}

/* What is left of a forest that became town is too little to be one. */
static void
test_remnant (Case *self, gconstpointer data)
{
  add (self->pieces, FOREST, TOWN, 5000, TRUE);
  add (self->pieces, FOREST, FOREST, 100, TRUE);
  add (self->pieces, FIELD, FIELD, 100, FALSE);
  join (self->borders, 0, 1, 30);
  join (self->borders, 1, 2, 10);
  cure (self, 0, 0, TRUE);
  assert_is (self, 1, TOWN);

  /* A field that is small as it was is not looked at. */
  assert_is (self, 2, FIELD);
}

/* Nobody is there to take it, and what is not coded takes nothing. */
static void
test_alone (Case *self, gconstpointer data)
{
  add (self->pieces, FOREST, FIELD, 100, FALSE);
  add (self->pieces, FOREST, -1, 5000, FALSE);
  join (self->borders, 0, 1, 40);
  cure (self, 500, 0, TRUE);
  assert_is (self, 0, FIELD);
  g_assert_cmpuint (self->slivers->len, ==, 1);
  g_assert_false (g_array_index (self->slivers, MlsSliver, 0).cured);
}

#define ADD(name, func) g_test_add ("/rules/sliver/" name, Case, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("strip", test_strip);
  ADD ("enough", test_enough);
  ADD ("thin", test_thin);
  ADD ("listed", test_listed);
  ADD ("class", test_class);
  ADD ("remnant", test_remnant);
  ADD ("alone", test_alone);

  return g_test_run ();
}
