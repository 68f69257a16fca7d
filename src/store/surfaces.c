#include "store/surfaces.h"

#include "base/format.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>

struct _MlsSurfaces
{
  MlsSoup         *soup;
  char            *layer;     /* what messages call it */
  MlsCrsTransform *transform; /* (nullable) */
  gboolean         swaps;     /* north comes first */
  GArray          *xy;        /* (element-type double), of all rings of a polygon */
  GArray          *rings;     /* (element-type MlsSourceRing) */
  guint            n;         /* polygons added */
};

/**
 * mls_surfaces_new: (skip)
 * @soup: takes the polygons
 * @layer: what messages call the layer
 * @transform: (nullable): to the project's system; stays the caller's
 * @swaps: whether northings come first
 *
 * Returns: (transfer full): a reader of polygons
 */
MlsSurfaces *
mls_surfaces_new (MlsSoup *soup, const char *layer, MlsCrsTransform *transform, gboolean swaps)
{
  MlsSurfaces *self = g_new0 (MlsSurfaces, 1);

  self->soup = soup;
  self->layer = g_strdup (layer);
  self->transform = transform;
  self->swaps = swaps;
  self->xy = g_array_new (FALSE, FALSE, sizeof (double));
  self->rings = g_array_new (FALSE, FALSE, sizeof (MlsSourceRing));

  return self;
}

/**
 * mls_surfaces_free: (skip)
 * @self: (transfer full): a reader of polygons
 */
void
mls_surfaces_free (MlsSurfaces *self)
{
  g_array_unref (self->xy);
  g_array_unref (self->rings);
  g_free (self->layer);
  g_free (self);
}

/**
 * mls_surfaces_get_n: (skip)
 * @self: a reader of polygons
 *
 * Returns: how many it has added
 */
guint
mls_surfaces_get_n (const MlsSurfaces *self)
{
  return self->n;
}

static void
read_ring (MlsSurfaces *self, OGRGeometryH ring)
{
  int n = OGR_G_GetPointCount (ring);
  guint start = self->xy->len;
  double *x;

  if (n < 1)
    return;

  g_array_set_size (self->xy, start + 2 * (guint) n);
  x = &g_array_index (self->xy, double, start);
  OGR_G_GetPoints (ring, x, 2 * sizeof (double), x + 1, 2 * sizeof (double), NULL, 0);
  g_array_append_val (self->rings, ((MlsSourceRing){ NULL, (gsize) n }));
}

/* Rings are told where their points are once these move no more. */
static void
place_rings (MlsSurfaces *self)
{
  const double *xy = (const double *) (gpointer) self->xy->data;

  for (guint r = 0; r < self->rings->len; r++)
    {
      MlsSourceRing *ring = &g_array_index (self->rings, MlsSourceRing, r);

      ring->xy = xy;
      xy += 2 * ring->n_points;
    }
}

/* Eastings first, in the project's system. */
static gboolean
transform_points (MlsSurfaces *self, GError **error)
{
  gsize n = self->xy->len / 2;
  double *xy = (double *) (gpointer) self->xy->data;
  g_autofree double *x = g_new (double, n);
  g_autofree double *y = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    {
      x[i] = xy[2 * i + (self->swaps ? 1 : 0)];
      y[i] = xy[2 * i + (self->swaps ? 0 : 1)];
    }

  if (self->transform != NULL &&
      !mls_crs_transform_points (self->transform, x, y, n, error))
    return FALSE;

  for (gsize i = 0; i < n; i++)
    {
      xy[2 * i] = x[i];
      xy[2 * i + 1] = y[i];
    }

  return TRUE;
}

static gboolean
read_polygon (MlsSurfaces *self, const MlsSoupFeature *feature, OGRGeometryH polygon, GError **error)
{
  g_array_set_size (self->xy, 0);
  g_array_set_size (self->rings, 0);

  for (int r = 0; r < OGR_G_GetGeometryCount (polygon); r++)
    read_ring (self, OGR_G_GetGeometryRef (polygon, r));

  if (self->rings->len == 0)
    return TRUE;

  if ((self->swaps || self->transform != NULL) && !transform_points (self, error))
    {
      g_autofree char *number = mls_format_id (feature->id);

      g_prefix_error (error, _("Feature %s: "), number);
      return FALSE;
    }

  place_rings (self);
  self->n++;

  return mls_soup_add (self->soup, feature, (const MlsSourceRing *) (gpointer) self->rings->data, self->rings->len,
                       error);
}

static gboolean
fail_geometry (const MlsSurfaces *self, const MlsSoupFeature *feature, OGRGeometryH geometry, GError **error)
{
  g_autofree char *number = mls_format_id (feature->id);

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN,
               _("Feature %s of “%s” is no polygon but a %s"), number, self->layer,
               OGRGeometryTypeToName (OGR_G_GetGeometryType (geometry)));
  return FALSE;
}

/* A polygon, or anything made of polygons. */
static gboolean
read_surface (MlsSurfaces *self, const MlsSoupFeature *feature, OGRGeometryH geometry, GError **error)
{
  switch ((int) wkbFlatten (OGR_G_GetGeometryType (geometry)))
    {
    case wkbPolygon:
    case wkbTriangle:
      return read_polygon (self, feature, geometry, error);
    case wkbMultiPolygon:
    case wkbGeometryCollection:
    case wkbPolyhedralSurface:
    case wkbTIN:
      for (int i = 0; i < OGR_G_GetGeometryCount (geometry); i++)
        if (!read_surface (self, feature, OGR_G_GetGeometryRef (geometry, i), error))
          return FALSE;
      return TRUE;
    default:
      return fail_geometry (self, feature, geometry, error);
    }
}

/**
 * mls_surfaces_add: (skip)
 * @self: a reader of polygons
 * @feature: what the geometry is of
 * @geometry: a polygon, or anything made of polygons
 * @error: %MLS_STORE_ERROR_FOREIGN for anything else, %MLS_COVERAGE_ERROR_SOURCE for a coordinate that is none, or that
 *   of PROJ for one that has no place in the project's system
 *
 * Polygons of several parts come as several, curves as lines, heights are left out.
 *
 * Returns: whether all of it was added
 */
gboolean
mls_surfaces_add (MlsSurfaces *self, const MlsSoupFeature *feature, OGRGeometryH geometry, GError **error)
{
  OGRGeometryH linear;
  gboolean done;

  if (!OGR_G_HasCurveGeometry (geometry, TRUE))
    return read_surface (self, feature, geometry, error);

  /* An arc gives the same points from either end. */
  linear = OGR_G_GetLinearGeometry (geometry, 0, NULL);
  done = read_surface (self, feature, linear, error);
  OGR_G_DestroyGeometry (linear);

  return done;
}
