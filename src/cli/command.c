#include "cli/command.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "imagery/cache-room.h"
#include "imagery/error.h"
#include "rules/error.h"
#include "rules/language.h"
#include "coverage/error.h"
#include "coverage/refusal.h"
#include "delivery/error.h"
#include "store/state.h"
#include "store/version.h"
#include "store/zone.h"
#include "store/error.h"
#include "team/error.h"
#include "vector/error.h"

#define SETTINGS_SCHEMA "io.github.millesime.Millesime"

static const MlsCommand commands[] = {
  { "demo", "DIR", N_("Make a made-up territory"), mls_command_demo },
  { "new", "PROJECT", N_("Make a project without faces"), mls_command_new },
  { "import", "PROJECT SOURCE…", N_("Fill a project with the polygons of a layer"), mls_command_import },
  { "export", "PROJECT FILE", N_("Write the coverage for other programs"), mls_command_export },
  { "deliver", "PROJECT [TARGET]", N_("Check a map and hand it over as the products agreed on"), mls_command_deliver },
  { "info", "PROJECT", N_("Say what a project holds"), mls_command_info },
  { "render", "PROJECT FILE", N_("Draw the map as a picture"), mls_command_render },
  { "check", "PROJECT", N_("Check the whole coverage"), mls_command_check },
  { "list", "WHAT PROJECT", N_("List faces, regions, changes, findings or exceptions"), mls_command_list_map },
  { "story", "PROJECT X Y", N_("Tell what a place is at each date"), mls_command_story },
  { "matrix", "PROJECT", N_("Tell what became of what between two dates"), mls_command_matrix },
  { "report", "PROJECT FILE", N_("Print what became of a zone between two dates"), mls_command_report },
  { "sample", "PROJECT -o FILE", N_("Draw regions to be judged, and bring judgements together"), mls_command_sample },
  { "accuracy", "FILE…", N_("Tell how right a map is by samples of it"), mls_command_accuracy },
  { "maintenance", "PROJECT FILE…", N_("Send back what users of the map have noticed"), mls_command_maintenance },
  { "cure", "PROJECT", N_("Give what is too small to its neighbours"), mls_command_cure },
  { "nomenclature", "[PROJECT …]", N_("List the nomenclatures there are; tell, set or replace that of a project"), mls_command_nomenclature },
  { "rule", "PROJECT [NAME [VALUE]]", N_("Tell or set the rules of a project"), mls_command_rule },
  { "vintage", "PROJECT", N_("List or change the dates of a project"), mls_command_vintage },
  { "imagery", "PROJECT", N_("List or change the photos of a project"), mls_command_imagery },
  { "reference", "PROJECT", N_("List or change the reference layers of a project"), mls_command_reference },
  { "zone", "PROJECT", N_("List or change where each author works"), mls_command_zone },
  { "prepare", "SOURCE", N_("Make a photo quick to look at from afar"), mls_command_prepare },
  { "edit", "PROJECT", N_("Do what a script on standard input says"), mls_command_edit },
  { "log", "PROJECT", N_("Tell what was done"), mls_command_log },
  { "diff", "PROJECT FROM [TO]", N_("Tell what differs between two states"), mls_command_diff },
  { "undo", "PROJECT", N_("Take back the newest operation"), mls_command_undo },
  { "redo", "PROJECT", N_("Take back the newest undo"), mls_command_redo },
  { "package", "PROJECT", N_("Take a part of a project out to work on, and bring it back"), mls_command_package },
  { "team", "PROJECT", N_("Share a project through a database"), mls_command_team },
  { "revert", "PROJECT OPERATION…", N_("Take back operations whatever came after them"), mls_command_revert },
  { "restore", "PROJECT STATE", N_("Bring back a state of the past"), mls_command_restore },
  { "backup", "PROJECT FILE", N_("Copy a project, edited or not"), mls_command_backup },
  { "mend", "PROJECT", N_("Make again what another program has taken away"), mls_command_mend },
  { "compact", "PROJECT [STATE]", N_("Make the history shorter, but for what has a name"), mls_command_compact },
  { "version", "PROJECT [NAME]", N_("List the versions, or name one"), mls_command_version },
  { "verify", "PROJECT [DELIVERY]", N_("Tell whether a delivery is what it was"), mls_command_verify },
};

