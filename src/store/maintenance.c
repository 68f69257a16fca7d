/* What users of a map have noticed, in files of others: points with columns for what is wrong there, as far as they have
 * them. */

#include "store/maintenance.h"

#include "base/text.h"
#include "store/error.h"
#include "store/sample-row.h"
#include "vector/error.h"
#include "vector/form.h"

#include <glib/gi18n-lib.h>

enum
{
  COLUMN_DIMENSION,
  COLUMN_VINTAGE,
  COLUMN_CODE,
  COLUMN_REPLACEMENT,
  COLUMN_GEOMETRIC,
  COLUMN_COMMENT,
  COLUMN_BASIS,
  COLUMN_LEVEL,
  COLUMN_ANSWER,
  N_COLUMNS,
};

/* Nobody has published how such files are called in; these are the words of the partners' form, and what people write. */
static const char *const columns[N_COLUMNS] = {
  [COLUMN_DIMENSION] = "dimension dim theme couche",
  [COLUMN_VINTAGE] = "millesime vintage annee year",
  [COLUMN_CODE] = "code_existant code_exist code_actuel code_origine code_init code existing_code",
  [COLUMN_REPLACEMENT] = "code_remplac code_remplacement remplacement code_propose code_corrige nouveau_code replacement",
  [COLUMN_GEOMETRIC] = "erreur_geom erreur_geometrique geometrie geometric_error",
  [COLUMN_COMMENT] = "com_cqp commentaire comment remarque description",
  [COLUMN_BASIS] = "data_exo source",
  [COLUMN_LEVEL] = "valid_cqe",
  [COLUMN_ANSWER] = "reponse reponse_controle avis_controle avis_cqe answer",
};

static const guint telling[] = { COLUMN_DIMENSION, COLUMN_CODE,    COLUMN_REPLACEMENT,
                                 COLUMN_GEOMETRIC, COLUMN_COMMENT, COLUMN_LEVEL };

typedef struct
{
  const MlsVintage     *vintages;
  guint                 n_vintages;
  guint                 vintage;   /* of what does not say its own … */
  MlsDimension          dimension; /* … pair where that is not known */
  MlsNomenclature      *nomenclature;
  MlsForm              *form;
  MlsMaintenance       *into;
  char                 *name;      /* of the file, without its folder */
  MlsText               code;        /* what the row says is there, in whichever dimension … */
  MlsText               replacement; /* … and what should be */
  MlsStoreProgressFunc  progress;
  gpointer              progress_data;
} Load;

static void
load_clear (Load *load)
{
  g_clear_pointer (&load->form, mls_form_free);
  g_clear_pointer (&load->nomenclature, mls_nomenclature_unref);
  g_free (load->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Load, load_clear)

static void
remark_free (MlsMaintenanceRemark *remark)
{
  g_free (remark->text);
  g_free (remark);
}

/**
 * mls_maintenance_new:
 *
 * Returns: (transfer full): what a file says that says nothing
 */
MlsMaintenance *
mls_maintenance_new (void)
{
  MlsMaintenance *self = g_new0 (MlsMaintenance, 1);

  self->notices = g_array_new (FALSE, FALSE, sizeof (MlsNotice));
  self->remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) remark_free);

  return self;
}

/**
 * mls_maintenance_free:
 * @self: (transfer full): what a file says
 */
void
mls_maintenance_free (MlsMaintenance *self)
{
  g_array_unref (self->notices);
  g_ptr_array_unref (self->remarks);
  g_free (self);
}

/**
 * mls_maintenance_remark:
 * @self: what a file says
 * @kind: what is to be said of a row
 * @feature: its number
 * @text: (transfer full): the same for people
 *
 * Counts it among what is left out, if it is.
 */
void
mls_maintenance_remark (MlsMaintenance *self, MlsMaintenanceRemarkKind kind, gint64 feature, char *text)
{
  MlsMaintenanceRemark *remark = g_new (MlsMaintenanceRemark, 1);

  *remark = (MlsMaintenanceRemark){ kind, feature, text };
  g_ptr_array_add (self->remarks, remark);
  self->n_left += kind < MLS_MAINTENANCE_REPLACEMENT;
  self->n_edited += kind == MLS_MAINTENANCE_EDITED;
}

/**
 * mls_maintenance_remark_name:
 * @kind: a kind of remark
 *
 * Returns: its name in files
 */
const char *
mls_maintenance_remark_name (MlsMaintenanceRemarkKind kind)
{
  static const char *const names[MLS_N_MAINTENANCE_REMARKS] = {
    [MLS_MAINTENANCE_NO_PLACE] = "no-place",         [MLS_MAINTENANCE_NO_DIMENSION] = "no-dimension",
    [MLS_MAINTENANCE_NO_VINTAGE] = "no-vintage",     [MLS_MAINTENANCE_UNKNOWN_CODE] = "unknown-code",
    [MLS_MAINTENANCE_REJECTED] = "rejected",         [MLS_MAINTENANCE_OUTSIDE] = "outside",
    [MLS_MAINTENANCE_UNCODED] = "uncoded",           [MLS_MAINTENANCE_SAME] = "same",
    [MLS_MAINTENANCE_REPLACEMENT] = "replacement",   [MLS_MAINTENANCE_EDITED] = "edited",
  };

  return names[kind];
}

