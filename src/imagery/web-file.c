/* What GDAL tells of files is in a struct stat64. */
#define _LARGEFILE64_SOURCE

#include "imagery/web-file.h"

#include "imagery/error.h"
#include "imagery/init.h"
#include "imagery/server.h"
#include "imagery/web-cache.h"

#include <cpl_vsi.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

/* As many blocks come in one answer at most. */
#define MAX_RUN 64

/* A file open for one thread. */
typedef struct
{
  char        *address;
  MlsWebCache *cache;
  VSILFILE    *remote;  /* (nullable): opened when the server is to be asked */
  guint64      size;
  guint64      position;
  gboolean     is_at_end;
  guint64      start;   /* of the bytes in hand */
  GByteArray  *bytes;
} WebFile;

static char *
dup_remote_name (const char *address)
{
  return g_strconcat ("/vsicurl/", address, NULL);
}

static void
web_file_free (WebFile *self)
{
  if (self->remote != NULL)
    VSIFCloseL (self->remote);
  mls_web_cache_free (self->cache);
  g_byte_array_unref (self->bytes);
  g_free (self->address);
  g_free (self);
}

/* The server failed: what GDAL remembers of it, such as that the file is not there, is to be asked for
 * again. */
static void
note_failure (const char *address, const char *remote_name, const char *reason)
{
  GError *failure = NULL;

  VSICurlPartialClearCache (remote_name);
  if (reason != NULL)
    failure = g_error_new (MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_AWAY,
                           _("“%s” is not an image that can be read: %s"), address, reason);
  else
    failure = g_error_new (MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_AWAY,
                           _("“%s” does not come whole from its server, which is asked again"), address);
  mls_server_note (address, &failure);
  g_error_free (failure);
}

static void
note_answer (const char *address)
{
  GError *none = NULL;

  mls_server_note (address, &none);
}

/* Asks the server what the file is now. */
static gboolean
ask_facts (const char *address, MlsWebFacts *out)
{
  g_autofree char *name = dup_remote_name (address);
  g_autofree char *reason = NULL;
  VSIStatBufL info = { 0 };
  MlsGdalScope scope;
  gboolean is_there;

  mls_gdal_scope_begin (&scope);
  is_there = VSIStatExL (name, &info, VSI_STAT_EXISTS_FLAG | VSI_STAT_SIZE_FLAG | VSI_STAT_SET_ERROR_FLAG) == 0 &&
             info.st_size > 0;
  reason = mls_gdal_scope_end (&scope);
  if (!is_there)
    {
      note_failure (address, name, reason);
      return FALSE;
    }

  note_answer (address);
  *out = (MlsWebFacts){ (guint64) info.st_size, (gint64) info.st_mtime };

  return TRUE;
}

/* What the server says the file is, or what it was when the server last did. */
static gboolean
find_facts (const char *address, MlsWebCache *cache, MlsWebFacts *out)
{
  if (mls_server_may_ask (address, NULL) && ask_facts (address, out))
    {
      mls_web_cache_set_facts (cache, out);
      return TRUE;
    }

  return mls_web_cache_get_facts (cache, out);
}

static int
web_file_stat (void *user_data, const char *address, VSIStatBufL *info, int flags)
{
  g_autoptr (MlsWebCache) cache = mls_web_cache_new (address);
  MlsWebFacts facts;

  if (!find_facts (address, cache, &facts))
    return -1;

  memset (info, 0, sizeof *info);
  info->st_mode = S_IFREG;
  info->st_size = (off_t) facts.size;
  info->st_mtime = facts.mtime;

  return 0;
}

static void *
web_file_open (void *user_data, const char *address, const char *access)
{
  g_autoptr (MlsWebCache) cache = mls_web_cache_new (address);
  MlsWebFacts facts;
  WebFile *self;

  if (strpbrk (access, "wa+") != NULL || !find_facts (address, cache, &facts))
    return NULL;

  self = g_new0 (WebFile, 1);
  self->address = g_strdup (address);
  self->cache = g_steal_pointer (&cache);
  self->size = facts.size;
  self->bytes = g_byte_array_new ();

  return self;
}

static int
web_file_close (void *file)
{
  web_file_free (file);

  return 0;
}

static vsi_l_offset
web_file_tell (void *file)
{
  return ((WebFile *) file)->position;
}

static int
web_file_seek (void *file, vsi_l_offset offset, int whence)
{
  WebFile *self = file;

  self->position = whence == SEEK_SET ? offset : (whence == SEEK_CUR ? self->position : self->size) + offset;
  self->is_at_end = FALSE;

  return 0;
}

static int
web_file_eof (void *file)
{
  return ((WebFile *) file)->is_at_end;
}

