#include "ui/queue-panel.h"

#include "document/places.h"
#include "ui/filter-entry.h"
#include "ui/help-topic.h"
#include "ui/keys.h"
#include "ui/list-progress.h"
#include "ui/list-row.h"
#include "ui/list-stop.h"
#include "ui/queue-rules.h"

#include <glib/gi18n.h>
#include <string.h>

/* Five places of two lines come before the codes above them get more room than they have to have, px. */
#define WANTED_HEIGHT 220

/* Between what is said of a place below its title. */
#define DETAIL_SEPARATOR " · "

struct _MlsQueuePanel
{
  GtkBox              parent_instance;

  GtkToggleButton    *kinds[MLS_N_QUEUES];
  GtkMenuButton      *choice; /* among rules, where several are broken, or orders; shows the count */
  GtkPopoverMenu     *menu;   /* of these */
  GtkLabel           *count;
  MlsFilterEntry     *filters[MLS_N_QUEUES]; /* (nullable): of what is listed */
  GtkLabel           *summary; /* of all that is listed */
  MlsListProgress    *progress; /* of the list that is being made */
  GtkLabel           *none;   /* stands where the list would */
  GtkWidget          *scroller;
  GtkListView        *view;
  GtkSingleSelection *selection;
  GSimpleAction      *rule;   /* owned: whose findings are listed, "" for all */
  GSimpleAction      *state;  /* owned: what became of those that are listed, "" for what is to be corrected */
  GSimpleAction      *order;  /* owned: in which changes are listed */
  GListModel         *places; /* (nullable) owned: all there are */
  MlsQueueKind        kind;
  guint               in_hand; /* the place gone to last, while it is in the list */
  guint               next;   /* where a step on goes: after the place in hand, if it is still there */
  gboolean            made;   /* the list is there */
};

G_DEFINE_FINAL_TYPE (MlsQueuePanel, mls_queue_panel, GTK_TYPE_BOX)

enum
{
  KIND_CHOSEN,
  PLACE_CHOSEN,
  LISTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What stands where there is no list. */
static const char *
text_of_none (MlsQueuePanel *self)
{
  if (!self->made)
    return _("Looking…");

  switch (self->kind)
    {
    case MLS_QUEUE_FINDINGS:
      return _("Nothing found");
    case MLS_QUEUE_CHANGES:
      return _("No change");
    case MLS_QUEUE_DIFFERENCES:
      return _("No ground differs");
    case MLS_QUEUE_FOUND:
    case MLS_N_QUEUES:
      break;
    }

  return _("No region");
}

static void
update_count (MlsQueuePanel *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint at = gtk_single_selection_get_selected (self->selection);
  gboolean is_told = gtk_widget_get_visible (GTK_WIDGET (self->progress)) && !self->made;
  g_autofree char *text = NULL;

  if (n == 0)
    text = g_strdup ("");
  else if (at != GTK_INVALID_LIST_POSITION)
    text = g_strdup_printf (_("%u of %u"), at + 1, n);
  else
    text = g_strdup_printf ("%u", n);

  gtk_label_set_text (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->none), n == 0);
  gtk_label_set_text (self->none, is_told ? "" : text_of_none (self));
  gtk_widget_set_visible (self->scroller, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), n > 0 && *gtk_label_get_text (self->summary) != '\0');
}

/* The pointer selects what it comes to rest over; in hand is what was gone to. */
static void
on_selected (MlsQueuePanel *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (selected == GTK_INVALID_LIST_POSITION)
    self->in_hand = selected;
  else if (selected != self->in_hand)
    gtk_single_selection_set_selected (self->selection, self->in_hand);
}

/* None is in hand at GTK_INVALID_LIST_POSITION. */
static void
take (MlsQueuePanel *self, guint position)
{
  self->in_hand = position;
  gtk_single_selection_set_selected (self->selection, position);
  if (position != GTK_INVALID_LIST_POSITION)
    {
      self->next = position + 1;
      gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
    }
  update_count (self);
}

static void
go_to (MlsQueuePanel *self, guint position)
{
  take (self, position);
  g_signal_emit (self, signals[PLACE_CHOSEN], 0, gtk_single_selection_get_selected_item (self->selection));
}

