#include "relay.h"

#include <glib/gstdio.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* What the client says when it wants to know that all is done: a query of seven bytes, as the protocol has it. */
static const char commit[] = { 'Q', 0, 0, 0, 11, 'C', 'O', 'M', 'M', 'I', 'T', 0 };

struct _Relay
{
  char    *folder; /* with a socket named as PostgreSQL names them */
  char    *server;
  guint16  port;
  int      fd;
  GThread *thread;
  gint     breaks; /* (atomic): the next answer to a commit goes nowhere */
};

static int
listen_at (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);

  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_cmpint (listen (fd, 4), ==, 0);

  return fd;
}

static int
connect_to (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);

  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  g_assert_cmpint (connect (fd, (struct sockaddr *) &address, sizeof address), ==, 0);

  return fd;
}

static gboolean
write_all (int fd, const char *bytes, gssize length)
{
  for (gssize n; length > 0; bytes += n, length -= n)
    if ((n = send (fd, bytes, (gsize) length, MSG_NOSIGNAL)) <= 0)
      return FALSE;

  return TRUE;
}

/* Waits until the server has answered, and lets nobody know. */
static void
swallow_answer (int server)
{
  char buffer[4096];

  g_assert_cmpint (read (server, buffer, sizeof buffer), >, 0);
}

/* Returns FALSE when either is gone, or the line is to break. */
static gboolean
hand_on (Relay *relay, int from, int to, gboolean from_client)
{
  char buffer[65536];
  gssize n = read (from, buffer, sizeof buffer);
  gboolean commits = from_client && n == sizeof commit && memcmp (buffer, commit, sizeof commit) == 0;

  if (n <= 0 || !write_all (to, buffer, n))
    return FALSE;

  if (commits && g_atomic_int_compare_and_exchange (&relay->breaks, 1, 0))
    {
      swallow_answer (to);
      return FALSE;
    }

  return TRUE;
}

/* A client on its way to the server. */
typedef struct
{
  Relay *relay;
  int    client;
} Line;

static gpointer
serve (gpointer user_data)
{
  g_autofree Line *line = user_data;
  Relay *relay = line->relay;
  int client = line->client, server = connect_to (relay->server);
  struct pollfd fds[] = { { .fd = client, .events = POLLIN }, { .fd = server, .events = POLLIN } };
  gboolean goes_on = TRUE;

  while (goes_on && poll (fds, 2, -1) > 0)
    for (int i = 0; goes_on && i < 2; i++)
      if (fds[i].revents != 0)
        goes_on = hand_on (relay, fds[i].fd, fds[1 - i].fd, i == 0);
  close (client);
  close (server);

  return NULL;
}

static gpointer
run (gpointer user_data)
{
  Relay *relay = user_data;
  int client;

  while ((client = accept (relay->fd, NULL, NULL)) >= 0)
    {
      const Line line = { relay, client };

      g_thread_unref (g_thread_new ("line", serve, g_memdup2 (&line, sizeof line)));
    }

  return NULL;
}

Relay *
relay_new (const Cluster *cluster)
{
  Relay *relay = g_new0 (Relay, 1);
  g_autofree char *name = g_strdup_printf (".s.PGSQL.%u", cluster->port);
  g_autofree char *path = NULL;

  relay->folder = g_dir_make_tmp ("mls-relay-XXXXXX", NULL);
  relay->port = cluster->port;
  relay->server = g_build_filename (cluster->folder, name, NULL);
  path = g_build_filename (relay->folder, name, NULL);
  relay->fd = listen_at (path);
  relay->thread = g_thread_new ("relay", run, relay);

  return relay;
}

void
relay_free (Relay *relay)
{
  g_autofree char *name = g_strdup_printf (".s.PGSQL.%u", relay->port);
  g_autofree char *path = g_build_filename (relay->folder, name, NULL);

  shutdown (relay->fd, SHUT_RDWR);
  g_thread_join (relay->thread);
  close (relay->fd);
  g_unlink (path);
  g_rmdir (relay->folder);
  g_free (relay->folder);
  g_free (relay->server);
  g_free (relay);
}

char *
relay_address (const Relay *relay, const char *database, const char *user)
{
  return g_strdup_printf ("host=%s port=%u dbname=%s user=%s gssencmode=disable", relay->folder, relay->port, database, user);
}

/* The next commit is done, and nobody hears of it. */
void
relay_break (Relay *relay)
{
  g_atomic_int_set (&relay->breaks, 1);
}
