/* A map is handed over as a hand does it: looked at, what bars it gone to, delivered all the same, and what keeps it from
 * being delivered told. */

#include "job.h"
#include "wait.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>

#define FOLDER "New folder"
#define VERDICT "Not conform, for "

static AtspiAccessible *
wait_for (MlsJob *job, AtspiRole role, const char *name)
{
  return mls_widget_wait (mls_editor_get_program (job->editor), role, name);
}

static void
press (MlsJob *job, AtspiRole role, const char *name)
{
  AtspiAccessible *widget = wait_for (job, role, name);

  mls_widget_press (widget);
  g_object_unref (widget);
}

static void
click (MlsJob *job, AtspiRole role, const char *name)
{
  AtspiAccessible *widget = wait_for (job, role, name);

  mls_widget_click (mls_editor_get_program (job->editor), widget);
  g_object_unref (widget);
}

static void
open_dialog (MlsJob *job)
{
  mls_job_choose (job, "Deliveries and reports", "Deliver the map…");
  mls_editor_wait_label (job->editor, VERDICT);
}

static void
set_text (MlsJob *job, const char *entry, const char *text)
{
  AtspiAccessible *widget = wait_for (job, ATSPI_ROLE_TEXT, entry);

  mls_widget_set_text (widget, text);
  g_object_unref (widget);
}

static char *
get_text (MlsJob *job, const char *entry)
{
  AtspiAccessible *widget = wait_for (job, ATSPI_ROLE_TEXT, entry);
  char *text = mls_widget_get_text (widget);

  g_object_unref (widget);

  return text;
}

static gboolean
may_deliver (MlsJob *job)
{
  AtspiAccessible *widget = wait_for (job, ATSPI_ROLE_PUSH_BUTTON, "Deliver");
  gboolean may = mls_widget_has_state (widget, ATSPI_STATE_SENSITIVE);

  g_object_unref (widget);

  return may;
}

static void
expect_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_test_message ("%s is missing", path);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static gint64
count_features (const char *folder, const char *name, const char *layer)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GDALDatasetH dataset = GDALOpenEx (path, GDAL_OF_VECTOR, NULL, NULL, NULL);
  gint64 n;

  g_assert_nonnull (dataset);
  n = OGR_L_GetFeatureCount (GDALDatasetGetLayerByName (dataset, layer), TRUE);
  GDALClose (dataset);

  return n;
}

/* What is proposed is beside the project and new; nothing goes out that is not conform, unless somebody says so. */
static void
test_all_the_same (MlsJob *job, gconstpointer data)
{
  g_autofree char *folder = NULL;

  open_dialog (job);
  mls_job_save_picture (job, "deliver");
  g_assert_false (may_deliver (job));
  folder = get_text (job, FOLDER);
  g_assert_true (g_str_has_suffix (folder, "-delivery-1"));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  click (job, ATSPI_ROLE_CHECK_BOX, "Deliver it all the same");
  mls_wait_idle (0.3);
  g_assert_true (may_deliver (job));
  set_text (job, FOLDER, "nowhere");
  mls_wait_idle (0.3);
  g_assert_false (may_deliver (job));
  set_text (job, FOLDER, folder);
  mls_wait_idle (0.3);
  click (job, ATSPI_ROLE_CHECK_BOX, "Cover, date by date");
  mls_job_save_picture (job, "deliver-chosen");
  press (job, ATSPI_ROLE_PUSH_BUTTON, "Deliver");
  mls_editor_wait_label (job->editor, "The map is delivered");
  mls_job_save_picture (job, "delivered");
  expect_file (folder, "metadata.xml");
  expect_file (folder, "styles/cs_24.qml");
  g_assert_cmpint (count_features (folder, "deliver-delivery-1.gpkg", "multidate"), >, 100);
  press (job, ATSPI_ROLE_PUSH_BUTTON, "Close");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, FOLDER);
}

/* Numbers and areas are behind the name. */
static void
click_reason (MlsJob *job, const char *prefix)
{
  MlsProgram *program = mls_editor_get_program (job->editor);
  g_autoptr (GPtrArray) rows = mls_widget_find_all (program, ATSPI_ROLE_LIST_ITEM, NULL);
  gboolean clicked = FALSE;

  for (guint i = 0; i < rows->len && !clicked; i++)
    {
      AtspiAccessible *row = g_ptr_array_index (rows, i);
      g_autofree char *name = atspi_accessible_get_name (row, NULL);

      clicked = name != NULL && g_str_has_prefix (name, prefix);
      if (clicked)
        mls_widget_click (program, row);
    }
  g_assert_true (clicked);
  mls_widget_wait_gone (program, ATSPI_ROLE_TEXT, FOLDER);
}

/* Each reason leads to what it is of: findings of one rule, or dates. */
static void
test_reasons (MlsJob *job, gconstpointer data)
{
  mls_job_wait_list (job);
  open_dialog (job);
  click_reason (job, "Doubts: ");
  mls_editor_wait_label (job->editor, "A doubt in 2021 without a comment");
  mls_job_save_picture (job, "deliver-findings");

  open_dialog (job);
  click_reason (job, "2021 is still worked on");
  mls_editor_wait_label (job->editor, "Add a date");
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, "Add a date");
}

static void
test_refused (MlsJob *job, gconstpointer data)
{
  g_autofree char *above = g_path_get_dirname (job->path);
  g_autofree char *missing = g_build_filename (above, "missing.csv", NULL);

  open_dialog (job);
  click (job, ATSPI_ROLE_CHECK_BOX, "Deliver it all the same");
  mls_wait_idle (0.3);
  set_text (job, FOLDER, above);
  mls_wait_idle (0.3);
  press (job, ATSPI_ROLE_PUSH_BUTTON, "Deliver");
  mls_editor_wait_label (job->editor, "Nothing was delivered");
  mls_editor_wait_label (job->editor, "“");
  mls_job_save_picture (job, "deliver-refused");
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, "Nothing was delivered");
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, FOLDER);
}

/* Of the longest words. */
static void
test_french (MlsJob *job, gconstpointer data)
{
  mls_job_choose (job, "Livraisons et rapports", "Livrer la carte…");
  mls_editor_wait_label (job->editor, "Non conforme, pour 2 motifs");
  mls_job_save_picture (job, "deliver-french");
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, "Non conforme, pour 2 motifs");
}

#define ADD(name, func) \
  g_test_add ("/window/deliver/" name, MlsJob, "deliver", mls_job_set_up, func, mls_job_tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  ADD ("all-the-same", test_all_the_same);
  ADD ("reasons", test_reasons);
  ADD ("refused", test_refused);

  g_test_add ("/window/deliver/french", MlsJob, "deliver", mls_job_set_up_french, test_french, mls_job_tear_down);

  return g_test_run ();
}
