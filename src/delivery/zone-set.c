#include "delivery/zone-set.h"

#include "base/order.h"
#include "delivery/error.h"
#include "delivery/naming.h"
#include "vector/source.h"

#include <glib/gi18n-lib.h>

struct _MlsZoneSet
{
  MlsFigures *figures;
  GArray     *zones;     /* (element-type guint): which of them are areas */
  GPtrArray  *names;     /* (element-type utf8) */
  guint       n_renamed; /* because another one is called so */
  guint       n_groundless; /* features of the layer that are no area */
  gboolean    assumed_crs;  /* the layer tells no reference system */
};

static void
add_zone (MlsZoneSet *self, guint figure, GHashTable *taken)
{
  g_autofree char *wanted = mls_figures_dup_name (self->figures, figure);
  char *fitting = mls_name_fit (wanted, 0, taken);

  self->n_renamed += !g_str_equal (fitting, wanted);
  g_ptr_array_add (self->names, fitting);
  g_array_append_val (self->zones, figure);
}

/**
 * mls_zone_set_new:
 * @figures: a layer that was read, indexed; of which areas count
 * @error: %MLS_DELIVERY_ERROR_ZONES if it has none
 *
 * Where several have one name, numbers tell them apart.
 *
 * Returns: (transfer full): its areas as zones, or %NULL
 */
MlsZoneSet *
mls_zone_set_new (MlsFigures *figures, GError **error)
{
  g_autoptr (MlsZoneSet) self = g_new0 (MlsZoneSet, 1);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->figures = mls_figures_ref (figures);
  self->zones = g_array_new (FALSE, FALSE, sizeof (guint));
  self->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < mls_figures_get_n (figures); i++)
    if (mls_figures_get (figures, i)->kind == MLS_FIGURE_AREA)
      add_zone (self, i, taken);

  if (self->zones->len > 0)
    return g_steal_pointer (&self);

  g_set_error_literal (error, MLS_DELIVERY_ERROR, MLS_DELIVERY_ERROR_ZONES, _("The layer of zones has no area"));
  return NULL;
}

/**
 * mls_zone_set_load:
 * @path: a file that GDAL reads
 * @layer: (nullable): which of its layers
 * @name_field: (nullable): what names the zones; %NULL for the field that most likely does
 * @crs: definition of the project's reference system
 * @error: %MLS_DELIVERY_ERROR_ZONES, or what keeps it from being read
 *
 * Returns: (transfer full): its areas as zones, or %NULL
 */
MlsZoneSet *
mls_zone_set_load (const char *path, const char *layer, const char *name_field, const char *crs, GError **error)
{
  g_auto (MlsVectorOutcome) outcome = { 0 };
  g_autoptr (MlsFigures) figures = mls_vector_read_whole (path, layer, name_field, crs, &outcome, error);
  MlsZoneSet *self = figures != NULL ? mls_zone_set_new (figures, error) : NULL;

  if (self != NULL)
    {
      self->n_groundless = outcome.n_features - MIN (self->zones->len, outcome.n_features);
      self->assumed_crs = outcome.assumed_crs;
    }

  return self;
}

/**
 * mls_zone_set_free:
 * @self: (transfer full): zones
 */
void
mls_zone_set_free (MlsZoneSet *self)
{
  mls_figures_unref (self->figures);
  g_array_unref (self->zones);
  g_ptr_array_unref (self->names);
  g_free (self);
}

static const MlsFigure *
figure_of (const MlsZoneSet *self, guint i)
{
  return mls_figures_get (self->figures, g_array_index (self->zones, guint, i));
}

/**
 * mls_zone_set_get_n:
 * @self: zones
 *
 * Returns: how many
 */
guint
mls_zone_set_get_n (const MlsZoneSet *self)
{
  return self->zones->len;
}

/**
 * mls_zone_set_get_name:
 * @self: zones
 * @i: which
 *
 * Returns: (transfer none): a name that no other has
 */
const char *
mls_zone_set_get_name (const MlsZoneSet *self, guint i)
{
  return g_ptr_array_index (self->names, i);
}

/**
 * mls_zone_set_get_box:
 * @self: zones
 * @i: which
 *
 * Returns: what it lies in
 */
MlsBox
mls_zone_set_get_box (const MlsZoneSet *self, guint i)
{
  return figure_of (self, i)->box;
}

/**
 * mls_zone_set_n_renamed:
 * @self: zones
 *
 * Returns: how many have a number behind the name, because another one is called so
 */
guint
mls_zone_set_n_renamed (const MlsZoneSet *self)
{
  return self->n_renamed;
}

/**
 * mls_zone_set_n_groundless:
 * @self: zones
 *
 * Returns: how many features of their layer are no area, so that nothing is handed over of them
 */
guint
mls_zone_set_n_groundless (const MlsZoneSet *self)
{
  return self->n_groundless;
}

