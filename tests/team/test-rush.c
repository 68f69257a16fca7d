/* Two clients, each a process of its own, edit at random and push at once, all the time; now and then one of them is killed,
 * wherever it is just then, and started again. In the end each edit that was on a disk is in the history that both have,
 * once, or set aside. */

#include "crew.h"
#include "quilted-hand.h"
#include "store/set-aside.h"
#include "team/error.h"
#include "team/team.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* One of the clients. */
typedef struct
{
  const char *name;
  char       *path; /* its file */
  char       *log;  /* what it has done, an edit a line, written when that was on the disk */
  guint       n_starts;
  pid_t       pid;
} Client;

static Cluster cluster;
static const char *program;

/* What a client's process does */

static void
note (int log, const char *summary)
{
  g_autofree char *line = g_strconcat (summary, "\n", NULL);

  g_assert_cmpint (write (log, line, strlen (line)), ==, (gssize) strlen (line));
}

static void
push_if_possible (MlsStore *store)
{
  g_autoptr (GError) error = NULL;
  MlsTeamPush outcome;

  if (!mls_team_push (store, NULL, &outcome, &error) && !g_error_matches (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_MOVED))
    g_error ("%s", error->message);
}

static G_NORETURN void
work (const char *path, const char *log_path, const char *name)
{
  MlsStore *store = crew_open (path);
  int log = open (log_path, O_WRONLY | O_APPEND | O_CREAT, 0600);
  guint32 seed = g_random_int ();

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  for (guint n = 0;; n++)
    {
      g_autofree char *summary = g_strdup_printf ("%s %u", name, n);

      if (quilted_edit_as (store, &crew_quilt, name, summary))
        note (log, summary);
      if ((seed + n) % 3 == 0)
        push_if_possible (store);
    }
}

/* What the test does */

static void
start (Client *client)
{
  g_autofree char *name = g_strdup_printf ("%s-%u", client->name, client->n_starts++);

  client->pid = fork ();
  g_assert_cmpint (client->pid, >=, 0);
  if (client->pid == 0)
    {
      dup2 (open ("/dev/null", O_WRONLY), STDOUT_FILENO); /* what it says of itself is no line of the test's */
      execl (program, program, "client", client->path, client->log, name, NULL);
      _exit (127);
    }
}

static void
end (Client *client)
{
  int status;

  kill (client->pid, SIGKILL);
  waitpid (client->pid, &status, 0);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
}

static void
client_begin (Client *client, const Crew *crew, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".gpkg", NULL);
  g_autofree char *log = g_strconcat (name, ".log", NULL);

  *client = (Client){ .name = name, .path = crew_clone (crew, file, "tester"), .log = crew_file (crew, log) };
  start (client);
}

static void
client_clear (Client *client)
{
  g_free (client->path);
  g_free (client->log);
}

/* How often each edit is there. */
static void
count_operations (MlsStore *store, GHashTable *counts)
{
  g_autoptr (GPtrArray) operations = mls_store_operations (store, 0, NULL);

  for (guint i = 0; i < operations->len; i++)
    {
      const MlsOperation *operation = g_ptr_array_index (operations, i);
      gpointer n = operation->summary != NULL ? g_hash_table_lookup (counts, operation->summary) : NULL;

      if (operation->summary != NULL)
        g_hash_table_insert (counts, g_strdup (operation->summary), GINT_TO_POINTER (GPOINTER_TO_INT (n) + 1));
    }
}

static guint
count_aside (MlsStore *store, GHashTable *counts)
{
  g_autoptr (GPtrArray) asides = mls_store_list_set_aside (store, NULL);

  for (guint i = 0; i < asides->len; i++)
    {
      const char *summary = ((const MlsSetAside *) g_ptr_array_index (asides, i))->operation->summary;
      gpointer n = g_hash_table_lookup (counts, summary);

      g_hash_table_insert (counts, g_strdup (summary), GINT_TO_POINTER (GPOINTER_TO_INT (n) + 1));
    }

  return asides->len;
}

/* Each line of a log is there once. */
static guint
check_log (const Client *client, GHashTable *counts)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (client->log, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0')
      {
        g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (counts, *line)), ==, 1);
        n++;
      }

  return n;
}

static void
push (MlsStore *store)
{
  g_autoptr (GError) error = NULL;
  MlsTeamPush outcome;

  mls_team_push (store, NULL, &outcome, &error);
  g_assert_no_error (error);
}

static void
verify (MlsStore *store)
{
  g_autoptr (GError) error = NULL;
  MlsTeamProof proof;

  mls_team_verify (store, &proof, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (proof.n_wrong + proof.n_own_wrong + proof.n_flaws, ==, 0);
}

/* What came of it all. */
static void
check_outcome (const Client *ada, const Client *bob, guint n_kills)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  MlsStore *first = crew_open (ada->path), *second = crew_open (bob->path);
  guint n_shared, n_aside, n_logged;
  GHashTableIter iter;
  gpointer n;

  push (first);
  push (second);
  push (first);
  crew_check (first);
  crew_same (first, second);
  verify (first);

  count_operations (first, counts);
  n_shared = g_hash_table_size (counts);
  n_aside = count_aside (first, counts) + count_aside (second, counts);
  n_logged = check_log (ada, counts) + check_log (bob, counts);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, NULL, &n))
    g_assert_cmpint (GPOINTER_TO_INT (n), ==, 1);

  g_test_message ("%u kills; %u edits were on a disk: %u are in the history of both, %u set aside", n_kills, n_shared + n_aside,
                  n_shared, n_aside);
  g_assert_cmpuint (n_shared + n_aside, >=, n_logged);
  g_assert_cmpuint (n_shared + n_aside, <=, n_logged + n_kills);
  g_assert_cmpuint (n_shared, >, 0);
  crew_close (first);
  crew_close (second);
}

static void
test_rush (void)
{
  gint64 until = g_get_monotonic_time () + (g_test_slow () ? 60 : 6) * G_USEC_PER_SEC;
  guint n_kills = 2;
  Client clients[2];
  Crew crew;

  crew_begin (&crew, &cluster, "rush");
  client_begin (&clients[0], &crew, "ada");
  client_begin (&clients[1], &crew, "bob");
  while (g_get_monotonic_time () < until)
    {
      Client *victim = &clients[g_test_rand_int_range (0, 2)];

      g_usleep ((gulong) g_test_rand_int_range (500000, 2500000));
      end (victim);
      start (victim);
      n_kills++;
    }
  end (&clients[0]);
  end (&clients[1]);
  check_outcome (&clients[0], &clients[1], n_kills);
  client_clear (&clients[0]);
  client_clear (&clients[1]);
  crew_end (&crew);
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  program = argv[0];
  if (argc == 5 && g_str_equal (argv[1], "client"))
    {
      char *words[] = { argv[0], NULL }, **given = words;
      int n = 1;

      g_test_init (&n, &given, NULL);
      work (argv[2], argv[3], argv[4]);
    }

  g_test_init (&argc, &argv, NULL);
  if (!cluster_begin (&cluster))
    return cluster_skip ();

  g_test_add_func ("/team/rush", test_rush);

  result = g_test_run ();
  cluster_end (&cluster);

  return result;
}
