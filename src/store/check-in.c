#include "store/check-in.h"

#include "coverage/error.h"
#include "coverage/replay.h"
#include "store/decision.h"
#include "store/error.h"
#include "store/exception.h"
#include "store/finding.h"
#include "store/package-private.h"
#include "store/past.h"
#include "store/set-aside.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  MlsStore       *project;
  MlsStore       *package;
  MlsPackageFacts facts;
  MlsReading     *before;     /* the package right before an operation … */
  MlsReading     *after;      /* … and right after it */
  MlsReplay      *replay;
  GHashTable     *operations; /* its operations → those that they became, 0 for one set aside */
  MlsCheckIn     *outcome;
} CheckIn;

static void
check_in_clear (CheckIn *in)
{
  g_clear_pointer (&in->before, mls_reading_free);
  g_clear_pointer (&in->after, mls_reading_free);
  g_clear_pointer (&in->replay, mls_replay_free);
  g_clear_pointer (&in->operations, g_hash_table_unref);
  g_clear_pointer (&in->package, mls_store_free);
  mls_package_facts_clear (&in->facts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CheckIn, check_in_clear)

/* Without the history that it is known by nobody could tell what of it is here. */
static gboolean
check_not_closed (CheckIn *in, GError **error)
{
  gint64 n_closed;

  if (!mls_database_get_integer (in->project->database, &n_closed, error,
                                 "SELECT count (*) FROM package WHERE id = ? AND state = 'closed'", "s", in->facts.id))
    return FALSE;

  if (n_closed > 0)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED,
                 _("“%s” cannot be brought back: the history that it is known by was compacted"), in->package->database->name);

  return n_closed == 0;
}

/* The operation it began with must be here, made at the same instant. */
static gboolean
check_origin (CheckIn *in, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (MlsOperation) base = mls_store_operation (in->project, in->facts.base, &reason);

  if (base != NULL && g_strcmp0 (base->at, in->facts.base_at) == 0)
    return TRUE;

  if (base == NULL && !g_error_matches (reason, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING))
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN, _("“%s” is a work package of another project"),
                 in->package->database->name);

  return FALSE;
}

static gboolean
check_vintages (CheckIn *in, GError **error)
{
  const GArray *here = mls_store_layout (in->project)->vintages;
  const GArray *there = mls_store_layout (in->package)->vintages;
  gboolean same = here->len == there->len;

  for (guint i = 0; same && i < here->len; i++)
    same = g_strcmp0 (g_array_index (here, MlsVintage, i).code, g_array_index (there, MlsVintage, i).code) == 0;

  if (!same)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED, _("“%s” has other dates than the project"),
                 in->package->database->name);

  return same;
}

/* What was kept of it may reach no further back than to a state it has had since. */
static gboolean
check_history (CheckIn *in, GError **error)
{
  gint64 n_barriers = 0;

  if (!mls_database_get_integer (in->package->database, &n_barriers, error,
                                 "SELECT count (*) FROM operation WHERE id > ? AND barrier", "i", in->facts.start))
    return FALSE;

  if (n_barriers > 0)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED, _("“%s” has lost what was done to it first"),
                 in->package->database->name);

  return n_barriers == 0;
}

/* As it is at one instant, should somebody still work on it. */
static gboolean
open_package (CheckIn *in, const char *path, GError **error)
{
  MlsDatabase *database;

  in->package = mls_store_open (path, MLS_STORE_READ_ONLY, error);
  if (in->package == NULL)
    return FALSE;

  database = in->package->database;
  if (!mls_package_read_facts (database, &in->facts, error) || !check_not_closed (in, error) ||
      !check_origin (in, error) || !check_vintages (in, error) || !check_history (in, error) ||
      !mls_database_exec (database, "BEGIN", error))
    return FALSE;

  in->before = mls_reading_new (database, error);
  in->after = in->before != NULL ? mls_reading_new (database, error) : NULL;
  in->replay = mls_replay_new (in->facts.last_face);
  in->operations = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  return in->after != NULL;
}

static void
note_operation (CheckIn *in, gint64 there, gint64 here)
{
  g_hash_table_insert (in->operations, g_memdup2 (&there, sizeof there), g_memdup2 (&here, sizeof here));
}

/* PACKAGE:OPERATION */
static char *
origin_of (const CheckIn *in, const MlsOperation *operation)
{
  return g_strdup_printf ("%s:%" G_GINT64_FORMAT, in->facts.id, operation->id);
}

