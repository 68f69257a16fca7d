#include "ui/control-panel.h"

#include "ui/keys.h"
#include "ui/list-row.h"
#include "ui/list-stop.h"
#include "ui/unit-card.h"

#include "base/format.h"

#include <glib/gi18n.h>

struct _MlsControlPanel
{
  GtkBox           parent_instance;

  /* owned */
  MlsControl      *control;      /* (nullable) */
  GtkStringList   *rows;         /* what is told of each unit */
  char            *shown[MLS_N_CONTROL_TEXTS]; /* what stood in an entry before it was written in */
  gboolean         has[MLS_N_CODES]; /* whether there are covers, and uses */
  gboolean         keeping;      /* what is written there, which stays as it is meanwhile */

  /* children made in code */
  GtkLabel        *title;
  GtkProgressBar  *bar;
  GtkLabel        *pace;
  GtkLabel        *blind;        /* how a blind sample is judged, or that it is no more */
  MlsUnitCard     *card;         /* of the unit in hand */
  GtkLabel        *now;          /* what the map says today, where that is something else */
  GtkWidget       *words[MLS_WORD_OMISSION + 1];
  GtkWidget       *judging;      /* what there is to judge with … */
  GtkWidget       *confirming;   /* … and to confirm with */
  GtkEntry        *entries[MLS_N_CONTROL_TEXTS];
  GtkWidget       *only;         /* tells which units are listed, and lists all again */
  GtkSingleSelection *selection;
  GtkListView     *list;
};

G_DEFINE_FINAL_TYPE (MlsControlPanel, mls_control_panel, GTK_TYPE_BOX)

enum
{
  UNIT_CHOSEN,
  WRITTEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Each word with the target of its action; what it says in a blind sample, if it is a word there. */
static const struct
{
  MlsControlWord word;
  const char    *target;
  const char    *label;
  const char    *blind;
} words[] = {
  { MLS_WORD_RIGHT, "right", N_("All right"), NULL },
  { MLS_WORD_COVER_WRONG, "cover", N_("Cover wrong"), N_("Cover is…") },
  { MLS_WORD_NO_OPINION, "no-opinion", N_("No opinion"), N_("No opinion") },
  { MLS_WORD_USE_WRONG, "use", N_("Use wrong"), N_("Use is…") },
  { MLS_WORD_TOO_HARD, "too-hard", N_("Too hard"), N_("Too hard") },
  { MLS_WORD_OUTLINE_OFF, "outline", N_("Outline off"), N_("Outline off") },
  { MLS_WORD_OMISSION, "omission", N_("Omission"), N_("Omission") },
};

/* What partners have besides the photo. */
static const char *const sources[] = { "OpenStreetMap", "Fichiers fonciers", "BD TOPO", "Street View", "SCAN25", "RPG", NULL };

static GtkLabel *
label_new (const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);

  return label;
}

static void
set_label (GtkWidget *button, const char *label)
{
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (button)))), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* "Right      O" */
static GtkWidget *
button_new (const char *label, const char *action)
{
  const MlsKey *key = mls_keys_of_action (action);
  g_autofree char *pressed = key != NULL ? mls_key_get_label (key) : g_strdup ("");
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *text = gtk_label_new (NULL);
  GtkWidget *hint = gtk_label_new (pressed);

  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (hint, "key");
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_focus_on_click (button, FALSE);
  set_label (button, label);

  return button;
}

/* Below what goes on, in two columns. */
static void
place (GtkWidget *button, guint nth)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (gtk_widget_get_parent (button));
  GtkGridLayoutChild *cell = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout, button));

  gtk_grid_layout_child_set_column (cell, (int) nth % 2);
  gtk_grid_layout_child_set_row (cell, 1 + (int) nth / 2);
}

