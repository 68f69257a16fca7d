#include "cli/areas.h"

#include "cli/command.h"
#include "cli/verb.h"
#include "document/reference.h"
#include "store/error.h"
#include "vector/error.h"
#include "vector/source.h"

#include <glib/gi18n-lib.h>

/* All of them or none: what is missing would be missing in what is made of them. */
static MlsFigures *
read_source (MlsStore *store, const MlsVectorSource *source, GError **error)
{
  g_autofree char *crs = mls_store_dup_crs (store, error);
  g_auto (MlsVectorOutcome) outcome = { 0 };
  g_autoptr (MlsFigures) figures =
    crs != NULL ? mls_vector_read (source, crs, NULL, &outcome, NULL, NULL, NULL, error) : NULL;

  if (figures != NULL && outcome.failure != NULL)
    {
      g_set_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_READ, _("“%s” cannot be read to its end: %s"), source->path,
                   outcome.failure);
      return NULL;
    }

  return g_steal_pointer (&figures);
}

/**
 * mls_areas_read_file:
 * @store: a project, in whose reference system the areas are wanted
 * @path: a file that GDAL reads
 * @layer: (nullable): which of its layers
 * @name_field: (nullable): what names its areas; %NULL for the field that most likely does
 * @error: why not
 *
 * Returns: (transfer full): the figures of that layer, or %NULL
 */
MlsFigures *
mls_areas_read_file (MlsStore *store, const char *path, const char *layer, const char *name_field, GError **error)
{
  g_autofree char *crs = mls_store_dup_crs (store, error);
  g_auto (MlsVectorOutcome) outcome = { 0 };

  return crs != NULL ? mls_vector_read_whole (path, layer, name_field, crs, &outcome, error) : NULL;
}

/**
 * mls_areas_read_layer:
 * @store: a project
 * @word: the title or the number of one of its reference layers, or else a file
 * @error: why not
 *
 * Returns: (transfer full): the figures of that layer, or %NULL
 */
MlsFigures *
mls_areas_read_layer (MlsStore *store, const char *word, GError **error)
{
  g_autoptr (GPtrArray) links = mls_store_list_reference_links (store, error);
  g_autofree char *path = mls_verb_dup_source (word);
  gint64 id = 0;

  if (links == NULL)
    return NULL;

  g_ascii_string_to_signed (word, 10, 1, G_MAXINT64, &id, NULL);
  for (guint i = 0; i < links->len; i++)
    {
      const MlsReferenceLink *link = g_ptr_array_index (links, i);
      MlsVectorSource source = mls_reference_source (link);

      if (link->id == id || g_str_equal (link->title, word))
        return read_source (store, &source, error);
    }

  return mls_areas_read_file (store, path, NULL, NULL, error);
}

/**
 * mls_areas_read_zone:
 * @store: a project
 * @word: whose zone, or a zone as mls_zone_read() knows it
 * @error: why not
 *
 * Returns: (transfer full): the zone as figures, or %NULL
 */
MlsFigures *
mls_areas_read_zone (MlsStore *store, const char *word, GError **error)
{
  g_autoptr (MlsZone) zone = mls_command_read_zone (store, word, error);

  return zone != NULL ? mls_zone_to_figures (zone) : NULL;
}
