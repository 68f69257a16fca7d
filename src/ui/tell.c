#include "ui/tell.h"

#include <glib/gi18n.h>

/**
 * mls_tell:
 * @parent: a window
 * @title: what came of something
 * @text: what there is to say of it
 *
 * Says it before anything else is done.
 */
void
mls_tell (GtkWindow *parent, const char *title, const char *text)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, title, text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}
