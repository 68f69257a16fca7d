#include "ui/history-menu.h"

#include "store/verb-title.h"
#include "ui/keys.h"
#include "ui/operation-text.h"
#include "ui/short-label.h"

#include <glib/gi18n.h>
#include <stdlib.h>

/* As many each way as are ever gone through by eye. */
#define N_STEPS 50

#define WIDTH      340
#define MAX_HEIGHT 320

struct _MlsHistoryMenu
{
  GtkPopover    parent_instance;

  /* owned */
  MlsWorkspace *workspace; /* (nullable) */
  GPtrArray    *steps;     /* (element-type MlsUndoStep) a row each */

  guint         n_redo;    /* of the steps: what is undone, the next to be done again last */
  gboolean      filling;

  GtkListBox   *rows;
  GtkLabel     *none;
  GtkWidget    *scroller;
  GtkButton    *go;
};

G_DEFINE_FINAL_TYPE (MlsHistoryMenu, mls_history_menu, GTK_TYPE_POPOVER)

enum
{
  LOOKED_AT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* How far it is to the row at @index: back below 0. */
static int
steps_to (MlsHistoryMenu *self, guint index)
{
  return index < self->n_redo ? (int) (self->n_redo - index) : (int) self->n_redo - (int) index - 1;
}

static void
add_row (MlsHistoryMenu *self, guint index)
{
  const MlsOperation *what = ((const MlsUndoStep *) g_ptr_array_index (self->steps, index))->what;
  gboolean undone = index < self->n_redo;
  g_autofree char *time = mls_verb_time (what);
  g_autofree char *detail = mls_operation_dup_detail (what, mls_project_get_rules (mls_workspace_get_project (self->workspace)));
  g_autofree char *whole = g_strdup_printf ("%s, %s, %s", mls_verb_title_of_name (what->verb), detail, time);
  GtkWidget *title = mls_short_label_new (mls_verb_title_of_name (what->verb), undone ? "dim-label" : NULL);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_grid_attach (GTK_GRID (grid), title, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), mls_short_label_new (time, "dim-label"), 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), mls_short_label_new (detail, "dim-label"), 0, 1, 2, 1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), grid);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  gtk_list_box_append (self->rows, row);
}

/* Above the newest that is done: where the map is. */
static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  MlsHistoryMenu *self = user_data;
  gboolean is_now = self->n_redo > 0 && gtk_list_box_row_get_index (row) == (int) self->n_redo;

  gtk_list_box_row_set_header (row, is_now ? mls_short_label_new (_("Undone, above"), "heading") : NULL);
}

static GPtrArray *
read_steps (MlsHistoryMenu *self, GPtrArray *(*read) (MlsStore *, guint, GError **))
{
  MlsStore *store = mls_project_get_store (mls_workspace_get_project (self->workspace));
  GPtrArray *steps = read (store, N_STEPS, NULL);

  return steps != NULL ? steps : g_ptr_array_new ();
}

static void
fill (MlsHistoryMenu *self)
{
  g_autoptr (GPtrArray) redo = read_steps (self, mls_store_redo_steps);
  g_autoptr (GPtrArray) undo = read_steps (self, mls_store_undo_steps);
  GtkWidget *child;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, child);

  g_ptr_array_set_size (self->steps, 0);
  self->n_redo = redo->len;
  while (redo->len > 0)
    g_ptr_array_add (self->steps, g_ptr_array_steal_index (redo, redo->len - 1));
  while (undo->len > 0)
    g_ptr_array_add (self->steps, g_ptr_array_steal_index (undo, 0));
  for (guint i = 0; i < self->steps->len; i++)
    add_row (self, i);
  self->filling = FALSE;

  gtk_widget_set_visible (GTK_WIDGET (self->none), self->steps->len == 0);
  gtk_widget_set_visible (self->scroller, self->steps->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->go), self->steps->len > 0);
}

static void
on_row_selected (MlsHistoryMenu *self, GtkListBoxRow *row)
{
  g_autofree char *text = NULL;
  int n;

  if (self->filling || row == NULL)
    return;

  n = steps_to (self, (guint) gtk_list_box_row_get_index (row));
  text = n < 0 ? g_strdup_printf (ngettext ("Undo %d edit", "Undo %d edits", (gulong) -n), -n)
               : g_strdup_printf (ngettext ("Redo %d edit", "Redo %d edits", (gulong) n), n);
  gtk_button_set_label (self->go, text);
  g_signal_emit (self, signals[LOOKED_AT], 0,
                 g_ptr_array_index (self->steps, (guint) gtk_list_box_row_get_index (row)),
                 gtk_widget_has_focus (GTK_WIDGET (row)));
}

