#include "cli/command.h"

#include "base/json.h"
#include "cli/areas.h"
#include "cli/verb.h"
#include "document/zone-progress.h"
#include "store/zone.h"
#include "vector/facts.h"
#include "vector/source.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* What is asked for, as the options say, and the project it is asked of. */
typedef struct
{
  char     *layer;
  char     *name_field;
  gboolean  as_json;

  MlsStore *store;
} Query;

static void
query_clear (Query *query)
{
  g_free (query->layer);
  g_free (query->name_field);
  g_clear_pointer (&query->store, mls_store_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

/* Listing */

static void
print_zone (const Query *query, const char *author, const MlsZone *zone, const MlsZoneProgress *progress)
{
  g_autofree char *text = mls_zone_print (zone);
  double done = mls_zone_progress_share (progress, MLS_CELL_DONE);
  double checked = mls_zone_progress_share (progress, MLS_CELL_CHECKED);
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!query->as_json)
    {
      printf (_("%s\t%.0f %% done\t%.0f %% checked\t%s\n"), author, 100 * done, 100 * checked, text);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_string (json, "author", author);
  mls_json_number (json, "done", done);
  mls_json_number (json, "checked", checked);
  mls_json_string (json, "zone", text);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (a, b);
}

static MlsExit
list (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) zones = mls_store_list_zones (query->store, &error);
  g_autoptr (GList) authors = NULL;

  if (zones == NULL)
    return mls_command_fail (error);

  authors = g_list_sort (g_hash_table_get_keys (zones), compare_names);
  for (GList *each = authors; each != NULL; each = each->next)
    {
      const MlsZone *zone = g_hash_table_lookup (zones, each->data);
      g_autoptr (MlsZoneProgress) progress = mls_zone_progress_read (query->store, each->data, zone, &error);

      if (progress == NULL)
        return mls_command_fail (error);
      print_zone (query, each->data, zone, progress);
    }

  return MLS_EXIT_DONE;
}

/* Setting */

/* The only area, or the only one that bears the name of @author. */
static const MlsFigure *
find_area (const MlsFigures *figures, const char *author, guint *n_found)
{
  guint n_figures = mls_figures_get_n (figures);
  const MlsFigure *found = NULL;

  *n_found = 0;
  for (guint i = 0; i < n_figures; i++)
    {
      const MlsFigure *figure = mls_figures_get (figures, i);

      if (figure->kind != MLS_FIGURE_AREA || (n_figures > 1 && g_strcmp0 (figure->name, author) != 0))
        continue;

      found = figure;
      ++*n_found;
    }

  return *n_found == 1 ? found : NULL;
}

static MlsZone *
zone_of (const MlsFigure *area)
{
  g_autofree MlsRing *rings = g_new (MlsRing, area->n_parts);

  for (guint i = 0; i < area->n_parts; i++)
    rings[i] = (MlsRing){ area->parts[i].points, area->parts[i].n_points };

  return mls_zone_new (rings, area->n_parts);
}

static MlsExit
read_file (const Query *query, const char *author, const char *word, MlsZone **zone)
{
  g_autofree char *path = mls_verb_dup_source (word);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFigures) figures =
    mls_areas_read_file (query->store, path, query->layer, query->name_field, &error);
  const MlsFigure *area;
  guint n_found;

  if (figures == NULL)
    return mls_command_fail (error);

  area = find_area (figures, author, &n_found);
  if (area == NULL && n_found == 0)
    return mls_command_break (_("“%s” has several areas or none, and no one of the name %s"), path, author);
  if (area == NULL)
    return mls_command_break (_("“%s” has %u areas of the name %s: a zone is one"), path, n_found, author);

  *zone = zone_of (area);

  return *zone != NULL ? MLS_EXIT_DONE : mls_command_break (_("The area of “%s” crosses itself"), path);
}

static MlsExit
set (gpointer user_data, char **words)
{
  Query *query = user_data;
  const char *author = words[0];
  g_autoptr (MlsZone) zone = mls_zone_read (words[1]);
  g_autoptr (GError) error = NULL;
  MlsExit result = MLS_EXIT_DONE;

  if (*author == '\0' || words[2] != NULL)
    return mls_command_misuse (_("“%s” takes one author and one polygon"), "set");

  if (zone == NULL)
    result = read_file (query, author, words[1], &zone);
  if (result != MLS_EXIT_DONE)
    return result;

  return mls_store_set_zone (query->store, author, zone, &error) ? MLS_EXIT_DONE : mls_command_fail (error);
}

static MlsExit
remove_all (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) zones = mls_store_list_zones (query->store, &error);

  for (guint i = 0; zones != NULL && words[i] != NULL; i++)
    if (!g_hash_table_contains (zones, words[i]))
      return mls_command_break (_("%s has no zone"), words[i]);
  for (guint i = 0; error == NULL && words[i] != NULL; i++)
    mls_store_set_zone (query->store, words[i], NULL, &error);

  return error == NULL ? MLS_EXIT_DONE : mls_command_fail (error);
}

static const MlsVerbRow verbs[] = {
  { "list", list, 0, MLS_STORE_READ_ONLY },
  { "set", set, 2, MLS_STORE_READ_WRITE },
  { "remove", remove_all, 1, MLS_STORE_READ_WRITE },
  { NULL },
};

/**
 * mls_command_zone:
 * @words: zone PROJECT [list] [--json], zone PROJECT set AUTHOR POLYGON [--layer NAME] [--name FIELD],
 *   zone PROJECT remove AUTHOR…
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_zone (char **words)
{
  g_auto (Query) query = { 0 };
  const GOptionEntry entries[] = {
    { "layer", 0, 0, G_OPTION_ARG_STRING, &query.layer, N_("Which layer of the source, if it has several"), N_("NAME") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &query.name_field, N_("The field of the source that names authors"), N_("FIELD") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &query.as_json, N_("One JSON object a line"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = {
    entries, "PROJECT [list | set AUTHOR POLYGON | remove AUTHOR…]",
    N_("Where each author works: what they edit has to lie in their zone, or to meet it. A polygon is well-known text in "
       "the project’s reference system, the corners X1,Y1,X2,Y2 of a box, or any file that GDAL reads: its only area, "
       "or the one that bears the author’s name. Who has no zone edits everywhere."),
    1, G_MAXUINT
  };

  return mls_verb_obey (&shape, verbs, words, &query, &query.store);
}
