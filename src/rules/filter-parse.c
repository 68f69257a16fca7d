#include "rules/filter-private.h"

#include "base/text.h"
#include "rules/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BLANKS " \t\n"
#define SIGNS  "=~<>"

/* A filter as it is read. */
typedef struct
{
  const char     *at;
  MlsFilterScope  scope;
  const MlsRules *rules;
  GArray         *words;  /* (element-type MlsFilterWord) */
  guint           clause;
  guint           n_read; /* words, with those between clauses */
} Reader;

static gboolean
is_end (char c)
{
  return c == '\0' || strchr (BLANKS, c) != NULL;
}

/* "Word 2, “ara<500”: there is no such word". */
static gboolean
fail (const Reader *reader, const char *start, const char *problem, GError **error)
{
  gsize whole = strcspn (start, BLANKS);
  g_autofree char *word = mls_text_line (start, (gssize) MAX (whole, (gsize) (reader->at - start)));

  /* Translators: the number of a word, the word, what is wrong with it. */
  g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FILTER, _("Word %u, “%s”: %s"), reader->n_read, word, problem);

  return FALSE;
}

/* "a!=b" is "!a=b". */
static void
read_sign (Reader *reader, MlsFilterWord *word)
{
  static const MlsFilterSign longest_first[] = { MLS_FILTER_UP_TO,    MLS_FILTER_FROM,  MLS_FILTER_IS,
                                                 MLS_FILTER_CONTAINS, MLS_FILTER_BELOW, MLS_FILTER_ABOVE };

  if (*reader->at == '!' && !is_end (reader->at[1]) && strchr (SIGNS, reader->at[1]) != NULL)
    {
      word->turned = !word->turned;
      reader->at++;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (longest_first); i++)
    {
      const char *text = mls_filter_sign_text (longest_first[i]);

      if (g_str_has_prefix (reader->at, text))
        {
          word->sign = longest_first[i];
          reader->at += strlen (text);
          return;
        }
    }
}

/* A quote inside quotes is written twice. NULL where they do not end. */
static char *
read_quoted (Reader *reader)
{
  GString *value = g_string_new (NULL);

  for (reader->at++; *reader->at != '\0'; reader->at++)
    {
      if (*reader->at == '"' && *++reader->at != '"')
        return g_string_free (value, FALSE);
      g_string_append_c (value, *reader->at);
    }

  g_string_free (value, TRUE);
  return NULL;
}

static char *
read_value (Reader *reader)
{
  gsize length = strcspn (reader->at, BLANKS);
  char *value;

  if (*reader->at == '"')
    return read_quoted (reader);

  value = g_strndup (reader->at, length);
  reader->at += length;

  return value;
}

static char *
wrong_sign (const MlsFilterWord *word)
{
  if (mls_filter_key_takes (word->key, MLS_FILTER_BARE) && !mls_filter_key_takes (word->key, MLS_FILTER_IS))
    return g_strdup (_("this word stands alone"));
  if (mls_filter_key_takes (word->key, MLS_FILTER_BELOW))
    return g_strdup (_("“<” or “>” and a number go behind it"));

  return g_strdup (_("“=” and a value go behind it"));
}

static char *
wrong_scope (const MlsFilterWord *word, MlsFilterScope scope)
{
  if (scope == MLS_FILTER_OF_DIFFERENCES)
    return g_strdup (_("this is not said of what differs between two states"));
  if (mls_filter_key_is_of (word->key, MLS_FILTER_OF_REGIONS))
    return g_strdup (_("this is not said of what was done"));

  return mls_filter_key_is_of (word->key, MLS_FILTER_OF_CHANGES) ? g_strdup (_("this is said of changes"))
                                                                  : g_strdup (_("this is said of what was done"));
}

/* What is of all that is found can be said once, and not be turned round. */
static char *
check_scope (const Reader *reader, const MlsFilterWord *word)
{
  if ((reader->scope == MLS_FILTER_OF_OPERATIONS || reader->scope == MLS_FILTER_OF_DIFFERENCES) && word->asked != 0)
    return g_strdup (_("this depends on what lies near, which the history does not tell"));
  if (word->key != MLS_FILTER_VINTAGE && word->key != MLS_FILTER_BEFORE && word->key != MLS_FILTER_DIMENSION)
    return NULL;
  if (word->turned)
    return g_strdup (_("this cannot be turned round"));

  for (guint i = 0; i < reader->words->len; i++)
    {
      const MlsFilterWord *other = &g_array_index (reader->words, MlsFilterWord, i);

      if (other->key == word->key && other->index != word->index)
        return g_strdup (_("another one was named before"));
    }

  return NULL;
}

