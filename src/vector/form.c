#include "vector/form.h"

#include "base/text.h"
#include "geometry/crs.h"
#include "vector/error.h"
#include "vector/gdal-watch.h"
#include "vector/ogr.h"
#include "vector/parts.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What a shapefile leaves of a name. */
#define SHAPEFILE_NAME 10

/* Where a table without geometry says that its rows are, in the order of preference. */
static const struct
{
  const char *x;
  const char *y;
  const char *system; /* (nullable): of which those are */
} coordinates[] = {
  { "x x_l93 x_coord coord_x coordx easting", "y y_l93 y_coord coord_y coordy northing", NULL },
  { "lon long longitude lng", "lat latitude", "EPSG:4326" },
};

struct _MlsForm
{
  char              *path;
  const char *const *names;
  guint              n_columns;
  GDALDatasetH       dataset;
  GPtrArray         *layers;     /* (element-type OGRLayerH): that say something */
  MlsCrs            *system;     /* in which places are to be */

  /* Of the layer that is being read: */
  guint              n_done;     /* layers before it */
  OGRLayerH          layer;
  int               *columns;    /* -1 where there is none */
  int                x;          /* the columns with the place where the layer has none; -1 else */
  int                y;
  const char        *xy_system;
  MlsCrsTransform   *transform;  /* (nullable) */
  MlsParts          *parts;
  gint64             n_features; /* as the layer says, or less than 1 … */
  gint64             n_read;     /* … and as have been read */
};

/**
 * mls_form_free: (skip)
 * @self: (transfer full): a form
 */
void
mls_form_free (MlsForm *self)
{
  g_clear_pointer (&self->parts, mls_parts_free);
  g_clear_pointer (&self->transform, mls_crs_transform_free);
  g_clear_pointer (&self->system, mls_crs_free);
  g_ptr_array_unref (self->layers);
  GDALClose (self->dataset);
  g_free (self->columns);
  g_free (self->path);
  g_free (self);
}

/**
 * mls_form_open: (skip)
 * @path: what GDAL reads
 * @columns: the columns that may be there
 * @n_columns: how many
 * @error: %MLS_VECTOR_ERROR_OPEN
 *
 * Returns: (transfer full): a form without layers, for this thread; or %NULL
 */
MlsForm *
mls_form_open (const char *path, const char *const *columns, guint n_columns, GError **error)
{
  GDALDatasetH dataset = mls_ogr_open (path, error);
  MlsForm *self;

  if (dataset == NULL)
    return NULL;

  self = g_new0 (MlsForm, 1);
  self->path = g_strdup (path);
  self->names = columns;
  self->n_columns = n_columns;
  self->dataset = dataset;
  self->layers = g_ptr_array_new ();
  self->columns = g_new0 (int, n_columns);

  return self;
}

/* "Code existant" and "code_existant" are one. */
static char *
dup_plain (const char *name)
{
  g_autofree char *text = mls_ogr_dup_text (name);

  return g_strdelimit (mls_text_fold (text), " -.'", '_');
}

static int
find_name (OGRFeatureDefnH definition, const char *name)
{
  g_autofree char *cut = g_strndup (name, SHAPEFILE_NAME);

  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    {
      g_autofree char *own = dup_plain (OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i)));

      if (strcmp (own, name) == 0 || strcmp (own, cut) == 0)
        return i;
    }

  return -1;
}

static int
find_column (OGRLayerH layer, const char *names)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (layer);
  g_auto (GStrv) each = g_strsplit (names, " ", 0);
  int found = -1;

  for (guint i = 0; each[i] != NULL && found < 0; i++)
    found = find_name (definition, each[i]);

  return found;
}

static gboolean
has_one_of (const MlsForm *self, OGRLayerH layer, const guint *telling, guint n_telling)
{
  for (guint i = 0; i < n_telling; i++)
    if (find_column (layer, self->names[telling[i]]) >= 0)
      return TRUE;

  return FALSE;
}

static void
find_coordinates (MlsForm *self)
{
  self->x = self->y = -1;
  if (OGR_FD_GetGeomFieldCount (OGR_L_GetLayerDefn (self->layer)) > 0)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (coordinates) && (self->x < 0 || self->y < 0); i++)
    {
      self->x = find_column (self->layer, coordinates[i].x);
      self->y = find_column (self->layer, coordinates[i].y);
      self->xy_system = coordinates[i].system;
    }
}

