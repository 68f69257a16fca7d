#include "ui/state-menu.h"

#include "ui/keys.h"

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

  GtkGrid  *grid;
  GtkBox   *choices[N_ROWS];
  GtkScale *fills;

  gboolean  showing;       /* the buttons follow the workspace, and say nothing to it */
};

G_DEFINE_FINAL_TYPE (MlsStateMenu, mls_state_menu, GTK_TYPE_POPOVER)

static const struct
{
  const char *title;
  const char *action; /* whose key does the same */
  const char *back;   /* whose key does the contrary */
} rows[N_ROWS] = {
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
static const char *const indicators[] = { N_("4 classes"), N_("21 classes"), N_("ENAF") };
static const char *const views[] = { N_("Cover"), N_("Use"), N_("Both") };

static guint
vintage_at (MlsStateMenu *self, guint i)
{
  return g_array_index (self->by_year, guint, i);
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
choose (MlsStateMenu *self, Row row, guint i)
{
  switch (row)
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
      mls_workspace_set_dimension (self->workspace, (MlsDimension) i);
      break;
    case ROW_LEVEL:
      mls_workspace_set_level (self->workspace, i + 1);
      break;
    case ROW_INDICATOR:
      mls_workspace_set_indicator (self->workspace, (MlsIndicator) (i + 1));
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
is_chosen (MlsStateMenu *self, Row row, guint i)
{
  MlsVintageSet named = mls_workspace_get_named (self->workspace);

  switch (row)
    {
    case ROW_VINTAGE:
      return vintage_at (self, i) == mls_workspace_get_vintage (self->workspace);
    case ROW_KIND:
      return (i == 1) == mls_workspace_get_correction (self->workspace);
    case ROW_DATES:
      return i == 0 ? named == 0
                    : named != 0 && ((named | edited (self)) & MLS_VINTAGE (vintage_at (self, i - 1))) != 0;
    case ROW_VIEW:
      return (MlsDimension) i == mls_workspace_get_dimension (self->workspace);
    case ROW_LEVEL:
      return i + 1 == mls_workspace_get_level (self->workspace) &&
             mls_workspace_get_indicator (self->workspace) == MLS_INDICATOR_NONE;
    case ROW_INDICATOR:
      return (MlsIndicator) (i + 1) == mls_workspace_get_indicator (self->workspace);
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
is_choosable (MlsStateMenu *self, Row row, guint i)
{
  if (row == ROW_INDICATOR)
    return mls_nomenclature_has_indicator (mls_project_get_rules (mls_workspace_get_project (self->workspace))->nomenclature,
                                           (MlsIndicator) (i + 1));
  if (row != ROW_DATES)
    return TRUE;

  return mls_workspace_get_correction (self->workspace) &&
         (i == 0 || vintage_at (self, i - 1) != mls_workspace_get_vintage (self->workspace));
}

static void
show_row (MlsStateMenu *self, Row row)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->choices[row]));

  for (guint i = 0; button != NULL; i++, button = gtk_widget_get_next_sibling (button))
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), is_chosen (self, row, i));
      gtk_widget_set_sensitive (button, is_choosable (self, row, i));
    }
}

static void
show_state (MlsStateMenu *self)
{
  self->showing = TRUE;
  for (Row row = ROW_VINTAGE; row < ROW_FILLS; row++)
    show_row (self, row);
  gtk_range_set_value (GTK_RANGE (self->fills), mls_workspace_get_opacity (self->workspace));
  self->showing = FALSE;
}

/* What was clicked decides, not how it looks now: two buttons of a row may never be in at once. */
static void
on_toggled (GtkToggleButton *button, MlsStateMenu *self)
{
  Row row = (Row) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "row"));
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  if (self->showing || self->workspace == NULL)
    return;

  choose (self, row, i);
  show_state (self);
}

static void
on_fills_changed (GtkRange *range, MlsStateMenu *self)
{
  if (!self->showing && self->workspace != NULL)
    mls_workspace_set_opacity (self->workspace, gtk_range_get_value (range));
}

static void
on_closed (MlsStateMenu *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-map", NULL);
}

/* A menu hears the keys that are pressed while it is open, and nobody else: those that stand beside
 * its rows are obeyed all the same. */
static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, MlsStateMenu *self)
{
  const MlsKey *key = mls_keys_find (MLS_KEY_MODE_MAP, keyval, state);

  for (Row row = ROW_VINTAGE; key != NULL && row < N_ROWS; row++)
    if (g_strcmp0 (key->action, rows[row].action) == 0 || g_strcmp0 (key->action, rows[row].back) == 0)
      return gtk_widget_activate_action (GTK_WIDGET (self), key->action, NULL);

  return FALSE;
}

