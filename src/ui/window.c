#include "ui/window.h"

#include "ui/start-page.h"

struct _MlsWindow
{
  AdwApplicationWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (MlsWindow, mls_window, ADW_TYPE_APPLICATION_WINDOW)

static void
bind_geometry (MlsWindow *self, GSettings *settings)
{
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

static void
mls_window_class_init (MlsWindowClass *klass)
{
  g_type_ensure (MLS_TYPE_START_PAGE);

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               MLS_RESOURCE_PATH "/window.ui");
}

static void
mls_window_init (MlsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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

  bind_geometry (self, mls_application_get_settings (application));

  return self;
}
