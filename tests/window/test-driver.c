#include "driver.h"

#include <locale.h>

/* The driver itself, on a program that says what it is given. */

typedef struct
{
  MlsScreen       *screen;
  MlsProgram      *program;
  AtspiAccessible *canvas;
} Fixture;

static void
start (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "window", "probe", NULL);

  fixture->screen = mls_screen_open ();
  fixture->program = mls_program_start (fixture->screen, (const char *[]){ path, NULL });
  fixture->canvas = mls_widget_wait (fixture->program, ATSPI_ROLE_INVALID, "Canvas");
  g_object_unref (mls_widget_wait (fixture->program, ATSPI_ROLE_LABEL, "ready"));
}

static void
stop (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->canvas);
  g_clear_pointer (&fixture->program, mls_program_free);
  g_clear_pointer (&fixture->screen, mls_screen_free);
}

static void
expect (Fixture *fixture, const char *said)
{
  g_object_unref (mls_widget_wait (fixture->program, ATSPI_ROLE_LABEL, said));
}

static void
test_pointer (Fixture *fixture, gconstpointer data)
{
  cairo_rectangle_int_t canvas;

  g_assert_true (mls_widget_get_extents (fixture->program, fixture->canvas, &canvas));

  mls_screen_click (fixture->screen, canvas.x + 120, canvas.y + 80, 1);
  expect (fixture, "pressed 120 80 button 1");
  mls_screen_click (fixture->screen, canvas.x + 2, canvas.y + 3, 3);
  expect (fixture, "pressed 2 3 button 3");
  mls_screen_drag (fixture->screen, canvas.x + 10, canvas.y + 10, canvas.x + 70, canvas.y + 40, 1);
  expect (fixture, "dragged 60 30");
  mls_screen_scroll (fixture->screen, 1);
  expect (fixture, "scrolled 1");
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  mls_screen_key (fixture->screen, "l");
  expect (fixture, "key l code 46");
  mls_screen_key (fixture->screen, "Control_L+z");
  expect (fixture, "key z code 52 with Control");

  mls_screen_hold_key (fixture->screen, "b");
  expect (fixture, "key b code 56");
  mls_screen_release_key (fixture->screen, "b");
  expect (fixture, "let go of b");

  mls_screen_set_layout (fixture->screen, "fr");
  mls_screen_key (fixture->screen, "a");
  expect (fixture, "key a code 24");
  mls_screen_key_code (fixture->screen, 10);
  expect (fixture, "key ampersand code 10");
  mls_screen_set_layout (fixture->screen, "us");
}

#define TYPED "630113 Forêt œuvre"

static gboolean
holds_text (gpointer user_data)
{
  g_autofree char *text = mls_widget_get_text (user_data);

  return g_strcmp0 (text, TYPED) == 0;
}

static void
test_widgets (Fixture *fixture, gconstpointer data)
{
  AtspiAccessible *button = mls_widget_wait (fixture->program, ATSPI_ROLE_PUSH_BUTTON, "Button");
  AtspiAccessible *entry = mls_widget_wait (fixture->program, ATSPI_ROLE_TEXT, NULL);
  g_autofree char *typed = NULL;

  mls_widget_press (button);
  expect (fixture, "button clicked");

  mls_widget_click (fixture->program, entry);
  mls_screen_type (fixture->screen, TYPED);
  mls_wait_for (5, holds_text, entry);
  typed = mls_widget_get_text (entry);
  g_assert_cmpstr (typed, ==, TYPED);

  mls_widget_click (fixture->program, button);
  expect (fixture, "button clicked");

  g_object_unref (button);
  g_object_unref (entry);
}

static void
test_pictures (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mls_screen_save (fixture->screen, "driver");

  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
test_ends (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "window", "probe", NULL);

  mls_program_kill (fixture->program);
  mls_program_free (fixture->program);
  fixture->program = mls_program_start (fixture->screen, (const char *[]){ path, NULL });
  expect (fixture, "ready");
  g_assert_cmpint (mls_program_close (fixture->program), ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Fixture, NULL, start, func, stop)
  ADD ("/window/driver/pointer", test_pointer);
  ADD ("/window/driver/keys", test_keys);
  ADD ("/window/driver/widgets", test_widgets);
  ADD ("/window/driver/pictures", test_pictures);
  ADD ("/window/driver/ends", test_ends);
#undef ADD

  return g_test_run ();
}