/* Those below are placed as they are named. */
static GtkWidget *
make_words (MlsControlPanel *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *on = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_box_set_homogeneous (GTK_BOX (on), TRUE);
  gtk_grid_attach (GTK_GRID (grid), on, 0, 0, 2, 1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *action = g_strdup_printf ("win.judge::%s", words[i].target);
      GtkWidget *button = button_new (_(words[i].label), action);

      self->words[words[i].word] = button;
      if (words[i].word == MLS_WORD_RIGHT)
        gtk_box_append (GTK_BOX (on), button);
      else
        gtk_grid_attach (GTK_GRID (grid), button, 0, 1, 1, 1);
    }
  gtk_box_append (GTK_BOX (on), button_new (_("Next"), "win.cure"));

  return grid;
}

static GtkWidget *
make_confirming (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), button_new (_("Confirm"), "win.cure"));
  gtk_box_append (GTK_BOX (box), button_new (_("Reject…"), "win.except"));

  return box;
}

/* What is written is kept once, by Enter or by going elsewhere; where it cannot be, it stays in its entry. */
static gboolean
keep (MlsControlPanel *self, MlsControlText which)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entries[which]))));
  gboolean kept = FALSE;

  if (self->control == NULL || g_strcmp0 (text, self->shown[which]) == 0)
    return TRUE;

  self->keeping = TRUE;
  g_signal_emit (self, signals[WRITTEN], 0, (guint) which, text, &kept);
  self->keeping = FALSE;
  if (kept)
    {
      g_free (self->shown[which]);
      self->shown[which] = g_strdup (text);
    }

  return kept;
}

/* Keys are for the next unit, and no text. */
static gboolean
on_leaving (MlsControlPanel *self)
{
  gboolean kept = mls_control_panel_keep (self);

  if (kept)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-map", NULL);

  return !kept;
}

static MlsControlText
text_of (MlsControlPanel *self, gpointer entry)
{
  return self->entries[MLS_CONTROL_SOURCE] == entry ? MLS_CONTROL_SOURCE : MLS_CONTROL_COMMENT;
}

static void
on_activate (GtkEntry *entry, MlsControlPanel *self)
{
  if (keep (self, text_of (self, entry)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-map", NULL);
}

static void
on_focus_left (MlsControlPanel *self, GtkEventController *controller)
{
  keep (self, text_of (self, gtk_event_controller_get_widget (controller)));
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, MlsControlPanel *self)
{
  GtkWidget *entry = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if (keyval != GDK_KEY_Escape)
    return FALSE;

  gtk_editable_set_text (GTK_EDITABLE (entry), self->shown[text_of (self, entry)]);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-map", NULL);

  return TRUE;
}

static void
add_entry (MlsControlPanel *self, GtkBox *box, MlsControlText which, const char *title, const char *action)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  g_autofree char *label = mls_key_get_label (mls_keys_of_action (action));
  g_autofree char *hint = g_strdup_printf ("%s (%s)", title, label);

  self->entries[which] = GTK_ENTRY (gtk_entry_new ());
  self->shown[which] = g_strdup ("");
  gtk_entry_set_placeholder_text (self->entries[which], hint);
  gtk_widget_set_hexpand (GTK_WIDGET (self->entries[which]), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entries[which]), 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entries[which]), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect (self->entries[which], "activate", G_CALLBACK (on_activate), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entries[which]), focus);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entries[which]), key);
  gtk_box_append (box, GTK_WIDGET (self->entries[which]));
}

static void
do_source (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsControlPanel *self = user_data;

  gtk_editable_set_text (GTK_EDITABLE (self->entries[MLS_CONTROL_SOURCE]), g_variant_get_string (parameter, NULL));
  keep (self, MLS_CONTROL_SOURCE);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-map", NULL);
}

/* The sources that are usual, beside the entry for any other. */
static GtkWidget *
make_sources (MlsControlPanel *self)
{
  static const GActionEntry entries[] = { { "source", do_source, "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  for (guint i = 0; sources[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (sources[i], NULL);

      g_menu_item_set_action_and_target (item, "control.source", "s", sources[i]);
      g_menu_append_item (menu, item);
    }
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "control", G_ACTION_GROUP (group));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Usual sources"), -1);

  return button;
}

