#include "cli/verb.h"

#include "imagery/address.h"

#include <glib/gi18n-lib.h>

/* The verb that is named, or NULL if there is none of that name. */
static const MlsVerbRow *
find (const MlsVerbRow *verbs, char **operands)
{
  if (operands[1] == NULL)
    return verbs;

  for (; verbs->name != NULL; verbs++)
    if (g_str_equal (verbs->name, operands[1]))
      return verbs;

  return NULL;
}

/* What the verb itself gets of the words. */
static char **
words_of (const MlsVerbRow *verb, char **operands)
{
  char **words = operands + (operands[1] != NULL ? 2 : 1);

  if (verb->mode != MLS_VERB_NO_PROJECT)
    return words;

  g_free (operands[1]);
  operands[1] = g_steal_pointer (&operands[0]);

  return operands + 1;
}

static MlsExit
run (const MlsVerbRow *verb, gpointer query, MlsStore **store, char **operands)
{
  char **words = words_of (verb, operands);
  g_autoptr (GError) error = NULL;
  MlsExit result;

  if (g_strv_length (words) < verb->n_least)
    return mls_command_misuse (_("“%s” lacks words; --help tells which"), verb->name);

  if (verb->mode == MLS_VERB_NO_PROJECT)
    return verb->run (query, words);

  *store = mls_store_open (operands[0], (MlsStoreMode) verb->mode, &error);
  if (*store == NULL)
    return mls_command_fail (error);

  result = verb->run (query, words);
  if (*store != NULL && !mls_store_close (g_steal_pointer (store), &error))
    return mls_command_fail (error);

  return result;
}

/**
 * mls_verb_obey:
 * @shape: how the words of the command are read
 * @verbs: what it can do
 * @words: its words: its own name, a project, a verb, and the words of that
 * @query: what the options say, for the verb
 * @store: (out): where @query finds the project while it is done; a verb may take it from there and close it itself
 *
 * Returns: what to leave with
 */
MlsExit
mls_verb_obey (const MlsCommandShape *shape,
               const MlsVerbRow      *verbs,
               char                 **words,
               gpointer               query,
               MlsStore             **store)
{
  g_auto (GStrv) operands = NULL;
  const MlsVerbRow *verb;
  MlsExit result;

  if (!mls_command_parse (shape, words, &operands, &result))
    return result;

  verb = find (verbs, operands);

  return verb != NULL ? run (verb, query, store, operands)
                      : mls_command_misuse (_("“%s” is nothing that “%s” can do"), operands[1], words[0]);
}

/**
 * mls_verb_dup_source:
 * @word: a path or an address
 *
 * Returns: (transfer full): what a project remembers: a path from its folder or in full, whichever folder this
 *   was called in; nothing stays nothing, which cannot be opened, and is not that folder
 */
char *
mls_verb_dup_source (const char *word)
{
  gboolean is_path = *word != '\0' && !mls_address_is_remote (word) && !g_str_has_prefix (word, "/vsi");

  return is_path ? g_canonicalize_filename (word, NULL) : g_strdup (word);
}

/**
 * mls_verb_read_id:
 * @word: a word
 * @out: (out): the number it is
 *
 * Returns: %FALSE if it is none of a photo or layer, which the user has been told
 */
gboolean
mls_verb_read_id (const char *word, gint64 *out)
{
  if (g_ascii_string_to_signed (word, 10, 1, G_MAXINT64, out, NULL))
    return TRUE;

  mls_command_misuse (_("“%s” is no number of a photo or a layer"), word);
  return FALSE;
}

/* The value of "position": 1 for the one on top. */
static MlsExit
read_place (const char *value, guint *out)
{
  gint64 place;

  if (!g_ascii_string_to_signed (value, 10, 1, G_MAXINT, &place, NULL))
    return mls_command_misuse (_("“%s” is no value of %s"), value, "position");

  *out = (guint) place - 1;
  return MLS_EXIT_DONE;
}

static MlsExit
read_word (const char *word, MlsVerbSet set, gpointer user_data, guint *place)
{
  g_auto (GStrv) pair = g_strsplit (word, "=", 2);

  if (g_strv_length (pair) != 2)
    return mls_command_misuse (_("“%s” should be KEY=VALUE"), word);

  return g_str_equal (pair[0], "position") ? read_place (pair[1], place) : set (user_data, pair[0], pair[1]);
}

/**
 * mls_verb_read_set:
 * @words: (array zero-terminated=1): those of "set", behind the number
 * @set: (scope call): takes each, but for the position, which is no property of one link alone
 * @user_data: for @set
 * @place: (out): how many are to be over it, or %MLS_VERB_AS_IT_LIES
 *
 * Nothing is written meanwhile, so that the order of words says nothing and one that makes no sense leaves
 * everything as it was.
 *
 * Returns: %MLS_EXIT_DONE if all make sense; if one does not, the user has been told
 */
MlsExit
mls_verb_read_set (char **words, MlsVerbSet set, gpointer user_data, guint *place)
{
  MlsExit result = MLS_EXIT_DONE;

  *place = MLS_VERB_AS_IT_LIES;
  for (guint i = 0; result == MLS_EXIT_DONE && words[i] != NULL; i++)
    result = read_word (words[i], set, user_data, place);

  return result;
}

/**
 * mls_verb_remove:
 * @store: a project open for writing
 * @kind: of what
 * @words: (array zero-terminated=1): the numbers of those that the project is to forget
 *
 * Returns: what to leave with
 */
MlsExit
mls_verb_remove (MlsStore *store, MlsLinkKind kind, char **words)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gint64 id;

      if (!mls_verb_read_id (words[i], &id))
        return MLS_EXIT_USAGE;
      if (!mls_store_remove_link (store, kind, id, NULL, &error))
        return mls_command_fail (error);
    }

  return MLS_EXIT_DONE;
}

/**
 * mls_verb_move:
 * @store: a project open for writing
 * @kind: of what
 * @id: which of them
 * @place: as mls_verb_read_set() gives it
 *
 * Returns: what to leave with
 */
MlsExit
mls_verb_move (MlsStore *store, MlsLinkKind kind, gint64 id, guint place)
{
  g_autoptr (GError) error = NULL;

  if (place == MLS_VERB_AS_IT_LIES || mls_store_move_link (store, kind, id, place, &error))
    return MLS_EXIT_DONE;

  return mls_command_fail (error);
}

/**
 * mls_verb_locate:
 * @store: a project open for writing
 * @kind: of what
 * @words: (array zero-terminated=1): a number, and where that is now
 *
 * What else is missing and found the same way is found with it, and how many is told.
 *
 * Returns: what to leave with
 */
MlsExit
mls_verb_locate (MlsStore *store, MlsLinkKind kind, char **words)
{
  g_autofree char *source = mls_verb_dup_source (words[1]);
  g_autoptr (GError) error = NULL;
  guint n;
  gint64 id;

  if (!mls_verb_read_id (words[0], &id))
    return MLS_EXIT_USAGE;
  if (words[2] != NULL)
    return mls_command_misuse (_("“%s” finds one at a time: what moved with it is found with it"), "locate");
  if (!mls_store_relink (store, kind, id, source, &n, &error))
    return mls_command_fail (error);

  if (n > 1)
    g_printerr (g_dngettext (GETTEXT_PACKAGE, "%u other moved with it, and is found as well\n",
                             "%u others moved with it, and are found as well\n", n - 1),
                n - 1);

  return MLS_EXIT_DONE;
}
