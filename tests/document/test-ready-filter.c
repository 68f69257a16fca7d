#include "document/ready-filter.h"
#include "rules/filter.h"

#include <locale.h>

static const MlsVintage vintages[] = { { "24", 2024 } };

/* Each is a filter, written as a filter is printed. */
static void
test_text (void)
{
  static const struct
  {
    MlsReadyFilter ready;
    const char    *author;
    const char    *text;
  } cases[] = {
    { MLS_READY_FILTER_CORRECTIONS, "Anna", "finding author=Anna since=2026-11-29 or finding=sent-back author=Anna or doubt "
                                            "author=Anna or finding=mmu" },
    { MLS_READY_FILTER_CORRECTIONS, NULL, "finding since=2026-11-29 or finding=sent-back or doubt or finding=mmu" },
    { MLS_READY_FILTER_DOUBTS, "Anna \"B\" C", "doubt author=\"Anna \"\"B\"\" C\"" },
    { MLS_READY_FILTER_TODAY, "Anna", "since=2026-11-29 author=Anna" },
    { MLS_READY_FILTER_TODAY, "", "since=2026-11-29" },
    { MLS_READY_FILTER_SMALL, "Anna", "finding=mmu" },
    { MLS_READY_FILTER_UNCODED, "Anna", "uncoded" },
    { MLS_READY_FILTER_TO_REVIEW, "Anna", "!reviewed" },
    { MLS_READY_FILTER_SENT_BACK, "Anna", "sent-back or corrected" },
    { MLS_READY_FILTER_DOUBTFUL_CHANGES, "Anna", "suspicious or impossible" },
    { MLS_READY_FILTER_SMALL_CHANGES, "Anna", "small" },
    { MLS_READY_FILTER_OWN_TODAY, "Anna", "since=2026-11-29 author=Anna" },
    { MLS_READY_FILTER_OWN, "Anna B", "author=\"Anna B\"" },
    { MLS_READY_FILTER_OWN, NULL, "!verb=foreign" },
    { MLS_READY_FILTER_MADE_CORRECTIONS, "Anna", "kind=correction" },
    { MLS_READY_FILTER_UNDONE, "Anna", "undone" },
    { MLS_READY_FILTER_FOREIGN, "Anna", "verb=foreign" },
  };
  g_autoptr (GDateTime) now = g_date_time_new_local (2026, 11, 29, 23, 59, 59);
  g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_new ();
  const MlsRules rules = { nomenclature, vintages, 1, MLS_LANGUAGE_FRENCH, { 0, 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = mls_ready_filter_text (cases[i].ready, cases[i].author, now);
      g_autoptr (MlsFilter) filter = mls_filter_parse (text, mls_ready_filter_scope (cases[i].ready), &rules, &error);
      g_autofree char *printed = NULL;

      g_assert_no_error (error);
      printed = mls_filter_print (filter, MLS_LANGUAGE_ENGLISH);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (printed, ==, text);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/ready-filter/text", test_text);

  return g_test_run ();
}
