/* A working copy comes back: it takes the place of the original that it was made of, or what was done in it is done again in
 * what the original has become. */

#include "store/working-copy-private.h"

#include "store/backup.h"
#include "store/disk.h"
#include "store/error.h"
#include "store/package-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Two projects may have come about alike. */
static gboolean
has_same_end (MlsWorkingCopy *self, gboolean *same, GError **error)
{
  g_autoptr (MlsDatabase) original = mls_database_open (self->path, MLS_DATABASE_READ_ORIGINAL, error);
  g_auto (MlsCopyState) state = { 0 };

  if (original == NULL || !mls_copy_state_read_last (original, &state, error))
    return FALSE;

  *same = state.operation == self->state.operation && g_strcmp0 (state.at, self->state.at) == 0;

  return TRUE;
}

/* The original may have been replaced by the copy right before the program was ended. */
static gboolean
is_unchanged (MlsWorkingCopy *self, GError **error)
{
  g_autofree char *now = mls_copy_stamp (self->path, error);
  gboolean was_brought = now != NULL && g_strcmp0 (now, self->bringing) == 0;
  gboolean same = now != NULL && strcmp (now, self->stamp) == 0;

  if (now == NULL || (same && !has_same_end (self, &same, error)))
    return FALSE;

  if (same || was_brought)
    {
      g_free (self->stamp);
      self->stamp = g_steal_pointer (&now);
      return TRUE;
    }

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_STALE, _("“%s” was changed by others meanwhile"), self->path);
  return FALSE;
}

/* Who might read and write the original may do so after it, as far as this user can tell. */
static void
copy_rights (const char *from, const char *to)
{
  GStatBuf status;

  if (g_stat (from, &status) != 0)
    return;

  if (chown (to, (uid_t) -1, status.st_gid) != 0)
    g_debug ("“%s” has another group than before", to);
  g_chmod (to, status.st_mode & 07777);
}

/* What is written beside the original is read there before it takes its place. */
static gboolean
check_part (MlsWorkingCopy *self, const char *part, MlsCopyState *state, GError **error)
{
  g_autoptr (MlsDatabase) there = mls_database_open (part, MLS_DATABASE_PRIVATE, error);
  g_autoptr (MlsDatabase) here = there != NULL ? mls_database_open (self->file, MLS_DATABASE_READ_ONLY, error) : NULL;
  g_auto (MlsCopyState) own = { 0 };

  if (here == NULL || !mls_copy_state_read (there, state, error) || !mls_copy_state_read (here, &own, error))
    return FALSE;

  if (!mls_copy_state_same (state, &own))
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_STALE, _("“%s” was edited while it was brought back"), self->path);

  return mls_copy_state_same (state, &own);
}

static gboolean
replace (MlsWorkingCopy *self, const char *part, GError **error)
{
  g_auto (MlsCopyState) state = { 0 };

  if (!check_part (self, part, &state, error))
    return FALSE;

  copy_rights (self->path, part);
  g_free (self->bringing);
  self->bringing = mls_copy_stamp (part, error);
  if (self->bringing == NULL || !mls_working_copy_write (self, error) || !is_unchanged (self, error) ||
      !mls_disk_replace (part, self->path, error))
    return FALSE;

  g_free (self->stamp);
  self->stamp = g_steal_pointer (&self->bringing);
  mls_copy_state_clear (&self->state);
  self->state = state;
  state = (MlsCopyState){ 0 };

  return mls_working_copy_write (self, error);
}

/**
 * mls_working_copy_bring_back:
 * @self: a copy; it may be open, but must not be edited meanwhile
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: %MLS_STORE_ERROR_STALE if others have changed the original: mls_working_copy_merge() is to follow, if that is
 *   wanted; %MLS_STORE_ERROR_MISSING or %MLS_STORE_ERROR_IO if it cannot be reached; %MLS_STORE_ERROR_CANCELLED, or another
 *   #MLS_STORE_ERROR
 *
 * Writes the copy beside the original, and puts it in its place in one step once it is on the disk, and the original still is
 * what it was when the copy was made. The work may go on.
 *
 * Returns: whether the original is what the copy is; if not, it is what it was, and the copy stays
 */
gboolean
mls_working_copy_bring_back (MlsWorkingCopy *self, MlsStoreProgressFunc func, gpointer user_data, GError **error)
{
  g_autoptr (MlsDatabase) database = NULL;
  g_autofree char *part = g_strconcat (self->path, ".part", NULL);
  gboolean has_work, done;

  if (!mls_working_copy_has_work (self, &has_work, error))
    return FALSE;
  if (!has_work)
    return TRUE;

  if (!is_unchanged (self, error) || (database = mls_database_open (self->file, MLS_DATABASE_READ_ONLY, error)) == NULL)
    return FALSE;

  g_unlink (part);
  done = mls_backup_fill (database, part, func, user_data, error) && replace (self, part, error);
  if (!done)
    g_unlink (part);

  return done;
}

/* Merging */

typedef struct
{
  MlsStoreProgressFunc func;
  gpointer             user_data;
} Teller;

