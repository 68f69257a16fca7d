/* Judgements in files of others: whatever GDAL reads that has columns of a review form, in any case, cut to ten letters
 * as shapefiles do, some of them missing. Each goes to a unit by its number where that lies there, and by its place else. */

#include "store/sample-form.h"

#include "base/text.h"
#include "geometry/share.h"
#include "store/error.h"
#include "store/sample-incoming.h"
#include "store/sample-private.h"
#include "store/sample-row.h"
#include "vector/form.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

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
static const guint telling[] = { COLUMN_STATE,    COLUMN_CODE,        COLUMN_GEOMETRIC,
                                  COLUMN_OMISSION, COLUMN_OTHER_STATE, COLUMN_OTHER_CODE };

typedef struct
{
  MlsSampleFile   *self;
  MlsForm         *form;
  MlsText          controller;      /* whose what is that is nobody's, or 0 */
  MlsMergeOutcome *outcome;
} Load;

static void
load_clear (Load *load)
{
  g_clear_pointer (&load->form, mls_form_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Load, load_clear)

/* A feature on its way to a unit. */
typedef struct
{
  OGRFeatureH  feature;
  gint64       id;
  gint64       unit;
  MlsJudgement judgement;
} Entry;

/* The words of the form, and what people write in their place. FALSE for others. */
static gboolean
read_state (const Load *load, OGRFeatureH feature, Column column, MlsJudged *out)
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
  g_autofree char *text = mls_form_dup_value (load->form, feature, column);
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
remark (Load *load, MlsMergeRemarkKind kind, const Entry *entry, char *text)
{
  mls_merge_outcome_remark (load->outcome, kind, entry->id, entry->unit, entry->judgement.controller, text);
}

static void
leave (Load *load, MlsMergeRemarkKind kind, const Entry *entry, char *text)
{
  load->outcome->n_left++;
  remark (load, kind, entry, text);
}

static void
leave_state (Load *load, const Entry *entry, Column column)
{
  g_autofree char *word = mls_form_dup_value (load->form, entry->feature, column);

  leave (load, MLS_MERGE_UNKNOWN_STATE, entry, g_strdup_printf (_("“%s” is no state that a unit can have"), word));
}

/* The second level finds an error or none, and can only confirm or reject one. */
static void
read_level (Load *load, Entry *entry)
{
  MlsJudgement *judgement = &entry->judgement;
  g_autofree char *word = mls_form_dup_value (load->form, entry->feature, COLUMN_LEVEL);
  g_autofree char *folded = word != NULL ? mls_text_fold (word) : NULL;
  MlsConfirmation confirmation = MLS_CONFIRMATION_NONE;
  gboolean is_error = mls_judgement_is_error (judgement);

  if (folded == NULL)
    return;

  if (!mls_sample_row_confirmation_from_word (folded, &confirmation) ||
      (!is_error && confirmation == MLS_CONFIRMATION_CONFIRMED))
    {
      remark (load, MLS_MERGE_LEVEL, entry, g_strdup_printf (_("“%s” confirms no error and is left out"), word));
      return;
    }

  if (!is_error || confirmation == MLS_CONFIRMATION_NONE)
    return;

  judgement->confirmation = confirmation;
  judgement->confirmer = mls_form_read_text (load->form, entry->feature, COLUMN_CONFIRMER);
  judgement->confirmed_at = mls_form_read_date (load->form, entry->feature, COLUMN_CONFIRMED_DATE);
  judgement->confirmer_comment = mls_form_read_text (load->form, entry->feature, COLUMN_LEVEL_COMMENT);
}

static void
read_rest (const Load *load, Entry *entry, MlsDimension own, MlsDimension other)
{
  OGRFeatureH feature = entry->feature;
  MlsJudgement *judgement = &entry->judgement;

  judgement->replacement[own] = mls_form_read_text (load->form, feature, COLUMN_CODE);
  judgement->replacement[other] = mls_form_read_text (load->form, feature, COLUMN_OTHER_CODE);
  judgement->geometric = mls_form_read_flag (load->form, feature, COLUMN_GEOMETRIC);
  judgement->omission = mls_form_read_flag (load->form, feature, COLUMN_OMISSION);
  judgement->comment = mls_form_read_text (load->form, feature, COLUMN_COMMENT);
  judgement->source = mls_form_read_text (load->form, feature, COLUMN_SOURCE);
  judgement->proposal = mls_form_read_text (load->form, feature, COLUMN_PROPOSAL);
  judgement->at = mls_form_read_date (load->form, feature, COLUMN_DATE);
  judgement->controller = mls_form_read_text (load->form, feature, COLUMN_CONTROLLER);
  if (judgement->controller == 0)
    judgement->controller = load->controller;
}

/* FALSE if it says nothing, or nothing that can be understood. */
static gboolean
read_judgement (Load *load, Entry *entry)
{
  MlsDimension dimension = load->self->sample.dimension;
  MlsDimension own = mls_sample_row_own (dimension);
  MlsDimension other = mls_sample_row_other (dimension);
  static const Column states[] = { COLUMN_STATE, COLUMN_OWN_STATE, COLUMN_OTHER_STATE };
  MlsJudged judged[G_N_ELEMENTS (states)];

  read_rest (load, entry, own, other);
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (!read_state (load, entry->feature, states[i], &judged[i]))
      {
        leave_state (load, entry, states[i]);
        return FALSE;
      }

  entry->judgement.judged[own] = judged[1];
  entry->judgement.judged[other] = judged[2];
  if (!mls_form_has (load->form, COLUMN_STATE))
    judged[0] = mls_judgement_of_unit (&entry->judgement, dimension);
  if (!mls_sample_row_settle (&entry->judgement, dimension, judged[0]))
    mls_merge_outcome_contradiction (load->outcome, entry->id, entry->unit, entry->judgement.controller);

  return !mls_judgement_is_empty (&entry->judgement);
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
find_unit (const Load *load, const MlsFigures *ground)
{
  const GPtrArray *units = load->self->units;
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

/* 0 for what no unit can have. A table may write whole numbers with decimals. */
static gint64
read_number (const Load *load, OGRFeatureH feature)
{
  g_autofree char *text = mls_form_dup_value (load->form, feature, COLUMN_UNIT);
  double number = 0;

  return text != NULL && mls_text_to_number (text, &number) && number >= 0 && number <= G_MAXINT32 &&
             number == floor (number)
           ? (gint64) number
           : 0;
}

/* FALSE if it is of none. */
static gboolean
place_entry (Load *load, Entry *entry)
{
  gint64 number = read_number (load, entry->feature);
  const MlsUnit *told = mls_sample_file_get_unit (load->self, number);
  g_autoptr (MlsFigures) ground = mls_form_read_place (load->form, entry->feature);
  const MlsUnit *found = ground != NULL ? find_unit (load, ground) : told;

  entry->unit = found != NULL ? found->id : number;
  if (found == NULL)
    {
      leave (load, MLS_MERGE_NO_UNIT, entry, g_strdup (_("No unit lies there")));
      return FALSE;
    }

  if (mls_form_has (load->form, COLUMN_UNIT) && found != told)
    remark (load, MLS_MERGE_MOVED, entry,
            g_strdup_printf (_("It lies where unit %d is, and is taken to be of that"), (int) found->id));

  return TRUE;
}

static gboolean
load_feature (MlsForm *form, OGRFeatureH feature, gpointer user_data, GError **error)
{
  Load *load = user_data;
  Entry entry = { .feature = feature, .id = OGR_F_GetFID (feature), .unit = read_number (load, feature) };

  if (!read_judgement (load, &entry) || !place_entry (load, &entry))
    return TRUE;

  read_level (load, &entry);

  return mls_sample_incoming_add (load->self, entry.id, entry.unit, &entry.judgement, error);
}

static gboolean
open_form (Load *load, const char *path, GError **error)
{
  g_autofree char *system = mls_sample_file_dup_crs (load->self, error);

  load->form = system != NULL ? mls_form_open (path, column_names, N_COLUMNS, error) : NULL;
  if (load->form == NULL)
    return FALSE;

  if (!mls_form_find_layers (load->form, telling, G_N_ELEMENTS (telling)))
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NO_MAP, _("“%s” has no column of a review form, as %s"), path,
                   column_names[COLUMN_STATE]);
      return FALSE;
    }

  return mls_form_set_system (load->form, system, error);
}

/**
 * mls_sample_form_load: (skip)
 * @self: a sample between mls_sample_incoming_begin() and mls_sample_incoming_end()
 * @path: what GDAL reads
 * @controller: whose what is, that the file does not say; or 0
 * @outcome: (inout): gets what cannot be understood, feature by feature
 * @error: %MLS_STORE_ERROR_NO_MAP if it has no column of a form, or a #MLS_VECTOR_ERROR
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
  g_auto (Load) load = { .self = self, .controller = controller, .outcome = outcome };

  return open_form (&load, path, error) && mls_form_each (load.form, load_feature, &load, error) &&
         mls_sample_incoming_settle (self, error);
}
