#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The room on the disk that what has come of servers takes: blocks of files, and what services made. All of
 * it together takes no more than a limit; what was not asked for longest goes first. Several programs may
 * keep to it at once. Any thread. */

char    *mls_web_room_dup_folder (const char *name);
void     mls_web_room_set_limit  (guint64     bytes);
void     mls_web_room_note       (guint64     bytes);
void     mls_web_room_glance     (void);
guint64  mls_web_room_settle     (void);
void     mls_web_room_empty      (void);

G_END_DECLS
