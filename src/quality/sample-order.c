#include "quality/sample-order.h"

#include "geometry/crs.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>

/* What it is filled from. */
typedef struct
{
  MlsStore       *store;
  MlsStoreReader *reader;
  gint64          operation; /* the last one there was */
  GPtrArray      *earlier;   /* (element-type MlsSampleFile) */
  GPtrArray      *units;     /* (element-type MlsUnit): theirs */
} Ground;

static void
ground_clear (Ground *ground)
{
  g_clear_pointer (&ground->units, g_ptr_array_unref);
  g_clear_pointer (&ground->earlier, g_ptr_array_unref);
  g_clear_pointer (&ground->reader, mls_store_reader_free);
  g_clear_pointer (&ground->store, mls_store_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ground, ground_clear)

static gboolean
check_crs (MlsSampleFile *file, const MlsCrs *project, GError **error)
{
  g_autofree char *definition = mls_sample_file_dup_crs (file, error);
  g_autoptr (MlsCrs) own = definition != NULL ? mls_crs_new (definition, error) : NULL;
  g_autofree char *name = g_filename_display_basename (mls_sample_file_get_path (file));

  if (own == NULL)
    return FALSE;
  if (mls_crs_equal (own, project))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_OTHER_CRS,
               _("“%s” is in another reference system than the project"), name);
  return FALSE;
}

static gboolean
read_earlier (Ground *ground, const MlsSampleOrder *order, GError **error)
{
  const char *const *paths = order->facts.earlier;
  g_autofree char *definition = mls_store_dup_crs (ground->store, error);
  g_autoptr (MlsCrs) project = definition != NULL ? mls_crs_new (definition, error) : NULL;

  ground->earlier = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_sample_file_free);
  ground->units = g_ptr_array_new ();
  for (guint i = 0; project != NULL && paths != NULL && paths[i] != NULL; i++)
    {
      MlsSampleFile *file = mls_sample_file_open (paths[i], MLS_STORE_READ_ONLY, error);
      const GPtrArray *units;

      if (file == NULL)
        return FALSE;

      g_ptr_array_add (ground->earlier, file);
      if (!check_crs (file, project, error))
        return FALSE;

      units = mls_sample_file_get_units (file);
      for (guint u = 0; u < units->len; u++)
        g_ptr_array_add (ground->units, g_ptr_array_index (units, u));
    }

  return project != NULL;
}

static gboolean
ground_open (Ground *ground, const MlsSampleOrder *order, GError **error)
{
  ground->store = mls_store_open (order->project, MLS_STORE_READ_ONLY, error);
  ground->reader = ground->store != NULL ? mls_store_reader_new (order->project, error) : NULL;

  return ground->reader != NULL && mls_store_reader_begin (ground->reader, 0, &ground->operation, error) &&
         read_earlier (ground, order, error);
}

/**
 * mls_sample_order_census:
 * @order: what is asked for; how it is to be drawn, and where it goes, is nothing to this
 * @func: (scope call) (nullable): told how far the work is
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; %MLS_STORE_ERROR_CANCELLED if @func gave up
 *
 * Any thread; so are all regions known that mls_sampling_plan() tells classes of.
 *
 * Returns: (transfer full) (element-type MlsDrawable): what there is to draw among, or %NULL
 */
GArray *
mls_sample_order_census (const MlsSampleOrder *order, MlsStoreProgressFunc func, gpointer user_data, GError **error)
{
  g_auto (Ground) ground = { 0 };
  MlsSampleQuery query = order->query;

  if (!ground_open (&ground, order, error))
    return NULL;

  query.without = ground.units;

  return mls_sample_draw_census (ground.reader, &query, func, user_data, error);
}

/* A class misspelt would change nothing, and nobody would know. */
static gboolean
check_more (const GArray *factors, const GArray *strata, GError **error)
{
  for (guint i = 0; factors != NULL && i < factors->len; i++)
    {
      const MlsMore *more = &g_array_index (factors, MlsMore, i);
      gboolean fits = FALSE;

      for (guint k = 0; k < strata->len; k++)
        fits |= mls_more_fits (more, g_array_index (strata, MlsStratum, k).code);
      if (!fits)
        {
          g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("There is no region of “%s”"),
                       g_quark_to_string (more->code));
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * mls_sample_order_fill:
 * @order: what is asked for
 * @func: (scope call) (nullable): told how far the work is
 * @user_data: for @func
 * @error: as mls_sample_draw() and mls_sample_write() have it; %MLS_STORE_ERROR_OTHER_CRS for an earlier sample of other
 *   ground, %MLS_STORE_ERROR_ARGUMENT for a class of which more is asked for, and none there
 *
 * Any thread. The project may be open elsewhere meanwhile.
 *
 * Returns: whether all files are there; none is if not
 */
gboolean
mls_sample_order_fill (const MlsSampleOrder *order, MlsStoreProgressFunc func, gpointer user_data, GError **error)
{
  g_auto (Ground) ground = { 0 };
  MlsSampleQuery query = order->query;
  g_autoptr (MlsSampleDraw) draw = NULL;

  if (!ground_open (&ground, order, error))
    return FALSE;

  query.without = ground.units;
  draw = mls_sample_draw (ground.reader, &query, func, user_data, error);

  return draw != NULL && check_more (query.sampling.more, draw->strata, error) &&
         mls_sample_write (ground.store, &query, draw, ground.operation, &order->facts, order->paths, error);
}
