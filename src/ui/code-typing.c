#include "ui/code-typing.h"

/**
 * mls_code_typing_takes:
 * @typing: what was typed so far
 * @character: a character
 *
 * Returns: whether it belongs to a code
 */
gboolean
mls_code_typing_takes (const MlsCodeTyping *typing, char character)
{
  return g_ascii_isdigit (character) || (character == '/' && typing->n_digits == 0);
}

/**
 * mls_code_typing_add:
 * @typing: what was typed so far, with less than %MLS_CODE_DIGITS digits
 * @character: a character that belongs to a code
 *
 * Returns: whether a code is complete with it; mls_code_typing_next() then begins another
 */
gboolean
mls_code_typing_add (MlsCodeTyping *typing, char character)
{
  g_return_val_if_fail (mls_code_typing_takes (typing, character), FALSE);
  g_return_val_if_fail (typing->n_digits < MLS_CODE_DIGITS, FALSE);

  if (character == '/')
    {
      typing->dimension = MLS_DIMENSION_USE;
      return FALSE;
    }

  typing->digits[typing->n_digits++] = character;
  typing->digits[typing->n_digits] = '\0';

  return typing->n_digits == MLS_CODE_DIGITS;
}

/**
 * mls_code_typing_next:
 * @typing: a complete code
 *
 * Begins the code that comes next: the use after the cover, a new pair after the use.
 */
void
mls_code_typing_next (MlsCodeTyping *typing)
{
  MlsDimension next = typing->dimension == MLS_DIMENSION_COVER ? MLS_DIMENSION_USE : MLS_DIMENSION_COVER;

  *typing = MLS_CODE_TYPING_INIT;
  typing->dimension = next;
}
