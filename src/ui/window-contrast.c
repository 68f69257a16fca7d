/* What differs between two states: listed, shown on the map at either, counted by class, and written for other programs. */

#include "ui/window-private.h"

#include "base/text.h"
#include "delivery/change-export.h"
#include "store/error.h"
#include "ui/choose-file.h"
#include "ui/contrast-window.h"
#include "ui/progress-dialog.h"

#include <glib/gi18n.h>

static MlsContrast *
contrast_of (MlsWindow *self)
{
  GListModel *places = mls_queue_panel_get_list (self->queue);

  return places != NULL ? mls_places_get_contrast (places) : NULL;
}

static gboolean
is_comparing (MlsWindow *self)
{
  return self->workspace != NULL && self->compared.from != 0;
}

/* Both views lie over one another, the older state on the left. */
static void
begin (MlsWindow *self, gint64 from, gint64 to)
{
  if (!is_comparing (self))
    self->n_panes_before = mls_workspace_get_n_panes (self->workspace);
  self->compared = (MlsPlacesComparison){ .from = from, .to = to };
  mls_window_leave_history (self);
  mls_workspace_compare_states (self->workspace, from, to);
  mls_queue_panel_list_differences (self->queue);
}

static void
do_compare_states (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  gint64 from, to;

  g_variant_get (parameter, "(xx)", &from, &to);
  if (self->workspace != NULL && self->control == NULL)
    begin (self, from, to);
}

/* The states after the two operations that are selected in the history, which lists the newest first. */
static void
do_compare_selected (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autoptr (GArray) operations = mls_history_panel_list_selected (self->history_panel);

  if (self->workspace != NULL && operations->len == 2)
    begin (self, g_array_index (operations, gint64, 1), g_array_index (operations, gint64, 0));
}

static void
do_end_comparison (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mls_window_end_contrast (user_data);
}

/**
 * mls_window_end_contrast:
 * @self: a window
 *
 * No states are compared any more: the views are those there were before, of the map as it is.
 */
void
mls_window_end_contrast (MlsWindow *self)
{
  if (!is_comparing (self))
    return;

  self->compared = (MlsPlacesComparison){ 0 };
  mls_map_set_imprint (self->canvas, NULL);
  mls_queue_panel_end_differences (self->queue);
  mls_workspace_end_states (self->workspace, self->n_panes_before);
}

/**
 * mls_window_go_to_difference:
 * @self: a window with a project, comparing two states
 * @place: a place of the list
 *
 * Shows it at both, with the borders that came and went.
 */
void
mls_window_go_to_difference (MlsWindow *self, MlsPlace *place)
{
  MlsContrast *contrast = contrast_of (self);
  MlsBox box = mls_place_get_box (place);
  g_autoptr (MlsImprint) imprint =
    contrast != NULL ? mls_contrast_imprint (contrast, mls_place_get_vintage (place), mls_place_get_point (place)) : NULL;

  mls_workspace_select (self->workspace, NULL);
  mls_workspace_set_vintage_of_all (self->workspace, mls_place_get_vintage (place));
  mls_map_set_imprint (self->canvas, imprint);
  mls_map_go_to (self->canvas, &box, MLS_WORKING_SCALE);
  mls_message_bar_close (self->messages);
}

/* Areas by class */

static void
do_difference_areas (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsContrast *contrast = is_comparing (self) ? contrast_of (self) : NULL;
  GtkWidget *window;

  if (contrast == NULL)
    return;

  window = mls_contrast_window_new (self->project, contrast, self->compared.from, self->compared.to);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

/* For other programs */

/* What is written, and where to. */
typedef struct
{
  char        *project;
  char        *path;
  MlsContrast *contrast;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->project);
  g_free (job->path);
  mls_contrast_unref (job->contrast);
  g_free (job);
}

static gboolean
go_on (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, _("Writing polygons"));
}

static gboolean
write_difference (MlsErrand *errand, gpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (MlsStore) store = mls_store_open (job->project, MLS_STORE_READ_ONLY, error);

  return store != NULL &&
         mls_change_export_run (store, mls_contrast_get_delta (job->contrast), job->path, go_on, errand, error);
}

static void
on_written (gpointer owner, MlsErrand *errand, const GError *error)
{
  const Job *job = mls_errand_get_data (errand);
  g_autofree char *name = g_filename_display_basename (job->path);
  /* Translators: a file. */
  g_autofree char *text = g_strdup_printf (_("Written: %s"), name);

  if (error == NULL)
    mls_window_toast (owner, mls_toast_new (text));
  else if (!g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED))
    mls_window_say (owner, MLS_MESSAGE_WARNING, error->message);
}

static void
path_chosen (gpointer owner, const char *path)
{
  MlsWindow *self = owner;
  MlsContrast *contrast = is_comparing (self) ? contrast_of (self) : NULL;
  g_autoptr (MlsErrand) errand = NULL;
  Job *job;

  if (contrast == NULL)
    return;

  job = g_new0 (Job, 1);
  job->project = g_strdup (mls_project_get_path (self->project));
  job->path = g_strdup (path);
  job->contrast = mls_contrast_ref (contrast);
  errand = mls_errand_new (write_difference, job, job_free);
  mls_progress_run (GTK_WINDOW (self), _("Writing what differs"), errand, on_written, self);
}

static void
do_export_difference (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autofree char *stem = NULL;
  g_autofree char *name = NULL;
  GtkFileChooserNative *chooser;

  if (!is_comparing (self) || contrast_of (self) == NULL)
    return;

  stem = mls_text_stem (mls_project_get_path (self->project));
  /* Translators: behind the name of a project, in that of a file of what differs between two states of it. */
  name = g_strconcat (stem, "-", _("differences"), ".gpkg", NULL);
  chooser = gtk_file_chooser_native_new (_("Write what differs: .gpkg, .geojson or .fgb"), GTK_WINDOW (self),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  mls_choose_file (chooser, path_chosen, self);
}

/**
 * mls_window_init_contrast:
 * @self: a window being made
 */
void
mls_window_init_contrast (MlsWindow *self)
{
  static const GActionEntry entries[] = {
    { "compare-states", do_compare_states, "(xx)" },
    { "compare-selected", do_compare_selected },
    { "end-comparison", do_end_comparison },
    { "difference-areas", do_difference_areas },
    { "export-difference", do_export_difference },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