/**
 * mls_command_find:
 * @name: a word
 *
 * Returns: (nullable): the command of that name
 */
const MlsCommand *
mls_command_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];

  return NULL;
}

/**
 * mls_command_list:
 *
 * Prints the commands.
 */
void
mls_command_list (void)
{
  printf ("%s\n\n", _("millesime-cli COMMAND …"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *usage = g_strdup_printf ("%s %s", commands[i].name, commands[i].arguments);

      printf ("  %-28s%s\n", usage, _(commands[i].summary));
    }

  printf ("\n%s\n%s\n", _("“millesime-cli COMMAND --help” tells more of each."),
          _("The exit status is 0 when all is done, 1 for errors found or an edit refused, 2 for a wrong "
            "call, 3 for a file that cannot be read or written, 130 after Ctrl+C."));
}

static gboolean
count_fits (const MlsCommandShape *shape, char **operands)
{
  guint n = g_strv_length (operands);

  return n >= shape->n_least && n <= shape->n_most;
}

static GOptionContext *
context_of (const MlsCommandShape *shape, gboolean *help)
{
  const GOptionEntry entries[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, help, N_("Show this help"), NULL },
    { NULL },
  };
  GOptionContext *context = g_option_context_new (shape->arguments);

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _(shape->summary));
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (shape->entries != NULL)
    g_option_context_add_main_entries (context, shape->entries, GETTEXT_PACKAGE);

  return context;
}

/**
 * mls_command_parse:
 * @shape: how the words of a command are read
 * @words: its words, its own name first
 * @operands: (out) (transfer full): those that are no options, on success
 * @result: (out): what to leave with if there is nothing to do
 *
 * Returns: whether there is something to do; if not, the user has been told or shown why
 */
gboolean
mls_command_parse (const MlsCommandShape *shape, char **words, char ***operands, MlsExit *result)
{
  gboolean help = FALSE;
  g_autoptr (GOptionContext) context = context_of (shape, &help);
  g_auto (GStrv) rest = g_strdupv (words);
  g_autofree char *name = g_strdup_printf ("millesime-cli %s", words[0]);
  g_autoptr (GError) error = NULL;

  g_set_prgname (name);
  if (!g_option_context_parse_strv (context, &rest, &error))
    {
      *result = mls_command_misuse ("%s", error->message);
      return FALSE;
    }

  if (help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

      fputs (text, stdout);
      *result = MLS_EXIT_DONE;
      return FALSE;
    }

  if (!count_fits (shape, rest + 1))
    {
      *result = mls_command_misuse (_("The call should be: %s %s"), name, shape->arguments);
      return FALSE;
    }

  *operands = g_strdupv (rest + 1);
  return TRUE;
}

G_GNUC_PRINTF (1, 0)
static void
tell (const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);

  fprintf (stderr, "%s: %s\n", g_get_prgname (), text);
}

/**
 * mls_command_misuse:
 * @format: for printf()
 * @...: what goes into it
 *
 * Tells on standard error that the program was called wrongly.
 *
 * Returns: %MLS_EXIT_USAGE
 */
MlsExit
mls_command_misuse (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  tell (format, arguments);
  va_end (arguments);

  return MLS_EXIT_USAGE;
}

/**
 * mls_command_break:
 * @format: for printf()
 * @...: what goes into it
 *
 * Tells on standard error what cannot be read or written.
 *
 * Returns: %MLS_EXIT_INPUT
 */
MlsExit
mls_command_break (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  tell (format, arguments);
  va_end (arguments);

  return MLS_EXIT_INPUT;
}

/* What the caller should have said otherwise; all else is wrong with a file. */
static const MlsStoreError misuses[] = {
  MLS_STORE_ERROR_EXISTS, MLS_STORE_ERROR_ARGUMENT, MLS_STORE_ERROR_NO_MAP,
  MLS_STORE_ERROR_NO_CRS, MLS_STORE_ERROR_OTHER_CRS,
};

