#include "ui/choices.h"

#include "ui/keys.h"

#include <glib/gi18n.h>

struct _MlsChoices
{
  GtkWidget              parent_instance;

  const MlsChoicesRow   *rows;
  guint                  n_rows;
  const MlsChoicesFuncs *funcs;
  gpointer               user_data;

  /* owned */
  GtkWidget             *grid;
  GtkBox               **buttons;  /* of each row */
  gboolean               updating; /* the buttons follow, and say nothing */
};

G_DEFINE_FINAL_TYPE (MlsChoices, mls_choices, GTK_TYPE_WIDGET)

static void
mls_choices_dispose (GObject *object)
{
  g_clear_pointer (&MLS_CHOICES (object)->grid, gtk_widget_unparent);

  G_OBJECT_CLASS (mls_choices_parent_class)->dispose (object);
}

static void
mls_choices_finalize (GObject *object)
{
  g_free (MLS_CHOICES (object)->buttons);

  G_OBJECT_CLASS (mls_choices_parent_class)->finalize (object);
}

static void
mls_choices_class_init (MlsChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_choices_dispose;
  G_OBJECT_CLASS (klass)->finalize = mls_choices_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mls_choices_init (MlsChoices *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 14);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
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
add_row (MlsChoices *self, guint row)
{
  GtkWidget *title = gtk_label_new (_(self->rows[row].title));
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "dim-label");
  gtk_widget_add_css_class (buttons, "linked");
  self->buttons[row] = GTK_BOX (buttons);
  gtk_grid_attach (GTK_GRID (self->grid), title, 0, (int) row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), buttons, 1, (int) row, 1, 1);
  if (self->rows[row].action != NULL)
    gtk_grid_attach (GTK_GRID (self->grid), key_new (self->rows[row].action), 2, (int) row, 1, 1);
}

/**
 * mls_choices_new:
 * @rows: (array length=n_rows) (transfer none): the rows, which stay
 * @n_rows: how many
 * @funcs: (transfer none): what is asked and told, which stay
 * @user_data: for @funcs
 *
 * Returns: (transfer floating): rows without buttons
 */
GtkWidget *
mls_choices_new (const MlsChoicesRow *rows, guint n_rows, const MlsChoicesFuncs *funcs, gpointer user_data)
{
  MlsChoices *self = g_object_new (MLS_TYPE_CHOICES, NULL);

  self->rows = rows;
  self->n_rows = n_rows;
  self->funcs = funcs;
  self->user_data = user_data;
  self->buttons = g_new0 (GtkBox *, n_rows);
  for (guint row = 0; row < n_rows; row++)
    add_row (self, row);

  return GTK_WIDGET (self);
}

/* A row in which there is nothing to choose is not there. */
static void
show_row (MlsChoices *self, guint row)
{
  gboolean any = gtk_widget_get_first_child (GTK_WIDGET (self->buttons[row])) != NULL;

  for (int column = 0; column < 3; column++)
    {
      GtkWidget *widget = gtk_grid_get_child_at (GTK_GRID (self->grid), column, (int) row);

      if (widget != NULL)
        gtk_widget_set_visible (widget, any);
    }
}

static void
update_row (MlsChoices *self, guint row)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->buttons[row]));

  show_row (self, row);
  for (guint i = 0; GTK_IS_TOGGLE_BUTTON (button); i++, button = gtk_widget_get_next_sibling (button))
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), self->funcs->is_chosen (row, i, self->user_data));
      gtk_widget_set_sensitive (button, self->funcs->is_choosable == NULL ||
                                            self->funcs->is_choosable (row, i, self->user_data));
    }
}

/**
 * mls_choices_update:
 * @self: rows
 *
 * Shows what is so now.
 */
void
mls_choices_update (MlsChoices *self)
{
  self->updating = TRUE;
  for (guint row = 0; row < self->n_rows; row++)
    update_row (self, row);
  self->updating = FALSE;
}

/* What was clicked decides, not how it looks now. */
static void
on_toggled (GtkToggleButton *button, MlsChoices *self)
{
  guint row = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "row"));
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  if (self->updating)
    return;

  self->funcs->choose (row, index, self->user_data);
  mls_choices_update (self);
}

/**
 * mls_choices_add:
 * @self: rows
 * @row: one of them
 * @text: what its next button says
 */