static void
add_choice (MlsStateMenu *self, Row row, const char *text)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (text);
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->choices[row]));
  guint index = last != NULL ? GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (last), "index")) + 1 : 0;
  g_autofree char *name = g_strdup_printf ("%s: %s", _(rows[row].title), text);

  g_object_set_data (G_OBJECT (button), "row", GINT_TO_POINTER (row));
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "toggled", G_CALLBACK (on_toggled), self);
  gtk_box_append (self->choices[row], button);
}

static void
add_switch (MlsStateMenu *self, Row row)
{
  add_choice (self, row, C_("drawing", "Hidden"));
  add_choice (self, row, C_("drawing", "Shown"));
}

static void
clear_choices (MlsStateMenu *self, Row row)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->choices[row]))) != NULL)
    gtk_box_remove (self->choices[row], child);
}

static int
compare_years (gconstpointer a, gconstpointer b, gpointer rules)
{
  const MlsVintage *vintages = ((const MlsRules *) rules)->vintages;

  return vintages[*(const guint *) a].year - vintages[*(const guint *) b].year;
}

/* A button a vintage, by year whatever their order in the file. */
static void
list_vintages (MlsStateMenu *self)
{
  const MlsRules *of = mls_project_get_rules (mls_workspace_get_project (self->workspace));

  g_array_set_size (self->by_year, 0);
  for (guint v = 0; v < of->n_vintages; v++)
    g_array_append_val (self->by_year, v);
  g_array_sort_with_data (self->by_year, compare_years, (gpointer) of);

  clear_choices (self, ROW_VINTAGE);
  clear_choices (self, ROW_DATES);
  add_choice (self, ROW_DATES, C_("dates", "All"));
  for (guint i = 0; i < self->by_year->len; i++)
    {
      g_autofree char *year = g_strdup_printf ("%d", of->vintages[vintage_at (self, i)].year);

      add_choice (self, ROW_VINTAGE, year);
      add_choice (self, ROW_DATES, year);
    }
}

static GtkWidget *
key_new (const char *action)
{
  const MlsKey *key = mls_keys_of_action (action);
  g_autofree char *text = key != NULL ? mls_key_get_label (key) : NULL;
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "key");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (label, GTK_ALIGN_END);

  return label;
}

static void
add_row (MlsStateMenu *self, Row row, GtkWidget *content)
{
  GtkWidget *title = gtk_label_new (_(rows[row].title));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "dim-label");
  gtk_grid_attach (self->grid, title, 0, (int) row, 1, 1);
  gtk_grid_attach (self->grid, content, 1, (int) row, 1, 1);
  if (rows[row].action != NULL)
    gtk_grid_attach (self->grid, key_new (rows[row].action), 2, (int) row, 1, 1);
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
  g_array_unref (MLS_STATE_MENU (object)->by_year);

  G_OBJECT_CLASS (mls_state_menu_parent_class)->finalize (object);
}

static void
mls_state_menu_class_init (MlsStateMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_state_menu_dispose;
  G_OBJECT_CLASS (klass)->finalize = mls_state_menu_finalize;
}

static void
mls_state_menu_init (MlsStateMenu *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->by_year = g_array_new (FALSE, FALSE, sizeof (guint));
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 8);
  gtk_grid_set_column_spacing (self->grid, 14);
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "state-menu");

  for (Row row = ROW_VINTAGE; row < ROW_FILLS; row++)
    {
      self->choices[row] = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
      gtk_widget_add_css_class (GTK_WIDGET (self->choices[row]), "linked");
      add_row (self, row, GTK_WIDGET (self->choices[row]));
    }
  add_row (self, ROW_FILLS, fills_new (self));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_choice (self, ROW_KIND, _(kinds[i]));
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    add_choice (self, ROW_VIEW, _(views[i]));
  for (guint level = 1; level <= MLS_FINEST_LEVEL; level++)
    {
      g_autofree char *number = g_strdup_printf ("%u", level);

      add_choice (self, ROW_LEVEL, number);
    }

  for (guint i = 0; i < G_N_ELEMENTS (indicators); i++)
    add_choice (self, ROW_INDICATOR, _(indicators[i]));
  add_switch (self, ROW_PATTERNS);
  add_switch (self, ROW_CODES);

  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->grid));
  g_signal_connect (self, "closed", G_CALLBACK (on_closed), NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
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
  show_state (self);
}
