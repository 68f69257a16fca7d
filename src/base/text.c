#include "base/text.h"

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
