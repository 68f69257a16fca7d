#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Which of the servers that images come from do not answer. One that has failed is left alone for a
 * while, longer each time, and then asked by one thread before the others: meanwhile nobody waits for
 * it. So is a file that a server does not give, which is well otherwise. Any thread. */

gboolean mls_server_may_ask (const char  *address,
                             GError     **error);
void     mls_server_note    (const char  *address,
                             GError     **failure);
void     mls_server_leave   (const char  *address);

G_END_DECLS
