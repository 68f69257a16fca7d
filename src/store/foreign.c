/* Edits of other programs, which the file's own triggers have taken and written to the history. */

#include "store/foreign.h"

#include "store/operation.h"
#include "store/setting.h"
#include "store/store-private.h"

#include <glib.h>

/* The newest of them that somebody was told of. */
#define TOLD "foreign_told"

#define NEW_ONES                                                                                    \
  "SELECT id FROM operation WHERE verb = '" MLS_VERB_FOREIGN "' AND id > ?1 AND NOT barrier AND "    \
  "id NOT IN (SELECT undoes FROM operation WHERE undoes NOT NULL)"

/**
 * mls_store_read_foreign_news:
 * @self: a project
 * @told: an operation that is known to have been told of, besides what the project remembers; or 0
 * @news: (out): what was done since and stands
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_store_read_foreign_news (MlsStore *self, gint64 told, MlsForeignNews *news, GError **error)
{
  g_autofree char *remembered = NULL;
  gint64 n_faces;

  if (!mls_setting_get (self->database, TOLD, &remembered, error))
    return FALSE;

  if (remembered != NULL)
    told = MAX (told, g_ascii_strtoll (remembered, NULL, 10));
  if (!mls_database_get_integer (self->database, &news->first, error,
                                 "SELECT coalesce (min (id), 0) FROM (" NEW_ONES ")", "i", told) ||
      !mls_database_get_integer (self->database, &news->last, error,
                                 "SELECT coalesce (max (id), 0) FROM (" NEW_ONES ")", "i", told) ||
      !mls_database_get_integer (self->database, &n_faces, error,
                                 "SELECT count (DISTINCT fid) FROM coverage_history WHERE until IN (" NEW_ONES ")", "i", told))
    return FALSE;

  news->n_faces = (guint) n_faces;
  return TRUE;
}

/**
 * mls_store_tell_foreign_news:
 * @self: a project open for writing
 * @operation: the newest of other programs that somebody was told of
 * @error: a #MLS_STORE_ERROR
 *
 * It is news no more, whoever opens the project next.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_tell_foreign_news (MlsStore *self, gint64 operation, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, operation);

  return mls_store_set_setting (self, TOLD, text, error);
}
