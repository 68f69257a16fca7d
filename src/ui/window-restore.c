/* A state of the past that comes back: where, and what that takes back, is told before it is done. */

#include "ui/window-private.h"

#include "base/format.h"
#include "document/errand.h"
#include "store/since.h"

#include <glib/gi18n.h>

/* What is counted for one of the grounds on which the state may come back, on a thread of its own. */
typedef struct
{
  char     *path;
  gint64    state;
  MlsZone  *zone;  /* (nullable): everywhere */
  MlsSince  since;
} Count;

static void
count_free (gpointer data)
{
  Count *count = data;

  g_free (count->path);
  g_clear_pointer (&count->zone, mls_zone_free);
  g_free (count);
}

/* "Takes back 14 operations by 3 authors" */
static char *
dup_since (const MlsSince *since)
{
  g_autofree char *n_operations = mls_format_count (since->n_operations);
  g_autofree char *n_authors = mls_format_count (since->n_authors);
  g_autofree char *operations =
    g_strdup_printf (ngettext ("%s operation", "%s operations", since->n_operations), n_operations);
  g_autofree char *authors = g_strdup_printf (ngettext ("%s author", "%s authors", since->n_authors), n_authors);

  if (since->n_operations == 0)
    return g_strdup (_("Nothing was done there since"));

  /* Translators: a number of operations, and one of authors. */
  return g_strdup_printf (_("Takes back %s by %s"), operations, authors);
}

/* What the line below its title says. */
static void
tell_detail (GtkWidget *check, const char *detail)
{
  GtkWidget *box = gtk_check_button_get_child (GTK_CHECK_BUTTON (check));

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
}

static GtkWidget *
ground_new (const char *title)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *labels[] = { gtk_label_new (title), gtk_label_new (NULL) };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_box_append (GTK_BOX (box), labels[i]);
    }
  gtk_widget_add_css_class (labels[1], "dim-label");
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  tell_detail (check, _("Counting…"));
  gtk_widget_set_sensitive (check, FALSE);

  return check;
}

static gboolean
go_on (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, NULL);
}

/* A look of its own at the file, as others take it that only read. */
static gboolean
run_count (MlsErrand *errand, gpointer data, GError **error)
{
  Count *count = data;
  g_autoptr (MlsStore) store = mls_store_open (count->path, MLS_STORE_READ_ONLY, error);

  return store != NULL && mls_store_look_since (store, count->state, count->zone, go_on, errand, &count->since, error);
}

/* The zone is taken. */
static void
add_ground (MlsWindow *self, GtkBox *grounds, const char *title, gint64 state, MlsZone *zone)
{
  GtkWidget *check = ground_new (title);
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (grounds));
  Count *count = g_new0 (Count, 1);

  count->path = g_strdup (mls_project_get_path (self->project));
  count->state = state;
  count->zone = zone;
  g_object_set_data_full (G_OBJECT (check), "errand", mls_errand_new (run_count, count, count_free), g_object_unref);
  if (first != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (first));
  gtk_box_append (grounds, check);
}

static Count *
count_of (GtkWidget *check)
{
  return mls_errand_get_data (g_object_get_data (G_OBJECT (check), "errand"));
}

static gboolean
is_any_active (GtkWidget *grounds)
{
  for (GtkWidget *check = gtk_widget_get_first_child (grounds); check != NULL; check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      return TRUE;

  return FALSE;
}

/* The least of the grounds on which something was done is in hand until another one is chosen. */
static void
show_count (AdwMessageDialog *dialog, GtkWidget *check)
{
  const MlsSince *since = &count_of (check)->since;
  g_autofree char *detail = dup_since (since);

  tell_detail (check, detail);
  gtk_widget_set_sensitive (check, since->n_operations > 0);
  if (since->n_operations > 0 && !is_any_active (adw_message_dialog_get_extra_child (dialog)))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  adw_message_dialog_set_response_enabled (dialog, "back", is_any_active (adw_message_dialog_get_extra_child (dialog)));
}

static void count_on (AdwMessageDialog *dialog, GtkWidget *check);

/* The dialog may be closed meanwhile, and waits for nobody then. */
static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) check = user_data;
  g_autoptr (GError) error = NULL;
  GtkRoot *dialog = gtk_widget_get_root (check);
  gboolean counted = mls_errand_run_finish (MLS_ERRAND (source), result, &error);

  if (!ADW_IS_MESSAGE_DIALOG (dialog))
    return;

  if (counted)
    show_count (ADW_MESSAGE_DIALOG (dialog), check);
  else
    tell_detail (check, error->message);
  count_on (ADW_MESSAGE_DIALOG (dialog), gtk_widget_get_next_sibling (check));
}

