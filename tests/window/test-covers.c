/* A map of covers alone, CORINE Land Cover: drawn in, coded, undone and counted as any other, and nothing in the window speaks of
 * uses. */

#include "cli.h"
#include "job.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* Squares of a kilometre, from the south-west, row by row; each a class that 25 ha are enough for. */
#define SIDE    1000
#define WEST    650000
#define SOUTH   6860000
#define COLUMNS 4

static const char *const before[] = { "112", "121", "211", "231", "311", "312", "324", "512", "242", "243", "211", "141" };
static const char *const after[] =  { "112", "121", "112", "231", "311", "324", "324", "512", "242", "243", "211", "142" };

#define CODE_AT_9 "SELECT cs24 FROM coverage WHERE cs18 = '243'"

static char *
write_squares (const char *folder)
{
  g_autoptr (GString) text = g_string_new ("{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
                                           "\"urn:ogc:def:crs:EPSG::2154\"}},\"features\":[");
  char *path = g_build_filename (folder, "squares.geojson", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    {
      guint west = WEST + SIDE * (i % COLUMNS), south = SOUTH + SIDE * (i / COLUMNS);

      g_string_append_printf (text, "%s{\"type\":\"Feature\",\"properties\":{\"cs18\":\"%s\",\"cs24\":\"%s\"},\"geometry\":{"
                              "\"type\":\"Polygon\",\"coordinates\":[[[", i > 0 ? "," : "", before[i], after[i]);
      g_string_append_printf (text, "%1$u,%2$u],[%3$u,%2$u],[%3$u,%4$u],[%1$u,%4$u],[%1$u,%2$u]]]}}", west, south, west + SIDE,
                              south + SIDE);
    }
  g_string_append (text, "]}");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));

  return path;
}

static void
set_up (MlsJob *job, gconstpointer name)
{
  g_autofree char *squares = write_squares (g_get_tmp_dir ());
  MlsGround centre;
  double scale;

  job->path = g_build_filename (g_get_tmp_dir (), "covers.gpkg", NULL);
  g_remove (job->path);
  mls_cli_run ("new", job->path, "--nomenclature", "clc", "--author", "operator", NULL);
  mls_cli_run ("import", job->path, squares, "--author", "operator", NULL);
  mls_job_start (job);
  mls_editor_read_view (job->editor, &centre, &scale);
}

static void
set_up_french (MlsJob *job, gconstpointer name)
{
  mls_editor_speak ("fr");
  set_up (job, name);
}

static MlsGround
middle_of (guint square)
{
  return (MlsGround){ WEST + SIDE * (square % COLUMNS) + SIDE / 2.0, SOUTH + SIDE * (square / COLUMNS) + SIDE / 2.0 };
}

/* As a label or a name of anything, at the beginning or after another word. */
static void
expect_no_use (MlsJob *job, const char *const *words)
{
  g_autofree char *tree = mls_widget_describe (mls_editor_get_program (job->editor));

  for (; *words != NULL; words++)
    if (strstr (tree, *words) != NULL)
      g_error ("The window speaks of uses, as “%s” (%s), in\n%s", *words, mls_screen_save (job->screen, "covers-use"), tree);
}

static const char *const english[] = { "\"Use\"", "\"Uses\"", "No use", "cover and use", "\"Pairs\"", "Use wrong", "Use: type it", NULL };
static const char *const french[] = { "\"Usage\"", "\"Usages\"", "usage choisi", "couvert et usage", "\"Couples\"", "Usage faux", NULL };

/* Coded by its three digits, by a favourite that the nomenclature brings along, and divided. */
static void
test_edit (MlsJob *job, gconstpointer data)
{
  const MlsGround across[2] = { { WEST + 1.3 * SIDE, SOUTH + 3.1 * SIDE }, { WEST + 1.6 * SIDE, SOUTH + 1.9 * SIDE } };
  int n = mls_job_count_operations (job);

  mls_editor_wait_label (job->editor, "2024 · change · cover");
  expect_no_use (job, english);
  mls_screen_key (job->screen, "v");
  mls_editor_click (job->editor, 0, middle_of (9));
  mls_screen_type (job->screen, "231");
  mls_job_expect_last (job, "recode", n + 1);
  mls_job_expect_value (job, "231", CODE_AT_9);
  mls_job_save_picture (job, "covers");
  expect_no_use (job, english);
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_value (job, "243", CODE_AT_9);

  mls_screen_key (job->screen, "F3");
  mls_job_expect_value (job, "121", CODE_AT_9);
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_value (job, "243", CODE_AT_9);

  mls_screen_key (job->screen, "Escape");
  mls_screen_key (job->screen, "l");
  mls_screen_type (job->screen, "312");
  mls_editor_draw (job->editor, 0, across);
  mls_job_expect_value (job, "split", "SELECT verb FROM operation ORDER BY id DESC LIMIT 1");
  mls_job_expect_value (job, "1", "SELECT count (*) FROM coverage WHERE cs18 = '243' AND cs24 = '312'");
}

