#include "ui/choose-file.h"

static void
on_response (GtkNativeDialog *dialog, int response, gpointer owner)
{
  g_autoptr (GtkNativeDialog) owned = dialog;
  MlsChooseFunc func = g_object_get_data (G_OBJECT (dialog), "func");
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;

  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL)
    func (owner, path);
}

/**
 * mls_choose_file:
 * @dialog: (transfer full): a dialog; lives until it is answered
 * @func: (scope async): takes what is chosen
 * @owner: a #GObject
 *
 * Asks for a file.
 */
void
mls_choose_file (GtkFileChooserNative *dialog, MlsChooseFunc func, gpointer owner)
{
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data (G_OBJECT (dialog), "func", func);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), owner, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
