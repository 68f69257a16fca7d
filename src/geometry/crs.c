#include "geometry/crs.h"

#include "base/text.h"
#include "geometry/crs-private.h"
#include "geometry/error.h"

#include <math.h>
#include <string.h>

struct _MlsCrs
{
  PJ_CONTEXT *context;
  PJ         *crs;
};

/* How sure PROJ must be, in %, that a system is the one of an authority's code. */
#define IDENTITY_CONFIDENCE 90

/* Places compared: a lattice of so many on a side. */
#define PROBES_PER_SIDE 9
#define N_PROBES (PROBES_PER_SIDE * PROBES_PER_SIDE)

typedef struct
{
  double west;
  double south;
  double east;
  double north;
} Area;

/**
 * mls_proj_context_new: (skip)
 *
 * Returns: (transfer full): a PROJ context that prints nothing
 */
PJ_CONTEXT *
mls_proj_context_new (void)
{
  PJ_CONTEXT *context = proj_context_create ();

  proj_log_level (context, PJ_LOG_NONE);

  return context;
}

static gboolean
is_on_the_ground (const PJ *crs)
{
  switch ((int) proj_get_type (crs))
    {
    case PJ_TYPE_GEOGRAPHIC_2D_CRS:
    case PJ_TYPE_GEOGRAPHIC_3D_CRS:
    case PJ_TYPE_PROJECTED_CRS:
    case PJ_TYPE_COMPOUND_CRS:
    case PJ_TYPE_BOUND_CRS:
      return TRUE;

    default:
      return FALSE;
    }
}

static PJ *
create (PJ_CONTEXT *context, const char *definition)
{
  /* PROJ takes "+proj=lcc …" for an operation unless told that it is a system. */
  if (g_str_has_prefix (definition, "+proj=") && strstr (definition, "+type=crs") == NULL)
    {
      g_autofree char *typed = g_strconcat (definition, " +type=crs", NULL);

      return proj_create (context, typed);
    }

  return proj_create (context, definition);
}

/**
 * mls_crs_new:
 * @definition: WKT of any kind, an authority's code ("EPSG:2154", "IGNF:LAMB93"), a PROJ string or
 *   a name PROJ knows
 * @error: %MLS_GEOMETRY_ERROR_CRS when it defines no system of the ground
 *
 * A local system that only bears the name of a real one, as some programs write into images, is
 * taken for the real one.
 *
 * Returns: (transfer full): a new system, or %NULL
 */
