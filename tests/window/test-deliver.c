/* A map is handed over as a hand does it: looked at, what bars it gone to, delivered all the same, and what keeps it from
 * being delivered told. */

#include "job.h"
#include "wait.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "New folder"
#define CHOOSE_ZONES "Choose… A layer of areas, such as communes"
#define NAMES "Names of columns, a CSV with ours,theirs"
#define ZONES_TOLD "What comes of these areas"
#define VERDICT "Not conform, for "

static AtspiAccessible *
wait_for (MlsJob *job, AtspiRole role, const char *name)
{
  return mls_widget_wait (mls_editor_get_program (job->editor), role, name);
}

static void
press (MlsJob *job, AtspiRole role, const char *name)
{
  mls_widget_press_named (mls_editor_get_program (job->editor), role, name);
}

static void
click (MlsJob *job, AtspiRole role, const char *name)
{
  AtspiAccessible *widget = wait_for (job, role, name);

  mls_widget_reach (mls_editor_get_program (job->editor), widget);
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

static gboolean
can_deliver (gpointer job)
{
  return may_deliver (job);
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

/* Files beside the project */

static char *
dup_beside (MlsJob *job, const char *name)
{
  g_autofree char *above = g_path_get_dirname (job->path);

  return g_build_filename (above, name, NULL);
}

static char *
write_beside (MlsJob *job, const char *name, const char *text)
{
  char *path = dup_beside (job, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

static void
read_extent (MlsJob *job, double *west, double *south, double *east, double *north)
{
  g_autofree char *extent = mls_project_file_read (
    job->path, "SELECT printf ('%d %d %d %d', min_x, min_y, max_x, max_y) FROM gpkg_contents WHERE table_name = 'coverage'");

  g_assert_cmpint (sscanf (extent, "%lf %lf %lf %lf", west, south, east, north), ==, 4);
}

/* Squares over the territory, as a layer that tells no reference system: so many to a side, named by two fields. */
static char *
write_communes (MlsJob *job, guint n)
{
  g_autoptr (GString) text = g_string_new ("WKT,insee,nom\n");
  double west, south, east, north;

  read_extent (job, &west, &south, &east, &north);
  for (guint i = 0; i < n * n; i++)
    {
      int x = (int) (west + (east - west) * (i % n) / n), y = (int) (south + (north - south) * (i / n) / n);
      int x1 = (int) (west + (east - west) * (i % n + 1) / n), y1 = (int) (south + (north - south) * (i / n + 1) / n);

      g_string_append_printf (text, "\"POLYGON ((%d %d, %d %d, %d %d, %d %d, %d %d))\",6%04u,Saint-Martin/%u\n", x, y, x1, y, x1, y1, x,
                              y1, x, y, i, i);
    }

  return write_beside (job, "communes.csv", text->str);
}

/* Asking */

static void
choose_format (MlsJob *job, guint down)
{
  click (job, ATSPI_ROLE_COMBO_BOX, "Format");
  mls_wait_idle (0.3);
  for (guint i = 0; i < down; i++)
    mls_screen_key (job->screen, "Down");
  mls_screen_key (job->screen, "Return");
  mls_wait_idle (0.3);
}

/* Files are looked for beside the project. */
static void
cut_by (MlsJob *job, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *here = g_build_filename (".", name, NULL);

  click (job, ATSPI_ROLE_PUSH_BUTTON, CHOOSE_ZONES);
  mls_widget_choose_file (mls_editor_get_program (job->editor), here);
  mls_editor_wait_label (job->editor, "communes.csv");
  mls_editor_wait_label (job->editor, "Field with their names");
}

static void
consent (MlsJob *job)
{
  click (job, ATSPI_ROLE_CHECK_BOX, "Deliver it all the same");
  mls_wait_idle (0.3);
}

static void
leave (MlsJob *job)
{
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, FOLDER);
}

#define N_COMMUNES 4

static void
choose_products (MlsJob *job)
{
  click (job, ATSPI_ROLE_CHECK_BOX, "All dates in one layer");
  mls_editor_wait_label (job->editor, "Choose what is handed over.");
  g_assert_false (may_deliver (job));
  click (job, ATSPI_ROLE_CHECK_BOX, "Cover, date by date");
  click (job, ATSPI_ROLE_LIST_ITEM, "Which dates");
  mls_wait_idle (0.5);
  click (job, ATSPI_ROLE_CHECK_BOX, "2024");
  click (job, ATSPI_ROLE_CHECK_BOX, "2021");
  mls_editor_wait_label (job->editor, "Choose a date.");
  click (job, ATSPI_ROLE_CHECK_BOX, "2024");
  mls_wait_idle (0.3);
  mls_job_save_picture (job, "deliver-dates");
}

/* The names of zones are in the first of its fields, which is not the one that looks like names. */
static void
choose_zones (MlsJob *job, const char *communes)
{
  cut_by (job, communes);
  click (job, ATSPI_ROLE_COMBO_BOX, "Field with their names");
  mls_wait_idle (0.3);
  mls_job_save_picture (job, "deliver-zones");
  mls_screen_key (job->screen, "Home");
  mls_screen_key (job->screen, "Down");
  mls_screen_key (job->screen, "Return");
}

static void
deliver (MlsJob *job, const char *picture)
{
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, can_deliver, job));
  press (job, ATSPI_ROLE_PUSH_BUTTON, "Deliver");
  mls_editor_wait_label (job->editor, "The map is delivered");
  mls_job_save_picture (job, picture);
  leave (job);
}

/* One product, one date, in pieces that are called by the field that was chosen. */
static void
expect_delivery (const char *folder)
{
  g_autofree char *metadata = g_build_filename (folder, "metadata.xml", NULL);
  g_autofree char *text = NULL;

  for (int i = 0; i < N_COMMUNES; i++)
    {
      g_autofree char *inside = g_strdup_printf ("6%04d/couvert.shp", i);

      expect_file (folder, inside);
      g_assert_cmpint (count_features (folder, inside, "couvert"), >, 0);
    }
  g_assert_true (g_file_get_contents (metadata, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "<gco:CharacterString>Oise &amp; &lt;Aisne&gt;<"));
  g_assert_nonnull (strstr (text, "<gmd:organisationName>"));
  g_assert_null (strstr (text, "cs_21"));
}

static void
expect_text (MlsJob *job, const char *entry, const char *expected)
{
  g_autofree char *text = get_text (job, entry);

  g_assert_cmpstr (text, ==, expected);
}

/* Behind the last dash of a folder is its number. */
static char *
dup_next (const char *folder)
{
  const char *number = strrchr (folder, '-') + 1;

  return g_strdup_printf ("%.*s%d", (int) (number - folder), folder, atoi (number) + 1);
}

/* The next delivery begins with what was chosen for the last, in a program that was started anew, but for what is not there
 * any more; what bars the map is told again. */
static void
expect_recalled (MlsJob *job, const char *first, const char *communes, const char *names)
{
  g_autofree char *second = dup_next (first);
  g_autofree char *third = dup_next (second);

  mls_job_stop (job);
  mls_job_start (job);
  open_dialog (job);
  mls_editor_wait_label (job->editor, "communes.csv");
  mls_job_save_picture (job, "deliver-recalled");
  expect_text (job, FOLDER, second);
  expect_text (job, NAMES, names);
  expect_text (job, "Title", "Oise & <Aisne>");
  g_assert_false (may_deliver (job));
  consent (job);
  deliver (job, "delivered-recalled");
  expect_delivery (second);

  g_assert_cmpint (g_unlink (communes), ==, 0);
  g_assert_cmpint (g_unlink (names), ==, 0);
  open_dialog (job);
  expect_text (job, FOLDER, third);
  expect_text (job, NAMES, "");
  g_object_unref (wait_for (job, ATSPI_ROLE_PUSH_BUTTON, CHOOSE_ZONES));
  consent (job);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, can_deliver, job));
  leave (job);
}

