#include "rules/speck.h"

#include <locale.h>
#include <string.h>

/* Pieces in a row, each beside the next unless told otherwise: what becomes of those that are too small. */

typedef struct
{
  MlsNomenclature *nomenclature;
  MlsLabel         labels[8];
  MlsSpeckPiece    pieces[8];
  guint            n;
  GArray          *borders;
  MlsSpecks        specks;
} Case;

static void
add_class (MlsNomenclature *nomenclature, MlsDimension dimension, const char *code, double minimum_m2, const char *family)
{
  g_autofree char *parent = g_strndup (code, 3);
  const MlsClass klass = { .dimension = dimension, .code = g_quark_from_string (code), .level = strlen (code) > 3 ? 2 : 1,
                           .parent = strlen (code) > 3 ? g_quark_from_string (parent) : 0, .minimum_m2 = minimum_m2,
                           .family = g_quark_from_string (family) };

  g_assert_true (mls_nomenclature_add_class (nomenclature, &klass, NULL));
}

static void
set_up (Case *self, gconstpointer data)
{
  self->nomenclature = mls_nomenclature_new ();
  add_class (self->nomenclature, MLS_DIMENSION_COVER, "CS1", 0, "artificial");
  add_class (self->nomenclature, MLS_DIMENSION_COVER, "CS1.1", 50, "artificial");
  add_class (self->nomenclature, MLS_DIMENSION_COVER, "CS1.2", 300, "artificial");
  add_class (self->nomenclature, MLS_DIMENSION_COVER, "CS2", 300, "agricultural");
  add_class (self->nomenclature, MLS_DIMENSION_USE, "US1", 300, "artificial");
  add_class (self->nomenclature, MLS_DIMENSION_USE, "US2", 300, "artificial");
  self->borders = g_array_new (FALSE, FALSE, sizeof (MlsPieceBorder));
}

static void
tear_down (Case *self, gconstpointer data)
{
  mls_nomenclature_unref (self->nomenclature);
  g_array_unref (self->borders);
}

static MlsText
code_of (const char *text)
{
  return text != NULL ? g_quark_from_string (text) : 0;
}

static guint
add (Case *self, const char *cover, const char *use, double area_m2)
{
  self->labels[self->n] = (MlsLabel){ { 0 } };
  self->labels[self->n].field[MLS_FIELD_COVER] = code_of (cover);
  self->labels[self->n].field[MLS_FIELD_USE] = code_of (use);
  self->pieces[self->n] = (MlsSpeckPiece){ &self->labels[self->n], mls_area2_from_m2 (area_m2), FALSE };

  return self->n++;
}

static void
touch (Case *self, guint a, guint b, double metres)
{
  g_array_append_val (self->borders, ((MlsPieceBorder){ a, b, metres * MLS_MM_PER_M }));
}

static void
cure (Case *self)
{
  static const MlsVintage vintage = { .code = "24", .year = 2024 };
  const MlsSpeckRules rules = { self->nomenclature, &vintage, 1, mls_area2_from_m2 (300) };

  mls_specks_cure (self->pieces, self->n, self->borders, &rules, &self->specks);
}

static void
assert_label (const Case *self, guint piece, const char *cover, const char *use)
{
  g_assert_cmpstr (g_quark_to_string (self->labels[piece].field[MLS_FIELD_COVER]), ==, cover);
  g_assert_cmpstr (g_quark_to_string (self->labels[piece].field[MLS_FIELD_USE]), ==, use);
}

static void
assert_counts (const Case *self, guint freed, guint absorbed, guint filled, guint left)
{
  g_assert_cmpuint (self->specks.n[MLS_SPECK_FREED], ==, freed);
  g_assert_cmpuint (self->specks.n[MLS_SPECK_ABSORBED], ==, absorbed);
  g_assert_cmpuint (self->specks.n[MLS_SPECK_FILLED], ==, filled);
  g_assert_cmpuint (self->specks.n[MLS_SPECK_LEFT], ==, left);
}

/* A building of 49 m² is not drawn; one of 50 is. Two of 30 side by side are one of 60. */
static void
test_minimum (Case *self, gconstpointer data)
{
  guint rest = add (self, NULL, NULL, 10000);
  guint small = add (self, "CS1.1", NULL, 49);
  guint large = add (self, "CS1.1", NULL, 50);
  guint half = add (self, "CS1.1", NULL, 30);
  guint other = add (self, "CS1.1", NULL, 30);

  touch (self, rest, small, 28);
  touch (self, rest, large, 28);
  touch (self, rest, half, 18);
  touch (self, rest, other, 18);
  touch (self, half, other, 6);
  cure (self);

  assert_label (self, small, NULL, NULL);
  assert_label (self, large, "CS1.1", NULL);
  assert_label (self, half, "CS1.1", NULL);
  assert_label (self, other, "CS1.1", NULL);
  assert_counts (self, 1, 0, 0, 0);
  g_assert_true (self->specks.area2[MLS_SPECK_FREED] == mls_area2_from_m2 (49));
}

