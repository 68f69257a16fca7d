#include "ui/hand-out.h"

#include "base/text.h"
#include "store/sample-file.h"

#include <glib/gi18n.h>

struct _MlsHandOut
{
  AdwBin               parent_instance;

  /* owned */
  GPtrArray           *paths;   /* (element-type utf8) */

  AdwPreferencesGroup *files;
  AdwPreferencesGroup *form;    /* what of them is handed out */
  AdwComboRow         *sample;
  AdwComboRow         *part;    /* all of it first */
  AdwEntryRow         *name;
  GtkLabel            *state;
};

G_DEFINE_FINAL_TYPE (MlsHandOut, mls_hand_out, ADW_TYPE_BIN)

enum
{
  JUDGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
tell (MlsHandOut *self, const char *text, gboolean is_problem)
{
  gtk_label_set_text (self->state, text);
  gtk_widget_set_visible (GTK_WIDGET (self->state), *text != '\0');
  gtk_widget_remove_css_class (GTK_WIDGET (self->state), "error");
  if (is_problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "error");
}

static const char *
path_chosen (MlsHandOut *self)
{
  guint at = adw_combo_row_get_selected (self->sample);

  return g_ptr_array_index (self->paths, at < self->paths->len ? at : 0);
}

static guint
n_parts_of (MlsSampleFile *file)
{
  const GPtrArray *units = mls_sample_file_get_units (file);
  guint n = 0;

  for (guint i = 0; i < units->len; i++)
    n = MAX (n, ((const MlsUnit *) g_ptr_array_index (units, i))->part);

  return n;
}

static void
offer_parts (MlsHandOut *self)
{
  g_autoptr (GtkStringList) parts = gtk_string_list_new (NULL);
  g_autoptr (MlsSampleFile) file = NULL;

  if (self->paths->len == 0)
    return;

  file = mls_sample_file_open (path_chosen (self), MLS_STORE_READ_ONLY, NULL);
  gtk_string_list_append (parts, _("All of it"));
  for (guint i = 1; file != NULL && i <= n_parts_of (file); i++)
    {
      g_autofree char *text = g_strdup_printf (_("Part %u"), i);

      gtk_string_list_append (parts, text);
    }
  adw_combo_row_set_model (self->part, G_LIST_MODEL (parts));
}

/* Beside the sample: after it, the part and whom it is for. */
static char *
make_path (const char *sample, guint part, const char *name)
{
  g_autofree char *folder = g_path_get_dirname (sample);
  g_autofree char *stem = mls_text_stem (sample);
  g_autofree char *plain = g_strdelimit (g_strdup (name), "/\\: ", '_');
  GString *file = g_string_new (stem);
  g_autofree char *base = NULL;

  if (part > 0)
    g_string_append_printf (file, "-%u", part);
  if (*plain != '\0')
    g_string_append_printf (file, "-%s", plain);
  g_string_append (file, ".gpkg");
  base = g_string_free (file, FALSE);

  return g_build_filename (folder, base, NULL);
}

static gboolean
write_part (const char *sample, const char *path, guint part, const char *name, GError **error)
{
  g_autoptr (MlsSampleFile) file = mls_sample_file_open (sample, MLS_STORE_READ_ONLY, error);

  return file != NULL &&
         mls_sample_file_hand_out (file, path, part, *name != '\0' ? g_quark_from_string (name) : 0, error);
}

static void
on_hand_out (MlsHandOut *self)
{
  const char *sample = path_chosen (self);
  guint part = adw_combo_row_get_selected (self->part);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  g_autofree char *path = make_path (sample, part, name);
  g_autofree char *base = g_filename_display_basename (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (part == 0 && *name == '\0')
    {
      tell (self, _("Choose a part, or say whom it is for: all of it is the sample itself"), TRUE);
      return;
    }
  if (!write_part (sample, path, part, name, &error))
    {
      tell (self, error->message, TRUE);
      return;
    }

  /* Translators: the name of a file. */
  text = g_strdup_printf (_("Written beside the sample: %s"), base);
  tell (self, text, FALSE);
}

static void
on_judge (GtkButton *button, MlsHandOut *self)
{
  g_signal_emit (self, signals[JUDGE], 0, g_object_get_data (G_OBJECT (button), "path"));
}

static GtkWidget *
judge_button_new (MlsHandOut *self, const char *path)
{
  GtkWidget *judge = gtk_button_new_with_label (_("Judge It"));

  gtk_widget_set_valign (judge, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (judge), "path", g_strdup (path), g_free);
  g_signal_connect_object (judge, "clicked", G_CALLBACK (on_judge), self, 0);

  return judge;
}

/* "142 units · 2 parts" */
static char *
dup_extent (MlsSampleFile *file)
{
  guint n_units = mls_sample_file_get_units (file)->len, n_parts = n_parts_of (file);
  g_autofree char *units = g_strdup_printf (ngettext ("%u unit", "%u units", n_units), n_units);
  g_autofree char *parts = g_strdup_printf (ngettext ("%u part", "%u parts", n_parts), n_parts);

  return g_strdup_printf ("%s · %s", units, parts);
}

static void
add_file (MlsHandOut *self, const char *path, gboolean to_judge)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsSampleFile) file = mls_sample_file_open (path, MLS_STORE_READ_ONLY, &error);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = file != NULL ? dup_extent (file) : g_strdup (error->message);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  if (file != NULL && to_judge)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), judge_button_new (self, path));
  adw_preferences_group_add (self->files, row);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), gtk_widget_get_sensitive (GTK_WIDGET (self->form)) && file != NULL);
}