static void
on_activate (GtkListView *view, guint position, MlsQueuePanel *self)
{
  go_to (self, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-map", NULL);
}

static void
ask_anew (MlsQueuePanel *self)
{
  mls_queue_panel_set_list (self, NULL);
  g_signal_emit (self, signals[KIND_CHOSEN], 0, (guint) self->kind);
}

/* What belongs to the kind of list, and what help with it is about. */
static void
follow_kind (MlsQueuePanel *self)
{
  static const char *const pages[MLS_N_QUEUES] = { "findings", "review", "filter", "contrast" };

  mls_help_topic_set (GTK_WIDGET (self), pages[self->kind]);
  for (int kind = 0; kind < MLS_N_QUEUES; kind++)
    if (self->filters[kind] != NULL)
      gtk_widget_set_visible (GTK_WIDGET (self->filters[kind]), self->kind == (MlsQueueKind) kind);
}

static void
on_kind_toggled (GtkToggleButton *button, MlsQueuePanel *self)
{
  for (int kind = 0; kind < MLS_N_QUEUES; kind++)
    if (self->kinds[kind] == button && gtk_toggle_button_get_active (button) && self->kind != (MlsQueueKind) kind)
      {
        self->kind = (MlsQueueKind) kind;
        follow_kind (self);
        ask_anew (self);
      }
}

static void
setup_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);

  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (detail, "numeric");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_item_set_child (item, box);
}

/* An area alone stands behind the title: so a low window still shows several places. */
static void
arrange_row (GtkWidget *row, const char *detail)
{
  gboolean is_short = strstr (detail, DETAIL_SEPARATOR) == NULL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (row), is_short ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (row), is_short ? 8 : 0);
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *title = gtk_widget_get_first_child (row);
  MlsPlace *place = gtk_list_item_get_item (item);

  arrange_row (row, mls_place_get_detail (place));
  gtk_label_set_text (GTK_LABEL (title), mls_place_get_title (place));
  gtk_widget_set_tooltip_text (title, mls_place_get_title (place));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (title)), mls_place_get_detail (place));
  mls_list_row_tell (item);
}

/* Findings alone are listed by rules. Good until another is chosen. */
static const char *
rule_of (MlsQueuePanel *self)
{
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (self->rule));

  return self->kind == MLS_QUEUE_FINDINGS ? g_variant_get_string (state, NULL) : "";
}

static const char *
state_of (MlsQueuePanel *self)
{
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (self->state));

  return g_variant_get_string (state, NULL);
}

/* A filter's regions, of which there may be a million, are listed as they are. */
static GListModel *
only_chosen (MlsQueuePanel *self)
{
  return self->kind == MLS_QUEUE_FINDINGS ? mls_queue_rules_only (self->places, rule_of (self), state_of (self))
                                          : g_object_ref (self->places);
}

/* The hand in a new list is after the last place it had passed that is still there. */
static guint
find_next (GListModel *old, GListModel *places, guint next)
{
  for (guint i = next; i > 0; i--)
    {
      g_autoptr (MlsPlace) place = g_list_model_get_item (old, i - 1);
      guint position = mls_places_find_like (places, place);

      if (position != GTK_INVALID_LIST_POSITION)
        return position + 1;
    }

  return 0;
}

/* Those of the rule chosen; the hand stays where it was. */
static void
show_places (MlsQueuePanel *self)
{
  MlsPlace *place = mls_queue_panel_get_place (self);
  GListModel *old = gtk_single_selection_get_model (self->selection);
  g_autoptr (GListModel) places = self->places != NULL ? only_chosen (self) : NULL;
  guint next = places != NULL && old != NULL ? find_next (old, places, self->next) : 0;
  guint position = places != NULL && place != NULL ? mls_places_find_like (places, place) : GTK_INVALID_LIST_POSITION;

  gtk_single_selection_set_model (self->selection, places);
  self->next = next;
  take (self, position);
  g_signal_emit (self, signals[LISTED], 0, places);
}

static void
on_rule (GSimpleAction *action, GVariant *state, MlsQueuePanel *self)
{
  g_simple_action_set_state (action, state);
  show_places (self);
}

static void offer_choice (MlsQueuePanel *self);

/* The rules that are broken are others in another state. */
static void
on_state (GSimpleAction *action, GVariant *state, MlsQueuePanel *self)
{
  g_simple_action_set_state (action, state);
  offer_choice (self);
  show_places (self);
}

static void
on_order (GSimpleAction *action, GVariant *state, MlsQueuePanel *self)
{
  g_simple_action_set_state (action, state);
  ask_anew (self);
}

