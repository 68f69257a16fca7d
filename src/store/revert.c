#include "store/revert.h"

#include "base/format.h"
#include "coverage/error.h"
#include "coverage/fit.h"
#include "coverage/rebase.h"
#include "store/decision.h"
#include "store/dependence.h"
#include "store/error.h"
#include "store/exception.h"
#include "store/finding.h"
#include "store/folded.h"
#include "store/past.h"
#include "store/set-aside.h"
#include "store/since.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

/* An operation that takes others back, in a transaction that is open. */
typedef struct
{
  MlsStore         *store;
  MlsOperationFacts facts;
  gint64            operation;
  MlsRevertClash    clash; /* of the one that was tried last */
} Revert;

static int
compare_newest_first (gconstpointer left, gconstpointer right)
{
  gint64 a = *(const gint64 *) left, b = *(const gint64 *) right;

  return (a < b) - (a > b);
}

/* The operations, newest first and each once. */
static GArray *
sort_operations (const gint64 *operations, guint n_operations)
{
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n = 0;

  g_array_append_vals (sorted, operations, n_operations);
  g_array_sort (sorted, compare_newest_first);
  for (guint i = 0; i < sorted->len; i++)
    if (n == 0 || g_array_index (sorted, gint64, n - 1) != g_array_index (sorted, gint64, i))
      g_array_index (sorted, gint64, n++) = g_array_index (sorted, gint64, i);
  g_array_set_size (sorted, n);

  return sorted;
}

/* "12, 15" */
static char *
list_operations (const GArray *operations)
{
  GString *text = g_string_new (NULL);

  for (guint i = operations->len; i-- > 0;)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, text->len > 0 ? ", " : "",
                            g_array_index (operations, gint64, i));

  return g_string_free (text, FALSE);
}

/* The operation that @id undoes, and 0 for one that undoes none. */
static gboolean
read_undone (MlsStore *self, gint64 id, gint64 *undone, GError **error)
{
  return mls_database_get_integer (self->database, undone, error,
                                   "SELECT coalesce (max (undoes), 0) FROM operation WHERE id = ?", "i", id);
}

/* What is to be taken back, newest first and each once. What was undone and redone is its redo alone: the oldest are paired
 * first. */
static GArray *
find_targets (MlsStore *self, const gint64 *operations, guint n_operations, GError **error)
{
  g_autoptr (GArray) targets = sort_operations (operations, n_operations);

  for (guint i = targets->len; i-- > 0;)
    {
      gint64 undone;

      if (!read_undone (self, g_array_index (targets, gint64, i), &undone, error))
        return NULL;

      for (guint older = i + 1; undone != 0 && older < targets->len; older++)
        if (g_array_index (targets, gint64, older) == undone)
          {
            g_array_remove_index (targets, older);
            g_array_remove_index (targets, i);
            break;
          }
    }

  return g_steal_pointer (&targets);
}

static gboolean
check_target (MlsStore *self, gint64 id, GError **error)
{
  g_autoptr (MlsOperation) target = mls_store_operation (self, id, error);
  g_autofree char *number = mls_format_id (id);
  gboolean is_lasting = target != NULL && (target->barrier || g_str_equal (target->verb, MLS_VERB_COMPACT));
  gint64 n_undone = 0;

  if (target == NULL || !mls_folded_check (self->database, id, error) ||
      !mls_database_get_integer (self->database, &n_undone, error,
                                                   "SELECT count (*) FROM operation WHERE undoes = ?", "i", id))
    return FALSE;

  if (is_lasting)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED, _("Operation %s cannot be taken back"), number);
  else if (n_undone > 0)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("Operation %s has been taken back already"), number);

  return !is_lasting && n_undone == 0;
}

/* What takes back @id of the state there is now, later operations or not. */
static MlsDelta *
inverse_now (Revert *revert, gint64 id, GError **error)
{
  MlsStore *self = revert->store;
  g_autoptr (MlsDelta) delta = mls_past_read_delta (self->database, self->reading, id, error);
  g_autoptr (MlsDelta) inverse = delta != NULL ? mls_delta_inverted (delta) : NULL;
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_store_source (self), mls_store_layout (self)->vintages->len);
  MlsDelta *fitting = inverse != NULL ? mls_delta_fit (inverse, patch) : NULL;
  MlsBox box;

  if (inverse == NULL || fitting != NULL)
    return fitting;

  box = mls_delta_box (inverse);
  revert->clash.operation = id;
  revert->clash.where = mls_box_centre (&box);

  return mls_delta_rebase (inverse, patch, &revert->clash.where, NULL, error);
}