/* What is counted, drawn as a sample and gone through is of covers. */
static void
test_windows (MlsJob *job, gconstpointer data)
{
  mls_screen_key (job->screen, "Control_L+h");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Whole History…");
  expect_no_use (job, english);
  mls_screen_key (job->screen, "Escape");
  mls_wait_idle (0.3);

  mls_job_choose (job, "Quality control", "Draw a sample…");
  mls_editor_wait_label (job->editor, "To be drawn: ");
  mls_job_save_picture (job, "covers-sample");
  expect_no_use (job, english);
  mls_job_press (job, "Cancel");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, "Draw");
  mls_wait_idle (0.3);

  mls_job_choose (job, "Project", "Nomenclature…");
  g_object_unref (mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, "English label"));
  mls_job_save_picture (job, "covers-nomenclature");
  expect_no_use (job, english);
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, "English label");

  mls_screen_key (job->screen, "Control_L+m");
  g_object_unref (mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_INVALID, "Level 1"));
  mls_job_save_picture (job, "covers-matrix");
  expect_no_use (job, english);
}

/* The whole trade */

static char *
beside (MlsJob *job, const char *ending)
{
  g_autofree char *stem = g_strndup (job->path, strlen (job->path) - strlen (".gpkg"));

  return g_strconcat (stem, ending, NULL);
}

static void
expect_in (const char *path, const char *expected, const char *sql)
{
  g_autofree char *value = NULL;

  if (mls_project_file_comes_to (path, sql, expected))
    return;

  value = mls_project_file_read (path, sql);
  g_error ("“%s”, not “%s”: %s", value, expected, sql);
}

/* Drawn as it is told beforehand, one region of each square and class. */
static void
draw_sample (MlsJob *job, const char *sample)
{
  g_remove (sample);
  mls_job_choose (job, "Quality control", "Draw a sample…");
  mls_editor_wait_label (job->editor, "To be drawn: ");
  mls_job_press (job, "Draw");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Judge It");
  mls_job_save_picture (job, "covers-drawn");
  expect_no_use (job, english);
  mls_job_press (job, "Judge It");
  mls_editor_wait_label (job->editor, "Unit 1 ·");
}

/* A wrong code and what is there instead, then a key for each good one; a key for uses says that there are none. */
static void
judge_sample (MlsJob *job, const char *sample)
{
  g_autofree char *count = mls_project_file_read (sample, "SELECT count (*) FROM unit");
  g_autofree char *cover = mls_project_file_read (sample, "SELECT cover FROM unit WHERE id = 1");
  guint n_units = (guint) g_ascii_strtoull (count, NULL, 10);

  mls_job_save_picture (job, "covers-unit");
  expect_no_use (job, english);
  mls_screen_key (job->screen, "m");
  mls_editor_wait_label (job->editor, "Draw what was left out");
  mls_editor_wait_label (job->editor, "Something left out");
  mls_job_save_picture (job, "covers-omission");
  expect_no_use (job, english);
  mls_screen_key (job->screen, "m");
  expect_in (sample, "0", "SELECT count (*) FROM controle WHERE omission");
  mls_screen_key (job->screen, "u");
  mls_editor_wait_label (job->editor, "This map has covers alone");
  mls_screen_key (job->screen, "Return");
  mls_editor_wait_label (job->editor, "Something is still to be said: it is right (O), or the cover is wrong (E)");
  mls_screen_key (job->screen, "e");
  mls_screen_type (job->screen, g_str_equal (cover, "512") ? "211" : "512");
  mls_screen_key (job->screen, "Return");
  mls_editor_wait_label (job->editor, "Unit 2 ·");
  expect_in (sample, g_str_equal (cover, "512") ? "211" : "512", "SELECT code_remplac FROM controle WHERE unite = 1");
  for (guint unit = 2; unit <= n_units; unit++)
    {
      g_autofree char *in_hand = g_strdup_printf ("Unit %u ·", unit);

      mls_editor_wait_label (job->editor, in_hand);
      mls_screen_key (job->screen, "o");
    }
  expect_in (sample, "1", "SELECT count (*) FROM controle WHERE etat_code = 'erreur'");
  expect_in (sample, "0", "SELECT count (*) FROM controle WHERE etat_autre <> 'noverif'");
  expect_in (sample, "0", "SELECT count (*) FROM controle WHERE controleur IS NULL");
  mls_job_save_picture (job, "covers-judged");
  expect_no_use (job, english);
}

