#include "ground.h"

#include <gdal.h>

/* A line that cuts a plot reaches so far beyond it, m. */
#define BEYOND 1.0

static void
plot_free (gpointer data)
{
  Plot *plot = data;

  OGR_G_DestroyGeometry (plot->shape);
  OGR_G_DestroyGeometry (plot->outline);
  g_free (plot->codes);
  g_free (plot);
}

static Plot *
plot_new (OGRFeatureH feature)
{
  Plot *plot = g_new0 (Plot, 1);

  plot->fid = OGR_F_GetFID (feature);
  plot->shape = OGR_G_Clone (OGR_F_GetGeometryRef (feature));
  plot->outline = OGR_G_Boundary (plot->shape);
  OGR_G_GetEnvelope (plot->shape, &plot->reach);
  plot->area = OGR_G_Area (plot->shape);
  plot->codes = g_strdup_printf ("%s %s", OGR_F_GetFieldAsString (feature, OGR_F_GetFieldIndex (feature, "cs24")),
                                 OGR_F_GetFieldAsString (feature, OGR_F_GetFieldIndex (feature, "us24")));

  return plot;
}

/**
 * ground_read:
 * @path: a project
 *
 * Returns: (transfer full) (element-type Plot): its faces
 */
GPtrArray *
ground_read (const char *path)
{
  GDALDatasetH file = GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, NULL, NULL);
  OGRLayerH layer = GDALDatasetGetLayerByName (file, "coverage");
  GPtrArray *plots = g_ptr_array_new_with_free_func (plot_free);
  OGRFeatureH feature;

  while ((feature = OGR_L_GetNextFeature (layer)) != NULL)
    {
      g_ptr_array_add (plots, plot_new (feature));
      OGR_F_Destroy (feature);
    }
  GDALClose (file);

  return plots;
}

static OGRGeometryH
point_new (MlsGround ground)
{
  OGRGeometryH point = OGR_G_CreateGeometry (wkbPoint);

  OGR_G_SetPoint_2D (point, 0, ground.east, ground.north);

  return point;
}

static gboolean
is_within_reach (const Plot *plot, MlsGround ground, double margin)
{
  return ground.east >= plot->reach.MinX - margin && ground.east <= plot->reach.MaxX + margin &&
         ground.north >= plot->reach.MinY - margin && ground.north <= plot->reach.MaxY + margin;
}

/**
 * plot_holds:
 * @plot: a plot
 * @ground: a place
 * @margin: m
 *
 * Returns: whether it lies in @plot, so far from its outline at least
 */
gboolean
plot_holds (const Plot *plot, MlsGround ground, double margin)
{
  OGRGeometryH point;
  gboolean holds;

  if (!is_within_reach (plot, ground, 0))
    return FALSE;

  point = point_new (ground);
  holds = OGR_G_Contains (plot->shape, point) && OGR_G_Distance (plot->outline, point) >= margin;
  OGR_G_DestroyGeometry (point);

  return holds;
}

/**
 * plot_is_near:
 * @plot: a plot
 * @ground: a place
 * @reach: m
 *
 * Returns: whether some of @plot is as near
 */
gboolean
plot_is_near (const Plot *plot, MlsGround ground, double reach)
{
  OGRGeometryH point;
  double distance;

  if (!is_within_reach (plot, ground, reach))
    return FALSE;

  point = point_new (ground);
  distance = OGR_G_Distance (plot->shape, point);
  OGR_G_DestroyGeometry (point);

  return distance < reach;
}

static MlsGround
middle_of (OGRGeometryH shape)
{
  OGRGeometryH point = OGR_G_PointOnSurface (shape);
  MlsGround ground = { OGR_G_GetX (point, 0), OGR_G_GetY (point, 0) };

  OGR_G_DestroyGeometry (point);

  return ground;
}

/**
 * plot_middle:
 * @plot: a plot
 *
 * Returns: a place well inside
 */
MlsGround
plot_middle (const Plot *plot)
{
  return middle_of (plot->shape);
}

static OGRGeometryH
box_new (double west, double south, double east, double north)
{
  OGRGeometryH ring = OGR_G_CreateGeometry (wkbLinearRing);
  OGRGeometryH box = OGR_G_CreateGeometry (wkbPolygon);

  OGR_G_AddPoint_2D (ring, west, south);
  OGR_G_AddPoint_2D (ring, east, south);
  OGR_G_AddPoint_2D (ring, east, north);
  OGR_G_AddPoint_2D (ring, west, north);
  OGR_G_AddPoint_2D (ring, west, south);
  OGR_G_AddGeometryDirectly (box, ring);

  return box;
}

/* What of a plot lies on one side of a parallel, if it is one piece, large enough. */
static gboolean
find_side (const Plot *plot, const OGREnvelope *reach, double north, gboolean above, double least, MlsGround *side)
{
  OGRGeometryH box = box_new (reach->MinX - 1, above ? north : reach->MinY - 1, reach->MaxX + 1,
                              above ? reach->MaxY + 1 : north);
  OGRGeometryH part = OGR_G_Intersection (plot->shape, box);
  gboolean is_fine = wkbFlatten (OGR_G_GetGeometryType (part)) == wkbPolygon && OGR_G_Area (part) >= least;

  if (is_fine)
    *side = middle_of (part);
  OGR_G_DestroyGeometry (part);
  OGR_G_DestroyGeometry (box);

  return is_fine;
}

/**
 * plot_cut:
 * @plot: a plot
 * @least: m²
 * @line: (out) (array fixed-size=2): from west to east through its middle, a little beyond it
 * @sides: (out) (array fixed-size=2): a place south and north of it
 *
 * Returns: whether that makes two pieces, none smaller than @least, with nothing else between
 */
gboolean
plot_cut (const Plot *plot, double least, MlsGround line[2], MlsGround sides[2])
{
  const OGREnvelope *reach = &plot->reach;
  OGRGeometryH box, part;
  OGREnvelope chord;
  gboolean is_one;
  double north;

  north = middle_of (plot->shape).north;
  if (!find_side (plot, reach, north, FALSE, least, &sides[0]) || !find_side (plot, reach, north, TRUE, least, &sides[1]))
    return FALSE;

  box = box_new (reach->MinX - 1, north - 0.001, reach->MaxX + 1, north + 0.001);
  part = OGR_G_Intersection (plot->shape, box);
  OGR_G_GetEnvelope (part, &chord);
  is_one = OGR_GT_Flatten (OGR_G_GetGeometryType (part)) == wkbPolygon;
  OGR_G_DestroyGeometry (part);
  OGR_G_DestroyGeometry (box);
  line[0] = (MlsGround){ chord.MinX - BEYOND, north };
  line[1] = (MlsGround){ chord.MaxX + BEYOND, north };

  return is_one;
}

/**
 * plot_vertices:
 * @plot: a plot
 *
 * Returns: (transfer full) (element-type MlsGround): those of its outer ring, which ends where it begins
 */
GArray *
plot_vertices (const Plot *plot)
{
  OGRGeometryH ring = OGR_G_GetGeometryRef (plot->shape, 0);
  GArray *vertices = g_array_new (FALSE, FALSE, sizeof (MlsGround));

  for (int i = 0; i < OGR_G_GetPointCount (ring); i++)
    {
      MlsGround vertex = { OGR_G_GetX (ring, i), OGR_G_GetY (ring, i) };

      g_array_append_val (vertices, vertex);
    }

  return vertices;
}
