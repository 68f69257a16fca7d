/* Judgements in files of others: whatever GDAL reads that has columns of a review form, in any case, cut to ten letters
 * as shapefiles do, some of them missing. Each goes to a unit by its number where that lies there, and by its place else. */

#include "store/sample-form.h"

#include "base/text.h"
#include "geometry/share.h"
#include "store/error.h"
#include "store/sample-incoming.h"
#include "store/sample-private.h"
#include "store/sample-row.h"
#include "vector/gdal-watch.h"
#include "vector/ogr.h"
#include "vector/parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a shapefile leaves of a name. */
#define SHAPEFILE_NAME 10

typedef enum
{
  COLUMN_STATE,
  COLUMN_CODE,
  COLUMN_GEOMETRIC,
  COLUMN_OMISSION,
  COLUMN_COMMENT,
  COLUMN_SOURCE,
  COLUMN_OWN_STATE,
  COLUMN_OTHER_STATE,
  COLUMN_OTHER_CODE,
  COLUMN_PROPOSAL,
  COLUMN_CONTROLLER,
  COLUMN_DATE,
  COLUMN_LEVEL,
  COLUMN_LEVEL_COMMENT,
  COLUMN_CONFIRMER,
  COLUMN_CONFIRMED_DATE,
  COLUMN_UNIT,
  N_COLUMNS,
} Column;

static const char *const column_names[N_COLUMNS] = {
  [COLUMN_STATE] = "etat_cqp",
  [COLUMN_CODE] = "code_remplac",
  [COLUMN_GEOMETRIC] = "erreur_geom",
  [COLUMN_OMISSION] = "omission",
  [COLUMN_COMMENT] = "com_cqp",
  [COLUMN_SOURCE] = "data_exo",
  [COLUMN_OWN_STATE] = "etat_code",
  [COLUMN_OTHER_STATE] = "etat_autre",
  [COLUMN_OTHER_CODE] = "remplac_autre",
  [COLUMN_PROPOSAL] = "proposition",
  [COLUMN_CONTROLLER] = "controleur",
  [COLUMN_DATE] = "date",
  [COLUMN_LEVEL] = "valid_cqe",
  [COLUMN_LEVEL_COMMENT] = "com_cqe",
  [COLUMN_CONFIRMER] = "cqe_par",
  [COLUMN_CONFIRMED_DATE] = "cqe_date",
  [COLUMN_UNIT] = "unite",
};

/* Without one of these a layer says nothing of what it is on. */
static const Column telling[] = { COLUMN_STATE,    COLUMN_CODE,        COLUMN_GEOMETRIC,
                                  COLUMN_OMISSION, COLUMN_OTHER_STATE, COLUMN_OTHER_CODE };

typedef struct
{
  MlsSampleFile   *self;
  const char      *path;
  MlsText          controller;      /* whose what is that is nobody's, or 0 */
  MlsMergeOutcome *outcome;
  MlsNomenclature *nomenclature;
  GDALDatasetH     dataset;
  OGRLayerH        layer;
  int              columns[N_COLUMNS]; /* -1 where there is none */
  MlsCrsTransform *transform;       /* (nullable) */
  MlsParts        *parts;
} Form;

static void
form_clear (Form *form)
{
  g_clear_pointer (&form->parts, mls_parts_free);
  g_clear_pointer (&form->transform, mls_crs_transform_free);
  g_clear_pointer (&form->nomenclature, mls_nomenclature_unref);
  if (form->dataset != NULL)
    GDALClose (form->dataset);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Form, form_clear)

/* A feature on its way to a unit. */
typedef struct
{
  OGRFeatureH  feature;
  gint64       id;
  gint64       unit;
  MlsJudgement judgement;
} Entry;

static int
find_column (OGRFeatureDefnH definition, const char *name)
{
  g_autofree char *cut = g_strndup (name, SHAPEFILE_NAME);

  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    {
      g_autofree char *own = mls_ogr_dup_text (OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i)));

      if (g_ascii_strcasecmp (own, name) == 0 || g_ascii_strcasecmp (own, cut) == 0)
        return i;
    }

  return -1;
}

