#include "team/shared.h"

#include "base/format.h"
#include "store/verb-title.h"
#include "team/error.h"

#include <glib/gi18n-lib.h>

/* Who pushes into a busy team pulls again as often before giving up. */
#define MAX_TRIES 20

/* How long to wait before that, at most, µs. */
#define MAX_PAUSE_US 200000

/* Pulling */

/* Records as they come, a batch at a time. */
typedef struct
{
  MlsShared    *shared;
  GCancellable *cancellable; /* (nullable) */
  GPtrArray    *records;
  guint         next;
  gint64        last; /* the operation of the last of them */
} Stream;

static void
stream_clear (Stream *stream)
{
  g_clear_pointer (&stream->records, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stream, stream_clear)

static gboolean
fill (Stream *stream, GError **error)
{
  g_clear_pointer (&stream->records, g_ptr_array_unref);
  stream->next = 0;
  stream->records = mls_shared_read_records (stream->shared, &stream->last, error);

  return stream->records != NULL;
}

static gboolean
next_record (char **record, gpointer user_data, GError **error)
{
  Stream *stream = user_data;

  if (g_cancellable_set_error_if_cancelled (stream->cancellable, error))
    return FALSE;

  if ((stream->records == NULL || stream->next == stream->records->len) && !fill (stream, error))
    return FALSE;

  *record = stream->next < stream->records->len ? g_strdup (g_ptr_array_index (stream->records, stream->next++)) : NULL;
  return TRUE;
}

static gboolean
pull (MlsStore *store, MlsShared *shared, GCancellable *cancellable, MlsCatchUp *outcome, GError **error)
{
  g_auto (MlsClone) clone = { 0 };
  g_auto (Stream) stream = { .shared = shared, .cancellable = cancellable };

  if (!mls_store_read_clone (store, &clone, error))
    return FALSE;

  stream.last = clone.head;

  return mls_store_catch_up (store, next_record, &stream, outcome, error);
}

/**
 * mls_team_pull:
 * @store: a shared project open for writing
 * @cancellable: (nullable): gives up between two operations
 * @outcome: (out): what became of it
 * @error: a #MLS_TEAM_ERROR, or as for mls_store_catch_up()
 *
 * Takes what others have pushed. What was done here since is made again of that, or set aside where it clashes.
 *
 * Returns: whether it is on disk; else the file is as it was
 */
gboolean
mls_team_pull (MlsStore *store, GCancellable *cancellable, MlsCatchUp *outcome, GError **error)
{
  g_autoptr (MlsShared) shared = mls_shared_open_for (store, error);

  return shared != NULL && pull (store, shared, cancellable, outcome, error);
}

/* Pushing */

/* Which function takes an operation is which right it needs; the database looks again. */
static const char *
function_for (const MlsOperation *operation)
{
  static const char *const verdicts[] = { MLS_VERB_ACCEPT, MLS_VERB_SEND_BACK, MLS_VERB_REMARK, MLS_VERB_VERIFY, NULL };
  static const char *const corrections[] = { MLS_VERB_REVERT, MLS_VERB_RESTORE, MLS_VERB_FOREIGN, NULL };

  if (g_strv_contains (verdicts, operation->verb))
    return "SELECT millesime.push_verdict ($1, $2)";
  if (g_strcmp0 (operation->kind, "correction") == 0 || g_strv_contains (corrections, operation->verb))
    return "SELECT millesime.push_correction ($1, $2)";

  return "SELECT millesime.push_change ($1, $2)";
}

static gboolean
send (MlsStore *store, MlsShared *shared, const MlsOperation *operation, gint64 after, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, after);
  g_autofree char *record = mls_store_print_own (store, operation->id, error);
  g_autofree char *id = NULL;
  g_autofree char *prefix = NULL;

  if (record == NULL)
    return FALSE;

  if (mls_connection_run (shared->connection, error, function_for (operation), number, record, NULL))
    return TRUE;

  id = mls_format_id (operation->id);
  prefix = g_strdup_printf (_("Operation %s (%s, %s): "), id, mls_verb_title_of_name (operation->verb), operation->author);
  g_prefix_error_literal (error, prefix);
  return FALSE;
}

