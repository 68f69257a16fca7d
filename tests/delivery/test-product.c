/* Which columns products have, and what is in them. */

#include "delivery/product.h"

#include <locale.h>

static const MlsVintage vintages[] = { { "24", 2024, "2024", 0 }, { "09", 2009, "2009", 0 }, { "21", 2021, "2021", 0 } };

static MlsText
text (const char *word)
{
  return g_quark_from_string (word);
}

/* Houses, fields, and ground whose class depends on what lies near. */
static MlsNomenclature *
nomenclature_new (gboolean uses, gboolean indicators)
{
  static const struct { const char *cover; const char *use; const char *post4; const char *enaf; } pairs[] = {
    { "CS1.1.1", "US1.1.3", "1", "Uh" }, { "CS6.3.0", "US1.1.3", "2", "A" }, { "CS2.1.0", "US7.0.0", "1|3", "A" },
  };
  MlsNomenclature *nomenclature = mls_nomenclature_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const MlsIndicatorCode counted[] = { { text ("post4"), text (pairs[i].post4) }, { text ("enaf"), text (pairs[i].enaf) }, { 0 } };
      const MlsPairRule rule = { .pair = { text (pairs[i].cover), text (pairs[i].use) }, .counted = counted };
      const MlsClass cover = { .dimension = MLS_DIMENSION_COVER, .code = rule.pair.cover, .level = 1, .label = { "un sol", "a cover" } };
      const MlsClass use = { .dimension = MLS_DIMENSION_USE, .code = rule.pair.use, .level = 1, .label = { "un usage", "a use" } };

      mls_nomenclature_add_class (nomenclature, &cover, NULL);
      if (uses)
        mls_nomenclature_add_class (nomenclature, &use, NULL);
      if (uses)
        g_assert_true (mls_nomenclature_add_pair (nomenclature, &rule, NULL));
    }
  for (int code = '1'; indicators && code <= '3'; code++)
    {
      const char name[] = { (char) code, '\0' };
      const MlsIndicatorClass class = { text ("post4"), text (name), "une classe", "a class", 0 };

      g_assert_true (mls_nomenclature_add_indicator_class (nomenclature, &class, NULL));
    }
  if (indicators)
    {
      g_assert_true (mls_nomenclature_set_rule (nomenclature, "near.post4", "20 post4:1", NULL));
      g_assert_true (mls_nomenclature_set_rule (nomenclature, "column.post4", "p4", NULL));
    }

  return nomenclature;
}

static char *
describe (const MlsNomenclature *nomenclature, guint n_vintages, guint kinds)
{
  const MlsProductQuery query = { nomenclature, vintages, n_vintages, kinds, ~(MlsVintageSet) 0, MLS_LANGUAGE_FRENCH };
  g_autoptr (GPtrArray) products = mls_products_list (&query);
  GString *said = g_string_new (NULL);

  for (guint i = 0; i < products->len; i++)
    {
      const MlsProduct *product = g_ptr_array_index (products, i);

      g_string_append_printf (said, "%s%s:", i > 0 ? "\n" : "", product->name);
      for (guint k = 0; k < product->columns->len; k++)
        g_string_append_printf (said, " %s", ((MlsColumn *) g_ptr_array_index (product->columns, k))->name);
    }

  return g_string_free (said, FALSE);
}

static void
assert_columns (const MlsNomenclature *nomenclature, guint n_vintages, guint kinds, const char *expected)
{
  g_autofree char *said = describe (nomenclature, n_vintages, kinds);

  g_assert_cmpstr (said, ==, expected);
}

#define NEAR      1u
#define MULTIDATE MLS_PRODUCT (MLS_PRODUCT_MULTIDATE)

/* Whatever order dates have in the file, ground evolves from the earlier to the later. */
static void
test_columns (void)
{
  g_autoptr (MlsNomenclature) nomenclature = nomenclature_new (TRUE, TRUE);

  assert_columns (nomenclature, 3, MULTIDATE,
                  "multidate: cs24 us24 doute24 source24 comment24 photovol24 cs09 us09 doute09 source09 comment09 photovol09 "
                  "cs21 us21 doute21 source21 comment21 photovol21 evol09_21 evol09_24 evol21_24 p4_24 p4_09 p4_21 area perimeter");
  assert_columns (nomenclature, 1, MULTIDATE,
                  "multidate: cs24 us24 doute24 source24 comment24 photovol24 p4_24 area perimeter");
  assert_columns (nomenclature, 1, MLS_ALL_PRODUCTS & ~MULTIDATE,
                  "cs_24: code label area perimeter\nus_24: code label area perimeter\ncsus_24: code label cs us area perimeter\n"
                  "p4_24: code label area perimeter");
}

/* Of what a nomenclature has not there is no column and no product. */
static void
test_one_dimension (void)
{
  g_autoptr (MlsNomenclature) covers = nomenclature_new (FALSE, FALSE);
  g_autoptr (MlsNomenclature) none = mls_nomenclature_new ();

  assert_columns (covers, 1, MLS_ALL_PRODUCTS,
                  "multidate: cs24 doute24 source24 comment24 photovol24 area perimeter\ncs_24: code label area perimeter");
  assert_columns (covers, 1, MLS_PRODUCT (MLS_PRODUCT_USE), "");
  assert_columns (none, 1, MULTIDATE, "multidate: cs24 us24 doute24 source24 comment24 photovol24 area perimeter");
}

static MlsLabel
label_of (const char *cover, const char *use)
{
  return (MlsLabel){ { [MLS_FIELD_COVER] = cover != NULL ? text (cover) : 0, [MLS_FIELD_USE] = use != NULL ? text (use) : 0 } };
}

