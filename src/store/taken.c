#include "store/taken.h"

#include "store/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* As much of a mark as is read. */
#define MOST_BYTES 4096

static char *
mark_of (const char *path)
{
  return g_strconcat (path, "-taken", NULL);
}

/**
 * mls_taken_clear:
 * @taken: what a mark said
 */
void
mls_taken_clear (MlsTaken *taken)
{
  g_clear_pointer (&taken->id, g_free);
  g_clear_pointer (&taken->author, g_free);
  g_clear_pointer (&taken->user, g_free);
  g_clear_pointer (&taken->host, g_free);
  g_clear_pointer (&taken->at, g_free);
}

/**
 * mls_taken_read:
 * @path: a project file
 * @taken: (out): who has taken a copy of it; names are empty in a mark that says nothing
 *
 * Returns: whether somebody has
 */
gboolean
mls_taken_read (const char *path, MlsTaken *taken)
{
  g_autofree char *mark = mark_of (path);
  g_autofree char *text = NULL;
  g_autofree char *readable = NULL;
  g_auto (GStrv) lines = NULL;
  guint n;

  *taken = (MlsTaken){ 0 };
  if (!g_file_get_contents (mark, &text, NULL, NULL))
    return FALSE;

  readable = g_utf8_make_valid (text, (gssize) MIN (strlen (text), MOST_BYTES));
  lines = g_strsplit (readable, "\n", -1);
  n = g_strv_length (lines);
  taken->id = g_strdup (n > 0 ? lines[0] : "");
  taken->author = g_strdup (n > 1 ? lines[1] : "");
  taken->user = g_strdup (n > 2 ? lines[2] : "");
  taken->host = g_strdup (n > 3 ? lines[3] : "");
  taken->at = g_strdup (n > 4 ? lines[4] : "");

  return TRUE;
}

/**
 * mls_taken_is_own:
 * @taken: who has taken a copy
 *
 * Returns: whether that is whoever runs this program, on this machine
 */
gboolean
mls_taken_is_own (const MlsTaken *taken)
{
  return strcmp (taken->user, g_get_user_name ()) == 0 && strcmp (taken->host, g_get_host_name ()) == 0;
}

/**
 * mls_taken_check:
 * @path: a project file
 * @error: %MLS_STORE_ERROR_LOCKED, with a message that tells who
 *
 * Returns: whether nobody has taken a copy of it
 */
gboolean
mls_taken_check (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_auto (MlsTaken) taken = { 0 };
  const char *who;

  if (!mls_taken_read (path, &taken))
    return TRUE;

  who = *taken.author != '\0' ? taken.author : *taken.user != '\0' ? taken.user : _("somebody");
  if (mls_taken_is_own (&taken))
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_LOCKED,
                 /* Translators: a file, a person, and a day. */
                 _("“%s” is worked on by %s in a copy on this computer since %.10s: Millésime’s window brings it back"), name,
                 who, taken.at);
  else
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_LOCKED,
                 /* Translators: a file, a person, a machine, and a day. */
                 _("“%s” is worked on by %s in a copy on %s since %.10s"), name, who, taken.host, taken.at);

  return FALSE;
}

static gboolean
write_mark (int fd, const char *id, const char *author)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *text =
    g_strdup_printf ("%s\n%s\n%s\n%s\n%s\n", id, author != NULL ? author : "", g_get_user_name (), g_get_host_name (), at);
  gssize length = (gssize) strlen (text);

  return write (fd, text, (gsize) length) == length && fsync (fd) == 0;
}

/**
 * mls_taken_mark:
 * @path: a project file
 * @id: of the copy
 * @author: (nullable): who works on it
 * @error: %MLS_STORE_ERROR_LOCKED if somebody else was first; %MLS_STORE_ERROR_READ_ONLY where nothing can be written
 *
 * Returns: whether everybody is told now
 */
gboolean
mls_taken_mark (const char *path, const char *id, const char *author, GError **error)
{
  g_autofree char *mark = mark_of (path);
  int fd = g_open (mark, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  gboolean written = fd >= 0 && write_mark (fd, id, author);
  int reason = errno;

  if (fd >= 0)
    close (fd);
  if (written)
    return TRUE;

  if (fd >= 0)
    g_unlink (mark);
  if (fd >= 0 || reason != EEXIST || mls_taken_check (path, error))
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_READ_ONLY, _("The folder of “%s” cannot be written: %s"), path,
                 g_strerror (reason));

  return FALSE;
}

/**
 * mls_taken_unmark:
 * @path: a project file
 * @id: of a copy
 *
 * Takes the mark of that copy away; that of another one stays.
 */
void
mls_taken_unmark (const char *path, const char *id)
{
  g_autofree char *mark = mark_of (path);
  g_auto (MlsTaken) taken = { 0 };

  if (mls_taken_read (path, &taken) && strcmp (taken.id, id) == 0)
    g_unlink (mark);
}