static void
mls_queue_panel_dispose (GObject *object)
{
  MlsQueuePanel *self = MLS_QUEUE_PANEL (object);

  g_clear_object (&self->rule);
  g_clear_object (&self->state);
  g_clear_object (&self->order);
  g_clear_object (&self->places);

  G_OBJECT_CLASS (mls_queue_panel_parent_class)->dispose (object);
}

static void
mls_queue_panel_class_init (MlsQueuePanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_queue_panel_dispose;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "queue");

  signals[KIND_CHOSEN] = g_signal_new ("kind-chosen", MLS_TYPE_QUEUE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[PLACE_CHOSEN] = g_signal_new ("place-chosen", MLS_TYPE_QUEUE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, MLS_TYPE_PLACE);
  signals[LISTED] = g_signal_new ("listed", MLS_TYPE_QUEUE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_LIST_MODEL);
}

/* Keys are the map's again. */
static void
on_menu_closed (GtkPopover *menu)
{
  gtk_widget_activate_action (GTK_WIDGET (menu), "win.focus-map", NULL);
}

static void
make_choice (MlsQueuePanel *self)
{
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_label_set_xalign (self->count, 1);
  gtk_label_set_ellipsize (self->count, PANGO_ELLIPSIZE_END);
  self->menu = GTK_POPOVER_MENU (gtk_popover_menu_new_from_model (NULL));
  g_signal_connect (self->menu, "closed", G_CALLBACK (on_menu_closed), NULL);
  self->choice = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_popover (self->choice, GTK_WIDGET (self->menu));
  gtk_menu_button_set_child (self->choice, GTK_WIDGET (self->count));
  gtk_widget_add_css_class (GTK_WIDGET (self->choice), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->choice), "rules");
  gtk_widget_set_focus_on_click (GTK_WIDGET (self->choice), FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->choice), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->choice), GTK_ALIGN_END);
}

static char *
dup_kind_tip (MlsQueueKind kind)
{
  const MlsKey *key = mls_keys_of_action ("win.filter");
  g_autofree char *label = mls_key_get_label (key);

  return kind == MLS_QUEUE_FOUND ? g_strdup_printf ("%s (%s)", _(key->title), label)
                                 : g_strdup (_("What differs between the two states"));
}

/* Two are narrow: they leave room for the count. */
static GtkWidget *
make_kind (MlsQueueKind kind)
{
  static const char *const titles[MLS_N_QUEUES] = { N_("Findings"), N_("Changes"), N_("Filter"), N_("Differences") };
  g_autofree char *tip = dup_kind_tip (kind);
  GtkWidget *button;

  if (kind != MLS_QUEUE_FOUND && kind != MLS_QUEUE_DIFFERENCES)
    return gtk_toggle_button_new_with_label (_(titles[kind]));

  button = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (button), kind == MLS_QUEUE_FOUND ? "edit-find-symbolic" : "view-dual-symbolic");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _(titles[kind]), -1);

  return button;
}

static GtkWidget *
make_header (MlsQueuePanel *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *switcher = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (switcher, "linked");
  for (int kind = 0; kind < MLS_N_QUEUES; kind++)
    {
      self->kinds[kind] = GTK_TOGGLE_BUTTON (make_kind ((MlsQueueKind) kind));
      gtk_toggle_button_set_group (self->kinds[kind], kind > 0 ? self->kinds[0] : NULL);
      gtk_widget_set_focus_on_click (GTK_WIDGET (self->kinds[kind]), FALSE);
      g_signal_connect (self->kinds[kind], "toggled", G_CALLBACK (on_kind_toggled), self);
      gtk_box_append (GTK_BOX (switcher), GTK_WIDGET (self->kinds[kind]));
    }
  gtk_toggle_button_set_active (self->kinds[MLS_QUEUE_FINDINGS], TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->kinds[MLS_QUEUE_DIFFERENCES]), FALSE);

  make_choice (self);
  gtk_box_append (GTK_BOX (header), switcher);
  gtk_box_append (GTK_BOX (header), GTK_WIDGET (self->choice));

  return header;
}

static void
make_filter (MlsQueuePanel *self, MlsQueueKind kind, MlsFilterScope scope)
{
  self->filters[kind] = MLS_FILTER_ENTRY (mls_filter_entry_new (scope));
  gtk_widget_set_visible (GTK_WIDGET (self->filters[kind]), FALSE);
  g_signal_connect_swapped (self->filters[kind], "chosen", G_CALLBACK (ask_anew), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->filters[kind]));
}