/* Takes one back for good within the transaction, as an operation of its own. */
static MlsDelta *
try_one (Revert *revert, gint64 id, GError **error)
{
  MlsStore *self = revert->store;
  g_autoptr (MlsDelta) inverse = NULL;
  gint64 trial;

  if (!check_target (self, id, error))
    return NULL;

  inverse = inverse_now (revert, id, error);
  if (inverse == NULL)
    return NULL;

  trial = mls_operation_append (self->database, mls_store_layout (self), &revert->facts, NULL, error);

  return trial != 0 ? mls_store_write_delta (self, inverse, trial, error) : NULL;
}

/* What taking them back comes to: each is made of what the one before leaves, and all of that taken back again. */
static MlsDelta *
try_all (Revert *revert, const GArray *operations, GError **error)
{
  g_autoptr (GPtrArray) deltas = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_delta_unref);
  MlsDatabase *database = revert->store->database;

  if (!mls_database_exec (database, "SAVEPOINT trial", error))
    return NULL;

  for (guint i = 0; i < operations->len; i++)
    {
      MlsDelta *delta = try_one (revert, g_array_index (operations, gint64, i), error);

      if (delta == NULL)
        return NULL;
      g_ptr_array_add (deltas, delta);
    }

  if (!mls_database_exec (database, "ROLLBACK TO trial; RELEASE trial", error))
    return NULL;

  return mls_delta_joined (deltas);
}

static MlsDelta *
write_joined (Revert *revert, const MlsDelta *joined, GError **error)
{
  MlsStore *self = revert->store;
  MlsBox box = mls_delta_box (joined);

  if (mls_delta_is_empty (joined))
    {
      g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("The edit changes nothing"));
      return NULL;
    }

  if (!mls_delta_prove (joined, error))
    return NULL;

  revert->operation =
    mls_operation_append (self->database, mls_store_layout (self), &revert->facts, &box, error);

  return revert->operation != 0 ? mls_store_write_delta (self, joined, revert->operation, error) : NULL;
}

/* Exceptions, decisions, findings and what settled a clash, of the operations that are taken back, newest first. */
static gboolean
take_back_words (Revert *revert, const GArray *operations, GError **error)
{
  MlsDatabase *database = revert->store->database;

  for (guint i = 0; i < operations->len; i++)
    {
      gint64 target = g_array_index (operations, gint64, i);

      if (!mls_exceptions_take_back (database, target, revert->operation, error) ||
          !mls_decisions_take_back (database, target, revert->operation, error) ||
          !mls_findings_take_back (database, target, revert->operation, error) ||
          !mls_set_aside_take_back (database, target, revert->operation, error))
        return FALSE;
    }

  return TRUE;
}

/* Ends the transaction, for good if there is something to keep. */
static MlsDelta *
end (Revert *revert, MlsDelta *applied, gint64 *operation, GError **error)
{
  g_autoptr (MlsDelta) kept = applied;

  if (!mls_database_end (revert->store->database, kept != NULL, error))
    return NULL;

  if (operation != NULL)
    *operation = revert->operation;
  return g_steal_pointer (&kept);
}

static MlsDelta *
revert_all (Revert *revert, const GArray *operations, GError **error)
{
  g_autoptr (MlsDelta) joined = try_all (revert, operations, error);
  g_autoptr (MlsDelta) applied = joined != NULL ? write_joined (revert, joined, error) : NULL;

  return applied != NULL && take_back_words (revert, operations, error) ? g_steal_pointer (&applied) : NULL;
}

