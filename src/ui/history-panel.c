#include "ui/history-panel.h"

#include "base/format.h"
#include "store/verb-title.h"
#include "ui/compare-menu.h"
#include "ui/filter-entry.h"
#include "ui/history-card.h"
#include "ui/list-progress.h"
#include "ui/list-row.h"
#include "ui/list-stop.h"
#include "ui/operation-text.h"

#include <glib/gi18n.h>

struct _MlsHistoryPanel
{
  GtkBox              parent_instance;

  /* owned */
  MlsProject         *project;    /* (nullable) */
  MlsReferences      *references; /* (nullable) */
  MlsHistory         *history;    /* (nullable) */
  MlsHistoryEntry    *shown;      /* (nullable): in hand, and told */

  MlsFilterEntry     *filter;
  GtkLabel           *count;
  MlsListProgress    *progress;   /* of a search that takes long */
  gint64              begun;      /* that search; µs of the monotonic clock */
  gint64              wanted;     /* an operation to go to once it is listed, or 0 */
  GtkStack           *stack;
  GtkLabel           *none;
  GtkWidget          *looking;    /* turns while nothing is found yet */
  GtkListView        *view;
  GtkSelectionModel  *selection;
  MlsHistoryCard     *card;
};

G_DEFINE_FINAL_TYPE (MlsHistoryPanel, mls_history_panel, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Rows */

static GtkWidget *
label_new (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* The labels of a row, in their order. */
enum
{
  TITLE,
  TIME,
  DETAIL,
  GROUND,
  N_LABELS
};

static void
setup_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *labels[N_LABELS] = { label_new (NULL), label_new ("dim-label"), label_new ("dim-label"), label_new ("dim-label") };

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_widget_set_hexpand (labels[TITLE], TRUE);
  gtk_widget_add_css_class (labels[TIME], "numeric");
  gtk_widget_add_css_class (labels[GROUND], "numeric");
  gtk_grid_attach (GTK_GRID (grid), labels[TITLE], 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), labels[TIME], 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), labels[DETAIL], 0, 1, 2, 1);
  gtk_grid_attach (GTK_GRID (grid), labels[GROUND], 0, 2, 2, 1);
  gtk_list_item_set_child (item, grid);
}

static GtkLabel *
label_of (GtkListItem *item, int which)
{
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  for (int i = 0; i < which; i++)
    label = gtk_widget_get_next_sibling (label);

  return GTK_LABEL (label);
}

/* What the layers call the place; NULL of what was nowhere, or everywhere. */
static char *
dup_place (MlsHistoryPanel *self, MlsHistoryEntry *entry)
{
  MlsBox box;

  if (mls_history_entry_get_told (entry)->operation->barrier || !mls_history_entry_get_box (entry, &box))
    return NULL;

  return mls_references_dup_area_at (self->references, mls_box_centre (&box));
}

/* "CS6.3.0 → CS4.1.1 · 2 340 m² · Plouzané" */
static char *
dup_ground (MlsHistoryPanel *self, MlsHistoryEntry *entry)
{
  const MlsHistoryTold *told = mls_history_entry_get_told (entry);
  g_autofree char *turnover = told->turnover != NULL ? mls_turnover_dup_text (told->turnover) : g_strdup ("");
  g_autofree char *place = dup_place (self, entry);

  return g_strconcat (turnover, *turnover != '\0' && place != NULL ? " · " : "", place, NULL);
}

static void
write_row (MlsHistoryPanel *self, GtkListItem *item, MlsHistoryEntry *entry)
{
  const MlsHistoryTold *told = mls_history_entry_get_told (entry);
  const MlsOperation *operation = told->operation;
  g_autofree char *title = mls_operation_dup_title (operation, told->undone);
  g_autofree char *time = mls_verb_time (operation);
  g_autofree char *detail = mls_operation_dup_detail (operation, mls_project_get_rules (self->project));
  g_autofree char *ground = dup_ground (self, entry);

  gtk_label_set_text (label_of (item, TITLE), title);
  gtk_label_set_text (label_of (item, TIME), time);
  gtk_label_set_text (label_of (item, DETAIL), detail);
  gtk_label_set_text (label_of (item, GROUND), ground);
  if (operation->undone_by != 0)
    gtk_widget_add_css_class (GTK_WIDGET (label_of (item, TITLE)), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label_of (item, TITLE)), "dim-label");
}

