#include "rules/indicator.h"

#include <string.h>

#define MAX_NAME 30

/* Indicators are columns of tables that have these already. */
static const char *const taken[] = { "id",       "code",       "cover",      "use",         "parent", "level",  "label_fr",
                                     "label_en", "colour",     "minimum",    "minimum_m2",  "family", "state",  "origin",
                                     "since",    "until",      "valid_from", "valid_until", "pair",   "uncoded", NULL };

static const char *const land_names[MLS_N_TAKES] = {
  [MLS_TAKE_NEITHER] = "",
  [MLS_TAKE_OPEN] = "open",
  [MLS_TAKE_URBAN] = "urban",
};

/**
 * mls_indicator_is_name:
 * @name: a name
 *
 * Returns: whether an indicator may be called so: by a letter, then letters, digits and _, and not as another column of
 *   the tables
 */
gboolean
mls_indicator_is_name (const char *name)
{
  gsize length = strlen (name);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalpha (name[i]) && (i == 0 || (!g_ascii_isdigit (name[i]) && name[i] != '_')))
      return FALSE;

  for (gsize i = 0; taken[i] != NULL; i++)
    if (g_ascii_strcasecmp (name, taken[i]) == 0)
      return FALSE;

  return length > 0 && length <= MAX_NAME;
}

/**
 * mls_indicator_codes_find:
 * @codes: (nullable): what something is counted as
 * @indicator: an indicator
 *
 * Returns: the class, or several with "|" between; 0 if @indicator says nothing of it
 */
MlsText
mls_indicator_codes_find (const MlsIndicatorCode *codes, MlsIndicator indicator)
{
  for (; codes != NULL && codes->indicator != MLS_INDICATOR_NONE; codes++)
    if (codes->indicator == indicator)
      return codes->code;

  return 0;
}

/**
 * mls_take_name:
 * @land: what the ground of a class is
 *
 * Returns: its name in files; "" for %MLS_TAKE_NEITHER
 */
const char *
mls_take_name (MlsTake land)
{
  g_return_val_if_fail ((guint) land < MLS_N_TAKES, NULL);

  return land_names[land];
}

/**
 * mls_take_from_name:
 * @name: (nullable): a name as mls_take_name() gives it
 * @out: (out): what that is
 *
 * Returns: %FALSE, with @out untouched, for any other name
 */
gboolean
mls_take_from_name (const char *name, MlsTake *out)
{
  for (int i = 0; i < MLS_N_TAKES; i++)
    if (g_strcmp0 (name, land_names[i]) == 0)
      {
        *out = (MlsTake) i;
        return TRUE;
      }

  return FALSE;
}
