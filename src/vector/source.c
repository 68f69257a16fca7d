#include "vector/source.h"

#include "geometry/crs-transform.h"
#include "vector/error.h"
#include "vector/facts.h"
#include "vector/gdal-watch.h"
#include "vector/ogr.h"
#include "vector/parts.h"

#include <glib/gi18n-lib.h>

/* By how much a box grows that is looked for in another system, of its own size: what is straight there is bent
 * here. */
#define BEND 0.05

/* How many figures are something to look at, while the rest is being read; then twice as many, and so on: all of
 * these indexes together take about as long as the last. */
#define FIRST_SHOWN 8192

/* One reading of a layer. */
typedef struct
{
  const MlsVectorSource *source;
  GDALDatasetH           dataset;
  OGRLayerH              layer;
  int                    name_field; /* -1 for none */
  MlsCrsTransform       *transform;  /* (nullable): to the project's system */
  MlsVectorFunc          func;       /* (nullable) */
  gpointer               user_data;
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->transform, mls_crs_transform_free);
  if (reading->dataset != NULL)
    GDALClose (reading->dataset);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

/* As mls_vector_find() does. */
static gboolean
find_layer (Reading *reading, GError **error)
{
  const MlsVectorSource *source = reading->source;
  guint n_layers = 0;

  for (int i = 0; i < GDALDatasetGetLayerCount (reading->dataset); i++)
    {
      OGRLayerH layer = GDALDatasetGetLayer (reading->dataset, i);
      g_autofree char *name = mls_ogr_dup_text (OGR_L_GetName (layer));

      if (OGR_L_GetGeomType (layer) == wkbNone)
        continue;

      reading->layer = layer;
      n_layers++;
      if (g_strcmp0 (name, source->layer) == 0)
        return TRUE;
    }

  if (n_layers == 1)
    return TRUE;

  g_set_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_NO_LAYER, _("“%s” has no layer “%s” any more"), source->path,
               source->layer != NULL ? source->layer : "");
  return FALSE;
}

/* Only the name is wanted: of the rest the file need not be read. */
static gboolean
find_name_field (Reading *reading, GError **error)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (reading->layer);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) others = NULL;

  reading->name_field = -1;
  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    {
      const char *own = OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i));
      g_autofree char *name = mls_ogr_dup_text (own);

      if (g_strcmp0 (name, reading->source->name_field) == 0)
        reading->name_field = i;
      else
        g_strv_builder_add (builder, own);
    }
  others = g_strv_builder_end (builder);
  OGR_L_SetIgnoredFields (reading->layer, (const char **) others);

  if (reading->source->name_field == NULL || reading->name_field >= 0)
    return TRUE;

  g_set_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_FIELD, _("“%s” has no field “%s”"), reading->source->path,
               reading->source->name_field);
  return FALSE;
}

/* How its places come into the project, and back where only those in @box are wanted. */
static gboolean
find_way (Reading *reading, const char *project_crs, const MlsBox *box, GError **error)
{
  g_autofree char *definition = mls_ogr_dup_crs (reading->layer);
  g_autoptr (MlsCrs) own = definition != NULL ? mls_crs_new (definition, NULL) : NULL;
  g_autoptr (MlsCrs) project = mls_crs_new (project_crs, error);
  g_autoptr (MlsCrsTransform) back = NULL;
  MlsExtent extent = box != NULL ? mls_extent_of_box (box) : MLS_EXTENT_EMPTY;

  if (project == NULL)
    return FALSE;
  if (own == NULL && !reading->source->assume_project_crs)
    {
      g_set_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_NO_CRS,
                   _("“%s” does not say in which reference system it is"), reading->source->path);
      return FALSE;
    }

  if (own != NULL && !mls_crs_equal (own, project))
    {
      reading->transform = mls_crs_transform_new (own, project, error);
      back = reading->transform != NULL ? mls_crs_transform_new (project, own, error) : NULL;
      if (back == NULL)
        return FALSE;
    }

  if (box == NULL || (back != NULL && !mls_crs_transform_extent (back, &extent, &extent, NULL)))
    return TRUE;

  if (back != NULL)
    {
      double east = BEND * mls_extent_width (&extent);
      double north = BEND * mls_extent_height (&extent);

      extent = (MlsExtent){ extent.min_x - east, extent.min_y - north, extent.max_x + east, extent.max_y + north };
    }
  if (!mls_ogr_has_north_first (reading->layer))
    OGR_L_SetSpatialFilterRect (reading->layer, extent.min_x, extent.min_y, extent.max_x, extent.max_y);

  return TRUE;
}

static char *
dup_name (const Reading *reading, OGRFeatureH feature)
{
  char *name;

  if (reading->name_field < 0 || !OGR_F_IsFieldSetAndNotNull (feature, reading->name_field))
    return NULL;

  name = mls_ogr_dup_text (OGR_F_GetFieldAsString (feature, reading->name_field));
  if (*name == '\0')
    g_clear_pointer (&name, g_free);

  return name;
}

static void
read_feature (const Reading *reading, OGRFeatureH feature, MlsParts *parts, MlsFigures *figures,
              MlsVectorOutcome *outcome)
{
  OGRGeometryH geometry = OGR_F_GetGeometryRef (feature);
  OGRGeometryH straight = NULL;
  g_autofree char *name = dup_name (reading, feature);

  outcome->n_features++;
  if (geometry == NULL)
    return;

  if (OGR_G_HasCurveGeometry (geometry, TRUE))
    straight = OGR_G_GetLinearGeometry (geometry, 0, NULL);
  outcome->n_left += mls_parts_place (parts, straight != NULL ? straight : geometry, name, figures);
  if (straight != NULL)
    OGR_G_DestroyGeometry (straight);
}

