#include "ui/message-bar.h"

#include "ui/reveal.h"

struct _MlsMessageBar
{
  GtkWidget parent_instance;

  /* template */
  GtkRevealer *revealer;
  GtkWidget   *frame;
  GtkImage    *icon;
  GtkLabel    *text;
  GtkBox      *buttons;
};

G_DEFINE_FINAL_TYPE (MlsMessageBar, mls_message_bar, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon;
  const char *css_class;
} looks[MLS_N_MESSAGES] = {
  [MLS_MESSAGE_INFORMATION] = { "dialog-information-symbolic", "information" },
  [MLS_MESSAGE_WARNING] = { "dialog-warning-symbolic", "warning" },
  [MLS_MESSAGE_REFUSAL] = { "dialog-error-symbolic", "refusal" },
};

static void
on_close_clicked (GtkButton *button, MlsMessageBar *self)
{
  mls_message_bar_close (self);
}

static void
set_look (MlsMessageBar *self, MlsMessage message)
{
  for (guint i = 0; i < MLS_N_MESSAGES; i++)
    gtk_widget_remove_css_class (self->frame, looks[i].css_class);

  gtk_widget_add_css_class (self->frame, looks[message].css_class);
  gtk_image_set_from_icon_name (self->icon, looks[message].icon);
}

static gboolean
is_button (GtkWidget *widget, const MlsMessageButton *button)
{
  GtkActionable *actionable = GTK_ACTIONABLE (widget);
  g_autofree char *action = g_action_print_detailed_name (gtk_actionable_get_action_name (actionable),
                                                          gtk_actionable_get_action_target_value (actionable));

  return g_str_equal (gtk_button_get_label (GTK_BUTTON (widget)), button->label) && g_str_equal (action, button->action);
}

static gboolean
has_buttons (MlsMessageBar *self, const MlsMessageButton *buttons, guint n_buttons)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->buttons));
  guint i = 0;

  while (child != NULL && i < n_buttons && is_button (child, &buttons[i]))
    {
      child = gtk_widget_get_next_sibling (child);
      i++;
    }

  return child == NULL && i == n_buttons;
}

/* What is said once more keeps its buttons: a hand may be on its way to one. */
static void
set_buttons (MlsMessageBar *self, const MlsMessageButton *buttons, guint n_buttons)
{
  GtkWidget *child;

  if (has_buttons (self, buttons, n_buttons))
    return;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->buttons))) != NULL)
    gtk_box_remove (self->buttons, child);

  for (guint i = 0; i < n_buttons; i++)
    {
      GtkWidget *button = gtk_button_new_with_label (buttons[i].label);

      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), buttons[i].action);
      gtk_widget_set_focus_on_click (button, FALSE);
      gtk_box_append (self->buttons, button);
    }
}

static void
mls_message_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MLS_TYPE_MESSAGE_BAR);

  G_OBJECT_CLASS (mls_message_bar_parent_class)->dispose (object);
}

static void
mls_message_bar_class_init (MlsMessageBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_message_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/message-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsMessageBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, MlsMessageBar, frame);
  gtk_widget_class_bind_template_child (widget_class, MlsMessageBar, icon);
  gtk_widget_class_bind_template_child (widget_class, MlsMessageBar, text);
  gtk_widget_class_bind_template_child (widget_class, MlsMessageBar, buttons);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "messagebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
mls_message_bar_init (MlsMessageBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mls_reveal_init (self->revealer);
}

/**
 * mls_message_bar_say:
 * @self: the bar
 * @message: how grave it is
 * @text: what is said; it may take two lines
 * @buttons: (array length=n_buttons): what may be done about it, not kept
 * @n_buttons: how many
 *
 * Shows a message in the place of the one before.
 */
void
mls_message_bar_say (MlsMessageBar          *self,
                     MlsMessage              message,
                     const char             *text,
                     const MlsMessageButton *buttons,
                     guint                   n_buttons)
{
  g_return_if_fail (MLS_IS_MESSAGE_BAR (self));
  g_return_if_fail ((guint) message < MLS_N_MESSAGES);

  set_look (self, message);
  set_buttons (self, buttons, n_buttons);
  gtk_label_set_text (self->text, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  mls_reveal (self->revealer, TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), TRUE);
}

/**
 * mls_message_bar_close:
 * @self: the bar
 *
 * Takes the message away.
 */
void
mls_message_bar_close (MlsMessageBar *self)
{
  g_return_if_fail (MLS_IS_MESSAGE_BAR (self));

  mls_reveal (self->revealer, FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/**
 * mls_message_bar_withdraw:
 * @self: the bar
 * @text: what is not so any more
 *
 * Takes the message away, if it is that one.
 */
void
mls_message_bar_withdraw (MlsMessageBar *self, const char *text)
{
  g_return_if_fail (MLS_IS_MESSAGE_BAR (self));

  if (g_strcmp0 (gtk_label_get_text (self->text), text) == 0)
    mls_message_bar_close (self);
}