static GtkWidget *
make_judging (MlsControlPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *source = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (box), make_words (self));
  add_entry (self, GTK_BOX (box), MLS_CONTROL_COMMENT, _("Comment"), "win.write-note::comment");
  gtk_widget_add_css_class (source, "linked");
  add_entry (self, GTK_BOX (source), MLS_CONTROL_SOURCE, _("Source used"), "win.write-source");
  gtk_box_append (GTK_BOX (source), make_sources (self));
  gtk_box_append (GTK_BOX (box), source);

  return box;
}

static void
setup_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  for (int i = 0; i < 4; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), i == 1 ? 1 : 0);
      gtk_label_set_width_chars (GTK_LABEL (label), i == 0 ? 2 : i == 1 ? 4 : -1);
      gtk_label_set_ellipsize (GTK_LABEL (label), i == 2 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
      gtk_widget_set_hexpand (label, i == 2);
      gtk_widget_add_css_class (label, i == 2 ? "code" : "numeric");
      if (i == 1 || i == 3)
        gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_item_set_child (item, box);
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkStringObject *row = gtk_list_item_get_item (item);
  g_auto (GStrv) cells = g_strsplit (gtk_string_object_get_string (row), "\t", 4);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  for (guint i = 0; cells[i] != NULL && label != NULL; i++, label = gtk_widget_get_next_sibling (label))
    gtk_label_set_text (GTK_LABEL (label), cells[i]);
  mls_list_row_tell (item);
}

static void
on_row_activate (GtkListView *list, guint position, MlsControlPanel *self)
{
  g_signal_emit (self, signals[UNIT_CHOSEN], 0, mls_control_get_shown (self->control, position));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-map", NULL);
}

static GtkWidget *
make_list (MlsControlPanel *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), NULL);
  self->rows = gtk_string_list_new (NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory));
  gtk_list_view_set_single_click_activate (self->list, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "code-list");
  mls_list_stop_make (GTK_WIDGET (self->list));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Units of the sample"), -1);
  g_signal_connect (self->list, "activate", G_CALLBACK (on_row_activate), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 48);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

static void
on_all (GtkButton *button, MlsControlPanel *self)
{
  mls_control_show_only (self->control, NULL, NULL);
}

static GtkWidget *
make_only (MlsControlPanel *self)
{
  self->only = gtk_button_new ();
  gtk_widget_add_css_class (self->only, "flat");
  gtk_widget_set_focus_on_click (self->only, FALSE);
  gtk_widget_set_tooltip_text (self->only, _("List all units again"));
  g_signal_connect (self->only, "clicked", G_CALLBACK (on_all), self);

  return self->only;
}

static void
show_only (MlsControlPanel *self)
{
  const char *what = mls_control_get_shown_what (self->control);
  g_autofree char *text = what != NULL ? g_strdup_printf ("%s (%u) ✕", what, mls_control_get_n_shown (self->control)) : NULL;

  gtk_widget_set_visible (self->only, what != NULL);
  if (text != NULL)
    gtk_button_set_label (GTK_BUTTON (self->only), text);
}

static GtkWidget *
make_header (MlsControlPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *figures = gtk_button_new_from_icon_name ("view-grid-symbolic");
  GtkWidget *back = gtk_button_new_from_icon_name ("mail-reply-sender-symbolic");
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");
  const struct
  {
    GtkWidget  *button;
    const char *action;
    const char *title;
  } buttons[] = {
    { figures, "win.accuracy", _("What the sample says of the map") },
    { back, "win.send-errors-back", _("Send the errors back to whoever makes the map") },
    { close, "win.leave-control", _("Leave the sample") },
  };

  self->title = label_new ("heading");
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gtk_widget_add_css_class (buttons[i].button, "flat");
      gtk_widget_set_focus_on_click (buttons[i].button, FALSE);
      gtk_widget_set_tooltip_text (buttons[i].button, buttons[i].title);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (buttons[i].button), buttons[i].action);
      gtk_accessible_update_property (GTK_ACCESSIBLE (buttons[i].button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      buttons[i].title, -1);
      gtk_box_append (GTK_BOX (box), buttons[i].button);
    }

  return box;
}

