#include "ui/matrix-bar.h"

#include "ui/language.h"
#include "ui/level-names.h"

#include <glib/gi18n.h>

struct _MlsMatrixBar
{
  AdwBin          parent_instance;

  /* owned */
  MlsTransitions *transitions;
  GPtrArray      *classings; /* (element-type utf8) names of those that can be chosen */
  GPtrArray      *layers;    /* (element-type MlsFigures) those with areas, as they are listed behind the other grounds */
  GArray         *indices;   /* (element-type guint) which of the figures each of the areas listed is */

  GtkBox         *box;
  GtkDropDown    *from;
  GtkDropDown    *to;
  GtkDropDown    *classing;
  GtkDropDown    *level;
  GtkDropDown    *unit;
  GtkDropDown    *where;
  GtkDropDown    *area;      /* of a reference layer, while that is chosen */
  gboolean        filling;   /* what is chosen is being shown, not chosen */
};

G_DEFINE_FINAL_TYPE (MlsMatrixBar, mls_matrix_bar, ADW_TYPE_BIN)

enum
{
  UNIT_CHANGED,
  REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What can be chosen */

static const char *const dimensions[MLS_N_DIMENSIONS] = {
  [MLS_DIMENSION_COVER] = N_("Covers"),
  [MLS_DIMENSION_USE] = N_("Uses"),
  [MLS_DIMENSION_PAIR] = N_("Pairs"),
};

static const char *const units[] = { N_("Hectares"), N_("Places"), N_("Percent"), NULL };
static const char *const wheres[] = { N_("Everywhere"), N_("My zone"), N_("Selection"), NULL };

/* Behind these are reference layers. */
#define FIRST_LAYER MLS_WHERE_AREA

/* What is chosen */

static guint
place_of_where (MlsMatrixBar *self)
{
  MlsWhere where = mls_transitions_get_where (self->transitions);
  guint layer;

  if (where != MLS_WHERE_AREA)
    return where;

  return g_ptr_array_find (self->layers, mls_transitions_get_areas (self->transitions), &layer) ? FIRST_LAYER + layer : GTK_INVALID_LIST_POSITION;
}

static guint
place_of_area (MlsMatrixBar *self)
{
  guint area = mls_transitions_get_area (self->transitions);

  for (guint i = 0; i < self->indices->len; i++)
    if (g_array_index (self->indices, guint, i) == area)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static void
show_choices (MlsMatrixBar *self)
{
  const MlsMatrixQuery *query = mls_transitions_get_query (self->transitions);
  const char *name = mls_classing_name (&query->classing);
  guint i = 0;

  self->filling = TRUE;
  gtk_drop_down_set_selected (self->from, query->from);
  gtk_drop_down_set_selected (self->to, query->to);
  while (i + 1 < self->classings->len && !g_str_equal (g_ptr_array_index (self->classings, i), name))
    i++;
  gtk_drop_down_set_selected (self->classing, i);
  gtk_drop_down_set_selected (self->level, query->classing.level - 1);
  gtk_drop_down_set_selected (self->where, place_of_where (self));
  gtk_drop_down_set_selected (self->area, place_of_area (self));
  gtk_widget_set_visible (GTK_WIDGET (self->area), mls_transitions_get_where (self->transitions) == MLS_WHERE_AREA);
  gtk_widget_set_sensitive (GTK_WIDGET (self->level), query->classing.indicator == MLS_INDICATOR_NONE);
  self->filling = FALSE;
}

/* Another program may have added one. */
static void
list_vintages (MlsMatrixBar *self, GtkDropDown *choice)
{
  const MlsRules *rules = mls_project_get_rules (mls_workspace_get_project (mls_transitions_get_workspace (self->transitions)));
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  if (g_list_model_get_n_items (gtk_drop_down_get_model (choice)) == rules->n_vintages)
    return;

  for (guint i = 0; i < rules->n_vintages; i++)
    gtk_string_list_append (titles, rules->vintages[i].title);
  self->filling = TRUE;
  gtk_drop_down_set_model (choice, G_LIST_MODEL (titles));
  self->filling = FALSE;
}

static void
on_vintages (MlsMatrixBar *self)
{
  if (!self->filling)
    mls_transitions_set_vintages (self->transitions, gtk_drop_down_get_selected (self->from),
                                  gtk_drop_down_get_selected (self->to));
}

static void
on_classing (MlsMatrixBar *self)
{
  if (!self->filling)
    mls_transitions_set_classing (self->transitions,
                                  g_ptr_array_index (self->classings, gtk_drop_down_get_selected (self->classing)),
                                  gtk_drop_down_get_selected (self->level) + 1);
}

static void
on_unit (MlsMatrixBar *self)
{
  mls_transitions_set_counted (self->transitions, mls_matrix_bar_get_unit (self) == MLS_MATRIX_COUNT);
  g_signal_emit (self, signals[UNIT_CHANGED], 0);
}

/* The areas of a layer by their names. */
static void
list_areas (MlsMatrixBar *self, const MlsFigures *figures)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_array_set_size (self->indices, 0);
  for (guint i = 0; i < mls_figures_get_n (figures); i++)
    {
      g_autofree char *name = mls_figures_dup_name (figures, i);

      if (mls_figures_get (figures, i)->kind != MLS_FIGURE_AREA)
        continue;

      gtk_string_list_append (names, name);
      g_array_append_val (self->indices, i);
    }
  gtk_drop_down_set_model (self->area, G_LIST_MODEL (names));
}

static void
on_area (MlsMatrixBar *self)
{
  guint at = gtk_drop_down_get_selected (self->area);

  if (!self->filling && at < self->indices->len)
    mls_transitions_set_area (self->transitions, mls_transitions_get_areas (self->transitions), g_array_index (self->indices, guint, at));
}

static void
choose_layer (MlsMatrixBar *self, guint i)
{
  MlsFigures *figures = g_ptr_array_index (self->layers, i);

  self->filling = TRUE;
  list_areas (self, figures);
  self->filling = FALSE;
  mls_transitions_set_area (self->transitions, figures, g_array_index (self->indices, guint, 0));
}

static void
on_where (MlsMatrixBar *self)
{
  guint at = gtk_drop_down_get_selected (self->where);

  if (self->filling || at == GTK_INVALID_LIST_POSITION)
    return;

  if (at >= FIRST_LAYER)
    choose_layer (self, at - FIRST_LAYER);
  else if (mls_transitions_has_where (self->transitions, (MlsWhere) at))
    mls_transitions_set_where (self->transitions, (MlsWhere) at);
  else
    {
      show_choices (self);
      g_signal_emit (self, signals[REFUSED], 0, _("You have no zone in this project"));
    }
}

static gboolean
has_areas (const MlsFigures *figures)
{
  for (guint i = 0; i < mls_figures_get_n (figures); i++)
    if (mls_figures_get (figures, i)->kind == MLS_FIGURE_AREA)
      return TRUE;

  return FALSE;
}

/* Lists the layers that have been read, behind the other grounds. */
static void
list_layers (MlsMatrixBar *self)
{
  MlsReferences *references = mls_workspace_get_references (mls_transitions_get_workspace (self->transitions));
  g_autoptr (GPtrArray) layers = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_figures_unref);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; wheres[i] != NULL; i++)
    gtk_string_list_append (titles, _(wheres[i]));
  for (guint i = mls_references_get_n (references); i > 0; i--)
    {
      const MlsReferenceLayer *layer = mls_references_get (references, i - 1);

      if (layer->figures == NULL || !has_areas (layer->figures))
        continue;

      g_ptr_array_add (layers, mls_figures_ref (layer->figures));
      gtk_string_list_append (titles, layer->link->title);
    }

  g_clear_pointer (&self->layers, g_ptr_array_unref);
  self->layers = g_steal_pointer (&layers);
  self->filling = TRUE;
  gtk_drop_down_set_model (self->where, G_LIST_MODEL (titles));
  self->filling = FALSE;
  show_choices (self);
}

