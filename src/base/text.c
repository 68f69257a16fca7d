#include "base/text.h"

#include <math.h>
#include <string.h>

/**
 * mls_text_append_line:
 * @text: lines, the last without a line feed
 * @line: one more
 */
void
mls_text_append_line (GString *text, const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/**
 * mls_text_line:
 * @text: any bytes
 * @length: how many; -1 if a zero ends them
 *
 * Returns: (transfer full): @text as one readable line: UTF-8, with blanks in place of line feeds and
 *   what else controls a terminal, and none at its ends
 */
char *
mls_text_line (const char *text, gssize length)
{
  char *line = g_utf8_make_valid (text, length);

  for (char *c = line; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';

  return g_strstrip (line);
}

/**
 * mls_text_stem:
 * @path: of a file
 *
 * Returns: (transfer full): its name without the folder and without its ending
 */
char *
mls_text_stem (const char *path)
{
  char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';

  return name;
}

/**
 * mls_text_hexadecimal:
 * @bytes: (array length=length): any bytes
 * @length: how many
 *
 * Returns: (transfer full): two small hexadecimal digits for each
 */
char *
mls_text_hexadecimal (const guint8 *bytes, gsize length)
{
  static const char digits[] = "0123456789abcdef";
  char *text = g_malloc (2 * length + 1);

  for (gsize i = 0; i < length; i++)
    {
      text[2 * i] = digits[bytes[i] >> 4];
      text[2 * i + 1] = digits[bytes[i] & 0xf];
    }
  text[2 * length] = '\0';

  return text;
}

static gboolean
is_mark (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK;
}

/**
 * mls_text_fold:
 * @text: UTF-8
 *
 * Returns: (transfer full): @text in small letters without accents, ligatures parted: what is the same to whoever
 *   searches is equal; "" if @text is not UTF-8
 */
char *
mls_text_fold (const char *text)
{
  g_autofree char *parted = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *small = parted != NULL ? g_utf8_casefold (parted, -1) : NULL;
  GString *folded = g_string_new (NULL);

  for (const char *at = small != NULL ? small : ""; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == 0x153)
        g_string_append (folded, "oe");
      else if (c == 0xe6)
        g_string_append (folded, "ae");
      else if (!is_mark (c))
        g_string_append_unichar (folded, c);
    }

  return g_string_free (folded, FALSE);
}

/**
 * mls_text_to_number:
 * @text: what somebody wrote, or a file says
 * @out: (out): the number it is; left alone if it is none
 *
 * Returns: whether it is a finite decimal number and nothing else: strtod also knows hexadecimal ones, "inf" and
 *   "nan", and begins behind blanks
 */
gboolean
mls_text_to_number (const char *text, double *out)
{
  char *end;
  double number;

  if (text[0] == '\0' || strspn (text, "0123456789+-.eE") != strlen (text))
    return FALSE;

  number = g_ascii_strtod (text, &end);
  if (*end != '\0' || !isfinite (number))
    return FALSE;

  *out = number;
  return TRUE;
}
