#include "store/carry.h"

#include "coverage/error.h"
#include "coverage/replay.h"
#include "store/decision.h"
#include "store/error.h"
#include "store/exception.h"
#include "store/finding.h"
#include "store/past.h"
#include "store/set-aside.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

/* One file's operations on their way into another. */
typedef struct
{
  MlsStore        *from;
  MlsStore        *to;
  const MlsCommon *common;
  MlsReading      *before;     /* where they come from, right before an operation … */
  MlsReading      *after;      /* … and right after it */
  MlsReplay       *replay;
  GHashTable      *operations; /* operations there → those that they became, 0 for one set aside */
  char            *origin;     /* what the one in hand is called wherever it goes */
  MlsCheckIn      *outcome;
} Carry;

static void
carry_clear (Carry *carry)
{
  g_clear_pointer (&carry->before, mls_reading_free);
  g_clear_pointer (&carry->after, mls_reading_free);
  g_clear_pointer (&carry->replay, mls_replay_free);
  g_clear_pointer (&carry->operations, g_hash_table_unref);
  g_clear_pointer (&carry->origin, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Carry, carry_clear)

static void
note_operation (Carry *carry, gint64 there, gint64 here)
{
  g_hash_table_insert (carry->operations, g_memdup2 (&there, sizeof there), g_memdup2 (&here, sizeof here));
}

/* FILE:OPERATION, but for one that has come to that file from another. */
static gboolean
name_operation (Carry *carry, const MlsOperation *operation, GError **error)
{
  MlsDatabase *database = carry->from->database;
  g_autoptr (sqlite3_stmt) query =
    mls_database_prepare (database, "SELECT coalesce (origin, ?2 || ':' || id) FROM operation WHERE id = ?1", error);
  gboolean row;

  if (query == NULL)
    return FALSE;

  mls_statement_bind (query, "is", operation->id, carry->common->id);
  if (!mls_database_step (database, query, &row, error))
    return FALSE;

  g_free (carry->origin);
  carry->origin = row ? mls_statement_dup_text (query, 0) : NULL;
  return TRUE;
}

/* Two copies of one file that went on apart have different operations of one number. */
static gboolean
refuse_copy (Carry *carry, GError **error)
{
  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED,
               _("Another copy of “%s” was brought back before, and went its own way"), carry->from->database->name);

  return FALSE;
}

/* Whether an operation was brought in before, and as which one; 0 for one that was set aside and not taken after all. */
static gboolean
find_known (Carry *carry, const MlsOperation *operation, gboolean *known, gint64 *here, GError **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    carry->to->database,
    "SELECT id, at FROM operation WHERE origin = ?1 "
    "UNION ALL SELECT iif (state = 'taken', since, 0), at FROM set_aside WHERE origin = ?1", error);

  if (query == NULL)
    return FALSE;

  mls_statement_bind (query, "s", carry->origin);
  if (!mls_database_step (carry->to->database, query, known, error))
    return FALSE;

  *here = *known ? sqlite3_column_int64 (query, 0) : 0;

  return !*known || g_strcmp0 ((const char *) sqlite3_column_text (query, 1), operation->at) == 0 || refuse_copy (carry, error);
}

/* What it became is what the file keeps of it. */
static gboolean
learn_known (Carry *carry, const MlsOperation *operation, gint64 here, GError **error)
{
  g_autoptr (MlsDelta) there =
      mls_past_read_delta (carry->from->database, carry->from->reading, operation->id, error);
  g_autoptr (MlsDelta) applied =
      there != NULL ? mls_past_read_delta (carry->to->database, carry->to->reading, here, error) : NULL;

  if (applied == NULL)
    return FALSE;

  mls_replay_learn (carry->replay, there, applied);
  return TRUE;
}

/* The same edit of the project as it is by now, or %NULL with a clash. */
static MlsDelta *
plan_again (Carry *carry, const MlsOperation *operation, const MlsDelta *delta, MlsPoint *where, GError **error)
{
  g_autoptr (MlsPatch) patch =
      mls_patch_new (mls_store_source (carry->to), mls_store_layout (carry->to)->vintages->len);
  MlsDelta *planned = mls_replay_as_is (carry->replay, delta, patch);

  if (planned != NULL)
    {
      carry->outcome->n_as_is++;
      return planned;
    }

  mls_reading_set_operation (carry->before, operation->id - 1);
  mls_reading_set_operation (carry->after, operation->id);
  planned = mls_replay_rebase (carry->replay, delta, mls_reading_source (carry->before), mls_reading_source (carry->after), patch,
                               where, error);
  carry->outcome->n_made_anew += planned != NULL;

  return planned;
}