/* Making */

static GtkDropDown *
add_choice (MlsMatrixBar *self, GtkWidget *bar, const char *name, const char *const *titles, GCallback func)
{
  GtkWidget *choice = gtk_drop_down_new_from_strings (titles);

  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (choice, name);
  g_signal_connect_object (choice, "notify::selected", func, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), choice);

  return GTK_DROP_DOWN (choice);
}

static GtkDropDown *
add_translated (MlsMatrixBar *self, GtkWidget *bar, const char *name, const char *const *titles, GCallback func)
{
  g_autoptr (GPtrArray) translated = g_ptr_array_new ();

  for (guint i = 0; titles[i] != NULL; i++)
    g_ptr_array_add (translated, (gpointer) _(titles[i]));
  g_ptr_array_add (translated, NULL);

  return add_choice (self, bar, name, (const char *const *) translated->pdata, func);
}

static GtkDropDown *
add_vintages (MlsMatrixBar *self, GtkWidget *bar, const char *name)
{
  const char *const none[] = { NULL };
  GtkDropDown *choice = add_choice (self, bar, name, none, G_CALLBACK (on_vintages));

  list_vintages (self, choice);
  self->filling = TRUE;

  return choice;
}

static void
add_classing (MlsMatrixBar *self, GPtrArray *titles, const char *name, const char *title)
{
  g_ptr_array_add (self->classings, (gpointer) name);
  g_ptr_array_add (titles, (gpointer) title);
}