/* Two copies of one package that went on apart have different operations of one number. */
static gboolean
refuse_copy (CheckIn *in, GError **error)
{
  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED,
               _("Another copy of “%s” was brought back before, and went its own way"), in->package->database->name);

  return FALSE;
}

/* Whether an operation was brought in before, and as which one; 0 for one that was set aside and not taken after all. */
static gboolean
find_known (CheckIn *in, const MlsOperation *operation, gboolean *known, gint64 *here, GError **error)
{
  g_autofree char *origin = origin_of (in, operation);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    in->project->database,
    "SELECT id, at FROM operation WHERE origin = ?1 "
    "UNION ALL SELECT iif (state = 'taken', since, 0), at FROM set_aside WHERE origin = ?1", error);

  if (query == NULL)
    return FALSE;

  mls_statement_bind (query, "s", origin);
  if (!mls_database_step (in->project->database, query, known, error))
    return FALSE;

  *here = *known ? sqlite3_column_int64 (query, 0) : 0;

  return !*known || g_strcmp0 ((const char *) sqlite3_column_text (query, 1), operation->at) == 0 || refuse_copy (in, error);
}

/* What it became is what the file keeps of it. */
static gboolean
learn_known (CheckIn *in, const MlsOperation *operation, gint64 here, GError **error)
{
  g_autoptr (MlsDelta) there =
      mls_past_read_delta (in->package->database, in->package->reading, operation->id, error);
  g_autoptr (MlsDelta) applied =
      there != NULL ? mls_past_read_delta (in->project->database, in->project->reading, here, error) : NULL;

  if (applied == NULL)
    return FALSE;

  mls_replay_learn (in->replay, there, applied);
  return TRUE;
}

/* The same edit of the project as it is by now, or %NULL with a clash. */
static MlsDelta *
plan_again (CheckIn *in, const MlsOperation *operation, const MlsDelta *delta, MlsPoint *where, GError **error)
{
  g_autoptr (MlsPatch) patch =
      mls_patch_new (mls_store_source (in->project), mls_store_layout (in->project)->vintages->len);
  MlsDelta *planned = mls_replay_as_is (in->replay, delta, patch);

  if (planned != NULL)
    {
      in->outcome->n_as_is++;
      return planned;
    }

  mls_reading_set_operation (in->before, operation->id - 1);
  mls_reading_set_operation (in->after, operation->id);
  planned = mls_replay_rebase (in->replay, delta, mls_reading_source (in->before), mls_reading_source (in->after), patch,
                               where, error);
  in->outcome->n_made_anew += planned != NULL;

  return planned;
}

/* The operation it takes back or does again, if it is here. */
static gboolean
find_undone (CheckIn *in, const MlsOperation *operation, gint64 *undone)
{
  const gint64 *here = operation->undoes != 0 ? g_hash_table_lookup (in->operations, &operation->undoes) : NULL;

  *undone = here != NULL ? *here : 0;

  return operation->undoes == 0 || *undone != 0;
}

static gint64
append (CheckIn *in, const MlsOperation *operation, gint64 undone, GError **error)
{
  g_autofree char *origin = origin_of (in, operation);
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
    .origin = origin,
  };

  return mls_operation_append (in->project->database, mls_store_layout (in->project), &facts, &operation->box, error);
}

/* What was so before the package was taken out, or by an edit that is set aside, is so since then. */
static gint64
operation_here (gint64 there, gpointer user_data)
{
  CheckIn *in = user_data;
  const gint64 *here = g_hash_table_lookup (in->operations, &there);

  if (there == 0)
    return 0;

  return here != NULL && *here != 0 ? *here : in->facts.base;
}

/* What was taken back there is taken back here, if it was here. */
static gboolean
write_findings (CheckIn *in, const MlsOperation *operation, gint64 undone, gint64 here, GError **error)
{
  MlsDatabase *to = in->project->database;
  gint64 n_written = 0;

  if (undone != 0 && (!mls_findings_take_back (to, undone, here, error) ||
                      !mls_database_get_integer (to, &n_written, error, "SELECT count (*) FROM finding WHERE since = ?", "i", here)))
    return FALSE;

  return n_written > 0 ||
         mls_findings_bring (in->package, in->project, operation->id, here, operation_here, in, error);
}

static gboolean
write_words (CheckIn *in, const MlsOperation *operation, gint64 undone, gint64 here, GError **error)
{
  MlsDatabase *from = in->package->database, *to = in->project->database;

  return mls_exceptions_bring (from, to, operation->id, here, error) &&
         mls_decisions_bring (from, to, operation->id, here, error) && write_findings (in, operation, undone, here, error);
}

