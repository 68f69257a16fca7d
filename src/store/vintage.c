#include "store/vintage-private.h"

#include "store/error.h"
#include "store/import-layer.h"
#include "store/reader-private.h"
#include "store/schema.h"
#include "store/sql.h"
#include "store/tolerate.h"

#include <glib/gi18n-lib.h>

/* Faces between two calls of the caller's function. */
#define TELL_EVERY 20000

/* What a date takes over from another one. A doubt, a source and a comment tell how somebody came to a code by
 * the photo of one date: at another nobody has looked yet. */
static const MlsField copied_fields[] = { MLS_FIELD_COVER, MLS_FIELD_USE, MLS_FIELD_PHOTOVOLTAIC };

/* Adding a vintage, empty or as a copy. */
typedef struct
{
  const MlsVintage    *vintage;
  MlsStoreProgressFunc func;      /* (nullable) */
  gpointer             user_data;
} Addition;

/* One vintage of the project, valid until they change. */
const MlsVintage *
mls_store_vintage (const MlsStore *self, guint vintage)
{
  return &g_array_index (mls_store_layout (self)->vintages, MlsVintage, vintage);
}

static gint64
append_operation (MlsStore *self, const char *code, const char *summary, const char *author, GError **error)
{
  const MlsOperationFacts facts = { .author = author, .verb = MLS_VERB_VINTAGE, .summary = summary };
  gint64 operation = mls_operation_append (self->database, mls_store_layout (self), &facts, NULL, error);

  if (operation == 0 || !mls_database_run (self->database, error, "UPDATE operation SET vintages = ? WHERE id = ?",
                                           "si", code, operation))
    return 0;

  return operation;
}

/* Does something with the vintages as one operation, whole or not at all, and reads them anew. */
gboolean
mls_store_do_with_vintage (MlsStore      *self,
                           const char    *code,
                           const char    *summary,
                           const char    *author,
                           MlsVintageFunc func,
                           gpointer       user_data,
                           gint64        *operation,
                           GError       **error)
{
  gint64 id;

  g_return_val_if_fail (author != NULL, FALSE);

  if (!mls_store_check_writable (self, error) || !mls_database_begin (self->database, error))
    return FALSE;

  /* The mark is set only to close what other programs wrote before. */
  id = append_operation (self, code, summary, author, error);
  if (!mls_database_end (self->database,
                         id != 0 && mls_writing_mark (self->writing, 0, error) && func (self, id, user_data, error), error) ||
      !mls_store_reload (self, error))
    return FALSE;

  if (operation != NULL)
    *operation = id;
  return TRUE;
}

/* Sets all triggers of the vintages as they are now, where there are none. */
gboolean
mls_store_set_triggers (MlsStore *self, GError **error)
{
  g_autoptr (MlsLayout) layout = mls_layout_read (self->database, error);

  return layout != NULL && mls_schema_set_triggers (self->database, layout, error);
}

/* Faces keep since when they are: what was before the operation shows the vintage empty all the same. */
static char *
copy_statement (const MlsVintage *vintage)
{
  GString *sql = g_string_new ("UPDATE coverage SET ");

  for (gsize i = 0; i < G_N_ELEMENTS (copied_fields); i++)
    {
      const char *column = mls_field_column (copied_fields[i]);

      g_string_append_printf (sql, "%s%s%s = %s%s", i > 0 ? ", " : "", column, vintage->code, column,
                              vintage->copied_from);
    }
  g_string_append (sql, " WHERE fid > ?1 AND fid <= ?2");

  return g_string_free (sql, FALSE);
}

/* The last of the next faces to be looked at in one go: ids may have gaps of any size. */
static gboolean
find_end (MlsStore *self, gint64 after, gint64 *end, GError **error)
{
  return mls_database_get_integer (self->database, end, error,
                                   "SELECT coalesce ((SELECT fid FROM coverage WHERE fid > ?1 ORDER BY fid LIMIT 1 "
                                   "OFFSET ?2 - 1), ?3)", "iii", after, (gint64) TELL_EVERY, G_MAXINT64);
}

