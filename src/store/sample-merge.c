#include "store/sample-merge.h"

#include "store/error.h"
#include "store/sample-form.h"
#include "store/sample-format.h"
#include "store/sample-incoming.h"
#include "store/sample-private.h"
#include "store/sample-row.h"

#include <glib/gi18n-lib.h>

/* What comes in, of the merge that runs. */
typedef struct
{
  MlsSampleFile   *self;
  MlsMergeOutcome *outcome;
  gboolean         is_claim; /* what comes in is here already, as nobody's */
} Merge;

/* A row that comes in, and where it is in the table of those. */
typedef struct
{
  gint64   id;
  gint64   feature;
  gint64   unit;
  MlsText  controller;
  gboolean is_confirmed;
} Row;

/* How what comes in stands to what is here. */
typedef enum
{
  STANDS_NEW,
  STANDS_SAME,
  STANDS_OLDER,
  STANDS_NEWER,
  STANDS_APART,
} Standing;

static void
remark (Merge *merge, MlsMergeRemarkKind kind, const Row *row, char *text)
{
  mls_merge_outcome_remark (merge->outcome, kind, row->feature, row->unit, row->controller, text);
}

/* Rows here of the unit and controller of the row that comes in. */
#define HERE                                                                                                          \
  "FROM controle c JOIN said s USING (fid), incoming i WHERE i.id = ?1 AND c.unite = i.unite AND "                     \
  "c.controleur = i.controleur AND s.is_judged"

/* Four counts: those here, those that say the same, those that what comes in was made from, and whether what is here was
 * made from that. */
static const char said_counts[] =
  "SELECT count (*), coalesce (sum (s.said = i.said), 0), "
  "coalesce (sum ((s.said, coalesce (c.date, ''), c.controleur) IN (SELECT said, date, controleur FROM incoming_former)), 0), "
  "(SELECT count (*) FROM former f, incoming j WHERE j.id = ?1 AND f.said = j.said AND f.date = coalesce (j.date, '') AND "
  "f.controleur = j.controleur) " HERE;

/* The same of what the second level thinks of it; nothing is thought of a row where none is. */
static const char confirmed_counts[] =
  "SELECT coalesce (sum (coalesce (c.valid_cqe, 'noverif') <> 'noverif'), 0), coalesce (sum (s.confirmed = i.confirmed), 0), "
  "coalesce (sum ((s.confirmed, coalesce (c.cqe_date, ''), c.controleur) IN "
  "(SELECT said, date, controleur FROM incoming_former)), 0), "
  "(SELECT count (*) FROM former f, incoming j WHERE j.id = ?1 AND f.said = j.confirmed AND "
  "f.date = coalesce (j.cqe_date, '') AND f.controleur = j.controleur) " HERE " AND s.said = i.said";

static gboolean
compare (MlsSampleFile *self, const char *counts, gint64 id, Standing *out, GError **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (self->database, counts, error);
  gint64 n_here, n_same, n_sources;
  gboolean row, is_source;

  if (query == NULL)
    return FALSE;

  mls_statement_bind (query, "i", id);
  if (!mls_database_step (self->database, query, &row, error))
    return FALSE;

  n_here = sqlite3_column_int64 (query, 0);
  n_same = sqlite3_column_int64 (query, 1);
  n_sources = sqlite3_column_int64 (query, 2);
  is_source = sqlite3_column_int64 (query, 3) > 0;

  *out = n_same > 0                             ? STANDS_SAME
         : is_source && n_sources < MAX (1, n_here) ? STANDS_OLDER
         : n_here == 0                          ? STANDS_NEW
         : !is_source && n_sources == n_here    ? STANDS_NEWER
                                                : STANDS_APART;
  return TRUE;
}

