/* Codes written together are read as they are meant, or not at all. */

#include "rules/pair-text.h"

#include "rules/nomenclature-path.h"

#include <locale.h>

static MlsNomenclature *
load (const char *name)
{
  g_autoptr (GError) error = NULL;
  MlsNomenclature *nomenclature = mls_nomenclature_load_named (name, &error);

  g_assert_no_error (error);

  return nomenclature;
}

static void
expect (MlsNomenclature *nomenclature, const char *text, const char *written)
{
  g_autofree char *again = mls_pair_text_write (mls_pair_text_read (nomenclature, text));

  g_assert_cmpstr (again, ==, written);
}

static void
test_pairs (void)
{
  g_autoptr (MlsNomenclature) nomenclature = load ("ocs2d");

  expect (nomenclature, "CS6.3.0 US1.1.3", "CS6.3.0 US1.1.3");
  expect (nomenclature, "  us1.1.3\tcs6.3.0 ", "CS6.3.0 US1.1.3");
  expect (nomenclature, "CS6.3.0", "");
  expect (nomenclature, "US1.1.3", "");
  expect (nomenclature, "CS6.3.0 CS6.1.1", "");
  expect (nomenclature, "CS6.3.0 US1.1.3 US1.1.4", "");
  expect (nomenclature, "CS6.3.0 US9.9.9", "");
  expect (nomenclature, "", "");
}

static void
test_covers (void)
{
  g_autoptr (MlsNomenclature) nomenclature = load ("clc");

  expect (nomenclature, "112", "112");
  expect (nomenclature, "112 121", "");
  expect (nomenclature, "999", "");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/pair-text/pairs", test_pairs);
  g_test_add_func ("/rules/pair-text/covers", test_covers);

  return g_test_run ();
}
