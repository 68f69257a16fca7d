/* A project that a team shares: what others have pushed is pulled, and what is drawn here is pushed, from the menu. */

#include "job.h"

#include "cluster.h"
#include "team/team.h"

#include <gdal.h>
#include <locale.h>

static Cluster cluster;

/* The projects of the job and of somebody else, shared through a database. */
static char *
share (MlsJob *job, const char *database)
{
  g_autofree char *address = cluster_address (&cluster, database, "tester");
  g_autofree char *folder = g_path_get_dirname (job->path);
  g_autofree char *name = g_strconcat (database, ".gpkg", NULL);
  char *other = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  MlsStore *store = mls_store_open (job->path, MLS_STORE_READ_WRITE, &error);

  g_assert_no_error (error);
  cluster_make (&cluster, database);
  mls_team_create (store, address, &error);
  g_assert_no_error (error);
  mls_store_close (store, &error);
  g_assert_no_error (error);
  mls_team_clone (address, other, &error);
  g_assert_no_error (error);

  return other;
}

/* Somebody else says something of a face. */
static void
remark (MlsStore *store)
{
  const MlsOperationFacts facts = { .author = "other", .verb = "note", .kind = "change", .vintages = MLS_VINTAGE (1) };
  g_autoptr (MlsFace) before = mls_store_face (store, 1, NULL);
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsDelta) applied = NULL;
  MlsLabel labels[2] = { before->labels[0], before->labels[1] };

  labels[1].field[MLS_FIELD_COMMENT] = g_quark_from_string ("seen by another");
  mls_delta_add (delta, mls_face_ref (before), mls_face_with (before, before->id, 0, labels, 2));
  applied = mls_store_apply (store, delta, &facts, NULL, NULL);
  g_assert_nonnull (applied);
}

/* Somebody else exchanges with the team. Returns how much came from there. */
static guint
push_other (const char *path, gboolean remarks)
{
  g_autoptr (GError) error = NULL;
  MlsStore *store = mls_store_open (path, MLS_STORE_READ_WRITE, &error);
  MlsTeamPush outcome;

  g_assert_no_error (error);
  if (remarks)
    remark (store);
  mls_team_push (store, NULL, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.n_pushed, ==, remarks ? 1 : 0);
  mls_store_close (store, &error);
  g_assert_no_error (error);

  return outcome.pulled.n_taken;
}

static void
draw (MlsJob *job)
{
  int n = mls_job_count_operations (job);

  mls_screen_key (job->screen, "F3");
  mls_editor_draw (job->editor, 0, job->line);
  mls_job_expect_last (job, "split", n + 1);
}

static void
test_exchange (MlsJob *job, gconstpointer data)
{
  g_autofree char *other = share (job, "exchanged");

  push_other (other, TRUE);
  mls_job_start (job);
  mls_job_choose (job, NULL, "Pull from the team");
  mls_editor_wait_label (job->editor, "From the team: 1 · to the team: 0");
  mls_job_save_picture (job, "team-pulled");
  mls_job_expect_value (job, "1", "SELECT count (*) FROM coverage WHERE comment24 = 'seen by another'");

  draw (job);
  mls_job_choose (job, NULL, "Push to the team");
  mls_editor_wait_label (job->editor, "From the team: 0 · to the team: 1");
  g_assert_cmpuint (push_other (other, FALSE), ==, 1);
}

/* The server is gone: one line, and the project is there as it was. */
static void
test_gone (MlsJob *job, gconstpointer data)
{
  g_autofree char *other = share (job, "gone");
  g_autofree char *text = g_strdup_printf ("No project is shared through “gone@%s”", cluster.folder);

  mls_job_start (job);
  cluster_exec (&cluster, "gone", "DROP SCHEMA millesime CASCADE");
  mls_job_choose (job, NULL, "Push to the team");
  mls_editor_wait_label (job->editor, text);
  mls_job_save_picture (job, "team-gone");
  draw (job);
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();
  if (!cluster_begin (&cluster))
    return cluster_skip ();

  g_test_add ("/window/team/exchange", MlsJob, "team-exchange", mls_job_set_up_closed, test_exchange, mls_job_tear_down);
  g_test_add ("/window/team/gone", MlsJob, "team-gone", mls_job_set_up_closed, test_gone, mls_job_tear_down);

  result = g_test_run ();
  cluster_end (&cluster);

  return result;
}
