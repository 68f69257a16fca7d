/* Projects made in the window: from a layer of another program, and the demo territory. */

#include "editor.h"
#include "wait.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* Layers are tables whose first column is the geometry; such a table tells no reference system, and
 * Lambert-93 is what the window proposes. */
#define WEST "\"POLYGON ((700000 6600000, 700100 6600000, 700100 6600100, 700000 6600100))\""
#define EAST "\"POLYGON ((700100 6600000, 700200 6600000, 700200 6600100, 700100 6600100))\""

#define N_FACES "SELECT count(*) FROM coverage"

typedef struct
{
  char       *folder;
  char       *layer;
  char       *project;
  MlsScreen  *screen;
  MlsProgram *program;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *binary = g_test_build_filename (G_TEST_BUILT, "..", "src", "millesime", NULL);
  g_autofree char *settings = g_build_filename (g_get_user_config_dir (), "glib-2.0", "settings", "keyfile", NULL);
  const char *argv[] = { binary, "--language=en", "--author", "operator", NULL };

  /* Nothing was open the last time. */
  g_unlink (settings);

  fixture->folder = g_dir_make_tmp ("new-XXXXXX", NULL);
  fixture->layer = g_build_filename (fixture->folder, "layer.csv", NULL);
  fixture->project = g_build_filename (fixture->folder, "layer.gpkg", NULL);
  fixture->screen = mls_screen_open ();
  fixture->program = mls_program_start (fixture->screen, argv);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (mls_program_close (fixture->program), ==, 0);
  mls_program_free (fixture->program);
  mls_screen_free (fixture->screen);
  if (g_file_test (fixture->project, G_FILE_TEST_EXISTS))
    mls_project_file_check (fixture->project);
  g_unlink (fixture->project);
  g_unlink (fixture->layer);

  /* Nothing else is left. */
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->project);
  g_free (fixture->layer);
  g_free (fixture->folder);
}

static void
expect (Fixture *fixture, const char *name)
{
  g_object_unref (mls_widget_wait (fixture->program, ATSPI_ROLE_INVALID, name));
}

static void
press (Fixture *fixture, const char *name)
{
  mls_widget_press_named (fixture->program, ATSPI_ROLE_PUSH_BUTTON, name);
}

static void
click_row (Fixture *fixture, const char *name)
{
  AtspiAccessible *row = mls_widget_wait (fixture->program, ATSPI_ROLE_INVALID, name);

  mls_widget_click (fixture->program, row);
  g_object_unref (row);
}

/* As far as the form, filled with the layer. */
static void
choose_layer (Fixture *fixture, const char *text)
{
  g_assert_true (g_file_set_contents (fixture->layer, text, -1, NULL));
  click_row (fixture, "New from a layer…");
  mls_widget_choose_file (fixture->program, fixture->layer);
  expect (fixture, "Vintages");
  g_free (mls_screen_save (fixture->screen, "new-form"));
}

/* The project is in the window, which listens to nobody while the dialog is still there. */
static void
finish (Fixture *fixture)
{
  press (fixture, "Done");
  mls_widget_wait_gone (fixture->program, ATSPI_ROLE_PUSH_BUTTON, "Done");
  expect (fixture, "Map");
}

static void
test_layer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *count = NULL;
  g_autofree char *code = NULL;

  choose_layer (fixture, "WKT,cs21,us21\n" WEST ",CS6.3.0,US1.1.3\n" EAST ",CS6.1.1,US1.1.1\n");
  press (fixture, "Create");
  expect (fixture, "2 faces imported");
  g_free (mls_screen_save (fixture->screen, "new-done"));
  finish (fixture);

  count = mls_project_file_read (fixture->project, N_FACES);
  g_assert_cmpstr (count, ==, "2");
  code = mls_project_file_codes (fixture->project, (MlsGround){ 700050, 6600050 }, "21");
  g_assert_cmpstr (code, ==, "CS6.3.0 US1.1.3");
}