static MlsExit
exit_of (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (misuses); i++)
    if (g_error_matches (error, MLS_STORE_ERROR, (int) misuses[i]))
      return MLS_EXIT_USAGE;

  if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return MLS_EXIT_CANCELLED;

  if (g_error_matches (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_NO_CRS) ||
      g_error_matches (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_GCPS) ||
      g_error_matches (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_NO_CRS) ||
      g_error_matches (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_NO_LAYER) ||
      g_error_matches (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_FIELD))
    return MLS_EXIT_USAGE;

  if (g_error_matches (error, MLS_DELIVERY_ERROR, MLS_DELIVERY_ERROR_NOT_CONFORM))
    return MLS_EXIT_FINDINGS;

  if (g_error_matches (error, MLS_RULES_ERROR, MLS_RULES_ERROR_MISSING) ||
      g_error_matches (error, MLS_DELIVERY_ERROR, MLS_DELIVERY_ERROR_ARGUMENT) ||
      g_error_matches (error, MLS_DELIVERY_ERROR, MLS_DELIVERY_ERROR_ZONES) ||
      g_error_matches (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_ARGUMENT) ||
      g_error_matches (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_EXISTS))
    return MLS_EXIT_USAGE;

  if (g_error_matches (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_ROLE) ||
      g_error_matches (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_LOCKED) ||
      g_error_matches (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_MOVED) ||
      g_error_matches (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_STALE))
    return MLS_EXIT_FINDINGS;

  if (error->domain == MLS_REFUSAL || g_error_matches (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_CLASH) ||
      g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED) ||
      g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING) ||
      g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_WORK))
    return MLS_EXIT_FINDINGS;

  return MLS_EXIT_INPUT;
}

/**
 * mls_command_fail:
 * @error: what went wrong
 *
 * Tells it on standard error.
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_fail (const GError *error)
{
  fprintf (stderr, "%s: %s\n", g_get_prgname (), error->message);

  return exit_of (error);
}

/* The preferences of the editor, where that is installed, or %NULL. */
static GSettings *
find_preferences (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, SETTINGS_SCHEMA, TRUE) : NULL;

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static char *
preferred_author (void)
{
  g_autoptr (GSettings) settings = find_preferences ();

  return settings != NULL ? g_settings_get_string (settings, "author") : NULL;
}

/**
 * mls_command_limit_room:
 *
 * To be called before photos are read: keeps no more of what comes of servers than the editor does.
 */
void
mls_command_limit_room (void)
{
  g_autoptr (GSettings) settings = find_preferences ();

  if (settings != NULL)
    mls_cache_room_set_limit ((guint64) (g_settings_get_double (settings, "server-room") * 1e9));
}

/**
 * mls_command_find_state:
 * @store: a project
 * @word: the name of a version, or the number of an operation
 * @operation: (out): the operation right after which that state is
 * @error: %MLS_STORE_ERROR_NOTHING if there is none, or any other #MLS_STORE_ERROR
 *
 * Returns: whether there is one
 */
gboolean
mls_command_find_state (MlsStore *store, const char *word, gint64 *operation, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (MlsOperation) named = NULL;

  if (mls_store_find_version (store, word, operation, &reason))
    return TRUE;

  if (!g_ascii_string_to_signed (word, 10, 1, G_MAXINT64, operation, NULL))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  named = mls_store_operation (store, *operation, error);

  return named != NULL;
}

/**
 * mls_command_open_state:
 * @path: a project
 * @word: (nullable): what was given with %MLS_COMMAND_AS_OF
 * @error: %MLS_STORE_ERROR_ARGUMENT if there is no such state, or any other #MLS_STORE_ERROR
 *
 * Returns: (transfer full): the project to be read as it was then, or is, or %NULL
 */
MlsStore *
mls_command_open_state (const char *path, const char *word, GError **error)
{
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_ONLY, error);
  g_autoptr (GError) reason = NULL;
  gint64 operation;

  if (store == NULL || word == NULL)
    return g_steal_pointer (&store);

  if (mls_command_find_state (store, word, &operation, &reason))
    return mls_store_show_state (store, operation, error) ? g_steal_pointer (&store) : NULL;

  if (g_error_matches (reason, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING))
    g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, reason->message);
  else
    g_propagate_error (error, g_steal_pointer (&reason));

  return NULL;
}

