#include "geometry/zone.h"

#include "base/format.h"

#include <geos_c.h>
#include <math.h>
#include <string.h>

#define POLYGON "POLYGON"

struct _MlsZone
{
  MlsShape      *shape;
  const MlsRing *rings;   /* of that */
  guint          n_rings; /* at least 1 */
  MlsBox         box;
};

/* Two places are the corners of a box. */
static void
add_box (MlsShape *shape, MlsPoint a, MlsPoint b)
{
  mls_shape_add_point (shape, a);
  mls_shape_add_point (shape, (MlsPoint){ b.x, a.y });
  mls_shape_add_point (shape, b);
  mls_shape_add_point (shape, (MlsPoint){ a.x, b.y });
}

/* Well-known text repeats the first point of a ring at its end. */
static gboolean
end_ring (MlsShape *shape, GArray *numbers)
{
  guint n = numbers->len / 2;
  g_autofree MlsPoint *points = g_new (MlsPoint, MAX (n, 1));

  if (numbers->len % 2 != 0)
    return FALSE;

  for (guint i = 0; i < n; i++)
    if (!mls_grid_from_metres (g_array_index (numbers, double, 2 * i), g_array_index (numbers, double, 2 * i + 1),
                               &points[i]))
      return FALSE;

  if (n > 3 && mls_point_equal (points[0], points[n - 1]))
    n--;
  if (n == 2)
    add_box (shape, points[0], points[1]);
  for (guint i = 0; n != 2 && i < n; i++)
    mls_shape_add_point (shape, points[i]);
  mls_shape_end_ring (shape);
  g_array_set_size (numbers, 0);

  return TRUE;
}

static gboolean
read_rings (MlsShape *shape, const char *text)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  const char *at = text;

  while (*at != '\0')
    {
      char *end;
      double number;

      if (strchr (" ,(", *at) != NULL)
        at++;
      else if (*at == ')')
        {
          if (numbers->len > 0 && !end_ring (shape, numbers))
            return FALSE;
          at++;
        }
      else
        {
          number = g_ascii_strtod (at, &end);
          if (end == at || !isfinite (number))
            return FALSE;

          g_array_append_val (numbers, number);
          at = end;
        }
    }

  return numbers->len == 0 || end_ring (shape, numbers);
}

/* Takes @shape; %NULL where that is no simple polygon. */
static MlsZone *
of_shape (MlsShape *shape)
{
  g_autoptr (MlsZone) self = g_new0 (MlsZone, 1);
  MlsPoint where;

  self->shape = shape;
  self->rings = mls_shape_get_rings (shape);
  self->n_rings = mls_shape_n_rings (shape);
  if (self->n_rings == 0 || mls_polygon_fault (self->rings, self->n_rings, &where) != MLS_POLYGON_SIMPLE)
    return NULL;

  self->box = mls_box_of_points (self->rings[0].points, self->rings[0].n_points);

  return g_steal_pointer (&self);
}

/**
 * mls_zone_new_box:
 * @box: a box with an inside
 *
 * Returns: (transfer full): the zone it is
 */
MlsZone *
mls_zone_new_box (const MlsBox *box)
{
  const MlsPoint corners[] = { { box->min_x, box->min_y }, { box->max_x, box->min_y },
                               { box->max_x, box->max_y }, { box->min_x, box->max_y } };
  const MlsRing ring = { corners, G_N_ELEMENTS (corners) };

  return mls_zone_new (&ring, 1);
}

/**
 * mls_zone_new:
 * @rings: (array length=n_rings): a polygon: its outer ring, then its holes
 * @n_rings: how many
 *
 * Returns: (transfer full) (nullable): the zone; %NULL where that is none, or crosses itself
 */
MlsZone *
mls_zone_new (const MlsRing *rings, guint n_rings)
{
  MlsShape *shape = mls_shape_new ();

  for (guint r = 0; r < n_rings; r++)
    mls_shape_add_ring (shape, rings[r]);

  return of_shape (shape);
}

/**
 * mls_zone_read:
 * @text: "X1,Y1,X2,Y2" for a box, "X1,Y1,X2,Y2,X3,Y3,…" for a polygon, or well-known text of one, in metres
 *
 * Returns: (transfer full) (nullable): the zone; %NULL where that is none, or crosses itself
 */
MlsZone *
mls_zone_read (const char *text)
{
  g_autoptr (MlsShape) shape = mls_shape_new ();

  if (g_ascii_strncasecmp (text, POLYGON, strlen (POLYGON)) == 0)
    text += strlen (POLYGON);

  return read_rings (shape, text) ? of_shape (g_steal_pointer (&shape)) : NULL;
}

/**
 * mls_zone_free:
 * @self: (transfer full) (nullable): a zone
 */
void
mls_zone_free (MlsZone *self)
{
  if (self == NULL)
    return;

  mls_shape_free (self->shape);
  g_free (self);
}

/**
 * mls_zone_copy:
 * @self: a zone
 *
 * Returns: (transfer full): the same ground
 */
MlsZone *
mls_zone_copy (const MlsZone *self)
{
  return mls_zone_new (self->rings, self->n_rings);
}

/**
 * mls_zone_get_rings:
 * @self: a zone
 * @n_rings: (out): how many
 *
 * Returns: (transfer none) (array length=n_rings): its outer ring, then its holes
 */
const MlsRing *
mls_zone_get_rings (const MlsZone *self, guint *n_rings)
{
  *n_rings = self->n_rings;

  return self->rings;
}

/**
 * mls_zone_to_figures:
 * @self: a zone
 *
 * Returns: (transfer full): the zone as the only one of figures that are indexed
 */
