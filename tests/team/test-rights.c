/* What somebody may do is enforced by the database itself: by which of its functions it lets them call, and by locks. */

#include "crew.h"
#include "store/decision.h"
#include "store/error.h"
#include "store/set-aside.h"
#include "team/connection.h"
#include "team/error.h"
#include "team/team.h"

#include <locale.h>
#include <string.h>

static Cluster cluster;

/* Everybody who works on one project. */
typedef struct
{
  Crew      crew;
  MlsStore *ada;  /* an interpreter */
  MlsStore *bob;  /* another one */
  MlsStore *stew; /* a steward */
  MlsStore *carl; /* a controller */
  MlsStore *rita; /* who reads */
} Office;

static MlsStore *
hire (const Office *office, const char *name, const char *role)
{
  g_autofree char *sql = g_strdup_printf ("CREATE ROLE %s_%s LOGIN; GRANT %s_%s TO %s_%s", name, office->crew.database,
                                          office->crew.database, role, name, office->crew.database);
  g_autofree char *user = g_strdup_printf ("%s_%s", name, office->crew.database);
  g_autofree char *file = g_strdup_printf ("%s.gpkg", name);
  g_autofree char *path = NULL;

  cluster_exec (&cluster, office->crew.database, sql);
  path = crew_clone (&office->crew, file, user);

  return crew_open (path);
}

static void
office_begin (Office *office, const char *database)
{
  crew_begin (&office->crew, &cluster, database);
  office->ada = hire (office, "ada", "interpreter");
  office->bob = hire (office, "bob", "interpreter");
  office->stew = hire (office, "stew", "steward");
  office->carl = hire (office, "carl", "controller");
  office->rita = hire (office, "rita", "reader");
}

static void
office_end (Office *office)
{
  crew_close (office->ada);
  crew_close (office->bob);
  crew_close (office->stew);
  crew_close (office->carl);
  crew_close (office->rita);
  crew_end (&office->crew);
}

static void
push (MlsStore *store, guint n)
{
  g_autoptr (GError) error = NULL;
  MlsTeamPush outcome;

  mls_team_push (store, NULL, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.n_pushed, ==, n);
}

static void
pull (MlsStore *store, guint n)
{
  g_autoptr (GError) error = NULL;
  MlsCatchUp outcome;

  mls_team_pull (store, NULL, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.n_taken, ==, n);
}

/* That the database refuses what @store has to push; the message says @text. */
static void
refuse (MlsStore *store, MlsTeamError code, const char *text)
{
  g_autoptr (GError) error = NULL;
  MlsTeamPush outcome;

  g_assert_false (mls_team_push (store, NULL, &outcome, &error));
  g_assert_error (error, MLS_TEAM_ERROR, (int) code);
  g_assert_null (strchr (error->message, '\n'));
  if (strstr (error->message, text) == NULL)
    g_error ("“%s” does not say “%s”", error->message, text);
}

static void
expect_rights (MlsStore *store, MlsTeamRights rights)
{
  g_auto (MlsTeamStatus) status = { 0 };
  g_autoptr (GError) error = NULL;

  mls_team_look (store, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status.rights.changes, ==, rights.changes);
  g_assert_cmpint (status.rights.corrections, ==, rights.corrections);
  g_assert_cmpint (status.rights.verdicts, ==, rights.verdicts);
  g_assert_cmpstr (status.title, ==, "first");
}

static void
accept (MlsStore *store, const char *author)
{
  const MlsDecision decision = { .review = MLS_REVIEW_ACCEPTED,
                                 .place = { QUILT_X + 90000, QUILT_Y + 90000 },
                                 .ground = { .from_vintage = 0, .vintage = 1, .dimension = MLS_DIMENSION_COVER, .area2 = 1000 },
                                 .remark = g_quark_from_string ("as in the photo") };
  const MlsOperationFacts facts = { .author = author, .verb = MLS_VERB_ACCEPT, .decisions = &decision, .n_decisions = 1 };
  g_autoptr (MlsDelta) nothing = mls_delta_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) applied = mls_store_apply (store, nothing, &facts, NULL, &error);

  g_assert_no_error (error);
}

static void
test_rights (void)
{
  Office office;

  office_begin (&office, "rights");
  expect_rights (office.ada, (MlsTeamRights){ TRUE, FALSE, FALSE });
  expect_rights (office.stew, (MlsTeamRights){ TRUE, TRUE, FALSE });
  expect_rights (office.carl, (MlsTeamRights){ FALSE, FALSE, TRUE });
  expect_rights (office.rita, (MlsTeamRights){ FALSE, FALSE, FALSE });

  crew_recode (office.ada, "ada", "change", 8, 1);
  push (office.ada, 1);
  crew_recode (office.ada, "ada", "correction", 9, 1);
  refuse (office.ada, MLS_TEAM_ERROR_ROLE, "Operation 5");

  crew_recode (office.stew, "stew", "correction", 20, 1);
  crew_recode (office.stew, "stew", "change", 21, 1);
  push (office.stew, 2);

  crew_recode (office.carl, "carl", "change", 30, 1);
  refuse (office.carl, MLS_TEAM_ERROR_ROLE, "carl");
  crew_recode (office.rita, "rita", "change", 30, 1);
  refuse (office.rita, MLS_TEAM_ERROR_ROLE, "rita");
  office_end (&office);
}

