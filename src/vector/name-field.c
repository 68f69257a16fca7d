#include "vector/name-field.h"

#include <string.h>

/* What columns of names are called, the likeliest first: by the IGN, the cadastre, INSEE, and elsewhere. */
static const char *const names[] = {
  "nom",        "name",      "nom_com",   "nom_commune",    "nom_m",    "nomcom", "libgeo",  "nom_officiel", "toponyme",
  "nom_voie",   "nom_rue_g", "nom_1_g",   "nom_collaboratif_gauche", "nom_voie_ban_gauche", "cpx_toponyme", "libelle",
  "designation", "label",    "titre",     "title",
};

/**
 * mls_name_field_guess:
 * @fields: (array zero-terminated=1): fields of text
 *
 * Returns: (transfer none) (nullable): the one of @fields that most likely says what a thing is called
 */
const char *
mls_name_field_guess (const char *const *fields)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (gsize f = 0; fields[f] != NULL; f++)
      if (g_ascii_strcasecmp (fields[f], names[i]) == 0)
        return fields[f];

  for (gsize f = 0; fields[f] != NULL; f++)
    if (g_ascii_strncasecmp (fields[f], "nom", strlen ("nom")) == 0 ||
        g_ascii_strncasecmp (fields[f], "name", strlen ("name")) == 0)
      return fields[f];

  return NULL;
}
