#include "store/ground-facts.h"

#include "remove-tree.h"
#include "rules/nomenclature-path.h"
#include "store/error.h"

#include <locale.h>

/* What is known of layers before they become ground, and what is proposed of them. */

#define LINE "{\"type\": \"LineString\", \"coordinates\": [[3, 46.5], [3.001, 46.5]]}"
#define AREA "{\"type\": \"Polygon\", \"coordinates\": [[[3, 46.5], [3.001, 46.5], [3.001, 46.501], [3, 46.5]]]}"
#define POINT "{\"type\": \"Point\", \"coordinates\": [3, 46.5]}"

typedef struct
{
  char      *folder;
  GPtrArray *list; /* (element-type MlsGroundFacts) of all files so far */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("mls-ground-facts-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->list = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_ground_facts_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->list);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

/* A file of one layer with one feature, read. */
static gboolean
add (Fixture *fixture, const char *name, const char *geometry, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.geojson", fixture->folder, name);
  g_autofree char *text = g_strdup_printf ("{\"type\": \"FeatureCollection\", \"name\": \"%s\", \"features\": [{\"type\": \"Feature\", "
                                           "\"properties\": {\"NATURE\": \"x\", \"LARGEUR\": 4.5}, \"geometry\": %s}]}", name, geometry);
  g_autoptr (GPtrArray) list = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  list = mls_ground_facts_list (path, error);
  while (list != NULL && list->len > 0)
    g_ptr_array_add (fixture->list, g_ptr_array_steal_index (list, 0));

  return list != NULL;
}

static void
assert_proposed (Fixture *fixture, const char *expected)
{
  g_autoptr (MlsSkeletonTable) table = mls_skeleton_table_load (MLS_NOMENCLATURE_DEFAULT, NULL);
  g_autoptr (GPtrArray) layers = mls_ground_facts_propose (fixture->list, table);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < layers->len; i++)
    {
      const MlsRecipeLayer *layer = g_ptr_array_index (layers, i);

      g_string_append_printf (text, "%s %s %s %s %g\n", layer->name, layer->cover != NULL ? layer->cover : "-",
                              layer->use != NULL ? layer->use : "-", layer->width_column != NULL ? layer->width_column : "-",
                              layer->width_m);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_facts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const MlsGroundFacts *facts;

  g_assert_true (add (fixture, "route", LINE, &error));
  g_assert_no_error (error);
  facts = g_ptr_array_index (fixture->list, 0);
  g_assert_cmpstr (facts->layer, ==, "route");
  g_assert_cmpint (facts->kind, ==, MLS_GROUND_LINE);
  g_assert_cmpuint (facts->n_features, ==, 1);
  g_assert_cmpuint (facts->columns->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (facts->columns, 1), ==, "LARGEUR");
  g_assert_nonnull (facts->crs);
}

/* What is known comes in the order in which layers take ground, whatever that of the files; the rest is left out. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_assert_true (add (fixture, "SURFACE_HYDROGRAPHIQUE", AREA, NULL));
  g_assert_true (add (fixture, "commune", AREA, NULL));
  g_assert_true (add (fixture, "TRONCON_DE_ROUTE", LINE, NULL));
  g_assert_true (add (fixture, "BATIMENT", AREA, NULL));
  assert_proposed (fixture, "BATIMENT CS1.1.1 - - 0\nTRONCON_DE_ROUTE CS1.1.2 US4.1.2 LARGEUR 5\nSURFACE_HYDROGRAPHIQUE CS3.1.1 - - 0\n");
}

/* The only one is proposed all the same, with what can be told of it. */
static void
test_only (Fixture *fixture, gconstpointer data)
{
  g_assert_true (add (fixture, "hedges", LINE, NULL));
  assert_proposed (fixture, "hedges - - LARGEUR 0\n");
}

/* Points are no ground, and what is no file says so. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (add (fixture, "trees", POINT, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN);
  g_clear_error (&error);
  g_assert_null (mls_ground_facts_list ("/nowhere.gpkg", &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/ground-facts/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("facts", test_facts);
  ADD ("order", test_order);
  ADD ("only", test_only);
  ADD ("refused", test_refused);

  return g_test_run ();
}
