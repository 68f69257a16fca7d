/* A project from nothing: the assistant, page by page, by hand; what is dropped on it, what a recipe brings, and leaving. */

#include "editor.h"
#include "wait.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <unistd.h>
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

/* A road layer and a column that are not there any more, and what only a recipe can say. */
static const char recipe[] =
  "[project]\nvintages = 2021; 2024\nleast_uncoded = 5\n"
  "[territory]\nfile = limit.csv\nwhere = id = '1'\ncrs = EPSG:2154\n"
  "[skeleton roads]\nfile = gone.csv\ncover = CS1.1.2\nwidth = 6\n"
  "[skeleton houses]\nfile = batiment.csv\ncrs = EPSG:2154\ncover = CS1.1.1\nvintages = 2024\n"
  "[coverage]\nfile = old.csv\ncrs = EPSG:2154\nmap = cs24=lost\n";

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
  write_text (fixture, "old.csv", "WKT,what,remark\n" RING (0000, 0000, 0200, 0100) ",CS6.3.0,as it was\n"
                                  RING (0000, 0100, 0200, 0200) ",CS9.9.9,\n");
  write_text (fixture, "recipe.ini", recipe);
  fixture->screen = mls_screen_open ();
  fixture->program = mls_program_start (fixture->screen, argv);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "limit.csv",  "batiment.csv", "troncon_de_route.csv", "old.csv", "recipe.ini",
                                       "limit.gpkg", "limit.ini",    "ortho_2019.tif", "ortho_2024.tif" };

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

