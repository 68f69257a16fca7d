#include "store/store-private.h"

#include "store/schema.h"

static gint64
append_operation (MlsStore *self, const char *author, const MlsVintage *vintage, GError **error)
{
  const MlsOperationFacts facts = { .author = author, .verb = MLS_VERB_VINTAGE };
  gint64 operation;

  operation = mls_operation_append (self->database, mls_store_layout (self), &facts, NULL, error);
  if (operation == 0 || !mls_database_run (self->database, error,
                                           "UPDATE operation SET vintages = ? WHERE id = ?", "si",
                                           vintage->code, operation))
    return 0;

  return operation;
}

static gboolean
add_vintage (MlsStore *self, const MlsVintage *vintage, gint64 operation, GError **error)
{
  g_autoptr (MlsLayout) layout = NULL;

  /* The mark is set only to close what other programs wrote before. */
  if (!mls_writing_mark (self->writing, 0, error) ||
      !mls_vintage_insert (self->database, vintage, operation, error) ||
      !mls_schema_drop_triggers (self->database, error) ||
      !mls_schema_add_columns (self->database, vintage, error))
    return FALSE;

  layout = mls_layout_read (self->database, error);

  return layout != NULL && mls_schema_set_triggers (self->database, layout, error);
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
 * Gives every face a label at one more date, empty, behind the others. Sources and faces got from
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
  gint64 id;

  g_return_val_if_fail (author != NULL, FALSE);

  if (!mls_store_check_writable (self, error) || !mls_database_begin (self->database, error))
    return FALSE;

  id = append_operation (self, author, vintage, error);
  if (id == 0 || !add_vintage (self, vintage, id, error))
    {
      mls_database_rollback (self->database);
      return FALSE;
    }

  if (!mls_database_commit (self->database, error) || !mls_store_reload (self, error))
    return FALSE;

  if (operation != NULL)
    *operation = id;
  return TRUE;
}

/**
 * mls_store_has_codes:
 * @self: a project
 * @vintage: one of its vintages
 *
 * Faces that were written before the vintage was added have none, and are not read: quick also where it
 * was just added to a large project.
 *
 * Returns: whether any face has a code in it, as far as can be read
 */
gboolean
mls_store_has_codes (MlsStore *self, guint vintage)
{
  const MlsVintage *vintages = (const MlsVintage *) (gpointer) mls_store_layout (self)->vintages->data;
  const char *code = vintages[vintage].code;
  g_autofree char *sql = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM coverage WHERE since >= ? "
                                          "AND (cs%s IS NOT NULL OR us%s IS NOT NULL))", code, code);
  gint64 found = 0;

  return mls_database_get_integer (self->database, &found, NULL, sql, "i", vintages[vintage].since) && found != 0;
}
