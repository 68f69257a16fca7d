#include "store/working-copy-private.h"

#include "store/backup.h"
#include "store/disk.h"
#include "store/error.h"
#include "store/format.h"
#include "store/lock.h"
#include "store/stand-in.h"
#include "store/taken.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define FACTS "origin.ini"
#define GROUP "copy"

/* A copy of the project @path, not made yet. */
static MlsWorkingCopy *
copy_new (const char *folder, const char *path)
{
  MlsWorkingCopy *self = g_new0 (MlsWorkingCopy, 1);
  g_autofree char *name = g_path_get_basename (path);

  self->id = g_uuid_string_random ();
  self->folder = g_build_filename (folder, self->id, NULL);
  self->path = g_strdup (path);
  self->file = g_build_filename (self->folder, name, NULL);

  return self;
}

/**
 * mls_working_copy_free:
 * @self: (transfer full) (nullable): a copy
 *
 * It stands in no more. Its files stay, and are found again.
 */
void
mls_working_copy_free (MlsWorkingCopy *self)
{
  if (self == NULL)
    return;

  mls_working_copy_stand_down (self);
  g_free (self->folder);
  g_free (self->id);
  g_free (self->path);
  g_free (self->file);
  g_free (self->stamp);
  g_free (self->bringing);
  mls_copy_state_clear (&self->state);
  g_free (self);
}

/* What is known of it */

static void
set_text (GKeyFile *facts, const char *key, const char *text)
{
  if (text != NULL)
    g_key_file_set_string (facts, GROUP, key, text);
}

/* Returns whether what is known of the copy is on the disk, and with that the copy is one. */
gboolean
mls_working_copy_write (MlsWorkingCopy *self, GError **error)
{
  g_autofree char *name = g_build_filename (self->folder, FACTS, NULL);
  g_autoptr (GKeyFile) facts = g_key_file_new ();
  g_autofree char *text = NULL;
  g_autoptr (GError) reason = NULL;
  gsize length;

  set_text (facts, "path", self->path);
  set_text (facts, "file", self->file);
  set_text (facts, "stamp", self->stamp);
  set_text (facts, "bringing", self->bringing);
  g_key_file_set_int64 (facts, GROUP, "operation", self->state.operation);
  g_key_file_set_int64 (facts, GROUP, "last-face", self->state.last_face);
  set_text (facts, "at", self->state.at);
  set_text (facts, "words", self->state.words);
  set_text (facts, "traffic", self->state.traffic);
  text = g_key_file_to_data (facts, &length, NULL);
  if (g_file_set_contents_full (name, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &reason))
    return TRUE;

  g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO, reason->message);
  return FALSE;
}

static char *
get_text (GKeyFile *facts, const char *key)
{
  return g_key_file_get_string (facts, GROUP, key, NULL);
}

