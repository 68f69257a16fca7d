#include "ui/other-map.h"

#include <string.h>

/* Where the address begins: at the word that has a scheme. */
static const char *
find_address (const char *map)
{
  const char *scheme = strstr (map, "://");

  if (scheme == NULL)
    return map + strlen (map);

  while (scheme > map && scheme[-1] != ' ')
    scheme--;

  return scheme;
}

/**
 * mls_other_map_dup_name:
 * @map: a map as the settings keep it
 *
 * Returns: (transfer full): what it is called; its address if it has no name
 */
char *
mls_other_map_dup_name (const char *map)
{
  char *name = g_strstrip (g_strndup (map, (gsize) (find_address (map) - map)));

  if (*name != '\0')
    return name;

  g_free (name);

  return g_strstrip (g_strdup (map));
}

/**
 * mls_other_map_dup_address:
 * @map: a map as the settings keep it
 * @longitude: of a place, in degrees
 * @latitude: same
 *
 * Returns: (transfer full): the address that opens it there; empty if it has none
 */
char *
mls_other_map_dup_address (const char *map, double longitude, double latitude)
{
  g_autoptr (GString) address = g_string_new (find_address (map));
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_replace (address, "{lat}", g_ascii_formatd (number, sizeof number, "%.6f", latitude), 0);
  g_string_replace (address, "{lon}", g_ascii_formatd (number, sizeof number, "%.6f", longitude), 0);

  return g_strstrip (g_string_free (g_steal_pointer (&address), FALSE));
}
