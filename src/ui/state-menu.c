#include "ui/state-menu.h"

#include "ui/choices.h"
#include "ui/language.h"

#include <glib/gi18n.h>

typedef enum
{
  ROW_VINTAGE,
  ROW_KIND,
  ROW_DATES,
  ROW_VIEW,
  ROW_LEVEL,
  ROW_INDICATOR,
  ROW_PATTERNS,
  ROW_CODES,
  ROW_FILLS,
  N_ROWS,
} Row;

struct _MlsStateMenu
{
  GtkPopover parent_instance;

  /* owned */
  MlsWorkspace *workspace; /* (nullable) */
  GArray       *by_year;   /* (element-type guint) its vintages */

  MlsChoices   *choices;
  GtkScale     *fills;
  gboolean      showing;   /* the scale follows the workspace, and says nothing to it */
};

G_DEFINE_FINAL_TYPE (MlsStateMenu, mls_state_menu, GTK_TYPE_POPOVER)

static const MlsChoicesRow rows[N_ROWS] = {
  [ROW_VINTAGE] = { N_("Vintage"), "win.newer-vintage", "win.older-vintage" },
  [ROW_KIND] = { N_("Kind"), "win.toggle-kind" },
  [ROW_DATES] = { N_("Dates corrected"), NULL },
  [ROW_VIEW] = { N_("View"), "win.next-dimension" },
  [ROW_LEVEL] = { N_("Colours of level"), NULL },
  [ROW_INDICATOR] = { N_("Colours of indicator"), NULL },
  [ROW_PATTERNS] = { N_("Patterns"), NULL },
  [ROW_CODES] = { N_("Codes in regions"), NULL },
  [ROW_FILLS] = { N_("Fills"), "win.next-fills" },
};

static const char *const kinds[] = { N_("Change"), N_("Correction") };
static const char *const views[] = { N_("Cover"), N_("Use"), N_("Both") };

static guint
vintage_at (MlsStateMenu *self, guint i)
{
  return g_array_index (self->by_year, guint, i);
}

static const MlsNomenclature *
nomenclature_of (MlsStateMenu *self)
{
  return mls_project_get_rules (mls_workspace_get_project (self->workspace))->nomenclature;
}

/* Of a nomenclature of one dimension there is one view. */
static MlsDimension
view_at (MlsStateMenu *self, guint i)
{
  MlsDimension whole = mls_nomenclature_whole (nomenclature_of (self));

  return whole == MLS_DIMENSION_PAIR ? (MlsDimension) i : whole;
}

static MlsIndicator
indicator_at (MlsStateMenu *self, guint i)
{
  const GArray *indicators = mls_nomenclature_indicators (nomenclature_of (self));

  return i < indicators->len ? g_array_index (indicators, MlsIndicatorClass, i).indicator : MLS_INDICATOR_NONE;
}

static MlsVintageSet
edited (MlsStateMenu *self)
{
  return MLS_VINTAGE (mls_workspace_get_vintage (self->workspace));
}

/* The first button is for all dates. The edited one is always among those named. */
static void
choose_date (MlsStateMenu *self, guint i)
{
  MlsVintageSet named = mls_workspace_get_named (self->workspace);

  if (i == 0)
    named = named == 0 ? edited (self) : 0;
  else
    named = (named | edited (self)) ^ MLS_VINTAGE (vintage_at (self, i - 1));

  mls_workspace_set_named (self->workspace, named);
}

static void
choose (guint row, guint i, gpointer user_data)
{
  MlsStateMenu *self = user_data;

  if (self->workspace == NULL)
    return;

  switch ((Row) row)
    {
    case ROW_VINTAGE:
      mls_workspace_set_vintage (self->workspace, vintage_at (self, i));
      break;
    case ROW_KIND:
      mls_workspace_set_correction (self->workspace, i == 1);
      break;
    case ROW_DATES:
      choose_date (self, i);
      break;
    case ROW_VIEW:
      mls_workspace_set_dimension (self->workspace, view_at (self, i));
      break;
    case ROW_LEVEL:
      mls_workspace_set_level (self->workspace, i + 1);
      break;
    case ROW_INDICATOR:
      mls_workspace_set_indicator (self->workspace, indicator_at (self, i));
      break;
    case ROW_PATTERNS:
      mls_workspace_set_patterned (self->workspace, i == 1);
      break;
    case ROW_CODES:
      mls_workspace_set_lettered (self->workspace, i == 1);
      break;
    case ROW_FILLS:
    case N_ROWS:
      g_assert_not_reached ();
    }
}

static gboolean
is_chosen (guint row, guint i, gpointer user_data)
{
  MlsStateMenu *self = user_data;
  MlsVintageSet named = mls_workspace_get_named (self->workspace);

  switch ((Row) row)
    {
    case ROW_VINTAGE:
      return vintage_at (self, i) == mls_workspace_get_vintage (self->workspace);
    case ROW_KIND:
      return (i == 1) == mls_workspace_get_correction (self->workspace);
    case ROW_DATES:
      return i == 0 ? named == 0
                    : named != 0 && ((named | edited (self)) & MLS_VINTAGE (vintage_at (self, i - 1))) != 0;
    case ROW_VIEW:
      return view_at (self, i) == mls_workspace_get_dimension (self->workspace);
    case ROW_LEVEL:
      return i + 1 == mls_workspace_get_level (self->workspace) &&
             mls_workspace_get_indicator (self->workspace) == MLS_INDICATOR_NONE;
    case ROW_INDICATOR:
      return indicator_at (self, i) == mls_workspace_get_indicator (self->workspace);
    case ROW_PATTERNS:
      return (i == 1) == mls_workspace_get_patterned (self->workspace);
    case ROW_CODES:
      return (i == 1) == mls_workspace_get_lettered (self->workspace);
    case ROW_FILLS:
    case N_ROWS:
      break;
    }

  g_assert_not_reached ();
}

