/* Who has been told what the map says of a blind sample, and so judges it no more. */

#include "store/sample-private.h"

#include "store/error.h"
#include "store/sample-row.h"

#include <glib/gi18n-lib.h>

/* Where nobody has been told there is no such table. */
gboolean
mls_sample_file_has_told (MlsSampleFile *self, gboolean *has, GError **error)
{
  gint64 n;

  if (!mls_database_get_integer (self->database, &n, error, "SELECT count (*) FROM sqlite_master WHERE name = 'told'", NULL))
    return FALSE;

  *has = n > 0;

  return TRUE;
}

static gboolean
read_told (MlsSampleFile *self, GArray *told, GError **error)
{
  g_autoptr (sqlite3_stmt) query =
    mls_database_prepare (self->database,
                          "SELECT controleur, coalesce (date, '') FROM told WHERE controleur IS NOT NULL ORDER BY 2, 1",
                          error);
  gboolean row;

  while (query != NULL && mls_database_step (self->database, query, &row, error))
    {
      const MlsTold one = { row ? g_quark_from_string ((const char *) sqlite3_column_text (query, 0)) : 0,
                            row ? g_quark_from_string ((const char *) sqlite3_column_text (query, 1)) : 0 };

      if (!row)
        return TRUE;

      g_array_append_val (told, one);
    }

  return FALSE;
}

/**
 * mls_sample_file_list_told:
 * @self: a sample
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsTold): who has been told what the map says of it, the first one first, none
 *   where it is not blind; or %NULL
 */
GArray *
mls_sample_file_list_told (MlsSampleFile *self, GError **error)
{
  g_autoptr (GArray) told = g_array_new (FALSE, FALSE, sizeof (MlsTold));
  gboolean has = FALSE;

  if (self->sample.blind && !mls_sample_file_has_told (self, &has, error))
    return NULL;

  return !has || read_told (self, told, error) ? g_steal_pointer (&told) : NULL;
}

/**
 * mls_sample_file_was_told:
 * @self: a sample
 * @controller: who judges it
 * @told: (out): whether that one has been told what the map says of a blind one, however the name is written
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_sample_file_was_told (MlsSampleFile *self, MlsText controller, gboolean *told, GError **error)
{
  g_autoptr (GArray) all = mls_sample_file_list_told (self, error);

  *told = FALSE;
  for (guint i = 0; all != NULL && i < all->len; i++)
    *told = *told || mls_sample_row_is_same_name (g_quark_to_string (g_array_index (all, MlsTold, i).controller),
                                                  g_quark_to_string (controller));

  return all != NULL;
}

/**
 * mls_sample_file_tell:
 * @self: a blind sample open to be written
 * @controller: who is about to be told what the map says of it
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether that is on the disk; from then on that one judges it no more
 */
gboolean
mls_sample_file_tell (MlsSampleFile *self, MlsText controller, GError **error)
{
  g_autofree char *now = mls_sample_now ();

  g_return_val_if_fail (controller != 0, FALSE);

  return mls_sample_file_check_writable (self, error) &&
         mls_database_exec (self->database, MLS_SAMPLE_TOLD, error) &&
         mls_database_run (self->database, error, "INSERT OR IGNORE INTO told VALUES (?, ?)", "ss",
                           g_quark_to_string (controller), now);
}

/* Set @error if @controller has been told. */
gboolean
mls_sample_file_check_untold (MlsSampleFile *self, MlsText controller, GError **error)
{
  gboolean told;

  if (!mls_sample_file_was_told (self, controller, &told, error))
    return FALSE;

  if (told)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED,
                 _("%s has been told what the map says of this blind sample, and judges it no more"),
                 g_quark_to_string (controller));

  return !told;
}
