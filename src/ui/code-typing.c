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
 * @typing: what was typed so far, with less than %MLS_MAX_CODE_DIGITS digits
 * @character: a character that belongs to a code
 *
 * Once a code is complete, mls_code_typing_next() begins another.
 */
void
mls_code_typing_add (MlsCodeTyping *typing, char character)
{
  g_return_if_fail (mls_code_typing_takes (typing, character));
  g_return_if_fail (typing->n_digits < MLS_MAX_CODE_DIGITS);

  if (character == '/')
    {
      typing->dimension = MLS_DIMENSION_USE;
      return;
    }

  typing->digits[typing->n_digits++] = character;
  typing->digits[typing->n_digits] = '\0';
}

/**
 * mls_code_typing_next:
 * @typing: a complete code
 * @next: of which dimension the code is that comes next
 */
void
mls_code_typing_next (MlsCodeTyping *typing, MlsDimension next)
{
  *typing = MLS_CODE_TYPING_INIT;
  typing->dimension = next;
}