static void
mls_control_panel_init (MlsControlPanel *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_box_append (GTK_BOX (self), make_header (self));
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  self->pace = label_new ("caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->pace), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->pace), "numeric");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->pace));
  self->blind = label_new ("caption");
  gtk_label_set_wrap (self->blind, TRUE);
  gtk_label_set_ellipsize (self->blind, PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->blind));
  self->card = MLS_UNIT_CARD (mls_unit_card_new ());
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->card));
  self->now = label_new ("warning");
  gtk_widget_add_css_class (GTK_WIDGET (self->now), "caption");
  gtk_label_set_wrap (self->now, TRUE);
  gtk_label_set_ellipsize (self->now, PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->now), _("It is judged as it was when the sample was drawn"));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->now));
  self->judging = make_judging (self);
  self->confirming = make_confirming ();
  gtk_box_append (GTK_BOX (self), self->judging);
  gtk_box_append (GTK_BOX (self), self->confirming);
  gtk_box_append (GTK_BOX (self), make_only (self));
  gtk_box_append (GTK_BOX (self), make_list (self));
}

static void
mls_control_panel_dispose (GObject *object)
{
  MlsControlPanel *self = MLS_CONTROL_PANEL (object);

  if (self->control != NULL)
    g_signal_handlers_disconnect_by_data (self->control, self);
  g_clear_object (&self->control);
  g_clear_object (&self->rows);
  for (int i = 0; i < MLS_N_CONTROL_TEXTS; i++)
    g_clear_pointer (&self->shown[i], g_free);

  G_OBJECT_CLASS (mls_control_panel_parent_class)->dispose (object);
}

static void
mls_control_panel_class_init (MlsControlPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_control_panel_dispose;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "control");
  signals[UNIT_CHOSEN] = g_signal_new ("unit-chosen", MLS_TYPE_CONTROL_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[WRITTEN] = g_signal_new ("written", MLS_TYPE_CONTROL_PANEL, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled,
                                   NULL, NULL, G_TYPE_BOOLEAN, 2, G_TYPE_UINT, G_TYPE_STRING);
}

/* "12 of 103 judged · 38 s each · some 57 min left" */
static void
show_progress (MlsControlPanel *self)
{
  guint n = mls_control_get_n_items (self->control);
  guint n_done = mls_control_get_n_done (self->control);
  double usual = mls_pace_get_usual (mls_control_get_pace (self->control));
  gboolean judging = mls_control_get_task (self->control) == MLS_CONTROL_JUDGE;
  GString *text = g_string_new (NULL);
  g_autofree char *all = NULL;

  g_string_append_printf (text, judging ? _("%u of %u judged") : _("%u of %u errors looked at"), n_done, n);
  if (judging && usual > 0)
    /* Translators: seconds. */
    g_string_append_printf (text, _(" · %.0f s each"), usual);
  if (judging && usual > 0 && n_done < n)
    /* Translators: minutes. */
    g_string_append_printf (text, _(" · some %.0f min left"), MAX (1, usual * (n - n_done) / 60));
  all = g_string_free (text, FALSE);
  gtk_label_set_text (self->pace, all);
  gtk_progress_bar_set_fraction (self->bar, n > 0 ? (double) n_done / n : 0);
}

/* Whether a code was typed, in a blind sample, where it is not told what comes of it. */
static gboolean
is_code_said (const MlsJudgement *judgement, MlsDimension code, gboolean blind)
{
  return judgement->judged[code] == MLS_JUDGED_WRONG || (blind && judgement->judged[code] == MLS_JUDGED_RIGHT);
}