/* A row keeps its three lines while nothing is told yet: nothing jumps when it is. */
static void
show_row (MlsHistoryPanel *self, GtkListItem *item)
{
  MlsHistoryEntry *entry = gtk_list_item_get_item (item);
  const MlsHistoryTold *told = mls_history_entry_get_told (entry);
  g_autofree char *id = mls_format_id (mls_history_entry_get_id (entry));

  if (told != NULL && told->operation != NULL && self->project != NULL)
    {
      write_row (self, item, entry);
    }
  else
    {
      gtk_label_set_text (label_of (item, TITLE), "…");
      gtk_label_set_text (label_of (item, TIME), id);
      gtk_label_set_text (label_of (item, DETAIL), "");
      gtk_label_set_text (label_of (item, GROUND), "");
    }
  mls_list_row_tell (item);
}

static void
on_told (MlsHistoryEntry *entry, GtkListItem *item)
{
  show_row (g_object_get_data (G_OBJECT (item), "panel"), item);
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item, MlsHistoryPanel *self)
{
  MlsHistoryEntry *entry = gtk_list_item_get_item (item);

  g_object_set_data (G_OBJECT (item), "panel", self);
  g_signal_connect (entry, "told", G_CALLBACK (on_told), item);
  show_row (self, item);
  if (mls_history_entry_get_told (entry) == NULL && self->history != NULL)
    mls_history_want (self->history, entry);
}

static void
unbind_row (GtkSignalListItemFactory *factory, GtkListItem *item, MlsHistoryPanel *self)
{
  MlsHistoryEntry *entry = gtk_list_item_get_item (item);

  g_signal_handlers_disconnect_by_func (entry, on_told, item);
  if (self->history != NULL && self->shown != entry)
    mls_history_forgo (self->history, entry);
}

/* What is in hand */

static void
show_entry (MlsHistoryPanel *self, MlsHistoryEntry *entry, gboolean anew)
{
  const MlsHistoryTold *told = entry != NULL ? mls_history_entry_get_told (entry) : NULL;
  gboolean is_there = told != NULL && told->operation != NULL;

  if (is_there)
    {
      g_autofree char *place = dup_place (self, entry);

      g_autoptr (GMenuModel) others =
        mls_compare_menu_new (mls_project_get_store (self->project), mls_history_entry_get_id (entry));

      mls_history_card_show (self->card, entry, place, mls_project_get_rules (self->project));
      mls_history_card_set_others (self->card, others);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->card), is_there);
  g_signal_emit (self, signals[CHOSEN], 0, is_there ? entry : NULL, anew);
}

static void
shown_told (MlsHistoryPanel *self, MlsHistoryEntry *entry)
{
  gboolean anew = g_object_get_data (G_OBJECT (entry), "waits") != NULL;

  g_object_set_data (G_OBJECT (entry), "waits", NULL);
  show_entry (self, entry, anew);
}

/* It is gone to once it is told. */
static void
take (MlsHistoryPanel *self, MlsHistoryEntry *entry)
{
  if (self->shown == entry)
    return;

  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_func (self->shown, shown_told, self);
  g_set_object (&self->shown, entry);
  if (entry != NULL)
    g_signal_connect_object (entry, "told", G_CALLBACK (shown_told), self, G_CONNECT_SWAPPED);

  if (entry == NULL || mls_history_entry_get_told (entry) != NULL)
    {
      show_entry (self, entry, TRUE);
      return;
    }

  g_object_set_data (G_OBJECT (entry), "waits", self);
  mls_history_want (self->history, entry);
}