/* It is read, then merged, then written. */
static gboolean
tell_merged (guint n_done, guint n_operations, gpointer user_data)
{
  const Teller *teller = user_data;

  return teller->func == NULL || teller->func ((double) n_done / MAX (n_operations, 1), teller->user_data);
}

/* The operations of the copy made again in @fresh, a copy of what the original is now. */
static gboolean
bring_in (MlsWorkingCopy *self, MlsWorkingCopy *fresh, Teller *teller, MlsCheckIn *outcome, GError **error)
{
  const MlsPackageFacts facts = { .id = self->id,
                                  .base_at = self->state.at,
                                  .base = self->state.operation,
                                  .start = self->state.operation,
                                  .last_face = self->state.last_face };
  g_autoptr (MlsStore) store = mls_store_open (fresh->file, MLS_STORE_READ_WRITE, error);

  return store != NULL && mls_store_bring_in (store, self->file, &facts, tell_merged, teller, outcome, error) &&
         mls_store_close (g_steal_pointer (&store), error);
}

/* What is no edit is not merged: where there is some, the old copy is kept. */
static gboolean
look_at_words (MlsWorkingCopy *self, gboolean *has_words, GError **error)
{
  g_autoptr (MlsDatabase) database = mls_database_open (self->file, MLS_DATABASE_READ_ONLY, error);
  g_auto (MlsCopyState) now = { 0 };

  if (database == NULL || !mls_copy_state_read (database, &now, error))
    return FALSE;

  *has_words = g_strcmp0 (self->state.words, now.words) != 0;
  if (g_strcmp0 (self->state.traffic, now.traffic) == 0)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED,
               _("Work packages went out of the copy of “%s”, or came back to it: it cannot be merged"), self->path);
  return FALSE;
}

/* In the same folder, under a name that nothing has. */
static MlsWorkingCopy *
fresh_copy_of (const MlsWorkingCopy *self)
{
  MlsWorkingCopy *fresh = g_new0 (MlsWorkingCopy, 1);
  g_autofree char *name = g_uuid_string_random ();

  fresh->folder = g_strdup (self->folder);
  fresh->id = g_strdup (self->id);
  fresh->path = g_strdup (self->path);
  fresh->file = g_strconcat (self->folder, G_DIR_SEPARATOR_S, name, ".gpkg", NULL);

  return fresh;
}

/* Where it does not go with the copy once the work is over. */
static char *
keep (MlsWorkingCopy *old)
{
  g_autofree char *copies = g_path_get_dirname (old->folder);
  g_autofree char *folder = g_build_filename (copies, "kept", old->id, NULL);
  g_autofree char *name = g_path_get_basename (old->path);
  g_autofree char *file = g_build_filename (folder, name, NULL);

  if (g_mkdir_with_parents (folder, 0700) == 0 && mls_disk_replace (old->file, file, NULL))
    return g_steal_pointer (&file);

  return g_strdup (old->file);
}

/* From here on @fresh is the copy, and @self what it was; that is so once it is written. */
static gboolean
change_over (MlsWorkingCopy *self, MlsWorkingCopy *fresh, GError **error)
{
  MlsWorkingCopy old = *self;

  if (!mls_working_copy_write (fresh, error))
    return FALSE;

  *self = *fresh;
  self->stands_in = old.stands_in;
  *fresh = old;
  fresh->stands_in = FALSE;

  return TRUE;
}

static gboolean
merge (MlsWorkingCopy *self, Teller *teller, MlsCheckIn *outcome, char **kept, GError **error)
{
  g_autoptr (MlsWorkingCopy) fresh = fresh_copy_of (self);
  gboolean has_words;

  if (!look_at_words (self, &has_words, error))
    return FALSE;

  if (!mls_working_copy_fetch (fresh, teller->func, teller->user_data, error) ||
      !bring_in (self, fresh, teller, outcome, error) || !change_over (self, fresh, error))
    {
      g_unlink (fresh->file);
      return FALSE;
    }

  if (has_words)
    *kept = keep (fresh);
  else
    g_unlink (fresh->file);

  return TRUE;
}

/**
 * mls_working_copy_merge:
 * @self: a copy that nobody has open, whose original was changed by others
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @outcome: (out): what became of what was done in it
 * @kept: (out) (transfer full) (nullable): the file of the old copy, where it says something besides edits: that is not
 *   merged
 * @error: %MLS_STORE_ERROR_FOREIGN or %MLS_STORE_ERROR_REFUSED where they have no history in common, or too little of it;
 *   %MLS_STORE_ERROR_CANCELLED, or another #MLS_STORE_ERROR
 *
 * Does what was done in the copy again, as a work package is brought back, in a copy of what the original is now. That one is
 * to be brought back then, and to be gone on with until it is.
 *
 * Returns: whether it is done; if not, both are what they were
 */
gboolean
mls_working_copy_merge (MlsWorkingCopy      *self,
                        MlsStoreProgressFunc func,
                        gpointer             user_data,
                        MlsCheckIn          *outcome,
                        char               **kept,
                        GError             **error)
{
  Teller teller = { func, user_data };

  *kept = NULL;
  if (!merge (self, &teller, outcome, kept, error))
    return FALSE;

  if (self->stands_in)
    mls_working_copy_stand_in (self);

  return TRUE;
}