static void
assert_evolution (const char *cover, const char *use, const char *then, const char *then_use, int expected)
{
  MlsLabel from = label_of (cover, use);
  MlsLabel to = label_of (then, then_use);

  g_assert_cmpint (mls_evolution (&from, &to), ==, expected);
  g_assert_cmpint (mls_label_changes (&from, &to, MLS_DIMENSION_PAIR), ==, expected > 0);
}

static void
test_evolution (void)
{
  assert_evolution ("CS1", "US1", "CS1", "US1", 0);
  assert_evolution ("CS1", "US1", "CS2", "US1", 1);
  assert_evolution ("CS1", "US1", "CS1", "US2", 2);
  assert_evolution ("CS1", "US1", "CS2", "US2", 3);
  assert_evolution ("CS1", NULL, "CS2", NULL, 1);
  assert_evolution ("CS1", NULL, "CS1", NULL, 0);
  assert_evolution (NULL, NULL, NULL, NULL, -1);
  assert_evolution (NULL, NULL, "CS1", "US1", -1);
  assert_evolution ("CS1", "US1", "CS2", NULL, -1);
}

static MlsFace *
square (const MlsLabel *labels, guint n_vintages)
{
  const MlsPoint points[] = { { 0, 0 }, { 30000, 0 }, { 30000, 40000 }, { 0, 40000 } };

  return mls_face_new (7, &(MlsRing){ points, 4 }, 1, labels, n_vintages);
}

static char *
print_values (const MlsProduct *product, const MlsValue *values)
{
  GString *said = g_string_new (NULL);

  for (guint i = 0; i < product->columns->len; i++)
    {
      const MlsColumn *column = g_ptr_array_index (product->columns, i);
      g_autofree char *number = g_strdup_printf ("%d", (int) (column->kind == MLS_COLUMN_REAL ? values[i].real : (double) values[i].integer));

      g_string_append_printf (said, "%s%s", i > 0 ? " " : "",
                              !values[i].is_set ? "-" : column->kind == MLS_COLUMN_TEXT ? g_quark_to_string (values[i].text) : number);
    }

  return g_string_free (said, FALSE);
}

/* What a product has of a face; "" for nothing. */
static void
assert_values (MlsProductKind kind, const MlsFace *face, MlsNearness near, const char *expected)
{
  g_autoptr (MlsNomenclature) nomenclature = nomenclature_new (TRUE, TRUE);
  const MlsProductQuery query = { nomenclature, vintages, face->n_vintages, MLS_PRODUCT (kind), MLS_VINTAGE (0), MLS_LANGUAGE_FRENCH };
  g_autoptr (GPtrArray) products = mls_products_list (&query);
  MlsProduct *product = g_ptr_array_index (products, 0);
  const MlsNearness nears[] = { near, near, near };
  g_autoptr (MlsFace) cast = mls_product_recast (product, face, nears);
  g_autofree MlsValue *values = g_new0 (MlsValue, product->columns->len);
  g_autofree char *said = NULL;

  g_assert_cmpuint (products->len, ==, 1);
  g_assert_cmpint (cast != NULL, ==, *expected != '\0');
  if (cast == NULL)
    return;

  g_assert_cmpuint (cast->n_vintages, ==, mls_product_n_labels (product));
  mls_product_fill (product, cast, nears, values);
  said = print_values (product, values);
  g_assert_cmpstr (said, ==, expected);
}

static void
test_values (void)
{
  MlsLabel labels[] = { label_of ("CS6.3.0", "US1.1.3"), label_of ("CS2.1.0", "US7.0.0"), label_of (NULL, NULL) };
  MlsLabel strange[] = { label_of ("CS9.9.9", "US9.9.9") };
  g_autoptr (MlsFace) face = NULL;
  g_autoptr (MlsFace) bare = square (&labels[2], 1);
  g_autoptr (MlsFace) open = square (&labels[1], 1);
  g_autoptr (MlsFace) unknown = square (strange, 1);

  labels[0].field[MLS_FIELD_COMMENT] = text ("vu");
  face = square (labels, 3);
  assert_values (MLS_PRODUCT_MULTIDATE, face, 0,
                 "CS6.3.0 US1.1.3 - - vu - CS2.1.0 US7.0.0 - - - - - - - - - - - 3 - 2 3 - 1200 140");
  assert_values (MLS_PRODUCT_MULTIDATE, face, NEAR,
                 "CS6.3.0 US1.1.3 - - vu - CS2.1.0 US7.0.0 - - - - - - - - - - - 3 - 2 1 - 1200 140");
  assert_values (MLS_PRODUCT_COVER, face, 0, "CS6.3.0 un sol 1200 140");
  assert_values (MLS_PRODUCT_PAIR, face, 0, "CS6.3.0 US1.1.3 un sol × un usage CS6.3.0 US1.1.3 1200 140");
  assert_values (MLS_PRODUCT_INDICATOR, open, NEAR, "1 une classe 1200 140");
  assert_values (MLS_PRODUCT_INDICATOR, open, 0, "3 une classe 1200 140");
  assert_values (MLS_PRODUCT_COVER, unknown, 0, "CS9.9.9 - 1200 140");
  assert_values (MLS_PRODUCT_COVER, bare, 0, "");
  assert_values (MLS_PRODUCT_INDICATOR, bare, 0, "");
  assert_values (MLS_PRODUCT_INDICATOR, unknown, 0, "");
  assert_values (MLS_PRODUCT_MULTIDATE, bare, 0, "- - - - - - - 1200 140");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery/product/columns", test_columns);
  g_test_add_func ("/delivery/product/one-dimension", test_one_dimension);
  g_test_add_func ("/delivery/product/evolution", test_evolution);
  g_test_add_func ("/delivery/product/values", test_values);

  return g_test_run ();
}
