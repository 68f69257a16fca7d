#include "store/recipe.h"

#include "remove-tree.h"
#include "store/error.h"

#include <locale.h>

/* What a recipe says, and that it says the same once it was written. */

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("mls-recipe-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "recipe.ini", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static MlsRecipe *
load (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  MlsRecipe *recipe;

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  recipe = mls_recipe_load (fixture->path, &error);
  g_assert_no_error (error);

  return recipe;
}

static const char all[] =
  "[project]\n"
  "crs = EPSG:2154\n"
  "nomenclature = ocs2d\n"
  "vintages = 2021; 24\n"
  "tolerance = 0.25\n"
  "least_uncoded = 0\n"
  "\n"
  "[territory]\n"
  "file = limit.gpkg\n"
  "layer = commune\n"
  "where = NOM = 'L’Épine' AND X < 3.5\n"
  "\n"
  "[skeleton water and ponds]\n"
  "file = /data/bdtopo.gpkg\n"
  "cover = CS3.1.1\n"
  "vintages = 24\n"
  "\n"
  "[skeleton roads]\n"
  "file = sub/roads.shp\n"
  "crs = EPSG:4326\n"
  "width = LARGEUR\n"
  "default_width = 4.5\n"
  "cover = CS1.1.2\n"
  "use = US4.1.2\n"
  "\n"
  "[coverage]\n"
  "file = old.gpkg\n"
  "map = cs21=A,us21=B\n"
  "\n"
  "[photo]\n"
  "file = https://example.org/ortho.tif\n"
  "title = Ortho 2024\n"
  "vintage = 24\n"
  "kind = infrared\n";

static void
test_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MlsRecipe) recipe = load (fixture, all);
  g_autofree char *limit = g_build_filename (fixture->folder, "limit.gpkg", NULL);
  g_autofree char *written = mls_recipe_to_text (recipe, fixture->path);
  const MlsRecipeLayer *roads = g_ptr_array_index (recipe->layers, 1);
  const MlsRecipePhoto *photo = g_ptr_array_index (recipe->photos, 0);

  g_assert_cmpstr (recipe->territory.file, ==, limit);
  g_assert_cmpstr (recipe->vintages[0], ==, "2021");
  g_assert_cmpstr (recipe->vintages[1], ==, "24");
  g_assert_null (recipe->vintages[2]);
  g_assert_cmpfloat (recipe->tolerance_m, ==, 0.25);
  g_assert_cmpfloat (recipe->uncoded_m2, ==, 0);
  g_assert_cmpuint (recipe->layers->len, ==, 2);
  g_assert_cmpstr (((MlsRecipeLayer *) g_ptr_array_index (recipe->layers, 0))->name, ==, "water and ponds");
  g_assert_cmpstr (roads->width_column, ==, "LARGEUR");
  g_assert_cmpfloat (roads->width_m, ==, 4.5);
  g_assert_cmpstr (photo->file, ==, "https://example.org/ortho.tif");
  g_assert_true (photo->infrared);
  g_assert_cmpstr (written, ==, all);
}

/* What lies elsewhere is written as it is called everywhere. */
static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MlsRecipe) recipe = load (fixture, all);
  g_autofree char *moved = mls_recipe_to_text (recipe, "/elsewhere/recipe.ini");
  g_autofree char *line = g_strdup_printf ("file = %s/limit.gpkg\n", fixture->folder);

  g_assert_nonnull (g_strstr_len (moved, -1, line));
}

/* A word with a backslash, a line break or quotes comes back as it was, in one line. */
static void
test_strange (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MlsRecipe) recipe = mls_recipe_new ();
  MlsRecipeLayer *layer = mls_recipe_layer_new ();
  g_autoptr (MlsRecipe) again = NULL;
  g_autoptr (GError) error = NULL;

  layer->name = g_strdup ("a]b");
  layer->source.file = g_strdup ("/x.gpkg");
  layer->source.where = g_strdup ("A LIKE '\\s%' OR B = \"é;\"");
  layer->cover = g_strdup ("CS1.1.1");
  g_ptr_array_add (recipe->layers, layer);
  g_assert_true (mls_recipe_save (recipe, fixture->path, &error));
  g_assert_no_error (error);
  again = mls_recipe_load (fixture->path, &error);
  g_assert_no_error (error);
  layer = g_ptr_array_index (again->layers, 0);
  g_assert_cmpstr (layer->name, ==, "a)b");
  g_assert_cmpstr (layer->source.where, ==, "A LIKE '\\s%' OR B = \"é;\"");
}

/* Layers of one name are two all the same. */
static void
test_same_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MlsRecipe) recipe = mls_recipe_new ();
  g_autoptr (MlsRecipe) again = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      MlsRecipeLayer *layer = mls_recipe_layer_new ();

      layer->name = g_strdup ("roads");
      layer->source.file = g_strdup_printf ("/%u.gpkg", i);
      layer->cover = g_strdup ("CS1.1.2");
      g_ptr_array_add (recipe->layers, layer);
    }
  g_assert_true (mls_recipe_save (recipe, fixture->path, &error));
  again = mls_recipe_load (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->layers->len, ==, 3);
  g_assert_cmpstr (((MlsRecipeLayer *) g_ptr_array_index (again->layers, 2))->source.file, ==, "/2.gpkg");
}

/* Only what is said is written. */
static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MlsRecipe) recipe = load (fixture, "# nothing\n");
  g_autofree char *text = mls_recipe_to_text (recipe, NULL);

  g_assert_cmpstr (text, ==, "[project]\n\n[territory]\n");
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mls_recipe_load (fixture->path, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_MISSING);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/recipe/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("all", test_all);
  ADD ("elsewhere", test_elsewhere);
  ADD ("strange", test_strange);
  ADD ("same-name", test_same_name);
  ADD ("empty", test_empty);
  ADD ("missing", test_missing);

  return g_test_run ();
}