static void
look_at_accuracy (MlsJob *job)
{
  mls_job_press (job, "What the sample says of the map");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Report as PDF…");
  mls_job_save_picture (job, "covers-accuracy");
  expect_no_use (job, english);
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, "Report as PDF…");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Leave the sample");
  mls_editor_wait_label (job->editor, "2024 · change · cover");
}

/* What became of what, of covers. */
static void
compare_dates (MlsJob *job)
{
  mls_screen_key (job->screen, "Control_L+m");
  g_object_unref (mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_INVALID, "Level 1"));
  mls_job_save_picture (job, "covers-compared");
  expect_no_use (job, english);
}

static gboolean
may_deliver (gpointer user_data)
{
  MlsJob *job = user_data;
  g_autoptr (GObject) button = G_OBJECT (mls_widget_find (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, "Deliver"));

  return button != NULL && mls_widget_has_state (ATSPI_ACCESSIBLE (button), ATSPI_STATE_SENSITIVE);
}

/* The columns are those of covers, and each product that there is is one of them. */
static void
deliver (MlsJob *job)
{
  g_autofree char *data = NULL;
  g_autofree char *folder = NULL;
  AtspiAccessible *entry;

  mls_job_choose (job, "Deliveries and reports", "Deliver the map…");
  entry = mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, "New folder");
  folder = mls_widget_get_text (entry);
  g_object_unref (entry);
  mls_editor_wait_label (job->editor, "Not conform, for ");
  mls_job_save_picture (job, "covers-deliver");
  expect_no_use (job, english);
  mls_editor_click_widget (job->editor, ATSPI_ROLE_CHECK_BOX, "Deliver it all the same");
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, may_deliver, job));
  mls_job_press (job, "Deliver");
  mls_editor_wait_label (job->editor, "The map is delivered");
  mls_job_save_picture (job, "covers-delivered");
  expect_no_use (job, english);
  data = g_strdup_printf ("%s/%s.gpkg", folder, strrchr (folder, '/') + 1);
  expect_in (data, "0", "SELECT count (*) FROM pragma_table_info ('multidate') WHERE name GLOB 'us*'");
  expect_in (data, "2", "SELECT count (*) FROM pragma_table_info ('multidate') WHERE name GLOB 'cs*'");
}

/* A map of covers goes all the way: a sample is drawn and judged, its figures looked at, two dates compared, the map handed
 * over. */
static void
test_trade (MlsJob *job, gconstpointer data)
{
  g_autofree char *sample = beside (job, "-cover-2024.controle.gpkg");

  draw_sample (job, sample);
  judge_sample (job, sample);
  look_at_accuracy (job);
  deliver (job);
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, "The map is delivered");
  compare_dates (job);
}

static void
test_french (MlsJob *job, gconstpointer data)
{
  g_autofree char *sample = beside (job, ".controle.gpkg");

  mls_editor_wait_label (job->editor, "2024 · évolution · couvert");
  mls_screen_key (job->screen, "v");
  mls_editor_click (job->editor, 0, middle_of (9));
  mls_wait_idle (0.5);
  mls_job_save_picture (job, "covers");
  expect_no_use (job, french);

  g_remove (sample);
  mls_cli_run ("sample", job->path, "--dimension=cover", "--vintage=24", "--seed=7", "--blind", "-o", sample, NULL);
  mls_editor_judge (job->editor, job->path, sample, NULL);
  mls_editor_wait_label (job->editor, "Unité 1 ·");
  mls_screen_type (job->screen, "112");
  expect_in (sample, "1", "SELECT count (*) FROM controle WHERE unite = 1 AND etat_code <> 'noverif'");
  mls_screen_key (job->screen, "u");
  mls_editor_wait_label (job->editor, "Cette carte n’a que des couverts");
  mls_job_save_picture (job, "covers-blind");
  expect_no_use (job, french);
}

