/* What a layer that was written is, as others will read it. */

#include "delivery/read-back.h"

#include "geometry/crs.h"
#include "vector/ogr.h"

static gboolean
has_crs (OGRLayerH layer, const char *wkt)
{
  g_autofree char *definition = mls_ogr_dup_crs (layer);
  g_autoptr (MlsCrs) is = definition != NULL ? mls_crs_new (definition, NULL) : NULL;
  g_autoptr (MlsCrs) should_be = mls_crs_new (wkt, NULL);

  return is != NULL && should_be != NULL && mls_crs_equal (is, should_be);
}

static gboolean
has_columns (OGRLayerH layer, const GPtrArray *columns)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (layer);

  if ((guint) OGR_FD_GetFieldCount (definition) != columns->len)
    return FALSE;

  for (guint i = 0; i < columns->len; i++)
    {
      const MlsColumn *column = g_ptr_array_index (columns, i);

      if (!g_str_equal (OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, (int) i)), column->given))
        return FALSE;
    }

  return TRUE;
}

/* A format that gives texts a width has one kind for both. */
static gboolean
has_kind (OGRLayerH layer, const MlsFormat *format, const MlsLayerShape *shape)
{
  OGRwkbGeometryType kind = wkbFlatten (OGR_L_GetGeomType (layer));

  return kind == (shape->multi && format->text_room == 0 ? wkbMultiPolygon : wkbPolygon);
}

static MlsArea2
ring_area2 (OGRGeometryH ring, gboolean *on_grid)
{
  guint n = (guint) MAX (OGR_G_GetPointCount (ring), 0);
  g_autofree MlsPoint *points = g_new (MlsPoint, MAX (n, 1));
  MlsArea2 area2;

  for (guint i = 0; i < n; i++)
    if (!mls_grid_from_metres (OGR_G_GetX (ring, (int) i), OGR_G_GetY (ring, (int) i), &points[i]))
      *on_grid = FALSE;
  area2 = *on_grid && n > 1 ? mls_ring_area2 ((MlsRing){ points, n - 1 }) : 0;

  return area2 < 0 ? -area2 : area2;
}

/* Twice its area in mm²; of several polygons all of theirs. */
static MlsArea2
geometry_area2 (OGRGeometryH geometry, gboolean *on_grid)
{
  MlsArea2 area2 = 0;
  int n = OGR_G_GetGeometryCount (geometry);

  if (wkbFlatten (OGR_G_GetGeometryType (geometry)) != wkbPolygon)
    {
      for (int i = 0; i < n; i++)
        area2 += geometry_area2 (OGR_G_GetGeometryRef (geometry, i), on_grid);
      return area2;
    }

  for (int i = 0; i < n; i++)
    area2 += (i == 0 ? 1 : -1) * ring_area2 (OGR_G_GetGeometryRef (geometry, i), on_grid);

  return area2;
}

static int
find_area_column (const GPtrArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_str_equal (((MlsColumn *) g_ptr_array_index (columns, i))->name, MLS_AREA_COLUMN))
      return (int) i;

  return -1;
}

static void
take_feature (OGRFeatureH feature, int area_column, MlsReadBack *back)
{
  OGRGeometryH geometry = OGR_F_GetGeometryRef (feature);
  gboolean on_grid = TRUE;
  MlsArea2 area2 = geometry != NULL ? geometry_area2 (geometry, &on_grid) : 0;

  back->n_features++;
  back->area2 += area2;
  if (geometry == NULL || !on_grid || !OGR_G_IsValid (geometry))
    back->n_invalid++;
  if (area_column >= 0 && mls_area2_from_m2 (OGR_F_GetFieldAsDouble (feature, area_column)) != area2)
    back->n_off++;
}

/**
 * mls_read_back_layer: (skip)
 * @layer: (nullable): a layer, if there is one
 * @format: how it was written
 * @shape: what it should be
 * @back: (out): what it is
 *
 * Returns: whether there is one
 */
gboolean
mls_read_back_layer (OGRLayerH layer, const MlsFormat *format, const MlsLayerShape *shape, MlsReadBack *back)
{
  int area_column = find_area_column (shape->columns);
  OGRFeatureH feature;

  *back = (MlsReadBack){ 0 };
  if (layer == NULL)
    return FALSE;

  back->has_crs = has_crs (layer, shape->crs);
  back->has_columns = has_columns (layer, shape->columns);
  back->has_kind = has_kind (layer, format, shape);
  OGR_L_ResetReading (layer);
  while ((feature = OGR_L_GetNextFeature (layer)) != NULL)
    {
      take_feature (feature, back->has_columns ? area_column : -1, back);
      OGR_F_Destroy (feature);
    }

  return TRUE;
}
