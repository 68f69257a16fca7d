#include "document/ground-look.h"

#include "store/ground-facts.h"

static void
look_free (gpointer data)
{
  MlsGroundLook *look = data;

  g_clear_pointer (&look->list, g_ptr_array_unref);
  g_free (look->path);
  g_free (look);
}

static gboolean
do_look (MlsErrand *errand, gpointer data, GError **error)
{
  MlsGroundLook *look = data;

  look->list = mls_ground_facts_list (look->path, error);

  return look->list != NULL;
}

/**
 * mls_ground_look_new:
 * @path: a file
 *
 * Returns: (transfer full): an errand whose data is a #MlsGroundLook at it; whoever runs it may take the list
 */
MlsErrand *
mls_ground_look_new (const char *path)
{
  MlsGroundLook *look = g_new0 (MlsGroundLook, 1);

  look->path = g_strdup (path);

  return mls_errand_new (do_look, look, look_free);
}
