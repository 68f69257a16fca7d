/* What layers and columns are called by who gets them. */

#include "delivery/error.h"
#include "delivery/naming.h"
#include "rules/error.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static const MlsVintage vintages[] = { { "2015", 2015, "2015", 0 }, { "2021", 2021, "2021", 0 } };

static GPtrArray *
products_new (const MlsNomenclature *nomenclature)
{
  const MlsProductQuery query = { nomenclature, vintages, 2, MLS_PRODUCT (MLS_PRODUCT_MULTIDATE) | MLS_PRODUCT (MLS_PRODUCT_COVER),
                                  MLS_VINTAGE (1), MLS_LANGUAGE_FRENCH };

  return mls_products_list (&query);
}

static MlsNaming *
load (const char *table, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("mls-naming-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "names.csv", NULL);
  MlsNaming *naming;

  g_assert_true (g_file_set_contents (path, table, -1, NULL));
  naming = mls_naming_load (path, error);
  g_unlink (path);
  g_rmdir (folder);

  return naming;
}

static char *
given_names (const MlsProduct *product)
{
  g_autoptr (GString) text = g_string_new (product->given);

  for (guint i = 0; i < product->columns->len; i++)
    g_string_append_printf (text, " %s", ((MlsColumn *) g_ptr_array_index (product->columns, i))->given);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_named (const char *table, const char *format, const char *expected)
{
  g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_new ();
  g_autoptr (GPtrArray) products = products_new (nomenclature);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsNaming) naming = load (table, &error);
  g_autofree char *names = NULL;

  g_assert_no_error (error);
  g_assert_true (mls_naming_apply (naming, products, mls_format_of_name (format), &error));
  g_assert_no_error (error);
  names = given_names (g_ptr_array_index (products, 0));
  g_assert_cmpstr (names, ==, expected);
}

static void
test_given (void)
{
  assert_named ("ours,theirs\ncs2021,couvert 2021\nmultidate,OCS2D\narea,surf_m2\n", "gpkg",
                "OCS2D cs2015 us2015 doute2015 source2015 comment2015 photovol2015 couvert 2021 us2021 doute2021 source2021 "
                "comment2021 photovol2021 evol2015_2021 surf_m2 perimeter");
}

/* Each time the same: what fits keeps its name, though another comes first that would be cut to it. */
static void
test_cut (void)
{
  assert_named ("ours,theirs\n", "shp",
                "multidate cs2015 us2015 doute2015 source2015 comment201 photovol20 cs2021 us2021 doute2021 source2021 "
                "comment202 photovol_2 evol2015_2 area perimeter");
  assert_named ("ours,theirs\nus2021,comment201\ncs2015,photovol20\n", "shp",
                "multidate photovol20 us2015 doute2015 source2015 comment2_2 photovol_2 cs2021 comment201 doute2021 source2021 "
                "comment202 photovol_3 evol2015_2 area perimeter");
}

/* Letters of several bytes are not parted, and capitals do not tell columns apart. */
static void
test_letters (void)
{
  assert_named ("ours,theirs\ncs2015,ééééé\nus2015,aéééééé\nus2021,AREA_\n", "shp",
                "multidate ééééé aéééé doute2015 source2015 comment201 photovol20 cs2021 AREA_ doute2021 source2021 "
                "comment202 photovol_2 evol2015_2 area perimeter");
}

static void
assert_refused (const char *table, const char *said)
{
  g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_new ();
  g_autoptr (GPtrArray) products = products_new (nomenclature);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsNaming) naming = load (table, &error);

  if (naming != NULL)
    g_assert_false (mls_naming_apply (naming, products, mls_format_of_name ("gpkg"), &error));
  g_assert_error (error, MLS_DELIVERY_ERROR, MLS_DELIVERY_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, said));
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;

  assert_refused ("ours,theirs\ncs2021,cs\nzz99,x\ncs2010,y\n", "cs2010");
  assert_refused ("ours,theirs\ncs2021,\n", "cs2021");
  assert_refused ("ours,theirs\n,x\n", "x");
  assert_refused ("ours,theirs\ncs2021,a\ncs2021,b\n", "cs2021");
  assert_refused ("ours,theirs\ncs2021,CS\ncs2015,cs\n", "CS");
  assert_refused ("ours,theirs\ncs2021,us2021\n", "us2021");
  assert_refused ("ours,theirs\nmultidate,cs_2021\n", "cs_2021");

  g_assert_null (load ("nos,leurs\ncs2021,cs\n", &error));
  g_assert_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT);
}

static void
assert_file (const char *name, const char *expected)
{
  g_autofree char *found = mls_name_of_file (name);

  g_assert_cmpstr (found, ==, expected);
}

/* What zones and layers are called is no path. */
static void
test_files (void)
{
  g_autofree char *long_name = g_strnfill (300, 'x');
  g_autofree char *cut = mls_name_of_file (long_name);

  assert_file ("Saint-Quentin", "Saint-Quentin");
  assert_file ("L'Île-d'Aix", "L'Île-d'Aix");
  assert_file ("../../etc/passwd", "_._.._etc_passwd");
  assert_file ("a/b\\c:d*e?f\"g<h>i|j\nk", "a_b_c_d_e_f_g_h_i_j_k");
  assert_file ("..", "__");
  assert_file ("Paris.", "Paris_");
  assert_file (" ", "_");
  assert_file ("", "_");
  g_assert_cmpuint (strlen (cut), ==, 100);
}

static void
test_fit (void)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  static const char *const expected[] = { "Saint-Mart", "saint-ma_2", "Saint-Ma_3" };
  static const char *const names[] = { "Saint-Martin", "saint-martin-du-bois", "Saint-Martin" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = mls_name_fit (names[i], 10, taken);

      g_assert_cmpstr (name, ==, expected[i]);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery/naming/given", test_given);
  g_test_add_func ("/delivery/naming/cut", test_cut);
  g_test_add_func ("/delivery/naming/letters", test_letters);
  g_test_add_func ("/delivery/naming/refused", test_refused);
  g_test_add_func ("/delivery/naming/files", test_files);
  g_test_add_func ("/delivery/naming/fit", test_fit);

  return g_test_run ();
}
