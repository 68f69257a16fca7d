/* Another program has changed the project: that is said, with what came of it, and is in the history. */

#include "cli.h"
#include "job.h"
#include "wait.h"

#include <gdal.h>
#include <locale.h>
#include <string.h>

/* Two faces too small for what they are made. */
#define SPOIL                                                                                      \
  "UPDATE coverage SET cs24 = 'CS3.1.1', us24 = 'US7.0.0' WHERE fid IN (SELECT fid FROM coverage " \
  "WHERE cs24 = 'CS1.1.1' AND cs21 = 'CS1.1.1' AND surf_m2 < 120 ORDER BY fid LIMIT 2)"
#define COMMENT "UPDATE coverage SET comment24 = 'vu' WHERE fid IN (SELECT fid FROM coverage ORDER BY fid LIMIT 3)"

#define STATES "SELECT group_concat (state) FROM remark"

/* As QGIS adds one to the layer of remarks. */
static void
add_remark (MlsJob *job, MlsGround place)
{
  const double metres[] = { place.east, place.north };
  g_autoptr (GString) sql = g_string_new ("INSERT INTO remark (geom, vintage, cover, use, comment, author) VALUES "
                                          "(X'475000016A0800000101000000");

  for (gsize i = 0; i < sizeof metres; i++)
    g_string_append_printf (sql, "%02X", ((const guint8 *) metres)[i]);
  g_string_append (sql, "', '24', 'CS6.1.1', 'US1.1.1', 'un pré', 'Noé')");
  mls_project_file_execute (job->path, sql->str);
}

/* What is spoilt is listed, and its operation shown; the next time it is no news. */
static void
test_broken (MlsJob *job, gconstpointer data)
{
  g_autofree char *again = NULL;

  mls_project_file_execute (job->path, SPOIL);
  mls_job_start (job);
  mls_editor_wait_label (job->editor, "Another program has changed 2 polygons: ");
  again = mls_editor_read_label (job->editor, "Another program has changed 2 polygons: ");
  g_assert_nonnull (strstr (again, "broken there"));
  mls_job_save_picture (job, "foreign-broken");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Show the edit");
  mls_editor_wait_label (job->editor, "Edit of another program");
  mls_wait_idle (1);
  mls_job_save_picture (job, "foreign-history");

  mls_job_stop (job);
  mls_job_start (job);
  mls_job_wait_list (job);
  mls_wait_idle (2);
  g_clear_pointer (&again, g_free);
  again = mls_editor_read_label (job->editor, "Another program has changed 2");
  g_assert_null (again);
}

/* Nobody does anything here: what is done there shows all the same, and what was noticed there comes into the queue. */
static void
test_meanwhile (MlsJob *job, gconstpointer data)
{
  mls_job_wait_list (job);
  mls_project_file_execute (job->path, COMMENT);
  add_remark (job, job->sides[0]);
  mls_editor_wait_label (job->editor, "Another program has changed 3 polygons: the rules are kept there\n"
                                      "Remarks: 1 point is in the correction queue now");
  mls_job_save_picture (job, "foreign-remark");
  mls_job_expect_value (job, "queued", STATES);
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "List what is found");
  mls_job_wait_list (job);
  mls_wait_idle (1);
  mls_job_save_picture (job, "foreign-queue");
}

static void
split_field (MlsJob *job)
{
  mls_screen_key (job->screen, "l");
  mls_screen_type (job->screen, "611111");
  mls_editor_draw (job->editor, 0, job->line);
}

/* What the other program says of a field that was divided here while it held that, it may have said of all of it. */
static void
test_overtaken (MlsJob *job, gconstpointer data)
{
  g_autofree char *fid = NULL;
  g_autofree char *listed = NULL;
  int n = mls_job_count_operations (job);

  mls_job_wait_list (job);
  split_field (job);
  mls_job_expect_last (job, "split", n + 1);
  mls_project_file_execute (job->path, "UPDATE coverage SET comment24 = 'vu' WHERE fid IN (SELECT fid FROM coverage_history WHERE until = "
                                       "(SELECT max (id) FROM operation) AND surf_m2 > (SELECT surf_m2 + 100 FROM coverage WHERE "
                                       "fid = coverage_history.fid))");
  mls_editor_wait_label (job->editor, "Another program has changed 1 polygon: the rules are kept there\n"
                                      "1 of them had been edited here shortly before: look at it");
  mls_job_save_picture (job, "foreign-overtaken");
  mls_job_expect_value (job, "1", "SELECT count (*) FROM finding WHERE rule = 'foreign-overtaken'");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "List what is found");
  fid = mls_project_file_read (job->path, "SELECT fid FROM finding WHERE rule = 'foreign-overtaken'");
  listed = g_strdup_printf ("Face %s was edited here shortly before another program changed it", fid);
  mls_editor_wait_label (job->editor, listed);
  mls_job_save_picture (job, "foreign-overtaken-list");
}

/* While the other program holds the file nothing is lost: that is said, and the line can be given again once it has let go. */
static void
test_held (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);
  GDALDatasetH file = GDALOpenEx (job->path, GDAL_OF_VECTOR | GDAL_OF_UPDATE, NULL, NULL, NULL);

  mls_job_wait_list (job);
  g_assert_cmpint (GDALDatasetStartTransaction (file, FALSE), ==, OGRERR_NONE);
  GDALDatasetExecuteSQL (file, COMMENT, NULL, NULL);
  split_field (job);
  mls_editor_wait_label (job->editor, "“foreign.gpkg” is being written by another program");
  mls_job_save_picture (job, "foreign-held");
  g_assert_cmpint (mls_job_count_operations (job), ==, n);

  g_assert_cmpint (GDALDatasetCommitTransaction (file), ==, OGRERR_NONE);
  GDALClose (file);
  mls_editor_wait_label (job->editor, "Another program has changed 3 polygons: the rules are kept there");
  mls_job_save_picture (job, "foreign-let-go");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "split", n + 2);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/foreign/broken", MlsJob, "foreign", mls_job_set_up_closed, test_broken, mls_job_tear_down);
  g_test_add ("/window/foreign/meanwhile", MlsJob, "foreign", mls_job_set_up, test_meanwhile, mls_job_tear_down);
  g_test_add ("/window/foreign/overtaken", MlsJob, "foreign", mls_job_set_up, test_overtaken, mls_job_tear_down);
  g_test_add ("/window/foreign/held", MlsJob, "foreign", mls_job_set_up, test_held, mls_job_tear_down);

  return g_test_run ();
}