/* One after the other, from the least on. */
static void
count_on (AdwMessageDialog *dialog, GtkWidget *check)
{
  if (check != NULL)
    mls_errand_run_async (g_object_get_data (G_OBJECT (check), "errand"), on_counted, g_object_ref (check));
}

static MlsZone *
zone_in_view (MlsWindow *self)
{
  MlsBox sight;

  return mls_map_get_sight (self->canvas, &sight) ? mls_zone_new_box (&sight) : NULL;
}

static MlsZone *
zone_of_author (MlsWindow *self)
{
  const MlsZone *zone = mls_project_get_rules (self->project)->zone.ground;

  return zone != NULL ? mls_zone_copy (zone) : NULL;
}

/* From the least on. */
static GtkWidget *
grounds_new (MlsWindow *self, gint64 state)
{
  GtkWidget *grounds = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  MlsZone *view = zone_in_view (self);
  MlsZone *own = zone_of_author (self);

  if (view != NULL)
    add_ground (self, GTK_BOX (grounds), _("In what is in view"), state, view);
  if (own != NULL)
    add_ground (self, GTK_BOX (grounds), _("In my zone"), state, own);
  add_ground (self, GTK_BOX (grounds), _("Everywhere"), state, NULL);

  return grounds;
}

static void
bring_back (MlsWindow *self, gint64 state, MlsZone *zone)
{
  g_autofree char *id = mls_format_id (state);
  g_autofree char *text = NULL;

  mls_time_bar_close (self->time);
  if (!mls_workspace_bring_back (self->workspace, state, zone))
    return;

  text = g_strdup_printf (_("Brought back: the state after operation %s"), id);
  mls_window_toast (self, mls_toast_new (text));
}

/* What nobody waits for any more is not counted to its end. */
static void
stop_counting (GtkWidget *grounds)
{
  for (GtkWidget *check = gtk_widget_get_first_child (grounds); check != NULL; check = gtk_widget_get_next_sibling (check))
    mls_errand_cancel (g_object_get_data (G_OBJECT (check), "errand"));
}

static void
on_answered (AdwMessageDialog *dialog, const char *response, MlsWindow *self)
{
  GtkWidget *grounds = adw_message_dialog_get_extra_child (dialog);

  stop_counting (grounds);
  if (!g_str_equal (response, "back") || self->workspace == NULL)
    return;

  for (GtkWidget *check = gtk_widget_get_first_child (grounds); check != NULL; check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      {
        bring_back (self, count_of (check)->state, g_steal_pointer (&count_of (check)->zone));
        return;
      }
}

static GtkWidget *
dialog_new (MlsWindow *self, gint64 state)
{
  g_autofree char *id = mls_format_id (state);
  g_autofree char *body =
    g_strdup_printf (_("The map becomes what it was right after operation %s. What was done since stays in the history, and "
                       "Ctrl+Z undoes this."),
                     id);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Bring Back This State?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "back", _("_Bring Back"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "back", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "back");
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "back", FALSE);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), grounds_new (self, state));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answered), self, 0);

  return dialog;
}

/**
 * mls_window_ask_to_restore:
 * @self: a window with a project
 * @state: an operation
 *
 * Asks where the state right after it is to come back, and counts meanwhile what that takes back; brings it back there, and
 * the views are of now then.
 */
void
mls_window_ask_to_restore (MlsWindow *self, gint64 state)
{
  MlsStore *store = mls_project_get_store (self->project);
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog;

  if (!mls_since_check (store, state, &error))
    mls_window_say (self, MLS_MESSAGE_REFUSAL, error->message);
  else if (mls_store_last_operation (store, NULL) == state)
    mls_window_say (self, MLS_MESSAGE_INFORMATION, _("Nothing was done since: this is the state there is"));
  else
    {
      dialog = dialog_new (self, state);
      gtk_window_present (GTK_WINDOW (dialog));
      count_on (ADW_MESSAGE_DIALOG (dialog),
                gtk_widget_get_first_child (adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog))));
    }
}

/**
 * mls_window_do_restore:
 * @action: the action
 * @parameter: (nullable): none
 * @user_data: a window
 *
 * Asks where the state after the operation in hand is to come back, and brings it back there.
 */
void
mls_window_do_restore (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsHistoryEntry *entry = self->workspace != NULL ? mls_history_panel_get_entry (self->history_panel) : NULL;

  if (entry != NULL)
    mls_window_ask_to_restore (self, mls_history_entry_get_id (entry));
}