/* What was asked for is what is there, and what is asked for the next time. */
static void
test_choices (MlsJob *job, gconstpointer data)
{
  g_autofree char *communes = write_communes (job, 2);
  g_autofree char *names = write_beside (job, "names.csv", "ours,theirs\ncs_24,couvert\ncode,code_du_couvert\nlabel,code_du_couvert_en_clair\n");
  g_autofree char *folder = NULL;

  open_dialog (job);
  folder = get_text (job, FOLDER);
  consent (job);
  choose_products (job);
  set_text (job, NAMES, names);
  choose_format (job, 1);
  mls_editor_wait_label (job->editor, "couvert: there is no room for the name of “code”");
  choose_zones (job, communes);
  set_text (job, "Title", "Oise & <Aisne>");
  set_text (job, "Organisation that hands it over", "Région");
  mls_wait_idle (0.3);
  click (job, ATSPI_ROLE_TEXT, "Title");
  mls_job_save_picture (job, "deliver-metadata");
  deliver (job, "deliver-cut");
  expect_delivery (folder);

  expect_recalled (job, folder, communes, names);
}

/* Two squares of 200 m that have 30 by 30 m in common. */
static char *
write_overlapping (MlsJob *job)
{
  g_autoptr (GString) text = g_string_new ("WKT,insee,nom\n");
  double west, south, east, north;

  read_extent (job, &west, &south, &east, &north);
  for (int i = 0; i < 2; i++)
    {
      int x = (int) west + 50 + 170 * i, y = (int) south + 50 + 170 * i;

      g_string_append_printf (text, "\"POLYGON ((%d %d, %d %d, %d %d, %d %d, %d %d))\",6000%d,%s\n", x, y, x + 200, y, x + 200, y + 200, x,
                              y + 200, x, y, i, i == 0 ? "Nord" : "Sud");
    }

  return write_beside (job, "communes.csv", text->str);
}

