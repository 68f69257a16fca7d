#include "ui/choose-file.h"

#include <glib/gi18n.h>
#include <string.h>

static void
on_response (GtkNativeDialog *dialog, int response, gpointer owner)
{
  g_autoptr (GtkNativeDialog) owned = dialog;
  MlsChooseFunc func = g_object_get_data (G_OBJECT (dialog), "func");
  g_autoptr (GListModel) files = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;

  files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        func (owner, path);
    }
}

/**
 * mls_choose_file:
 * @dialog: (transfer full): a dialog; lives until it is answered
 * @func: (scope async): takes what is chosen
 * @owner: a #GObject
 *
 * Asks for a file, or for several if @dialog lets choose them.
 */
void
mls_choose_file (GtkFileChooserNative *dialog, MlsChooseFunc func, gpointer owner)
{
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data (G_OBJECT (dialog), "func", func);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), owner, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, gpointer owner)
{
  MlsChooseFunc func = g_object_get_data (G_OBJECT (target), "func");
  gboolean any = FALSE;

  for (GSList *files = g_value_get_boxed (value); files != NULL; files = files->next)
    {
      g_autofree char *path = g_file_get_path (files->data);

      if (path != NULL)
        func (owner, path);
      any = any || path != NULL;
    }

  return any;
}

/**
 * mls_accept_files:
 * @widget: where files may be dropped
 * @func: (scope forever): takes each of them
 * @owner: a #GObject
 */
void
mls_accept_files (GtkWidget *widget, MlsChooseFunc func, gpointer owner)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_object_set_data (G_OBJECT (target), "func", func);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), owner, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

/**
 * mls_chooser_look_beside:
 * @dialog: a dialog
 * @path: a file
 *
 * Begins in its folder.
 */
void
mls_chooser_look_beside (GtkFileChooserNative *dialog, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), file, NULL);
}

/**
 * mls_sample_chooser_new:
 * @parent: a window
 * @title: what is asked
 *
 * Returns: (transfer full): a dialog that asks for the file of a sample
 */
GtkFileChooserNative *
mls_sample_chooser_new (GtkWindow *parent, const char *title)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Samples"));
  gtk_file_filter_add_suffix (filter, "gpkg");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);

  return chooser;
}

/**
 * mls_choose_moved:
 * @parent: a window
 * @title: what a file is called
 * @source: where it was
 * @func: (scope async): takes what is chosen
 * @owner: a #GObject
 *
 * Asks where a file is now, or a folder: that is what had no ending.
 */
void
mls_choose_moved (GtkWindow *parent, const char *title, const char *source, MlsChooseFunc func, gpointer owner)
{
  g_autofree char *name = g_path_get_basename (source);
  /* Translators: %s is a photo or a layer. */
  g_autofree char *question = g_strdup_printf (_("Where “%s” is now"), title);
  GtkFileChooserAction action = strchr (name, '.') != NULL ? GTK_FILE_CHOOSER_ACTION_OPEN
                                                            : GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER;

  mls_choose_file (gtk_file_chooser_native_new (question, parent, action, _("_Open"), _("_Cancel")), func, owner);
}

/**
 * mls_locate_button_new:
 *
 * Returns: (transfer floating): a button for a row of something whose file is missing
 */
GtkWidget *
mls_locate_button_new (void)
{
  GtkWidget *button = gtk_button_new_with_label (_("Locate…"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Say where it is now; what moved with it is found with it"));

  return button;
}
