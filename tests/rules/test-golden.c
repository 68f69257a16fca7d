/* Golden cases: small coverages drawn with letters, one edit after another, and what each must do.
 * golden/README.md says how they are written. */

#include "golden.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

typedef struct
{
  char *path;
  guint from; /* lines of the file: what all its cases share, then the case */
  guint to;
} Case;

static void
case_free (gpointer data)
{
  Case *c = data;

  g_free (c->path);
  g_free (c);
}

static void
run_lines (Golden *golden, const Case *c, char **lines, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      g_autofree char *place = g_strdup_printf ("%s:%u", c->path, i + 1);

      golden_run_line (golden, lines[i], place);
    }
}

static guint
first_case (char **lines)
{
  guint i = 0;

  while (lines[i] != NULL && !g_str_has_prefix (lines[i], "case "))
    i++;

  return i;
}

static char **
read_lines (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return g_strsplit (text, "\n", -1);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_auto (GStrv) lines = read_lines (c->path);
  Golden *golden = golden_new ();

  run_lines (golden, c, lines, 0, first_case (lines));
  run_lines (golden, c, lines, c->from, c->to);
  golden_finish (golden);
}

static void
add_cases (const char *path, const char *name)
{
  g_auto (GStrv) lines = read_lines (path);
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".case"));
  guint n = g_strv_length (lines);

  for (guint i = first_case (lines); i < n;)
    {
      Case *c = g_new (Case, 1);
      g_autofree char *test = g_strdup_printf ("/golden/%s/%s", stem, lines[i] + strlen ("case "));

      *c = (Case){ g_strdup (path), i + 1, i + 1 };
      while (c->to < n && !g_str_has_prefix (lines[c->to], "case "))
        c->to++;
      i = c->to;

      g_test_add_data_func_full (test, c, test_case, case_free);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_folder (const char *dir)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = g_dir_open (dir, 0, NULL);
  const char *name;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".case"))
      g_ptr_array_add (names, g_strdup (name));

  g_assert_cmpuint (names->len, >, 0);
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (dir, g_ptr_array_index (names, i), NULL);

      add_cases (path, g_ptr_array_index (names, i));
    }
}

int
main (int argc, char *argv[])
{
  g_autofree char *dir = NULL;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  dir = g_test_build_filename (G_TEST_DIST, "rules", "golden", NULL);
  add_folder (dir);

  return g_test_run ();
}
