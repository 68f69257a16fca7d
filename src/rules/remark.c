#include "rules/remark.h"

/**
 * mls_remark_append:
 * @text: what is said already
 * @part: (nullable): more of it
 */
void
mls_remark_append (GString *text, const char *part)
{
  if (part == NULL)
    return;

  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static const char *
word_of (MlsText code)
{
  return code != 0 ? g_quark_to_string (code) : "?";
}

/**
 * mls_remark_append_codes:
 * @text: what is said already
 * @is: the code that is there, or 0
 * @should_be: the one that should be, or 0
 */
void
mls_remark_append_codes (GString *text, MlsText is, MlsText should_be)
{
  g_autofree char *part = g_strdup_printf ("%s → %s", word_of (is), word_of (should_be));

  mls_remark_append (text, part);
}