/* One is told in full, of several no more than that they are. */
static void
on_selected (MlsHistoryPanel *self)
{
  g_autoptr (GtkBitset) rows = gtk_selection_model_get_selection (self->selection);
  guint64 n = gtk_bitset_get_size (rows);
  g_autoptr (MlsHistoryEntry) only =
    n == 1 ? g_list_model_get_item (G_LIST_MODEL (self->selection), gtk_bitset_get_minimum (rows)) : NULL;

  take (self, only);
  if (n > 1)
    {
      g_autoptr (GArray) operations = mls_history_panel_list_selected (self);

      mls_history_card_show_several (self->card, operations);
    }
  if (n != 1)
    gtk_widget_set_visible (GTK_WIDGET (self->card), n > 1);
}

static void
on_activate (MlsHistoryPanel *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-map", NULL);
}

/* Searching */

/* A search that takes less is there before anybody would stop it. */
#define LONG_US 400000

static char *
dup_count (MlsHistoryPanel *self, guint n)
{
  g_autofree char *number = mls_format_count (n);

  if (!mls_history_is_done (self->history))
    /* Translators: how many operations were found so far. */
    return g_strdup_printf (_("%s so far"), number);

  return g_strdup_printf (ngettext ("%s operation", "%s operations", n), number);
}

static void
tell_progress (MlsHistoryPanel *self)
{
  if (mls_history_is_stopped (self->history))
    mls_list_progress_stop (self->progress);
  else if (mls_history_is_done (self->history))
    mls_list_progress_end (self->progress);
  else if (g_get_monotonic_time () - self->begun > LONG_US)
    mls_list_progress_tell (self->progress, mls_history_get_done (self->history));
}

static const char *
text_of_none (MlsHistoryPanel *self)
{
  if (mls_history_get_failure (self->history) != NULL)
    return mls_history_get_failure (self->history);
  if (mls_history_is_stopped (self->history))
    return _("Nothing found so far");

  return mls_history_is_done (self->history) ? _("Nothing that was done is like that") : _("Looking back…");
}

static void
choose_row (MlsHistoryPanel *self, guint row)
{
  /* As a hand does: what Shift extends begins there. */
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.select-item", "(ubb)", row, FALSE, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", row);
}

/* What is listed leaves out the operation that is wanted. */
static void
ask_for_all (MlsHistoryPanel *self)
{
  g_autoptr (MlsFilter) filter = mls_filter_entry_parse (self->filter);

  if (filter == NULL)
    self->wanted = 0;
  else
    mls_filter_entry_write (self->filter, "");
}

static void
choose_wanted (MlsHistoryPanel *self)
{
  guint row = self->wanted != 0 ? mls_history_find (self->history, self->wanted) : G_MAXUINT;

  if (row != G_MAXUINT)
    {
      self->wanted = 0;
      choose_row (self, row);
    }
  else if (self->wanted != 0 && mls_history_is_done (self->history))
    ask_for_all (self);
}

static void
tell_search (MlsHistoryPanel *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->history));
  gboolean is_looking = !mls_history_is_done (self->history) && !mls_history_is_stopped (self->history);
  g_autofree char *count = dup_count (self, n);

  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->none, text_of_none (self));
  gtk_widget_set_visible (self->looking, is_looking);
  tell_progress (self);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "none");
  choose_wanted (self);
}

static void
search (MlsHistoryPanel *self)
{
  g_autoptr (MlsFilter) filter = NULL;

  if (self->history == NULL)
    return;

  filter = mls_filter_entry_parse (self->filter);
  self->begun = g_get_monotonic_time ();
  mls_list_progress_end (self->progress);
  gtk_selection_model_unselect_all (self->selection);
  mls_history_search (self->history, filter);
}

/* Making */

/* Down begins with the newest, where the list would pass over it. */
static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, MlsHistoryPanel *self)
{
  g_autoptr (GtkBitset) rows = gtk_selection_model_get_selection (self->selection);
  gboolean begins = gtk_bitset_is_empty (rows);

  if (keyval == GDK_KEY_Escape)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.leave-history", NULL);
  else if (keyval == GDK_KEY_Down && begins)
    mls_history_panel_step (self, 1);
  else
    return FALSE;

  return TRUE;
}

