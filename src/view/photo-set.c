#include "view/photo-set.h"

#include "document/vintage-photos.h"

/* Those of a vintage that lie over each other. */
typedef struct
{
  MlsPhotoLayer *layer;
  guint          n;
  char          *title; /* (nullable): of the one on top */
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

static Photos
gather (const GPtrArray *links, const char *crs, const char *vintage, gboolean infrared)
{
  const char *title;
  g_autoptr (MlsImagery) imagery = mls_vintage_photos_find (links, crs, vintage, infrared, &title);

  return (Photos){ mls_photo_layer_new (imagery), mls_imagery_get_n_sources (imagery), g_strdup (title) };
}

/**
 * mls_photo_set_new:
 * @project: a project
 * @error: a #MLS_STORE_ERROR; the set is then without photos
 *
 * Returns: (transfer full): the photos it has now
 */
MlsPhotoSet *
mls_photo_set_new (MlsProject *project, GError **error)
{
  MlsPhotoSet *set = g_new (MlsPhotoSet, 1);
  const MlsRules *rules = mls_project_get_rules (project);
  MlsStore *store = mls_project_get_store (project);
  g_autoptr (GPtrArray) links = mls_store_list_image_links (store, error);
  g_autofree char *crs = mls_store_dup_crs (store, NULL);

  set->photos = g_array_new (FALSE, FALSE, sizeof (Photos));
  g_array_set_clear_func (set->photos, photos_clear);
  for (guint v = 0; v < rules->n_vintages; v++)
    for (gboolean infrared = FALSE; infrared <= TRUE; infrared++)
      {
        Photos photos = gather (links, crs, rules->vintages[v].code, infrared);

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