/* Each comes right after the one before it: what others push meanwhile is told by the first. */
static gboolean
send_all (MlsStore *store, MlsShared *shared, const GPtrArray *own, gint64 head, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < own->len; i++)
    {
      const MlsOperation *operation = g_ptr_array_index (own, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !send (store, shared, operation, head, error))
        return FALSE;
      head = operation->id;
    }

  return TRUE;
}

static gboolean
send_in_transaction (MlsStore        *store,
                     MlsShared       *shared,
                     const GPtrArray *own,
                     gint64           head,
                     GCancellable    *cancellable,
                     GError         **error)
{
  if (!mls_connection_begin (shared->connection, error))
    return FALSE;

  if (send_all (store, shared, own, head, cancellable, error))
    return mls_connection_commit (shared->connection, error);

  mls_connection_rollback (shared->connection);
  return FALSE;
}

static gboolean
push_own (MlsStore *store, MlsShared *shared, GCancellable *cancellable, guint *n_pushed, GError **error)
{
  g_auto (MlsClone) clone = { 0 };
  g_autoptr (GPtrArray) own = NULL;
  const MlsOperation *last;

  if (!mls_store_read_clone (store, &clone, error) || (own = mls_store_list_own (store, error)) == NULL)
    return FALSE;

  if (own->len == 0)
    return TRUE;

  last = g_ptr_array_index (own, own->len - 1);
  if (!send_in_transaction (store, shared, own, clone.head, cancellable, error) ||
      !mls_store_advance_clone (store, last->id, error))
    return FALSE;

  *n_pushed = own->len;
  return TRUE;
}

static void
add_outcome (MlsCatchUp *sum, const MlsCatchUp *outcome)
{
  sum->n_taken += outcome->n_taken;
  sum->own.n_known += outcome->own.n_known;
  sum->own.n_set_aside += outcome->own.n_set_aside;
  sum->own.n_as_is = outcome->n_taken > 0 ? outcome->own.n_as_is : sum->own.n_as_is;
  sum->own.n_made_anew = outcome->n_taken > 0 ? outcome->own.n_made_anew : sum->own.n_made_anew;
  sum->own.box = mls_box_union (&sum->own.box, &outcome->own.box);
}

static gboolean
try_push (MlsStore *store, MlsShared *shared, GCancellable *cancellable, MlsTeamPush *outcome, GError **error)
{
  MlsCatchUp pulled;

  outcome->n_tries++;
  if (!pull (store, shared, cancellable, &pulled, error))
    return FALSE;

  add_outcome (&outcome->pulled, &pulled);

  return push_own (store, shared, cancellable, &outcome->n_pushed, error);
}

/**
 * mls_team_push:
 * @store: a shared project open for writing
 * @cancellable: (nullable): gives up between two operations
 * @outcome: (out): what became of it
 * @error: %MLS_TEAM_ERROR_MOVED if others were quicker again and again; %MLS_TEAM_ERROR_ROLE, %MLS_TEAM_ERROR_LOCKED or
 *   %MLS_TEAM_ERROR_STALE, naming the operation, if the database refuses one; %MLS_TEAM_ERROR_LOST if it is gone: then nothing
 *   has arrived or all has, and whoever pulls or pushes next knows which; or as for mls_team_pull()
 *
 * Pulls, and gives what was done here to all: in one transaction, all of it or nothing.
 *
 * Returns: whether everybody can have it
 */
gboolean
mls_team_push (MlsStore *store, GCancellable *cancellable, MlsTeamPush *outcome, GError **error)
{
  g_autoptr (MlsShared) shared = mls_shared_open_for (store, error);
  g_autoptr (GError) reason = NULL;

  *outcome = (MlsTeamPush){ .pulled = { .own = { .box = MLS_BOX_EMPTY } } };
  if (shared == NULL)
    return FALSE;

  while (!try_push (store, shared, cancellable, outcome, &reason))
    {
      if (!g_error_matches (reason, MLS_TEAM_ERROR, MLS_TEAM_ERROR_MOVED) || outcome->n_tries == MAX_TRIES)
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      g_clear_error (&reason);
      g_usleep ((gulong) g_random_int_range (0, MAX_PAUSE_US));
    }

  return TRUE;
}
