/* What GDAL tells of files is in a struct stat64. */
#define _LARGEFILE64_SOURCE

#include "imagery/web-file.h"

#include "imagery/server.h"
#include "imagery/web-cache.h"
#include "imagery/web-request.h"

#include <cpl_vsi.h>
#include <string.h>
#include <sys/stat.h>

/* As many blocks come in one answer at most. */
#define MAX_RUN 16

/* For so long a file is taken to be what it was, s. */
#define FRESH_S 600

/* A file open for one thread. */
typedef struct
{
  char        *address;
  MlsWebCache *cache;
  MlsWebFacts  facts;
  guint64      position;
  gboolean     is_at_end;
  guint64      start;   /* of the bytes in hand */
  GByteArray  *bytes;
} WebFile;

static void
web_file_free (WebFile *self)
{
  mls_web_cache_free (self->cache);
  g_byte_array_unref (self->bytes);
  g_free (self->address);
  g_free (self);
}

/* What the calling thread did not get, see mls_web_file_check(). */
static GPrivate lack = G_PRIVATE_INIT ((GDestroyNotify) g_error_free);

static void
note_lack (GError *failure)
{
  if (g_private_get (&lack) == NULL)
    g_private_set (&lack, failure);
  else
    g_error_free (failure);
}

/* Asks the server for blocks of a file, and says of the server whether it is well. */
static gboolean
ask (const char *address, guint64 first, guint n_blocks, GByteArray *bytes, MlsWebFacts *facts)
{
  gsize length = (gsize) n_blocks * MLS_WEB_BLOCK_BYTES;
  GError *failure = NULL;

  if (!mls_server_may_ask (address, &failure))
    {
      note_lack (failure);
      return FALSE;
    }

  if (!mls_web_request (address, first * MLS_WEB_BLOCK_BYTES, length, bytes, facts, &failure) &&
      g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      mls_server_leave (address);
      g_error_free (failure);
      return FALSE;
    }

  mls_server_note (address, &failure);
  if (failure == NULL)
    return TRUE;

  note_lack (failure);
  return FALSE;
}

static void
keep (MlsWebCache *cache, guint64 first, const GByteArray *bytes)
{
  for (gsize at = 0; at < bytes->len; at += MLS_WEB_BLOCK_BYTES)
    mls_web_cache_write (cache, first + at / MLS_WEB_BLOCK_BYTES, bytes->data + at,
                         MIN (bytes->len - at, MLS_WEB_BLOCK_BYTES));
}

/* The first question tells what the file is, with its first block, which is always wanted. */
static gboolean
ask_first (const char *address, MlsWebCache *cache, MlsWebFacts *out)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (!ask (address, 0, 1, bytes, out))
    return FALSE;

  mls_web_cache_set_facts (cache, out);
  keep (cache, 0, bytes);

  return TRUE;
}

/* What the file is: what it was for a while, and as long as the server is away. */
static gboolean
find_facts (const char *address, MlsWebCache *cache, MlsWebFacts *out)
{
  return mls_web_cache_get_facts (cache, FRESH_S, out) || ask_first (address, cache, out) ||
         mls_web_cache_get_facts (cache, G_MAXINT64, out);
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
  self->facts = facts;
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

  self->position = whence == SEEK_SET ? offset : (whence == SEEK_CUR ? self->position : self->facts.size) + offset;
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
  return (gsize) MIN (self->facts.size - block * MLS_WEB_BLOCK_BYTES, MLS_WEB_BLOCK_BYTES);
}

/* Takes blocks into the hand from the server. Those of a file that has become another are of no use to GDAL,
 * which knows the old one: it is to be opened anew, and nothing of the old one is kept. */
static gboolean
fetch (WebFile *self, guint64 first, guint n_blocks)
{
  MlsWebFacts facts;
  gboolean is_same;

  if (!ask (self->address, first, n_blocks, self->bytes, &facts))
    return FALSE;

  is_same = facts.size == self->facts.size && facts.state == self->facts.state;
  if (!is_same)
    mls_web_cache_set_facts (self->cache, &facts);
  keep (self->cache, first, self->bytes);

  return is_same;
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
  if (fetch (self, first, (guint) (next - first)))
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
  guint64 end = self->position < self->facts.size ? MIN (self->position + wanted, self->facts.size) : self->position;

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

  mls_web_request_init ();
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

  mls_web_cache_forget (cache);
}

/**
 * mls_web_file_begin:
 *
 * Forgets what the calling thread did not get before, see mls_web_file_check().
 */
void
mls_web_file_begin (void)
{
  g_private_replace (&lack, NULL);
}

/**
 * mls_web_file_check:
 * @error: what the first one that did not failed for: %MLS_IMAGERY_ERROR_AWAY or %MLS_IMAGERY_ERROR_OPEN
 *
 * Of a server GDAL knows only that nothing came. Whether the server is well now does not tell whether it was then: while
 * one thread asks one that was away the others are refused.
 *
 * Returns: whether servers gave all parts of files that the calling thread wanted since mls_web_file_begin()
 */
gboolean
mls_web_file_check (GError **error)
{
  const GError *failure = g_private_get (&lack);

  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (failure));
  return FALSE;
}
