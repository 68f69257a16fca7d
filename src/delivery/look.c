#include "delivery/look.h"

#include "style/qml.h"
#include "style/sld.h"

static void
look_free (gpointer data)
{
  MlsLook *self = data;

  g_free (self->name);
  mls_style_free (self->style);
  g_free (self);
}

static const MlsColumn *
find_column (const MlsProduct *product, const char *name)
{
  for (guint i = 0; i < product->columns->len; i++)
    if (g_str_equal (((MlsColumn *) g_ptr_array_index (product->columns, i))->name, name))
      return g_ptr_array_index (product->columns, i);

  return NULL;
}

/* A product without such a column does not look like that. */
static void
add_look (GPtrArray *looks, const MlsProduct *product, const char *name, MlsProductKind kind)
{
  const MlsColumn *column = find_column (product, name);
  const MlsClassing classing = mls_product_kind_classing (product->classing.nomenclature, kind);
  MlsLook *look;

  if (column == NULL)
    return;

  look = g_new0 (MlsLook, 1);
  look->name = g_strdup (name);
  look->style = classing.indicator != MLS_INDICATOR_NONE
                  ? mls_style_new_for_indicator (column->given, classing.nomenclature, classing.indicator, product->language)
                  : mls_style_new_for_dimension (column->given, classing.nomenclature, classing.dimension, classing.level, product->language);
  g_ptr_array_add (looks, look);
}

/* The newest date first, as the map opens with it. */
static void
add_multidate (GPtrArray *looks, const MlsProduct *product)
{
  for (guint i = product->by_year->len; i > 0; i--)
    {
      const char *code = product->vintages[g_array_index (product->by_year, guint, i - 1)].code;

      for (MlsProductKind kind = MLS_PRODUCT_COVER; kind < mls_product_n_kinds (product->classing.nomenclature); kind++)
        {
          g_autofree char *name = mls_product_kind_dup_column (product->classing.nomenclature, kind, code);

          if (name != NULL)
            add_look (looks, product, name, kind);
        }
    }
}

/**
 * mls_looks_list:
 * @product: a product whose columns have got their names
 *
 * Returns: (transfer full) (element-type MlsLook): how it looks, first what it is to open with; empty where the
 *   nomenclature has no classes
 */
GPtrArray *
mls_looks_list (const MlsProduct *product)
{
  GPtrArray *looks = g_ptr_array_new_with_free_func (look_free);

  if (product->kind == MLS_PRODUCT_MULTIDATE)
    add_multidate (looks, product);
  else if (product->kind != MLS_PRODUCT_PAIR)
    add_look (looks, product, MLS_CODE_COLUMN, product->kind);
  else
    {
      add_look (looks, product, mls_field_column (MLS_FIELD_COVER), MLS_PRODUCT_COVER);
      add_look (looks, product, mls_field_column (MLS_FIELD_USE), MLS_PRODUCT_USE);
    }

  return looks;
}

static gboolean
write_text (const char *stem, const char *ending, const char *text, GError **error)
{
  g_autofree char *path = g_strconcat (stem, ending, NULL);

  return g_file_set_contents (path, text, -1, error);
}

/**
 * mls_look_write:
 * @self: a look
 * @product: of which product
 * @stem: where to, without an ending
 * @error: %G_FILE_ERROR
 *
 * Returns: whether it is there, as QML for QGIS and as SLD for map servers
 */
gboolean
mls_look_write (const MlsLook *self, const MlsProduct *product, const char *stem, GError **error)
{
  g_autofree char *qml = mls_style_to_qml (self->style);
  g_autofree char *sld = mls_style_to_sld (self->style, product->given, MLS_SLD_1_1);

  return write_text (stem, ".qml", qml, error) && write_text (stem, ".sld", sld, error);
}
