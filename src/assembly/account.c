#include "assembly/account.h"

/**
 * mls_account_adds_up:
 * @account: an account of an assembly that has run well
 *
 * Returns: whether the partition has what all other lines come to, to the last half mm²
 */
gboolean
mls_account_adds_up (const MlsAccount *account)
{
  MlsArea2 sum = 0;

  for (int line = 0; line < MLS_ACCOUNT_PARTITION; line++)
    sum += account->lines[line];

  return sum == account->lines[MLS_ACCOUNT_PARTITION];
}

/**
 * mls_account_text:
 * @line: a line of the account
 *
 * Returns: its name in reports: one word of English
 */
const char *
mls_account_text (MlsAccountLine line)
{
  static const char *const texts[MLS_N_ACCOUNT_LINES] = {
    [MLS_ACCOUNT_SOURCE] = "source",     [MLS_ACCOUNT_ROUNDING] = "rounding", [MLS_ACCOUNT_CROSSED] = "crossed",
    [MLS_ACCOUNT_MOVED] = "moved",       [MLS_ACCOUNT_OVERLAPS] = "overlaps", [MLS_ACCOUNT_CLIPPED] = "clipped",
    [MLS_ACCOUNT_FILLED] = "filled",     [MLS_ACCOUNT_GAPS] = "gaps",         [MLS_ACCOUNT_PARTITION] = "partition",
  };

  g_return_val_if_fail ((guint) line < MLS_N_ACCOUNT_LINES, NULL);

  return texts[line];
}
