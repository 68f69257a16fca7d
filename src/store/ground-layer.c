#include "store/ground-layer.h"

#include "base/text.h"
#include "geometry/network.h"
#include "store/error.h"
#include "store/layer-filter.h"
#include "store/surfaces.h"
#include "vector/gdal-watch.h"
#include "vector/ogr.h"
#include "vector/parts.h"

#include <gdal.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Features between two calls of the caller's function. */
#define TELL_EVERY 1000

#define NO_COLUMN (-1)

struct _MlsGroundLayer
{
  GDALDatasetH dataset;
  OGRLayerH    handle;       /* of @dataset */
  char        *name;         /* what messages call it */
  int          width_column;
  double       width_m;      /* where no column tells; 0: nothing does */

  GArray      *fates;        /* (element-type guint8), of features in the order they are read */

  /* Polygons of the soup come of a feature, by its number, or of a strand, by n_features + its number. */
  guint        n_features;
  GArray      *members;      /* (element-type guint), features of all strands, one after the other */
  GArray      *starts;       /* (element-type guint), of each strand in @members */
  gboolean     is_moved;     /* it was brought into the project's system */
};

/* Opening */

static OGRLayerH
find_layer (GDALDatasetH dataset, const MlsRecipeSource *source, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  OGRLayerH named = source->layer != NULL ? GDALDatasetGetLayerByName (dataset, source->layer) : NULL;
  OGRLayerH only = NULL;
  guint n = 0;

  if (named != NULL)
    return named;

  for (int i = 0; i < GDALDatasetGetLayerCount (dataset); i++)
    {
      OGRLayerH layer = GDALDatasetGetLayer (dataset, i);

      if (OGR_L_GetGeomType (layer) == wkbNone)
        continue;
      only = layer;
      g_string_append_printf (names, "%s%s", n++ > 0 ? ", " : "", OGR_L_GetName (layer));
    }

  if (source->layer != NULL)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("“%s” has no layer “%s”, but %s"), source->file,
                 source->layer, names->str);
  else if (n == 0)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN, _("“%s” has no layer with geometries"), source->file);
  else if (n > 1)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
                 _("“%s” has several layers, one has to be named: %s"), source->file, names->str);

  return source->layer == NULL && n == 1 ? only : NULL;
}

static gboolean
find_width (MlsGroundLayer *self, const char *column, GError **error)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (self->handle);

  self->width_column = NO_COLUMN;
  for (int i = 0; column != NULL && i < OGR_FD_GetFieldCount (definition) && self->width_column == NO_COLUMN; i++)
    if (g_ascii_strcasecmp (OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i)), column) == 0)
      self->width_column = i;

  if (column == NULL || self->width_column != NO_COLUMN)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("“%s” has no column “%s”"), self->name, column);
  return FALSE;
}

static GDALDatasetH
open_dataset (const char *path, GError **error)
{
  g_autoptr (GError) failure = NULL;
  GDALDatasetH dataset = mls_ogr_open (path, &failure);

  if (dataset == NULL)
    g_set_error_literal (error, MLS_STORE_ERROR,
                         g_file_test (path, G_FILE_TEST_EXISTS) ? MLS_STORE_ERROR_FOREIGN : MLS_STORE_ERROR_MISSING,
                         failure->message);

  return dataset;
}

/**
 * mls_ground_layer_open: (skip)
 * @source: which layer, and which of its features
 * @width_column: (nullable): a column that tells how wide lines are
 * @width_m: how wide they are where it does not; 0 if nothing tells
 * @error: %MLS_STORE_ERROR_MISSING, %MLS_STORE_ERROR_FOREIGN, or %MLS_STORE_ERROR_ARGUMENT for a layer, a column or a
 *   condition that is none of it
 *
 * Returns: (transfer full): the layer, or %NULL
 */