/**
 * mls_form_find_layers: (skip)
 * @self: a form
 * @telling: the columns without which a layer says nothing
 * @n_telling: how many
 *
 * Returns: whether there are layers with at least one of those; all of them are read
 */
gboolean
mls_form_find_layers (MlsForm *self, const guint *telling, guint n_telling)
{
  for (int i = 0; i < GDALDatasetGetLayerCount (self->dataset); i++)
    {
      OGRLayerH layer = GDALDatasetGetLayer (self->dataset, i);

      if (has_one_of (self, layer, telling, n_telling))
        g_ptr_array_add (self->layers, layer);
    }

  return self->layers->len > 0;
}

/**
 * mls_form_set_system: (skip)
 * @self: a form
 * @definition: the reference system in which its places are to be
 * @error: a #MLS_GEOMETRY_ERROR
 *
 * A layer that does not say where it is, is taken to be in that already.
 *
 * Returns: whether there is such a system
 */
gboolean
mls_form_set_system (MlsForm *self, const char *definition, GError **error)
{
  self->system = mls_crs_new (definition, error);

  return self->system != NULL;
}

static gboolean
find_way (MlsForm *self, GError **error)
{
  g_autofree char *said = mls_ogr_dup_crs (self->layer);
  const char *definition = self->x >= 0 ? self->xy_system : said;
  g_autoptr (MlsCrs) own = definition != NULL ? mls_crs_new (definition, NULL) : NULL;

  g_clear_pointer (&self->parts, mls_parts_free);
  g_clear_pointer (&self->transform, mls_crs_transform_free);
  if (own != NULL && !mls_crs_equal (own, self->system) &&
      (self->transform = mls_crs_transform_new (own, self->system, error)) == NULL)
    return FALSE;

  self->parts = mls_parts_new (self->transform, self->x < 0 && mls_ogr_has_north_first (self->layer));

  return TRUE;
}

static gboolean
enter_layer (MlsForm *self, guint i, GError **error)
{
  self->n_done = i;
  self->layer = g_ptr_array_index (self->layers, i);
  for (guint column = 0; column < self->n_columns; column++)
    self->columns[column] = find_column (self->layer, self->names[column]);
  find_coordinates (self);

  return find_way (self, error);
}

/**
 * mls_form_has: (skip)
 * @self: a form that is being read
 * @column: one of its columns
 *
 * Returns: whether the layer that is being read has it
 */
gboolean
mls_form_has (const MlsForm *self, guint column)
{
  return self->columns[column] >= 0;
}

static gboolean
read_features (MlsForm *self, MlsFormFunc func, gpointer user_data, GError **error)
{
  OGRFeatureH feature;
  gboolean done = TRUE;

  self->n_features = OGR_L_GetFeatureCount (self->layer, FALSE);
  self->n_read = 0;
  OGR_L_ResetReading (self->layer);
  while (done && (feature = OGR_L_GetNextFeature (self->layer)) != NULL)
    {
      done = func (self, feature, user_data, error);
      self->n_read++;
      OGR_F_Destroy (feature);
    }

  return done;
}

/**
 * mls_form_each: (skip)
 * @self: a form with its layers and its system
 * @func: (scope call): called with each feature
 * @user_data: for @func
 * @error: %MLS_VECTOR_ERROR_READ if a layer cannot be read to its end, a #MLS_GEOMETRY_ERROR if there is no way from its
 *   system, or what @func says
 *
 * Returns: whether all were read
 */
gboolean
mls_form_each (MlsForm *self, MlsFormFunc func, gpointer user_data, GError **error)
{
  MlsGdalWatch watch = { 0 };
  gboolean done = TRUE;

  mls_gdal_watch_begin (&watch);
  for (guint i = 0; i < self->layers->len && done; i++)
    done = enter_layer (self, i, error) && read_features (self, func, user_data, error);
  mls_gdal_watch_end (&watch);
  if (done && watch.failure != NULL)
    {
      g_set_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_READ, _("“%s” cannot be read: %s"), self->path, watch.failure);
      done = FALSE;
    }
  mls_gdal_watch_clear (&watch);

  return done;
}

/**
 * mls_form_get_fraction: (skip)
 * @self: a form that is being read
 *
 * Returns: how much of it has been read, as far as its layers know how much there is
 */
