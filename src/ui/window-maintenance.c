/* What users of the map have noticed, out of files of theirs. */

#include "ui/window-private.h"

#include "ui/choose-file.h"
#include "ui/progress-dialog.h"

#include <glib/gi18n.h>

/* So many of what could not be taken are told one by one. */
#define MOST_TOLD 3

/* A file that is read, beside the window that writes the project. */
typedef struct
{
  char           *project;
  char           *path;
  guint           vintage;
  MlsDimension    dimension;
  MlsMaintenance *maintenance; /* (nullable): once it was read */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->project);
  g_free (job->path);
  g_clear_pointer (&job->maintenance, mls_maintenance_free);
  g_free (job);
}

static gboolean
tell_read (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, _("Reading"));
}

static gboolean
read_file (MlsErrand *errand, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (MlsStore) store = mls_store_open (job->project, MLS_STORE_READ_ONLY, error);

  if (store != NULL)
    job->maintenance = mls_maintenance_read (store, job->path, job->vintage, job->dimension, tell_read, errand, error);

  return job->maintenance != NULL;
}

/**
 * mls_window_describe_maintenance:
 * @maintenance: what was noticed, and what became of it
 *
 * Returns: (transfer full): that in lines for a person: "3 points are in the correction queue now · 1 was there already"
 */
char *
mls_window_describe_maintenance (const MlsMaintenance *maintenance)
{
  GString *text = g_string_new (NULL);
  guint n = maintenance->n_written;

  g_string_append_printf (text, ngettext ("%u point is in the correction queue now", "%u points are in the correction queue now", n), n);
  n = maintenance->n_known;
  if (n > 0)
    g_string_append_printf (text, ngettext (" · %u was there already", " · %u were there already", n), n);
  n = maintenance->n_edited;
  if (n > 0)
    g_string_append_printf (text, ngettext (" · %u was edited meanwhile", " · %u were edited meanwhile", n), n);
  n = maintenance->n_left;
  if (n > 0)
    g_string_append_printf (text, ngettext (" · %u is left out", " · %u are left out", n), n);

  for (guint i = 0; i < MIN (maintenance->remarks->len, MOST_TOLD); i++)
    {
      const MlsMaintenanceRemark *remark = g_ptr_array_index (maintenance->remarks, i);

      g_string_append_printf (text, "\n%" G_GINT64_FORMAT ": %s", remark->feature, remark->text);
    }
  if (maintenance->remarks->len > MOST_TOLD)
    g_string_append (text, "\n…");

  return g_string_free (text, FALSE);
}

static void
take (MlsWindow *self, Job *job)
{
  g_autofree char *name = g_path_get_basename (job->path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (self->project == NULL || !g_str_equal (mls_project_get_path (self->project), job->project))
    return;

  if (mls_project_take_maintenance (self->project, job->maintenance, name, &error))
    text = mls_window_describe_maintenance (job->maintenance);
  mls_window_say (self, error != NULL                      ? MLS_MESSAGE_REFUSAL
                        : job->maintenance->remarks->len > 0 ? MLS_MESSAGE_WARNING
                                                             : MLS_MESSAGE_INFORMATION,
                  error != NULL ? error->message : text);
}

static void
on_read (gpointer owner, MlsErrand *errand, const GError *error)
{
  if (error == NULL)
    take (owner, mls_errand_get_data (errand));
  else if (!g_cancellable_is_cancelled (mls_errand_get_cancellable (errand)))
    mls_window_say (owner, MLS_MESSAGE_WARNING, error->message);
}

/* Points that do not say are of what is before the operator. */
static void
path_chosen (gpointer owner, const char *path)
{
  MlsWindow *self = owner;
  g_autoptr (MlsErrand) errand = NULL;
  Job *job;

  if (self->workspace == NULL)
    return;

  job = g_new0 (Job, 1);
  job->project = g_strdup (mls_project_get_path (self->project));
  job->path = g_strdup (path);
  job->vintage = mls_workspace_get_vintage (self->workspace);
  job->dimension = mls_workspace_get_dimension (self->workspace);
  errand = mls_errand_new (read_file, job, job_free);
  mls_progress_run (GTK_WINDOW (self), _("Reading the points"), errand, on_read, self);
}

static void
do_choose (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace == NULL)
    return;

  if (mls_project_is_read_only (self->project))
    {
      g_autofree char *name = g_path_get_basename (mls_project_get_path (self->project));
      g_autofree char *text = g_strdup_printf (_("“%s” is open read-only"), name);

      mls_window_say (self, MLS_MESSAGE_REFUSAL, text);
      return;
    }

  mls_choose_file (gtk_file_chooser_native_new (_("Points from a maintenance file"), GTK_WINDOW (self),
                                                GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel")),
                   path_chosen, self);
}

/**
 * mls_window_init_maintenance:
 * @self: a window being made
 */
void
mls_window_init_maintenance (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "maintenance", do_choose } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