/* Returns (transfer full) (nullable): the copy in a folder, if there is a whole one. */
static MlsWorkingCopy *
read_copy (const char *folder)
{
  g_autofree char *name = g_build_filename (folder, FACTS, NULL);
  g_autoptr (GKeyFile) facts = g_key_file_new ();
  g_autoptr (MlsWorkingCopy) self = NULL;

  if (!g_key_file_load_from_file (facts, name, G_KEY_FILE_NONE, NULL))
    return NULL;

  self = g_new0 (MlsWorkingCopy, 1);
  self->folder = g_strdup (folder);
  self->id = g_path_get_basename (folder);
  self->path = get_text (facts, "path");
  self->file = get_text (facts, "file");
  self->stamp = get_text (facts, "stamp");
  self->bringing = get_text (facts, "bringing");
  self->state.operation = g_key_file_get_int64 (facts, GROUP, "operation", NULL);
  self->state.last_face = g_key_file_get_int64 (facts, GROUP, "last-face", NULL);
  self->state.at = get_text (facts, "at");
  self->state.words = get_text (facts, "words");
  self->state.traffic = get_text (facts, "traffic");

  return self->path != NULL && self->file != NULL && self->stamp != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * mls_working_copy_find:
 * @folder: where this user's copies are
 * @path: a project; it need not be reached just now
 *
 * Returns: (transfer full) (nullable): the copy of it that was not brought back yet
 */
MlsWorkingCopy *
mls_working_copy_find (const char *folder, const char *path)
{
  g_autofree char *resolved = mls_database_resolve (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *own = g_build_filename (folder, name, NULL);
      g_autoptr (MlsWorkingCopy) copy = read_copy (own);

      if (copy != NULL && strcmp (copy->path, resolved) == 0 && g_file_test (copy->file, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&copy);
    }

  return NULL;
}

/* Making it */

/* Removes the folder of a copy, and all that is in it. */
static void
remove_folder (const char *folder)
{
  g_autofree char *facts = g_build_filename (folder, FACTS, NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  /* Without that it is no copy any more, whatever ends the program. */
  g_unlink (facts);
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_unlink (file);
    }
  g_rmdir (folder);
}

/* So often is begun anew where others write meanwhile. */
#define N_TRIES 3

static gboolean
fetch_once (MlsWorkingCopy *self, MlsStoreProgressFunc func, gpointer user_data, gboolean *done, GError **error)
{
  g_autoptr (MlsDatabase) database = NULL;
  g_autofree char *after = NULL;

  g_free (self->stamp);
  self->stamp = mls_copy_stamp (self->path, error);
  if (self->stamp == NULL || (database = mls_database_open (self->path, MLS_DATABASE_READ_ORIGINAL, error)) == NULL ||
      !mls_format_check (database, error) || !mls_backup_make (database, self->file, func, user_data, error) ||
      (after = mls_copy_stamp (self->path, error)) == NULL)
    return FALSE;

  *done = strcmp (self->stamp, after) == 0;

  return TRUE;
}

static gboolean
read_state (MlsWorkingCopy *self, GError **error)
{
  g_autoptr (MlsDatabase) database = mls_database_open (self->file, MLS_DATABASE_READ_ONLY, error);

  return database != NULL && mls_copy_state_read (database, &self->state, error);
}

/* Copies the original as it is at one instant. */
gboolean
mls_working_copy_fetch (MlsWorkingCopy *self, MlsStoreProgressFunc func, gpointer user_data, GError **error)
{
  gboolean done = FALSE;

  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO, "“%s”: %s", self->folder, g_strerror (errno));
      return FALSE;
    }

  for (int i = 0; i < N_TRIES && !done; i++)
    if (!fetch_once (self, func, user_data, &done, error))
      return FALSE;

  if (!done)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_BUSY, _("“%s” is being written by another program"), self->path);

  return done && read_state (self, error);
}

/* What a program left that was ended while it made a copy. */
static void
clear_left (const char *folder, const char *path)
{
  g_auto (MlsTaken) taken = { 0 };
  g_autofree char *own = NULL;
  g_autofree char *facts = NULL;

  if (!mls_taken_read (path, &taken) || !mls_taken_is_own (&taken) || *taken.id == '\0')
    return;

  own = g_build_filename (folder, taken.id, NULL);
  facts = g_build_filename (own, FACTS, NULL);
  if (g_file_test (facts, G_FILE_TEST_EXISTS))
    return;

  remove_folder (own);
  mls_taken_unmark (path, taken.id);
}

/* Where locks hold, nobody who works in place is overlooked. */
static MlsWorkingCopy *
take (const char *folder, const char *path, const char *author, MlsStoreProgressFunc func, gpointer user_data, GError **error)
{
  g_autoptr (MlsLock) lock = mls_lock_take (path, error);
  g_autoptr (MlsWorkingCopy) self = NULL;

  if (lock == NULL)
    return NULL;

  clear_left (folder, path);
  self = copy_new (folder, path);
  if (!mls_taken_mark (path, self->id, author, error))
    return NULL;

  if (mls_working_copy_fetch (self, func, user_data, error) && mls_working_copy_write (self, error))
    return g_steal_pointer (&self);

  remove_folder (self->folder);
  mls_taken_unmark (path, self->id);

  return NULL;
}

