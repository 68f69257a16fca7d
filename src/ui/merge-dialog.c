#include "ui/merge-dialog.h"

#include "document/merge-job.h"
#include "ui/choose-file.h"

#include <glib/gi18n.h>

#define WIDTH  640
#define HEIGHT 620

/* Remarks beyond these are told by their number. */
#define MOST_REMARKS 200

struct _MlsMergeDialog
{
  AdwWindow            parent_instance;

  /* owned */
  char                *sample; /* (nullable): none is chosen yet */

  AdwActionRow        *into;
  AdwPreferencesGroup *brought;
  GtkWidget           *add;
};

G_DEFINE_FINAL_TYPE (MlsMergeDialog, mls_merge_dialog, ADW_TYPE_WINDOW)

enum
{
  MERGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A file that comes back, while it is brought in; it holds both. */
typedef struct
{
  MlsMergeDialog *dialog;
  AdwExpanderRow *row;
} Bringing;

static void
bringing_free (Bringing *bringing)
{
  g_object_unref (bringing->dialog);
  g_object_unref (bringing->row);
  g_free (bringing);
}

static void bring (MlsMergeDialog *self, AdwExpanderRow *row, const char *path, const char *controller);

static char *
dup_summary (const MlsMergeOutcome *outcome)
{
  return g_strdup_printf (_("%u added · %u changed · %u the same · %u older · %u in conflict · %u left out"),
                          outcome->n_added, outcome->n_changed, outcome->n_same, outcome->n_older, outcome->n_conflicts,
                          outcome->n_left);
}

/* "Row 12 · unit 5 · Noé", as far as that is known. */
static char *
dup_where (const MlsMergeRemark *remark)
{
  GString *text = g_string_new (NULL);

  if (remark->feature > 0)
    g_string_append_printf (text, _("Row %d"), (int) remark->feature);
  if (remark->unit > 0)
    {
      g_string_append (text, text->len > 0 ? " · " : "");
      g_string_append_printf (text, _("Unit %d"), (int) remark->unit);
    }
  if (remark->controller != 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", g_quark_to_string (remark->controller));

  return g_string_free (text, FALSE);
}

static void
add_row (AdwExpanderRow *row, GtkWidget *child)
{
  GPtrArray *rows = g_object_get_data (G_OBJECT (row), "rows");

  adw_expander_row_add_row (row, child);
  g_ptr_array_add (rows, child);
}

static void
add_remark (AdwExpanderRow *row, const char *text, const char *where)
{
  GtkWidget *child = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (child), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (child), text);
  if (where != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (child), where);
  add_row (row, child);
}

static void
on_named (AdwEntryRow *entry, MlsMergeDialog *self)
{
  AdwExpanderRow *row = g_object_get_data (G_OBJECT (entry), "row");
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (*name != '\0')
    bring (self, row, g_object_get_data (G_OBJECT (row), "path"), name);
}

/* Rows that do not say whose they are come in once somebody does. */
static void
ask_name (MlsMergeDialog *self, AdwExpanderRow *row)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _("Whose are the rows without a name?"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (entry), TRUE);
  g_object_set_data (G_OBJECT (entry), "row", row);
  g_signal_connect_object (entry, "apply", G_CALLBACK (on_named), self, 0);
  add_row (row, entry);
}

static void
show_outcome (MlsMergeDialog *self, AdwExpanderRow *row, const MlsMergeOutcome *outcome)
{
  g_autofree char *summary = dup_summary (outcome);
  gboolean is_nobody = FALSE;

  for (guint i = 0; i < outcome->remarks->len; i++)
    is_nobody |= ((const MlsMergeRemark *) g_ptr_array_index (outcome->remarks, i))->kind == MLS_MERGE_NOBODY;
  if (is_nobody)
    ask_name (self, row);

  for (guint i = 0; i < MIN (outcome->remarks->len, MOST_REMARKS); i++)
    {
      const MlsMergeRemark *remark = g_ptr_array_index (outcome->remarks, i);
      g_autofree char *where = dup_where (remark);

      add_remark (row, remark->text, where);
    }
  if (outcome->remarks->len > MOST_REMARKS)
    {
      guint n = outcome->remarks->len - MOST_REMARKS;
      g_autofree char *more = g_strdup_printf (ngettext ("%u more row", "%u more rows", n), n);

      add_remark (row, more, NULL);
    }
  adw_expander_row_set_subtitle (row, summary);
  adw_expander_row_set_enable_expansion (row, outcome->remarks->len > 0);
  adw_expander_row_set_expanded (row, outcome->remarks->len > 0);
}

/* Bringing in */

