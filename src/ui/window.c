#include "ui/window-private.h"

#include "ui/application.h"
#include "ui/recent.h"
#include "ui/tool-column.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is said in passing. */
#define TOAST_SECONDS 5

G_DEFINE_FINAL_TYPE (MlsWindow, mls_window, ADW_TYPE_APPLICATION_WINDOW)

/* How wide the map is while the panel beside it is as narrow as it may be. */
static int
widest_map (MlsWindow *self)
{
  int widest;

  g_object_get (self->paned, "max-position", &widest, NULL);

  return widest;
}

/* Once there is a width to be shared. */
static void
restore_side (MlsWindow *self)
{
  if (self->side_restored || gtk_widget_get_width (GTK_WIDGET (self->paned)) == 0)
    return;

  self->side_restored = TRUE;
  gtk_paned_set_position (self->paned,
                          MAX (widest_map (self) - g_settings_get_int (mls_window_settings (self), "side-extra"), 0));
}

static void
keep_side (MlsWindow *self)
{
  if (self->side_restored)
    g_settings_set_int (mls_window_settings (self), "side-extra",
                        CLAMP (widest_map (self) - gtk_paned_get_position (self->paned), 0, 4000));
}

static void
bind_settings (MlsWindow *self, GSettings *settings)
{
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->paned, "notify::max-position", G_CALLBACK (restore_side), self, G_CONNECT_SWAPPED);
}

/* Shows the start page, or the project. The other one is not there for a screen reader either. */
void
mls_window_show_page (MlsWindow *self, const char *page)
{
  GtkWidget *before = gtk_stack_get_visible_child (self->pages);
  GtkWidget *now = gtk_stack_get_child_by_name (self->pages, page);

  gtk_widget_set_visible (now, TRUE);
  gtk_stack_set_visible_child (self->pages, now);
  if (before != now)
    gtk_widget_set_visible (before, FALSE);
  gtk_widget_set_visible (self->edit_buttons, strcmp (page, "project") == 0);
}

/**
 * mls_window_settings:
 * @self: a window
 *
 * Returns: (transfer none): the preferences of the user
 */
GSettings *
mls_window_settings (MlsWindow *self)
{
  return mls_application_get_settings (MLS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
}

static gboolean
end_toast (gpointer user_data)
{
  MlsWindow *self = user_data;

  self->toast_source = 0;
  adw_toast_dismiss (self->toast);

  return G_SOURCE_REMOVE;
}

/* It goes, by itself or closed by hand. */
static void
toast_dismissed (MlsWindow *self)
{
  g_clear_handle_id (&self->toast_source, g_source_remove);
  g_clear_weak_pointer (&self->toast);
}

/**
 * mls_window_toast:
 * @self: a window
 * @toast: (transfer full): what is said in passing
 *
 * Shows it at once: what was said before is not waited for, as it may be the contrary. What is shown gives
 * its place: libadwaita 1.2 ends badly when a toast is dismissed while it is still coming.
 */
void
mls_window_toast (MlsWindow *self, AdwToast *toast)
{
  if (self->toast != NULL)
    {
      adw_toast_set_title (self->toast, adw_toast_get_title (toast));
      adw_toast_set_button_label (self->toast, adw_toast_get_button_label (toast));
      adw_toast_set_action_name (self->toast, adw_toast_get_action_name (toast));
      g_object_unref (toast);
    }
  else
    {
      g_set_weak_pointer (&self->toast, toast);
      g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_dismissed), self, G_CONNECT_SWAPPED);
      adw_toast_set_timeout (toast, 0);
      adw_toast_overlay_add_toast (self->toasts, toast);
    }

  g_clear_handle_id (&self->toast_source, g_source_remove);
  self->toast_source = g_timeout_add_seconds (TOAST_SECONDS, end_toast, self);
}

/* Whatever fails once the file is gone fails for that, and there is only one way to keep what is open. */
static void
warn (MlsWindow *self, const char *text)
{
  const MlsMessageButton save = { _("Save a copy…"), "win.save-copy" };
  g_autoptr (GError) gone = NULL;

  if (mls_store_is_there (mls_project_get_store (self->project), &gone))
    mls_message_bar_say (self->messages, MLS_MESSAGE_WARNING, text, NULL, 0);
  else
    mls_message_bar_say (self->messages, MLS_MESSAGE_WARNING, gone->message, &save, 1);
}

