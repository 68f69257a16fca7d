/* Families of classes, which are kept among the settings: what a class is of stands in its row. */

#include "store/nomenclature-private.h"

#include "store/setting.h"

#define KIND    "family.kind."
#define FRENCH  "family.fr."
#define ENGLISH "family.en."

static gboolean
save_text (MlsDatabase *database, const char *prefix, MlsText name, const char *text, GError **error)
{
  g_autofree char *key = g_strconcat (prefix, g_quark_to_string (name), NULL);

  return mls_database_run (database, error, "INSERT OR IGNORE INTO setting (key, value) VALUES (?, ?)", "ss", key, text);
}

/**
 * mls_nomenclature_save_families:
 * @database: a project, in a transaction
 * @nomenclature: its nomenclature
 * @error: a #MLS_STORE_ERROR
 *
 * What the file has already stays as it is.
 *
 * Returns: whether all is in the file
 */
gboolean
mls_nomenclature_save_families (MlsDatabase *database, const MlsNomenclature *nomenclature, GError **error)
{
  const GArray *families = mls_nomenclature_families (nomenclature);

  for (guint i = 0; i < families->len; i++)
    {
      const MlsFamily *family = &g_array_index (families, MlsFamily, i);

      if (!save_text (database, KIND, family->name, family->kind != 0 ? g_quark_to_string (family->kind) : "", error) ||
          !save_text (database, FRENCH, family->name, family->label_fr, error) ||
          !save_text (database, ENGLISH, family->name, family->label_en, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * mls_nomenclature_read_families:
 * @database: a project
 * @nomenclature: its nomenclature, all else read
 * @error: a #MLS_STORE_ERROR
 *
 * Files from before there were any in them had the families of the program.
 *
 * Returns: whether they are there
 */
gboolean
mls_nomenclature_read_families (MlsDatabase *database, MlsNomenclature *nomenclature, GError **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    database,
    "WITH told (name, kind) AS (SELECT substr (key, length ('" KIND "') + 1), value FROM setting WHERE key GLOB '" KIND "*') "
    "SELECT name, (SELECT value FROM setting WHERE key = '" FRENCH "' || name), "
    "(SELECT value FROM setting WHERE key = '" ENGLISH "' || name), kind FROM told ORDER BY name", error);
  gboolean row, any = FALSE;

  while (query != NULL && mls_database_step (database, query, &row, error))
    {
      MlsFamily family;

      if (!row)
        {
          if (!any)
            mls_nomenclature_borrow_families (nomenclature);
          return TRUE;
        }

      any = TRUE;
      family = (MlsFamily){ mls_statement_intern (query, 0), (const char *) sqlite3_column_text (query, 1),
                            (const char *) sqlite3_column_text (query, 2), mls_statement_intern (query, 3) };
      if (family.name != MLS_FAMILY_NONE)
        mls_nomenclature_set_family (nomenclature, &family);
    }

  return FALSE;
}
