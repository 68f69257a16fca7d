#include "store/sample-incoming.h"

#include "store/error.h"
#include "store/sample-private.h"
#include "store/sample-row.h"
#include "store/sample-spelling.h"

#include <glib/gi18n-lib.h>

static const char begin[] =
  "CREATE TEMP TABLE incoming (id INTEGER PRIMARY KEY, feature INTEGER, unite INTEGER, etat_cqp TEXT, code_remplac TEXT, "
  "erreur_geom BOOLEAN, omission BOOLEAN, com_cqp TEXT, data_exo TEXT, etat_code TEXT, etat_autre TEXT, "
  "remplac_autre TEXT, proposition TEXT, controleur TEXT, date DATETIME, valid_cqe TEXT, com_cqe TEXT, cqe_par TEXT, "
  "cqe_date DATETIME, said TEXT, confirmed TEXT);"
  "CREATE TEMP TABLE incoming_former (said TEXT, date DATETIME, controleur TEXT, PRIMARY KEY (said, date, controleur)) "
  "WITHOUT ROWID;"
  "CREATE TEMP TABLE incoming_told (controleur TEXT PRIMARY KEY NOT NULL, date DATETIME NOT NULL);";

static const char insert_row[] = "INSERT INTO incoming (feature, unite, " MLS_SAMPLE_ROW_COLUMNS ") "
                                 "VALUES (?, ?, " MLS_SAMPLE_ROW_PLACES ")";

/**
 * mls_sample_incoming_begin: (skip)
 * @self: a sample
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether there is room for what comes in, until mls_sample_incoming_end()
 */
gboolean
mls_sample_incoming_begin (MlsSampleFile *self, GError **error)
{
  return mls_database_exec (self->database, begin, error);
}

/**
 * mls_sample_incoming_end: (skip)
 * @self: a sample without a transaction
 */
void
mls_sample_incoming_end (MlsSampleFile *self)
{
  mls_database_exec (self->database, "DROP TABLE temp.incoming; DROP TABLE temp.incoming_former; DROP TABLE temp.incoming_told", NULL);
}

/* Copies the rows of one connection into a table of another, value by value. */
static gboolean
copy_rows (MlsSampleFile *from, const char *select, MlsSampleFile *to, const char *insert, GError **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (from->database, select, error);
  g_autoptr (sqlite3_stmt) write = query != NULL ? mls_database_prepare (to->database, insert, error) : NULL;
  gboolean row;

  while (write != NULL && mls_database_step (from->database, query, &row, error))
    {
      if (!row)
        return TRUE;

      for (int i = 0; i < sqlite3_column_count (query); i++)
        sqlite3_bind_value (write, i + 1, sqlite3_column_value (query, i));
      if (!mls_database_step (to->database, write, NULL, error))
        return FALSE;
      sqlite3_reset (write);
    }

  return FALSE;
}

static gboolean
name_nobody (MlsSampleFile *self, MlsText controller, GError **error)
{
  const char *name = g_quark_to_string (controller);

  return name == NULL ||
         (mls_database_run (self->database, error, "UPDATE incoming SET controleur = ? WHERE coalesce (trim (controleur), '') = ''",
                           "s", name) &&
          mls_database_run (self->database, error,
                            "UPDATE OR IGNORE incoming_former SET controleur = ? WHERE controleur = ''", "s", name));
}

static gboolean
copy_told (MlsSampleFile *from, MlsSampleFile *to, GError **error)
{
  gboolean has;

  return mls_sample_file_has_told (from, &has, error) &&
         (!has || copy_rows (from, "SELECT controleur, date FROM told", to, "INSERT INTO incoming_told VALUES (?, ?)", error));
}

/**
 * mls_sample_incoming_load: (skip)
 * @self: a sample between begin and end
 * @path: another file of the same sample
 * @controller: whose what is that is nobody’s, or 0
 * @error: %MLS_STORE_ERROR_ARGUMENT if it is of another sample, or what the file says
 *
 * Returns: whether all that it says has come in
 */
gboolean
mls_sample_incoming_load (MlsSampleFile *self, const char *path, MlsText controller, GError **error)
{
  g_autoptr (MlsSampleFile) other = mls_sample_file_open (path, MLS_STORE_READ_ONLY, error);

  if (other == NULL)
    return FALSE;

  if (other->sample.id != self->sample.id)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("“%s” is of another sample than “%s”"),
                   other->database->name, self->database->name);
      return FALSE;
    }

  return copy_rows (other,
                    "SELECT fid, unite, " MLS_SAMPLE_ROW_COLUMNS " FROM controle JOIN said USING (fid) WHERE is_judged",
                    self, insert_row, error) &&
         copy_rows (other, "SELECT said, date, controleur FROM former", self,
                    "INSERT OR IGNORE INTO incoming_former VALUES (?, ?, ?)", error) &&
         copy_told (other, self, error) &&
         name_nobody (self, controller, error) && mls_sample_incoming_settle (self, error);
}

/**
 * mls_sample_incoming_load_claim: (skip)
 * @self: a sample between begin and end
 * @controller: who has filled in its forms without a name
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether what is nobody’s in the sample itself has come in as theirs
 */
gboolean
mls_sample_incoming_load_claim (MlsSampleFile *self, MlsText controller, GError **error)
{
  return mls_database_exec (self->database,
                            "INSERT INTO incoming (feature, unite, " MLS_SAMPLE_ROW_COLUMNS ") "
                            "SELECT fid, unite, " MLS_SAMPLE_ROW_COLUMNS " FROM controle JOIN said USING (fid) "
                            "WHERE is_judged AND coalesce (trim (controleur), '') = ''",
                            error) &&
         name_nobody (self, controller, error) && mls_sample_incoming_settle (self, error);
}

/**
 * mls_sample_incoming_add: (skip)
 * @self: a sample between begin and end
 * @feature: where it comes from
 * @unit: of what it is
 * @judgement: what comes in
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it has
 */
gboolean
mls_sample_incoming_add (MlsSampleFile      *self,
                         gint64              feature,
                         gint64              unit,
                         const MlsJudgement *judgement,
                         GError            **error)
{
  g_autoptr (sqlite3_stmt) insert = mls_database_prepare (self->database, insert_row, error);

  if (insert == NULL)
    return FALSE;

  mls_statement_bind (insert, "ii", feature, unit);
  mls_sample_row_bind (insert, 3, self->sample.dimension, judgement);

  return mls_database_step (self->database, insert, NULL, error);
}

/**
 * mls_sample_incoming_settle: (skip)
 * @self: a sample between begin and end
 * @error: a #MLS_STORE_ERROR
 *
 * Works out, once all is in, what each row says.
 *
 * Returns: whether it could
 */
gboolean
mls_sample_incoming_settle (MlsSampleFile *self, GError **error)
{
  g_autofree char *said = mls_sample_said_sql ("incoming");
  g_autofree char *confirmed = mls_sample_confirmed_sql ("incoming");
  g_autofree char *sql = g_strdup_printf ("UPDATE incoming SET said = %s, confirmed = %s", said, confirmed);

  return mls_sample_spelling_apply (self, error) && mls_database_exec (self->database, sql, error);
}
