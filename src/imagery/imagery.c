#include "imagery/imagery-private.h"

#include "imagery/address.h"

/* All that decides how an image is opened, but for which it is, as a text to find it by. */
static char *
dup_how (const char *project_crs, const MlsRasterOptions *options)
{
  g_autoptr (GString) how = g_string_new (NULL);

  g_string_printf (how, "\n%s\n%d %d %d %u %u %u", project_crs != NULL ? project_crs : "",
                   options->assume_project_crs, options->place_by_points, options->nodata, options->bands[0], options->bands[1],
                   options->bands[2]);
  for (gsize i = 0; i < G_N_ELEMENTS (options->stretch); i++)
    g_string_append_printf (how, " %a %a", options->stretch[i].low, options->stretch[i].high);

  return g_string_free (g_steal_pointer (&how), FALSE);
}

static void
source_init (MlsImagerySourceState *self, const char *project_crs, const MlsImagerySource *source)
{
  static const MlsTone as_is = MLS_TONE_AS_IS;

  self->tone = source->tone != NULL ? *source->tone : as_is;
  self->source = (MlsImagerySource){ g_strdup (source->uri), source->options, &self->tone };
  self->how = dup_how (project_crs, &source->options);
  self->is_remote = mls_address_is_remote (source->uri);
  g_mutex_init (&self->mutex);
}

static void
source_clear (MlsImagerySourceState *self)
{
  g_free ((char *) self->source.uri);
  g_free (self->how);
  g_clear_pointer (&self->mosaic, mls_mosaic_unref);
  g_mutex_clear (&self->mutex);
}

/**
 * mls_imagery_new:
 * @project_crs: (nullable): definition of the reference system to read the images in
 * @sources: (array length=n_sources): the images, the one on top first
 * @n_sources: how many; none is a pane without photo
 *
 * Opens nothing yet.
 *
 * Returns: (transfer full): a new set
 */
MlsImagery *
mls_imagery_new (const char *project_crs, const MlsImagerySource *sources, guint n_sources)
{
  MlsImagery *self = g_new0 (MlsImagery, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->project_crs = g_strdup (project_crs);
  self->sources = g_new0 (MlsImagerySourceState, n_sources);
  self->n_sources = n_sources;

  for (guint i = 0; i < n_sources; i++)
    source_init (&self->sources[i], project_crs, &sources[i]);

  return self;
}

/**
 * mls_imagery_ref:
 * @self: a set
 *
 * Returns: (transfer full): @self, counted once more
 */
MlsImagery *
mls_imagery_ref (MlsImagery *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * mls_imagery_unref:
 * @self: (transfer full): a set
 */
void
mls_imagery_unref (MlsImagery *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < self->n_sources; i++)
    source_clear (&self->sources[i]);

  g_free (self->sources);
  g_free (self->project_crs);
  g_free (self);
}

/**
 * mls_imagery_equal:
 * @a: a set
 * @b: another
 *
 * Returns: whether both show the same
 */
gboolean
mls_imagery_equal (const MlsImagery *a, const MlsImagery *b)
{
  if (a->n_sources != b->n_sources)
    return FALSE;

  for (guint i = 0; i < a->n_sources; i++)
    if (!g_str_equal (a->sources[i].source.uri, b->sources[i].source.uri) ||
        !g_str_equal (a->sources[i].how, b->sources[i].how) ||
        !mls_tone_equal (&a->sources[i].tone, &b->sources[i].tone))
      return FALSE;

  return TRUE;
}

/**
 * mls_imagery_is_remote:
 * @self: a set
 *
 * Returns: whether reading it means asking a server
 */
gboolean
mls_imagery_is_remote (const MlsImagery *self)
{
  for (guint i = 0; i < self->n_sources; i++)
    if (self->sources[i].is_remote)
      return TRUE;

  return FALSE;
}

/**
 * mls_imagery_get_n_sources:
 * @self: a set
 *
 * Returns: how many images it has
 */
guint
mls_imagery_get_n_sources (const MlsImagery *self)
{
  return self->n_sources;
}

/**
 * mls_imagery_get_source:
 * @self: a set
 * @index: of an image, 0 for the one on top
 *
 * Returns: (transfer none): which image it is
 */
const MlsImagerySource *
mls_imagery_get_source (const MlsImagery *self, guint index)
{
  g_return_val_if_fail (index < self->n_sources, NULL);

  return &self->sources[index].source;
}

/**
 * mls_imagery_find_mosaic: (skip)
 * @self: a set
 * @index: of an image
 * @out: (out) (transfer none) (nullable): the files of the folder that it is, or %NULL for an image
 * @cancellable: (nullable): stops it on the way
 * @error: see mls_mosaic_get()
 *
 * Returns: whether it is known; the first time this may take long
 */
gboolean
mls_imagery_find_mosaic (MlsImagery    *self,
                         guint          index,
                         MlsMosaic    **out,
                         GCancellable  *cancellable,
                         GError       **error)
{
  MlsImagerySourceState *source = &self->sources[index];
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&source->mutex);

  *out = NULL;
  if (source->mosaic == NULL && !source->is_image)
    {
      source->is_image = !mls_mosaic_is_folder (source->source.uri);
      if (!source->is_image)
        source->mosaic = mls_mosaic_get (source->source.uri, self->project_crs, &source->source.options,
                                         NULL, NULL, cancellable, error);
    }

  *out = source->mosaic;
  return source->is_image || source->mosaic != NULL;
}
