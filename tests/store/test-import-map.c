#include "store/error.h"
#include "store/import-map.h"

#include <locale.h>

static GPtrArray *
columns_of (const char *text)
{
  g_auto (GStrv) names = g_strsplit (text, " ", -1);
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);

  for (char **name = names; *name != NULL; name++)
    g_ptr_array_add (columns, g_strdup (*name));

  return columns;
}

static void
test_guess (void)
{
  static const struct
  {
    const char *columns;
    gboolean    cut_names;
    const char *map;
  } cases[] = {
    { "fid cs21 us21", FALSE, "cs21=cs21,us21=us21" },
    { "cs21 us21 doute21 source21 comment21 photovol21 cs15 us15 evol15_21 p4_21 area", FALSE,
      "cs15=cs15,us15=us15,cs21=cs21,us21=us21,doute21=doute21,source21=source21,comment21=comment21,"
      "photovol21=photovol21" },
    { "CS_2021 US_2021", FALSE, "cs21=CS_2021,us21=US_2021" },
    { "code_cs_09 code_us_09 lib_cs_09", FALSE, "cs09=code_cs_09,us09=code_us_09" },
    { "couvert2005 usage2005 commentaire2005", FALSE, "cs05=couvert2005,us05=usage2005,comment05=commentaire2005" },

    /* The surest name wins; a date without a code is none. */
    { "cover21 cs21 source15", FALSE, "cs21=cs21" },

    /* Without a year. */
    { "code_cs code_us", FALSE, "cs=code_cs,us=code_us" },
    { "code_cs cs21", FALSE, "cs21=cs21" },

    /* "code_cs_2021" cut at ten letters says 20. */
    { "code_cs_20 code_us_20", TRUE, "" },
    { "code_cs_20 code_us_20", FALSE, "cs20=code_cs_20,us20=code_us_20" },
    { "cs20 us20", TRUE, "cs20=cs20,us20=us20" },
    { "photovol21 cs21", TRUE, "cs21=cs21,photovol21=photovol21" },

    /* One dimension, the finest level. */
    { "ID MAES_1_12 MAES_2_12 MAES_4_12 MAES_3_12 COMMENT_12 NODATA_12 MAES_1_06 COMMENT_06", FALSE,
      "cs06=MAES_1_06,comment06=COMMENT_06,cs12=MAES_4_12,comment12=COMMENT_12" },
    { "CODE_12 CODE_18 REMARK", FALSE, "cs12=CODE_12,cs18=CODE_18" },
    { "code_1996 code_2003", FALSE, "cs96=code_1996,cs03=code_2003" },

    { "id name area_2", FALSE, "" },
    { "cs1 us123 cs12345 21", FALSE, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) columns = columns_of (cases[i].columns);
      g_autoptr (MlsImportMap) map = mls_import_map_guess (columns, cases[i].cut_names);
      g_autofree char *text = mls_import_map_to_text (map);

      g_assert_cmpstr (text, ==, cases[i].map);
    }
}

static void
test_years (void)
{
  g_autoptr (GPtrArray) columns = columns_of ("cs69 cs70 cs_2021");
  g_autoptr (MlsImportMap) map = mls_import_map_guess (columns, FALSE);

  g_assert_cmpuint (map->vintages->len, ==, 3);
  g_assert_cmpint (g_array_index (map->vintages, MlsImportVintage, 0).year, ==, 1970);
  g_assert_cmpint (g_array_index (map->vintages, MlsImportVintage, 1).year, ==, 2021);
  g_assert_cmpint (g_array_index (map->vintages, MlsImportVintage, 2).year, ==, 2069);
}

static void
test_parse (void)
{
  g_autoptr (GPtrArray) columns = columns_of ("A B c");
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsImportMap) map = mls_import_map_parse (columns, "us21=B, cs21=a ,doute21=C,cs15=A", &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = mls_import_map_to_text (map);
  g_assert_cmpstr (text, ==, "cs15=A,cs21=A,us21=B,doute21=c");
  g_assert_true (mls_import_map_uses_column (map, 0));
  g_assert_true (mls_import_map_uses_column (map, 2));
  g_assert_false (mls_import_map_uses_column (map, 3));
}

/* A comma in the name of a column. */
static void
test_comma (void)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  g_autoptr (MlsImportMap) map = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (columns, (gpointer) "code, 2021");
  g_ptr_array_add (columns, (gpointer) "usage");
  map = mls_import_map_parse (columns, "cs21=code, 2021,us21=usage", &error);
  g_assert_no_error (error);
  text = mls_import_map_to_text (map);
  g_assert_cmpstr (text, ==, "cs21=code, 2021,us21=usage");
}

static void
test_faults (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "cs21", "“cs21” is not of the form cs21=COLUMN (or us, doute, source, comment, photovol)" },
    { "cs=A", "“cs=A” is not of the form cs21=COLUMN (or us, doute, source, comment, photovol)" },
    { "cs2021=A", "“cs2021=A” is not of the form cs21=COLUMN (or us, doute, source, comment, photovol)" },
    { "xx21=A", "“xx21=A” is not of the form cs21=COLUMN (or us, doute, source, comment, photovol)" },
    { "cs21=Z", "The layer has no column “Z”" },
    { "cs21=A,cs21=B", "cs21 is given twice" },
    { "cs21=A,doute15=B", "Neither cs15 nor us15 is given a column" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) columns = columns_of ("A B");
      g_autoptr (GError) error = NULL;
      g_autoptr (MlsImportMap) map = mls_import_map_parse (columns, cases[i].text, &error);


      g_assert_null (map);
      g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* Years are told without knowing the columns; what is no such text tells none. */
static void
test_list_years (void)
{
  static const struct
  {
    const char *text;
    const char *years;
  } cases[] = { { "us21=B, cs21=a ,doute21=C,cs15=A", "2015 2021 " }, { "cs98=x", "1998 " }, { "cs=A,,x", "" }, { "", "" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) years = mls_import_map_list_years (cases[i].text);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint k = 0; k < years->len; k++)
        g_string_append_printf (text, "%d ", g_array_index (years, int, k));
      g_assert_cmpstr (text->str, ==, cases[i].years);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/import-map/guess", test_guess);
  g_test_add_func ("/store/import-map/years", test_years);
  g_test_add_func ("/store/import-map/parse", test_parse);
  g_test_add_func ("/store/import-map/comma", test_comma);
  g_test_add_func ("/store/import-map/faults", test_faults);
  g_test_add_func ("/store/import-map/list-years", test_list_years);

  return g_test_run ();
}
