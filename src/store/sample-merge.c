#include "store/sample-merge.h"

#include "store/error.h"
#include "store/sample-form.h"
#include "store/sample-format.h"
#include "store/sample-incoming.h"
#include "store/sample-private.h"
#include "store/sample-row.h"

#include <glib/gi18n-lib.h>

/* Rows here of the unit and controller of the row that comes in. */
#define HERE                                                                                                          \
  "FROM controle c JOIN said s USING (fid), incoming i WHERE i.id = ?1 AND c.unite = i.unite AND "                     \
  "c.controleur = i.controleur AND s.is_judged"

/* What is asked or done of one row that comes in, by its id. */
typedef enum
{
  STEP_COMPARE_SAID,
  STEP_COMPARE_CONFIRMED,
  STEP_DROP_NOBODY,
  STEP_DROP_UNJUDGED,
  STEP_DROP_HERE,
  STEP_ADD,
  STEP_TAKE_CONFIRMATION,
  N_STEPS,
} Step;

static const char *const steps[N_STEPS] = {
  /* Four counts: those here, those that say the same, those that what comes in was made from, and whether what is here
   * was made from that; … */
  [STEP_COMPARE_SAID] =
    "SELECT count (*), coalesce (sum (s.said = i.said), 0), "
    "coalesce (sum (EXISTS (SELECT 1 FROM incoming_former f WHERE f.said = s.said AND f.date = coalesce (c.date, '') AND "
    "f.controleur = c.controleur)), 0), "
    "(SELECT count (*) FROM former f, incoming j WHERE j.id = ?1 AND f.said = j.said AND f.date = coalesce (j.date, '') "
    "AND f.controleur = j.controleur) " HERE,
  /* … and the same of what the second level thinks of it. */
  [STEP_COMPARE_CONFIRMED] =
    "SELECT coalesce (sum (coalesce (c.valid_cqe, 'noverif') <> 'noverif'), 0), "
    "coalesce (sum (s.confirmed = i.confirmed), 0), "
    "coalesce (sum (EXISTS (SELECT 1 FROM incoming_former f WHERE f.said = s.confirmed AND "
    "f.date = coalesce (c.cqe_date, '') AND f.controleur = c.controleur)), 0), "
    "(SELECT count (*) FROM former f, incoming j WHERE j.id = ?1 AND f.said = j.confirmed AND "
    "f.date = coalesce (j.cqe_date, '') AND f.controleur = j.controleur) " HERE " AND s.said = i.said",
  [STEP_DROP_NOBODY] = "DELETE FROM controle WHERE fid = (SELECT feature FROM incoming WHERE id = ?1)",
  [STEP_DROP_UNJUDGED] =
    "DELETE FROM controle WHERE unite = (SELECT unite FROM incoming WHERE id = ?1) AND controleur IS NULL AND "
    "EXISTS (SELECT 1 FROM said WHERE said.fid = controle.fid AND NOT is_judged)",
  [STEP_DROP_HERE] =
    "DELETE FROM controle WHERE (unite, controleur) = (SELECT unite, controleur FROM incoming WHERE id = ?1)",
  [STEP_ADD] =
    "INSERT INTO controle (" MLS_SAMPLE_UNIT_COLUMNS ", " MLS_SAMPLE_ROW_COLUMNS ") "
    "SELECT " MLS_SAMPLE_UNIT_VALUES ", " MLS_SAMPLE_ROW_COLUMNS
    " FROM incoming JOIN unit ON unit.id = incoming.unite CROSS JOIN sample WHERE incoming.id = ?1",
  [STEP_TAKE_CONFIRMATION] =
    "UPDATE controle SET (valid_cqe, com_cqe, cqe_par, cqe_date) = "
    "(SELECT valid_cqe, com_cqe, cqe_par, cqe_date FROM incoming WHERE id = ?1) "
    "WHERE fid IN (SELECT c.fid " HERE " AND s.said = i.said)",
};

/* What comes in, of the merge that runs. */
typedef struct
{
  MlsSampleFile   *self;
  MlsMergeOutcome *outcome;
  gboolean         is_claim;            /* what comes in is here already, as nobody's */
  MlsNomenclature *nomenclature;
  sqlite3_stmt    *statements[N_STEPS]; /* made when they are needed first */
} Merge;

