#include "rules/skeleton-table.h"

#include "rules/nomenclature-path.h"

#include <locale.h>
#include <string.h>

/* What layers of others most likely become, by what they are called. */

static void
assert_guess (const char *layer, MlsGroundKind kind, const char *cover, const char *use, double width_m)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsSkeletonTable) table = mls_skeleton_table_load (MLS_NOMENCLATURE_DEFAULT, &error);
  MlsSkeletonGuess guess = { 0 };

  g_assert_no_error (error);
  g_assert_true (mls_skeleton_table_find (table, layer, kind, &guess));
  g_assert_cmpstr (guess.cover, ==, cover);
  g_assert_cmpstr (guess.use, ==, use);
  g_assert_cmpfloat (guess.width_m, ==, width_m);
}

static void
assert_unknown (const char *layer, MlsGroundKind kind)
{
  g_autoptr (MlsSkeletonTable) table = mls_skeleton_table_load (MLS_NOMENCLATURE_DEFAULT, NULL);
  MlsSkeletonGuess guess;

  g_assert_false (mls_skeleton_table_find (table, layer, kind, &guess));
}

/* As BD TOPO has them, in any case, with accents or in a longer name; and in English. */
static void
test_names (void)
{
  assert_guess ("TRONCON_DE_ROUTE", MLS_GROUND_LINE, "CS1.1.2", "US4.1.2", 5);
  assert_guess ("BDTOPO 3.3 Tronçon de route", MLS_GROUND_LINE, "CS1.1.2", "US4.1.2", 5);
  assert_guess ("batiment", MLS_GROUND_AREA, "CS1.1.1", NULL, 0);
  assert_guess ("Bâtiment.shp", MLS_GROUND_ANY, "CS1.1.1", NULL, 0);
  assert_guess ("troncon_de_voie_ferree", MLS_GROUND_LINE, "CS1.2.1", "US4.2.1", 6);
  assert_guess ("SURFACE_HYDROGRAPHIQUE", MLS_GROUND_AREA, "CS3.1.1", NULL, 0);
  assert_guess ("osm-roads", MLS_GROUND_LINE, "CS1.1.2", "US4.1.2", 5);
}

/* Only whole words tell, and only of what the layer is made of. */
static void
test_unknown (void)
{
  assert_unknown ("enroute", MLS_GROUND_LINE);
  assert_unknown ("batiment", MLS_GROUND_LINE);
  assert_unknown ("troncon_de_route", MLS_GROUND_AREA);
  assert_unknown ("commune", MLS_GROUND_AREA);
  assert_unknown ("", MLS_GROUND_ANY);
}

static guint
order_of (const MlsSkeletonTable *table, const char *layer)
{
  MlsSkeletonGuess guess = { 0 };

  g_assert_true (mls_skeleton_table_find (table, layer, MLS_GROUND_ANY, &guess));

  return guess.order;
}

/* Buildings before roads, roads before railways, these before water. */
static void
test_order (void)
{
  g_autoptr (MlsSkeletonTable) table = mls_skeleton_table_load (MLS_NOMENCLATURE_DEFAULT, NULL);

  g_assert_cmpuint (order_of (table, "batiment"), <, order_of (table, "route"));
  g_assert_cmpuint (order_of (table, "route"), <, order_of (table, "voie_ferree"));
  g_assert_cmpuint (order_of (table, "voie_ferree"), <, order_of (table, "plan_d_eau"));
}

/* Each code of the table is one of the nomenclature's, and its pairs may stand. */
static void
test_codes (void)
{
  static const char *const layers[] = { "batiment", "route", "voie_ferree", "plan_d_eau", "cours_d_eau" };
  g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_load_named (MLS_NOMENCLATURE_DEFAULT, NULL);
  g_autoptr (MlsSkeletonTable) table = mls_skeleton_table_load (MLS_NOMENCLATURE_DEFAULT, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      MlsSkeletonGuess guess = { 0 };
      MlsPair pair;

      g_assert_true (mls_skeleton_table_find (table, layers[i], MLS_GROUND_ANY, &guess));
      pair = (MlsPair){ g_quark_from_string (guess.cover), guess.use != NULL ? g_quark_from_string (guess.use) : 0 };
      g_assert_cmpint (mls_nomenclature_code_state (nomenclature, MLS_DIMENSION_COVER, pair.cover), ==, MLS_CODE_VALID);
      if (pair.use != 0)
        g_assert_cmpint (mls_nomenclature_pair_state (nomenclature, pair, 2024), ==, MLS_CODE_VALID);
    }
}

/* A nomenclature without a table knows no layer. */
static void
test_none (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsSkeletonTable) table = mls_skeleton_table_load ("clc", &error);
  MlsSkeletonGuess guess;

  g_assert_no_error (error);
  g_assert_false (mls_skeleton_table_find (table, "route", MLS_GROUND_LINE, &guess));
}

static void
test_width (void)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  g_assert_null (mls_skeleton_find_width (columns));
  g_ptr_array_add (columns, (gpointer) "NATURE");
  g_ptr_array_add (columns, (gpointer) "LARGEUR");
  g_assert_cmpstr (mls_skeleton_find_width (columns), ==, "LARGEUR");
  g_ptr_array_add (columns, (gpointer) "Largeur_de_chaussée");
  g_assert_cmpstr (mls_skeleton_find_width (columns), ==, "Largeur_de_chaussée");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/skeleton-table/names", test_names);
  g_test_add_func ("/skeleton-table/unknown", test_unknown);
  g_test_add_func ("/skeleton-table/order", test_order);
  g_test_add_func ("/skeleton-table/codes", test_codes);
  g_test_add_func ("/skeleton-table/none", test_none);
  g_test_add_func ("/skeleton-table/width", test_width);

  return g_test_run ();
}
