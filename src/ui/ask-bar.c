#include "ui/ask-bar.h"

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

static void
close_bar (MlsAskBar *self)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_window_set_focus (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL);
}

static void
on_activate (GtkEntry *entry, MlsAskBar *self)
{
  g_autofree char *answer = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  MlsAskFunc func = self->func;

  if (answer[0] == '\0' || func == NULL)
    return;

  self->func = NULL;
  close_bar (self);
  func (answer, self->user_data);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, MlsAskBar *self)
{
  if (keyval != GDK_KEY_Escape)
    return FALSE;

  self->func = NULL;
  close_bar (self);

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

static void
mls_ask_bar_init (MlsAskBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->question = GTK_LABEL (gtk_label_new (NULL));
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 28);
  g_signal_connect (self->entry, "activate", G_CALLBACK (on_activate), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->question));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_transition_type (GTK_REVEALER (self->revealer), GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));

  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_END);
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), FALSE);
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
 * mls_ask_bar_ask:
 * @self: the bar; a question asked before is dropped
 * @question: what to ask
 * @answer: (nullable): what stands in the entry at first
 * @func: (scope async): called with the answer, if one is given
 * @user_data: for @func
 */
void
mls_ask_bar_ask (MlsAskBar *self, const char *question, const char *answer, MlsAskFunc func, gpointer user_data)
{
  self->func = func;
  self->user_data = user_data;
  gtk_label_set_text (self->question, question);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, question, -1);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), answer != NULL ? answer : "");
  gtk_widget_set_can_target (GTK_WIDGET (self), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
