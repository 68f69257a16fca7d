#include "rules/nomenclature-private.h"

#include <string.h>

/* "CS6.3.0" as it is typed: "630". */
static void
digits_of (const char *text, GString *digits)
{
  g_string_truncate (digits, 0);

  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      g_string_append_c (digits, *text);
}

static gboolean
is_number_like (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789. ") == strlen (text);
}

static gboolean
matches (const MlsClass *klass, const char *text, gboolean number, GString *digits)
{
  if (number)
    {
      g_autoptr (GString) typed = g_string_new (NULL);

      digits_of (text, typed);
      digits_of (g_quark_to_string (klass->code), digits);
      return g_str_has_prefix (digits->str, typed->str);
    }

  if (g_ascii_strncasecmp (g_quark_to_string (klass->code), text, strlen (text)) == 0)
    return TRUE;

  for (int i = 0; i < MLS_N_LANGUAGES; i++)
    if (g_str_match_string (text, klass->label[i], TRUE))
      return TRUE;

  return FALSE;
}

/**
 * mls_nomenclature_search:
 * @nomenclature: a nomenclature
 * @dimension: which classes to look among; covers before uses for the pair
 * @text: what was typed: digits ("63" for all codes that begin so), the beginning of a code, or
 *   beginnings of words of a label, with or without accents, in any language and any order
 *
 * Returns: (transfer container) (element-type MlsClass): the offered classes that match, by code; all
 *   of them for a @text without a letter or a digit
 */
GPtrArray *
mls_nomenclature_search (const MlsNomenclature *nomenclature,
                         MlsDimension           dimension,
                         const char            *text)
{
  GPtrArray *found = g_ptr_array_new ();
  g_autoptr (GString) digits = g_string_new (NULL);
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  gboolean number = is_number_like (stripped);

  for (int d = 0; d < MLS_N_CLASS_DIMENSIONS; d++)
    for (guint i = 0; i < nomenclature->classes[d]->len; i++)
      {
        const MlsClass *klass = g_ptr_array_index (nomenclature->classes[d], i);

        if ((dimension == MLS_DIMENSION_PAIR || dimension == klass->dimension) &&
            mls_class_is_offered (klass) && matches (klass, stripped, number, digits))
          g_ptr_array_add (found, (gpointer) klass);
      }

  return found;
}

/**
 * mls_nomenclature_n_digits:
 * @nomenclature: a nomenclature
 * @dimension: cover or use
 *
 * Returns: how many digits the longest code has that is offered
 */
guint
mls_nomenclature_n_digits (const MlsNomenclature *nomenclature, MlsDimension dimension)
{
  const GPtrArray *classes = nomenclature->classes[dimension];
  g_autoptr (GString) digits = g_string_new (NULL);
  guint most = 0;

  for (guint i = 0; i < classes->len; i++)
    {
      const MlsClass *klass = g_ptr_array_index (classes, i);

      digits_of (g_quark_to_string (klass->code), digits);
      if (mls_class_is_offered (klass))
        most = MAX (most, (guint) digits->len);
    }

  return most;
}

/**
 * mls_nomenclature_find_digits:
 * @nomenclature: a nomenclature
 * @dimension: cover or use
 * @digits: what was typed
 *
 * Returns: (nullable) (transfer none): the offered class whose digits these are, whatever stands between them; %NULL if
 *   there is none, or they may be the beginning of others
 */
const MlsClass *
mls_nomenclature_find_digits (const MlsNomenclature *nomenclature, MlsDimension dimension, const char *digits)
{
  g_autoptr (GPtrArray) found = mls_nomenclature_search (nomenclature, dimension, digits);
  g_autoptr (GString) own = g_string_new (NULL);

  if (*digits == '\0' || found->len != 1)
    return NULL;

  digits_of (g_quark_to_string (((const MlsClass *) g_ptr_array_index (found, 0))->code), own);

  return strcmp (own->str, digits) == 0 ? g_ptr_array_index (found, 0) : NULL;
}

/**
 * mls_nomenclature_read_code:
 * @nomenclature: a nomenclature
 * @dimension: cover or use
 * @text: (nullable): a code as some file writes it
 *
 * Returns: @text without blanks around it, in capitals unless @nomenclature has it as it is; 0 for an
 *   empty one
 */
MlsText
mls_nomenclature_read_code (const MlsNomenclature *nomenclature,
                            MlsDimension           dimension,
                            const char            *text)
{
  g_autofree char *code = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autofree char *capitals = NULL;
  MlsText known;

  if (*code == '\0')
    return 0;

  known = g_quark_try_string (code);
  if (known != 0 && mls_nomenclature_class (nomenclature, dimension, known) != NULL)
    return known;

  capitals = g_ascii_strup (code, -1);
  return g_quark_from_string (capitals);
}

/**
 * mls_nomenclature_is_well_formed:
 * @nomenclature: a nomenclature
 * @dimension: cover or use
 * @code: a code
 *
 * Returns: whether @code looks like the codes of @nomenclature, known or not; always if @nomenclature
 *   does not say what they look like
 */
gboolean
mls_nomenclature_is_well_formed (const MlsNomenclature *nomenclature,
                                 MlsDimension           dimension,
                                 MlsText                code)
{
  g_return_val_if_fail ((guint) dimension < MLS_N_CLASS_DIMENSIONS, FALSE);

  if (code == 0 || nomenclature->pattern[dimension] == NULL)
    return code != 0;

  return g_regex_match (nomenclature->pattern[dimension], g_quark_to_string (code), 0, NULL);
}