/**
 * mls_window_say:
 * @self: a window
 * @kind: how grave it is
 * @text: one line
 *
 * Says it over the map; at the start page, or while something is asked there, in passing.
 */
void
mls_window_say (MlsWindow *self, MlsMessage kind, const char *text)
{
  if (self->project == NULL || mls_ask_bar_is_asking (self->ask))
    mls_window_toast (self, mls_toast_new (text));
  else if (kind == MLS_MESSAGE_WARNING)
    warn (self, text);
  else
    mls_message_bar_say (self->messages, kind, text, NULL, 0);
}

/**
 * mls_window_ask:
 * @self: a window with a project
 * @page: the page of the guide about what it is asked for
 * @question: what to ask
 * @answer: (nullable): what is likely
 * @func: called with the answer and the window, if one is given
 *
 * Asks over the map, in the place of what was said there; the work goes on meanwhile.
 */
void
mls_window_ask (MlsWindow *self, const char *page, const char *question, const char *answer, MlsAskFunc func)
{
  mls_message_bar_close (self->messages);
  mls_ask_bar_ask (self->ask, page, question, answer, func, self);
}

static gboolean
mls_window_close_request (GtkWindow *window)
{
  MlsWindow *self = MLS_WINDOW (window);
  g_autofree char *last = NULL;

  if (!mls_window_may_leave_control (self))
    return TRUE;

  keep_side (self);
  mls_application_remember_open (MLS_APPLICATION (gtk_window_get_application (window)), self);
  last = mls_window_dup_last_backup (self);

  /* At once: threads that make tiles may still have to wait for a server before they let go. */
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  gdk_display_flush (gtk_widget_get_display (GTK_WIDGET (window)));
  mls_window_close_project (self);
  mls_window_make_last_backup (self, last);
  if (!mls_window_leave_copy (self, TRUE))
    {
      mls_window_show_page (self, "start");
      gtk_widget_set_visible (GTK_WIDGET (window), TRUE);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (mls_window_parent_class)->close_request (window);
}

static void
mls_window_dispose (GObject *object)
{
  MlsWindow *self = MLS_WINDOW (object);

  mls_window_close_project (self);
  g_clear_pointer (&self->backup_told, g_free);
  g_clear_pointer (&self->copy, mls_working_copy_free);
  mls_window_drop_menus (self);
  mls_window_drop_story (self);
  mls_window_drop_compare (self);
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_clear_handle_id (&self->toast_source, g_source_remove);
  g_clear_weak_pointer (&self->toast);
  g_clear_weak_pointer (&self->photos);
  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_clear_pointer (&self->saved_at, g_date_time_unref);
  g_clear_pointer (&self->sample_path, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), MLS_TYPE_WINDOW);

  G_OBJECT_CLASS (mls_window_parent_class)->dispose (object);
}

static void
mls_window_finalize (GObject *object)
{
  MlsWindow *self = MLS_WINDOW (object);

  g_clear_pointer (&self->held, g_hash_table_unref);

  G_OBJECT_CLASS (mls_window_parent_class)->finalize (object);
}

static void
mls_window_class_init (MlsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mls_window_dispose;
  object_class->finalize = mls_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = mls_window_close_request;

  g_type_ensure (MLS_TYPE_BOTTOM_BAR);
  g_type_ensure (MLS_TYPE_CODE_PANEL);
  g_type_ensure (MLS_TYPE_CONTROL_PANEL);
  g_type_ensure (MLS_TYPE_HISTORY_PANEL);
  g_type_ensure (MLS_TYPE_HISTORY_MENU);
  g_type_ensure (MLS_TYPE_MESSAGE_BAR);
  g_type_ensure (MLS_TYPE_NOTE_PANEL);
  g_type_ensure (MLS_TYPE_QUEUE_PANEL);
  g_type_ensure (MLS_TYPE_REGION_PANEL);
  g_type_ensure (MLS_TYPE_START_PAGE);
  g_type_ensure (MLS_TYPE_STATE_MENU);
  g_type_ensure (MLS_TYPE_TIME_BAR);
  g_type_ensure (MLS_TYPE_TOOL_COLUMN);
  g_type_ensure (MLS_TYPE_TUTORIAL_CARD);

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/window.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, edit_buttons);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, history_button);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, history_menu);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, state_button);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, state);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, state_menu);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, start);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, title);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, paned);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, map);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, messages);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, tutorial);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, codes);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, desk);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, pairs);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, pairs_button);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, region);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, note);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, queue);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, control_panel);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, history_panel);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, time);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, bottom);
  gtk_widget_class_bind_template_child (widget_class, MlsWindow, toasts);

  mls_window_install_actions (klass);
}

