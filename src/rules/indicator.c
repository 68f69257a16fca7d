#include "rules/indicator.h"

#include <string.h>

static const char *const names[MLS_N_INDICATORS] = {
  [MLS_INDICATOR_POST4] = "post4",
  [MLS_INDICATOR_POST21] = "post21",
  [MLS_INDICATOR_ENAF] = "enaf",
};

/**
 * mls_indicator_name:
 * @indicator: an indicator, not none
 *
 * Returns: its name in files, which is that of its column in the table of pairs
 */
const char *
mls_indicator_name (MlsIndicator indicator)
{
  return names[indicator];
}

/**
 * mls_indicator_from_name:
 * @name: (nullable): a name
 * @out: (out): the indicator
 *
 * Returns: whether there is one of that name
 */
gboolean
mls_indicator_from_name (const char *name, MlsIndicator *out)
{
  for (MlsIndicator i = MLS_INDICATOR_POST4; i < MLS_N_INDICATORS; i++)
    if (g_strcmp0 (names[i], name) == 0)
      {
        *out = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * mls_enaf_is_open:
 * @code: a class of ENAF
 *
 * Returns: whether its ground is agricultural, natural or wooded; neither that nor urban where several classes are named
 */
gboolean
mls_enaf_is_open (const char *code)
{
  return g_str_equal (code, "A") || g_str_equal (code, "N") || g_str_equal (code, "F");
}

/**
 * mls_enaf_is_urban:
 * @code: a class of ENAF
 *
 * Returns: whether its ground is urbanised, in whatever way
 */
gboolean
mls_enaf_is_urban (const char *code)
{
  return *code == 'U' && strchr (code, '|') == NULL;
}
