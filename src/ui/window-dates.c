/* The dates of a project: listed, added, renamed, closed and dropped. The window gives the project away while they
 * change, and has it again as it is then: what it shows is of dates by their place among others. */

#include "ui/window-private.h"

#include "ui/application.h"
#include "ui/import-dialog.h"
#include "ui/progress-dialog.h"

#include <glib/gi18n.h>

/* Takes the project up again, at the date that was added, else where it was. */
static void
take_up (MlsWindow *self, const char *path, const char *code)
{
  mls_window_open (self, path);
  if (self->project == NULL)
    return;

  if (code != NULL)
    {
      const MlsRules *rules = mls_project_get_rules (self->project);
      guint v;

      if (mls_vintage_find (rules->vintages, rules->n_vintages, code, &v))
        mls_workspace_set_vintage (self->workspace, v);
    }
  if (self->dates != NULL)
    mls_dates_dialog_show (self->dates, self->project);
}

static void
give_away (MlsWindow *self)
{
  if (self->dates != NULL)
    mls_dates_dialog_show (self->dates, NULL);
  mls_window_close_project (self);
}

static void
on_changed (MlsWindow *self)
{
  g_autofree char *path = g_strdup (mls_project_get_path (self->project));

  give_away (self);
  take_up (self, path, NULL);
}

/* Another program has added dates to the project, or taken some out. The sample in hand comes back if its date is there. */
static gboolean
open_anew (gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autofree char *sample = NULL;
  MlsControlTask task = MLS_CONTROL_JUDGE;

  if (self->project == NULL)
    return G_SOURCE_REMOVE;

  if (self->control != NULL)
    {
      sample = g_strdup (mls_sample_file_get_path (mls_control_get_file (self->control)));
      task = mls_control_get_task (self->control);
    }
  on_changed (self);
  if (self->project == NULL || sample == NULL)
    return G_SOURCE_REMOVE;

  mls_window_control (self, sample, task);

  return G_SOURCE_REMOVE;
}

/* Whoever has noticed is in the middle of something. */
static void
dates_changed (MlsWindow *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, open_anew, g_object_ref (self), g_object_unref);
}

/**
 * mls_window_connect_dates:
 * @self: a window whose project has just been opened
 */
void
mls_window_connect_dates (MlsWindow *self)
{
  g_signal_connect_object (self->workspace, "dates-changed", G_CALLBACK (dates_changed), self, G_CONNECT_SWAPPED);
}

/* Jobs */

static const char *
added_code (const MlsVintageJob *job, gboolean done)
{
  return done && job->kind != MLS_VINTAGE_DROPPED ? job->code : NULL;
}

static void
on_done (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsWindow *self = owner;
  const MlsVintageJob *job = mls_errand_get_data (errand);

  take_up (self, job->project, added_code (job, error == NULL));
  if (error != NULL && self->dates != NULL && !g_cancellable_is_cancelled (mls_errand_get_cancellable (errand)))
    mls_dates_dialog_tell (self->dates, error);
}

static void
do_job (MlsWindow *self, MlsVintageJob *job)
{
  g_autoptr (MlsErrand) errand = mls_errand_new (mls_vintage_job_run, job, (GDestroyNotify) mls_vintage_job_free);
  const char *title = job->kind == MLS_VINTAGE_DROPPED ? _("Taking the date out") : _("Adding the date");

  give_away (self);
  mls_progress_run (GTK_WINDOW (self->dates), title, errand, on_done, self);
}

/* From a file */

static void
on_begin (MlsWindow *self)
{
  give_away (self);
}

static void
on_ended (MlsWindow *self, MlsVintageJob *job, gboolean done)
{
  take_up (self, job->project, added_code (job, done));
}

static void
on_read (MlsWindow *self, const char *path)
{
  MlsApplication *application = MLS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  MlsImportDialog *dialog = mls_import_dialog_new_onto (GTK_WINDOW (self->dates), mls_window_settings (self),
                                                        mls_application_get_author (application), path,
                                                        mls_project_get_path (self->project),
                                                        mls_project_get_rules (self->project)->nomenclature);

  g_signal_connect_object (dialog, "begin", G_CALLBACK (on_begin), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Photos are added to the date that is edited. */
static void
on_photos (MlsWindow *self, guint vintage)
{
  mls_workspace_set_vintage (self->workspace, vintage);
  gtk_window_close (GTK_WINDOW (self->dates));
  g_action_group_activate_action (G_ACTION_GROUP (self), "photos", NULL);
}

static void
do_dates (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->project == NULL)
    return;

  if (self->dates == NULL)
    {
      g_set_weak_pointer (&self->dates, mls_dates_dialog_new (GTK_WINDOW (self)));
      g_signal_connect_object (self->dates, "job", G_CALLBACK (do_job), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->dates, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->dates, "read", G_CALLBACK (on_read), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->dates, "photos", G_CALLBACK (on_photos), self, G_CONNECT_SWAPPED);
      mls_dates_dialog_show (self->dates, self->project);
    }
  gtk_window_present (GTK_WINDOW (self->dates));
}

/**
 * mls_window_init_dates:
 * @self: a window being made
 */
void
mls_window_init_dates (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "dates", do_dates } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