/* What nobody takes from here is set aside, and the rest goes on. */
static void
test_leave_out (void)
{
  const gint64 lost[] = { 5 }, pushed[] = { 4 };
  g_autoptr (GPtrArray) asides = NULL;
  g_autoptr (GError) error = NULL;
  MlsCatchUp outcome;
  Office office;

  office_begin (&office, "leaving");
  crew_recode (office.ada, "ada", "change", 8, 1);
  push (office.ada, 1);
  crew_recode (office.ada, "ada", "correction", 9, 1);
  crew_recode (office.ada, "ada", "change", 9, 1);
  crew_recode (office.ada, "ada", "change", 20, 1);
  refuse (office.ada, MLS_TEAM_ERROR_ROLE, "Operation 5");
  g_assert_false (mls_store_leave_out (office.ada, pushed, 1, &outcome, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  g_clear_error (&error);

  mls_store_leave_out (office.ada, lost, 1, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.own.n_set_aside, ==, 2);
  g_assert_cmpuint (outcome.own.n_as_is, ==, 1);
  push (office.ada, 1);
  pull (office.rita, 2);
  crew_same (office.ada, office.rita);
  asides = mls_store_list_set_aside (office.ada, NULL);
  g_assert_cmpuint (asides->len, ==, 2);
  office_end (&office);
}

/* Recodes a face at both dates, and says that it was one. */
static void
lie (MlsStore *store, gint64 face)
{
  const MlsOperationFacts facts = { .author = "ada", .verb = "recode", .kind = "change", .vintages = MLS_VINTAGE (0) };
  g_autoptr (MlsFace) before = mls_store_face (store, face, NULL);
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsDelta) applied = NULL;
  const MlsLabel label = { { quilt_code ('c', 1), quilt_code ('u', 2), g_quark_from_string ("1") } };
  const MlsLabel labels[2] = { label, label };

  mls_delta_add (delta, mls_face_ref (before), mls_face_with (before, face, 0, labels, 2));
  applied = mls_store_apply (store, delta, &facts, NULL, NULL);
  g_assert_nonnull (applied);
}

/* What is called a change is one: of one date. */
static void
test_lie (void)
{
  Office office;

  office_begin (&office, "lies");
  lie (office.ada, 8);
  refuse (office.ada, MLS_TEAM_ERROR_ROLE, "a change writes one date");
  office_end (&office);
}

static void
test_verdict (void)
{
  const MlsBox everywhere = { G_MININT64 / 4, G_MININT64 / 4, G_MAXINT64 / 4, G_MAXINT64 / 4 };
  g_autoptr (GArray) decided = NULL;
  const MlsDecision *decision;
  Office office;

  office_begin (&office, "verdicts");
  accept (office.carl, "carl");
  push (office.carl, 1);
  accept (office.ada, "ada");
  refuse (office.ada, MLS_TEAM_ERROR_ROLE, "Operation 5 (Accept a change, ada)");

  pull (office.rita, 1);
  decided = mls_store_decisions_in (office.rita, &everywhere, NULL);
  g_assert_cmpuint (decided->len, ==, 1);
  decision = &g_array_index (decided, MlsDecision, 0);
  g_assert_cmpstr (g_quark_to_string (decision->author), ==, "carl");
  g_assert_cmpstr (g_quark_to_string (decision->remark), ==, "as in the photo");
  g_assert_cmpint (decision->ground.area2, ==, 1000);
  g_assert_cmpint (decision->place.x, ==, QUILT_X + 90000);
  office_end (&office);
}

/* What @user types into psql. */
static void
refuse_sql (const Office *office, const char *name, const char *sql)
{
  g_autofree char *user = g_strdup_printf ("%s_%s", name, office->crew.database);
  g_autofree char *address = cluster_address (&cluster, office->crew.database, user);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsConnection) connection = mls_connection_open (address, &error);

  g_assert_no_error (error);
  g_assert_false (mls_connection_exec (connection, sql, &error));
  g_assert_error (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_ROLE);
}

