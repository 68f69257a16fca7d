#include "document/column-look.h"

static void
look_free (gpointer data)
{
  MlsColumnLook *look = data;

  g_clear_pointer (&look->values, mls_column_values_free);
  g_free (look->path);
  g_free (look->layer);
  g_free (look);
}

static gboolean
do_look (MlsErrand *errand, gpointer data, GError **error)
{
  MlsColumnLook *look = data;

  look->values = mls_column_values_read (look->path, look->layer, mls_errand_get_cancellable (errand), error);

  return look->values != NULL;
}

/**
 * mls_column_look_new:
 * @path: a file
 * @layer: a layer of it
 *
 * Returns: (transfer full): an errand whose data is a #MlsColumnLook at it; whoever runs it may take the values
 */
MlsErrand *
mls_column_look_new (const char *path, const char *layer)
{
  MlsColumnLook *look = g_new0 (MlsColumnLook, 1);

  look->path = g_strdup (path);
  look->layer = g_strdup (layer);

  return mls_errand_new (do_look, look, look_free);
}