/* The map below everything, then what stands over it. */
static void
add_map (MlsWindow *self)
{
  self->canvas = MLS_MAP (mls_map_new ());
  self->verdict = MLS_VERDICT_TIP (mls_verdict_tip_new ());
  self->measure = MLS_MEASURE_TIP (mls_measure_tip_new ());
  self->ask = MLS_ASK_BAR (mls_ask_bar_new ());
  gtk_overlay_set_child (self->map, GTK_WIDGET (self->canvas));
  gtk_overlay_add_overlay (self->map, GTK_WIDGET (self->verdict));
  gtk_overlay_add_overlay (self->map, GTK_WIDGET (self->measure));
  gtk_overlay_add_overlay (self->map, GTK_WIDGET (self->ask));
}

static void
project_chosen (MlsWindow *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    mls_window_open (self, path);
}

/* Another program may have had the file meanwhile. */
static void
active_changed (MlsWindow *self)
{
  if (self->project == NULL || !gtk_window_is_active (GTK_WINDOW (self)))
    return;

  mls_window_notice (self);
  mls_window_notice_control (self);
}

static void
mls_window_init (MlsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_map (self);
  g_signal_connect_object (gtk_menu_button_get_popover (self->menu_button), "closed",
                           G_CALLBACK (gtk_widget_grab_focus), self->canvas, G_CONNECT_SWAPPED);
  mls_window_init_keys (self);
  mls_window_init_file (self);
  mls_window_init_copy (self);
  mls_window_init_history (self);
  mls_window_init_whole_history (self);
  mls_window_init_locate (self);
  mls_window_init_menu (self);
  mls_window_init_compare (self);
  mls_window_init_time (self);
  mls_window_init_report (self);
  mls_window_init_new (self);
  mls_window_init_pairs (self);
  mls_window_init_photo (self);
  mls_window_init_layers (self);
  mls_window_init_drop (self);
  mls_window_init_maintenance (self);
  mls_window_init_matrix (self);
  mls_window_init_dates (self);
  mls_window_init_nomenclature (self);
  mls_window_init_upkeep (self);
  mls_window_init_backup (self);
  mls_window_init_packages (self);
  mls_window_init_aside (self);
  mls_window_init_team (self);
  mls_window_init_tone (self);
  mls_window_init_edit (self);
  mls_window_init_note (self);
  mls_window_init_elsewhere (self);
  mls_window_init_way (self);
  mls_window_init_zone (self);
  mls_window_init_queue (self);
  mls_window_init_contrast (self);
  mls_window_init_findings (self);
  mls_window_init_foreign (self);
  mls_window_init_review (self);
  mls_window_init_control (self);
  mls_window_init_blind (self);
  mls_window_init_judge (self);
  mls_window_init_accuracy (self);
  mls_window_init_sample (self);
  mls_window_init_story (self);
  mls_window_init_help (self);
  mls_window_init_tutorial (self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_changed), NULL);
}

/**
 * mls_window_new:
 * @application: the application
 *
 * Returns: (transfer none): a window at the start page, not yet shown
 */
MlsWindow *
mls_window_new (MlsApplication *application)
{
  /* GTK 4.8 forgets what kind of widget a window is that is made once a screen reader listens. */
  MlsWindow *self = g_object_new (MLS_TYPE_WINDOW, "accessible-role", GTK_ACCESSIBLE_ROLE_WINDOW,
                                  "application", application, NULL);
  GSettings *settings = mls_application_get_settings (application);
  g_autoptr (GPtrArray) recent = mls_recent_list (settings);

  bind_settings (self, settings);
  mls_window_list_maps (self);
  mls_window_tell_keys (self);
  mls_window_restore_way (self);
  mls_window_restore_tutorial (self);
  mls_start_page_set_recent (self->start, recent);
  g_signal_connect_object (settings, "changed::author", G_CALLBACK (mls_window_take_author), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->start, "project-chosen", G_CALLBACK (project_chosen), self, G_CONNECT_SWAPPED);

  return self;
}
