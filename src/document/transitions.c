#include "document/transitions.h"

#include "document/live-census.h"
#include "document/live-count.h"
#include "quality/balance.h"
#include "quality/matrix-count.h"

#include <glib/gi18n-lib.h>

/* What an edit has made old of what takes long is made anew when the hand rests. */
#define REST_MS 400

struct _MlsTransitions
{
  GObject          parent_instance;

  /* owned */
  MlsWorkspace    *workspace;
  MlsNomenclature *nomenclature; /* as of the last reading, like the vintages */
  MlsVintage      *vintages;
  MlsLiveCensus   *live;
  MlsMatrix       *matrix;       /* (nullable): without counts */
  MlsSeries       *series;       /* (nullable): of the same ground, once it was asked for */
  MlsLiveCount    *count;        /* of another one of its kind */
  guint            rest_source;

  MlsFigures      *areas;        /* (nullable): of a reference layer … */
  guint            area;         /* … which of them */

  MlsMatrixQuery   query;        /* borrows from the above */
  MlsWhere         where;
  MlsNearness      asked;        /* of the census */
  gboolean         is_counted;   /* counts are wanted */
};

G_DEFINE_FINAL_TYPE (MlsTransitions, mls_transitions, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static MlsProject *
project_of (MlsTransitions *self)
{
  return mls_workspace_get_project (self->workspace);
}

static void
emit_changed (MlsTransitions *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* NULL until it is there. */
static const MlsCensus *
census_of (MlsTransitions *self)
{
  return mls_live_census_get (self->live);
}

/* In which a census is taken: all of a layer, so that another one of these is shown at once. */
static MlsFigures *
find_areas (MlsTransitions *self)
{
  const MlsZone *zone = mls_project_get_rules (project_of (self))->zone.ground;

  if (self->where == MLS_WHERE_AREA)
    return mls_figures_ref (self->areas);

  return self->where == MLS_WHERE_ZONE && zone != NULL ? mls_zone_to_figures (zone) : NULL;
}

/* Tables */

/* Each face once, in however many regions it is. */
static GPtrArray *
read_selected (MlsTransitions *self)
{
  const GPtrArray *selected = mls_workspace_get_selected (self->workspace);
  MlsStore *store = mls_project_get_store (project_of (self));
  GPtrArray *faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < selected->len; i++)
    {
      GHashTableIter iter;
      gpointer id;

      g_hash_table_iter_init (&iter, ((MlsSelection *) g_ptr_array_index (selected, i))->faces);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        {
          MlsFace *face = g_hash_table_add (seen, id) ? mls_store_face (store, *(gint64 *) id, NULL) : NULL;

          if (face != NULL)
            g_ptr_array_add (faces, face);
        }
    }

  return faces;
}

static void
get_near (gint64 fid, MlsNearness *near, gpointer census)
{
  mls_census_get_near (census, fid, near);
}

static MlsTally *
tally_faces (MlsTransitions *self, const GPtrArray *faces)
{
  MlsTally *tally = mls_tally_new (mls_project_get_rules (project_of (self))->n_vintages);
  MlsNearness near[MLS_MAX_VINTAGES];

  for (guint i = 0; i < faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (faces, i);

      mls_census_get_near (census_of (self), face->id, near);
      mls_tally_add_face (tally, face, near, mls_face_area2 (face));
    }

  return tally;
}

/* What is selected is little enough to be counted at once. */
static MlsMatrix *
make_selected (MlsTransitions *self)
{
  g_autoptr (GPtrArray) faces = read_selected (self);
  g_autoptr (MlsTally) tally = tally_faces (self, faces);
  MlsMatrix *matrix = mls_matrix_new (tally, &self->query);

  if (self->is_counted)
    mls_matrix_count_faces (matrix, &self->query, faces, get_near, (gpointer) census_of (self));

  return matrix;
}

/* Of a census of this ground; NULL where it is of another, or for what is selected. */
static const MlsTally *
find_tally (MlsTransitions *self)
{
  const MlsCensus *census = census_of (self);

  switch (self->where)
    {
    case MLS_WHERE_EVERYWHERE:
      return mls_census_get_whole (census);
    case MLS_WHERE_ZONE:
      return mls_census_get_areas (census) != NULL ? mls_census_get_area (census, 0) : NULL;
    case MLS_WHERE_AREA:
      return mls_census_get_areas (census) == self->areas ? mls_census_get_area (census, self->area) : NULL;
    case MLS_WHERE_SELECTED:
    case MLS_N_WHERES:
      break;
    }

  return NULL;
}

static MlsMatrix *
make_matrix (MlsTransitions *self)
{
  const MlsTally *tally = find_tally (self);

  if (self->where == MLS_WHERE_SELECTED)
    return make_selected (self);

  return tally != NULL ? mls_matrix_new (tally, &self->query) : NULL;
}

static MlsSeries *
make_series (MlsTransitions *self)
{
  const MlsTally *tally = find_tally (self);
  g_autoptr (GPtrArray) faces = self->where == MLS_WHERE_SELECTED ? read_selected (self) : NULL;
  g_autoptr (MlsTally) selected = faces != NULL ? tally_faces (self, faces) : NULL;

  return mls_series_new (selected != NULL ? selected : tally, &self->query);
}

/* Of which ground counts are: of a layer only the one area. */
static MlsFigures *
find_counted (MlsTransitions *self)
{
  return self->where == MLS_WHERE_AREA ? mls_figures_only (self->areas, self->area) : find_areas (self);
}

static void
count (MlsTransitions *self)
{
  g_autoptr (MlsFigures) areas = NULL;

  mls_live_count_stop (self->count);
  if (!self->is_counted || self->matrix == NULL || self->where == MLS_WHERE_SELECTED)
    return;

  areas = find_counted (self);
  mls_live_count_start (self->count, make_matrix (self), &self->query, areas);
}

static gboolean
has_rested (gpointer user_data)
{
  MlsTransitions *self = user_data;

  self->rest_source = 0;
  count (self);

  return G_SOURCE_REMOVE;
}

static void
count_later (MlsTransitions *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (self->is_counted)
    self->rest_source = g_timeout_add (REST_MS, has_rested, self);
}

/* Makes the table anew, of what is known. */
static void
project_matrix (MlsTransitions *self)
{
  g_clear_pointer (&self->matrix, mls_matrix_free);
  g_clear_pointer (&self->series, mls_series_free);
  if (census_of (self) != NULL)
    self->matrix = make_matrix (self);
}

/* Another table is asked for: what was counted is of none any more. */
static void
show_other (MlsTransitions *self)
{
  mls_live_count_forget (self->count);
  project_matrix (self);
  count (self);
  emit_changed (self);
}

static void
show_census (gpointer self)
{
  show_other (self);
}

static void
show_count (gpointer self)
{
  emit_changed (self);
}

/* The census */

/* Where a vintage is now, which another program may have put elsewhere; @other if it is gone. */
static guint
find_again (MlsTransitions *self, guint vintage, guint other)
{
  const MlsRules *rules = mls_project_get_rules (project_of (self));

  guint found = other;

  if (self->vintages == NULL)
    return vintage;

  mls_vintage_find (rules->vintages, rules->n_vintages, self->vintages[vintage].code, &found);

  return found;
}

static void
look_at_rules (MlsTransitions *self)
{
  const MlsRules *rules = mls_project_get_rules (project_of (self));
  guint newest = mls_vintage_newest (rules->vintages, rules->n_vintages);

  self->query.from = find_again (self, self->query.from, mls_vintage_other (rules->vintages, rules->n_vintages, newest));
  self->query.to = find_again (self, self->query.to, newest);
  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&self->vintages, g_free);
  self->nomenclature = mls_nomenclature_ref ((MlsNomenclature *) rules->nomenclature);
  self->vintages = g_memdup2 (rules->vintages, rules->n_vintages * sizeof *rules->vintages);
  self->query.classing.nomenclature = self->nomenclature;
  self->query.vintages = self->vintages;
  self->query.language = rules->language;
}

