#include "cli/command.h"

#include "base/json.h"
#include "base/text.h"
#include "cli/progress.h"
#include "cli/verb.h"
#include "document/photo.h"
#include "store/error.h"
#include "store/vintage-import.h"
#include "store/vintage.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* What is asked for, as the options say, and the project it is asked of. */
typedef struct
{
  char      *copied;
  char      *imported;   /* a file */
  char      *layer;
  char      *map;
  char      *crs;
  char      *tolerance;
  char      *minimum;
  gboolean   only_lists;
  char      *title;
  GStrv      photos;
  char      *given_author;
  gboolean   as_json;

  MlsStore  *store;
  char      *author;
  MlsProgress *progress;
  const char  *what;     /* is being done */
} Query;

static void
query_clear (Query *query)
{
  g_free (query->copied);
  g_free (query->imported);
  g_free (query->layer);
  g_free (query->map);
  g_free (query->crs);
  g_free (query->tolerance);
  g_free (query->minimum);
  g_free (query->title);
  g_strfreev (query->photos);
  g_free (query->given_author);
  g_free (query->author);
  g_clear_pointer (&query->store, mls_store_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

static const MlsVintage *
vintage_at (const Query *query, guint vintage)
{
  guint n_vintages;

  return mls_store_get_vintages (query->store, &n_vintages) + vintage;
}

static gboolean
go_on (double fraction, gpointer user_data)
{
  Query *query = user_data;

  return mls_progress_go_on (query->progress, fraction, query->what);
}

/* Listing */

/* What became of the file that a date was read from. */
static void
print_report (const MlsVintageImportReport *report)
{
  const struct
  {
    const char *title;
    MlsArea2    area2;
  } lines[] = {
    { _("Coded as before"), report->same },
    { _("Changed"), report->changed },
    { _("Coded for the first time"), report->first_coded },
    { _("Not covered"), report->uncoded },
    { _("Area of the territory"), report->same + report->changed + report->first_coded + report->uncoded },
  };

  printf ("%s: %u\n", _("Polygons"), report->counts.n_polygons);
  printf ("%s: %u\n", _("Polygons whose border was brought onto existing ones"), report->n_moved);
  printf ("%s: %u\n", _("Faces that were cut"), report->n_cut);
  printf ("%s: %u\n", _("Slight changes dropped"), report->n_cured);
  printf ("%s: %u\n", _("Slight changes that stay"), report->n_left);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *area = mls_area2_to_text (lines[i].area2);

      printf ("%s:\t%s m²\n", lines[i].title, area);
    }
}

static void
write_area (MlsJson *json, const char *key, MlsArea2 area2)
{
  mls_json_number (json, key, mls_area2_to_m2 (area2));
}

static void
write_report (MlsJson *json, const MlsVintageImportReport *report)
{
  mls_json_integer (json, "polygons", report->counts.n_polygons);
  mls_json_integer (json, "moved", report->n_moved);
  if (report->compared != NULL)
    mls_json_string (json, "compared", report->compared);
  mls_json_integer (json, "faces", report->n_faces);
  mls_json_integer (json, "cut", report->n_cut);
  mls_json_integer (json, "added", report->n_added);
  write_area (json, "source_m2", report->source);
  write_area (json, "same_m2", report->same);
  write_area (json, "changed_m2", report->changed);
  write_area (json, "first_coded_m2", report->first_coded);
  write_area (json, "uncoded_m2", report->uncoded);
  mls_json_integer (json, "cured", report->n_cured);
  write_area (json, "cured_m2", report->cured);
  mls_json_integer (json, "left", report->n_left);
  write_area (json, "left_m2", report->left);
}

static void
print_vintage (const Query *query, const MlsVintage *vintage, const MlsVintageImportReport *report)
{
  const char *state = mls_vintage_state_name (vintage->state);
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!query->as_json)
    {
      printf ("%s\t%d\t%s\t%s\n", vintage->code, vintage->year, state, vintage->title);
      if (report != NULL)
        print_report (report);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_string (json, "code", vintage->code);
  mls_json_integer (json, "year", vintage->year);
  mls_json_string (json, "title", vintage->title);
  mls_json_string (json, "state", state);
  mls_json_integer (json, "since", vintage->since);
  if (vintage->copied_from != NULL)
    mls_json_string (json, "copied_from", vintage->copied_from);
  if (vintage->imported_from != NULL)
    mls_json_string (json, "imported_from", vintage->imported_from);
  if (report != NULL)
    write_report (json, report);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static MlsExit
list (gpointer user_data, char **words)
{
  const Query *query = user_data;
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (query->store, &n_vintages);

  for (guint v = 0; v < n_vintages; v++)
    print_vintage (query, &vintages[v], NULL);

  return MLS_EXIT_DONE;
}

/* Adding */

static gboolean
link_photo (Query *query, const char *word, const char *vintage, GError **error)
{
  MlsDisplay display = MLS_DISPLAY_AS_IS;
  g_autofree char *source = mls_verb_dup_source (word);
  g_autofree char *crs = mls_store_dup_crs (query->store, error);
  g_autoptr (MlsPhoto) photo = NULL;

  if (crs != NULL)
    photo = mls_photo_find (source, crs, &display, NULL, NULL, mls_progress_get_cancellable (query->progress), error);

  return photo != NULL && mls_photo_add (photo, query->store, vintage, NULL, error);
}

static void
tell (double fraction, const char *what, gpointer user_data)
{
  Query *query = user_data;

  mls_progress_tell (query->progress, fraction, _(what));
}

static gboolean
read_metres (const char *text, double *out, GError **error)
{
  if (text == NULL || mls_text_to_number (text, out))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("“%s” is no number of metres"), text);
  return FALSE;
}

static gboolean
import (Query *query, const MlsVintage *vintage, MlsVintageImportReport *report, GError **error)
{
  MlsVintageImportOptions options = { .vintage = *vintage, .author = query->author, .crs = query->crs,
                                      .tolerance_m = MLS_VINTAGE_TOLERANCE_M, .only_lists = query->only_lists };
  const MlsImportProgress progress = { mls_progress_get_cancellable (query->progress), tell, query };
  g_autoptr (MlsImportSource) source = NULL;

  if (!read_metres (query->tolerance, &options.tolerance_m, error) ||
      !read_metres (query->minimum, &options.minimum_m2, error))
    return FALSE;

  source = mls_import_source_open (query->imported, query->layer, error);
  if (source == NULL || (query->map != NULL && !mls_import_source_set_map (source, query->map, error)))
    return FALSE;

  options.vintage.imported_from = mls_import_layer_get_name (source->layer);

  return mls_store_import_vintage (query->store, source, &options, &progress, report, error);
}

static gboolean
write_vintage (Query *query, const MlsVintage *vintage, MlsVintageImportReport *report, GError **error)
{
  if (query->imported != NULL)
    return import (query, vintage, report, error);

  query->what = _("Copying labels");
  if (vintage->copied_from == NULL)
    return mls_store_add_vintage (query->store, vintage, query->author, NULL, error);

  return mls_store_copy_vintage (query->store, vintage, query->author, go_on, query, NULL, error);
}

static MlsExit
add (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (MlsProgress) progress = mls_progress_begin ();
  g_autoptr (GError) error = NULL;
  MlsVintageImportReport report = { 0 };
  MlsVintage vintage;
  guint added;

  query->progress = progress;
  if (words[1] != NULL)
    return mls_command_misuse (_("“%s” takes one date"), "add");
  if (!mls_command_read_vintage (words[0], &vintage) || (query->author = mls_command_author (query->given_author)) == NULL)
    return MLS_EXIT_USAGE;

  if (query->imported != NULL && query->copied != NULL)
    return mls_command_misuse (_("--copy and --from do not go together"));

  vintage.title = query->title;
  vintage.copied_from = query->copied;
  if (!write_vintage (query, &vintage, &report, &error))
    {
      mls_progress_clear (progress);
      return mls_command_fail (error);
    }

  mls_progress_clear (progress);
  for (guint i = 0; query->photos != NULL && query->photos[i] != NULL; i++)
    if (!link_photo (query, query->photos[i], vintage.code, &error))
      return mls_command_fail (error);

  if (mls_command_find_vintage (query->store, vintage.code, &added))
    print_vintage (query, vintage_at (query, added), query->imported != NULL ? &report : NULL);

  return MLS_EXIT_DONE;
}

/* Changing */

/* What "set" is to make of a vintage; what is NULL stays. */
typedef struct
{
  char           *title;
  char           *year;
  gboolean        has_state;
  MlsVintageState state;
} Change;

static void
change_clear (Change *change)
{
  g_free (change->title);
  g_free (change->year);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

static MlsExit
set_one (gpointer user_data, const char *key, const char *value)
{
  Change *change = user_data;

  if (g_str_equal (key, "title"))
    change->title = g_strdup (value);
  else if (g_str_equal (key, "year"))
    change->year = g_strdup (value);
  else if (!g_str_equal (key, "state"))
    return mls_command_misuse (_("Nothing of a date is called “%s”"), key);
  else if (!mls_vintage_state_from_name (value, &change->state))
    return mls_command_misuse (_("“%s” is no value of %s"), value, key);
  else
    change->has_state = TRUE;

  return MLS_EXIT_DONE;
}

static gboolean
make_change (Query *query, guint vintage, const Change *change, const MlsVintage *renamed, GError **error)
{
  if (change->title != NULL && !mls_store_set_vintage_title (query->store, vintage, change->title, error))
    return FALSE;
  if (change->has_state && !mls_store_set_vintage_state (query->store, vintage, change->state, query->author, error))
    return FALSE;

  return change->year == NULL ||
         mls_store_rename_vintage (query->store, vintage, renamed->code, renamed->year, query->author, error);
}

static MlsExit
set (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_auto (Change) change = { 0 };
  g_autoptr (GError) error = NULL;
  MlsVintage renamed;
  MlsExit result;
  guint vintage, place;

  if (!mls_command_find_vintage (query->store, words[0], &vintage))
    return MLS_EXIT_USAGE;

  result = mls_verb_read_set (words + 1, set_one, &change, &place);
  if (result != MLS_EXIT_DONE)
    return result;
  if (place != MLS_VERB_AS_IT_LIES)
    return mls_command_misuse (_("Nothing of a date is called “%s”"), "position");
  if ((change.year != NULL && !mls_command_read_vintage (change.year, &renamed)) ||
      (query->author = mls_command_author (query->given_author)) == NULL)
    return MLS_EXIT_USAGE;

  return make_change (query, vintage, &change, &renamed, &error) ? MLS_EXIT_DONE : mls_command_fail (error);
}

/* Dropping */

static MlsExit
drop (gpointer user_data, char **words)
{
  Query *query = user_data;
  g_autoptr (MlsProgress) progress = mls_progress_begin ();
  g_autoptr (GError) error = NULL;
  gboolean dropped;
  guint vintage;

  query->progress = progress;
  query->what = _("Taking the date out");
  if (words[1] != NULL)
    return mls_command_misuse (_("“%s” takes one date"), "drop");
  if (!mls_command_find_vintage (query->store, words[0], &vintage) ||
      (query->author = mls_command_author (query->given_author)) == NULL)
    return MLS_EXIT_USAGE;

  dropped = mls_store_drop_vintage (query->store, vintage, query->author, go_on, query, &error);
  mls_progress_clear (progress);

  return dropped ? MLS_EXIT_DONE : mls_command_fail (error);
}

static const MlsVerbRow verbs[] = {
  { "list", list, 0, MLS_STORE_READ_ONLY },
  { "add", add, 1, MLS_STORE_READ_WRITE },
  { "set", set, 2, MLS_STORE_READ_WRITE },
  { "drop", drop, 1, MLS_STORE_READ_WRITE },
  { NULL },
};

/**
 * mls_command_vintage:
 * @words: vintage PROJECT [list] [--json], vintage PROJECT add YEAR [--copy YY | --from FILE [--layer L] [--map M] [--crs C]
 *   [--tolerance METRES] [--minimum M²] [--keep-slight]] [--title TEXT] [--photo SOURCE …] [--author NAME] [--json], vintage PROJECT set YY KEY=VALUE… [--author NAME], vintage PROJECT drop YY
 *   [--author NAME]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_vintage (char **words)
{
  g_auto (Query) query = { 0 };
  const GOptionEntry entries[] = {
    { "copy", 0, 0, G_OPTION_ARG_STRING, &query.copied, N_("The date whose codes the new one begins with; without, it is empty"), "YY" },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &query.imported, N_("The file whose codes the new one has, laid over the faces there are"), N_("FILE") },
    { "layer", 0, 0, G_OPTION_ARG_STRING, &query.layer, N_("Which layer of the file, if there are several"), N_("NAME") },
    { "map", 0, 0, G_OPTION_ARG_STRING, &query.map, N_("Which column of the file holds what; guessed if not given"), N_("cs27=COLUMN,us27=COLUMN,…") },
    { "crs", 0, 0, G_OPTION_ARG_STRING, &query.crs, N_("Coordinate reference system of the file, if it does not tell"), "CRS" },
    { "tolerance", 0, 0, G_OPTION_ARG_STRING, &query.tolerance, N_("How near borders of the file are to be to existing ones to follow them; 1 if not given"), N_("METRES") },
    { "minimum", 0, 0, G_OPTION_ARG_STRING, &query.minimum, N_("Ground that changes and is less is none; the project’s own minima if not given"), "M²" },
    { "keep-slight", 0, 0, G_OPTION_ARG_NONE, &query.only_lists, N_("Leave such ground as the file has it, and list it"), NULL },
    { "title", 0, 0, G_OPTION_ARG_STRING, &query.title, N_("What to call it; its year if not given"), N_("TEXT") },
    { "photo", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &query.photos, N_("A photo of that date; as often as wanted"), N_("SOURCE") },
    { "author", 0, 0, G_OPTION_ARG_STRING, &query.given_author, N_("Who does it"), N_("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &query.as_json, N_("One JSON object a line"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = {
    entries, "PROJECT [list | add YEAR | set YY KEY=VALUE… | drop YY]",
    N_("The dates of a project, the oldest first. A date that is added as a copy of another one has its codes and its "
       "photovoltaics, to be updated or back-dated from there; doubts, sources and comments tell of a look at one photo, "
       "and stay with it. One read from a file is laid over the "
       "faces there are, which its borders part where they are no existing ones. Keys are title; state with open, closed, which takes corrections alone, or frozen, to which "
       "nothing is written; and year, as long as no edit names the date. Only a date that holds no work can be dropped. "
       "Nothing before these can be undone."),
    1, G_MAXUINT
  };

  return mls_verb_obey (&shape, verbs, words, &query, &query.store);
}
