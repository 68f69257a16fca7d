#include "store/skeleton.h"

#include "assembly/clean.h"
#include "assembly/ground.h"
#include "geometry/trace.h"
#include "store/bulk.h"
#include "store/error.h"
#include "store/import-source.h"
#include "store/import-write.h"
#include "store/layer-crs.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Which share of the work each part is. */
#define SHARE_READING  0.25
#define SHARE_ASSEMBLY 0.55

/* What is smaller is no territory. */
#define LEAST_TERRITORY_M2 50

/* Ground that nobody knows comes in squares: so none of it is larger than can be worked on at once. */
#define SQUARE_MM     G_GINT64_CONSTANT (1000000)
#define MOST_SQUARES  20000

struct _MlsSkeleton
{
  const MlsRecipe   *recipe;     /* borrowed */
  MlsGroundLayer    *territory;
  GPtrArray         *layers;     /* (element-type MlsGroundLayer), as those of the recipe */
  MlsImportSource   *coverage;   /* (nullable) */
  MlsSkeletonReport *report;

  /* Of the run. */
  MlsStore                *store;
  const char              *author;
  const MlsImportProgress *progress;
  double                   done;         /* fraction of the work before the layer that is read */
  double                   share;        /* that reading it is */
  MlsNomenclature         *nomenclature;
  GArray                  *vintages;     /* (element-type MlsImportVintage): the project's, then those of the coverage */
  MlsSoup                 *soup;
  MlsBox                   box;          /* of the territory */
  MlsAssembly             *assembly;
};

/* What is read */

static gboolean
open_layers (MlsSkeleton *self, GError **error)
{
  const MlsRecipe *recipe = self->recipe;

  for (guint i = 0; i < recipe->layers->len; i++)
    {
      const MlsRecipeLayer *layer = g_ptr_array_index (recipe->layers, i);
      MlsGroundLayer *opened = mls_ground_layer_open (&layer->source, layer->width_column, layer->width_m, error);

      if (opened == NULL)
        return FALSE;
      g_ptr_array_add (self->layers, opened);
    }

  return TRUE;
}

static gboolean
open_coverage (MlsSkeleton *self, GError **error)
{
  const MlsRecipeCoverage *coverage = self->recipe->coverage;

  if (coverage == NULL)
    return TRUE;

  self->coverage = mls_import_source_open (coverage->source.file, coverage->source.layer, error);

  return self->coverage != NULL && mls_import_layer_set_filter (self->coverage->layer, coverage->source.where, error) &&
         (coverage->map == NULL || mls_import_source_set_map (self->coverage, coverage->map, error));
}

/**
 * mls_skeleton_new:
 * @recipe: (transfer none): what to make it of; has to stay
 * @error: %MLS_STORE_ERROR_MISSING, %MLS_STORE_ERROR_FOREIGN or %MLS_STORE_ERROR_ARGUMENT for what is not as the recipe
 *   has it
 *
 * Returns: (transfer full): a skeleton whose layers are open, or %NULL
 */
MlsSkeleton *
mls_skeleton_new (const MlsRecipe *recipe, GError **error)
{
  g_autoptr (MlsSkeleton) self = g_new0 (MlsSkeleton, 1);

  self->recipe = recipe;
  self->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_ground_layer_free);
  self->report = mls_skeleton_report_new ();

  if (recipe->territory.file == NULL)
    {
      g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
                           _("Which territory it is has to be said: a layer of polygons"));
      return NULL;
    }

  self->territory = mls_ground_layer_open (&recipe->territory, NULL, 0, error);

  return self->territory != NULL && open_layers (self, error) && open_coverage (self, error) ? g_steal_pointer (&self)
                                                                                             : NULL;
}

static void
clear_run (MlsSkeleton *self)
{
  g_clear_pointer (&self->assembly, mls_assembly_free);
  g_clear_pointer (&self->soup, mls_soup_free);
  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&self->vintages, g_array_unref);
}

/**
 * mls_skeleton_free:
 * @self: (transfer full): a skeleton
 */
