#include "base/text.h"

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
