#include "store/nomenclature-folder.h"

#include "rules/nomenclature-write.h"
#include "rules/rule.h"

/* What the project has set of the rules that a nomenclature may bring along. */
static gboolean
add_rules (MlsStore *store, MlsNomenclature *nomenclature, GError **error)
{
  for (guint i = 0; i < mls_rule_n (); i++)
    {
      g_autofree char *value = NULL;

      if (!mls_store_get_rule (store, mls_rule_name (i), 0, &value, error))
        return FALSE;
      if (value != NULL && !g_str_equal (mls_rule_name (i), MLS_RULE_CORRECTORS) &&
          !mls_nomenclature_set_rule (nomenclature, mls_rule_name (i), value, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * mls_store_export_nomenclature:
 * @self: a project
 * @dir: a folder that does not exist
 * @error: a #MLS_STORE_ERROR or #GFileError
 *
 * Writes its nomenclature as tables that other projects can be made with, and the rules that are set in it.
 *
 * Returns: whether all is there
 */
gboolean
mls_store_export_nomenclature (MlsStore *self, const char *dir, GError **error)
{
  g_autoptr (MlsNomenclature) nomenclature = mls_store_read_nomenclature (self, error);

  return nomenclature != NULL && add_rules (self, nomenclature, error) && mls_nomenclature_write (nomenclature, dir, error);
}
