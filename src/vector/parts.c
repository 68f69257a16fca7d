#include "vector/parts.h"

#define N_KINDS 3

/* As the file has them. */
typedef struct
{
  GArray *x;       /* (element-type double) */
  GArray *y;       /* (element-type double) */
  GArray *lengths; /* (element-type guint) points of each part */
} Raw;

struct _MlsParts
{
  MlsCrsTransform *transform; /* (nullable) */
  gboolean         swaps;
  Raw              raw[N_KINDS];
  GArray          *points;    /* (element-type MlsPoint) what is left of one kind, on the grid */
  GArray          *lengths;   /* (element-type guint) */
};

/**
 * mls_parts_new: (skip)
 * @transform: (nullable): to the project's system; stays the caller's
 * @swaps: whether northings come first
 *
 * Returns: (transfer full): no parts
 */
MlsParts *
mls_parts_new (MlsCrsTransform *transform, gboolean swaps)
{
  MlsParts *self = g_new0 (MlsParts, 1);

  self->transform = transform;
  self->swaps = swaps;
  for (int kind = 0; kind < N_KINDS; kind++)
    {
      self->raw[kind].x = g_array_new (FALSE, FALSE, sizeof (double));
      self->raw[kind].y = g_array_new (FALSE, FALSE, sizeof (double));
      self->raw[kind].lengths = g_array_new (FALSE, FALSE, sizeof (guint));
    }
  self->points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  self->lengths = g_array_new (FALSE, FALSE, sizeof (guint));

  return self;
}

/**
 * mls_parts_free: (skip)
 * @self: (transfer full): parts
 */
void
mls_parts_free (MlsParts *self)
{
  for (int kind = 0; kind < N_KINDS; kind++)
    {
      g_array_unref (self->raw[kind].x);
      g_array_unref (self->raw[kind].y);
      g_array_unref (self->raw[kind].lengths);
    }
  g_array_unref (self->points);
  g_array_unref (self->lengths);
  g_free (self);
}

static void
take_points (MlsParts *self, MlsFigureKind kind, OGRGeometryH geometry)
{
  Raw *raw = &self->raw[kind];
  guint n = (guint) MAX (OGR_G_GetPointCount (geometry), 0);
  guint start = raw->x->len;

  if (n == 0)
    return;

  g_array_set_size (raw->x, start + n);
  g_array_set_size (raw->y, start + n);
  OGR_G_GetPoints (geometry, &g_array_index (self->swaps ? raw->y : raw->x, double, start), sizeof (double),
                   &g_array_index (self->swaps ? raw->x : raw->y, double, start), sizeof (double), NULL, 0);
  g_array_append_val (raw->lengths, n);
}

/* Areas are taken ring by ring, collections member by member; of other kinds nothing is known. */
static void
take (MlsParts *self, OGRGeometryH geometry)
{
  switch ((int) wkbFlatten (OGR_G_GetGeometryType (geometry)))
    {
    case wkbPoint:
      take_points (self, MLS_FIGURE_POINT, geometry);
      break;
    case wkbLineString:
      take_points (self, MLS_FIGURE_LINE, geometry);
      break;
    case wkbPolygon:
    case wkbTriangle:
      for (int i = 0; i < OGR_G_GetGeometryCount (geometry); i++)
        take_points (self, MLS_FIGURE_AREA, OGR_G_GetGeometryRef (geometry, i));
      break;
    default:
      for (int i = 0; i < OGR_G_GetGeometryCount (geometry); i++)
        take (self, OGR_G_GetGeometryRef (geometry, i));
      break;
    }
}

/* Fewer points than that are no part of that kind. */
static guint
least_points (MlsFigureKind kind)
{
  return kind == MLS_FIGURE_POINT ? 1 : kind == MLS_FIGURE_LINE ? 2 : 3;
}

/* Puts one part on the grid, without points that fall together there; FALSE if it has no place. */
static gboolean
round_part (MlsParts *self, MlsFigureKind kind, const double *x, const double *y, guint n)
{
  guint start = self->points->len;
  guint length;

  for (guint i = 0; i < n; i++)
    {
      MlsPoint point;

      if (!mls_grid_from_metres (x[i], y[i], &point))
        {
          g_array_set_size (self->points, start);
          return FALSE;
        }
      if (self->points->len == start ||
          !mls_point_equal (point, g_array_index (self->points, MlsPoint, self->points->len - 1)))
        g_array_append_val (self->points, point);
    }

  length = self->points->len - start;
  if (kind == MLS_FIGURE_AREA && length > 1 &&
      mls_point_equal (g_array_index (self->points, MlsPoint, start),
                       g_array_index (self->points, MlsPoint, start + length - 1)))
    length--;
  if (length < least_points (kind))
    length = 0;
  g_array_set_size (self->points, start + length);
  if (length > 0)
    g_array_append_val (self->lengths, length);

  return length > 0;
}

/* Adds what a feature has of one kind; how many parts have no place on the ground. */
static guint
place_kind (MlsParts *self, MlsFigureKind kind, const char *name, MlsFigures *figures)
{
  Raw *raw = &self->raw[kind];
  double *x = (double *) (gpointer) raw->x->data;
  double *y = (double *) (gpointer) raw->y->data;
  guint n_left = 0;

  /* Those that have no place there become infinite, and are told from the others so. */
  if (self->transform != NULL && raw->x->len > 0)
    mls_crs_transform_points (self->transform, x, y, raw->x->len, NULL);

  g_array_set_size (self->points, 0);
  g_array_set_size (self->lengths, 0);
  for (guint i = 0; i < raw->lengths->len; i++)
    {
      guint n = g_array_index (raw->lengths, guint, i);

      if (!round_part (self, kind, x, y, n))
        n_left++;
      x += n;
      y += n;
    }

  if (self->lengths->len > 0)
    mls_figures_add (figures, kind, name, (const MlsPoint *) (gpointer) self->points->data,
                     (const guint *) (gpointer) self->lengths->data, self->lengths->len);

  g_array_set_size (raw->x, 0);
  g_array_set_size (raw->y, 0);
  g_array_set_size (raw->lengths, 0);

  return n_left;
}

/**
 * mls_parts_place: (skip)
 * @self: parts
 * @geometry: the geometry of a feature, without curves
 * @name: (nullable): what it is called
 * @figures: takes what it consists of
 *
 * Returns: how many parts of it are left out, because they have no place on the ground or are too small
 *   for the grid
 */
guint
mls_parts_place (MlsParts *self, OGRGeometryH geometry, const char *name, MlsFigures *figures)
{
  guint n_left = 0;

  take (self, geometry);
  for (int kind = 0; kind < N_KINDS; kind++)
    n_left += place_kind (self, (MlsFigureKind) kind, name, figures);

  return n_left;
}