/* The row that nobody has judged gives way to the first that somebody has. */
static gboolean
add (MlsSampleFile *self, const Row *row, GError **error)
{
  gint64 fid;

  return mls_database_get_integer (self->database, &fid, error,
                                   "SELECT min (fid) FROM controle JOIN said USING (fid) "
                                   "WHERE unite = ? AND controleur IS NULL AND NOT is_judged",
                                   "i", row->unit) &&
         mls_database_run (self->database, error, "DELETE FROM controle WHERE fid = ?", "i", fid) &&
         mls_database_run (self->database, error,
                           "INSERT INTO controle (" MLS_SAMPLE_UNIT_COLUMNS ", fid, " MLS_SAMPLE_ROW_COLUMNS ") "
                           "SELECT " MLS_SAMPLE_UNIT_VALUES ", nullif (?, 0), " MLS_SAMPLE_ROW_COLUMNS
                           " FROM incoming JOIN unit ON unit.id = incoming.unite CROSS JOIN sample WHERE incoming.id = ?",
                           "ii", fid, row->id);
}

static gboolean
replace (MlsSampleFile *self, const Row *row, GError **error)
{
  return mls_database_run (self->database, error, "DELETE FROM controle WHERE unite = ? AND controleur = ?", "is",
                           row->unit, g_quark_to_string (row->controller)) &&
         add (self, row, error);
}

static gboolean
add_conflict (Merge *merge, const Row *row, GError **error)
{
  merge->outcome->n_conflicts++;
  remark (merge, MLS_MERGE_CONFLICT, row,
          g_strdup_printf (_("%s has said two things of unit %d: both are kept until it is judged again"),
                           g_quark_to_string (row->controller), (int) row->unit));

  return add (merge->self, row, error);
}

static gboolean
take_confirmation (MlsSampleFile *self, const Row *row, GError **error)
{
  return mls_database_run (self->database, error,
                           "UPDATE controle SET (valid_cqe, com_cqe, cqe_par, cqe_date) = "
                           "(SELECT valid_cqe, com_cqe, cqe_par, cqe_date FROM incoming WHERE id = ?1) "
                           "WHERE fid IN (SELECT c.fid " HERE " AND s.said = i.said)",
                           "i", row->id);
}

/* Both say the same of the unit: what is left is what the second level thinks of that. */
static gboolean
merge_confirmation (Merge *merge, const Row *row, GError **error)
{
  Standing standing = STANDS_SAME;

  if (row->is_confirmed && !compare (merge->self, confirmed_counts, row->id, &standing, error))
    return FALSE;

  switch (standing)
    {
    case STANDS_NEW:
    case STANDS_NEWER:
      merge->outcome->n_changed++;
      return take_confirmation (merge->self, row, error);
    case STANDS_APART:
      return add_conflict (merge, row, error);
    case STANDS_SAME:
    case STANDS_OLDER:
      break;
    }

  merge->outcome->n_same++;
  return TRUE;
}

static gboolean
drop_nobody (Merge *merge, const Row *row, GError **error)
{
  return !merge->is_claim ||
         mls_database_run (merge->self->database, error, "DELETE FROM controle WHERE fid = ?", "i", row->feature);
}

static gboolean
merge_said (Merge *merge, const Row *row, GError **error)
{
  Standing standing;

  if (!drop_nobody (merge, row, error) || !compare (merge->self, said_counts, row->id, &standing, error))
    return FALSE;

  switch (standing)
    {
    case STANDS_NEW:
      merge->outcome->n_added++;
      return add (merge->self, row, error);
    case STANDS_SAME:
      return merge_confirmation (merge, row, error);
    case STANDS_OLDER:
      merge->outcome->n_older++;
      return TRUE;
    case STANDS_NEWER:
      merge->outcome->n_changed++;
      return replace (merge->self, row, error);
    case STANDS_APART:
      return add_conflict (merge, row, error);
    }

  g_assert_not_reached ();
}

static void
leave (Merge *merge, MlsMergeRemarkKind kind, const Row *row, char *text)
{
  merge->outcome->n_left++;
  remark (merge, kind, row, text);
}