static gsize
block_length (const WebFile *self, guint64 block)
{
  return (gsize) MIN (self->size - block * MLS_WEB_BLOCK_BYTES, MLS_WEB_BLOCK_BYTES);
}

/* Takes the blocks from @first to @end into the hand from the server, and keeps them. */
static gboolean
fetch (WebFile *self, guint64 first, guint64 end)
{
  g_autofree char *name = dup_remote_name (self->address);
  gsize length = (gsize) (end - first - 1) * MLS_WEB_BLOCK_BYTES + block_length (self, end - 1);
  MlsGdalScope scope;
  gsize n = 0;

  if (!mls_server_may_ask (self->address, NULL))
    return FALSE;

  g_byte_array_set_size (self->bytes, (guint) length);
  mls_gdal_scope_begin (&scope);
  if (self->remote == NULL)
    self->remote = VSIFOpenL (name, "rb");
  if (self->remote != NULL && VSIFSeekL (self->remote, first * MLS_WEB_BLOCK_BYTES, SEEK_SET) == 0)
    n = VSIFReadL (self->bytes->data, 1, length, self->remote);
  g_free (mls_gdal_scope_end (&scope));

  if (n < length)
    {
      g_clear_pointer (&self->remote, VSIFCloseL);
      note_failure (self->address, name, NULL);
      return FALSE;
    }

  note_answer (self->address);
  for (guint64 block = first; block < end; block++)
    mls_web_cache_write (self->cache, block, self->bytes->data + (block - first) * MLS_WEB_BLOCK_BYTES,
                         block_length (self, block));

  return TRUE;
}

/* Takes the block at @position into the hand; if it is not kept, with those after it that are not
 * either, up to @end, in one question. */
static gboolean
take (WebFile *self, guint64 position, guint64 end)
{
  guint64 first = position / MLS_WEB_BLOCK_BYTES;
  guint64 last = MIN ((end - 1) / MLS_WEB_BLOCK_BYTES, first + MAX_RUN - 1);
  gsize length = block_length (self, first);
  guint64 next = first + 1;

  self->start = first * MLS_WEB_BLOCK_BYTES;
  g_byte_array_set_size (self->bytes, (guint) length);
  if (mls_web_cache_read (self->cache, first, self->bytes->data, length))
    return TRUE;

  while (next <= last && !mls_web_cache_has (self->cache, next))
    next++;
  if (fetch (self, first, next))
    return TRUE;

  g_byte_array_set_size (self->bytes, 0);
  return FALSE;
}

static gboolean
is_in_hand (const WebFile *self)
{
  return self->position >= self->start && self->position < self->start + self->bytes->len;
}

static size_t
web_file_read (void *file, void *out, size_t size, size_t count)
{
  WebFile *self = file;
  guint64 start = self->position;
  guint64 wanted = (guint64) size * count;
  guint64 end = self->position < self->size ? MIN (self->position + wanted, self->size) : self->position;

  while (self->position < end && (is_in_hand (self) || take (self, self->position, end)))
    {
      gsize at = (gsize) (self->position - self->start);
      gsize n = (gsize) MIN (end - self->position, self->bytes->len - at);

      memcpy ((guint8 *) out + (self->position - start), self->bytes->data + at, n);
      self->position += n;
    }

  self->is_at_end = self->position - start < wanted;

  return size > 0 ? (size_t) ((self->position - start) / size) : 0;
}

/**
 * mls_web_file_init:
 *
 * Makes GDAL read what begins with %MLS_WEB_FILE_PREFIX, then the http address of a file, this way. To
 * be called once, before it opens any.
 */
void
mls_web_file_init (void)
{
  VSIFilesystemPluginCallbacksStruct *callbacks = VSIAllocFilesystemPluginCallbacksStruct ();

  callbacks->stat = web_file_stat;
  callbacks->open = web_file_open;
  callbacks->tell = web_file_tell;
  callbacks->seek = web_file_seek;
  callbacks->read = web_file_read;
  callbacks->eof = web_file_eof;
  callbacks->close = web_file_close;
  VSIInstallPluginHandler (MLS_WEB_FILE_PREFIX, callbacks);
  VSIFreeFilesystemPluginCallbacksStruct (callbacks);
}

/**
 * mls_web_file_forget:
 * @address: http address of a file
 *
 * What is kept of it is not what it should be: all of it is asked for again.
 */
void
mls_web_file_forget (const char *address)
{
  g_autoptr (MlsWebCache) cache = mls_web_cache_new (address);
  g_autofree char *name = dup_remote_name (address);

  mls_web_cache_forget (cache);
  VSICurlPartialClearCache (name);
}