void
mls_skeleton_free (MlsSkeleton *self)
{
  clear_run (self);
  g_clear_pointer (&self->territory, mls_ground_layer_free);
  g_clear_pointer (&self->coverage, mls_import_source_free);
  g_clear_pointer (&self->report, mls_skeleton_report_free);
  g_ptr_array_unref (self->layers);
  g_free (self);
}

/**
 * mls_skeleton_steal_report:
 * @self: a skeleton that is not to be used further
 *
 * Returns: (transfer full): what there is to say of its run
 */
MlsSkeletonReport *
mls_skeleton_steal_report (MlsSkeleton *self)
{
  return g_steal_pointer (&self->report);
}

/**
 * mls_skeleton_dup_crs:
 * @self: a skeleton
 * @error: %MLS_STORE_ERROR_NO_CRS if neither the recipe nor the territory tells, %MLS_STORE_ERROR_ARGUMENT if that of
 *   the territory is in degrees
 *
 * Returns: (transfer full): the coordinate reference system that its project is to have, or %NULL
 */
char *
mls_skeleton_dup_crs (const MlsSkeleton *self, GError **error)
{
  g_autofree char *told = mls_ground_layer_dup_crs (self->territory);
  const MlsLayerCrs known = { mls_ground_layer_get_name (self->territory), told, self->recipe->territory.crs };
  g_autoptr (MlsCrs) crs = NULL;

  if (self->recipe->crs != NULL)
    return g_strdup (self->recipe->crs);

  crs = mls_layer_crs_find (&known, error);
  if (crs == NULL)
    return NULL;
  if (mls_crs_is_metric (crs))
    return mls_crs_to_wkt (crs);

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NO_CRS,
               _("“%s” is in %s, which is not in metres: the system of the project has to be said"), known.layer,
               mls_crs_get_name (crs));
  return NULL;
}

/* Reading */

static void
tell (const MlsSkeleton *self, double fraction, const char *what)
{
  if (self->progress->func != NULL)
    self->progress->func (fraction, what, self->progress->user_data);
}

static void
tell_reading (double fraction, const char *what, gpointer user_data)
{
  const MlsSkeleton *self = user_data;

  tell (self, self->done + fraction * self->share, what);
}

static gboolean
read_ground (MlsSkeleton *self, MlsGroundLayer *layer, const char *given, MlsGroundReading *reading, GError **error)
{
  g_autofree char *told = mls_ground_layer_dup_crs (layer);
  const MlsLayerCrs crs = { mls_ground_layer_get_name (layer), told, given };
  const MlsImportProgress progress = { self->progress->cancellable, tell_reading, self };
  g_autoptr (MlsCrsTransform) transform = NULL;

  if (!mls_layer_crs_lead (&crs, self->store, TRUE, &transform, error))
    return FALSE;

  reading->transform = transform;
  if (!mls_ground_layer_read (layer, reading, &progress, error))
    return FALSE;

  self->done += self->share;
  return TRUE;
}

/* The territory is put together by itself first: its parts may overlap, cross themselves, and fit badly. */

/* The ground of the territory on its way. */
typedef struct
{
  GArray  *segments;      /* (element-type MlsTraceSegment) */
  MlsArea2 smallest_hole;
} Outline;

/* What the assembly closed, the territory alone being there, is a hole in it, unless it is too small for that. */
static gboolean
add_ground (const MlsFace *face, gpointer user_data)
{
  Outline *outline = user_data;

  if (face->labels[0].field[MLS_FIELD_COVER] == 0 && mls_face_area2 (face) >= outline->smallest_hole)
    return TRUE;

  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize i = 0, k = ring.n_points - 1; i < ring.n_points; k = i++)
        g_array_append_val (outline->segments, ((MlsTraceSegment){ ring.points[k], ring.points[i] }));
    }

  return TRUE;
}