static gboolean
tells_something (OGRLayerH layer)
{
  for (gsize i = 0; i < G_N_ELEMENTS (telling); i++)
    if (find_column (OGR_L_GetLayerDefn (layer), column_names[telling[i]]) >= 0)
      return TRUE;

  return FALSE;
}

static gboolean
find_layer (Form *form, GError **error)
{
  for (int i = 0; i < GDALDatasetGetLayerCount (form->dataset) && form->layer == NULL; i++)
    if (tells_something (GDALDatasetGetLayer (form->dataset, i)))
      form->layer = GDALDatasetGetLayer (form->dataset, i);

  if (form->layer == NULL)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NO_MAP, _("“%s” has no column of a review form, as %s"),
                   form->path, column_names[COLUMN_STATE]);
      return FALSE;
    }

  for (int column = 0; column < N_COLUMNS; column++)
    form->columns[column] = find_column (OGR_L_GetLayerDefn (form->layer), column_names[column]);

  return TRUE;
}

/* A layer that does not say where it is, is taken to be where the sample is. */
static gboolean
find_way (Form *form, GError **error)
{
  g_autofree char *own_definition = mls_ogr_dup_crs (form->layer);
  g_autofree char *definition = mls_sample_file_dup_crs (form->self, error);
  g_autoptr (MlsCrs) own = own_definition != NULL ? mls_crs_new (own_definition, NULL) : NULL;
  g_autoptr (MlsCrs) system = definition != NULL ? mls_crs_new (definition, error) : NULL;

  if (system == NULL)
    return FALSE;

  if (own != NULL && !mls_crs_equal (own, system) &&
      (form->transform = mls_crs_transform_new (own, system, error)) == NULL)
    return FALSE;

  form->parts = mls_parts_new (form->transform, mls_ogr_has_north_first (form->layer));

  return TRUE;
}

/* %NULL for what is empty or blank. */
static char *
dup_value (const Form *form, OGRFeatureH feature, Column column)
{
  int index = form->columns[column];
  g_autofree char *text = NULL;

  if (index < 0 || !OGR_F_IsFieldSetAndNotNull (feature, index))
    return NULL;

  text = mls_ogr_dup_text (OGR_F_GetFieldAsString (feature, index));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static MlsText
read_text (const Form *form, OGRFeatureH feature, Column column)
{
  g_autofree char *text = dup_value (form, feature, column);

  return text != NULL ? g_quark_from_string (text) : 0;
}

/* As SQLite writes it; what is no date to GDAL stays as it is. */
static MlsText
read_date (const Form *form, OGRFeatureH feature, Column column)
{
  int year, month, day, hour, minute, zone;
  g_autofree char *text = NULL;
  float second;

  if (form->columns[column] < 0 ||
      !OGR_F_GetFieldAsDateTimeEx (feature, form->columns[column], &year, &month, &day, &hour, &minute, &second, &zone))
    return read_text (form, feature, column);

  text = g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", year, month, day, hour, minute, (int) second,
                          (int) ((second - (float) (int) second) * 1000.0f + 0.5f));

  return g_quark_from_string (text);
}

/* Ticked, or a word for it. */
static gboolean
read_flag (const Form *form, OGRFeatureH feature, Column column)
{
  static const char *const no[] = { "0", "f", "false", "faux", "n", "no", "non", NULL };
  g_autofree char *text = dup_value (form, feature, column);
  g_autofree char *folded = text != NULL ? mls_text_fold (text) : NULL;

  return folded != NULL && !g_strv_contains (no, folded);
}

