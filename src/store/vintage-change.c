/* What becomes of a vintage that is there: its title, its name, its state, its end. */

#include "store/vintage-private.h"

#include "base/format.h"
#include "store/error.h"
#include "store/import-layer.h"
#include "store/schema.h"
#include "store/sql.h"
#include "store/tolerate.h"

#include <glib/gi18n-lib.h>

static gboolean
refuse (GError **error, char *message)
{
  g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_WORK, message);
  g_free (message);

  return FALSE;
}

/**
 * mls_store_set_vintage_title:
 * @self: a project open for writing
 * @vintage: one of its vintages
 * @title: what people call it; an empty one for its year
 * @error: a #MLS_STORE_ERROR
 *
 * Nothing that was done becomes another thing by that: it is no operation.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_set_vintage_title (MlsStore *self, guint vintage, const char *title, GError **error)
{
  const MlsVintage *is = mls_store_vintage (self, vintage);
  g_autofree char *year = g_strdup_printf ("%d", is->year);
  g_autofree char *text = g_strstrip (g_strdup (title));

  return mls_store_check_writable (self, error) &&
         mls_database_run (self->database, error, "UPDATE vintage SET title = ? WHERE code = ?", "ss",
                           *text != '\0' ? text : year, is->code) &&
         mls_store_reload (self, error);
}

typedef struct
{
  const MlsVintage *vintage;
  MlsVintageState   state;
} StateChange;

static gboolean
change_state (MlsStore *self, gint64 operation, gpointer user_data, GError **error)
{
  const StateChange *change = user_data;

  /* A file that an older program made has no triggers that ask for the state. */
  return mls_database_run (self->database, error, "UPDATE vintage SET state = ? WHERE code = ?", "ss",
                           mls_vintage_state_name (change->state), change->vintage->code) &&
         mls_schema_drop_triggers (self->database, error) && mls_store_set_triggers (self, error);
}

/**
 * mls_store_set_vintage_state:
 * @self: a project open for writing
 * @vintage: one of its vintages
 * @state: what may be written to it from now on
 * @author: who says so
 * @error: a #MLS_STORE_ERROR
 *
 * An operation that nothing before can be undone beyond: an undo is not judged, and would write to a date that
 * is frozen.
 *
 * Returns: whether it is on disk; also where it was so already
 */
gboolean
mls_store_set_vintage_state (MlsStore        *self,
                             guint            vintage,
                             MlsVintageState  state,
                             const char      *author,
                             GError         **error)
{
  StateChange change = { mls_store_vintage (self, vintage), state };
  g_autofree char *summary = g_strdup_printf ("%s: %s", change.vintage->code, mls_vintage_state_name (state));

  if (change.vintage->state == state)
    return mls_store_check_writable (self, error);

  return mls_store_do_with_vintage (self, change.vintage->code, summary, author, change_state, &change, NULL, error);
}

/* Renaming */

typedef struct
{
  const MlsVintage *was;
  MlsVintage        is;
} Renaming;

/* The rows of other tables that name a vintage. Findings of a check are made anew by the next. */
static const char *const renamed[] = {
  "UPDATE imagery SET vintage = ?2 WHERE vintage = ?1",
  "UPDATE finding SET vintage = ?2 WHERE vintage = ?1",
  "UPDATE finding SET from_vintage = ?2 WHERE from_vintage = ?1",
  "UPDATE vintage SET copied_from = ?2 WHERE copied_from = ?1",
};

static gboolean
rename_code (MlsStore *self, const Renaming *renaming, GError **error)
{
  const char *was = renaming->was->code;
  const char *is = renaming->is.code;

  if (g_str_equal (was, is))
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (renamed); i++)
    if (!mls_database_run (self->database, error, renamed[i], "ss", was, is))
      return FALSE;

  return mls_schema_rename_columns (self->database, renaming->was, is, error);
}

/* The row is written anew, for its place follows from its year. */
static gboolean
rename_vintage (MlsStore *self, gint64 operation, gpointer user_data, GError **error)
{
  const Renaming *renaming = user_data;
  const MlsVintage *is = &renaming->is;

  return mls_database_run (self->database, error, "DELETE FROM vintage WHERE code = ?", "s", renaming->was->code) &&
         mls_vintage_insert (self->database, is, is->since, error) &&
         mls_schema_drop_triggers (self->database, error) && rename_code (self, renaming, error) &&
         mls_labels_tolerate (self->database, is, 1, operation, error) && mls_store_set_triggers (self, error);
}

