#include "imagery/server.h"

#include "imagery/error.h"

#include <string.h>

/* How long a server is left alone after its first failure, and at most. */
#define FIRST_REST (1 * G_TIME_SPAN_SECOND)
#define LONGEST_REST (30 * G_TIME_SPAN_SECOND)

/* A server that has failed, or one file on it that it does not give. Those that are well are not in the table. */
typedef struct
{
  GError  *reason;     /* of its first failure, told until it answers */
  guint    n_failures; /* in a row */
  gint64   until;      /* µs of the monotonic clock: not asked before */
  gboolean is_asked;   /* by one thread, before the others */
} Server;

static GMutex servers_mutex;
static GHashTable *servers; /* (element-type utf8 Server): by host, or by address for a file */

static void
server_free (gpointer data)
{
  Server *server = data;

  g_error_free (server->reason);
  g_free (server);
}

/* The part of an address that says who is asked. */
static char *
dup_host (const char *address)
{
  const char *start = strstr (address, "://");

  start = start != NULL ? start + strlen ("://") : address;

  return g_strndup (start, strcspn (start, "/?"));
}

/* With the mutex. */
static Server *
find_server (const char *address)
{
  g_autofree char *host = dup_host (address);
  Server *server;

  if (servers == NULL)
    return NULL;

  server = g_hash_table_lookup (servers, host);

  return server != NULL ? server : g_hash_table_lookup (servers, address);
}

/**
 * mls_server_may_ask:
 * @address: of an image on a server
 * @error: what it failed for
 *
 * Whoever may ask says with mls_server_note() what came of it, or with mls_server_leave() that
 * nothing did.
 *
 * Returns: whether the server is to be asked now
 */
gboolean
mls_server_may_ask (const char *address, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&servers_mutex);
  Server *server = find_server (address);
  gint64 now = g_get_monotonic_time ();

  if (server == NULL)
    return TRUE;

  if (now >= server->until && !server->is_asked)
    {
      server->is_asked = TRUE;
      return TRUE;
    }

  g_propagate_error (error, g_error_copy (server->reason));
  return FALSE;
}

/* A server that says it has no such file is well. */
static gboolean
is_of_file (const GError *failure)
{
  return g_error_matches (failure, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_OPEN);
}

/* Threads that had asked before the first of them failed tell of the same failure. */
static Server *
note_failure (const char *address, const GError *failure)
{
  g_autofree char *key = is_of_file (failure) ? g_strdup (address) : dup_host (address);
  Server *server = g_hash_table_lookup (servers, key);
  gint64 now = g_get_monotonic_time ();
  gint64 rest;

  if (server == NULL)
    {
      server = g_new0 (Server, 1);
      server->reason = g_error_copy (failure);
      g_hash_table_insert (servers, g_steal_pointer (&key), server);
    }
  else if (now < server->until)
    return server;

  rest = FIRST_REST << MIN (server->n_failures, 16);
  server->n_failures++;
  server->until = now + MIN (rest, LONGEST_REST);
  server->is_asked = FALSE;

  return server;
}

/**
 * mls_server_note:
 * @address: of an image on a server that was asked
 * @failure: (inout): %MLS_IMAGERY_ERROR_AWAY, what it failed for, or %MLS_IMAGERY_ERROR_OPEN if it does not give that
 *   file; %NULL if it answered
 *
 * A server that is away fails in one way now and in another then. What is told is what it failed for
 * at first: @failure becomes that, so that one server is told of once.
 */
void
mls_server_note (const char *address, GError **failure)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&servers_mutex);
  g_autofree char *host = dup_host (address);

  if (servers == NULL)
    servers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, server_free);

  if (*failure == NULL || is_of_file (*failure))
    g_hash_table_remove (servers, host);
  if (*failure == NULL || !is_of_file (*failure))
    g_hash_table_remove (servers, address);

  if (*failure != NULL)
    {
      const Server *server = note_failure (address, *failure);

      g_clear_error (failure);
      *failure = g_error_copy (server->reason);
    }
}

/**
 * mls_server_leave:
 * @address: of an image on a server that was to be asked
 *
 * Lets another thread ask.
 */
void
mls_server_leave (const char *address)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&servers_mutex);
  Server *server = find_server (address);

  if (server != NULL)
    server->is_asked = FALSE;
}
