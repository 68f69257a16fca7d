#include "report/text-block.h"

#include "paint/pen.h"

#include <locale.h>

typedef struct
{
  cairo_surface_t *surface;
  cairo_t         *cr;
} Sheet;

static void
sheet_begin (Sheet *sheet, gconstpointer data)
{
  sheet->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 400);
  sheet->cr = cairo_create (sheet->surface);
  mls_pen_set_font (sheet->cr, 10, FALSE);
}

static void
sheet_end (Sheet *sheet, gconstpointer data)
{
  cairo_destroy (sheet->cr);
  cairo_surface_destroy (sheet->surface);
}

static void
assert_lines (Sheet *sheet, const char *text, double room, const char *const *lines)
{
  guint n = 0;

  g_assert_cmpuint (mls_text_block_n_lines (sheet->cr, text, room), ==, g_strv_length ((char **) lines));
  for (; *text != '\0'; n++)
    {
      g_autofree char *line = mls_text_block_next (sheet->cr, &text, room);

      g_assert_cmpstr (line, ==, lines[n]);
    }
  g_assert_null (lines[n]);
}

/* Lines break where there are spaces, and where the text says so; a word that has no room stays whole. */
static void
test_lines (Sheet *sheet, gconstpointer data)
{
  double room = mls_pen_width (sheet->cr, "un deux") + 1;

  assert_lines (sheet, "", room, (const char *[]){ NULL });
  assert_lines (sheet, "un deux", room, (const char *[]){ "un deux", NULL });
  assert_lines (sheet, "un deux trois un", room, (const char *[]){ "un deux", "trois un", NULL });
  assert_lines (sheet, "un\ndeux un", room, (const char *[]){ "un", "deux un", NULL });
  assert_lines (sheet, "un\n\nun", room, (const char *[]){ "un", "", "un", NULL });
  assert_lines (sheet, "anticonstitutionnellement un", room, (const char *[]){ "anticonstitutionnellement", "un", NULL });
  assert_lines (sheet, "été là-bas été", room, (const char *[]){ "été", "là-bas", "été", NULL });
}

/* It ends below its last line, and has no more of them than it may. */
static void
test_end (Sheet *sheet, gconstpointer data)
{
  double room = mls_pen_width (sheet->cr, "un deux") + 1;

  g_assert_cmpfloat (mls_text_block_draw (sheet->cr, "un deux trois un", 0, 20, room, 12, 9), ==, 20 + 2 * 12);
  g_assert_cmpfloat (mls_text_block_draw (sheet->cr, "un deux trois un", 0, 20, room, 12, 1), ==, 20 + 12);
  g_assert_cmpfloat (mls_text_block_draw (sheet->cr, "", 0, 20, room, 12, 9), ==, 20);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/report/text-block/lines", Sheet, NULL, sheet_begin, test_lines, sheet_end);
  g_test_add ("/report/text-block/end", Sheet, NULL, sheet_begin, test_end, sheet_end);

  return g_test_run ();
}
