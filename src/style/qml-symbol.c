/* What a class looks like, in the words of QGIS: a symbol of layers, each of which may have a symbol that it repeats. */

#include "style/qml-symbol.h"

#include "base/format.h"

static char *
colour_text (guint32 colour)
{
  return g_strdup_printf ("%u,%u,%u,255", colour >> 16 & 0xff, colour >> 8 & 0xff, colour & 0xff);
}

/**
 * mls_qml_add_map:
 * @xml: a writer
 * @pairs: (array zero-terminated=1): names and values in turn
 *
 * Writes values by their names.
 */
void
mls_qml_add_map (MlsXml *xml, const char *const *pairs)
{
  mls_xml_start (xml, "Option", "type", "Map", NULL);
  for (gsize i = 0; pairs[i] != NULL; i += 2)
    mls_xml_empty (xml, "Option", "name", pairs[i], "value", pairs[i + 1], "type", "QString", NULL);
  mls_xml_end (xml);
}

static void
start_layer (MlsXml *xml, const char *class, const char *const *pairs)
{
  mls_xml_start (xml, "layer", "class", class, "enabled", "1", "locked", "0", "pass", "0", NULL);
  mls_qml_add_map (xml, pairs);
}

static void
add_layer (MlsXml *xml, const char *class, const char *const *pairs)
{
  start_layer (xml, class, pairs);
  mls_xml_end (xml);
}

static void
start_symbol (MlsXml *xml, const char *type, const char *name)
{
  mls_xml_start (xml, "symbol", "type", type, "name", name, "alpha", "1", "clip_to_extent", "1", "force_rhr", "0", NULL);
}

static void
add_line (MlsXml *xml, guint32 colour, double width_mm, const char *inside)
{
  g_autofree char *text = colour_text (colour);
  g_autofree char *width = mls_format_ascii (width_mm);
  const char *pairs[] = { "line_color", text, "line_style", "solid", "line_width", width, "line_width_unit", "MM",
                          "capstyle", "flat", "joinstyle", "miter", "draw_inside_polygon", inside, NULL };

  add_layer (xml, "SimpleLine", pairs);
}

static void
add_fill (MlsXml *xml, guint32 colour)
{
  g_autofree char *fill = colour_text (colour);
  g_autofree char *border = colour_text (MLS_STYLE_BORDER);
  g_autofree char *width = mls_format_ascii (MLS_STYLE_BORDER_MM);
  const char *pairs[] = { "color", fill, "style", "solid", "outline_color", border, "outline_style", "solid",
                          "outline_width", width, "outline_width_unit", "MM", "joinstyle", "bevel", NULL };

  add_layer (xml, "SimpleFill", pairs);
}

static void
add_hatch (MlsXml *xml, const MlsSymbol *symbol, const char *name)
{
  g_autofree char *angle = mls_format_ascii (symbol->angle);
  g_autofree char *distance = mls_format_ascii (symbol->down_mm);
  const char *pairs[] = { "angle", angle, "distance", distance, "distance_unit", "MM", NULL };

  start_layer (xml, "LinePatternFill", pairs);
  start_symbol (xml, "line", name);
  add_line (xml, symbol->colour, symbol->size_mm, "0");
  mls_xml_end (xml);
  mls_xml_end (xml);
}

static const char *
marker_name (MlsSymbolShape shape)
{
  switch (shape)
    {
    case MLS_SYMBOL_CIRCLE:
      return "circle";
    case MLS_SYMBOL_SQUARE:
      return "square";
    case MLS_SYMBOL_TRIANGLE:
      return "triangle";
    case MLS_SYMBOL_DASH:
      return "line";
    case MLS_SYMBOL_CROSS:
      return "cross";
    case MLS_SYMBOL_SALTIRE:
      return "cross2";
    case MLS_SYMBOL_THICK_CROSS:
      return "cross_fill";
    case MLS_SYMBOL_HATCH:
    case MLS_SYMBOL_RIM:
    case MLS_N_SYMBOL_SHAPES:
      break;
    }

  g_assert_not_reached ();
}

/* Markers turn the other way round. */
static void
add_marker (MlsXml *xml, const MlsSymbol *symbol)
{
  g_autofree char *colour = colour_text (symbol->colour);
  g_autofree char *outline = colour_text (symbol->outline);
  g_autofree char *pen = mls_format_ascii (MLS_SYMBOL_PEN_MM);
  g_autofree char *size = mls_format_ascii (symbol->size_mm);
  g_autofree char *angle = mls_format_ascii (symbol->angle != 0 ? -symbol->angle : 0);
  const char *pairs[] = { "name", marker_name (symbol->shape), "color", colour, "outline_color", outline,
                          "outline_style", mls_symbol_has_outline (symbol) ? "solid" : "no", "outline_width", pen,
                          "outline_width_unit", "MM", "size", size, "size_unit", "MM", "scale_method", "diameter",
                          "angle", angle, NULL };

  add_layer (xml, "SimpleMarker", pairs);
}

static void
add_shapes (MlsXml *xml, const MlsSymbol *symbol, const char *name)
{
  g_autofree char *across = mls_format_ascii (symbol->across_mm);
  g_autofree char *down = mls_format_ascii (symbol->down_mm);
  const char *pairs[] = { "distance_x", across, "distance_x_unit", "MM", "distance_y", down, "distance_y_unit", "MM", NULL };

  start_layer (xml, "PointPatternFill", pairs);
  start_symbol (xml, "marker", name);
  add_marker (xml, symbol);
  mls_xml_end (xml);
  mls_xml_end (xml);
}

/* A rim is drawn twice as wide as it is to be: half of it lies outside, and is not seen. */
static void
add_pattern (MlsXml *xml, const MlsSymbol *symbol, const char *name)
{
  if (symbol->shape == MLS_SYMBOL_RIM)
    add_line (xml, symbol->colour, 2 * symbol->size_mm, "1");
  else if (symbol->shape == MLS_SYMBOL_HATCH)
    add_hatch (xml, symbol, name);
  else
    add_shapes (xml, symbol, name);
}

static void
add_point (MlsXml *xml, guint32 colour)
{
  const MlsSymbol dot = { 0, MLS_SYMBOL_CIRCLE, colour, 0xffffff, MLS_STYLE_POINT_MM, 0, 0, 0 };

  add_marker (xml, &dot);
}

static void
add_look (MlsXml *xml, MlsStyleLook look, guint32 colour)
{
  switch (look)
    {
    case MLS_STYLE_LOOK_FILL:
      add_fill (xml, colour);
      break;
    case MLS_STYLE_LOOK_OUTLINE:
      add_line (xml, colour, MLS_STYLE_OUTLINE_MM, "0");
      break;
    case MLS_STYLE_LOOK_POINT:
      add_point (xml, colour);
      break;
    }
}

/**
 * mls_qml_add_symbol:
 * @xml: a writer
 * @number: of the symbol
 * @class: what it is to look like
 * @look: what is drawn
 *
 * Writes the symbol of a class.
 */
void
mls_qml_add_symbol (MlsXml *xml, guint number, const MlsStyleClass *class, MlsStyleLook look)
{
  g_autofree char *name = g_strdup_printf ("%u", number);

  start_symbol (xml, look == MLS_STYLE_LOOK_POINT ? "marker" : "fill", name);
  add_look (xml, look, class->colour);
  for (guint i = 0; i < class->symbols->len; i++)
    {
      g_autofree char *inner = g_strdup_printf ("@%u@%u", number, i + 1);

      add_pattern (xml, &g_array_index (class->symbols, MlsSymbol, i), inner);
    }
  mls_xml_end (xml);
}