/* The words of the form, and what people write in their place. FALSE for others. */
static gboolean
read_state (const Form *form, OGRFeatureH feature, Column column, MlsJudged *out)
{
  static const struct
  {
    const char *text;
    MlsJudged   judged;
  } others[] = {
    { "juste", MLS_JUDGED_RIGHT },          { "faux", MLS_JUDGED_WRONG },          { "erreurs", MLS_JUDGED_WRONG },
    { "ne sait pas", MLS_JUDGED_NO_OPINION }, { "sans avis", MLS_JUDGED_NO_OPINION }, { "non verifie", MLS_JUDGED_NOT },
    { "a verifier", MLS_JUDGED_NOT },
  };
  g_autofree char *text = dup_value (form, feature, column);
  g_autofree char *folded = text != NULL ? mls_text_fold (text) : NULL;

  *out = MLS_JUDGED_NOT;
  if (folded == NULL || mls_sample_row_judged_from_word (folded, out))
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (strcmp (folded, others[i].text) == 0)
      {
        *out = others[i].judged;
        return TRUE;
      }

  return FALSE;
}

static void
remark (Form *form, MlsMergeRemarkKind kind, const Entry *entry, char *text)
{
  mls_merge_outcome_remark (form->outcome, kind, entry->id, entry->unit, entry->judgement.controller, text);
}

static void
leave (Form *form, MlsMergeRemarkKind kind, const Entry *entry, char *text)
{
  form->outcome->n_left++;
  remark (form, kind, entry, text);
}

static void
leave_state (Form *form, const Entry *entry, Column column)
{
  g_autofree char *word = dup_value (form, entry->feature, column);

  leave (form, MLS_MERGE_UNKNOWN_STATE, entry, g_strdup_printf (_("“%s” is no state that a unit can have"), word));
}

static void
check_code (Form *form, const Entry *entry, MlsDimension dimension)
{
  MlsText code = entry->judgement.replacement[dimension];
  guint n_classes;

  mls_nomenclature_classes (form->nomenclature, dimension, &n_classes);
  if (code != 0 && n_classes > 0 && mls_nomenclature_class (form->nomenclature, dimension, code) == NULL)
    remark (form, MLS_MERGE_UNKNOWN_CODE, entry,
            g_strdup_printf (_("“%s” is no code of the nomenclature"), g_quark_to_string (code)));
}

/* The second level finds an error or none, and can only confirm or reject one. */
static void
read_level (Form *form, Entry *entry)
{
  MlsJudgement *judgement = &entry->judgement;
  g_autofree char *word = dup_value (form, entry->feature, COLUMN_LEVEL);
  g_autofree char *folded = word != NULL ? mls_text_fold (word) : NULL;
  MlsConfirmation confirmation = MLS_CONFIRMATION_NONE;
  gboolean is_error = mls_judgement_is_error (judgement);

  if (folded == NULL)
    return;

  if (!mls_sample_row_confirmation_from_word (folded, &confirmation) ||
      (!is_error && confirmation == MLS_CONFIRMATION_CONFIRMED))
    {
      remark (form, MLS_MERGE_LEVEL, entry, g_strdup_printf (_("“%s” confirms no error and is left out"), word));
      return;
    }

  if (!is_error || confirmation == MLS_CONFIRMATION_NONE)
    return;

  judgement->confirmation = confirmation;
  judgement->confirmer = read_text (form, entry->feature, COLUMN_CONFIRMER);
  judgement->confirmed_at = read_date (form, entry->feature, COLUMN_CONFIRMED_DATE);
  judgement->confirmer_comment = read_text (form, entry->feature, COLUMN_LEVEL_COMMENT);
}

static void
read_rest (const Form *form, Entry *entry, MlsDimension own, MlsDimension other)
{
  OGRFeatureH feature = entry->feature;
  MlsJudgement *judgement = &entry->judgement;

  judgement->replacement[own] = read_text (form, feature, COLUMN_CODE);
  judgement->replacement[other] = read_text (form, feature, COLUMN_OTHER_CODE);
  judgement->geometric = read_flag (form, feature, COLUMN_GEOMETRIC);
  judgement->omission = read_flag (form, feature, COLUMN_OMISSION);
  judgement->comment = read_text (form, feature, COLUMN_COMMENT);
  judgement->source = read_text (form, feature, COLUMN_SOURCE);
  judgement->proposal = read_text (form, feature, COLUMN_PROPOSAL);
  judgement->at = read_date (form, feature, COLUMN_DATE);
  judgement->controller = read_text (form, feature, COLUMN_CONTROLLER);
  if (judgement->controller == 0)
    judgement->controller = form->controller;
}