MlsFigures *
mls_zone_to_figures (const MlsZone *self)
{
  MlsFigures *figures = mls_figures_new ();
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autofree guint *lengths = g_new (guint, self->n_rings);

  for (guint r = 0; r < self->n_rings; r++)
    {
      lengths[r] = (guint) self->rings[r].n_points;
      g_array_append_vals (points, self->rings[r].points, lengths[r]);
    }
  mls_figures_add (figures, MLS_FIGURE_AREA, NULL, (const MlsPoint *) (gpointer) points->data, lengths, self->n_rings);
  mls_figures_index (figures);

  return figures;
}

static gboolean
is_box (MlsRing ring, const MlsBox *box)
{
  for (gsize i = 0; i < ring.n_points; i++)
    {
      MlsPoint a = ring.points[i];
      MlsPoint b = ring.points[(i + 1) % ring.n_points];

      if ((a.x != box->min_x && a.x != box->max_x) || (a.y != box->min_y && a.y != box->max_y) ||
          (a.x != b.x && a.y != b.y))
        return FALSE;
    }

  return ring.n_points == 4;
}

static void
append_number (GString *text, const char *before, gint64 mm)
{
  g_autofree char *number = mls_format_ascii (mls_grid_to_metres (mm));

  g_string_append_printf (text, "%s%s", before, number);
}

static void
append_ring (GString *text, MlsRing ring)
{
  for (gsize i = 0; i <= ring.n_points; i++)
    {
      append_number (text, i > 0 ? ", " : "", ring.points[i % ring.n_points].x);
      append_number (text, " ", ring.points[i % ring.n_points].y);
    }
}

/**
 * mls_zone_print:
 * @self: a zone
 *
 * Returns: (transfer full): what mls_zone_read() makes the same zone of: four numbers for a box, or else well-known
 *   text
 */
char *
mls_zone_print (const MlsZone *self)
{
  GString *text = g_string_new (NULL);

  if (self->n_rings == 1 && is_box (self->rings[0], &self->box))
    {
      append_number (text, "", self->box.min_x);
      append_number (text, ",", self->box.min_y);
      append_number (text, ",", self->box.max_x);
      append_number (text, ",", self->box.max_y);
      return g_string_free (text, FALSE);
    }

  g_string_append (text, POLYGON " (");
  for (guint r = 0; r < self->n_rings; r++)
    {
      g_string_append (text, r > 0 ? ", (" : "(");
      append_ring (text, self->rings[r]);
      g_string_append_c (text, ')');
    }
  g_string_append_c (text, ')');

  return g_string_free (text, FALSE);
}

/* Millimetres from @origin, which doubles hold exactly. */
static GEOSGeometry *
ring_to_geos (GEOSContextHandle_t geos, MlsRing ring, MlsPoint origin)
{
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (geos, (guint) ring.n_points + 1, 2);

  for (gsize i = 0; i <= ring.n_points; i++)
    {
      MlsPoint point = ring.points[i % ring.n_points];

      GEOSCoordSeq_setXY_r (geos, sequence, (guint) i, (double) (point.x - origin.x), (double) (point.y - origin.y));
    }

  return GEOSGeom_createLinearRing_r (geos, sequence);
}

static GEOSGeometry *
polygon_to_geos (GEOSContextHandle_t geos, const MlsRing *rings, guint n_rings, MlsPoint origin)
{
  g_autofree GEOSGeometry **holes = g_new (GEOSGeometry *, n_rings);

  for (guint r = 1; r < n_rings; r++)
    holes[r - 1] = ring_to_geos (geos, rings[r], origin);

  return GEOSGeom_createPolygon_r (geos, ring_to_geos (geos, rings[0], origin), holes, n_rings - 1);
}

static gboolean
shares_ground (const MlsZone *self, const MlsRing *rings, guint n_rings)
{
  static const char interiors_meet[] = "T********";
  GEOSContextHandle_t geos = GEOS_init_r ();
  MlsPoint origin = { self->box.min_x, self->box.min_y };
  GEOSGeometry *own = polygon_to_geos (geos, self->rings, self->n_rings, origin);
  GEOSGeometry *other = polygon_to_geos (geos, rings, n_rings, origin);
  gboolean shared = GEOSRelatePattern_r (geos, own, other, interiors_meet) == 1;

  GEOSGeom_destroy_r (geos, own);
  GEOSGeom_destroy_r (geos, other);
  GEOS_finish_r (geos);

  return shared;
}

static gboolean
holds_inside (const MlsZone *self, MlsPoint point)
{
  gboolean inside = mls_ring_locate (self->rings[0], point) == MLS_SIDE_INSIDE;

  for (guint r = 1; inside && r < self->n_rings; r++)
    inside = mls_ring_locate (self->rings[r], point) == MLS_SIDE_OUTSIDE;

  return inside;
}

/**
 * mls_zone_has_ground:
 * @self: a zone
 * @rings: (array length=n_rings): a polygon: its outer ring, then its holes
 * @n_rings: at least 1
 *
 * Returns: whether some of its ground lies in the zone; that both touch is not enough
 */
gboolean
mls_zone_has_ground (const MlsZone *self, const MlsRing *rings, guint n_rings)
{
  MlsBox box = mls_box_of_points (rings[0].points, rings[0].n_points);

  /* One vertex well inside tells as much as both polygons do, and is found sooner. */
  return mls_box_intersects (&box, &self->box) &&
         (holds_inside (self, rings[0].points[0]) || shares_ground (self, rings, n_rings));
}
