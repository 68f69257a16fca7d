/* How products look, beside their files and in them. */

#include "delivery/delivery-private.h"

#include "delivery/look.h"
#include "store/style-table.h"

#include <string.h>

/* What QGIS takes from beside a file of one layer. */
static gboolean
write_beside (const MlsDelivery *self, const MlsProduct *product, const char *file, GError **error)
{
  g_autoptr (GPtrArray) looks = mls_looks_list (product);
  g_autofree char *path = mls_making_path (self->making, file);
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (self->options->format->ending));

  return looks->len == 0 || mls_look_write (g_ptr_array_index (looks, 0), product, stem, error);
}

/* What QGIS takes from inside of a GeoPackage. */
static gboolean
write_inside (const MlsDelivery *self, const char *file, GError **error)
{
  g_autoptr (GArray) table = g_array_new (FALSE, FALSE, sizeof (MlsTableStyle));
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autofree char *path = mls_making_path (self->making, file);

  for (guint i = 0; i < self->products->len; i++)
    {
      const MlsProduct *product = g_ptr_array_index (self->products, i);
      GPtrArray *looks = mls_looks_list (product);

      g_ptr_array_add (kept, looks);
      for (guint k = 0; k < looks->len; k++)
        {
          const MlsLook *look = g_ptr_array_index (looks, k);
          const MlsTableStyle row = { product->given, look->name, look->style, k == 0 };

          g_array_append_val (table, row);
        }
    }

  return mls_style_table_write (path, (const MlsTableStyle *) (gpointer) table->data, table->len, error);
}

/**
 * mls_delivery_style_file: (skip)
 * @self: a delivery
 * @product: the last one that went into a file
 * @file: of the files in the making, whole
 * @error: %G_FILE_ERROR, a #MLS_STORE_ERROR
 *
 * Returns: whether the file opens in QGIS as its products look
 */
gboolean
mls_delivery_style_file (const MlsDelivery *self, const MlsProduct *product, const char *file, GError **error)
{
  return self->options->format->several ? write_inside (self, file, error) : write_beside (self, product, file, error);
}

static gboolean
write_looks (const MlsDelivery *self, const MlsProduct *product, GError **error)
{
  g_autoptr (GPtrArray) looks = mls_looks_list (product);

  for (guint k = 0; k < looks->len; k++)
    {
      const MlsLook *look = g_ptr_array_index (looks, k);
      g_autofree char *layer = mls_name_of_file (product->given);
      g_autofree char *name = looks->len > 1 ? g_strconcat (layer, "-", look->name, NULL) : g_strdup (layer);
      g_autofree char *inside = g_build_filename (MLS_DELIVERY_STYLES, name, NULL);
      g_autofree char *stem = mls_making_path (self->making, inside);

      if (!mls_look_write (look, product, stem, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * mls_delivery_write_styles: (skip)
 * @self: a delivery of files
 * @error: %G_FILE_ERROR, %MLS_STORE_ERROR_IO
 *
 * Returns: whether all looks are in a folder of their own, for whoever picks one
 */
gboolean
mls_delivery_write_styles (const MlsDelivery *self, GError **error)
{
  if (!mls_making_add_folder (self->making, MLS_DELIVERY_STYLES, error))
    return FALSE;

  for (guint i = 0; i < self->products->len; i++)
    if (!write_looks (self, g_ptr_array_index (self->products, i), error))
      return FALSE;

  return TRUE;
}