void
mls_choices_add (MlsChoices *self, guint row, const char *text)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (text);
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->buttons[row]));
  guint index = last != NULL ? GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (last), "index")) + 1 : 0;
  g_autofree char *name = g_strdup_printf ("%s: %s", _(self->rows[row].title), text);

  g_object_set_data (G_OBJECT (button), "row", GUINT_TO_POINTER (row));
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "toggled", G_CALLBACK (on_toggled), self);
  gtk_box_append (self->buttons[row], button);
}

/**
 * mls_choices_clear:
 * @self: rows
 * @row: one of them, which has no buttons from now on
 */
void
mls_choices_clear (MlsChoices *self, guint row)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->buttons[row]))) != NULL)
    gtk_box_remove (self->buttons[row], child);
}

/**
 * mls_choices_put:
 * @self: rows
 * @row: one of them
 * @widget: (transfer floating): what stands in it in place of buttons
 */
void
mls_choices_put (MlsChoices *self, guint row, GtkWidget *widget)
{
  gtk_box_append (self->buttons[row], widget);
}

/* The widget at @index of a row, or its last one. */
static GtkWidget *
widget_at (MlsChoices *self, guint row, guint index)
{
  GtkWidget *widget = gtk_widget_get_first_child (GTK_WIDGET (self->buttons[row]));

  for (guint i = 0; i < index && widget != NULL && gtk_widget_get_next_sibling (widget) != NULL; i++)
    widget = gtk_widget_get_next_sibling (widget);

  return widget;
}

/* Where the focus is. */
static gboolean
find_focus (MlsChoices *self, guint *row, guint *index)
{
  for (guint r = 0; r < self->n_rows; r++)
    {
      GtkWidget *widget = gtk_widget_get_first_child (GTK_WIDGET (self->buttons[r]));

      for (guint i = 0; widget != NULL; i++, widget = gtk_widget_get_next_sibling (widget))
        if (widget == gtk_widget_get_focus_child (GTK_WIDGET (self->buttons[r])))
          {
            *row = r;
            *index = i;
            return TRUE;
          }
    }

  return FALSE;
}

/* To the row above or below, and on where nothing can be chosen there: GTK would go along the row. What stands in a row
 * in place of buttons has the arrows to itself. */
static gboolean
step_row (MlsChoices *self, int direction)
{
  guint row, index;

  if (!find_focus (self, &row, &index) || !GTK_IS_TOGGLE_BUTTON (widget_at (self, row, index)))
    return FALSE;

  for (guint i = 1; i < self->n_rows; i++)
    {
      guint next = (guint) ((int) (row + self->n_rows) + direction * (int) i) % self->n_rows;
      GtkWidget *widget = widget_at (self, next, index);

      if (widget != NULL && gtk_widget_get_mapped (widget) && gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD))
        return TRUE;
    }

  return TRUE;
}

/* The arrows up and down go from row to row. A menu hears the keys that are pressed while it is open, and nobody else:
 * those that stand beside its rows are obeyed all the same. */
static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, MlsChoices *self)
{
  const MlsKey *key = mls_keys_find (MLS_KEY_MODE_MAP, keyval, state);

  if (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down)
    return step_row (self, keyval == GDK_KEY_Up ? -1 : 1);

  for (guint row = 0; key != NULL && row < self->n_rows; row++)
    if (g_strcmp0 (key->action, self->rows[row].action) == 0 || g_strcmp0 (key->action, self->rows[row].back) == 0)
      return gtk_widget_activate_action_variant (GTK_WIDGET (self), key->action, NULL);

  return FALSE;
}

static void
on_closed (GtkPopover *menu)
{
  gtk_widget_activate_action (GTK_WIDGET (menu), "win.focus-map", NULL);
}

/**
 * mls_choices_fill:
 * @self: (transfer floating): rows
 * @menu: a menu that is made of them
 *
 * Lets the menu obey the keys beside the rows, and give back the focus when it closes.
 */
void
mls_choices_fill (MlsChoices *self, GtkPopover *menu)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_add_css_class (GTK_WIDGET (self), "state-menu");
  gtk_popover_set_child (menu, GTK_WIDGET (self));
  g_signal_connect (menu, "closed", G_CALLBACK (on_closed), NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (menu), keys);
}
