#include "rules/family.h"

static const char *const family_names[MLS_N_FAMILIES] = {
  [MLS_FAMILY_NONE] = "",
  [MLS_FAMILY_ARTIFICIAL] = "artificial",
  [MLS_FAMILY_AGRICULTURAL] = "agricultural",
  [MLS_FAMILY_SEMI_NATURAL] = "semi-natural",
  [MLS_FAMILY_WOODED] = "wooded",
  [MLS_FAMILY_WATER] = "water",
};

/**
 * mls_family_name:
 * @family: a family
 *
 * Returns: its name in files; "" for %MLS_FAMILY_NONE
 */
const char *
mls_family_name (MlsFamily family)
{
  g_return_val_if_fail ((guint) family < MLS_N_FAMILIES, NULL);

  return family_names[family];
}

/**
 * mls_family_from_name:
 * @name: a name as mls_family_name() gives it
 * @out: (out): the family
 *
 * Returns: %FALSE, with @out untouched, for any other name
 */
gboolean
mls_family_from_name (const char *name, MlsFamily *out)
{
  for (int i = 0; i < MLS_N_FAMILIES; i++)
    if (g_strcmp0 (name, family_names[i]) == 0)
      {
        *out = (MlsFamily) i;
        return TRUE;
      }

  return FALSE;
}

/* Whether it is people who made the ground what it is. */
static gboolean
is_anthropic (MlsFamily family)
{
  return family == MLS_FAMILY_ARTIFICIAL || family == MLS_FAMILY_AGRICULTURAL;
}

/**
 * mls_family_akin:
 * @a: a family
 * @b: another
 *
 * Returns: whether both are the work of people, or both nature; %FALSE with %MLS_FAMILY_NONE
 */
gboolean
mls_family_akin (MlsFamily a, MlsFamily b)
{
  return a != MLS_FAMILY_NONE && b != MLS_FAMILY_NONE && is_anthropic (a) == is_anthropic (b);
}
