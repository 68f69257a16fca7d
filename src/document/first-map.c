#include "document/first-map.h"

#include "document/aside.h"
#include "document/photo.h"
#include "rules/nomenclature-path.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>

/* One that is being made. */
typedef struct
{
  MlsFirstMap             *map;
  const MlsImportProgress *progress;
  MlsSkeleton             *skeleton;
  char                    *crs;
  GPtrArray               *photos;   /* (element-type MlsPhoto), as those of the recipe */
} Making;

static void
making_clear (Making *self)
{
  g_clear_pointer (&self->skeleton, mls_skeleton_free);
  g_clear_pointer (&self->crs, g_free);
  g_clear_pointer (&self->photos, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

/**
 * mls_first_map_free:
 * @self: (transfer full): a project that was to be made
 */
void
mls_first_map_free (MlsFirstMap *self)
{
  g_clear_pointer (&self->report, mls_skeleton_report_free);
  g_clear_pointer (&self->recipe, mls_recipe_free);
  g_free (self->project);
  g_free (self->author);
  g_free (self);
}

static gboolean
check_path (const MlsFirstMap *self, const char *source, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (source);
  g_autoptr (GFile) project = g_file_new_for_path (self->project);

  if (!g_file_equal (file, project))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS, _("“%s” is the layer itself"), self->project);
  return FALSE;
}

/* The project is not to take the place of what it is made of. */
static gboolean
check_paths (const MlsFirstMap *self, GError **error)
{
  const MlsRecipe *recipe = self->recipe;

  for (guint i = 0; i < recipe->layers->len; i++)
    if (!check_path (self, ((const MlsRecipeLayer *) g_ptr_array_index (recipe->layers, i))->source.file, error))
      return FALSE;

  return (recipe->territory.file == NULL || check_path (self, recipe->territory.file, error)) &&
         (recipe->coverage == NULL || check_path (self, recipe->coverage->source.file, error));
}

/* Photos that cannot be shown are told of before all the work. */
static gboolean
find_photos (Making *self, GError **error)
{
  const MlsDisplay display = MLS_DISPLAY_AS_IS;
  GPtrArray *photos = self->map->recipe->photos;

  self->photos = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_photo_free);
  for (guint i = 0; i < photos->len; i++)
    {
      const MlsRecipePhoto *asked = g_ptr_array_index (photos, i);
      MlsPhoto *photo = mls_photo_find (asked->file, self->crs, &display, NULL, NULL, self->progress->cancellable, error);

      if (photo == NULL)
        return FALSE;

      if (asked->title != NULL)
        {
          g_free (photo->title);
          photo->title = g_strdup (asked->title);
        }
      photo->infrared |= asked->infrared;
      g_ptr_array_add (self->photos, photo);
    }

  return TRUE;
}

static gboolean
find_vintage (MlsStore *store, const char *word, const char **code, GError **error)
{
  guint n, found;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n);
  MlsVintage wanted;

  found = n > 0 ? mls_vintage_newest (vintages, n) : 0;
  if ((n > 0 && word == NULL) || (word != NULL && mls_vintage_read (word, &wanted) &&
       mls_vintage_find (vintages, n, wanted.code, &found)))
    {
      *code = vintages[found].code;
      return TRUE;
    }

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("A photo is of vintage “%s”, which the project has not"),
               word != NULL ? word : "?");
  return FALSE;
}

/* Before all the work; a coverage may bring dates that nobody knows yet. */
static gboolean
check_photos (const Making *self, MlsStore *store, GError **error)
{
  const GPtrArray *photos = self->map->recipe->photos;
  const char *code;

  for (guint i = 0; self->map->recipe->coverage == NULL && i < photos->len; i++)
    if (!find_vintage (store, ((const MlsRecipePhoto *) g_ptr_array_index (photos, i))->vintage, &code, error))
      return FALSE;

  return TRUE;
}

static gboolean
add_photos (const Making *self, MlsStore *store, GError **error)
{
  for (guint i = 0; i < self->photos->len; i++)
    {
      const MlsRecipePhoto *asked = g_ptr_array_index (self->map->recipe->photos, i);
      const char *code;
      gint64 id;

      if (!find_vintage (store, asked->vintage, &code, error) ||
          !mls_photo_add (g_ptr_array_index (self->photos, i), store, code, &id, error))
        return FALSE;
    }

  return TRUE;
}

static MlsStore *
create (const Making *self, const char *path, GError **error)
{
  const MlsRecipe *recipe = self->map->recipe;
  const char *name = recipe->nomenclature != NULL ? recipe->nomenclature : MLS_NOMENCLATURE_DEFAULT;
  g_autoptr (GArray) vintages = g_array_new (FALSE, TRUE, sizeof (MlsVintage));
  g_autoptr (MlsNomenclature) nomenclature = NULL;

  for (char **word = recipe->vintages; word != NULL && *word != NULL; word++)
    {
      MlsVintage vintage;

      if (!mls_vintage_read (*word, &vintage))
        {
          g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("A vintage is two or four digits, not “%s”"),
                       *word);
          return NULL;
        }
      g_array_append_val (vintages, vintage);
    }

  nomenclature = mls_nomenclature_load_named (name, error);
  if (nomenclature == NULL)
    return NULL;

  return mls_store_create (path,
                           &(MlsStoreOptions){ .crs = self->crs,
                                               .vintages = (const MlsVintage *) (gpointer) vintages->data,
                                               .n_vintages = vintages->len,
                                               .nomenclature = nomenclature,
                                               .author = self->map->author },
                           error);
}

static gboolean
make_at (const char *path, gpointer user_data, GError **error)
{
  const Making *self = user_data;
  g_autoptr (MlsStore) store = create (self, path, error);

  return store != NULL && check_photos (self, store, error) &&
         mls_skeleton_run (self->skeleton, store, self->map->author, self->progress, error) &&
         add_photos (self, store, error) && mls_store_close (g_steal_pointer (&store), error);
}

/**
 * mls_first_map_make:
 * @self: what is to be made
 * @progress: who is told how far it is, and may stop it
 * @error: as mls_make_aside(), mls_skeleton_new(), mls_skeleton_run() and mls_photo_find()
 *
 * Returns: whether the project is there
 */
gboolean
mls_first_map_make (MlsFirstMap *self, const MlsImportProgress *progress, GError **error)
{
  g_auto (Making) making = { self, progress };

  if (!check_paths (self, error) || (making.skeleton = mls_skeleton_new (self->recipe, error)) == NULL ||
      (making.crs = mls_skeleton_dup_crs (making.skeleton, error)) == NULL || !find_photos (&making, error) ||
      !mls_make_aside (self->project, make_at, &making, progress->cancellable, error))
    return FALSE;

  self->report = mls_skeleton_steal_report (making.skeleton);
  return TRUE;
}

static void
tell (double fraction, const char *what, gpointer user_data)
{
  mls_errand_tell (user_data, fraction, _(what));
}

/**
 * mls_first_map_run:
 * @errand: whose work this is
 * @first_map: the #MlsFirstMap
 * @error: as mls_first_map_make()
 *
 * Returns: whether the project is there
 */
gboolean
mls_first_map_run (MlsErrand *errand, gpointer first_map, GError **error)
{
  const MlsImportProgress progress = { mls_errand_get_cancellable (errand), tell, errand };

  return mls_first_map_make (first_map, &progress, error);
}
