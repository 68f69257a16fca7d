/* A project comes into a window and goes. */

#include "ui/window-private.h"

#include "base/text.h"
#include "document/first-look.h"
#include "store/database.h"
#include "store/error.h"
#include "ui/application.h"
#include "ui/language.h"
#include "ui/recent.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
note_face (const MlsFace *face, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return FALSE;
}

/* Over an empty map, what to do next. */
static void
say_what_is_missing (MlsWindow *self)
{
  const MlsMessageButton import = { _("New from a layer…"), "win.import" };
  gboolean has_faces = FALSE;

  if (!mls_store_each_face (mls_project_get_store (self->project), note_face, &has_faces, NULL) || has_faces)
    return;

  mls_message_bar_say (self->messages, MLS_MESSAGE_INFORMATION,
                       _("There is no polygon here yet: make a project from a layer, or fill this one with "
                         "millesime-cli import"),
                       &import, 1);
}

/**
 * mls_window_dup_author:
 * @self: a window
 *
 * Returns: (transfer full): whom the settings name, or whom the program was started with
 */
char *
mls_window_dup_author (MlsWindow *self)
{
  const char *given = mls_application_get_author (MLS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));

  return given != NULL ? g_strdup (given) : g_settings_get_string (mls_window_settings (self), "author");
}

/**
 * mls_window_take_author:
 * @self: a window
 *
 * Edits of its project are by that author.
 */
void
mls_window_take_author (MlsWindow *self)
{
  g_autofree char *author = mls_window_dup_author (self);

  if (self->project != NULL)
    mls_project_set_author (self->project, author);
}

static void
set_title (MlsWindow *self, const char *path)
{
  g_autofree char *name = mls_text_stem (path);

  adw_window_title_set_title (self->title, name);
  gtk_window_set_title (GTK_WINDOW (self), name);
}

static gboolean
has_vintages (MlsProject *project, const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  if (mls_project_get_rules (project)->n_vintages > 0)
    return TRUE;

  g_clear_error (error);
  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("“%s” has no vintage to edit"), name);
  return FALSE;
}

/* What is being edited elsewhere may be looked at meanwhile: there is a project, and an error. */
static MlsProject *
open_somehow (const char *path, GError **error)
{
  MlsProject *project = mls_project_open (path, MLS_STORE_READ_WRITE, error);

  if (project != NULL || !(g_error_matches (*error, MLS_STORE_ERROR, MLS_STORE_ERROR_LOCKED) ||
                           g_error_matches (*error, MLS_STORE_ERROR, MLS_STORE_ERROR_READ_ONLY) ||
                           g_error_matches (*error, MLS_STORE_ERROR, MLS_STORE_ERROR_BROKEN) ||
                           g_error_matches (*error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED)))
    return project;

  return mls_project_open (path, MLS_STORE_READ_ONLY, NULL);
}

static void
say_why_read_only (MlsWindow *self, const GError *error)
{
  MlsMessageButton button = { _("Try again"), "win.reopen" };
  g_autofree char *text = g_strdup_printf (_("%s. It is open here for reading only."), error->message);
  g_autofree char *label = NULL;
  g_autofree char *action = NULL;

  if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED) &&
      mls_window_point_to_backup (self, mls_project_get_path (self->project), &label, &action))
    button = (MlsMessageButton){ label, action };

  mls_message_bar_say (self->messages, MLS_MESSAGE_WARNING, text, &button, 1);
  if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_BROKEN))
    mls_window_ask_to_mend (self, mls_project_get_path (self->project), error->message);
}

/* What is too damaged to be looked at is said with the way back to a copy. */
static void
say_why_not (MlsWindow *self, const char *path, const GError *error)
{
  if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_BROKEN))
    mls_window_ask_to_mend (self, path, error->message);
  else if (!g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED) ||
           !mls_window_ask_to_go_back (self, path, error->message))
    mls_window_say (self, MLS_MESSAGE_REFUSAL, error->message);
}

/**
 * mls_window_find:
 * @application: the application
 * @path: a project file
 *
 * Returns: (transfer none) (nullable): the window that has it open already
 */
MlsWindow *
mls_window_find (GtkApplication *application, const char *path)
{
  g_autofree char *resolved = mls_database_resolve (path);

  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (MLS_IS_WINDOW (l->data) && MLS_WINDOW (l->data)->project != NULL &&
        strcmp (mls_project_get_path (MLS_WINDOW (l->data)->project), resolved) == 0)
      return l->data;

  return NULL;
}

/**
 * mls_window_get_path:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the project that is open
 */