static void
make_summary (MlsQueuePanel *self)
{
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "numeric");
  gtk_label_set_xalign (self->summary, 0);
  gtk_label_set_ellipsize (self->summary, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->summary));
}

static GSimpleAction *
add_action (MlsQueuePanel *self, GActionMap *map, const char *name, const char *state, GCallback func)
{
  GSimpleAction *action = g_simple_action_new_stateful (name, G_VARIANT_TYPE_STRING, g_variant_new_string (state));

  g_signal_connect (action, "change-state", func, self);
  g_action_map_add_action (map, G_ACTION (action));

  return action;
}

static void
add_actions (MlsQueuePanel *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->rule = add_action (self, G_ACTION_MAP (group), "rule", "", G_CALLBACK (on_rule));
  self->state = add_action (self, G_ACTION_MAP (group), "state", "", G_CALLBACK (on_state));
  self->order = add_action (self, G_ACTION_MAP (group), "order", "largest", G_CALLBACK (on_order));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "queue", G_ACTION_GROUP (group));
}

static void
mls_queue_panel_init (MlsQueuePanel *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  add_actions (self);
  self->scroller = gtk_scrolled_window_new ();
  self->none = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->none), "dim-label");
  gtk_label_set_xalign (self->none, 0);
  gtk_widget_set_valign (GTK_WIDGET (self->none), GTK_ALIGN_START);
  gtk_widget_set_vexpand (GTK_WIDGET (self->none), TRUE);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_box_append (GTK_BOX (self), make_header (self));
  make_filter (self, MLS_QUEUE_CHANGES, MLS_FILTER_OF_CHANGES);
  make_filter (self, MLS_QUEUE_FOUND, MLS_FILTER_OF_REGIONS);
  make_filter (self, MLS_QUEUE_DIFFERENCES, MLS_FILTER_OF_DIFFERENCES);
  self->progress = g_object_new (MLS_TYPE_LIST_PROGRESS, NULL);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->progress));
  make_summary (self);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), NULL);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->in_hand = GTK_INVALID_LIST_POSITION;
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (on_selected), self);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory));
  gtk_list_view_set_single_click_activate (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "code-list");
  mls_list_stop_make (GTK_WIDGET (self->view));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Places"), -1);
  g_signal_connect (self->view, "activate", G_CALLBACK (on_activate), self);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), 48);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), WANTED_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->none));
  gtk_box_append (GTK_BOX (self), self->scroller);
  update_count (self);
}

/**
 * mls_queue_panel_set_project:
 * @self: the panel
 * @project: (nullable): of which the lists are
 * @settings: (nullable): where the filters used last are kept
 */
void
mls_queue_panel_set_project (MlsQueuePanel *self, MlsProject *project, GSettings *settings)
{
  for (int kind = 0; kind < MLS_N_QUEUES; kind++)
    if (self->filters[kind] != NULL)
      mls_filter_entry_set_project (self->filters[kind], project, settings);
}

/**
 * mls_queue_panel_parse_filter:
 * @self: the panel
 *
 * Returns: (transfer full) (nullable): what is asked for of its list, as of the project's rules now
 */
MlsFilter *
mls_queue_panel_parse_filter (MlsQueuePanel *self)
{
  return self->filters[self->kind] != NULL ? mls_filter_entry_parse (self->filters[self->kind]) : NULL;
}

static gboolean
has_orders (MlsQueuePanel *self)
{
  return self->kind == MLS_QUEUE_CHANGES || self->kind == MLS_QUEUE_DIFFERENCES;
}

/**
 * mls_queue_panel_get_order:
 * @self: the panel
 *
 * Returns: how its list is to be put
 */
MlsRegionsOrder
mls_queue_panel_get_order (MlsQueuePanel *self)
{
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (self->order));
  MlsRegionsOrder order = MLS_REGIONS_BY_PLACE;

  if (has_orders (self))
    mls_regions_order_from_name (g_variant_get_string (state, NULL), &order);

  return order;
}

/**
 * mls_queue_panel_start_filter:
 * @self: the panel
 *
 * The hand writes which changes are to be listed, where it has changes before it, or else which regions.
 */
