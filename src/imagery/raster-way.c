#include "imagery/raster-way.h"

/* More systems than this are no delivery, but names that programs made up. */
#define MAX_WAYS 64

static void
forget_ways (gpointer ways)
{
  g_hash_table_unref (ways);
}

/* Those this thread knows. */
static GPrivate ways_key = G_PRIVATE_INIT (forget_ways);

static GHashTable *
get_ways (void)
{
  GHashTable *ways = g_private_get (&ways_key);

  if (ways == NULL)
    {
      ways = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) mls_raster_way_unref);
      g_private_set (&ways_key, ways);
    }
  else if (g_hash_table_size (ways) >= MAX_WAYS)
    g_hash_table_remove_all (ways);

  return ways;
}

static MlsRasterWay *
find_way (const char *own_wkt, const char *project_crs)
{
  MlsRasterWay *self = g_new0 (MlsRasterWay, 1);
  g_autoptr (MlsCrs) own = own_wkt != NULL ? mls_crs_new (own_wkt, NULL) : NULL;
  g_autoptr (MlsCrs) project = NULL;

  self->ref_count = 1;
  if (own == NULL)
    return self;

  self->crs_name = g_strdup (mls_crs_get_name (own));
  if (project_crs == NULL)
    return self;

  project = mls_crs_new (project_crs, &self->error);
  if (project != NULL && !mls_crs_equal (project, own))
    self->transform = mls_crs_transform_new (project, own, &self->error);

  return self;
}

/**
 * mls_raster_way_get: (skip)
 * @own_wkt: (nullable): definition of the reference system of an image, if it says one
 * @project_crs: (nullable): definition of the system to read it in; %NULL for its own
 *
 * Returns: (transfer full): the way, for this thread
 */
MlsRasterWay *
mls_raster_way_get (const char *own_wkt, const char *project_crs)
{
  g_autofree char *key = g_strjoin ("\n", project_crs != NULL ? project_crs : "", own_wkt, NULL);
  GHashTable *ways = get_ways ();
  MlsRasterWay *self = g_hash_table_lookup (ways, key);

  if (self == NULL)
    {
      self = find_way (own_wkt, project_crs);
      g_hash_table_insert (ways, g_steal_pointer (&key), self);
    }

  self->ref_count++;
  return self;
}

/**
 * mls_raster_way_unref: (skip)
 * @self: (transfer full) (nullable): a way of this thread
 */
void
mls_raster_way_unref (MlsRasterWay *self)
{
  if (self == NULL || --self->ref_count > 0)
    return;

  mls_crs_transform_free (self->transform);
  g_clear_error (&self->error);
  g_free (self->crs_name);
  g_free (self);
}