/**
 * mls_zone_set_assumed_crs:
 * @self: zones
 *
 * Returns: whether their layer tells no reference system, so that it was taken to be in the project's
 */
gboolean
mls_zone_set_assumed_crs (const MlsZoneSet *self)
{
  return self->assumed_crs;
}

static MlsRing
ring_of (const MlsFigure *figure, guint part)
{
  return (MlsRing){ figure->parts[part].points, figure->parts[part].n_points };
}

/* What is in an even number of other rings is an outer one, the others are holes of the innermost around them; rings of one
 * area do not cross. */
static guint
depth_of (const MlsFigure *figure, guint part, guint *innermost)
{
  MlsRing ring = ring_of (figure, part);
  MlsBox box = mls_box_of_points (ring.points, ring.n_points);
  MlsArea2 smallest = 0;
  guint depth = 0;

  for (guint p = 0; p < figure->n_parts; p++)
    {
      MlsRing other = ring_of (figure, p);
      MlsBox around = mls_box_of_points (other.points, other.n_points);
      MlsArea2 area2 = mls_ring_area2 (other);

      if (p == part || !mls_box_contains (&around, &box) || !mls_ring_lies_in (ring, other))
        continue;

      area2 = area2 < 0 ? -area2 : area2;
      if (depth++ == 0 || area2 < smallest)
        {
          smallest = area2;
          *innermost = p;
        }
    }

  return depth;
}

/**
 * mls_zone_set_polygons:
 * @self: zones
 * @i: which
 *
 * Returns: (transfer full) (element-type MlsShape): the polygons that it consists of, an outer ring first, either way
 *   round; as valid as the layer's are
 */
GPtrArray *
mls_zone_set_polygons (const MlsZoneSet *self, guint i)
{
  const MlsFigure *figure = figure_of (self, i);
  g_autofree MlsShape **outer = g_new0 (MlsShape *, figure->n_parts);
  g_autofree guint *around = g_new0 (guint, figure->n_parts);
  g_autofree gboolean *is_hole = g_new0 (gboolean, figure->n_parts);
  GPtrArray *shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_shape_free);

  for (guint p = 0; p < figure->n_parts; p++)
    {
      is_hole[p] = depth_of (figure, p, &around[p]) % 2 == 1;
      if (is_hole[p])
        continue;

      outer[p] = mls_shape_new ();
      mls_shape_add_ring (outer[p], ring_of (figure, p));
      g_ptr_array_add (shapes, outer[p]);
    }

  for (guint p = 0; p < figure->n_parts; p++)
    if (is_hole[p] && outer[around[p]] != NULL)
      mls_shape_add_ring (outer[around[p]], ring_of (figure, p));

  return shapes;
}

/* A limit, and what it may run through. */
typedef struct
{
  MlsBox   box;
  gboolean meets;
} Meeting;

static void
meet (MlsPoint a, MlsPoint b, gpointer user_data)
{
  Meeting *meeting = user_data;
  MlsBox box = mls_box_of_segment (a, b);

  meeting->meets |= mls_box_intersects (&box, &meeting->box);
}

/**
 * mls_zone_set_is_limit:
 * @self: zones
 * @box: some ground
 *
 * Returns: whether a limit may run through it
 */
gboolean
mls_zone_set_is_limit (const MlsZoneSet *self, const MlsBox *box)
{
  g_autoptr (GArray) near = mls_figures_find (self->figures, box);
  Meeting meeting = { *box, FALSE };

  for (guint i = 0; i < near->len && !meeting.meets; i++)
    {
      const MlsFigure *figure = mls_figures_get (self->figures, g_array_index (near, guint, i));

      if (figure->kind == MLS_FIGURE_AREA)
        mls_figure_each_segment (figure, box, meet, &meeting);
    }

  return meeting.meets;
}

static gboolean
holds (const MlsFigure *figure, MlsPoint point)
{
  gboolean inside = FALSE;

  for (guint p = 0; p < figure->n_parts; p++)
    inside ^= mls_ring_locate (ring_of (figure, p), point) != MLS_SIDE_OUTSIDE;

  return inside;
}

/**
 * mls_zone_set_find:
 * @self: zones
 * @point: a place that no limit runs through
 *
 * Returns: (transfer full) (element-type guint): the zones that hold it, in order
 */
GArray *
mls_zone_set_find (const MlsZoneSet *self, MlsPoint point)
{
  const MlsBox box = { point.x, point.y, point.x, point.y };
  g_autoptr (GArray) near = mls_figures_find (self->figures, &box);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < near->len; i++)
    {
      guint figure = g_array_index (near, guint, i);
      guint zone;

      if (mls_figures_get (self->figures, figure)->kind == MLS_FIGURE_AREA && holds (mls_figures_get (self->figures, figure), point) &&
          g_array_binary_search (self->zones, &figure, mls_order_numbers, &zone))
        g_array_append_val (found, zone);
    }
  g_array_sort (found, mls_order_numbers);

  return found;
}
