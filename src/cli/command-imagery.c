#include "cli/command.h"

#include "base/format.h"
#include "base/json.h"
#include "cli/progress.h"
#include "cli/verb.h"
#include "document/photo.h"
#include "imagery/error.h"
#include "store/image-link.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* What is asked for, as the options say, and the project it is asked of. */
typedef struct
{
  char     *vintage_code;
  char     *title;
  gboolean  infrared;
  gboolean  assume_crs;
  gboolean  by_points;
  gboolean  as_json;

  MlsStore *store;
} Query;

static void
query_clear (Query *query)
{
  g_free (query->vintage_code);
  g_free (query->title);
  g_clear_pointer (&query->store, mls_store_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

/* Listing */

static void
print_link (const Query *query, const MlsImageLink *link, guint place)
{
  g_autoptr (MlsJson) json = mls_json_new ();
  const char *kind = g_strcmp0 (link->kind, MLS_IMAGE_INFRARED) == 0 ? MLS_IMAGE_INFRARED : "colour";

  if (!query->as_json)
    {
      printf ("%" G_GINT64_FORMAT "\t%s\t%s\t%s\t%s\t%s%s\n", link->id,
              link->vintage != NULL ? link->vintage : "–", link->title, kind, link->source,
              link->display != NULL ? link->display : "", link->missing ? _("\tmissing") : "");
      return;
    }

  mls_json_object (json, NULL);
  mls_json_integer (json, "id", link->id);
  mls_json_integer (json, "position", place);
  mls_json_string (json, "vintage", link->vintage);
  mls_json_string (json, "title", link->title);
  mls_json_string (json, "kind", kind);
  mls_json_string (json, "source", link->source);
  mls_json_string (json, "display", link->display);
  mls_json_boolean (json, "missing", link->missing);
  mls_json_end (json);
  puts (mls_json_text (json));
}

/* The one on top first: so they lie, and so they are numbered. */
static MlsExit
list (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links = mls_store_list_image_links (query->store, &error);

  if (links == NULL)
    return mls_command_fail (error);

  for (guint i = links->len; i > 0; i--)
    print_link (query, g_ptr_array_index (links, i - 1), links->len - i + 1);

  return MLS_EXIT_DONE;
}

/* Adding */

static void
tell (double fraction, gpointer progress)
{
  mls_progress_tell (progress, fraction, _("Looking at the files"));
}

/* What lies nowhere by itself may with an option. */
static void
offer (const GError *error)
{
  if (g_error_matches (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_GCPS))
    g_printerr (_("With --place-by-points it is placed by them\n"));
  else if (g_error_matches (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_NO_CRS))
    g_printerr (_("With --assume-crs it is taken to be in that of the project\n"));
}

static void
print_photo (const Query *query, const MlsPhoto *photo, gint64 id)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  if (photo->n_left > 0)
    {
      g_printerr (g_dngettext (GETTEXT_PACKAGE, "%u file of the folder is left out: %s\n",
                               "%u files of the folder are left out, one of them: %s\n", photo->n_left),
                  photo->n_left, photo->why_left->message);
      offer (photo->why_left);
    }
  if (photo->n_points > 0)
    {
      g_autofree char *off = mls_format_length (photo->residual_m);

      g_printerr (_("Placed by %u points, which are off by %s on the average\n"), photo->n_points, off);
    }
  if (!query->as_json)
    {
      printf ("%" G_GINT64_FORMAT "\t%s\n", id, photo->title);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_integer (json, "id", id);
  mls_json_string (json, "title", photo->title);
  mls_json_string (json, "crs", photo->crs_name);
  mls_json_integer (json, "files", photo->n_files);
  mls_json_integer (json, "left", photo->n_left);
  mls_json_integer (json, "points", photo->n_points);
  if (photo->n_points > 0)
    mls_json_number (json, "residual_m", photo->residual_m);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static void
obey (const Query *query, MlsPhoto *photo)
{
  if (query->title != NULL)
    {
      g_free (photo->title);
      photo->title = g_strdup (query->title);
    }

  if (query->infrared)
    photo->infrared = TRUE;
}

static gboolean
add_one (Query *query, const char *word, const char *vintage, GError **error)
{
  MlsDisplay display = MLS_DISPLAY_AS_IS;
  g_autofree char *source = mls_verb_dup_source (word);
  g_autofree char *crs = mls_store_dup_crs (query->store, error);
  g_autoptr (MlsProgress) progress = mls_progress_begin ();
  g_autoptr (MlsPhoto) photo = NULL;
  gint64 id;

  display.raster.assume_project_crs = query->assume_crs;
  display.raster.place_by_points = query->by_points;
  if (crs != NULL)
    photo = mls_photo_find (source, crs, &display, tell, progress, mls_progress_get_cancellable (progress), error);
  mls_progress_clear (progress);
  if (photo == NULL)
    return FALSE;

  obey (query, photo);
  if (!mls_photo_add (photo, query->store, vintage, &id, error))
    return FALSE;

  print_photo (query, photo, id);
  return TRUE;
}

static MlsExit
refuse (const GError *error)
{
  MlsExit result = mls_command_fail (error);

  offer (error);

  return result;
}

static MlsExit
add (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (GError) error = NULL;
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (query->store, &n_vintages);
  guint vintage;

  if (!mls_command_find_vintage (query->store, query->vintage_code, &vintage))
    return MLS_EXIT_USAGE;

  for (guint i = 0; words[i] != NULL; i++)
    if (!add_one (query, words[i], vintages[vintage].code, &error))
      return refuse (error);

  return MLS_EXIT_DONE;
}

/* Changing */

static MlsExit
remove_all (gpointer user_data, char **words)
{
  return mls_verb_remove (((Query *) user_data)->store, MLS_LINK_IMAGE, words);
}

static MlsExit
locate (gpointer user_data, char **words)
{
  return mls_verb_locate (((Query *) user_data)->store, MLS_LINK_IMAGE, words);
}

/* A photo that "set" changes. */
typedef struct
{
  MlsStore     *store;
  MlsImageLink *link;
  MlsDisplay    display;
} Change;

static void
replace (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static MlsExit
set_one (gpointer user_data, const char *key, const char *value)
{
  Change *change = user_data;
  MlsImageLink *link = change->link;
  g_autoptr (GError) error = NULL;
  guint vintage;

  if (g_str_equal (key, "title") && *value != '\0')
    replace (&link->title, value);
  else if (g_str_equal (key, "vintage"))
    {
      if (!mls_command_find_vintage (change->store, value, &vintage))
        return MLS_EXIT_USAGE;
      replace (&link->vintage, value);
    }
  else if (g_str_equal (key, "kind") && (g_str_equal (value, MLS_IMAGE_INFRARED) || g_str_equal (value, "colour")))
    replace (&link->kind, value);
  else if (g_str_equal (key, "source") && *value != '\0')
    {
      g_free (link->source);
      link->source = mls_verb_dup_source (value);
    }
  else if (!mls_display_set (&change->display, key, value, &error))
    return mls_command_misuse ("%s", error->message);

  return MLS_EXIT_DONE;
}

static MlsExit
set (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsImageLink) link = NULL;
  Change change;
  MlsExit result;
  guint place;
  gint64 id;

  if (!mls_verb_read_id (words[0], &id))
    return MLS_EXIT_USAGE;

  link = mls_store_find_image_link (query->store, id, &error);
  if (link == NULL)
    return mls_command_fail (error);

  change = (Change){ query->store, link, mls_display_read (link->display) };
  result = mls_verb_read_set (words + 1, set_one, &change, &place);
  if (result != MLS_EXIT_DONE)
    return result;

  g_free (link->display);
  link->display = mls_display_dup_text (&change.display);
  if (!mls_store_update_image_link (query->store, link, &error))
    return mls_command_fail (error);

  return mls_verb_move (query->store, MLS_LINK_IMAGE, id, place);
}

static const MlsVerbRow verbs[] = {
  { "list", list, 0, MLS_STORE_READ_ONLY },
  { "add", add, 1, MLS_STORE_READ_WRITE },
  { "remove", remove_all, 1, MLS_STORE_READ_WRITE },
  { "set", set, 2, MLS_STORE_READ_WRITE },
  { "locate", locate, 2, MLS_STORE_READ_WRITE },
  { NULL },
};

/**
 * mls_command_imagery:
 * @words: imagery PROJECT [list] [--json], imagery PROJECT add SOURCE… [--vintage YY] [--title TEXT]
 *   [--infrared] [--assume-crs] [--place-by-points] [--json], imagery PROJECT remove ID…, imagery PROJECT set ID KEY=VALUE…,
 *   imagery PROJECT locate ID PATH
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_imagery (char **words)
{
  g_auto (Query) query = { 0 };
  const GOptionEntry entries[] = {
    { "vintage", 0, 0, G_OPTION_ARG_STRING, &query.vintage_code, N_("Of which vintage the photo is; the newest if not given"), "YY" },
    { "title", 0, 0, G_OPTION_ARG_STRING, &query.title, N_("What to call it; its name and date if not given"), N_("TEXT") },
    { "infrared", 0, 0, G_OPTION_ARG_NONE, &query.infrared, N_("It shows infrared"), NULL },
    { "assume-crs", 0, 0, G_OPTION_ARG_NONE, &query.assume_crs, N_("What does not say its reference system is in that of the project"), NULL },
    { "place-by-points", 0, 0, G_OPTION_ARG_NONE, &query.by_points, N_("What only ground control points place is placed by them"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &query.as_json, N_("One JSON object a line"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = {
    entries, "PROJECT [list | add SOURCE… | remove ID… | set ID KEY=VALUE… | locate ID PATH]",
    N_("The photos of a project, the one on top first. A source is a file, a folder of files, the address of a file "
       "on a server, of a WMS or WMTS, or of tiles with {z}, {x} and {y}. Keys are title, vintage, kind, position and "
       "source; brightness, contrast and saturation from -100 to 100, gamma, opacity from 0 to 100; bands and "
       "infrared such as 4,1,2; stretch such as 200:3400; nodata with auto, ignore or heed; crs with project; place "
       "with points. "
       "A key without a value is as in any photo. “locate” says where a photo that has moved is now, and finds what "
       "moved with it, reference layers too. What comes of servers is kept on the disk, as much of it as the "
       "preferences of the editor say."),
    1, G_MAXUINT
  };

  mls_command_limit_room ();

  return mls_verb_obey (&shape, verbs, words, &query, &query.store);
}
