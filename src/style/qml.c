#include "style/qml.h"

#include "style/qml-symbol.h"

/* The oldest QGIS that is known to read it. */
#define PROLOGUE "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
#define VERSION  "3.22.0"

/* A category without a value is that of all others, which QGIS also gives what has none. */
static void
add_category (MlsXml *xml, guint number, const MlsStyleClass *class)
{
  g_autofree char *symbol = g_strdup_printf ("%u", number);

  if (class->codes->len == 1)
    {
      mls_xml_empty (xml, "category", "symbol", symbol, "value", g_ptr_array_index (class->codes, 0), "label", class->label,
                     "render", "true", NULL);
      return;
    }

  mls_xml_start (xml, "category", "symbol", symbol, "label", class->label, "render", "true", NULL);
  for (guint i = 0; i < class->codes->len; i++)
    mls_xml_empty (xml, "val", "value", g_ptr_array_index (class->codes, i), NULL);
  mls_xml_end (xml);
}

static void
add_renderer (MlsXml *xml, const MlsStyle *style, const GPtrArray *classes)
{
  mls_xml_start (xml, "renderer-v2", "type", "categorizedSymbol", "attr", style->column, "forceraster", "0", "symbollevels", "0",
                 "enableorderby", "0", NULL);
  mls_xml_start (xml, "categories", NULL);
  for (guint i = 0; i < classes->len; i++)
    add_category (xml, i, g_ptr_array_index (classes, i));
  mls_xml_end (xml);
  mls_xml_start (xml, "symbols", NULL);
  for (guint i = 0; i < classes->len; i++)
    mls_qml_add_symbol (xml, i, g_ptr_array_index (classes, i), style->look);
  mls_xml_end (xml);
  mls_xml_end (xml);
}

static void
add_choice (MlsXml *xml, const GPtrArray *words)
{
  mls_xml_start (xml, "Option", "type", "Map", NULL);
  mls_xml_start (xml, "Option", "type", "List", "name", "map", NULL);
  for (guint i = 0; i < words->len; i += 2)
    {
      const char *pair[] = { g_ptr_array_index (words, i + 1), g_ptr_array_index (words, i), NULL };

      mls_qml_add_map (xml, pair);
    }
  mls_xml_end (xml);
  mls_xml_end (xml);
}

static void
add_field (MlsXml *xml, const MlsStyleField *field)
{
  static const char *const widgets[] = {
    [MLS_STYLE_WIDGET_TEXT] = "TextEdit",
    [MLS_STYLE_WIDGET_CHOICE] = "ValueMap",
    [MLS_STYLE_WIDGET_TICK] = "CheckBox",
    [MLS_STYLE_WIDGET_HIDDEN] = "Hidden",
  };

  mls_xml_start (xml, "field", "name", field->column, NULL);
  mls_xml_start (xml, "editWidget", "type", widgets[field->widget], NULL);
  mls_xml_start (xml, "config", NULL);
  if (field->widget == MLS_STYLE_WIDGET_CHOICE)
    add_choice (xml, field->words);
  else
    mls_xml_empty (xml, "Option", NULL);
  mls_xml_end (xml);
  mls_xml_end (xml);
  mls_xml_end (xml);
}

static void
add_fields (MlsXml *xml, const GPtrArray *fields)
{
  mls_xml_start (xml, "fieldConfiguration", NULL);
  for (guint i = 0; i < fields->len; i++)
    add_field (xml, g_ptr_array_index (fields, i));
  mls_xml_end (xml);

  mls_xml_start (xml, "aliases", NULL);
  for (guint i = 0; i < fields->len; i++)
    {
      const MlsStyleField *field = g_ptr_array_index (fields, i);

      if (field->title != NULL)
        mls_xml_empty (xml, "alias", "field", field->column, "name", field->title, NULL);
    }
  mls_xml_end (xml);

  mls_xml_start (xml, "editable", NULL);
  for (guint i = 0; i < fields->len; i++)
    {
      const MlsStyleField *field = g_ptr_array_index (fields, i);

      mls_xml_empty (xml, "field", "name", field->column, "editable", field->read_only ? "0" : "1", NULL);
    }
  mls_xml_end (xml);
}

/**
 * mls_style_to_qml:
 * @self: a style
 *
 * Filled layers have one class more, for what is of none.
 *
 * Returns: (transfer full): it as QGIS reads it, from version 3.22 on
 */
char *
mls_style_to_qml (const MlsStyle *self)
{
  MlsXml *xml = mls_xml_new (PROLOGUE);
  g_autoptr (GPtrArray) classes = g_ptr_array_new ();

  g_ptr_array_extend (classes, self->classes, NULL, NULL);
  if (self->look == MLS_STYLE_LOOK_FILL)
    g_ptr_array_add (classes, self->others);

  mls_xml_start (xml, "qgis", "version", VERSION, "styleCategories",
                 self->fields->len > 0 ? "Symbology|Fields|Forms" : "Symbology", NULL);
  add_renderer (xml, self, classes);
  if (self->fields->len > 0)
    add_fields (xml, self->fields);
  mls_xml_end (xml);

  return mls_xml_finish (xml);
}