MlsCrs *
mls_crs_new (const char *definition, GError **error)
{
  g_autoptr (MlsCrs) self = g_new0 (MlsCrs, 1);

  g_return_val_if_fail (definition != NULL, NULL);

  self->context = mls_proj_context_new ();
  self->crs = create (self->context, definition);

  if (self->crs != NULL && proj_get_type (self->crs) == PJ_TYPE_ENGINEERING_CRS)
    {
      PJ *named = proj_create (self->context, proj_get_name (self->crs));

      proj_destroy (self->crs);
      self->crs = named;
    }

  if (self->crs == NULL || !is_on_the_ground (self->crs))
    {
      g_autofree char *shown = mls_text_line (definition, (gssize) MIN (strlen (definition), 60));

      g_set_error (error, MLS_GEOMETRY_ERROR, MLS_GEOMETRY_ERROR_CRS,
                   "“%s” defines no coordinate reference system", shown);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * mls_crs_free:
 * @self: (nullable): a system
 */
void
mls_crs_free (MlsCrs *self)
{
  if (self == NULL)
    return;

  proj_destroy (self->crs);
  proj_context_destroy (self->context);
  g_free (self);
}

/**
 * mls_crs_get_proj: (skip)
 * @self: a system
 *
 * Returns: (transfer none): PROJ's own object
 */
PJ *
mls_crs_get_proj (const MlsCrs *self)
{
  return self->crs;
}

/**
 * mls_crs_get_name:
 * @self: a system
 *
 * Returns: its name for a person, such as "RGF93 v1 / Lambert-93"
 */
const char *
mls_crs_get_name (const MlsCrs *self)
{
  return proj_get_name (self->crs);
}

/**
 * mls_crs_dup_authority:
 * @self: a system
 *
 * Returns: (transfer full) (nullable): the code an authority gives to it, such as "EPSG:2154"; EPSG
 *   is asked before the others when the definition names none. %NULL when nobody knows it
 */
char *
mls_crs_dup_authority (const MlsCrs *self)
{
  static const char *const authorities[] = { "EPSG", NULL };

  if (proj_get_id_auth_name (self->crs, 0) != NULL)
    return g_strconcat (proj_get_id_auth_name (self->crs, 0), ":", proj_get_id_code (self->crs, 0),
                        NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (authorities); i++)
    {
      int *confidence = NULL;
      PJ_OBJ_LIST *list = proj_identify (self->context, self->crs, authorities[i], NULL,
                                         &confidence);
      char *found = NULL;

      if (list != NULL && proj_list_get_count (list) > 0 && confidence[0] >= IDENTITY_CONFIDENCE)
        {
          PJ *best = proj_list_get (self->context, list, 0);

          found = g_strconcat (proj_get_id_auth_name (best, 0), ":", proj_get_id_code (best, 0),
                               NULL);
          proj_destroy (best);
        }

      proj_int_list_destroy (confidence);
      proj_list_destroy (list);
      if (found != NULL)
        return found;
    }

  return NULL;
}

/**
 * mls_crs_to_wkt:
 * @self: a system
 *
 * Returns: (transfer full): its definition on one line as WKT 1, which every program reads, or as
 *   WKT 2 where WKT 1 cannot say it
 */
char *
mls_crs_to_wkt (const MlsCrs *self)
{
  static const char *const options[] = { "MULTILINE=NO", NULL };
  const char *wkt = proj_as_wkt (self->context, self->crs, PJ_WKT1_GDAL, options);

  if (wkt == NULL)
    wkt = proj_as_wkt (self->context, self->crs, PJ_WKT2_2019, options);

  return g_strdup (wkt != NULL ? wkt : "");
}

/* The horizontal part, without heights and without a tie to another datum. */
static PJ *
dup_horizontal (const MlsCrs *self)
{
  PJ *crs = proj_clone (self->context, self->crs);

  while (crs != NULL && (proj_get_type (crs) == PJ_TYPE_COMPOUND_CRS ||
                         proj_get_type (crs) == PJ_TYPE_BOUND_CRS))
    {
      PJ *part = proj_get_type (crs) == PJ_TYPE_COMPOUND_CRS
                   ? proj_crs_get_sub_crs (self->context, crs, 0)
                   : proj_get_source_crs (self->context, crs);

      proj_destroy (crs);
      crs = part;
    }

  return crs;
}

/**
 * mls_crs_is_metric:
 * @self: a system
 *
 * Returns: whether it is a projection whose coordinates are metres, as a coverage needs
 */
gboolean
mls_crs_is_metric (const MlsCrs *self)
{
  PJ *horizontal = dup_horizontal (self);
  gboolean metric = FALSE;

  if (horizontal != NULL && proj_get_type (horizontal) == PJ_TYPE_PROJECTED_CRS)
    {
      PJ *axes = proj_crs_get_coordinate_system (self->context, horizontal);
      double to_metres = 0;

      metric = axes != NULL && proj_cs_get_axis_info (self->context, axes, 0, NULL, NULL, NULL,
                                                      &to_metres, NULL, NULL, NULL) &&
               fabs (to_metres - 1) < 1e-12;
      proj_destroy (axes);
    }

  proj_destroy (horizontal);
  return metric;
}

/**
 * mls_crs_is_geographic:
 * @self: a system
 *
 * Returns: whether its coordinates are longitudes and latitudes
 */
gboolean
mls_crs_is_geographic (const MlsCrs *self)
{
  PJ *horizontal = dup_horizontal (self);
  PJ_TYPE type = horizontal != NULL ? proj_get_type (horizontal) : PJ_TYPE_UNKNOWN;

  proj_destroy (horizontal);

  return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
}

static gboolean
get_area_of_use (const MlsCrs *self, Area *out)
{
  return proj_get_area_of_use (self->context, self->crs, &out->west, &out->south, &out->east,
                               &out->north, NULL) &&
         out->west < out->east && out->south < out->north;
}

/* Longitudes and latitudes all over @area, as points of the system @self. Places its projection
 * does not reach, or does not come back from, are left out. */
static gsize
place_probes (const MlsCrs *self, const Area *area, PJ_COORD *out)
{
  PJ *geographic = proj_crs_get_geodetic_crs (self->context, self->crs);
  PJ *raw = proj_create_crs_to_crs_from_pj (self->context, geographic, self->crs, NULL, NULL);
  PJ *forward = raw != NULL ? proj_normalize_for_visualization (self->context, raw) : NULL;
  gsize n_probes = 0;

  for (int i = 0; forward != NULL && i < N_PROBES; i++)
    {
      double across = (i % PROBES_PER_SIDE + 0.5) / PROBES_PER_SIDE;
      double up = (i / PROBES_PER_SIDE + 0.5) / PROBES_PER_SIDE;
      PJ_COORD place = proj_coord (area->west + across * (area->east - area->west),
                                   area->south + up * (area->north - area->south), 0, 0);
      PJ_COORD probe = proj_trans (forward, PJ_FWD, place);
      PJ_COORD back = proj_trans (forward, PJ_INV, probe);

      if (fabs (back.xy.x - place.xy.x) < 1e-9 && fabs (back.xy.y - place.xy.y) < 1e-9)
        out[n_probes++] = probe;
    }

  proj_destroy (forward);
  proj_destroy (raw);
  proj_destroy (geographic);
  return n_probes;
}

/* Whether the best transformation from @a to @b leaves the places of @area where they are. */
static gboolean
leaves_in_place (const MlsCrs *a, const MlsCrs *b, const Area *area, double tolerance)
{
  PJ_COORD probes[N_PROBES];
  gsize n_probes = place_probes (a, area, probes);
  PJ *raw = proj_create_crs_to_crs_from_pj (a->context, a->crs, b->crs, NULL, NULL);
  PJ *change = raw != NULL ? proj_normalize_for_visualization (a->context, raw) : NULL;
  gboolean in_place = change != NULL && n_probes > 0;

  for (gsize i = 0; in_place && i < n_probes; i++)
    {
      PJ_COORD moved = proj_trans (change, PJ_FWD, probes[i]);

      in_place = fabs (moved.xy.x - probes[i].xy.x) <= tolerance &&
                 fabs (moved.xy.y - probes[i].xy.y) <= tolerance;
    }

  proj_destroy (change);
  proj_destroy (raw);
  return in_place;
}

static gboolean
is_geographic (const MlsCrs *self)
{
  PJ *horizontal = dup_horizontal (self);
  gboolean geographic = horizontal != NULL && proj_get_type (horizontal) != PJ_TYPE_PROJECTED_CRS;

  proj_destroy (horizontal);
  return geographic;
}

/**
 * mls_crs_equal:
 * @a: a system
 * @b: another
 *
 * Compares what they do, not what they are called: Lambert-93 has an EPSG code, an IGN code, an
 * ESRI name and no name at all, and is one system. Heights and the order of axes do not count.
 *
 * Returns: whether coordinates of @a mean the same places in @b, within %MLS_CRS_TOLERANCE
 */
gboolean
mls_crs_equal (const MlsCrs *a, const MlsCrs *b)
{
  static const Area world = { -180, -80, 180, 80 };
  Area area;
  double tolerance = MLS_CRS_TOLERANCE;

  if (a == b || proj_is_equivalent_to_with_ctx (a->context, a->crs, b->crs,
                                                PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS))
    return TRUE;

  if (is_geographic (a) != is_geographic (b))
    return FALSE;

  if (is_geographic (a))
    tolerance /= 111000; /* metres in a degree of latitude */

  if (!get_area_of_use (a, &area) && !get_area_of_use (b, &area))
    area = world;

  return leaves_in_place (a, b, &area, tolerance);
}
