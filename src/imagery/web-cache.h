#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What has come of a file on a server, in blocks on the disk: it is there when the server is not. How
 * much of all such files, see imagery/cache-room.h. Any thread; an object is of one. */
typedef struct _MlsWebCache MlsWebCache;

#define MLS_WEB_BLOCK_BYTES 65536

/* What tells one state of a file from the next. */
typedef struct
{
  guint64 size;  /* bytes */
  guint   state; /* made of what the server says of it; 0 if it does not */
} MlsWebFacts;

MlsWebCache *mls_web_cache_new       (const char        *address);
void         mls_web_cache_free      (MlsWebCache       *self);

gboolean     mls_web_cache_get_facts (MlsWebCache       *self,
                                      gint64             max_age_s,
                                      MlsWebFacts       *out);
void         mls_web_cache_set_facts (MlsWebCache       *self,
                                      const MlsWebFacts *facts);
gboolean     mls_web_cache_has       (MlsWebCache       *self,
                                      guint64            block);
gboolean     mls_web_cache_read      (MlsWebCache       *self,
                                      guint64            block,
                                      guint8            *out,
                                      gsize              length);
void         mls_web_cache_write     (MlsWebCache       *self,
                                      guint64            block,
                                      const guint8      *data,
                                      gsize              length);
void         mls_web_cache_forget    (MlsWebCache       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsWebCache, mls_web_cache_free)

G_END_DECLS
