/* A project on a network's disk is worked on in a copy on this computer, and brought back when the window leaves it. */

#include "ui/window-private.h"

#include "document/copy-job.h"
#include "store/disk.h"
#include "store/error.h"
#include "ui/progress-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

/* Taking */

static void
on_taken (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsWindow *self = owner;
  MlsCopyJob *job = mls_errand_get_data (errand);

  if (error == NULL)
    g_clear_pointer (&job->copy, mls_working_copy_free); /* it is found by who opens the project */
  else if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED))
    return;

  self->copy_failed = error != NULL;
  mls_window_open (self, job->path);
  self->copy_failed = FALSE;
  if (error != NULL && self->project != NULL && !mls_project_is_read_only (self->project))
    mls_window_say (self, MLS_MESSAGE_WARNING, error->message);
}

static gboolean
is_wanted (MlsWindow *self, const char *path)
{
  return !self->copy_failed && g_settings_get_boolean (mls_window_settings (self), "network-copy") &&
         mls_disk_is_remote (path);
}

/**
 * mls_window_find_copy:
 * @self: a window that is about to open a project
 * @path: the project
 * @copy: (out) (transfer full) (nullable): the copy that stands in for it from now on
 *
 * Returns: %FALSE if a copy is being made first, and the project opened after that
 */
gboolean
mls_window_find_copy (MlsWindow *self, const char *path, MlsWorkingCopy **copy)
{
  g_autofree char *folder = mls_copies_dup_folder ();
  g_autofree char *author = g_settings_get_string (mls_window_settings (self), "author");
  g_autoptr (MlsErrand) errand = NULL;

  *copy = NULL;
  if (self->copy != NULL && strcmp (mls_working_copy_get_path (self->copy), path) == 0)
    return TRUE;

  *copy = mls_working_copy_find (folder, path);
  if (*copy != NULL)
    mls_working_copy_stand_in (*copy);
  if (*copy != NULL || !is_wanted (self, path))
    return TRUE;

  errand = mls_errand_new (mls_copy_job_take, mls_copy_job_new (path, author), (GDestroyNotify) mls_copy_job_free);
  mls_progress_run (GTK_WINDOW (self), _("Opening a project on a network disk"), errand, on_taken, self);

  return FALSE;
}

static void
enable (MlsWindow *self, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "bring-copy-back");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/**
 * mls_window_follow_copy:
 * @self: a window that has just opened a project
 * @found: whether that is in a copy of which it did not know before
 *
 * Where a copy has work of another day, that is said.
 */
void
mls_window_follow_copy (MlsWindow *self, gboolean found)
{
  gboolean has_work = FALSE;

  enable (self, self->copy != NULL && !mls_project_is_read_only (self->project));
  if (found && mls_working_copy_has_work (self->copy, &has_work, NULL) && has_work)
    mls_window_say (self, MLS_MESSAGE_INFORMATION,
                    _("What was done last time is still on this computer, and was not brought back: it is gone on with"));
}

/* Bringing back */

typedef struct
{
  MlsWindow  *window;
  MlsCopyJob *job;
  gboolean    closing;
} Leaving;

static void return_copy (MlsWindow *self, MlsCopyJob *job, gboolean closing);

static void
leaving_free (gpointer data, GClosure *closure)
{
  Leaving *leaving = data;

  g_clear_pointer (&leaving->job, mls_copy_job_free);
  g_object_unref (leaving->window);
  g_free (leaving);
}

/* A job goes to another errand. */
static MlsCopyJob *
again (MlsCopyJob *job)
{
  MlsCopyJob *next = mls_copy_job_new (job->path, job->author);

  next->copy = g_steal_pointer (&job->copy);
  next->stays = job->stays;

  return next;
}

