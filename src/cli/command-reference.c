#include "cli/command.h"

#include "base/json.h"
#include "base/text.h"
#include "cli/verb.h"
#include "document/reference.h"
#include "paint/figure-style.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* What is asked for, as the options say, and the project it is asked of. */
typedef struct
{
  char     *layer;
  char     *title;
  gboolean  assume_crs;
  gboolean  as_json;

  MlsStore *store;
} Query;

static void
query_clear (Query *query)
{
  g_free (query->layer);
  g_free (query->title);
  g_clear_pointer (&query->store, mls_store_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

/* Listing */

#define MAX_NUMBER 32

static const char *
format_number (double number, char *buffer)
{
  return g_ascii_formatd (buffer, MAX_NUMBER, "%g", number);
}

/* In the words that "set" understands. */
static char *
describe (const MlsReferenceLink *link)
{
  char width[MAX_NUMBER], fill[MAX_NUMBER];

  return g_strdup_printf ("colour=#%06x width=%s fill=%s lies=%s shown=%s snapping=%s labels=%s%s%s%s", link->colour,
                          format_number (link->width, width), format_number (100 * link->fill, fill),
                          link->over ? "over" : "under", link->shown ? "yes" : "no", link->snapping ? "yes" : "no",
                          link->labelled ? "yes" : "no", link->name_field != NULL ? " name=" : "",
                          link->name_field != NULL ? link->name_field : "", link->assume_crs ? " crs=project" : "");
}

static void
print_link (const Query *query, const MlsReferenceLink *link, guint place)
{
  g_autoptr (MlsJson) json = mls_json_new ();
  g_autofree char *look = describe (link);
  g_autofree char *colour = g_strdup_printf ("#%06x", link->colour);

  if (!query->as_json)
    {
      printf ("%" G_GINT64_FORMAT "\t%s\t%s\t%s\t%s%s\n", link->id, link->title, link->source,
              link->layer != NULL ? link->layer : "–", look, link->missing ? _("\tmissing") : "");
      return;
    }

  mls_json_object (json, NULL);
  mls_json_integer (json, "id", link->id);
  mls_json_integer (json, "position", place);
  mls_json_string (json, "title", link->title);
  mls_json_string (json, "source", link->source);
  mls_json_string (json, "layer", link->layer);
  mls_json_string (json, "colour", colour);
  mls_json_number (json, "width", link->width);
  mls_json_number (json, "fill", link->fill);
  mls_json_string (json, "name", link->name_field);
  mls_json_string (json, "lies", link->over ? "over" : "under");
  mls_json_boolean (json, "shown", link->shown);
  mls_json_boolean (json, "snapping", link->snapping);
  mls_json_boolean (json, "labels", link->labelled);
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
  g_autoptr (GPtrArray) links = mls_store_list_reference_links (query->store, &error);

  if (links == NULL)
    return mls_command_fail (error);

  for (guint i = links->len; i > 0; i--)
    print_link (query, g_ptr_array_index (links, i - 1), links->len - i + 1);

  return MLS_EXIT_DONE;
}

/* Adding */

static void
print_facts (const Query *query, const MlsVectorFacts *facts, gint64 id)
{
  static const char *const kinds[] = { "points", "lines", "areas" };
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!query->as_json)
    {
      printf ("%" G_GINT64_FORMAT "\t%s\n", id, facts->layer);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_integer (json, "id", id);
  mls_json_string (json, "layer", facts->layer);
  mls_json_string (json, "kind", kinds[facts->kind]);
  mls_json_integer (json, "features", facts->n_features);
  mls_json_string (json, "crs", facts->crs_name);
  mls_json_string (json, "name", facts->name_field);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static MlsExit
add (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *source = mls_verb_dup_source (words[i]);
      g_autoptr (MlsVectorFacts) facts = mls_vector_find (source, query->layer, &error);
      gint64 id;

      if (facts != NULL && query->layer != NULL && !g_str_equal (facts->layer, query->layer))
        return mls_command_misuse (_("“%s” has no layer “%s”, but %s"), source, query->layer, facts->layer);
      if (facts == NULL || !mls_reference_check (source, facts, query->assume_crs, &error) ||
          !mls_reference_add (source, facts, query->store, query->title, &id, &error))
        return mls_command_fail (error);

      print_facts (query, facts, id);
    }

  return MLS_EXIT_DONE;
}

/* Changing */

static MlsExit
remove_all (gpointer user_data, char **words)
{
  return mls_verb_remove (((Query *) user_data)->store, MLS_LINK_REFERENCE, words);
}

static MlsExit
locate (gpointer user_data, char **words)
{
  return mls_verb_locate (((Query *) user_data)->store, MLS_LINK_REFERENCE, words);
}

static gboolean
read_choice (const char *value, const char *yes, const char *no, gboolean *out)
{
  if (!g_str_equal (value, yes) && !g_str_equal (value, no))
    return FALSE;

  *out = g_str_equal (value, yes);
  return TRUE;
}

static gboolean
read_number (const char *value, double least, double most, double *out)
{
  double number;

  if (!mls_text_to_number (value, &number) || !(number >= least && number <= most))
    return FALSE;

  *out = number;
  return TRUE;
}

static gboolean
read_colour (const char *value, guint32 *out)
{
  guint64 number;

  if (value[0] != '#' || strlen (value) != 7 || !g_ascii_string_to_unsigned (value + 1, 16, 0, 0xffffff, &number, NULL))
    return FALSE;

  *out = (guint32) number;
  return TRUE;
}

static gboolean
replace (char **text, char *value)
{
  g_free (*text);
  *text = value;

  return TRUE;
}

/* Keys of "set": each tells whether the value makes sense. */

static gboolean
set_title (MlsReferenceLink *link, const char *value)
{
  return *value != '\0' && replace (&link->title, g_strdup (value));
}

static gboolean
set_source (MlsReferenceLink *link, const char *value)
{
  return *value != '\0' && replace (&link->source, mls_verb_dup_source (value));
}

static gboolean
set_layer (MlsReferenceLink *link, const char *value)
{
  return replace (&link->layer, *value != '\0' ? g_strdup (value) : NULL);
}

static gboolean
set_name (MlsReferenceLink *link, const char *value)
{
  return replace (&link->name_field, *value != '\0' ? g_strdup (value) : NULL);
}

static gboolean
set_colour (MlsReferenceLink *link, const char *value)
{
  return read_colour (value, &link->colour);
}

static gboolean
set_width (MlsReferenceLink *link, const char *value)
{
  return read_number (value, 0.5, MLS_FIGURE_MAX_WIDTH, &link->width);
}

static gboolean
set_fill (MlsReferenceLink *link, const char *value)
{
  double percent;

  if (!read_number (value, 0, 100, &percent))
    return FALSE;

  link->fill = percent / 100;
  return TRUE;
}

static gboolean
set_lies (MlsReferenceLink *link, const char *value)
{
  return read_choice (value, "over", "under", &link->over);
}

static gboolean
set_shown (MlsReferenceLink *link, const char *value)
{
  return read_choice (value, "yes", "no", &link->shown);
}

static gboolean
set_snapping (MlsReferenceLink *link, const char *value)
{
  return read_choice (value, "yes", "no", &link->snapping);
}

static gboolean
set_labels (MlsReferenceLink *link, const char *value)
{
  return read_choice (value, "yes", "no", &link->labelled);
}

static gboolean
set_crs (MlsReferenceLink *link, const char *value)
{
  return read_choice (value, "project", "", &link->assume_crs);
}

static const struct
{
  const char *name;
  gboolean (*set) (MlsReferenceLink *, const char *value);
} keys[] = {
  { "title", set_title },   { "source", set_source }, { "layer", set_layer },       { "name", set_name },
  { "colour", set_colour }, { "width", set_width },   { "fill", set_fill },         { "lies", set_lies },
  { "shown", set_shown },   { "labels", set_labels }, { "snapping", set_snapping }, { "crs", set_crs },
};

static MlsExit
set_one (gpointer link, const char *key, const char *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (key, keys[i].name))
      return keys[i].set (link, value) ? MLS_EXIT_DONE : mls_command_misuse (_("“%s” is no value of %s"), value, key);

  return mls_command_misuse (_("Nothing of a layer is called “%s”"), key);
}

static MlsExit
set (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsReferenceLink) link = NULL;
  MlsExit result;
  guint place;
  gint64 id;

  if (!mls_verb_read_id (words[0], &id))
    return MLS_EXIT_USAGE;

  link = mls_store_find_reference_link (query->store, id, &error);
  if (link == NULL)
    return mls_command_fail (error);

  result = mls_verb_read_set (words + 1, set_one, link, &place);
  if (result != MLS_EXIT_DONE)
    return result;
  if (!mls_store_update_reference_link (query->store, link, &error))
    return mls_command_fail (error);

  return mls_verb_move (query->store, MLS_LINK_REFERENCE, id, place);
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
 * mls_command_reference:
 * @words: reference PROJECT [list] [--json], reference PROJECT add SOURCE… [--layer NAME] [--title TEXT]
 *   [--assume-crs] [--json], reference PROJECT remove ID…, reference PROJECT set ID KEY=VALUE…,
 *   reference PROJECT locate ID PATH
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_reference (char **words)
{
  g_auto (Query) query = { 0 };
  const GOptionEntry entries[] = {
    { "layer", 0, 0, G_OPTION_ARG_STRING, &query.layer, N_("Which layer of the source, if it has several"), N_("NAME") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &query.title, N_("What to call it; the name of its file if not given"), N_("TEXT") },
    { "assume-crs", 0, 0, G_OPTION_ARG_NONE, &query.assume_crs, N_("What does not say its reference system is in that of the project"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &query.as_json, N_("One JSON object a line"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = {
    entries, "PROJECT [list | add SOURCE… | remove ID… | set ID KEY=VALUE… | locate ID PATH]",
    N_("Maps of others that a project shows with its own: roads, parcels, communes, the one on top first. A source is "
       "any file of points, lines or areas that GDAL reads. Keys are title, source, layer and position; colour such as "
       "#b4e600, width in px, fill from 0 to 100; lies with over or under; shown, snapping and labels with yes or no; "
       "name with the field that names things; crs with project. “locate” says where a file that has moved is now, and "
       "finds what moved with it, photos too."),
    1, G_MAXUINT
  };

  return mls_verb_obey (&shape, verbs, words, &query, &query.store);
}
