#include "store/sql.h"

#include <stdarg.h>

/**
 * mls_sql_expand:
 * @template: SQL with words between @
 * @...: words and what to put for each, ended by %NULL
 *
 * Returns: (transfer full): the SQL
 */
char *
mls_sql_expand (const char *template, ...)
{
  GString *text = g_string_new (template);
  const char *word;
  va_list arguments;

  va_start (arguments, template);
  while ((word = va_arg (arguments, const char *)) != NULL)
    {
      g_autofree char *place = g_strconcat ("@", word, "@", NULL);

      g_string_replace (text, place, va_arg (arguments, const char *), 0);
    }
  va_end (arguments);

  return g_string_free (text, FALSE);
}
