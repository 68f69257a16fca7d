/* A state of the past that comes back: where, and what that takes back, is told before it is done. */

#include "ui/window-private.h"

#include "base/format.h"
#include "store/since.h"

#include <glib/gi18n.h>

/* A question that is being put together: whether the state after an operation is to come back. */
typedef struct
{
  MlsWindow      *window;
  gint64          state;
  GtkWidget      *dialog;
  GtkBox         *grounds;
  GtkCheckButton *first;  /* (nullable): the least of the grounds on which something was done */
} Question;

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

static GtkWidget *
ground_new (const char *title, const char *detail)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *labels[] = { gtk_label_new (title), gtk_label_new (detail) };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_box_append (GTK_BOX (box), labels[i]);
    }
  gtk_widget_add_css_class (labels[1], "dim-label");
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);

  return check;
}

/* The zone is taken. */
static gboolean
add_ground (Question *question, const char *title, MlsZone *zone, GError **error)
{
  MlsStore *store = mls_project_get_store (question->window->project);
  g_autofree char *detail = NULL;
  MlsSince since;
  GtkWidget *check;

  if (!mls_store_look_since (store, question->state, zone, &since, error))
    {
      mls_zone_free (zone);
      return FALSE;
    }

  detail = dup_since (&since);
  check = ground_new (title, detail);
  gtk_widget_set_sensitive (check, since.n_operations > 0);
  if (zone != NULL)
    g_object_set_data_full (G_OBJECT (check), "zone", zone, (GDestroyNotify) mls_zone_free);
  if (gtk_widget_get_first_child (GTK_WIDGET (question->grounds)) != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check),
                                GTK_CHECK_BUTTON (gtk_widget_get_first_child (GTK_WIDGET (question->grounds))));
  if (question->first == NULL && since.n_operations > 0)
    question->first = GTK_CHECK_BUTTON (check);
  gtk_box_append (question->grounds, check);

  return TRUE;
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
  guint n;
  const MlsRing *rings = zone != NULL ? mls_zone_get_rings (zone, &n) : NULL;

  return zone != NULL ? mls_zone_new (rings, n) : NULL;
}

/* From the least on. */
static gboolean
add_grounds (Question *question, GError **error)
{
  MlsZone *view = zone_in_view (question->window);
  MlsZone *own = zone_of_author (question->window);

  if (view != NULL && !add_ground (question, _("In what is in view"), view, error))
    {
      g_clear_pointer (&own, mls_zone_free);
      return FALSE;
    }

  return (own == NULL || add_ground (question, _("In my zone"), own, error)) &&
         add_ground (question, _("Everywhere"), NULL, error);
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

static void
on_answered (AdwMessageDialog *dialog, const char *response, MlsWindow *self)
{
  GtkWidget *grounds = adw_message_dialog_get_extra_child (dialog);
  const gint64 *state = g_object_get_data (G_OBJECT (dialog), "state");

  if (!g_str_equal (response, "back") || self->workspace == NULL)
    return;

  for (GtkWidget *check = gtk_widget_get_first_child (grounds); check != NULL; check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      {
        bring_back (self, *state, g_object_steal_data (G_OBJECT (check), "zone"));
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
  g_object_set_data_full (G_OBJECT (dialog), "state", g_memdup2 (&state, sizeof state), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answered), self, 0);

  return dialog;
}

/**
 * mls_window_ask_to_restore:
 * @self: a window with a project
 * @state: an operation
 *
 * Asks where the state right after it is to come back, saying what that takes back, and brings it back there; the views are
 * of now then.
 */
void
mls_window_ask_to_restore (MlsWindow *self, gint64 state)
{
  Question question = { self, state, dialog_new (self, state), GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12)), NULL };
  g_autoptr (GError) error = NULL;

  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (question.dialog), GTK_WIDGET (question.grounds));
  if (!add_grounds (&question, &error))
    mls_window_say (self, MLS_MESSAGE_REFUSAL, error->message);
  else if (question.first == NULL)
    mls_window_say (self, MLS_MESSAGE_INFORMATION, _("Nothing was done since: this is the state there is"));

  if (question.first == NULL || error != NULL)
    {
      gtk_window_destroy (GTK_WINDOW (question.dialog));
      return;
    }

  gtk_check_button_set_active (question.first, TRUE);
  gtk_window_present (GTK_WINDOW (question.dialog));
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