/* Each page says which it is; until it is there its buttons do not answer. */
static void
expect_page (Fixture *fixture, guint page)
{
  g_autofree char *step = g_strdup_printf ("Step %u of 5", page);

  expect (fixture, step);
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

static void
answer_chooser (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  mls_widget_choose_file (fixture->program, path);
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
  press (fixture, "Next");
  expect_page (fixture, 3);
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
  expect_page (fixture, 4);
  expect (fixture, "Photos");
  g_free (mls_screen_save (fixture->screen, "first-dates"));
  press (fixture, "Next");
  expect_page (fixture, 5);
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
  g_assert_false (mls_widget_is_sensitive (next));
  g_object_unref (next);
  click_row (fixture, "Choose the limit of the territory");
  answer_chooser (fixture, "limit.csv");
  press (fixture, "Next");
  expect_page (fixture, 2);
  press (fixture, "Next");
  expect_page (fixture, 3);
  expect (fixture, "No layer yet");
  press (fixture, "Back");
  expect_page (fixture, 2);
  press (fixture, "Back");
  expect_page (fixture, 1);
  expect (fixture, "limit.csv");
  mls_screen_key (fixture->screen, "Escape");
  mls_widget_wait_gone (fixture->program, ATSPI_ROLE_PUSH_BUTTON, "Next");
  g_assert_false (g_file_test (fixture->project, G_FILE_TEST_EXISTS));
}

static void
expect_value (Fixture *fixture, const char *sql, const char *expected)
{
  g_autofree char *value = mls_project_file_read (fixture->project, sql);

  g_assert_cmpstr (value, ==, expected);
}

static void
create (Fixture *fixture)
{
  press (fixture, "Create");
  expect (fixture, "The first map is made");
  press (fixture, "Done");
  mls_widget_wait_gone (fixture->program, ATSPI_ROLE_PUSH_BUTTON, "Done");
  expect (fixture, "Map");
}

/* Columns of what is there already are chosen by what they hold. */
static void
test_columns (Fixture *fixture, gconstpointer data)
{
  AtspiAccessible *cover;

  click_row (fixture, "New territory…");
  click_row (fixture, "Choose the limit of the territory");
  answer_chooser (fixture, "limit.csv");
  expect (fixture, "limit.csv");
  press (fixture, "Next");
  expect_page (fixture, 2);
  click_row (fixture, "None");
  answer_chooser (fixture, "old.csv");
  expect (fixture, "Each vintage needs a column for the cover or for the use.");

  cover = mls_widget_wait (fixture->program, ATSPI_ROLE_COMBO_BOX, "Cover");
  mls_widget_click (fixture->program, cover);
  for (int i = 0; i < 2; i++)
    mls_screen_key (fixture->screen, "Down");
  mls_screen_key (fixture->screen, "Return");
  g_object_unref (cover);
  expect (fixture, "CS6.3.0, CS9.9.9 · 1 of 2 codes is not known: CS9.9.9");
  g_free (mls_screen_save (fixture->screen, "first-columns"));

  press (fixture, "Next");
  expect_page (fixture, 3);
  press (fixture, "Next");
  expect_page (fixture, 4);
  press (fixture, "Next");
  expect_page (fixture, 5);
  create (fixture);
  expect_value (fixture, "SELECT count(*) FROM coverage WHERE surf_m2 = 20000", "2");
}

/* A recipe is opened; what of it is not there is told where it would stand, one line each; what it says is made. */
static void
test_recipe (Fixture *fixture, gconstpointer data)
{
  g_autofree char *gone = g_build_filename (fixture->folder, "gone.csv", NULL);
  g_autofree char *told = g_strdup_printf ("There is no file “%s”", gone);
  g_autofree char *saved = g_build_filename (fixture->folder, "limit.ini", NULL);
  g_autofree char *text = NULL;

  click_row (fixture, "New territory…");
  press (fixture, "Open a recipe…");
  answer_chooser (fixture, "recipe.ini");
  expect (fixture, "limit.csv");
  press (fixture, "Next");
  expect_page (fixture, 2);
  expect (fixture, "The layer has no column “lost”");
  g_free (mls_screen_save (fixture->screen, "first-recipe"));
  press (fixture, "Leave it out");
  press (fixture, "Next");
  expect_page (fixture, 3);
  expect (fixture, told);
  g_free (mls_screen_save (fixture->screen, "first-recipe-skeleton"));
  press (fixture, "Locate…");
  answer_chooser (fixture, "troncon_de_route.csv");
  expect (fixture, "CS1.1.2 · 6,0\u00a0m");
  press (fixture, "Next");
  expect_page (fixture, 4);
  press (fixture, "Next");
  expect_page (fixture, 5);
  expect (fixture, "CS1.1.1 · 2024");

  press (fixture, "Save the recipe…");
  expect (fixture, "Save");
  mls_screen_key (fixture->screen, "Return");
  mls_widget_wait_gone (fixture->program, ATSPI_ROLE_PUSH_BUTTON, "Save");
  mls_wait_idle (1);
  g_assert_true (g_file_get_contents (saved, &text, NULL, NULL));
  g_assert_cmpstr (text, ==,
                   "[project]\nnomenclature = ocs2d\nvintages = 2021; 2024\nleast_uncoded = 5\n\n"
                   "[territory]\nfile = limit.csv\nlayer = limit\nwhere = id = '1'\ncrs = EPSG:2154\n\n"
                   "[skeleton roads]\nfile = troncon_de_route.csv\nlayer = troncon_de_route\ncrs = EPSG:2154\n"
                   "default_width = 6\ncover = CS1.1.2\n\n"
                   "[skeleton houses]\nfile = batiment.csv\ncrs = EPSG:2154\ncover = CS1.1.1\nvintages = 2024\n");

  create (fixture);
  expect_value (fixture, "SELECT count(*) FROM coverage WHERE cs24 = 'CS1.1.1' AND cs21 IS NULL", "1");
}

/* What is no recipe is said in one line, and nothing is another. */
static void
test_no_recipe (Fixture *fixture, gconstpointer data)
{
  click_row (fixture, "New territory…");
  write_text (fixture, "recipe.ini", "[bones]\nfile = x\n");
  press (fixture, "Open a recipe…");
  answer_chooser (fixture, "recipe.ini");
  expect (fixture, "recipe.ini, [bones]: there is no such part; a recipe has project, territory, skeleton, coverage and photo");
  mls_screen_key (fixture->screen, "Escape");
  mls_widget_wait_gone (fixture->program, ATSPI_ROLE_PUSH_BUTTON, "Next");
}

/* Files dragged from a file manager. */

static void
drop_on (Fixture *fixture, const char *name, const char *widget)
{
  g_autofree char *binary = g_test_build_filename (G_TEST_BUILT, "window", "drag-source", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  const char *argv[] = { binary, path, NULL };
  AtspiAccessible *target = mls_widget_wait (fixture->program, ATSPI_ROLE_INVALID, widget);
  MlsProgram *source;
  cairo_rectangle_int_t from, to;

  /* Where it lies is told by the window in front, which the other program's is next; a page may still slide in. */
  mls_wait_idle (1);
  g_assert_true (mls_widget_get_extents (fixture->program, target, &to));
  source = mls_program_launch (fixture->screen, argv);
  mls_program_meet (source);
  mls_wait_idle (1);
  g_assert_true (mls_program_get_extents (source, &from));
  mls_screen_drag (fixture->screen, from.x + from.width / 2, from.y + from.height / 2, to.x + to.width / 2, to.y + to.height / 2, 1);
  mls_wait_idle (1);
  mls_program_kill (source);
  mls_program_free (source);
  g_object_unref (target);
}

/* A photo of the territory, one pixel a metre. */
static void
write_photo (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "ortho_2019.tif", NULL);
  const char *argv[] = { "gdal_create", "-q", "-of", "GTiff", "-outsize", "200", "200", "-bands", "3", "-burn", "90", "-a_srs",
                         "EPSG:2154", "-a_ullr", "700000", "6600200", "700200", "6600000", path, NULL };
  int status = -1;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

/* Each page takes what is dropped on it: the territory, layers, photos, which are of the date that their name tells. */
static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  write_photo (fixture);
  click_row (fixture, "New territory…");
  drop_on (fixture, "limit.csv", "Choose the limit of the territory");
  expect (fixture, "limit.csv");
  press (fixture, "Next");
  expect_page (fixture, 2);
  press (fixture, "Next");
  expect_page (fixture, 3);
  drop_on (fixture, "troncon_de_route.csv", "No layer yet");
  expect (fixture, "troncon_de_route");
  press (fixture, "Next");
  expect_page (fixture, 4);
  click_row (fixture, "Years");
  mls_screen_key (fixture->screen, "Control_L+a");
  mls_screen_type (fixture->screen, "2019 2024");
  drop_on (fixture, "ortho_2019.tif", "Photos");
  expect (fixture, "ortho_2019.tif");
  g_free (mls_screen_save (fixture->screen, "first-photos"));
  press (fixture, "Next");
  expect_page (fixture, 5);
  create (fixture);
  expect_value (fixture, "SELECT group_concat (vintage) FROM imagery", "19");
}

/* Photos of a recipe that are elsewhere now are located: one by hand, and what moved with it. */
static void
test_lost_photos (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = g_build_filename (fixture->folder, "ortho_2019.tif", NULL);
  g_autofree char *second = g_build_filename (fixture->folder, "ortho_2024.tif", NULL);
  g_autofree char *gone = g_build_filename (fixture->folder, "gone", "ortho_2024.tif", NULL);
  g_autofree char *told = g_strdup_printf ("There is no file “%s”", gone);

  write_photo (fixture);
  g_assert_cmpint (link (first, second), ==, 0);
  write_text (fixture, "recipe.ini",
              "[project]\nvintages = 2019; 2024\n[territory]\nfile = limit.csv\ncrs = EPSG:2154\n"
              "[photo Before]\nfile = gone/ortho_2019.tif\nvintage = 2019\n"
              "[photo Now]\nfile = gone/ortho_2024.tif\nvintage = 2024\n");
  click_row (fixture, "New territory…");
  press (fixture, "Open a recipe…");
  answer_chooser (fixture, "recipe.ini");
  expect (fixture, "limit.csv");
  for (guint page = 2; page <= 4; page++)
    {
      press (fixture, "Next");
      expect_page (fixture, page);
    }
  expect (fixture, told);
  g_free (mls_screen_save (fixture->screen, "first-lost-photos"));
  press (fixture, "Locate…");
  answer_chooser (fixture, "ortho_2019.tif");
  expect (fixture, "ortho_2024.tif");
  mls_widget_wait_gone (fixture->program, ATSPI_ROLE_PUSH_BUTTON, "Locate…");
  press (fixture, "Next");
  expect_page (fixture, 5);
  create (fixture);
  expect_value (fixture, "SELECT group_concat (title || ' ' || uri, ', ') FROM (SELECT * FROM imagery ORDER BY vintage)",
                "Before ortho_2019.tif, Now ortho_2024.tif");
}

/* Given up in the midst of building, by the button and by Esc: nothing is left, and the last page is there again. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("WKT,id\n");

  for (int y = 0; y < 40000; y += 200)
    for (int x = 0; x < 40000; x += 200)
      g_string_append_printf (text, "\"POLYGON ((%d %d, %d %d, %d %d, %d %d))\",1\n", 700000 + x, 6600000 + y, 700090 + x,
                              6600000 + y, 700090 + x, 6600090 + y, 700000 + x, 6600090 + y);
  write_text (fixture, "batiment.csv", text->str);
  write_text (fixture, "limit.csv", "WKT,id\n\"POLYGON ((700000 6600000, 740000 6600000, 740000 6640000, 700000 6640000))\",1\n");
  choose_territory (fixture);
  add_layer (fixture, "batiment.csv", "batiment");
  press (fixture, "Next");
  expect_page (fixture, 4);
  press (fixture, "Next");
  expect_page (fixture, 5);
  press (fixture, "Create");
  expect (fixture, "Making the project");
  press (fixture, "Cancel");
  expect_page (fixture, 5);
  g_assert_false (g_file_test (fixture->project, G_FILE_TEST_EXISTS));

  press (fixture, "Create");
  expect (fixture, "Making the project");
  mls_screen_key (fixture->screen, "Escape");
  mls_widget_wait_gone (fixture->program, ATSPI_ROLE_PUSH_BUTTON, "Cancel");
  g_assert_false (g_file_test (fixture->project, G_FILE_TEST_EXISTS));
}

/* An assistant in each of two windows: neither knows of the other. */
static void
test_two (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  AtspiAccessible *second;

  mls_screen_key (fixture->screen, "Control_L+n");
  mls_wait_idle (2);
  rows = mls_widget_find_all (fixture->program, ATSPI_ROLE_INVALID, "New territory…");
  g_assert_cmpuint (rows->len, >=, 1);
  choose_territory (fixture);
  mls_screen_key (fixture->screen, "Escape");
  mls_widget_wait_gone (fixture->program, ATSPI_ROLE_PUSH_BUTTON, "Next");
  click_row (fixture, "New territory…");
  second = mls_widget_wait (fixture->program, ATSPI_ROLE_PUSH_BUTTON, "Next");
  g_assert_false (mls_widget_is_sensitive (second));
  expect (fixture, "Choose the limit of the territory");
  g_object_unref (second);
  mls_screen_key (fixture->screen, "Escape");
  mls_widget_wait_gone (fixture->program, ATSPI_ROLE_PUSH_BUTTON, "Next");
  mls_screen_key (fixture->screen, "Control_L+w");
}

/* A file that came to be while the name was being looked at is nobody's to be written over. */
static void
test_taken (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  choose_territory (fixture);
  press (fixture, "Next");
  expect_page (fixture, 4);
  press (fixture, "Next");
  expect_page (fixture, 5);
  g_assert_true (g_file_set_contents (fixture->project, "mine", -1, NULL));
  press (fixture, "Create");
  expect (fixture, "There is a file of that name already.");
  g_assert_true (g_file_get_contents (fixture->project, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  g_unlink (fixture->project);
  mls_screen_key (fixture->screen, "Escape");
  mls_widget_wait_gone (fixture->program, ATSPI_ROLE_PUSH_BUTTON, "Create");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/window/first-map/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("made", test_made);
  ADD ("pages", test_pages);
  ADD ("columns", test_columns);
  ADD ("recipe", test_recipe);
  ADD ("no-recipe", test_no_recipe);
  ADD ("dropped", test_dropped);
  ADD ("lost-photos", test_lost_photos);
  ADD ("cancel", test_cancel);
  ADD ("two", test_two);
  ADD ("taken", test_taken);

  return g_test_run ();
}
