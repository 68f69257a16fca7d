#include "ui/ask-bar.h"

#include "ui/help-topic.h"
#include "ui/reveal.h"

#include <glib/gi18n.h>

struct _MlsAskBar
{
  GtkWidget   parent_instance;

  GtkWidget  *revealer;
  GtkLabel   *question;
  GtkEntry   *entry;

  /* of the question asked last */
  MlsAskFunc  func;
  gpointer    user_data;
};

G_DEFINE_FINAL_TYPE (MlsAskBar, mls_ask_bar, GTK_TYPE_WIDGET)

/* The focus goes first: an entry that is switched off with the focus in it loses track of it. */
static void
close_bar (MlsAskBar *self)
{
  self->func = NULL;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-map", NULL);
  mls_reveal (GTK_REVEALER (self->revealer), FALSE);
  gtk_widget_set_sensitive (self->revealer, FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

static void
end_question (MlsAskBar *self, const char *answer)
{
  MlsAskFunc func = self->func;

  close_bar (self);
  if (func != NULL)
    func (answer, self->user_data);
}

static void
leave_unanswered (MlsAskBar *self)
{
  end_question (self, NULL);
}

static void
give_answer (MlsAskBar *self)
{
  g_autofree char *answer = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (answer[0] != '\0')
    end_question (self, answer);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, MlsAskBar *self)
{
  if (keyval != GDK_KEY_Escape)
    return FALSE;

  leave_unanswered (self);

  return TRUE;
}

static void
mls_ask_bar_dispose (GObject *object)
{
  MlsAskBar *self = MLS_ASK_BAR (object);

  g_clear_pointer (&self->revealer, gtk_widget_unparent);

  G_OBJECT_CLASS (mls_ask_bar_parent_class)->dispose (object);
}

static void
mls_ask_bar_class_init (MlsAskBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_ask_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "askbar");
}

static GtkWidget *
make_entry (MlsAskBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_set_hexpand (entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 28);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (give_answer), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (entry, keys);

  return entry;
}

static GtkWidget *
make_ok_button (MlsAskBar *self)
{
  GtkWidget *button = gtk_button_new_with_label (_("OK"));

  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (give_answer), self);

  return button;
}

static GtkWidget *
make_close_button (MlsAskBar *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Close"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Close the question"), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (leave_unanswered), self);

  return button;
}

static void
mls_ask_bar_init (MlsAskBar *self)
{
  GtkWidget *grid = gtk_grid_new ();

  self->question = GTK_LABEL (gtk_label_new (NULL));
  self->entry = GTK_ENTRY (make_entry (self));
  gtk_label_set_xalign (self->question, 0);
  gtk_label_set_wrap (self->question, TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->question), 0, 0, 3, 1);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->entry), 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), make_ok_button (self), 1, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), make_close_button (self), 2, 1, 1, 1);

  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_transition_duration (GTK_REVEALER (self->revealer), 150);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), grid);
  mls_reveal_init (GTK_REVEALER (self->revealer));
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));

  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_sensitive (self->revealer, FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/**
 * mls_ask_bar_new:
 *
 * Returns: (transfer floating): a bar that asks nothing yet
 */
GtkWidget *
mls_ask_bar_new (void)
{
  return g_object_new (MLS_TYPE_ASK_BAR, NULL);
}

/**
 * mls_ask_bar_is_asking:
 * @self: the bar
 *
 * Returns: whether a question waits for its answer
 */
gboolean
mls_ask_bar_is_asking (MlsAskBar *self)
{
  return self->func != NULL;
}

/**
 * mls_ask_bar_ask:
 * @self: the bar
 * @page: the page of the guide about what it is asked for
 * @question: what to ask
 * @answer: (nullable): what stands in the entry at first
 * @func: (scope async): called with the answer, or with %NULL if none is given
 * @user_data: for @func
 *
 * A question asked before is left unanswered, unless it is the same: then it goes on being asked.
 */
void
mls_ask_bar_ask (MlsAskBar  *self,
                 const char *page,
                 const char *question,
                 const char *answer,
                 MlsAskFunc  func,
                 gpointer    user_data)
{
  if (self->func == func && self->user_data == user_data)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      return;
    }

  if (self->func != NULL)
    leave_unanswered (self);
  self->func = func;
  self->user_data = user_data;
  mls_help_topic_set (GTK_WIDGET (self), page);
  gtk_label_set_text (self->question, question);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, question, -1);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), answer != NULL ? answer : "");
  gtk_widget_set_can_target (GTK_WIDGET (self), TRUE);
  gtk_widget_set_sensitive (self->revealer, TRUE);
  mls_reveal (GTK_REVEALER (self->revealer), TRUE);

  /* Selected first: what the focus selects is selected under a cursor that blinks already, of which GTK warns. */
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  gtk_entry_grab_focus_without_selecting (self->entry);
}
