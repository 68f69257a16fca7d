#include "store/check-in.h"

#include "store/carry.h"
#include "store/error.h"
#include "store/package-private.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  MlsStore       *project;
  MlsStore       *package;
  MlsPackageFacts facts;
} CheckIn;

static void
check_in_clear (CheckIn *in)
{
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

/* A package knows what it is of; of a copy that is told. */
static gboolean
find_facts (CheckIn *in, const MlsPackageFacts *facts, GError **error)
{
  if (facts == NULL)
    return mls_package_read_facts (in->package->database, &in->facts, error);

  in->facts = (MlsPackageFacts){ .id = g_strdup (facts->id),
                                 .base_at = g_strdup (facts->base_at),
                                 .base = facts->base,
                                 .start = facts->start,
                                 .last_face = facts->last_face };

  return TRUE;
}

/* As it is at one instant, should somebody still work on it. */
static gboolean
open_package (CheckIn *in, const char *path, const MlsPackageFacts *facts, GError **error)
{
  MlsDatabase *database;

  in->package = mls_store_open (path, MLS_STORE_READ_ONLY, error);
  if (in->package == NULL)
    return FALSE;

  database = in->package->database;

  return find_facts (in, facts, error) && check_not_closed (in, error) &&
         check_origin (in, error) && check_vintages (in, error) && check_history (in, error) &&
         mls_database_exec (database, "BEGIN", error);
}

static gboolean
bring (CheckIn *in, gboolean is_copy, MlsCheckInFunc func, gpointer user_data, MlsCheckIn *outcome, GError **error)
{
  const MlsCommon common = { in->facts.id, in->facts.start, in->facts.base, in->facts.last_face, is_copy };

  return mls_carry (in->package, in->project, &common, func, user_data, outcome, error) &&
         mls_database_run (in->project->database, error, "UPDATE package SET state = 'back' WHERE id = ?", "s", in->facts.id);
}

/**
 * mls_store_bring_in: (skip)
 * @self: a project open for writing
 * @path: a work package of it, or a copy that was worked on; it is only read
 * @facts: (nullable): what a copy has in common with it; %NULL for a package, which tells that itself
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @outcome: (out): what became of its operations
 * @error: as mls_store_check_in()
 *
 * Returns: whether what was done there is done here, on disk
 */
gboolean
mls_store_bring_in (MlsStore              *self,
                    const char            *path,
                    const MlsPackageFacts *facts,
                    MlsCheckInFunc         func,
                    gpointer               user_data,
                    MlsCheckIn            *outcome,
                    GError               **error)
{
  g_auto (CheckIn) in = { .project = self };

  *outcome = (MlsCheckIn){ .box = MLS_BOX_EMPTY };
  if (!mls_store_check_writable (self, error) || !open_package (&in, path, facts, error) ||
      !mls_database_begin (self->database, error))
    return FALSE;

  return mls_database_end (self->database, bring (&in, facts != NULL, func, user_data, outcome, error), error);
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
  return mls_store_bring_in (self, path, NULL, func, user_data, outcome, error);
}
