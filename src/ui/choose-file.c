#include "ui/choose-file.h"

#include "ui/window.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of a dialog that knows where to begin. */
#define PLACED "placed"

/* Of a window: what was chosen in it last. */
#define CHOSEN "chosen"

/* Where to begin */

/**
 * mls_chooser_look_beside:
 * @dialog: a dialog
 * @path: a file
 *
 * Begins in its folder, if that is there; else where mls_choose_file() finds.
 */
void
mls_chooser_look_beside (GtkFileChooserNative *dialog, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  if (!g_path_is_absolute (path) || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    return;

  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), file, NULL);
  g_object_set_data (G_OBJECT (dialog), PLACED, GINT_TO_POINTER (TRUE));
}

static void
look_beside_if_open (GtkFileChooserNative *dialog, const char *path)
{
  if (path != NULL && g_object_get_data (G_OBJECT (dialog), PLACED) == NULL)
    mls_chooser_look_beside (dialog, path);
}

/* The project that @window asks for. */
static const char *
find_project (GtkWindow *window)
{
  while (window != NULL && !MLS_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);

  return window != NULL ? mls_window_get_path (MLS_WINDOW (window)) : NULL;
}

/* What is asked for in one dialog mostly lies in one folder; a window of a project asks for all that has to do with that. */
static void
begin_near (GtkFileChooserNative *dialog)
{
  GtkWindow *window = gtk_native_dialog_get_transient_for (GTK_NATIVE_DIALOG (dialog));

  if (window == NULL)
    return;

  look_beside_if_open (dialog, g_object_get_data (G_OBJECT (window), CHOSEN));
  look_beside_if_open (dialog, find_project (window));
}

static void
remember (GtkNativeDialog *dialog, const char *path)
{
  GtkWindow *window = gtk_native_dialog_get_transient_for (dialog);

  if (window != NULL && !MLS_IS_WINDOW (window))
    g_object_set_data_full (G_OBJECT (window), CHOSEN, g_strdup (path), g_free);
}

/* Asking */

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

      if (path == NULL)
        continue;

      remember (dialog, path);
      func (owner, path);
    }
}

/**
 * mls_choose_file:
 * @dialog: (transfer full): a dialog; lives until it is answered
 * @func: (scope async): takes what is chosen
 * @owner: a #GObject
 *
 * Asks for a file, or for several if @dialog lets choose them. Where nobody has said where to begin it is where something was
 * chosen last in the same dialog, or beside the project.
 */
void
mls_choose_file (GtkFileChooserNative *dialog, MlsChooseFunc func, gpointer owner)
{
  begin_near (dialog);
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

  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (question, parent, action, _("_Open"), _("_Cancel"));

  mls_chooser_look_beside (chooser, source);
  mls_choose_file (chooser, func, owner);
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
