#include "ui/versions-dialog.h"

#include "store/error.h"
#include "store/fingerprint.h"
#include "store/version.h"
#include "ui/progress-dialog.h"
#include "ui/tell.h"

#include <glib/gi18n.h>

#define WIDTH  640
#define HEIGHT 620

struct _MlsVersionsDialog
{
  AdwWindow            parent_instance;

  /* owned */
  MlsProject          *project;
  GPtrArray           *versions; /* (element-type MlsVersion), the newest last */
  GPtrArray           *rows;     /* (element-type GtkWidget), borrowed */

  AdwPreferencesGroup *listed;
  AdwPreferencesGroup *sealing;
  GtkEditable         *name;
  GtkEditable         *message;
  AdwComboRow         *state;    /* now, and then the versions, the newest first */
  GtkWidget           *seal;
};

G_DEFINE_FINAL_TYPE (MlsVersionsDialog, mls_versions_dialog, ADW_TYPE_WINDOW)

enum
{
  SEALED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A fingerprint that is being taken. */
typedef struct
{
  char   *path;
  gint64  operation;
  char   *fingerprint; /* (nullable) */
  char   *expected;    /* (nullable): of the delivery that is verified */
  char   *name;
} Taking;

static void
taking_free (gpointer data)
{
  Taking *taking = data;

  g_free (taking->path);
  g_free (taking->fingerprint);
  g_free (taking->expected);
  g_free (taking->name);
  g_free (taking);
}

static gboolean
go_on (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, _("Taking the fingerprint"));
}

static gboolean
take (MlsErrand *errand, gpointer data, GError **error)
{
  Taking *taking = data;

  taking->fingerprint = mls_fingerprint_take (taking->path, taking->operation, go_on, errand, error);

  return taking->fingerprint != NULL;
}

static void
send_taking (MlsVersionsDialog *self, Taking *taking, MlsErrandEndedFunc ended)
{
  g_autoptr (MlsErrand) errand = mls_errand_new (take, taking, taking_free);

  mls_progress_run (GTK_WINDOW (self), _("Taking the fingerprint"), errand, ended, self);
}

/* Verifying */

static void
on_verified (gpointer owner, MlsErrand *errand, const GError *error)
{
  const Taking *taking = mls_errand_get_data (errand);
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      if (!g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED))
        mls_tell (owner, _("It could not be verified"), error->message);
      return;
    }

  if (g_str_equal (taking->fingerprint, taking->expected))
    {
      text = g_strdup_printf (_("“%s” is what it was when it was sealed."), taking->name);
      mls_tell (owner, _("The Same"), text);
      return;
    }

  text = g_strdup_printf (_("“%s” was sealed as %s, and is %s: the file was changed outside of Millésime, or is damaged."),
                          taking->name, taking->expected, taking->fingerprint);
  mls_tell (owner, _("It Differs"), text);
}

static const MlsVersion *
version_of (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "version");
}

static void
on_verify (GtkWidget *button, MlsVersionsDialog *self)
{
  const MlsVersion *version = version_of (button);
  Taking *taking = g_new0 (Taking, 1);

  taking->path = g_strdup (mls_project_get_path (self->project));
  taking->operation = version->operation;
  taking->expected = g_strdup (version->fingerprint);
  taking->name = g_strdup (version->name);
  send_taking (self, taking, on_verified);
}

static void
on_copy (GtkWidget *button, MlsVersionsDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), version_of (button)->fingerprint);
}

/* The list */

static char *
dup_when (const MlsVersion *version)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (version->at, NULL);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%x %H:%M") : g_strdup (version->at);
}

static GtkWidget *
row_button_new (MlsVersionsDialog *self, GtkWidget *button, const MlsVersion *version, const char *title, GCallback callback)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data (G_OBJECT (button), "version", (gpointer) version);
  g_signal_connect_object (button, "clicked", callback, self, 0);

  return button;
}

static void
add_seal (MlsVersionsDialog *self, AdwActionRow *row, const MlsVersion *version)
{
  g_autofree char *shortened = mls_fingerprint_short (version->fingerprint);
  g_autofree char *copy = g_strdup_printf (_("Copy the fingerprint of “%s”"), version->name);
  g_autofree char *verify = g_strdup_printf (_("Verify that “%s” is what was sealed"), version->name);
  GtkWidget *label = gtk_label_new (shortened);

  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_tooltip_text (label, version->fingerprint);
  adw_action_row_add_suffix (row, label);
  adw_action_row_add_suffix (row, row_button_new (self, gtk_button_new_from_icon_name ("edit-copy-symbolic"), version,
                                                  copy, G_CALLBACK (on_copy)));
  adw_action_row_add_suffix (row, row_button_new (self, gtk_button_new_with_label (_("Verify")), version,
                                                  verify, G_CALLBACK (on_verify)));
}

static void
add_row (MlsVersionsDialog *self, const MlsVersion *version)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *when = dup_when (version);
  g_autofree char *subtitle =
    g_strdup_printf ("%s · %s%s%s", when, version->author, version->message != NULL && *version->message != '\0' ? " · " : "",
                     version->message != NULL ? version->message : "");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), version->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (version->fingerprint != NULL)
    add_seal (self, ADW_ACTION_ROW (row), version);
  adw_preferences_group_add (self->listed, row);
  g_ptr_array_add (self->rows, row);
}

/* Now, or what was named before: what is delivered late is what was. */
static void
offer_states (MlsVersionsDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, C_("state", "Now"));
  for (guint i = self->versions->len; i > 0; i--)
    gtk_string_list_append (names, ((const MlsVersion *) g_ptr_array_index (self->versions, i - 1))->name);
  adw_combo_row_set_model (self->state, G_LIST_MODEL (names));
}