/* A part of the territory: all else is clipped to it. */
static void
add_part (const MlsShape *shape, gpointer user_data)
{
  MlsSkeleton *self = user_data;
  g_autofree MlsLabel *none = g_new0 (MlsLabel, MAX (self->vintages->len, 1));
  const MlsSoupFeature feature = { self->report->n_parts++, MLS_OUTLINE, 0, none };
  MlsBox box = mls_box_of_points ((const MlsPoint *) (gpointer) shape->points->data, shape->points->len);
  g_autofree MlsRing *rings = g_new (MlsRing, mls_shape_n_rings (shape));

  for (guint r = 0; r < mls_shape_n_rings (shape); r++)
    rings[r] = mls_shape_ring (shape, r);
  mls_soup_add_ground (self->soup, &feature, rings, mls_shape_n_rings (shape));

  self->box = mls_box_union (&self->box, &box);
  self->report->territory += mls_shape_area2 (shape);
  self->report->n_holes += mls_shape_n_rings (shape) - 1;
}

static gboolean
tell_territory (double fraction, gpointer user_data)
{
  const MlsSkeleton *self = user_data;

  return !g_cancellable_is_cancelled (self->progress->cancellable);
}

static gboolean
check_territory (const MlsSkeleton *self, const MlsSoup *soup, GError **error)
{
  const char *name = mls_ground_layer_get_name (self->territory);
  guint n[MLS_N_FATES];

  if (mls_soup_n_faces (soup) > 0)
    return TRUE;

  mls_ground_layer_count (self->territory, n);
  if (n[MLS_FATE_NO_PLACE] > 0)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN,
                 _("The coordinates of “%s” are of another system than is said"), name);
  else
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN, _("“%s” has no polygon, so no territory"), name);

  return FALSE;
}

/* A country in degrees that are taken for metres is smaller than a house. */
static gboolean
check_size (const MlsSkeleton *self, GError **error)
{
  if (self->report->territory >= mls_area2_from_m2 (LEAST_TERRITORY_M2))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN,
               _("“%s” is smaller than a house: its coordinates are likely of another system than is said"),
               mls_ground_layer_get_name (self->territory));
  return FALSE;
}

static gint64
tolerance_mm (const MlsSkeleton *self)
{
  return llround (self->recipe->tolerance_m * MLS_MM_PER_M);
}

static gboolean
fail_assembly (const MlsSkeleton *self, GError *reason, GError **error)
{
  if (!g_cancellable_is_cancelled (self->progress->cancellable))
    {
      g_propagate_error (error, reason);
      return FALSE;
    }

  g_error_free (reason);
  return mls_store_fail_cancelled (error);
}

static gboolean
read_territory (MlsSkeleton *self, GError **error)
{
  const MlsLabel inside = { { [MLS_FIELD_COVER] = g_quark_from_static_string (".") } };
  g_autoptr (MlsSoup) soup = mls_soup_new (1);
  MlsGroundReading reading = { .soup = soup, .labels = &inside, .box = MLS_BOX_EMPTY };
  g_autoptr (MlsAssembly) assembly = mls_assembly_new (soup, 0);
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (MlsTraceSegment));
  Outline outline = { segments, mls_nomenclature_largest_minimum (self->nomenclature) };
  GError *reason = NULL;

  if (!read_ground (self, self->territory, self->recipe->territory.crs, &reading, error) ||
      !check_territory (self, soup, error))
    return FALSE;

  mls_assembly_clean (assembly, &(MlsCleaning){ .tolerance = tolerance_mm (self) });
  if (!mls_assembly_run (assembly, tell_territory, self, &reason))
    return fail_assembly (self, reason, error);

  mls_assembly_faces (assembly, add_ground, &outline);
  self->box = MLS_BOX_EMPTY;
  mls_ground_pieces (segments, add_part, self);

  return check_territory (self, self->soup, error) && check_size (self, error);
}

/* Layers */

static gboolean
fail_code (const MlsSkeleton *self, const MlsRecipeLayer *layer, MlsDimension dimension, const char *code, GError **error)
{
  const char *name = mls_nomenclature_about (self->nomenclature, "name");

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
               dimension == MLS_DIMENSION_COVER ? _("“%s”: %s is no cover of %s") : _("“%s”: %s is no use of %s"), layer->name,
               code, name != NULL ? name : "?");
  return FALSE;
}