static void
leave (MlsWindow *self, MlsCopyJob *job, gboolean closing)
{
  /* The window goes on with it. */
  if (job->stays && self->copy == NULL)
    self->copy = g_steal_pointer (&job->copy);
  mls_copy_job_free (job);
  if (closing)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_response (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Leaving *leaving = user_data;
  MlsCopyJob *job = g_steal_pointer (&leaving->job);

  if (job == NULL)
    return;

  job->merges = g_str_equal (response, "merge");
  if (job->merges || g_str_equal (response, "again"))
    return_copy (leaving->window, job, leaving->closing);
  else
    leave (leaving->window, job, leaving->closing);
}

/* What the reason leaves to be done. Nothing is merged without being asked for, nor while it is open. */
static void
ask (MlsWindow *self, MlsCopyJob *job, const GError *error, gboolean closing)
{
  gboolean may_merge = g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_STALE) && !job->stays;
  g_autofree char *stays =
    g_strdup_printf (_("What was done stays on this computer, in “%s”, and is brought back the next time the project is opened here."),
                     mls_working_copy_get_file (job->copy));
  g_autofree char *body =
    g_strdup_printf ("%s.\n\n%s%s%s", error->message, stays, may_merge ? "\n\n" : "",
                     may_merge ? _("It can be done again now in what the project has become; what clashes is set aside.") : "");
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("The project is not brought back"), body);
  Leaving *leaving = g_new0 (Leaving, 1);

  *leaving = (Leaving){ g_object_ref (self), job, closing };
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "later", _("Later"));
  if (may_merge)
    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "merge", _("Bring the edits in"));
  else
    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "again", _("Try again"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "later");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), leaving, leaving_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static char *
describe (const MlsCopyJob *job)
{
  g_autofree char *aside = g_strdup_printf (
    ngettext ("%d edit clashes with those of others and is set aside", "%d edits clash with those of others and are set aside",
              job->outcome.n_set_aside),
    (int) job->outcome.n_set_aside);
  g_autofree char *kept =
    job->kept != NULL ? g_strdup_printf (_("What is no edit could not be merged, and is in “%s”"), job->kept) : NULL;

  if (job->outcome.n_set_aside == 0)
    return g_strdup (kept != NULL ? kept : _("The project is back on the network disk"));

  return kept != NULL ? g_strdup_printf ("%s. %s", aside, kept) : g_steal_pointer (&aside);
}

static void
on_returned (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsWindow *self = owner;
  MlsCopyJob *job = mls_errand_get_data (errand);
  gboolean closing = g_object_get_data (G_OBJECT (errand), "closing") != NULL;
  g_autofree char *text = NULL;
  MlsCopyJob *next;

  if (error == NULL && (!closing || job->kept != NULL || job->outcome.n_set_aside > 0))
    text = describe (job);
  next = again (job);
  if (error != NULL)
    {
      ask (self, next, error, closing);
      return;
    }

  if (text != NULL && !closing)
    mls_window_toast (self, mls_toast_new (text));
  else if (text != NULL)
    g_message ("%s", text);
  leave (self, next, closing);
}

static void
return_copy (MlsWindow *self, MlsCopyJob *job, gboolean closing)
{
  g_autoptr (MlsErrand) errand = mls_errand_new (mls_copy_job_return, job, (GDestroyNotify) mls_copy_job_free);

  if (closing)
    g_object_set_data (G_OBJECT (errand), "closing", self);
  mls_progress_run (GTK_WINDOW (self), _("Bringing the project back"), errand, on_returned, self);
}

/* Nothing to be waited for: what was only looked at goes at once. */
static gboolean
end_at_once (MlsWorkingCopy *copy)
{
  gboolean has_work = TRUE;

  return mls_working_copy_has_work (copy, &has_work, NULL) && !has_work && mls_working_copy_end (copy, NULL);
}

/**
 * mls_window_leave_copy:
 * @self: a window whose project is closed
 * @closing: whether the window is to close
 *
 * Brings the copy back that was worked on, if there is one. What goes wrong is said, and the copy stays.
 *
 * Returns: whether there is nothing to wait for; if not, the window is closed then
 */
gboolean
mls_window_leave_copy (MlsWindow *self, gboolean closing)
{
  g_autoptr (MlsWorkingCopy) copy = g_steal_pointer (&self->copy);
  MlsCopyJob *job;

  if (copy == NULL || end_at_once (copy))
    return TRUE;

  job = mls_copy_job_new (mls_working_copy_get_path (copy), NULL);
  job->copy = g_steal_pointer (&copy);
  return_copy (self, job, closing);

  return FALSE;
}

static void
do_bring_back (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsCopyJob *job;

  if (self->copy == NULL || self->project == NULL || mls_project_is_read_only (self->project))
    return;

  mls_workspace_settle (self->workspace);
  job = mls_copy_job_new (mls_working_copy_get_path (self->copy), NULL);
  job->copy = g_steal_pointer (&self->copy);
  job->stays = TRUE;
  return_copy (self, job, FALSE);
}

/**
 * mls_window_init_copy:
 * @self: a window being made
 */
void
mls_window_init_copy (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "bring-copy-back", do_bring_back } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  enable (self, FALSE);
}
