#include "ui/language.h"

#include "rules/language.h"

/**
 * mls_ui_language:
 *
 * Returns: the language in which the labels of codes are shown: that of the interface
 */
MlsLanguage
mls_ui_language (void)
{
  return mls_language_of_user ();
}
