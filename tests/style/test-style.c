#include "style/style.h"

#include <locale.h>
#include <string.h>

static MlsNomenclature *
load (void)
{
  g_autofree char *dir = g_build_filename (g_getenv ("MLS_NOMENCLATURE"), "ocs2d", NULL);
  g_autoptr (GError) error = NULL;
  MlsNomenclature *nomenclature = mls_nomenclature_load (dir, &error);

  g_assert_no_error (error);
  return nomenclature;
}

static const MlsStyleClass *
class_of (const MlsStyle *style, const char *code)
{
  for (guint i = 0; i < style->classes->len; i++)
    {
      const MlsStyleClass *class = g_ptr_array_index (style->classes, i);

      for (guint k = 0; k < class->codes->len; k++)
        if (g_str_equal (g_ptr_array_index (class->codes, k), code))
          return class;
    }

  return NULL;
}

static void
test_leaves (void)
{
  g_autoptr (MlsNomenclature) nomenclature = load ();
  g_autoptr (MlsStyle) style =
    mls_style_new_for_dimension ("cs24", nomenclature, MLS_DIMENSION_COVER, G_MAXUINT, MLS_LANGUAGE_FRENCH);
  const MlsStyleClass *meadow = class_of (style, "CS1.1.1");

  g_assert_cmpuint (style->classes->len, ==, 33);
  g_assert_cmpstr (meadow->label, ==, "CS1.1.1 Surfaces bâties");
  g_assert_cmphex (meadow->colour, ==, 0xff9191);
  g_assert_cmpuint (meadow->codes->len, ==, 1);
  g_assert_cmpuint (meadow->symbols->len, ==, 0);
  g_assert_null (class_of (style, "CS1"));
  g_assert_cmpuint (class_of (style, "CS4.1.1")->symbols->len, ==, 1);
}

static void
test_level (void)
{
  g_autoptr (MlsNomenclature) nomenclature = load ();
  g_autoptr (MlsStyle) style =
    mls_style_new_for_dimension ("us21", nomenclature, MLS_DIMENSION_USE, 1, MLS_LANGUAGE_ENGLISH);
  guint n_codes = 0;

  g_assert_cmpuint (style->classes->len, ==, 7);
  for (guint i = 0; i < style->classes->len; i++)
    n_codes += ((MlsStyleClass *) g_ptr_array_index (style->classes, i))->codes->len;
  g_assert_cmpuint (n_codes, ==, 7 + 20 + 53);
  g_assert_cmpstr (class_of (style, "US1.1.1")->label, ==, "US1 Primary production");
  g_assert_true (class_of (style, "US1.1.1") == class_of (style, "US1.1"));
  g_assert_true (class_of (style, "US1.1.1") == class_of (style, "US1"));
}

/* Of two levels, one class without a level below it and one without a label; one that came with the data is none. */
static void
test_uneven (void)
{
  g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_new ();
  const MlsClass rows[] = {
    { .code = g_quark_from_string ("1"), .level = 1, .label = { "Ville", "" }, .colour = 0x010203 },
    { .code = g_quark_from_string ("2"), .level = 1, .label = { "", "" }, .colour = 0x040506 },
    { .code = g_quark_from_string ("11"), .parent = g_quark_from_string ("1"), .level = 2, .label = { "", "Dense" } },
    { .code = g_quark_from_string ("9"), .level = 1, .state = MLS_CODE_TOLERATED, .label = { "", "" } },
  };
  g_autoptr (MlsStyle) style = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_true (mls_nomenclature_add_class (nomenclature, &rows[i], NULL));
  style = mls_style_new_for_dimension ("code", nomenclature, MLS_DIMENSION_PAIR, 2, MLS_LANGUAGE_FRENCH);

  g_assert_cmpuint (style->classes->len, ==, 2);
  g_assert_cmpstr (class_of (style, "11")->label, ==, "11 Dense");
  g_assert_cmpstr (class_of (style, "2")->label, ==, "2");
  g_assert_cmphex (class_of (style, "2")->colour, ==, 0x040506);
}

static void
test_indicator (void)
{
  g_autoptr (MlsNomenclature) nomenclature = load ();
  g_autoptr (MlsStyle) style =
    mls_style_new_for_indicator ("p4_24", nomenclature, g_quark_from_static_string ("post4"), MLS_LANGUAGE_ENGLISH);

  g_assert_cmpuint (style->classes->len, ==, 4);
  g_assert_cmpstr (class_of (style, "2")->label, ==, "2 Agricultural land");
  g_assert_cmphex (class_of (style, "2")->colour, ==, 0xffffcc);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/style/leaves", test_leaves);
  g_test_add_func ("/style/level", test_level);
  g_test_add_func ("/style/uneven", test_uneven);
  g_test_add_func ("/style/indicator", test_indicator);

  return g_test_run ();
}