static gboolean
is_said (const MlsUnitState *state, MlsControlWord word)
{
  const MlsJudgement *judgement = state->judgement;

  switch (word)
    {
    case MLS_WORD_RIGHT:
      return mls_unit_is_all_right (state->unit, state->set, judgement);
    case MLS_WORD_NO_OPINION:
      return judgement->judged[0] == MLS_JUDGED_NO_OPINION || judgement->judged[1] == MLS_JUDGED_NO_OPINION;
    case MLS_WORD_TOO_HARD:
      return judgement->judged[0] == MLS_JUDGED_TOO_HARD || judgement->judged[1] == MLS_JUDGED_TOO_HARD;
    case MLS_WORD_COVER_WRONG:
      return is_code_said (judgement, MLS_DIMENSION_COVER, state->blind);
    case MLS_WORD_USE_WRONG:
      return is_code_said (judgement, MLS_DIMENSION_USE, state->blind);
    case MLS_WORD_OUTLINE_OFF:
      return judgement->geometric;
    case MLS_WORD_OMISSION:
      return judgement->omission;
    }

  g_assert_not_reached ();
}

static gboolean
is_of_no_code (MlsControlPanel *self, MlsControlWord word)
{
  return (word == MLS_WORD_COVER_WRONG && !self->has[MLS_DIMENSION_COVER]) ||
         (word == MLS_WORD_USE_WRONG && !self->has[MLS_DIMENSION_USE]);
}

/* Words that a blind sample has not, or a map of covers alone, are not there; others are said otherwise. */
static void
name_words (MlsControlPanel *self, gboolean blind)
{
  guint n_placed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      GtkWidget *button = self->words[words[i].word];
      const char *label = blind ? words[i].blind : words[i].label;
      gboolean there = label != NULL && !is_of_no_code (self, words[i].word);

      gtk_widget_set_visible (button, there);
      if (there)
        set_label (button, _(label));
      if (there && words[i].word != MLS_WORD_RIGHT)
        place (button, n_placed++);
    }
}

static void
show_words (MlsControlPanel *self, const MlsUnitState *state)
{
  name_words (self, state->blind);
  for (guint word = 0; word < G_N_ELEMENTS (self->words); word++)
    {
      gboolean said = is_said (state, (MlsControlWord) word);

      if (said)
        gtk_widget_add_css_class (self->words[word], "said");
      else
        gtk_widget_remove_css_class (self->words[word], "said");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->words[word]), GTK_ACCESSIBLE_STATE_PRESSED,
                                   said ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
    }
}

static void
show_text (MlsControlPanel *self, MlsControlText which, MlsText text)
{
  const char *words_of = text != 0 ? g_quark_to_string (text) : "";

  if (self->keeping || g_strcmp0 (self->shown[which], words_of) == 0)
    return;

  g_free (self->shown[which]);
  self->shown[which] = g_strdup (words_of);
  gtk_editable_set_text (GTK_EDITABLE (self->entries[which]), words_of);
}

/* What the map says, or what was typed where that is not told. */
static MlsPair
pair_shown (MlsControlPanel *self, guint i)
{
  return mls_control_is_blind (self->control) ? mls_control_get_pair_at (self->control, i)
                                              : mls_control_get_unit_at (self->control, i)->pair;
}

static void
show_unit (MlsControlPanel *self)
{
  guint at = mls_control_get_position (self->control);
  const MlsJudgement *judgement = mls_control_get_judgement_at (self->control, at);
  const MlsUnitState state = { mls_control_get_unit_at (self->control, at), judgement,
                               mls_control_get_sample (self->control)->dimension,
                               pair_shown (self, at), mls_control_is_blind (self->control),
                               mls_control_get_task (self->control) == MLS_CONTROL_CONFIRM };

  mls_unit_card_show (self->card, &state);
  show_words (self, &state);
  show_text (self, MLS_CONTROL_COMMENT, judgement->comment);
  show_text (self, MLS_CONTROL_SOURCE, judgement->source);
}