static gboolean
read_code (const MlsSkeleton *self, const MlsRecipeLayer *layer, MlsDimension dimension, MlsText *out, GError **error)
{
  const char *text = dimension == MLS_DIMENSION_COVER ? layer->cover : layer->use;
  const MlsClass *klass;

  *out = text != NULL ? mls_nomenclature_read_code (self->nomenclature, dimension, text) : 0;
  if (text == NULL)
    return TRUE;

  klass = mls_nomenclature_class (self->nomenclature, dimension, *out);

  return (klass != NULL && mls_class_is_offered (klass)) || fail_code (self, layer, dimension, text, error);
}

static gboolean
check_pair (const MlsSkeleton *self, const MlsRecipeLayer *layer, MlsPair pair, int year, GError **error)
{
  if (pair.cover == 0 || pair.use == 0 ||
      mls_nomenclature_pair_state (self->nomenclature, pair, year) == MLS_CODE_VALID)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("“%s”: %s and %s may not stand together in %d"),
               layer->name, g_quark_to_string (pair.cover), g_quark_to_string (pair.use), year);
  return FALSE;
}

/* Whether a layer tells of a date: of all, if it says none. Words that are no dates are told of. */
static gboolean
is_of_vintage (const MlsRecipeLayer *layer, const char *code)
{
  for (char **word = layer->vintages; word != NULL && *word != NULL; word++)
    {
      MlsVintage vintage;

      if (mls_vintage_read (*word, &vintage) && g_str_equal (vintage.code, code))
        return TRUE;
    }

  return layer->vintages == NULL;
}

/* The project's own, and those that the coverage brings. */
static gboolean
has_vintage (const MlsSkeleton *self, const char *code)
{
  for (guint v = 0; v < self->vintages->len; v++)
    if (g_str_equal (g_array_index (self->vintages, MlsImportVintage, v).code, code))
      return TRUE;

  return FALSE;
}

static gboolean
check_vintages (const MlsSkeleton *self, const MlsRecipeLayer *layer, GError **error)
{
  for (char **word = layer->vintages; word != NULL && *word != NULL; word++)
    {
      MlsVintage vintage;

      if (mls_vintage_read (*word, &vintage) && has_vintage (self, vintage.code))
        continue;

      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("“%s”: the project has no vintage “%s”"),
                   layer->name, *word);
      return FALSE;
    }

  return TRUE;
}

/* What the ground of a layer is labelled, at each date. */
static MlsLabel *
read_labels (const MlsSkeleton *self, const MlsRecipeLayer *layer, GError **error)
{
  g_autofree MlsLabel *labels = g_new0 (MlsLabel, self->vintages->len);
  MlsPair pair;

  if (!read_code (self, layer, MLS_DIMENSION_COVER, &pair.cover, error) ||
      !read_code (self, layer, MLS_DIMENSION_USE, &pair.use, error) || !check_vintages (self, layer, error))
    return NULL;

  for (guint v = 0; v < self->vintages->len; v++)
    {
      const MlsImportVintage *vintage = &g_array_index (self->vintages, MlsImportVintage, v);

      if (!is_of_vintage (layer, vintage->code))
        continue;
      if (!check_pair (self, layer, pair, vintage->year, error))
        return NULL;

      labels[v].field[MLS_FIELD_COVER] = pair.cover;
      labels[v].field[MLS_FIELD_USE] = pair.use;
    }

  return g_steal_pointer (&labels);
}

static gboolean
read_layer (MlsSkeleton *self, guint i, GError **error)
{
  const MlsRecipeLayer *layer = g_ptr_array_index (self->recipe->layers, i);
  g_autofree MlsLabel *labels = read_labels (self, layer, error);
  MlsGroundReading reading = { .soup = self->soup, .layer = i, .labels = labels, .box = self->box };

  return labels != NULL && read_ground (self, g_ptr_array_index (self->layers, i), layer->source.crs, &reading, error);
}

