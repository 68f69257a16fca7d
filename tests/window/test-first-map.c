/* A project from nothing: the assistant, page by page, by hand. */

#include "editor.h"
#include "wait.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define RING(x0, y0, x1, y1) \
  "\"POLYGON ((70" #x0 " 660" #y0 ", 70" #x1 " 660" #y0 ", 70" #x1 " 660" #y1 ", 70" #x0 " 660" #y1 ", 70" #x0 " 660" #y0 "))\""

typedef struct
{
  char       *folder;
  char       *project;
  MlsScreen  *screen;
  MlsProgram *program;
} Fixture;

static void
write_text (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *binary = g_test_build_filename (G_TEST_BUILT, "..", "src", "millesime", NULL);
  const char *argv[] = { binary, "--language=en", "--author", "operator", NULL };

  fixture->folder = g_dir_make_tmp ("first-XXXXXX", NULL);
  fixture->project = g_build_filename (fixture->folder, "limit.gpkg", NULL);
  write_text (fixture, "limit.csv", "WKT,id\n" RING (0000, 0000, 0200, 0200) ",1\n");
  write_text (fixture, "batiment.csv", "WKT,id\n" RING (0010, 0010, 0020, 0020) ",1\n" RING (0050, 0010, 0054, 0020) ",2\n");
  write_text (fixture, "troncon_de_route.csv", "WKT,LARGEUR\n\"LINESTRING (700000 6600100, 700200 6600100)\",6\n");
  fixture->screen = mls_screen_open ();
  fixture->program = mls_program_start (fixture->screen, argv);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "limit.csv", "batiment.csv", "troncon_de_route.csv", "limit.gpkg" };

  g_assert_cmpint (mls_program_close (fixture->program), ==, 0);
  mls_program_free (fixture->program);
  mls_screen_free (fixture->screen);
  if (g_file_test (fixture->project, G_FILE_TEST_EXISTS))
    mls_project_file_check (fixture->project);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_unlink (path);
    }

  /* Nothing else is left. */
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->project);
  g_free (fixture->folder);
}

static void
expect (Fixture *fixture, const char *name)
{
  g_object_unref (mls_widget_wait (fixture->program, ATSPI_ROLE_INVALID, name));
}

static gboolean
is_sensitive (gpointer widget)
{
  return mls_widget_has_state (widget, ATSPI_STATE_SENSITIVE);
}

/* Each page says which it is; until it is there its buttons do not answer. */
static void
expect_page (Fixture *fixture, guint page)
{
  g_autofree char *step = g_strdup_printf ("Step %u of 4", page);

  expect (fixture, step);
}

static void
press (Fixture *fixture, const char *name)
{
  AtspiAccessible *button = mls_widget_wait (fixture->program, ATSPI_ROLE_PUSH_BUTTON, name);

  g_assert_true (mls_wait_for (10, is_sensitive, button));
  mls_widget_press (button);
  g_object_unref (button);
}

static void
click_row (Fixture *fixture, const char *name)
{
  AtspiAccessible *row = mls_widget_wait (fixture->program, ATSPI_ROLE_INVALID, name);

  mls_widget_click (fixture->program, row);
  g_object_unref (row);
}

static void
answer_chooser (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  expect (fixture, "Open");
  mls_screen_type (fixture->screen, path);
  mls_screen_key (fixture->screen, "Return");
  mls_widget_wait_gone (fixture->program, ATSPI_ROLE_PUSH_BUTTON, "Open");
}

static void
choose_territory (Fixture *fixture)
{
  click_row (fixture, "New territory…");
  click_row (fixture, "Choose the limit of the territory");
  answer_chooser (fixture, "limit.csv");
  expect (fixture, "limit.csv");
  g_free (mls_screen_save (fixture->screen, "first-territory"));
  press (fixture, "Next");
  expect_page (fixture, 2);
}

static void
add_layer (Fixture *fixture, const char *name, const char *title)
{
  press (fixture, "Add layers…");
  answer_chooser (fixture, name);
  expect (fixture, title);
}

/* The layers are guessed by their names; the project is what the recipe would have made, and opens. */
static void
test_made (Fixture *fixture, gconstpointer data)
{
  g_autofree char *faces = NULL;
  g_autofree char *building = NULL;
  g_autofree char *road = NULL;

  choose_territory (fixture);
  add_layer (fixture, "batiment.csv", "batiment");
  add_layer (fixture, "troncon_de_route.csv", "troncon_de_route");
  g_free (mls_screen_save (fixture->screen, "first-skeleton"));
  press (fixture, "Next");
  expect_page (fixture, 3);
  expect (fixture, "Photos");
  g_free (mls_screen_save (fixture->screen, "first-dates"));
  press (fixture, "Next");
  expect_page (fixture, 4);
  expect (fixture, "What is made");
  g_free (mls_screen_save (fixture->screen, "first-project"));
  press (fixture, "Create");
  expect (fixture, "The first map is made");
  g_free (mls_screen_save (fixture->screen, "first-done"));
  press (fixture, "Done");
  mls_widget_wait_gone (fixture->program, ATSPI_ROLE_PUSH_BUTTON, "Done");
  expect (fixture, "Map");

  faces = mls_project_file_read (fixture->project, "SELECT count(*) FROM coverage");
  g_assert_cmpstr (faces, ==, "4");
  building = mls_project_file_read (fixture->project, "SELECT count(*) FROM vintage WHERE year = strftime ('%Y', 'now')");
  g_assert_cmpstr (building, ==, "1");
  road = mls_project_file_read (fixture->project, "SELECT round (sum (surf_m2)) FROM coverage WHERE surf_m2 = 1200");
  g_assert_cmpstr (road, ==, "1200.0");
}

/* Each page says what is missing, Back keeps what was chosen, and who leaves leaves nothing. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  AtspiAccessible *next;

  click_row (fixture, "New territory…");
  next = mls_widget_wait (fixture->program, ATSPI_ROLE_PUSH_BUTTON, "Next");
  g_assert_false (is_sensitive (next));
  g_object_unref (next);
  click_row (fixture, "Choose the limit of the territory");
  answer_chooser (fixture, "limit.csv");
  press (fixture, "Next");
  expect_page (fixture, 2);
  expect (fixture, "No layer yet");
  press (fixture, "Back");
  expect_page (fixture, 1);
  expect (fixture, "limit.csv");
  mls_screen_key (fixture->screen, "Escape");
  mls_widget_wait_gone (fixture->program, ATSPI_ROLE_PUSH_BUTTON, "Next");
  g_assert_false (g_file_test (fixture->project, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/window/first-map/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("made", test_made);
  ADD ("pages", test_pages);

  return g_test_run ();
}
