#include "store/sample-private.h"

#include "store/error.h"
#include "store/sample-format.h"
#include "store/sample-row.h"

#include <glib/gi18n-lib.h>

/* Now, as SQLite writes it. */
char *
mls_sample_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *second = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", second, g_date_time_get_microsecond (now) / 1000);
}

static gboolean
is_author (const MlsUnit *unit, const char *name)
{
  g_auto (GStrv) authors = g_strsplit (unit->authors != 0 ? g_quark_to_string (unit->authors) : "", "\n", -1);

  for (guint i = 0; authors[i] != NULL; i++)
    if (mls_sample_row_is_same_name (authors[i], name))
      return TRUE;

  return FALSE;
}

/**
 * mls_sample_file_check_controller:
 * @self: a sample
 * @unit: a unit of it
 * @controller: who is to judge it, or to confirm what is said of it
 * @error: %MLS_STORE_ERROR_REFUSED if that one has made it, %MLS_STORE_ERROR_NOTHING if there is no such unit
 *
 * Returns: whether @controller may
 */
gboolean
mls_sample_file_check_controller (MlsSampleFile *self, gint64 unit, MlsText controller, GError **error)
{
  const MlsUnit *found = mls_sample_file_get_unit (self, unit);

  if (found == NULL)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("“%s” has no unit %d"), self->database->name,
                   (int) unit);
      return FALSE;
    }

  if (controller == 0 || !is_author (found, g_quark_to_string (controller)))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED, _("Unit %d was made by %s, who does not judge it"),
               (int) unit, g_quark_to_string (controller));
  return FALSE;
}

/**
 * mls_sample_file_write_said: (skip)
 * @self: a sample, in a transaction
 * @fid: the row it is to be, or 0 for a new one
 * @unit: a unit of it
 * @judgement: what is said of it, or nothing by nobody
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
mls_sample_file_write_said (MlsSampleFile *self, gint64 fid, gint64 unit, const MlsJudgement *judgement, GError **error)
{
  g_autoptr (sqlite3_stmt) insert = mls_database_prepare (
    self->database,
    "INSERT INTO controle (" MLS_SAMPLE_UNIT_COLUMNS ", fid, " MLS_SAMPLE_ROW_COLUMNS ") "
    "SELECT " MLS_SAMPLE_UNIT_VALUES ", nullif (?, 0), " MLS_SAMPLE_ROW_PLACES " FROM unit CROSS JOIN sample "
    "WHERE unit.id = ?",
    error);

  if (insert == NULL)
    return FALSE;

  sqlite3_bind_int64 (insert, 1, fid);
  mls_sample_row_bind (insert, 2, self->sample.dimension, judgement);
  sqlite3_bind_int64 (insert, 2 + MLS_SAMPLE_ROW_N, unit);

  return mls_database_step (self->database, insert, NULL, error);
}

/* The rows that a judgement takes the place of: those of its controller, or the one that nobody has judged. */
#define REPLACED                                                                                                      \
  "unite = ?1 AND (controleur IS ?2 OR (controleur IS NULL AND "                                                      \
  "EXISTS (SELECT 1 FROM said WHERE said.fid = controle.fid AND NOT is_judged) AND "                                  \
  "NOT EXISTS (SELECT 1 FROM controle WHERE unite = ?1 AND controleur IS ?2)))"

static gboolean
clear_rows (MlsSampleFile *self, gint64 unit, MlsText controller, gint64 *fid, GError **error)
{
  const char *name = g_quark_to_string (controller);

  return mls_database_get_integer (self->database, fid, error, "SELECT min (fid) FROM controle WHERE " REPLACED, "is",
                                   unit, name) &&
         mls_database_run (self->database, error, "DELETE FROM controle WHERE " REPLACED, "is", unit, name);
}

/* A unit that nobody says anything of has a row all the same. */
static gboolean
keep_row (MlsSampleFile *self, gint64 unit, gint64 fid, GError **error)
{
  static const MlsJudgement nothing;
  gint64 n_rows;

  if (!mls_database_get_integer (self->database, &n_rows, error, "SELECT count (*) FROM controle WHERE unite = ?", "i",
                                 unit))
    return FALSE;

  return n_rows > 0 || mls_sample_file_write_said (self, fid, unit, &nothing, error);
}

static gboolean
write_judgement (MlsSampleFile *self, gint64 unit, const MlsJudgement *judgement, GError **error)
{
  gint64 fid;

  if (!clear_rows (self, unit, judgement->controller, &fid, error))
    return FALSE;

  return mls_judgement_is_empty (judgement) ? keep_row (self, unit, fid, error)
                                  : mls_sample_file_write_said (self, fid, unit, judgement, error);
}

/* Begins to write what was thought of with all in sight that the file says: nothing else may have come since. */
static gboolean
begin (MlsSampleFile *self, GError **error)
{
  gint64 version;

  if (!mls_database_begin (self->database, error))
    return FALSE;

  if (mls_database_get_integer (self->database, &version, error, "PRAGMA data_version", NULL))
    {
      if (version == self->data_version)
        return TRUE;

      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_STALE, _("“%s” was written by somebody else meanwhile"),
                   self->database->name);
    }
  mls_database_rollback (self->database);

  return FALSE;
}

