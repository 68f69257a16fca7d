#include "delivery/making.h"

#include "delivery/making-folder.h"
#include "store/error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

struct _MlsMaking
{
  char            *target;
  MlsMakingFolder *folder; /* beside it */
};

static gboolean
check_free (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS, _("“%s” is there already"), path);
  return FALSE;
}

static gboolean
fail_at (const char *path, GError **error)
{
  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO, "“%s”: %s", path, g_strerror (errno));
  return FALSE;
}

/* A folder's name may end with a slash. */
static char *
without_slash (const char *path)
{
  char *copy = g_strdup (path);

  for (gsize end = strlen (copy); end > 1 && G_IS_DIR_SEPARATOR (copy[end - 1]); end--)
    copy[end - 1] = '\0';

  return copy;
}

/**
 * mls_making_check:
 * @target: the file or folder that is to be
 * @error: %MLS_STORE_ERROR_EXISTS, %MLS_STORE_ERROR_IO
 *
 * Returns: whether it can be made there, as far as can be told without trying
 */
gboolean
mls_making_check (const char *target, GError **error)
{
  g_autofree char *path = without_slash (target);
  g_autofree char *above = g_path_get_dirname (path);
  g_autofree char *inside = g_build_filename (above, ".", NULL);

  return check_free (path, error) && (g_access (inside, W_OK | X_OK) == 0 || fail_at (above, error));
}

/**
 * mls_making_new:
 * @target: the file or folder that is to be
 * @error: %MLS_STORE_ERROR_EXISTS, %MLS_STORE_ERROR_IO
 *
 * Returns: (transfer full): an empty folder to make it in, or %NULL
 */
MlsMaking *
mls_making_new (const char *target, GError **error)
{
  g_autoptr (MlsMaking) self = g_new0 (MlsMaking, 1);
  g_autofree char *above = NULL;

  self->target = without_slash (target);
  if (!check_free (self->target, error))
    return NULL;

  above = g_path_get_dirname (self->target);
  self->folder = mls_making_folder_new (above, error);

  return self->folder != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * mls_making_free:
 * @self: (transfer full): files in the making; unless they were put in place nothing is left of them
 */
void
mls_making_free (MlsMaking *self)
{
  g_clear_pointer (&self->folder, mls_making_folder_free);
  g_free (self->target);
  g_free (self);
}

/**
 * mls_making_get_folder:
 * @self: files in the making
 *
 * Returns: (transfer none): where they are for now
 */
const char *
mls_making_get_folder (const MlsMaking *self)
{
  return mls_making_folder_get_path (self->folder);
}

/**
 * mls_making_path:
 * @self: files in the making
 * @name: (nullable): of one of them; %NULL for that of the target
 *
 * Returns: (transfer full): where it is for now
 */
char *
mls_making_path (const MlsMaking *self, const char *name)
{
  g_autofree char *base = g_path_get_basename (self->target);

  return g_build_filename (mls_making_folder_get_path (self->folder), name != NULL ? name : base, NULL);
}

/**
 * mls_making_add_folder:
 * @self: files in the making
 * @name: of a folder among them, which is not there yet
 * @error: %MLS_STORE_ERROR_IO
 *
 * Returns: whether it is there
 */
gboolean
mls_making_add_folder (const MlsMaking *self, const char *name, GError **error)
{
  g_autofree char *path = mls_making_path (self, name);

  return g_mkdir (path, MLS_MAKING_MODE) == 0 || fail_at (name, error);
}

static gboolean
move (const char *from, const char *to, GError **error)
{
  return g_rename (from, to) == 0 || fail_at (to, error);
}

/**
 * mls_making_put_files:
 * @self: files in the making, finished
 * @error: %MLS_STORE_ERROR_EXISTS if one of that name is there, %MLS_STORE_ERROR_IO
 *
 * A Shapefile is several files, and each of them may be in the way of one.
 *
 * Returns: whether all of them are beside one another where the target was to be
 */
gboolean
mls_making_put_files (MlsMaking *self, GError **error)
{
  g_autofree char *above = g_path_get_dirname (self->target);
  g_autoptr (GPtrArray) names = mls_making_folder_list (self->folder);

  for (int moving = FALSE; moving <= TRUE; moving++)
    for (guint i = 0; i < names->len; i++)
      {
        g_autofree char *from = mls_making_path (self, g_ptr_array_index (names, i));
        g_autofree char *to = g_build_filename (above, g_ptr_array_index (names, i), NULL);

        if (!(moving ? move (from, to, error) : check_free (to, error)))
          return FALSE;
      }

  return TRUE;
}

/**
 * mls_making_put_folder:
 * @self: files in the making, finished
 * @error: %MLS_STORE_ERROR_EXISTS, %MLS_STORE_ERROR_IO
 *
 * Returns: whether the target is there, a folder with all of them
 */
gboolean
mls_making_put_folder (MlsMaking *self, GError **error)
{
  return check_free (self->target, error) && mls_making_folder_move (self->folder, self->target, error);
}