static void
on_go (MlsHistoryMenu *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->rows);
  int n = row != NULL ? steps_to (self, (guint) gtk_list_box_row_get_index (row)) : 0;

  gtk_popover_popdown (GTK_POPOVER (self));
  if (n != 0)
    mls_workspace_travel (self->workspace, n);
}

static gboolean
bring_into_view (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  MlsHistoryMenu *self = MLS_HISTORY_MENU (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->rows);
  GtkAdjustment *way = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_rect_t place;

  if (row != NULL && gtk_widget_get_height (GTK_WIDGET (row)) == 0)
    return G_SOURCE_CONTINUE;

  if (row != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->rows), &place))
    gtk_adjustment_set_value (way, (double) (place.origin.y + place.size.height / 2) -
                                       gtk_adjustment_get_page_size (way) / 2);

  return G_SOURCE_REMOVE;
}

/* A row that has just been made has no place yet when it takes the focus, nor has the list its height: GTK scrolls to its
 * beginning, slowly. The row is brought into view at once when they have. */
static void
show_selected (MlsHistoryMenu *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self), bring_into_view, NULL, NULL);
}

/* The next to be undone is in hand, or what was undone last where nothing else is left. */
static void
on_show (MlsHistoryMenu *self)
{
  GtkListBoxRow *row;

  if (self->workspace == NULL)
    return;

  fill (self);
  row = gtk_list_box_get_row_at_index (self->rows, (int) MIN (self->n_redo, MAX (self->steps->len, 1) - 1));
  if (row == NULL)
    return;

  gtk_list_box_select_row (self->rows, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  show_selected (self);
}

/* Who asks once more wants to see more: the window hears no keys meanwhile. */
static void
add_shortcut (MlsHistoryMenu *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *trigger = gtk_shortcut_trigger_parse_string (mls_keys_of_action ("win.history")->accelerator);

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (trigger, gtk_named_action_new ("win.whole-history")));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
mls_history_menu_dispose (GObject *object)
{
  g_clear_object (&MLS_HISTORY_MENU (object)->workspace);

  G_OBJECT_CLASS (mls_history_menu_parent_class)->dispose (object);
}

static void
mls_history_menu_finalize (GObject *object)
{
  g_ptr_array_unref (MLS_HISTORY_MENU (object)->steps);

  G_OBJECT_CLASS (mls_history_menu_parent_class)->finalize (object);
}

static void
mls_history_menu_class_init (MlsHistoryMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_history_menu_dispose;
  G_OBJECT_CLASS (klass)->finalize = mls_history_menu_finalize;

  signals[LOOKED_AT] = g_signal_new ("looked-at", MLS_TYPE_HISTORY_MENU, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_BOOLEAN);
}

static void
mls_history_menu_init (MlsHistoryMenu *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *whole = gtk_button_new_with_label (_("Whole History…"));

  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_undo_step_free);
  self->none = GTK_LABEL (gtk_label_new (_("There is nothing to undo")));
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  self->scroller = gtk_scrolled_window_new ();
  self->go = GTK_BUTTON (gtk_button_new ());

  gtk_list_box_set_activate_on_single_click (self->rows, FALSE);
  gtk_list_box_set_header_func (self->rows, update_header, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "code-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Edits"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->rows));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), MAX_HEIGHT);
  gtk_widget_add_css_class (whole, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (whole), "win.whole-history");
  gtk_widget_set_size_request (box, WIDTH, -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->none));
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->go));
  gtk_box_append (GTK_BOX (box), whole);
  gtk_popover_set_child (GTK_POPOVER (self), box);

  add_shortcut (self);
  g_signal_connect (self, "show", G_CALLBACK (on_show), NULL);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "changed",
                           G_CALLBACK (show_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->rows, "row-selected", G_CALLBACK (on_row_selected), self);
  g_signal_connect_swapped (self->rows, "row-activated", G_CALLBACK (on_go), self);
  g_signal_connect_swapped (self->go, "clicked", G_CALLBACK (on_go), self);
}

/**
 * mls_history_menu_set_workspace:
 * @self: the menu
 * @workspace: (nullable): whose edits it lists
 */
void
mls_history_menu_set_workspace (MlsHistoryMenu *self, MlsWorkspace *workspace)
{
  g_return_if_fail (MLS_IS_HISTORY_MENU (self));

  g_set_object (&self->workspace, workspace);
}