/* What is left of a building beside a road is no road, if ground without a code lies there, too: however short that
 * border is. */
static void
test_uncoded_first (Case *self, gconstpointer data)
{
  guint rest = add (self, NULL, NULL, 10000);
  guint road = add (self, "CS1.2", "US1", 5000);
  guint piece = add (self, "CS1.1", NULL, 20);

  touch (self, rest, piece, 1);
  touch (self, road, piece, 10);
  touch (self, rest, road, 500);
  cure (self);

  assert_label (self, piece, NULL, NULL);
  assert_counts (self, 1, 0, 0, 0);
}

/* Between codes alone themes count before the border. */
static void
test_absorbed (Case *self, gconstpointer data)
{
  guint field = add (self, "CS2", NULL, 10000);
  guint road = add (self, "CS1.2", NULL, 5000);
  guint piece = add (self, "CS1.1", NULL, 20);

  touch (self, field, piece, 20);
  touch (self, road, piece, 2);
  touch (self, field, road, 500);
  cure (self);

  assert_label (self, piece, "CS1.2", NULL);
  assert_counts (self, 0, 1, 0, 0);
}

/* A traffic island of 299 m² is road, of 300 it is to be coded. */
static void
test_filled (Case *self, gconstpointer data)
{
  guint road = add (self, "CS1.2", "US1", 5000);
  guint small = add (self, NULL, NULL, 299);
  guint large = add (self, NULL, NULL, 300);

  touch (self, road, small, 60);
  touch (self, road, large, 60);
  cure (self);

  assert_label (self, small, "CS1.2", "US1");
  assert_label (self, large, NULL, NULL);
  assert_counts (self, 0, 0, 2, 0);
}

/* The edge may cut what has a code; what has none is filled there, too. */
static void
test_edge (Case *self, gconstpointer data)
{
  guint road = add (self, "CS1.2", NULL, 5000);
  guint building = add (self, "CS1.1", NULL, 10);
  guint rest = add (self, NULL, NULL, 10);

  touch (self, road, building, 5);
  touch (self, road, rest, 5);
  self->pieces[building].on_edge = self->pieces[rest].on_edge = TRUE;
  cure (self);

  assert_label (self, building, "CS1.1", NULL);
  assert_label (self, rest, "CS1.2", NULL);
  assert_counts (self, 0, 0, 1, 0);
}

/* Smallest first: a piece that took another one in may be large enough then. */
static void
test_grows (Case *self, gconstpointer data)
{
  guint field = add (self, "CS2", NULL, 290);
  guint piece = add (self, "CS1.1", NULL, 20);
  guint road = add (self, "CS1.2", NULL, 10000);

  touch (self, field, piece, 20);
  touch (self, field, road, 100);
  cure (self);

  assert_label (self, piece, "CS2", NULL);
  assert_label (self, field, "CS2", NULL);
  assert_counts (self, 0, 1, 0, 0);
}

/* Nothing beside it may have it. */
static void
test_left (Case *self, gconstpointer data)
{
  guint alone = add (self, "CS1.1", NULL, 20);

  cure (self);
  assert_label (self, alone, "CS1.1", NULL);
  assert_counts (self, 0, 0, 0, 1);
}

/* Where pairs are known, one that may not stand is not made: both codes are the neighbour's. */
static void
test_pairs (Case *self, gconstpointer data)
{
  const MlsPairRule rule = { .pair = { code_of ("CS1.2"), code_of ("US1") } };
  guint road = add (self, "CS1.2", "US1", 5000);
  guint piece = add (self, "CS2", "US2", 20);

  g_assert_true (mls_nomenclature_add_pair (self->nomenclature, &rule, NULL));
  touch (self, road, piece, 10);
  cure (self);

  assert_label (self, piece, "CS1.2", "US1");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/speck/" name, Case, NULL, set_up, func, tear_down)
  ADD ("minimum", test_minimum);
  ADD ("uncoded-first", test_uncoded_first);
  ADD ("absorbed", test_absorbed);
  ADD ("filled", test_filled);
  ADD ("edge", test_edge);
  ADD ("grows", test_grows);
  ADD ("left", test_left);
  ADD ("pairs", test_pairs);

  return g_test_run ();
}
