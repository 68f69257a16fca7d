#include "store/tolerate.h"

#include "store/nomenclature.h"

static gboolean
tolerate_pairs (MlsDatabase *database, const MlsVintage *vintage, MlsNomenclature *nomenclature, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT DISTINCT cs%1$s, us%1$s FROM coverage", vintage->code);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (database, sql, error);
  gboolean row;

  while (query != NULL && mls_database_step (database, query, &row, error))
    {
      MlsPair pair;

      if (!row)
        return TRUE;

      pair.cover = mls_statement_intern (query, 0);
      pair.use = mls_statement_intern (query, 1);
      mls_nomenclature_tolerate (nomenclature, pair, vintage->year);
    }

  return FALSE;
}

/**
 * mls_labels_tolerate:
 * @database: a project in a transaction
 * @vintages: (array length=n_vintages): dates of it
 * @n_vintages: how many
 * @operation: since when
 * @error: a #MLS_STORE_ERROR
 *
 * Codes and pairs that came there past the nomenclature, as by a date that began with another one's or by a program that nothing kept
 * from it, are tolerated, as what comes with an import is: else the faces that have them could never be split.
 *
 * Returns: whether it is written
 */
gboolean
mls_labels_tolerate (MlsDatabase *database, const MlsVintage *vintages, guint n_vintages, gint64 operation, GError **error)
{
  g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_read (database, error);

  for (guint i = 0; nomenclature != NULL && i < n_vintages; i++)
    if (!tolerate_pairs (database, &vintages[i], nomenclature, error))
      return FALSE;

  return nomenclature != NULL && mls_nomenclature_save (database, nomenclature, operation, error);
}
