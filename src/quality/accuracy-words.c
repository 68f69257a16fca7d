#include "quality/accuracy-words.h"

#include "base/format.h"

#include <glib/gi18n-lib.h>

/**
 * mls_accuracy_words_dimension:
 * @code: cover or use
 *
 * Returns: (transfer full): what that is called
 */
char *
mls_accuracy_words_dimension (MlsDimension code)
{
  return g_strdup (code == MLS_DIMENSION_USE ? _("Use") : _("Cover"));
}

/**
 * mls_accuracy_words_dataset:
 * @query: what a matrix is of
 *
 * Returns: (transfer full): its dimension and year
 */
char *
mls_accuracy_words_dataset (const MlsAccuracyQuery *query)
{
  g_autofree char *dimension = mls_accuracy_words_dimension (query->code);

  return g_strdup_printf ("%s %d", dimension, query->sample->year);
}

/**
 * mls_accuracy_words_n_left:
 * @score: how many units there are of what
 *
 * Returns: of how many somebody still has to say something
 */
guint
mls_accuracy_words_n_left (const MlsScore *score)
{
  return score->n_of[MLS_OUTCOME_LEFT] + score->n_of[MLS_OUTCOME_CONFLICT] + score->n_of[MLS_OUTCOME_UNCONFIRMED];
}

static const char *
count_words (MlsOutcomeState state, guint n)
{
  switch (state)
    {
    case MLS_OUTCOME_LEFT:
      return g_dngettext (GETTEXT_PACKAGE, "%s not judged", "%s not judged", n);
    case MLS_OUTCOME_CONFLICT:
      return g_dngettext (GETTEXT_PACKAGE, "%s on which controllers differ", "%s on which controllers differ", n);
    case MLS_OUTCOME_UNCONFIRMED:
      return g_dngettext (GETTEXT_PACKAGE, "%s error to be confirmed", "%s errors to be confirmed", n);
    case MLS_OUTCOME_NO_OPINION:
      return g_dngettext (GETTEXT_PACKAGE, "%s without opinion", "%s without opinion", n);
    case MLS_OUTCOME_RIGHT:
      return g_dngettext (GETTEXT_PACKAGE, "%s right", "%s right", n);
    case MLS_OUTCOME_WRONG:
      return g_dngettext (GETTEXT_PACKAGE, "%s wrong", "%s wrong", n);
    case MLS_N_OUTCOMES:
      break;
    }

  g_assert_not_reached ();
}

/**
 * mls_accuracy_words_count:
 * @state: what became of units
 * @n: how many they are
 *
 * Returns: (transfer full): that
 */
char *
mls_accuracy_words_count (MlsOutcomeState state, guint n)
{
  g_autofree char *number = mls_format_count (n);
  g_autoptr (GString) text = g_string_new (count_words (state, n));

  g_string_replace (text, "%s", number, 1);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * mls_accuracy_words_score:
 * @score: how many units there are of what
 *
 * Returns: (transfer full): that in a line, without what there is none of
 */
char *
mls_accuracy_words_score (const MlsScore *score)
{
  static const MlsOutcomeState order[] = { MLS_OUTCOME_RIGHT, MLS_OUTCOME_WRONG, MLS_OUTCOME_NO_OPINION,
                                           MLS_OUTCOME_UNCONFIRMED, MLS_OUTCOME_CONFLICT, MLS_OUTCOME_LEFT };
  g_autofree char *n = mls_format_count (score->n);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%s unit", "%s units", score->n), n);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *count = mls_accuracy_words_count (order[i], score->n_of[order[i]]);

      if (score->n_of[order[i]] > 0)
        g_string_append_printf (text, " · %s", count);
    }

  return g_string_free (text, FALSE);
}

/**
 * mls_accuracy_words_percent:
 * @rate: from 0 to 1
 *
 * Returns: (transfer full): that in percent, to a tenth
 */
char *
mls_accuracy_words_percent (double rate)
{
  g_autofree char *number = mls_format_decimal (100 * rate, 1);

  return g_strdup_printf ("%s\u00a0%%", number);
}

/**
 * mls_accuracy_words_limits:
 * @estimate: a rate
 *
 * Returns: (transfer full): what it is between, in percent without the sign; a dash where that is not known, as where no
 *   error was seen
 */
