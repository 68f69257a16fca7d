#include "rules/csv.h"
#include "rules/error.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <unistd.h>

static void
test_fields (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsCsv) csv = mls_csv_parse ("t.csv",
                                          "\xef\xbb\xbf" "code,label,n\r\n"
                                          "\r\n"
                                          "A,\"un, deux\",1.5\r\n"
                                          "B,\"dit \"\"oui\"\"\nen deux lignes\",\n"
                                          ",,-2e3",
                                          -1, &error);
  guint label;
  double n = 7;

  g_assert_no_error (error);
  g_assert_cmpuint (mls_csv_n_rows (csv), ==, 3);
  g_assert_true (mls_csv_column (csv, "label", &label, &error));
  g_assert_cmpuint (label, ==, 1);
  g_assert_cmpstr (mls_csv_get (csv, 0, 0), ==, "A");
  g_assert_cmpstr (mls_csv_get (csv, 0, label), ==, "un, deux");
  g_assert_cmpstr (mls_csv_get (csv, 1, label), ==, "dit \"oui\"\nen deux lignes");
  g_assert_cmpstr (mls_csv_get (csv, 2, label), ==, "");

  /* The locale writes 1,5. */
  g_assert_true (mls_csv_number (csv, 0, 2, &n, &error));
  g_assert_cmpfloat (n, ==, 1.5);
  g_assert_true (mls_csv_number (csv, 1, 2, &n, &error));
  g_assert_cmpfloat (n, ==, 1.5);
  g_assert_true (mls_csv_number (csv, 2, 2, &n, &error));
  g_assert_cmpfloat (n, ==, -2000);
}

static void
test_faults (void)
{
  static const struct
  {
    const char *text;
    gssize      length;
    const char *message;
  } cases[] = {
    { "", -1, "t.csv has no header line" },
    { "\n\n", -1, "t.csv has no header line" },
    { "a,b\n1,2\n3\n", -1, "t.csv:3: 1 fields where the header has 2" },
    { "a,b\n1,2,3\n", -1, "t.csv:2: 3 fields where the header has 2" },
    { "a,b\n\"1\n2,3\n", -1, "t.csv:4: a quoted field does not end" },
    { "a,b\n\"1\n\"2,3\n", -1, "t.csv:3: text follows a quoted field" },
    { "a,b\n1\"2,3\n", -1, "t.csv:2: a quote stands inside a field" },
    { "a,b\n\xe9,3\n", -1, "t.csv is not UTF-8 text" },
    { "a\0b", 3, "t.csv is not UTF-8 text" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mls_csv_parse ("t.csv", cases[i].text, cases[i].length, &error));
      g_assert_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_numbers (void)
{
  static const char *const wrong[] = { "1,5", "1.5x", "nan", "inf", " ", "1e999" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strdup_printf ("n\n\n\"%s\"\n", wrong[i]);
      g_autofree char *message = g_strdup_printf ("t.csv:3: “%s” is not a number", wrong[i]);
      g_autoptr (MlsCsv) csv = mls_csv_parse ("t.csv", text, -1, &error);
      double n = 7;

      g_assert_no_error (error);
      g_assert_false (mls_csv_number (csv, 0, 0, &n, &error));
      g_assert_cmpstr (error->message, ==, message);
      g_assert_cmpfloat (n, ==, 7);
    }
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsCsv) csv = mls_csv_parse ("t.csv", "a,b", -1, &error);
  guint column;

  g_assert_no_error (error);
  g_assert_cmpuint (mls_csv_n_rows (csv), ==, 0);
  g_assert_false (mls_csv_column (csv, "c", &column, &error));
  g_assert_cmpstr (error->message, ==, "t.csv has no column “c”");
  g_clear_error (&error);

  g_assert_null (mls_csv_load ("/nowhere/t.csv", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* A file of holes costs nothing, and nothing of it is read. */
static void
test_huge (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("huge-XXXXXX.csv", &path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (ftruncate (fd, (off_t) 3 << 30), ==, 0);
  g_assert_null (mls_csv_load (path, &error));
  g_assert_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT);
  g_assert_true (g_str_has_suffix (error->message, "is too large for a table"));
  close (fd);
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/csv/fields", test_fields);
  g_test_add_func ("/rules/csv/faults", test_faults);
  g_test_add_func ("/rules/csv/numbers", test_numbers);
  g_test_add_func ("/rules/csv/missing", test_missing);
  g_test_add_func ("/rules/csv/huge", test_huge);

  return g_test_run ();
}
