#include "rules/language.h"

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