static GtkWidget *
make_header (MlsHistoryPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = label_new ("heading");
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_label_set_text (GTK_LABEL (title), _("History"));
  self->count = GTK_LABEL (label_new ("dim-label"));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_label_set_xalign (self->count, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_focus_on_click (close, FALSE);
  gtk_widget_set_tooltip_text (close, _("Leave the history (Esc)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "win.leave-history");
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Leave the history"), -1);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (box), close);

  return box;
}

static GtkWidget *
make_list (MlsHistoryPanel *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row), self);
  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (NULL));
  g_signal_connect_swapped (self->selection, "selection-changed", G_CALLBACK (on_selected), self);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (self->selection, factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "code-list");
  mls_list_stop_make (GTK_WIDGET (self->view));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What was done"), -1);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (on_activate), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);

  return scroller;
}

static GtkWidget *
make_none (MlsHistoryPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->looking = gtk_spinner_new ();
  gtk_spinner_start (GTK_SPINNER (self->looking));
  self->none = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->none), "dim-label");
  gtk_label_set_wrap (self->none, TRUE);
  gtk_label_set_xalign (self->none, 0);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), self->looking);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->none));

  return box;
}

static void
mls_history_panel_dispose (GObject *object)
{
  MlsHistoryPanel *self = MLS_HISTORY_PANEL (object);

  mls_history_panel_set_project (self, NULL, NULL, NULL);

  G_OBJECT_CLASS (mls_history_panel_parent_class)->dispose (object);
}

static void
mls_history_panel_class_init (MlsHistoryPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_history_panel_dispose;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "history");

  signals[CHOSEN] = g_signal_new ("chosen", MLS_TYPE_HISTORY_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  MLS_TYPE_HISTORY_ENTRY, G_TYPE_BOOLEAN);
}

static void
mls_history_panel_init (MlsHistoryPanel *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->filter = MLS_FILTER_ENTRY (mls_filter_entry_new (MLS_FILTER_OF_OPERATIONS));
  g_signal_connect_swapped (self->filter, "chosen", G_CALLBACK (search), self);
  self->progress = g_object_new (MLS_TYPE_LIST_PROGRESS, NULL);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, make_none (self), "none");
  gtk_stack_add_named (self->stack, make_list (self), "list");
  self->card = g_object_new (MLS_TYPE_HISTORY_CARD, "visible", FALSE, NULL);

  gtk_box_append (GTK_BOX (self), make_header (self));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->filter));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->card));
}

/**
 * mls_history_panel_set_project:
 * @self: the panel
 * @project: (nullable): whose history it lists; %NULL for none
 * @references: (nullable): what its layers call places
 * @settings: (nullable): where the filters used last are kept
 *
 * Looks at its history from the newest operation on.
 */
void
mls_history_panel_set_project (MlsHistoryPanel *self, MlsProject *project, MlsReferences *references, GSettings *settings)
{
  g_return_if_fail (MLS_IS_HISTORY_PANEL (self));

  if (self->project == project)
    return;

  if (self->selection != NULL)
    gtk_multi_selection_set_model (GTK_MULTI_SELECTION (self->selection), NULL);
  take (self, NULL);
  g_clear_object (&self->history);
  g_set_object (&self->project, project);
  g_set_object (&self->references, references);
  mls_filter_entry_set_project (self->filter, project, settings);
  if (project == NULL)
    return;

  self->history = mls_history_new (project);
  g_signal_connect_object (self->history, "searched", G_CALLBACK (tell_search), self, G_CONNECT_SWAPPED);
  gtk_multi_selection_set_model (GTK_MULTI_SELECTION (self->selection), G_LIST_MODEL (self->history));
  search (self);
}

/**
 * mls_history_panel_follow:
 * @self: the panel
 *
 * Something was done to its project.
 */
void
mls_history_panel_follow (MlsHistoryPanel *self)
{
  g_return_if_fail (MLS_IS_HISTORY_PANEL (self));

  if (self->history != NULL)
    mls_history_follow (self->history);
}