/* What the classes shown may depend on. */
static MlsNearness
asked_of (MlsTransitions *self)
{
  return mls_nearness_asked_for (self->nomenclature, self->query.classing.indicator);
}

static void
take (MlsTransitions *self)
{
  g_autoptr (MlsFigures) areas = find_areas (self);

  look_at_rules (self);
  self->asked = asked_of (self);
  mls_live_census_take (self->live, &(MlsCensusQuery){ self->nomenclature, self->asked, areas });
  show_other (self);
}

static void
project_changed (MlsTransitions *self, MlsDelta *delta)
{
  gboolean is_taken = census_of (self) != NULL;

  if (delta == NULL || (!is_taken && !mls_live_census_is_busy (self->live)))
    {
      take (self);
      return;
    }

  mls_live_census_change (self->live, delta);
  if (!is_taken)
    return;

  project_matrix (self);
  count_later (self);
  emit_changed (self);
}

/* It may be another zone, or there is none any more. */
static void
zone_changed (MlsTransitions *self)
{
  if (self->where != MLS_WHERE_ZONE)
    return;

  if (!mls_transitions_has_where (self, MLS_WHERE_ZONE))
    self->where = MLS_WHERE_EVERYWHERE;
  take (self);
}

static void
selection_changed (MlsTransitions *self)
{
  if (self->where == MLS_WHERE_SELECTED)
    show_other (self);
}

