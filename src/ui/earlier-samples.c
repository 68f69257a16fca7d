#include "ui/earlier-samples.h"

#include "ui/choose-file.h"

#include <glib/gi18n.h>

struct _MlsEarlierSamples
{
  AdwPreferencesGroup parent_instance;

  /* owned */
  GPtrArray          *paths; /* (element-type utf8) */
  GPtrArray          *rows;  /* borrowed, of each */
};

G_DEFINE_FINAL_TYPE (MlsEarlierSamples, mls_earlier_samples, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_removed (GtkButton *button, MlsEarlierSamples *self)
{
  GtkWidget *row = g_object_get_data (G_OBJECT (button), "row");
  guint i;

  if (!g_ptr_array_find (self->rows, row, &i))
    return;

  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_remove_index (self->rows, i);
  g_ptr_array_remove_index (self->paths, i);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
remove_button_new (MlsEarlierSamples *self, GtkWidget *row, const char *name)
{
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *label = g_strdup_printf (_("Do not leave “%s” out"), name);

  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (remove), "row", row);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_removed), self, 0);

  return remove;
}

/**
 * mls_earlier_samples_add:
 * @self: the list
 * @path: another sample; one that is there already is so only once
 */
void
mls_earlier_samples_add (MlsEarlierSamples *self, const char *path)
{
  GtkWidget *row;
  g_autofree char *name = g_filename_display_basename (path);

  if (g_ptr_array_find_with_equal_func (self->paths, path, g_str_equal, NULL))
    return;

  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove_button_new (self, row, name));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->paths, g_strdup (path));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
chosen (gpointer owner, const char *path)
{
  mls_earlier_samples_add (owner, path);
}

static void
on_add (MlsEarlierSamples *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  mls_choose_file (mls_sample_chooser_new (window, _("Leave the regions of a sample out")), chosen, self);
}

static void
mls_earlier_samples_finalize (GObject *object)
{
  MlsEarlierSamples *self = MLS_EARLIER_SAMPLES (object);

  g_ptr_array_unref (self->paths);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (mls_earlier_samples_parent_class)->finalize (object);
}

static void
mls_earlier_samples_class_init (MlsEarlierSamplesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_earlier_samples_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", MLS_TYPE_EARLIER_SAMPLES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mls_earlier_samples_init (MlsEarlierSamples *self)
{
  GtkWidget *add = gtk_button_new_with_label (_("Add a Sample…"));

  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new ();
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (add, "flat");
  g_signal_connect_object (add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), add);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Without what is in other samples"));
}

/**
 * mls_earlier_samples_dup_paths:
 * @self: the list
 *
 * Returns: (transfer full) (array zero-terminated=1): its files
 */
char **
mls_earlier_samples_dup_paths (MlsEarlierSamples *self)
{
  char **paths = g_new0 (char *, self->paths->len + 1);

  for (guint i = 0; i < self->paths->len; i++)
    paths[i] = g_strdup (g_ptr_array_index (self->paths, i));

  return paths;
}