static gboolean
read_coverage (MlsSkeleton *self, GError **error)
{
  const MlsImportOptions options = { .author = self->author,
                                     .crs = self->coverage != NULL ? self->recipe->coverage->source.crs : NULL,
                                     .reproject = TRUE };
  const MlsImportProgress progress = { self->progress->cancellable, tell_reading, self };
  g_autofree guint *place = NULL;
  MlsImportReading reading = { NULL, NULL, self->vintages->len, self->layers->len, MLS_NO_COLUMN, self->nomenclature,
                               NULL, self->soup };
  const GArray *vintages;

  if (self->coverage == NULL)
    return TRUE;

  vintages = self->coverage->map->vintages;
  reading.map = self->coverage->map;
  reading.place = place = g_new (guint, vintages->len);
  for (guint k = 0; k < vintages->len; k++)
    place[k] = mls_import_number_vintage (self->vintages, self->store, &g_array_index (vintages, MlsImportVintage, k));

  g_ptr_array_add (self->report->import->layers, g_strdup (mls_import_layer_get_name (self->coverage->layer)));

  return mls_import_source_read (self->coverage, self->store, &options, &reading, &progress,
                                 &self->report->import->counts, error);
}

static gint64
square_side (const MlsBox *box)
{
  double area = (double) (box->max_x - box->min_x) * (double) (box->max_y - box->min_y);

  return MAX (SQUARE_MM, (gint64) ceil (sqrt (area / MOST_SQUARES)));
}

/* What nobody knows takes what all others leave. */
static void
add_squares (MlsSkeleton *self)
{
  g_autofree MlsLabel *none = g_new0 (MlsLabel, self->vintages->len);
  gint64 side = square_side (&self->box);
  gint64 first_x = mls_floor_divide (self->box.min_x, side);
  gint64 first_y = mls_floor_divide (self->box.min_y, side);
  MlsSoupFeature feature = { 0, self->layers->len + 1, 0, none };

  for (gint64 y = first_y; y * side < self->box.max_y; y++)
    for (gint64 x = first_x; x * side < self->box.max_x; x++, feature.id++)
      {
        const MlsPoint corners[] = { { x * side, y * side }, { (x + 1) * side, y * side },
                                     { (x + 1) * side, (y + 1) * side }, { x * side, (y + 1) * side } };

        mls_soup_add_ground (self->soup, &feature, &(MlsRing){ corners, G_N_ELEMENTS (corners) }, 1);
      }
}

/* Dates that the coverage alone knows come after those of the project. */
static void
collect_vintages (MlsSkeleton *self)
{
  guint n;
  const MlsVintage *vintages = mls_store_get_vintages (self->store, &n);

  self->vintages = g_array_new (FALSE, TRUE, sizeof (MlsImportVintage));
  for (guint i = 0; i < n; i++)
    {
      MlsImportVintage vintage = { .year = vintages[i].year };

      g_strlcpy (vintage.code, vintages[i].code, sizeof vintage.code);
      g_array_append_val (self->vintages, vintage);
    }

  for (guint k = 0; self->coverage != NULL && k < self->coverage->map->vintages->len; k++)
    mls_import_number_vintage (self->vintages, self->store,
                               &g_array_index (self->coverage->map->vintages, MlsImportVintage, k));
}

static gboolean
read_all (MlsSkeleton *self, GError **error)
{
  self->soup = mls_soup_new (self->vintages->len);
  self->done = 0;
  self->share = SHARE_READING / (self->layers->len + 2);

  if (!read_territory (self, error))
    return FALSE;

  for (guint i = 0; i < self->layers->len; i++)
    if (!read_layer (self, i, error))
      return FALSE;

  if (!read_coverage (self, error))
    return FALSE;

  add_squares (self);
  return TRUE;
}

/* Putting together */

