#include "imagery/mosaic-private.h"

#include "imagery/address.h"
#include "imagery/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Those that were asked for, by folder and by how their places are read. */
static GMutex mosaics_mutex;
static GHashTable *mosaics;

static void
folder_clear (gpointer data)
{
  g_free (((MlsMosaicFolder *) data)->path);
}

static void
member_clear (gpointer data)
{
  g_free (((MlsMosaicMember *) data)->path);
}

static MlsMosaic *
mosaic_new (const char *folder, const char *project_crs, const MlsRasterOptions *options)
{
  MlsMosaic *self = g_new0 (MlsMosaic, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->folder = g_strdup (folder);
  self->project_crs = g_strdup (project_crs);
  self->options.assume_project_crs = options->assume_project_crs;
  self->options.place_by_points = options->place_by_points;
  self->title = mls_address_dup_title (folder);
  self->folders = g_array_new (FALSE, FALSE, sizeof (MlsMosaicFolder));
  g_array_set_clear_func (self->folders, folder_clear);
  self->members = g_array_new (FALSE, FALSE, sizeof (MlsMosaicMember));
  g_array_set_clear_func (self->members, member_clear);

  return self;
}

/**
 * mls_mosaic_ref:
 * @self: a mosaic
 *
 * Returns: (transfer full): @self, counted once more
 */
MlsMosaic *
mls_mosaic_ref (MlsMosaic *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * mls_mosaic_unref:
 * @self: (transfer full): a mosaic
 */
void
mls_mosaic_unref (MlsMosaic *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_array_unref (self->folders);
  g_array_unref (self->members);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_error (&self->why_left);
  g_free (self->folder);
  g_free (self->project_crs);
  g_free (self->title);
  g_free (self->first_date);
  g_free (self->last_date);
  g_free (self->dates);
  g_free (self->crs_name);
  g_free (self);
}

/**
 * mls_mosaic_is_folder:
 * @address: where an image is
 *
 * Looks at the disk.
 *
 * Returns: whether it is a folder
 */
gboolean
mls_mosaic_is_folder (const char *address)
{
  return !mls_address_is_remote (address) && g_file_test (address, G_FILE_TEST_IS_DIR);
}

/* How fine a file is, in steps that the warping of its neighbours does not cross. */
static double
fineness (const MlsMosaicMember *member)
{
  return round (2 * log2 (member->pixel_size));
}

/* The finest is on top, of equally fine ones the last by name. */
static int
compare_members (gconstpointer a, gconstpointer b)
{
  const MlsMosaicMember *s = a;
  const MlsMosaicMember *t = b;
  double difference = fineness (s) - fineness (t);

  return difference != 0 ? (difference > 0) - (difference < 0) : g_strcmp0 (t->path, s->path);
}

/**
 * mls_mosaic_complete: (skip)
 * @self: a mosaic whose members are known
 *
 * Makes it whole.
 */
void
mls_mosaic_complete (MlsMosaic *self)
{
  MlsRasterFacts *facts = &self->facts;

  g_array_sort (self->members, compare_members);
  facts->extent = MLS_EXTENT_EMPTY;
  for (guint i = 0; i < self->members->len; i++)
    facts->extent = mls_extent_union (&facts->extent,
                                      &g_array_index (self->members, MlsMosaicMember, i).extent);

  if (self->members->len > 0)
    {
      facts->pixel_size = g_array_index (self->members, MlsMosaicMember, 0).pixel_size;
      facts->width = (int) MIN (mls_extent_width (&facts->extent) / facts->pixel_size + 0.5, G_MAXINT);
      facts->height = (int) MIN (mls_extent_height (&facts->extent) / facts->pixel_size + 0.5, G_MAXINT);
    }

  self->dates = g_strcmp0 (self->first_date, self->last_date) == 0
                  ? g_strdup (self->first_date)
                  : g_strdup_printf ("%s – %s", self->first_date, self->last_date);
  facts->title = self->title;
  facts->date = self->dates;
  facts->crs_name = self->crs_name;
  g_atomic_int_set (&self->is_whole, TRUE);
}

/* The one that was asked for before, unless its files are others now. */
static MlsMosaic *
find_or_make (const char *folder, const char *project_crs, const MlsRasterOptions *options)
{
  g_autofree char *key = g_strdup_printf ("%d%d\n%s\n%s", options->assume_project_crs, options->place_by_points, folder,
                                          project_crs != NULL ? project_crs : "");
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mosaics_mutex);
  MlsMosaic *self;

  if (mosaics == NULL)
    mosaics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) mls_mosaic_unref);

  self = g_hash_table_lookup (mosaics, key);
  if (self == NULL || (g_atomic_int_get (&self->is_whole) && !mls_mosaic_is_fresh (self)))
    {
      self = mosaic_new (folder, project_crs, options);
      g_hash_table_replace (mosaics, g_steal_pointer (&key), self);
    }

  return mls_mosaic_ref (self);
}

