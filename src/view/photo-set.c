#include "view/photo-set.h"

#include "document/vintage-photos.h"

/* Those of a vintage that lie over each other. */
typedef struct
{
  MlsPhotoLayer *layer;
  guint          n;
  gint64         id;    /* of the one on top, 0 for none */
  char          *title; /* (nullable): same */
} Photos;

struct _MlsPhotoSet
{
  GArray *photos; /* (element-type Photos) of each vintage in colour, then in infrared */
};

static void
photos_clear (gpointer data)
{
  Photos *photos = data;

  mls_photo_layer_unref (photos->layer);
  g_free (photos->title);
}

/* The layer that shows the same already, whose tiles are at hand, or a new one. */
static MlsPhotoLayer *
layer_for (const MlsPhotoSet *previous, MlsImagery *imagery)
{
  for (guint i = 0; previous != NULL && i < previous->photos->len; i++)
    {
      MlsPhotoLayer *layer = g_array_index (previous->photos, Photos, i).layer;

      if (mls_photo_layer_shows (layer, imagery))
        return mls_photo_layer_ref (layer);
    }

  return mls_photo_layer_new (imagery);
}

static Photos
gather (const MlsPhotoSet *previous,
        const GPtrArray   *links,
        const char        *crs,
        const char        *vintage,
        gboolean           infrared)
{
  const MlsImageLink *top;
  g_autoptr (MlsImagery) imagery = mls_vintage_photos_find (links, crs, vintage, infrared, &top);
  Photos photos = { layer_for (previous, imagery), mls_imagery_get_n_sources (imagery) };

  if (top != NULL)
    {
      photos.id = top->id;
      photos.title = g_strdup (top->title);
    }

  return photos;
}

/**
 * mls_photo_set_new:
 * @project: a project
 * @links: (nullable) (element-type MlsImageLink): its photos
 * @previous: (nullable): the photos it had before; those that are the same are shown as they were
 *
 * Returns: (transfer full): the photos it has now
 */
MlsPhotoSet *
mls_photo_set_new (MlsProject *project, const GPtrArray *links, const MlsPhotoSet *previous)
{
  MlsPhotoSet *set = g_new (MlsPhotoSet, 1);
  const MlsRules *rules = mls_project_get_rules (project);
  g_autofree char *crs = mls_store_dup_crs (mls_project_get_store (project), NULL);

  set->photos = g_array_new (FALSE, FALSE, sizeof (Photos));
  g_array_set_clear_func (set->photos, photos_clear);
  for (guint v = 0; v < rules->n_vintages; v++)
    for (gboolean infrared = FALSE; infrared <= TRUE; infrared++)
      {
        Photos photos = gather (previous, links, crs, rules->vintages[v].code, infrared);

        g_array_append_val (set->photos, photos);
      }

  return set;
}

/**
 * mls_photo_set_free:
 * @set: (transfer full): a set
 */
void
mls_photo_set_free (MlsPhotoSet *set)
{
  g_array_unref (set->photos);
  g_free (set);
}

/**
 * mls_photo_set_has_infrared:
 * @set: a set
 * @vintage: a vintage
 *
 * Returns: whether there is a photo of it in infrared
 */
gboolean
mls_photo_set_has_infrared (const MlsPhotoSet *set, guint vintage)
{
  return g_array_index (set->photos, Photos, 2 * vintage + 1).n > 0;
}

static const Photos *
photos_of (const MlsPhotoSet *set, guint vintage, gboolean infrared)
{
  return &g_array_index (set->photos, Photos, 2 * vintage + (infrared && mls_photo_set_has_infrared (set, vintage)));
}

/**
 * mls_photo_set_get_layer:
 * @set: a set
 * @vintage: a vintage
 * @infrared: whether infrared is wanted, if there is some
 *
 * Returns: (transfer none): its photos, which may be none
 */
MlsPhotoLayer *
mls_photo_set_get_layer (const MlsPhotoSet *set, guint vintage, gboolean infrared)
{
  return photos_of (set, vintage, infrared)->layer;
}

/**
 * mls_photo_set_get_title:
 * @set: a set
 * @vintage: a vintage
 * @infrared: whether infrared is wanted, if there is some
 *
 * Returns: (transfer none) (nullable): what is said of them, %NULL where there is no photo
 */
const char *
mls_photo_set_get_title (const MlsPhotoSet *set, guint vintage, gboolean infrared)
{
  return photos_of (set, vintage, infrared)->title;
}

/**
 * mls_photo_set_get_top:
 * @set: a set
 * @vintage: a vintage
 * @infrared: whether infrared is wanted, if there is some
 *
 * Returns: which of the project's photos is on top, 0 where there is none
 */
gint64
mls_photo_set_get_top (const MlsPhotoSet *set, guint vintage, gboolean infrared)
{
  return photos_of (set, vintage, infrared)->id;
}