/**
 * mls_sample_file_judge:
 * @self: a sample open to be written
 * @unit: a unit of it
 * @judgement: what its controller says of it from now on; without a time it is now
 * @error: %MLS_STORE_ERROR_REFUSED if the controller has made it, or was told what the map says of a blind sample;
 *   %MLS_STORE_ERROR_NOTHING if there is no such unit; %MLS_STORE_ERROR_STALE if somebody has written since
 *   mls_sample_file_notice(), or any other #MLS_STORE_ERROR
 *
 * Takes the place of all that controller has said of it before. To write the former judgement is to take one back; one
 * that says nothing leaves the unit as if that controller had never judged it. A confirmation from before the judgement
 * is none.
 *
 * Returns: whether it is on the disk; nothing has changed if not
 */
gboolean
mls_sample_file_judge (MlsSampleFile *self, gint64 unit, const MlsJudgement *judgement, GError **error)
{
  MlsJudgement written = *judgement;

  g_return_val_if_fail (judgement->controller != 0, FALSE);

  if (!mls_sample_file_check_writable (self, error) ||
      !mls_sample_file_check_controller (self, unit, judgement->controller, error) ||
      !mls_sample_file_check_untold (self, judgement->controller, error))
    return FALSE;

  if (written.at == 0)
    {
      g_autofree char *now = mls_sample_now ();

      written.at = g_quark_from_string (now);
    }

  return begin (self, error) && mls_database_end (self->database, write_judgement (self, unit, &written, error), error);
}

/* The one judgement of @controller, which has to be of an error. */
static gboolean
find_error (MlsSampleFile *self, gint64 unit, MlsText controller, GError **error)
{
  g_autoptr (GArray) said = mls_sample_file_read_said (self, unit, error);
  guint n_errors = 0, n = 0;

  for (guint i = 0; said != NULL && i < said->len; i++)
    {
      const MlsJudgement *judgement = &g_array_index (said, MlsSaid, i).judgement;

      n += judgement->controller == controller;
      n_errors += judgement->controller == controller && mls_judgement_is_error (judgement);
    }

  if (said == NULL || (n > 0 && n_errors == n))
    return said != NULL;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("%s has found no error in unit %d"),
               g_quark_to_string (controller), (int) unit);
  return FALSE;
}

static gboolean
check_confirmer (MlsSampleFile *self, gint64 unit, MlsText controller, MlsText confirmer, GError **error)
{
  if (!mls_sample_file_check_controller (self, unit, confirmer, error))
    return FALSE;

  if (!mls_sample_row_is_same_name (g_quark_to_string (controller), g_quark_to_string (confirmer)))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED, _("%s does not confirm what they have found themselves"),
               g_quark_to_string (confirmer));
  return FALSE;
}

/* Two rows that differ in nothing but what was thought of them become one. */
static gboolean
write_confirmation (MlsSampleFile *self, gint64 unit, MlsText controller, const MlsJudgement *written, GError **error)
{
  const char *name = g_quark_to_string (controller);

  return mls_database_run (self->database, error,
                           "UPDATE controle SET valid_cqe = ?3, com_cqe = ?4, cqe_par = ?5, cqe_date = ?6 "
                           "WHERE unite = ?1 AND controleur = ?2",
                           "isssss", unit, name, mls_sample_row_confirmation_word (written->confirmation),
                           g_quark_to_string (written->confirmer_comment), g_quark_to_string (written->confirmer),
                           g_quark_to_string (written->confirmed_at)) &&
         mls_database_run (self->database, error,
                           "DELETE FROM controle WHERE unite = ?1 AND controleur = ?2 AND fid NOT IN "
                           "(SELECT min (fid) FROM controle JOIN said USING (fid) WHERE unite = ?1 AND controleur = ?2 "
                           "GROUP BY said)",
                           "is", unit, name);
}

/**
 * mls_sample_file_confirm:
 * @self: a sample open to be written
 * @unit: a unit of it
 * @controller: who says that it is an error
 * @confirmation: what is thought of that
 * @confirmer: by whom: neither @controller nor who has made the unit
 * @comment: what is said of it, or 0
 * @error: %MLS_STORE_ERROR_REFUSED for who must not, %MLS_STORE_ERROR_NOTHING if @controller has found no error there,
 *   %MLS_STORE_ERROR_STALE if somebody has written since mls_sample_file_notice(), or any other #MLS_STORE_ERROR
 *
 * Returns: whether it is on the disk; nothing has changed if not
 */
gboolean
mls_sample_file_confirm (MlsSampleFile   *self,
                         gint64           unit,
                         MlsText          controller,
                         MlsConfirmation  confirmation,
                         MlsText          confirmer,
                         MlsText          comment,
                         GError         **error)
{
  MlsJudgement written = { .confirmation = confirmation, .confirmer_comment = comment };

  g_return_val_if_fail (controller != 0 && confirmer != 0, FALSE);

  if (confirmation != MLS_CONFIRMATION_NONE)
    {
      g_autofree char *now = mls_sample_now ();

      written.confirmer = confirmer;
      written.confirmed_at = g_quark_from_string (now);
    }

  if (!mls_sample_file_check_writable (self, error) || !check_confirmer (self, unit, controller, confirmer, error) ||
      !find_error (self, unit, controller, error))
    return FALSE;

  return begin (self, error) &&
         mls_database_end (self->database, write_confirmation (self, unit, controller, &written, error), error);
}