/* Questions */

/**
 * mls_transitions_get_workspace:
 * @self: transitions
 *
 * Returns: (transfer none): the workspace they are of
 */
MlsWorkspace *
mls_transitions_get_workspace (MlsTransitions *self)
{
  return self->workspace;
}

/**
 * mls_transitions_get_query:
 * @self: transitions
 *
 * Returns: (transfer none): which dates and which classes
 */
const MlsMatrixQuery *
mls_transitions_get_query (MlsTransitions *self)
{
  return &self->query;
}

/**
 * mls_transitions_set_vintages:
 * @self: transitions
 * @from: a vintage of the project
 * @to: another one
 */
void
mls_transitions_set_vintages (MlsTransitions *self, guint from, guint to)
{
  if (self->query.from == from && self->query.to == to)
    return;

  self->query.from = from;
  self->query.to = to;
  show_other (self);
}

/**
 * mls_transitions_set_classing:
 * @self: transitions
 * @name: a dimension or an indicator, as mls_classing_set_name() knows it
 * @level: of the classes of a dimension, from 1
 */
void
mls_transitions_set_classing (MlsTransitions *self, const char *name, guint level)
{
  if (g_str_equal (mls_classing_name (&self->query.classing), name) && self->query.classing.level == level)
    return;

  g_return_if_fail (mls_classing_set_name (&self->query.classing, name));
  self->query.classing.level = level;
  if ((asked_of (self) & ~self->asked) == 0)
    show_other (self);
  else
    take (self);
}

/**
 * mls_transitions_get_where:
 * @self: transitions
 *
 * Returns: of what ground they are
 */
MlsWhere
mls_transitions_get_where (MlsTransitions *self)
{
  return self->where;
}

/**
 * mls_transitions_has_where:
 * @self: transitions
 * @where: some ground
 *
 * Returns: whether there is such ground
 */
gboolean
mls_transitions_has_where (MlsTransitions *self, MlsWhere where)
{
  switch (where)
    {
    case MLS_WHERE_ZONE:
      return mls_project_get_rules (project_of (self))->zone.ground != NULL;
    case MLS_WHERE_AREA:
      return self->areas != NULL;
    case MLS_WHERE_EVERYWHERE:
    case MLS_WHERE_SELECTED:
    case MLS_N_WHERES:
      break;
    }

  return TRUE;
}

/**
 * mls_transitions_set_where:
 * @self: transitions
 * @where: of what ground; such as there is
 */
void
mls_transitions_set_where (MlsTransitions *self, MlsWhere where)
{
  g_return_if_fail (mls_transitions_has_where (self, where));

  if (self->where == where)
    return;

  self->where = where;
  if (where == MLS_WHERE_ZONE || where == MLS_WHERE_AREA)
    take (self);
  else
    show_other (self);
}

/**
 * mls_transitions_get_areas:
 * @self: transitions
 *
 * Returns: (transfer none) (nullable): the areas of which mls_transitions_set_area() named one last
 */
MlsFigures *
mls_transitions_get_areas (MlsTransitions *self)
{
  return self->areas;
}

/**
 * mls_transitions_get_area:
 * @self: transitions
 *
 * Returns: which of these areas
 */
guint
mls_transitions_get_area (MlsTransitions *self)
{
  return self->area;
}