static gboolean
make_whole (MlsMosaic          *self,
            MlsMosaicProgress   progress,
            gpointer            user_data,
            GCancellable       *cancellable,
            GError            **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (g_atomic_int_get (&self->is_whole) || (self->paths == NULL && mls_mosaic_load (self)))
    return TRUE;

  if (!mls_mosaic_scan (self, progress, user_data, cancellable, error))
    return FALSE;

  /* Another thread may have been sooner. */
  if (!g_atomic_int_get (&self->is_whole))
    {
      mls_mosaic_complete (self);
      mls_mosaic_save (self);
    }

  return TRUE;
}

/**
 * mls_mosaic_get:
 * @folder: the path of a folder
 * @project_crs: (nullable): definition of the reference system to read it in
 * @options: how to take its files
 * @progress: (nullable): told how far it is, on this thread
 * @user_data: for @progress
 * @cancellable: (nullable): stops it on the way, and the next call goes on from there
 * @error: %MLS_IMAGERY_ERROR_OPEN if the folder cannot be read, what is wrong with the first of its
 *   files if there is none that can be shown, %MLS_IMAGERY_ERROR_IMAGE if there is none at all, or
 *   %G_IO_ERROR_CANCELLED
 *
 * Looks at every file the first time, which takes seconds for thousands of them: not for the main
 * thread. Whoever else asks meanwhile waits, and helps.
 *
 * Returns: (transfer full): the mosaic, or %NULL
 */
MlsMosaic *
mls_mosaic_get (const char              *folder,
                const char              *project_crs,
                const MlsRasterOptions  *options,
                MlsMosaicProgress        progress,
                gpointer                 user_data,
                GCancellable            *cancellable,
                GError                 **error)
{
  g_autoptr (MlsMosaic) self = find_or_make (folder, project_crs, options);

  if (!make_whole (self, progress, user_data, cancellable, error))
    return NULL;

  if (self->members->len > 0)
    return g_steal_pointer (&self);

  if (self->why_left != NULL)
    g_propagate_error (error, g_error_copy (self->why_left));
  else
    g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_IMAGE,
                 _("The folder “%s” holds no photo"), folder);

  return NULL;
}

/**
 * mls_mosaic_get_facts:
 * @self: a mosaic
 *
 * Returns: (transfer none): what is known of it as if it were one image
 */
const MlsRasterFacts *
mls_mosaic_get_facts (const MlsMosaic *self)
{
  return &self->facts;
}

/**
 * mls_mosaic_get_n_files:
 * @self: a mosaic
 *
 * Returns: how many files it shows
 */
guint
mls_mosaic_get_n_files (const MlsMosaic *self)
{
  return self->members->len;
}

/**
 * mls_mosaic_get_files:
 * @self: a mosaic
 *
 * Returns: (transfer none) (array): the files, the one on top first
 */
const MlsMosaicMember *
mls_mosaic_get_files (const MlsMosaic *self)
{
  return (const MlsMosaicMember *) (gconstpointer) self->members->data;
}

/**
 * mls_mosaic_get_n_left:
 * @self: a mosaic
 *
 * Returns: how many files look like photos, and cannot be shown
 */
guint
mls_mosaic_get_n_left (const MlsMosaic *self)
{
  return self->n_left;
}

/**
 * mls_mosaic_get_why_left:
 * @self: a mosaic
 *
 * Returns: (transfer none) (nullable): what is wrong with one of those, which it names
 */
const GError *
mls_mosaic_get_why_left (const MlsMosaic *self)
{
  return self->why_left;
}