/* What comes of zones is told as soon as they are chosen, by the names of the field that is chosen. */
static void
test_overlap (MlsJob *job, gconstpointer data)
{
  g_autofree char *communes = write_overlapping (job);
  AtspiAccessible *row;

  open_dialog (job);
  cut_by (job, communes);
  mls_editor_wait_label (job->editor, "Ground that two zones claim goes with the first: “Nord” and “Sud” (900\u00a0m²)\n");
  row = wait_for (job, ATSPI_ROLE_LIST_ITEM, ZONES_TOLD);
  mls_widget_reach (mls_editor_get_program (job->editor), row);
  mls_job_save_picture (job, "deliver-overlap");
  click (job, ATSPI_ROLE_COMBO_BOX, "Field with their names");
  mls_wait_idle (0.3);
  mls_screen_key (job->screen, "Home");
  mls_screen_key (job->screen, "Down");
  mls_screen_key (job->screen, "Return");
  mls_editor_wait_label (job->editor, "Ground that two zones claim goes with the first: “60000” and “60001” (900\u00a0m²)\n");
  press (job, ATSPI_ROLE_PUSH_BUTTON, "Leave it out");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LIST_ITEM, ZONES_TOLD);
  g_object_unref (row);
  leave (job);
}

/* Who gives up has nothing, and may choose again. */
static void
test_cancelled (MlsJob *job, gconstpointer data)
{
  g_autofree char *communes = write_communes (job, 20);
  g_autofree char *above = g_path_get_dirname (job->path);
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  open_dialog (job);
  folder = get_text (job, FOLDER);
  consent (job);
  cut_by (job, communes);
  press (job, ATSPI_ROLE_PUSH_BUTTON, "Deliver");
  mls_editor_wait_label (job->editor, "Delivering the map");
  mls_job_save_picture (job, "delivering");
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, "Delivering the map");
  g_assert_true (may_deliver (job));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  dir = g_dir_open (above, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, ".millesime-making-"));
  leave (job);
}

static void
expect_refused (MlsJob *job, const char *reason)
{
  mls_editor_wait_label (job->editor, reason);
  g_assert_false (may_deliver (job));
}

