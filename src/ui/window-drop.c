/* Files dropped on a window: projects are opened, samples judged, layers and photos shown; where nothing is open
 * yet, a layer is what a project is made from. */

#include "ui/window-private.h"

#include "store/sample-file.h"

/* A project is opened beside the one there is. */
static void
open_project (MlsWindow *self, const char *path)
{
  MlsApplication *application = MLS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  MlsWindow *window = self->project == NULL ? self : mls_application_find_window (application, path);

  mls_window_open (window, path);
  gtk_window_present (GTK_WINDOW (window));
}

static void
take (MlsWindow *self, const char *path)
{
  if (mls_store_is_project (path))
    open_project (self, path);
  else if (mls_sample_file_is_one (path))
    mls_window_control (self, path, MLS_CONTROL_JUDGE);
  else if (self->project == NULL)
    mls_window_import (self, path);
  else if (!mls_project_is_read_only (self->project))
    mls_window_add_layer (self, path);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, MlsWindow *self)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *link = files; link != NULL; link = link->next)
    {
      g_autofree char *path = g_file_get_path (link->data);

      if (path != NULL)
        take (self, path);
    }

  return files != NULL;
}

/**
 * mls_window_init_drop:
 * @self: a window being made
 */
void
mls_window_init_drop (MlsWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (drop, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}