static gboolean
is_choosable (guint row, guint i, gpointer user_data)
{
  MlsStateMenu *self = user_data;

  if (row != ROW_DATES)
    return TRUE;

  return mls_workspace_get_correction (self->workspace) &&
         (i == 0 || vintage_at (self, i - 1) != mls_workspace_get_vintage (self->workspace));
}

static void
show_state (MlsStateMenu *self)
{
  self->showing = TRUE;
  gtk_range_set_value (GTK_RANGE (self->fills), mls_workspace_get_opacity (self->workspace));
  self->showing = FALSE;
  mls_choices_update (self->choices);
}

static void
on_fills_changed (GtkRange *range, MlsStateMenu *self)
{
  if (!self->showing && self->workspace != NULL)
    mls_workspace_set_opacity (self->workspace, gtk_range_get_value (range));
}

static void
add_switch (MlsStateMenu *self, Row row)
{
  mls_choices_add (self->choices, row, C_("drawing", "Hidden"));
  mls_choices_add (self->choices, row, C_("drawing", "Shown"));
}

/* A button a vintage, by year. */
static void
list_vintages (MlsStateMenu *self)
{
  const MlsRules *of = mls_project_get_rules (mls_workspace_get_project (self->workspace));

  g_clear_pointer (&self->by_year, g_array_unref);
  self->by_year = mls_vintages_by_year (of->vintages, of->n_vintages);

  mls_choices_clear (self->choices, ROW_VINTAGE);
  mls_choices_clear (self->choices, ROW_DATES);
  mls_choices_add (self->choices, ROW_DATES, C_("dates", "All"));
  for (guint i = 0; i < self->by_year->len; i++)
    {
      g_autofree char *year = g_strdup_printf ("%d", of->vintages[vintage_at (self, i)].year);

      mls_choices_add (self->choices, ROW_VINTAGE, year);
      mls_choices_add (self->choices, ROW_DATES, year);
    }
}

/* What the nomenclature has to show: rows of which there is nothing to choose are not there. */
static void
list_classes (MlsStateMenu *self)
{
  const MlsNomenclature *nomenclature = nomenclature_of (self);
  const GArray *indicators = mls_nomenclature_indicators (nomenclature);

  mls_choices_clear (self->choices, ROW_VIEW);
  mls_choices_clear (self->choices, ROW_LEVEL);
  mls_choices_clear (self->choices, ROW_INDICATOR);
  if (mls_nomenclature_whole (nomenclature) == MLS_DIMENSION_PAIR)
    for (guint i = 0; i < G_N_ELEMENTS (views); i++)
      mls_choices_add (self->choices, ROW_VIEW, _(views[i]));
  for (guint level = 1; level <= mls_nomenclature_n_levels (nomenclature); level++)
    {
      g_autofree char *number = g_strdup_printf ("%u", level);

      mls_choices_add (self->choices, ROW_LEVEL, number);
    }
  for (guint i = 0; i < indicators->len; i++)
    mls_choices_add (self->choices, ROW_INDICATOR,
                     mls_nomenclature_indicator_title (nomenclature, indicator_at (self, i), mls_ui_language ()));
}

static GtkWidget *
fills_new (MlsStateMenu *self)
{
  GtkWidget *fills = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, 0.05);

  self->fills = GTK_SCALE (fills);
  gtk_scale_set_draw_value (self->fills, FALSE);
  gtk_widget_set_hexpand (fills, TRUE);
  gtk_widget_set_size_request (fills, 180, -1);
  gtk_widget_set_tooltip_text (fills, _("Opacity of the class colours"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (fills), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Opacity of the class colours"), -1);
  g_signal_connect (fills, "value-changed", G_CALLBACK (on_fills_changed), self);

  return fills;
}

static void
mls_state_menu_dispose (GObject *object)
{
  mls_state_menu_set_workspace (MLS_STATE_MENU (object), NULL);

  G_OBJECT_CLASS (mls_state_menu_parent_class)->dispose (object);
}

static void
mls_state_menu_finalize (GObject *object)
{
  g_clear_pointer (&MLS_STATE_MENU (object)->by_year, g_array_unref);

  G_OBJECT_CLASS (mls_state_menu_parent_class)->finalize (object);
}

static void
mls_state_menu_class_init (MlsStateMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_state_menu_dispose;
  G_OBJECT_CLASS (klass)->finalize = mls_state_menu_finalize;
}

static void
add_choices (MlsStateMenu *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    mls_choices_add (self->choices, ROW_KIND, _(kinds[i]));
  add_switch (self, ROW_PATTERNS);
  add_switch (self, ROW_CODES);
  mls_choices_put (self->choices, ROW_FILLS, fills_new (self));
}

static void
mls_state_menu_init (MlsStateMenu *self)
{
  static const MlsChoicesFuncs funcs = { choose, is_chosen, is_choosable };

  self->choices = MLS_CHOICES (mls_choices_new (rows, N_ROWS, &funcs, self));
  add_choices (self);

  mls_choices_fill (self->choices, GTK_POPOVER (self));
}

/**
 * mls_state_menu_set_workspace:
 * @self: the menu
 * @workspace: (nullable): whose state it shows and changes
 */
void
mls_state_menu_set_workspace (MlsStateMenu *self, MlsWorkspace *workspace)
{
  g_return_if_fail (MLS_IS_STATE_MENU (self));

  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_set_object (&self->workspace, workspace);
  if (workspace == NULL)
    return;

  g_signal_connect_object (workspace, "state-changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  list_vintages (self);
  list_classes (self);
  show_state (self);
}