static gboolean
is_common (const Carry *carry, gint64 there)
{
  return carry->common->same_numbers && there <= carry->common->start;
}

/* What an operation is here, 0 where it is nothing. */
static gint64
find_here (const Carry *carry, gint64 there)
{
  const gint64 *here = g_hash_table_lookup (carry->operations, &there);

  if (here != NULL)
    return *here;

  return is_common (carry, there) ? there : 0;
}

/* The operation it takes back or does again, if it is here, and nobody has done that. */
static gboolean
find_undone (Carry *carry, const MlsOperation *operation, gint64 *undone, const char **reason, GError **error)
{
  gint64 n_done = 0;

  *reason = NULL;
  *undone = operation->undoes != 0 ? find_here (carry, operation->undoes) : 0;
  if (*undone != 0 && !mls_database_get_integer (carry->to->database, &n_done, error,
                                                 "SELECT count (*) FROM operation WHERE undoes = ?", "i", *undone))
    return FALSE;

  if (n_done > 0)
    *reason = _("It takes back what somebody else has taken back");
  else if (operation->undoes != 0 && *undone == 0)
    *reason = _("It takes back what was set aside");

  return TRUE;
}

static gint64
append (Carry *carry, const MlsOperation *operation, gint64 undone, GError **error)
{
  const MlsOperationFacts facts = {
    .author = operation->author,
    .verb = operation->verb,
    .kind = operation->kind,
    .vintages = operation->vintages,
    .dimension = operation->dimension,
    .scale = operation->scale,
    .summary = operation->summary,
    .undoes = undone,
    .at = operation->at,
    .origin = carry->origin,
  };

  return mls_operation_append (carry->to->database, mls_store_layout (carry->to), &facts, &operation->box, error);
}

/* What was so before the files went apart, or by an edit that is set aside, is so since then. */
static gint64
operation_here (gint64 there, gpointer user_data)
{
  Carry *carry = user_data;
  gint64 here = find_here (carry, there);

  return here != 0 || there == 0 ? here : carry->common->base;
}

/* What was taken back there is taken back here, if it was here. */
static gboolean
write_findings (Carry *carry, const MlsOperation *operation, gint64 undone, gint64 here, GError **error)
{
  MlsDatabase *to = carry->to->database;
  gint64 n_written = 0;

  if (undone != 0 && (!mls_findings_take_back (to, undone, here, error) ||
                      !mls_database_get_integer (to, &n_written, error, "SELECT count (*) FROM finding WHERE since = ?", "i", here)))
    return FALSE;

  return n_written > 0 ||
         mls_findings_bring (carry->from, carry->to, operation->id, here, operation_here, carry, error);
}

static gboolean
write_words (Carry *carry, const MlsOperation *operation, gint64 undone, gint64 here, GError **error)
{
  MlsDatabase *from = carry->from->database, *to = carry->to->database;

  return mls_exceptions_bring (from, to, operation->id, here, error) &&
         mls_decisions_bring (from, to, operation->id, here, error) && write_findings (carry, operation, undone, here, error);
}

static gboolean
write_edit (Carry *carry, const MlsOperation *operation, const MlsDelta *delta, const MlsDelta *planned, gint64 undone, GError **error)
{
  g_autoptr (MlsDelta) applied = NULL;
  gint64 here;

  if (!mls_delta_prove (planned, error) || (here = append (carry, operation, undone, error)) == 0 ||
      (applied = mls_store_write_delta (carry->to, planned, here, error)) == NULL ||
      !write_words (carry, operation, undone, here, error))
    return FALSE;

  mls_replay_learn (carry->replay, delta, applied);
  note_operation (carry, operation->id, here);
  if (!mls_box_is_empty (&operation->box))
    carry->outcome->box = mls_box_union (&carry->outcome->box, &operation->box);

  return TRUE;
}

static gboolean
set_aside (Carry *carry, const MlsOperation *operation, const MlsDelta *delta, MlsPoint where, const char *reason, GError **error)
{

  carry->outcome->n_set_aside++;
  note_operation (carry, operation->id, 0);

  return mls_set_aside_write (carry->to, carry->origin, operation, delta, where, reason, error);
}