static void
leave (Load *load, MlsMaintenanceRemarkKind kind, const MlsNotice *notice, char *text)
{
  mls_maintenance_remark (load->into, kind, notice->feature, text);
}

static gboolean
is_code (const Load *load, MlsDimension dimension, MlsText code)
{
  return mls_nomenclature_class (load->nomenclature, dimension, code) != NULL;
}

/* In the letters of the nomenclature, where that has it in either dimension. */
static MlsText
read_code (const Load *load, OGRFeatureH feature, guint column)
{
  g_autofree char *text = mls_form_dup_value (load->form, feature, column);
  g_autofree char *large = text != NULL ? g_ascii_strup (text, -1) : NULL;
  MlsText upper = large != NULL ? g_quark_from_string (large) : 0;

  if (upper == 0 || is_code (load, MLS_DIMENSION_COVER, upper) || is_code (load, MLS_DIMENSION_USE, upper))
    return upper;

  return g_quark_from_string (text);
}

static gboolean
read_place (Load *load, OGRFeatureH feature, MlsNotice *notice)
{
  g_autoptr (MlsFigures) figures = mls_form_read_place (load->form, feature);
  const MlsFigure *figure = figures != NULL ? mls_figures_get (figures, 0) : NULL;

  if (figure == NULL || mls_figures_get_n (figures) > 1 || figure->kind != MLS_FIGURE_POINT || figure->n_parts > 1)
    {
      leave (load, MLS_MAINTENANCE_NO_PLACE, notice, g_strdup (_("It is no point on the ground")));
      return FALSE;
    }

  notice->place = figure->parts[0].points[0];

  return TRUE;
}

static gboolean
dimension_from_word (const char *word, MlsDimension *out)
{
  static const struct
  {
    const char  *start;
    MlsDimension dimension;
  } starts[] = { { "cs", MLS_DIMENSION_COVER }, { "co", MLS_DIMENSION_COVER }, { "us", MLS_DIMENSION_USE } };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (word, starts[i].start))
      {
        *out = starts[i].dimension;
        return TRUE;
      }

  return FALSE;
}

/* A code of one dimension alone tells which. */
static gboolean
dimension_from_codes (const Load *load, MlsNotice *notice)
{
  const MlsText codes[] = { load->code, load->replacement };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    for (MlsDimension dimension = 0; codes[i] != 0 && dimension < MLS_N_CODES; dimension++)
      if (is_code (load, dimension, codes[i]) && !is_code (load, MLS_N_CODES - 1 - dimension, codes[i]))
        {
          notice->dimension = dimension;
          return TRUE;
        }

  return FALSE;
}

static gboolean
read_dimension (Load *load, OGRFeatureH feature, MlsNotice *notice)
{
  g_autofree char *text = mls_form_dup_value (load->form, feature, COLUMN_DIMENSION);
  g_autofree char *word = text != NULL ? mls_text_fold (text) : NULL;

  notice->dimension = load->dimension;
  if ((word != NULL && dimension_from_word (word, &notice->dimension)) || dimension_from_codes (load, notice) ||
      notice->dimension != MLS_DIMENSION_PAIR)
    return TRUE;

  leave (load, MLS_MAINTENANCE_NO_DIMENSION, notice, g_strdup (_("It does not say whether cover or use is meant")));

  return FALSE;
}

static gboolean
read_vintage (Load *load, OGRFeatureH feature, MlsNotice *notice)
{
  g_autofree char *text = mls_form_dup_value (load->form, feature, COLUMN_VINTAGE);
  double year = 0;

  notice->vintage = load->vintage;
  if (text == NULL)
    return TRUE;

  mls_text_to_number (text, &year);
  for (guint v = 0; v < load->n_vintages; v++)
    if (g_str_equal (load->vintages[v].code, text) || (double) load->vintages[v].year == year)
      {
        notice->vintage = v;
        return TRUE;
      }

  leave (load, MLS_MAINTENANCE_NO_VINTAGE, notice, g_strdup_printf (_("The project has no date “%s”"), text));

  return FALSE;
}

static MlsPair
half_of (MlsDimension dimension, MlsText code)
{
  return dimension == MLS_DIMENSION_COVER ? (MlsPair){ code, 0 } : (MlsPair){ 0, code };
}