/* Whether the row can be somebody's judgement of a unit of this sample. */
static gboolean
is_admitted (Merge *merge, const Row *row)
{
  g_autoptr (GError) reason = NULL;

  if (mls_sample_file_get_unit (merge->self, row->unit) == NULL)
    leave (merge, MLS_MERGE_NO_UNIT, row, g_strdup_printf (_("There is no unit %d here"), (int) row->unit));
  else if (row->controller == 0)
    leave (merge, MLS_MERGE_NOBODY, row,
           g_strdup_printf (_("Nobody’s name is with what is said of unit %d: say whose it is"), (int) row->unit));
  else if (!mls_sample_file_check_controller (merge->self, row->unit, row->controller, &reason))
    leave (merge, MLS_MERGE_OWN_EDIT, row, g_strdup (reason->message));
  else
    return TRUE;

  return FALSE;
}

static gboolean
merge_rows (Merge *merge, GError **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    merge->self->database,
    "SELECT id, feature, unite, controleur, coalesce (valid_cqe, 'noverif') <> 'noverif' FROM incoming ORDER BY unite, id",
    error);
  gboolean there;

  while (query != NULL && mls_database_step (merge->self->database, query, &there, error))
    {
      g_autofree char *controller = there ? mls_statement_dup_text (query, 3) : NULL;
      Row row;

      if (!there)
        return TRUE;

      row = (Row){ .id = sqlite3_column_int64 (query, 0),
                   .feature = sqlite3_column_int64 (query, 1),
                   .unit = sqlite3_column_int64 (query, 2),
                   .controller = controller != NULL ? g_quark_from_string (controller) : 0,
                   .is_confirmed = sqlite3_column_int (query, 4) != 0 };
      if (is_admitted (merge, &row) && !merge_said (merge, &row, error))
        return FALSE;
    }

  return FALSE;
}

/* What was said before is known here from now on. */
static gboolean
keep_former (MlsSampleFile *self, GError **error)
{
  return mls_database_exec (self->database,
                            "INSERT OR IGNORE INTO former SELECT said, date, controleur FROM incoming_former "
                            "WHERE controleur <> ''",
                            error);
}

static gboolean
take_in (Merge *merge, GError **error)
{
  MlsSampleFile *self = merge->self;

  return mls_database_begin (self->database, error) &&
         mls_sample_file_end (self, merge_rows (merge, error) && keep_former (self, error), error);
}

/**
 * mls_sample_file_merge:
 * @self: a sample open to be written
 * @path: another file of it, or any layer with columns of a review form
 * @controller: whose what is, that the file does not say; or 0
 * @outcome: (inout): initialised; gets what became of each judgement
 * @error: %MLS_STORE_ERROR_ARGUMENT if it is of another sample, or what the file or the disk says
 *
 * Judgements are united by unit and controller. Of two of one controller the later one counts where it was made from the
 * other; where each was made without the other they are a conflict, and both are kept, whichever is newer. The same file
 * again changes nothing.
 *
 * Returns: whether all that could be is on the disk; nothing has changed if not
 */
gboolean
mls_sample_file_merge (MlsSampleFile *self, const char *path, MlsText controller, MlsMergeOutcome *outcome, GError **error)
{
  Merge merge = { self, outcome, FALSE };
  gboolean done;

  if (!mls_sample_file_check_writable (self, error) || !mls_sample_incoming_begin (self, error))
    return FALSE;

  done = (mls_sample_file_is_one (path) ? mls_sample_incoming_load (self, path, controller, error)
                                        : mls_sample_form_load (self, path, controller, outcome, error)) &&
         take_in (&merge, error);
  mls_sample_incoming_end (self);

  return done;
}

/**
 * mls_sample_file_claim:
 * @self: a sample open to be written
 * @controller: who has filled in its forms without a name
 * @outcome: (inout): initialised; gets what became of each judgement
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether what was nobody's is theirs
 */
gboolean
mls_sample_file_claim (MlsSampleFile *self, MlsText controller, MlsMergeOutcome *outcome, GError **error)
{
  Merge merge = { self, outcome, TRUE };
  gboolean done;

  g_return_val_if_fail (controller != 0, FALSE);

  if (!mls_sample_file_check_writable (self, error) || !mls_sample_incoming_begin (self, error))
    return FALSE;

  done = mls_sample_incoming_load_claim (self, controller, error) && take_in (&merge, error);
  mls_sample_incoming_end (self);

  return done;
}