/* Whether anything that stays refers to a vintage by its name. */
static gboolean
check_unused (MlsStore *self, const MlsVintage *vintage, GError **error)
{
  gint64 n_operations, n_others;

  if (!mls_database_get_integer (self->database, &n_operations, error,
                                 "SELECT count (*) FROM operation WHERE id > ?1 AND verb <> '" MLS_VERB_VINTAGE "' "
                                 "AND ' ' || vintages || ' ' LIKE '% ' || ?2 || ' %'", "is", vintage->since,
                                 vintage->code) ||
      !mls_database_get_integer (self->database, &n_others, error,
                                 "SELECT (SELECT count (*) FROM exception WHERE vintage = ?1) + "
                                 "(SELECT count (*) FROM decision WHERE vintage = ?1 OR from_vintage = ?1)",
                                 "s", vintage->code))
    return FALSE;

  if (n_operations + n_others == 0)
    return TRUE;

  return refuse (error, g_strdup_printf (_("%d keeps its code and its year: %d edits and %d exceptions or controls name "
                                           "it; its title can be changed"),
                                         vintage->year, (int) n_operations, (int) n_others));
}

/**
 * mls_store_rename_vintage:
 * @self: a project open for writing
 * @vintage: one of its vintages
 * @code: its code from now on
 * @year: its year from now on
 * @author: who says so
 * @error: %MLS_STORE_ERROR_WORK if edits name it already, %MLS_STORE_ERROR_ARGUMENT if it cannot be called so, or
 *   any other #MLS_STORE_ERROR
 *
 * For a slip when it was added. A title that only told the year follows it.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_rename_vintage (MlsStore *self, guint vintage, const char *code, int year, const char *author, GError **error)
{
  const MlsVintage *was = mls_store_vintage (self, vintage);
  Renaming renaming = { was, *was };
  g_autofree char *old_year = g_strdup_printf ("%d", was->year);
  g_autofree char *summary = g_strdup_printf ("%s %d → %s %d", was->code, was->year, code, year);

  renaming.is.code = code;
  renaming.is.year = year;
  if (g_str_equal (was->title, old_year))
    renaming.is.title = NULL;

  return mls_vintage_check (&renaming.is, error) && check_unused (self, was, error) &&
         mls_store_do_with_vintage (self, code, summary, author, rename_vintage, &renaming, NULL, error);
}

/* Dropping */

/* What a face says in @vintage that the one it was copied from does not: as SQL. */
static char *
work_condition (const MlsVintage *vintage)
{
  GString *sql = g_string_new (NULL);

  for (int field = 0; field < MLS_N_FIELDS; field++)
    {
      const char *column = mls_field_column ((MlsField) field);
      gboolean copied = field == MLS_FIELD_COVER || field == MLS_FIELD_USE || field == MLS_FIELD_PHOTOVOLTAIC;

      g_string_append_printf (sql, "%s%s%s ", field > 0 ? " OR " : "", column, vintage->code);
      if (copied && vintage->copied_from != NULL)
        g_string_append_printf (sql, "IS NOT %s%s", column, vintage->copied_from);
      else
        g_string_append (sql, "NOT NULL");
    }

  return g_string_free (sql, FALSE);
}

/**
 * mls_store_count_vintage_work:
 * @self: a project
 * @vintage: one of its vintages
 * @work: (out): what would be lost with it
 * @error: a #MLS_STORE_ERROR
 *
 * Reads all faces.
 *
 * Returns: whether it could look
 */
gboolean
mls_store_count_vintage_work (MlsStore *self, guint vintage, MlsVintageWork *work, GError **error)
{
  const MlsVintage *is = mls_store_vintage (self, vintage);
  g_autofree char *condition = work_condition (is);
  g_autofree char *count = g_strdup_printf ("SELECT count (*) FROM coverage WHERE %s", condition);
  gint64 area2;
  g_autofree char *measure =
    g_strdup_printf ("SELECT sum (CAST (round (surf_m2 * 2e6) AS INTEGER)) FROM coverage WHERE %s", condition);

  if (!mls_database_get_integer (self->database, &area2, error, measure, NULL))
    return FALSE;

  work->area2 = area2;
  return mls_database_get_integer (self->database, &work->n_faces, error, count, NULL) &&
         mls_database_get_integer (self->database, &work->n_exceptions, error,
                                   "SELECT count (*) FROM exception WHERE vintage = ? AND until IS NULL", "s", is->code) &&
         mls_database_get_integer (self->database, &work->n_reviews, error,
                                   "SELECT count (*) FROM decision WHERE until IS NULL AND (vintage = ?1 OR "
                                   "from_vintage = ?1)",
                                   "s", is->code);
}

