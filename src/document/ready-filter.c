#include "document/ready-filter.h"

#include <glib/gi18n-lib.h>

static const struct
{
  MlsFilterScope scope;
  const char    *title;
} filters[MLS_N_READY_FILTERS] = {
  [MLS_READY_FILTER_CORRECTIONS] = { MLS_FILTER_OF_REGIONS, N_("To be corrected") },
  [MLS_READY_FILTER_DOUBTS] = { MLS_FILTER_OF_REGIONS, N_("My doubts") },
  [MLS_READY_FILTER_TODAY] = { MLS_FILTER_OF_REGIONS, N_("What I did today") },
  [MLS_READY_FILTER_SMALL] = { MLS_FILTER_OF_REGIONS, N_("Under the minimum") },
  [MLS_READY_FILTER_UNCODED] = { MLS_FILTER_OF_REGIONS, N_("Without a code") },
  [MLS_READY_FILTER_TO_REVIEW] = { MLS_FILTER_OF_CHANGES, N_("To be reviewed") },
  [MLS_READY_FILTER_SENT_BACK] = { MLS_FILTER_OF_CHANGES, N_("Sent back, or corrected since") },
  [MLS_READY_FILTER_DOUBTFUL_CHANGES] = { MLS_FILTER_OF_CHANGES, N_("Suspicious or impossible") },
  [MLS_READY_FILTER_SMALL_CHANGES] = { MLS_FILTER_OF_CHANGES, N_("Under the minimum") },
  [MLS_READY_FILTER_OWN_TODAY] = { MLS_FILTER_OF_OPERATIONS, N_("What I did today") },
  [MLS_READY_FILTER_OWN] = { MLS_FILTER_OF_OPERATIONS, N_("All I did") },
  [MLS_READY_FILTER_MADE_CORRECTIONS] = { MLS_FILTER_OF_OPERATIONS, N_("Corrections") },
  [MLS_READY_FILTER_UNDONE] = { MLS_FILTER_OF_OPERATIONS, N_("What was undone") },
  [MLS_READY_FILTER_FOREIGN] = { MLS_FILTER_OF_OPERATIONS, N_("What other programs did") },
};

/**
 * mls_ready_filter_scope:
 * @ready: a filter
 *
 * Returns: whether it is of regions, changes or operations
 */
MlsFilterScope
mls_ready_filter_scope (MlsReadyFilter ready)
{
  return filters[ready].scope;
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
  g_return_val_if_fail ((guint) ready < MLS_N_READY_FILTERS, NULL);

  return _(filters[ready].title);
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
    case MLS_READY_FILTER_OWN_TODAY:
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
    case MLS_READY_FILTER_OWN:
      return *mine != '\0' ? g_strdup (mine + 1) : g_strdup ("!verb=foreign");
    case MLS_READY_FILTER_MADE_CORRECTIONS:
      return g_strdup ("kind=correction");
    case MLS_READY_FILTER_UNDONE:
      return g_strdup ("undone");
    case MLS_READY_FILTER_FOREIGN:
      return g_strdup ("verb=foreign");
    case MLS_N_READY_FILTERS:
      break;
    }

  g_assert_not_reached ();
}
