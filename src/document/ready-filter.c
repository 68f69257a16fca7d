#include "document/ready-filter.h"

#include <glib/gi18n-lib.h>

/**
 * mls_ready_filter_scope:
 * @ready: a filter
 *
 * Returns: whether it is of regions or of changes
 */
MlsFilterScope
mls_ready_filter_scope (MlsReadyFilter ready)
{
  return ready < MLS_READY_FILTER_TO_REVIEW ? MLS_FILTER_OF_REGIONS : MLS_FILTER_OF_CHANGES;
}

/**
 * mls_ready_filter_title:
 * @ready: a filter
 *
 * Returns: what it finds, for a person
 */
const char *
mls_ready_filter_title (MlsReadyFilter ready)
{
  static const char *const titles[MLS_N_READY_FILTERS] = {
    [MLS_READY_FILTER_CORRECTIONS] = N_("To be corrected"), [MLS_READY_FILTER_DOUBTS] = N_("My doubts"),
    [MLS_READY_FILTER_TODAY] = N_("What I did today"),      [MLS_READY_FILTER_SMALL] = N_("Under the minimum"),
    [MLS_READY_FILTER_UNCODED] = N_("Without a code"),
    [MLS_READY_FILTER_TO_REVIEW] = N_("To be reviewed"),
    [MLS_READY_FILTER_SENT_BACK] = N_("Sent back, or corrected since"),
    [MLS_READY_FILTER_DOUBTFUL_CHANGES] = N_("Suspicious or impossible"),
    [MLS_READY_FILTER_SMALL_CHANGES] = N_("Under the minimum"),
  };

  g_return_val_if_fail ((guint) ready < MLS_N_READY_FILTERS, NULL);

  return _(titles[ready]);
}

/**
 * mls_ready_filter_text:
 * @ready: a filter
 * @author: (nullable): who works, if that is known
 * @now: the time of the reader's clock
 *
 * One's own is everybody's while nobody is named.
 *
 * Returns: (transfer full): it as mls_filter_parse() reads it
 */
char *
mls_ready_filter_text (MlsReadyFilter ready, const char *author, GDateTime *now)
{
  g_autofree char *name = mls_filter_quote (author != NULL ? author : "");
  g_autofree char *mine = author != NULL && *author != '\0' ? g_strconcat (" author=", name, NULL) : g_strdup ("");
  g_autofree char *today = g_date_time_format (now, "since=%Y-%m-%d");

  switch (ready)
    {
    case MLS_READY_FILTER_CORRECTIONS:
      return g_strdup_printf ("finding%s %s or finding=sent-back%s or doubt%s or finding=mmu", mine, today, mine, mine);
    case MLS_READY_FILTER_DOUBTS:
      return g_strconcat ("doubt", mine, NULL);
    case MLS_READY_FILTER_TODAY:
      return g_strconcat (today, mine, NULL);
    case MLS_READY_FILTER_SMALL:
      return g_strdup ("finding=mmu");
    case MLS_READY_FILTER_UNCODED:
      return g_strdup ("uncoded");
    case MLS_READY_FILTER_TO_REVIEW:
      return g_strdup ("!reviewed");
    case MLS_READY_FILTER_SENT_BACK:
      return g_strdup ("sent-back or corrected");
    case MLS_READY_FILTER_DOUBTFUL_CHANGES:
      return g_strdup ("suspicious or impossible");
    case MLS_READY_FILTER_SMALL_CHANGES:
      return g_strdup ("small");
    case MLS_N_READY_FILTERS:
      break;
    }

  g_assert_not_reached ();
}
