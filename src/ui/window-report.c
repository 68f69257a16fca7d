/* A report of what became of a piece of ground, to be printed. */

#include "ui/window-private.h"

#include "base/text.h"
#include "report/zone-report.h"
#include "ui/choose-file.h"
#include "ui/progress-dialog.h"

#include <glib/gi18n.h>

/* What is printed, and where to. */
typedef struct
{
  char              *project;
  char              *title;
  char              *path;
  MlsFigures        *zone;   /* (nullable) */
  MlsZoneReport      report;
  GWeakRef           window;
  MlsProgressDialog *dialog; /* (nullable) */
} Job;

static void
job_free (Job *job)
{
  g_free (job->project);
  g_free (job->title);
  g_free (job->path);
  g_clear_pointer (&job->zone, mls_figures_unref);
  g_weak_ref_clear (&job->window);
  g_clear_object (&job->dialog);
  g_free (job);
}

/* What @where is: "view" for what the map shows, "zone" for where one works; all of the territory otherwise. */
static MlsFigures *
find_zone (MlsWindow *self, const char *where)
{
  const MlsZone *zone = mls_project_get_rules (self->project)->zone.ground;
  g_autoptr (MlsZone) view = NULL;
  MlsBox sight;

  if (g_str_equal (where, "zone") && zone != NULL)
    return mls_zone_to_figures (zone);
  if (!g_str_equal (where, "view") || !mls_map_get_sight (self->canvas, &sight))
    return NULL;

  view = mls_zone_new_box (&sight);

  return mls_zone_to_figures (view);
}

/* The edited date and the one it is compared with, the older one first. */
static Job *
job_new (MlsWindow *self, const char *where)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  Job *job = g_new0 (Job, 1);

  job->project = g_strdup (mls_project_get_path (self->project));
  job->title = mls_text_stem (job->project);
  job->zone = find_zone (self, where);
  job->report = (MlsZoneReport){ .project = job->project, .title = job->title, .zone = job->zone,
                                 .language = rules->language };
  mls_vintage_compare (rules->vintages, rules->n_vintages, mls_workspace_get_vintage (self->workspace), &job->report.from,
                       &job->report.to);
  g_weak_ref_init (&job->window, self);

  return job;
}

static gboolean
go_on (double fraction, gpointer errand)
{
  mls_errand_tell (errand, fraction, _("Counting"));

  return !g_cancellable_is_cancelled (mls_errand_get_cancellable (errand));
}

static gboolean
write_report (MlsErrand *errand, gpointer data, GError **error)
{
  const Job *job = data;

  return mls_zone_report_write (&job->report, job->path, go_on, errand, error);
}

static void
tell_written (MlsWindow *self, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  /* Translators: the name of a file. */
  g_autofree char *text = g_strdup_printf (_("Report written: %s"), name);
  AdwToast *toast = mls_toast_new (text);

  if (uri != NULL)
    {
      adw_toast_set_button_label (toast, _("Open It"));
      adw_toast_set_action_name (toast, "win.open-uri");
      adw_toast_set_action_target_value (toast, g_variant_new_string (uri));
    }
  mls_window_toast (self, toast);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (MlsWindow) self = g_weak_ref_get (&job->window);
  g_autoptr (GError) error = NULL;

  mls_errand_run_finish (MLS_ERRAND (source), result, &error);
  gtk_window_destroy (GTK_WINDOW (job->dialog));
  if (self != NULL && error == NULL)
    tell_written (self, job->path);
  else if (self != NULL && !g_cancellable_is_cancelled (mls_errand_get_cancellable (MLS_ERRAND (source))))
    mls_window_say (self, MLS_MESSAGE_WARNING, error->message);
  job_free (job);
}

static void
path_chosen (gpointer owner, const char *path)
{
  MlsWindow *self = owner;
  g_autoptr (MlsErrand) errand = NULL;
  Job *job;

  if (self->workspace == NULL)
    return;

  job = job_new (self, self->report_where);
  job->path = g_strdup (path);
  errand = mls_errand_new (write_report, job, NULL);
  job->dialog = g_object_ref (mls_progress_dialog_new (GTK_WINDOW (self), errand, _("Writing the report")));
  gtk_window_present (GTK_WINDOW (job->dialog));
  mls_errand_run_async (errand, on_written, job);
}

static void
do_report (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autofree char *stem = NULL;
  g_autofree char *name = NULL;
  GtkFileChooserNative *chooser;

  if (self->workspace == NULL)
    return;

  self->report_where = g_intern_string (g_variant_get_string (parameter, NULL));
  if (g_str_equal (self->report_where, "zone") && mls_project_get_rules (self->project)->zone.ground == NULL)
    {
      mls_window_say (self, MLS_MESSAGE_INFORMATION, _("You have no zone to work in"));
      return;
    }

  stem = mls_text_stem (mls_project_get_path (self->project));
  name = g_strconcat (stem, ".pdf", NULL);
  chooser = gtk_file_chooser_native_new (_("Write a report as PDF"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                         _("_Save"), _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  mls_choose_file (chooser, path_chosen, self);
}

static void
do_open_uri (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_app_info_launch_default_for_uri_async (g_variant_get_string (parameter, NULL), NULL, NULL, NULL, NULL);
}

/**
 * mls_window_init_report:
 * @self: a window being made
 */
void
mls_window_init_report (MlsWindow *self)
{
  static const GActionEntry entries[] = {
    { "report", do_report, "s" },
    { "open-uri", do_open_uri, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