static gboolean
bring_new (Carry *carry, const MlsOperation *operation, GError **error)
{
  g_autoptr (MlsDelta) delta =
      mls_past_read_delta (carry->from->database, carry->from->reading, operation->id, error);
  g_autoptr (MlsDelta) planned = NULL;
  g_autoptr (GError) reason = NULL;
  MlsPoint where = mls_box_centre (&operation->box);
  const char *vain;
  gint64 undone;

  if (delta == NULL || !find_undone (carry, operation, &undone, &vain, error))
    return FALSE;

  if (vain == NULL && carry->common->left != NULL && g_hash_table_contains (carry->common->left, &operation->id))
    vain = _("It was left out so that the rest can be pushed");
  if (vain != NULL)
    return set_aside (carry, operation, delta, where, vain, error);

  planned = plan_again (carry, operation, delta, &where, &reason);
  if (planned != NULL)
    return write_edit (carry, operation, delta, planned, undone, error);

  if (g_error_matches (reason, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_CLASH))
    return set_aside (carry, operation, delta, where, reason->message, error);

  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
bring (Carry *carry, const MlsOperation *operation, GError **error)
{
  gboolean known;
  gint64 here;

  if (!name_operation (carry, operation, error) || !find_known (carry, operation, &known, &here, error))
    return FALSE;

  if (!known)
    return bring_new (carry, operation, error);

  carry->outcome->n_known++;
  note_operation (carry, operation->id, here);

  return here == 0 || learn_known (carry, operation, here, error);
}

static gboolean
bring_all (Carry *carry, MlsCheckInFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) operations = mls_store_operations (carry->from, carry->common->start, error);

  for (guint i = 0; operations != NULL && i < operations->len; i++)
    {
      if (!bring (carry, g_ptr_array_index (operations, i), error))
        return FALSE;

      if (func != NULL && !func (i + 1, operations->len, user_data))
        {
          g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED, _("Cancelled; the project is as it was"));
          return FALSE;
        }
    }

  return operations != NULL;
}

/* What names an operation by its number, in a file whose operations are carried within itself: versions, of which one that
 * names what is nothing now names the state before it, and what was settled, which is open again then. */
static gboolean
lead_names (MlsDatabase *database, gint64 there, gint64 here, gint64 before, GError **error)
{
  return mls_database_run (database, error, "UPDATE version SET operation_id = ? WHERE operation_id = ?", "ii",
                           here != 0 ? here : before, there) &&
         mls_database_run (database, error,
                           here != 0 ? "UPDATE set_aside SET since = ?2 WHERE since = ?1"
                                     : "UPDATE set_aside SET state = was, was = NULL, since = NULL WHERE since = ?1",
                           here != 0 ? "ii" : "i", there, here);
}

static gboolean
lead_all_names (Carry *carry, GError **error)
{
  g_autoptr (GPtrArray) operations = mls_store_operations (carry->from, carry->common->start, error);
  gint64 before = carry->common->base;

  for (guint i = 0; operations != NULL && i < operations->len; i++)
    {
      gint64 there = ((const MlsOperation *) g_ptr_array_index (operations, i))->id;
      gint64 here = find_here (carry, there);

      if (!lead_names (carry->to->database, there, here, before, error))
        return FALSE;
      before = MAX (before, here);
    }

  return operations != NULL;
}

/**
 * mls_carry:
 * @from: a project, read as it is at one instant
 * @to: another one, in a transaction
 * @common: what they have in common
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @outcome: (inout): counts what became of the operations
 * @error: %MLS_STORE_ERROR_CANCELLED, %MLS_STORE_ERROR_REFUSED if another copy of @from had them carried before and went its
 *   own way, or any other #MLS_STORE_ERROR
 *
 * Makes the operations of one file again in another that has gone on meanwhile, in order, each as itself: with its author,
 * its time, and all it says. What clashes is set aside whole; what was carried before is known.
 *
 * Returns: whether all of them are carried
 */
gboolean
mls_carry (MlsStore        *from,
           MlsStore        *to,
           const MlsCommon *common,
           MlsCheckInFunc   func,
           gpointer         user_data,
           MlsCheckIn      *outcome,
           GError         **error)
{
  g_auto (Carry) carry = { .from = from, .to = to, .common = common, .outcome = outcome };

  carry.before = mls_reading_new (from->database, error);
  carry.after = carry.before != NULL ? mls_reading_new (from->database, error) : NULL;
  carry.replay = mls_replay_new (common->last_face);
  carry.operations = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  return carry.after != NULL && bring_all (&carry, func, user_data, error) &&
         (!common->same_numbers || lead_all_names (&carry, error));
}