static void
merge_clear (Merge *merge)
{
  for (Step step = 0; step < N_STEPS; step++)
    g_clear_pointer (&merge->statements[step], sqlite3_finalize);
  g_clear_pointer (&merge->nomenclature, mls_nomenclature_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merge, merge_clear)

/* A row that comes in, and where it is in the table of those. */
typedef struct
{
  gint64   id;
  gint64   feature;
  gint64   unit;
  MlsText  controller;
  MlsText  replacement[MLS_N_CODES];
  gboolean is_confirmed;
  gboolean contradicts;
  gboolean is_told;
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

/* The statement of @step, of the row @id, at its first row if it gives any. */
static sqlite3_stmt *
take_step (Merge *merge, Step step, gint64 id, GError **error)
{
  MlsDatabase *database = merge->self->database;
  sqlite3_stmt **statement = &merge->statements[step];

  if (*statement == NULL)
    *statement = mls_database_prepare (database, steps[step], error);
  if (*statement == NULL)
    return NULL;

  sqlite3_reset (*statement);
  mls_statement_bind (*statement, "i", id);

  return mls_database_step (database, *statement, NULL, error) ? *statement : NULL;
}

static gboolean
compare (Merge *merge, Step step, const Row *row, Standing *out, GError **error)
{
  sqlite3_stmt *counts = take_step (merge, step, row->id, error);
  gint64 n_here, n_same, n_sources;
  gboolean is_source;

  if (counts == NULL)
    return FALSE;

  n_here = sqlite3_column_int64 (counts, 0);
  n_same = sqlite3_column_int64 (counts, 1);
  n_sources = sqlite3_column_int64 (counts, 2);
  is_source = sqlite3_column_int64 (counts, 3) > 0;
  sqlite3_reset (counts);

  if (n_same > 0)
    *out = STANDS_SAME;
  else if (n_here == 0)
    *out = is_source ? STANDS_OLDER : STANDS_NEW;
  else if (is_source == (n_sources == n_here))
    *out = STANDS_APART;
  else
    *out = is_source ? STANDS_OLDER : STANDS_NEWER;

  return TRUE;
}

/* One that may have been published since is kept as it is. */
static void
check_code (Merge *merge, const Row *row, MlsDimension dimension)
{
  MlsText code = row->replacement[dimension];
  guint n_classes;

  mls_nomenclature_classes (merge->nomenclature, dimension, &n_classes);
  if (code != 0 && n_classes > 0 && mls_nomenclature_class (merge->nomenclature, dimension, code) == NULL)
    remark (merge, MLS_MERGE_UNKNOWN_CODE, row,
            g_strdup_printf (_("“%s” is no code of the nomenclature"), g_quark_to_string (code)));
}

/* The row that nobody has judged gives way to the first that somebody has. */
static gboolean
add (Merge *merge, const Row *row, GError **error)
{
  if (row->contradicts)
    mls_merge_outcome_contradiction (merge->outcome, row->feature, row->unit, row->controller);
  if (row->is_told)
    remark (merge, MLS_MERGE_TOLD, row,
            g_strdup_printf (_("%s had been told what the map says when unit %d was judged"),
                             g_quark_to_string (row->controller), (int) row->unit));
  check_code (merge, row, MLS_DIMENSION_COVER);
  check_code (merge, row, MLS_DIMENSION_USE);

  return take_step (merge, STEP_DROP_UNJUDGED, row->id, error) != NULL &&
         take_step (merge, STEP_ADD, row->id, error) != NULL;
}

static gboolean
replace (Merge *merge, const Row *row, GError **error)
{
  return take_step (merge, STEP_DROP_HERE, row->id, error) != NULL && add (merge, row, error);
}

static gboolean
add_conflict (Merge *merge, const Row *row, GError **error)
{
  merge->outcome->n_conflicts++;
  remark (merge, MLS_MERGE_CONFLICT, row,
          g_strdup_printf (_("%s has said two things of unit %d: both are kept until it is judged again"),
                           g_quark_to_string (row->controller), (int) row->unit));

  return add (merge, row, error);
}

/* Both say the same of the unit: what is left is what the second level thinks of that. */
static gboolean
merge_confirmation (Merge *merge, const Row *row, GError **error)
{
  Standing standing = STANDS_SAME;

  if (row->is_confirmed && !compare (merge, STEP_COMPARE_CONFIRMED, row, &standing, error))
    return FALSE;

  switch (standing)
    {
    case STANDS_NEW:
    case STANDS_NEWER:
      merge->outcome->n_changed++;
      return take_step (merge, STEP_TAKE_CONFIRMATION, row->id, error) != NULL;
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
merge_said (Merge *merge, const Row *row, GError **error)
{
  Standing standing;

  if ((merge->is_claim && take_step (merge, STEP_DROP_NOBODY, row->id, error) == NULL) ||
      !compare (merge, STEP_COMPARE_SAID, row, &standing, error))
    return FALSE;

  switch (standing)
    {
    case STANDS_NEW:
      merge->outcome->n_added++;
      return add (merge, row, error);
    case STANDS_SAME:
      return merge_confirmation (merge, row, error);
    case STANDS_OLDER:
      merge->outcome->n_older++;
      return TRUE;
    case STANDS_NEWER:
      merge->outcome->n_changed++;
      return replace (merge, row, error);
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

/* Whether somebody has set the state to “ok” in a form, and left what is wrong beside it. */
#define CONTRADICTS                                                                                                   \
  "coalesce (etat_cqp = 'ok' AND (nullif (code_remplac, '') NOT NULL OR erreur_geom OR omission), FALSE)"

/* Whether it was said by somebody who had been told, there or here, what the map says. */
#define IS_TOLD                                                                                                       \
  "EXISTS (SELECT 1 FROM (SELECT * FROM told UNION ALL SELECT * FROM incoming_told) t "                                \
  "WHERE t.controleur = incoming.controleur AND t.date < incoming.date)"

static gboolean
merge_rows (Merge *merge, GError **error)
{
  MlsDimension dimension = merge->self->sample.dimension;
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    merge->self->database,
    "SELECT id, feature, unite, controleur, coalesce (valid_cqe, 'noverif') <> 'noverif', " CONTRADICTS ", " IS_TOLD
    ", code_remplac, remplac_autre FROM incoming ORDER BY unite, id",
    error);
  gboolean there;

  while (query != NULL && mls_database_step (merge->self->database, query, &there, error))
    {
      Row row;

      if (!there)
        return TRUE;

      row = (Row){ .id = sqlite3_column_int64 (query, 0),
                   .feature = sqlite3_column_int64 (query, 1),
                   .unit = sqlite3_column_int64 (query, 2),
                   .controller = mls_statement_intern (query, 3),
                   .is_confirmed = sqlite3_column_int (query, 4) != 0,
                   .contradicts = sqlite3_column_int (query, 5) != 0,
                   .is_told = sqlite3_column_int (query, 6) != 0 };
      row.replacement[mls_sample_row_own (dimension)] = mls_statement_intern (query, 7);
      row.replacement[mls_sample_row_other (dimension)] = mls_statement_intern (query, 8);
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

/* Whoever was told there what the map says knows it here. */
static gboolean
keep_told (MlsSampleFile *self, GError **error)
{
  return mls_database_exec (self->database, "INSERT OR IGNORE INTO told SELECT controleur, date FROM incoming_told", error);
}

static gboolean
take_in (Merge *merge, GError **error)
{
  MlsSampleFile *self = merge->self;

  merge->nomenclature = mls_sample_file_read_nomenclature (self, error);

  return merge->nomenclature != NULL && mls_database_begin (self->database, error) &&
         mls_database_end (self->database,
                           mls_database_exec (self->database, MLS_SAMPLE_TOLD, error) && merge_rows (merge, error) &&
                             keep_former (self, error) && keep_told (self, error),
                           error);
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
  g_auto (Merge) merge = { .self = self, .outcome = outcome };
  gboolean done;

  if (!mls_sample_file_check_writable (self, error) || !mls_sample_incoming_begin (self, error))
    return FALSE;

  done = (mls_sample_file_is_one (path) ? mls_sample_incoming_load (self, path, controller, error)
                                        : mls_sample_form_load (self, path, controller, outcome, error)) &&
         take_in (&merge, error);
  merge_clear (&merge);
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
  g_auto (Merge) merge = { .self = self, .outcome = outcome, .is_claim = TRUE };
  gboolean done;

  g_return_val_if_fail (controller != 0, FALSE);

  if (!mls_sample_file_check_writable (self, error) || !mls_sample_incoming_begin (self, error))
    return FALSE;

  done = mls_sample_incoming_load_claim (self, controller, error) && take_in (&merge, error);
  merge_clear (&merge);
  mls_sample_incoming_end (self);

  return done;
}
