#include "vector/form.h"
#include "vector/error.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* Tables that people fill in, written as they do. */

enum
{
  STATE,
  CODE,
  TICK,
  AT,
  N_COLUMNS,
};

static const char *const columns[N_COLUMNS] = {
  [STATE] = "etat_cqp etat",
  [CODE] = "code_remplacement remplacement",
  [TICK] = "erreur_geom",
  [AT] = "date",
};

typedef struct
{
  char    *path;
  MlsForm *form;
  GString *told;  /* of each feature its values and its place */
} Desk;

static void
desk_begin (Desk *desk, gconstpointer text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("mls-form-XXXXXX", &error);

  desk->path = g_build_filename (folder, "form.csv", NULL);
  g_file_set_contents (desk->path, text, -1, &error);
  g_assert_no_error (error);
  desk->form = mls_form_open (desk->path, columns, N_COLUMNS, &error);
  g_assert_no_error (error);
  desk->told = g_string_new (NULL);
}

static void
desk_end (Desk *desk, gconstpointer text)
{
  g_autofree char *folder = g_path_get_dirname (desk->path);

  mls_form_free (desk->form);
  g_unlink (desk->path);
  g_rmdir (folder);
  g_free (desk->path);
  g_string_free (desk->told, TRUE);
}

static gboolean
tell (MlsForm *form, OGRFeatureH feature, gpointer told, GError **error)
{
  g_autofree char *state = mls_form_dup_value (form, feature, STATE);
  g_autoptr (MlsFigures) figures = mls_form_read_place (form, feature);
  MlsPoint place = { 0, 0 };

  if (figures != NULL)
    place = mls_figures_get (figures, 0)->parts[0].points[0];
  g_string_append_printf (told, "%s|%s|%s|%s|%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "|%d\n", state != NULL ? state : "-",
                          mls_form_read_text (form, feature, CODE) != 0
                            ? g_quark_to_string (mls_form_read_text (form, feature, CODE))
                            : "-",
                          mls_form_read_flag (form, feature, TICK) ? "yes" : "no",
                          mls_form_read_date (form, feature, AT) != 0
                            ? g_quark_to_string (mls_form_read_date (form, feature, AT))
                            : "-",
                          place.x, place.y, (int) (100 * mls_form_get_fraction (form)));

  return TRUE;
}

static void
assert_told (Desk *desk, const char *expected)
{
  const guint telling[] = { STATE, CODE };
  g_autoptr (GError) error = NULL;

  g_assert_true (mls_form_find_layers (desk->form, telling, G_N_ELEMENTS (telling)));
  g_assert_true (mls_form_set_system (desk->form, "EPSG:2154", &error));
  g_assert_true (mls_form_each (desk->form, tell, desk->told, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (desk->told->str, ==, expected);
}

/* Names in any case, with accents and blanks, or cut as shapefiles cut them; what is blank is nothing. */
#define NAMES                                                                                                         \
  "État CQP,Code_rempl,ERREUR-GEOM,date,X,Y\n"                                                                        \
  "ok,,0,2026/01/02 03:04:05,700000.5,6600000\n"                                                                      \
  "  ,CS2.1.0,Non,demain,\"700001,25\",6600001\n"                                                                     \
  "erreur,CS1,oui,,,\n"

static void
test_names (Desk *desk, gconstpointer text)
{
  assert_told (desk, "ok|-|no|2026/01/02 03:04:05|700000500 6600000000|0\n"
                     "-|CS2.1.0|no|demain|700001250 6600001000|33\n"
                     "erreur|CS1|yes|-|0 0|66\n");
  g_assert_true (mls_form_has (desk->form, STATE));
}

/* What GDAL knows to be a date is written as SQLite does; it goes by the types beside the table. */
#define DATES "etat,date\nok,2026/01/02 03:04:05\n"

static void
test_dates (Desk *desk, gconstpointer text)
{
  g_autofree char *types = g_strconcat (desk->path, "t", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (types, "String,DateTime\n", -1, NULL));
  mls_form_free (desk->form);
  desk->form = mls_form_open (desk->path, columns, N_COLUMNS, &error);
  g_assert_no_error (error);
  assert_told (desk, "ok|-|no|2026-01-02T03:04:05.000Z|0 0|0\n");
  g_unlink (types);
}

/* Longitudes and latitudes come into the system asked for; a column that is not there is not there. */
#define DEGREES                                                                                                       \
  "remplacement,lon,lat\n"                                                                                            \
  "CS1,3,46.5\n"

static void
test_degrees (Desk *desk, gconstpointer text)
{
  assert_told (desk, "-|CS1|no|-|700000000 6600000000|0\n");
  g_assert_false (mls_form_has (desk->form, STATE));
  g_assert_false (mls_form_has (desk->form, AT));
}

static void
test_foreign (Desk *desk, gconstpointer text)
{
  const guint telling[] = { STATE, CODE };
  g_autoptr (GError) error = NULL;

  g_assert_false (mls_form_find_layers (desk->form, telling, G_N_ELEMENTS (telling)));
  g_assert_null (mls_form_open ("/nowhere/a.csv", columns, N_COLUMNS, &error));
  g_assert_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_OPEN);
}

static gboolean
give_up (MlsForm *form, OGRFeatureH feature, gpointer n, GError **error)
{
  g_set_error_literal (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_FIELD, "enough");

  return ++*(int *) n < 2;
}

/* Whoever reads may end it. */
static void
test_give_up (Desk *desk, gconstpointer text)
{
  const guint telling[] = { STATE };
  g_autoptr (GError) error = NULL;
  int n = 1;

  mls_form_find_layers (desk->form, telling, 1);
  mls_form_set_system (desk->form, "EPSG:2154", &error);
  g_assert_false (mls_form_each (desk->form, give_up, &n, &error));
  g_assert_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_FIELD);
  g_assert_cmpint (n, ==, 2);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  GDALAllRegister ();

  g_test_add ("/vector/form/names", Desk, NAMES, desk_begin, test_names, desk_end);
  g_test_add ("/vector/form/dates", Desk, DATES, desk_begin, test_dates, desk_end);
  g_test_add ("/vector/form/degrees", Desk, DEGREES, desk_begin, test_degrees, desk_end);
  g_test_add ("/vector/form/foreign", Desk, "name,height\na,1\n", desk_begin, test_foreign, desk_end);
  g_test_add ("/vector/form/give-up", Desk, NAMES, desk_begin, test_give_up, desk_end);

  return g_test_run ();
}