/* A nomenclature as nobody should make one */

#define N_CLASSES 2000
#define LONG_CODE "a-code-that-somebody-thought-should-explain-itself"

/* Labels of 300 letters, from right to left, and of pictures. */
static char *
write_hostile (const char *folder)
{
  g_autoptr (GString) text = g_string_new ("code,level,parent,label_fr,label_en,colour,minimum_m2,family\n");
  g_autofree char *letters = g_strnfill (300, 'm');
  char *dir = g_build_filename (folder, "hostile", NULL);
  g_autofree char *about = g_build_filename (dir, "about.csv", NULL);
  g_autofree char *cover = g_build_filename (dir, "cover.csv", NULL);

  g_mkdir (dir, 0777);
  g_string_append_printf (text, LONG_CODE ",1,,%1$s,%1$s,#204060,,\n", letters);
  g_string_append (text, "rtl,1,,أرض زراعية <b>&amp; غابة,أرض زراعية <b>&amp; غابة,#806040,,\nface,1,,🌾🌲🏚️,🌾🌲🏚️,#40a040,,\n");
  for (guint i = 0; i < N_CLASSES; i++)
    g_string_append_printf (text, "z%04u,1,,Classe %u,Class %u,#%06x,,\n", i, i, i, i * 8000 & 0xffffff);
  g_assert_true (g_file_set_contents (about, "key,value\nname,hostile\n", -1, NULL));
  g_assert_true (g_file_set_contents (cover, text->str, -1, NULL));

  return dir;
}

static void
set_up_hostile (MlsJob *job, gconstpointer name)
{
  g_autofree char *hostile = write_hostile (g_get_tmp_dir ());
  g_autofree char *squares = write_squares (g_get_tmp_dir ());
  MlsGround centre;
  double scale;

  job->path = g_build_filename (g_get_tmp_dir (), "hostile.gpkg", NULL);
  g_remove (job->path);
  mls_cli_run ("new", job->path, "--nomenclature", hostile, "--author", "operator", NULL);
  mls_cli_run ("import", job->path, squares, "--author", "operator", NULL);
  mls_job_start (job);
  mls_editor_read_view (job->editor, &centre, &scale);
}

static void
find_class (MlsJob *job, const char *code)
{
  AtspiAccessible *search = mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_INVALID, "Find a class");

  mls_widget_click (mls_editor_get_program (job->editor), search);
  mls_screen_key (job->screen, "Control_L+a");
  mls_screen_type (job->screen, code);
  mls_editor_wait_label (job->editor, code);
  g_object_unref (search);
}

/* The editor holds what it is given, its window stays on the screen, the map keeps its room, and the last of all classes is found and changed. */
static void
test_hostile (MlsJob *job, gconstpointer data)
{
  g_autoptr (GObject) dialog = NULL;
  g_autofree AtspiRect *box = NULL;
  cairo_rectangle_int_t map;

  mls_editor_get_map (job->editor, 0, &map);
  g_assert_cmpint (map.width, >, 880);
  mls_job_choose (job, "Project", "Nomenclature…");
  g_object_unref (mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, "English label"));
  mls_job_save_picture (job, "covers-hostile");
  find_class (job, "rtl");
  mls_job_save_picture (job, "covers-hostile-rtl");
  find_class (job, LONG_CODE);
  mls_job_save_picture (job, "covers-hostile-long");
  dialog = G_OBJECT (mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_FRAME, "Nomenclature"));
  box = atspi_component_get_extents (ATSPI_COMPONENT (dialog), ATSPI_COORD_TYPE_WINDOW, NULL);
  g_assert_cmpint (box->width, <=, 1000);

  find_class (job, "z1999");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_TEXT, "English label");
  mls_screen_key (job->screen, "Control_L+a");
  mls_screen_type (job->screen, "The last");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_value (job, "The last", "SELECT label_en FROM cover WHERE code = 'z1999' AND until IS NULL");
}

#define ADD(name, set_up, func) g_test_add ("/window/covers/" name, MlsJob, "covers", set_up, func, mls_job_tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  GDALAllRegister ();
  mls_driver_init (&argc, &argv);

  ADD ("edit", set_up, test_edit);
  ADD ("windows", set_up, test_windows);
  ADD ("trade", set_up, test_trade);
  ADD ("hostile", set_up_hostile, test_hostile);
  ADD ("french", set_up_french, test_french);

  return g_test_run ();
}
