#include "ui/window-private.h"

#include "ui/key-card.h"

static void
show_keys (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (mls_key_card_new (GTK_WINDOW (widget))));
}

static void
search_code (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mls_code_panel_start_search (MLS_WINDOW (widget)->codes);
}

static void
explain_codes (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MlsWindow *self = MLS_WINDOW (widget);

  if (self->project != NULL)
    mls_code_panel_explain (self->codes);
}

/* Adds the actions of a window, whose keys are in the table of ui/keys.c. */
void
mls_window_install_actions (MlsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.keys", NULL, show_keys);
  gtk_widget_class_install_action (widget_class, "win.search-code", NULL, search_code);
  gtk_widget_class_install_action (widget_class, "win.explain-codes", NULL, explain_codes);
  gtk_widget_class_install_property_action (widget_class, "win.fullscreen", "fullscreened");
}