static gboolean
check_empty (MlsStore *self, guint vintage, GError **error)
{
  const MlsVintage *is = mls_store_vintage (self, vintage);
  MlsVintageWork work;
  g_autofree char *area = NULL;

  if (is->state == MLS_VINTAGE_FROZEN)
    return refuse (error, g_strdup_printf (_("%d is frozen: nothing is written to it any more"), is->year));
  if (mls_store_layout (self)->vintages->len == 1)
    return refuse (error, g_strdup_printf (_("%d is the only date of the project"), is->year));
  if (!mls_store_count_vintage_work (self, vintage, &work, error))
    return FALSE;

  area = mls_format_area (mls_area2_to_m2 (work.area2));
  if (work.n_faces > 0)
    return refuse (error, g_strdup_printf (is->copied_from != NULL
                                             ? _("%d holds work: %d faces (%s) are not as they were copied")
                                             : _("%d holds work: %d faces (%s) have a label"),
                                           is->year, (int) work.n_faces, area));
  if (work.n_exceptions + work.n_reviews > 0)
    return refuse (error, g_strdup_printf (_("%d holds work: %d exceptions and %d controls are of that date"), is->year,
                                           (int) work.n_exceptions, (int) work.n_reviews));

  return TRUE;
}

typedef struct
{
  const MlsVintage    *vintage;
  MlsStoreProgressFunc func;
  gpointer             user_data;
} Dropping;

/* Photos of the date stay with the project, and are of none then. */
static const char *const forgotten[] = {
  "UPDATE imagery SET vintage = NULL WHERE vintage = ?",
  "DELETE FROM finding WHERE vintage = ?1 OR from_vintage = ?1",
  "UPDATE vintage SET copied_from = NULL WHERE copied_from = ?",
  "DELETE FROM vintage WHERE code = ?",
};

static gboolean
drop_columns (MlsStore *self, const Dropping *dropping, GError **error)
{
  for (int field = 0; field < MLS_N_FIELDS; field++)
    {
      if (dropping->func != NULL && !dropping->func ((double) field / MLS_N_FIELDS, dropping->user_data))
        return mls_store_fail_cancelled (error);
      if (!mls_schema_drop_column (self->database, dropping->vintage, (MlsField) field, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
drop (MlsStore *self, gint64 operation, gpointer user_data, GError **error)
{
  const Dropping *dropping = user_data;

  for (gsize i = 0; i < G_N_ELEMENTS (forgotten); i++)
    if (!mls_database_run (self->database, error, forgotten[i], "s", dropping->vintage->code))
      return FALSE;

  return mls_schema_drop_triggers (self->database, error) && drop_columns (self, dropping, error) &&
         mls_store_set_triggers (self, error);
}

/**
 * mls_store_drop_vintage:
 * @self: a project open for writing
 * @vintage: one of its vintages
 * @author: who drops it
 * @func: (nullable): told how far it is, and may give up
 * @user_data: for @func
 * @error: %MLS_STORE_ERROR_WORK with figures if there is work in it; %MLS_STORE_ERROR_CANCELLED, or any other
 *   #MLS_STORE_ERROR
 *
 * Takes out a date in which nothing was done: whose faces are all as they were copied, or say nothing.
 *
 * Returns: whether it is gone
 */
gboolean
mls_store_drop_vintage (MlsStore            *self,
                        guint                vintage,
                        const char          *author,
                        MlsStoreProgressFunc func,
                        gpointer             user_data,
                        GError             **error)
{
  Dropping dropping = { mls_store_vintage (self, vintage), func, user_data };
  g_autofree char *summary = g_strdup_printf ("%s: dropped", dropping.vintage->code);
  gboolean changed, dropped;

  if (!mls_store_check_writable (self, error) || !check_empty (self, vintage, error))
    return FALSE;

  mls_store_leave_wal (self);
  dropped = mls_store_do_with_vintage (self, dropping.vintage->code, summary, author, drop, &dropping, NULL, error);
  mls_store_start_journal (self, NULL);
  mls_store_notice (self, &changed, NULL);

  return dropped;
}
