#include "ui/window-private.h"

#include "ui/recent.h"
#include "ui/tool-column.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (MlsWindow, mls_window, ADW_TYPE_APPLICATION_WINDOW)

static void
bind_settings (MlsWindow *self, GSettings *settings)
{
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "first-steps-closed", self->first_steps, "visible",
                   G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_INVERT_BOOLEAN);
}

/* Shows the start page, or the project. */
void
mls_window_show_page (MlsWindow *self, const char *page)
{
  gtk_stack_set_visible_child_name (self->pages, page);
  gtk_widget_set_visible (self->edit_buttons, strcmp (page, "project") == 0);
}

static void
mls_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MLS_TYPE_WINDOW);

  G_OBJECT_CLASS (mls_window_parent_class)->dispose (object);
}

static void
mls_window_finalize (GObject *object)
{
  MlsWindow *self = MLS_WINDOW (object);

  g_clear_pointer (&self->held, g_hash_table_unref);

  G_OBJECT_CLASS (mls_window_parent_class)->finalize (object);
}

static void
mls_window_class_init (MlsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mls_window_dispose;
  object_class->finalize = mls_window_finalize;

  g_type_ensure (MLS_TYPE_BOTTOM_BAR);
  g_type_ensure (MLS_TYPE_CODE_PANEL);
  g_type_ensure (MLS_TYPE_FAVOURITES);
  g_type_ensure (MLS_TYPE_FIRST_STEPS);
  g_type_ensure (MLS_TYPE_MESSAGE_BAR);
  g_type_ensure (MLS_TYPE_REGION_PANEL);
  g_type_ensure (MLS_TYPE_START_PAGE);
  g_type_ensure (MLS_TYPE_TOOL_COLUMN);

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/window.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, edit_buttons);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, start);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, title);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, paned);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, map);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, messages);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, first_steps);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, codes);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, favourites);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, region);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, bottom);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, toasts);

  mls_window_install_actions (klass);
}

static void
mls_window_init (MlsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mls_window_init_keys (self);
}

/**
 * mls_window_new:
 * @application: the application
 *
 * Returns: (transfer none): a window at the start page, not yet shown
 */
MlsWindow *
mls_window_new (MlsApplication *application)
{
  MlsWindow *self = g_object_new (MLS_TYPE_WINDOW, "application", application, NULL);
  GSettings *settings = mls_application_get_settings (application);
  g_autoptr (GPtrArray) recent = mls_recent_list (settings);

  bind_settings (self, settings);
  mls_start_page_set_recent (self->start, recent);

  return self;
}