/**
 * mls_transitions_set_area:
 * @self: transitions
 * @areas: (transfer none): figures of a reference layer, indexed
 * @i: the one whose ground is wanted; of the same layer it is there at once
 */
void
mls_transitions_set_area (MlsTransitions *self, MlsFigures *areas, guint i)
{
  gboolean is_taken = self->where == MLS_WHERE_AREA && areas == self->areas;

  g_return_if_fail (i < mls_figures_get_n (areas));

  mls_figures_ref (areas);
  g_clear_pointer (&self->areas, mls_figures_unref);
  self->areas = areas;
  self->area = i;
  self->where = MLS_WHERE_AREA;
  if (is_taken)
    show_other (self);
  else
    take (self);
}

/**
 * mls_transitions_set_counted:
 * @self: transitions
 * @counted: whether counts are wanted, which take a while: see mls_matrix_count()
 */
void
mls_transitions_set_counted (MlsTransitions *self, gboolean counted)
{
  if (self->is_counted == counted)
    return;

  self->is_counted = counted;
  if (self->where == MLS_WHERE_SELECTED)
    project_matrix (self);
  else if (mls_live_count_get (self->count) == NULL)
    count (self);
  emit_changed (self);
}

/* Answers */

/**
 * mls_transitions_get_matrix:
 * @self: transitions
 *
 * Returns: (transfer none) (nullable): the matrix, until "changed": counted if that is wanted, and then as of the last
 *   count while a new one is made; %NULL while there is none
 */
const MlsMatrix *
mls_transitions_get_matrix (MlsTransitions *self)
{
  return self->is_counted && self->where != MLS_WHERE_SELECTED ? mls_live_count_get (self->count) : self->matrix;
}

/**
 * mls_transitions_get_series:
 * @self: transitions
 *
 * Returns: (transfer none) (nullable): each class at all dates, until "changed"; %NULL while there is no matrix
 */
const MlsSeries *
mls_transitions_get_series (MlsTransitions *self)
{
  if (self->series == NULL && self->matrix != NULL)
    self->series = make_series (self);

  return self->series;
}

/**
 * mls_transitions_is_busy:
 * @self: transitions
 *
 * Returns: whether another matrix will come by itself
 */
gboolean
mls_transitions_is_busy (MlsTransitions *self)
{
  return mls_live_census_is_busy (self->live) || mls_live_count_is_busy (self->count) || self->rest_source != 0;
}

/**
 * mls_transitions_get_failure:
 * @self: transitions
 *
 * Returns: (transfer none) (nullable): why there is no matrix, for a person
 */
const char *
mls_transitions_get_failure (MlsTransitions *self)
{
  return mls_live_census_get_failure (self->live);
}

static gboolean
append_end (MlsTransitions *self, GString *words, const char *key, guint index)
{
  g_autofree char *word = NULL;

  if (index == MLS_MATRIX_ALL)
    return TRUE;

  word = mls_counted_dup_word (mls_matrix_class (mls_transitions_get_matrix (self), index), &self->query.classing);
  if (word != NULL)
    g_string_append_printf (words, "%s%s%s", words->len > 0 ? " " : "", key, word);

  return word != NULL;
}

/**
 * mls_transitions_dup_filter:
 * @self: transitions with a matrix
 * @row: what ground was, or %MLS_MATRIX_ALL
 * @column: what it is, or %MLS_MATRIX_ALL
 *
 * Returns: (transfer full) (nullable): the words of a filter that finds these changes, from the older of both dates to the
 *   newer; %NULL where there is nothing that is known to have changed
 */
