#include "ui/help-card.h"

#include "ui/guide.h"
#include "ui/key-card.h"
#include "ui/key-row.h"
#include "ui/key-text.h"
#include "ui/window.h"

#include <glib/gi18n.h>

struct _MlsHelpCard
{
  AdwWindow parent_instance;

  /* template */
  GtkLabel *text;
  GtkBox   *keys;
  GtkLabel *trouble;

  const MlsHelpTopic *topic;
};

G_DEFINE_FINAL_TYPE (MlsHelpCard, mls_help_card, ADW_TYPE_WINDOW)

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsHelpCard) self = user_data;
  g_autoptr (GError) error = NULL;

  if (mls_guide_open_finish (result, &error))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  gtk_label_set_text (self->trouble, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
}

static void
open_guide (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MlsHelpCard *self = MLS_HELP_CARD (widget);

  mls_guide_open (self->topic->page, on_opened, g_object_ref (self));
}

/* The same key once more. */
static void
show_keys (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));
  MlsKeyCard *card = mls_key_card_new (parent);

  gtk_window_set_modal (GTK_WINDOW (card), gtk_window_get_modal (GTK_WINDOW (widget)));
  gtk_window_destroy (GTK_WINDOW (widget));
  gtk_window_present (GTK_WINDOW (card));
}

static void
mls_help_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MLS_TYPE_HELP_CARD);

  G_OBJECT_CLASS (mls_help_card_parent_class)->dispose (object);
}

static void
mls_help_card_class_init (MlsHelpCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_help_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/help-card.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsHelpCard, text);
  gtk_widget_class_bind_template_child (widget_class, MlsHelpCard, keys);
  gtk_widget_class_bind_template_child (widget_class, MlsHelpCard, trouble);
  gtk_widget_class_install_action (widget_class, "help.guide", NULL, open_guide);
  gtk_widget_class_install_action (widget_class, "help.keys", NULL, show_keys);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F1, 0, "help.keys", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mls_help_card_init (MlsHelpCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The first row of those that mean what @action does, and with it, its twins. */
static void
add_key (MlsHelpCard *self, const char *action)
{
  guint n_keys;
  const MlsKey *keys = mls_keys (&n_keys);
  guint row = (guint) (mls_keys_of_action (action) - keys);
  g_autofree char *text = NULL;

  while (!mls_key_is_first (row))
    row--;
  text = mls_key_dup_text (row);
  gtk_box_append (self->keys, mls_key_row_new (_(keys[row].title), text));
}

static void
set_topic (MlsHelpCard *self, const MlsHelpTopic *topic)
{
  self->topic = topic;
  gtk_window_set_title (GTK_WINDOW (self), _(topic->title));
  gtk_label_set_text (self->text, _(topic->text));
  for (guint i = 0; i < MLS_HELP_MAX_KEYS && topic->actions[i] != NULL; i++)
    add_key (self, topic->actions[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->keys), topic->actions[0] != NULL);
}

/**
 * mls_help_card_show:
 * @parent: the window where help was asked for
 * @topic: what is at hand
 *
 * Shows a card of it.
 */
void
mls_help_card_show (GtkWindow *parent, const MlsHelpTopic *topic)
{
  MlsHelpCard *self = g_object_new (MLS_TYPE_HELP_CARD, "transient-for", parent, NULL);

  /* A modal window would keep the hand off a card that is not. */
  gtk_window_set_modal (GTK_WINDOW (self), gtk_window_get_modal (parent));
  set_topic (self, topic);
  gtk_window_present (GTK_WINDOW (self));
}

/* What has the focus, else the window, else the one it came from: a question is about what asked it. */
static const MlsHelpTopic *
topic_in (GtkWindow *window)
{
  const MlsHelpTopic *topic = mls_help_topic_at (gtk_window_get_focus (window));

  for (; topic == NULL && window != NULL; window = gtk_window_get_transient_for (window))
    topic = mls_help_topic_of (G_OBJECT_TYPE_NAME (window));

  return topic != NULL ? topic : mls_help_topic ("first");
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  code,
                GdkModifierType        state,
                GtkWindow             *window)
{
  const MlsKey *key = mls_keys_find (MLS_KEY_MODE_ALWAYS, keyval, state);

  if (key == NULL || g_strcmp0 (key->action, "win.help") != 0)
    return FALSE;

  mls_help_card_show (window, topic_in (window));

  return TRUE;
}

static void
on_windows_changed (GListModel *windows, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      GtkEventController *controller;

      if (MLS_IS_WINDOW (window) || MLS_IS_HELP_CARD (window))
        continue;

      controller = gtk_event_controller_key_new ();
      gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
      g_signal_connect (controller, "key-pressed", G_CALLBACK (on_key_pressed), window);
      gtk_widget_add_controller (GTK_WIDGET (window), controller);
    }
}

/**
 * mls_help_card_watch_all:
 *
 * From now on every window of the program answers F1, whoever makes it; those with a map have keys of their own.
 */
void
mls_help_card_watch_all (void)
{
  g_signal_connect (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (on_windows_changed), NULL);
}