void
mls_queue_panel_start_filter (MlsQueuePanel *self)
{
  if (self->filters[self->kind] == NULL)
    gtk_toggle_button_set_active (self->kinds[MLS_QUEUE_FOUND], TRUE);
  mls_filter_entry_start (self->filters[self->kind]);
}

/**
 * mls_queue_panel_list_changes:
 * @self: the panel
 * @filter: a filter of changes, in words of any language; "" for all of them
 *
 * Lists them.
 */
void
mls_queue_panel_list_changes (MlsQueuePanel *self, const char *filter)
{
  gtk_toggle_button_set_active (self->kinds[MLS_QUEUE_CHANGES], TRUE);
  mls_filter_entry_write (self->filters[MLS_QUEUE_CHANGES], filter);
}

/**
 * mls_queue_panel_list_differences:
 * @self: the panel
 *
 * Lists what differs between the two states that are compared from now on, or now others.
 */
void
mls_queue_panel_list_differences (MlsQueuePanel *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->kinds[MLS_QUEUE_DIFFERENCES]), TRUE);
  if (self->kind == MLS_QUEUE_DIFFERENCES)
    ask_anew (self);
  else
    gtk_toggle_button_set_active (self->kinds[MLS_QUEUE_DIFFERENCES], TRUE);
}

/**
 * mls_queue_panel_end_differences:
 * @self: the panel
 *
 * No states are compared any more.
 */
void
mls_queue_panel_end_differences (MlsQueuePanel *self)
{
  if (self->kind == MLS_QUEUE_DIFFERENCES)
    gtk_toggle_button_set_active (self->kinds[MLS_QUEUE_FINDINGS], TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->kinds[MLS_QUEUE_DIFFERENCES]), FALSE);
}

/**
 * mls_queue_panel_get_list:
 * @self: the panel
 *
 * Returns: (transfer none) (nullable) (element-type MlsPlace): all that there is to be listed
 */
GListModel *
mls_queue_panel_get_list (MlsQueuePanel *self)
{
  return self->places;
}

/**
 * mls_queue_panel_list_findings:
 * @self: the panel
 *
 * Lists what the rules say.
 */
void
mls_queue_panel_list_findings (MlsQueuePanel *self)
{
  gtk_toggle_button_set_active (self->kinds[MLS_QUEUE_FINDINGS], TRUE);
}

/**
 * mls_queue_panel_limit_filter:
 * @self: the panel
 * @box: some ground
 *
 * Lists what the filter finds there alone.
 */
void
mls_queue_panel_limit_filter (MlsQueuePanel *self, const MlsBox *box)
{
  if (self->filters[self->kind] != NULL)
    mls_filter_entry_limit (self->filters[self->kind], box);
}

/**
 * mls_queue_panel_set_done:
 * @self: the panel
 * @fraction: how much of the list that is being made is done, from 0 to 1
 */
void
mls_queue_panel_set_done (MlsQueuePanel *self, double fraction)
{
  mls_list_progress_tell (self->progress, fraction);
  update_count (self);
}

/**
 * mls_queue_panel_set_stopped:
 * @self: the panel
 *
 * The list that was being made will not be there; the one before, if there is one, stays.
 */
void
mls_queue_panel_set_stopped (MlsQueuePanel *self)
{
  mls_list_progress_stop (self->progress);
  update_count (self);
}

/**
 * mls_queue_panel_get_kind:
 * @self: the panel
 *
 * Returns: which list it shows
 */
MlsQueueKind
mls_queue_panel_get_kind (MlsQueuePanel *self)
{
  return self->kind;
}

/* What can be done with all that differs. */
static void
append_comparison (GMenu *menu)
{
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append (section, _("Areas by Class"), "win.difference-areas");
  g_menu_append (section, _("Write for Other Programs…"), "win.export-difference");
  g_menu_append (section, _("End the Comparison"), "win.end-comparison");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenuModel *
orders_menu (MlsQueueKind kind)
{
  static const char *const orders[][2] = {
    { N_("Largest first"), "largest" },
    { N_("Smallest first"), "smallest" },
    { N_("Near each other"), "place" },
    { N_("By what became of what"), "transition" },
  };
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(orders[i][0]), NULL);

      g_menu_item_set_action_and_target (item, "queue.order", "s", orders[i][1]);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  if (kind == MLS_QUEUE_DIFFERENCES)
    append_comparison (menu);

  return G_MENU_MODEL (menu);
}

/* Where nothing is in the state chosen any more, what is to be corrected is listed again; and all rules, where the one chosen
 * is none of those broken. */
