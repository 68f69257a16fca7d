#include "rules/language.h"

#include <string.h>

/**
 * mls_language_of_user:
 *
 * Returns: the language in which the labels of codes are shown: that of the interface
 */
MlsLanguage
mls_language_of_user (void)
{
  const char *const *names = g_get_language_names ();

  return g_str_has_prefix (names[0], "fr") ? MLS_LANGUAGE_FRENCH : MLS_LANGUAGE_ENGLISH;
}

/**
 * mls_language_find_option:
 * @words: (array zero-terminated=1): what a program is called with
 *
 * GLib looks once, at the first text, whether there is anything to translate: a language is chosen before options are read.
 *
 * Returns: (nullable): what the option --language is given
 */
const char *
mls_language_find_option (char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_str_has_prefix (words[i], "--language="))
        return words[i] + strlen ("--language=");
      if (g_str_equal (words[i], "--language"))
        return words[i + 1];
    }

  return NULL;
}
