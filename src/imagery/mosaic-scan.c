/* Which files of a folder are images, and where each lies. */

#include "base/file-stamp.h"
#include "imagery/error.h"
#include "imagery/mosaic-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Deliveries have a folder for the data, and one in that for the sheet. Deeper is another matter. */
#define MAX_DEPTH 6

/* What photos are delivered as. A mosaic beside its tiles would show them twice. */
static const char *const endings[] = { "tif", "tiff", "jp2", "j2k", "jpg", "jpeg", "png", "webp",
                                       "ecw", "sid",  "img", "bil", NULL };

static gboolean
is_image_name (const char *name)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *ending = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;

  return ending != NULL && g_strv_contains (endings, ending);
}

/* Whether a folder was met before, by another way: a link may lead back to one that it lies in. */
static gboolean
is_known (GHashTable *known, const MlsFileStamp *stamp)
{
  return !g_hash_table_add (known, g_strdup_printf ("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, stamp->device,
                                                    stamp->number));
}

/* @known: (element-type utf8): folders met so far */
static void
list_folder (MlsMosaic *self, const char *path, int depth, GHashTable *known)
{
  MlsMosaicFolder folder = { NULL, 0 };
  MlsFileStamp stamp;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  mls_file_stamp_take (path, &stamp);
  if (is_known (known, &stamp))
    return;

  folder.path = g_strdup (path);
  folder.changed = stamp.changed;
  g_array_append_val (self->folders, folder);

  dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (is_image_name (name))
        g_ptr_array_add (self->paths, g_steal_pointer (&child));
      else if (depth < MAX_DEPTH && g_file_test (child, G_FILE_TEST_IS_DIR))
        list_folder (self, child, depth + 1, known);
    }
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static void
note_dates (MlsMosaic *self, const char *date)
{
  if (date == NULL)
    return;

  if (self->first_date == NULL || g_strcmp0 (date, self->first_date) < 0)
    {
      g_free (self->first_date);
      self->first_date = g_strdup (date);
    }
  if (g_strcmp0 (date, self->last_date) > 0)
    {
      g_free (self->last_date);
      self->last_date = g_strdup (date);
    }
}

/* How far the points of all files together are off, each as heavy as the other. */
static void
note_points (MlsRasterFacts *all, const MlsRasterFacts *facts)
{
  double squares = all->n_points * all->residual_m * all->residual_m +
                   facts->n_points * facts->residual_m * facts->residual_m;

  all->n_points += facts->n_points;
  all->residual_m = all->n_points > 0 ? sqrt (squares / all->n_points) : 0;
}

static void
add_member (MlsMosaic *self, char *path, const MlsRasterFacts *facts)
{
  MlsMosaicMember member = { path, facts->extent, facts->pixel_size };
  MlsRasterFacts *all = &self->facts;

  if (self->members->len == 0)
    {
      *all = *facts;
      self->crs_name = g_strdup (facts->crs_name);
    }
  else
    note_points (all, facts);

  all->is_deep = all->is_deep || facts->is_deep;
  all->is_warped = all->is_warped || facts->is_warped;
  all->has_overviews = all->has_overviews && facts->has_overviews;
  all->n_bands = MIN (all->n_bands, facts->n_bands);
  all->n_colours = MIN (all->n_colours, facts->n_colours);
  if (g_strcmp0 (self->crs_name, facts->crs_name) != 0)
    g_clear_pointer (&self->crs_name, g_free);

  note_dates (self, facts->date);
  g_array_append_val (self->members, member);
}

/* Of several reasons the same one is told whichever came first. */
static void
note_left (MlsMosaic *self, GError *error)
{
  self->n_left++;
  if (self->why_left == NULL || strcmp (error->message, self->why_left->message) < 0)
    {
      g_clear_error (&self->why_left);
      self->why_left = error;
    }
  else
    g_error_free (error);
}

/* With the mutex, which is not held while the file is opened. */
static void
look_at (MlsMosaic *self, char *path)
{
  MlsRaster *raster;
  GError *error = NULL;

  self->n_looking++;
  g_mutex_unlock (&self->mutex);
  raster = mls_raster_open (path, self->project_crs, &self->options, &error);
  g_mutex_lock (&self->mutex);
  self->n_looking--;

  if (raster != NULL)
    add_member (self, path, mls_raster_get_facts (raster));
  else
    {
      g_free (path);
      note_left (self, error);
    }

  mls_raster_close (raster);
  g_cond_broadcast (&self->cond);
}

static gboolean
list_paths (MlsMosaic *self, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);

  if (dir == NULL)
    {
      g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_OPEN,
                   _("The folder “%s” cannot be read"), self->folder);
      return FALSE;
    }

  self->paths = g_ptr_array_new_with_free_func (g_free);
  list_folder (self, self->folder, 0, known);
  g_ptr_array_sort (self->paths, compare_paths);
  self->n_paths = self->paths->len;

  return TRUE;
}

/**
 * mls_mosaic_scan: (skip)
 * @self: a mosaic that is not whole, whose mutex is held
 * @progress: (nullable): told how far it is
 * @user_data: for @progress
 * @cancellable: (nullable): stops it on the way
 * @error: %MLS_IMAGERY_ERROR_OPEN if the folder cannot be read, or %G_IO_ERROR_CANCELLED
 *
 * Opens every file once; threads that wait for the same mosaic lend a hand. What is stopped goes on
 * where it was when it is called again.
 *
 * Returns: whether it is whole
 */
gboolean
mls_mosaic_scan (MlsMosaic          *self,
                 MlsMosaicProgress   progress,
                 gpointer            user_data,
                 GCancellable       *cancellable,
                 GError            **error)
{
  if (self->paths == NULL && !list_paths (self, error))
    return FALSE;

  while (self->paths->len > 0 || self->n_looking > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      if (self->paths->len > 0)
        look_at (self, g_ptr_array_steal_index (self->paths, self->paths->len - 1));
      else
        g_cond_wait (&self->cond, &self->mutex);

      if (progress != NULL)
        progress (1 - (double) self->paths->len / self->n_paths, user_data);
    }

  return TRUE;
}

/**
 * mls_mosaic_is_fresh: (skip)
 * @self: a whole mosaic
 *
 * Returns: whether no file has come or gone since
 */
gboolean
mls_mosaic_is_fresh (const MlsMosaic *self)
{
  for (guint i = 0; i < self->folders->len; i++)
    {
      const MlsMosaicFolder *folder = &g_array_index (self->folders, MlsMosaicFolder, i);
      MlsFileStamp stamp;

      if (!mls_file_stamp_take (folder->path, &stamp) || stamp.changed != folder->changed)
        return FALSE;
    }

  return TRUE;
}
