#include "cluster.h"

#include "remove-tree.h"
#include "team/connection.h"

#include <glib/gstdio.h>
#include <arpa/inet.h>
#include <pwd.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define VERSIONS "/usr/lib/postgresql"

/* A database with PostGIS, which others are copied from. */
#define GROUND "ground"

/* Not where a test's own things are: names of sockets are short, and whoever runs the server has to get there. */
#define FOLDER "/tmp/mls-team-XXXXXX"

/* Who runs the server where the test is run by root, whom PostgreSQL refuses. */
#define ACCOUNT "postgres"

/* The newest one that is installed. */
static char *
find_programs (void)
{
  g_autoptr (GDir) dir = g_dir_open (VERSIONS, 0, NULL);
  const char *name;
  gint64 newest = 0, version;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *program = g_build_filename (VERSIONS, name, "bin", "initdb", NULL);

      if (g_ascii_string_to_signed (name, 10, 1, G_MAXINT, &version, NULL) && g_file_test (program, G_FILE_TEST_IS_EXECUTABLE))
        newest = MAX (newest, version);
    }

  return newest > 0 ? g_strdup_printf (VERSIONS "/%d/bin", (int) newest) : NULL;
}

/* One that nobody listens at. */
static guint16
find_port (void)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr = { htonl (INADDR_LOOPBACK) } };
  socklen_t length = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM, 0);

  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_cmpint (getsockname (fd, (struct sockaddr *) &address, &length), ==, 0);
  close (fd);

  return ntohs (address.sin_port);
}

/* The words that a program of PostgreSQL is called with: not by root, and not longer than the test. */
static GPtrArray *
words_of (const Cluster *cluster, const char *program)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (words, g_strdup ("setpriv"));
  if (geteuid () == 0)
    {
      g_ptr_array_add (words, g_strdup ("--reuid=" ACCOUNT));
      g_ptr_array_add (words, g_strdup ("--regid=" ACCOUNT));
      g_ptr_array_add (words, g_strdup ("--clear-groups"));
    }
  g_ptr_array_add (words, g_strdup ("--pdeathsig=QUIT"));
  g_ptr_array_add (words, g_build_filename (cluster->bin, program, NULL));

  return words;
}

static void
add_words (GPtrArray *words, ...)
{
  va_list arguments;
  const char *word;

  va_start (arguments, words);
  while ((word = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (words, g_strdup (word));
  va_end (arguments);
  g_ptr_array_add (words, NULL);
}

static char *
data_of (const Cluster *cluster)
{
  return g_build_filename (cluster->folder, "data", NULL);
}

static void
make_cluster (const Cluster *cluster)
{
  g_autoptr (GPtrArray) words = words_of (cluster, "initdb");
  g_autofree char *data = data_of (cluster);
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  add_words (words, "-D", data, "-U", "tester", "--auth-local=trust", "--auth-host=scram-sha-256", "-E", "UTF8", "--locale=C", "-N", NULL);
  g_spawn_sync (NULL, (char **) words->pdata, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &errors, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  if (error != NULL)
    g_test_message ("%s", errors);
  g_assert_no_error (error);
}

static gboolean
answers (const Cluster *cluster)
{
  g_autofree char *address = cluster_address (cluster, "postgres", "tester");
  g_autoptr (MlsConnection) connection = mls_connection_open (address, NULL);

  return connection != NULL;
}

void
cluster_start (Cluster *cluster)
{
  g_autoptr (GPtrArray) words = words_of (cluster, "postgres");
  g_autofree char *data = data_of (cluster);
  g_autofree char *port = g_strdup_printf ("%u", cluster->port);
  g_autoptr (GError) error = NULL;

  add_words (words, "-D", data, "-p", port, "-k", cluster->folder, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c",
             "shared_buffers=32MB", "-c", "max_connections=30", "-c", "log_min_messages=panic", NULL);
  g_spawn_async (NULL, (char **) words->pdata, NULL,
                 G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                 &cluster->pid, &error);
  g_assert_no_error (error);

  while (!answers (cluster))
    {
      g_assert_cmpint (waitpid (cluster->pid, NULL, WNOHANG), ==, 0);
      g_usleep (20000);
    }
}

static void
end_server (Cluster *cluster, int with)
{
  kill (cluster->pid, with);
  waitpid (cluster->pid, NULL, 0);
  cluster->pid = 0;
}

/* Who is connected is thrown out. */
void
cluster_stop (Cluster *cluster)
{
  end_server (cluster, SIGINT);
}

/* As if the machine had failed: what was not committed is nowhere. */
void
cluster_kill (Cluster *cluster)
{
  end_server (cluster, SIGQUIT);
}

static gboolean
make_ground (const Cluster *cluster)
{
  g_autofree char *address = cluster_address (cluster, GROUND, "tester");
  g_autoptr (MlsConnection) connection = NULL;

  cluster_exec (cluster, "postgres", "CREATE DATABASE " GROUND);
  connection = mls_connection_open (address, NULL);

  return mls_connection_exec (connection, "CREATE EXTENSION postgis", NULL);
}

/* FALSE where there is no server, or no PostGIS, to be had: the tests then say so and are skipped. */
gboolean
cluster_begin (Cluster *cluster)
{
  const struct passwd *account = getpwnam (ACCOUNT);

  *cluster = (Cluster){ .bin = find_programs () };
  if (cluster->bin == NULL || (geteuid () == 0 && account == NULL))
    return FALSE;

  cluster->folder = g_mkdtemp (g_strdup (FOLDER));
  g_assert_nonnull (cluster->folder);
  if (geteuid () == 0)
    g_assert_cmpint (chown (cluster->folder, account->pw_uid, account->pw_gid), ==, 0);
  cluster->port = find_port ();
  make_cluster (cluster);
  cluster_start (cluster);

  return make_ground (cluster);
}

/* Says why nothing is tested. Returns what to leave with. */
int
cluster_skip (void)
{
  g_print ("1..0 # SKIP PostgreSQL with PostGIS is not installed\n");

  return 0;
}

void
cluster_end (Cluster *cluster)
{
  if (cluster->pid != 0)
    cluster_kill (cluster);
  if (cluster->folder != NULL)
    remove_tree (cluster->folder);
  g_free (cluster->folder);
  g_free (cluster->bin);
}

char *
cluster_address (const Cluster *cluster, const char *database, const char *user)
{
  return g_strdup_printf ("host=%s port=%u dbname=%s user=%s", cluster->folder, cluster->port, database, user);
}

void
cluster_exec (const Cluster *cluster, const char *database, const char *sql)
{
  g_autofree char *address = cluster_address (cluster, database, "tester");
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsConnection) connection = mls_connection_open (address, &error);

  g_assert_no_error (error);
  mls_connection_exec (connection, sql, &error);
  g_assert_no_error (error);
}

/* The first column of the first row. */
char *
cluster_ask (const Cluster *cluster, const char *database, const char *sql)
{
  g_autofree char *address = cluster_address (cluster, database, "tester");
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsConnection) connection = mls_connection_open (address, &error);
  g_autoptr (PGresult) rows = NULL;

  g_assert_no_error (error);
  rows = mls_connection_query (connection, &error, sql, NULL);
  g_assert_no_error (error);
  g_assert_cmpint (PQntuples (rows), >, 0);

  return g_strdup (PQgetvalue (rows, 0, 0));
}

/* An empty database with PostGIS. */
void
cluster_make (const Cluster *cluster, const char *database)
{
  g_autofree char *sql = g_strdup_printf ("CREATE DATABASE %s TEMPLATE " GROUND, database);

  cluster_exec (cluster, "postgres", sql);
}
