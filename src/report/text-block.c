#include "report/text-block.h"

#include "paint/pen.h"

/* How much of a line is above its baseline. */
#define ASCENT 0.8

/* How many bytes of @text go on one line: up to the last space that fits, or to a new line; at least a word. */
static gsize
line_length (cairo_t *cr, const char *text, double room)
{
  gsize fitting = 0;

  for (gsize i = 0;; i++)
    if (text[i] == ' ' || text[i] == '\n' || text[i] == '\0')
      {
        g_autofree char *line = g_strndup (text, i);

        if (fitting > 0 && mls_pen_width (cr, line) > room)
          return fitting;
        fitting = i;
        if (text[i] != ' ')
          return fitting;
      }
}

/**
 * mls_text_block_next:
 * @cr: a drawing
 * @text: (inout): what is left of a text, at least something; what is left behind the line
 * @room: how wide that may be
 *
 * Returns: (transfer full): its next line in the font that is set
 */
char *
mls_text_block_next (cairo_t *cr, const char **text, double room)
{
  gsize length = line_length (cr, *text, room);
  char *line = g_strndup (*text, length);

  *text += length + ((*text)[length] != '\0' ? 1 : 0);

  return line;
}

/**
 * mls_text_block_n_lines:
 * @cr: a drawing
 * @text: a text
 * @room: how wide it may be
 *
 * Returns: how many lines it takes in the font that is set
 */
guint
mls_text_block_n_lines (cairo_t *cr, const char *text, double room)
{
  guint n = 0;

  for (; *text != '\0'; n++)
    g_free (mls_text_block_next (cr, &text, room));

  return n;
}

/**
 * mls_text_block_draw:
 * @cr: a drawing
 * @text: a text; a new line begins a new one
 * @x: its left
 * @top: its top
 * @room: how wide it may be
 * @line: how high a line is
 * @n_most: how many of them there may be; the last one ends in dots if there are more
 *
 * Returns: where it ends
 */
double
mls_text_block_draw (cairo_t *cr, const char *text, double x, double top, double room, double line, guint n_most)
{
  for (guint n = 1; *text != '\0' && n <= n_most; n++, top += line)
    {
      g_autofree char *rest = g_strdelimit (g_strdup (text), "\n", ' ');
      g_autofree char *words = mls_text_block_next (cr, &text, room);

      mls_pen_text_within (cr, x, top + line * ASCENT, room, n == n_most ? rest : words);
    }

  return top;
}
