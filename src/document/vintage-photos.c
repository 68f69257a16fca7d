#include "document/vintage-photos.h"

#include "imagery/display.h"

#include <string.h>

/* Whether a photo is of a vintage, and is to be shown in infrared or can be. */
static gboolean
is_one_of (const MlsImageLink *link, const MlsDisplay *display, const char *vintage, gboolean infrared)
{
  gboolean is_infrared = g_strcmp0 (link->kind, MLS_IMAGE_INFRARED) == 0;

  return !link->missing && g_strcmp0 (link->vintage, vintage) == 0 &&
         (is_infrared == infrared || (infrared && mls_display_has_infrared (display)));
}

/**
 * mls_vintage_photos_find:
 * @links: (nullable) (element-type MlsImageLink): the photos of a project, the one at the bottom first
 * @crs: the project's reference system
 * @vintage: the code of a vintage
 * @infrared: whether those in infrared are wanted, or those in colour
 * @top: (out) (optional) (nullable): the one on top, valid while @links are
 *
 * Returns: (transfer full): those of that vintage that are there, which may be none, each shown as the
 * project says
 */
MlsImagery *
mls_vintage_photos_find (const GPtrArray     *links,
                         const char          *crs,
                         const char          *vintage,
                         gboolean             infrared,
                         const MlsImageLink **top)
{
  guint n_links = links != NULL ? links->len : 0;
  g_autoptr (GArray) sources = g_array_new (FALSE, TRUE, sizeof (MlsImagerySource));
  g_autofree MlsDisplay *displays = g_new (MlsDisplay, n_links + 1);
  const MlsImageLink *found = NULL;

  for (guint i = n_links; i > 0; i--)
    {
      const MlsImageLink *link = g_ptr_array_index (links, i - 1);
      MlsDisplay *display = &displays[i - 1];
      MlsImagerySource source = { link->source, .tone = &display->tone };

      *display = mls_display_read (link->display);
      if (!is_one_of (link, display, vintage, infrared))
        continue;

      source.options = display->raster;
      if (infrared && mls_display_has_infrared (display))
        memcpy (source.options.bands, display->infrared, sizeof display->infrared);
      g_array_append_val (sources, source);
      found = found == NULL ? link : found;
    }

  if (top != NULL)
    *top = found;

  return mls_imagery_new (crs, (const MlsImagerySource *) (gpointer) sources->data, sources->len);
}
