/* What goes wrong with a server, a line, or what somebody has done to either: one clear line, nothing lost, and nothing
 * there twice. */

#include "crew.h"
#include "relay.h"
#include "store/clone.h"
#include "store/error.h"
#include "team/connection.h"
#include "team/error.h"
#include "team/team.h"

#include <locale.h>
#include <string.h>

static Cluster cluster;

static void
expect (const GError *error, GQuark domain, int code)
{
  g_assert_error (error, domain, code);
  g_assert_null (strchr (error->message, '\n'));
  g_test_message ("%s", error->message);
}

static void
refuse_clone (const Crew *crew, const char *address, MlsTeamError code)
{
  g_autofree char *path = crew_file (crew, "none.gpkg");
  g_autofree char *part = crew_file (crew, "none.gpkg.part");
  g_autoptr (GError) error = NULL;

  g_assert_false (mls_team_clone (address, path, &error));
  expect (error, MLS_TEAM_ERROR, (int) code);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
}

/* Addresses that lead nowhere. */
static void
test_address (void)
{
  g_autofree char *nowhere = NULL;
  g_autofree char *secret = NULL;
  g_autofree char *empty = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *kept = NULL;
  Crew crew;

  crew_begin (&crew, &cluster, "address");
  cluster_make (&cluster, "unshared");
  nowhere = g_strdup_printf ("host=127.0.0.1 port=%u dbname=address user=tester", cluster.port == 1 ? 2 : 1);
  secret = g_strdup_printf ("host=127.0.0.1 port=%u dbname=address user=tester", cluster.port);
  empty = cluster_address (&cluster, "unshared", "tester");
  missing = cluster_address (&cluster, "nothing", "tester");
  kept = g_strdup_printf ("%s password=secret", secret);

  refuse_clone (&crew, nowhere, MLS_TEAM_ERROR_UNREACHABLE);
  refuse_clone (&crew, missing, MLS_TEAM_ERROR_UNREACHABLE);
  refuse_clone (&crew, secret, MLS_TEAM_ERROR_UNREACHABLE);
  refuse_clone (&crew, empty, MLS_TEAM_ERROR_NO_STORE);
  refuse_clone (&crew, kept, MLS_TEAM_ERROR_ARGUMENT);
  refuse_clone (&crew, "dbname=address nonsense", MLS_TEAM_ERROR_ARGUMENT);
  crew_end (&crew);
}

/* A password that is where libpq looks for it is used, and kept nowhere else. */
static void
test_password (void)
{
  g_autofree char *address = NULL;
  g_autofree char *path = NULL;
  g_auto (MlsClone) clone = { 0 };
  g_autoptr (GError) error = NULL;
  MlsStore *store;
  Crew crew;

  crew_begin (&crew, &cluster, "password");
  cluster_exec (&cluster, "password", "CREATE ROLE pia LOGIN PASSWORD 'secret'; GRANT password_reader TO pia");
  address = g_strdup_printf ("host=127.0.0.1 port=%u dbname=password user=pia", cluster.port);
  path = crew_file (&crew, "pia.gpkg");

  g_setenv ("PGPASSWORD", "wrong", TRUE);
  refuse_clone (&crew, address, MLS_TEAM_ERROR_UNREACHABLE);
  g_setenv ("PGPASSWORD", "secret", TRUE);
  mls_team_clone (address, path, &error);
  g_unsetenv ("PGPASSWORD");
  g_assert_no_error (error);

  store = crew_open (path);
  g_assert_true (mls_store_read_clone (store, &clone, NULL));
  g_assert_cmpstr (clone.address, ==, address);
  g_assert_null (strstr (clone.address, "secret"));
  crew_close (store);
  crew_end (&crew);
}

static void
refuse_pull (MlsStore *store, GQuark domain, int code)
{
  gint64 last = mls_store_last_operation (store, NULL);
  g_autoptr (GError) error = NULL;
  MlsCatchUp outcome;

  g_assert_false (mls_team_pull (store, NULL, &outcome, &error));
  expect (error, domain, code);
  g_assert_cmpint (mls_store_last_operation (store, NULL), ==, last);
  crew_check (store);
}

