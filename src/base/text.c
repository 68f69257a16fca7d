#include "base/text.h"

#include <math.h>
#include <string.h>

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