const char *
mls_window_get_path (MlsWindow *self)
{
  return self->project != NULL ? mls_project_get_path (self->project) : NULL;
}

/**
 * mls_window_open:
 * @self: a window
 * @path: a project file
 *
 * Opens it in place of what is open; one that somebody else is writing, to be read. One that another
 * window has is shown there. What goes wrong is said in the window.
 */
void
mls_window_open (MlsWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  MlsWindow *other = mls_window_find (gtk_window_get_application (GTK_WINDOW (self)), path);
  g_autofree char *resolved = mls_database_resolve (path);
  g_autoptr (MlsWorkingCopy) copy = NULL;
  gboolean is_copy_found;
  MlsProject *project;

  if (other != NULL && (other != self || !mls_project_is_read_only (self->project)))
    {
      gtk_window_present (GTK_WINDOW (other));
      return;
    }

  if (!mls_window_may_leave_control (self) || !mls_window_find_copy (self, resolved, &copy))
    return;

  project = open_somehow (path, &error);
  if (project != NULL && !has_vintages (project, path, &error))
    {
      mls_project_close (project, NULL);
      g_clear_object (&project);
    }
  if (project == NULL)
    {
      say_why_not (self, path, error);
      return;
    }

  mls_window_close_project (self);
  if (self->copy != NULL && strcmp (mls_working_copy_get_path (self->copy), resolved) != 0)
    mls_window_leave_copy (self, FALSE);
  is_copy_found = copy != NULL;
  if (is_copy_found)
    self->copy = g_steal_pointer (&copy);
  self->project = project;
  mls_project_set_language (project, mls_ui_language ());
  mls_window_take_author (self);
  self->workspace = mls_workspace_new (project);
  mls_window_calibrate (self);
  set_title (self, path);
  mls_window_restore_pairs (self);
  if (!mls_workspace_restore (self->workspace))
    mls_first_look_take (self->workspace);
  mls_map_set_workspace (self->canvas, self->workspace);
  mls_state_menu_set_workspace (self->state_menu, self->workspace);
  mls_outlook_menu_set_workspace (self->outlook_menu, self->workspace);
  mls_time_bar_set_workspace (self->time, self->workspace);
  mls_history_menu_set_workspace (self->history_menu, self->workspace);
  mls_go_menu_set_workspace (mls_bottom_bar_get_go_menu (self->bottom), self->workspace);
  mls_window_connect_edit (self);
  mls_window_connect_zone (self);
  mls_window_connect_dates (self);
  mls_window_connect_team (self);
  mls_window_connect_tutorial (self);
  mls_queue_panel_set_project (self->queue, project, mls_window_settings (self));
  mls_window_show_page (self, "project");
  self->check = MLS_PLACES_CHECK;
  self->search_stopped = FALSE;
  mls_window_fill_queue (self);
  mls_recent_add (mls_window_settings (self), file);
  mls_application_remember_open (MLS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), NULL);
  mls_message_bar_close (self->messages);
  say_what_is_missing (self);
  mls_window_miss_files (self, NULL);
  if (error != NULL)
    say_why_read_only (self, error);
  mls_window_follow_foreign (self);
  mls_window_start_backups (self);
  mls_window_follow_copy (self, is_copy_found);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

/**
 * mls_window_close_project:
 * @self: a window
 *
 * Leaves the project as one single file; there is nothing to be asked.
 */
void
mls_window_close_project (MlsWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (self->project == NULL)
    return;

  mls_workspace_settle (self->workspace);
  mls_window_leave_control (self);
  mls_window_leave_history (self);
  mls_window_end_contrast (self);
  mls_window_close_matrix (self);
  mls_window_end_upkeep (self);
  mls_window_leave_nomenclature (self);
  mls_window_leave_foreign (self);
  mls_window_stop_backups (self);
  mls_map_set_workspace (self->canvas, NULL);
  mls_queue_panel_set_project (self->queue, NULL, NULL);
  mls_state_menu_set_workspace (self->state_menu, NULL);
  mls_outlook_menu_set_workspace (self->outlook_menu, NULL);
  mls_time_bar_set_workspace (self->time, NULL);
  mls_history_menu_set_workspace (self->history_menu, NULL);
  mls_go_menu_set_workspace (mls_bottom_bar_get_go_menu (self->bottom), NULL);
  mls_workspace_remember (self->workspace);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->missed, mls_link_free);
  g_clear_pointer (&self->missing, g_free);
  if (!mls_project_close (self->project, &error))
    g_warning ("%s", error->message);
  g_clear_object (&self->project);
}