static void
refuse_push (MlsStore *store, MlsTeamError code)
{
  g_autoptr (GError) error = NULL;
  MlsTeamPush outcome;

  g_assert_false (mls_team_push (store, NULL, &outcome, &error));
  expect (error, MLS_TEAM_ERROR, (int) code);
}

/* A database that is not, or not any more, what the file was cloned from. */
static void
test_other (void)
{
  Crew crew;
  MlsStore *store;

  crew_begin (&crew, &cluster, "other");
  store = crew_open (crew.first);
  crew_recode (store, "ada", "change", 8, 1);
  g_assert_cmpuint (crew_push (store).n_pushed, ==, 1);

  cluster_exec (&cluster, "other", "UPDATE millesime.shared SET format = 2");
  refuse_pull (store, MLS_TEAM_ERROR, MLS_TEAM_ERROR_FORMAT);
  cluster_exec (&cluster, "other", "UPDATE millesime.shared SET format = 0");
  refuse_pull (store, MLS_TEAM_ERROR, MLS_TEAM_ERROR_FORMAT);
  cluster_exec (&cluster, "other", "UPDATE millesime.shared SET format = 1, head = 3");
  refuse_pull (store, MLS_TEAM_ERROR, MLS_TEAM_ERROR_OTHER);
  cluster_exec (&cluster, "other", "UPDATE millesime.shared SET head = 4, id = 'another'");
  refuse_pull (store, MLS_TEAM_ERROR, MLS_TEAM_ERROR_OTHER);
  cluster_exec (&cluster, "other", "DELETE FROM millesime.shared");
  refuse_pull (store, MLS_TEAM_ERROR, MLS_TEAM_ERROR_NO_STORE);
  cluster_exec (&cluster, "other", "DROP SCHEMA millesime CASCADE");
  refuse_pull (store, MLS_TEAM_ERROR, MLS_TEAM_ERROR_NO_STORE);
  crew_close (store);
  crew_end (&crew);
}

static void
refuse_create (const Crew *crew, const char *path, GQuark domain, int code)
{
  g_autofree char *address = cluster_address (&cluster, crew->database, "tester");
  MlsStore *store = crew_open (path);
  g_autoptr (GError) error = NULL;

  g_assert_false (mls_team_create (store, address, &error));
  expect (error, domain, code);
  crew_close (store);
}

/* What cannot be shared, or is already. */
static void
test_create (void)
{
  g_autoptr (MlsZone) zone = mls_zone_new_box (&(MlsBox){ QUILT_X, QUILT_Y, QUILT_X + 120000, QUILT_Y + 120000 });
  g_autofree char *package = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) packages = NULL;
  MlsVintage vintage = { "27", 2027, "2027", 0 };
  MlsStore *store;
  Crew crew;

  crew_begin (&crew, &cluster, "creating");
  package = crew_file (&crew, "package.gpkg");
  other = crew_file (&crew, "other.gpkg");
  refuse_create (&crew, crew.first, MLS_TEAM_ERROR, MLS_TEAM_ERROR_EXISTS);

  store = crew_open (crew.first);
  mls_store_check_out (store, package, zone, "ada", &error);
  g_assert_no_error (error);
  crew_recode (store, "ada", "change", 8, 1);
  g_assert_false (mls_store_check_out (store, other, zone, "ada", &error));
  expect (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  packages = mls_store_list_packages (store, NULL);
  g_assert_true (mls_store_forget_package (store, ((const MlsPackage *) g_ptr_array_index (packages, 0))->id, NULL));
  g_assert_false (mls_store_add_vintage (store, &vintage, "ada", NULL, &error));
  expect (error, MLS_STORE_ERROR, MLS_STORE_ERROR_WORK);
  crew_close (store);

  refuse_create (&crew, package, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED);
  crew_end (&crew);
}