/* Polygons that do not fit: said with their place, and nothing is made; unless they are to be put
 * right, each such repair in the report. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  choose_layer (fixture, "WKT,cs21\n" WEST ",CS6.3.0\n" WEST ",CS6.1.1\n");
  press (fixture, "Create");
  expect (fixture, "No project was made");
  expect (fixture, "700000 6600000");
  g_free (mls_screen_save (fixture->screen, "new-refused"));

  press (fixture, "Back");
  press (fixture, "Create");
  press (fixture, "Put right");
  expect (fixture, "1 face imported");
  expect (fixture, "Repairs");
  g_free (mls_screen_save (fixture->screen, "new-put-right"));
  finish (fixture);
}

/* Columns that nobody could guess: the choice lies open, and until it is made nothing else can be done. */
static void
test_unguessed (Fixture *fixture, gconstpointer data)
{
  AtspiAccessible *create;
  AtspiAccessible *cover;
  g_autofree char *count = NULL;
  g_autofree char *vintage = NULL;
  g_autofree char *code = NULL;

  choose_layer (fixture, "WKT,what\n" WEST ",CS6.3.0\n" EAST ",CS6.1.1\n");
  create = mls_widget_wait (fixture->program, ATSPI_ROLE_PUSH_BUTTON, "Create");
  g_assert_false (mls_widget_has_state (create, ATSPI_STATE_SENSITIVE));

  cover = mls_widget_wait (fixture->program, ATSPI_ROLE_COMBO_BOX, "Cover");
  mls_widget_click (fixture->program, cover);
  for (int i = 0; i < 2; i++)
    mls_screen_key (fixture->screen, "Down");
  g_free (mls_screen_save (fixture->screen, "new-columns"));
  mls_screen_key (fixture->screen, "Return");
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, mls_widget_is_sensitive, create));
  g_free (mls_screen_save (fixture->screen, "new-picked"));
  g_object_unref (cover);
  g_object_unref (create);

  press (fixture, "Create");
  expect (fixture, "2 faces imported");
  finish (fixture);
  count = mls_project_file_read (fixture->project, N_FACES);
  g_assert_cmpstr (count, ==, "2");
  vintage = mls_project_file_read (fixture->project, "SELECT code FROM vintage");
  code = mls_project_file_codes (fixture->project, (MlsGround){ 700050, 6600050 }, vintage);
  g_assert_cmpstr (code, ==, "CS6.3.0 ");
}

/* Given up while it runs: the form is there again, and no file. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("WKT,cs21\n");

  for (int y = 0; y < 30000; y += 100)
    for (int x = 0; x < 30000; x += 100)
      g_string_append_printf (text, "\"POLYGON ((%d %d, %d %d, %d %d, %d %d))\",CS6.3.0\n", x, y, x + 100, y, x + 100,
                              y + 100, x, y + 100);
  choose_layer (fixture, text->str);
  press (fixture, "Create");
  expect (fixture, "Making the project");
  press (fixture, "Cancel");

  /* A page that another one covers is told as visible; what comes back with the form is its button. */
  expect (fixture, "Create");
  g_assert_false (g_file_test (fixture->project, G_FILE_TEST_EXISTS));

  press (fixture, "Cancel");
  mls_widget_wait_gone (fixture->program, ATSPI_ROLE_INVALID, "Vintages");
}

/* A file that came to be while the name was being looked at is nobody's to be written over. */
static void
test_taken (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  choose_layer (fixture, "WKT,cs21\n" WEST ",CS6.3.0\n");
  g_assert_true (g_file_set_contents (fixture->project, "mine", -1, NULL));
  press (fixture, "Create");
  expect (fixture, "There is a file of that name already.");
  g_assert_true (g_file_get_contents (fixture->project, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  g_unlink (fixture->project);
  mls_screen_key (fixture->screen, "Escape");
  mls_widget_wait_gone (fixture->program, ATSPI_ROLE_INVALID, "Vintages");
}

/* The making of the demo does not hold up the window, and can be given up; one that is there is
 * opened. */
static void
test_demo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "millesime", "demo", NULL);
  g_autofree char *project = g_build_filename (folder, "demo.gpkg", NULL);
  g_autofree char *made = NULL;

  click_row (fixture, "Demo territory");
  expect (fixture, "Making the demo territory");
  g_free (mls_screen_save (fixture->screen, "new-demo"));
  press (fixture, "Cancel");
  mls_widget_wait_gone (fixture->program, ATSPI_ROLE_INVALID, "Making the demo territory");
  g_assert_false (g_file_test (project, G_FILE_TEST_EXISTS));

  made = mls_editor_make_project ("kept");
  g_assert_cmpint (g_rename (made, project), ==, 0);
  click_row (fixture, "Demo territory");
  expect (fixture, "Map");
}

/* The tutorial begins on the demo, which is there already. */
static void
test_tutorial (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "millesime", "demo", NULL);
  g_autofree char *project = g_build_filename (folder, "demo.gpkg", NULL);
  g_autofree char *made = mls_editor_make_project ("taught");

  g_mkdir_with_parents (folder, 0755);
  g_assert_cmpint (g_rename (made, project), ==, 0);
  click_row (fixture, "Ten-minute tutorial");
  expect (fixture, "Map");
  expect (fixture, "Skip");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/new-project/layer", Fixture, NULL, set_up, test_layer, tear_down);
  g_test_add ("/window/new-project/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/window/new-project/unguessed", Fixture, NULL, set_up, test_unguessed, tear_down);
  g_test_add ("/window/new-project/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/window/new-project/taken", Fixture, NULL, set_up, test_taken, tear_down);
  g_test_add ("/window/new-project/demo", Fixture, NULL, set_up, test_demo, tear_down);
  g_test_add ("/window/new-project/tutorial", Fixture, NULL, set_up, test_tutorial, tear_down);

  return g_test_run ();
}