static void
drop_choice (MlsQueuePanel *self)
{
  g_autoptr (GListModel) of_state = mls_queue_rules_only (self->places, "", state_of (self));
  g_autoptr (GListModel) of_rule = NULL;

  if (g_list_model_get_n_items (of_state) == 0)
    g_simple_action_set_state (self->state, g_variant_new_string (""));
  of_rule = mls_queue_rules_only (self->places, rule_of (self), state_of (self));
  if (g_list_model_get_n_items (of_rule) == 0)
    g_simple_action_set_state (self->rule, g_variant_new_string (""));
}

/* Offers the rules that are broken, or orders. */
static void
offer_choice (MlsQueuePanel *self)
{
  gboolean has_rules = self->places != NULL && self->kind == MLS_QUEUE_FINDINGS;
  const char *tip = has_orders (self) ? _("Order of changes") : _("Findings of one rule, or what became of them");
  g_autoptr (GMenuModel) menu = NULL;

  if (has_rules)
    drop_choice (self);
  if (self->kind == MLS_QUEUE_DIFFERENCES)
    tip = _("Order, areas by class and more");
  menu = has_orders (self) ? orders_menu (self->kind) : has_rules ? mls_queue_rules_menu (self->places, state_of (self)) : NULL;
  gtk_popover_menu_set_menu_model (self->menu, menu);
  gtk_menu_button_set_always_show_arrow (self->choice, menu != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->choice), menu != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->choice), tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
}

static void
sum_up (MlsQueuePanel *self)
{
  g_autofree char *summary = self->places != NULL ? mls_places_dup_summary (self->places) : NULL;

  gtk_label_set_text (self->summary, summary != NULL ? summary : "");
}

/**
 * mls_queue_panel_set_list:
 * @self: the panel
 * @places: (nullable) (element-type MlsPlace): the list, in which the hand stays where it was; %NULL
 *   while it is being made
 */
void
mls_queue_panel_set_list (MlsQueuePanel *self, GListModel *places)
{
  self->made = places != NULL;
  mls_list_progress_end (self->progress);
  g_set_object (&self->places, places);
  offer_choice (self);
  sum_up (self);
  show_places (self);
}

/**
 * mls_queue_panel_get_place:
 * @self: the panel
 *
 * Returns: (transfer none) (nullable): the place gone to last, while it is still in the list
 */
MlsPlace *
mls_queue_panel_get_place (MlsQueuePanel *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

/**
 * mls_queue_panel_set_review:
 * @self: the panel, at a place that a reviewer has looked at
 * @review: what was just decided of it
 * @remark: (nullable): what was said
 *
 * Tells so before there is another list.
 */
void
mls_queue_panel_set_review (MlsQueuePanel *self, MlsReview review, const char *remark)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (self->kind != MLS_QUEUE_CHANGES || position == GTK_INVALID_LIST_POSITION)
    return;

  mls_places_set_review (self->places, position, review, remark);
  take (self, position);
  sum_up (self);
}

/**
 * mls_queue_panel_step_to_review:
 * @self: the panel
 *
 * Goes to what a reviewer has to look at next, round the end of the list.
 *
 * Returns: whether there is anything left
 */
gboolean
mls_queue_panel_step_to_review (MlsQueuePanel *self)
{
  GListModel *places = gtk_single_selection_get_model (self->selection);
  guint position = places != NULL ? mls_places_next_to_review (places, self->next) : G_MAXUINT;

  /* A finding in hand that was just verified is still in the list. */
  if (position == G_MAXUINT || position == gtk_single_selection_get_selected (self->selection))
    return FALSE;

  go_to (self, position);

  return TRUE;
}

/**
 * mls_queue_panel_step:
 * @self: the panel
 * @direction: 1 for the next place, -1 for the one before
 *
 * Goes there.
 *
 * Returns: whether there is one
 */
gboolean
mls_queue_panel_step (MlsQueuePanel *self, int direction)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  gboolean has_place = mls_queue_panel_get_place (self) != NULL;
  guint before = self->next - (has_place ? 1 : 0);

  if (direction > 0 && self->next < n)
    go_to (self, self->next);
  else if (direction < 0 && before > 0)
    go_to (self, before - 1);
  else if (direction < 0 && !has_place && n > 0)
    go_to (self, n - 1);
  else
    return FALSE;

  return TRUE;
}