static const char *
glyph_of (MlsControlPanel *self, guint i)
{
  const MlsJudgement *judgement = mls_control_get_judgement_at (self->control, i);

  if (mls_control_get_task (self->control) == MLS_CONTROL_CONFIRM)
    return judgement->confirmation == MLS_CONFIRMATION_CONFIRMED  ? "✗"
           : judgement->confirmation == MLS_CONFIRMATION_REJECTED ? "✓"
                                                                  : " ";
  if (mls_control_is_blind (self->control))
    return mls_control_is_done_at (self->control, i) ? "•" : " ";
  if (mls_judgement_is_error (judgement))
    return "✗";

  return !mls_control_is_done_at (self->control, i)                    ? " "
         : judgement->judged[0] == MLS_JUDGED_RIGHT || judgement->judged[1] == MLS_JUDGED_RIGHT ? "✓"
                                                                       : "?";
}

static const char *
text_of_code (MlsText code, gboolean blind)
{
  return code != 0 ? g_quark_to_string (code) : blind ? "?" : "–";
}

static char *
dup_codes (MlsPair pair, MlsDimension set, gboolean blind)
{
  const char *cover = text_of_code (pair.cover, blind);
  const char *use = text_of_code (pair.use, blind);

  return set == MLS_DIMENSION_PAIR ? g_strdup_printf ("%s × %s", cover, use)
                                   : g_strdup (set == MLS_DIMENSION_COVER ? cover : use);
}

static char *
dup_row (MlsControlPanel *self, guint i)
{
  const MlsUnit *unit = mls_control_get_unit_at (self->control, i);
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (unit->area2));
  g_autofree char *codes = dup_codes (pair_shown (self, i), mls_control_get_sample (self->control)->dimension,
                                      mls_control_is_blind (self->control));

  return g_strdup_printf ("%s\t%d\t%s\t%s", glyph_of (self, i), (int) unit->id, codes, area);
}

/* Only rows that say something else are told anew: the list stays where it is. */
static void
show_rows (MlsControlPanel *self)
{
  guint n = mls_control_get_n_shown (self->control);
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint at = mls_control_find_shown (self->control, mls_control_get_position (self->control));

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *row = dup_row (self, mls_control_get_shown (self->control, i));
      const char *const rows[] = { row, NULL };

      if (i >= n_before)
        gtk_string_list_append (self->rows, row);
      else if (g_strcmp0 (gtk_string_list_get_string (self->rows, i), row) != 0)
        gtk_string_list_splice (self->rows, i, 1, rows);
    }
  if (n_before > n)
    gtk_string_list_splice (self->rows, n, n_before - n, NULL);

  gtk_single_selection_set_selected (self->selection, at);
  if (at < n)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", at);
}

static void
show_blind (MlsControlPanel *self)
{
  gboolean judging = mls_control_get_task (self->control) == MLS_CONTROL_JUDGE;
  gboolean blind = mls_control_is_blind (self->control);

  gtk_label_set_text (self->blind, blind ? _("Blind: type the codes that you see")
                                         : _("You have seen what the map says: this blind sample is judged no more"));
  gtk_widget_set_visible (GTK_WIDGET (self->blind), judging && mls_control_get_sample (self->control)->blind);
  gtk_widget_set_sensitive (self->judging, blind || !mls_control_get_sample (self->control)->blind);
}

static void
update (MlsControlPanel *self)
{
  show_progress (self);
  show_only (self);
  show_blind (self);
  if (mls_control_get_n_items (self->control) == 0)
    return;

  show_rows (self);
  show_unit (self);
}

/* As it is called, or what it is of. */
static char *
dup_title (const MlsSample *sample)
{
  static const char *const dimensions[] = { N_("cover"), N_("use"), N_("cover and use") };

  return sample->title != 0 ? g_strdup (g_quark_to_string (sample->title))
                            : g_strdup_printf ("%d · %s", sample->year, _(dimensions[sample->dimension]));
}

