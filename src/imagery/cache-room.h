#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The room on the disk that what is kept of photos takes: blocks of files on servers, what services made, and what
 * was found out of folders. All of it together takes no more than a limit; what was not asked for longest goes
 * first. Several programs may keep to it at once. Any thread. */

char    *mls_cache_room_dup_folder (const char *name);
void     mls_cache_room_set_limit  (guint64     bytes);
void     mls_cache_room_note       (guint64     bytes);
void     mls_cache_room_glance     (void);
guint64  mls_cache_room_settle     (void);
void     mls_cache_room_empty      (void);

G_END_DECLS
