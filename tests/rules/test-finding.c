#include "rules/finding.h"

#include <locale.h>

static const MlsVintage vintages[] = { { "21", 2021 }, { "24", 2024 } };

/* What is asked for reads as it was asked for, however large, beside the area that falls short of it. */
static void
test_small_change (void)
{
  const MlsRules rules = { .vintages = vintages, .n_vintages = G_N_ELEMENTS (vintages) };
  const MlsFinding finding = {
    .rule = MLS_FINDING_SMALL_CHANGE,
    .severity = MLS_SEVERITY_WARNING,
    .vintage = 1,
    .dimension = MLS_DIMENSION_PAIR,
    .pair = { g_quark_from_static_string ("B"), g_quark_from_static_string ("X") },
    .from = { g_quark_from_static_string ("A"), g_quark_from_static_string ("X") },
    .area2 = mls_area2_from_m2 (7612.5),
    .minimum = mls_area2_from_m2 (12345),
  };
  g_autofree char *text = mls_finding_text (&finding, &rules);

  g_assert_cmpstr (text, ==, "A × X 2021 → B × X 2024 has 7\u202f612\u00a0m²; changes are to have 12\u202f345\u00a0m²");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/finding/small-change", test_small_change);

  return g_test_run ();
}