static gboolean
check_codes (Load *load, MlsNotice *notice)
{
  if (load->code != 0 && !is_code (load, notice->dimension, load->code))
    {
      leave (load, MLS_MAINTENANCE_UNKNOWN_CODE, notice,
             g_strdup_printf (notice->dimension == MLS_DIMENSION_COVER ? _("“%s” is no code of a cover")
                                                                       : _("“%s” is no code of a use"),
                              g_quark_to_string (load->code)));
      return FALSE;
    }

  notice->code = half_of (notice->dimension, load->code);
  notice->replacement = half_of (notice->dimension, load->replacement);
  notice->can_replace = load->replacement != 0 &&
                        mls_nomenclature_code_state (load->nomenclature, notice->dimension, load->replacement) == MLS_CODE_VALID;
  if (load->replacement != 0 && !notice->can_replace)
    leave (load, MLS_MAINTENANCE_REPLACEMENT, notice,
           g_strdup_printf (_("“%s” is no code that can be given: taken without it"), g_quark_to_string (load->replacement)));

  return TRUE;
}

/* The second level of the partners' form says "ok" of what is no error. */
static gboolean
is_rejected (const Load *load, OGRFeatureH feature)
{
  static const char *const no[] = { "non", "no", "faux", "false", "0", "rejet", "rejete", "rejetee", "refus", "refuse",
                                    "refusee", "infonde", "rejected", NULL };
  g_autofree char *level = mls_form_dup_value (load->form, feature, COLUMN_LEVEL);
  g_autofree char *answer = mls_form_dup_value (load->form, feature, COLUMN_ANSWER);
  g_autofree char *level_word = level != NULL ? mls_text_fold (level) : NULL;
  g_autofree char *answer_word = answer != NULL ? mls_text_fold (answer) : NULL;
  MlsConfirmation confirmation = MLS_CONFIRMATION_NONE;

  mls_sample_row_confirmation_from_word (level_word, &confirmation);

  return confirmation == MLS_CONFIRMATION_REJECTED || (answer_word != NULL && g_strv_contains (no, answer_word));
}

static gboolean
read_notice (MlsForm *form, OGRFeatureH feature, gpointer user_data, GError **error)
{
  Load *load = user_data;
  MlsNotice notice = { .feature = OGR_F_GetFID (feature),
                       .geometric = mls_form_read_flag (form, feature, COLUMN_GEOMETRIC),
                       .comment = mls_form_read_text (form, feature, COLUMN_COMMENT),
                       .basis = mls_form_read_text (form, feature, COLUMN_BASIS) };
  g_autofree char *origin = NULL;

  load->code = read_code (load, feature, COLUMN_CODE);
  load->replacement = read_code (load, feature, COLUMN_REPLACEMENT);
  if (is_rejected (load, feature))
    leave (load, MLS_MAINTENANCE_REJECTED, &notice, g_strdup (_("The control has answered that it is no error")));
  else if (read_place (load, feature, &notice) && read_vintage (load, feature, &notice) &&
           read_dimension (load, feature, &notice) && check_codes (load, &notice))
    {
      /* The place tells it from another one of a later file of the same name. */
      origin = g_strdup_printf ("%s/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, load->name, notice.feature,
                                notice.place.x, notice.place.y);
      notice.origin = g_quark_from_string (origin);
      g_array_append_val (load->into->notices, notice);
    }

  if (load->progress == NULL || load->progress (mls_form_get_fraction (form), load->progress_data))
    return TRUE;

  return mls_store_fail_cancelled (error);
}

static gboolean
open_form (Load *load, MlsStore *store, const char *path, GError **error)
{
  g_autofree char *system = mls_store_dup_crs (store, error);

  load->nomenclature = system != NULL ? mls_store_read_nomenclature (store, error) : NULL;
  if (load->nomenclature == NULL)
    return FALSE;

  load->form = mls_form_open (path, columns, N_COLUMNS, error);
  if (load->form == NULL)
    return FALSE;

  if (!mls_form_find_layers (load->form, telling, G_N_ELEMENTS (telling)))
    {
      g_set_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_FIELD,
                   _("“%s” has no column of a maintenance file, as dimension, code_remplac or commentaire"), path);
      return FALSE;
    }

  return mls_form_set_system (load->form, system, error);
}

/**
 * mls_maintenance_read:
 * @store: a project, as of this thread
 * @path: what GDAL reads: points with columns
 * @vintage: of which those are that do not say; its index
 * @dimension: of which those are that do not say; pair where that is not known
 * @progress: (nullable) (scope call): called now and then; %FALSE cancels
 * @progress_data: for @progress
 * @error: a #MLS_VECTOR_ERROR, %MLS_STORE_ERROR_CANCELLED, or what is wrong with the project
 *
 * Returns: (transfer full): what it says; or %NULL
 */
MlsMaintenance *
mls_maintenance_read (MlsStore              *store,
                      const char            *path,
                      guint                  vintage,
                      MlsDimension           dimension,
                      MlsStoreProgressFunc   progress,
                      gpointer               progress_data,
                      GError               **error)
{
  g_autoptr (MlsMaintenance) self = mls_maintenance_new ();
  g_auto (Load) load = { .vintage = vintage, .dimension = dimension, .into = self, .name = g_path_get_basename (path),
                         .progress = progress, .progress_data = progress_data };

  load.vintages = mls_store_get_vintages (store, &load.n_vintages);
  if (!open_form (&load, store, path, error) || !mls_form_each (load.form, read_notice, &load, error))
    return NULL;

  return g_steal_pointer (&self);
}