/* Whoever goes past the program meets the same walls. */
static void
test_by_hand (void)
{
  Office office;

  office_begin (&office, "hand");
  refuse_sql (&office, "stew", "DELETE FROM millesime.operation");
  refuse_sql (&office, "stew", "UPDATE millesime.face SET since = 1");
  refuse_sql (&office, "ada", "INSERT INTO millesime.zone_lock (holder, author, zone, since, until) "
                              "SELECT 'x', 'x', geom, now (), now () FROM millesime.face LIMIT 1");
  refuse_sql (&office, "ada", "SELECT millesime.take ('change', 3, '{}')");
  refuse_sql (&office, "ada", "SELECT millesime.write_map ('{}')");
  refuse_sql (&office, "ada", "SELECT millesime.push_correction (3, '{}')");
  refuse_sql (&office, "ada", "SELECT millesime.push_change (3, '{\"operation\": {\"id\": 4, \"kind\": \"correction\"}}')");
  refuse_sql (&office, "carl", "SELECT millesime.push_verdict (3, "
                               "'{\"operation\": {\"id\": 4, \"verb\": \"accept\"}, \"faces\": [{\"fid\": 1}], \"edges\": []}')");
  refuse_sql (&office, "rita", "SELECT millesime.lock_zone ('rita', 'POLYGON ((0 0, 1 0, 1 1, 0 0))', 3)");
  office_end (&office);
}

/* The columns of the quilt from one on; faces are numbered row by row. */
static MlsZone *
columns_new (gint64 first, gint64 n)
{
  const MlsBox box = { QUILT_X + first * crew_quilt.pitch, QUILT_Y, QUILT_X + (first + n) * crew_quilt.pitch,
                       QUILT_Y + 6 * crew_quilt.pitch };

  return mls_zone_new_box (&box);
}

static gint64
lock (MlsStore *store, const char *author, gint64 first, gint64 n)
{
  g_autoptr (MlsZone) zone = columns_new (first, n);
  g_autoptr (GError) error = NULL;
  gint64 id;

  mls_team_lock (store, zone, author, 30, &id, &error);
  g_assert_no_error (error);

  return id;
}

static void
refuse_lock (MlsStore *store, gint64 first, gint64 n)
{
  g_autoptr (MlsZone) zone = columns_new (first, n);
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_assert_false (mls_team_lock (store, zone, "bob", 30, &id, &error));
  g_assert_error (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, "ada"));
}

static void
unlock (MlsStore *store, gint64 id, gboolean may)
{
  g_autoptr (GError) error = NULL;
  gboolean done = mls_team_unlock (store, id, &error);

  g_assert_cmpint (done, ==, may);
  if (!may)
    g_assert_error (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_LOCKED);
}

static void
test_lock (void)
{
  g_autoptr (GPtrArray) locks = NULL;
  const MlsZoneLock *held;
  Office office;
  gint64 id;

  office_begin (&office, "locks");
  id = lock (office.ada, "ada", 0, 2);
  locks = mls_team_list_locks (office.bob, NULL);
  g_assert_cmpuint (locks->len, ==, 1);
  held = g_ptr_array_index (locks, 0);
  g_assert_cmpstr (held->author, ==, "ada");
  g_assert_false (held->is_own);
  g_assert_cmpint (g_str_has_prefix (held->zone, "POLYGON((600000 6700000"), ==, TRUE);

  refuse_lock (office.bob, 1, 2);
  lock (office.bob, "bob", 2, 2);

  crew_recode (office.bob, "bob", "change", 1, 1);
  refuse (office.bob, MLS_TEAM_ERROR_LOCKED, "ada (");
  crew_recode (office.ada, "ada", "change", 1, 2);
  crew_recode (office.stew, "stew", "correction", 6, 1);
  push (office.ada, 1);
  push (office.stew, 1);

  unlock (office.bob, id, FALSE);
  unlock (office.stew, id, TRUE);
  unlock (office.stew, id, FALSE);
  office_end (&office);
}

/* A lock that is over is none, and one that is opened lets through what waited. */
static void
test_open_lock (void)
{
  Office office;
  gint64 id;

  office_begin (&office, "open");
  lock (office.ada, "ada", 0, 1);
  id = lock (office.ada, "ada", 5, 1);
  crew_recode (office.bob, "bob", "change", 1, 1);
  refuse (office.bob, MLS_TEAM_ERROR_LOCKED, "ada (");
  cluster_exec (&cluster, "open", "UPDATE millesime.zone_lock SET until = now () - interval '1 minute' WHERE id = 1");
  push (office.bob, 1);

  crew_recode (office.bob, "bob", "change", 6, 1);
  refuse (office.bob, MLS_TEAM_ERROR_LOCKED, "ada (");
  unlock (office.ada, id, TRUE);
  push (office.bob, 1);
  office_end (&office);
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

  g_test_add_func ("/team/rights/rights", test_rights);
  g_test_add_func ("/team/rights/leave-out", test_leave_out);
  g_test_add_func ("/team/rights/lie", test_lie);
  g_test_add_func ("/team/rights/verdict", test_verdict);
  g_test_add_func ("/team/rights/by-hand", test_by_hand);
  g_test_add_func ("/team/rights/lock", test_lock);
  g_test_add_func ("/team/rights/open-lock", test_open_lock);

  result = g_test_run ();
  cluster_end (&cluster);

  return result;
}