double
mls_form_get_fraction (const MlsForm *self)
{
  double of_layer = self->n_features > 0 ? MIN ((double) self->n_read / (double) self->n_features, 1.0) : 0;

  return (self->n_done + of_layer) / self->layers->len;
}

static char *
dup_field (OGRFeatureH feature, int index)
{
  g_autofree char *text = NULL;

  if (index < 0 || !OGR_F_IsFieldSetAndNotNull (feature, index))
    return NULL;

  text = mls_ogr_dup_text (OGR_F_GetFieldAsString (feature, index));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/**
 * mls_form_dup_value: (skip)
 * @self: a form that is being read
 * @feature: a feature of it
 * @column: one of its columns
 *
 * Returns: (transfer full) (nullable): what stands there; %NULL for what is missing, empty or blank
 */
char *
mls_form_dup_value (const MlsForm *self, OGRFeatureH feature, guint column)
{
  return dup_field (feature, self->columns[column]);
}

/**
 * mls_form_read_text: (skip)
 * @self: a form that is being read
 * @feature: a feature of it
 * @column: one of its columns
 *
 * Returns: what stands there, or 0
 */
GQuark
mls_form_read_text (const MlsForm *self, OGRFeatureH feature, guint column)
{
  g_autofree char *text = mls_form_dup_value (self, feature, column);

  return text != NULL ? g_quark_from_string (text) : 0;
}

/**
 * mls_form_read_date: (skip)
 * @self: a form that is being read
 * @feature: a feature of it
 * @column: one of its columns
 *
 * Returns: the date as SQLite writes it; what is none to GDAL as it stands there; or 0
 */
GQuark
mls_form_read_date (const MlsForm *self, OGRFeatureH feature, guint column)
{
  int year, month, day, hour, minute, zone;
  g_autofree char *text = NULL;
  float second;

  if (!mls_form_has (self, column) ||
      !OGR_F_GetFieldAsDateTimeEx (feature, self->columns[column], &year, &month, &day, &hour, &minute, &second, &zone))
    return mls_form_read_text (self, feature, column);

  text = g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", year, month, day, hour, minute, (int) second,
                          (int) ((second - (float) (int) second) * 1000.0f + 0.5f));

  return g_quark_from_string (text);
}

/**
 * mls_form_read_flag: (skip)
 * @self: a form that is being read
 * @feature: a feature of it
 * @column: one of its columns
 *
 * Returns: whether it is ticked, or a word for that stands there
 */
gboolean
mls_form_read_flag (const MlsForm *self, OGRFeatureH feature, guint column)
{
  static const char *const no[] = { "0", "f", "false", "faux", "n", "no", "non", NULL };
  g_autofree char *text = mls_form_dup_value (self, feature, column);
  g_autofree char *folded = text != NULL ? mls_text_fold (text) : NULL;

  return folded != NULL && !g_strv_contains (no, folded);
}

/* French tables have a comma in them. */
static gboolean
read_number (OGRFeatureH feature, int index, double *out)
{
  g_autofree char *text = dup_field (feature, index);

  return text != NULL && mls_text_to_number (g_strdelimit (text, ",", '.'), out);
}

static void
place_coordinates (MlsForm *self, OGRFeatureH feature, MlsFigures *figures)
{
  OGRGeometryH point;
  double x, y;

  if (!read_number (feature, self->x, &x) || !read_number (feature, self->y, &y))
    return;

  point = OGR_G_CreateGeometry (wkbPoint);
  OGR_G_SetPoint_2D (point, 0, x, y);
  mls_parts_place (self->parts, point, NULL, figures);
  OGR_G_DestroyGeometry (point);
}

/**
 * mls_form_read_place: (skip)
 * @self: a form that is being read
 * @feature: a feature of it
 *
 * Returns: (transfer full) (nullable): what it is on, indexed; %NULL where it has no place on the ground
 */
MlsFigures *
mls_form_read_place (MlsForm *self, OGRFeatureH feature)
{
  OGRGeometryH geometry = OGR_F_GetGeometryRef (feature);
  g_autoptr (MlsFigures) figures = mls_figures_new ();

  if (geometry != NULL)
    mls_parts_place (self->parts, geometry, NULL, figures);
  else if (self->x >= 0 && self->y >= 0)
    place_coordinates (self, feature, figures);
  mls_figures_index (figures);

  return mls_figures_get_n (figures) > 0 ? g_steal_pointer (&figures) : NULL;
}
