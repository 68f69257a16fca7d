#include "rules/nomenclature-path.h"

#include "rules/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * mls_nomenclature_path:
 * @name: the name of a nomenclature that comes with the program, or a folder
 *
 * Looks in the folder that the environment's MLS_NOMENCLATURE names, then where the program is
 * installed, then where it was built.
 *
 * Returns: (transfer full) (nullable): the folder to load it from; %NULL if there is none
 */
char *
mls_nomenclature_path (const char *name)
{
  const char *folders[] = { g_getenv ("MLS_NOMENCLATURE"), MLS_NOMENCLATURE_INSTALLED, MLS_NOMENCLATURE_BUILT };

  if (strchr (name, G_DIR_SEPARATOR) != NULL)
    return g_file_test (name, G_FILE_TEST_IS_DIR) ? g_strdup (name) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = folders[i] != NULL ? g_build_filename (folders[i], name, NULL) : NULL;

      if (path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&path);
    }

  return NULL;
}

/**
 * mls_nomenclature_load_named:
 * @name: the name of a nomenclature that comes with the program, or a folder
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