/**
 * mls_working_copy_take:
 * @folder: where this user's copies are; made if there is none
 * @path: a project
 * @author: (nullable): who is to work on it
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: %MLS_STORE_ERROR_LOCKED with a message that tells who has it; %MLS_STORE_ERROR_READ_ONLY where it could not be
 *   brought back; %MLS_STORE_ERROR_CANCELLED, or another #MLS_STORE_ERROR
 *
 * Copies the project to this machine, and tells everybody so.
 *
 * Returns: (transfer full): the copy, or %NULL, and all is as it was
 */
MlsWorkingCopy *
mls_working_copy_take (const char           *folder,
                       const char           *path,
                       const char           *author,
                       MlsStoreProgressFunc  func,
                       gpointer              user_data,
                       GError              **error)
{
  g_autofree char *resolved = mls_database_resolve (path);
  g_autofree char *name = g_filename_display_basename (path);

  if (g_access (resolved, W_OK) == 0 || errno == ENOENT)
    return take (folder, resolved, author, func, user_data, error);

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_READ_ONLY, _("“%s” cannot be written"), name);

  return NULL;
}

/**
 * mls_working_copy_stand_in:
 * @self: a copy
 *
 * From now on whatever in this program opens the project opens the copy, until @self is freed, or stands down.
 */
void
mls_working_copy_stand_in (MlsWorkingCopy *self)
{
  mls_stand_in_begin (self->path, self->file);
  self->stands_in = TRUE;
}

/**
 * mls_working_copy_stand_down:
 * @self: a copy
 *
 * Whatever opens the project opens the original.
 */
void
mls_working_copy_stand_down (MlsWorkingCopy *self)
{
  if (self->stands_in)
    mls_stand_in_end (self->path);
  self->stands_in = FALSE;
}

/**
 * mls_working_copy_get_path:
 * @self: a copy
 *
 * Returns: (transfer none): the project that it is of
 */
const char *
mls_working_copy_get_path (MlsWorkingCopy *self)
{
  return self->path;
}

/**
 * mls_working_copy_get_file:
 * @self: a copy
 *
 * Returns: (transfer none): the file that is worked on
 */
const char *
mls_working_copy_get_file (MlsWorkingCopy *self)
{
  return self->file;
}

/**
 * mls_working_copy_has_work:
 * @self: a copy
 * @has_work: (out): whether anything was done in it that the original does not have
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether that can be told
 */
gboolean
mls_working_copy_has_work (MlsWorkingCopy *self, gboolean *has_work, GError **error)
{
  g_autoptr (MlsDatabase) database = mls_database_open (self->file, MLS_DATABASE_READ_ONLY, error);
  g_auto (MlsCopyState) now = { 0 };

  if (database == NULL || !mls_copy_state_read (database, &now, error))
    return FALSE;

  *has_work = !mls_copy_state_same (&self->state, &now);

  return TRUE;
}

/**
 * mls_working_copy_end:
 * @self: a copy that nobody has open
 * @error: %MLS_STORE_ERROR_WORK if there is work in it that was not brought back, or another #MLS_STORE_ERROR
 *
 * The work is over: the copy goes, and the project may be taken by others.
 *
 * Returns: whether it has gone
 */
gboolean
mls_working_copy_end (MlsWorkingCopy *self, GError **error)
{
  gboolean has_work;

  if (!mls_working_copy_has_work (self, &has_work, error))
    return FALSE;

  if (has_work)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_WORK, _("What was done in the copy of “%s” is not brought back yet"),
                   self->path);
      return FALSE;
    }

  remove_folder (self->folder);
  mls_taken_unmark (self->path, self->id);
  mls_working_copy_stand_down (self);

  return TRUE;
}