/* Whether a later operation is what keeps it from being taken back, or has left nothing of it. */
static gboolean
is_clash (const GError *reason)
{
  return g_error_matches (reason, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_CLASH) ||
         g_error_matches (reason, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
}

/* Says which operation has to be taken back first; where none can be named, what was said stays. */
static void
tell_clash (Revert *revert, const GArray *targets, GError **reason)
{
  MlsRevertClash *clash = &revert->clash;
  g_autofree char *number = mls_format_id (clash->operation);
  g_autofree char *other = NULL;
  int code = (*reason)->code;
  GQuark domain = (*reason)->domain;

  if (!mls_dependence_find (revert->store, clash->operation, targets, &clash->later, NULL) || clash->later == 0)
    return;

  other = mls_format_id (clash->later);
  g_clear_error (reason);
  g_set_error (reason, domain, code,
               _("Operation %s cannot be taken back alone: operation %s has changed the same ground since"), number, other);
}

/**
 * mls_store_revert:
 * @self: a project open for writing
 * @operations: (array length=n_operations): what to take back, in any order
 * @n_operations: at least 1
 * @author: who does
 * @operation: (out) (optional): the operation it became
 * @clash: (out) (optional): where a later operation changed the same, and which, if that is so
 * @error: %MLS_COVERAGE_ERROR_CLASH if later operations changed the same; %MLS_STORE_ERROR_REFUSED for one that keeps no
 *   history; %MLS_STORE_ERROR_NOTHING if one is taken back already, or if it comes to nothing; or any other #MLS_STORE_ERROR
 *
 * Takes all of them back or none, newest first. Of an operation and the one that undid it nothing is left to take back, and
 * both may be among them. Operations that came after them stay, where they are of other faces, or of
 * other borders and labels of the same ones.
 *
 * Returns: (transfer full): what was done, or %NULL
 */
MlsDelta *
mls_store_revert (MlsStore        *self,
                  const gint64    *operations,
                  guint            n_operations,
                  const char      *author,
                  gint64          *operation,
                  MlsRevertClash  *clash,
                  GError         **error)
{
  g_autoptr (GArray) targets = NULL;
  g_autofree char *summary = NULL;
  Revert revert = { self, { .author = author, .verb = MLS_VERB_REVERT } };
  g_autoptr (GError) reason = NULL;
  MlsDelta *applied;

  g_return_val_if_fail (author != NULL && n_operations > 0, NULL);

  if (!mls_store_check_writable (self, error) || !mls_database_begin (self->database, error))
    return NULL;

  targets = find_targets (self, operations, n_operations, &reason);
  summary = targets != NULL ? list_operations (targets) : NULL;
  revert.facts.summary = summary;
  applied = end (&revert, targets != NULL ? revert_all (&revert, targets, &reason) : NULL, operation, &reason);
  if (is_clash (reason) && revert.clash.operation != 0)
    tell_clash (&revert, targets, &reason);
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  if (clash != NULL)
    *clash = revert.clash;

  return applied;
}

/* The operations after @state that gave or ended words that last, newest first. */
static GArray *
operations_with_words (MlsStore *self, gint64 state, GError **error)
{
  g_autoptr (GArray) operations = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (sqlite3_stmt) query =
    mls_database_prepare (self->database,
                          "SELECT since FROM exception WHERE since > ?1 UNION SELECT until FROM exception WHERE until > ?1 "
                          "UNION SELECT since FROM decision WHERE since > ?1 UNION SELECT until FROM decision "
                          "WHERE until > ?1 UNION SELECT since FROM finding WHERE since > ?1 UNION SELECT since FROM "
                          "set_aside WHERE since > ?1 ORDER BY 1 DESC",
                          error);
  gboolean row = query != NULL;

  if (row)
    mls_statement_bind (query, "i", state);
  while (row)
    {
      gint64 id;

      if (!mls_database_step (self->database, query, &row, error))
        return NULL;

      id = row ? sqlite3_column_int64 (query, 0) : 0;
      if (row)
        g_array_append_val (operations, id);
    }

  return query != NULL ? g_steal_pointer (&operations) : NULL;
}

static MlsDelta *
restore_all (Revert *revert, gint64 state, const MlsZone *zone, GError **error)
{
  g_autoptr (MlsDelta) done = NULL;
  g_autoptr (MlsDelta) back = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (GArray) operations = NULL;

  if (!mls_since_check (revert->store, state, error) ||
      (done = mls_since_read (revert->store, state, zone, NULL, NULL, error)) == NULL)
    return NULL;

  back = mls_delta_inverted (done);
  operations = zone == NULL ? operations_with_words (revert->store, state, error)
                            : g_array_new (FALSE, FALSE, sizeof (gint64));
  if (operations == NULL || (applied = write_joined (revert, back, error)) == NULL ||
      !take_back_words (revert, operations, error))
    return NULL;

  return g_steal_pointer (&applied);
}

/**
 * mls_store_restore:
 * @self: a project open for writing
 * @state: an operation, the state right after which comes back
 * @zone: (nullable): where, with all that goes together there; %NULL for everywhere
 * @author: who does
 * @operation: (out) (optional): the operation it became
 * @error: %MLS_STORE_ERROR_REFUSED if an import or a new date has come since, %MLS_STORE_ERROR_NOTHING if nothing has changed
 *   since, or any other #MLS_STORE_ERROR
 *
 * Exceptions and decisions come back with a whole state; in a zone they stay as they are, and lapse where their ground is no
 * more what they were of.
 *
 * Returns: (transfer full): what was done, or %NULL
 */
MlsDelta *
mls_store_restore (MlsStore      *self,
                   gint64         state,
                   const MlsZone *zone,
                   const char    *author,
                   gint64        *operation,
                   GError       **error)
{
  g_autofree char *summary = g_strdup_printf ("%" G_GINT64_FORMAT, state);
  Revert revert = { self, { .author = author, .verb = MLS_VERB_RESTORE, .summary = summary } };

  g_return_val_if_fail (author != NULL, NULL);

  if (!mls_store_check_writable (self, error) || !mls_database_begin (self->database, error))
    return NULL;

  return end (&revert, restore_all (&revert, state, zone, error), operation, error);
}