/* Somebody with all rights has changed the database by hand. */
static void
test_tampered (void)
{
  g_autofree char *mine = NULL;
  g_autoptr (GError) error = NULL;
  MlsStore *ada, *bob;
  MlsTeamProof proof;
  Crew crew;

  crew_begin (&crew, &cluster, "tampered");
  mine = crew_clone (&crew, "bob.gpkg", "tester");
  ada = crew_open (crew.first);
  bob = crew_open (mine);

  cluster_exec (&cluster, "tampered", "UPDATE millesime.face SET cs21 = 'c9' WHERE fid = 8");
  crew_recode (ada, "ada", "change", 8, 1);
  refuse_push (ada, MLS_TEAM_ERROR_STALE);
  mls_team_verify (ada, &proof, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (proof.n_wrong, ==, 1);
  g_assert_cmpuint (proof.n_own_wrong, ==, 0);

  cluster_exec (&cluster, "tampered", "UPDATE millesime.face SET cs21 = (SELECT cs21 FROM millesime.face WHERE fid = 8) WHERE fid = 8");
  cluster_exec (&cluster, "tampered", "TRUNCATE millesime.face");
  refuse_push (ada, MLS_TEAM_ERROR_STALE);
  crew_close (ada);
  crew_close (bob);
  crew_end (&crew);
}

/* A record that is none, is of other ground, or leaves a gap. */
static void
test_record (void)
{
  static const char *const wrongs[] = {
    "UPDATE millesime.operation SET record = '{}'",
    "UPDATE millesime.operation SET record = '[1, 2]'",
    "UPDATE millesime.operation SET record = kept #- '{operation,id}'",
    "UPDATE millesime.operation SET record = jsonb_set (kept, '{faces,0,fid}', '9')",
    "UPDATE millesime.operation SET record = jsonb_set (kept, '{faces,0,fid}', '99')",
    "UPDATE millesime.operation SET record = kept #- '{faces,0,after}'",
    "UPDATE millesime.operation SET record = kept #- '{faces,0,before}'",
    "UPDATE millesime.operation SET record = jsonb_set (kept, '{faces,0,after,geom}', '\"0103\"')",
    "UPDATE millesime.operation SET record = jsonb_set (kept, '{faces,0,after,geom}', '\"zz\"')",
    "UPDATE millesime.operation SET record = jsonb_set (kept, '{faces,0,after,labels,cs21}', '\"unheard of\"')",
    "UPDATE millesime.operation SET record = jsonb_set (kept, '{operation,id}', '2')",
  };
  g_autofree char *mine = NULL;
  MlsStore *ada, *bob;
  Crew crew;

  crew_begin (&crew, &cluster, "record");
  mine = crew_clone (&crew, "bob.gpkg", "tester");
  ada = crew_open (crew.first);
  bob = crew_open (mine);
  crew_recode (ada, "ada", "change", 8, 1);
  crew_recode (bob, "bob", "change", 20, 1);
  g_assert_cmpuint (crew_push (ada).n_pushed, ==, 1);
  cluster_exec (&cluster, "record", "ALTER TABLE millesime.operation ADD kept jsonb; UPDATE millesime.operation SET kept = record");
  for (gsize i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      cluster_exec (&cluster, "record", wrongs[i]);
      refuse_pull (bob, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED);
    }

  cluster_exec (&cluster, "record", "UPDATE millesime.operation SET record = kept");
  g_assert_cmpuint (crew_push (bob).n_pushed, ==, 1);
  crew_pull (ada);
  crew_same (ada, bob);
  crew_close (ada);
  crew_close (bob);
  crew_end (&crew);
}

/* The server ends while it takes the third of five. */
static gpointer
kill_when_asleep (gpointer data)
{
  gboolean asleep = FALSE;

  while (!asleep)
    {
      g_autofree char *n = cluster_ask (&cluster, "killed", "SELECT count (*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");

      asleep = !g_str_equal (n, "0");
    }
  cluster_kill (&cluster);

  return NULL;
}

static void
test_killed (void)
{
  g_autofree char *mine = NULL;
  g_autofree char *left = NULL;
  g_autoptr (GThread) killer = NULL;
  MlsStore *ada, *bob;
  Crew crew;

  crew_begin (&crew, &cluster, "killed");
  mine = crew_clone (&crew, "bob.gpkg", "tester");
  ada = crew_open (crew.first);
  bob = crew_open (mine);
  for (gint64 face = 1; face <= 5; face++)
    crew_recode (ada, "ada", "change", face, 1);
  cluster_exec (&cluster, "killed",
                "CREATE FUNCTION wait () RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep (600); RETURN NEW; END $$; "
                "CREATE TRIGGER wait BEFORE INSERT ON millesime.operation FOR EACH ROW WHEN (NEW.id = 6) EXECUTE FUNCTION wait ()");

  killer = g_thread_new ("killer", kill_when_asleep, NULL);
  refuse_push (ada, MLS_TEAM_ERROR_LOST);
  g_thread_join (g_steal_pointer (&killer));
  refuse_push (ada, MLS_TEAM_ERROR_UNREACHABLE);

  cluster_start (&cluster);
  left = cluster_ask (&cluster, "killed", "SELECT count (*) || ' ' || (SELECT head FROM millesime.shared) FROM millesime.operation");
  g_assert_cmpstr (left, ==, "0 3");
  cluster_exec (&cluster, "killed", "DROP TRIGGER wait ON millesime.operation");
  g_assert_cmpuint (crew_push (ada).n_pushed, ==, 5);
  g_assert_cmpuint (crew_pull (bob).n_taken, ==, 5);
  crew_same (ada, bob);
  crew_close (ada);
  crew_close (bob);
  crew_end (&crew);
}

/* The line breaks when all has arrived, before anybody hears of it; meanwhile another one pushes. */
static void
test_unheard (void)
{
  g_autofree char *address = NULL;
  g_autofree char *mine = NULL;
  g_autofree char *n = NULL;
  g_autoptr (GError) error = NULL;
  MlsTeamPush pushed;
  MlsStore *ada, *bob;
  Relay *relay;
  Crew crew;

  crew_begin (&crew, &cluster, "unheard");
  relay = relay_new (&cluster);
  address = relay_address (relay, "unheard", "tester");
  mine = crew_file (&crew, "bob.gpkg");
  mls_team_clone (address, mine, &error);
  g_assert_no_error (error);
  ada = crew_open (crew.first);
  bob = crew_open (mine);
  for (gint64 face = 1; face <= 3; face++)
    crew_recode (bob, "bob", "change", face, 1);
  relay_break (relay);
  refuse_push (bob, MLS_TEAM_ERROR_LOST);

  crew_recode (bob, "bob", "change", 20, 1);
  crew_recode (ada, "ada", "change", 30, 1);
  g_assert_cmpuint (crew_push (ada).n_pushed, ==, 1);
  mls_team_push (bob, NULL, &pushed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pushed.pulled.n_taken, ==, 4);
  g_assert_cmpuint (pushed.pulled.own.n_known, ==, 3);
  g_assert_cmpuint (pushed.n_pushed, ==, 1);
  crew_pull (ada);
  crew_same (ada, bob);
  n = cluster_ask (&cluster, "unheard", "SELECT count (*) FROM millesime.operation");
  g_assert_cmpstr (n, ==, "5");
  crew_close (ada);
  crew_close (bob);
  relay_free (relay);
  crew_end (&crew);
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);

  if (!cluster_begin (&cluster))
    return cluster_skip ();

  g_test_add_func ("/team/trouble/address", test_address);
  g_test_add_func ("/team/trouble/password", test_password);
  g_test_add_func ("/team/trouble/other", test_other);
  g_test_add_func ("/team/trouble/create", test_create);
  g_test_add_func ("/team/trouble/tampered", test_tampered);
  g_test_add_func ("/team/trouble/record", test_record);
  g_test_add_func ("/team/trouble/killed", test_killed);
  g_test_add_func ("/team/trouble/unheard", test_unheard);

  result = g_test_run ();
  cluster_end (&cluster);

  return result;
}