/* What cannot be is said where it is asked for, before anybody waits: a place, names, a file that is none. */
static void
test_refused (MlsJob *job, gconstpointer data)
{
  g_autofree char *above = g_path_get_dirname (job->path);
  g_autofree char *in_file = g_build_filename (job->path, "lot", NULL);
  g_autofree char *missing = dup_beside (job, "missing.csv");
  g_autofree char *absent = write_beside (job, "absent.csv", "ours,theirs\ncs99,couvert\n");
  g_autofree char *twice = write_beside (job, "twice.csv", "ours,theirs\ncs24,couvert\nus24,COUVERT\n");
  g_autofree char *folder = NULL;

  open_dialog (job);
  folder = get_text (job, FOLDER);
  consent (job);
  set_text (job, FOLDER, "");
  expect_refused (job, "Say where the new folder is to be.");
  set_text (job, FOLDER, above);
  expect_refused (job, "“");
  set_text (job, FOLDER, job->path);
  expect_refused (job, "“");
  set_text (job, FOLDER, in_file);
  expect_refused (job, "“");
  mls_job_save_picture (job, "deliver-refused");
  set_text (job, FOLDER, folder);
  mls_wait_idle (0.3);
  g_assert_true (may_deliver (job));

  set_text (job, NAMES, missing);
  expect_refused (job, "Failed to open file");
  set_text (job, NAMES, absent);
  expect_refused (job, "The mapping names “cs99”, which is no column or layer of this delivery");
  set_text (job, NAMES, twice);
  expect_refused (job, "Two columns or layers would be called “COUVERT”");
  set_text (job, NAMES, "");
  mls_wait_idle (0.3);
  g_assert_true (may_deliver (job));

  click (job, ATSPI_ROLE_PUSH_BUTTON, CHOOSE_ZONES);
  mls_widget_choose_file (mls_editor_get_program (job->editor), absent);
  mls_editor_wait_label (job->editor, "absent.csv");
  mls_wait_idle (0.5);
  mls_job_save_picture (job, "deliver-no-zones");
  g_assert_false (may_deliver (job));
  press (job, ATSPI_ROLE_PUSH_BUTTON, "Leave it out");
  mls_wait_idle (0.3);
  g_assert_true (may_deliver (job));
  leave (job);
}

#define LAST \
  "INSERT INTO setting VALUES ('delivery', '[delivery]' || char (10) || 'products=cover;pair;' || char (10) || 'dates=24;' || char (10) || " \
  "'format=shp' || char (10) || 'zones=communes.csv' || char (10) || 'zone-layer=communes' || char (10) || 'by=Région')"

static void
show (MlsJob *job, AtspiRole role, const char *name, const char *picture)
{
  AtspiAccessible *widget = wait_for (job, role, name);

  mls_widget_reach (mls_editor_get_program (job->editor), widget);
  mls_job_save_picture (job, picture);
  g_object_unref (widget);
}

/* Of the longest words, with all there may be. */
static void
test_french (MlsJob *job, gconstpointer data)
{
  g_autofree char *communes = write_overlapping (job);

  mls_project_file_execute (job->path, LAST);
  mls_job_choose (job, "Livraisons et rapports", "Livrer la carte…");
  mls_editor_wait_label (job->editor, "Non conforme, pour 2 motifs");
  mls_job_save_picture (job, "deliver-french");
  mls_editor_wait_label (job->editor, "Le terrain commun à deux zones va à la première\u00a0: «\u00a0Nord\u00a0» et «\u00a0Sud\u00a0» (900\u00a0m²)\n");
  show (job, ATSPI_ROLE_LIST_ITEM, "Ce que donne ce découpage", "deliver-french-zones");
  show (job, ATSPI_ROLE_TEXT, "Titre", "deliver-french-metadata");
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
  ADD ("choices", test_choices);
  ADD ("overlap", test_overlap);
  ADD ("cancelled", test_cancelled);
  ADD ("refused", test_refused);

  g_test_add ("/window/deliver/french", MlsJob, "deliver", mls_job_set_up_french, test_french, mls_job_tear_down);

  return g_test_run ();
}