/**
 * mls_history_panel_step:
 * @self: the panel
 * @direction: 1 for what was done before the operation in hand, -1 for what was done after it
 *
 * Returns: whether there is such an operation
 */
gboolean
mls_history_panel_step (MlsHistoryPanel *self, int direction)
{
  g_autoptr (GtkBitset) rows = NULL;
  guint n, at, next;

  g_return_val_if_fail (MLS_IS_HISTORY_PANEL (self), FALSE);

  rows = gtk_selection_model_get_selection (self->selection);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  at = direction > 0 ? gtk_bitset_get_maximum (rows) : gtk_bitset_get_minimum (rows);
  next = gtk_bitset_is_empty (rows) ? 0 : at + (guint) direction;
  if (next >= n)
    return FALSE;

  choose_row (self, next);

  return TRUE;
}

/**
 * mls_history_panel_show:
 * @self: the panel, with a project
 * @id: one of its operations
 *
 * Goes to it, among all that was done where what is listed leaves it out.
 */
void
mls_history_panel_show (MlsHistoryPanel *self, gint64 id)
{
  g_return_if_fail (MLS_IS_HISTORY_PANEL (self));
  g_return_if_fail (self->history != NULL);

  self->wanted = id;
  choose_wanted (self);
}

/**
 * mls_history_panel_start:
 * @self: the panel
 *
 * The hand goes through the list.
 */
void
mls_history_panel_start (MlsHistoryPanel *self)
{
  g_return_if_fail (MLS_IS_HISTORY_PANEL (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * mls_history_panel_start_filter:
 * @self: the panel
 *
 * The hand writes what is asked for.
 */
void
mls_history_panel_start_filter (MlsHistoryPanel *self)
{
  g_return_if_fail (MLS_IS_HISTORY_PANEL (self));

  mls_filter_entry_start (self->filter);
}

/**
 * mls_history_panel_stop:
 * @self: the panel
 *
 * Looks back no further.
 */
void
mls_history_panel_stop (MlsHistoryPanel *self)
{
  g_return_if_fail (MLS_IS_HISTORY_PANEL (self));

  if (self->history != NULL)
    mls_history_stop (self->history);
}

/**
 * mls_history_panel_search_again:
 * @self: the panel
 *
 * Looks back once more, from the newest operation on.
 */
void
mls_history_panel_search_again (MlsHistoryPanel *self)
{
  g_return_if_fail (MLS_IS_HISTORY_PANEL (self));

  search (self);
}

/**
 * mls_history_panel_limit:
 * @self: the panel
 * @box: some ground
 *
 * Asks for what was done there alone.
 */
void
mls_history_panel_limit (MlsHistoryPanel *self, const MlsBox *box)
{
  g_return_if_fail (MLS_IS_HISTORY_PANEL (self));

  mls_filter_entry_limit (self->filter, box);
}

/**
 * mls_history_panel_list_selected:
 * @self: the panel
 *
 * Returns: (transfer full) (element-type gint64): the operations that are selected, the newest first
 */
GArray *
mls_history_panel_list_selected (MlsHistoryPanel *self)
{
  GArray *operations = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkBitset) rows = NULL;
  GtkBitsetIter iter;
  guint row;

  g_return_val_if_fail (MLS_IS_HISTORY_PANEL (self), operations);

  rows = gtk_selection_model_get_selection (self->selection);
  for (gboolean there = gtk_bitset_iter_init_first (&iter, rows, &row); there; there = gtk_bitset_iter_next (&iter, &row))
    {
      g_autoptr (MlsHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->selection), row);
      gint64 id = mls_history_entry_get_id (entry);

      g_array_append_val (operations, id);
    }

  return operations;
}

/**
 * mls_history_panel_get_entry:
 * @self: the panel
 *
 * Returns: (transfer none) (nullable): the operation in hand; %NULL too where several are selected
 */
MlsHistoryEntry *
mls_history_panel_get_entry (MlsHistoryPanel *self)
{
  g_return_val_if_fail (MLS_IS_HISTORY_PANEL (self), NULL);

  return self->shown;
}
