#include "style/sld.h"

#include "base/format.h"
#include "style/xml.h"

#define PROLOGUE "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"

/* A pixel of the standard. */
#define PX_PER_MM (1 / 0.28)

/* A document on its way. */
typedef struct
{
  MlsXml          *xml;
  MlsSldVersion    version;
  const MlsStyle  *style;
} Sld;

/* What belongs to Symbology Encoding in the later version. */
#define SE(name) (sld->version == MLS_SLD_1_0 ? name : "se:" name)

static void
add_parameter (const Sld *sld, const char *name, const char *value)
{
  mls_xml_text (sld->xml, value, sld->version == MLS_SLD_1_0 ? "CssParameter" : "se:SvgParameter", "name", name, NULL);
}

static void
add_colour (const Sld *sld, const char *name, guint32 colour)
{
  char text[8];

  g_snprintf (text, sizeof text, "#%06x", colour);
  add_parameter (sld, name, text);
}

static char *
px_text (double mm)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (text, sizeof text, "%.2f", mm * PX_PER_MM));
}

static void
add_solid (const Sld *sld, guint32 colour)
{
  mls_xml_start (sld->xml, SE ("Fill"), NULL);
  add_colour (sld, "fill", colour);
  mls_xml_end (sld->xml);
}

static void
add_stroke (const Sld *sld, guint32 colour, double mm)
{
  g_autofree char *width = px_text (mm);

  mls_xml_start (sld->xml, SE ("Stroke"), NULL);
  add_colour (sld, "stroke", colour);
  add_parameter (sld, "stroke-width", width);
  mls_xml_end (sld->xml);
}

/* Names that any reader knows; hatches are a line that servers let run on from one piece to the next. */
static const char *
mark_name (MlsSymbolShape shape)
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
    case MLS_SYMBOL_THICK_CROSS:
      return "cross";
    case MLS_SYMBOL_SALTIRE:
      return "x";
    case MLS_SYMBOL_HATCH:
      return "horline";
    case MLS_SYMBOL_RIM:
    case MLS_N_SYMBOL_SHAPES:
      break;
    }

  g_assert_not_reached ();
}

static void
add_mark (const Sld *sld, const MlsSymbol *symbol)
{
  gboolean is_hatch = symbol->shape == MLS_SYMBOL_HATCH;

  mls_xml_start (sld->xml, SE ("Mark"), NULL);
  mls_xml_text (sld->xml, mark_name (symbol->shape), SE ("WellKnownName"), NULL);
  if (!is_hatch && mls_symbol_shape_has_inside (symbol->shape))
    add_solid (sld, symbol->colour);
  if (is_hatch)
    add_stroke (sld, symbol->colour, symbol->size_mm);
  else if (mls_symbol_has_outline (symbol))
    add_stroke (sld, symbol->outline, MLS_SYMBOL_PEN_MM);
  mls_xml_end (sld->xml);
}

/* Rotations go clockwise. Those of hatches are read as QGIS writes them. */
static void
add_graphic (const Sld *sld, const MlsSymbol *symbol)
{
  gboolean is_hatch = symbol->shape == MLS_SYMBOL_HATCH;
  g_autofree char *size = px_text (is_hatch ? symbol->down_mm : symbol->size_mm);
  g_autofree char *rotation = mls_format_ascii (is_hatch || symbol->angle == 0 ? symbol->angle : -symbol->angle);

  mls_xml_start (sld->xml, SE ("Graphic"), NULL);
  add_mark (sld, symbol);
  mls_xml_text (sld->xml, size, SE ("Size"), NULL);
  if (symbol->angle != 0)
    mls_xml_text (sld->xml, rotation, SE ("Rotation"), NULL);
  mls_xml_end (sld->xml);
}

/* The standard has no word for the room between marks; this is what servers and QGIS have for it. */
static void
add_distance (const Sld *sld, const MlsSymbol *symbol)
{
  g_autofree char *across = px_text (symbol->across_mm);
  g_autofree char *down = px_text (symbol->down_mm);
  g_autofree char *beside = px_text (MAX (symbol->across_mm - symbol->size_mm, 0) / 2);
  g_autofree char *above = px_text (MAX (symbol->down_mm - symbol->size_mm, 0) / 2);
  g_autofree char *distance = g_strdup_printf ("%s,%s", across, down);
  g_autofree char *margin = g_strdup_printf ("%s %s", above, beside);

  mls_xml_text (sld->xml, distance, SE ("VendorOption"), "name", "distance", NULL);
  mls_xml_text (sld->xml, margin, SE ("VendorOption"), "name", "graphic-margin", NULL);
}

static void
add_pattern (const Sld *sld, const MlsSymbol *symbol)
{
  mls_xml_start (sld->xml, SE ("PolygonSymbolizer"), NULL);
  if (symbol->shape == MLS_SYMBOL_RIM)
    add_stroke (sld, symbol->colour, symbol->size_mm);
  else
    {
      mls_xml_start (sld->xml, SE ("Fill"), NULL);
      mls_xml_start (sld->xml, SE ("GraphicFill"), NULL);
      add_graphic (sld, symbol);
      mls_xml_end (sld->xml);
      mls_xml_end (sld->xml);
    }
  if (symbol->shape != MLS_SYMBOL_RIM && symbol->shape != MLS_SYMBOL_HATCH)
    add_distance (sld, symbol);
  mls_xml_end (sld->xml);
}

static void
add_point (const Sld *sld, guint32 colour)
{
  const MlsSymbol dot = { 0, MLS_SYMBOL_CIRCLE, colour, 0xffffff, MLS_STYLE_POINT_MM, 0, 0, 0 };

  mls_xml_start (sld->xml, SE ("PointSymbolizer"), NULL);
  add_graphic (sld, &dot);
  mls_xml_end (sld->xml);
}