/* FALSE if it says nothing, or nothing that can be understood. */
static gboolean
read_judgement (Form *form, Entry *entry)
{
  MlsDimension dimension = form->self->sample.dimension;
  MlsDimension own = dimension == MLS_DIMENSION_USE ? MLS_DIMENSION_USE : MLS_DIMENSION_COVER;
  MlsDimension other = own == MLS_DIMENSION_USE ? MLS_DIMENSION_COVER : MLS_DIMENSION_USE;
  static const Column states[] = { COLUMN_STATE, COLUMN_OWN_STATE, COLUMN_OTHER_STATE };
  MlsJudged judged[G_N_ELEMENTS (states)];

  read_rest (form, entry, own, other);
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (!read_state (form, entry->feature, states[i], &judged[i]))
      {
        leave_state (form, entry, states[i]);
        return FALSE;
      }

  entry->judgement.judged[own] = judged[1];
  entry->judgement.judged[other] = judged[2];
  if (form->columns[COLUMN_STATE] < 0)
    judged[0] = mls_judgement_of_unit (&entry->judgement, dimension);
  if (!mls_sample_row_settle (&entry->judgement, dimension, judged[0]))
    mls_merge_outcome_contradiction (form->outcome, entry->id, entry->unit, entry->judgement.controller);

  return !mls_judgement_is_empty (&entry->judgement);
}

/* What a feature is on, or %NULL where it has no ground. */
static MlsFigures *
read_ground (Form *form, OGRFeatureH feature)
{
  OGRGeometryH geometry = OGR_F_GetGeometryRef (feature);
  g_autoptr (MlsFigures) figures = mls_figures_new ();

  if (geometry == NULL)
    return NULL;

  mls_parts_place (form->parts, geometry, NULL, figures);
  mls_figures_index (figures);

  return mls_figures_get_n (figures) > 0 ? g_steal_pointer (&figures) : NULL;
}

/* How much of a unit is covered, half mm²; a point covers all of what it lies in. */
static MlsArea2
covered_of (const MlsUnit *unit, const MlsFigures *ground)
{
  const MlsFigure *first = mls_figures_get (ground, 0);
  const MlsRing *rings = mls_shape_get_rings (unit->outline);
  g_autoptr (GArray) shares = NULL;
  MlsArea2 covered = 0;

  if (first->kind == MLS_FIGURE_POINT)
    {
      gboolean holds = mls_ring_locate (rings[0], first->parts[0].points[0]) != MLS_SIDE_OUTSIDE;

      for (guint i = 1; holds && i < mls_shape_n_rings (unit->outline); i++)
        holds = mls_ring_locate (rings[i], first->parts[0].points[0]) != MLS_SIDE_INSIDE;

      return holds ? unit->area2 : 0;
    }

  shares = mls_polygon_share (rings, mls_shape_n_rings (unit->outline), ground);
  for (guint i = 0; i < shares->len; i++)
    covered += g_array_index (shares, MlsShare, i).area2;

  return covered;
}

static MlsArea2
area_of (const MlsFigures *ground)
{
  MlsArea2 area2 = 0;

  for (guint i = 0; i < mls_figures_get_n (ground); i++)
    {
      const MlsFigure *figure = mls_figures_get (ground, i);

      for (guint part = 0; figure->kind == MLS_FIGURE_AREA && part < figure->n_parts; part++)
        {
          MlsArea2 ring = mls_ring_area2 ((MlsRing){ figure->parts[part].points, figure->parts[part].n_points });

          ring = ring < 0 ? -ring : ring;
          area2 += part == 0 ? ring : -ring;
        }
    }

  return area2;
}