static gboolean
copy_labels (MlsStore *self, const Addition *addition, GError **error)
{
  g_autofree char *sql = copy_statement (addition->vintage);
  gint64 n_faces, end;
  gint64 after = G_MININT64;

  if (!mls_database_get_integer (self->database, &n_faces, error, "SELECT count (*) FROM coverage", NULL))
    return FALSE;

  for (gint64 done = 0; after < G_MAXINT64; done += TELL_EVERY, after = end)
    {
      double fraction = (double) done / (double) MAX (n_faces, 1);

      if (addition->func != NULL && !addition->func (MIN (fraction, 1), addition->user_data))
        return mls_store_fail_cancelled (error);
      if (!find_end (self, after, &end, error) || !mls_database_run (self->database, error, sql, "ii", after, end))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add (MlsStore *self, gint64 operation, gpointer user_data, GError **error)
{
  const Addition *addition = user_data;
  const MlsVintage *vintage = addition->vintage;

  return mls_vintage_insert (self->database, vintage, operation, error) &&
         mls_schema_drop_triggers (self->database, error) &&
         mls_schema_add_columns (self->database, vintage, error) &&
         (vintage->copied_from == NULL || (copy_labels (self, addition, error) &&
                                           mls_labels_tolerate (self->database, vintage, 1, operation, error))) &&
         mls_store_set_triggers (self, error);
}

static gboolean
check_room (const MlsStore *self, GError **error)
{
  if (mls_store_layout (self)->vintages->len < MLS_MAX_VINTAGES)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("A project has at most %d vintages"),
               MLS_MAX_VINTAGES);
  return FALSE;
}

/**
 * mls_store_add_vintage:
 * @self: a project open for writing
 * @vintage: a date it does not have yet
 * @author: who adds it
 * @operation: (out) (optional): the operation it became; nothing before it can be undone
 * @error: %MLS_STORE_ERROR_ARGUMENT if it is no vintage or is there already, or any other
 *   #MLS_STORE_ERROR
 *
 * Gives every face a label at one more date, empty, in its place among the years. Sources and faces got from
 * @self before are of the old vintages.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_add_vintage (MlsStore         *self,
                       const MlsVintage *vintage,
                       const char       *author,
                       gint64           *operation,
                       GError          **error)
{
  MlsVintage empty = *vintage;
  Addition addition = { &empty, NULL, NULL };

  empty.copied_from = NULL;

  return check_room (self, error) &&
         mls_store_do_with_vintage (self, empty.code, NULL, author, add, &addition, operation, error);
}

/**
 * mls_store_copy_vintage:
 * @self: a project open for writing
 * @vintage: a date it does not have yet, and which one it is to begin as
 * @author: who adds it
 * @func: (nullable): told how far it is, and may give up
 * @user_data: for @func
 * @operation: (out) (optional): the operation it became; nothing before it can be undone
 * @error: %MLS_STORE_ERROR_ARGUMENT if it is no vintage or is there already, or there is none to copy;
 *   %MLS_STORE_ERROR_CANCELLED, or any other #MLS_STORE_ERROR
 *
 * Adds a date on which all ground is coded as on another one, to be updated or back-dated from there. Takes some
 * seconds for a million faces.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_copy_vintage (MlsStore            *self,
                        const MlsVintage    *vintage,
                        const char          *author,
                        MlsStoreProgressFunc func,
                        gpointer             user_data,
                        gint64              *operation,
                        GError             **error)
{
  Addition addition = { vintage, func, user_data };
  g_autofree char *summary = NULL;
  gboolean changed, added;
  guint other;

  g_return_val_if_fail (vintage->copied_from != NULL, FALSE);

  if (!mls_store_check_writable (self, error) || !check_room (self, error))
    return FALSE;

  if (!mls_layout_find_vintage (mls_store_layout (self), vintage->copied_from, &other))
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("There is no vintage “%s”"),
                   vintage->copied_from);
      return FALSE;
    }

  summary = g_strdup_printf ("%s: copy of %s", vintage->code, vintage->copied_from);
  mls_store_leave_wal (self);
  added = mls_store_do_with_vintage (self, vintage->code, summary, author, add, &addition, operation, error);
  mls_store_start_journal (self, NULL);

  /* Another journal looks to SQLite as another program's doing. */
  mls_store_notice (self, &changed, NULL);

  return added;
}

/**
 * mls_store_has_codes:
 * @self: a project
 * @vintage: one of its vintages
 *
 * Faces that were written before the vintage was added empty have none, and are not read: quick also where it
 * was just added to a large project.
 *
 * Returns: whether any face has a code in it, as far as can be read
 */
gboolean
mls_store_has_codes (MlsStore *self, guint vintage)
{
  const MlsVintage *is = mls_store_vintage (self, vintage);
  gboolean was_empty = is->copied_from == NULL && is->imported_from == NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM coverage WHERE since >= ? "
                                          "AND (cs%s IS NOT NULL OR us%s IS NOT NULL))", is->code, is->code);
  gint64 found = 0;

  return mls_database_get_integer (self->database, &found, NULL, sql, "i", was_empty ? is->since : 0) && found != 0;
}

/* The area of all faces, then of those that are coded at each date. */
static char *
coded_query (const MlsLayout *layout)
{
  GString *sql = g_string_new ("SELECT sum (surf_m2)");

  for (guint v = 0; v < layout->vintages->len; v++)
    {
      const char *code = g_array_index (layout->vintages, MlsVintage, v).code;

      g_string_append_printf (sql, ", total (iif (cs%1$s NOT NULL OR us%1$s NOT NULL, surf_m2, 0))", code);
    }
  g_string_append (sql, " FROM coverage");

  return g_string_free (sql, FALSE);
}

/**
 * mls_store_reader_measure_coded:
 * @self: a reader
 * @shares: (element-type double): gets how much of the ground is coded at each date, from 0 to 1
 * @error: a #MLS_STORE_ERROR
 *
 * Reads all faces: a second for a million.
 *
 * Returns: whether it could look
 */
gboolean
mls_store_reader_measure_coded (MlsStoreReader *self, GArray *shares, GError **error)
{
  const MlsLayout *layout = mls_reading_get_layout (self->reading);
  g_autofree char *sql = coded_query (layout);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (self->database, sql, error);
  gboolean row;

  if (query == NULL || !mls_database_step (self->database, query, &row, error))
    return FALSE;

  for (guint v = 0; v < layout->vintages->len; v++)
    {
      double all = sqlite3_column_double (query, 0);
      double share = all > 0 ? sqlite3_column_double (query, (int) v + 1) / all : 0;

      g_array_append_val (shares, share);
    }

  return TRUE;
}