static void
add_polygon (const Sld *sld, guint32 colour)
{
  mls_xml_start (sld->xml, SE ("PolygonSymbolizer"), NULL);
  if (sld->style->look == MLS_STYLE_LOOK_FILL)
    {
      add_solid (sld, colour);
      add_stroke (sld, MLS_STYLE_BORDER, MLS_STYLE_BORDER_MM);
    }
  else
    add_stroke (sld, colour, MLS_STYLE_OUTLINE_MM);
  mls_xml_end (sld->xml);
}

static void
add_look (const Sld *sld, const MlsStyleClass *class)
{
  if (sld->style->look == MLS_STYLE_LOOK_POINT)
    add_point (sld, class->colour);
  else
    add_polygon (sld, class->colour);

  for (guint i = 0; i < class->symbols->len; i++)
    add_pattern (sld, &g_array_index (class->symbols, MlsSymbol, i));
}

static void
add_title (const Sld *sld, const char *title)
{
  if (sld->version == MLS_SLD_1_0)
    {
      mls_xml_text (sld->xml, title, "Title", NULL);
      return;
    }

  mls_xml_start (sld->xml, "se:Description", NULL);
  mls_xml_text (sld->xml, title, "se:Title", NULL);
  mls_xml_end (sld->xml);
}

static void
add_codes (const Sld *sld, const GPtrArray *codes)
{
  for (guint i = 0; i < codes->len; i++)
    {
      mls_xml_start (sld->xml, "ogc:PropertyIsEqualTo", NULL);
      mls_xml_text (sld->xml, sld->style->column, "ogc:PropertyName", NULL);
      mls_xml_text (sld->xml, g_ptr_array_index (codes, i), "ogc:Literal", NULL);
      mls_xml_end (sld->xml);
    }
}

static void
add_filter (const Sld *sld, const GPtrArray *codes)
{
  mls_xml_start (sld->xml, "ogc:Filter", NULL);
  if (codes->len > 1)
    mls_xml_start (sld->xml, "ogc:Or", NULL);
  add_codes (sld, codes);
  if (codes->len > 1)
    mls_xml_end (sld->xml);
  mls_xml_end (sld->xml);
}

/* ElseFilter would say it in a word, which QGIS takes for no filter at all. */
static void
add_filter_of_others (const Sld *sld)
{
  mls_xml_start (sld->xml, "ogc:Filter", NULL);
  mls_xml_start (sld->xml, "ogc:Or", NULL);
  mls_xml_start (sld->xml, "ogc:PropertyIsNull", NULL);
  mls_xml_text (sld->xml, sld->style->column, "ogc:PropertyName", NULL);
  mls_xml_end (sld->xml);
  mls_xml_start (sld->xml, "ogc:Not", NULL);
  mls_xml_start (sld->xml, "ogc:Or", NULL);
  add_codes (sld, sld->style->others->codes);
  for (guint i = 0; i < sld->style->classes->len; i++)
    add_codes (sld, ((const MlsStyleClass *) g_ptr_array_index (sld->style->classes, i))->codes);
  mls_xml_end (sld->xml);
  mls_xml_end (sld->xml);
  mls_xml_end (sld->xml);
  mls_xml_end (sld->xml);
}

static void
add_rule (const Sld *sld, const MlsStyleClass *class)
{
  mls_xml_start (sld->xml, SE ("Rule"), NULL);
  mls_xml_text (sld->xml, class->label, SE ("Name"), NULL);
  add_title (sld, class->label);
  if (class != sld->style->others)
    add_filter (sld, class->codes);
  else if (sld->style->classes->len > 0)
    add_filter_of_others (sld);
  add_look (sld, class);
  mls_xml_end (sld->xml);
}

static void
start_document (const Sld *sld)
{
  if (sld->version == MLS_SLD_1_0)
    mls_xml_start (sld->xml, "StyledLayerDescriptor", "version", "1.0.0", "xmlns", "http://www.opengis.net/sld", "xmlns:ogc",
                   "http://www.opengis.net/ogc", NULL);
  else
    mls_xml_start (sld->xml, "StyledLayerDescriptor", "version", "1.1.0", "xmlns", "http://www.opengis.net/sld", "xmlns:ogc",
                   "http://www.opengis.net/ogc", "xmlns:se", "http://www.opengis.net/se", NULL);
}

/**
 * mls_style_to_sld:
 * @self: a style
 * @layer: what the layer is called
 * @version: of the standard
 *
 * Fields are none of its business. Filled layers have one rule more, for what is of no class.
 *
 * Returns: (transfer full): it as map servers read it
 */
char *
mls_style_to_sld (const MlsStyle *self, const char *layer, MlsSldVersion version)
{
  const Sld document = { mls_xml_new (PROLOGUE), version, self };
  const Sld *sld = &document;

  start_document (sld);
  mls_xml_start (sld->xml, "NamedLayer", NULL);
  mls_xml_text (sld->xml, layer, SE ("Name"), NULL);
  mls_xml_start (sld->xml, "UserStyle", NULL);
  mls_xml_text (sld->xml, layer, SE ("Name"), NULL);
  mls_xml_start (sld->xml, SE ("FeatureTypeStyle"), NULL);
  for (guint i = 0; i < self->classes->len; i++)
    add_rule (sld, g_ptr_array_index (self->classes, i));
  if (self->look == MLS_STYLE_LOOK_FILL)
    add_rule (sld, self->others);
  mls_xml_end (sld->xml);
  mls_xml_end (sld->xml);
  mls_xml_end (sld->xml);
  mls_xml_end (sld->xml);

  return mls_xml_finish (sld->xml);
}
