#include "rules/nomenclature-path.h"

#include "rules/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * mls_nomenclature_dup_own_folder:
 *
 * Returns: (transfer full): where a user puts nomenclatures of their own, each a folder; it may not be there
 */
char *
mls_nomenclature_dup_own_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "millesime", "nomenclature", NULL);
}

/**
 * mls_nomenclature_folders:
 *
 * Returns: (transfer full): where nomenclatures are looked for, in order: the folder that the environment's
 *   MLS_NOMENCLATURE names, the user's own, where the program is installed, where it was built
 */
GStrv
mls_nomenclature_folders (void)
{
  const char *environment = g_getenv ("MLS_NOMENCLATURE");
  g_autoptr (GPtrArray) folders = g_ptr_array_new ();

  if (environment != NULL)
    g_ptr_array_add (folders, g_strdup (environment));
  g_ptr_array_add (folders, mls_nomenclature_dup_own_folder ());
  g_ptr_array_add (folders, g_strdup (MLS_NOMENCLATURE_INSTALLED));
  g_ptr_array_add (folders, g_strdup (MLS_NOMENCLATURE_BUILT));
  g_ptr_array_add (folders, NULL);

  return (GStrv) g_ptr_array_steal (folders, NULL);
}

/**
 * mls_nomenclature_path:
 * @name: the name of a nomenclature in one of mls_nomenclature_folders(), or a folder
 *
 * Returns: (transfer full) (nullable): the folder to load it from; %NULL if there is none
 */
char *
mls_nomenclature_path (const char *name)
{
  g_auto (GStrv) folders = NULL;

  if (strchr (name, G_DIR_SEPARATOR) != NULL)
    return g_file_test (name, G_FILE_TEST_IS_DIR) ? g_strdup (name) : NULL;

  folders = mls_nomenclature_folders ();
  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], name, NULL);

      if (*name != '\0' && g_file_test (path, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&path);
    }

  return NULL;
}

/**
 * mls_nomenclature_load_named:
 * @name: the name of a nomenclature in one of mls_nomenclature_folders(), or a folder
 * @error: %MLS_RULES_ERROR_MISSING if there is none, or as mls_nomenclature_load()
 *
 * Returns: (transfer full): the nomenclature, or %NULL
 */
MlsNomenclature *
mls_nomenclature_load_named (const char *name, GError **error)
{
  g_autofree char *path = mls_nomenclature_path (name);

  if (path != NULL)
    return mls_nomenclature_load (path, error);

  g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_MISSING, _("There is no nomenclature “%s”"), name);
  return NULL;
}
