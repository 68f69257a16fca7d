#include "rules/judgement.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *name; /* in files */
  const char *text; /* for people */
} Words;

static const Words judged_words[MLS_N_JUDGED] = {
  [MLS_JUDGED_NOT] = { "not-judged", N_("not judged") },
  [MLS_JUDGED_RIGHT] = { "right", N_("right") },
  [MLS_JUDGED_WRONG] = { "wrong", N_("wrong") },
  [MLS_JUDGED_NO_OPINION] = { "no-opinion", N_("no opinion") },
  [MLS_JUDGED_TOO_HARD] = { "too-hard", N_("too hard to tell") },
};

static const Words confirmation_words[MLS_N_CONFIRMATIONS] = {
  [MLS_CONFIRMATION_NONE] = { "none", N_("not confirmed yet") },
  [MLS_CONFIRMATION_CONFIRMED] = { "confirmed", N_("confirmed") },
  [MLS_CONFIRMATION_REJECTED] = { "rejected", N_("rejected") },
};

static gboolean
find_name (const Words *words, int n_words, const char *name, int *out)
{
  for (int i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i].name, name) == 0)
      {
        *out = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * mls_judged_name:
 * @judged: what is said of a code
 *
 * Returns: its name for programs
 */
const char *
mls_judged_name (MlsJudged judged)
{
  g_return_val_if_fail ((guint) judged < MLS_N_JUDGED, NULL);

  return judged_words[judged].name;
}

/**
 * mls_judged_from_name:
 * @name: (nullable): a name as mls_judged_name() gives it
 * @out: (out): what is said of a code
 *
 * Returns: %FALSE, with @out untouched, for any other name
 */
gboolean
mls_judged_from_name (const char *name, MlsJudged *out)
{
  int found;

  if (!find_name (judged_words, MLS_N_JUDGED, name, &found))
    return FALSE;

  *out = (MlsJudged) found;

  return TRUE;
}

/**
 * mls_judged_text:
 * @judged: what is said of a code
 *
 * Returns: what a person calls that, in small letters
 */
const char *
mls_judged_text (MlsJudged judged)
{
  g_return_val_if_fail ((guint) judged < MLS_N_JUDGED, NULL);

  return _(judged_words[judged].text);
}

/**
 * mls_confirmation_name:
 * @confirmation: what is said of an error
 *
 * Returns: its name for programs
 */
const char *
mls_confirmation_name (MlsConfirmation confirmation)
{
  g_return_val_if_fail ((guint) confirmation < MLS_N_CONFIRMATIONS, NULL);

  return confirmation_words[confirmation].name;
}

/**
 * mls_confirmation_from_name:
 * @name: (nullable): a name as mls_confirmation_name() gives it
 * @out: (out): what is said of an error
 *
 * Returns: %FALSE, with @out untouched, for any other name
 */
gboolean
mls_confirmation_from_name (const char *name, MlsConfirmation *out)
{
  int found;

  if (!find_name (confirmation_words, MLS_N_CONFIRMATIONS, name, &found))
    return FALSE;

  *out = (MlsConfirmation) found;

  return TRUE;
}

/**
 * mls_confirmation_text:
 * @confirmation: what is said of an error
 *
 * Returns: what a person calls that, in small letters
 */
const char *
mls_confirmation_text (MlsConfirmation confirmation)
{
  g_return_val_if_fail ((guint) confirmation < MLS_N_CONFIRMATIONS, NULL);

  return _(confirmation_words[confirmation].text);
}

/**
 * mls_judgement_is_of:
 * @set: the dimension of a sample
 * @code: cover or use
 *
 * Returns: whether what is said of that code counts in the sample’s figures, and is not only told on the way
 */
gboolean
mls_judgement_is_of (MlsDimension set, MlsDimension code)
{
  return set == code || set == MLS_DIMENSION_PAIR;
}

/**
 * mls_judgement_of:
 * @judgement: a judgement
 * @set: the dimension of the sample it is of
 * @code: cover or use
 *
 * An outline that is off and a region that was not drawn are errors of what the sample is of, also where the code
 * itself is right.
 *
 * Returns: what @judgement makes of @code, all in all
 */
MlsJudged
mls_judgement_of (const MlsJudgement *judgement, MlsDimension set, MlsDimension code)
{
  g_return_val_if_fail (code < MLS_N_CODES, MLS_JUDGED_NOT);

  if (mls_judgement_is_of (set, code) && (judgement->geometric || judgement->omission))
    return MLS_JUDGED_WRONG;

  return judgement->judged[code];
}

/**
 * mls_judgement_of_unit:
 * @judgement: a judgement
 * @set: the dimension of the sample it is of
 *
 * Of a pair both codes count: it is wrong where one of them is, and right where both are.
 *
 * Returns: what @judgement makes of the unit, all in all
 */
MlsJudged
mls_judgement_of_unit (const MlsJudgement *judgement, MlsDimension set)
{
  MlsJudged cover = mls_judgement_of (judgement, set, MLS_DIMENSION_COVER);
  MlsJudged use = mls_judgement_of (judgement, set, MLS_DIMENSION_USE);

  if (set != MLS_DIMENSION_PAIR)
    return set == MLS_DIMENSION_COVER ? cover : use;
  if (cover == MLS_JUDGED_WRONG || use == MLS_JUDGED_WRONG)
    return MLS_JUDGED_WRONG;
  if (cover == MLS_JUDGED_NOT || use == MLS_JUDGED_NOT)
    return MLS_JUDGED_NOT;

  return MAX (cover, use);
}

/**
 * mls_judgement_is_whole:
 * @judgement: a judgement
 * @set: the dimension of the sample it is of
 *
 * Returns: whether something is said of all that counts in the sample’s figures
 */
gboolean
mls_judgement_is_whole (const MlsJudgement *judgement, MlsDimension set)
{
  for (MlsDimension code = 0; code < MLS_N_CODES; code++)
    if (mls_judgement_is_of (set, code) && mls_judgement_of (judgement, set, code) == MLS_JUDGED_NOT)
      return FALSE;

  return TRUE;
}

/**
 * mls_judgement_is_error:
 * @judgement: a judgement
 *
 * Returns: whether it says that anything is wrong, be it only what its sample is not of
 */
gboolean
mls_judgement_is_error (const MlsJudgement *judgement)
{
  return judgement->geometric || judgement->omission || judgement->judged[MLS_DIMENSION_COVER] == MLS_JUDGED_WRONG ||
         judgement->judged[MLS_DIMENSION_USE] == MLS_JUDGED_WRONG;
}

/**
 * mls_judgement_is_empty:
 * @judgement: a judgement
 *
 * Returns: whether it says nothing at all, in words neither
 */
gboolean
mls_judgement_is_empty (const MlsJudgement *judgement)
{
  static const MlsJudgement nothing;

  return mls_judgement_says_same (judgement, &nothing) && judgement->comment == 0 && judgement->source == 0 &&
         judgement->proposal == 0;
}

/**
 * mls_judgement_says_same:
 * @a: a judgement
 * @b: another one of the same unit
 *
 * Who says it, when, and in which words is not looked at.
 *
 * Returns: whether both say the same of it
 */
gboolean
mls_judgement_says_same (const MlsJudgement *a, const MlsJudgement *b)
{
  for (MlsDimension code = 0; code < MLS_N_CODES; code++)
    if (a->judged[code] != b->judged[code] || a->replacement[code] != b->replacement[code])
      return FALSE;

  return !a->geometric == !b->geometric && !a->omission == !b->omission;
}

/**
 * mls_judgement_see:
 * @judgement: a judgement
 * @code: cover or use
 * @seen: the code that is there, or 0 for one that is not known
 * @mapped: the one that the map has, or 0
 *
 * Says that @seen is there: the map is right where it says so too, and wrong else.
 */
void
mls_judgement_see (MlsJudgement *judgement, MlsDimension code, MlsText seen, MlsText mapped)
{
  gboolean right = seen != 0 && seen == mapped;

  g_return_if_fail (code < MLS_N_CODES);

  judgement->judged[code] = right ? MLS_JUDGED_RIGHT : MLS_JUDGED_WRONG;
  judgement->replacement[code] = right ? 0 : seen;
}

/**
 * mls_judgement_seen:
 * @judgement: a judgement
 * @code: cover or use
 * @mapped: the one that the map has, or 0
 *
 * Returns: the code that is there by what @judgement says, or 0 if it tells none
 */
MlsText
mls_judgement_seen (const MlsJudgement *judgement, MlsDimension code, MlsText mapped)
{
  g_return_val_if_fail (code < MLS_N_CODES, 0);

  return judgement->judged[code] == MLS_JUDGED_RIGHT ? mapped : judgement->replacement[code];
}
