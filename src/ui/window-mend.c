/* A project from which another program has taken what keeps its map true: it is shown, if it can be, and mended if that is wanted. */

#include "ui/window-private.h"

#include "base/text.h"
#include "store/mend.h"
#include "ui/progress-dialog.h"

#include <glib/gi18n.h>

typedef struct
{
  char           *path;
  char           *author;
  MlsMendOutlines outlines;
  MlsMending     *mending;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job->author);
  mls_mending_free (job->mending);
  g_free (job);
}

static gboolean
go_on (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, _("Checking"));
}

static gboolean
run (MlsErrand *errand, gpointer data, GError **error)
{
  Job *job = data;

  return mls_store_mend (job->path, job->author, job->outlines, go_on, errand, job->mending, error);
}

/* That it was mended, and what was done to the map: what was gone has been said before. */
static char *
describe (const MlsMending *mending)
{
  g_autoptr (GPtrArray) lines = mls_mending_describe (mending);
  GString *text = g_string_new (_("Mended: nothing that was done before can be undone"));

  for (guint i = mending->gone->len; i < lines->len; i++)
    mls_text_append_line (text, g_ptr_array_index (lines, i));

  return g_string_free (text, FALSE);
}

static void
on_mended (gpointer owner, MlsErrand *errand, const GError *error)
{
  const Job *job = mls_errand_get_data (errand);

  if (error == NULL)
    {
      mls_window_open (owner, job->path);
      mls_window_tell_mended (owner, describe (job->mending), job->mending->findings->len > 0);
    }
  else if (!g_cancellable_is_cancelled (mls_errand_get_cancellable (errand)) &&
           !mls_window_ask_to_go_back (owner, job->path, error->message))
    mls_window_say (owner, MLS_MESSAGE_REFUSAL, error->message);
}

static void
mend (MlsWindow *self, const char *path, MlsMendOutlines outlines)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (MlsErrand) errand = mls_errand_new (run, job, job_free);

  job->path = g_strdup (path);
  job->author = mls_window_dup_author (self);
  job->outlines = outlines;
  job->mending = mls_mending_new ();
  mls_window_close_project (self);
  mls_window_show_page (self, "start");
  mls_progress_run (GTK_WINDOW (self), _("Mending the project"), errand, on_mended, self);
}

static void
on_answered (AdwMessageDialog *dialog, const char *response, MlsWindow *self)
{
  const char *path = g_object_get_data (G_OBJECT (dialog), "path");

  if (g_str_equal (response, "mend"))
    mend (self, path, MLS_MEND_BRING_IN);
  else if (g_str_equal (response, "take-back"))
    mend (self, path, MLS_MEND_TAKE_BACK);
  else if (g_str_equal (response, "open"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-newest-backup", "s", path);
}

/**
 * mls_window_ask_to_mend:
 * @self: a window, which may show the project to be read
 * @path: a project file that another program has broken
 * @text: what is gone
 *
 * Asks whether that is to be made again, or a copy to be opened.
 */
void
mls_window_ask_to_mend (MlsWindow *self, const char *path, const char *text)
{
  g_autofree char *body =
    g_strconcat (text, "\n\n",
                 _("Mending makes that again, and the map whole. Outlines that were drawn anew become an edit, which can be undone; "
                   "nothing that was done before can be undone then."),
                 NULL);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Another Program Has Broken the Project"), body);
  g_autofree char *label = NULL;
  g_autofree char *action = NULL;

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  if (mls_window_point_to_backup (self, path, &label, &action))
    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "open", label);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "take-back", _("Mend _Without Outlines"));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "mend", _("_Mend"));
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "mend", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "mend");
  g_object_set_data_full (G_OBJECT (dialog), "path", g_canonicalize_filename (path, NULL), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answered), self, 0);
  mls_window_present_dialog (self, GTK_WINDOW (dialog));
}