static gboolean
tell_assembly (double fraction, gpointer user_data)
{
  const MlsSkeleton *self = user_data;

  tell (self, SHARE_READING + fraction * SHARE_ASSEMBLY, N_("Fitting layers together"));

  return !g_cancellable_is_cancelled (self->progress->cancellable);
}

/* Remembers what became of what a polygon is of. */
static void
mark (MlsSkeleton *self, guint layer, gint64 source, MlsFate fate)
{
  if (layer < self->layers->len)
    mls_ground_layer_mark (g_ptr_array_index (self->layers, layer), source, fate);
}

static GArray *
list_borders (const GArray *borders)
{
  GArray *list = g_array_sized_new (FALSE, FALSE, sizeof (MlsPieceBorder), borders->len);

  for (guint i = 0; i < borders->len; i++)
    {
      const MlsSoupBorder *border = &g_array_index (borders, MlsSoupBorder, i);

      g_array_append_val (list, ((MlsPieceBorder){ border->a, border->b, border->length }));
    }

  return list;
}

static void
take_labels (MlsSkeleton *self, MlsSoup *soup, const MlsSpeckPiece *pieces)
{
  for (guint i = 0; i < mls_soup_n_faces (soup); i++)
    {
      const MlsSoupFace *facts = mls_soup_face (soup, i);
      guint labels = mls_soup_number_labels (soup, pieces[i].labels);

      if (facts->n_rings > 0)
        mark (self, facts->layer, facts->source, labels == facts->labels ? MLS_FATE_USED : MLS_FATE_TOO_SMALL);
      mls_soup_set_labels (soup, i, labels);
    }
}

/* Labels what is too small anew. */
static void
cure (MlsSoup *soup, const GArray *borders, const double *edges, gpointer user_data)
{
  MlsSkeleton *self = user_data;
  guint n = mls_soup_n_faces (soup);
  guint n_vintages = self->vintages->len;
  double uncoded_m2 = self->recipe->uncoded_m2;
  g_autofree MlsSpeckPiece *pieces = g_new (MlsSpeckPiece, n);
  g_autofree MlsLabel *labels = g_new (MlsLabel, (gsize) n * n_vintages);
  g_autofree MlsVintage *vintages = g_new0 (MlsVintage, n_vintages);
  g_autoptr (GArray) list = list_borders (borders);
  g_autoptr (MlsShape) scratch = mls_shape_new ();
  MlsSpeckRules rules = { self->nomenclature, vintages, n_vintages,
                          uncoded_m2 >= 0 ? mls_area2_from_m2 (uncoded_m2)
                                          : mls_nomenclature_largest_minimum (self->nomenclature) };

  for (guint v = 0; v < n_vintages; v++)
    vintages[v].year = g_array_index (self->vintages, MlsImportVintage, v).year;
  for (guint i = 0; i < n; i++)
    {
      pieces[i] = (MlsSpeckPiece){ labels + (gsize) i * n_vintages, mls_soup_area2 (soup, i, scratch), edges[i] > 0 };
      memcpy (pieces[i].labels, mls_soup_labels (soup, mls_soup_face (soup, i)->labels), n_vintages * sizeof *labels);
    }

  mls_specks_cure (pieces, n, list, &rules, &self->report->specks);
  take_labels (self, soup, pieces);
}

/* Of a feature that is outside in parts, what is beneath others tells more. */
static void
mark_covered (MlsSkeleton *self)
{
  const GArray *remarks = mls_assembly_remarks (self->assembly);

  for (guint i = 0; i < remarks->len; i++)
    {
      const MlsRemark *remark = &g_array_index (remarks, MlsRemark, i);

      if (remark->kind == MLS_REMARK_OVERLAP)
        mark (self, remark->layer, remark->source, MLS_FATE_COVERED);
    }
}