/* Returns: how many there have to be before more is shown */
static guint
show (const Reading *reading, MlsFigures *figures)
{
  g_autoptr (MlsFigures) so_far = mls_figures_so_far (figures);

  reading->func (so_far, reading->user_data);

  return 2 * mls_figures_get_n (figures);
}

static gboolean
read_features (const Reading *reading, MlsFigures *figures, MlsVectorOutcome *outcome, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (MlsParts) parts = mls_parts_new (reading->transform, mls_ogr_has_north_first (reading->layer));
  guint next = FIRST_SHOWN;
  OGRFeatureH feature;

  OGR_L_ResetReading (reading->layer);
  while ((feature = OGR_L_GetNextFeature (reading->layer)) != NULL)
    {
      read_feature (reading, feature, parts, figures, outcome);
      OGR_F_Destroy (feature);
      if (reading->func != NULL && mls_figures_get_n (figures) >= next)
        next = show (reading, figures);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * mls_vector_read:
 * @source: a layer
 * @project_crs: definition of the reference system to read it in
 * @box: (nullable): what is wanted of it, mm of that system; %NULL for all. What lies beside it may come too
 * @outcome: (out): what became of its features; to be cleared. What is broken in a file is left out, and the
 *   rest is there
 * @func: (nullable): given what has been read so far, again and again while there is much of it
 * @user_data: for @func
 * @cancellable: (nullable): stops it on the way
 * @error: a #MLS_VECTOR_ERROR, or one of geometry where there is no way to @project_crs
 *
 * Opens it, reads and closes it: not for the main thread. A file that has an index on the ground is read no
 * further than @box asks for.
 *
 * Returns: (transfer full): what it shows, indexed, or %NULL
 */
MlsFigures *
mls_vector_read (const MlsVectorSource *source,
                 const char            *project_crs,
                 const MlsBox          *box,
                 MlsVectorOutcome      *outcome,
                 MlsVectorFunc          func,
                 gpointer               user_data,
                 GCancellable          *cancellable,
                 GError               **error)
{
  g_autoptr (MlsFigures) figures = mls_figures_new ();
  g_auto (Reading) reading = { .source = source, .func = func, .user_data = user_data };
  MlsGdalWatch watch = { 0 };
  gboolean done;

  *outcome = (MlsVectorOutcome){ 0 };
  reading.dataset = mls_ogr_open (source->path, error);
  if (reading.dataset == NULL)
    return NULL;

  mls_gdal_watch_begin (&watch);
  done = find_layer (&reading, error) && find_name_field (&reading, error) &&
         find_way (&reading, project_crs, box, error) && read_features (&reading, figures, outcome, cancellable, error);
  mls_gdal_watch_end (&watch);
  outcome->failure = g_steal_pointer (&watch.failure);
  mls_gdal_watch_clear (&watch);

  if (done && outcome->failure != NULL && mls_figures_get_n (figures) == 0)
    {
      g_set_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_READ, _("“%s” cannot be read: %s"), source->path,
                   outcome->failure);
      return NULL;
    }
  if (!done)
    return NULL;

  mls_figures_index (figures);

  return g_steal_pointer (&figures);
}

/**
 * mls_vector_read_whole:
 * @path: a file that GDAL reads
 * @layer: (nullable): which of its layers
 * @name_field: (nullable): what names its features; %NULL for the field that most likely does
 * @project_crs: definition of the reference system to read it in, which is the layer's own if that says none
 * @outcome: (out): what became of its features; to be cleared
 * @error: a #MLS_VECTOR_ERROR, also where something in the middle cannot be read, or one of geometry
 *
 * All of it or nothing: what is missing would be missing in what is made of it.
 *
 * Returns: (transfer full): the figures of that layer, indexed, or %NULL
 */
MlsFigures *
mls_vector_read_whole (const char       *path,
                       const char       *layer,
                       const char       *name_field,
                       const char       *project_crs,
                       MlsVectorOutcome *outcome,
                       GError          **error)
{
  g_autoptr (MlsVectorFacts) facts = mls_vector_find (path, layer, error);
  MlsVectorSource source = { path, layer, name_field };
  g_autoptr (MlsFigures) figures = NULL;

  *outcome = (MlsVectorOutcome){ 0 };
  if (facts == NULL)
    return NULL;

  if (name_field == NULL)
    source.name_field = facts->name_field;
  source.assume_project_crs = facts->crs == NULL;
  figures = mls_vector_read (&source, project_crs, NULL, outcome, NULL, NULL, NULL, error);
  outcome->assumed_crs = source.assume_project_crs;
  if (figures != NULL && outcome->failure != NULL)
    {
      g_set_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_READ, _("“%s” cannot be read to its end: %s"), path, outcome->failure);
      return NULL;
    }

  return g_steal_pointer (&figures);
}

/**
 * mls_vector_outcome_clear:
 * @outcome: what became of features
 */
void
mls_vector_outcome_clear (MlsVectorOutcome *outcome)
{
  g_clear_pointer (&outcome->failure, g_free);
}