char *
mls_transitions_dup_filter (MlsTransitions *self, guint row, guint column)
{
  g_autoptr (GString) words = g_string_new (NULL);
  const MlsMatrixQuery *query = &self->query;
  gboolean is_forward = query->vintages[query->from].year <= query->vintages[query->to].year;

  g_return_val_if_fail (mls_transitions_get_matrix (self) != NULL, NULL);

  if (!append_end (self, words, "from=", is_forward ? row : column) ||
      !append_end (self, words, "to=", is_forward ? column : row))
    return NULL;

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* In which areas they are told; NULL while they are not, or where it is not of an area. */
static const MlsCensus *
census_in_areas (MlsTransitions *self)
{
  const MlsCensus *census = self->where == MLS_WHERE_AREA ? census_of (self) : NULL;

  return census != NULL && mls_census_get_areas (census) == self->areas ? census : NULL;
}

/**
 * mls_transitions_make_areas:
 * @self: transitions
 *
 * Returns: (transfer full) (nullable): the figures of each area of the layer, by the classes and between the dates asked
 *   for; %NULL while there are none, or where it is not of an area
 */
MlsAreaTable *
mls_transitions_make_areas (MlsTransitions *self)
{
  const MlsCensus *census = census_in_areas (self);

  return census != NULL ? mls_area_table_new (census, &self->query, _("elsewhere")) : NULL;
}

static void
append_area (MlsTransitions *self, const MlsTally *tally, const char *name, const MlsMatrixStyle *style, GString *text)
{
  g_autoptr (MlsMatrix) matrix = mls_matrix_new (tally, &self->query);

  mls_balance_append (matrix, style, name, text);
}

/**
 * mls_transitions_dup_areas:
 * @self: transitions
 * @style: how to write it
 *
 * Returns: (transfer full) (nullable): the balance of each area of the layer, and of what lies in none, so that all add up
 *   to the territory; %NULL while there is none, or where it is not of an area
 */
char *
mls_transitions_dup_areas (MlsTransitions *self, const MlsMatrixStyle *style)
{
  const MlsCensus *census = census_in_areas (self);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (MlsTally) rest = NULL;

  if (census == NULL)
    return NULL;

  mls_balance_append_head (text, TRUE, style->separator);
  for (guint i = 0; i < mls_figures_get_n (self->areas); i++)
    {
      g_autofree char *name = mls_figures_dup_name (self->areas, i);

      if (mls_figures_get (self->areas, i)->kind == MLS_FIGURE_AREA)
        append_area (self, mls_census_get_area (census, i), name, style, text);
    }

  rest = mls_census_rest (census);
  append_area (self, rest, _("elsewhere"), style, text);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Life */

static void
mls_transitions_dispose (GObject *object)
{
  MlsTransitions *self = MLS_TRANSITIONS (object);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_pointer (&self->count, mls_live_count_free);
  g_clear_pointer (&self->live, mls_live_census_free);
  g_clear_pointer (&self->series, mls_series_free);
  g_clear_pointer (&self->matrix, mls_matrix_free);
  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&self->vintages, g_free);
  g_clear_pointer (&self->areas, mls_figures_unref);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (mls_transitions_parent_class)->dispose (object);
}

static void
mls_transitions_class_init (MlsTransitionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_transitions_dispose;

  /**
   * MlsTransitions::changed:
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
mls_transitions_init (MlsTransitions *self)
{
}

/* What is edited and the date it is compared with, the older one first. There are too many pairs for a first look. */
static void
look_at_edited (MlsTransitions *self)
{
  MlsDimension dimension = mls_workspace_get_dimension (self->workspace);
  const MlsRules *rules = mls_project_get_rules (project_of (self));

  self->query.classing = (MlsClassing){ .dimension = dimension != MLS_DIMENSION_PAIR ? dimension : MLS_DIMENSION_COVER,
                                        .level = 1,
                                        .indicator = mls_workspace_get_indicator (self->workspace) };
  mls_vintage_compare (rules->vintages, rules->n_vintages, mls_workspace_get_vintage (self->workspace), &self->query.from,
                       &self->query.to);
}

/**
 * mls_transitions_new:
 * @workspace: a workspace
 *
 * Starts to read; "changed" tells when there is a matrix: of what is edited and the date it is compared with, by what
 * is shown, or covers for pairs, at the first level.
 *
 * Returns: (transfer full): the transitions
 */
MlsTransitions *
mls_transitions_new (MlsWorkspace *workspace)
{
  MlsTransitions *self = g_object_new (MLS_TYPE_TRANSITIONS, NULL);

  self->workspace = g_object_ref (workspace);
  self->live = mls_live_census_new (project_of (self), show_census, self);
  self->count = mls_live_count_new (project_of (self), show_count, self);
  look_at_edited (self);
  g_signal_connect_object (project_of (self), "changed", G_CALLBACK (project_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project_of (self), "zone-changed", G_CALLBACK (zone_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "selection-changed", G_CALLBACK (selection_changed), self, G_CONNECT_SWAPPED);
  take (self);

  return self;
}
