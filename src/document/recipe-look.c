#include "document/recipe-look.h"

#include <glib/gi18n-lib.h>

static void
look_free (gpointer data)
{
  MlsRecipeLook *look = data;

  g_clear_pointer (&look->recipe, mls_recipe_free);
  g_hash_table_unref (look->lists);
  g_hash_table_unref (look->faults);
  g_free (look->path);
  g_free (look);
}

/* A file is looked at once, whatever is read from it. */
static void
look_at (MlsRecipeLook *look, const MlsRecipeSource *source)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list;

  if (source->file == NULL || g_hash_table_contains (look->lists, source->file) ||
      g_hash_table_contains (look->faults, source->file))
    return;

  list = mls_ground_facts_list (source->file, &error);
  if (list != NULL)
    g_hash_table_insert (look->lists, g_strdup (source->file), list);
  else
    g_hash_table_insert (look->faults, g_strdup (source->file), g_strdup (error->message));
}

static gboolean
do_look (MlsErrand *errand, gpointer data, GError **error)
{
  MlsRecipeLook *look = data;
  const MlsRecipe *recipe;

  look->recipe = mls_recipe_load (look->path, error);
  if (look->recipe == NULL)
    return FALSE;

  recipe = look->recipe;
  look_at (look, &recipe->territory);
  if (recipe->coverage != NULL)
    look_at (look, &recipe->coverage->source);
  for (guint i = 0; i < recipe->layers->len; i++)
    look_at (look, &((const MlsRecipeLayer *) g_ptr_array_index (recipe->layers, i))->source);

  return TRUE;
}

/**
 * mls_recipe_look_new:
 * @path: the file of a recipe
 *
 * Its errand fails if that is no recipe; files of layers that cannot be read do not end it.
 *
 * Returns: (transfer full): an errand whose data is a #MlsRecipeLook at it
 */
MlsErrand *
mls_recipe_look_new (const char *path)
{
  MlsRecipeLook *look = g_new0 (MlsRecipeLook, 1);

  look->path = g_strdup (path);
  look->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  look->faults = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return mls_errand_new (do_look, look, look_free);
}

/**
 * mls_recipe_look_get_list:
 * @look: a look that is done
 * @source: a part of its recipe, with a file
 * @fault: (out): why the file cannot be read, if it cannot
 *
 * Returns: (transfer none) (nullable) (element-type MlsGroundFacts): the layers of the file
 */
GPtrArray *
mls_recipe_look_get_list (const MlsRecipeLook *look, const MlsRecipeSource *source, char **fault)
{
  *fault = g_strdup (g_hash_table_lookup (look->faults, source->file));

  return g_hash_table_lookup (look->lists, source->file);
}

/**
 * mls_recipe_look_find:
 * @look: a look that is done
 * @source: a part of its recipe, with a file
 * @fault: (out): why there is no such layer, if there is none
 *
 * Returns: (transfer none) (nullable): the layer, which is the only one of its file where none is named
 */
const MlsGroundFacts *
mls_recipe_look_find (const MlsRecipeLook *look, const MlsRecipeSource *source, char **fault)
{
  const GPtrArray *list = mls_recipe_look_get_list (look, source, fault);

  if (list == NULL)
    return NULL;

  for (guint i = 0; i < list->len; i++)
    {
      const MlsGroundFacts *facts = g_ptr_array_index (list, i);

      if (source->layer != NULL ? g_str_equal (facts->layer, source->layer) : list->len == 1)
        return facts;
    }

  *fault = source->layer != NULL ? g_strdup_printf (_("“%s” has no layer “%s”"), source->file, source->layer)
                                 : g_strdup_printf (_("“%s” has several layers: choose one"), source->file);
  return NULL;
}
