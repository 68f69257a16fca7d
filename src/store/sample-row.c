#include "store/sample-row.h"

#include "base/text.h"

#include <string.h>

static const char *const judged_words[MLS_N_JUDGED] = {
  [MLS_JUDGED_NOT] = "noverif",     [MLS_JUDGED_RIGHT] = "ok",           [MLS_JUDGED_WRONG] = "erreur",
  [MLS_JUDGED_NO_OPINION] = "nsp", [MLS_JUDGED_TOO_HARD] = "difficile",
};

/* The second level says what it finds the unit to be: an error, or not. */
static const char *const confirmation_words[MLS_N_CONFIRMATIONS] = {
  [MLS_CONFIRMATION_NONE] = "noverif",
  [MLS_CONFIRMATION_CONFIRMED] = "erreur",
  [MLS_CONFIRMATION_REJECTED] = "ok",
};

static gboolean
find_word (const char *const *words, int n_words, const char *word, int *out)
{
  for (int i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i], word) == 0)
      {
        *out = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * mls_sample_row_judged_from_word: (skip)
 * @word: (nullable): as forms say it
 * @out: (out): what is said of a code
 *
 * Returns: %FALSE, with @out untouched, if it is no such word
 */
gboolean
mls_sample_row_judged_from_word (const char *word, MlsJudged *out)
{
  int found;

  if (!find_word (judged_words, MLS_N_JUDGED, word, &found))
    return FALSE;

  *out = (MlsJudged) found;

  return TRUE;
}

/**
 * mls_sample_row_confirmation_from_word: (skip)
 * @word: (nullable): as forms say it
 * @out: (out): what is said of an error
 *
 * Returns: %FALSE, with @out untouched, if it is no such word
 */
gboolean
mls_sample_row_confirmation_from_word (const char *word, MlsConfirmation *out)
{
  int found;

  if (!find_word (confirmation_words, MLS_N_CONFIRMATIONS, word, &found))
    return FALSE;

  *out = (MlsConfirmation) found;

  return TRUE;
}

/**
 * mls_sample_row_confirmation_word: (skip)
 * @confirmation: what is said of an error
 *
 * Returns: it as forms say it
 */
const char *
mls_sample_row_confirmation_word (MlsConfirmation confirmation)
{
  return confirmation_words[confirmation];
}

/**
 * mls_sample_row_is_same_name: (skip)
 * @a: a name
 * @b: another one
 *
 * Returns: whether they are one, however they are written
 */
gboolean
mls_sample_row_is_same_name (const char *a, const char *b)
{
  g_autofree char *folded_a = mls_text_fold (a);
  g_autofree char *folded_b = mls_text_fold (b);

  return strcmp (g_strstrip (folded_a), g_strstrip (folded_b)) == 0;
}

/**
 * mls_sample_row_own: (skip)
 * @dimension: of a sample
 *
 * Returns: what code_remplac is of
 */
MlsDimension
mls_sample_row_own (MlsDimension dimension)
{
  return dimension == MLS_DIMENSION_USE ? MLS_DIMENSION_USE : MLS_DIMENSION_COVER;
}

/**
 * mls_sample_row_other: (skip)
 * @dimension: of a sample
 *
 * Returns: what remplac_autre is of
 */
MlsDimension
mls_sample_row_other (MlsDimension dimension)
{
  return dimension == MLS_DIMENSION_USE ? MLS_DIMENSION_COVER : MLS_DIMENSION_USE;
}

/* A form has no word for what is too hard to tell. */
static MlsJudged
state_of (const MlsJudgement *judgement, MlsDimension dimension)
{
  MlsJudged all = mls_judgement_of_unit (judgement, dimension);

  return all == MLS_JUDGED_TOO_HARD ? MLS_JUDGED_NO_OPINION : all;
}

/* Who gives another code says that this one is wrong. */
static gboolean
settle_replacement (MlsJudgement *judgement, MlsDimension code)
{
  MlsJudged *judged = &judgement->judged[code];
  gboolean agrees = judgement->replacement[code] == 0 || *judged != MLS_JUDGED_RIGHT;

  if (judgement->replacement[code] != 0 && (*judged == MLS_JUDGED_NOT || !agrees))
    *judged = MLS_JUDGED_WRONG;

  return agrees;
}

/**
 * mls_sample_row_settle: (skip)
 * @judgement: all that a row says but its state
 * @dimension: of the sample
 * @state: what the row says the unit is, all in all
 *
 * The state counts where the rest says something else; but a form whose state has fallen back to “ok” beside another
 * code, an omission or a wrong outline still tells an error.
 *
 * Returns: %FALSE if the row contradicts itself
 */
gboolean
mls_sample_row_settle (MlsJudgement *judgement, MlsDimension dimension, MlsJudged state)
{
  MlsDimension own = mls_sample_row_own (dimension);
  MlsDimension other = mls_sample_row_other (dimension);
  gboolean own_agrees, other_agrees;

  if (state_of (judgement, dimension) != state)
    {
      judgement->judged[own] = state;
      if (dimension == MLS_DIMENSION_PAIR && state != MLS_JUDGED_WRONG && judgement->judged[other] == MLS_JUDGED_NOT)
        judgement->judged[other] = state;
    }

  own_agrees = settle_replacement (judgement, own);
  other_agrees = settle_replacement (judgement, other);

  return own_agrees && other_agrees && (state != MLS_JUDGED_RIGHT || state_of (judgement, dimension) == state);
}

static MlsJudged
judged_at (sqlite3_stmt *row, int column)
{
  MlsJudged judged = MLS_JUDGED_NOT;

  mls_sample_row_judged_from_word ((const char *) sqlite3_column_text (row, column), &judged);

  return judged;
}

/* What was confirmed before it was said is something else, and nobody confirms themselves. */
static gboolean
confirms_nothing (const MlsJudgement *judgement, MlsText confirmer, MlsText at)
{
  return (at != 0 && judgement->at != 0 && g_strcmp0 (g_quark_to_string (at), g_quark_to_string (judgement->at)) < 0) ||
         (confirmer != 0 && judgement->controller != 0 &&
          mls_sample_row_is_same_name (g_quark_to_string (confirmer), g_quark_to_string (judgement->controller)));
}

static void
read_confirmation (sqlite3_stmt *row, int first, MlsJudgement *out)
{
  MlsText confirmer = mls_statement_intern (row, first + 2);
  MlsText at = mls_statement_intern (row, first + 3);

  if (confirms_nothing (out, confirmer, at))
    return;

  mls_sample_row_confirmation_from_word ((const char *) sqlite3_column_text (row, first), &out->confirmation);
  out->confirmer_comment = mls_statement_intern (row, first + 1);
  out->confirmer = confirmer;
  out->confirmed_at = at;
}

/**
 * mls_sample_row_read: (skip)
 * @row: a row with %MLS_SAMPLE_ROW_COLUMNS
 * @first: the first of them
 * @dimension: of the sample
 * @out: (out): what the row says
 */
void
mls_sample_row_read (sqlite3_stmt *row, int first, MlsDimension dimension, MlsJudgement *out)
{
  MlsDimension own = mls_sample_row_own (dimension);
  MlsDimension other = mls_sample_row_other (dimension);

  *out = (MlsJudgement){ .geometric = sqlite3_column_int (row, first + 2) != 0,
                         .omission = sqlite3_column_int (row, first + 3) != 0,
                         .comment = mls_statement_intern (row, first + 4),
                         .source = mls_statement_intern (row, first + 5),
                         .proposal = mls_statement_intern (row, first + 9),
                         .controller = mls_statement_intern (row, first + 10),
                         .at = mls_statement_intern (row, first + 11) };
  out->judged[own] = judged_at (row, first + 6);
  out->judged[other] = judged_at (row, first + 7);
  out->replacement[own] = mls_statement_intern (row, first + 1);
  out->replacement[other] = mls_statement_intern (row, first + 8);
  mls_sample_row_settle (out, dimension, judged_at (row, first));
  read_confirmation (row, first + 12, out);
}

static void
bind_text (sqlite3_stmt *statement, int place, MlsText text)
{
  sqlite3_bind_text (statement, place, g_quark_to_string (text), -1, SQLITE_STATIC);
}

static void
bind_word (sqlite3_stmt *statement, int place, const char *word)
{
  sqlite3_bind_text (statement, place, word, -1, SQLITE_STATIC);
}

/* A code that is not wrong has none in its place. */
static MlsText
replacement_of (const MlsJudgement *judgement, MlsDimension code)
{
  return judgement->judged[code] == MLS_JUDGED_WRONG ? judgement->replacement[code] : 0;
}

/**
 * mls_sample_row_bind: (skip)
 * @statement: a statement with a parameter for each of %MLS_SAMPLE_ROW_COLUMNS
 * @first: the first of them, from 1
 * @dimension: of the sample
 * @judgement: what to write
 */
void
mls_sample_row_bind (sqlite3_stmt *statement, int first, MlsDimension dimension, const MlsJudgement *judgement)
{
  MlsDimension own = mls_sample_row_own (dimension);
  MlsDimension other = mls_sample_row_other (dimension);

  bind_word (statement, first, judged_words[state_of (judgement, dimension)]);
  bind_text (statement, first + 1, replacement_of (judgement, own));
  sqlite3_bind_int (statement, first + 2, judgement->geometric != 0);
  sqlite3_bind_int (statement, first + 3, judgement->omission != 0);
  bind_text (statement, first + 4, judgement->comment);
  bind_text (statement, first + 5, judgement->source);
  bind_word (statement, first + 6, judged_words[judgement->judged[own]]);
  bind_word (statement, first + 7, judged_words[judgement->judged[other]]);
  bind_text (statement, first + 8, replacement_of (judgement, other));
  bind_text (statement, first + 9, judgement->proposal);
  bind_text (statement, first + 10, judgement->controller);
  bind_text (statement, first + 11, judgement->at);
  bind_word (statement, first + 12, confirmation_words[judgement->confirmation]);
  bind_text (statement, first + 13, judgement->confirmer_comment);
  bind_text (statement, first + 14, judgement->confirmer);
  bind_text (statement, first + 15, judgement->confirmed_at);
}