/* Returns what is wrong with it, or NULL. */
static char *
read_word (Reader *reader, MlsFilterWord *word)
{
  g_autofree char *value = NULL;
  char *problem = NULL;
  gsize length;

  word->turned = *reader->at == '!';
  reader->at += word->turned;
  length = strcspn (reader->at, BLANKS "!" SIGNS);
  if (!mls_filter_key_find (reader->at, length, &word->key))
    return g_strdup (_("there is no such word"));
  if (!mls_filter_key_is_of (word->key, reader->scope))
    return wrong_scope (word, reader->scope);

  reader->at += length;
  read_sign (reader, word);
  if (!mls_filter_key_takes (word->key, word->sign))
    return wrong_sign (word);

  if (word->sign != MLS_FILTER_BARE && (value = read_value (reader)) == NULL)
    return g_strdup (_("the quotes do not end"));
  if (!is_end (*reader->at))
    return g_strdup (_("there is no such word"));

  return mls_filter_read_value (word, value, reader->rules, &problem) ? check_scope (reader, word) : problem;
}

static gboolean
take_word (Reader *reader, GError **error)
{
  MlsFilterWord word = { .clause = reader->clause };
  const char *start = reader->at;
  g_autofree char *problem = read_word (reader, &word);

  if (problem == NULL && reader->words->len == MLS_FILTER_MAX_WORDS)
    problem = g_strdup (_("there are too many words"));

  if (problem != NULL)
    {
      mls_filter_word_clear (&word);
      return fail (reader, start, problem, error);
    }

  g_array_append_val (reader->words, word);

  return TRUE;
}

static gboolean
is_or (const char *at)
{
  g_autofree char *word = g_strndup (at, strcspn (at, BLANKS));
  g_autofree char *folded = mls_text_fold (word);

  for (int language = 0; language < MLS_N_LANGUAGES; language++)
    if (g_str_equal (folded, mls_filter_or ((MlsLanguage) language)))
      return TRUE;

  return FALSE;
}

static gboolean
has_word (const Reader *reader)
{
  return reader->words->len > 0 &&
         g_array_index (reader->words, MlsFilterWord, reader->words->len - 1).clause == reader->clause;
}

static gboolean
take_or (Reader *reader, GError **error)
{
  const char *start = reader->at;

  reader->at += strcspn (reader->at, BLANKS);
  if (!has_word (reader) || reader->at[strspn (reader->at, BLANKS)] == '\0')
    return fail (reader, start, _("it stands between two words"), error);

  reader->clause++;

  return TRUE;
}

/**
 * mls_filter_parse:
 * @text: a filter, in words of any language
 * @scope: what it is to find
 * @rules: whose codes and vintages
 * @error: %MLS_RULES_ERROR_FILTER, naming the word that is wrong
 *
 * Returns: (transfer full) (nullable): what it asks for
 */
MlsFilter *
mls_filter_parse (const char *text, MlsFilterScope scope, const MlsRules *rules, GError **error)
{
  g_autoptr (GArray) words = g_array_new (FALSE, TRUE, sizeof (MlsFilterWord));
  Reader reader = { text, scope, rules, words, 0, 0 };

  g_array_set_clear_func (words, (GDestroyNotify) mls_filter_word_clear);
  for (reader.at += strspn (reader.at, BLANKS); *reader.at != '\0'; reader.at += strspn (reader.at, BLANKS))
    {
      reader.n_read++;
      if (is_or (reader.at) ? !take_or (&reader, error) : !take_word (&reader, error))
        return NULL;
    }

  if (words->len == 0)
    {
      g_set_error_literal (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FILTER, _("A filter is at least one word"));
      return NULL;
    }

  return mls_filter_new (g_steal_pointer (&words), reader.clause + 1);
}
