#include "document/vintage-photos.h"

/**
 * mls_vintage_photos_find:
 * @links: (nullable) (element-type MlsImageLink): the photos of a project, the one at the bottom first
 * @crs: the project's reference system
 * @vintage: the code of a vintage
 * @infrared: whether those in infrared are wanted, or those in colour
 * @title: (out) (optional): (nullable): what is said of the one on top, valid while @links are
 *
 * Returns: (transfer full): those of that vintage that are there, which may be none
 */
MlsImagery *
mls_vintage_photos_find (const GPtrArray  *links,
                         const char       *crs,
                         const char       *vintage,
                         gboolean          infrared,
                         const char      **title)
{
  g_autoptr (GArray) sources = g_array_new (FALSE, TRUE, sizeof (MlsImagerySource));
  const char *of_top = NULL;

  for (guint i = links != NULL ? links->len : 0; i > 0; i--)
    {
      const MlsImageLink *link = g_ptr_array_index (links, i - 1);

      if (link->missing || g_strcmp0 (link->vintage, vintage) != 0 ||
          (g_strcmp0 (link->kind, MLS_IMAGE_INFRARED) == 0) != infrared)
        continue;

      g_array_append_val (sources, ((MlsImagerySource){ .uri = link->source }));
      of_top = of_top == NULL ? link->title : of_top;
    }

  if (title != NULL)
    *title = of_top;

  return mls_imagery_new (crs, (const MlsImagerySource *) (gpointer) sources->data, sources->len);
}