static void
list_versions (MlsVersionsDialog *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *versions = mls_store_list_versions (mls_project_get_store (self->project), &error);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->listed, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  self->versions = versions != NULL ? versions : g_ptr_array_new ();

  for (guint i = self->versions->len; i > 0; i--)
    add_row (self, g_ptr_array_index (self->versions, i - 1));
  adw_preferences_group_set_description (self->listed, error != NULL               ? error->message
                                                       : self->versions->len == 0 ? _("None has been named yet")
                                                                                  : NULL);
  offer_states (self);
}

/* Sealing */

static char *
dup_text (GtkEditable *editable)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (editable)));
}

static void
on_named (MlsVersionsDialog *self)
{
  g_autofree char *name = dup_text (self->name);

  gtk_widget_set_sensitive (self->seal, *name != '\0');
}

static void
on_taken (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsVersionsDialog *self = owner;
  const Taking *taking = mls_errand_get_data (errand);
  g_autofree char *message = dup_text (self->message);
  g_autoptr (GError) reason = NULL;

  if (error != NULL)
    {
      if (!g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED))
        mls_tell (GTK_WINDOW (self), _("Nothing was sealed"), error->message);
      return;
    }

  if (!mls_store_add_delivery (mls_project_get_store (self->project), taking->name, mls_project_get_author (self->project),
                               *message != '\0' ? message : NULL, taking->operation, taking->fingerprint, &reason))
    {
      mls_tell (GTK_WINDOW (self), _("Nothing was sealed"), reason->message);
      return;
    }

  gtk_editable_set_text (self->name, "");
  gtk_editable_set_text (self->message, "");
  list_versions (self);
  g_signal_emit (self, signals[SEALED], 0, taking->name);
}

static gboolean
find_operation (MlsVersionsDialog *self, gint64 *operation, GError **error)
{
  guint chosen = adw_combo_row_get_selected (self->state);

  if (chosen == 0 || chosen > self->versions->len)
    return mls_store_settle (mls_project_get_store (self->project), operation, error);

  *operation = ((const MlsVersion *) g_ptr_array_index (self->versions, self->versions->len - chosen))->operation;

  return TRUE;
}

static void
on_seal (MlsVersionsDialog *self)
{
  const char *author = mls_project_get_author (self->project);
  g_autoptr (GError) error = NULL;
  Taking *taking;
  gint64 operation;

  if (author == NULL || *author == '\0')
    {
      mls_tell (GTK_WINDOW (self), _("Nothing was sealed"), _("Edits carry a name: say who you are, in the preferences"));
      return;
    }
  if (!find_operation (self, &operation, &error))
    {
      mls_tell (GTK_WINDOW (self), _("Nothing was sealed"), error->message);
      return;
    }

  taking = g_new0 (Taking, 1);
  taking->path = g_strdup (mls_project_get_path (self->project));
  taking->operation = operation;
  taking->name = dup_text (self->name);
  send_taking (self, taking, on_taken);
}

static void
mls_versions_dialog_dispose (GObject *object)
{
  MlsVersionsDialog *self = MLS_VERSIONS_DIALOG (object);

  g_clear_object (&self->project);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (mls_versions_dialog_parent_class)->dispose (object);
}

static void
mls_versions_dialog_class_init (MlsVersionsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_versions_dialog_dispose;

  signals[SEALED] = g_signal_new ("sealed", MLS_TYPE_VERSIONS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
entry_new (const char *title)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);

  return entry;
}

static void
add_sealing (MlsVersionsDialog *self)
{
  GtkWidget *name = entry_new (_("Name"));
  GtkWidget *message = entry_new (_("Message"));
  GtkWidget *state = adw_combo_row_new ();

  self->sealing = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->name = GTK_EDITABLE (name);
  self->message = GTK_EDITABLE (message);
  self->state = ADW_COMBO_ROW (state);
  self->seal = gtk_button_new_with_label (_("Seal"));

  adw_preferences_group_set_title (self->sealing, _("Seal a delivery"));
  adw_preferences_group_set_description (
    self->sealing, _("A delivery carries a fingerprint of the map, by which anybody can tell that a file is the one that was "
                     "delivered. Nothing removes it."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (state), _("The map"));
  gtk_widget_set_valign (self->seal, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->seal, "suggested-action");
  gtk_widget_set_sensitive (self->seal, FALSE);
  g_signal_connect_object (name, "changed", G_CALLBACK (on_named), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->seal, "clicked", G_CALLBACK (on_seal), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (self->sealing, self->seal);
  adw_preferences_group_add (self->sealing, name);
  adw_preferences_group_add (self->sealing, message);
  adw_preferences_group_add (self->sealing, state);
}

static void
mls_versions_dialog_init (MlsVersionsDialog *self)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->rows = g_ptr_array_new ();
  self->listed = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->listed, _("Versions and deliveries"));
  add_sealing (self);

  adw_preferences_page_add (page, self->sealing);
  adw_preferences_page_add (page, self->listed);
  gtk_widget_set_vexpand (GTK_WIDGET (page), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (page));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_window_set_title (GTK_WINDOW (self), _("Versions and deliveries"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/**
 * mls_versions_dialog_new:
 * @parent: a window
 * @project: its project
 *
 * Returns: (transfer none): the dialog, not shown yet
 */
MlsVersionsDialog *
mls_versions_dialog_new (GtkWindow *parent, MlsProject *project)
{
  MlsVersionsDialog *self =
    g_object_new (MLS_TYPE_VERSIONS_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE, NULL);

  self->project = g_object_ref (project);
  gtk_widget_set_sensitive (GTK_WIDGET (self->sealing), !mls_project_is_read_only (project));
  list_versions (self);

  return self;
}