static void
on_brought (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bringing *bringing = user_data;
  const MlsMergeJob *job = mls_errand_get_data (MLS_ERRAND (source));
  g_autoptr (GError) error = NULL;

  if (mls_errand_run_finish (MLS_ERRAND (source), result, &error))
    {
      show_outcome (bringing->dialog, bringing->row, &job->outcome);
      g_signal_emit (bringing->dialog, signals[MERGED], 0, job->sample);
    }
  else
    {
      adw_expander_row_set_subtitle (bringing->row, error->message);
      gtk_widget_add_css_class (GTK_WIDGET (bringing->row), "error");
    }
  bringing_free (bringing);
}

static void
bring (MlsMergeDialog *self, AdwExpanderRow *row, const char *path, const char *controller)
{
  MlsMergeJob *job = mls_merge_job_new (self->sample, path, controller);
  g_autoptr (MlsErrand) errand = mls_errand_new (mls_merge_job_run, job, (GDestroyNotify) mls_merge_job_free);
  GPtrArray *rows = g_object_get_data (G_OBJECT (row), "rows");
  Bringing *bringing = g_new (Bringing, 1);

  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_remove (row, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
  adw_expander_row_set_subtitle (row, _("Bringing it in…"));
  *bringing = (Bringing){ g_object_ref (self), g_object_ref (row) };
  mls_errand_run_async (errand, on_brought, bringing);
}

/**
 * mls_merge_dialog_bring:
 * @self: a dialog with a sample
 * @path: a file that comes back
 *
 * Brings it in and tells what became of it. Nothing is changed by a file that was brought in before.
 */
void
mls_merge_dialog_bring (MlsMergeDialog *self, const char *path)
{
  AdwExpanderRow *row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  g_autofree char *name = g_filename_display_basename (path);

  g_return_if_fail (self->sample != NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_expander_row_set_enable_expansion (row, FALSE);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (path), g_free);
  g_object_set_data_full (G_OBJECT (row), "rows", g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
  adw_preferences_group_add (self->brought, GTK_WIDGET (row));
  bring (self, row, path, NULL);
}

/**
 * mls_merge_dialog_set_sample:
 * @self: a dialog
 * @path: the file of the sample that others come back to
 */
void
mls_merge_dialog_set_sample (MlsMergeDialog *self, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_free (self->sample);
  self->sample = g_strdup (path);
  adw_action_row_set_subtitle (self->into, name);
  gtk_widget_set_sensitive (self->add, TRUE);
}

static void
sample_chosen (gpointer owner, const char *path)
{
  mls_merge_dialog_set_sample (owner, path);
}

static void
choose_sample (MlsMergeDialog *self)
{
  mls_choose_file (mls_sample_chooser_new (GTK_WINDOW (self), _("The sample that others come back to")), sample_chosen, self);
}

static void
file_chosen (gpointer owner, const char *path)
{
  mls_merge_dialog_bring (owner, path);
}

/* Files of a sample, or any layer with columns of the form: a shapefile, too. */
static void
choose_files (MlsMergeDialog *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Files that have come back"), GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));

  mls_chooser_look_beside (chooser, self->sample);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  mls_choose_file (chooser, file_chosen, self);
}

static void
mls_merge_dialog_finalize (GObject *object)
{
  g_free (MLS_MERGE_DIALOG (object)->sample);

  G_OBJECT_CLASS (mls_merge_dialog_parent_class)->finalize (object);
}

static void
mls_merge_dialog_class_init (MlsMergeDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_merge_dialog_finalize;

  signals[MERGED] = g_signal_new ("merged", MLS_TYPE_MERGE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
button_new (MlsMergeDialog *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);

  return button;
}

static void
mls_merge_dialog_init (MlsMergeDialog *self)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *into = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->into = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->into), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->into), _("The sample"));
  adw_action_row_set_subtitle (self->into, _("None chosen yet"));
  adw_action_row_add_suffix (self->into, button_new (self, _("Choose…"), G_CALLBACK (choose_sample)));
  adw_preferences_group_add (into, GTK_WIDGET (self->into));

  self->brought = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->add = button_new (self, _("Add Files…"), G_CALLBACK (choose_files));
  gtk_widget_set_sensitive (self->add, FALSE);
  adw_preferences_group_set_title (self->brought, _("What has come back"));
  adw_preferences_group_set_description (self->brought, _("Files of the sample, or any layer with columns of the form"));
  adw_preferences_group_set_header_suffix (self->brought, self->add);

  adw_preferences_page_add (page, into);
  adw_preferences_page_add (page, self->brought);
  gtk_widget_set_vexpand (GTK_WIDGET (page), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (page));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_window_set_title (GTK_WINDOW (self), _("Bring judgements back"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/**
 * mls_merge_dialog_new:
 * @parent: (nullable): a window
 *
 * Returns: (transfer none): the dialog, without a sample, not shown yet
 */
GtkWidget *
mls_merge_dialog_new (GtkWindow *parent)
{
  return g_object_new (MLS_TYPE_MERGE_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
}