static gboolean
write_edit (CheckIn *in, const MlsOperation *operation, const MlsDelta *delta, const MlsDelta *planned, gint64 undone, GError **error)
{
  g_autoptr (MlsDelta) applied = NULL;
  gint64 here;

  if (!mls_delta_prove (planned, error) || (here = append (in, operation, undone, error)) == 0 ||
      (applied = mls_store_write_delta (in->project, planned, here, error)) == NULL ||
      !write_words (in, operation, undone, here, error))
    return FALSE;

  mls_replay_learn (in->replay, delta, applied);
  note_operation (in, operation->id, here);
  if (!mls_box_is_empty (&operation->box))
    in->outcome->box = mls_box_union (&in->outcome->box, &operation->box);

  return TRUE;
}

static gboolean
set_aside (CheckIn *in, const MlsOperation *operation, const MlsDelta *delta, MlsPoint where, const char *reason, GError **error)
{
  g_autofree char *origin = origin_of (in, operation);

  in->outcome->n_set_aside++;
  note_operation (in, operation->id, 0);

  return mls_set_aside_write (in->project, origin, operation, delta, where, reason, error);
}

static gboolean
bring_new (CheckIn *in, const MlsOperation *operation, GError **error)
{
  g_autoptr (MlsDelta) delta =
      mls_past_read_delta (in->package->database, in->package->reading, operation->id, error);
  g_autoptr (MlsDelta) planned = NULL;
  g_autoptr (GError) reason = NULL;
  MlsPoint where = mls_box_centre (&operation->box);
  gint64 undone;

  if (delta == NULL)
    return FALSE;

  if (!find_undone (in, operation, &undone))
    return set_aside (in, operation, delta, where, _("It takes back what was set aside"), error);

  planned = plan_again (in, operation, delta, &where, &reason);
  if (planned != NULL)
    return write_edit (in, operation, delta, planned, undone, error);

  if (g_error_matches (reason, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_CLASH))
    return set_aside (in, operation, delta, where, reason->message, error);

  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
bring (CheckIn *in, const MlsOperation *operation, GError **error)
{
  gboolean known;
  gint64 here;

  if (!find_known (in, operation, &known, &here, error))
    return FALSE;

  if (!known)
    return bring_new (in, operation, error);

  in->outcome->n_known++;
  note_operation (in, operation->id, here);

  return here == 0 || learn_known (in, operation, here, error);
}

static gboolean
bring_all (CheckIn *in, MlsCheckInFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) operations = mls_store_operations (in->package, in->facts.start, error);

  for (guint i = 0; operations != NULL && i < operations->len; i++)
    {
      if (!bring (in, g_ptr_array_index (operations, i), error))
        return FALSE;

      if (func != NULL && !func (i + 1, operations->len, user_data))
        {
          g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED, _("Cancelled; the project is as it was"));
          return FALSE;
        }
    }

  return operations != NULL && mls_database_run (in->project->database, error,
                                                 "UPDATE package SET state = 'back' WHERE id = ?", "s", in->facts.id);
}

/**
 * mls_store_check_in:
 * @self: the project that a package was taken out of, open for writing
 * @path: the package; it is only read
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @outcome: (out): what became of its operations
 * @error: %MLS_STORE_ERROR_FOREIGN for a package of another project, %MLS_STORE_ERROR_ARGUMENT for a file that is none,
 *   %MLS_STORE_ERROR_REFUSED for one whose dates are others, that has lost its history, or of which another copy was brought
 *   back; %MLS_STORE_ERROR_CANCELLED; or any other #MLS_STORE_ERROR
 *
 * Makes the operations of the package again, in order, each as itself: with its author, its time, and all it says. What
 * others have done meanwhile stays. An operation that clashes with theirs is set aside, whole, for somebody to decide; those
 * that were brought in before are known. All of it is one transaction.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_check_in (MlsStore      *self,
                    const char    *path,
                    MlsCheckInFunc func,
                    gpointer       user_data,
                    MlsCheckIn    *outcome,
                    GError       **error)
{
  g_auto (CheckIn) in = { .project = self, .outcome = outcome };

  *outcome = (MlsCheckIn){ .box = MLS_BOX_EMPTY };
  if (!mls_store_check_writable (self, error) || !open_package (&in, path, error) ||
      !mls_database_begin (self->database, error))
    return FALSE;

  return mls_database_end (self->database, bring_all (&in, func, user_data, error), error);
}
