#include "document/project.h"

#include "imagery/raster.h"
#include "store/image-link.h"

/* What people call the photo: its own name, and the day it was taken where that is known. */
static char *
title_of (const MlsRasterFacts *facts)
{
  return facts->date != NULL ? g_strdup_printf ("%s · %s", facts->title, facts->date) : g_strdup (facts->title);
}

/* Suppliers say in the file's name what its bands are: "D080_2024_IRC.tif". */
static gboolean
is_infrared (const char *path)
{
  static const char *const words[] = { "ir", "irc", "cir", "infrarouge", "infrared", NULL };
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_auto (GStrv) parts = g_strsplit_set (lower, "_-. ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_strv_contains (words, parts[i]))
      return TRUE;

  return FALSE;
}

/**
 * mls_project_add_photo:
 * @self: a project open for writing
 * @path: an image
 * @vintage: what it was taken for
 * @error: a #MLS_IMAGERY_ERROR if it cannot be shown on this map, or a #MLS_STORE_ERROR
 *
 * Puts a photo on top of those of its vintage; one whose name says so is in infrared.
 *
 * Returns: whether it is in the project
 */
gboolean
mls_project_add_photo (MlsProject *self, const char *path, guint vintage, GError **error)
{
  const MlsRules *rules = mls_project_get_rules (self);
  MlsStore *store = mls_project_get_store (self);
  g_autofree char *crs = mls_store_dup_crs (store, error);
  g_autoptr (MlsRaster) raster = crs != NULL ? mls_raster_open (path, crs, NULL, error) : NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (vintage < rules->n_vintages, FALSE);

  if (raster == NULL)
    return FALSE;

  title = title_of (mls_raster_get_facts (raster));

  return mls_store_add_image_link (store,
                                   &(MlsImageLink){ .vintage = (char *) rules->vintages[vintage].code,
                                                    .source = (char *) path, .title = title,
                                                    .kind = is_infrared (path) ? (char *) MLS_IMAGE_INFRARED : NULL },
                                   NULL, error);
}