MlsGroundLayer *
mls_ground_layer_open (const MlsRecipeSource *source, const char *width_column, double width_m, GError **error)
{
  g_autoptr (MlsGroundLayer) self = g_new0 (MlsGroundLayer, 1);

  self->fates = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->members = g_array_new (FALSE, FALSE, sizeof (guint));
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->width_m = width_m;

  if (width_m > MLS_WIDTH_MAX_M)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("Lines are %d m wide at most, not %g m"),
                   MLS_WIDTH_MAX_M, width_m);
      return NULL;
    }

  self->dataset = open_dataset (source->file, error);
  self->handle = self->dataset != NULL ? find_layer (self->dataset, source, error) : NULL;
  if (self->handle == NULL)
    return NULL;

  self->name = mls_text_line (OGR_L_GetName (self->handle), -1);

  if (!find_width (self, width_column, error) || !mls_layer_filter_set (self->handle, self->name, source->where, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * mls_ground_layer_free: (skip)
 * @self: (transfer full): a layer
 */
void
mls_ground_layer_free (MlsGroundLayer *self)
{
  g_clear_pointer (&self->dataset, GDALClose);
  g_array_unref (self->fates);
  g_array_unref (self->members);
  g_array_unref (self->starts);
  g_free (self->name);
  g_free (self);
}

/**
 * mls_ground_layer_get_name: (skip)
 * @self: a layer
 *
 * Returns: what it is called, valid while @self is
 */
const char *
mls_ground_layer_get_name (const MlsGroundLayer *self)
{
  return self->name;
}

/**
 * mls_ground_layer_dup_crs: (skip)
 * @self: a layer
 *
 * Returns: (transfer full) (nullable): its coordinate reference system as WKT, if it tells
 */
char *
mls_ground_layer_dup_crs (const MlsGroundLayer *self)
{
  return mls_ogr_dup_crs (self->handle);
}

/**
 * mls_ground_layer_is_moved: (skip)
 * @self: a layer that was read
 *
 * Returns: whether it was brought into the project's system from another one
 */
gboolean
mls_ground_layer_is_moved (const MlsGroundLayer *self)
{
  return self->is_moved;
}

/* Reading */

typedef struct
{
  MlsGroundLayer         *layer;
  const MlsGroundReading *reading;
  MlsSurfaces            *surfaces;
  MlsParts               *parts;
  MlsFigures             *lines;    /* of all features */
  GArray                 *widths;   /* (element-type gint64), mm, of each of @lines */
  GArray                 *features; /* (element-type guint), that each of @lines is of */
  OGREnvelope             window;   /* what lies outside, in the layer's own coordinates, is not read */
  gboolean                has_window;
  MlsNetwork             *network;
  GArray                 *owners;   /* (element-type guint), the feature that each line of @network is of */
  MlsShape               *shape;

  /* Of the feature in question. */
  guint                   feature;
  gint64                  width;    /* mm; 0: unknown */
} Reader;

static void
mark_feature (MlsGroundLayer *self, guint feature, MlsFate fate)
{
  guint8 *known = &g_array_index (self->fates, guint8, feature);

  *known = MAX (*known, (guint8) fate);
}

/* In the layer's coordinates; lines may reach in by their width from outside. */
static void
find_window (Reader *reader, gboolean swaps)
{
  const double margin = MLS_WIDTH_MAX_M;
  const MlsBox *box = &reader->reading->box;
  double x[8], y[8];
  OGREnvelope *window = &reader->window;

  if (mls_box_is_empty (box))
    return;

  for (int i = 0; i < 8; i++)
    {
      static const double east[] = { 0, 0.5, 1, 1, 1, 0.5, 0, 0 };
      static const double north[] = { 0, 0, 0, 0.5, 1, 1, 1, 0.5 };
      double min_x = mls_grid_to_metres (box->min_x) - margin;
      double min_y = mls_grid_to_metres (box->min_y) - margin;

      x[i] = min_x + east[i] * (mls_grid_to_metres (box->max_x) + margin - min_x);
      y[i] = min_y + north[i] * (mls_grid_to_metres (box->max_y) + margin - min_y);
    }
  if (reader->reading->transform != NULL)
    mls_crs_transform_back (reader->reading->transform, x, y, 8);

  *window = (OGREnvelope){ HUGE_VAL, -HUGE_VAL, HUGE_VAL, -HUGE_VAL };
  reader->has_window = TRUE;
  for (int i = 0; i < 8; i++)
    {
      double first = swaps ? y[i] : x[i];
      double second = swaps ? x[i] : y[i];

      reader->has_window = reader->has_window && isfinite (x[i]) && isfinite (y[i]);
      window->MinX = MIN (window->MinX, first);
      window->MaxX = MAX (window->MaxX, first);
      window->MinY = MIN (window->MinY, second);
      window->MaxY = MAX (window->MaxY, second);
    }
}

static gboolean
is_outside (const Reader *reader, OGRGeometryH geometry)
{
  OGREnvelope envelope;

  if (!reader->has_window)
    return FALSE;

  OGR_G_GetEnvelope (geometry, &envelope);

  return envelope.MaxX < reader->window.MinX || envelope.MinX > reader->window.MaxX ||
         envelope.MaxY < reader->window.MinY || envelope.MinY > reader->window.MaxY;
}

/* In mm; a column of text may have a comma. What is no width says nothing. */
static gint64
read_width (const Reader *reader, OGRFeatureH feature)
{
  int column = reader->layer->width_column;
  double width_m = 0;

  if (column != NO_COLUMN && OGR_F_IsFieldSetAndNotNull (feature, column))
    {
      g_autofree char *text = mls_ogr_dup_text (OGR_F_GetFieldAsString (feature, column));

      g_strdelimit (text, ",", '.');
      if (!mls_text_to_number (text, &width_m) || width_m <= 0 || width_m > MLS_WIDTH_MAX_M)
        width_m = 0;
    }

  if (width_m == 0)
    width_m = reader->layer->width_m;

  return llround (width_m * MLS_MM_PER_M);
}

static void
take_line (Reader *reader, OGRGeometryH line)
{
  guint before = mls_figures_get_n (reader->lines);

  if (reader->width == 0)
    {
      mark_feature (reader->layer, reader->feature, MLS_FATE_NO_WIDTH);
      return;
    }

  mls_parts_place (reader->parts, line, NULL, reader->lines);
  if (mls_figures_get_n (reader->lines) == before)
    {
      mark_feature (reader->layer, reader->feature, MLS_FATE_NO_PLACE);
      return;
    }

  g_array_append_val (reader->widths, reader->width);
  g_array_append_val (reader->features, reader->feature);
  mark_feature (reader->layer, reader->feature, MLS_FATE_OUTSIDE);
}

static void
take_surface (Reader *reader, OGRGeometryH surface)
{
  const MlsSoupFeature feature = { reader->feature, reader->reading->layer, 0, reader->reading->labels };
  gboolean taken = mls_surfaces_add (reader->surfaces, &feature, surface, NULL);

  mark_feature (reader->layer, reader->feature, taken ? MLS_FATE_OUTSIDE : MLS_FATE_NO_PLACE);
}

/* Lines and areas, or anything made of them, without curves. */
static void
take_geometry (Reader *reader, OGRGeometryH geometry)
{
  switch ((int) wkbFlatten (OGR_G_GetGeometryType (geometry)))
    {
    case wkbLineString:
      take_line (reader, geometry);
      break;
    case wkbPolygon:
    case wkbTriangle:
      take_surface (reader, geometry);
      break;
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection:
    case wkbPolyhedralSurface:
    case wkbTIN:
      for (int i = 0; i < OGR_G_GetGeometryCount (geometry); i++)
        take_geometry (reader, OGR_G_GetGeometryRef (geometry, i));
      break;
    default:
      mark_feature (reader->layer, reader->feature, MLS_FATE_OTHER_KIND);
      break;
    }
}

static void
read_feature (Reader *reader, OGRFeatureH feature)
{
  OGRGeometryH geometry = OGR_F_GetGeometryRef (feature);
  const guint8 nothing = MLS_FATE_NO_GEOMETRY;

  reader->feature = reader->layer->fates->len;
  g_array_append_val (reader->layer->fates, nothing);
  if (geometry == NULL || OGR_G_IsEmpty (geometry))
    return;

  if (is_outside (reader, geometry))
    {
      mark_feature (reader->layer, reader->feature, MLS_FATE_OUTSIDE);
      return;
    }

  reader->width = read_width (reader, feature);
  if (OGR_G_HasCurveGeometry (geometry, TRUE))
    {
      OGRGeometryH linear = OGR_G_GetLinearGeometry (geometry, 0, NULL);

      take_geometry (reader, linear);
      OGR_G_DestroyGeometry (linear);
    }
  else
    take_geometry (reader, geometry);
}

static gboolean
read_features (Reader *reader, const MlsImportProgress *progress, GError **error)
{
  OGRLayerH handle = reader->layer->handle;
  double n_features = (double) MAX (OGR_L_GetFeatureCount (handle, TRUE), 1);
  OGRFeatureH feature;

  OGR_L_ResetReading (handle);
  while ((feature = OGR_L_GetNextFeature (handle)) != NULL)
    {
      guint n;

      read_feature (reader, feature);
      OGR_F_Destroy (feature);

      n = reader->layer->fates->len;
      if (n % TELL_EVERY != 0)
        continue;
      if (g_cancellable_is_cancelled (progress->cancellable))
        return mls_store_fail_cancelled (error);
      if (progress->func != NULL)
        progress->func (MIN (n / n_features, 1), N_("Reading layers"), progress->user_data);
    }

  reader->layer->n_features = reader->layer->fates->len;
  return TRUE;
}

/* Lines become ground */

static void
add_line (Reader *reader, guint i)
{
  const MlsFigure *figure = mls_figures_get (reader->lines, i);

  for (guint p = 0; p < figure->n_parts; p++)
    {
      mls_network_add (reader->network, figure->parts[p].points, figure->parts[p].n_points,
                       g_array_index (reader->widths, gint64, i));
      g_array_append_val (reader->owners, g_array_index (reader->features, guint, i));
    }
}

/* Each outer ring begins a polygon; its holes run the other way round. */
static void
add_band (Reader *reader, const MlsSoupFeature *feature)
{
  const MlsRing *rings = mls_shape_get_rings (reader->shape);
  guint n_rings = mls_shape_n_rings (reader->shape);
  gboolean outer = n_rings > 0 && mls_ring_area2 (rings[0]) > 0;
  guint end;

  for (guint first = 0; first < n_rings; first = end)
    {
      end = first + 1;
      while (end < n_rings && (mls_ring_area2 (rings[end]) > 0) != outer)
        end++;
      mls_soup_add_ground (reader->reading->soup, feature, rings + first, end - first);
    }
}

static gboolean
take_strand (const MlsStrand *strand, gpointer user_data)
{
  Reader *reader = user_data;
  MlsGroundLayer *layer = reader->layer;
  MlsSoupFeature feature = { layer->n_features + layer->starts->len, reader->reading->layer, 0,
                             reader->reading->labels };
  guint start = layer->members->len;

  g_array_append_val (layer->starts, start);
  for (guint i = 0; i < strand->n_lines; i++)
    g_array_append_val (layer->members, g_array_index (reader->owners, guint, strand->lines[i]));

  mls_shape_clear (reader->shape);
  if (mls_polyline_band (strand->points, strand->n_points, &strand->band, reader->shape))
    add_band (reader, &feature);

  return TRUE;
}

static void
make_bands (Reader *reader)
{
  reader->network = mls_network_new ();
  reader->owners = g_array_new (FALSE, FALSE, sizeof (guint));
  reader->shape = mls_shape_new ();

  for (guint i = 0; i < mls_figures_get_n (reader->lines); i++)
    add_line (reader, i);
  mls_network_each (reader->network, take_strand, reader);

  mls_network_free (reader->network);
  g_array_unref (reader->owners);
  mls_shape_free (reader->shape);
}

static gboolean
check_failure (const Reader *reader, const MlsGdalWatch *watch, GError **error)
{
  if (watch->failure == NULL)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED, _("“%s” cannot be read to its end: %s"),
               reader->layer->name, watch->failure);
  return FALSE;
}

/**
 * mls_ground_layer_read: (skip)
 * @self: a layer that was not read
 * @reading: how to read it, and what takes the polygons
 * @progress: who is told how far it is, and may stop it
 * @error: %MLS_STORE_ERROR_DAMAGED if the file ends too early, or %MLS_STORE_ERROR_CANCELLED
 *
 * Features that no ground can be made of are left out, and remembered.
 *
 * Returns: whether all of it was read
 */
gboolean
mls_ground_layer_read (MlsGroundLayer          *self,
                       const MlsGroundReading  *reading,
                       const MlsImportProgress *progress,
                       GError                 **error)
{
  gboolean swaps = mls_ogr_has_north_first (self->handle);
  g_autoptr (MlsSurfaces) surfaces = mls_surfaces_new (reading->soup, self->name, reading->transform, swaps);
  g_autoptr (MlsParts) parts = mls_parts_new (reading->transform, swaps);
  g_autoptr (MlsFigures) lines = mls_figures_new ();
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) features = g_array_new (FALSE, FALSE, sizeof (guint));
  Reader reader = { .layer = self, .reading = reading, .surfaces = surfaces, .parts = parts, .lines = lines,
                    .widths = widths, .features = features };
  MlsGdalWatch watch = { 0 };
  gboolean done;

  self->is_moved = reading->transform != NULL;
  find_window (&reader, swaps);
  mls_gdal_watch_begin (&watch);
  done = read_features (&reader, progress, error);
  mls_gdal_watch_end (&watch);
  done = done && check_failure (&reader, &watch, error);
  mls_gdal_watch_clear (&watch);
  if (!done)
    return FALSE;

  mls_figures_index (lines);
  make_bands (&reader);
  return TRUE;
}

/* What became of it */

/**
 * mls_ground_layer_mark: (skip)
 * @self: a layer that was read
 * @source: what a polygon of the soup is of
 * @fate: what became of that
 *
 * Of several fates of a feature the best holds: one is used of which a part is.
 */
void
mls_ground_layer_mark (MlsGroundLayer *self, gint64 source, MlsFate fate)
{
  guint strand = (guint) (source - self->n_features);
  guint end;

  if (source < self->n_features)
    {
      mark_feature (self, (guint) source, fate);
      return;
    }

  end = strand + 1 < self->starts->len ? g_array_index (self->starts, guint, strand + 1) : self->members->len;
  for (guint i = g_array_index (self->starts, guint, strand); i < end; i++)
    mark_feature (self, g_array_index (self->members, guint, i), fate);
}

/**
 * mls_ground_layer_count: (skip)
 * @self: a layer that was read
 * @n: (out) (array): [%MLS_N_FATES], how many features have each
 */
void
mls_ground_layer_count (const MlsGroundLayer *self, guint *n)
{
  memset (n, 0, MLS_N_FATES * sizeof *n);
  for (guint i = 0; i < self->fates->len; i++)
    n[g_array_index (self->fates, guint8, i)]++;
}