static gboolean
assemble (MlsSkeleton *self, GError **error)
{
  GError *reason = NULL;

  self->assembly = mls_assembly_new (self->soup, 0);
  mls_assembly_clean (self->assembly, &(MlsCleaning){ .tolerance = tolerance_mm (self) });
  mls_assembly_relabel (self->assembly, cure, self);
  if (!mls_assembly_run (self->assembly, tell_assembly, self, &reason))
    return fail_assembly (self, reason, error);

  mark_covered (self);
  for (guint i = 0; i < self->layers->len; i++)
    mls_skeleton_report_add_layer (self->report, g_ptr_array_index (self->recipe->layers, i),
                                   g_ptr_array_index (self->layers, i));

  return TRUE;
}

/* Writing */

static gboolean
add_face (const MlsFace *face, gpointer user_data)
{
  mls_skeleton_report_add_face (user_data, face);

  return TRUE;
}

static char *
summarise (const MlsSkeleton *self)
{
  GString *names = g_string_new (mls_ground_layer_get_name (self->territory));

  for (guint i = 0; i < self->recipe->layers->len; i++)
    g_string_append_printf (names, ", %s", ((const MlsRecipeLayer *) g_ptr_array_index (self->recipe->layers, i))->name);
  if (self->coverage != NULL)
    g_string_append_printf (names, ", %s", mls_import_layer_get_name (self->coverage->layer));

  return g_string_free (names, FALSE);
}

static gboolean
write_faces (MlsSkeleton *self, GError **error)
{
  g_autofree char *summary = summarise (self);
  const MlsImportWriting writing = {
    .facts = { .author = self->author, .verb = MLS_VERB_IMPORT, .summary = summary },
    .assembly = self->assembly,
    .soup = self->soup,
    .vintages = self->vintages,
    .nomenclature = self->nomenclature,
    .report = self->report->import,
    .progress = self->progress,
    .done = SHARE_READING + SHARE_ASSEMBLY,
    .face = add_face,
    .face_data = self->report,
  };
  guint n;
  const MlsVintage *vintages;

  if (!mls_import_write (&writing, self->store, error))
    return FALSE;

  vintages = mls_store_get_vintages (self->store, &n);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->report->vintages, g_strdup (vintages[i].code));
  mls_skeleton_report_sort (self->report);

  return TRUE;
}

static gboolean
check (const MlsSkeleton *self, GError **error)
{
  const double max_m = (double) MLS_TOLERANCE_MAX / MLS_MM_PER_M;
  guint n;

  mls_store_get_vintages (self->store, &n);
  if (n == 0 && self->coverage == NULL)
    g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("Of which vintages it is has to be said"));
  else if (self->recipe->tolerance_m > max_m)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("Tolerances go from 0 to %g m"), max_m);
  else
    return self->coverage == NULL || mls_import_source_check_map (self->coverage, self->store, error);

  return FALSE;
}

/**
 * mls_skeleton_run:
 * @self: a skeleton that has not run
 * @store: a project open for writing that has never had a face, of the system that mls_skeleton_dup_crs() tells and of
 *   the vintages of the recipe
 * @author: whose it is
 * @progress: who is told how far it is, and may stop it
 * @error: %MLS_STORE_ERROR_CANCELLED, or any other #MLS_STORE_ERROR; %MLS_COVERAGE_ERROR_SOURCE for what is too fine for
 *   the grid
 *
 * Every place of the territory goes to the first layer that has it; what no layer and no coverage has, has no code. Then
 * what is too small for its class is left without one or joins a neighbour, as mls_specks_cure() has it.
 *
 * Returns: whether all of it is on disk; if not, the project is as it was
 */
gboolean
mls_skeleton_run (MlsSkeleton              *self,
                  MlsStore                 *store,
                  const char               *author,
                  const MlsImportProgress  *progress,
                  GError                  **error)
{
  gboolean done;

  self->store = store;
  self->author = author;
  self->progress = progress;
  if (!mls_bulk_check (store, error) || !check (self, error))
    return FALSE;

  collect_vintages (self);
  self->nomenclature = mls_store_read_nomenclature (store, error);
  done = self->nomenclature != NULL && read_all (self, error) && assemble (self, error) && write_faces (self, error);
  clear_run (self);

  return done;
}
