/* write-style qml|sld-1.0|sld-1.1 NAME COLUMN [LEVEL]: the style of a dimension or an indicator of OCS2D as others read it, in
 * French. Of NAME strange, a class for each shape, with codes and labels that files may hold; of outlines
 * and of points, one. */

#include "style/qml.h"
#include "style/sld.h"

#include <locale.h>
#include <stdlib.h>

static MlsNomenclature *
load (void)
{
  g_autofree char *dir = g_build_filename (g_getenv ("MLS_NOMENCLATURE"), "ocs2d", NULL);
  g_autoptr (GError) error = NULL;
  MlsNomenclature *nomenclature = mls_nomenclature_load (dir, &error);

  g_assert_no_error (error);
  return nomenclature;
}

static MlsStyle *
make_strange (const char *column)
{
  MlsStyle *style = mls_style_new (column, MLS_LANGUAGE_FRENCH);

  for (MlsSymbolShape shape = 0; shape < MLS_N_SYMBOL_SHAPES; shape++)
    {
      MlsSymbol symbol = { 0, shape, 0x000000, 0x000000, 0.6, 3, 4, 30 };
      g_autofree char *code = g_strdup_printf ("<%s> & \"c'est\"", mls_symbol_shape_name (shape));
      MlsStyleClass *class = mls_style_add_class (style, code, code, 0xff8000 + (guint32) shape);

      g_array_append_val (class->symbols, symbol);
    }
  mls_style_add_class (style, "é\xff\x01\n", "œ <]]>", 0x0000ff);

  return style;
}

static MlsStyle *
make_outlines (const char *column)
{
  MlsStyle *style = mls_style_new (column, MLS_LANGUAGE_FRENCH);
  MlsStyleField *field = mls_style_add_field (style, column, "État", MLS_STYLE_WIDGET_CHOICE);

  style->look = MLS_STYLE_LOOK_OUTLINE;
  mls_style_add_class (style, "a", "A", 0xff0000);
  mls_style_field_offer (field, "a", "le premier");
  mls_style_field_offer (field, "<b>", "l’autre & dernier");
  mls_style_add_field (style, "hidden", NULL, MLS_STYLE_WIDGET_HIDDEN);
  mls_style_add_field (style, "tick", NULL, MLS_STYLE_WIDGET_TICK);
  mls_style_add_field (style, "fixed", "Fixé", MLS_STYLE_WIDGET_TEXT)->read_only = TRUE;

  return style;
}

static MlsStyle *
make_points (const char *column)
{
  MlsStyle *style = mls_style_new (column, MLS_LANGUAGE_FRENCH);

  style->look = MLS_STYLE_LOOK_POINT;
  mls_style_add_class (style, "a", "A", 0xff0000);

  return style;
}

static MlsStyle *
make (const char *name, const char *column, guint level)
{
  g_autoptr (MlsNomenclature) nomenclature = load ();
  MlsDimension dimension;
  MlsIndicator indicator;

  if (g_str_equal (name, "strange"))
    return make_strange (column);
  if (g_str_equal (name, "outlines"))
    return make_outlines (column);
  if (g_str_equal (name, "points"))
    return make_points (column);
  if (mls_dimension_from_name (name, &dimension))
    return mls_style_new_for_dimension (column, nomenclature, dimension, level, MLS_LANGUAGE_FRENCH);

  indicator = mls_nomenclature_find_indicator (nomenclature, name);
  g_assert_cmpuint (indicator, !=, MLS_INDICATOR_NONE);

  return mls_style_new_for_indicator (column, nomenclature, indicator, MLS_LANGUAGE_FRENCH);
}

int
main (int argc, char **argv)
{
  g_autoptr (MlsStyle) style = NULL;
  g_autofree char *text = NULL;

  setlocale (LC_ALL, "");
  g_assert_cmpint (argc, >=, 4);

  style = make (argv[2], argv[3], argc > 4 ? (guint) atoi (argv[4]) : G_MAXUINT);
  text = g_str_equal (argv[1], "qml") ? mls_style_to_qml (style)
         : mls_style_to_sld (style, "une couche", g_str_equal (argv[1], "sld-1.0") ? MLS_SLD_1_0 : MLS_SLD_1_1);
  g_print ("%s", text);

  return 0;
}
