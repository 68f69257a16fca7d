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
  char         *project;
  char         *title;
  char         *path;
  MlsFigures   *zone;   /* (nullable) */
  MlsZoneReport report;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->project);
  g_free (job->title);
  g_free (job->path);
  g_clear_pointer (&job->zone, mls_figures_unref);
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

  return job;
}

static gboolean
go_on (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, _("Counting"));
}

static gboolean
write_report (MlsErrand *errand, gpointer data, GError **error)
{
  const Job *job = data;

  return mls_zone_report_write (&job->report, job->path, go_on, errand, error);
}

static void
on_written (gpointer owner, MlsErrand *errand, const GError *error)
{
  const Job *job = mls_errand_get_data (errand);

  if (error == NULL)
    mls_window_toast (owner, mls_toast_new_report (job->path, "win.open-uri"));
  else if (!g_cancellable_is_cancelled (mls_errand_get_cancellable (errand)))
    mls_window_say (owner, MLS_MESSAGE_WARNING, error->message);
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
  errand = mls_errand_new (write_report, job, job_free);
  mls_progress_run (GTK_WINDOW (self), _("Writing the report"), errand, on_written, self);
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