/**
 * mls_control_panel_set_control:
 * @self: the panel
 * @control: (nullable): a controller at work, which it follows from then on
 * @nomenclature: (nullable): what codes mean
 */
void
mls_control_panel_set_control (MlsControlPanel *self, MlsControl *control, MlsNomenclature *nomenclature)
{
  const MlsSample *sample;
  g_autofree char *title = NULL;
  gboolean judging;

  if (self->control != NULL)
    {
      mls_control_panel_keep (self);
      g_signal_handlers_disconnect_by_data (self->control, self);
    }
  g_set_object (&self->control, control);
  if (control == NULL)
    return;

  mls_unit_card_set_nomenclature (self->card, nomenclature);
  for (MlsDimension code = 0; code < MLS_N_CODES; code++)
    self->has[code] = nomenclature == NULL || mls_nomenclature_has_dimension (nomenclature, code);
  sample = mls_control_get_sample (control);
  title = dup_title (sample);
  judging = mls_control_get_task (control) == MLS_CONTROL_JUDGE;
  gtk_label_set_text (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), gtk_label_get_text (self->title));
  gtk_widget_set_visible (self->judging, judging);
  gtk_widget_set_visible (self->confirming, !judging);
  g_signal_connect_swapped (control, "leaving", G_CALLBACK (on_leaving), self);
  g_signal_connect_swapped (control, "changed", G_CALLBACK (update), self);
  update (self);
}

/**
 * mls_control_panel_write:
 * @self: the panel of somebody who judges
 * @text: what is to be written
 *
 * Puts the cursor there.
 */
void
mls_control_panel_write (MlsControlPanel *self, MlsControlText text)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entries[text]));
}

/* What a sample is of. */
static gboolean
is_same_code (MlsDimension set, MlsPair a, MlsPair b)
{
  return (a.cover == b.cover || !mls_judgement_is_of (set, MLS_DIMENSION_COVER)) &&
         (a.use == b.use || !mls_judgement_is_of (set, MLS_DIMENSION_USE));
}

static char *
dup_now (MlsControlPanel *self, const MlsPair *now)
{
  const MlsUnit *unit = mls_control_get_unit_at (self->control, mls_control_get_position (self->control));
  MlsDimension set = mls_control_get_sample (self->control)->dimension;
  g_autofree char *codes = NULL;

  if (mls_control_is_blind (self->control) || (now != NULL && is_same_code (set, *now, unit->pair)))
    return NULL;
  if (now == NULL)
    return g_strdup (_("This ground is not in the project any more"));

  codes = dup_codes (*now, set, FALSE);

  /* Translators: the code that a region has today. */
  return g_strdup_printf (_("Edited since it was drawn: %s now"), codes);
}

/**
 * mls_control_panel_show_now:
 * @self: the panel of somebody at work
 * @now: (nullable): what the map says today where the unit in hand is; %NULL if it says nothing of it any more
 *
 * Tells it where it is something else than what is judged.
 */
void
mls_control_panel_show_now (MlsControlPanel *self, const MlsPair *now)
{
  g_autofree char *text = dup_now (self, now);

  gtk_widget_set_visible (GTK_WIDGET (self->now), text != NULL);
  gtk_label_set_text (self->now, text != NULL ? text : "");
}

/**
 * mls_control_panel_keep:
 * @self: the panel
 *
 * Returns: whether all that is written in it is kept
 */
gboolean
mls_control_panel_keep (MlsControlPanel *self)
{
  gboolean kept = TRUE;

  for (guint which = 0; which < MLS_N_CONTROL_TEXTS; which++)
    kept &= keep (self, (MlsControlText) which);

  return kept;
}

/**
 * mls_control_panel_drop:
 * @self: the panel
 *
 * What is written and not kept is dropped.
 */
void
mls_control_panel_drop (MlsControlPanel *self)
{
  for (guint which = 0; which < MLS_N_CONTROL_TEXTS; which++)
    gtk_editable_set_text (GTK_EDITABLE (self->entries[which]), self->shown[which]);
}
