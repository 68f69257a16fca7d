#include "cli/verb.h"

#include "imagery/address.h"

#include <glib/gi18n-lib.h>

/**
 * mls_verb_find:
 * @verbs: what can be done
 * @operands: a project, and what to do with it
 *
 * Returns: (nullable): the verb that is named; %NULL if there is none of that name
 */
const MlsVerbRow *
mls_verb_find (const MlsVerbRow *verbs, char **operands)
{
  if (operands[1] == NULL)
    return verbs;

  for (; verbs->name != NULL; verbs++)
    if (g_str_equal (verbs->name, operands[1]))
      return verbs;

  return NULL;
}

/**
 * mls_verb_run:
 * @verb: what to do
 * @query: what the options say
 * @store: (out): where @query finds the project while it is done
 * @operands: a project, the verb, and its words
 *
 * Returns: what to leave with
 */
MlsExit
mls_verb_run (const MlsVerbRow *verb, gpointer query, MlsStore **store, char **operands)
{
  char **words = operands + (operands[1] != NULL ? 2 : 1);
  g_autoptr (GError) error = NULL;
  MlsExit result;

  if (g_strv_length (words) < verb->n_least)
    return mls_command_misuse (_("“%s” lacks words; --help tells which"), verb->name);

  *store = mls_store_open (operands[0], verb->mode, &error);
  if (*store == NULL)
    return mls_command_fail (error);

  result = verb->run (query, words);
  if (!mls_store_close (g_steal_pointer (store), &error))
    return mls_command_fail (error);

  return result;
}

/**
 * mls_verb_dup_source:
 * @word: a path or an address
 *
 * Returns: (transfer full): what a project remembers: a path from its folder or in full, whichever folder this
 *   was called in
 */
char *
mls_verb_dup_source (const char *word)
{
  return mls_address_is_remote (word) || g_str_has_prefix (word, "/vsi") ? g_strdup (word)
                                                                          : g_canonicalize_filename (word, NULL);
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

/**
 * mls_verb_read_place:
 * @word: the value of "position": 1 for the one on top
 * @out: (out): how many are to be over it
 *
 * Returns: %FALSE if it is none, which the user has been told
 */
gboolean
mls_verb_read_place (const char *word, guint *out)
{
  gint64 place;

  if (!g_ascii_string_to_signed (word, 10, 1, G_MAXINT, &place, NULL))
    {
      mls_command_misuse (_("“%s” is no value of %s"), word, "position");
      return FALSE;
    }

  *out = (guint) place - 1;
  return TRUE;
}

/**
 * mls_verb_read_pair:
 * @word: a word
 *
 * Returns: (transfer full): the key and the value in it; %NULL if it is no such pair, which the user has been told
 */
char **
mls_verb_read_pair (const char *word)
{
  char **pair = g_strsplit (word, "=", 2);

  if (g_strv_length (pair) == 2)
    return pair;

  mls_command_misuse (_("“%s” should be KEY=VALUE"), word);
  g_strfreev (pair);

  return NULL;
}