/**
 * mls_hand_out_show:
 * @self: the page, still without samples
 * @paths: (array zero-terminated=1): files of samples, at least one
 * @to_judge: whether they may be judged here, too
 */
void
mls_hand_out_show (MlsHandOut *self, const char *const *paths, gboolean to_judge)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *name = g_filename_display_basename (paths[i]);

      g_ptr_array_add (self->paths, g_strdup (paths[i]));
      gtk_string_list_append (names, name);
      add_file (self, paths[i], to_judge);
    }
  adw_combo_row_set_model (self->sample, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->sample), self->paths->len > 1);
  offer_parts (self);
}

static void
mls_hand_out_finalize (GObject *object)
{
  g_ptr_array_unref (MLS_HAND_OUT (object)->paths);

  G_OBJECT_CLASS (mls_hand_out_parent_class)->finalize (object);
}

static void
mls_hand_out_class_init (MlsHandOutClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_hand_out_finalize;

  signals[JUDGE] = g_signal_new ("judge", MLS_TYPE_HAND_OUT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
}

static AdwComboRow *
combo_new (const char *title)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);

  return ADW_COMBO_ROW (row);
}

static AdwPreferencesGroup *
make_form (MlsHandOut *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *button = gtk_button_new_with_label (_("Hand Out"));

  adw_preferences_group_set_title (group, _("Hand out"));
  adw_preferences_group_set_description (group, _("As a file of its own, to be judged here or in QGIS and brought back"));
  self->sample = combo_new (_("Sample"));
  self->part = combo_new (_("Part"));
  self->name = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name), _("For whom: what they have made themselves is left out"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_preferences_group_set_header_suffix (group, button);
  adw_preferences_group_add (group, GTK_WIDGET (self->sample));
  adw_preferences_group_add (group, GTK_WIDGET (self->part));
  adw_preferences_group_add (group, GTK_WIDGET (self->name));
  g_signal_connect_object (self->sample, "notify::selected", G_CALLBACK (offer_parts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_hand_out), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->name, "entry-activated", G_CALLBACK (on_hand_out), self, G_CONNECT_SWAPPED);

  return group;
}

static void
mls_hand_out_init (MlsHandOut *self)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->files = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->state = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->state, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->state), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "matrix-state");
  adw_preferences_page_add (page, self->files);
  self->form = make_form (self);
  adw_preferences_page_add (page, self->form);
  gtk_widget_set_vexpand (GTK_WIDGET (page), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (page));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->state));
  adw_bin_set_child (ADW_BIN (self), box);
}
