#include "vector/column-values.h"

#include "vector/error.h"

#include <glib/gstdio.h>
#include <locale.h>

/* What columns hold, as somebody sees it who has to choose among them. */

typedef struct
{
  char *path;
} Desk;

static void
desk_begin (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("mls-column-values-XXXXXX", &error);

  g_assert_no_error (error);
  desk->path = g_build_filename (folder, "covers.csv", NULL);
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (desk->path);

  g_unlink (desk->path);
  g_rmdir (folder);
  g_free (desk->path);
}

static MlsColumnValues *
read_text (Desk *desk, const char *text)
{
  g_autoptr (GError) error = NULL;
  MlsColumnValues *values;

  g_assert_true (g_file_set_contents (desk->path, text, -1, NULL));
  values = mls_column_values_read (desk->path, "covers", NULL, &error);
  g_assert_no_error (error);

  return values;
}

static void
assert_column (const MlsColumnValues *values, guint column, const char *expected)
{
  const GPtrArray *list = mls_column_values_of (values, column);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const MlsColumnValue *value = g_ptr_array_index (list, i);

      g_string_append_printf (text, "%s:%u ", value->text, value->n);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* The most frequent first, then as in a dictionary; blanks around them, blank ones and none at all are no values. */
static void
test_order (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsColumnValues) values = read_text (desk, "WKT,cs,us,none\nPOINT (0 0),b,US1,\n,a,,\n, c ,US1,   \n,a,US2,\n");

  g_assert_cmpuint (values->n_features, ==, 4);
  g_assert_cmpuint (values->columns->len, ==, 4);
  assert_column (values, 1, "a:2 b:1 c:1 ");
  assert_column (values, 2, "US1:2 US2:1 ");
  assert_column (values, 3, "");
}

/* No more values are told apart than anybody would look at, and no more features read than that takes. */
static void
test_many (Desk *desk, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("name,same\n");
  g_autoptr (MlsColumnValues) values = NULL;

  for (int i = 0; i < MLS_COLUMN_VALUES_FEATURES + 10; i++)
    g_string_append_printf (text, "n%d,x\n", i);
  values = read_text (desk, text->str);

  g_assert_cmpuint (values->n_features, ==, MLS_COLUMN_VALUES_FEATURES);
  g_assert_cmpuint (mls_column_values_of (values, 0)->len, ==, MLS_COLUMN_VALUES_MAX);
  assert_column (values, 1, "x:20000 ");
}

static void
test_missing (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mls_column_values_read (desk->path, "covers", NULL, &error));
  g_assert_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_OPEN);
  g_clear_error (&error);
  mls_column_values_free (read_text (desk, "WKT,cs\n"));
  g_assert_null (mls_column_values_read (desk->path, "uses", NULL, &error));
  g_assert_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_NO_LAYER);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/column-values/" name, Desk, NULL, desk_begin, func, desk_end)
  ADD ("order", test_order);
  ADD ("many", test_many);
  ADD ("missing", test_missing);

  return g_test_run ();
}