/**
 * mls_command_read_zone:
 * @store: a project
 * @word: the name of who has a zone, or a zone as mls_zone_read() knows it
 * @error: %MLS_STORE_ERROR_ARGUMENT if it is neither, or another #MLS_STORE_ERROR
 *
 * Returns: (transfer full): the zone, or %NULL
 */
MlsZone *
mls_command_read_zone (MlsStore *store, const char *word, GError **error)
{
  g_autoptr (GHashTable) zones = mls_store_list_zones (store, error);
  g_autofree char *author = NULL;
  MlsZone *zone = NULL;

  if (zones == NULL || g_hash_table_steal_extended (zones, word, (gpointer *) &author, (gpointer *) &zone))
    return zone;

  zone = mls_zone_read (word);
  if (zone == NULL)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
                 _("“%s” is neither an author with a zone nor a polygon X1,Y1,X2,Y2,…"), word);

  return zone;
}

/**
 * mls_command_author:
 * @given: (nullable): the author named by an option
 *
 * The name of the account is never taken for that of a person: half of what runs scripts is root.
 *
 * Returns: (transfer full) (nullable): whose edits these are; %NULL if nobody is named, which the
 *   user has been told
 */
char *
mls_command_author (const char *given)
{
  g_autofree char *author = given != NULL ? g_strdup (given) : preferred_author ();

  if (author != NULL)
    g_strstrip (author);
  if (author != NULL && author[0] != '\0' && !g_str_equal (author, "root"))
    return g_steal_pointer (&author);

  mls_command_misuse (_("Edits carry a name: give it as --author NAME, or set it once in the editor's preferences"));

  return NULL;
}

/**
 * mls_command_language:
 *
 * Returns: the language of class labels in messages, as of the session
 */
MlsLanguage
mls_command_language (void)
{
  return mls_language_of_user ();
}

/* Of a language for which the system has no locale only the texts are had, and numbers as programs write them. */
static void
choose_locale (const char *language)
{
  static const char *const french[] = { "fr_FR.UTF-8", "fr_BE.UTF-8", "fr_CH.UTF-8", "fr_CA.UTF-8" };

  for (guint i = 0; g_str_equal (language, "fr") && i < G_N_ELEMENTS (french); i++)
    if (setlocale (LC_ALL, french[i]) != NULL)
      return;

  setlocale (LC_ALL, "C.UTF-8");
}

/**
 * mls_command_choose_language:
 * @words: those of a command that has an option --language, before anything else is done with them
 *
 * All is said in the language that is given, and numbers are written as it writes them.
 *
 * Returns: %FALSE if it is neither "fr" nor "en", which the user has been told
 */
gboolean
mls_command_choose_language (char **words)
{
  const char *language = mls_language_find_option (words);

  if (language == NULL)
    return TRUE;

  if (!g_str_equal (language, "fr") && !g_str_equal (language, "en"))
    {
      mls_command_misuse (_("A language is “fr” or “en”, not “%s”"), language);
      return FALSE;
    }

  g_setenv ("LANGUAGE", language, TRUE);
  choose_locale (language);

  return TRUE;
}

/**
 * mls_command_read_vintage:
 * @word: "21" or "2021"
 * @out: (out): the vintage, as long as @word stays
 *
 * Returns: %FALSE if @word is none, which the user has been told
 */
gboolean
mls_command_read_vintage (const char *word, MlsVintage *out)
{
  if (mls_vintage_read (word, out))
    return TRUE;

  mls_command_misuse (_("A vintage is two or four digits, not “%s”"), word);
  return FALSE;
}

/**
 * mls_command_find_vintage:
 * @store: a project
 * @code: (nullable): a vintage's code; %NULL for the newest
 * @out: (out): its index
 *
 * Returns: %FALSE if there is none, which the user has been told
 */
gboolean
mls_command_find_vintage (MlsStore *store, const char *code, guint *out)
{
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n_vintages);

  if (n_vintages == 0)
    {
      mls_command_misuse (_("This project has no vintage"));
      return FALSE;
    }

  if (code == NULL)
    {
      *out = mls_vintage_newest (vintages, n_vintages);
      return TRUE;
    }

  if (mls_vintage_find (vintages, n_vintages, code, out))
    return TRUE;

  mls_command_misuse (_("There is no vintage “%s”"), code);

  return FALSE;
}