char *
mls_accuracy_words_limits (const MlsEstimate *estimate)
{
  g_autofree char *low = mls_format_decimal (100 * estimate->low, 1);
  g_autofree char *high = mls_format_decimal (100 * estimate->high, 1);

  if (estimate->is_known && estimate->is_exact)
    return g_strdup (_("exact"));

  return estimate->is_known && estimate->low < estimate->high ? g_strdup_printf ("%s – %s", low, high) : g_strdup ("–");
}

/**
 * mls_accuracy_words_estimate:
 * @estimate: a rate
 *
 * Returns: (transfer full): the rate and what it is between
 */
char *
mls_accuracy_words_estimate (const MlsEstimate *estimate)
{
  g_autofree char *rate = mls_accuracy_words_percent (estimate->value);
  g_autofree char *limits = mls_accuracy_words_limits (estimate);

  return estimate->is_known ? g_strdup_printf ("%s (%s)", rate, limits) : g_strdup (_("not known"));
}

/**
 * mls_accuracy_words_error:
 * @estimate: a share
 *
 * Returns: (transfer full): the share, and half the width of what it is between, where that is anything
 */
char *
mls_accuracy_words_error (const MlsEstimate *estimate)
{
  g_autofree char *value = mls_format_decimal (100 * estimate->value, 1);
  g_autofree char *half = mls_format_decimal (100 * MLS_STANDARD_ERRORS * estimate->error, 1);

  if (estimate->is_known && estimate->error > 0)
    return g_strdup_printf ("%s ± %s", value, half);

  return g_strdup (estimate->is_known ? value : "–");
}

static char *
words_while_open (const MlsAcceptance *acceptance)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "undecided; passes with %u more right one",
                                       "undecided; passes with %u more right ones", acceptance->n_needed),
                          acceptance->n_needed);
}

/* How sure that is follows from the confidence of all limits. */
static char *
words_once_passed (const MlsAcceptance *acceptance)
{
  if (acceptance->is_sure)
    return g_strdup (_("passed, sure at 95\u00a0%"));
  if (acceptance->n_to_be_sure == MLS_ACCEPTANCE_NEVER)
    return g_strdup (_("passed, not sure at 95\u00a0%"));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "passed; sure at 95\u00a0%% after %u more right one",
                                       "passed; sure at 95\u00a0%% after %u more right ones in a row",
                                       acceptance->n_to_be_sure),
                          acceptance->n_to_be_sure);
}

static char *
words_of (const MlsAcceptance *acceptance)
{
  switch (acceptance->state)
    {
    case MLS_ACCEPTANCE_OPEN:
      return words_while_open (acceptance);
    case MLS_ACCEPTANCE_PASSED:
      return words_once_passed (acceptance);
    case MLS_ACCEPTANCE_FAILED:
      return g_strdup (acceptance->is_sure ? _("failed, sure at 95\u00a0%") : _("failed, not sure at 95\u00a0%"));
    case MLS_ACCEPTANCE_NONE:
    case MLS_N_ACCEPTANCES:
      break;
    }

  return g_strdup (mls_acceptance_text (MLS_ACCEPTANCE_NONE));
}

/**
 * mls_accuracy_words_acceptance:
 * @acceptance: how a rate stands
 * @limit: what it has to reach, percent
 *
 * Returns: (transfer full): that, and what is still needed
 */
char *
mls_accuracy_words_acceptance (const MlsAcceptance *acceptance, double limit)
{
  g_autofree char *number = mls_format_decimal (limit, limit == (int) limit ? 0 : 1);
  g_autofree char *words = words_of (acceptance);

  return g_strdup_printf (_("limit %s\u00a0%%: %s"), number, words);
}

/**
 * mls_accuracy_words_errors:
 * @errors: a bit for each kind of error
 *
 * Returns: (transfer full): what is wrong
 */
char *
mls_accuracy_words_errors (guint errors)
{
  static const char *const kinds[MLS_N_ERRORS] = {
    [MLS_ERROR_CODE] = N_("wrong code"),
    [MLS_ERROR_GEOMETRY] = N_("wrong outline"),
    [MLS_ERROR_OMISSION] = N_("omission"),
  };
  GString *text = g_string_new (NULL);

  for (int kind = 0; kind < MLS_N_ERRORS; kind++)
    if (errors >> kind & 1)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _(kinds[kind]));

  return g_string_free (text, FALSE);
}