/* The unit of which most is covered, if that is most of it, or most of what covers it. */
static const MlsUnit *
find_unit (const Form *form, const MlsFigures *ground)
{
  const GPtrArray *units = form->self->units;
  MlsBox box = mls_figures_get_box (ground);
  const MlsUnit *best = NULL;
  MlsArea2 most = 0;

  for (guint i = 0; i < units->len; i++)
    {
      const MlsUnit *unit = g_ptr_array_index (units, i);
      MlsArea2 covered = mls_box_intersects (&unit->box, &box) ? covered_of (unit, ground) : 0;

      if (covered > most)
        {
          best = unit;
          most = covered;
        }
    }

  return best != NULL && (2 * most > best->area2 || 2 * most > area_of (ground)) ? best : NULL;
}

static gint64
read_number (const Form *form, OGRFeatureH feature)
{
  g_autofree char *text = dup_value (form, feature, COLUMN_UNIT);

  return text != NULL ? (gint64) g_ascii_strtod (text, NULL) : 0;
}

/* FALSE if it is of none. */
static gboolean
place_entry (Form *form, Entry *entry)
{
  gint64 number = read_number (form, entry->feature);
  const MlsUnit *told = mls_sample_file_get_unit (form->self, number);
  g_autoptr (MlsFigures) ground = read_ground (form, entry->feature);
  const MlsUnit *found = ground != NULL ? find_unit (form, ground) : told;

  entry->unit = found != NULL ? found->id : number;
  if (found == NULL)
    {
      leave (form, MLS_MERGE_NO_UNIT, entry, g_strdup (_("No unit lies there")));
      return FALSE;
    }

  if (form->columns[COLUMN_UNIT] >= 0 && found != told)
    remark (form, MLS_MERGE_MOVED, entry,
            g_strdup_printf (_("It lies where unit %d is, and is taken to be of that"), (int) found->id));

  return TRUE;
}

static gboolean
load_feature (Form *form, OGRFeatureH feature, GError **error)
{
  Entry entry = { .feature = feature, .id = OGR_F_GetFID (feature), .unit = read_number (form, feature) };

  if (!read_judgement (form, &entry) || !place_entry (form, &entry))
    return TRUE;

  check_code (form, &entry, MLS_DIMENSION_COVER);
  check_code (form, &entry, MLS_DIMENSION_USE);
  read_level (form, &entry);

  return mls_sample_incoming_add (form->self, entry.id, entry.unit, &entry.judgement, error);
}

static gboolean
load_features (Form *form, GError **error)
{
  OGRFeatureH feature;
  gboolean loaded = TRUE;

  OGR_L_ResetReading (form->layer);
  while (loaded && (feature = OGR_L_GetNextFeature (form->layer)) != NULL)
    {
      loaded = load_feature (form, feature, error);
      OGR_F_Destroy (feature);
    }

  return loaded;
}

/**
 * mls_sample_form_load: (skip)
 * @self: a sample between mls_sample_incoming_begin() and mls_sample_incoming_end()
 * @path: what GDAL reads
 * @controller: whose what is, that the file does not say; or 0
 * @outcome: (inout): gets what cannot be understood, feature by feature
 * @error: %MLS_STORE_ERROR_NO_MAP if it has no column of a form, %MLS_STORE_ERROR_DAMAGED if it cannot be read to its end,
 *   or a #MLS_VECTOR_ERROR
 *
 * Returns: whether all that can be understood has come in
 */
gboolean
mls_sample_form_load (MlsSampleFile    *self,
                      const char       *path,
                      MlsText           controller,
                      MlsMergeOutcome  *outcome,
                      GError          **error)
{
  g_auto (Form) form = { .self = self, .path = path, .controller = controller, .outcome = outcome };
  MlsGdalWatch watch = { 0 };
  gboolean loaded;

  form.nomenclature = mls_sample_file_read_nomenclature (self, error);
  if (form.nomenclature == NULL || (form.dataset = mls_ogr_open (path, error)) == NULL)
    return FALSE;

  mls_gdal_watch_begin (&watch);
  loaded = find_layer (&form, error) && find_way (&form, error) && load_features (&form, error);
  mls_gdal_watch_end (&watch);
  if (loaded && watch.failure != NULL)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED, _("“%s” cannot be read: %s"), path, watch.failure);
      loaded = FALSE;
    }
  mls_gdal_watch_clear (&watch);

  return loaded && mls_sample_incoming_settle (self, error);
}