/* Those dimensions and indicators that the nomenclature has. */
static GtkDropDown *
add_classings (MlsMatrixBar *self, GtkWidget *bar)
{
  const MlsNomenclature *nomenclature = mls_transitions_get_query (self->transitions)->classing.nomenclature;
  const GArray *indicators = mls_nomenclature_indicators (nomenclature);
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (int d = 0; d < MLS_N_DIMENSIONS; d++)
    if (mls_nomenclature_has_dimension (nomenclature, (MlsDimension) d))
      add_classing (self, titles, mls_dimension_name ((MlsDimension) d), _(dimensions[d]));
  for (guint i = 0; i < indicators->len; i++)
    {
      MlsIndicator indicator = g_array_index (indicators, MlsIndicatorClass, i).indicator;

      add_classing (self, titles, g_quark_to_string (indicator),
                    mls_nomenclature_indicator_title (nomenclature, indicator, mls_ui_language ()));
    }
  g_ptr_array_add (titles, NULL);

  return add_choice (self, bar, _("Counted by"), (const char *const *) titles->pdata, G_CALLBACK (on_classing));
}

/* There may be a thousand communes: what is typed in the list finds one. */
static GtkDropDown *
add_area (MlsMatrixBar *self, GtkWidget *bar)
{
  const char *const none[] = { NULL };
  GtkDropDown *area = add_choice (self, bar, _("Which area"), none, G_CALLBACK (on_area));
  g_autoptr (GtkExpression) name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_drop_down_set_expression (area, name);
  gtk_drop_down_set_enable_search (area, TRUE);

  return area;
}

static GtkDropDown *
add_levels (MlsMatrixBar *self, GtkWidget *bar)
{
  g_auto (GStrv) names = mls_level_names (mls_transitions_get_query (self->transitions)->classing.nomenclature);

  return add_choice (self, bar, _("Level of the classes"), (const char *const *) names, G_CALLBACK (on_classing));
}

static void
build (MlsMatrixBar *self)
{
  GtkWidget *bar = GTK_WIDGET (self->box);

  self->filling = TRUE;
  self->from = add_vintages (self, bar, _("What it was, in rows"));
  gtk_box_append (GTK_BOX (bar), gtk_image_new_from_icon_name ("go-next-symbolic"));
  self->to = add_vintages (self, bar, _("What it is, in columns"));
  self->classing = add_classings (self, bar);
  self->level = add_levels (self, bar);
  self->unit = add_translated (self, bar, _("Unit"), units, G_CALLBACK (on_unit));
  self->where = add_translated (self, bar, _("Of what ground"), wheres, G_CALLBACK (on_where));
  self->area = add_area (self, bar);
  self->filling = FALSE;
}

static void
transitions_changed (MlsMatrixBar *self)
{
  list_vintages (self, self->from);
  list_vintages (self, self->to);
  show_choices (self);
}

static void
mls_matrix_bar_dispose (GObject *object)
{
  MlsMatrixBar *self = MLS_MATRIX_BAR (object);

  g_clear_pointer (&self->classings, g_ptr_array_unref);
  g_clear_pointer (&self->layers, g_ptr_array_unref);
  g_clear_pointer (&self->indices, g_array_unref);
  g_clear_object (&self->transitions);

  G_OBJECT_CLASS (mls_matrix_bar_parent_class)->dispose (object);
}

static void
mls_matrix_bar_class_init (MlsMatrixBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_matrix_bar_dispose;

  signals[UNIT_CHANGED] = g_signal_new ("unit-changed", MLS_TYPE_MATRIX_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", MLS_TYPE_MATRIX_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
}

static void
mls_matrix_bar_init (MlsMatrixBar *self)
{
  self->classings = g_ptr_array_new ();
  self->layers = g_ptr_array_new ();
  self->indices = g_array_new (FALSE, FALSE, sizeof (guint));
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "toolbar");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

/**
 * mls_matrix_bar_new:
 * @transitions: what is chosen of
 *
 * Returns: (transfer floating): the bar
 */
GtkWidget *
mls_matrix_bar_new (MlsTransitions *transitions)
{
  MlsMatrixBar *self = g_object_new (MLS_TYPE_MATRIX_BAR, NULL);
  MlsReferences *references = mls_workspace_get_references (mls_transitions_get_workspace (transitions));

  self->transitions = g_object_ref (transitions);
  build (self);
  g_signal_connect_object (transitions, "changed", G_CALLBACK (transitions_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (references, "changed", G_CALLBACK (list_layers), self, G_CONNECT_SWAPPED);
  list_layers (self);

  return GTK_WIDGET (self);
}

/**
 * mls_matrix_bar_get_unit:
 * @self: a bar
 *
 * Returns: what numbers are wanted
 */
MlsMatrixUnit
mls_matrix_bar_get_unit (MlsMatrixBar *self)
{
  return (MlsMatrixUnit) gtk_drop_down_get_selected (self->unit);
}

/**
 * mls_matrix_bar_set_unit_sensitive:
 * @self: a bar
 * @sensitive: whether what is shown is of whatever unit is chosen
 */
void
mls_matrix_bar_set_unit_sensitive (MlsMatrixBar *self, gboolean sensitive)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->unit), sensitive);
}
